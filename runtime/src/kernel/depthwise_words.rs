//! DEPTHWISE_CONV_2D of 16-bit activations whose sums do not leave 32 bits: 16 channels at a time.

use super::depthwise_conv_2d::{Area, each_image};
use super::{Clamp, DepthwiseConv2d, half_up, vectorized};

/// Channels that are computed together.
const LANES: usize = 16;

vectorized! {
    /// 16-bit activations, with one filter for each channel. `weights` is `[height, width, channels]`; `bias`, `scale` and `offset` are
    /// for whole vectors of 16: an output is the product of a sum and its scale, rounded once, halves up, and the offset.
    pub fn depthwise_words(
        p: &DepthwiseConv2d,
        clamp: Clamp<i32>,
        x: &[i16],
        weights: &[i8],
        bias: &[i32],
        scale: &[f64],
        offset: &[i32],
        y: &mut [i16],
    ) {
        let lists = bias.as_chunks().0.iter().zip(scale.as_chunks().0).zip(offset.as_chunks().0);
        each_image(p, x, y, |x, y| {
            let mut pixels = y.chunks_exact_mut(p.channels.max(1));
            for oy in 0..p.height.output {
                let rows = p.height.taps(oy);
                for (ox, pixel) in pixels.by_ref().take(p.width.output).enumerate() {
                    let area = Area { p, rows, columns: p.width.taps(ox) };
                    let vectors = pixel.chunks_mut(LANES).zip(lists.clone()).enumerate();
                    for (i, (y, ((bias, scale), offset))) in vectors {
                        let y_of = |sums| outputs(&sums, scale, offset, clamp);
                        put(&y_of(sums(&area, i * LANES, y.len(), x, weights, *bias)), y);
                    }
                }
            }
        });
    }
}

/// Of the channels from `first` on, of which there are `count`; what others sum up is any.
#[inline(always)]
fn sums(
    area: &Area<'_>,
    first: usize,
    count: usize,
    x: &[i16],
    weights: &[i8],
    mut sums: [i32; LANES],
) -> [i32; LANES] {
    area.each_tap(|xs, ws| {
        let x = x.get(xs.wrapping_add(first)..).unwrap_or(&[]);
        let w = weights.get(ws.wrapping_add(first)..).unwrap_or(&[]);
        if let (Some(x), Some(w)) = (x.first_chunk::<LANES>(), w.first_chunk::<LANES>()) {
            for i in 0..LANES {
                sums[i] = sums[i].wrapping_add(i32::from(x[i]) * i32::from(w[i]));
            }
        } else {
            let products = x.iter().zip(w).map(|(x, w)| i32::from(*x) * i32::from(*w));
            sums.iter_mut().zip(products).take(count).for_each(|(sum, product)| *sum = sum.wrapping_add(product));
        }
    });
    sums
}

#[inline(always)]
fn outputs(sums: &[i32; LANES], scale: &[f64; LANES], offset: &[i32; LANES], clamp: Clamp<i32>) -> [i16; LANES] {
    let mut y = [0; LANES];
    for i in 0..LANES {
        let number = half_up(f64::from(sums[i]) * scale[i]);
        y[i] = clamp.apply(number.wrapping_add(offset[i])) as i16;
    }
    y
}

/// As many as there is room for.
#[inline(always)]
fn put(outputs: &[i16; LANES], y: &mut [i16]) {
    match y.first_chunk_mut::<LANES>() {
        Some(y) => *y = *outputs,
        None => y.iter_mut().zip(outputs).for_each(|(y, output)| *y = *output),
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use crate::kernel::{LayerQuant, Multiplier, Window, depthwise_conv_2d_i16};
    use std::{vec, vec::Vec};

    #[test]
    fn agrees_with_the_plain_kernel() {
        for channels in [1, 8, 16, 19, 40] {
            let height = Window { input: 7, output: 4, filter: 3, stride: 2, dilation: 1, padding: 1 };
            let width = Window { input: 9, output: 7, filter: 3, stride: 1, dilation: 2, padding: 1 };
            let p = DepthwiseConv2d { height, width, channels, multiplier: 1 };
            let x: Vec<i16> = (0..2 * 63 * channels as i32).map(|i| (i * 7919 % 65_521 - 32_760) as i16).collect();
            let weights: Vec<i8> = (0..9 * channels as i32).map(|i| (i * 37 % 255 - 127) as i8).collect();
            let bias: Vec<i64> = (0..channels as i64).map(|i| i * 99_991 - 500_000).collect();
            let factor = Multiplier { multiplier: 1_518_500_250, shift: -9 };
            let (clamp, shift) = (Clamp { min: -30_000, max: 32_767 }, vec![factor.shift as i8; channels]);
            let q = LayerQuant { input_offset: 0, weights_offset: 0, output_offset: 0, clamp };
            let mut expected = vec![0; 2 * 28 * channels];
            let multiplier = vec![factor.multiplier; channels];
            depthwise_conv_2d_i16(&p, &q, &x, &weights, &bias, &multiplier, &shift, &mut expected);
            let padded = channels.next_multiple_of(LANES);
            let scale = vec![f64::from(factor.reduced()) / f64::from(1 << 24); padded];
            let mut bias: Vec<i32> = bias.into_iter().map(|bias| bias as i32).collect();
            bias.resize(padded, 0);
            let mut y = vec![0; expected.len()];
            depthwise_words(&p, clamp, &x, &weights, &bias, &scale, &vec![0; padded], &mut y);
            assert_eq!(y, expected, "{channels}");
        }
    }
}
