//! Comparisons: `kernels/internal/reference/comparisons.h`.

use super::{Broadcast, Integer, Rescale, bf16_to_f32, broadcast, broadcast_long, f16_to_f32};

/// What holds between two elements: any of the ways that are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Relation {
    /// The left one is less.
    pub less: bool,
    /// They are equal.
    pub equal: bool,
    /// The left one is greater.
    pub greater: bool,
    /// One is NaN.
    pub unordered: bool,
}

impl Relation {
    #[inline(always)]
    fn holds<T: PartialOrd>(self, a: T, b: T) -> u8 {
        let (less, equal, greater) = (a < b, a == b, a > b);
        let ordered = less & self.less | equal & self.equal | greater & self.greater;
        u8::from(ordered | !(less | equal | greater) & self.unordered)
    }
}

macro_rules! comparisons {
    ($($name:ident $t:ty, $value:expr;)*) => { $(
        /// 1 where the relation holds, else 0.
        pub fn $name(dims: &Broadcast<'_>, relation: &Relation, lhs: &[$t], rhs: &[$t], y: &mut [u8]) {
            let (relation, value) = (*relation, $value);
            broadcast(dims, lhs, rhs, y, move |a, b| relation.holds(value(a), value(b)));
        }
    )* };
}
comparisons! {
    compare_f32 f32, f32::from;
    compare_f16 u16, f16_to_f32;
    compare_bf16 u16, bf16_to_f32;
    compare_bool u8, |x| x != 0;
    compare_i16 i16, i16::from;
    compare_i32 i32, i32::from;
    compare_i64 i64, i64::from;
}

/// A comparison of quantized elements, each brought to real numbers with eight fractional bits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuantizedComparison {
    /// Of the left input.
    pub lhs: Rescale,
    /// Of the right input.
    pub rhs: Rescale,
    /// What is asked.
    pub relation: Relation,
}

macro_rules! quantized {
    ($($name:ident $t:ty;)*) => { $(
        /// 1 where the relation holds between the real values, else 0.
        pub fn $name(dims: &Broadcast<'_>, p: &QuantizedComparison, lhs: &[$t], rhs: &[$t], y: &mut [u8]) {
            let p = *p;
            broadcast_long(dims, lhs, rhs, y, move |a, b| {
                p.relation.holds(p.lhs.apply(a.widen()), p.rhs.apply(b.widen()))
            });
        }
    )* };
}
quantized! {
    compare_quantized_i8 i8;
    compare_quantized_u8 u8;
    compare_quantized_i16 i16;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{BroadcastDim, List, Multiplier};

    const FOUR: Broadcast<'_> = Broadcast { dims: List(&[BroadcastDim { count: 4, lhs: 1, rhs: 1 }]) };
    const NEVER: Relation = Relation { less: false, equal: false, greater: false, unordered: false };

    #[test]
    fn nan_is_only_unequal() {
        let (a, b) = ([1.0, 2.0, 3.0, f32::NAN], [2.0, 2.0, 2.0, 2.0]);
        let compare = |relation: Relation| {
            let mut y = [9; 4];
            compare_f32(&FOUR, &relation, &a, &b, &mut y);
            y
        };
        assert_eq!(compare(Relation { less: true, equal: true, ..NEVER }), [1, 1, 0, 0]);
        assert_eq!(compare(Relation { greater: true, ..NEVER }), [0, 0, 1, 0]);
        assert_eq!(compare(Relation { less: true, greater: true, unordered: true, ..NEVER }), [1, 0, 1, 1]);
    }

    #[test]
    fn quantized_elements_are_compared_as_real_numbers() {
        let scale = |multiplier, offset| Rescale { offset, left_shift: 8, factor: Multiplier { multiplier, shift: 0 } };
        // Scales of 0.5 and 0.75, zero points of 1 and 0.
        let relation = Relation { equal: true, ..NEVER };
        let p = QuantizedComparison { lhs: scale(1 << 30, -1), rhs: scale(3 << 29, 0), relation };
        let mut y = [9; 4];
        compare_quantized_i8(&FOUR, &p, &[4, 7, 1, -2], &[2, 4, 0, 2], &mut y);
        assert_eq!(y, [1, 1, 1, 0]);
    }
}
