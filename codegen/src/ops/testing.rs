//! One operator on given tensors: for tests of operators' rules and of folding.

use super::layer::{BiasType, Layer};
use super::window::{Padding, Steps};
use super::{
    Activation, Op, activation, arithmetic, concatenation, conv_2d, division, gather, pad, quantize, slice,
    strided_slice,
};
use crate::diag::{Diagnostics, Site};
use crate::ir::{DType, Entry, Graph, Node, Port, Quant, Shape, Tensor, TensorId};

/// A constant of integers, or of numbers with the bits of integers.
pub(crate) fn constant(dtype: DType, shape: &[usize], values: &[i64]) -> Tensor {
    let data = values.iter().flat_map(|value| value.to_le_bytes().into_iter().take(dtype.bytes())).collect();
    Tensor { data: Some(data), ..variable(dtype, shape) }
}

/// A tensor that is known at run time only.
pub(crate) fn variable(dtype: DType, shape: &[usize]) -> Tensor {
    Tensor { name: "x".to_string(), dtype, shape: Shape(shape.to_vec()), quant: None, data: None }
}

/// The tensor with a scale and zero point.
pub(crate) fn quantized(tensor: Tensor, scale: f32, zero_point: i32) -> Tensor {
    Tensor { quant: Some(Quant::tensor(scale, zero_point)), ..tensor }
}

/// The outputs, of the given element types, or what is wrong.
pub(crate) fn apply(op: Op, inputs: &[Tensor], outputs: &[DType]) -> Result<Vec<Tensor>, String> {
    apply_to(op, inputs, &outputs.iter().map(|&dtype| variable(dtype, &[])).collect::<Vec<_>>())
}

/// As [`apply`], for outputs that have a quantization.
pub(crate) fn apply_to(op: Op, inputs: &[Tensor], outputs: &[Tensor]) -> Result<Vec<Tensor>, String> {
    let graph = graph(op, inputs, outputs)?;
    Ok(graph.tensors[inputs.len()..].to_vec())
}

/// The graph of one operator after all passes; inputs that are not constant, and outputs, are the graph's.
pub(crate) fn graph(op: Op, inputs: &[Tensor], outputs: &[Tensor]) -> Result<Graph, String> {
    let tensors: Vec<Tensor> = inputs.iter().chain(outputs).cloned().collect();
    let ids: Vec<TensorId> = (0..tensors.len() as u32).map(TensorId).collect();
    let (given, made) = ids.split_at(inputs.len());
    let port = |&id: &TensorId| Port { name: format!("#{}", id.0), tensor: id, position: 0, count: None };
    let site = Site { subgraph: 0, operator: 0, name: "OP".to_string() };
    let entry = Entry {
        nodes: vec![Node { op, inputs: given.iter().map(|&id| Some(id)).collect(), outputs: made.to_vec(), site }],
        inputs: given.iter().filter(|id| tensors[id.index()].data.is_none()).map(port).collect(),
        outputs: made.iter().map(port).collect(),
        ..Entry::default()
    };
    let mut graph = Graph { entries: vec![entry], tensors, ..Graph::default() };
    let mut problems = Diagnostics::default();
    crate::pass::run(&mut graph, &mut problems);
    problems.ok(graph).map_err(|problems| problems.to_string())
}

/// Operators without attributes that matter.
pub(crate) fn logistic() -> Op {
    Op::Logistic(activation::Logistic)
}

pub(crate) fn relu() -> Op {
    Op::Relu(activation::Relu)
}

pub(crate) fn dequantize() -> Op {
    Op::Dequantize(quantize::Dequantize)
}

pub(crate) fn quantize() -> Op {
    Op::Quantize(quantize::Quantize)
}

/// Those with an activation.
pub(crate) fn mul(activation: Activation) -> Op {
    Op::Mul(arithmetic::Mul { activation })
}

pub(crate) fn div() -> Op {
    Op::Div(division::Div { activation: Activation::None })
}

pub(crate) fn add() -> Op {
    Op::Add(arithmetic::Add { activation: Activation::None, pot_scale_int16: false })
}

/// A convolution without bias that stays inside its image.
pub(crate) fn conv_2d(stride: i32) -> Op {
    let layer = Layer { x: 0, weights: 1, bias: 2, activation: Activation::None, bias_type: BiasType::Default };
    let steps = Steps::parse(stride, 1).expect("a stride");
    Op::Conv2d(conv_2d::Conv2d { layer, padding: Padding::Valid, rows: steps, columns: steps })
}

/// Those that move elements.
pub(crate) fn pad() -> Op {
    Op::Pad(pad::Pad)
}

pub(crate) fn embedding_lookup() -> Op {
    Op::EmbeddingLookup(gather::EmbeddingLookup::default())
}

pub(crate) fn concatenation(axis: i32) -> Op {
    Op::Concatenation(concatenation::Concatenation { axis })
}

pub(crate) fn slice() -> Op {
    Op::Slice(slice::Slice)
}

pub(crate) fn strided_slice(begin_mask: u32, end_mask: u32) -> Op {
    Op::StridedSlice(strided_slice::StridedSlice::masked(begin_mask, end_mask))
}
