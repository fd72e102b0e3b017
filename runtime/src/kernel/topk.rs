//! The largest elements of every row.

use core::cmp::Ordering;

/// Extents of a selection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TopK {
    /// Elements of a row.
    pub row: usize,
    /// How many are chosen.
    pub k: usize,
}

/// An element that can be compared; NaN counts as less than all others.
trait Ordered: Copy + PartialOrd {
    #[inline(always)]
    fn is_nan(self) -> bool {
        #[allow(clippy::eq_op)]
        let differs = self != self;
        differs
    }

    /// Whether an element comes before another; the first of equal ones does.
    #[inline(always)]
    fn precedes(self, index: usize, other: Self, other_index: usize) -> bool {
        if self.is_nan() != other.is_nan() {
            return other.is_nan();
        }
        match self.partial_cmp(&other) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Less) => false,
            _ => index < other_index,
        }
    }
}
impl Ordered for f32 {}
impl Ordered for u8 {}
impl Ordered for i8 {}
impl Ordered for i16 {}
impl Ordered for i32 {}
impl Ordered for i64 {}

/// An index as the output holds it.
trait Position: Copy {
    fn new(index: usize) -> Self;
    fn index(self) -> usize;
}
impl Position for i16 {
    #[inline(always)]
    fn new(index: usize) -> Self {
        index as i16
    }
    #[inline(always)]
    fn index(self) -> usize {
        self as usize
    }
}
impl Position for i32 {
    #[inline(always)]
    fn new(index: usize) -> Self {
        index as i32
    }
    #[inline(always)]
    fn index(self) -> usize {
        self as usize
    }
}

/// Elements chosen so far as a heap in the outputs' own memory: each comes after those below it, so that the root is the
/// first to go.
struct Heap<'a, T, P> {
    values: &'a mut [T],
    positions: &'a mut [P],
}

impl<T: Ordered, P: Position> Heap<'_, T, P> {
    #[inline(always)]
    fn get(&self, at: usize) -> Option<(T, P)> {
        Some((*self.values.get(at)?, *self.positions.get(at)?))
    }

    #[inline(always)]
    fn set(&mut self, at: usize, (value, position): (T, P)) {
        if let (Some(v), Some(p)) = (self.values.get_mut(at), self.positions.get_mut(at)) {
            (*v, *p) = (value, position);
        }
    }

    /// Puts an element in at `at` or below, within the first `len`.
    #[inline(always)]
    fn sink(&mut self, mut at: usize, len: usize, element: (T, P)) {
        let later = |a: (T, P), b: (T, P)| b.0.precedes(b.1.index(), a.0, a.1.index());
        loop {
            let mut child = 2 * at + 1;
            let Some(mut below) = self.get(child).filter(|_| child < len) else { break };
            if let Some(right) = self.get(child + 1).filter(|&right| child + 1 < len && later(right, below)) {
                (child, below) = (child + 1, right);
            }
            if !later(below, element) {
                break;
            }
            self.set(at, below);
            at = child;
        }
        self.set(at, element);
    }

    /// Chooses among `row`.
    #[inline(always)]
    fn choose(&mut self, row: &[T]) {
        let k = self.values.len();
        for (i, &value) in row.iter().take(k).enumerate() {
            self.set(i, (value, P::new(i)));
        }
        for at in (0..k / 2).rev() {
            if let Some(element) = self.get(at) {
                self.sink(at, k, element);
            }
        }
        for (i, &value) in row.iter().enumerate().skip(k) {
            if self.get(0).is_some_and(|(last, position)| value.precedes(i, last, position.index())) {
                self.sink(0, k, (value, P::new(i)));
            }
        }
    }

    /// Brings the chosen into order.
    #[inline(always)]
    fn sort(&mut self) {
        for len in (1..self.values.len()).rev() {
            if let (Some(last), Some(moved)) = (self.get(0), self.get(len)) {
                self.set(len, last);
                self.sink(0, len, moved);
            }
        }
    }
}

#[inline(always)]
fn topk<T: Ordered, P: Position>(p: &TopK, x: &[T], values: &mut [T], positions: &mut [P]) {
    let chosen = values.chunks_exact_mut(p.k.max(1)).zip(positions.chunks_exact_mut(p.k.max(1)));
    for (row, (values, positions)) in x.chunks_exact(p.row.max(1)).zip(chosen) {
        let mut heap = Heap { values, positions };
        heap.choose(row);
        heap.sort();
    }
}

macro_rules! entries {
    ($($t:ty: $narrow:ident $wide:ident;)*) => { $(
        /// The `k` largest elements of each row with their positions, the largest first.
        pub fn $narrow(p: &TopK, x: &[$t], values: &mut [$t], positions: &mut [i16]) {
            topk(p, x, values, positions);
        }
        /// The `k` largest elements of each row with their positions, the largest first.
        pub fn $wide(p: &TopK, x: &[$t], values: &mut [$t], positions: &mut [i32]) {
            topk(p, x, values, positions);
        }
    )* };
}
entries! {
    f32: topk_f32_i16 topk_f32_i32;
    u8: topk_u8_i16 topk_u8_i32;
    i8: topk_i8_i16 topk_i8_i32;
    i16: topk_i16_i16 topk_i16_i32;
    i32: topk_i32_i16 topk_i32_i32;
    i64: topk_i64_i16 topk_i64_i32;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_sorting() {
        let mut seed = 1u32;
        for (row, k) in [(1, 1), (7, 3), (16, 16), (33, 32), (50, 1)] {
            let x: [i8; 50] = core::array::from_fn(|_| {
                seed = seed.wrapping_mul(1664525).wrapping_add(1013904223);
                (seed >> 28) as i8 - 8
            });
            let mut order: [usize; 50] = core::array::from_fn(|i| i);
            order[..row].sort_by_key(|&i| (-x[i], i));
            let (mut values, mut positions) = ([0; 50], [0; 50]);
            topk_i8_i32(&TopK { row, k }, &x[..row], &mut values[..k], &mut positions[..k]);
            assert!((0..k).all(|i| positions[i] as usize == order[i] && values[i] == x[order[i]]), "{k} of {row}");
        }
    }

    #[test]
    fn nan_comes_last() {
        let (mut values, mut positions) = ([0.0; 4], [0; 4]);
        let x = [f32::NAN, -1.0, f32::NAN, f32::INFINITY];
        topk_f32_i16(&TopK { row: 4, k: 4 }, &x, &mut values, &mut positions);
        assert_eq!(positions, [3, 1, 0, 2]);
    }
}
