//! CONV_3D and CONV_3D_TRANSPOSE in float. `kernels/internal/reference/conv3d{,_transpose}.h`.

use super::layer::output_f32;
use super::numbers::dot_f32;
use super::{Clamp, F32, Window, row, row_mut};

/// Shape of a convolution over volumes, or of a transposed one. A transposed one counts with its sides exchanged: the windows'
/// input is its output.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conv3d {
    /// Planes.
    pub depth: Window,
    /// Rows.
    pub height: Window,
    /// Columns.
    pub width: Window,
    /// Channels on the windows' input side.
    pub channels: usize,
    /// Channels on the windows' output side.
    pub units: usize,
}

impl Conv3d {
    fn input_size(&self) -> usize {
        [&self.depth, &self.height, &self.width].iter().fold(self.channels, |n, w| n.wrapping_mul(w.input))
    }

    fn output_size(&self) -> usize {
        [&self.depth, &self.height, &self.width].iter().fold(self.units, |n, w| n.wrapping_mul(w.output))
    }

    /// Calls `f` with the offsets of each output voxel, input voxel that it meets, and filter tap between them.
    #[inline(always)]
    fn each_meeting(&self, mut f: impl FnMut(usize, usize, usize)) {
        let (d, h, w) = (&self.depth, &self.height, &self.width);
        let size = self.channels.wrapping_mul(self.units);
        for (od, oy) in (0..d.output).flat_map(|od| (0..h.output).map(move |oy| (od, oy))) {
            let (planes, rows) = (d.taps(od), h.taps(oy));
            for ox in 0..w.output {
                let columns = w.taps(ox);
                let output = ((od * h.output + oy) * w.output + ox) * self.units;
                for (a, b) in (0..planes.count).flat_map(|a| (0..rows.count).map(move |b| (a, b))) {
                    let ((td, id), (ty, iy)) = (planes.at(a), rows.at(b));
                    for (tx, ix) in (0..columns.count).map(|c| columns.at(c)) {
                        let input = ((id * h.input + iy) * w.input + ix) * self.channels;
                        f(output, input, ((td * h.filter + ty) * w.filter + tx) * size);
                    }
                }
            }
        }
    }
}

/// `weights` is `[depth, height, width, channels, units]`; `bias` may be empty.
pub fn conv_3d_f32(p: &Conv3d, clamp: Clamp<F32>, x: &[f32], weights: &[f32], bias: &[f32], y: &mut [f32]) {
    y.fill(0.0);
    let volumes = x.chunks_exact(p.input_size().max(1));
    for (x, y) in volumes.zip(y.chunks_exact_mut(p.output_size().max(1))) {
        p.each_meeting(|output, input, tap| {
            let sums = row_mut(y, output, p.units);
            let weights = row(weights, tap, p.channels * p.units).chunks_exact(p.units.max(1));
            for (x, w) in row(x, input, p.channels).iter().zip(weights) {
                sums.iter_mut().zip(w).for_each(|(sum, w)| *sum += x * w);
            }
        });
    }
    finish(clamp, bias, p.units, y);
}

/// `weights` is `[depth, height, width, channels, units]` where channels are those of the output; `bias` may be empty.
pub fn conv_3d_transpose_f32(p: &Conv3d, clamp: Clamp<F32>, x: &[f32], weights: &[f32], bias: &[f32], y: &mut [f32]) {
    y.fill(0.0);
    let volumes = x.chunks_exact(p.output_size().max(1));
    for (x, y) in volumes.zip(y.chunks_exact_mut(p.input_size().max(1))) {
        p.each_meeting(|input, output, tap| {
            let x = row(x, input, p.units);
            let weights = row(weights, tap, p.channels * p.units).chunks_exact(p.units.max(1));
            row_mut(y, output, p.channels).iter_mut().zip(weights).for_each(|(sum, w)| *sum += dot_f32(x, w));
        });
    }
    finish(clamp, bias, p.channels, y);
}

#[inline(always)]
fn finish(clamp: Clamp<F32>, bias: &[f32], channels: usize, y: &mut [f32]) {
    for voxel in y.chunks_exact_mut(channels.max(1)) {
        voxel.iter_mut().enumerate().for_each(|(c, y)| *y = output_f32(clamp, bias, c, *y));
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::{vec, vec::Vec};

    const OPEN: Clamp<F32> = Clamp { min: F32(f32::NEG_INFINITY), max: F32(f32::INFINITY) };

    fn shape() -> Conv3d {
        let depth = Window { input: 3, output: 2, filter: 2, stride: 1, dilation: 1, padding: 0 };
        let height = Window { input: 4, output: 2, filter: 2, stride: 2, dilation: 2, padding: 1 };
        let width = Window { input: 2, output: 2, filter: 1, stride: 1, dilation: 1, padding: 0 };
        Conv3d { depth, height, width, channels: 2, units: 3 }
    }

    #[test]
    fn one_input_reaches_the_outputs_of_its_taps() {
        let p = shape();
        let weights: Vec<f32> = (0..2 * 2 * 2 * 3).map(|w| w as f32).collect();
        let mut x = vec![0.0; p.input_size()];
        // Plane 1, row 1, column 0, channel 1: each of two planes and two rows of outputs sees it by another tap.
        x[((4 + 1) * 2) * 2 + 1] = 1.0;
        let mut y = vec![0.0; p.output_size()];
        conv_3d_f32(&p, OPEN, &x, &weights, &[0.0, 0.0, 0.5], &mut y);
        let voxel = |d: usize, h: usize| y[(d * 2 + h) * 2 * 3..][..3].to_vec();
        let tap = |d: usize, h: usize| (0..3).map(|u| (((d * 2 + h) * 2 + 1) * 3 + u) as f32).collect::<Vec<_>>();
        let biased = |mut v: Vec<f32>| {
            v[2] += 0.5;
            v
        };
        for (d, h) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            assert_eq!(voxel(d, h), biased(tap(1 - d, 1 - h)));
        }
    }

    #[test]
    fn transposing_exchanges_the_sides() {
        let p = shape();
        let values = |n: usize| (0..n).map(|i| (i * 7 % 11) as f32 - 5.0).collect::<Vec<_>>();
        let (x, w, z) = (values(p.input_size()), values(2 * 2 * 2 * 3), values(p.output_size()));
        let (mut y, mut t) = (vec![0.0; p.output_size()], vec![0.0; p.input_size()]);
        conv_3d_f32(&p, OPEN, &x, &w, &[], &mut y);
        conv_3d_transpose_f32(&p, OPEN, &z, &w, &[], &mut t);
        let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        assert_eq!(dot(&y, &z), dot(&x, &t));
    }
}
