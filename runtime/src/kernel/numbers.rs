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

/// How a row of inputs meets rows of weights.
pub(super) trait Dot<X, W>: Copy {
    /// What products are summed in.
    type Sum: Accumulate;
    /// The sum of products.
    fn one(self, x: &[X], w: &[W]) -> Self::Sum;
    /// The sums with four rows, which may share the work on the inputs.
    #[inline(always)]
    fn four(self, x: &[X], w: [&[W]; 4]) -> [Self::Sum; 4] {
        w.map(|w| self.one(x, w))
    }
}

/// 8-bit rows with an offset added to each element; such sums fit in 16 bits, whose products vectorize well.
#[derive(Clone, Copy)]
pub(super) struct Dot8 {
    pub(super) x_offset: i16,
    pub(super) w_offset: i16,
}

impl Dot8 {
    /// The product of two elements.
    #[inline(always)]
    pub(super) fn product<X: Integer, W: Integer>(self, x: X, w: W) -> i32 {
        let (x, w) = ((x.widen() as i16).wrapping_add(self.x_offset), (w.widen() as i16).wrapping_add(self.w_offset));
        (x as i32).wrapping_mul(w as i32)
    }
}

impl<X: Integer, W: Integer> Dot<X, W> for Dot8 {
    type Sum = i32;

    #[inline(always)]
    fn one(self, x: &[X], w: &[W]) -> i32 {
        x.iter().zip(w).map(|(&x, &w)| self.product(x, w)).fold(0, i32::wrapping_add)
    }

    #[inline(always)]
    fn four(self, x: &[X], w: [&[W]; 4]) -> [i32; 4] {
        four(x, w, |x, w| self.product(x, w))
    }
}

/// The dot product of one pair of 8-bit rows.
#[inline(always)]
pub(super) fn dot_8<X: Integer, W: Integer>(x: &[X], w: &[W], x_offset: i16, w_offset: i16) -> i32 {
    Dot8 { x_offset, w_offset }.one(x, w)
}

/// The product of one pair of 8-bit elements.
#[inline(always)]
pub(super) fn product_8<X: Integer, W: Integer>(x: X, w: W, x_offset: i16, w_offset: i16) -> i32 {
    Dot8 { x_offset, w_offset }.product(x, w)
}

/// The dot product of one row of 16-bit inputs and one of 8-bit weights.
#[inline(always)]
pub(super) fn dot_16x8(x: &[i16], w: &[i8], w_offset: i16) -> i64 {
    Dot16x8 { w_offset }.one(x, w)
}

/// 16-bit inputs and 8-bit weights with an offset.
#[derive(Clone, Copy)]
pub(super) struct Dot16x8 {
    pub(super) w_offset: i16,
}

impl Dot16x8 {
    /// So many products of at most 255 * 2^15 fit in 32 bits.
    const EXACT: usize = 256;

    #[inline(always)]
    fn product(self, x: i16, w: i8) -> i32 {
        (x as i32).wrapping_mul((w as i16).wrapping_add(self.w_offset) as i32)
    }
}

impl Dot<i16, i8> for Dot16x8 {
    type Sum = i64;

    #[inline(always)]
    fn one(self, x: &[i16], w: &[i8]) -> i64 {
        let part = |(x, w): (&[i16], &[i8])| Dot16x8Narrow(self).one(x, w) as i64;
        x.chunks(Self::EXACT).zip(w.chunks(Self::EXACT)).map(part).fold(0, i64::wrapping_add)
    }

    #[inline(always)]
    fn four(self, x: &[i16], [a, b, c, d]: [&[i8]; 4]) -> [i64; 4] {
        let [a, b, c, d] = [a, b, c, d].map(|w| w.chunks(Self::EXACT));
        let mut sums = [0i64; 4];
        for ((((x, a), b), c), d) in x.chunks(Self::EXACT).zip(a).zip(b).zip(c).zip(d) {
            let part = Dot16x8Narrow(self).four(x, [a, b, c, d]);
            sums.iter_mut().zip(part).for_each(|(sum, part)| *sum = sum.wrapping_add(part as i64));
        }
        sums
    }
}

/// As [`Dot16x8`], summed in 32 bits.
#[derive(Clone, Copy)]
pub(super) struct Dot16x8Narrow(pub(super) Dot16x8);

impl Dot<i16, i8> for Dot16x8Narrow {
    type Sum = i32;

    #[inline(always)]
    fn one(self, x: &[i16], w: &[i8]) -> i32 {
        x.iter().zip(w).map(|(&x, &w)| self.0.product(x, w)).fold(0, i32::wrapping_add)
    }

    #[inline(always)]
    fn four(self, x: &[i16], w: [&[i8]; 4]) -> [i32; 4] {
        four(x, w, |x, w| self.0.product(x, w))
    }
}

#[inline(always)]
fn four<X: Copy, W: Copy>(x: &[X], [a, b, c, d]: [&[W]; 4], product: impl Fn(X, W) -> i32) -> [i32; 4] {
    let mut sums = [0i32; 4];
    for ((((&x, &a), &b), &c), &d) in x.iter().zip(a).zip(b).zip(c).zip(d) {
        sums = [
            sums[0].wrapping_add(product(x, a)),
            sums[1].wrapping_add(product(x, b)),
            sums[2].wrapping_add(product(x, c)),
            sums[3].wrapping_add(product(x, d)),
        ];
    }
    sums
}

/// Float rows.
#[derive(Clone, Copy)]
pub(super) struct DotF32;

impl Dot<f32, f32> for DotF32 {
    type Sum = f32;

    #[inline(always)]
    fn one(self, x: &[f32], w: &[f32]) -> f32 {
        dot_f32(x, w)
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
