//! Means of windows of bytes, whose sums are of 16 bits as long as they fit: twice as many at a time.

use crate::kernel::{Integer, Pool, Pooling, average_pool, pool_images};

/// Means of windows, rounded half away from zero.
#[inline(always)]
pub(super) fn average_pool_bytes<T: Integer>(p: &Pool<i32>, x: &[T], y: &mut [T]) {
    // The greatest magnitude of an element is 128 or 255.
    let greatest = T::narrow(-1).widen().max(127) + 1;
    let pixels = p.height.filter.saturating_mul(p.width.filter);
    if pixels <= (if greatest > 128 { 128 } else { 255 }) {
        let mean = ShortMean { least: p.clamp.min as i16, greatest: p.clamp.max as i16 };
        pool_images::<_, _, _, true>(mean, p, x, y);
    } else {
        average_pool::<_, true>(p, x, y);
    }
}

/// Means of bytes with sums of 16 bits.
#[derive(Clone, Copy)]
struct ShortMean {
    least: i16,
    greatest: i16,
}

impl<T: Integer> Pooling<T> for ShortMean {
    type Result = i16;
    type Scale = ShortDivisor;

    #[inline(always)]
    fn start(self) -> i16 {
        0
    }

    #[inline(always)]
    fn with(self, sum: i16, x: T) -> i16 {
        sum.wrapping_add(x.widen() as i16)
    }

    #[inline(always)]
    fn scale(self, pixels: usize) -> ShortDivisor {
        ShortDivisor::new(pixels)
    }

    #[inline(always)]
    fn output(self, sum: i16, divisor: ShortDivisor) -> T {
        T::narrow(divisor.round(sum).max(self.least).min(self.greatest).into())
    }
}

/// Division by a number of pixels, rounding halves away from zero.
#[derive(Clone, Copy)]
struct ShortDivisor {
    /// Twice half the number, without its fraction.
    twice_half: u16,
    /// `⌈2^(15 + shift) / pixels⌉`.
    factor: u16,
    /// The least that makes `2^shift` as large as the number.
    shift: u16,
}

impl ShortDivisor {
    /// Exact for sums that are less than `2^15` with half the number of pixels added.
    #[inline(always)]
    fn new(pixels: usize) -> Self {
        let pixels = (pixels as u32).clamp(1, 255);
        let shift = 32 - (pixels - 1).leading_zeros();
        let factor = (1u32 << (15 + shift)).div_ceil(pixels);
        ShortDivisor { twice_half: (pixels / 2 * 2) as u16, factor: factor as u16, shift: shift as u16 }
    }

    #[inline(always)]
    fn round(self, sum: i16) -> i16 {
        let twice = sum.unsigned_abs().wrapping_mul(2).wrapping_add(self.twice_half);
        let product = ((u32::from(twice) * u32::from(self.factor)) >> 16) as u16;
        let quotient = (product >> (self.shift & 15)) as i16;
        if sum < 0 { quotient.wrapping_neg() } else { quotient }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotients_are_exact() {
        for pixels in 1..=255 {
            let divisor = ShortDivisor::new(pixels);
            let half = pixels as i32 / 2;
            for sum in 0..(1 << 15) - half {
                let quotient = (sum + half) / pixels as i32;
                assert_eq!(i32::from(divisor.round(sum as i16)), quotient, "{sum} / {pixels}");
                assert_eq!(i32::from(divisor.round(-sum as i16)), -quotient, "-{sum} / {pixels}");
            }
        }
    }
}
