//! Operators of two tensors, with broadcasting and in-place forms: sums and products of bytes, arithmetic of floats.

use super::short::{LONG, Short, Together};
use super::side::{Side, row};
use crate::isa::{BLOCK, Stream, Task, dispatch};
use crate::kernel::{
    Binary, Broadcast, BroadcastDim, Clamp, F32, LinearSum, StreamPrelu, StreamProduct, StreamSquare, walk,
};

/// A function of two elements, or of the first alone, computed in blocks.
pub(super) trait Combine<T>: Copy {
    /// Marked `#[inline(always)]`.
    fn apply<I: Stream>(&self, isa: I, a: &[T; BLOCK], b: &[T; BLOCK]) -> [T; BLOCK];
}

macro_rules! bytes {
    ($($t:ty: $product:ident $prelu:ident $sum:ident;)*) => { $(
        dispatch! {
            /// Product of quantized tensors.
            pub fn $product(dims: &Broadcast<'_>, p: &StreamProduct, io: Binary<'_, $t>) = combine
        }

        dispatch! {
            /// Sum or difference of quantized tensors.
            pub fn $sum(dims: &Broadcast<'_>, p: &LinearSum, io: Binary<'_, $t>) = combine
        }

        dispatch! {
            /// PRELU between quantized tensors.
            pub fn $prelu(dims: &Broadcast<'_>, p: &StreamPrelu, io: Binary<'_, $t>) = combine
        }

        impl Combine<$t> for StreamPrelu {
            #[inline(always)]
            fn apply<I: Stream>(&self, _: I, a: &[$t; BLOCK], b: &[$t; BLOCK]) -> [$t; BLOCK] {
                let mut y = [0; BLOCK];
                for i in 0..BLOCK {
                    y[i] = StreamPrelu::apply(self, a[i].into(), b[i].into()) as $t;
                }
                y
            }
        }
    )* };
}
bytes! {
    i8: stream_product_i8 stream_prelu_i8 stream_sum_i8;
    u8: stream_product_u8 stream_prelu_u8 stream_sum_u8;
}

dispatch! {
    /// Squared difference of quantized tensors.
    pub fn stream_square_i8(dims: &Broadcast<'_>, p: &StreamSquare, io: Binary<'_, i8>) = combine
}

impl Combine<i8> for StreamSquare {
    #[inline(always)]
    fn apply<I: Stream>(&self, _: I, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
        let mut y = [0; BLOCK];
        for i in 0..BLOCK {
            let difference = self.sides[0].apply(a[i].into()).wrapping_sub(self.sides[1].apply(b[i].into()));
            y[i] = StreamSquare::apply(self, difference) as i8;
        }
        y
    }
}

/// PRELU of floats.
#[derive(Clone, Copy)]
pub(super) struct Prelu;

impl Combine<f32> for Prelu {
    #[inline(always)]
    fn apply<I: Stream>(&self, _: I, x: &[f32; BLOCK], alpha: &[f32; BLOCK]) -> [f32; BLOCK] {
        let mut y = [0.0; BLOCK];
        for i in 0..BLOCK {
            y[i] = if x[i] >= 0.0 { x[i] } else { x[i] * alpha[i] };
        }
        y
    }
}

/// PRELU of floats.
pub fn stream_prelu_f32(dims: &Broadcast<'_>, io: Binary<'_, f32>) {
    dispatch! { fn run(dims: &Broadcast<'_>, p: &Prelu, io: Binary<'_, f32>) = combine }
    run(dims, &Prelu, io);
}

impl Combine<i8> for LinearSum {
    #[inline(always)]
    fn apply<I: Stream>(&self, isa: I, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
        isa.sum(self, a, b)
    }
}

impl Combine<u8> for LinearSum {
    #[inline(always)]
    fn apply<I: Stream>(&self, isa: I, a: &[u8; BLOCK], b: &[u8; BLOCK]) -> [u8; BLOCK] {
        let less = self.lhs.wrapping_add(self.rhs).wrapping_sub(1i32.wrapping_shl(self.shift)).wrapping_mul(128);
        let clamp = Clamp { min: self.clamp.min - 128, max: self.clamp.max - 128 };
        let form = LinearSum { bias: self.bias.wrapping_add(less), clamp, ..*self };
        unsigned(&isa.sum(&form, &signed(a), &signed(b)))
    }
}

impl Combine<i8> for StreamProduct {
    #[inline(always)]
    fn apply<I: Stream>(&self, isa: I, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
        isa.product(self, a, b)
    }
}

impl Combine<u8> for StreamProduct {
    #[inline(always)]
    fn apply<I: Stream>(&self, isa: I, a: &[u8; BLOCK], b: &[u8; BLOCK]) -> [u8; BLOCK] {
        let (lhs_offset, rhs_offset) = (self.lhs_offset.wrapping_add(128), self.rhs_offset.wrapping_add(128));
        let form = StreamProduct { lhs_offset, rhs_offset, whole: F32(self.whole.0 - 128.0), ..*self };
        unsigned(&isa.product(&form, &signed(a), &signed(b)))
    }
}

/// Unsigned bytes as signed ones, which are 128 less.
#[inline(always)]
pub(super) fn signed(x: &[u8; BLOCK]) -> [i8; BLOCK] {
    let mut y = [0; BLOCK];
    for i in 0..BLOCK {
        y[i] = (x[i] ^ 128) as i8;
    }
    y
}

