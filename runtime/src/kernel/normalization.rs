//! L2_NORMALIZATION and LOCAL_RESPONSE_NORMALIZATION, along the last dimension.
//! `kernels/internal/reference/{,integer_ops/}l2normalization.h`, `kernels/internal/reference/reference_ops.h`.

use super::fixed_functions::inverse_sqrt;
use super::numbers::dot_f32;
use super::{F32, Multiplier, each_row, row};

/// `x / max(|x|, 1e-6)`, in rows of `depth`.
pub fn l2_normalization_f32(depth: usize, x: &[f32], y: &mut [f32]) {
    each_row(x, depth, y, depth, |x, y| {
        let norm = libm::sqrtf(dot_f32(x, x));
        let norm = if norm < 1e-6 { 1e-6 } else { norm };
        y.iter_mut().zip(x).for_each(|(y, &x)| *y = x / norm);
    });
}

macro_rules! quantized {
    ($($name:ident $t:ident $zero_point:expr, $scale:expr;)*) => { $(
        /// Rows of `depth`; the output's scale is 1/128.
        pub fn $name(depth: usize, zero_point: i32, x: &[$t], y: &mut [$t]) {
            let scale: fn(i32, Multiplier) -> i32 = $scale;
            each_row(x, depth, y, depth, |x, y| {
                let centred = |x: $t| x as i32 - zero_point;
                let squares = x.iter().map(|&x| centred(x).wrapping_mul(centred(x)));
                let (multiplier, right) = inverse_sqrt(squares.fold(0, i32::wrapping_add));
                let factor = Multiplier { multiplier, shift: -right };
                for (y, &x) in y.iter_mut().zip(x) {
                    let scaled = scale(centred(x), factor).saturating_add($zero_point);
                    *y = scaled.clamp($t::MIN as i32, $t::MAX as i32) as $t;
                }
            });
        }
    )* };
}
quantized! {
    l2_normalization_i8 i8 0, |x, by| Multiplier { shift: by.shift + 7, ..by }.apply(x);
    l2_normalization_u8 u8 128, |x, by| by.apply(x.wrapping_mul(128));
}

/// Parameters of a local response normalization.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LocalResponseNormalization {
    /// Values per row.
    pub depth: usize,
    /// How far the window reaches.
    pub radius: usize,
    /// Added to the sum of squares.
    pub bias: F32,
    /// Factor of the sum of squares.
    pub alpha: F32,
    /// Negated exponent.
    pub beta: F32,
}

/// `x · (bias + alpha · Σ x²)^-beta`. The window ends before `radius`, as in TFLite's reference; TensorFlow's includes it.
pub fn local_response_normalization_f32(p: &LocalResponseNormalization, x: &[f32], y: &mut [f32]) {
    each_row(x, p.depth, y, p.depth, |x, y| {
        for (c, (y, &value)) in y.iter_mut().zip(x).enumerate() {
            let start = c.saturating_sub(p.radius);
            let end = c.saturating_add(p.radius).min(p.depth);
            let window = row(x, start, end.saturating_sub(start));
            let sum: f32 = window.iter().map(|x| x * x).sum();
            *y = value * libm::powf(p.bias.0 + p.alpha.0 * sum, -p.beta.0);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_unit_vectors() {
        let mut y = [0.0; 4];
        l2_normalization_f32(2, &[3.0, 4.0, 0.0, 0.0], &mut y);
        assert_eq!(y, [0.6, 0.8, 0.0, 0.0]);
        let mut y = [0; 2];
        l2_normalization_i8(2, 10, &[13, 14], &mut y);
        assert_eq!(y, [77, 102]);
        let mut y = [0; 2];
        l2_normalization_u8(2, 10, &[13, 14], &mut y);
        assert_eq!(y, [205, 230]);
    }

    #[test]
    fn windows_leave_out_their_end() {
        let p = LocalResponseNormalization { depth: 3, radius: 1, bias: F32(1.0), alpha: F32(1.0), beta: F32(1.0) };
        let mut y = [0.0; 3];
        local_response_normalization_f32(&p, &[1.0, 2.0, 3.0], &mut y);
        let expected = [0.5, 2.0 / 6.0, 3.0 / 14.0];
        assert!(y.iter().zip(expected).all(|(y, e)| (y - e).abs() < 1e-6));
    }
}
