//! Functions of real numbers in 32-bit fixed point, bit for bit as gemmlowp's `fixedpoint.h` and TFLite's
//! `kernels/internal/common.h` approximate them. `Qn` is a number with `n` integer bits, `raw / 2^(31 - n)`; the product of
//! a `Qm` and a `Qn` is a `Q(m + n)`.

use super::{divide_by_pot, doubling_high_mul as mul};

/// The largest `Q0`: what stands for 1.
const ONE_Q0: i32 = i32::MAX;
const HALF_SQRT_2: i32 = 1518500250;

/// `x · 2^exponent`, saturating.
#[inline(always)]
fn shift_left(x: i32, exponent: u32) -> i32 {
    ((x as i64) << exponent.min(31)).clamp(i32::MIN as i64, i32::MAX as i64) as i32
}

/// `(a + b) / 2`, halves away from zero.
#[inline(always)]
fn half_sum(a: i32, b: i32) -> i32 {
    let sum = a as i64 + b as i64;
    ((sum + if sum >= 0 { 1 } else { -1 }) / 2) as i32
}

/// `exp(x)` as a `Q0` for `x <= 0`, a `Q5`.
pub fn exp_of_negative(x: i32) -> i32 {
    exp_of_negative_with::<5>(x)
}

/// `exp(x)` as a `Q0` for `x <= 0` with up to 5 integer bits: `exp_on_negative_values`.
#[inline(always)]
pub fn exp_of_negative_with<const INTEGER_BITS: u32>(x: i32) -> i32 {
    let quarter = 1 << (29 - INTEGER_BITS);
    // exp(-2^i) for i in -2..=4, of which each set bit of the whole quarters contributes one.
    const POWERS: [i32; 7] = [1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242];
    if x == 0 {
        return ONE_Q0;
    }
    let fraction = (x & (quarter - 1)) - quarter;
    let quarters = fraction.wrapping_sub(x);
    let powers = POWERS.iter().enumerate().filter(|(i, _)| quarters >> (29 - INTEGER_BITS as usize + i) & 1 != 0);
    powers.fold(exp_within_a_quarter(shift_left(fraction, INTEGER_BITS)), |product, (_, &power)| mul(product, power))
}

/// `exp(x)` for `x` in `[-1/4, 0)`, both `Q0`: a Taylor polynomial around -1/8.
fn exp_within_a_quarter(x: i32) -> i32 {
    const EXP_MINUS_EIGHTH: i32 = 1895147668;
    const THIRD: i32 = 715827883;
    let x = x.wrapping_add(1 << 28);
    let x2 = mul(x, x);
    let (x3, x4) = (mul(x2, x), mul(x2, x2));
    let higher = divide_by_pot(mul(divide_by_pot(x4, 2).wrapping_add(x3), THIRD).wrapping_add(x2), 1);
    EXP_MINUS_EIGHTH.wrapping_add(mul(EXP_MINUS_EIGHTH, x.wrapping_add(higher)))
}

/// `1 / (1 + x)` for `x` in `(0, 1)`, both `Q0`: `one_over_one_plus_x_for_x_in_0_1`.
#[inline(always)]
pub fn one_over_one_plus(x: i32) -> i32 {
    shift_left(two_over_one_plus(x), 1)
}

/// `(1 - x) / (1 + x)` for `x` in `(0, 1)`, both `Q0`: `one_minus_x_over_one_plus_x_for_x_in_0_1`.
pub fn one_minus_over_one_plus(x: i32) -> i32 {
    shift_left(two_over_one_plus(x).wrapping_sub(ONE_Q2), 2)
}

const ONE_Q2: i32 = 1 << 29;

/// `2 / (1 + x)` as a `Q2`: three steps of Newton and Raphson on the halved denominator.
#[inline(always)]
fn two_over_one_plus(x: i32) -> i32 {
    const START: i32 = 1515870810; // 48/17 as Q2
    const SLOPE: i32 = -1010580540; // -32/17 as Q2
    let half_denominator = half_sum(x, ONE_Q0);
    let start = START.wrapping_add(mul(half_denominator, SLOPE));
    (0..3).fold(start, |y, _| {
        let rest = ONE_Q2.wrapping_sub(mul(half_denominator, y));
        y.wrapping_add(shift_left(mul(y, rest), 2))
    })
}

/// `1 / x` as a `Q0` and the power of two that it is yet to be divided by, for `x`, a positive number with `integer_bits`
/// integer bits: `GetReciprocal`.
#[inline(always)]
pub(super) fn reciprocal(x: u32, integer_bits: i32) -> (i32, i32) {
    let headroom = x.leading_zeros();
    let normal = x.wrapping_shl(headroom).wrapping_sub(1 << 31);
    (one_over_one_plus(normal as i32), integer_bits - headroom as i32)
}

