//! Weights that are quantized in blocks: the scales are the node's last input.

use super::cx::{self, Activation};
use super::layer::Layer;
use super::{Infer, Options};
use crate::diag::Diagnostic;
use crate::ir::DType;
use crate::kernel::{FullyConnected, FullyConnectedBlocks, f16_to_f32};
use crate::plan::{Arg, Lower};

/// Where a layer's bias is, which the file may leave out: there is nothing beyond the scales.
pub(super) fn bias(options: &Options<'_>) -> usize {
    if options.block.is_some() && options.inputs.len() < 3 { 3 } else { 2 }
}

/// The scales, one for each block of a row of input 1.
pub(super) fn scales(cx: &Infer<'_>, block: usize) -> Result<Vec<f32>, Diagnostic> {
    let (weights, last) = (cx.input(1)?, cx.input_count().saturating_sub(1));
    let (tensor, data) = cx.constant(last)?;
    tensor.expect_dtype(&[DType::F16])?;
    let depth = weights.shape.from_end(0);
    // Rows begin with a whole byte.
    if !depth.is_multiple_of(block) || !(block * weights.dtype.bits()).is_multiple_of(8) {
        let message = format!("blocks of {block} in rows of {depth} {}", weights.dtype);
        return Err(Diagnostic::malformed(message).on(&weights.name));
    }
    tensor.expect_elements(weights.shape.elements() / block)?;
    Ok(cx::decode(data, u16::from_le_bytes).map(f16_to_f32).collect())
}

/// Checks the types of a layer of floats.
pub(super) fn check(cx: &Infer<'_>, layer: &Layer, block: usize) -> Result<(), Diagnostic> {
    let (x, weights) = (cx.input(layer.x)?, cx.input(layer.weights)?);
    x.expect_dtype(&[DType::F32])?;
    cx.output_is(0, DType::F32)?;
    weights.expect_dtype(&[DType::I4])?;
    cx.constant(layer.weights)?;
    if let Some(bias) = cx.optional(layer.bias) {
        bias.expect_dtype(&[DType::F32])?;
        bias.expect_elements(weights.shape[0])?;
    }
    if layer.activation != Activation::None {
        let help = "TFLite leaves it out here: put the activation into an operator of its own";
        return Err(Diagnostic::unsupported("a fused activation after weights in blocks", help).on(&weights.name));
    }
    scales(cx, block).map(|_| ())
}

pub(super) fn lower(cx: &mut Lower<'_>, layer: &Layer, p: &FullyConnected, block: usize) -> Result<(), Diagnostic> {
    let scales = scales(&cx.infer(), block)?;
    let [x, weights, bias] = layer.data_args(cx)?;
    let sums = sums(&layer.unpacked(&cx.infer())?, &scales, p, block);
    let bytes = |values: &[f32]| values.iter().flat_map(|value| value.to_le_bytes()).collect();
    let args = [
        Arg::params(&FullyConnectedBlocks { depth: p.depth, units: p.units, block }),
        x,
        weights,
        cx.constant("scale", "f32", bytes(&scales)),
        cx.constant("sums", "f32", bytes(&sums)),
        bias,
        cx.scratch("quantized", "i8", p.depth),
        cx.write("y", 0)?,
    ];
    cx.call("fully_connected_blockwise", args);
    Ok(())
}

/// The real sum of each unit's weights.
fn sums(weights: &[u8], scales: &[f32], p: &FullyConnected, block: usize) -> Vec<f32> {
    let sum = |block: &[u8]| block.iter().map(|&weight| i32::from(weight as i8)).sum::<i32>() as f32;
    let blocks: Vec<f32> = weights.chunks_exact(block).zip(scales).map(|(block, scale)| scale * sum(block)).collect();
    let row = |row: &[f32]| row.iter().fold(0.0, |sum, block| sum + block);
    blocks.chunks_exact((p.depth / block).max(1)).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_of_rows() {
        let weights = [1, 2, 3, 4, 255, 0, 7, 248];
        let p = FullyConnected { depth: 4, units: 2 };
        assert_eq!(sums(&weights, &[0.5, 0.25, 1.0, 2.0], &p, 2), [3.25, -3.0]);
    }
}
