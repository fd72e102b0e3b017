//! Binary arithmetic on quantized integers: `kernels/internal/reference/{,integer_ops/}{add,sub,mul,div}.h`,
//! `kernels/squared_difference.cc`.

use super::fixed_functions::reciprocal;
use super::{Binary, Broadcast, Clamp, Integer, Multiplier, Rescale, broadcast_long, divide_by_pot, doubling_high_mul};

/// Quantization of a sum, difference or squared difference: both inputs are brought to one scale, the result to the output's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuantizedSum {
    /// To the common scale.
    pub lhs: Rescale,
    /// To the common scale.
    pub rhs: Rescale,
    /// To the output's scale.
    pub factor: Multiplier,
    /// Added to each output: the zero point.
    pub output_offset: i32,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

impl QuantizedSum {
    /// The output for one element of each input.
    #[inline(always)]
    pub fn apply(&self, a: i32, b: i32, f: impl Fn(i32, i32) -> i32) -> i32 {
        let combined = f(self.lhs.apply(a), self.rhs.apply(b));
        self.clamp.apply(self.factor.apply(combined).wrapping_add(self.output_offset))
    }

    #[inline(always)]
    fn map<T: Integer + Default>(&self, dims: &Broadcast<'_>, io: Binary<'_, T>, f: impl Fn(i32, i32) -> i32 + Copy) {
        let p = *self;
        io.map_long(dims, move |a, b| T::narrow(p.apply(a.widen(), b.widen(), f)));
    }
}

macro_rules! sums {
    ($($add:ident $sub:ident $t:ty;)*) => { $(
        /// Quantized sum.
        pub fn $add(dims: &Broadcast<'_>, p: &QuantizedSum, io: Binary<'_, $t>) {
            p.map(dims, io, i32::wrapping_add);
        }
        /// Quantized difference.
        pub fn $sub(dims: &Broadcast<'_>, p: &QuantizedSum, io: Binary<'_, $t>) {
            p.map(dims, io, i32::wrapping_sub);
        }
    )* };
}
sums! {
    add_quantized_i8 sub_quantized_i8 i8;
    add_quantized_u8 sub_quantized_u8 u8;
    add_quantized_i16 sub_quantized_i16 i16;
}

/// A quantized sum or difference of bytes as one linear form, which the compiler has found to give what [`QuantizedSum`] gives
/// for every pair of elements.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinearSum {
    /// Factor of the left input, with fractional bits; of 24 bits with its sign.
    pub lhs: i32,
    /// Factor of the right input, likewise.
    pub rhs: i32,
    /// Added to both products: the zero points, and half a step.
    pub bias: i32,
    /// Number of fractional bits, in 1..=30; they are cut off.
    pub shift: u32,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

impl LinearSum {
    /// The output for one element of each input.
    #[inline(always)]
    pub fn apply(&self, a: i32, b: i32) -> i32 {
        let sum = a.wrapping_mul(self.lhs).wrapping_add(b.wrapping_mul(self.rhs)).wrapping_add(self.bias);
        self.clamp.apply(sum.wrapping_shr(self.shift))
    }
}

macro_rules! linear_sums {
    ($($name:ident $t:ty;)*) => { $(
        /// Quantized sum or difference as a linear form.
        pub fn $name(dims: &Broadcast<'_>, p: &LinearSum, io: Binary<'_, $t>) {
            let p = *p;
            io.map_long(dims, move |a, b| <$t>::narrow(p.apply(a.widen(), b.widen())));
        }
    )* };
}
linear_sums! {
    sum_linear_i8 i8;
    sum_linear_u8 u8;
}

/// Quantized squared difference.
pub fn squared_difference_quantized_i8(dims: &Broadcast<'_>, p: &QuantizedSum, io: Binary<'_, i8>) {
    p.map(dims, io, |a, b| a.wrapping_sub(b).wrapping_mul(a.wrapping_sub(b)));
}

/// A sum or difference of 16-bit numbers whose scales are powers of two: inputs are shifted to the output's scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PowerOfTwoSum {
    /// Right shift of the left input.
    pub lhs_shift: i32,
    /// Right shift of the right input.
    pub rhs_shift: i32,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

