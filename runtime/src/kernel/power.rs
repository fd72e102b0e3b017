//! POW and ATAN2. `kernels/{pow,atan2}.cc`.

use super::{Binary, Broadcast, Clamp, F32, bf16_to_f32, f16_to_f32, f32_to_bf16, f32_to_f16};

/// `lhs ^ rhs`.
pub fn pow_f32(dims: &Broadcast<'_>, io: Binary<'_, f32>) {
    io.map_long(dims, libm::powf);
}

/// An exponent of integers is negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NegativeExponent;

/// Whether no exponent is negative.
pub fn check_exponents_i32(exponents: &[i32]) -> Result<(), NegativeExponent> {
    if exponents.iter().any(|&exponent| exponent < 0) { Err(NegativeExponent) } else { Ok(()) }
}

/// `lhs ^ rhs` of integers; what does not fit is `i32::MIN`. Exponents have been checked.
pub fn pow_i32(dims: &Broadcast<'_>, io: Binary<'_, i32>) {
    io.map_long(dims, power_i32);
}

/// `lhs ^ rhs` with one exponent for all elements: a whole positive number, or nearly one, is repeated multiplication.
pub fn pow_repeated_f32(dims: &Broadcast<'_>, io: Binary<'_, f32>) {
    let exponent = first(&io).unwrap_or(0.0);
    let whole = libm::roundf(exponent);
    if (exponent - whole).abs() < 1e-5 && (1.0..2_147_483_648.0).contains(&whole) {
        // Overflow gives the greatest finite number.
        let finite = Clamp { min: F32(f32::MIN), max: F32(f32::MAX) };
        let product = |a: f32, b: f32| finite.apply(a * b);
        io.map_long(dims, |a, _| multiplied(a, whole as u32, product));
    } else {
        io.map_long(dims, libm::powf);
    }
}

/// As [`pow_repeated_f32`]; products wrap around.
pub fn pow_repeated_i32(dims: &Broadcast<'_>, io: Binary<'_, i32>) {
    match first(&io) {
        Some(exponent @ 1..) => io.map_long(dims, |a, _| multiplied(a, exponent as u32, i32::wrapping_mul)),
        _ => io.map_long(dims, power_i32),
    }
}

/// The angle of the point (`rhs`, `lhs`).
pub fn atan2_f32(dims: &Broadcast<'_>, io: Binary<'_, f32>) {
    io.map_long(dims, libm::atan2f);
}

/// The angle of the point (`rhs`, `lhs`).
pub fn atan2_f64(dims: &Broadcast<'_>, io: Binary<'_, f64>) {
    io.map_long(dims, libm::atan2);
}

/// The angle of the point (`rhs`, `lhs`).
pub fn atan2_f16(dims: &Broadcast<'_>, io: Binary<'_, u16>) {
    io.map_long(dims, |y, x| f32_to_f16(libm::atan2f(f16_to_f32(y), f16_to_f32(x))));
}

/// The angle of the point (`rhs`, `lhs`).
pub fn atan2_bf16(dims: &Broadcast<'_>, io: Binary<'_, u16>) {
    io.map_long(dims, |y, x| f32_to_bf16(libm::atan2f(bf16_to_f32(y), bf16_to_f32(x))));
}

/// The first right element.
#[inline(always)]
fn first<T: Copy>(io: &Binary<'_, T>) -> Option<T> {
    match io {
        Binary::Apart(_, rhs, _) | Binary::IntoLhs(_, rhs) => rhs.first().copied(),
        Binary::IntoRhs(_, y) => y.first().copied(),
    }
}

/// `x ^ exponent`, squared and multiplied in TFLite's order; `exponent` is not 0.
#[inline(always)]
fn multiplied<T: Copy>(x: T, exponent: u32, product: impl Fn(T, T) -> T) -> T {
    let below_top = 31u32.saturating_sub(exponent.leading_zeros());
    (0..below_top).rev().fold(x, |power, bit| {
        let square = product(power, power);
        if exponent >> bit & 1 == 0 { square } else { product(x, square) }
    })
}

#[inline(always)]
fn power_i32(base: i32, exponent: i32) -> i32 {
    u32::try_from(exponent).ok().and_then(|exponent| base.checked_pow(exponent)).unwrap_or(i32::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{BroadcastDim, List};

    const PAIRS: Broadcast<'_> = Broadcast { dims: List(&[BroadcastDim { count: 4, lhs: 1, rhs: 1 }]) };
    const REPEATED: Broadcast<'_> = Broadcast { dims: List(&[BroadcastDim { count: 4, lhs: 1, rhs: 0 }]) };

    #[test]
    fn whole_powers_are_products() {
        let mut y = [1.5, -2.0, 1e20, 0.0];
        pow_repeated_f32(&REPEATED, Binary::IntoLhs(&mut y, &[5.0]));
        assert_eq!(y, [1.5f32 * (1.5 * 1.5 * (1.5 * 1.5)), -32.0, f32::MAX, 0.0]);
        let mut y = [4.0; 4];
        pow_repeated_f32(&REPEATED, Binary::IntoLhs(&mut y, &[-0.5]));
        assert_eq!(y, [0.5; 4]);
        let mut y = [1.0; 4];
        pow_repeated_f32(&REPEATED, Binary::IntoLhs(&mut y, &[1e30]));
        assert_eq!(y, [1.0; 4]);
    }

    #[test]
    fn integers_that_do_not_fit() {
        let mut y = [2, -2, 7, -1];
        pow_i32(&PAIRS, Binary::IntoLhs(&mut y, &[31, 31, 0, i32::MAX]));
        assert_eq!(y, [i32::MIN, i32::MIN, 1, -1]);
        assert_eq!(check_exponents_i32(&[0, 1, -1]), Err(NegativeExponent));
        let mut y = [3, -3, 1 << 20, 0];
        pow_repeated_i32(&REPEATED, Binary::IntoLhs(&mut y, &[3]));
        assert_eq!(y, [27, -27, 0, 0]);
    }
}
