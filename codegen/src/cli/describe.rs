//! What there is to say about a model, as data: the source of `inspect`'s text and JSON.

use super::model;
use crate::diag::Site;
use crate::import::{import, outline};
use crate::ir::{self, Graph};
use crate::plan::{Program, Region};
use crate::{Diagnostics, Options, pass, plan};
use serde::Serialize;
use std::collections::BTreeMap;

/// A model, compiled or not.
#[derive(Debug, Default, Serialize)]
pub(super) struct Description {
    pub(super) path: String,
    pub(super) file_bytes: usize,
    pub(super) description: String,
    pub(super) signatures: Vec<Signature>,
    pub(super) labels: Vec<String>,
    pub(super) operators: Vec<Operator>,
    /// The only entry point.
    #[serde(flatten)]
    pub(super) only: Option<Entry>,
    /// Several entry points.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) entries: Vec<Entry>,
    pub(super) problems: Diagnostics,
}

impl Description {
    /// All entry points.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.only.iter().chain(&self.entries)
    }

    /// Whether the model compiles.
    pub(super) fn compiles(&self) -> bool {
        self.entries().any(|entry| entry.totals.is_some())
    }
}

/// One way to run the model.
#[derive(Debug, Default, Serialize)]
pub(super) struct Entry {
    /// Key of its signature.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) signature: String,
    pub(super) subgraph: usize,
    pub(super) inputs: Vec<Port>,
    pub(super) outputs: Vec<Port>,
    /// Only of models that compile, like all that follows. Weights and state are the whole model's.
    pub(super) totals: Option<Totals>,
    pub(super) steps: Vec<Step>,
    pub(super) memory: Vec<Allocation>,
}

