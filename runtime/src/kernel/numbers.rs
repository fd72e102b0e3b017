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

/// What products are summed in; integers wrap around.
pub(super) trait Accumulate: Copy + Default {
    /// The sum.
    fn plus(self, other: Self) -> Self;
}

impl Accumulate for i32 {
    #[inline(always)]
    fn plus(self, other: i32) -> i32 {
        self.wrapping_add(other)
    }
}

impl Accumulate for i64 {
    #[inline(always)]
    fn plus(self, other: i64) -> i64 {
        self.wrapping_add(other)
    }
}

impl Accumulate for f32 {
    #[inline(always)]
    fn plus(self, other: f32) -> f32 {
        self + other
    }
}

/// How an accumulator becomes an output, by output channel.
pub(super) trait Requantize<A = i32>: Copy {
    /// Scaled and rounded.
    fn requantize(&self, channel: usize, acc: A) -> i32;
}

/// Fixed point: 32-bit sums are rounded twice, 64-bit ones once.
#[derive(Clone, Copy)]
pub(super) struct Fixed<'a> {
    pub(super) multiplier: &'a [i32],
    pub(super) shift: &'a [i8],
}

impl Fixed<'_> {
    #[inline(always)]
    fn factor(&self, c: usize) -> Multiplier {
        Multiplier { multiplier: channel(self.multiplier, c), shift: channel(self.shift, c) as i32 }
    }
}

impl Requantize for Fixed<'_> {
    #[inline(always)]
    fn requantize(&self, c: usize, acc: i32) -> i32 {
        self.factor(c).apply(acc)
    }
}

impl Requantize<i64> for Fixed<'_> {
    #[inline(always)]
    fn requantize(&self, c: usize, acc: i64) -> i32 {
        self.factor(c).apply_i64(acc)
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

impl Requantize<i64> for Real<'_> {
    #[inline(always)]
    fn requantize(&self, c: usize, acc: i64) -> i32 {
        round_half_away(acc as f64 * channel(self.scale, c))
    }
}

/// Dot product of 8-bit rows with an offset added to each element; such sums fit in 16 bits, whose products vectorize well.
#[inline(always)]
pub(super) fn dot_8<X: Integer, W: Integer>(x: &[X], w: &[W], x_offset: i16, w_offset: i16) -> i32 {
    x.iter().zip(w).map(|(&x, &w)| product_8(x, w, x_offset, w_offset)).fold(0, i32::wrapping_add)
}

/// The product of two 8-bit elements with an offset each.
#[inline(always)]
pub(super) fn product_8<X: Integer, W: Integer>(x: X, w: W, x_offset: i16, w_offset: i16) -> i32 {
    let (x, w) = ((x.widen() as i16).wrapping_add(x_offset), (w.widen() as i16).wrapping_add(w_offset));
    (x as i32).wrapping_mul(w as i32)
}

/// Dot product of 16-bit values with 8-bit weights and their offset.
#[inline(always)]
pub(super) fn dot_16x8(x: &[i16], w: &[i8], w_offset: i16) -> i64 {
    // So many products of at most 255 * 2^15 fit in 32 bits.
    const EXACT: usize = 256;
    let part = |(x, w): (&[i16], &[i8])| {
        let product = |(&x, &w): (&i16, &i8)| (x as i32).wrapping_mul((w as i16).wrapping_add(w_offset) as i32);
        x.iter().zip(w).map(product).fold(0, i32::wrapping_add) as i64
    };
    x.chunks(EXACT).zip(w.chunks(EXACT)).map(part).fold(0, i64::wrapping_add)
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
