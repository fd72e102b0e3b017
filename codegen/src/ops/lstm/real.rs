//! Cells of floats, with matrices of floats or of int8.

use super::Attributes;
use super::cell::Cell;
use crate::diag::Diagnostic;
use crate::kernel::{F32, LstmF32};
use crate::ops::cx::decode;
use crate::plan::{Arg, Lower};

/// The call for a cell of floats, whose result is output `output`.
pub(super) fn lower_float(
    cx: &mut Lower<'_>,
    cell: &Cell<'_, '_>,
    attributes: &Attributes,
    output: usize,
) -> Result<(), Diagnostic> {
    let gates = cell.shape.gates().saturating_mul(cell.shape.cells);
    let args = [
        Arg::params(&params(cell, attributes)),
        cx.read("x", cell.slots.input)?,
        aux(cx, cell)?,
        cx.constant("matrices", "f32", cell.matrices()?),
        cx.constant("vectors", "f32", vectors(cell)?),
        cx.write("y", output)?,
        cx.update("output_state", cell.slots.states)?,
        cx.update("cell_state", cell.slots.states + 1)?,
        cx.scratch("scratch", "f32", gates),
    ];
    cx.call("lstm_f32", args);
    Ok(())
}

fn params(cell: &Cell<'_, '_>, attributes: &Attributes) -> LstmF32 {
    let limit = |clip: f32| F32(if clip > 0.0 { clip } else { f32::INFINITY });
    LstmF32 {
        shape: cell.shape,
        activation: attributes.activation,
        cell_clip: limit(attributes.cell_clip),
        projection_clip: limit(attributes.projection_clip),
    }
}

fn aux(cx: &mut Lower<'_>, cell: &Cell<'_, '_>) -> Result<Arg, Diagnostic> {
    match cell.slots.aux {
        Some((aux, _)) => cx.read("aux", aux),
        None => Ok(cx.nothing("aux")),
    }
}

/// Biases, norms, peepholes and the projection's bias.
fn vectors(cell: &Cell<'_, '_>) -> Result<Vec<u8>, Diagnostic> {
    let (slots, shape) = (cell.slots, &cell.shape);
    let mut bytes = cell.concatenate(cell.gates().iter().map(|&gate| slots.bias(gate)))?;
    if shape.normalized {
        bytes.extend(cell.concatenate(cell.gates().iter().map(|&gate| slots.norm(gate)))?);
    }
    for index in cell.peepholes() {
        bytes.extend(peephole(cell, slots.peephole(index))?);
    }
    if shape.projection {
        match cell.cx.optional(slots.projection_bias()) {
            Some(_) => bytes.extend(cell.concatenate([slots.projection_bias()])?),
            None => bytes.resize(bytes.len() + shape.outputs * 4, 0),
        }
    }
    Ok(bytes)
}

/// Peephole weights as floats.
fn peephole(cell: &Cell<'_, '_>, slot: usize) -> Result<Vec<u8>, Diagnostic> {
    let (tensor, data) = cell.cx.constant(slot)?;
    if tensor.dtype.bytes() == 4 {
        return Ok(data.to_vec());
    }
    let scale = weights_scale(cell, slot)?;
    Ok(decode(data, i8::from_le_bytes).flat_map(|weight| (scale * f32::from(weight)).to_le_bytes()).collect())
}

/// The scale of int8 weights, which have no zero point.
fn weights_scale(cell: &Cell<'_, '_>, slot: usize) -> Result<f32, Diagnostic> {
    crate::ops::quantized::symmetric_scale(cell.cx.input(slot)?)
}

/// The call for a cell of floats with int8 matrices.
pub(super) fn lower_hybrid(
    cx: &mut Lower<'_>,
    cell: &Cell<'_, '_>,
    attributes: &Attributes,
    output: usize,
) -> Result<(), Diagnostic> {
    let s = &cell.shape;
    let inputs = s.input.saturating_add(s.aux).saturating_add(s.outputs);
    let args = [
        Arg::params(&params(cell, attributes)),
        Arg::value(attributes.asymmetric),
        cx.read("x", cell.slots.input)?,
        aux(cx, cell)?,
        cx.constant("matrices", "i8", cell.matrices()?),
        cx.constant("scales", "f32", scales(cell)?.into_iter().flat_map(f32::to_le_bytes).collect()),
        cx.constant("vectors", "f32", vectors(cell)?),
        cx.write("y", output)?,
        cx.update("output_state", cell.slots.states)?,
        cx.update("cell_state", cell.slots.states + 1)?,
        cx.scratch("scratch", "f32", s.gates().saturating_mul(s.cells)),
        cx.scratch("quantized", "i8", inputs.max(s.cells)),
    ];
    cx.call("lstm_hybrid", args);
    Ok(())
}

/// Three for each gate, of which the second stands for nothing without a second input; then the projection's.
fn scales(cell: &Cell<'_, '_>) -> Result<Vec<f32>, Diagnostic> {
    let slots = cell.slots;
    let mut scales = Vec::new();
    for &gate in cell.gates() {
        scales.push(weights_scale(cell, slots.input_weights(gate))?);
        scales.push(slots.aux.map_or(Ok(0.0), |(_, weights)| weights_scale(cell, weights + gate))?);
        scales.push(weights_scale(cell, slots.recurrent_weights(gate))?);
    }
    if cell.shape.projection {
        scales.push(weights_scale(cell, slots.projection())?);
    }
    Ok(scales)
}
