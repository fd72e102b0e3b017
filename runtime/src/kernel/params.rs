//! Pieces that the parameters of many kernels share.

use core::fmt;

/// A number that prints as a Rust literal of the same bits, infinities and NaN included.
#[derive(Clone, Copy, PartialEq, Default)]
pub struct F32(pub f32);

impl fmt::Debug for F32 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_finite() {
            write!(f, "F32({:?})", self.0)
        } else if self.0 == f32::INFINITY {
            f.write_str("F32(f32::INFINITY)")
        } else if self.0 == f32::NEG_INFINITY {
            f.write_str("F32(f32::NEG_INFINITY)")
        } else {
            write!(f, "F32(f32::from_bits({}))", self.0.to_bits())
        }
    }
}

/// As [`F32`], of 64 bits.
#[derive(Clone, Copy, PartialEq, Default)]
pub struct F64(pub f64);

impl fmt::Debug for F64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_finite() {
            write!(f, "F64({:?})", self.0)
        } else {
            write!(f, "F64(f64::from_bits({}))", self.0.to_bits())
        }
    }
}

/// A borrowed list that prints as the reference it is.
#[derive(Clone, Copy, PartialEq, Default)]
pub struct List<'a, T>(pub &'a [T]);

impl<T: fmt::Debug> fmt::Debug for List<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "List(&{:?})", self.0)
    }
}

/// Inclusive bounds of an output: the type's range cut by the fused activation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clamp<T> {
    /// Least value.
    pub min: T,
    /// Greatest value.
    pub max: T,
}

macro_rules! integer_clamp {
    ($($t:ty)*) => { $(
        impl Clamp<$t> {
            /// `x` within the bounds.
            #[inline(always)]
            pub fn apply(self, x: $t) -> $t {
                x.max(self.min).min(self.max)
            }
        }
    )* };
}
integer_clamp!(i16 i32 i64 u32);

impl Clamp<F32> {
    /// `x` within the bounds; NaN stays NaN as in TFLite's `ActivationFunctionWithMinMax`.
    #[inline(always)]
    pub fn apply(self, x: f32) -> f32 {
        let x = if x < self.min.0 { self.min.0 } else { x };
        if x > self.max.0 { self.max.0 } else { x }
    }
}