/// `log(x)` as a `Q5` for `x >= 1`, a `Q12`: `log_x_for_x_greater_than_or_equal_to_1`.
pub(super) fn log_of_q12(x: i32) -> i32 {
    const LOG_2: i32 = 1488522236;
    const FOURTH_ROOT_HALF: i32 = 1805811301;
    const QUARTER_Q6: i32 = 1 << 23;
    // `x = r · 2^power`, from `x` itself or from `x · sqrt(1/2)`, whichever gives the smaller `r`.
    let power = |headroom: u32| shift_left(12 - headroom as i32, 25);
    let headroom = x.leading_zeros();
    let first = shift_left(mul(shift_left(x, headroom.saturating_sub(1)), HALF_SQRT_2), 1);
    let first_power = power(headroom).saturating_add(QUARTER_Q6);
    let headroom = mul(x, HALF_SQRT_2).leading_zeros().saturating_sub(1);
    let second = shift_left(x, headroom);
    let second_power = power(headroom).saturating_sub(QUARTER_Q6);
    let (r, power) = (first.min(second), first_power.max(second_power));

    let q = r.wrapping_sub(FOURTH_ROOT_HALF).wrapping_mul(2);
    shift_left(mul(power, LOG_2).wrapping_add(log_near_one(q, r, half_sum(r, FOURTH_ROOT_HALF))), 1)
}

/// The rational approximation of `log` that is added to the power of two, as a `Q6`.
fn log_near_one(q: i32, r: i32, p: i32) -> i32 {
    // Coefficients around the fourth root of 1/2, with `w = sqrt(sqrt(2))`.
    const N: i32 = 117049297; // 11/240 · w
    const D: i32 = 127690142; // 1/20 · w
    const I: i32 = 1057819769; // 2/w - w
    const F: i32 = 638450708; // 1/4 · w
    let square = mul(q, q);
    let numerator = mul(q, r).wrapping_add(mul(mul(q, square), N));
    let sum = I.wrapping_add(q).wrapping_add(mul(D, square));
    let denominator_minus_one = mul(p, sum).wrapping_add(mul(F, q));
    mul(divide_by_pot(numerator, 6), one_over_one_plus(denominator_minus_one))
}

/// `1 / sqrt(x)` as a multiplier and a right shift: `GetInvSqrtQuantizedMultiplierExp`.
pub fn inverse_sqrt(x: i32) -> (i32, i32) {
    const HALF_THREE: i32 = (1 << 28) + (1 << 27);
    if x <= 1 {
        return (i32::MAX, 0);
    }
    let (mut x, mut shift) = (x, 11);
    while x >= 1 << 29 {
        x /= 4;
        shift += 1;
    }
    let pairs = (x.leading_zeros() as i32 - 1) / 2 - 1;
    shift -= pairs;
    let half = divide_by_pot(x.wrapping_shl(2 * pairs as u32) >> 1, 1);
    // Five steps of Newton and Raphson from 1, in Q3.
    let root = (0..5).fold(1 << 28, |y, _| {
        let cube = shift_left(mul(mul(y, y), y), 6);
        shift_left(mul(HALF_THREE, y).wrapping_sub(mul(half, cube)), 3)
    });
    (mul(root, HALF_SQRT_2).wrapping_shl(-shift.min(0) as u32), shift.max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn real(raw: i32, integer_bits: i32) -> f64 {
        raw as f64 / (1i64 << (31 - integer_bits)) as f64
    }

    #[test]
    fn exponentials_are_close() {
        assert_eq!(exp_of_negative(0), i32::MAX);
        for x in [-1, -1000, -(1 << 24), -(1 << 26), -(5 << 25) - 77, -(31 << 26)] {
            let (found, exact) = (real(exp_of_negative(x), 0), real(x, 5).exp());
            assert!((found - exact).abs() < 3e-7, "exp({}) = {exact}, not {found}", real(x, 5));
        }
    }

    #[test]
    fn fewer_integer_bits_are_finer() {
        for x in [-1, -(1 << 25), -(5 << 25) - 77, -(15 << 27)] {
            let (found, exact) = (real(exp_of_negative_with::<4>(x), 0), real(x, 4).exp());
            assert!((found - exact).abs() < 3e-7, "exp({}) = {exact}, not {found}", real(x, 4));
        }
    }

    #[test]
    fn quotients_are_close() {
        let half = 1 << 30;
        assert!((real(one_over_one_plus(half), 0) - 2.0 / 3.0).abs() < 1e-6);
        assert!((real(one_minus_over_one_plus(half), 0) - 1.0 / 3.0).abs() < 1e-6);
        for x in [1.0, 1.1, 1.5, 7.0, 300.25f64] {
            let (found, shift) = reciprocal((x * (1 << 19) as f64) as u32, 12);
            let found = real(found, 0) / 2f64.powi(shift);
            assert!((found * x - 1.0).abs() < 5e-6, "1/{x} is not {found}");
        }
    }

    #[test]
    fn logarithms_are_close() {
        for x in [1.0, 1.5, 2.0, 77.0, 1000.5f64] {
            let found = real(log_of_q12((x * (1 << 19) as f64) as i32), 5);
            assert!((found - x.ln()).abs() < 1e-5, "log({x}) is not {found}");
        }
    }

    #[test]
    fn inverse_roots_are_close() {
        for x in [2, 3, 100, 65535, 1 << 29, i32::MAX] {
            let (multiplier, shift) = inverse_sqrt(x);
            let found = real(multiplier, 0) / 2f64.powi(shift);
            assert!((found * (x as f64).sqrt() - 1.0).abs() < 1e-5, "1/sqrt({x}) is not {found}");
        }
        assert_eq!(inverse_sqrt(0), (i32::MAX, 0));
    }
}
