//! What an operator sees while it writes its kernel calls.

use super::cascade;
use super::draft::{
    Access, Alias, Arg, Call, Draft, Fault, Function, Mark, Operand, Origin, Outcome, Part, Place, Scratch,
};
use super::states;
use super::weights::Weights;
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{Block, DType, Entry, Graph, Node, Shape, Tensor, TensorId};
use crate::ops::{Found, Infer, Numerics};
use crate::{Options, Target};
use std::ops::Range;
use std::rc::Rc;

mod flow;
mod stripes;

/// Asks every node of an entry point for its calls; all problems are collected.
pub(crate) fn lower(
    graph: &Graph,
    entry: &Entry,
    options: &Options,
    weights: &mut Weights,
    problems: &mut Diagnostics,
) -> Draft {
    let mut draft = Draft::default();
    let readers = cascade::readers(graph, entry);
    let mut nodes = entry.nodes.as_slice();
    while let Some((node, rest)) = nodes.split_first() {
        nodes = match stripes::lower(graph, nodes, &readers, options, &mut draft, weights) {
            0 => {
                let origin = Rc::new(origin(graph, node));
                problems.take(Lower { graph, node, origin, options, lines: &[], draft: &mut draft, weights }.node());
                rest
            }
            done => nodes.get(done..).unwrap_or(&[]),
        };
    }
    draft
}

/// Parts of a call at most, as many as the runtime's arena hands out places for.
const MOST_PARTS: usize = 8;

/// One node, its tensors, and where its calls go.
pub(crate) struct Lower<'a> {
    graph: &'a Graph,
    node: &'a Node,
    origin: Rc<Origin>,
    options: &'a Options,
    /// Which lines of an image each call is to compute; empty for all in one.
    lines: &'a [Range<usize>],
    draft: &'a mut Draft,
    weights: &'a mut Weights,
}

fn origin(graph: &Graph, node: &Node) -> Origin {
    let infer = Infer { graph, inputs: &node.inputs, outputs: &node.outputs };
    let output = node.outputs.first().map(|id| graph.tensor(*id));
    Origin {
        site: node.site.clone(),
        tensor: output.map_or_else(String::new, |tensor| tensor.name.clone()),
        dtype: output.map_or(DType::U8, |tensor| tensor.dtype),
        shape: output.map_or_else(Shape::default, |tensor| tensor.shape.clone()),
        macs: node.op.macs(&infer),
    }
}

