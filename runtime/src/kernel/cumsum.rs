//! CUMSUM: running sums along one dimension. `kernels/internal/reference/cumsum.h`.

use super::each_row;

/// Shape of running sums along a dimension of `count`, seen as `[.., count, inner]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cumsum {
    /// Extent of the dimension.
    pub count: usize,
    /// Product of the extents after it.
    pub inner: usize,
    /// Whether a sum leaves out its own element.
    pub exclusive: bool,
    /// Whether sums run from the end.
    pub reverse: bool,
}

macro_rules! entries {
    ($($name:ident $t:ty, $add:expr;)*) => { $(
        /// Running sums, wrapping.
        pub fn $name(p: &Cumsum, x: &[$t], y: &mut [$t]) {
            cumsum(p, x, y, $add);
        }
    )* };
}
entries! {
    cumsum_f32 f32, |sum, x| sum + x;
    cumsum_i32 i32, i32::wrapping_add;
    cumsum_i64 i64, i64::wrapping_add;
}

#[inline(always)]
fn cumsum<T: Copy + Default>(p: &Cumsum, x: &[T], y: &mut [T], add: impl Fn(T, T) -> T + Copy) {
    let size = p.count * p.inner;
    each_row(x, size, y, size, |x, y| {
        let mut at = 0;
        while at + 8 <= p.inner {
            columns::<T, 8>(p, at, x, y, add);
            at += 8;
        }
        while at < p.inner {
            columns::<T, 1>(p, at, x, y, add);
            at += 1;
        }
    });
}

/// `N` neighbouring sums at once.
#[inline(always)]
fn columns<T: Copy + Default, const N: usize>(p: &Cumsum, at: usize, x: &[T], y: &mut [T], add: impl Fn(T, T) -> T) {
    let mut sums = [T::default(); N];
    for step in 0..p.count {
        let place = at + p.inner * if p.reverse { p.count - 1 - step } else { step };
        let from = x.get(place..).and_then(|rest| rest.first_chunk::<N>());
        let to = y.get_mut(place..).and_then(|rest| rest.first_chunk_mut::<N>());
        let (Some(from), Some(to)) = (from, to) else { break };
        for ((sum, &x), y) in sums.iter_mut().zip(from).zip(to) {
            let next = add(*sum, x);
            *y = if p.exclusive { *sum } else { next };
            *sum = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_run_either_way() {
        let p = Cumsum { count: 3, inner: 1, exclusive: false, reverse: false };
        let (x, mut y) = ([1, 2, 3, 10, 20, 30], [0; 6]);
        cumsum_i32(&p, &x, &mut y);
        assert_eq!(y, [1, 3, 6, 10, 30, 60]);
        cumsum_i32(&Cumsum { exclusive: true, reverse: true, ..p }, &x, &mut y);
        assert_eq!(y, [5, 3, 0, 50, 30, 0]);
    }

    #[test]
    fn columns_are_summed_together() {
        let p = Cumsum { count: 2, inner: 9, exclusive: false, reverse: true };
        let x: [i64; 18] = core::array::from_fn(|i| i as i64);
        let mut y = [0; 18];
        cumsum_i64(&p, &x, &mut y);
        assert_eq!(y, core::array::from_fn(|i| if i < 9 { 2 * i as i64 + 9 } else { i as i64 }));
    }
}
