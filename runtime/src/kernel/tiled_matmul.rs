//! Parameters of products of matrices on tiles of vectors.

use super::{BatchMatMul, Conv2d, TiledLayer, TiledQuant, Window};

/// Products of matrices, of which the right ones are laid in panels first, as the weights of layers are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TiledMatMul<'a> {
    /// The matrices.
    pub matmul: BatchMatMul<'a>,
    /// Left rows that are prepared at a time.
    pub block: usize,
}

impl TiledMatMul<'_> {
    /// One product as a layer over a column of pixels.
    #[inline(always)]
    pub fn layer(&self) -> TiledLayer {
        let BatchMatMul { rows, columns, depth, .. } = self.matmul;
        let one = Window { input: 1, output: 1, filter: 1, stride: 1, dilation: 1, padding: 0 };
        let conv = Conv2d {
            height: Window { input: rows, output: rows, ..one },
            width: one,
            channels: depth,
            filter_channels: depth,
            group_units: columns,
            units: columns,
        };
        TiledLayer { conv, block: self.block, every: 1 }
    }
}

/// Quantization of such products.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TiledMatMulQuant {
    /// That of the left side and of the output.
    pub quant: TiledQuant,
    /// Zero point of the right side.
    pub right_zero_point: i8,
    /// What sums begin with.
    pub start: i32,
}
