//! CONV_2D and TRANSPOSE_CONV. `kernels/internal/reference/{,integer_ops/}{conv,transpose_conv}.h`.
//!
//! Both gather: a transposed convolution looks up which inputs reach an output, so that no output has to be summed in memory.

use super::layer::output_f32;
use super::numbers::{Dot8, Dot16x8, Dot16x8Narrow, DotF32, Fixed, channel};
use super::window::{Taps, convolve};
use super::{Clamp, Conv2d, F32, HybridLayer, LayerQuant, Window, vectorized};

macro_rules! entries {
    ($taps:ident $i8:ident $u8:ident $i16:ident $i16_i32:ident $f32:ident $hybrid:ident) => {
        entry!($i8 $taps i8 i8);
        entry!($u8 $taps u8 u8);
        wide_entry!($i16 $taps i64 Dot16x8 { w_offset: 0 });
        wide_entry!($i16_i32 $taps i32 Dot16x8Narrow(Dot16x8 { w_offset: 0 }));

        vectorized! {
            /// Float. `weights` is `[units, height, width, channels]`; `bias` may be empty.
            pub fn $f32(p: &Conv2d, clamp: Clamp<F32>, x: &[f32], weights: &[f32], bias: &[f32], y: &mut [f32]) {
                each_image(p, x, y, |x, y| {
                    convolve(p, x, weights, y, Window::$taps, DotF32, |y, unit, acc| {
                        *y = output_f32(clamp, bias, unit, acc);
                    });
                });
            }
        }

        vectorized! {
            /// Float activations and int8 weights; `quantized` has room for an image.
            pub fn $hybrid(
                p: &Conv2d,
                h: &HybridLayer,
                x: &[f32],
                weights: &[i8],
                scale: &[f32],
                bias: &[f32],
                quantized: &mut [i8],
                y: &mut [f32],
            ) {
                hybrid(p, h, (x, weights), (scale, bias), quantized, y, Window::$taps);
            }
        }
    };
}

macro_rules! entry {
    ($name:ident $taps:ident $x:ident $w:ident) => {
        vectorized! {
            /// Quantized. `weights` is `[units, height, width, channels]`; `bias` may be empty.
            pub fn $name(
                p: &Conv2d,
                q: &LayerQuant,
                x: &[$x],
                weights: &[$w],
                bias: &[i32],
                multiplier: &[i32],
                shift: &[i8],
                y: &mut [$x],
            ) {
                // Signed weights have their zero point at zero, which leaves an addition out of the inner loop.
                let weights_offset = if $w::MIN == 0 { q.weights_offset } else { 0 };
                let dot = Dot8 { x_offset: q.input_offset, w_offset: weights_offset };
                let scale = Fixed { multiplier, shift };
                each_image(p, x, y, |x, y| {
                    convolve(p, x, weights, y, Window::$taps, dot, |y, unit, acc| *y = q.output(scale, bias, unit, acc));
                });
            }
        }
    };
}

macro_rules! wide_entry {
    ($name:ident $taps:ident $acc:ident $dot:expr) => {
        vectorized! {
            /// 16-bit activations, summed in the type of the bias.
            pub fn $name(
                p: &Conv2d,
                q: &LayerQuant,
                x: &[i16],
                weights: &[i8],
                bias: &[$acc],
                multiplier: &[i32],
                shift: &[i8],
                y: &mut [i16],
            ) {
                let scale = Fixed { multiplier, shift };
                each_image(p, x, y, |x, y| {
                    convolve(p, x, weights, y, Window::$taps, $dot, |y, unit, acc| *y = q.output(scale, bias, unit, acc));
                });
            }
        }
    };
}

entries!(taps conv_2d_i8 conv_2d_u8 conv_2d_i16 conv_2d_i16_i32 conv_2d_f32 conv_2d_hybrid);
entries!(
    transposed_taps transpose_conv_i8 transpose_conv_u8 transpose_conv_i16 transpose_conv_i16_i32 transpose_conv_f32
    transpose_conv_hybrid
);

#[inline(always)]
fn each_image<X, Y>(p: &Conv2d, x: &[X], y: &mut [Y], f: impl Fn(&[X], &mut [Y])) {
    let images = x.chunks_exact(p.input_size().max(1));
    images.zip(y.chunks_exact_mut(p.output_size().max(1))).for_each(|(x, y)| f(x, y));
}