impl PowerOfTwoSum {
    #[inline(always)]
    fn map(&self, dims: &Broadcast<'_>, io: Binary<'_, i16>, f: impl Fn(i32, i32) -> i32 + Copy) {
        let p = *self;
        io.map_long(dims, move |a, b| {
            let (a, b) = (divide_by_pot(a.widen(), p.lhs_shift), divide_by_pot(b.widen(), p.rhs_shift));
            i16::narrow(p.clamp.apply(f(a, b)))
        });
    }
}

/// Sum over scales that are powers of two.
pub fn add_power_of_two_i16(dims: &Broadcast<'_>, p: &PowerOfTwoSum, io: Binary<'_, i16>) {
    p.map(dims, io, i32::wrapping_add);
}

/// Difference over scales that are powers of two.
pub fn sub_power_of_two_i16(dims: &Broadcast<'_>, p: &PowerOfTwoSum, io: Binary<'_, i16>) {
    p.map(dims, io, i32::wrapping_sub);
}

/// Quantization of a product or quotient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuantizedProduct {
    /// Added to each left input: the negated zero point.
    pub lhs_offset: i32,
    /// Added to each right input: the negated zero point.
    pub rhs_offset: i32,
    /// To the output's scale.
    pub factor: Multiplier,
    /// Added to each output: the zero point.
    pub output_offset: i32,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

impl QuantizedProduct {
    #[inline(always)]
    fn map<T: Integer + Default>(
        &self,
        dims: &Broadcast<'_>,
        io: Binary<'_, T>,
        f: impl Fn(i32, i32, Multiplier) -> i32 + Copy,
    ) {
        let p = *self;
        io.map_long(dims, move |a, b| {
            let (a, b) = (a.widen().wrapping_add(p.lhs_offset), b.widen().wrapping_add(p.rhs_offset));
            T::narrow(p.clamp.apply(f(a, b, p.factor).wrapping_add(p.output_offset)))
        });
    }
}

macro_rules! products {
    ($($mul:ident $div:ident $t:ty;)*) => { $(
        /// Quantized product.
        pub fn $mul(dims: &Broadcast<'_>, p: &QuantizedProduct, io: Binary<'_, $t>) {
            p.map(dims, io, |a, b, factor| factor.apply(a.wrapping_mul(b)));
        }
        /// Quantized quotient. Divisors have been checked.
        pub fn $div(dims: &Broadcast<'_>, p: &QuantizedProduct, io: Binary<'_, $t>) {
            p.map(dims, io, quotient);
        }
    )* };
}
products! {
    mul_quantized_i8 div_quantized_i8 i8;
    mul_quantized_u8 div_quantized_u8 u8;
    mul_quantized_i16 div_quantized_i16 i16;
}

/// `a / b` times the factor, through the reciprocal of `b` in fixed point.
#[inline(always)]
fn quotient(a: i32, b: i32, factor: Multiplier) -> i32 {
    let (a, b) = if b < 0 { (a.wrapping_neg(), b.wrapping_neg()) } else { (a, b) };
    let (inverse, bits_over_unit) = reciprocal(b as u32, 31);
    let headroom = if a < 0 { (!a).leading_zeros() } else { a.leading_zeros() } as i32 - 1;
    let unscaled = doubling_high_mul(a.wrapping_shl(headroom as u32), inverse);
    let shift = factor.shift - bits_over_unit - headroom;
    divide_by_pot(doubling_high_mul(unscaled, factor.multiplier), -shift)
}

/// Product of 16-bit fractions (15 fractional bits) into 8 bits (7 fractional bits).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FractionProduct {
    /// Added to each output: the zero point.
    pub output_offset: i32,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

macro_rules! fraction_products {
    ($($name:ident $t:ty;)*) => { $(
        /// Product of fractions.
        pub fn $name(dims: &Broadcast<'_>, p: &FractionProduct, lhs: &[i16], rhs: &[i16], y: &mut [$t]) {
            let p = *p;
            broadcast_long(dims, lhs, rhs, y, move |a, b| fraction_product(p, a, b) as $t);
        }
    )* };
}
fraction_products! {
    mul_fractions_i8 i8;
    mul_fractions_u8 u8;
}

