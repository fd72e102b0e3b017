//! Binary arithmetic on numbers as they are: `kernels/internal/reference/{add,sub,mul,div,…}.h`.
//!
//! Integers wrap around where the reference overflows.

use super::{Binary, Broadcast, Clamp, F32, Unary, bf16_to_f32, f16_to_f32, f32_to_f16};

macro_rules! clamped {
    ($($name:ident $t:ty, $bound:ty, $f:expr;)*) => { $(
        /// Clamped by the fused activation.
        pub fn $name(dims: &Broadcast<'_>, clamp: &Clamp<$bound>, io: Binary<'_, $t>) {
            let (clamp, f) = (*clamp, $f);
            io.map(dims, move |a, b| clamp.apply(f(a, b)));
        }
    )* };
}
clamped! {
    add_f32 f32, F32, |a, b| a + b;
    add_i16 i16, i16, i16::wrapping_add;
    add_i32 i32, i32, i32::wrapping_add;
    add_i64 i64, i64, i64::wrapping_add;
    sub_f32 f32, F32, |a, b| a - b;
    sub_i32 i32, i32, i32::wrapping_sub;
    sub_i64 i64, i64, i64::wrapping_sub;
    mul_f32 f32, F32, |a, b| a * b;
    mul_i16 i16, i16, i16::wrapping_mul;
    mul_i32 i32, i32, i32::wrapping_mul;
    mul_i64 i64, i64, i64::wrapping_mul;
    mul_u32 u32, u32, u32::wrapping_mul;
    div_f32 f32, F32, |a, b| a / b;
    div_i32 i32, i32, |a: i32, b| if b == 0 { 0 } else { a.wrapping_div(b) };
}

macro_rules! clamped_half {
    ($($name:ident $f:expr;)*) => { $(
        /// Half precision: computed in single precision, clamped by the fused activation, rounded once.
        pub fn $name(dims: &Broadcast<'_>, clamp: &Clamp<F32>, io: Binary<'_, u16>) {
            let (clamp, f) = (*clamp, $f);
            io.map(dims, move |a, b| f32_to_f16(clamp.apply(f(f16_to_f32(a), f16_to_f32(b)))));
        }
    )* };
}
clamped_half! {
    add_f16 |a: f32, b: f32| a + b;
    mul_f16 |a: f32, b: f32| a * b;
}

macro_rules! plain {
    ($($name:ident $t:ty, $f:expr;)*) => { $(
        #[allow(missing_docs)]
        pub fn $name(dims: &Broadcast<'_>, io: Binary<'_, $t>) {
            io.map(dims, $f);
        }
    )* };
}
plain! {
    squared_difference_f32 f32, |a, b| (a - b) * (a - b);
    squared_difference_i32 i32, |a, b| a.wrapping_sub(b).wrapping_mul(a.wrapping_sub(b));
    floor_div_f32 f32, |a, b| libm::floor(f64::from(a) / f64::from(b)) as f32;
    floor_mod_f32 f32, floor_mod;
    add_8 u8, u8::wrapping_add;
    add_f64 f64, |a, b| a + b;
    mul_8 u8, u8::wrapping_mul;
    mul_f64 f64, |a, b| a * b;
    bitwise_and_8 u8, |a, b| a & b;
    bitwise_and_16 u16, |a, b| a & b;
    bitwise_and_32 u32, |a, b| a & b;
    bitwise_and_64 u64, |a, b| a & b;
    bitwise_xor_8 u8, |a, b| a ^ b;
    bitwise_xor_16 u16, |a, b| a ^ b;
    bitwise_xor_32 u32, |a, b| a ^ b;
    right_shift_i8 i8, |a, b| a >> b.clamp(0, 7);
    right_shift_u8 u8, |a, b| a >> b.min(7);
    right_shift_i16 i16, |a, b| a >> b.clamp(0, 15);
    right_shift_u16 u16, |a, b| a >> b.min(15);
    right_shift_i32 i32, |a, b| a >> b.clamp(0, 31);
    right_shift_u32 u32, |a, b| a >> b.min(31);
    shift_left_i8 i8, |a, b| u32::try_from(b).ok().and_then(|b| a.checked_shl(b)).unwrap_or(0);
    shift_left_i16 i16, |a, b| u32::try_from(b).ok().and_then(|b| a.checked_shl(b)).unwrap_or(0);
    shift_left_i32 i32, |a, b| u32::try_from(b).ok().and_then(|b| a.checked_shl(b)).unwrap_or(0);
    logical_and u8, |a, b| u8::from(a != 0 && b != 0);
    logical_or u8, |a, b| u8::from(a != 0 || b != 0);
}

