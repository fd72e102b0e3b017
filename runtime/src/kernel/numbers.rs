//! Element types as kernels see them, and the ways an accumulator becomes an output.

use super::{Multiplier, round_half_away};

/// An integer element that a quantized kernel reads or writes.
pub trait Integer: Copy {
    /// As an `i32`.
    fn widen(self) -> i32;
    /// From an `i32` that has been clamped to the type's range.
    fn narrow(x: i32) -> Self;
}

macro_rules! integer {
    ($($t:ty)*) => { $(
        impl Integer for $t {
            #[inline(always)]
            fn widen(self) -> i32 {
                self as i32
            }
            #[inline(always)]
            fn narrow(x: i32) -> Self {
                x as $t
            }
        }
    )* };
}
integer!(i8 u8 i16 i32);

/// The value of a channel: lists hold one value per channel, or one for all, or none (which is the default, 0).
#[inline(always)]
pub(super) fn channel<T: Copy + Default>(values: &[T], index: usize) -> T {
    values.get(index).or(values.first()).copied().unwrap_or_default()
}

/// How an accumulator becomes an output, by output channel.
pub(super) trait Requantize: Copy {
    /// Scaled and rounded.
    fn requantize(&self, channel: usize, acc: i32) -> i32;
}

/// Fixed point, rounded twice.
#[derive(Clone, Copy)]
pub(super) struct Fixed<'a> {
    pub(super) multiplier: &'a [i32],
    pub(super) shift: &'a [i8],
}
impl Requantize for Fixed<'_> {
    #[inline(always)]
    fn requantize(&self, c: usize, acc: i32) -> i32 {
        let factor = Multiplier { multiplier: channel(self.multiplier, c), shift: channel(self.shift, c) as i32 };
        factor.apply(acc)
    }
}

/// The product in double precision, rounded half away from zero.
#[derive(Clone, Copy)]
pub(super) struct Real<'a> {
    pub(super) scale: &'a [f64],
}
impl Requantize for Real<'_> {
    #[inline(always)]
    fn requantize(&self, c: usize, acc: i32) -> i32 {
        round_half_away(acc as f64 * channel(self.scale, c))
    }
}

/// Dot product in eight partial sums, which vectorizes and loses less than one long sum.
#[inline(always)]
pub(super) fn dot_f32(x: &[f32], w: &[f32]) -> f32 {
    let mut sums = [0f32; 8];
    let (xs, x_rest) = x.as_chunks::<8>();
    let (ws, w_rest) = w.as_chunks::<8>();
    for (x, w) in xs.iter().zip(ws) {
        for ((sum, x), w) in sums.iter_mut().zip(x).zip(w) {
            *sum += x * w;
        }
    }
    let rest: f32 = x_rest.iter().zip(w_rest).map(|(x, w)| x * w).sum();
    sums.iter().sum::<f32>() + rest
}
