//! Reductions over any dimensions: MEAN, SUM, REDUCE_MAX, REDUCE_MIN, REDUCE_PROD, REDUCE_ANY, REDUCE_ALL.
//! `kernels/internal/reference/reduce.h`; SUM of quantized elements follows `kernels/internal/optimized/reduce.h`.
//!
//! The compiler merges neighbouring dimensions, so that the innermost one is a contiguous run: either of elements of one
//! output, or of outputs that are gathered together. Elements of an output are visited in their order in the input.

use super::{Clamp, F32, Integer, List, Multiplier, row, row_mut};

/// One dimension that is looped over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReduceDim {
    /// Extent.
    pub count: usize,
    /// Step in the input.
    pub stride: usize,
}

/// Which elements make an output.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reduce<'a> {
    /// Dimensions of the output before the innermost, outermost first.
    pub kept: List<'a, ReduceDim>,
    /// Dimensions that are reduced, but for the innermost.
    pub reduced: List<'a, ReduceDim>,
    /// Extent of the innermost dimension.
    pub inner: usize,
    /// Whether it is reduced.
    pub inner_reduced: bool,
}

/// The offset of each index of `dims`. Loops over it are compiled where they stand, for the instructions that are there; a function
/// that is called back would be shared by all levels.
#[inline(always)]
fn offsets(dims: &[ReduceDim], at: usize) -> impl Iterator<Item = usize> {
    (0..dims.iter().map(|dim| dim.count).product()).map(move |i| {
        let (mut place, mut rest) = (at, i);
        for (axis, dim) in dims.iter().enumerate().rev() {
            // What is left at the outermost dimension is its index.
            let index = if axis == 0 { rest } else { rest.checked_rem(dim.count).unwrap_or(0) };
            place += index * dim.stride;
            rest = if axis == 0 { 0 } else { rest.checked_div(dim.count).unwrap_or(0) };
        }
        place
    })
}

/// `y = finish(fold(… fold(init, x0) …, xn))`.
#[inline(always)]
fn reduce<T: Copy, A: Copy, U>(
    p: &Reduce<'_>,
    x: &[T],
    y: &mut [U],
    init: A,
    fold: impl Fn(A, T) -> A + Copy,
    finish: impl Fn(A) -> U + Copy,
) {
    if p.inner_reduced {
        rows(p, x, y, init, |acc, row| row.iter().fold(acc, |acc, &x| fold(acc, x)), finish);
    } else {
        columns(p, x, y, init, fold, finish);
    }
}

/// As [`reduce`], for an operation on floats whose order does not matter much: eight at a time.
#[inline(always)]
fn reduce_f32(
    p: &Reduce<'_>,
    x: &[f32],
    y: &mut [f32],
    init: f32,
    fold: impl Fn(f32, f32) -> f32 + Copy,
    finish: impl Fn(f32) -> f32 + Copy,
) {
    if p.inner_reduced {
        let row = |mut lanes: [f32; 8], row: &[f32]| {
            let (blocks, rest) = row.as_chunks::<8>();
            for block in blocks {
                lanes.iter_mut().zip(block).for_each(|(lane, &x)| *lane = fold(*lane, x));
            }
            lanes.iter_mut().zip(rest).for_each(|(lane, &x)| *lane = fold(*lane, x));
            lanes
        };
        rows(p, x, y, [init; 8], row, |lanes| finish(lanes.into_iter().fold(init, fold)));
    } else {
        columns(p, x, y, init, fold, finish);
    }
}

/// Runs of elements of one output.
#[inline(always)]
fn rows<T, A: Copy, U>(
    p: &Reduce<'_>,
    x: &[T],
    y: &mut [U],
    init: A,
    fold: impl Fn(A, &[T]) -> A,
    finish: impl Fn(A) -> U,
) {
    for (base, y) in offsets(p.kept.0, 0).zip(y) {
        let mut acc = init;
        for at in offsets(p.reduced.0, base) {
            acc = fold(acc, row(x, at, p.inner));
        }
        *y = finish(acc);
    }
}

