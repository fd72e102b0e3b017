//! Blockwise quantization: weights with a scale for each run of values along a row. The scales are a tensor of their own.

use super::{Importer, node};
use crate::diag::Diagnostic;
use crate::ir::TensorId;
use crate::schema::fb;

/// How a tensor is quantized in blocks.
#[derive(Clone, Copy)]
pub(super) struct Blocks {
    scales: i32,
    zero_points: i32,
    size: i32,
}

impl Blocks {
    pub(super) fn of(tensor: &fb::Tensor<'_>) -> Option<Self> {
        let details = tensor.quantization()?.details_as_blockwise_quantization()?;
        Some(Blocks { scales: details.scales(), zero_points: details.zero_points(), size: details.block_size() })
    }
}

impl<'a> Importer<'a> {
    /// Values to a block, and the tensor of scales, of an operator's second input, the only one that may be quantized in blocks.
    pub(super) fn blocks(
        &self,
        builtin: fb::BuiltinOperator,
        inputs: &[Option<TensorId>],
        outputs: &[TensorId],
        map: &[TensorId],
    ) -> Result<Option<(usize, TensorId)>, Diagnostic> {
        let takes = matches!(builtin, fb::BuiltinOperator::FULLY_CONNECTED | fb::BuiltinOperator::EMBEDDING_LOOKUP);
        let weights = inputs.get(1).copied().flatten().filter(|_| takes);
        let others = inputs.iter().flatten().chain(outputs).filter(|id| Some(**id) != weights);
        if let Some(id) = others.into_iter().find(|id| self.blocks.contains_key(id)) {
            let help = "only weights of FULLY_CONNECTED and tables of EMBEDDING_LOOKUP may be quantized in blocks";
            return Err(Diagnostic::unsupported("blockwise quantization", help).on(&self.graph.tensor(*id).name));
        }
        let Some((weights, blocks)) = weights.and_then(|id| Some((id, *self.blocks.get(&id)?))) else {
            return Ok(None);
        };
        let blocks = self.block_scales(blocks, map).map_err(|problem| problem.on(&self.graph.tensor(weights).name));
        blocks.map(Some)
    }

    fn block_scales(&self, blocks: Blocks, map: &[TensorId]) -> Result<(usize, TensorId), Diagnostic> {
        let scales = node::required(map, blocks.scales)?;
        // TFLite does not look at zero points; 0 is what files have that give none.
        let points = usize::try_from(blocks.zero_points).ok().filter(|&id| id > 0).and_then(|id| map.get(id));
        let zeros =
            |id: &TensorId| self.graph.tensor(*id).data.as_ref().is_some_and(|data| data.iter().all(|&byte| byte == 0));
        if points.is_some_and(|id| !zeros(id)) {
            return Err(Diagnostic::unsupported("zero points of blocks", "quantize the weights symmetrically"));
        }
        let size = usize::try_from(blocks.size).ok().filter(|&size| size > 0);
        let size = size.ok_or_else(|| Diagnostic::malformed(format!("blocks of {} values", blocks.size)))?;
        Ok((size, scales))
    }
}
