//! The plan: every step over addressed regions.

use super::alias::Storages;
use super::draft::{Access, Arg, Call, Draft, Function, Mark, Operand, Origin, Outcome, Part, Place, Scratch};
use super::epilogue::Epilogue;
use super::liveness::{Lives, lives};
use super::lower::element_bytes;
use super::map::{Allocation, allocations};
use super::offsets::Layout;
use super::weights::Weights;
use crate::diag::Site;
use crate::ir::{self, DType, Graph, Quant, Shape, Tensor, TensorId};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Alignment of each state tensor.
const STATE_ALIGN: usize = 16;

/// Which buffer a region is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Buffer {
    /// The model's working memory.
    Arena,
    /// What the model keeps between runs.
    State,
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

impl Region {
    /// The range from the first byte of both to the last.
    fn hull(self, other: Region) -> Region {
        let end = (self.offset + self.bytes).max(other.offset + other.bytes);
        let offset = self.offset.min(other.offset);
        Region { offset, bytes: end - offset, ..self }
    }
}

/// One kernel call.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Name in `litecast::rt`.
    pub kernel: &'static str,
    /// What is called instead, for an operator that the user computes.
    pub function: Option<Function>,
    pub(crate) args: Vec<Arg<Region>>,
    /// Further calls that may run at the same time, each for a part of the outputs.
    pub(crate) others: Vec<Part<Region>>,
    /// What was decided about it while compiling, for people: what, and how.
    pub decisions: Vec<(&'static str, String)>,
    /// Bytes of working memory, of all parts.
    pub working_bytes: usize,
    pub(crate) outcome: Outcome,
    /// What it computes first, not counting working memory.
    pub(crate) output: Option<Region>,
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
    /// Whether a value in its inputs can end the run with an error.
    pub fn fallible(&self) -> bool {
        matches!(self.outcome, Outcome::MayFail(_))
    }

    /// What is called: the kernel, or the function's path.
    pub fn callee(&self) -> &str {
        self.function.as_ref().map_or(self.kernel, |function| &function.path)
    }

    /// The regions that it reads.
    pub fn reads(&self) -> impl Iterator<Item = Region> {
        self.regions(Access::Read)
    }

    /// The regions that it writes.
    pub fn writes(&self) -> impl Iterator<Item = Region> {
        self.regions(Access::Write)
    }

    fn regions(&self, access: Access) -> impl Iterator<Item = Region> {
        self.all_args().flat_map(Arg::places).filter(move |place| place.access == access).map(|place| place.at)
    }

    /// The arguments of all parts.
    pub(crate) fn all_args(&self) -> impl Iterator<Item = &Arg<Region>> {
        self.parts().flat_map(|(_, args)| args)
    }

    /// Whether an input's place is the output's.
    pub fn is_in_place(&self) -> bool {
        self.all_args().any(|arg| arg.taken().is_some())
    }

    /// How many parts it has, for as many threads.
    pub fn part_count(&self) -> usize {
        1 + self.others.len()
    }

    /// Kernel and arguments of each part.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (&'static str, &[Arg<Region>])> {
        let others = self.others.iter().map(|part| (part.kernel, part.args.as_slice()));
        std::iter::once((self.kernel, self.args.as_slice())).chain(others)
    }
}

impl Arg<Region> {
    /// Which of its places is an input whose place the output takes.
    pub(crate) fn taken(&self) -> Option<usize> {
        match self {
            Arg::Unary { src, dst } if src.at == dst.at => Some(0),
            Arg::Binary { lhs, dst, .. } if lhs.at == dst.at => Some(0),
            Arg::Binary { rhs, dst, .. } if rhs.at == dst.at => Some(1),
            _ => None,
        }
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
    /// Which of the file's inputs or outputs it is.
    pub position: usize,
    /// Which output counts its rows, where as many are there as the data gives. The others are zeros.
    pub count: Option<usize>,
}

/// A planned entry point.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Key of the signature; empty without one.
    pub key: String,
    /// Which of the file's subgraphs it is.
    pub subgraph: usize,
    /// Kernel calls in order.
    pub steps: Vec<Step>,
    /// Size of the arena that it needs.
    pub arena_bytes: usize,
    /// The largest sum of bytes alive at one step: what no plan can go below.
    pub arena_lower_bound: usize,
    /// What lies where in the arena, and when.
    pub allocations: Vec<Allocation>,
    pub(crate) marks: Vec<(usize, Mark<Region>)>,
    /// Inputs.
    pub inputs: Vec<Port>,
    /// Outputs.
    pub outputs: Vec<Port>,
}

