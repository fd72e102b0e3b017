//! DEPTHWISE_CONV_2D: every channel has filters of its own.
//! `kernels/internal/reference/{depthwiseconv_*,integer_ops/depthwise_conv}.h`.

use super::layer::output_f32;
use super::numbers::{Accumulate, Dot8, Fixed};
use super::window::Taps;
use super::{Clamp, F32, HybridLayer, LayerQuant, Window, row, vectorized};

/// Shape of a depthwise convolution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DepthwiseConv2d {
    /// Rows.
    pub height: Window,
    /// Columns.
    pub width: Window,
    /// Input channels.
    pub channels: usize,
    /// Output channels of each input channel.
    pub multiplier: usize,
}

impl DepthwiseConv2d {
    /// The most taps of a filter whose image is read as it lies.
    pub const DIRECT: usize = 64;

    /// Whether vector kernels of floats may read the image as it lies: channels are whole vectors with one filter each, and numbers
    /// are small enough for products of two.
    #[inline(always)]
    pub fn is_direct(&self) -> bool {
        const SMALL: usize = 1 << (usize::BITS / 2 - 1);
        let small = |w: &Window| {
            let largest = w.input.max(w.output).max(w.filter).max(w.stride).max(w.dilation).max(w.padding);
            largest < SMALL && w.stride > 0 && w.dilation > 0
        };
        let taps = self.height.filter.saturating_mul(self.width.filter);
        let whole = self.channels.is_multiple_of(8) && self.multiplier == 1;
        whole && taps <= Self::DIRECT && small(&self.height) && small(&self.width)
    }

    fn units(&self) -> usize {
        self.channels.wrapping_mul(self.multiplier)
    }

    fn input_size(&self) -> usize {
        self.height.input.wrapping_mul(self.width.input).wrapping_mul(self.channels)
    }

    fn output_size(&self) -> usize {
        self.height.output.wrapping_mul(self.width.output).wrapping_mul(self.units())
    }
}

macro_rules! entries {
    ($($name:ident $x:ident;)*) => { $(
        vectorized! {
            /// Quantized. `weights` is `[height, width, units]`; `bias` may be empty.
            pub fn $name(
                p: &DepthwiseConv2d,
                q: &LayerQuant,
                x: &[$x],
                weights: &[$x],
                bias: &[i32],
                multiplier: &[i32],
                shift: &[i8],
                y: &mut [$x],
            ) {
                let dot = Dot8 { x_offset: q.input_offset, w_offset: q.weights_offset };
                let scale = Fixed { multiplier, shift };
                each_image(p, x, y, |x, y| {
                    convolve(p, x, weights, y, |x, w| dot.product(x, w), |y, unit, acc| {
                        *y = q.output(scale, bias, unit, acc);
                    });
                });
            }
        }
    )* };
}
entries! {
    depthwise_conv_2d_i8 i8;
    depthwise_conv_2d_u8 u8;
}

vectorized! {
    /// 16-bit activations. `weights` is `[height, width, units]`; `bias` may be empty.
    pub fn depthwise_conv_2d_i16(
        p: &DepthwiseConv2d,
        q: &LayerQuant,
        x: &[i16],
        weights: &[i8],
        bias: &[i64],
        multiplier: &[i32],
        shift: &[i8],
        y: &mut [i16],
    ) {
        let product = |x: i16, w: i8| (x as i32).wrapping_mul(w as i32);
        let scale = Fixed { multiplier, shift };
        each_image(p, x, y, |x, y| {
            if p.height.filter.saturating_mul(p.width.filter) <= NARROW {
                let store = |y: &mut i16, unit: usize, acc: i32| *y = q.output(scale, bias, unit, acc as i64);
                convolve(p, x, weights, y, product, store);
            } else {
                let store = |y: &mut i16, unit: usize, acc: i64| *y = q.output(scale, bias, unit, acc);
                convolve(p, x, weights, y, |x, w| product(x, w) as i64, store);
            }
        });
    }
}

