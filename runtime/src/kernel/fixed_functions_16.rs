//! Functions of real numbers in 16-bit fixed point, bit for bit as gemmlowp's `fixedpoint.h` approximates them. `Qn` is a
//! number with `n` integer bits, `raw / 2^(15 - n)`; the product of a `Qm` and a `Qn` is a `Q(m + n)`.

use super::divide_by_pot;

/// The largest `Q0`: what stands for 1.
const ONE_Q0: i16 = i16::MAX;

/// A 32-bit constant of the same number of integer bits, rounded.
const fn constant(raw: i32) -> i16 {
    let rounded = (raw.unsigned_abs() + (1 << 15)) >> 16;
    if raw < 0 { -(rounded as i16) } else { rounded as i16 }
}

/// `round(a · b / 2^15)`, halves up; `i16::MIN` squared saturates.
#[inline(always)]
pub(super) fn mul_16(a: i16, b: i16) -> i16 {
    let product = a as i32 * b as i32;
    let nudge = if product >= 0 { 1 << 14 } else { 1 - (1 << 14) };
    ((product + nudge) / (1 << 15)).min(i16::MAX as i32) as i16
}

/// `x / 2^exponent`, rounded, halves away from zero.
#[inline(always)]
pub(super) fn shift_right_16(x: i16, exponent: i32) -> i16 {
    divide_by_pot(x as i32, exponent) as i16
}

/// `x · 2^exponent`, saturating.
#[inline(always)]
pub(super) fn shift_left_16(x: i16, exponent: u32) -> i16 {
    (x as i32).wrapping_shl(exponent).clamp(i16::MIN as i32, i16::MAX as i32) as i16
}

/// `exp(x)` as a `Q0` for `x <= 0` with `bits` integer bits, at most 7: `exp_on_negative_values`.
#[inline(always)]
fn exp_of_negative(x: i16, bits: u32) -> i16 {
    // exp(-2^i) for i in -2..=4, of which each set bit of the whole quarters contributes one.
    const POWERS: [i16; 7] = [
        constant(1672461947),
        constant(1302514674),
        constant(790015084),
        constant(290630308),
        constant(39332535),
        constant(720401),
        constant(242),
    ];
    let quarter_bit = 13u32.saturating_sub(bits);
    let quarter = 1i16.wrapping_shl(quarter_bit);
    let fraction = (x & quarter.wrapping_sub(1)).wrapping_sub(quarter);
    let quarters = fraction.wrapping_sub(x);
    let within = exp_within_a_quarter(shift_left_16(fraction, bits));
    let powers = POWERS.iter().zip(quarter_bit..15);
    let product =
        powers.fold(
            within,
            |product, (&power, bit)| {
                if quarters.wrapping_shr(bit) & 1 != 0 { mul_16(product, power) } else { product }
            },
        );
    // From six integer bits on, what is below -32 counts as minus infinity.
    let vanishes = bits > 5 && x < -(1i16.wrapping_shl(20u32.saturating_sub(bits)));
    match x {
        0 => ONE_Q0,
        _ if vanishes => 0,
        _ => product,
    }
}

/// `exp(x)` for `x` in `[-1/4, 0)`, both `Q0`: a Taylor polynomial around -1/8.
#[inline(always)]
fn exp_within_a_quarter(x: i16) -> i16 {
    const EXP_MINUS_EIGHTH: i16 = constant(1895147668);
    const THIRD: i16 = constant(715827883);
    let x = x.wrapping_add(1 << 12);
    let x2 = mul_16(x, x);
    let (x3, x4) = (mul_16(x2, x), mul_16(x2, x2));
    let cubes = mul_16(shift_right_16(x4, 2).wrapping_add(x3), THIRD);
    let higher = shift_right_16(cubes.wrapping_add(x2), 1);
    EXP_MINUS_EIGHTH.saturating_add(mul_16(EXP_MINUS_EIGHTH, x.wrapping_add(higher)))
}

/// `2 / (1 + x)` as a `Q2` for `x` in `(0, 1)`, a `Q0`: three steps of Newton and Raphson on the halved denominator.
#[inline(always)]
fn two_over_one_plus(x: i16) -> i16 {
    const START: i16 = constant(1515870810); // 48/17
    const SLOPE: i16 = constant(-1010580540); // -32/17
    const ONE_Q2: i16 = 1 << 13;
    let half_denominator = ((x as i32 + ONE_Q0 as i32 + 1) / 2) as i16;
    let start = START.wrapping_add(mul_16(half_denominator, SLOPE));
    (0..3).fold(start, |y, _| {
        let rest = ONE_Q2.wrapping_sub(mul_16(half_denominator, y));
        y.wrapping_add(shift_left_16(mul_16(y, rest), 2))
    })
}

/// `tanh(x)` as a `Q0` for `x` with `bits` integer bits, at most 6.
#[inline(always)]
pub(super) fn tanh_16(x: i16, bits: u32) -> i16 {
    let negative = if x < 0 { x } else { x.wrapping_neg() };
    let quotient = two_over_one_plus(exp_of_negative(negative, bits.wrapping_add(1)));
    let y = shift_left_16(quotient.wrapping_sub(1 << 13), 2);
    match x {
        0 => 0,
        _ if x < 0 => y.wrapping_neg(),
        _ => y,
    }
}

/// `1 / (1 + exp(-x))` as a `Q0` for `x`, a `Q3`.
#[inline(always)]
pub(super) fn logistic_16(x: i16) -> i16 {
    let negative = if x > 0 { x.wrapping_neg() } else { x };
    let upper = shift_left_16(two_over_one_plus(exp_of_negative(negative, 3)), 1);
    match x {
        0 => 1 << 14,
        _ if x > 0 => upper,
        _ => ONE_Q0.wrapping_sub(upper),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tanh_is_close() {
        for bits in 0..=6 {
            for x in (i16::MIN..=i16::MAX).step_by(37) {
                let exact = (x as f64 / 2f64.powi(15 - bits as i32)).tanh();
                let found = tanh_16(x, bits) as f64 / 32768.0;
                assert!((found - exact).abs() < 1e-3, "tanh of {x} with {bits} bits: {exact}, not {found}");
            }
        }
        assert_eq!(tanh_16(0, 3), 0);
    }

    #[test]
    fn logistic_is_close() {
        for x in (i16::MIN..=i16::MAX).step_by(37) {
            let exact = 1.0 / (1.0 + (x as f64 / -4096.0).exp());
            let found = logistic_16(x) as f64 / 32768.0;
            assert!((found - exact).abs() < 5e-4, "logistic of {x}: {exact}, not {found}");
        }
        assert_eq!(logistic_16(0), 1 << 14);
    }

    #[test]
    fn products_round_halves_up() {
        assert_eq!([mul_16(1 << 14, 1), mul_16(1 << 14, -1), mul_16(i16::MIN, i16::MIN)], [1, 0, i16::MAX]);
        assert_eq!([shift_left_16(-20000, 1), shift_right_16(-3, 1)], [i16::MIN, -2]);
    }
}
