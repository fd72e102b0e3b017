//! Tensors, nodes and what connects them.

use super::{DType, Quant, Shape};
use crate::diag::Site;
use crate::ops::{Numerics, Op};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Index of a tensor; prints as `%12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TensorId(pub u32);

impl TensorId {
    /// As an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Display for TensorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "%{}", self.0)
    }
}

/// A value of the graph: computed, given, or constant.
#[derive(Clone, Debug, PartialEq)]
pub struct Tensor {
    /// Name in the file.
    pub name: String,
    /// Element type.
    pub dtype: DType,
    /// Extents.
    pub shape: Shape,
    /// Quantization, where the file gives one.
    pub quant: Option<Quant>,
    /// Little-endian elements of a constant.
    pub data: Option<Vec<u8>>,
}

impl Tensor {
    /// Its size: packed types round up to whole bytes.
    pub fn bytes(&self) -> usize {
        (self.shape.elements().saturating_mul(self.dtype.bits())).div_ceil(8)
    }

    /// Number of [`DType::element`]s that hold it.
    pub fn element_count(&self) -> usize {
        if self.dtype.bits() < 8 { self.bytes() } else { self.shape.elements() }
    }
}

/// An operator applied to tensors.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it computes.
    pub op: Op,
    /// Its inputs; `None` where an optional one is left out.
    pub inputs: Vec<Option<TensorId>>,
    /// Its outputs.
    pub outputs: Vec<TensorId>,
    /// Where it stands in the file.
    pub site: Site,
}

/// Nodes with their own inputs and outputs, over the tensors of the whole graph: a branch, a loop's body, a called subgraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// Nodes in an order in which they can run.
    pub nodes: Vec<Node>,
    /// What it is given.
    pub inputs: Vec<TensorId>,
    /// What it gives.
    pub outputs: Vec<TensorId>,
}

/// A tensor that keeps its value between runs.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The tensor: always readable, written by the nodes that update it.
    pub tensor: TensorId,
    /// Its first value; `None` until an initialiser of the model has given one.
    pub initial: Option<Vec<u8>>,
}

impl State {
    /// The bytes that a model may keep between runs: first values are part of the generated code.
    pub(crate) const LARGEST: usize = 1 << 26;
}

/// A named input or output of the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Port {
    /// Name in the signature, or the tensor's.
    pub name: String,
    /// The tensor.
    pub tensor: TensorId,
    /// Which of the subgraph's inputs or outputs it is: inputs that the options make constants are missing.
    pub position: usize,
    /// Which of the entry point's outputs counts its rows, where as many are there as the data gives.
    pub count: Option<usize>,
}

/// One way to run a model: a signature, or the whole file where it has none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The signature's key; empty without a signature.
    pub key: String,
    /// Which of the file's subgraphs it is.
    pub subgraph: usize,
    /// All nodes, in an order in which they can run.
    pub nodes: Vec<Node>,
    /// Inputs.
    pub inputs: Vec<Port>,
    /// Outputs.
    pub outputs: Vec<Port>,
    /// The graph's tensor of each tensor of the subgraph.
    pub locals: Vec<TensorId>,
}

/// A model: tensors, and entry points over them. Entry points share constants and state, and nothing else.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// Description in the file.
    pub description: String,
    /// Whose arithmetic its operators follow where they differ.
    pub numerics: Numerics,
    /// All tensors.
    pub tensors: Vec<Tensor>,
    /// Entry points, in the order of the file; of a graph without problems at least one.
    pub entries: Vec<Entry>,
    /// Tensors that keep their value between runs.
    pub states: Vec<State>,
    /// Class names of the first output for which the metadata has any.
    pub labels: Vec<String>,
    /// Tensors of which only so many rows are there as data gives, and the tensors that count them.
    pub(crate) counts: BTreeMap<TensorId, TensorId>,
    /// Constants that the file stores sparsely: an operator of TFLite may read such weights differently.
    pub(crate) sparse: BTreeSet<TensorId>,
    /// States that have been given a value by the time an operator runs: known only while shapes are worked out.
    pub(crate) assigned: BTreeSet<TensorId>,
    /// Tensors of which a problem has been reported: what follows from it is not another one.
    pub(crate) doubtful: BTreeSet<TensorId>,
}

impl Graph {
    /// What refused operators would have written. Later ones are checked all the same, with the shapes and types that the file
    /// states; only values that may be needed while compiling, such as shapes, are missing.
    pub(crate) fn doubt(&mut self, outputs: impl IntoIterator<Item = TensorId>) {
        let integers = outputs.into_iter().filter(|id| matches!(self.tensor(*id).dtype, DType::I32 | DType::I64));
        let integers: Vec<TensorId> = integers.collect();
        self.doubtful.extend(integers);
    }

    /// A tensor. Ids come from this graph, whose tensors are only ever added to.
    pub fn tensor(&self, id: TensorId) -> &Tensor {
        &self.tensors[id.index()]
    }

    /// Whether a tensor keeps its value between runs.
    pub fn is_state(&self, id: TensorId) -> bool {
        self.states.iter().any(|state| state.tensor == id)
    }

    /// Adds a tensor.
    pub fn add(&mut self, tensor: Tensor) -> TensorId {
        let id = TensorId(self.tensors.len() as u32);
        self.tensors.push(tensor);
        id
    }

    /// A tensor, to change.
    pub fn tensor_mut(&mut self, id: TensorId) -> &mut Tensor {
        &mut self.tensors[id.index()]
    }
}
