//! Sums and products of 8-bit tensors, with broadcasting and in-place forms.

use super::{padded, put};
use crate::isa::{Isa, Task, dispatch};
use crate::kernel::{Binary, Broadcast, BroadcastDim, Integer, LinearSum, StreamProduct, walk};

/// Elements that are combined at a time.
const BLOCK: usize = 16;

dispatch! {
    /// Product of int8 tensors.
    pub fn stream_product_i8(dims: &Broadcast<'_>, p: &StreamProduct, io: Binary<'_, i8>) = product
}

dispatch! {
    /// Product of uint8 tensors.
    pub fn stream_product_u8(dims: &Broadcast<'_>, p: &StreamProduct, io: Binary<'_, u8>) = product
}

dispatch! {
    /// Sum or difference of int8 tensors.
    pub fn stream_sum_i8(dims: &Broadcast<'_>, p: &LinearSum, io: Binary<'_, i8>) = sum
}

dispatch! {
    /// Sum or difference of uint8 tensors.
    pub fn stream_sum_u8(dims: &Broadcast<'_>, p: &LinearSum, io: Binary<'_, u8>) = sum
}

#[inline(always)]
pub(super) fn product<I: Isa, T: Byte>(isa: I, dims: &Broadcast<'_>, p: &StreamProduct, io: Binary<'_, T>) {
    combine(isa, dims, *p, io);
}

#[inline(always)]
pub(super) fn sum<I: Isa, T: Byte>(isa: I, dims: &Broadcast<'_>, p: &LinearSum, io: Binary<'_, T>) {
    combine(isa, dims, *p, io);
}

/// An 8-bit number.
pub(super) trait Byte: Integer + Default {}
impl Byte for i8 {}
impl Byte for u8 {}

/// A function of two elements.
trait Combine: Copy {
    /// With left and right exchanged.
    fn swapped(self) -> Self;
    /// The outputs for a block of each.
    fn apply<T: Byte>(&self, a: &[T; BLOCK], b: &[T; BLOCK]) -> [T; BLOCK];
}

impl Combine for StreamProduct {
    fn swapped(self) -> Self {
        StreamProduct::swapped(self)
    }

    #[inline(always)]
    fn apply<T: Byte>(&self, a: &[T; BLOCK], b: &[T; BLOCK]) -> [T; BLOCK] {
        let mut y = [T::default(); BLOCK];
        for i in 0..BLOCK {
            let (a, b) = (a[i].widen().wrapping_add(self.lhs_offset), b[i].widen().wrapping_add(self.rhs_offset));
            y[i] = T::narrow(StreamProduct::apply(self, a.wrapping_mul(b)) as i32);
        }
        y
    }
}

impl Combine for LinearSum {
    fn swapped(self) -> Self {
        LinearSum { lhs: self.rhs, rhs: self.lhs, ..self }
    }

    #[inline(always)]
    fn apply<T: Byte>(&self, a: &[T; BLOCK], b: &[T; BLOCK]) -> [T; BLOCK] {
        let mut y = [T::default(); BLOCK];
        for i in 0..BLOCK {
            y[i] = T::narrow(LinearSum::apply(self, a[i].widen(), b[i].widen()));
        }
        y
    }
}

/// The sides in such an order that the left one is not repeated within rows.
#[inline(always)]
fn combine<I: Isa, F: Combine, T: Byte>(isa: I, dims: &Broadcast<'_>, f: F, io: Binary<'_, T>) {
    let inner = dims.dims.0.last().copied().unwrap_or(BroadcastDim { count: 1, lhs: 1, rhs: 1 });
    match io {
        Binary::Apart(lhs, rhs, y) if inner.lhs == 0 => sides(isa, dims, f.swapped(), true, Some(rhs), lhs, y),
        Binary::Apart(lhs, rhs, y) => sides(isa, dims, f, false, Some(lhs), rhs, y),
        Binary::IntoLhs(y, rhs) => sides(isa, dims, f, false, None, rhs, y),
        Binary::IntoRhs(lhs, y) => sides(isa, dims, f.swapped(), true, None, lhs, y),
    }
}

