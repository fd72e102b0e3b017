//! BUCKETIZE: how many boundaries each element has reached. `kernels/bucketize.cc`.

macro_rules! entries {
    ($($name:ident $t:ty, $less:expr;)*) => { $(
        /// The number of boundaries, which are in order, that are not greater than the element. NaN is beyond all.
        pub fn $name(boundaries: &[f32], x: &[$t], y: &mut [i32]) {
            for (&x, y) in x.iter().zip(y) {
                *y = boundaries.partition_point(|&boundary| !$less(x, boundary)) as i32;
            }
        }
    )* };
}
entries! {
    bucketize_f32 f32, |x: f32, boundary: f32| x < boundary;
    bucketize_f64 f64, |x: f64, boundary: f32| x < f64::from(boundary);
    bucketize_i32 i32, |x: i32, boundary: f32| (x as f32) < boundary;
    bucketize_i64 i64, |x: i64, boundary: f32| (x as f32) < boundary;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_belong_to_the_bucket_above() {
        let mut y = [0; 5];
        bucketize_f32(&[0.0, 10.0, 10.0, 100.0], &[-1.0, 0.0, 10.0, 1e9, f32::NAN], &mut y);
        assert_eq!(y, [0, 1, 3, 4, 4]);
        bucketize_i64(&[], &[1, 2, 3, 4, i64::MIN], &mut y);
        assert_eq!(y, [0; 5]);
        // Integers are compared as floats of 32 bits.
        bucketize_i32(&[16777216.0, 16777218.0], &[16777217; 5], &mut y);
        assert_eq!(y, [1; 5]);
    }
}
