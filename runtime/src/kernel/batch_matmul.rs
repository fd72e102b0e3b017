//! BATCH_MATMUL: products of matrices. `kernels/internal/reference/batch_matmul.h`.

use super::elementwise::walk;
use super::hybrid::quantize_row;
use super::numbers::{channel, dot_8, dot_16x8, product_8};
use super::{BroadcastDim, Clamp, List, Multiplier, dot_f32, row};

/// Extents of matrices, and where they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BatchMatMul<'a> {
    /// Which matrices are multiplied, as steps in elements.
    pub batches: List<'a, BroadcastDim>,
    /// Rows of the left matrices.
    pub rows: usize,
    /// Columns of the right matrices.
    pub columns: usize,
    /// Columns of the left matrices, rows of the right ones.
    pub depth: usize,
    /// Whether the left matrices lie in memory column by column.
    pub left_by_columns: bool,
    /// Whether the right matrices lie in memory column by column.
    pub right_by_columns: bool,
}

impl BatchMatMul<'_> {
    /// Calls `f` with each left row (copied to `gathered` where it does not lie in one piece), the right matrix, and the row
    /// of the result.
    #[inline(always)]
    fn run<L: Copy, R, Y>(
        &self,
        left: &[L],
        right: &[R],
        y: &mut [Y],
        gathered: &mut [L],
        mut f: impl FnMut(&[L], &[R], &mut [Y], bool),
    ) {
        let matrix = self.depth.wrapping_mul(self.columns);
        let mut rows = y.chunks_exact_mut(self.columns.max(1));
        walk(self.batches.0, 0, 0, &mut |l, r| {
            let left = left.get(l..).unwrap_or_default();
            let right = row(right, r, matrix);
            crate::vectorized(|| {
                for (i, y) in rows.by_ref().take(self.rows).enumerate() {
                    if self.left_by_columns {
                        let column = left.iter().skip(i).step_by(self.rows.max(1));
                        gathered.iter_mut().zip(column).for_each(|(to, from)| *to = *from);
                        f(gathered, right, y, i == 0);
                    } else {
                        f(row(left, i.wrapping_mul(self.depth), self.depth), right, y, i == 0);
                    }
                }
            });
        });
    }

    /// The dot products of `x` with each column, or what `add` makes of the sums so far, an element of `x` and a row.
    #[inline(always)]
    fn products<L: Copy, R, A: Copy + Default>(
        &self,
        x: &[L],
        right: &[R],
        sums: &mut [A],
        dot: impl Fn(&[L], &[R]) -> A,
        add: impl Fn(A, L, &R) -> A,
    ) {
        if self.right_by_columns && self.depth > 0 {
            let columns = right.chunks_exact(self.depth.max(1));
            sums.iter_mut().zip(columns).for_each(|(sum, column)| *sum = dot(x, column));
        } else {
            sums.fill(A::default());
            let columns = self.columns.max(1);
            let (blocks, rest) = x.as_chunks::<4>();
            let whole = blocks.len() * 4 * columns;
            // Four rows while the sums are at hand.
            for (&[a, b, c, d], rows) in blocks.iter().zip(right.chunks_exact(4 * columns)) {
                let [wa, wb, wc, wd] = [0, 1, 2, 3].map(|i| row(rows, i * columns, columns));
                for ((((sum, wa), wb), wc), wd) in sums.iter_mut().zip(wa).zip(wb).zip(wc).zip(wd) {
                    *sum = add(add(add(add(*sum, a, wa), b, wb), c, wc), d, wd);
                }
            }
            for (&x, row) in rest.iter().zip(right.get(whole..).unwrap_or(&[]).chunks_exact(columns)) {
                sums.iter_mut().zip(row).for_each(|(sum, w)| *sum = add(*sum, x, w));
            }
        }
    }
}

