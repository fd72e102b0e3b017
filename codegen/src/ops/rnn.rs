//! RNN, UNIDIRECTIONAL_SEQUENCE_RNN and BIDIRECTIONAL_SEQUENCE_RNN.

use super::quantized::symmetric_scale;
use super::{Infer, Operator, Options, sequence};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::{self, CellActivation, F32, RnnHybrid, Sequence};
use crate::plan::{Arg, Lower};
use crate::schema::fb;

/// What all of them have.
#[derive(Clone, Debug, PartialEq)]
struct Attributes {
    activation: CellActivation,
    /// Whether float activations are quantized with a zero point.
    asymmetric: bool,
}

/// Where the tensors of a cell are.
#[derive(Clone, Copy)]
struct Slots {
    input: usize,
    /// Weights, recurrent weights, bias, state.
    first: usize,
    /// A second input, and its weights.
    aux: Option<(usize, usize)>,
}

impl Slots {
    const ONE: Slots = Slots { input: 0, first: 1, aux: None };

    fn recurrent(self) -> usize {
        self.first + 1
    }

    fn bias(self) -> usize {
        self.first + 2
    }

    fn state(self) -> usize {
        self.first + 3
    }
}

/// A cell whose tensors have been checked. Its rows hold its outputs alone.
struct Cell {
    slots: Slots,
    hybrid: bool,
    params: kernel::Rnn,
}

impl Cell {
    fn new(cx: &Infer<'_>, slots: Slots, sequence: Sequence, attributes: &Attributes) -> Result<Self, Diagnostic> {
        let (x, weights) = (cx.input(slots.input)?, cx.input(slots.first)?);
        x.expect_dtype(&[DType::F32])?;
        weights.expect_dtype(&[DType::F32, DType::I8, DType::U8])?;
        weights.expect_rank(2..=2)?;
        let (units, input) = (weights.shape[0], x.shape.from_end(0));
        let hybrid = weights.dtype != DType::F32;
        weights.expect(weights.dtype, &[units, input])?;
        cx.input(slots.recurrent())?.expect(weights.dtype, &[units, units])?;
        cx.input(slots.bias())?.expect(DType::F32, &[units])?;
        cx.state(slots.state())?.expect(DType::F32, &[sequence.batches, units])?;
        let mut aux = 0;
        if let Some((slot, weights_slot)) = slots.aux {
            aux = cx.input(slot)?.shape.from_end(0);
            cx.input(weights_slot)?.expect(weights.dtype, &[units, aux])?;
        }
        let activation = attributes.activation;
        let params = kernel::Rnn { sequence, passes: 1, input, aux, units, row: units, offset: 0, activation };
        Ok(Cell { slots, hybrid, params })
    }

    fn macs(&self) -> u64 {
        let p = &self.params;
        let steps = p.sequence.batches.saturating_mul(p.sequence.steps).saturating_mul(p.passes);
        let row = p.input.saturating_add(p.aux).saturating_add(p.units);
        (steps as u64).saturating_mul(p.units as u64).saturating_mul(row as u64)
    }

    fn lower(&self, cx: &mut Lower<'_>, attributes: &Attributes, output: usize) -> Result<(), Diagnostic> {
        let (p, slots) = (&self.params, self.slots);
        let mut args = vec![Arg::params(p)];
        if self.hybrid {
            args.push(Arg::params(&self.quantization(cx, attributes)?));
        }
        args.push(cx.read("x", slots.input)?);
        args.push(match slots.aux {
            Some((aux, _)) => cx.read("aux", aux)?,
            None => cx.nothing("aux"),
        });
        args.push(self.weights(cx, "weights", slots.first)?);
        args.push(match slots.aux {
            Some((_, weights)) => self.weights(cx, "aux_weights", weights)?,
            None => cx.nothing("aux_weights"),
        });
        args.push(self.weights(cx, "recurrent", slots.recurrent())?);
        args.push(cx.read("bias", slots.bias())?);
        args.push(cx.write("y", output)?);
        args.push(cx.update("state", slots.state())?);
        if self.hybrid {
            args.push(cx.scratch("quantized", "i8", p.input.max(p.aux).max(p.units)));
        }
        cx.call(if self.hybrid { "rnn_hybrid" } else { "rnn_f32" }, args);
        Ok(())
    }