impl Entry {
    /// Whether a run can end with an error.
    pub fn fallible(&self) -> bool {
        self.steps.iter().any(Step::fallible)
    }

    /// Whether steps have parts for several threads.
    pub fn is_split(&self) -> bool {
        self.steps.iter().any(|step| !step.others.is_empty())
    }

    /// Multiply-accumulates of one run.
    pub fn macs(&self) -> u64 {
        self.steps.iter().map(|step| step.macs).sum()
    }
}

/// A planned model.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// Entry points, at least one. They take turns in the arena.
    pub entries: Vec<Entry>,
    /// Size of the arena: the largest that an entry point needs.
    pub arena_bytes: usize,
    /// The same of what no plan can go below.
    pub arena_lower_bound: usize,
    /// First values of what the model keeps between runs; empty if it keeps nothing.
    pub state: Vec<u8>,
    /// All constants.
    pub weights: Vec<u8>,
    /// Class names, where the model has them.
    pub labels: Vec<String>,
    /// Description in the file.
    pub description: String,
}

/// Gives every call and port its addresses.
pub(crate) fn assemble(
    graph: &Graph,
    entry: &ir::Entry,
    draft: Draft,
    storages: &Storages,
    layout: &Layout,
    weights: &mut Weights,
) -> Entry {
    let lives = lives(graph, entry, &draft, storages);
    let (states, _) = states(graph);
    let places = Addresses { storages, lives: &lives, layout, states: &states };
    let outputs = ports(graph, &entry.outputs, weights, &places);
    let inputs = ports(graph, &entry.inputs, weights, &places);
    Entry {
        key: entry.key.clone(),
        subgraph: entry.subgraph,
        allocations: allocations(graph, &draft.scratches, storages, &lives, layout),
        steps: steps(draft.calls, &draft.scratches, &places),
        marks: draft.marks.into_iter().map(|(call, mark)| (call, places.mark(mark))).collect(),
        arena_bytes: layout.bytes,
        arena_lower_bound: layout.lower_bound,
        inputs,
        outputs,
    }
}

/// Entry points with what they share.
pub(crate) fn join(graph: &Graph, entries: Vec<Entry>, weights: Weights) -> Program {
    let largest = |bytes: fn(&Entry) -> usize| entries.iter().map(bytes).max().unwrap_or(0);
    Program {
        arena_bytes: largest(|entry| entry.arena_bytes),
        arena_lower_bound: largest(|entry| entry.arena_lower_bound),
        entries,
        state: states(graph).1,
        weights: weights.into_bytes(),
        labels: graph.labels.clone(),
        description: graph.description.clone(),
    }
}

/// Where each state tensor is, and what they all hold at first.
fn states(graph: &Graph) -> (BTreeMap<TensorId, usize>, Vec<u8>) {
    let (mut offsets, mut bytes) = (BTreeMap::new(), Vec::new());
    for state in &graph.states {
        bytes.resize(bytes.len().next_multiple_of(STATE_ALIGN), 0);
        offsets.insert(state.tensor, bytes.len());
        let size = graph.tensor(state.tensor).bytes();
        bytes.extend(state.initial.clone().unwrap_or_else(|| vec![0; size]));
    }
    (offsets, bytes)
}

struct Addresses<'a> {
    storages: &'a Storages,
    lives: &'a Lives,
    layout: &'a Layout,
    states: &'a BTreeMap<TensorId, usize>,
}