/// Of floats. `gathered` has room for a left row if those lie by columns.
pub fn batch_matmul_f32(p: &BatchMatMul<'_>, left: &[f32], right: &[f32], y: &mut [f32], gathered: &mut [f32]) {
    p.run(left, right, y, gathered, |x, right, y, _| {
        p.products(x, right, y, dot_f32, |sum, x, w| sum + x * w);
    });
}

/// Quantization of matrices.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BatchMatMulQuant {
    /// Added to each left element: the negated zero point.
    pub left_offset: i16,
    /// Added to each right element: the negated zero point.
    pub right_offset: i16,
    /// From a sum to an output.
    pub factor: Multiplier,
    /// Added to each output: the zero point.
    pub output_offset: i32,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

impl BatchMatMulQuant {
    #[inline(always)]
    fn output(&self, scaled: i32) -> i32 {
        self.clamp.apply(scaled.wrapping_add(self.output_offset))
    }
}

macro_rules! quantized {
    ($($name:ident $l:ident, $r:ident => $y:ident, $sum:ident $dot:expr, $product:expr, $scale:expr;)*) => { $(
        /// Of integers. `gathered` has room for a left row if those lie by columns, `sums` for a row of the result.
        pub fn $name(
            p: &BatchMatMul<'_>,
            q: &BatchMatMulQuant,
            left: &[$l],
            right: &[$r],
            y: &mut [$y],
            gathered: &mut [$l],
            sums: &mut [$sum],
        ) {
            let dot: fn(&BatchMatMulQuant, &[$l], &[$r]) -> $sum = $dot;
            let product: fn(&BatchMatMulQuant, $l, $r) -> $sum = $product;
            let scale: fn(&BatchMatMulQuant, $sum) -> i32 = $scale;
            p.run(left, right, y, gathered, |x, right, y, _| {
                p.products(x, right, sums, |x, w| dot(q, x, w), |sum, x, w| sum.wrapping_add(product(q, x, *w)));
                y.iter_mut().zip(&*sums).for_each(|(y, &sum)| *y = q.output(scale(q, sum)) as $y);
            });
        }
    )* };
}
quantized! {
    batch_matmul_i8 i8, i8 => i8, i32
        |q, x, w| dot_8(x, w, q.left_offset, q.right_offset),
        |q, x, w| product_8(x, w, q.left_offset, q.right_offset),
        |q, sum| q.factor.apply(sum);
    batch_matmul_i16 i16, i16 => i16, i64
        |_, x, w| x.iter().zip(w).map(|(&x, &w)| (x as i32 * w as i32) as i64).fold(0, i64::wrapping_add),
        |_, x, w| (x as i32 * w as i32) as i64,
        |q, sum| q.factor.apply_i64(sum);
    batch_matmul_i16_i8 i16, i8 => i16, i64
        |_, x, w| dot_16x8(x, w, 0),
        |_, x, w| (x as i32 * w as i32) as i64,
        |q, sum| q.factor.apply_i64(sum);
}

/// Sums of products of int8, whose zero points do not matter here.
pub fn batch_matmul_i8_i32(p: &BatchMatMul<'_>, left: &[i8], right: &[i8], y: &mut [i32], gathered: &mut [i8]) {
    p.run(left, right, y, gathered, |x, right, y, _| {
        let add = |sum: i32, x, w: &i8| sum.wrapping_add(product_8(x, *w, 0, 0));
        p.products(x, right, y, |x, w| dot_8(x, w, 0, 0), add);
    });
}

