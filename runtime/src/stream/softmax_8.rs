//! Softmax of bytes: some rows at a time, whose sums have their reciprocals together.

use crate::isa::{Stream, Task, dispatch};
use crate::kernel::{Integer, one_over_one_plus, softmax_i8, softmax_u8};

/// Integer bits of the sum of exponentials.
const SUM_BITS: u32 = 12;
/// Exponentials that are at hand at a time, and the most rows that they are of.
const AT_HAND: usize = 1024;
const ROWS: usize = 16;

dispatch! {
    /// Rows of `depth`; `table[d]` is `exp(-d · scale · beta)` with 31 fractional bits.
    pub fn stream_softmax_i8(depth: usize, table: &[i32; 256], x: &[i8], y: &mut [i8]) = signed
}

dispatch! {
    /// Rows of `depth`; `table[d]` is `exp(-d · scale · beta)` with 31 fractional bits.
    pub fn stream_softmax_u8(depth: usize, table: &[i32; 256], x: &[u8], y: &mut [u8]) = unsigned
}

#[inline(always)]
pub(super) fn signed<I: Stream>(isa: I, depth: usize, table: &[i32; 256], x: &[i8], y: &mut [i8]) {
    if depth > AT_HAND {
        return softmax_i8(depth, table, x, y);
    }
    isa.vectorize(Softmax { depth, table, least: -128, x, y });
}

#[inline(always)]
fn unsigned<I: Stream>(isa: I, depth: usize, table: &[i32; 256], x: &[u8], y: &mut [u8]) {
    if depth > AT_HAND {
        return softmax_u8(depth, table, x, y);
    }
    isa.vectorize(Softmax { depth, table, least: 0, x, y });
}

struct Softmax<'a, T> {
    depth: usize,
    table: &'a [i32; 256],
    least: i32,
    x: &'a [T],
    y: &'a mut [T],
}

impl<T: Integer + Ord> Task for Softmax<'_, T> {
    #[inline(always)]
    fn run(self) {
        let Softmax { depth, table, least, x, y } = self;
        let (depth, mut at_hand) = (depth.max(1), [0u32; AT_HAND]);
        let block = (AT_HAND / depth).clamp(1, ROWS) * depth;
        for (x, y) in x.chunks(block).zip(y.chunks_mut(block)) {
            let mut sums = [1; ROWS];
            for ((row, exps), sum) in x.chunks_exact(depth).zip(at_hand.chunks_exact_mut(depth)).zip(&mut sums) {
                *sum = exponentials(table, row, exps);
            }
            let (scales, shifts) = reciprocals(&sums);
            let rows = at_hand.chunks_exact(depth).zip(y.chunks_exact_mut(depth));
            for ((exps, row), (scale, shift)) in rows.zip(scales.into_iter().zip(shifts)) {
                shares(exps, scale, shift, least, row);
            }
        }
    }
}

/// Exponentials of the differences to the row's maximum, and their sum.
#[inline(always)]
fn exponentials<T: Integer + Ord>(table: &[i32; 256], x: &[T], exps: &mut [u32]) -> u32 {
    let Some(&first) = x.first() else { return 1 };
    let (max, mut sum) = (x.iter().fold(first, |max, x| max.max(*x)).widen(), 0u32);
    for (exp, x) in exps.iter_mut().zip(x) {
        *exp = table[(max - x.widen()) as u8 as usize] as u32;
        // Halves up: nothing is negative.
        sum = sum.wrapping_add((*exp + (1 << (SUM_BITS - 1))) >> SUM_BITS);
    }
    sum
}

/// What exponentials are multiplied with, and shifted to the right after that, to be shares of 256: `GetReciprocal`.
#[inline(always)]
fn reciprocals(sums: &[u32; ROWS]) -> ([u64; ROWS], [u32; ROWS]) {
    let (mut normal, mut scales, mut shifts) = ([0; ROWS], [0; ROWS], [0; ROWS]);
    for i in 0..ROWS {
        let headroom = sums[i].leading_zeros();
        normal[i] = sums[i].wrapping_shl(headroom).wrapping_sub(1 << 31) as i32;
        shifts[i] = SUM_BITS + 31 - 8 - headroom.min(SUM_BITS);
    }
    for i in 0..ROWS {
        scales[i] = one_over_one_plus(normal[i]) as u64;
    }
    (scales, shifts)
}

/// Shares of a row, rounded twice, halves up.
#[inline(always)]
fn shares<T: Integer>(exps: &[u32], scale: u64, shift: u32, least: i32, y: &mut [T]) {
    // TFLite gives up beyond 31 bits: more than 512 equal maxima in a row.
    let half = if shift > 31 { 0 } else { 1u64 << (shift - 1) };
    let shift = if shift > 31 { 32 } else { shift };
    for (y, exp) in y.iter_mut().zip(exps) {
        let high = (scale * u64::from(*exp) + (1 << 30)) >> 31;
        let share = ((high + half) >> shift) as u32;
        *y = T::narrow(share.min(255) as i32 + least);
    }
}
