//! Float activations against integer weights: each row of activations is quantized when the model runs.
//! `kernels/internal/reference/portable_tensor_utils.cc`.

use super::numbers::channel;
use super::rounding::round_to_i32;
use super::{Clamp, F32, TiledHybrid, Unary, copy_row, round_half_away, vectorized};

/// A layer with float activations and int8 weights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HybridLayer {
    /// Whether activations are quantized with a zero point.
    pub asymmetric: bool,
    /// Bounds of an output.
    pub clamp: Clamp<F32>,
}

/// How a row was quantized: `real = scale * (raw + offset)`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct RowQuant {
    pub(crate) scale: f32,
    pub(crate) offset: i16,
}

impl RowQuant {
    /// With the scale of weights in it, as products of both have it.
    #[inline(always)]
    pub(super) fn scaled(self, weights: f32) -> Self {
        RowQuant { scale: self.scale * weights, ..self }
    }

    /// The raw value of zero.
    #[inline(always)]
    pub(crate) fn zero_point(self) -> i8 {
        self.offset.wrapping_neg() as i8
    }

    /// As working memory holds it.
    #[inline(always)]
    pub(crate) fn written(self) -> [f32; 2] {
        [self.scale, self.offset.into()]
    }

    /// From working memory.
    #[inline(always)]
    pub(crate) fn read([scale, offset]: &[f32; 2]) -> Self {
        RowQuant { scale: *scale, offset: *offset as i16 }
    }
}

impl HybridLayer {
    /// Quantizes a row of activations.
    #[inline(always)]
    pub(crate) fn quantize(&self, x: &[f32], y: &mut [i8]) -> RowQuant {
        quantize_row(self.asymmetric, x, y)
    }

    /// The output that a sum of products becomes.
    #[inline(always)]
    pub(super) fn output(&self, row: RowQuant, scale: &[f32], bias: &[f32], unit: usize, acc: i32) -> f32 {
        self.clamp.apply(acc as f32 * (row.scale * channel(scale, unit)) + channel(bias, unit))
    }
}

vectorized! {
    /// Quantizes rows of activations into integers without a zero point, as floats, and gives each row's scale. `quantized` has room for
    /// a row of bytes.
    pub fn hybrid_integers(h: &TiledHybrid, x: &[f32], quantized: &mut [i8], integers: &mut [f32], scales: &mut [f32]) {
        let row = h.row.max(1);
        for ((x, integers), scale) in x.chunks(row).zip(integers.chunks_mut(row)).zip(scales) {
            let quant = h.hybrid.quantize(x, quantized);
            let offset = i32::from(quant.offset);
            let (vectors, rest) = quantized.as_chunks::<LANES>();
            let (places, last) = integers.as_chunks_mut::<LANES>();
            for (y, q) in places.iter_mut().zip(vectors) {
                for i in 0..LANES {
                    y[i] = (i32::from(q[i]) + offset) as f32;
                }
            }
            last.iter_mut().zip(rest).for_each(|(y, q)| *y = (i32::from(*q) + offset) as f32);
            *scale = quant.scale;
        }
    }
}

vectorized! {
    /// Outputs of images of so many elements, from sums of integers: times the scales of a row and of each channel, plus bias.
    pub fn hybrid_outputs(
        clamp: Clamp<F32>,
        image: usize,
        scale: &[f32],
        bias: &[f32],
        scales: &[f32],
        io: Unary<'_, f32>,
    ) {
        let y = match io {
            Unary::InPlace(y) => y,
            Unary::Apart(x, y) => {
                copy_row(x, y);
                y
            }
        };
        for (y, row) in y.chunks_mut(image.max(1)).zip(scales) {
            for pixel in y.chunks_mut(scale.len().max(1)) {
                for ((y, scale), bias) in pixel.iter_mut().zip(scale).zip(bias) {
                    *y = clamp.apply(*y * (row * scale) + bias);
                }
            }
        }
    }
}

/// Quantizes a row of activations, with or without a zero point.
#[inline(always)]
pub(super) fn quantize_row(with_zero_point: bool, x: &[f32], y: &mut [i8]) -> RowQuant {
    if with_zero_point { asymmetric(x, y) } else { symmetric(x, y) }
}

/// Numbers that are worked on side by side.
const LANES: usize = 32;

/// The least and the greatest.
#[inline(always)]
fn range(x: &[f32]) -> (f32, f32) {
    (extreme(x, |min, x| if x < min { x } else { min }), extreme(x, |max, x| if max < x { x } else { max }))
}

