//! Cells of integers: int8 with int16 gates and cells.

use super::Attributes;
use super::cell::Cell;
use crate::diag::Diagnostic;
use crate::ir::{DType, Quant, TensorId};
use crate::kernel::{List, LstmGate, LstmInteger, Multiplier};
use crate::math::{power_of_two, quantize_multiplier};
use crate::ops::cx::decode;
use crate::ops::quantized::symmetric_scale;
use crate::plan::{Arg, Lower};

/// Scale of a gate before its activation: three integer bits.
pub(super) const GATE_SCALE: f32 = 1.0 / 4096.0;
/// Values of one peephole for all sequences together, where they differ.
const MAX_PEEPHOLES: usize = 1 << 24;

pub(super) fn lower(
    cx: &mut Lower<'_>,
    cell: &Cell<'_, '_>,
    attributes: &Attributes,
    intermediates: &[TensorId],
    time_major: bool,
) -> Result<(), Diagnostic> {
    let quant = Scales::new(cell, intermediates)?;
    let gates: Vec<LstmGate> = cell.gates().iter().map(|&gate| quant.gate(cell, gate)).collect::<Result<_, _>>()?;
    let (peepholes, peephole_stride) = peepholes(cell, time_major)?;
    let mut vectors = Vec::new();
    if cell.shape.normalized {
        vectors = cell.concatenate(cell.gates().iter().map(|&gate| cell.slots.norm(gate)))?;
    }
    vectors.extend(peepholes);
    let params = quant.params(cell, attributes, &gates, peephole_stride)?;
    let s = &cell.shape;
    let args = [
        Arg::params(&params),
        cx.read("x", cell.slots.input)?,
        cx.constant("matrices", "i8", cell.matrices()?),
        cx.constant("vectors", "i16", vectors),
        cx.constant("biases", "i32", quant.biases(cell)?.into_iter().flat_map(i32::to_le_bytes).collect()),
        cx.write("y", 0)?,
        cx.update("output_state", cell.slots.states)?,
        cx.update("cell_state", cell.slots.states + 1)?,
        cx.scratch("scratch", "i16", s.gates().saturating_mul(s.cells)),
        cx.scratch("hidden", "i8", if s.projection { s.cells } else { 0 }),
    ];
    cx.call("lstm_i8", args);
    Ok(())
}

/// Quantization of what a cell works on.
struct Scales {
    input: Quant,
    outputs: Quant,
    /// Power of two of the cells' scale.
    cell_power: i32,
    /// Of gates before their activation, in the file's order.
    gates: [f32; 4],
    hidden: Quant,
}

impl Scales {
    fn new(cell: &Cell<'_, '_>, intermediates: &[TensorId]) -> Result<Self, Diagnostic> {
        let [.., hidden] = intermediates else { return Err(intermediates_missing(intermediates.len())) };
        if intermediates.len() != 5 {
            return Err(intermediates_missing(intermediates.len()));
        }
        let graph = cell.cx.graph;
        let mut gates = [GATE_SCALE; 4];
        if cell.shape.normalized {
            for (scale, id) in gates.iter_mut().zip(intermediates) {
                *scale = graph.tensor(*id).quantized_per_tensor()?.scale();
            }
        }
        Ok(Scales {
            input: cell.cx.input(cell.slots.input)?.quantized_per_tensor()?.clone(),
            outputs: cell.cx.input(cell.slots.states)?.quantized_per_tensor()?.clone(),
            cell_power: cell_power(cell)?,
            gates,
            hidden: graph.tensor(*hidden).quantized_per_tensor()?.clone(),
        })
    }

    /// As TFLite has them: each ratio of scales in single precision.
    fn gate(&self, cell: &Cell<'_, '_>, gate: usize) -> Result<LstmGate, Diagnostic> {
        let (slots, s) = (cell.slots, &cell.shape);
        let scale = |slot: usize| symmetric_scale(cell.cx.input(slot)?);
        let of_gate = self.gates.get(gate).copied().unwrap_or(GATE_SCALE);
        let mut factors = LstmGate {
            input: factor(scale(slots.input_weights(gate))? * self.input.scale() / of_gate),
            recurrent: factor(scale(slots.recurrent_weights(gate))? * self.outputs.scale() / of_gate),
            ..LstmGate::default()
        };
        // The cell gate has no peephole, which comes third.
        let peephole = [Some(0), Some(1), None, Some(2)].get(gate).copied().flatten();
        if let Some(index) = peephole.filter(|_| s.peephole) {
            let weights = f64::from(scale(slots.peephole(index))?);
            factors.peephole = factor((power(self.cell_power) * weights / f64::from(of_gate)) as f32);
        }
        if s.normalized {
            let norm = scale(slots.norm(gate))?;
            factors.norm = factor(norm);
            factors.variance_guard = ((10000.0 * norm) as i32).max(1);
        }
        Ok(factors)
    }

