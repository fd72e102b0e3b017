//! BIDIRECTIONAL_SEQUENCE_LSTM: a cell that goes forward, and one that goes backward.

use super::cell::{Cell, Kind, Slots};
use super::{Attributes, REFUSED, real};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::Sequence;
use crate::ops::{Infer, Operator, Options, sequence};
use crate::plan::Lower;

/// Both directions, whose outputs are two tensors, or one with both in each row.
#[derive(Clone, Debug, PartialEq)]
pub struct BidirectionalSequenceLstm {
    attributes: Attributes,
    merge_outputs: bool,
    time_major: bool,
}

const AUX: usize = 39;
const FORWARD: Slots = Slots { input: 0, base: 0, states: 35, norms: None, aux: None };
const BACKWARD: Slots = Slots { input: 0, base: 17, states: 37, norms: None, aux: None };
/// Where the weights of the second input are.
const AUX_WEIGHTS: [usize; 2] = [40, 44];

impl Operator for BidirectionalSequenceLstm {
    const TYPES: &'static [DType] = &[DType::F32];
    const REFUSED: &'static str = REFUSED;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_bidirectional_sequence_lstmoptions();
        let o = o.ok_or_else(|| Diagnostic::malformed("no options"))?;
        Ok(BidirectionalSequenceLstm {
            attributes: Attributes::parse(
                o.fused_activation_function(),
                o.cell_clip(),
                o.proj_clip(),
                o.asymmetric_quantize_inputs(),
            )?,
            merge_outputs: o.merge_outputs(),
            time_major: o.time_major(),
        })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let x = cx.input(0)?;
        let [forward, backward] = self.cells(cx)?.map(|cell| cell.shape.outputs);
        if self.merge_outputs {
            cx.output_is(0, DType::F32)?;
            return Ok(vec![sequence::output_shape(x, forward.saturating_add(backward))]);
        }
        cx.output_is(0, DType::F32)?;
        cx.output_is(1, DType::F32)?;
        Ok(vec![sequence::output_shape(x, forward), sequence::output_shape(x, backward)])
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        self.cells(cx).map_or(0, |cells| cells.iter().map(Cell::macs).sum())
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let infer = cx.infer();
        let [mut forward, mut backward] = self.cells(&infer)?;
        let mut output = 1;
        if self.merge_outputs {
            let row = forward.shape.outputs + backward.shape.outputs;
            (forward.shape.row, backward.shape.row) = (row, row);
            backward.shape.offset = forward.shape.outputs;
            output = 0;
        }
        for (cell, output) in [(forward, 0), (backward, output)] {
            match cell.kind {
                Kind::Hybrid => real::lower_hybrid(cx, &cell, &self.attributes, output)?,
                _ => real::lower_float(cx, &cell, &self.attributes, output)?,
            }
        }
        Ok(())
    }
}

impl BidirectionalSequenceLstm {
    fn cells<'c, 'a>(&self, cx: &'c Infer<'a>) -> Result<[Cell<'c, 'a>; 2], Diagnostic> {
        cx.arity(48..=48, if self.merge_outputs { 1 } else { 2 })?;
        let x = cx.input(0)?;
        let forward = sequence::sequence(x, self.time_major)?;
        let backward = Sequence { reverse: true, ..forward };
        let [mut forward_slots, mut backward_slots] = [FORWARD, BACKWARD];
        // A second input goes to both cells if it has weights; else it is what the backward cell reads.
        if let Some(aux) = cx.optional(AUX) {
            aux.expect_dtype(&[DType::F32])?;
            let weighted = cx.optional(AUX_WEIGHTS[0] + 1).is_some();
            aux.expect_rank(3..=3)?;
            if aux.shape[..2] != x.shape[..2] || !weighted && aux.shape != x.shape {
                let message = format!("shape {} for a second input beside {}", aux.shape, x.shape);
                return Err(Diagnostic::malformed(message).on(&aux.name));
            }
            if weighted {
                forward_slots.aux = Some((AUX, AUX_WEIGHTS[0]));
                backward_slots.aux = Some((AUX, AUX_WEIGHTS[1]));
            } else {
                backward_slots.input = AUX;
            }
        }
        for (slots, first) in [(forward_slots, AUX_WEIGHTS[0]), (backward_slots, AUX_WEIGHTS[1])] {
            if slots.aux.is_none() && (first..first + 4).any(|slot| cx.optional(slot).is_some()) {
                return Err(Diagnostic::malformed("weights of a second input that is not there"));
            }
        }
        let cells = [
            Cell::new(cx, forward_slots, forward, &self.attributes)?,
            Cell::new(cx, backward_slots, backward, &self.attributes)?,
        ];
        self.check(&cells)?;
        Ok(cells)
    }

    fn check(&self, [forward, backward]: &[Cell<'_, '_>; 2]) -> Result<(), Diagnostic> {
        let (f, b) = (&forward.shape, &backward.shape);
        if (f.cells, f.outputs) != (b.cells, b.outputs) || forward.kind != backward.kind {
            return Err(Diagnostic::malformed("the two directions have different extents or types"));
        }
        if self.merge_outputs && !self.time_major && f.sequence.batches > 1 {
            let help = "use time_major or separate outputs: TFLite takes the state of the wrong places here";
            return Err(Diagnostic::unsupported("merged outputs of several sequences with the batch outermost", help));
        }
        Ok(())
    }
}
