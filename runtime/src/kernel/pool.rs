//! AVERAGE_POOL_2D, MAX_POOL_2D, L2_POOL_2D over `[batch, height, width, channels]`.
//! `kernels/internal/reference/{,integer_ops/}pooling.h`.

mod windows;

use super::{Clamp, F32, Integer, Window};
pub(crate) use windows::{Pooling, pool_images};

/// Shape of a pooling operator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pool<T> {
    /// Rows.
    pub height: Window,
    /// Columns.
    pub width: Window,
    /// Values per pixel.
    pub channels: usize,
    /// Bounds of an output.
    pub clamp: Clamp<T>,
}

/// Division by a number of pixels, rounding halves away from zero.
#[derive(Clone, Copy)]
struct Divisor {
    count: u32,
    /// `⌊2^23 / count⌋ + 1`, which gives exact quotients of sums of 8-bit values for up to 181 pixels; 0 beyond.
    reciprocal: u32,
}

impl Divisor {
    #[inline(always)]
    fn of_8_bit(count: usize) -> Self {
        let count = (count as u32).max(1);
        Divisor { count, reciprocal: if count <= 181 { (1 << 23) / count + 1 } else { 0 } }
    }

    #[inline(always)]
    fn of_16_bit(count: usize) -> Self {
        Divisor { count: (count as u32).max(1), reciprocal: 0 }
    }

    #[inline(always)]
    fn round(self, sum: i32) -> i32 {
        let magnitude = sum.unsigned_abs().wrapping_add(self.count / 2);
        let quotient = if self.reciprocal == 0 {
            magnitude / self.count.max(1)
        } else {
            magnitude.wrapping_mul(self.reciprocal) >> 23
        } as i32;
        if sum < 0 { quotient.wrapping_neg() } else { quotient }
    }
}

/// Means of integers, rounded half away from zero.
#[derive(Clone, Copy)]
struct Mean(Clamp<i32>);

impl<T: Integer> Pooling<T> for Mean {
    type Result = i32;
    type Scale = Divisor;

    #[inline(always)]
    fn start(self) -> i32 {
        0
    }

    #[inline(always)]
    fn with(self, sum: i32, x: T) -> i32 {
        sum.wrapping_add(x.widen())
    }

    #[inline(always)]
    fn scale(self, pixels: usize) -> Divisor {
        if size_of::<T>() == 1 { Divisor::of_8_bit(pixels) } else { Divisor::of_16_bit(pixels) }
    }

    #[inline(always)]
    fn output(self, sum: i32, divisor: Divisor) -> T {
        T::narrow(self.0.apply(divisor.round(sum)))
    }
}

/// Maxima of integers, and bounds.
#[derive(Clone, Copy)]
struct Max<T>(T, Clamp<T>);

impl<T: Copy + Ord> Pooling<T> for Max<T> {
    type Result = T;
    type Scale = ();

    #[inline(always)]
    fn start(self) -> T {
        self.0
    }

    #[inline(always)]
    fn with(self, max: T, x: T) -> T {
        max.max(x)
    }

    #[inline(always)]
    fn scale(self, _: usize) {}

    #[inline(always)]
    fn output(self, max: T, (): ()) -> T {
        max.max(self.1.min).min(self.1.max)
    }
}