    /// Weights as they are: old int8 weights that the file calls uint8 are int8 too.
    fn weights(&self, cx: &mut Lower<'_>, name: &'static str, slot: usize) -> Result<Arg, Diagnostic> {
        if self.hybrid { cx.read_as(name, slot, "i8") } else { cx.read(name, slot) }
    }

    fn quantization(&self, cx: &Lower<'_>, attributes: &Attributes) -> Result<RnnHybrid, Diagnostic> {
        let scale = |slot: usize| Ok(F32(symmetric_scale(cx.input(slot)?)?));
        let aux = self.slots.aux.map_or(Ok(F32(0.0)), |(_, weights)| scale(weights))?;
        let scales = [scale(self.slots.first)?, aux, scale(self.slots.recurrent())?];
        Ok(RnnHybrid { asymmetric: attributes.asymmetric, scales })
    }
}

/// One step, or steps of sequences, with one direction.
#[derive(Clone, Debug, PartialEq)]
pub struct Rnn {
    attributes: Attributes,
    /// Whether time is the outer dimension; `None` for a single step.
    time_major: Option<bool>,
}

const REFUSED: &str = "state that is not a variable";

impl Operator for Rnn {
    const TYPES: &'static [DType] = &[DType::F32];
    const REFUSED: &'static str = REFUSED;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let missing = || Diagnostic::malformed("no options");
        if options.builtin == fb::BuiltinOperator::RNN {
            let o = options.table.builtin_options_as_rnnoptions().ok_or_else(missing)?;
            let activation = sequence::activation(o.fused_activation_function())?;
            let attributes = Attributes { activation, asymmetric: o.asymmetric_quantize_inputs() };
            return Ok(Rnn { attributes, time_major: None });
        }
        let o = options.table.builtin_options_as_sequence_rnnoptions().ok_or_else(missing)?;
        let activation = sequence::activation(o.fused_activation_function())?;
        let attributes = Attributes { activation, asymmetric: o.asymmetric_quantize_inputs() };
        Ok(Rnn { attributes, time_major: Some(o.time_major()) })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.output_is(0, DType::F32)?;
        Ok(vec![sequence::output_shape(cx.input(0)?, self.cell(cx)?.params.units)])
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        self.cell(cx).map_or(0, |cell| cell.macs())
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        self.cell(&cx.infer())?.lower(cx, &self.attributes, 0)
    }
}

impl Rnn {
    fn cell(&self, cx: &Infer<'_>) -> Result<Cell, Diagnostic> {
        cx.arity(5..=5, 1)?;
        let x = cx.input(0)?;
        let sequence = match self.time_major {
            Some(time_major) => sequence::sequence(x, time_major)?,
            None => {
                x.expect_rank(2..=2)?;
                sequence::single_step(x.shape[0])
            }
        };
        Cell::new(cx, Slots::ONE, sequence, &self.attributes)
    }
}

/// A cell that goes forward, and one that goes backward. Their outputs are two tensors, or one with both in each row.
#[derive(Clone, Debug, PartialEq)]
pub struct BidirectionalSequenceRnn {
    attributes: Attributes,
    merge_outputs: bool,
    time_major: bool,
}

const AUX: usize = 9;
/// Where the weights of the second input are.
const AUX_WEIGHTS: [usize; 2] = [10, 11];

