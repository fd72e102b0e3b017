//! FULLY_CONNECTED of floats and weights that have a scale for each block of a row. `EvalBlockwise4Bit` of
//! `kernels/fully_connected.cc`.

use super::hybrid::quantize_row;
use super::numbers::{channel, dot_8};
use super::{each_row, row, vectorized};

/// Shape of a layer. Weights are `[units, depth]`, scales `[units, depth / block]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FullyConnectedBlocks {
    /// Values per input row.
    pub depth: usize,
    /// Outputs per row.
    pub units: usize,
    /// Weights that share a scale.
    pub block: usize,
}

vectorized! {
    /// Rows are quantized with a zero point, for which `sums` has the real sum of each unit's weights. `bias` may be empty; `quantized`
    /// has room for a row.
    pub fn fully_connected_blockwise(
        p: &FullyConnectedBlocks,
        x: &[f32],
        weights: &[i8],
        scale: &[f32],
        sums: &[f32],
        bias: &[f32],
        quantized: &mut [i8],
        y: &mut [f32],
    ) {
        let block = p.block.max(1);
        let blocks = p.depth / block;
        each_row(x, p.depth, y, p.units, |x, y| {
            let quant = quantize_row(true, x, quantized);
            for (unit, y) in y.iter_mut().enumerate() {
                let weights = row(weights, unit * p.depth, p.depth).chunks_exact(block);
                let products = quantized.chunks_exact(block).zip(weights).map(|(x, w)| dot_8(x, w, 0, 0));
                let scales = row(scale, unit * blocks, blocks);
                let sum = products.zip(scales).fold(0.0, |sum, (product, scale)| sum + product as f32 * scale);
                *y = (sum + quant.offset as f32 * channel(sums, unit)) * quant.scale + channel(bias, unit);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_block_has_a_scale() {
        let p = FullyConnectedBlocks { depth: 4, units: 2, block: 2 };
        let (weights, scale) = ([1, 2, 3, 4, -1, 0, 7, -8], [0.5, 0.25, 1.0, 2.0]);
        let sums = [3.0 * 0.5 + 7.0 * 0.25, -1.0 - 2.0];
        let (mut quantized, mut y) = ([0; 4], [0.0; 2]);
        let x = [1.0, -1.0, 2.0, 0.5];
        fully_connected_blockwise(&p, &x, &weights, &scale, &sums, &[10.0, 0.0], &mut quantized, &mut y);
        let exact = [10.0 + (1.0 - 2.0) * 0.5 + (6.0 + 2.0) * 0.25, -1.0 + 2.0 * (14.0 - 4.0)];
        assert!(y.iter().zip(exact).all(|(y, exact): (&f32, f32)| (y - exact).abs() < 0.2), "{y:?} {exact:?}");
    }
}
