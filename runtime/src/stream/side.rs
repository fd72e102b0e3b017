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

    /// Those for the outputs from `at` on, which replace what `y` holds; zeros beyond the end, for which there is room. They stay
    /// where they are otherwise: what copies of a block are made of is not what vectors read at once.
    #[inline(always)]
    fn block<'b>(&'b self, at: usize, y: &'b [T], room: &'b mut [T; BLOCK]) -> &'b [T; BLOCK] {
        let x = match self {
            Side::Row(x) => x,
            Side::Value(values) => return values,
            Side::Place => y,
        };
        if let Some(block) = at_once(x, at) {
            return block;
        }
        *room = padded(x.get(at..).unwrap_or(&[]));
        room
    }
}

/// A whole block, in few instructions.
#[inline(always)]
fn at_once<T>(x: &[T], at: usize) -> Option<&[T; BLOCK]> {
    x.get(at..at.wrapping_add(BLOCK)).and_then(|x| x.first_chunk())
}

/// A row of outputs in blocks. The last one may overlap the one before it, so it is computed first, while its inputs are there.
///
/// The function is written into one place of the loop: it may be long.
#[inline(always)]
pub(super) fn row<I: Stream, F: Combine<T>, T: Copy + Default>(isa: I, f: &F, [a, b]: [Side<'_, T>; 2], y: &mut [T]) {
    let last = y.len().saturating_sub(BLOCK);
    let [mut end, mut room_a, mut room_b] = [[T::default(); BLOCK]; 3];
    for i in 0..=last.div_ceil(BLOCK) {
        let at = if i == 0 { last } else { (i - 1) * BLOCK };
        let result = f.apply(isa, a.block(at, y, &mut room_a), b.block(at, y, &mut room_b));
        match y.get_mut(at..at.wrapping_add(BLOCK)).and_then(|y| y.first_chunk_mut()) {
            Some(y) if i > 0 => *y = result,
            _ => end = result,
        }
    }
    put(&end, y.get_mut(last..).unwrap_or(&mut []));
}
