//! Exponentials in single precision, without branches or tables, so that loops over them vectorize: errors stay below three
//! units in the last place. Only additions, multiplications and divisions: the same bits on every target, unless products are
//! fused.

/// Adding it leaves the nearest integer of a number within ±2^22 in the low bits.
const TO_INTEGER: f32 = 12_582_912.0;

/// Two numbers whose sum is ln 2; few multiples of the first are rounded.
pub const LN_2_HIGH: f32 = 0.693_359_4;
/// The second.
pub const LN_2_LOW: f32 = -2.121_944_4e-4;

/// How a product and a sum are computed.
pub trait Fma: Copy {
    /// `a * b + c`, rounded twice, or once where that is an instruction.
    #[inline(always)]
    fn fma(self, a: f32, b: f32, c: f32) -> f32 {
        a * b + c
    }
}

/// With two roundings everywhere.
#[derive(Clone, Copy, Debug)]
pub struct Plain;
impl Fma for Plain {}

/// `2^n` for `n` in -126..=127.
#[inline(always)]
fn power_of_two(n: i32) -> f32 {
    f32::from_bits((n.wrapping_add(127) as u32) << 23)
}

/// `n` and `p` with `exp(x) = 2^n (1 + p)`, `p` accurate near 0 too, for `x` within ±200.
#[inline(always)]
fn reduce<F: Fma>(f: F, x: f32) -> (i32, f32) {
    let shifted = f.fma(x, core::f32::consts::LOG2_E, TO_INTEGER);
    let n = shifted - TO_INTEGER;
    let r = f.fma(n, -LN_2_LOW, f.fma(n, -LN_2_HIGH, x));
    // (exp(r) - 1 - r) / r² for |r| <= ln(2) / 2, relative error of the whole 1.4e-8.
    let q = f.fma(1.394_019_1e-3, r, 8.366_439e-3);
    let q = f.fma(q, r, 4.166_640_7e-2);
    let q = f.fma(q, r, 0.166_665_45);
    let q = f.fma(q, r, 0.5);
    (shifted.to_bits().wrapping_sub(TO_INTEGER.to_bits()) as i32, f.fma(q * r, r, r))
}

/// `x` cut to bounds; NaN stays.
#[inline(always)]
fn cut(x: f32, min: f32, max: f32) -> f32 {
    let x = if x < min { min } else { x };
    if x > max { max } else { x }
}

/// `exp(x)`.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    exp_by(Plain, x)
}

/// `exp(x)`.
#[inline(always)]
pub fn exp_by<F: Fma>(f: F, x: f32) -> f32 {
    // Beyond, results are 0 and infinity.
    let (n, p) = reduce(f, cut(x, -104.0, 89.0));
    let half = n >> 1;
    // Two steps: 2^128 and 2^-150 are no numbers.
    let first = power_of_two(half);
    f.fma(p, first, first) * power_of_two(n.wrapping_sub(half))
}

/// `exp(x) - 1` for `x` up to 88.
#[inline(always)]
pub fn exp_m1(x: f32) -> f32 {
    exp_m1_by(Plain, x)
}

#[inline(always)]
fn exp_m1_by<F: Fma>(f: F, x: f32) -> f32 {
    // Below, the result is -1.
    let (n, p) = reduce(f, cut(x, -30.0, 88.0));
    let scale = power_of_two(n);
    f.fma(scale, p, scale - 1.0)
}

/// Hyperbolic tangent.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    tanh_by(Plain, x)
}

/// Hyperbolic tangent.
#[inline(always)]
pub fn tanh_by<F: Fma>(f: F, x: f32) -> f32 {
    // Beyond, the result is 1.
    let e = exp_m1_by(f, cut(2.0 * x.abs(), 0.0, 30.0));
    (e / (e + 2.0)).copysign(x)
}

/// `1 / (1 + exp(-x))`, accurate in both tails.
#[inline(always)]
pub fn logistic(x: f32) -> f32 {
    logistic_by(Plain, x)
}

/// `1 / (1 + exp(-x))`; results below the least normal number are 0.
#[inline(always)]
pub fn logistic_by<F: Fma>(f: F, x: f32) -> f32 {
    // -88 is next to 2^-127, for which the power is 0.
    let (n, p) = reduce(f, cut(-x.abs(), -88.0, 0.0));
    let scale = power_of_two(n);
    let e = f.fma(p, scale, scale);
    (if x < 0.0 { e } else { 1.0 }) / (1.0 + e)
}

/// `1 - erf(x)`.
#[inline(always)]
pub fn erfc(x: f32) -> f32 {
    // exp(x²) erfc(x) / t in t = 1 / (1 + 0.4 x), relative error 6.4e-8 for x up to 10.2, where the result is 0.
    let magnitude = cut(x.abs(), 0.0, 10.2);
    let t = 1.0 / (1.0 + 0.4 * magnitude);
    let q = 4.161_289_3e-2;
    let q = q * t - 0.142_081_83;
    let q = q * t + 8.765_735_5e-2;
    let q = q * t + 8.373_263e-2;
    let q = q * t + 8.270_341e-2;
    let q = q * t + 0.192_127_67;
    let q = q * t + 0.202_213_96;
    let q = q * t + 0.226_397_02;
    let q = q * t + 0.225_636_96;
    let tail = q * t * exp(-magnitude * magnitude);
    if x < 0.0 { 2.0 - tail } else { tail }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The largest error of `f` over `range`, in units of `2^-24` of the exact result.
    fn worst(f: fn(f32) -> f32, exact: fn(f64) -> f64, range: core::ops::Range<f32>) -> f64 {
        let steps = 200_000;
        let at = |i: i32| range.start + (range.end - range.start) * (i as f32 / steps as f32);
        let tiny = [1e-3, 1e-6, 1e-20, -1e-3, -1e-6, -1e-20].into_iter().filter(|x| range.contains(x));
        let error = |x: f32| {
            let exact = exact(x as f64);
            (f(x) as f64 - exact).abs() / exact.abs() * (1 << 24) as f64
        };
        (0..steps).map(at).filter(|x| *x != 0.0).chain(tiny).map(error).fold(0.0, f64::max)
    }

    #[test]
    fn errors_are_small() {
        assert!(worst(exp, libm::exp, -87.0..88.0) < 3.0);
        assert!(worst(exp_m1, libm::expm1, -40.0..88.0) < 4.0);
        assert!(worst(tanh, libm::tanh, -20.0..20.0) < 6.0);
        assert!(worst(logistic, |x| 1.0 / (1.0 + libm::exp(-x)), -87.0..87.0) < 5.0);
        assert!(worst(erfc, libm::erfc, -10.0..3.0) < 20.0);
        // The square's own rounding counts here.
        assert!(worst(erfc, libm::erfc, 3.0..9.0) < 100.0);
    }

    #[test]
    fn the_ends() {
        let ends = [f32::NEG_INFINITY, -0.0, f32::INFINITY];
        assert_eq!(ends.map(exp), [0.0, 1.0, f32::INFINITY]);
        assert_eq!(ends.map(tanh), [-1.0, -0.0, 1.0]);
        assert_eq!(ends.map(logistic), [0.0, 0.5, 1.0]);
        assert_eq!(ends.map(erfc), [2.0, 1.0, 0.0]);
        assert_eq!(exp_m1(f32::NEG_INFINITY), -1.0);
        assert_eq!([-103.0, -105.0].map(exp), [libm::expf(-103.0), 0.0]);
        assert!([exp, exp_m1, tanh, logistic, erfc].iter().all(|f| f(f32::NAN).is_nan()));
    }
}