/// Runs of outputs, by thirty-two, by eight, by one.
#[inline(always)]
fn columns<T: Copy, A: Copy, U>(
    p: &Reduce<'_>,
    x: &[T],
    y: &mut [U],
    init: A,
    fold: impl Fn(A, T) -> A + Copy,
    finish: impl Fn(A) -> U + Copy,
) {
    let mut done = 0;
    for base in offsets(p.kept.0, 0) {
        let (blocks, rest) = row_mut(y, done, p.inner).as_chunks_mut::<32>();
        let at = gather(p, x, base, blocks, init, fold, finish);
        let (blocks, rest) = rest.as_chunks_mut::<8>();
        let at = gather(p, x, at, blocks, init, fold, finish);
        gather(p, x, at, rest.as_chunks_mut::<1>().0, init, fold, finish);
        done += p.inner;
    }
}

/// Blocks of `N` outputs, the first of which starts at `at`; gives where the next would start.
#[inline(always)]
fn gather<T: Copy, A: Copy, U, const N: usize>(
    p: &Reduce<'_>,
    x: &[T],
    mut at: usize,
    blocks: &mut [[U; N]],
    init: A,
    fold: impl Fn(A, T) -> A,
    finish: impl Fn(A) -> U,
) -> usize {
    let (outer, dim) = match p.reduced.0.split_last() {
        Some((dim, outer)) => (outer, *dim),
        None => (&[][..], ReduceDim { count: 1, stride: 0 }),
    };
    for block in blocks {
        let mut gathered = [init; N];
        for at in offsets(outer, at) {
            if dim.count > 0 {
                let mut places = row(x, at, (dim.count - 1) * dim.stride + N);
                while let Some(values) = places.first_chunk::<N>() {
                    for i in 0..N {
                        gathered[i] = fold(gathered[i], values[i]);
                    }
                    places = places.get(dim.stride.max(1)..).unwrap_or(&[]);
                }
            }
        }
        block.iter_mut().zip(gathered).for_each(|(y, acc)| *y = finish(acc));
        at += N;
    }
    at
}

/// How a sum of quantized elements becomes an output in fixed point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SumFixed {
    /// Added to the sum: the negated zero point times the number of elements.
    pub offset: i32,
    /// Scale, divided by the number of elements for a mean.
    pub scale: Multiplier,
    /// Added to the output.
    pub zero_point: i32,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

/// How a sum of quantized elements becomes an output in floating point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SumReal {
    /// Factor of the sum.
    pub scale: F32,
    /// Added to it, before rounding.
    pub offset: F32,
    /// Added to the output.
    pub zero_point: i32,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

/// Means of quantized elements, and TFLite Micro's sums.
#[inline(always)]
pub(crate) fn sum_fixed<T: Integer>(p: &Reduce<'_>, sum: &SumFixed, x: &[T], y: &mut [T]) {
    let finish = |acc: i32| {
        let scaled = sum.scale.apply(acc.wrapping_add(sum.offset));
        T::narrow(sum.clamp.apply(scaled.wrapping_add(sum.zero_point)))
    };
    reduce(p, x, y, 0i32, |acc, x: T| acc.wrapping_add(x.widen()), finish);
}

macro_rules! quantized {
    ($($fixed:ident $real:ident $t:ident;)*) => { $(
        /// Means of quantized elements, and TFLite Micro's sums.
        pub fn $fixed(p: &Reduce<'_>, sum: &SumFixed, x: &[$t], y: &mut [$t]) {
            sum_fixed(p, sum, x, y);
        }

        /// Sums of quantized elements.
        pub fn $real(p: &Reduce<'_>, sum: &SumReal, x: &[$t], y: &mut [$t]) {
            let finish = |acc: i32| {
                let scaled = libm::roundf(acc as f32 * sum.scale.0 + sum.offset.0) as i32;
                $t::narrow(sum.clamp.apply(scaled.wrapping_add(sum.zero_point)))
            };
            reduce(p, x, y, 0i32, |acc, x| acc.wrapping_add(x.widen()), finish);
        }
    )* };
}
quantized! {
    sum_fixed_i8 sum_real_i8 i8;
    sum_fixed_u8 sum_real_u8 u8;
    sum_fixed_i16 sum_real_i16 i16;
}