/// What is made of floats: folded, and turned into an output by the number of pixels.
macro_rules! reals {
    ($($(#[$doc:meta])* $name:ident($start:expr, |$result:ident, $x:ident| $with:expr, |$pixels:ident| $output:expr);)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy)]
        struct $name(Clamp<F32>);

        impl Pooling<f32> for $name {
            type Result = f32;
            type Scale = f32;

            #[inline(always)]
            fn start(self) -> f32 {
                $start
            }

            #[inline(always)]
            fn with(self, $result: f32, $x: f32) -> f32 {
                $with
            }

            #[inline(always)]
            fn scale(self, pixels: usize) -> f32 {
                pixels as f32
            }

            #[inline(always)]
            fn output(self, $result: f32, $pixels: f32) -> f32 {
                self.0.apply($output)
            }
        }
    )* };
}
reals! {
    MeanReal(0.0, |sum, x| sum + x, |pixels| sum / pixels);
    /// NaN counts as least.
    MaxReal(f32::MIN, |max, x| if max < x { x } else { max }, |_pixels| max);
    RootMeanSquare(0.0, |sum, x| sum + x * x, |pixels| libm::sqrtf(sum / pixels));
}

/// Means of windows, rounded half away from zero.
#[inline(always)]
pub(crate) fn average_pool<T: Integer, const VECTORS: bool>(p: &Pool<i32>, x: &[T], y: &mut [T]) {
    pool_images::<_, _, _, VECTORS>(Mean(p.clamp), p, x, y);
}

/// Maxima of windows, from the least number on.
#[inline(always)]
pub(crate) fn max_pool<T: Integer + Ord, const VECTORS: bool>(p: &Pool<i32>, least: T, x: &[T], y: &mut [T]) {
    let clamp = Clamp { min: T::narrow(p.clamp.min), max: T::narrow(p.clamp.max) };
    pool_images::<_, _, _, VECTORS>(Max(least, clamp), p, x, y);
}

/// Means of windows.
#[inline(always)]
pub(crate) fn average_pool_real<const VECTORS: bool>(p: &Pool<F32>, x: &[f32], y: &mut [f32]) {
    pool_images::<_, _, _, VECTORS>(MeanReal(p.clamp), p, x, y);
}

/// Maxima of windows; NaN counts as least.
#[inline(always)]
pub(crate) fn max_pool_real<const VECTORS: bool>(p: &Pool<F32>, x: &[f32], y: &mut [f32]) {
    pool_images::<_, _, _, VECTORS>(MaxReal(p.clamp), p, x, y);
}

macro_rules! integers {
    ($($average:ident $max:ident $t:ident;)*) => { $(
        /// Means of windows, rounded half away from zero.
        pub fn $average(p: &Pool<i32>, x: &[$t], y: &mut [$t]) {
            average_pool::<_, false>(p, x, y);
        }

        /// Maxima of windows.
        pub fn $max(p: &Pool<i32>, x: &[$t], y: &mut [$t]) {
            max_pool::<_, false>(p, $t::MIN, x, y);
        }
    )* };
}
integers! {
    average_pool_i8 max_pool_i8 i8;
    average_pool_u8 max_pool_u8 u8;
    average_pool_i16 max_pool_i16 i16;
}

/// Means of windows.
pub fn average_pool_f32(p: &Pool<F32>, x: &[f32], y: &mut [f32]) {
    average_pool_real::<false>(p, x, y);
}

/// Maxima of windows; NaN counts as least.
pub fn max_pool_f32(p: &Pool<F32>, x: &[f32], y: &mut [f32]) {
    max_pool_real::<false>(p, x, y);
}

/// Root mean squares of windows.
pub fn l2_pool_f32(p: &Pool<F32>, x: &[f32], y: &mut [f32]) {
    pool_images::<_, _, _, false>(RootMeanSquare(p.clamp), p, x, y);
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANGE: Clamp<i32> = Clamp { min: -128, max: 127 };

    #[test]
    fn windows_are_cut_at_the_borders() {
        // 3x3 image, 3x3 windows with one pixel of padding, two channels.
        let side = Window { input: 3, output: 2, filter: 3, stride: 2, dilation: 1, padding: 1 };
        let p = Pool { height: side, width: side, channels: 2, clamp: RANGE };
        let x: [i8; 18] = core::array::from_fn(|i| if i % 2 == 0 { i as i8 / 2 } else { -(i as i8 / 2) });
        let mut y = [0; 8];
        average_pool_i8(&p, &x, &mut y);
        assert_eq!(y, [2, -2, 3, -3, 5, -5, 6, -6]); // sums 8, 12, 20, 24 over four pixels each
        max_pool_i8(&p, &x, &mut y);
        assert_eq!(y, [4, 0, 5, -1, 7, -3, 8, -4]);
    }

    #[test]
    fn every_number_of_channels_takes_the_same_path() {
        let clamp = Clamp { min: F32(f32::NEG_INFINITY), max: F32(f32::INFINITY) };
        let whole = |extent| Window { input: extent, output: 1, filter: extent, stride: 1, dilation: 1, padding: 0 };
        for channels in [1, 3, 8, 15, 32, 33, 37] {
            let p = Pool { height: whole(1), width: whole(2), channels, clamp };
            let x: [f32; 74] = core::array::from_fn(|i| i as f32);
            let mut y = [0.0; 37];
            average_pool_f32(&p, &x[..2 * channels], &mut y[..channels]);
            for (c, &y) in y[..channels].iter().enumerate() {
                assert_eq!(y, c as f32 + channels as f32 / 2.0);
            }
        }
    }

    #[test]
    fn reciprocals_are_exact() {
        for count in 1..=181 {
            let (fast, slow) = (Divisor::of_8_bit(count), Divisor::of_16_bit(count));
            for sum in -128 * count as i32..=255 * count as i32 {
                assert_eq!(fast.round(sum), slow.round(sum), "{sum} / {count}");
            }
        }
        assert_eq!([-3, -2, -1, 1, 2, 3].map(|sum| Divisor::of_16_bit(2).round(sum)), [-2, -1, -1, 1, 1, 2]);
    }
}
