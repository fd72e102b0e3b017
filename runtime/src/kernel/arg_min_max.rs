//! ARG_MAX and ARG_MIN: the index of the first greatest or least element along one dimension.
//! `kernels/internal/reference/arg_min_max.h`.

use super::each_row;

/// Shape of a search along a dimension of `count`, seen as `[.., count, inner]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArgMinMax {
    /// Extent of the dimension.
    pub count: usize,
    /// Product of the extents after it.
    pub inner: usize,
}

macro_rules! entries {
    ($($max32:ident $max64:ident $min32:ident $min64:ident $t:ty, $number:expr;)*) => { $(
        /// The first greatest element.
        pub fn $max32(p: &ArgMinMax, x: &[$t], y: &mut [i32]) {
            search(p, x, y, |x, best| x > best || $number(x) && !$number(best), |index| index as i32);
        }

        /// The first greatest element.
        pub fn $max64(p: &ArgMinMax, x: &[$t], y: &mut [i64]) {
            search(p, x, y, |x, best| x > best || $number(x) && !$number(best), |index| index as i64);
        }

        /// The first least element.
        pub fn $min32(p: &ArgMinMax, x: &[$t], y: &mut [i32]) {
            search(p, x, y, |x, best| x < best || $number(x) && !$number(best), |index| index as i32);
        }

        /// The first least element.
        pub fn $min64(p: &ArgMinMax, x: &[$t], y: &mut [i64]) {
            search(p, x, y, |x, best| x < best || $number(x) && !$number(best), |index| index as i64);
        }
    )* };
}
entries! {
    arg_max_f32_i32 arg_max_f32_i64 arg_min_f32_i32 arg_min_f32_i64 f32, |x: f32| !x.is_nan();
    arg_max_i8_i32 arg_max_i8_i64 arg_min_i8_i32 arg_min_i8_i64 i8, always;
    arg_max_u8_i32 arg_max_u8_i64 arg_min_u8_i32 arg_min_u8_i64 u8, always;
    arg_max_i32_i32 arg_max_i32_i64 arg_min_i32_i32 arg_min_i32_i64 i32, always;
}

/// Integers are all numbers. NaN is not: any number is better.
#[inline(always)]
fn always<T>(_: T) -> bool {
    true
}

#[inline(always)]
fn search<T: Copy + Default, Y>(
    p: &ArgMinMax,
    x: &[T],
    y: &mut [Y],
    better: impl Fn(T, T) -> bool + Copy,
    index: impl Fn(u32) -> Y + Copy,
) {
    each_row(x, p.count * p.inner, y, p.inner, |x, y| {
        if p.inner == 1 {
            y.iter_mut().for_each(|y| *y = index(first_of_row(x, better)));
            return;
        }
        let mut at = 0;
        let (blocks, rest) = y.as_chunks_mut::<8>();
        for y in blocks {
            columns(p, x, at, y, better, index);
            at += 8;
        }
        for y in rest.as_chunks_mut::<1>().0 {
            columns(p, x, at, y, better, index);
            at += 1;
        }
    });
}

#[inline(always)]
fn first_of_row<T: Copy + Default>(row: &[T], better: impl Fn(T, T) -> bool) -> u32 {
    let (mut best, mut found) = (row.first().copied().unwrap_or_default(), 0);
    for (i, &x) in (0u32..).zip(row) {
        if better(x, best) {
            (best, found) = (x, i);
        }
    }
    found
}

/// `N` neighbouring searches at once.
#[inline(always)]
fn columns<T: Copy + Default, Y, const N: usize>(
    p: &ArgMinMax,
    x: &[T],
    at: usize,
    y: &mut [Y; N],
    better: impl Fn(T, T) -> bool,
    index: impl Fn(u32) -> Y,
) {
    let lanes = |i: usize| x.get(at + i * p.inner..).and_then(|rest| rest.first_chunk::<N>());
    let mut best = lanes(0).copied().unwrap_or([T::default(); N]);
    let mut found = [0; N];
    for i in 1..p.count {
        let Some(values) = lanes(i) else { break };
        for ((best, found), &x) in best.iter_mut().zip(&mut found).zip(values) {
            if better(x, *best) {
                (*best, *found) = (x, i as u32);
            }
        }
    }
    y.iter_mut().zip(found).for_each(|(y, found)| *y = index(found));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_equals_is_found() {
        let mut y = [0; 2];
        arg_max_i8_i32(&ArgMinMax { count: 3, inner: 1 }, &[1, 7, 7, -3, -2, -3], &mut y);
        assert_eq!(y, [1, 1]);
        let mut y = [0; 2];
        arg_min_i8_i64(&ArgMinMax { count: 3, inner: 1 }, &[1, 7, 1, -3, -2, -3], &mut y);
        assert_eq!(y, [0, 0]);
    }

    #[test]
    fn any_number_is_better_than_nan() {
        let mut y = [9; 3];
        let x = [f32::NAN, -1.0, f32::NAN, f32::NAN, 2.0, f32::NAN, f32::NAN, f32::NAN, f32::NAN];
        arg_max_f32_i32(&ArgMinMax { count: 3, inner: 1 }, &x, &mut y);
        assert_eq!(y, [1, 1, 0]);
        arg_min_f32_i32(&ArgMinMax { count: 3, inner: 3 }, &x, &mut y);
        assert_eq!(y, [0, 0, 0]);
    }

    #[test]
    fn columns_are_searched_together() {
        let x: [f32; 33] = core::array::from_fn(|i| ((i * 5) % 13) as f32);
        let mut y = [0; 11];
        arg_max_f32_i32(&ArgMinMax { count: 3, inner: 11 }, &x, &mut y);
        for (c, &found) in y.iter().enumerate() {
            let column = [x[c], x[c + 11], x[c + 22]];
            assert!(column.iter().all(|&v| v <= column[found as usize]));
        }
    }
}
