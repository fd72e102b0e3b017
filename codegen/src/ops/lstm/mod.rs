//! UNIDIRECTIONAL_SEQUENCE_LSTM, LSTM and BIDIRECTIONAL_SEQUENCE_LSTM.

mod basic;
mod bidirectional;
mod cell;
mod integer;
mod micro;
mod real;

pub(crate) use bidirectional::BidirectionalSequenceLstm;

use super::{Infer, Numerics, Operator, Options, sequence};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, TensorId};
use crate::kernel::{CellActivation, Sequence};
use crate::plan::Lower;
use crate::schema::fb;
use cell::{Cell, Kind, Slots};

const REFUSED: &str =
    "weights computed at run time, sparse or diagonal weights, state that is not a variable, no activation (float32)";

/// What all of them have.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Attributes {
    activation: CellActivation,
    /// 0 for no limit.
    cell_clip: f32,
    /// 0 for no limit.
    projection_clip: f32,
    /// Whether float activations are quantized with a zero point.
    asymmetric: bool,
}

impl Attributes {
    fn parse(
        activation: fb::ActivationFunctionType,
        cell_clip: f32,
        projection_clip: f32,
        asymmetric: bool,
    ) -> Result<Self, Diagnostic> {
        if !(cell_clip >= 0.0 && projection_clip >= 0.0) {
            return Err(Diagnostic::malformed(format!("limits {cell_clip} and {projection_clip}, which are below 0")));
        }
        Ok(Attributes { activation: sequence::activation(activation)?, cell_clip, projection_clip, asymmetric })
    }
}

/// Steps of sequences with one direction.
#[derive(Clone, Debug, PartialEq)]
pub struct UnidirectionalSequenceLstm {
    attributes: Attributes,
    time_major: bool,
    intermediates: Vec<TensorId>,
}

impl Operator for UnidirectionalSequenceLstm {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8];
    const REFUSED: &'static str = REFUSED;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_unidirectional_sequence_lstmoptions();
        let o = o.ok_or_else(|| Diagnostic::malformed("no options"))?;
        // `diagonal_recurrent_tensors` says nothing that the weights' shapes do not say.
        Ok(UnidirectionalSequenceLstm {
            attributes: Attributes::parse(
                o.fused_activation_function(),
                o.cell_clip(),
                o.proj_clip(),
                o.asymmetric_quantize_inputs(),
            )?,
            time_major: o.time_major(),
            intermediates: options.intermediates.to_vec(),
        })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let cell = self.cell(cx)?;
        cx.output_is(0, cx.input(0)?.dtype)?;
        Ok(vec![sequence::output_shape(cx.input(0)?, cell.shape.outputs)])
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        self.cell(cx).map_or(0, |cell| cell.macs())
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let infer = cx.infer();
        lower(cx, &self.cell(&infer)?, &self.attributes, &self.intermediates, self.time_major)
    }
}

impl UnidirectionalSequenceLstm {
    fn cell<'c, 'a>(&self, cx: &'c Infer<'a>) -> Result<Cell<'c, 'a>, Diagnostic> {
        one_direction(cx, sequence::sequence(cx.input(0)?, self.time_major)?, &self.attributes)
    }
}

/// The cell of an operator with one direction.
fn one_direction<'c, 'a>(
    cx: &'c Infer<'a>,
    sequence: Sequence,
    attributes: &Attributes,
) -> Result<Cell<'c, 'a>, Diagnostic> {
    if cx.input_count() != 20 {
        cx.arity(24..=24, 1)?;
    }
    cx.arity(20..=24, 1)?;
    Cell::new(cx, Slots::ONE, sequence, attributes)
}

fn lower(
    cx: &mut Lower<'_>,
    cell: &Cell<'_, '_>,
    attributes: &Attributes,
    intermediates: &[TensorId],
    time_major: bool,
) -> Result<(), Diagnostic> {
    match cell.kind {
        Kind::Float => real::lower_float(cx, cell, attributes, 0),
        Kind::Hybrid => real::lower_hybrid(cx, cell, attributes, 0),
        Kind::Integer if cx.numerics() == Numerics::Tflm => micro::lower(cx, cell, attributes),
        Kind::Integer => integer::lower(cx, cell, attributes, intermediates, time_major),
    }
}

/// One step: the full kernel, whose state is in variables, or the basic one.
#[derive(Clone, Debug, PartialEq)]
pub enum Lstm {
    /// As [`UnidirectionalSequenceLstm`], with one step.
    Full(FullLstm),
    /// A cell with one matrix.
    Basic(basic::BasicLstm),
}

/// The full kernel.
#[derive(Clone, Debug, PartialEq)]
pub struct FullLstm {
    attributes: Attributes,
    intermediates: Vec<TensorId>,
}

impl Operator for Lstm {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8];
    const REFUSED: &'static str = "full kernel: weights computed at run time, sparse weights, state that is not a variable, int8 gates (12 intermediates)";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_lstmoptions();
        let o = o.ok_or_else(|| Diagnostic::malformed("no options"))?;
        match o.kernel_type() {
            fb::LSTMKernelType::FULL => {}
            // Its cell is fixed: the other options have no meaning for it, nor for TFLite.
            fb::LSTMKernelType::BASIC => return Ok(Lstm::Basic(basic::BasicLstm)),
            other => return Err(Diagnostic::malformed(format!("kernel type {}", other.0))),
        }
        let attributes = Attributes::parse(
            o.fused_activation_function(),
            o.cell_clip(),
            o.proj_clip(),
            o.asymmetric_quantize_inputs(),
        )?;
        Ok(Lstm::Full(FullLstm { attributes, intermediates: options.intermediates.to_vec() }))
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        match self {
            Lstm::Full(op) => {
                let cell = op.cell(cx)?;
                cx.output_is(0, cx.input(0)?.dtype)?;
                Ok(vec![sequence::output_shape(cx.input(0)?, cell.shape.outputs)])
            }
            Lstm::Basic(op) => op.infer(cx),
        }
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        match self {
            Lstm::Full(op) => op.cell(cx).map_or(0, |cell| cell.macs()),
            Lstm::Basic(op) => op.macs(cx),
        }
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        match self {
            Lstm::Full(op) => {
                let infer = cx.infer();
                lower(cx, &op.cell(&infer)?, &op.attributes, &op.intermediates, true)
            }
            Lstm::Basic(op) => op.lower(cx),
        }
    }
}

impl FullLstm {
    fn cell<'c, 'a>(&self, cx: &'c Infer<'a>) -> Result<Cell<'c, 'a>, Diagnostic> {
        let x = cx.input(0)?;
        x.expect_rank(2..=2)?;
        one_direction(cx, sequence::single_step(x.shape[0]), &self.attributes)
    }
}
