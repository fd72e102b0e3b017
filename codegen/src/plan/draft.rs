//! Kernel calls before anything has an address.

use super::epilogue::Epilogue;
use crate::diag::Site;
use crate::ir::{DType, Quant, Shape, TensorId};
use crate::ops::{COPIES, Found};
use std::fmt::Debug;
use std::ops::Range;
use std::rc::Rc;

/// What a place is, before planning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operand {
    /// A tensor that lives in the arena.
    Tensor(TensorId),
    /// A tensor that keeps its value between runs.
    State(TensorId),
    /// Constant data at an offset of the weights.
    Weights(usize),
    /// Working memory of one call.
    Scratch(usize),
    /// Nothing: a left-out input.
    Empty,
}

/// Whether a call reads or writes a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

/// A range that a kernel gets as a slice. `L` is an [`Operand`] before planning and a region after.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place<L> {
    /// What the generated code calls it.
    pub(crate) name: &'static str,
    /// Where it is.
    pub(crate) at: L,
    /// Rust type of the elements.
    pub(crate) element: &'static str,
    /// Elements of what it is a part of that come before it.
    pub(crate) skip: usize,
    /// Number of elements.
    pub(crate) len: usize,
    /// Direction.
    pub(crate) access: Access,
}

/// One argument of a kernel.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Arg<L = Operand> {
    /// A Rust expression of constants.
    Value(String),
    /// A slice.
    Place(Place<L>),
    /// Input and output of an elementwise call, which may share a place.
    Unary { src: Place<L>, dst: Place<L> },
    /// Inputs and output of an elementwise call of one element type: the output may take the place of an input that has as
    /// many elements.
    Binary { lhs: Place<L>, rhs: Place<L>, dst: Place<L> },
    /// What else a layer does to its outputs, which are the argument before.
    Epilogue(Option<Box<Epilogue<L>>>),
    /// A tensor as a function of the user's takes it.
    View { place: Place<L>, shape: Shape, quant: Option<Quant> },
}

impl<L> Arg<L> {
    /// Some of the elements of a slice.
    pub(crate) fn part(self, range: Range<usize>) -> Self {
        match self {
            Arg::Place(place) => Arg::Place(Place { skip: place.skip + range.start, len: range.len(), ..place }),
            other => other,
        }
    }

    /// A parameter struct, by reference.
    pub(crate) fn params(params: &impl Debug) -> Self {
        Arg::Value(format!("&{params:?}"))
    }

    /// A number or other value.
    pub(crate) fn value(value: impl Debug) -> Self {
        Arg::Value(format!("{value:?}"))
    }

    /// The places in it, to change.
    pub(crate) fn places_mut(&mut self) -> impl Iterator<Item = &mut Place<L>> {
        let (places, epilogue) = match self {
            Arg::Value(_) => ([None, None, None], None),
            Arg::Epilogue(epilogue) => ([None, None, None], epilogue.as_deref_mut()),
            Arg::Place(place) | Arg::View { place, .. } => ([Some(place), None, None], None),
            Arg::Unary { src, dst } => ([Some(src), Some(dst), None], None),
            Arg::Binary { lhs, rhs, dst } => ([Some(lhs), Some(rhs), Some(dst)], None),
        };
        places.into_iter().flatten().chain(epilogue.into_iter().flat_map(Epilogue::places_mut))
    }

    /// The places in it.
    pub(crate) fn places(&self) -> impl Iterator<Item = &Place<L>> {
        let (places, epilogue) = match self {
            Arg::Value(_) => ([None; 3], None),
            Arg::Epilogue(epilogue) => ([None; 3], epilogue.as_deref()),
            Arg::Place(place) | Arg::View { place, .. } => ([Some(place), None, None], None),
            Arg::Unary { src, dst } => ([Some(src), Some(dst), None], None),
            Arg::Binary { lhs, rhs, dst } => ([Some(lhs), Some(rhs), Some(dst)], None),
        };
        places.into_iter().flatten().chain(epilogue.into_iter().flat_map(Epilogue::places))
    }
}

/// How a kernel call may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The kernel returns nothing.
    Done,
    /// The kernel returns a `Result` that is always `Ok`: its indices are constants inside their range.
    Checked,
    /// The kernel returns a `Result`; an error ends the run.
    MayFail(Fault),
}

/// What a kernel can find wrong with data: the runtime's `Error` of this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    IndexOutOfRange,
    DivisionByZero,
    NegativeExponent,
}

/// One kernel call.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Call {
    /// Name in `litecast::rt`.
    pub(crate) kernel: &'static str,
    /// What is called instead, for an operator that the user computes.
    pub(crate) function: Option<Function>,
    /// Its arguments, in order.
    pub(crate) args: Vec<Arg>,
    /// Further calls that may run at the same time, each for a part of the outputs.
    pub(crate) others: Vec<Part>,
    /// What was decided about it while compiling, for people.
    pub(crate) decisions: Vec<Decision>,
    /// How it may end.
    pub(crate) outcome: Outcome,
    /// The operator that it belongs to.
    pub(crate) origin: Rc<Origin>,
}