vectorized! {
    /// Float. `weights` is `[height, width, units]`; `bias` may be empty.
    pub fn depthwise_conv_2d_f32(
        p: &DepthwiseConv2d,
        clamp: Clamp<F32>,
        x: &[f32],
        weights: &[f32],
        bias: &[f32],
        y: &mut [f32],
    ) {
        each_image(p, x, y, |x, y| {
            convolve(p, x, weights, y, |x, w| x * w, |y, unit, acc| *y = output_f32(clamp, bias, unit, acc));
        });
    }
}

vectorized! {
    /// Float activations and int8 weights; `quantized` has room for an image.
    pub fn depthwise_conv_2d_hybrid(
        p: &DepthwiseConv2d,
        h: &HybridLayer,
        x: &[f32],
        weights: &[i8],
        scale: &[f32],
        bias: &[f32],
        quantized: &mut [i8],
        y: &mut [f32],
    ) {
        let images = x.chunks_exact(p.input_size().max(1));
        for (x, y) in images.zip(y.chunks_exact_mut(p.output_size().max(1))) {
            let row = h.quantize(x, quantized);
            let dot = Dot8 { x_offset: row.offset, w_offset: 0 };
            convolve(
                p,
                quantized,
                weights,
                y,
                |x, w| dot.product(x, w),
                |y, unit, acc| {
                    *y = h.output(row, scale, bias, unit, acc);
                },
            );
        }
    }
}

#[inline(always)]
pub(super) fn each_image<X, Y>(p: &DepthwiseConv2d, x: &[X], y: &mut [Y], f: impl Fn(&[X], &mut [Y])) {
    let images = x.chunks_exact(p.input_size().max(1));
    images.zip(y.chunks_exact_mut(p.output_size().max(1))).for_each(|(x, y)| f(x, y));
}

/// Products of 16 and 8 bits whose sum does not leave 32 bits.
const NARROW: usize = 511;

/// Channels that are summed together, in registers where there are vectors.
const LANES: usize = 16;

#[inline(always)]
fn convolve<X: Copy, W: Copy, A: Accumulate, Y>(
    p: &DepthwiseConv2d,
    x: &[X],
    weights: &[W],
    y: &mut [Y],
    product: impl Fn(X, W) -> A,
    store: impl Fn(&mut Y, usize, A),
) {
    let mut pixels = y.chunks_exact_mut(p.units().max(1));
    for oy in 0..p.height.output {
        let rows = p.height.taps(oy);
        for (ox, pixel) in pixels.by_ref().take(p.width.output).enumerate() {
            let area = Area { p, rows, columns: p.width.taps(ox) };
            if p.multiplier == 1 {
                area.one_to_one(x, weights, pixel, &product, &store);
            } else {
                area.one_to_many(x, weights, pixel, &product, &store);
            }
        }
    }
}

/// What the filter meets at one output pixel.
pub(super) struct Area<'a> {
    pub(super) p: &'a DepthwiseConv2d,
    pub(super) rows: Taps,
    pub(super) columns: Taps,
}

