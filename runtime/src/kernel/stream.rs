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
    /// Added to products below 0.
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