impl Call {
    /// A call of a kernel that ends well, about which nothing was decided.
    pub(crate) fn new(kernel: &'static str, args: Vec<Arg>, origin: Rc<Origin>) -> Self {
        let (others, decisions, outcome) = (Vec::new(), Vec::new(), Outcome::Done);
        Call { kernel, function: None, args, others, decisions, outcome, origin }
    }

    /// The arguments of all parts.
    pub(crate) fn all_args(&self) -> impl Iterator<Item = &Arg> {
        self.args.iter().chain(self.others.iter().flat_map(|part| &part.args))
    }

    /// Source and destination, if it only copies from one run of elements to another.
    pub(crate) fn copied(&self) -> Option<(&Place<Operand>, &Place<Operand>)> {
        match &self.args[..] {
            [Arg::Unary { src, dst }] if COPIES.contains(&self.kernel) => Some((src, dst)),
            _ => None,
        }
    }
}

/// What is decided, and how.
pub(crate) type Decision = (&'static str, String);

/// A kernel call that is a part of another.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part<L = Operand> {
    pub(crate) kernel: &'static str,
    pub(crate) args: Vec<Arg<L>>,
}

/// A function of the user's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// Name of the custom operator.
    pub operator: String,
    /// Path of the function, as the options give it.
    pub path: String,
}

/// What is known of the operator behind a call.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Origin {
    pub(crate) site: Site,
    /// Name of the first output.
    pub(crate) tensor: String,
    pub(crate) dtype: DType,
    pub(crate) shape: Shape,
    pub(crate) macs: u64,
}

impl Origin {
    /// Of some lines of an image, whose operator has so many multiply-accumulates.
    pub(crate) fn of_lines(&self, lines: Range<usize>, macs: u64) -> Self {
        let mut shape = self.shape.clone();
        let all = shape.0.get_mut(1).map_or(1, |extent| std::mem::replace(extent, lines.len())).max(1) as u128;
        let before = |line: usize| (u128::from(macs) * line as u128 / all) as u64;
        let macs = before(lines.end) - before(lines.start);
        Origin { site: self.site.clone(), tensor: self.tensor.clone(), dtype: self.dtype, shape, macs }
    }
}

/// Control flow between calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark<L = ()> {
    /// What follows is repeated, up to the matching end.
    Loop,
    /// Leaves the loop unless the condition at the place holds.
    BreakUnless(L),
    /// What follows runs if the condition holds.
    If(L),
    /// What follows runs if the index at the place is 0; what follows the first [`Else`](Mark::Else) if it is 1; the last if it is
    /// any other.
    Switch(L),
    /// What follows runs if what stands before it does not.
    Else,
    /// Ends a loop or a branch.
    End,
}

/// `output` has `input`'s bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Alias {
    pub(crate) input: TensorId,
    pub(crate) output: TensorId,
    /// Number of calls before it.
    pub(crate) time: usize,
}

/// All calls of an entry point, and what they need.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) calls: Vec<Call>,
    pub(crate) aliases: Vec<Alias>,
    /// Control flow: a mark stands before the call of that number.
    pub(crate) marks: Vec<(usize, Mark<Operand>)>,
    /// Tensors that are needed at a time when no call names them.
    pub(crate) kept: Vec<(TensorId, usize)>,
    /// Sizes in bytes, and the call that each belongs to.
    pub(crate) scratches: Vec<Scratch>,
    /// How the last layer's sums are requantized.
    pub(crate) found: Option<Found>,
    /// What has been decided about the next call.
    pub(crate) decisions: Vec<Decision>,
}

impl Draft {
    /// Only those of the calls for which it is so.
    pub(crate) fn only(&self, mut kept: impl FnMut(&Call) -> bool) -> Self {
        let (mut calls, mut before) = (Vec::new(), Vec::new());
        for call in &self.calls {
            before.push(calls.len());
            calls.extend(kept(call).then(|| call.clone()));
        }
        before.push(calls.len());
        let number = |call: usize| before.get(call).copied().unwrap_or(calls.len());
        let scratch = |scratch: &Scratch| {
            let (first, last) = (number(scratch.calls.0), number(scratch.calls.1 + 1).saturating_sub(1));
            Scratch { calls: (first, last.max(first)), ..*scratch }
        };
        Draft {
            aliases: self.aliases.iter().map(|alias| Alias { time: number(alias.time), ..*alias }).collect(),
            marks: self.marks.iter().map(|(call, mark)| (number(*call), *mark)).collect(),
            kept: self.kept.iter().map(|(id, time)| (*id, number(*time))).collect(),
            scratches: self.scratches.iter().map(scratch).collect(),
            calls,
            ..Draft::default()
        }
    }
}

/// Working memory of one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scratch {
    pub(crate) bytes: usize,
    pub(crate) align: usize,
    /// First and last call that uses it.
    pub(crate) calls: (usize, usize),
    /// The tensor whose lines it holds, if any.
    pub(crate) holds: Option<TensorId>,
}
