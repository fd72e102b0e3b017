//! TFLite Micro's signal library, between the transform and the features: windows, energies, filter banks, noise, gain,
//! logarithms. All in integers, with the results of `signal/src` of tflite-micro.

use super::{each_row, row};

/// Samples times weights, shifted down; the weights are repeated for each frame.
pub fn signal_window(shift: u32, x: &[i16], weights: &[i16], y: &mut [i16]) {
    each_row(x, weights.len(), y, weights.len(), |x, y| {
        for (y, (&x, &weight)) in y.iter_mut().zip(x.iter().zip(weights)) {
            let product = (x as i32).wrapping_mul(weight as i32).wrapping_shr(shift);
            *y = product.clamp(i16::MIN as i32, i16::MAX as i32) as i16;
        }
    });
}

/// Shifts samples up so that the greatest fills 16 bits, and says by how much.
pub fn signal_fft_auto_scale(x: &[i16], y: &mut [i16], scale: &mut [i32]) {
    // The magnitude of the least number has no place in 16 bits and becomes that number: what follows is greater.
    let greatest = x.iter().fold(0i16, |greatest, &x| {
        if x > greatest || -(x as i32) <= greatest as i32 { x.max(greatest) } else { x.wrapping_neg() }
    });
    let bits = if greatest <= 0 { 0 } else { greatest.leading_zeros().saturating_sub(1) };
    y.iter_mut().zip(x).for_each(|(y, x)| *y = x.wrapping_shl(bits));
    if let Some(scale) = scale.first_mut() {
        *scale = bits as i32;
    }
}

/// Squared magnitudes of the complex numbers from `start` on, up to `end`; the others count as 0.
pub fn signal_energy(start: usize, end: usize, x: &[i16], y: &mut [u32]) {
    for (i, (y, &[re, im])) in y.iter_mut().zip(x.as_chunks::<2>().0).enumerate() {
        let square = |x: i16| (x as i32).wrapping_mul(x as i32) as u32;
        *y = if (start..end).contains(&i) { square(re).wrapping_add(square(im)) } else { 0 };
    }
}

/// Energies summed up in overlapping triangles. A channel gets its own weights, and from the channel before what is not in that
/// one's: the first of the `starts` is of a channel that there is not.
pub fn signal_filter_bank(
    x: &[u32],
    weights: &[i16],
    unweights: &[i16],
    frequency_starts: &[i16],
    weight_starts: &[i16],
    widths: &[i16],
    y: &mut [u64],
) {
    let channels = frequency_starts.iter().zip(weight_starts).zip(widths);
    let mut rest = 0u64;
    let mut outputs = y.iter_mut();
    for (i, ((&frequency, &weight), &width)) in channels.enumerate() {
        let (frequency, weight, width) = (frequency as usize, weight as usize, width as usize);
        let (x, up, down) = (row(x, frequency, width), row(weights, weight, width), row(unweights, weight, width));
        let (mut sum, mut next) = (rest, 0u64);
        for (&x, (&up, &down)) in x.iter().zip(up.iter().zip(down)) {
            sum = sum.wrapping_add((up as u64).wrapping_mul(x as u64));
            next = next.wrapping_add((down as u64).wrapping_mul(x as u64));
        }
        rest = next;
        if i > 0
            && let Some(y) = outputs.next()
        {
            *y = sum;
        }
    }
}

/// Square roots, shifted down by a number of bits that is known at run time.
pub fn signal_filter_bank_square_root(x: &[u64], scale_bits: &[i32], y: &mut [u32]) {
    let bits = scale_bits.first().copied().unwrap_or(0) as u32;
    y.iter_mut().zip(x).for_each(|(y, &x)| *y = square_root(x).wrapping_shr(bits));
}

/// The nearest integer to the square root, of at most 16 bits for a number of at most 32.
fn square_root(x: u64) -> u32 {
    let greatest = if x >> 32 == 0 { u16::MAX as u64 } else { u32::MAX as u64 };
    let (mut rest, mut root) = (x, 0u64);
    let mut bit = 1u64.wrapping_shl(u64::BITS.wrapping_sub(1).wrapping_sub(x.leading_zeros()) & !1);
    while bit != 0 && x != 0 {
        if rest >= root + bit {
            rest -= root + bit;
            root = (root >> 1) + bit;
        } else {
            root >>= 1;
        }
        bit >>= 2;
    }
    (if rest > root && root != greatest { root + 1 } else { root }) as u32
}

