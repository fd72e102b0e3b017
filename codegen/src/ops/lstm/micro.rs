//! Cells of integers with the arithmetic of TFLite Micro, which has fewer variants.

use super::Attributes;
use super::cell::Cell;
use super::integer::{GATE_SCALE, cell_power, effective, factor, power};
use crate::diag::Diagnostic;
use crate::ir::Quant;
use crate::kernel::{CellActivation, List, LstmGate, LstmMicro, SigmoidInput};
use crate::math::quantize_multiplier;
use crate::ops::cx::decode;
use crate::ops::fixed::sigmoid_table;
use crate::ops::quantized::symmetric_scale;
use crate::plan::{Arg, Lower};

pub(super) fn lower(cx: &mut Lower<'_>, cell: &Cell<'_, '_>, attributes: &Attributes) -> Result<(), Diagnostic> {
    let s = &cell.shape;
    if s.coupled || s.peephole || s.normalized || s.projection || attributes.activation != CellActivation::Tanh {
        let help = "TFLite Micro has none of these; leave out `numerics = tflm` to follow LiteRT";
        return Err(Diagnostic::unsupported("an LSTM with coupled gates, peepholes, norms or a projection", help));
    }
    let input = cell.cx.input(cell.slots.input)?.quantized_per_tensor()?;
    let outputs = cell.cx.input(cell.slots.states)?.quantized_per_tensor()?;
    let gates: Vec<LstmGate> =
        cell.gates().iter().map(|&gate| scales(cell, gate, input, outputs)).collect::<Result<_, _>>()?;
    let params = params(cell, attributes, outputs, &gates)?;
    let table = sigmoid_table().iter().flat_map(|entry| entry.to_le_bytes()).collect();
    let args = [
        Arg::params(&params),
        cx.read("x", cell.slots.input)?,
        cx.constant("matrices", "i8", cell.matrices()?),
        cx.constant("biases", "i32", biases(cell, input, outputs)?.into_iter().flat_map(i32::to_le_bytes).collect()),
        cx.constant("table", "u16", table),
        cx.write("y", 0)?,
        cx.update("output_state", cell.slots.states)?,
        cx.update("cell_state", cell.slots.states + 1)?,
        cx.scratch("scratch", "i16", s.gates().saturating_mul(s.cells)),
    ];
    cx.call("lstm_micro_i8", args);
    Ok(())
}

fn scales(cell: &Cell<'_, '_>, gate: usize, input: &Quant, outputs: &Quant) -> Result<LstmGate, Diagnostic> {
    let scale = |slot: usize| symmetric_scale(cell.cx.input(slot)?);
    Ok(LstmGate {
        input: factor(scale(cell.slots.input_weights(gate))? * input.scale() / GATE_SCALE),
        recurrent: factor(scale(cell.slots.recurrent_weights(gate))? * outputs.scale() / GATE_SCALE),
        ..LstmGate::default()
    })
}

fn params<'g>(
    cell: &Cell<'_, '_>,
    attributes: &Attributes,
    outputs: &Quant,
    gates: &'g [LstmGate],
) -> Result<LstmMicro<'g>, Diagnostic> {
    let cells = f64::from(cell.cx.input(cell.slots.states + 1)?.quantized()?.scale());
    let limit = f64::from(attributes.cell_clip) / cells;
    // The table is read with three integer bits.
    let bits_left = cell_power(cell)? + 12;
    let cell_input = if bits_left < 0 {
        SigmoidInput { multiplier: 3, shift: bits_left.unsigned_abs() }
    } else {
        SigmoidInput { multiplier: 3 << bits_left, shift: 0 }
    };
    Ok(LstmMicro {
        shape: cell.shape,
        gates: List(gates),
        kept: quantize_multiplier(power(-15)),
        added: quantize_multiplier(power(-30) / cells),
        cell_clip: if limit > 0.0 { limit.min(f64::from(i16::MAX)) as i16 } else { -1 },
        cell_input,
        output: quantize_multiplier(power(-30) / f64::from(outputs.scale())),
        output_offset: outputs.zero_point(),
    })
}

/// What is added to the sums over the input, then to those over the outputs.
fn biases(cell: &Cell<'_, '_>, input: &Quant, outputs: &Quant) -> Result<Vec<i32>, Diagnostic> {
    let mut biases = Vec::new();
    for &gate in cell.gates() {
        let bias = decode(cell.cx.constant(cell.slots.bias(gate))?.1, i32::from_le_bytes).collect();
        biases.extend(effective(cell, cell.slots.input_weights(gate), -input.zero_point(), bias)?);
    }
    for &gate in cell.gates() {
        let zeros = vec![0; cell.shape.cells];
        biases.extend(effective(cell, cell.slots.recurrent_weights(gate), -outputs.zero_point(), zeros)?);
    }
    Ok(biases)
}