    fn params<'g>(
        &self,
        cell: &Cell<'_, '_>,
        attributes: &Attributes,
        gates: &'g [LstmGate],
        peephole_stride: usize,
    ) -> Result<LstmInteger<'g>, Diagnostic> {
        let s = cell.shape;
        let hidden = (power(-15) / f64::from(self.hidden.scale()) * power(-15)) as f32;
        let mut params = LstmInteger {
            shape: s,
            gates: List(gates),
            cell_bits: (15 + self.cell_power) as u32,
            cell_clip: clip(attributes.cell_clip, cell.cx.input(cell.slots.states + 1)?.quantized()?, i16::MAX.into())
                as i16,
            hidden: factor(hidden),
            hidden_offset: self.hidden.zero_point(),
            projection: Multiplier::default(),
            projection_offset: self.outputs.zero_point(),
            projection_clip: 0,
            peephole_stride,
        };
        if s.projection {
            let weights = symmetric_scale(cell.cx.input(cell.slots.projection())?)?;
            params.projection = factor(weights * self.hidden.scale() / self.outputs.scale());
            let output = cell.cx.output(0)?.quantized_per_tensor()?;
            params.projection_clip = clip(attributes.projection_clip, output, i8::MAX.into()) as i8;
            // TFLite gives hidden values the negated zero point, and adds that of the weights' sums accordingly.
            params.hidden_offset = -self.hidden.zero_point();
        }
        Ok(params)
    }

    /// What is added to the sums over the input, to those over the outputs, to normalized values, and to the projection.
    fn biases(&self, cell: &Cell<'_, '_>) -> Result<Vec<i32>, Diagnostic> {
        let (slots, s) = (cell.slots, &cell.shape);
        let bias = |slot: usize| Ok(decode(cell.cx.constant(slot)?.1, i32::from_le_bytes).collect::<Vec<_>>());
        let zeros = || vec![0; s.cells];
        let mut biases = Vec::new();
        for &gate in cell.gates() {
            let start = if s.normalized { zeros() } else { bias(slots.bias(gate))? };
            biases.extend(effective(cell, slots.input_weights(gate), -self.input.zero_point(), start)?);
        }
        for &gate in cell.gates() {
            biases.extend(effective(cell, slots.recurrent_weights(gate), -self.outputs.zero_point(), zeros())?);
        }
        if s.normalized {
            for &gate in cell.gates() {
                biases.extend(bias(slots.bias(gate))?);
            }
        }
        if s.projection {
            let start = match cell.cx.optional(slots.projection_bias()) {
                Some(_) => bias(slots.projection_bias())?,
                None => vec![0; s.outputs],
            };
            biases.extend(effective(cell, slots.projection(), self.hidden.zero_point(), start)?);
        }
        Ok(biases)
    }
}

fn intermediates_missing(count: usize) -> Diagnostic {
    let help = "convert the model again: an int8 LSTM lists five intermediate tensors, whose scales are needed";
    Diagnostic::unsupported(format!("{count} intermediate tensors"), help)
}

pub(super) fn factor(real: f32) -> Multiplier {
    quantize_multiplier(real.into())
}

pub(super) fn power(exponent: i32) -> f64 {
    2f64.powi(exponent)
}

/// A limit in steps of a scale; 0 for none.
fn clip(limit: f32, quant: &Quant, max: i32) -> i32 {
    if limit > 0.0 { ((limit / quant.scale()) as i32).min(max) } else { 0 }
}

/// The power of two that the cells' scale is.
pub(super) fn cell_power(cell: &Cell<'_, '_>) -> Result<i32, Diagnostic> {
    let state = cell.cx.input(cell.slots.states + 1)?;
    let quant = state.quantized_per_tensor()?;
    let power = power_of_two(quant.scale()).filter(|power| (-15..=-9).contains(power));
    power.filter(|_| quant.zero_point() == 0).ok_or_else(|| {
        let message = format!("cells with scale {} and zero point {}", quant.scale(), quant.zero_point());
        let help = "the scale must be a power of two from 2^-15 to 2^-9, the zero point 0";
        Diagnostic::unsupported(message, help).on(&state.name)
    })
}

/// `start + offset · (sum of the weights of each row)`.
pub(super) fn effective(
    cell: &Cell<'_, '_>,
    slot: usize,
    offset: i32,
    start: Vec<i32>,
) -> Result<Vec<i32>, Diagnostic> {
    let (tensor, data) = cell.cx.constant(slot)?;
    let sums =
        data.chunks_exact(tensor.shape.from_end(0).max(1)).map(|row| row.iter().map(|&w| i32::from(w as i8)).sum());
    let sums: Vec<i32> = if tensor.shape.from_end(0) == 0 { vec![0; start.len()] } else { sums.collect() };
    Ok(start.into_iter().zip(sums).map(|(start, sum)| start.wrapping_add(sum.wrapping_mul(offset))).collect())
}

/// The peepholes, and how many values further those of the next sequence are. TFLite lays them over the cells in pieces as
/// long as there are outputs: with fewer outputs than cells they fall short, and shift from sequence to sequence.
fn peepholes(cell: &Cell<'_, '_>, time_major: bool) -> Result<(Vec<u8>, usize), Diagnostic> {
    let s = &cell.shape;
    if s.peephole && s.outputs > s.cells {
        let help = "use at most as many outputs as cells, or no peepholes";
        return Err(Diagnostic::unsupported("peepholes of a cell with more outputs than cells", help));
    }
    let together = if time_major { s.sequence.batches.max(1) } else { 1 };
    let rows = if s.outputs == s.cells { 1 } else { together };
    if s.peephole && rows.saturating_mul(s.cells) > MAX_PEEPHOLES {
        return Err(Diagnostic::too_large("peepholes of so many sequences"));
    }
    let mut bytes = Vec::new();
    for index in cell.peepholes() {
        let (tensor, data) = cell.cx.constant(cell.slots.peephole(index))?;
        tensor.expect_dtype(&[DType::I16])?;
        let weights: Vec<i16> = decode(data, i16::from_le_bytes).collect();
        let weight = |i: usize| if i < together * s.outputs { weights.get(i % s.outputs).copied() } else { None };
        bytes.extend((0..rows * s.cells).flat_map(|i| weight(i).unwrap_or(0).to_le_bytes()));
    }
    Ok((bytes, if rows > 1 { s.cells } else { 0 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_whole_steps() {
        let quant = Quant::tensor(0.011, 3);
        assert_eq!([0.0, 0.1, 100.0].map(|limit| clip(limit, &quant, 127)), [0, 9, 127]);
    }
}
