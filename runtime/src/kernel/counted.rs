//! WHERE and UNIQUE: as many results as the data gives, which are counted, and zeros after them. `kernels/{where,unique}.cc`,
//! `kernels/internal/reference/reference_ops.h`.

use super::{copy_row, each_row_mut};

/// Positions of the elements that `holds` is true of, one in a row of `y`. `at` is the position that has been reached.
#[inline(always)]
fn positions<X: Copy>(dims: &[usize], x: &[X], at: &mut [i64], y: &mut [i64], count: &mut [i32], holds: fn(X) -> bool) {
    y.fill(0);
    at.fill(0);
    let (mut x, mut found) = (x.iter(), 0);
    each_row_mut(y, dims.len(), |row| {
        for x in x.by_ref() {
            let holds = holds(*x);
            if holds {
                copy_row(at, row);
                found += 1;
            }
            advance(dims, at);
            if holds {
                break;
            }
        }
    });
    count.fill(found);
}

/// The next position in row-major order.
#[inline(always)]
fn advance(dims: &[usize], at: &mut [i64]) {
    for (at, dim) in at.iter_mut().zip(dims).rev() {
        *at += 1;
        if *at < *dim as i64 {
            return;
        }
        *at = 0;
    }
}

macro_rules! positions {
    ($($name:ident $x:ident $zero:literal;)*) => { $(
        /// Positions of the elements that are not 0.
        pub fn $name(dims: &[usize], x: &[$x], at: &mut [i64], y: &mut [i64], count: &mut [i32]) {
            positions(dims, x, at, y, count, |x| x != $zero);
        }
    )* };
}
positions! {
    where_u8 u8 0;
    where_u32 u32 0;
    where_u64 u64 0;
    where_f32 f32 0.0;
}

/// The different elements in the order of their first occurrence, and for each element the position of its value there.
#[inline(always)]
fn unique<X: Copy + PartialEq + Default, I>(
    x: &[X],
    values: &mut [X],
    places: &mut [I],
    count: &mut [i32],
    index: impl Fn(usize) -> I,
) {
    values.fill(X::default());
    let mut found = 0usize;
    for (x, place) in x.iter().zip(places) {
        let known = values.iter().take(found).position(|value| value == x);
        if known.is_none() {
            values.iter_mut().skip(found).take(1).for_each(|value| *value = *x);
        }
        *place = index(known.unwrap_or(found));
        found += known.is_none() as usize;
    }
    count.fill(found as i32);
}

macro_rules! unique {
    ($($x:ident $narrow:ident $wide:ident;)*) => { $(
        /// Different elements, and 32-bit positions.
        pub fn $narrow(x: &[$x], values: &mut [$x], places: &mut [i32], count: &mut [i32]) {
            unique(x, values, places, count, |index| index as i32);
        }

        /// Different elements, and 64-bit positions.
        pub fn $wide(x: &[$x], values: &mut [$x], places: &mut [i64], count: &mut [i32]) {
            unique(x, values, places, count, |index| index as i64);
        }
    )* };
}
unique! {
    u8 unique_u8_i32 unique_u8_i64;
    u16 unique_u16_i32 unique_u16_i64;
    u32 unique_u32_i32 unique_u32_i64;
    u64 unique_u64_i32 unique_u64_i64;
    f32 unique_f32_i32 unique_f32_i64;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_of_what_is_not_zero() {
        let x = [0.0, -1.0, f32::NAN, -0.0, 0.0, 2.0];
        let (mut at, mut y, mut count) = ([7; 2], [9; 12], [0]);
        where_f32(&[2, 3], &x, &mut at, &mut y, &mut count);
        assert_eq!((y, count), ([0, 1, 0, 2, 1, 2, 0, 0, 0, 0, 0, 0], [3]));
        let mut y = [9; 3];
        where_u8(&[3], &[1; 3], &mut [0], &mut y, &mut count);
        assert_eq!((y, count), ([0, 1, 2], [3]));
        where_u32(&[3], &[0; 3], &mut [0], &mut y, &mut count);
        assert_eq!((y, count), ([0; 3], [0]));
    }

    #[test]
    fn values_in_the_order_of_their_first() {
        let (mut values, mut places, mut count) = ([9; 5], [9; 5], [0]);
        unique_u16_i64(&[4, 0, 4, 7, 0], &mut values, &mut places, &mut count);
        assert_eq!((values, places, count), ([4, 0, 7, 0, 0], [0, 1, 0, 2, 1], [3]));
    }
}