impl<'a> Lower<'a> {
    /// The node as it looked while shapes were worked out.
    pub(crate) fn infer(&self) -> Infer<'a> {
        Infer { graph: self.graph, inputs: &self.node.inputs, outputs: &self.node.outputs }
    }

    /// The calls of the node.
    fn node(&mut self) -> Result<(), Diagnostic> {
        let (node, first) = (self.node, self.draft.calls.len());
        let result =
            node.op.lower(self).and_then(|()| states::expect_apart(self.graph, self.draft.calls.iter().skip(first)));
        result.map_err(|problem| problem.at(&node.site))
    }

    /// Whose arithmetic to follow where they differ.
    pub(crate) fn numerics(&self) -> Numerics {
        self.options.numerics
    }

    /// Which processor to be fast on.
    pub(crate) fn target(&self) -> Target {
        self.options.target
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

    /// Input `index` as elements of another type of the same size.
    pub(crate) fn read_as(
        &mut self,
        name: &'static str,
        index: usize,
        element: &'static str,
    ) -> Result<Arg, Diagnostic> {
        Ok(Arg::Place(self.input_place(name, index, element)?))
    }

    /// An empty slice.
    pub(crate) fn nothing(&self, name: &'static str) -> Arg {
        empty(name)
    }

    /// Input `index`, which keeps its value between runs, to read and to write.
    pub(crate) fn update(&mut self, name: &'static str, index: usize) -> Result<Arg, Diagnostic> {
        let element = self.infer().state(index)?.dtype.element();
        Ok(Arg::Place(self.place(name, self.input_id(index)?, element, Access::Write)))
    }

    /// Output 0, which a call before this one has written, to change.
    pub(crate) fn update_output(&mut self, name: &'static str) -> Result<Arg, Diagnostic> {
        let element = self.output(0)?.dtype.element();
        let dst = self.output_place(name, 0, element)?;
        Ok(Arg::Unary { src: Place { access: Access::Read, ..dst.clone() }, dst })
    }

    /// Input `index` as unsigned elements of the same size, for kernels that only move them.
    pub(crate) fn read_bits(&mut self, name: &'static str, index: usize) -> Result<Arg, Diagnostic> {
        self.read_as(name, index, self.input(index)?.dtype.bits_element())
    }

    /// Input `index` as bytes, for kernels that move runs of elements.
    pub(crate) fn read_bytes(&mut self, name: &'static str, index: usize) -> Result<Arg, Diagnostic> {
        self.read_parts(name, index, "u8")
    }

    /// Input `index` as the numbers that its elements are made of.
    pub(crate) fn read_parts(
        &mut self,
        name: &'static str,
        index: usize,
        part: &'static str,
    ) -> Result<Arg, Diagnostic> {
        let len = self.input(index)?.bytes() / element_bytes(part);
        Ok(Arg::Place(Place { len, ..self.input_place(name, index, part)? }))
    }

    /// Output `index` as the numbers that its elements are made of.
    pub(crate) fn write_parts(
        &mut self,
        name: &'static str,
        index: usize,
        part: &'static str,
    ) -> Result<Arg, Diagnostic> {
        let len = self.output(index)?.bytes() / element_bytes(part);
        Ok(Arg::Place(Place { len, ..self.output_place(name, index, part)? }))
    }

    /// Output `index` as a slice of its elements.
    pub(crate) fn write(&mut self, name: &'static str, index: usize) -> Result<Arg, Diagnostic> {
        let element = self.output(index)?.dtype.element();
        Ok(Arg::Place(self.output_place(name, index, element)?))
    }

    /// Output `index` as unsigned elements of the same size.
    pub(crate) fn write_bits(&mut self, name: &'static str, index: usize) -> Result<Arg, Diagnostic> {
        self.write_as(name, index, self.output(index)?.dtype.bits_element())
    }

    /// Output `index` as elements of another Rust type of the same size.
    pub(crate) fn write_as(
        &mut self,
        name: &'static str,
        index: usize,
        element: &'static str,
    ) -> Result<Arg, Diagnostic> {
        Ok(Arg::Place(self.output_place(name, index, element)?))
    }

    /// Output `index` as bytes.
    pub(crate) fn write_bytes(&mut self, name: &'static str, index: usize) -> Result<Arg, Diagnostic> {
        self.write_parts(name, index, "u8")
    }

    /// An elementwise map from input to output, both of one element type: the planner may give them one place.
    pub(crate) fn unary(&mut self, input: usize, output: usize) -> Result<Arg, Diagnostic> {
        let element = self.output(output)?.dtype.element();
        self.unary_as(input, output, element)
    }

    /// As [`unary`](Self::unary), over unsigned elements of the same size.
    pub(crate) fn unary_bits(&mut self, input: usize, output: usize) -> Result<Arg, Diagnostic> {
        let element = self.output(output)?.dtype.bits_element();
        self.unary_as(input, output, element)
    }

    /// A run of `len` elements of an input, from one on, and of an output, as unsigned elements of the same size: the planner may
    /// give them one place, and then nothing is copied.
    pub(crate) fn run(
        &mut self,
        (input, from): (usize, usize),
        (output, to): (usize, usize),
        len: usize,
    ) -> Result<Arg, Diagnostic> {
        let element = self.output(output)?.dtype.bits_element();
        let (src, dst) = (self.input_place("x", input, element)?, self.output_place("y", output, element)?);
        Ok(Arg::Unary { src: Place { skip: from, len, ..src }, dst: Place { skip: to, len, ..dst } })
    }

    /// As [`unary`](Self::unary), over elements of another Rust type of the same size.
    pub(crate) fn unary_as(&mut self, input: usize, output: usize, element: &'static str) -> Result<Arg, Diagnostic> {
        Ok(Arg::Unary { src: self.input_place("x", input, element)?, dst: self.output_place("y", output, element)? })
    }

    /// An elementwise combination of inputs 0 and 1 into output 0, all as elements of the Rust type `element`: the planner may
    /// give the output the place of an input that has as many elements.
    pub(crate) fn binary(&mut self, element: &'static str) -> Result<Arg, Diagnostic> {
        let (lhs, rhs) = (self.input_place("lhs", 0, element)?, self.input_place("rhs", 1, element)?);
        Ok(Arg::Binary { lhs, rhs, dst: self.output_place("y", 0, element)? })
    }

    /// Adds up: input `index` into output 0, which a call before this one has written.
    pub(crate) fn accumulate(&mut self, index: usize) -> Result<Arg, Diagnostic> {
        let element = self.output(0)?.dtype.element();
        let dst = self.output_place("y", 0, element)?;
        let lhs = Place { access: Access::Read, ..dst.clone() };
        Ok(Arg::Binary { lhs, rhs: self.input_place("rhs", index, element)?, dst })
    }

    /// Constant data: little-endian elements of the Rust type `element`.
    pub(crate) fn constant(&mut self, name: &'static str, element: &'static str, data: Vec<u8>) -> Arg {
        let size = element_bytes(element);
        let len = data.len() / size;
        let at = Operand::Weights(self.weights.add(data, size));
        Arg::Place(Place { name, at, element, skip: 0, len, access: Access::Read })
    }

    /// Working memory for the next call.
    pub(crate) fn scratch(&mut self, name: &'static str, element: &'static str, len: usize) -> Arg {
        let align = element_bytes(element);
        let at = Operand::Scratch(self.draft.scratches.len());
        let call = self.draft.calls.len();
        self.draft.scratches.push(Scratch { bytes: len * align, align, calls: (call, call), holds: None });
        Arg::Place(Place { name, at, element, skip: 0, len, access: Access::Write })
    }

    /// No working memory, for a kernel that needs some for other parameters.
    pub(crate) fn no_scratch(&self, name: &'static str) -> Arg {
        nowhere(name, Access::Write)
    }

    /// Working memory for as many of the next calls; see [`shared`](Self::shared).
    pub(crate) fn scratch_for(&mut self, calls: usize, element: &str, len: usize) -> Operand {
        let (align, call, index) = (element_bytes(element), self.draft.calls.len(), self.draft.scratches.len());
        let calls = (call, call + calls.saturating_sub(1));
        self.draft.scratches.push(Scratch { bytes: len * align, align, calls, holds: None });
        Operand::Scratch(index)
    }

    /// Working memory of several calls, as an argument of one.
    pub(crate) fn shared(at: Operand, name: &'static str, element: &'static str, len: usize, access: Access) -> Arg {
        Arg::Place(Place { name, at, element, skip: 0, len, access })
    }

    /// How many threads a run may have.
    pub(crate) fn threads(&self) -> usize {
        self.options.threads.clamp(1, MOST_PARTS)
    }

    /// Which lines of an image each call is to compute, one after another; empty for all in one.
    pub(crate) fn lines(&self) -> &'a [Range<usize>] {
        self.lines
    }

    /// What `calls` calls is one call, in parts that may run at the same time: they write different places. Lines that were asked for
    /// stay calls.
    pub(crate) fn at_once(
        &mut self,
        calls: impl FnOnce(&mut Self) -> Result<(), Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let first = self.draft.calls.len();
        calls(self)?;
        if !self.lines.is_empty() {
            return Ok(());
        }
        let rest = self.draft.calls.split_off(self.draft.calls.len().min(first + 1));
        if let Some(call) = self.draft.calls.get_mut(first) {
            call.others = rest.into_iter().map(|call| Part { kernel: call.kernel, args: call.args }).collect();
        }
        for scratch in self.draft.scratches.iter_mut().filter(|scratch| scratch.calls.0 > first) {
            scratch.calls = (first, first);
        }
        Ok(())
    }

    /// How the last layer's sums are requantized.
    pub(crate) fn found(&mut self) -> &mut Option<Found> {
        &mut self.draft.found
    }

    /// Notes a decision about the next call, for people.
    pub(crate) fn decide(&mut self, what: &'static str, how: impl Into<String>) {
        self.draft.decisions.push((what, how.into()));
    }

    /// A kernel call.
    pub(crate) fn call(&mut self, kernel: &'static str, args: impl IntoIterator<Item = Arg>) {
        self.push(kernel, Outcome::Done, args);
    }

    /// A call of a kernel that finds an index out of range at run time. When `indices`, an input, is constant it must have
    /// been checked, and the call cannot fail.
    pub(crate) fn call_fallible(
        &mut self,
        kernel: &'static str,
        indices: usize,
        args: impl IntoIterator<Item = Arg>,
    ) -> Result<(), Diagnostic> {
        let constant = self.input(indices)?.data.is_some();
        let outcome = if constant { Outcome::Checked } else { Outcome::MayFail(Fault::IndexOutOfRange) };
        self.push(kernel, outcome, args);
        Ok(())
    }

    /// A call of a kernel that only looks at data, and ends the run when it finds the fault.
    pub(crate) fn check(&mut self, kernel: &'static str, fault: Fault, args: impl IntoIterator<Item = Arg>) {
        self.push(kernel, Outcome::MayFail(fault), args);
    }

    fn push(&mut self, kernel: &'static str, outcome: Outcome, args: impl IntoIterator<Item = Arg>) {
        let (args, origin) = (args.into_iter().collect(), self.origin.clone());
        let decisions = std::mem::take(&mut self.draft.decisions);
        self.draft.calls.push(Call { decisions, outcome, ..Call::new(kernel, args, origin) });
    }

    /// A call of a function of the user's with the options, then all inputs, then all outputs.
    pub(crate) fn call_function(&mut self, function: Function, options: Arg) -> Result<(), Diagnostic> {
        let mut args = vec![options];
        for index in 0..self.node.inputs.len() {
            let is_state = self.graph.is_state(self.input_id(index)?);
            let access = if is_state { Access::Write } else { Access::Read };
            args.push(self.view("x", self.input_id(index)?, access));
        }
        for id in &self.node.outputs {
            args.push(self.view("y", *id, Access::Write));
        }
        let call = Call::new("custom", args, self.origin.clone());
        self.draft.calls.push(Call { function: Some(function), ..call });
        Ok(())
    }

    fn view(&mut self, name: &'static str, id: TensorId, access: Access) -> Arg {
        let tensor = self.graph.tensor(id);
        let place = self.place(name, id, tensor.dtype.element(), access);
        Arg::View { place, shape: tensor.shape.clone(), quant: tensor.quant.clone() }
    }

    /// The output is the input, byte for byte: no call, one place. A constant is copied.
    pub(crate) fn alias(&mut self, input: usize, output: usize) -> Result<(), Diagnostic> {
        let tensor = self.input(input)?;
        if tensor.data.is_some() || self.graph.is_state(self.input_id(input)?) {
            return crate::ops::copy_whole(self, input, output, tensor.element_count());
        }
        self.alias_ids(self.input_id(input)?, self.output_id(output)?)
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
        Ok(self.place(name, self.input_id(index)?, element, Access::Read))
    }

    fn output_place(
        &mut self,
        name: &'static str,
        index: usize,
        element: &'static str,
    ) -> Result<Place<Operand>, Diagnostic> {
        Ok(self.place(name, self.output_id(index)?, element, Access::Write))
    }

    fn place(&mut self, name: &'static str, id: TensorId, element: &'static str, access: Access) -> Place<Operand> {
        let tensor = self.graph.tensor(id);
        let at = match &tensor.data {
            Some(data) => Operand::Weights(self.weights.add(data.clone(), element_bytes(element))),
            None if self.graph.is_state(id) => Operand::State(id),
            None => Operand::Tensor(id),
        };
        Place { name, at, element, skip: 0, len: tensor.element_count(), access }
    }
}

fn empty(name: &'static str) -> Arg {
    nowhere(name, Access::Read)
}

fn nowhere(name: &'static str, access: Access) -> Arg {
    Arg::Place(Place { name, at: Operand::Empty, element: "u8", skip: 0, len: 0, access })
}

/// Size of a Rust number by its name: `i8`, `u16`, `f64`, …
pub(crate) fn element_bytes(element: &str) -> usize {
    element.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse::<usize>().map_or(1, |bits| bits / 8)
}