/// Factors of a low-pass filter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Smoothing {
    /// Of what is new.
    pub new: u32,
    /// Of what is old.
    pub old: u32,
}

/// Noise that is estimated channel by channel, and taken away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpectralSubtraction {
    /// Of the channels 0, 2, 4, …
    pub even: Smoothing,
    /// Of the channels 1, 3, 5, …
    pub odd: Smoothing,
    /// The least that is left of a signal.
    pub min_signal_remaining: u32,
    /// Further bits of estimates.
    pub smoothing_bits: u32,
    /// Fractional bits of the factors.
    pub bits: u32,
    /// Whether an estimate never stays above the signal.
    pub clamping: bool,
}

/// Signals without noise; the estimates of it, from run to run; and those again, as an output.
pub fn signal_spectral_subtraction(
    p: &SpectralSubtraction,
    x: &[u32],
    estimates: &mut [u32],
    y: &mut [u32],
    noise: &mut [u32],
) {
    let channels = x.iter().zip(estimates).zip(y.iter_mut().zip(noise)).enumerate();
    for (i, ((&x, estimate), (y, noise))) in channels {
        let smoothing = if i & 1 == 0 { p.even } else { p.odd };
        let product = |a: u32, b: u32| (a as u64).wrapping_mul(b as u64);
        let signal = x.wrapping_shl(p.smoothing_bits);
        let sum = product(signal, smoothing.new).wrapping_add(product(*estimate, smoothing.old));
        *estimate = sum.wrapping_shr(p.bits) as u32;
        let taken = (*estimate).min(signal);
        if p.clamping {
            *estimate = taken;
        }
        let floor = product(x, p.min_signal_remaining).wrapping_shr(p.bits) as u32;
        *y = signal.wrapping_sub(taken).wrapping_shr(p.smoothing_bits).max(floor);
        *noise = *estimate;
    }
}

/// Signals with a gain that follows the noise, compressed.
pub fn signal_pcan(snr_shift: u32, x: &[u32], noise: &[u32], gains: &[i16], y: &mut [u32]) {
    for (y, (&x, &noise)) in y.iter_mut().zip(x.iter().zip(noise)) {
        let gain = wide_dynamic_function(noise, gains) as u32;
        *y = pcan_shrink((x as u64).wrapping_mul(gain as u64).wrapping_shr(snr_shift) as u32);
    }
}

/// A function given by a parabola for each power of two.
fn wide_dynamic_function(x: u32, table: &[i16]) -> i16 {
    let at = |i: u32| table.get(i as usize).copied().unwrap_or_default() as i32;
    if x <= 2 {
        return at(x) as i16;
    }
    let interval = u32::BITS.wrapping_sub(x.leading_zeros());
    let first = interval.wrapping_mul(4).wrapping_sub(6);
    let aligned =
        if interval < 11 { x.wrapping_shl(11u32.wrapping_sub(interval)) } else { x.wrapping_shr(interval - 11) };
    let fraction = (aligned & 0x3ff) as i32;
    let slope = (at(first.wrapping_add(2)).wrapping_mul(fraction) >> 5).wrapping_add(at(first.wrapping_add(1)) << 5);
    let rise = slope.wrapping_mul(fraction).wrapping_add(1 << 14) >> 15;
    rise.wrapping_add(at(first)) as i16
}

/// `x² / 4` below 2, then `x - 1`: of 12 fractional bits, to 6.
fn pcan_shrink(x: u32) -> u32 {
    if x < 2 << 12 { x.wrapping_mul(x) >> 20 } else { (x >> 6) - (1 << 6) }
}

/// Logarithms, times a scale. The table has how far the logarithm to base 2 of `1 + i/128` is above `i/128`, times 2^16.
pub fn signal_filter_bank_log(output_scale: u32, correction_bits: u32, table: &[u16], x: &[u32], y: &mut [i16]) {
    for (y, &x) in y.iter_mut().zip(x) {
        let scaled = x.wrapping_shl(correction_bits);
        let log = if scaled > 1 { log_32(scaled, output_scale, table) } else { 0 };
        *y = log.min(i16::MAX as u32) as i16;
    }
}

