//! The basic kernel of LSTM: one step whose state comes in and goes out as tensors.

use crate::diag::Diagnostic;
use crate::ir::{Block, DType, Entry, Graph, Node, Shape, TensorId};
use crate::kernel::{LstmBasic, LstmBasicQuant};
use crate::math::quantize_multiplier;
use crate::ops::Infer;
use crate::plan::{Arg, Lower};

/// Inputs: `x`, previous output, weights, bias, previous state. Outputs: output, state, and two of workings.
#[derive(Clone, Debug, PartialEq)]
pub struct BasicLstm;

const PREVIOUS: usize = 1;
const WEIGHTS: usize = 2;
const BIAS: usize = 3;
const STATE: usize = 4;

impl BasicLstm {
    pub(super) fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(5..=5, 4)?;
        let (x, previous) = (cx.input(0)?, cx.input(PREVIOUS)?);
        x.expect_rank(2..=2)?;
        previous.expect_rank(2..=2)?;
        let (batches, cells) = (x.shape[0], previous.shape[1]);
        let depth = x.shape[1].saturating_add(cells);
        let gates = cells.saturating_mul(4);
        let (values, bias, state) = match x.dtype {
            DType::U8 => (DType::U8, DType::I32, DType::I16),
            _ => (DType::F32, DType::F32, DType::F32),
        };
        let inputs: [(usize, DType, &[usize]); 5] = [
            (0, values, &[batches, x.shape[1]]),
            (PREVIOUS, values, &[batches, cells]),
            (WEIGHTS, values, &[gates, depth]),
            (BIAS, bias, &[gates]),
            (STATE, state, &[batches, cells]),
        ];
        inputs.into_iter().try_for_each(|(index, dtype, shape)| cx.input(index)?.expect(dtype, shape))?;
        for (index, dtype) in [values, state, values, state].into_iter().enumerate() {
            cx.output_is(index, dtype)?;
        }
        if x.dtype == DType::U8 {
            expect_scales(cx)?;
        }
        Ok([cells, cells, depth, gates].map(|values| Shape(vec![batches, values])).to_vec())
    }

    pub(super) fn macs(&self, cx: &Infer<'_>) -> u64 {
        let elements = |index: usize| cx.input(index).map_or(0, |tensor| tensor.shape.elements() as u64);
        elements(WEIGHTS).saturating_mul(cx.input(0).map_or(0, |x| x.shape.from_end(1) as u64))
    }

    pub(super) fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (x, weights) = (cx.input(0)?, cx.input(WEIGHTS)?);
        let p = LstmBasic { input: x.shape.from_end(0), cells: cx.input(PREVIOUS)?.shape.from_end(0) };
        let mut args = vec![Arg::params(&p)];
        if x.dtype == DType::U8 {
            let scale = f64::from(4096.0 * cx.input(BIAS)?.quantized_per_tensor()?.scale());
            let weights_offset = -weights.quantized_per_tensor()?.zero_point();
            args.push(Arg::params(&LstmBasicQuant { weights_offset, factor: quantize_multiplier(scale) }));
        }
        let inputs =
            [(0, "x"), (PREVIOUS, "previous"), (WEIGHTS, "weights"), (BIAS, "bias"), (STATE, "previous_state")];
        for (index, name) in inputs {
            args.push(cx.read(name, index)?);
        }
        for (index, name) in ["y", "state", "concatenated", "gates"].into_iter().enumerate() {
            args.push(cx.write(name, index)?);
        }
        cx.call(if x.dtype == DType::U8 { "lstm_basic_u8" } else { "lstm_basic_f32" }, args);
        self.carry(cx)
    }

    /// TFLite writes what comes out over what came in.
    fn carry(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (infer, inputs, outputs) = (cx.infer(), cx.input_ids()?, cx.output_ids());
        for (input, output) in [PREVIOUS, STATE].into_iter().zip(outputs) {
            let Some(&id) = inputs.get(input) else { continue };
            let tensor = infer.graph.tensor(id);
            if infer.graph.is_state(id) {
                cx.copy(output, id)?;
            } else if tensor.data.is_some() || uses(infer.graph, id) > 1 {
                let message = format!("input {input} is written by the operator, but is a constant or used elsewhere");
                let help = "make it a variable";
                return Err(Diagnostic::unsupported(message, help).on(&tensor.name));
            }
        }
        Ok(())
    }
}

/// The scales that the arithmetic of integers has built in.
fn expect_scales(cx: &Infer<'_>) -> Result<(), Diagnostic> {
    let activations = [cx.input(0)?, cx.input(PREVIOUS)?, cx.output(0)?, cx.output(2)?].map(|t| (t, 1.0 / 128.0, 128));
    let states = [cx.input(STATE)?, cx.output(1)?].map(|t| (t, 1.0 / 2048.0, 0));
    for (tensor, scale, zero_point) in activations.into_iter().chain(states) {
        let quant = tensor.quantized_per_tensor()?;
        if (quant.scale() / scale - 1.0f32).abs() > 1e-3 || quant.zero_point() != zero_point {
            let message = format!("scale {} and zero point {}", quant.scale(), quant.zero_point());
            let help = format!("a basic LSTM of uint8 needs scale {scale} and zero point {zero_point} here");
            return Err(Diagnostic::unsupported(message, help).on(&tensor.name));
        }
    }
    cx.input(WEIGHTS)?.quantized_per_tensor()?;
    cx.input(BIAS)?.quantized_per_tensor()?;
    Ok(())
}

/// How often a tensor is read.
fn uses(graph: &Graph, id: TensorId) -> usize {
    let of_entry = |entry: &Entry| {
        let outputs = entry.outputs.iter().filter(|port| port.tensor == id).count();
        outputs + entry.nodes.iter().map(|node| uses_of_node(node, id)).sum::<usize>()
    };
    graph.entries.iter().map(of_entry).sum()
}

fn uses_of_node(node: &Node, id: TensorId) -> usize {
    let inputs = node.inputs.iter().filter(|input| **input == Some(id)).count();
    let block = |block: &Block| {
        let outputs = block.outputs.iter().filter(|output| **output == id).count();
        outputs + block.nodes.iter().map(|node| uses_of_node(node, id)).sum::<usize>()
    };
    inputs + node.op.blocks().into_iter().map(block).sum::<usize>()
}