/// 1 where the element is 0, else 0.
pub fn logical_not(io: Unary<'_, u8>) {
    io.map(|x| u8::from(x == 0));
}

#[inline(always)]
fn floor_mod(a: f32, b: f32) -> f32 {
    let rest = libm::fmodf(a, b);
    if rest != 0.0 && (b < 0.0) != (rest < 0.0) { rest + b } else { rest }
}

/// A divisor is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DivisionByZero;

macro_rules! divisors {
    ($($name:ident $t:ty;)*) => { $(
        /// Whether no divisor is `zero`: the zero point, where divisors are quantized.
        pub fn $name(zero: $t, divisors: &[$t]) -> Result<(), DivisionByZero> {
            if divisors.iter().any(|&divisor| divisor == zero) { Err(DivisionByZero) } else { Ok(()) }
        }
    )* };
}
divisors! {
    check_divisors_i8 i8;
    check_divisors_u8 u8;
    check_divisors_i16 i16;
    check_divisors_i32 i32;
    check_divisors_i64 i64;
}

macro_rules! floor_division {
    ($($div:ident $modulo:ident $t:ty;)*) => { $(
        /// The quotient rounded down. Divisors have been checked; 0 would give 0.
        pub fn $div(dims: &Broadcast<'_>, io: Binary<'_, $t>) {
            io.map(dims, |a, b| {
                if b == 0 {
                    return 0;
                }
                let rest = a.wrapping_rem(b);
                a.wrapping_div(b).wrapping_sub((rest != 0 && (b < 0) != (rest < 0)) as $t)
            });
        }
        /// What the quotient rounded down leaves: of the divisor's sign. Divisors have been checked; 0 would give 0.
        pub fn $modulo(dims: &Broadcast<'_>, io: Binary<'_, $t>) {
            io.map(dims, |a, b| {
                if b == 0 {
                    return 0;
                }
                let rest = a.wrapping_rem(b);
                if rest != 0 && (b < 0) != (rest < 0) { rest + b } else { rest }
            });
        }
    )* };
}
floor_division! {
    floor_div_i8 floor_mod_i8 i8;
    floor_div_i16 floor_mod_i16 i16;
    floor_div_i32 floor_mod_i32 i32;
    floor_div_i64 floor_mod_i64 i64;
}

macro_rules! extremes {
    ($($maximum:ident $minimum:ident $t:ty, $value:expr;)*) => { $(
        /// The greater element; the right one where neither is.
        pub fn $maximum(dims: &Broadcast<'_>, io: Binary<'_, $t>) {
            io.map(dims, |a, b| if $value(a) > $value(b) { a } else { b });
        }
        /// The lesser element; the right one where neither is.
        pub fn $minimum(dims: &Broadcast<'_>, io: Binary<'_, $t>) {
            io.map(dims, |a, b| if $value(a) < $value(b) { a } else { b });
        }
    )* };
}
extremes! {
    maximum_f32 minimum_f32 f32, f32::from;
    maximum_f16 minimum_f16 u16, f16_to_f32;
    maximum_bf16 minimum_bf16 u16, bf16_to_f32;
    maximum_i8 minimum_i8 i8, i8::from;
    maximum_u8 minimum_u8 u8, u8::from;
    maximum_i16 minimum_i16 i16, i16::from;
    maximum_u16 minimum_u16 u16, u16::from;
    maximum_i32 minimum_i32 i32, i32::from;
    maximum_u32 minimum_u32 u32, u32::from;
    maximum_i64 minimum_i64 i64, i64::from;
    maximum_u64 minimum_u64 u64, u64::from;
}