#[inline(always)]
fn fraction_product(p: FractionProduct, a: i16, b: i16) -> i32 {
    let (product, nudge) = (a as i32 * b as i32, 1 << 14);
    // gemmlowp's 16-bit `SaturatingRoundingDoublingHighMul`: halves away from zero but for the nudge, then truncation.
    let high = if product >= 0 { product + nudge } else { product + 1 - nudge } / (1 << 15);
    p.clamp.apply(divide_by_pot(high.min(i16::MAX as i32), 8).wrapping_add(p.output_offset))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{BroadcastDim, List};

    const THREE: Broadcast<'_> = Broadcast { dims: List(&[BroadcastDim { count: 3, lhs: 1, rhs: 1 }]) };
    const BYTE: Clamp<i32> = Clamp { min: -128, max: 127 };

    /// A factor of `2^exponent`.
    fn power_of_two(exponent: i32) -> Multiplier {
        Multiplier { multiplier: 1 << 30, shift: exponent + 1 }
    }

    fn sum(lhs_zero: i32, exponent: i32) -> QuantizedSum {
        let rescale = |zero: i32| Rescale { offset: -zero, left_shift: 20, factor: power_of_two(-1) };
        let (lhs, rhs) = (rescale(lhs_zero), rescale(0));
        QuantizedSum { lhs, rhs, factor: power_of_two(exponent - 19), output_offset: 3, clamp: BYTE }
    }

    #[test]
    fn sums_round_halves_away_from_zero() {
        let mut y = [0i8; 3];
        add_quantized_i8(&THREE, &sum(1, -1), Binary::Apart(&[2, 0, 127], &[2, -2, 127], &mut y));
        assert_eq!(y, [3 + 2, 3 - 2, 127]); // 1.5, -1.5, 126.5 + 3
        sub_quantized_i8(&THREE, &sum(0, 0), Binary::IntoRhs(&[1, 2, -100], &mut y));
        assert_eq!(y, [1 - 5 + 3, 2 - 1 + 3, -128]);
    }

    #[test]
    fn linear_sums_are_cut_off() {
        let p = LinearSum { lhs: 4, rhs: -4, bias: 4, shift: 3, clamp: BYTE };
        let mut y = [0i8; 3];
        sum_linear_i8(&THREE, &p, Binary::Apart(&[2, 0, 127], &[0, 2, -128], &mut y));
        assert_eq!(y, [1, -1, 127]); // 1.5, -0.5, 128
    }

    #[test]
    fn shifted_sums_saturate() {
        let clamp = Clamp { min: i16::MIN.into(), max: i16::MAX.into() };
        let p = PowerOfTwoSum { lhs_shift: 0, rhs_shift: 1, clamp };
        let mut y = [0; 3];
        add_power_of_two_i16(&THREE, &p, Binary::Apart(&[1, i16::MAX, -4], &[3, 9, -3], &mut y));
        assert_eq!(y, [3, i16::MAX, -6]);
        sub_power_of_two_i16(&THREE, &p, Binary::Apart(&[1, i16::MIN, -4], &[3, 9, -3], &mut y));
        assert_eq!(y, [-1, i16::MIN, -2]);
    }

    #[test]
    fn quotients_are_near() {
        let clamp = Clamp { min: i16::MIN.into(), max: i16::MAX.into() };
        let p = QuantizedProduct { lhs_offset: 0, rhs_offset: 0, factor: power_of_two(7), output_offset: 0, clamp };
        for (a, b) in [(100i16, 7i16), (-32768, 3), (500, -32768), (-9, -2), (1, 1)] {
            let mut y = [0; 3];
            div_quantized_i16(&THREE, &p, Binary::Apart(&[a; 3], &[b; 3], &mut y));
            let wanted = (a as f64 / b as f64 * 128.0).clamp(-32768.0, 32767.0);
            assert!((y[0] as f64 - wanted).abs() <= 1.0, "{a}/{b}: {} for {wanted}", y[0]);
        }
    }

    #[test]
    fn fractions_lose_eight_bits() {
        let mut y = [0; 3];
        let p = FractionProduct { output_offset: 10, clamp: BYTE };
        mul_fractions_i8(&THREE, &p, &[i16::MIN, 16384, 181], &[i16::MIN, -16384, 181], &mut y);
        assert_eq!(y, [127, 10 - 32, 10]);
    }
}
