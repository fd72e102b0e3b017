//! Parameters of the kernels over streams of elements.

use super::{Clamp, F32};

/// How a product of 8-bit numbers becomes an output: in single precision, where the compiler has found that it gives for every
/// product what fixed point gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StreamProduct {
    /// Added to each left input: the negated zero point.
    pub lhs_offset: i32,
    /// Added to each right input: the negated zero point.
    pub rhs_offset: i32,
    /// Factor of the product.
    pub scale: F32,
    /// Added to products from 0 on: more or less than 0, since two roundings in turn are not one.
    pub above: F32,
    /// Added to products below 0: not more than to others.
    pub below: F32,
    /// Bounds of an output, without its zero point.
    pub clamp: Clamp<F32>,
    /// [`StreamProduct::WHOLE`] plus the output's zero point.
    pub whole: F32,
}

impl StreamProduct {
    /// Added to a number of up to 22 bits, it rounds it to a whole one, which the lowest bits of the sum are.
    pub const WHOLE: f32 = 12_582_912.0;

    /// The output for a product, in the lowest 8 bits.
    #[inline(always)]
    pub fn apply(&self, product: i32) -> u32 {
        let x = product as f32 * self.scale.0 + if product < 0 { self.below.0 } else { self.above.0 };
        let x = if x < self.clamp.min.0 { self.clamp.min.0 } else { x };
        let x = if x > self.clamp.max.0 { self.clamp.max.0 } else { x };
        (x + self.whole.0).to_bits()
    }
}

/// PRELU of 8-bit numbers: products with one and with alpha, both as [`StreamProduct`] has them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StreamPrelu {
    /// From the input's zero point on.
    pub identity: StreamProduct,
    /// Below it.
    pub alpha: StreamProduct,
}

impl StreamPrelu {
    /// The output for an input and its alpha, in the lowest 8 bits.
    #[inline(always)]
    pub fn apply(&self, x: i32, alpha: i32) -> u32 {
        let x = x.wrapping_add(self.alpha.lhs_offset);
        let product = x.wrapping_mul(alpha.wrapping_add(self.alpha.rhs_offset));
        let (above, below) = (self.identity.apply(x), self.alpha.apply(product));
        if x >= 0 { above } else { below }
    }
}

/// A squared difference of 8-bit numbers, where the compiler has found that this gives what TFLite's arithmetic gives for every pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StreamSquare {
    /// How the inputs come to a common scale.
    pub sides: [StreamScale; 2],
    /// From the square of the difference to an output.
    pub scale: F32,
    /// Added to that: two roundings in turn are not one.
    pub above: F32,
    /// Bounds of an output, without its zero point.
    pub clamp: Clamp<F32>,
    /// [`StreamProduct::WHOLE`] plus the output's zero point.
    pub whole: F32,
}

/// How an input of 8 bits comes to another scale: with fractional bits, which are cut off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StreamScale {
    /// Factor of the input.
    pub factor: i32,
    /// Added to the product: the zero point.
    pub zero: i32,
    /// Added to sums from 0 on: about half a step.
    pub above: i32,
    /// Added to sums below 0.
    pub below: i32,
}

impl StreamScale {
    /// Number of fractional bits.
    pub const FRACTION: u32 = 16;

    /// An input in the other scale.
    #[inline(always)]
    pub fn apply(&self, x: i32) -> i32 {
        let sum = x.wrapping_mul(self.factor).wrapping_add(self.zero);
        sum.wrapping_add(if sum < 0 { self.below } else { self.above }) >> Self::FRACTION
    }
}

impl StreamSquare {
    /// The output for a difference in the common scale, in the lowest 8 bits.
    #[inline(always)]
    pub fn apply(&self, difference: i32) -> u32 {
        let x = difference as f32;
        let x = x * x * self.scale.0 + self.above.0;
        let x = if x < self.clamp.min.0 { self.clamp.min.0 } else { x };
        let x = if x > self.clamp.max.0 { self.clamp.max.0 } else { x };
        (x + self.whole.0).to_bits()
    }
}

/// Products of 8-bit numbers where one is multiplied with many others, as a gate is with the pixels of its channel: a factor for each
/// gate, where the compiler has found that it gives what fixed point gives for every pair. Unsigned numbers are taken as signed ones,
/// 128 less.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StreamGate {
    /// Zero point of the numbers that are multiplied.
    pub zero_point: i32,
    /// Zero point of the gates.
    pub gate_zero_point: i32,
    /// Factor of the product.
    pub scale: F32,
    /// Added where numbers are above their zero point: two roundings in turn are not one.
    pub above: F32,
    /// Added below it: not more.
    pub below: F32,
    /// The output's zero point.
    pub output_zero_point: i16,
    /// Bounds of an output.
    pub clamp: Clamp<i8>,
}

impl StreamGate {
    /// What a gate makes of numbers.
    #[inline(always)]
    pub fn factor(&self, gate: i8) -> f32 {
        i32::from(gate).wrapping_sub(self.gate_zero_point) as f32 * self.scale.0
    }

    /// The output for a number. Levels may also round product and sum at once.
    #[inline(always)]
    pub fn apply(&self, factor: f32, x: i8) -> i8 {
        let x = i32::from(x).wrapping_sub(self.zero_point) as f32;
        let zero = f32::from(self.output_zero_point);
        let (min, max) = (f32::from(self.clamp.min) - zero, f32::from(self.clamp.max) - zero);
        let added = Clamp { min: self.below, max: self.above }.apply(x);
        let y = Clamp { min: F32(min), max: F32(max) }.apply(x * factor + added);
        (y + (StreamProduct::WHOLE + zero)).to_bits() as i8
    }
}