/// The other way.
#[inline(always)]
pub(super) fn unsigned(x: &[i8; BLOCK]) -> [u8; BLOCK] {
    let mut y = [0; BLOCK];
    for i in 0..BLOCK {
        y[i] = x[i] as u8 ^ 128;
    }
    y
}

macro_rules! floats {
    ($($(#[$doc:meta])* $kernel:ident $kind:ident |$a:ident, $b:ident| $value:expr;)*) => { $(
        #[derive(Clone, Copy)]
        pub(super) struct $kind(pub(super) Clamp<F32>);

        impl Combine<f32> for $kind {
            #[inline(always)]
            fn apply<I: Stream>(&self, _: I, a: &[f32; BLOCK], b: &[f32; BLOCK]) -> [f32; BLOCK] {
                let mut y = [0.0; BLOCK];
                for i in 0..BLOCK {
                    let ($a, $b) = (a[i], b[i]);
                    y[i] = self.0.apply($value);
                }
                y
            }
        }

        $(#[$doc])*
        pub fn $kernel(dims: &Broadcast<'_>, clamp: &Clamp<F32>, io: Binary<'_, f32>) {
            dispatch! { fn run(dims: &Broadcast<'_>, p: &$kind, io: Binary<'_, f32>) = combine }
            run(dims, &$kind(*clamp), io);
        }
    )* };
}
floats! {
    /// Sum, clamped by the fused activation.
    stream_add_f32 Add |a, b| a + b;
    /// Difference, clamped by the fused activation.
    stream_sub_f32 Sub |a, b| a - b;
    /// Product, clamped by the fused activation; below the least normal number it is 0, since layers take many times as long where
    /// they meet smaller ones. LiteRT's optimized kernels do likewise.
    stream_mul_f32 Mul |a, b| normal(a * b);
    /// Quotient, clamped by the fused activation.
    stream_div_f32 Div |a, b| a / b;
}

/// A number, or 0 of its sign for one below the least normal one.
#[inline(always)]
pub(super) fn normal(x: f32) -> f32 {
    if x.abs() < f32::MIN_POSITIVE { 0.0f32.copysign(x) } else { x }
}

/// One dimension, by sides.
#[derive(Clone, Copy)]
struct Dim {
    count: usize,
    steps: [usize; 2],
}

impl Dim {
    fn of(dim: Option<&BroadcastDim>) -> Self {
        dim.map_or(Dim { count: 1, steps: [1; 2] }, |dim| Dim { count: dim.count, steps: [dim.lhs, dim.rhs] })
    }
}

/// Two innermost dimensions at a time.
#[inline(always)]
pub(super) fn combine<I: Stream, F: Combine<T>, T: Copy + Default>(
    isa: I,
    dims: &Broadcast<'_>,
    f: &F,
    io: Binary<'_, T>,
) {
    let (outer, middle, inner) = match dims.dims.0 {
        [outer @ .., middle, inner] => (outer, Some(middle), Some(inner)),
        [inner] => (&[][..], None, Some(inner)),
        [] => (&[][..], None, None),
    };
    let (middle, inner) = (Dim::of(middle), Dim::of(inner));
    let (a, b, y) = match io {
        Binary::Apart(a, b, y) => (Some(a), Some(b), y),
        Binary::IntoLhs(y, b) => (None, Some(b), y),
        Binary::IntoRhs(a, y) => (Some(a), None, y),
    };
    let count = inner.count.max(1);
    let mut chunks = y.chunks_mut((middle.count * inner.count).max(1));
    let short = |x, s: usize| Short::of(x, middle.steps[s], inner.steps[s], count);
    let free = short(a, 0).is_free() && short(b, 1).is_free() && count <= LONG / 2;
    if middle.count > 1 && (count < BLOCK || free) {
        let mut long = [[T::default(); LONG]; 2];
        return walk(outer, 0, 0, &mut |l, r| {
            if let Some(y) = chunks.next() {
                let (sides, long) = ([short(from(a, l), 0), short(from(b, r), 1)], &mut long);
                isa.vectorize(Together { isa, f: *f, sides, count: middle.count, long, y });
            }
        });
    }
    walk(outer, 0, 0, &mut |l, r| {
        if let Some(y) = chunks.next() {
            isa.vectorize(Rows { isa, f: *f, middle, inner, sides: [from(a, l), from(b, r)], y });
        }
    });
}

fn from<T>(x: Option<&[T]>, at: usize) -> Option<&[T]> {
    x.map(|x| x.get(at..).unwrap_or(&[]))
}

struct Rows<'a, I, F, T> {
    isa: I,
    f: F,
    middle: Dim,
    inner: Dim,
    /// Without one, the elements are those that the outputs replace.
    sides: [Option<&'a [T]>; 2],
    y: &'a mut [T],
}

impl<I: Stream, F: Combine<T>, T: Copy + Default> Task for Rows<'_, I, F, T> {
    #[inline(always)]
    fn run(self) {
        let Rows { isa, f, middle, inner, sides, y } = self;
        for (i, y) in y.chunks_mut(inner.count.max(1)).enumerate() {
            let side = |s: usize| Side::of(sides[s], i * middle.steps[s], inner.steps[s]);
            row(isa, &f, [side(0), side(1)], y);
        }
    }
}
