//! Operators: their kinds, attributes and connections.

use super::File;
use super::order::Order;
use crate::diag::{Diagnostic, Diagnostics, Site};
use crate::ir::{Graph, Node, TensorId};
use crate::ops::{Op, Options};
use crate::schema::{self, OpCode, fb};

/// Reads all operators in file order, which is the order in which they run.
pub(super) fn read_all(file: &File<'_>, graph: &mut Graph, problems: &mut Diagnostics) {
    let mut order = Order::new(graph);
    for (index, table) in file.subgraph.operators().into_iter().flatten().enumerate() {
        let code = opcode(&file.model, &table);
        let site = Site { subgraph: 0, operator: index, name: code.as_ref().map_or("?".to_string(), code_name) };
        let op = problems.take(code.and_then(|code| parse(&code, table)).map_err(|problem| problem.at(&site)));
        let connections = problems.take(connect(graph, &mut order, &table).map_err(|problem| problem.at(&site)));
        if let (Some(op), Some((inputs, outputs))) = (op, connections) {
            graph.nodes.push(Node { op, inputs, outputs, site });
        }
    }
    for port in &graph.outputs {
        problems.take(order.read(graph, port.tensor));
    }
}

fn opcode<'a>(model: &fb::Model<'a>, table: &fb::Operator<'a>) -> Result<OpCode<'a>, Diagnostic> {
    let index = table.opcode_index() as usize;
    let codes = model.operator_codes().filter(|codes| index < codes.len());
    let code = codes.map(|codes| codes.get(index));
    code.map(|code| schema::opcode_name(&code))
        .ok_or_else(|| Diagnostic::malformed(format!("operator code {index} does not exist")))
}

fn code_name(code: &OpCode<'_>) -> String {
    match code {
        OpCode::Builtin(code) => code.variant_name().unwrap_or("?").to_string(),
        OpCode::Custom(name) => format!("CUSTOM `{name}`"),
        OpCode::Unknown(code) => format!("builtin {code}"),
    }
}

fn parse(code: &OpCode<'_>, table: fb::Operator<'_>) -> Result<Op, Diagnostic> {
    let builtin = match code {
        OpCode::Builtin(builtin) => *builtin,
        OpCode::Custom(_) => return Err(Diagnostic::unsupported("custom operator", UNSUPPORTED)),
        OpCode::Unknown(_) => {
            return Err(Diagnostic::unsupported("operator newer than litecast", "use a newer litecast"));
        }
    };
    if let Some(field) = schema::options_unknown_fields(&table) {
        return Err(Diagnostic::unsupported(format!("option {field}, newer than litecast"), "use a newer litecast"));
    }
    let parsed = Op::parse(&Options { builtin, table });
    parsed.unwrap_or_else(|| Err(Diagnostic::unsupported("operator", UNSUPPORTED)))
}

const UNSUPPORTED: &str = "see SUPPORTED-OPS.md for what litecast compiles; replace the operator in the model";

type Connections = (Vec<Option<TensorId>>, Vec<TensorId>);

fn connect(graph: &Graph, order: &mut Order, table: &fb::Operator<'_>) -> Result<Connections, Diagnostic> {
    let inputs = table.inputs().into_iter().flatten().map(|id| optional(graph, id));
    let inputs = inputs.collect::<Result<Vec<_>, _>>();
    let outputs = table.outputs().into_iter().flatten().map(|id| required(graph, id));
    let outputs = outputs.collect::<Result<Vec<_>, _>>()?;
    // Outputs count as written even when an input is wrong, so that one mistake gives one problem.
    let reads = inputs.and_then(|inputs| {
        inputs.iter().flatten().try_for_each(|id| order.read(graph, *id))?;
        Ok(inputs)
    });
    outputs.iter().try_for_each(|id| order.write(graph, *id))?;
    Ok((reads?, outputs))
}

fn optional(graph: &Graph, id: i32) -> Result<Option<TensorId>, Diagnostic> {
    if id == -1 { Ok(None) } else { required(graph, id).map(Some) }
}

/// A tensor index, checked.
pub(super) fn required(graph: &Graph, id: i32) -> Result<TensorId, Diagnostic> {
    let index = u32::try_from(id).ok().filter(|&index| (index as usize) < graph.tensors.len());
    let count = graph.tensors.len();
    index
        .map(TensorId)
        .ok_or_else(|| Diagnostic::malformed(format!("tensor index {id} where there are {count} tensors")))
}
