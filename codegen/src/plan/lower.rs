//! What an operator sees while it writes its kernel calls.

use super::draft::{Access, Alias, Arg, Call, Draft, Operand, Place, Scratch};
use crate::Options;
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{Graph, Node, Tensor, TensorId};
use crate::ops::{Infer, Numerics};

/// Asks every node for its calls; all problems are collected.
pub(crate) fn lower(graph: &Graph, options: &Options) -> Result<Draft, Diagnostics> {
    let (mut draft, mut problems) = (Draft::default(), Diagnostics::default());
    for (index, node) in graph.nodes.iter().enumerate() {
        let mut cx = Lower { graph, node, index, numerics: options.numerics, draft: &mut draft };
        let result = node.op.lower(&mut cx);
        problems.take(result.map_err(|problem| problem.at(&node.site)));
    }
    for port in &graph.outputs {
        let tensor = graph.tensor(port.tensor);
        if let Some(data) = &tensor.data {
            draft.weights.add(data.clone(), tensor.dtype.bytes().max(1));
        }
    }
    problems.ok(draft)
}

/// One node, its tensors, and where its calls go.
pub(crate) struct Lower<'a> {
    graph: &'a Graph,
    node: &'a Node,
    index: usize,
    numerics: Numerics,
    draft: &'a mut Draft,
}