macro_rules! sums {
    ($($sum:ident $mean:ident $t:ident $acc:ident;)*) => { $(
        /// Sums, wrapping.
        pub fn $sum(p: &Reduce<'_>, x: &[$t], y: &mut [$t]) {
            reduce(p, x, y, 0 as $t, $t::wrapping_add, |sum| sum);
        }

        /// Means of `count` elements, rounded towards zero; 0 for none.
        pub fn $mean(p: &Reduce<'_>, count: $acc, x: &[$t], y: &mut [$t]) {
            let finish = |sum: $acc| sum.checked_div(count).unwrap_or(0) as $t;
            reduce(p, x, y, 0 as $acc, |sum, x| sum.wrapping_add(x as $acc), finish);
        }
    )* };
}
sums! {
    sum_i32 mean_i32 i32 i64;
    sum_i64 mean_i64 i64 i64;
}

/// Sums.
pub fn sum_f32(p: &Reduce<'_>, x: &[f32], y: &mut [f32]) {
    reduce_f32(p, x, y, 0.0, |sum, x| sum + x, |sum| sum);
}

/// Means of `count` elements; NaN for none.
pub fn mean_f32(p: &Reduce<'_>, count: F32, x: &[f32], y: &mut [f32]) {
    mean(p, count, x, y);
}

/// Means of `count` elements; NaN for none.
#[inline(always)]
pub(crate) fn mean(p: &Reduce<'_>, count: F32, x: &[f32], y: &mut [f32]) {
    reduce_f32(p, x, y, 0.0, |sum, x| sum + x, |sum| sum / count.0);
}

macro_rules! ordered {
    ($($max:ident $min:ident $prod:ident $t:ident;)*) => { $(
        /// Maxima; the least value for none.
        pub fn $max(p: &Reduce<'_>, x: &[$t], y: &mut [$t]) {
            reduce(p, x, y, $t::MIN, |max: $t, x| max.max(x), |max| max);
        }

        /// Minima; the greatest value for none.
        pub fn $min(p: &Reduce<'_>, x: &[$t], y: &mut [$t]) {
            reduce(p, x, y, $t::MAX, |min: $t, x| min.min(x), |min| min);
        }

        /// Products, wrapping; 1 for none.
        pub fn $prod(p: &Reduce<'_>, x: &[$t], y: &mut [$t]) {
            reduce(p, x, y, 1 as $t, $t::wrapping_mul, |product| product);
        }
    )* };
}
ordered! {
    reduce_max_i8 reduce_min_i8 reduce_prod_i8 i8;
    reduce_max_u8 reduce_min_u8 reduce_prod_u8 u8;
    reduce_max_i16 reduce_min_i16 reduce_prod_i16 i16;
    reduce_max_i32 reduce_min_i32 reduce_prod_i32 i32;
    reduce_max_i64 reduce_min_i64 reduce_prod_i64 i64;
}

/// Maxima. NaN counts as least, but for a first element when all dimensions are reduced (`from_first`): TFLite starts from it.
pub fn reduce_max_f32(p: &Reduce<'_>, from_first: bool, x: &[f32], y: &mut [f32]) {
    let init = x.first().copied().filter(|_| from_first).unwrap_or(f32::MIN);
    reduce_f32(p, x, y, init, |max, x| if x > max { x } else { max }, |max| max);
}

/// Minima. NaN counts as greatest, but for a first element when all dimensions are reduced (`from_first`).
pub fn reduce_min_f32(p: &Reduce<'_>, from_first: bool, x: &[f32], y: &mut [f32]) {
    let init = x.first().copied().filter(|_| from_first).unwrap_or(f32::MAX);
    reduce_f32(p, x, y, init, |min, x| if x < min { x } else { min }, |min| min);
}

/// Products, in order: another one might run out of range on the way.
pub fn reduce_prod_f32(p: &Reduce<'_>, x: &[f32], y: &mut [f32]) {
    reduce(p, x, y, 1.0, |product, x| product * x, |product| product);
}

/// Quantization of a product: every multiplication but the first is scaled, so that the product stays in range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProdFixed {
    /// Added to each element: the negated zero point.
    pub input_offset: i32,
    /// Scale of a step.
    pub scale: Multiplier,
    /// Added to the output.
    pub zero_point: i32,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

macro_rules! products {
    ($($name:ident $t:ident;)*) => { $(
        /// Products of quantized elements (`QuantizedReduceProd`).
        pub fn $name(p: &Reduce<'_>, product: &ProdFixed, x: &[$t], y: &mut [$t]) {
            let fold = |acc: Option<i32>, x: $t| {
                let x = x.widen().wrapping_add(product.input_offset);
                Some(acc.map_or(x, |acc| product.scale.apply_i64(acc as i64 * x as i64)))
            };
            let finish = |acc: Option<i32>| {
                let scaled = product.scale.apply_i64(acc.unwrap_or(1) as i64);
                $t::narrow(product.clamp.apply(scaled.wrapping_add(product.zero_point)))
            };
            reduce(p, x, y, None, fold, finish);
        }
    )* };
}
products! {
    reduce_prod_fixed_i8 i8;
    reduce_prod_fixed_i16 i16;
}

