//! SEGMENT_SUM and UNSORTED_SEGMENT_*: rows with one number are combined. `UnsortedSegmentRef`.

use super::gather::Index;
use super::{IndexOutOfRange, row_mut};

/// Extents of a combination of rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segments {
    /// How many rows come out.
    pub count: usize,
    /// Elements of a row.
    pub row: usize,
}

macro_rules! entries {
    ($($name:ident $t:ty, $start:expr, $combine:expr;)*) => { $(
        /// Combines each row with the row of the output that its number names; negative numbers drop it.
        pub fn $name(p: &Segments, x: &[$t], numbers: &[i32], y: &mut [$t]) -> Result<(), IndexOutOfRange> {
            y.fill($start);
            for (&number, x) in numbers.iter().zip(x.chunks_exact(p.row.max(1))) {
                if number < 0 {
                    continue;
                }
                let y = row_mut(y, number.within(p.count)? * p.row, p.row);
                y.iter_mut().zip(x).for_each(|(y, &x)| *y = $combine(*y, x));
            }
            Ok(())
        }
    )* };
}
entries! {
    segment_max_f32 f32, f32::MIN, |y: f32, x: f32| if y < x { x } else { y };
    segment_max_i32 i32, i32::MIN, i32::max;
    segment_min_f32 f32, f32::MAX, |y: f32, x: f32| if x < y { x } else { y };
    segment_min_i32 i32, i32::MAX, i32::min;
    segment_prod_f32 f32, 1.0, |y: f32, x: f32| y * x;
    segment_prod_i32 i32, 1, i32::wrapping_mul;
    segment_sum_f32 f32, 0.0, |y: f32, x: f32| y + x;
    segment_sum_i32 i32, 0, i32::wrapping_add;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_number_are_combined() {
        let p = Segments { count: 3, row: 2 };
        let (x, numbers) = ([1, 2, 3, 4, 5, 6, 7, 8], [2, 0, -1, 2]);
        let mut y = [9; 6];
        assert_eq!(segment_sum_i32(&p, &x, &numbers, &mut y), Ok(()));
        assert_eq!(y, [3, 4, 0, 0, 8, 10]);
        assert_eq!(segment_max_i32(&p, &x, &numbers, &mut y), Ok(()));
        assert_eq!(y, [3, 4, i32::MIN, i32::MIN, 7, 8]);
        assert_eq!(segment_prod_i32(&p, &x, &[3; 4], &mut y), Err(IndexOutOfRange));
        let mut y = [0.0; 2];
        assert_eq!(segment_min_f32(&Segments { count: 2, row: 1 }, &[f32::NAN, 2.0], &[0, 0], &mut y), Ok(()));
        assert_eq!(y, [2.0, f32::MAX]);
    }
}
