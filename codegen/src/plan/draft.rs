//! Kernel calls before anything has an address.

use super::weights::Weights;
use crate::ir::TensorId;
use std::fmt::Debug;

/// What a place is, before planning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operand {
    /// A tensor that lives in the arena.
    Tensor(TensorId),
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
}

impl<L> Arg<L> {
    /// A parameter struct, by reference.
    pub(crate) fn params(params: &impl Debug) -> Self {
        Arg::Value(format!("&{params:?}"))
    }

    /// A number or other value.
    pub(crate) fn value(value: impl Debug) -> Self {
        Arg::Value(format!("{value:?}"))
    }

    /// The places in it.
    pub(crate) fn places(&self) -> impl Iterator<Item = &Place<L>> {
        let (first, second) = match self {
            Arg::Value(_) => (None, None),
            Arg::Place(place) => (Some(place), None),
            Arg::Unary { src, dst } => (Some(src), Some(dst)),
        };
        first.into_iter().chain(second)
    }
}

/// One kernel call.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Call {
    /// Name in `litecast::rt`.
    pub(crate) kernel: &'static str,
    /// Its arguments, in order.
    pub(crate) args: Vec<Arg>,
    /// Index of the node that it belongs to.
    pub(crate) node: usize,
}

/// `output` has `input`'s bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Alias {
    pub(crate) input: TensorId,
    pub(crate) output: TensorId,
    /// Number of calls before it.
    pub(crate) time: usize,
}

/// All calls of a model, and what they need.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) calls: Vec<Call>,
    pub(crate) aliases: Vec<Alias>,
    pub(crate) weights: Weights,
    /// Sizes in bytes, and the call that each belongs to.
    pub(crate) scratches: Vec<Scratch>,
}

/// Working memory of one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scratch {
    pub(crate) bytes: usize,
    pub(crate) align: usize,
    pub(crate) call: usize,
}