#[inline(always)]
fn hybrid(
    p: &Conv2d,
    h: &HybridLayer,
    (x, weights): (&[f32], &[i8]),
    (scale, bias): (&[f32], &[f32]),
    quantized: &mut [i8],
    y: &mut [f32],
    taps: impl Fn(&Window, usize) -> Taps + Copy,
) {
    let images = x.chunks_exact(p.input_size().max(1));
    for (x, y) in images.zip(y.chunks_exact_mut(p.output_size().max(1))) {
        let row = h.quantize(x, quantized);
        let dot = Dot8 { x_offset: row.offset, w_offset: 0 };
        // In the order of the reference, which multiplies one by one where it quantizes with a zero point.
        let store = |y: &mut f32, unit: usize, acc: i32| {
            let scaled = acc as f32 * channel(scale, unit) * row.scale;
            let in_steps = h.clamp.apply(scaled + channel(bias, unit));
            *y = if h.asymmetric { in_steps } else { h.output(row, scale, bias, unit, acc) };
        };
        convolve(p, quantized, weights, y, taps, dot, store);
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::{vec, vec::Vec};

    fn window(input: usize, filter: usize, stride: usize, dilation: usize, padding: usize) -> Window {
        let output = (input + 2 * padding - (filter - 1) * dilation - 1) / stride + 1;
        Window { input, output, filter, stride, dilation, padding }
    }

    fn values(n: usize, seed: i32) -> Vec<i8> {
        (0..n as i32).map(|i| ((i * 37 + seed * 11) % 256 - 128) as i8).collect()
    }

    /// Straight from the definition, with `offset` added to each input.
    fn naive(p: &Conv2d, offset: i32, x: &[i8], weights: &[i8]) -> Vec<i32> {
        let mut y = Vec::new();
        for (oy, ox) in (0..p.height.output).flat_map(|oy| (0..p.width.output).map(move |ox| (oy, ox))) {
            for unit in 0..p.units {
                let first = unit / p.group_units * p.filter_channels;
                let mut acc = 0;
                for (ty, tx) in (0..p.height.filter).flat_map(|ty| (0..p.width.filter).map(move |tx| (ty, tx))) {
                    let at = |w: &Window, o: usize, t: usize| (o * w.stride + t * w.dilation).checked_sub(w.padding);
                    let (Some(iy), Some(ix)) = (at(&p.height, oy, ty), at(&p.width, ox, tx)) else { continue };
                    if iy >= p.height.input || ix >= p.width.input {
                        continue;
                    }
                    for c in 0..p.filter_channels {
                        let x = x[(iy * p.width.input + ix) * p.channels + first + c] as i32 + offset;
                        let tap = (unit * p.height.filter + ty) * p.width.filter + tx;
                        acc += x * weights[tap * p.filter_channels + c] as i32;
                    }
                }
                y.push(acc);
            }
        }
        y
    }

    #[test]
    fn agrees_with_the_definition() {
        let shapes = [(3, 1, 2, 1, 0), (3, 2, 1, 1, 1), (2, 1, 1, 2, 2), (1, 1, 3, 1, 0)];
        for (filter, stride, groups, dilation, padding) in shapes {
            let (height, width) = (window(7, filter, stride, dilation, padding), window(6, 2, 1, dilation, padding));
            let p =
                Conv2d { height, width, channels: 5 * groups, filter_channels: 5, group_units: 7, units: 7 * groups };
            let (x, w) = (values(2 * p.input_size(), 1), values(p.units * filter * 2 * 5, 2));
            let clamp = Clamp { min: -32768, max: 32767 };
            let q = LayerQuant { input_offset: 9, weights_offset: 0, output_offset: 3, clamp };
            let mut y = vec![0i16; 2 * p.output_size()];
            // A factor of 1/64, so that sums fit.
            let (dot, scale) = (Dot8 { x_offset: 9, w_offset: 0 }, Fixed { multiplier: &[1 << 30], shift: &[-5] });
            each_image(&p, &x, &mut y, |x, y| {
                convolve(&p, x, &w, y, Window::taps, dot, |y, unit, acc| *y = q.output(scale, &[64], unit, acc));
            });
            let sums = x.chunks(p.input_size()).flat_map(|x| naive(&p, 9, x, &w));
            let round = |sum: i32| ((sum + 64) as f64 / 64.0).round() as i16 + 3;
            let expected: Vec<i16> = sums.map(round).collect();
            assert!(y.iter().zip(&expected).all(|(y, e)| (y - e).abs() <= 1) && y.len() == expected.len());
        }
    }

    #[test]
    fn transposing_spreads_each_input() {
        let w = Window { input: 2, output: 5, filter: 3, stride: 2, dilation: 1, padding: 0 };
        let one = Window { input: 1, output: 1, filter: 1, stride: 1, dilation: 1, padding: 0 };
        let p = Conv2d { height: one, width: w, channels: 1, filter_channels: 1, group_units: 1, units: 1 };
        let mut y = [0.0; 5];
        let clamp = Clamp { min: F32(f32::NEG_INFINITY), max: F32(f32::INFINITY) };
        transpose_conv_f32(&p, clamp, &[1.0, 10.0], &[1.0, 2.0, 3.0], &[0.5], &mut y);
        assert_eq!(y, [1.5, 2.5, 13.5, 20.5, 30.5]);
    }

    #[test]
    fn hybrid_is_close_to_float() {
        let (height, width) = (window(4, 2, 1, 1, 0), window(5, 3, 2, 1, 1));
        let p = Conv2d { height, width, channels: 3, filter_channels: 3, group_units: 4, units: 4 };
        let x: Vec<f32> = values(p.input_size(), 3).iter().map(|&x| x as f32 / 50.0 + 0.4).collect();
        let weights = values(4 * 2 * 3 * 3, 4);
        let real: Vec<f32> = weights.iter().map(|&w| w as f32 * 0.25).collect();
        let clamp = Clamp { min: F32(f32::NEG_INFINITY), max: F32(f32::INFINITY) };
        let mut expected = vec![0.0; p.output_size()];
        conv_2d_f32(&p, clamp, &x, &real, &[1.0], &mut expected);
        for asymmetric in [false, true] {
            let (mut y, mut scratch) = (vec![0.0; p.output_size()], vec![0; p.input_size()]);
            let h = HybridLayer { asymmetric, clamp };
            conv_2d_hybrid(&p, &h, &x, &weights, &[0.25], &[1.0], &mut scratch, &mut y);
            assert!(y.iter().zip(&expected).all(|(a, b)| (a - b).abs() < 5.0), "{y:?} {expected:?}");
        }
    }
}