impl<'a> Lower<'a> {
    /// The node as it looked while shapes were worked out.
    pub(crate) fn infer(&self) -> Infer<'a> {
        Infer { graph: self.graph, inputs: &self.node.inputs, outputs: &self.node.outputs }
    }

    /// Whose arithmetic to follow where they differ.
    pub(crate) fn numerics(&self) -> Numerics {
        self.numerics
    }

    /// Input `index`, which must be there.
    pub(crate) fn input(&self, index: usize) -> Result<&'a Tensor, Diagnostic> {
        self.infer().input(index)
    }

    /// Output `index`, which must be there.
    pub(crate) fn output(&self, index: usize) -> Result<&'a Tensor, Diagnostic> {
        self.infer().output(index)
    }

    /// Input `index` as a slice of its elements; constants go into the weights as they are.
    pub(crate) fn read(&mut self, name: &'static str, index: usize) -> Result<Arg, Diagnostic> {
        let element = self.input(index)?.dtype.element();
        Ok(Arg::Place(self.input_place(name, index, element)?))
    }

    /// As [`read`](Self::read), or an empty slice for a left-out input.
    pub(crate) fn read_optional(&mut self, name: &'static str, index: usize) -> Result<Arg, Diagnostic> {
        if self.infer().optional(index).is_some() { self.read(name, index) } else { Ok(empty(name)) }
    }

    /// Input `index` as unsigned elements of the same size, for kernels that only move them.
    pub(crate) fn read_bits(&mut self, name: &'static str, index: usize) -> Result<Arg, Diagnostic> {
        let element = self.input(index)?.dtype.bits_element();
        Ok(Arg::Place(self.input_place(name, index, element)?))
    }

    /// Output `index` as a slice of its elements.
    pub(crate) fn write(&mut self, name: &'static str, index: usize) -> Result<Arg, Diagnostic> {
        let element = self.output(index)?.dtype.element();
        Ok(Arg::Place(self.output_place(name, index, element)?))
    }

    /// Output `index` as unsigned elements of the same size.
    pub(crate) fn write_bits(&mut self, name: &'static str, index: usize) -> Result<Arg, Diagnostic> {
        let element = self.output(index)?.dtype.bits_element();
        Ok(Arg::Place(self.output_place(name, index, element)?))
    }

    /// An elementwise map from input to output, both of one element type: the planner may give them one place.
    pub(crate) fn unary(&mut self, input: usize, output: usize) -> Result<Arg, Diagnostic> {
        let element = self.output(output)?.dtype.element();
        self.unary_of(input, output, element)
    }

    /// As [`unary`](Self::unary), over unsigned elements of the same size.
    pub(crate) fn unary_bits(&mut self, input: usize, output: usize) -> Result<Arg, Diagnostic> {
        let element = self.output(output)?.dtype.bits_element();
        self.unary_of(input, output, element)
    }

    fn unary_of(&mut self, input: usize, output: usize, element: &'static str) -> Result<Arg, Diagnostic> {
        Ok(Arg::Unary { src: self.input_place("x", input, element)?, dst: self.output_place("y", output, element)? })
    }

    /// Constant data: little-endian elements of the Rust type `element`.
    pub(crate) fn constant(&mut self, name: &'static str, element: &'static str, data: Vec<u8>) -> Arg {
        let size = element_bytes(element);
        let len = data.len() / size;
        let at = Operand::Weights(self.draft.weights.add(data, size));
        Arg::Place(Place { name, at, element, len, access: Access::Read })
    }

    /// Working memory for the next call.
    pub(crate) fn scratch(&mut self, name: &'static str, element: &'static str, len: usize) -> Arg {
        let align = element_bytes(element);
        let at = Operand::Scratch(self.draft.scratches.len());
        self.draft.scratches.push(Scratch { bytes: len * align, align, call: self.draft.calls.len() });
        Arg::Place(Place { name, at, element, len, access: Access::Write })
    }

    /// A kernel call.
    pub(crate) fn call(&mut self, kernel: &'static str, args: impl IntoIterator<Item = Arg>) {
        let args = args.into_iter().collect();
        self.draft.calls.push(Call { kernel, args, node: self.index });
    }

    /// The output is the input, byte for byte: no call, one place. A constant is copied.
    pub(crate) fn alias(&mut self, input: usize, output: usize) -> Result<(), Diagnostic> {
        let tensor = self.input(input)?;
        if tensor.data.is_some() {
            return crate::ops::copy_whole(self, input, output, tensor.element_count());
        }
        let time = self.draft.calls.len();
        let (input, output) = (self.input_id(input)?, self.output_id(output)?);
        self.draft.aliases.push(Alias { input, output, time });
        Ok(())
    }

    fn input_id(&self, index: usize) -> Result<TensorId, Diagnostic> {
        let id = self.node.inputs.get(index).copied().flatten();
        id.ok_or_else(|| Diagnostic::malformed(format!("input {index} is missing")))
    }

    fn output_id(&self, index: usize) -> Result<TensorId, Diagnostic> {
        let id = self.node.outputs.get(index).copied();
        id.ok_or_else(|| Diagnostic::malformed(format!("output {index} is missing")))
    }

    fn input_place(
        &mut self,
        name: &'static str,
        index: usize,
        element: &'static str,
    ) -> Result<Place<Operand>, Diagnostic> {
        let (id, tensor) = (self.input_id(index)?, self.input(index)?);
        let at = match &tensor.data {
            Some(data) => Operand::Weights(self.draft.weights.add(data.clone(), element_bytes(element))),
            None => Operand::Tensor(id),
        };
        Ok(Place { name, at, element, len: tensor.element_count(), access: Access::Read })
    }

    fn output_place(
        &mut self,
        name: &'static str,
        index: usize,
        element: &'static str,
    ) -> Result<Place<Operand>, Diagnostic> {
        let (id, tensor) = (self.output_id(index)?, self.output(index)?);
        Ok(Place { name, at: Operand::Tensor(id), element, len: tensor.element_count(), access: Access::Write })
    }
}

fn empty(name: &'static str) -> Arg {
    Arg::Place(Place { name, at: Operand::Empty, element: "u8", len: 0, access: Access::Read })
}

/// Size of a Rust number by its name: `i8`, `u16`, `f64`, …
pub(crate) fn element_bytes(element: &str) -> usize {
    element.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse::<usize>().map_or(1, |bits| bits / 8)
}