macro_rules! left_extremes {
    ($($maximum:ident $minimum:ident $t:ty, $value:expr;)*) => { $(
        /// The greater element; the left one where neither is (`std::max`).
        pub fn $maximum(dims: &Broadcast<'_>, io: Binary<'_, $t>) {
            io.map(dims, |a, b| if $value(a) < $value(b) { b } else { a });
        }
        /// The lesser element; the left one where neither is (`std::min`).
        pub fn $minimum(dims: &Broadcast<'_>, io: Binary<'_, $t>) {
            io.map(dims, |a, b| if $value(b) < $value(a) { b } else { a });
        }
    )* };
}
left_extremes! {
    left_maximum_f32 left_minimum_f32 f32, f32::from;
    left_maximum_f16 left_minimum_f16 u16, f16_to_f32;
    left_maximum_f64 left_minimum_f64 f64, f64::from;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{BroadcastDim, List};

    const THREE: Broadcast<'_> = Broadcast { dims: List(&[BroadcastDim { count: 3, lhs: 1, rhs: 1 }]) };

    fn apart<T: Copy + Default>(lhs: [T; 3], rhs: [T; 3], f: impl Fn(Binary<'_, T>)) -> [T; 3] {
        let mut y = [T::default(); 3];
        f(Binary::Apart(&lhs, &rhs, &mut y));
        y
    }

    #[test]
    fn integers_wrap_and_clamp() {
        let open = Clamp { min: i32::MIN, max: i32::MAX };
        let sum = apart([i32::MAX, 1, -5], [1, 2, 3], |io| add_i32(&THREE, &open, io));
        assert_eq!(sum, [i32::MIN, 3, -2]);
        let relu6 = Clamp { min: 0, max: 6 };
        assert_eq!(apart([7u32, 2, 3], [7, 2, 1], |io| mul_u32(&THREE, &relu6, io)), [6, 4, 3]);
    }

    #[test]
    fn float_results_stay_finite() {
        let open = Clamp { min: F32(f32::MIN), max: F32(f32::MAX) };
        let quotient = apart([1.0, -1.0, 0.0], [0.0; 3], |io| div_f32(&THREE, &open, io));
        assert_eq!(quotient[..2], [f32::MAX, f32::MIN]);
        assert!(quotient[2].is_nan());
    }

    #[test]
    fn halves_round_once() {
        let open = Clamp { min: F32(-65504.0), max: F32(65504.0) };
        let sum = apart([0x3c00, 0x7bff, 0x3c00], [0x3c00, 0x7bff, 0x1000], |io| add_f16(&THREE, &open, io));
        assert_eq!(sum, [0x4000, 0x7bff, 0x3c00]);
    }

    #[test]
    fn zero_divisors_are_found() {
        assert_eq!(check_divisors_u8(128, &[0, 127]), Ok(()));
        assert_eq!(check_divisors_u8(128, &[0, 128]), Err(DivisionByZero));
        assert_eq!(check_divisors_i64(0, &[]), Ok(()));
    }

    #[test]
    fn quotients_round_down() {
        let (a, b) = ([-7i8, 7, -128], [2, -2, -1]);
        assert_eq!(apart(a, b, |io| floor_div_i8(&THREE, io)), [-4, -4, -128]);
        assert_eq!(apart(a, b, |io| floor_mod_i8(&THREE, io)), [1, -1, 0]);
        let (a, b) = ([-7.0f32, 7.0, 6.0], [2.0, -2.0, 2.0]);
        assert_eq!(apart(a, b, |io| floor_div_f32(&THREE, io)), [-4.0, -4.0, 3.0]);
        assert_eq!(apart(a, b, |io| floor_mod_f32(&THREE, io)), [1.0, -1.0, 0.0]);
    }

    #[test]
    fn shifts_stay_below_the_width() {
        assert_eq!(apart([-128i8, -1, 64], [1, 100, -3], |io| right_shift_i8(&THREE, io)), [-64, -1, 64]);
        assert_eq!(apart([200u8, 200, 1], [1, 200, 0], |io| right_shift_u8(&THREE, io)), [100, 1, 1]);
    }

    #[test]
    fn nan_on_the_left_loses() {
        let y = apart([f32::NAN, 1.0, 2.0], [5.0, f32::NAN, 1.0], |io| maximum_f32(&THREE, io));
        assert!(y[0] == 5.0 && y[1].is_nan() && y[2] == 2.0);
        assert_eq!(apart([0xbf80, 0x4000, 0], [0xc000, 0x4040, 1], |io| minimum_bf16(&THREE, io)), [0xc000, 0x4000, 0]);
    }
}
