//! Rows of few elements, which are put together to long ones.

use super::binary::Combine;
use super::side::{Side, row};
use crate::isa::{Stream, Task};
use crate::kernel::copy_row;

/// Elements that are put together at a time.
pub(super) const LONG: usize = 1024;

/// Rows of one side.
#[derive(Clone, Copy)]
pub(super) struct Short<'a, T> {
    x: &'a [T],
    /// From a row to the next.
    step: usize,
    count: usize,
    lie: Lie,
}

/// How rows lie.
#[derive(Clone, Copy)]
enum Lie {
    /// Where the outputs are.
    Place,
    /// One after another.
    Rows,
    /// One row for all.
    Same,
    /// One element for each row.
    Column,
    /// Other distances.
    Apart,
    /// One element for all.
    Value,
}

impl<'a, T: Copy + Default> Short<'a, T> {
    /// Of rows of `count` elements in steps of `inner`, `step` apart.
    #[inline(always)]
    pub(super) fn of(x: Option<&'a [T]>, step: usize, inner: usize, count: usize) -> Self {
        let lie = match (inner, step) {
            _ if x.is_none() => Lie::Place,
            (0, 0) => Lie::Value,
            (0, _) => Lie::Column,
            (_, 0) => Lie::Same,
            (_, step) if step == count => Lie::Rows,
            _ => Lie::Apart,
        };
        Short { x: x.unwrap_or(&[]), step, count, lie }
    }

    /// Whether rows are one without each being copied.
    #[inline(always)]
    pub(super) fn is_free(&self) -> bool {
        !matches!(self.lie, Lie::Column | Lie::Apart)
    }

    /// Lays what all rows share.
    #[inline(always)]
    fn prepare(&self, long: &mut [T]) {
        if let (Lie::Same, Some(once)) = (self.lie, self.x.get(..self.count)) {
            repeat(once, long);
        }
    }

    /// The rows from one on as one row, which is put together in `long` if it is nowhere.
    #[inline(always)]
    fn from<'b>(&self, first: usize, long: &'b mut [T]) -> Side<'b, T>
    where
        'a: 'b,
    {
        let x = self.x.get(first.wrapping_mul(self.step)..).unwrap_or(&[]);
        match self.lie {
            Lie::Place => return Side::Place,
            Lie::Value => return Side::of(Some(x), 0, 0),
            Lie::Rows => return Side::Row(x),
            Lie::Same => (),
            Lie::Column => spread(x, self.step, self.count, long),
            Lie::Apart => {
                for (place, x) in long.chunks_exact_mut(self.count).zip(x.chunks(self.step.max(1))) {
                    copy_row(x.get(..self.count).unwrap_or(&[]), place);
                }
            }
        }
        Side::Row(long)
    }
}

/// So many rows of outputs, as many at a time as are put together.
pub(super) struct Together<'a, I, F, T> {
    pub(super) isa: I,
    pub(super) f: F,
    pub(super) sides: [Short<'a, T>; 2],
    pub(super) count: usize,
    /// Room for rows of both sides.
    pub(super) long: &'a mut [[T; LONG]; 2],
    pub(super) y: &'a mut [T],
}

impl<I: Stream, F: Combine<T>, T: Copy + Default> Task for Together<'_, I, F, T> {
    #[inline(always)]
    fn run(self) {
        let Together { isa, f, sides: [a, b], count, long: [long_a, long_b], y } = self;
        let rows = (LONG / a.count.max(1)).clamp(1, count.max(1));
        let len = rows * a.count;
        let (long_a, long_b) = (long_a.get_mut(..len).unwrap_or(&mut []), long_b.get_mut(..len).unwrap_or(&mut []));
        a.prepare(long_a);
        b.prepare(long_b);
        for (i, y) in y.chunks_mut(len.max(1)).enumerate() {
            row(isa, &f, [a.from(i * rows, long_a), b.from(i * rows, long_b)], y);
        }
    }
}

/// A row again and again, up to the end.
#[inline(always)]
fn repeat<T: Copy>(once: &[T], long: &mut [T]) {
    match *once {
        [a] => long.fill(a),
        [a, b] => long.as_chunks_mut::<2>().0.fill([a, b]),
        [a, b, c, d] => long.as_chunks_mut::<4>().0.fill([a, b, c, d]),
        _ => long.chunks_exact_mut(once.len().max(1)).for_each(|place| copy_row(once, place)),
    }
}

/// Each element so many times.
#[inline(always)]
fn spread<T: Copy>(x: &[T], step: usize, count: usize, long: &mut [T]) {
    match (step, count) {
        (1, 2) => by::<T, 2>(x, long),
        (1, 3) => by::<T, 3>(x, long),
        (1, 4) => by::<T, 4>(x, long),
        _ => {
            let values = x.iter().step_by(step.max(1));
            long.chunks_exact_mut(count.max(1)).zip(values).for_each(|(place, x)| place.fill(*x));
        }
    }
}

/// Each element `N` times, which is a shuffle.
#[inline(always)]
fn by<T: Copy, const N: usize>(x: &[T], long: &mut [T]) {
    let places = long.as_chunks_mut::<N>().0;
    for i in 0..places.len().min(x.len()) {
        places[i] = [x[i]; N];
    }
}