impl Operator for BidirectionalSequenceRnn {
    const TYPES: &'static [DType] = &[DType::F32];
    const REFUSED: &'static str = REFUSED;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_bidirectional_sequence_rnnoptions();
        let o = o.ok_or_else(|| Diagnostic::malformed("no options"))?;
        let activation = sequence::activation(o.fused_activation_function())?;
        Ok(BidirectionalSequenceRnn {
            attributes: Attributes { activation, asymmetric: o.asymmetric_quantize_inputs() },
            merge_outputs: o.merge_outputs(),
            time_major: o.time_major(),
        })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let x = cx.input(0)?;
        let [forward, backward] = self.cells(cx)?.map(|cell| cell.params.units);
        cx.output_is(0, DType::F32)?;
        if self.merge_outputs {
            return Ok(vec![sequence::output_shape(x, forward.saturating_add(backward))]);
        }
        cx.output_is(1, DType::F32)?;
        Ok(vec![sequence::output_shape(x, forward), sequence::output_shape(x, backward)])
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        self.cells(cx).map_or(0, |cells| cells.iter().map(Cell::macs).sum())
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let [mut forward, mut backward] = self.cells(&cx.infer())?;
        let mut output = 1;
        if self.merge_outputs {
            let row = forward.params.units + backward.params.units;
            (forward.params.row, backward.params.row) = (row, row);
            backward.params.offset = forward.params.units;
            output = 0;
        }
        forward.lower(cx, &self.attributes, 0)?;
        backward.lower(cx, &self.attributes, output)
    }
}

impl BidirectionalSequenceRnn {
    fn cells(&self, cx: &Infer<'_>) -> Result<[Cell; 2], Diagnostic> {
        cx.arity(12..=12, if self.merge_outputs { 1 } else { 2 })?;
        let forward = sequence::sequence(cx.input(0)?, self.time_major)?;
        let backward = Sequence { reverse: true, ..forward };
        let [forward_slots, backward_slots] = self.slots(cx)?;
        let mut cells = [
            Cell::new(cx, forward_slots, forward, &self.attributes)?,
            Cell::new(cx, backward_slots, backward, &self.attributes)?,
        ];
        self.check(&cells)?;
        if self.time_major {
            // TFLite's loops go through the whole sequence once for each step, and the state carries over.
            cells.iter_mut().filter(|cell| cell.hybrid).for_each(|cell| cell.params.passes = forward.steps);
        }
        Ok(cells)
    }

    /// A second input goes to both cells if it has weights. Else it is what the backward cell reads, unless the batch is
    /// outermost: then TFLite leaves it out.
    fn slots(&self, cx: &Infer<'_>) -> Result<[Slots; 2], Diagnostic> {
        let x = cx.input(0)?;
        let mut slots = [Slots::ONE, Slots { first: 5, ..Slots::ONE }];
        let weights = AUX_WEIGHTS.map(|slot| cx.optional(slot).is_some());
        let Some(aux) = cx.optional(AUX) else {
            return if weights == [false; 2] {
                Ok(slots)
            } else {
                Err(Diagnostic::malformed("weights of a second input that is not there"))
            };
        };
        aux.expect_dtype(&[DType::F32])?;
        if aux.shape != x.shape {
            let help = "use a second input of the same shape: TFLite takes its rows from the wrong places otherwise";
            let message = format!("a second input of shape {} beside {}", aux.shape, x.shape);
            return Err(Diagnostic::unsupported(message, help).on(&aux.name));
        }
        match weights {
            [true, true] => {
                for (slots, weights) in slots.iter_mut().zip(AUX_WEIGHTS) {
                    slots.aux = Some((AUX, weights));
                }
            }
            [false, false] if self.time_major => slots[1].input = AUX,
            [false, false] => {}
            _ => return Err(Diagnostic::malformed("weights of the second input for one direction only")),
        }
        Ok(slots)
    }

    fn check(&self, [forward, backward]: &[Cell; 2]) -> Result<(), Diagnostic> {
        if forward.hybrid != backward.hybrid {
            return Err(Diagnostic::malformed("the weights of the two directions have different types"));
        }
        let several = self.time_major && forward.params.sequence.batches > 1;
        if forward.hybrid && self.merge_outputs && several && !self.attributes.asymmetric {
            let help = "set asymmetric_quantize_inputs, or use separate outputs: TFLite fails on this model";
            return Err(Diagnostic::unsupported("merged outputs of several sequences with int8 weights", help));
        }
        Ok(())
    }
}