/// The natural logarithm of a number that is not 0.
fn log_32(x: u32, scale: u32, table: &[u16]) -> u32 {
    let integer = u32::BITS.wrapping_sub(1).wrapping_sub(x.leading_zeros());
    let log2 = (integer << 16).wrapping_add(log2_fraction(x, integer, table));
    let log = (45_426u64.wrapping_mul(log2 as u64).wrapping_add(1 << 15) >> 16) as u32;
    scale.wrapping_mul(log).wrapping_add(1 << 15) >> 16
}

/// The fractional bits, 16 of them, of a logarithm to base 2.
fn log2_fraction(x: u32, integer: u32, table: &[u16]) -> u32 {
    let mantissa = x.wrapping_sub(1u32.wrapping_shl(integer));
    let up = mantissa.wrapping_shl(16u32.saturating_sub(integer));
    let fraction = up.wrapping_shr(integer.saturating_sub(16)) as i32;
    let segment = fraction >> 9;
    let at = |i: i32| table.get(i as usize).copied().unwrap_or_default() as i32;
    let (low, high) = (at(segment), at(segment.wrapping_add(1)));
    // A segment has 2^9 parts, and still the step is divided by 2^16.
    let inside = high.wrapping_sub(low).wrapping_mul(fraction.wrapping_sub(segment << 9)) >> 16;
    fraction.wrapping_add(low).wrapping_add(inside) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_rounded() {
        for (x, root) in [
            (0, 0),
            (1, 1),
            (2, 1),
            (3, 2),
            (6, 2),
            (7, 3),
            (u32::MAX as u64, 65535),
            (1 << 32, 65536),
            (u64::MAX, u32::MAX),
        ] {
            assert_eq!(square_root(x), root, "{x}");
        }
        for root in [5u64, 1000, 70_000, 3_000_000_000] {
            assert_eq!(square_root(root * root + root) as u64, root);
            assert_eq!(square_root(root * root + root + 1) as u64, root + 1);
        }
    }

    #[test]
    fn samples_are_scaled_up() {
        let scaled = |x: [i16; 2]| {
            let (mut y, mut scale) = ([0; 2], [9]);
            signal_fft_auto_scale(&x, &mut y, &mut scale);
            (y, scale[0])
        };
        assert_eq!(scaled([3, -5]), ([3 << 12, -5 << 12], 12));
        assert_eq!(scaled([0, 0]), ([0, 0], 0));
        assert_eq!(scaled([1, i16::MIN]), ([1, i16::MIN], 0));
        assert_eq!(scaled([i16::MIN, 5]), ([0, 5 << 12], 12));
    }

    #[test]
    fn triangles_overlap() {
        let mut y = [0; 2];
        let (weights, unweights) = ([7, 4, 1, 8], [1, 2, 3, 0]);
        signal_filter_bank(&[10, 100, 1000, 1], &weights, &unweights, &[0, 1, 3], &[0, 1, 3], &[1, 2, 1], &mut y);
        assert_eq!(y, [10 + 400 + 1000, 200 + 3000 + 8]);
    }

    #[test]
    fn noise_is_taken_away() {
        let smoothing = Smoothing { new: 1 << 13, old: 1 << 13 };
        let p = SpectralSubtraction {
            even: smoothing,
            odd: smoothing,
            min_signal_remaining: 1 << 12,
            smoothing_bits: 2,
            bits: 14,
            clamping: false,
        };
        let (mut estimates, mut y, mut noise) = ([0, 4000], [0; 2], [0; 2]);
        signal_spectral_subtraction(&p, &[100, 100], &mut estimates, &mut y, &mut noise);
        assert_eq!((estimates, noise, y), ([200, 2200], [200, 2200], [50, 25]));
        let clamping = SpectralSubtraction { clamping: true, ..p };
        signal_spectral_subtraction(&clamping, &[100, 100], &mut estimates, &mut y, &mut noise);
        assert_eq!(noise, [300, 400]);
    }

    #[test]
    fn small_signals_shrink_more() {
        assert_eq!([0, 4096, 8191, 8192, 40_960].map(pcan_shrink), [0, 16, 63, 64, 576]);
    }
}
