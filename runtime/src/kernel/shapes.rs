//! Operators on shapes as data.

macro_rules! broadcast_args {
    ($($name:ident $t:ty;)*) => { $(
        /// The shape that two shapes broadcast to, aligned at their ends: extents that are 1 give way. Shapes that do not
        /// broadcast, of which TFLite makes nothing, give the left extent.
        pub fn $name(lhs: &[$t], rhs: &[$t], y: &mut [$t]) {
            let extents = lhs.iter().rev().chain(core::iter::repeat(&1)).zip(rhs.iter().rev().chain(core::iter::repeat(&1)));
            for (y, (&a, &b)) in y.iter_mut().rev().zip(extents) {
                *y = if a == 1 { b } else { a };
            }
        }
    )* };
}
broadcast_args! {
    broadcast_args_i32 i32;
    broadcast_args_i64 i64;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ones_give_way() {
        let mut y = [0; 3];
        broadcast_args_i32(&[4, 1], &[2, 1, 3], &mut y);
        assert_eq!(y, [2, 4, 3]);
    }
}