/// Of floats times int8. `scale` has one for each column, or one for all. `quantized` has room for a left row, `sums` for a row
/// of the result, `column_sums` too if left rows are quantized with a zero point.
#[allow(clippy::too_many_arguments)]
pub fn batch_matmul_hybrid(
    p: &BatchMatMul<'_>,
    asymmetric: bool,
    left: &[f32],
    right: &[i8],
    scale: &[f32],
    y: &mut [f32],
    gathered: &mut [f32],
    quantized: &mut [i8],
    sums: &mut [i32],
    column_sums: &mut [i32],
) {
    let dot = |x: &[i8], w: &[i8]| dot_8(x, w, 0, 0);
    let add = |sum: i32, x, w: &i8| sum.wrapping_add(product_8(x, *w, 0, 0));
    p.run(left, right, y, gathered, |x, right, y, first| {
        if first && asymmetric {
            quantized.fill(1);
            p.products(quantized, right, column_sums, dot, add);
        }
        let quant = quantize_row(asymmetric, x, quantized);
        p.products(quantized, right, sums, dot, add);
        for (i, (y, &sum)) in y.iter_mut().zip(&*sums).enumerate() {
            // In floats and back, as TFLite subtracts it.
            let zero = column_sums.get(i).copied().unwrap_or(0) as f32 * -quant.offset as f32;
            let sum = (sum as f32 - zero) as i32;
            *y = quant.scale * channel(scale, i) * sum as f32;
        }
    });
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    /// Two left matrices `[2, 3]` times one right matrix `[3, 2]`.
    const BATCHES: [BroadcastDim; 1] = [BroadcastDim { count: 2, lhs: 6, rhs: 0 }];
    const P: BatchMatMul<'_> = BatchMatMul {
        batches: List(&BATCHES),
        rows: 2,
        columns: 2,
        depth: 3,
        left_by_columns: false,
        right_by_columns: false,
    };
    const LEFT: [f32; 12] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 0.0, 1.0, 0.0, -1.0, 0.0, 2.0];
    const RIGHT: [f32; 6] = [1.0, 10.0, 2.0, 20.0, 3.0, 30.0];
    const EXPECTED: [f32; 8] = [14.0, 140.0, 32.0, 320.0, 2.0, 20.0, 5.0, 50.0];

    #[test]
    fn layouts_agree() {
        let transpose = |x: &[f32], rows: usize, columns: usize| -> Vec<f32> {
            let matrix = |m: &[f32]| (0..rows * columns).map(|i| m[i % rows * columns + i / rows]).collect::<Vec<_>>();
            x.chunks(rows * columns).flat_map(matrix).collect()
        };
        for (left_by_columns, right_by_columns) in [(false, false), (false, true), (true, false), (true, true)] {
            let left = if left_by_columns { transpose(&LEFT, 2, 3) } else { LEFT.to_vec() };
            let right = if right_by_columns { transpose(&RIGHT, 3, 2) } else { RIGHT.to_vec() };
            let (mut y, mut gathered) = ([0.0; 8], [0.0; 3]);
            let p = BatchMatMul { left_by_columns, right_by_columns, ..P };
            batch_matmul_f32(&p, &left, &right, &mut y, &mut gathered);
            assert_eq!(y, EXPECTED);
        }
    }

    #[test]
    fn zero_points_are_taken_off() {
        let one = Multiplier { multiplier: 1 << 30, shift: 1 };
        let clamp = Clamp { min: -128, max: 127 };
        let q = BatchMatMulQuant { left_offset: -1, right_offset: 2, factor: one, output_offset: 3, clamp };
        let p = BatchMatMul { batches: List(&[]), rows: 1, columns: 1, depth: 2, ..P };
        let mut y = [0];
        batch_matmul_i8(&p, &q, &[2, 3], &[4, 5], &mut y, &mut [], &mut [0]);
        assert_eq!(y, [6 + 14 + 3]);
    }

    #[test]
    fn quantized_rows_are_close() {
        for asymmetric in [false, true] {
            let right = RIGHT.map(|x| x as i8);
            let (mut y, mut quantized, mut sums, mut column_sums) = ([0.0; 8], [0; 3], [0; 2], [0; 2]);
            batch_matmul_hybrid(
                &P,
                asymmetric,
                &LEFT,
                &right,
                &[0.5],
                &mut y,
                &mut [],
                &mut quantized,
                &mut sums,
                &mut column_sums,
            );
            assert!(y.iter().zip(EXPECTED).all(|(y, e)| (y - e / 2.0).abs() < 2.0), "{y:?}");
        }
    }
}