/// Whether any element is true.
pub fn reduce_any(p: &Reduce<'_>, x: &[u8], y: &mut [u8]) {
    reduce(p, x, y, 0u8, |any, x| any | (x != 0) as u8, |any| any);
}

/// Whether all elements are true.
pub fn reduce_all(p: &Reduce<'_>, x: &[u8], y: &mut [u8]) {
    reduce(p, x, y, 1u8, |all, x| all & (x != 0) as u8, |all| all);
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: List<'static, ReduceDim> = List(&[]);

    #[test]
    fn rows_and_columns() {
        let x: [i32; 12] = core::array::from_fn(|i| i as i32 + 1);
        let over_rows =
            Reduce { kept: List(&[ReduceDim { count: 3, stride: 4 }]), reduced: NONE, inner: 4, inner_reduced: true };
        let mut y = [0; 3];
        sum_i32(&over_rows, &x, &mut y);
        assert_eq!(y, [10, 26, 42]);
        mean_i32(&over_rows, 4, &x, &mut y);
        assert_eq!(y, [2, 6, 10]);
        let over_columns =
            Reduce { kept: NONE, reduced: List(&[ReduceDim { count: 3, stride: 4 }]), inner: 4, inner_reduced: false };
        let mut y = [0; 4];
        reduce_prod_i32(&over_columns, &x, &mut y);
        assert_eq!(y, [45, 120, 231, 384]);
    }

    #[test]
    fn long_columns_are_gathered_in_blocks() {
        let x: [i64; 86] = core::array::from_fn(|i| i as i64);
        let p = Reduce {
            kept: NONE,
            reduced: List(&[ReduceDim { count: 2, stride: 43 }]),
            inner: 43,
            inner_reduced: false,
        };
        let mut y = [0; 43];
        sum_i64(&p, &x, &mut y);
        assert_eq!(y, core::array::from_fn(|i| 2 * i as i64 + 43));
    }

    #[test]
    fn dimensions_may_alternate() {
        // [2, 2, 2, 3] over the first and the third.
        let x: [f32; 24] = core::array::from_fn(|i| i as f32);
        let dims = |stride| [ReduceDim { count: 2, stride }];
        let (kept, reduced) = (dims(6), [ReduceDim { count: 2, stride: 12 }, ReduceDim { count: 2, stride: 3 }]);
        let p = Reduce { kept: List(&kept), reduced: List(&reduced), inner: 3, inner_reduced: false };
        let mut y = [0.0; 6];
        mean_f32(&p, F32(4.0), &x, &mut y);
        assert_eq!(y, [7.5, 8.5, 9.5, 13.5, 14.5, 15.5]);
    }

    #[test]
    fn floats_in_lanes() {
        let x: [f32; 21] = core::array::from_fn(|i| ((i * 8) % 21) as f32 - 3.0);
        let p = Reduce { kept: NONE, reduced: NONE, inner: 21, inner_reduced: true };
        let mut y = [0.0];
        sum_f32(&p, &x, &mut y);
        assert_eq!(y, [147.0]);
        reduce_max_f32(&p, true, &x, &mut y);
        assert_eq!(y, [17.0]);
        reduce_min_f32(&p, false, &x, &mut y);
        assert_eq!(y, [-3.0]);
    }

    #[test]
    fn quantized_products_are_scaled_step_by_step() {
        let clamp = Clamp { min: -128, max: 127 };
        let half = Multiplier { multiplier: 1 << 30, shift: 0 };
        let p = Reduce { kept: NONE, reduced: NONE, inner: 3, inner_reduced: true };
        let mut y = [0i8];
        let product = ProdFixed { input_offset: 1, scale: half, zero_point: 5, clamp };
        reduce_prod_fixed_i8(&p, &product, &[3, 4, 7], &mut y);
        assert_eq!(y, [25]); // 4; 4·5/2 = 10; 10·8/2 = 40; 40/2 + 5
    }
}