/// The number that `pick` takes from all, in lanes: of NaNs only the first counts, with which all lanes begin.
#[inline(always)]
fn extreme(x: &[f32], pick: impl Fn(f32, f32) -> f32) -> f32 {
    const HALF: usize = LANES / 2;
    let first = x.first().copied().unwrap_or(0.0);
    let (mut low, mut high) = ([first; HALF], [first; HALF]);
    let (vectors, rest) = x.as_chunks::<LANES>();
    for x in vectors {
        for i in 0..HALF {
            low[i] = pick(low[i], x[i]);
        }
        for i in 0..HALF {
            high[i] = pick(high[i], x[HALF + i]);
        }
    }
    for i in 0..HALF {
        low[i] = pick(low[i], high[i]);
    }
    low.iter().chain(rest).fold(first, |picked, &x| pick(picked, x))
}

/// Numbers as bytes: `f` gives them in steps, which are brought within bounds and rounded.
#[inline(always)]
fn quantize(x: &[f32], y: &mut [i8], bounds: (f32, f32), f: impl Fn(f32) -> f32) {
    let (vectors, rest) = x.as_chunks::<LANES>();
    let (places, last) = y.as_chunks_mut::<LANES>();
    for (x, y) in vectors.iter().zip(places) {
        for i in 0..LANES {
            y[i] = round(f(x[i]), bounds);
        }
    }
    last.iter_mut().zip(rest).for_each(|(y, x)| *y = round(f(*x), bounds));
}

/// To -127..=127, zero at zero.
#[inline(always)]
fn symmetric(x: &[f32], y: &mut [i8]) -> RowQuant {
    let (min, max) = range(x);
    let bound = min.abs().max(max.abs());
    if bound == 0.0 {
        y.fill(0);
        return RowQuant { scale: 1.0, offset: 0 };
    }
    let inverse = 127.0 / bound;
    quantize(x, y, (-127.0, 127.0), |x| x * inverse);
    RowQuant { scale: bound / 127.0, offset: 0 }
}

/// To -128..=127, zero at a whole number.
#[inline(always)]
fn asymmetric(x: &[f32], y: &mut [i8]) -> RowQuant {
    let (min, max) = range(x);
    let (min, max) = (min.min(0.0) as f64, max.max(0.0) as f64);
    if min == max {
        y.fill(0);
        return RowQuant { scale: 1.0, offset: 0 };
    }
    let scale = (max - min) / 255.0;
    let zero_point = zero_point(min / scale, max / scale);
    let inverse = 1.0 / (scale as f32);
    let zero = zero_point as f32;
    quantize(x, y, (-128.0, 127.0), |x| zero + x * inverse);
    RowQuant { scale: scale as f32, offset: -zero_point as i16 }
}

/// From the end of the range, in steps, that gives the smaller rounding error.
fn zero_point(min: f64, max: f64) -> i32 {
    let from_min = 128.0 + min.abs() < 127.0 + max.abs();
    round_half_away(if from_min { -128.0 - min } else { 127.0 - max }).clamp(-128, 127)
}

/// The nearest integer within bounds, halves away from zero; of NaN, 0.
#[inline(always)]
fn round(x: f32, (min, max): (f32, f32)) -> i8 {
    let x = if x > max { max } else { x };
    let x = if x < min { min } else { x };
    let x = if x.is_nan() { 0.0 } else { x };
    round_to_i32(x) as i8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symmetric_rows_reach_127() {
        let mut y = [0; 4];
        let row = symmetric(&[-2.0, 0.0, 1.0, 0.5], &mut y);
        assert_eq!((row, y), (RowQuant { scale: 2.0 / 127.0, offset: 0 }, [-127, 0, 64, 32]));
    }

    #[test]
    fn asymmetric_rows_keep_zero() {
        let mut y = [0; 3];
        let row = asymmetric(&[0.0, 2.55, 1.0], &mut y);
        assert_eq!((row.offset, y), (128, [-128, 127, -28]));
        let row = asymmetric(&[-1.0, -1.0, -0.5], &mut y);
        assert_eq!((row.offset, y), (-127, [-128, -128, 0]));
    }

    #[test]
    fn rows_of_zeros_are_zeros() {
        let mut y = [1; 2];
        assert_eq!(symmetric(&[0.0, -0.0], &mut y), RowQuant { scale: 1.0, offset: 0 });
        assert_eq!(asymmetric(&[], &mut []), RowQuant { scale: 1.0, offset: 0 });
        assert_eq!(y, [0, 0]);
    }

    #[test]
    fn halves_round_away_from_zero() {
        let rounded = [0.5, -0.5, 0.49999997, 2.5, -2.5, 1e9, -1e9, f32::NAN].map(|x| round(x, (-128.0, 127.0)));
        assert_eq!(rounded, [1, -1, 0, 3, -3, 127, -128, 0]);
    }
}