impl Area<'_> {
    /// Calls `f` with the offsets of each pair of input pixel and filter tap.
    #[inline(always)]
    pub(super) fn each_tap(&self, mut f: impl FnMut(usize, usize)) {
        for r in 0..self.rows.count {
            let (ty, iy) = self.rows.at(r);
            for c in 0..self.columns.count {
                let (tx, ix) = self.columns.at(c);
                f((iy * self.p.width.input + ix) * self.p.channels, (ty * self.p.width.filter + tx) * self.p.units());
            }
        }
    }

    #[inline(always)]
    fn one_to_one<X: Copy, W: Copy, A: Accumulate, Y>(
        &self,
        x: &[X],
        weights: &[W],
        pixel: &mut [Y],
        product: &impl Fn(X, W) -> A,
        store: &impl Fn(&mut Y, usize, A),
    ) {
        for (block, outputs) in pixel.chunks_mut(LANES).enumerate() {
            let (first, n) = (block * LANES, outputs.len());
            let mut sums = [A::default(); LANES];
            self.each_tap(|xs, ws| {
                let (xs, ws) = (row(x, xs + first, n), row(weights, ws + first, n));
                // The same twice: whole blocks have a length that the compiler knows.
                match (xs.first_chunk::<LANES>(), ws.first_chunk::<LANES>()) {
                    (Some(xs), Some(ws)) => add(&mut sums, xs.iter().zip(ws).map(|(&x, &w)| product(x, w))),
                    _ => add(&mut sums, xs.iter().zip(ws).map(|(&x, &w)| product(x, w))),
                }
            });
            outputs.iter_mut().zip(sums).enumerate().for_each(|(i, (y, sum))| store(y, first + i, sum));
        }
    }

    #[inline(always)]
    fn one_to_many<X: Copy, W: Copy, A: Accumulate, Y>(
        &self,
        x: &[X],
        weights: &[W],
        pixel: &mut [Y],
        product: &impl Fn(X, W) -> A,
        store: &impl Fn(&mut Y, usize, A),
    ) {
        for (channel, outputs) in pixel.chunks_exact_mut(self.p.multiplier.max(1)).enumerate() {
            for (block, outputs) in outputs.chunks_mut(LANES).enumerate() {
                let (first, n) = (channel * self.p.multiplier + block * LANES, outputs.len());
                let mut sums = [A::default(); LANES];
                self.each_tap(|xs, ws| {
                    let ws = row(weights, ws + first, n);
                    if let Some(&x) = x.get(xs + channel) {
                        add(&mut sums, ws.iter().map(|&w| product(x, w)));
                    }
                });
                outputs.iter_mut().zip(sums).enumerate().for_each(|(i, (y, sum))| store(y, first + i, sum));
            }
        }
    }
}

#[inline(always)]
fn add<A: Accumulate>(sums: &mut [A; LANES], products: impl Iterator<Item = A>) {
    sums.iter_mut().zip(products).for_each(|(sum, product)| *sum = sum.plus(product));
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::{vec, vec::Vec};

    fn values(n: usize) -> Vec<f32> {
        (0..n).map(|i| (i * 37 % 101) as f32 - 50.0).collect()
    }

    #[test]
    fn agrees_with_the_definition() {
        let height = Window { input: 5, output: 3, filter: 2, stride: 2, dilation: 1, padding: 0 };
        let width = Window { input: 4, output: 4, filter: 3, stride: 1, dilation: 2, padding: 2 };
        let clamp = Clamp { min: F32(-1e30), max: F32(1e30) };
        for (channels, multiplier) in [(37, 1), (3, 2), (2, 19), (1, 16)] {
            let p = DepthwiseConv2d { height, width, channels, multiplier };
            let (x, w) = (values(2 * p.input_size()), values(6 * p.units()));
            let mut y = vec![0.0; 2 * p.output_size()];
            depthwise_conv_2d_f32(&p, clamp, &x, &w, &[1.0], &mut y);
            for (i, &y) in y.iter().enumerate() {
                let (unit, ox, oy) = (i % p.units(), i / p.units() % 4, i / p.units() / 4 % 3);
                let image = &x[i / p.output_size() * p.input_size()..];
                let mut sum = 1.0;
                for (ty, tx) in (0..2).flat_map(|ty| (0..3).map(move |tx| (ty, tx))) {
                    let (iy, ix) = (2 * oy + ty, (ox + 2 * tx).wrapping_sub(2));
                    if iy < 5 && ix < 4 {
                        let x = image[(iy * 4 + ix) * channels + unit / multiplier];
                        sum += x * w[(ty * 3 + tx) * p.units() + unit];
                    }
                }
                assert_eq!(y, sum, "{channels} {multiplier} {i}");
            }
        }
    }

    #[test]
    fn quantized_outputs_are_offset_and_clamped() {
        let one = Window { input: 1, output: 1, filter: 1, stride: 1, dilation: 1, padding: 0 };
        let p = DepthwiseConv2d { height: one, width: one, channels: 3, multiplier: 1 };
        let clamp = Clamp { min: -10, max: 127 };
        let q = LayerQuant { input_offset: 1, weights_offset: 0, output_offset: -2, clamp };
        let mut y = [0; 3];
        depthwise_conv_2d_i8(&p, &q, &[3, 4, 5], &[2, -9, 100], &[1, 0, 0], &[1 << 30], &[1], &mut y);
        assert_eq!(y, [7, -10, 127]);
    }
}
