//! Where the elements of a side of an operator come from, and the loop over a row of outputs.

use super::binary::Combine;
use super::{padded, put};
use crate::isa::{BLOCK, Stream};

/// Elements of one side.
pub(super) enum Side<'a, T> {
    /// In a row.
    Row(&'a [T]),
    /// One for all.
    Value([T; BLOCK]),
    /// Those that the outputs replace.
    Place,
}

impl<'a, T: Copy + Default> Side<'a, T> {
    /// From an element on, in steps of 1 or 0; the outputs' own without any.
    #[inline(always)]
    pub(super) fn of(x: Option<&'a [T]>, start: usize, step: usize) -> Self {
        match x {
            None => Side::Place,
            Some(x) if step == 0 => Side::Value([x.get(start).copied().unwrap_or_default(); BLOCK]),
            Some(x) => Side::Row(x.get(start..).unwrap_or(&[])),
        }
    }

    /// Those for the outputs from `at` on, of which `y` is what is there; zeros beyond the end.
    #[inline(always)]
    fn block(&self, at: usize, y: &[T; BLOCK]) -> [T; BLOCK] {
        match self {
            Side::Row(x) => block(x, at),
            Side::Value(values) => *values,
            Side::Place => *y,
        }
    }
}

#[inline(always)]
fn block<T: Copy + Default>(x: &[T], at: usize) -> [T; BLOCK] {
    let x = x.get(at..).unwrap_or(&[]);
    x.first_chunk().copied().unwrap_or_else(|| padded(x))
}

/// A row of outputs in blocks. The last one may overlap the one before it, so it is computed first, while its inputs are there.
///
/// The function is written into one place of the loop: it may be long.
#[inline(always)]
pub(super) fn row<I: Stream, F: Combine<T>, T: Copy + Default>(isa: I, f: &F, [a, b]: [Side<'_, T>; 2], y: &mut [T]) {
    let (last, mut end) = (y.len().saturating_sub(BLOCK), [T::default(); BLOCK]);
    for i in 0..=last.div_ceil(BLOCK) {
        let at = if i == 0 { last } else { (i - 1) * BLOCK };
        let before = block(y, at);
        let result = f.apply(isa, &a.block(at, &before), &b.block(at, &before));
        match y.get_mut(at..).and_then(|y| y.first_chunk_mut()) {
            Some(y) if i > 0 => *y = result,
            _ => end = result,
        }
    }
    put(&end, y.get_mut(last..).unwrap_or(&mut []));
}