#[derive(Debug, Serialize)]
pub(super) struct Signature {
    pub(super) key: String,
    pub(super) subgraph: u32,
    pub(super) inputs: Vec<String>,
    pub(super) outputs: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Port {
    /// Name in the signature, or the tensor's.
    pub(super) name: String,
    #[serde(flatten)]
    pub(super) tensor: Tensor,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Tensor {
    #[serde(rename = "tensor")]
    pub(super) name: String,
    pub(super) dtype: &'static str,
    pub(super) shape: Vec<usize>,
    /// The file's shape, where it leaves dimensions open: they are -1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) open_shape: Option<Vec<i32>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) quantization: Option<Quant>,
    pub(super) bytes: usize,
    pub(super) constant: bool,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Quant {
    pub(super) scale: Vec<f32>,
    pub(super) zero_point: Vec<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) axis: Option<usize>,
}

#[derive(Debug, Serialize)]
pub(super) struct Operator {
    pub(super) subgraph: usize,
    pub(super) index: usize,
    pub(super) name: String,
    pub(super) version: i32,
    /// As litecast has read them; empty for operators that it does not know.
    pub(super) attributes: String,
    /// `null` where an optional one is left out.
    pub(super) inputs: Vec<Option<Tensor>>,
    pub(super) outputs: Vec<Option<Tensor>>,
    pub(super) macs: u64,
    /// Bytes of constant inputs.
    pub(super) weights_bytes: usize,
    /// What runs for it; nothing for what is computed at compile time or only renames its input.
    pub(super) kernels: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Totals {
    pub(super) macs: u64,
    pub(super) weights_bytes: usize,
    pub(super) arena_bytes: usize,
    pub(super) arena_lower_bound: usize,
    /// Kept between runs.
    pub(super) state_bytes: usize,
    pub(super) steps: usize,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct Step {
    pub(super) operator: usize,
    pub(super) name: String,
    pub(super) kernel: String,
    pub(super) macs: u64,
    /// Of all parts.
    pub(super) working_bytes: usize,
    /// Whether the output takes an input's place.
    pub(super) in_place: bool,
    /// Parts that may run at the same time.
    pub(super) parts: usize,
    /// What else was decided while compiling.
    pub(super) decisions: BTreeMap<&'static str, String>,
    pub(super) reads: Vec<Range>,
    pub(super) writes: Vec<Range>,
}

/// Bytes of the arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Range {
    pub(super) offset: usize,
    pub(super) bytes: usize,
}

/// Bytes of the arena that hold tensors for a time.
#[derive(Debug, Serialize)]
pub(super) struct Allocation {
    #[serde(flatten)]
    pub(super) range: Range,
    pub(super) tensors: Vec<String>,
    /// First and last step that find it in use; inputs are there before step 0, outputs after the last.
    pub(super) first_step: i64,
    pub(super) last_step: i64,
}

/// Describes a model as far as it can be read, and gives its graph.
pub(super) fn describe(bytes: &[u8], options: &Options) -> anyhow::Result<(Description, Graph)> {
    let compiled = model::compile_caught(bytes, options)?;
    // The compiler proper has told the problems; here is what can be read in spite of them.
    let read = import(bytes, options, &mut Diagnostics::default()).unwrap_or_default();
    let outline = outline::outline(bytes);
    let described = |graph: &Graph, program: Option<&Program>| {
        let description = Outlined { outline: &outline, read: &read, graph }.describe(program);
        Description { file_bytes: bytes.len(), ..description }
    };
    match compiled {
        Ok(compiled) => Ok((described(&compiled.graph, Some(&compiled.program)), compiled.graph)),
        Err(problems) => {
            let mut graph = read.clone();
            model::caught(|| pass::run(&mut graph, &mut Diagnostics::default()))?;
            let description = Description { problems, ..described(&graph, None) };
            // Passes drop what they cannot work out.
            Ok((description, read))
        }
    }
}

/// The stages of a model that a description is put together from.
struct Outlined<'a> {
    /// The file's own lists.
    outline: &'a outline::Outline,
    /// As read.
    read: &'a Graph,
    /// After the passes; tensors keep their ids and have their final shapes.
    graph: &'a Graph,
}

impl Outlined<'_> {
    fn describe(&self, program: Option<&Program>) -> Description {
        let signatures = self.outline.signatures.iter().map(|signature| Signature {
            key: signature.key.clone(),
            subgraph: signature.subgraph,
            inputs: signature.inputs.clone(),
            outputs: signature.outputs.clone(),
        });
        let operators = self.outline.subgraphs.iter().enumerate();
        let planned = |i: usize| program.and_then(|program| Some((program, program.entries.get(i)?)));
        let entries = self.graph.entries.iter().enumerate().map(|(i, entry)| self.entry(entry, planned(i)));
        let mut entries: Vec<Entry> = entries.collect();
        let only = if entries.len() > 1 { None } else { Some(entries.pop().unwrap_or_default()) };
        Description {
            description: self.outline.description.clone(),
            signatures: signatures.collect(),
            labels: self.graph.labels.clone(),
            operators: operators.flat_map(|(i, subgraph)| self.operators(i, subgraph, program)).collect(),
            only,
            entries,
            ..Description::default()
        }
    }

    fn entry(&self, entry: &ir::Entry, planned: Option<(&Program, &plan::Entry)>) -> Entry {
        let ports = |ports: &[ir::Port]| {
            let port = |port: &ir::Port| {
                let local = entry.locals.iter().position(|id| *id == port.tensor);
                let of_file = |local| self.tensor(entry.subgraph, i32::try_from(local).ok()?);
                // Counts of rows are litecast's own.
                let own = || self.graph.tensors.get(port.tensor.index()).map(tensor);
                Some(Port { name: port.name.clone(), tensor: local.map_or_else(own, of_file)? })
            };
            ports.iter().filter_map(port).collect()
        };
        let planned_entry = planned.map(|(_, entry)| entry);
        Entry {
            signature: entry.key.clone(),
            subgraph: entry.subgraph,
            inputs: ports(&entry.inputs),
            outputs: ports(&entry.outputs),
            totals: planned.map(|(program, entry)| totals(program, entry)),
            steps: planned_entry.map_or_else(Vec::new, steps),
            memory: planned_entry.map_or_else(Vec::new, memory),
        }
    }

    /// A tensor of the file; with its final shape where it was worked out.
    fn tensor(&self, subgraph: usize, id: i32) -> Option<Tensor> {
        let id = usize::try_from(id).ok()?;
        let listed = self.outline.subgraphs.get(subgraph)?.tensors.get(id)?;
        let entry = self.graph.entries.iter().find(|entry| entry.subgraph == subgraph);
        let known = entry.and_then(|entry| self.graph.tensors.get(entry.locals.get(id)?.index()));
        let known = known.unwrap_or(&listed.tensor);
        Some(Tensor { open_shape: listed.open.clone(), constant: listed.tensor.data.is_some(), ..tensor(known) })
    }

    fn operators(&self, subgraph: usize, listed: &outline::Subgraph, program: Option<&Program>) -> Vec<Operator> {
        let attributes = attributes(self.read);
        let work = program.map_or_else(BTreeMap::new, work);
        let operator = |(index, operator): (usize, &outline::Operator)| {
            let tensors = |ids: &[i32]| ids.iter().map(|&id| self.tensor(subgraph, id)).collect::<Vec<_>>();
            let inputs = tensors(&operator.inputs);
            let weights = inputs.iter().flatten().filter(|tensor| tensor.constant).map(|tensor| tensor.bytes).sum();
            let (macs, calls) = work.get(&(subgraph, index)).cloned().unwrap_or_default();
            // A call may do the work of operators before this one too.
            let kernel = |(callee, name): (String, String)| {
                if name == operator.name { callee } else { format!("{callee} for {name}") }
            };
            let kernels = calls.into_iter().map(kernel).collect();
            Operator {
                subgraph,
                index,
                name: operator.name.clone(),
                version: operator.version,
                attributes: attributes.get(&(subgraph, index)).cloned().unwrap_or_default(),
                inputs,
                outputs: tensors(&operator.outputs),
                macs,
                weights_bytes: weights,
                kernels,
            }
        };
        listed.operators.iter().enumerate().map(operator).collect()
    }
}

type Place = (usize, usize);

fn place(site: &Site) -> Place {
    (site.subgraph, site.operator)
}

/// `Conv2d(Conv2d { padding: Same, … })` without what its name says already.
fn attributes(graph: &Graph) -> BTreeMap<Place, String> {
    let inner = |text: String| {
        let start = text.find("{ ").map(|at| at + 2)?;
        Some(text.strip_suffix(')')?.strip_suffix(" }")?.get(start..)?.to_string())
    };
    let nodes = graph.entries.iter().flat_map(|entry| &entry.nodes);
    let known = nodes.map(|node| (place(&node.site), inner(format!("{:?}", node.op)).unwrap_or_default()));
    known.collect()
}

/// Multiply-accumulates and calls of each operator: the kernel, and what it is for.
type Work = (u64, Vec<(String, String)>);

fn work(program: &Program) -> BTreeMap<Place, Work> {
    let mut work: BTreeMap<Place, Work> = BTreeMap::new();
    for step in program.entries.iter().flat_map(|entry| &entry.steps) {
        let (macs, calls) = work.entry(place(&step.site)).or_default();
        *macs = macs.saturating_add(step.macs);
        calls.push((step.callee().to_string(), step.site.name.clone()));
    }
    work
}

fn tensor(tensor: &ir::Tensor) -> Tensor {
    let quantization = tensor.quant.as_ref().map(|quant| Quant {
        scale: quant.scales.clone(),
        zero_point: quant.zero_points.clone(),
        axis: (!quant.is_per_tensor()).then_some(quant.axis),
    });
    Tensor {
        name: tensor.name.clone(),
        dtype: tensor.dtype.name(),
        shape: tensor.shape.0.clone(),
        open_shape: None,
        quantization,
        bytes: tensor.bytes(),
        constant: tensor.data.is_some(),
    }
}

fn totals(program: &Program, entry: &plan::Entry) -> Totals {
    Totals {
        macs: entry.macs(),
        weights_bytes: program.weights.len(),
        arena_bytes: entry.arena_bytes,
        arena_lower_bound: entry.arena_lower_bound,
        state_bytes: program.state.len(),
        steps: entry.steps.len(),
    }
}

fn steps(entry: &plan::Entry) -> Vec<Step> {
    let ranges = |regions: &mut dyn Iterator<Item = Region>| {
        let arena = regions.filter(|region| region.buffer == plan::Buffer::Arena);
        arena.map(|region| Range { offset: region.offset, bytes: region.bytes }).collect()
    };
    let step = |step: &plan::Step| Step {
        operator: step.site.operator,
        name: step.site.name.clone(),
        kernel: step.callee().to_string(),
        macs: step.macs,
        working_bytes: step.working_bytes,
        in_place: step.is_in_place(),
        parts: step.part_count(),
        decisions: step.decisions.iter().cloned().collect(),
        reads: ranges(&mut step.reads()),
        writes: ranges(&mut step.writes()),
    };
    entry.steps.iter().map(step).collect()
}

fn memory(entry: &plan::Entry) -> Vec<Allocation> {
    let number = |time: usize| i64::try_from(time).unwrap_or(i64::MAX) - 1;
    let allocation = |piece: &plan::Allocation| Allocation {
        range: Range { offset: piece.offset, bytes: piece.bytes },
        tensors: piece.tensors.clone(),
        first_step: number(piece.start),
        last_step: number(piece.end),
    };
    entry.allocations.iter().map(allocation).collect()
}
