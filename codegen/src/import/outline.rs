//! What a file lists, whether it compiles or not: for people who look into it.

use super::{Importer, node};
use crate::diag::Diagnostics;
use crate::ir::Tensor;
use crate::schema::{self, fb};

/// Everything a file lists.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) description: String,
    pub(crate) signatures: Vec<Signature>,
    pub(crate) subgraphs: Vec<Subgraph>,
}

/// A named entry point.
#[derive(Debug)]
pub(crate) struct Signature {
    pub(crate) key: String,
    pub(crate) subgraph: u32,
    pub(crate) inputs: Vec<String>,
    pub(crate) outputs: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Subgraph {
    pub(crate) inputs: Vec<i32>,
    pub(crate) tensors: Vec<Listed>,
    pub(crate) operators: Vec<Operator>,
}

/// A tensor, as far as it can be read.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) tensor: Tensor,
    /// The shape with -1 for dimensions left open, where there are any.
    pub(crate) open: Option<Vec<i32>>,
}

#[derive(Debug)]
pub(crate) struct Operator {
    pub(crate) name: String,
    pub(crate) version: i32,
    pub(crate) inputs: Vec<i32>,
    pub(crate) outputs: Vec<i32>,
}

/// Reads the outline; nothing of a file that cannot be opened.
pub(crate) fn outline(bytes: &[u8]) -> Outline {
    let Ok(model) = schema::open(bytes) else { return Outline::default() };
    Outline {
        description: model.description().unwrap_or_default().to_string(),
        signatures: signatures(bytes),
        subgraphs: model.subgraphs().into_iter().flatten().map(|subgraph| list(bytes, model, subgraph)).collect(),
    }
}

/// Only the signatures.
pub(crate) fn signatures(bytes: &[u8]) -> Vec<Signature> {
    let Ok(model) = schema::open(bytes) else { return Vec::new() };
    let signature = |signature: fb::SignatureDef<'_>| Signature {
        key: signature.signature_key().unwrap_or_default().to_string(),
        subgraph: signature.subgraph_index(),
        inputs: names(signature.inputs()),
        outputs: names(signature.outputs()),
    };
    model.signature_defs().into_iter().flatten().map(signature).collect()
}

fn names(maps: Option<flatbuffers::Vector<'_, flatbuffers::ForwardsUOffset<fb::TensorMap<'_>>>>) -> Vec<String> {
    maps.into_iter().flatten().map(|map| map.name().unwrap_or_default().to_string()).collect()
}

fn list<'a>(bytes: &'a [u8], model: fb::Model<'a>, subgraph: fb::SubGraph<'a>) -> Subgraph {
    // The problems are told by the compiler proper.
    let mut problems = Diagnostics::default();
    let mut importer = Importer::new(bytes, model, &mut problems);
    let mut tensors = Vec::new();
    for (index, table) in subgraph.tensors().into_iter().flatten().enumerate() {
        let id = importer.tensor(&table, index, false);
        tensors.push(Listed { tensor: importer.graph.tensor(id).clone(), open: open(&table) });
    }
    let operators = subgraph.operators().into_iter().flatten().map(|table| Operator {
        name: node::opcode(&model, &table).map_or_else(|_| "?".to_string(), |code| node::code_name(&code)),
        version: version(&model, &table),
        inputs: ids(table.inputs()),
        outputs: ids(table.outputs()),
    });
    Subgraph { inputs: ids(subgraph.inputs()), tensors, operators: operators.collect() }
}

fn ids(vector: Option<flatbuffers::Vector<'_, i32>>) -> Vec<i32> {
    vector.into_iter().flatten().collect()
}

fn open(table: &fb::Tensor<'_>) -> Option<Vec<i32>> {
    let shape: Vec<i32> = table.shape_signature().or(table.shape()).into_iter().flatten().collect();
    shape.contains(&-1).then_some(shape)
}

fn version(model: &fb::Model<'_>, table: &fb::Operator<'_>) -> i32 {
    let index = table.opcode_index() as usize;
    let codes = model.operator_codes().filter(|codes| index < codes.len());
    codes.map_or(0, |codes| codes.get(index).version())
}
