//! The plan: every step over addressed regions.

use super::alias::Storages;
use super::draft::{Access, Arg, Call, Draft, Operand, Place};
use super::liveness::{Lives, lives};
use super::lower::element_bytes;
use super::offsets::Layout;
use crate::diag::Site;
use crate::ir::{DType, Graph, Quant, Shape, Tensor};

/// Which buffer a region is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Buffer {
    /// The model's working memory.
    Arena,
    /// The model's constants.
    Weights,
    /// None: no bytes.
    Empty,
}

/// A range of a buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// The buffer.
    pub buffer: Buffer,
    /// First byte.
    pub offset: usize,
    /// Number of bytes.
    pub bytes: usize,
}

/// One kernel call.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Name in `litecast::rt`.
    pub kernel: &'static str,
    pub(crate) args: Vec<Arg<Region>>,
    /// The operator that it belongs to.
    pub site: Site,
    /// Name of the operator's first output.
    pub tensor: String,
    /// Element type of that output.
    pub dtype: DType,
    /// Shape of that output.
    pub shape: Shape,
    /// Multiply-accumulates.
    pub macs: u64,
}

impl Step {
    /// The regions that it reads.
    pub fn reads(&self) -> impl Iterator<Item = Region> {
        self.regions(Access::Read)
    }

    /// The regions that it writes.
    pub fn writes(&self) -> impl Iterator<Item = Region> {
        self.regions(Access::Write)
    }

    fn regions(&self, access: Access) -> impl Iterator<Item = Region> {
        self.args.iter().flat_map(Arg::places).filter(move |place| place.access == access).map(|place| place.at)
    }
}

/// An input or output of the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Port {
    /// Name in the signature, or the tensor's.
    pub name: String,
    /// Element type.
    pub dtype: DType,
    /// Extents.
    pub shape: Shape,
    /// Quantization, where there is one.
    pub quant: Option<Quant>,
    /// Where it is.
    pub region: Region,
}

/// A planned model.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// Kernel calls in order.
    pub steps: Vec<Step>,
    /// Size of the arena.
    pub arena_bytes: usize,
    /// The largest sum of bytes alive at one step: what no plan can go below.
    pub arena_lower_bound: usize,
    /// All constants.
    pub weights: Vec<u8>,
    /// Inputs.
    pub inputs: Vec<Port>,
    /// Outputs.
    pub outputs: Vec<Port>,
    /// Class names, where the model has them.
    pub labels: Vec<String>,
    /// Description in the file.
    pub description: String,
}

/// Gives every call and port its addresses.
pub(crate) fn assemble(graph: &Graph, mut draft: Draft, storages: &Storages, layout: &Layout) -> Program {
    let lives = lives(graph, &draft, storages);
    let calls = std::mem::take(&mut draft.calls);
    let outputs = ports(graph, &graph.outputs, &mut draft, storages, &lives, layout);
    let inputs = ports(graph, &graph.inputs, &mut draft, storages, &lives, layout);
    let places = Addresses { storages, lives: &lives, layout };
    let mut previous = None;
    let steps = calls.into_iter().map(|call| {
        // A node's work is counted at its first call.
        let first = previous.replace(call.node) != Some(call.node);
        step(graph, call, &places, first)
    });
    Program {
        steps: steps.collect(),
        arena_bytes: layout.bytes,
        arena_lower_bound: layout.lower_bound,
        weights: draft.weights.into_bytes(),
        inputs,
        outputs,
        labels: graph.labels.clone(),
        description: graph.description.clone(),
    }
}

struct Addresses<'a> {
    storages: &'a Storages,
    lives: &'a Lives,
    layout: &'a Layout,
}

impl Addresses<'_> {
    fn region(&self, at: Operand, bytes: usize) -> Region {
        let life = match at {
            Operand::Weights(offset) => return Region { buffer: Buffer::Weights, offset, bytes },
            Operand::Tensor(id) => self.lives.of_storage.get(self.storages.of(id)).copied().flatten(),
            Operand::Scratch(index) => Some(self.lives.scratches + index),
            Operand::Empty => None,
        };
        match life.and_then(|life| self.layout.offsets.get(life)) {
            Some(&offset) => Region { buffer: Buffer::Arena, offset, bytes },
            None => Region { buffer: Buffer::Empty, offset: 0, bytes: 0 },
        }
    }

    fn place(&self, place: Place<Operand>) -> Place<Region> {
        let at = self.region(place.at, place.len * element_bytes(place.element));
        Place { name: place.name, at, element: place.element, len: place.len, access: place.access }
    }

    fn arg(&self, arg: Arg) -> Arg<Region> {
        match arg {
            Arg::Value(value) => Arg::Value(value),
            Arg::Place(place) => Arg::Place(self.place(place)),
            Arg::Unary { src, dst } => Arg::Unary { src: self.place(src), dst: self.place(dst) },
        }
    }
}

fn step(graph: &Graph, call: Call, places: &Addresses<'_>, first: bool) -> Step {
    let node = &graph.nodes[call.node];
    let infer = crate::ops::Infer { graph, inputs: &node.inputs, outputs: &node.outputs };
    let output = node.outputs.first().map(|id| graph.tensor(*id));
    Step {
        kernel: call.kernel,
        args: call.args.into_iter().map(|arg| places.arg(arg)).collect(),
        site: node.site.clone(),
        tensor: output.map_or_else(String::new, |tensor| tensor.name.clone()),
        dtype: output.map_or(DType::U8, |tensor| tensor.dtype),
        shape: output.map_or_else(Shape::default, |tensor| tensor.shape.clone()),
        macs: if first { node.op.macs(&infer) } else { 0 },
    }
}

fn ports(
    graph: &Graph,
    ports: &[crate::ir::Port],
    draft: &mut Draft,
    storages: &Storages,
    lives: &Lives,
    layout: &Layout,
) -> Vec<Port> {
    let places = Addresses { storages, lives, layout };
    let port = |port: &crate::ir::Port| {
        let tensor: &Tensor = graph.tensor(port.tensor);
        let at = match &tensor.data {
            Some(data) => Operand::Weights(draft.weights.add(data.clone(), tensor.dtype.bytes().max(1))),
            None => Operand::Tensor(port.tensor),
        };
        Port {
            name: port.name.clone(),
            dtype: tensor.dtype,
            shape: tensor.shape.clone(),
            quant: tensor.quant.clone(),
            region: places.region(at, tensor.bytes()),
        }
    };
    ports.iter().map(port).collect()
}