impl Addresses<'_> {
    fn region(&self, at: Operand, bytes: usize) -> Region {
        let life = match at {
            Operand::Weights(offset) => return Region { buffer: Buffer::Weights, offset, bytes },
            Operand::State(id) => {
                let offset = self.states.get(&id).copied().unwrap_or_default();
                return Region { buffer: Buffer::State, offset, bytes };
            }
            Operand::Tensor(id) => self.lives.of_storage.get(self.storages.of(id)).copied().flatten(),
            Operand::Scratch(index) => Some(self.lives.scratches + index),
            Operand::Empty => None,
        };
        let within = if let Operand::Tensor(id) = at { self.storages.offset(id) } else { 0 };
        match life.and_then(|life| self.layout.offsets.get(life)) {
            Some(&offset) => Region { buffer: Buffer::Arena, offset: offset + within, bytes },
            None => Region { buffer: Buffer::Empty, offset: 0, bytes: 0 },
        }
    }

    fn place(&self, place: Place<Operand>) -> Place<Region> {
        let size = element_bytes(place.element);
        let all = self.region(place.at, place.len * size);
        let at = Region { offset: all.offset + place.skip * size, ..all };
        Place { name: place.name, at, element: place.element, skip: place.skip, len: place.len, access: place.access }
    }

    fn arg(&self, arg: Arg) -> Arg<Region> {
        match arg {
            Arg::Value(value) => Arg::Value(value),
            Arg::Place(place) => Arg::Place(self.place(place)),
            Arg::View { place, shape, quant } => Arg::View { place: self.place(place), shape, quant },
            Arg::Unary { src, dst } => Arg::Unary { src: self.place(src), dst: self.place(dst) },
            Arg::Binary { lhs, rhs, dst } => {
                Arg::Binary { lhs: self.place(lhs), rhs: self.place(rhs), dst: self.place(dst) }
            }
            Arg::Epilogue(epilogue) => {
                let placed = |epilogue: Epilogue<_>| epilogue.map(|place| self.place(place), |arg| self.arg(arg));
                Arg::Epilogue(epilogue.map(|epilogue| Box::new(placed(*epilogue))))
            }
        }
    }

    /// Conditions are single bytes, indices 32 bits.
    fn mark(&self, mark: Mark<Operand>) -> Mark<Region> {
        match mark {
            Mark::Loop => Mark::Loop,
            Mark::BreakUnless(at) => Mark::BreakUnless(self.region(at, 1)),
            Mark::If(at) => Mark::If(self.region(at, 1)),
            Mark::Switch(at) => Mark::Switch(self.region(at, 4)),
            Mark::Else => Mark::Else,
            Mark::End => Mark::End,
        }
    }
}

fn steps(calls: Vec<Call>, scratches: &[Scratch], places: &Addresses<'_>) -> Vec<Step> {
    let mut previous: Option<Rc<Origin>> = None;
    let step = |call: Call| {
        // A node's work is counted at its first call.
        let first = previous.as_ref().is_none_or(|previous| !Rc::ptr_eq(previous, &call.origin));
        previous = Some(call.origin.clone());
        let kept = |place: &Place<Operand>| match place.at {
            Operand::Tensor(_) | Operand::State(_) => true,
            Operand::Scratch(index) => scratches.get(index).is_some_and(|scratch| scratch.holds.is_some()),
            Operand::Weights(_) | Operand::Empty => false,
        };
        let wrote = |place: &Place<Operand>| place.access == Access::Write && kept(place);
        let is_working = |place: &&Place<Operand>| matches!(place.at, Operand::Scratch(_)) && !kept(place);
        let working = call.all_args().flat_map(Arg::places).filter(is_working);
        let working_bytes = working.map(|place| place.len * element_bytes(place.element)).sum();
        let written = call.args.iter().flat_map(Arg::places).position(wrote);
        let addressed = |args: Vec<Arg>| args.into_iter().map(|arg| places.arg(arg)).collect::<Vec<_>>();
        let args = addressed(call.args);
        let others: Vec<_> =
            call.others.into_iter().map(|part| Part { kernel: part.kernel, args: addressed(part.args) }).collect();
        // Parts have their outputs at the same place among their arguments.
        let output = |args: &Vec<Arg<Region>>| args.iter().flat_map(Arg::places).nth(written?).map(|place| place.at);
        let outputs = std::iter::once(&args).chain(others.iter().map(|part| &part.args)).filter_map(output);
        let output = outputs.filter(|region| region.bytes > 0).reduce(Region::hull);
        Step {
            kernel: call.kernel,
            function: call.function,
            output,
            args,
            others,
            decisions: call.decisions,
            working_bytes,
            outcome: call.outcome,
            site: call.origin.site.clone(),
            tensor: call.origin.tensor.clone(),
            dtype: call.origin.dtype,
            shape: call.origin.shape.clone(),
            macs: if first { call.origin.macs } else { 0 },
        }
    };
    calls.into_iter().map(step).collect()
}

fn ports(graph: &Graph, ports: &[ir::Port], weights: &mut Weights, places: &Addresses<'_>) -> Vec<Port> {
    let port = |port: &ir::Port| {
        let tensor: &Tensor = graph.tensor(port.tensor);
        let at = match &tensor.data {
            Some(data) => Operand::Weights(weights.add(data.clone(), tensor.dtype.bytes().max(1))),
            None if graph.is_state(port.tensor) => Operand::State(port.tensor),
            None => Operand::Tensor(port.tensor),
        };
        Port {
            name: port.name.clone(),
            dtype: tensor.dtype,
            shape: tensor.shape.clone(),
            quant: tensor.quant.clone(),
            region: places.region(at, tensor.bytes()),
            position: port.position,
            count: port.count,
        }
    };
    ports.iter().map(port).collect()
}
