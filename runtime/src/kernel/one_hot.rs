//! One value where an index points, another elsewhere.

/// Extents around the new dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OneHot {
    /// Extent of the new dimension.
    pub depth: usize,
    /// Elements after it.
    pub suffix: usize,
}

/// An index as TFLite compares it: in 32 bits.
trait Narrow: Copy {
    fn narrow(self) -> i32;
}
impl Narrow for i32 {
    #[inline(always)]
    fn narrow(self) -> i32 {
        self
    }
}
impl Narrow for i64 {
    #[inline(always)]
    fn narrow(self) -> i32 {
        self as i32
    }
}

#[inline(always)]
fn one_hot<T: Copy, I: Narrow>(p: &OneHot, indices: &[I], on: &[T], off: &[T], y: &mut [T]) {
    let (Some(&on), Some(&off)) = (on.first(), off.first()) else { return };
    let matrices = y.chunks_exact_mut((p.depth * p.suffix).max(1));
    for (indices, y) in indices.chunks_exact(p.suffix.max(1)).zip(matrices) {
        for (hot, y) in y.chunks_exact_mut(p.suffix.max(1)).enumerate() {
            let choose = |index: &I| if index.narrow() == hot as i32 { on } else { off };
            y.iter_mut().zip(indices).for_each(|(y, index)| *y = choose(index));
        }
    }
}

macro_rules! entries {
    ($($name:ident $t:ty, $index:ty;)*) => { $(
        /// `y[.., hot, ..] = on` where the index is `hot`, else `off`. Indices outside the dimension make `off` everywhere.
        pub fn $name(p: &OneHot, indices: &[$index], on: &[$t], off: &[$t], y: &mut [$t]) {
            one_hot(p, indices, on, off, y);
        }
    )* };
}
entries! {
    one_hot_1_i32 u8, i32;
    one_hot_2_i32 u16, i32;
    one_hot_4_i32 u32, i32;
    one_hot_8_i32 u64, i32;
    one_hot_1_i64 u8, i64;
    one_hot_2_i64 u16, i64;
    one_hot_4_i64 u32, i64;
    one_hot_8_i64 u64, i64;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_new_dimension_lies_anywhere() {
        let mut y = [0; 6];
        one_hot_1_i32(&OneHot { depth: 3, suffix: 1 }, &[2, -1], &[5], &[1], &mut y);
        assert_eq!(y, [1, 1, 5, 1, 1, 1]);
        one_hot_1_i64(&OneHot { depth: 3, suffix: 2 }, &[0, 3], &[5], &[1], &mut y);
        assert_eq!(y, [5, 1, 1, 1, 1, 1]);
    }
}