/// Two innermost dimensions at a time. Without `a` the left side is in the output's place.
fn sides<I: Isa, F: Combine, T: Byte>(
    isa: I,
    dims: &Broadcast<'_>,
    f: F,
    swapped: bool,
    a: Option<&[T]>,
    b: &[T],
    y: &mut [T],
) {
    let one = BroadcastDim { count: 1, lhs: 1, rhs: 1 };
    let (outer, [middle, inner]) = match dims.dims.0 {
        [outer @ .., middle, inner] => (outer, [*middle, *inner]),
        [inner] => (&[][..], [one, *inner]),
        [] => (&[][..], [one, one]),
    };
    let step = |dim: BroadcastDim| if swapped { (dim.rhs, dim.lhs) } else { (dim.lhs, dim.rhs) };
    let (middle, inner, count) = ((middle.count, step(middle)), (inner.count, step(inner)), middle.count * inner.count);
    let mut chunks = y.chunks_mut(count.max(1));
    walk(outer, 0, 0, &mut |l, r| {
        let (l, r) = if swapped { (r, l) } else { (l, r) };
        if let Some(y) = chunks.next() {
            let a = a.map(|a| a.get(l..).unwrap_or(&[]));
            isa.vectorize(Rows { f, middle, inner, a, b: b.get(r..).unwrap_or(&[]), y });
        }
    });
}

/// Count, and steps of left and right.
type Dim = (usize, (usize, usize));

struct Rows<'a, F, T> {
    f: F,
    middle: Dim,
    inner: Dim,
    a: Option<&'a [T]>,
    b: &'a [T],
    y: &'a mut [T],
}

impl<F: Combine, T: Byte> Task for Rows<'_, F, T> {
    #[inline(always)]
    fn run(self) {
        let ((rows, (a_step, b_step)), (count, (_, b_inner))) = (self.middle, self.inner);
        for i in 0..rows {
            let y = slice_mut(self.y, i * count, count);
            match (self.a, b_inner) {
                (Some(a), 0) => row(self.f, Row(slice(a, i * a_step, count)), Value::at(self.b, i * b_step), y),
                (Some(a), _) => row(self.f, Row(slice(a, i * a_step, count)), Row(slice(self.b, i * b_step, count)), y),
                (None, 0) => row(self.f, Place, Value::at(self.b, i * b_step), y),
                (None, _) => row(self.f, Place, Row(slice(self.b, i * b_step, count)), y),
            }
        }
    }
}

#[inline(always)]
fn slice<T>(x: &[T], start: usize, len: usize) -> &[T] {
    x.get(start..).and_then(|x| x.get(..len)).unwrap_or(&[])
}

#[inline(always)]
fn slice_mut<T>(x: &mut [T], start: usize, len: usize) -> &mut [T] {
    x.get_mut(start..).and_then(|x| x.get_mut(..len)).unwrap_or(&mut [])
}

/// Where a side's elements come from.
trait Side<T> {
    /// Block `i`, or what there is of it; `y` is the output's.
    fn block(&self, i: usize, y: &[T; BLOCK]) -> [T; BLOCK];
    fn rest(&self, from: usize, y: &[T; BLOCK]) -> [T; BLOCK];
}

/// Elements in a row.
struct Row<'a, T>(&'a [T]);

/// One element for all.
struct Value<T>([T; BLOCK]);

/// The elements that the outputs replace.
struct Place;

impl<T: Byte> Value<T> {
    #[inline(always)]
    fn at(x: &[T], index: usize) -> Self {
        Value([x.get(index).copied().unwrap_or_default(); BLOCK])
    }
}

impl<T: Byte> Side<T> for Row<'_, T> {
    #[inline(always)]
    fn block(&self, i: usize, _: &[T; BLOCK]) -> [T; BLOCK] {
        self.0.as_chunks().0.get(i).copied().unwrap_or_default()
    }

    #[inline(always)]
    fn rest(&self, from: usize, _: &[T; BLOCK]) -> [T; BLOCK] {
        padded(self.0.get(from..).unwrap_or(&[]))
    }
}

impl<T: Byte> Side<T> for Value<T> {
    #[inline(always)]
    fn block(&self, _: usize, _: &[T; BLOCK]) -> [T; BLOCK] {
        self.0
    }

    #[inline(always)]
    fn rest(&self, _: usize, _: &[T; BLOCK]) -> [T; BLOCK] {
        self.0
    }
}

impl<T: Byte> Side<T> for Place {
    #[inline(always)]
    fn block(&self, _: usize, y: &[T; BLOCK]) -> [T; BLOCK] {
        *y
    }

    #[inline(always)]
    fn rest(&self, _: usize, y: &[T; BLOCK]) -> [T; BLOCK] {
        *y
    }
}

#[inline(always)]
fn row<F: Combine, T: Byte>(f: F, a: impl Side<T>, b: impl Side<T>, y: &mut [T]) {
    let (blocks, rest) = y.as_chunks_mut::<BLOCK>();
    for i in 0..blocks.len() {
        let (a, b) = (a.block(i, &blocks[i]), b.block(i, &blocks[i]));
        blocks[i] = f.apply(&a, &b);
    }
    if !rest.is_empty() {
        let (from, before) = (blocks.len() * BLOCK, padded(rest));
        let block = f.apply(&a.rest(from, &before), &b.rest(from, &before));
        put(&block, rest);
    }
}
