//! Operators: their kinds, attributes and connections.

use super::Importer;
use crate::diag::Diagnostic;
pub(super) use crate::diag::Site;
use crate::ir::{DType, Node, TensorId};
use crate::ops::{self, Op, Options};
use crate::schema::{self, OpCode, fb};
use std::cell::RefCell;

const UNSUPPORTED: &str = "see SUPPORTED-OPS.md for what litecast compiles; replace the operator in the model";

type Inputs = Vec<Option<TensorId>>;

impl<'a> Importer<'a> {
    /// Reads all operators of a subgraph in file order, which is the order in which they run.
    pub(super) fn nodes(&mut self, subgraph: usize, table: &fb::SubGraph<'a>, map: &[TensorId]) -> Vec<Node> {
        let mut nodes = Vec::new();
        for (operator, table) in table.operators().into_iter().flatten().enumerate() {
            let room = self.charge(1);
            if self.problems.take(room).is_none() {
                break;
            }
            let code = opcode(&self.model, &table);
            let site = Site { subgraph, operator, name: code.as_ref().map_or("?".to_string(), code_name) };
            let connections = self.connect(&table, map);
            self.order.broken |= connections.is_err();
            let connections = self.problems.take(connections.map_err(|problem| problem.at(&site)));
            let node = code.and_then(|code| self.node(&code, table, connections, map, &site));
            let node = self.problems.take(node.map_err(|problem| problem.at(&site)));
            if node.is_none() {
                self.doubt(&table, map);
            }
            nodes.extend(node.flatten());
        }
        nodes
    }

    /// What a refused operator would have computed.
    fn doubt(&mut self, table: &fb::Operator<'_>, map: &[TensorId]) {
        let outputs = table.outputs().into_iter().flatten().filter_map(|id| required(map, id).ok());
        self.graph.doubt(outputs);
    }

    /// Inputs and outputs. Outputs count as written even when something is wrong, so that one mistake gives one problem.
    fn connect(&mut self, table: &fb::Operator<'_>, map: &[TensorId]) -> Result<(Inputs, Vec<TensorId>), Diagnostic> {
        let outputs = table.outputs().into_iter().flatten().map(|id| required(map, id));
        let outputs = outputs.collect::<Result<Vec<_>, _>>()?;
        let inputs = self.inputs(table, map);
        outputs.iter().try_for_each(|id| self.order.write(&self.graph, *id))?;
        Ok((inputs?, outputs))
    }

    /// One operator; `None` for those that only name something.
    fn node(
        &mut self,
        code: &OpCode<'_>,
        table: fb::Operator<'a>,
        connections: Option<(Inputs, Vec<TensorId>)>,
        map: &[TensorId],
        site: &Site,
    ) -> Result<Option<Node>, Diagnostic> {
        let Some((inputs, outputs)) = connections else {
            self.doubt(&table, map);
            return builtin(code, &table).map(|_| None);
        };
        let intermediates = table.intermediates().into_iter().flatten().map(|id| required(map, id));
        let intermediates = intermediates.collect::<Result<Vec<_>, _>>()?;
        self.parse(code, table, (inputs, outputs, &intermediates), map, site)
    }

    fn inputs(&self, table: &fb::Operator<'_>, map: &[TensorId]) -> Result<Inputs, Diagnostic> {
        let optional = |id: i32| if id == -1 { Ok(None) } else { required(map, id).map(Some) };
        let inputs = table.inputs().into_iter().flatten().map(optional).collect::<Result<Inputs, _>>()?;
        inputs.iter().flatten().try_for_each(|id| self.order.read(&self.graph, *id))?;
        Ok(inputs)
    }

    fn parse(
        &mut self,
        code: &OpCode<'_>,
        table: fb::Operator<'a>,
        (inputs, outputs, intermediates): (Inputs, Vec<TensorId>, &[TensorId]),
        map: &[TensorId],
        site: &Site,
    ) -> Result<Option<Node>, Diagnostic> {
        let builtin = builtin(code, &table)?;
        match builtin {
            fb::BuiltinOperator::VAR_HANDLE => return self.var_handle(&table, &outputs).map(|()| None),
            fb::BuiltinOperator::READ_VARIABLE => return self.read_variable(site, &inputs, &outputs).map(Some),
            fb::BuiltinOperator::ASSIGN_VARIABLE => return self.assign_variable(site, &inputs).map(Some),
            fb::BuiltinOperator::HASHTABLE => return self.hashtable(&table, &outputs).map(|()| None),
            fb::BuiltinOperator::HASHTABLE_IMPORT => return self.hashtable_import(&inputs).map(|()| None),
            fb::BuiltinOperator::HASHTABLE_FIND | fb::BuiltinOperator::HASHTABLE_SIZE => {
                return self.hashtable_node(builtin, site, &inputs, &outputs).map(Some);
            }
            _ => {}
        }
        self.pass_handles(&inputs, &outputs);
        let custom = if let OpCode::Custom(name) = code { name } else { "" };
        let custom_options =
            schema::custom_options(self.bytes, &table).map_err(Diagnostic::malformed)?.unwrap_or_default();
        let given = self.given(custom, &table, site)?;
        let blocks = self.blocks(builtin, &inputs, &outputs, map)?;
        let subgraphs = RefCell::new(self);
        let (kept, counts) = (RefCell::default(), RefCell::default());
        let options = Options {
            builtin,
            custom,
            site,
            custom_options,
            given,
            table,
            inputs: &inputs,
            outputs: &outputs,
            intermediates,
            block: blocks.map(|(size, _)| size),
            subgraphs,
            kept,
            counts,
        };
        let op = Op::parse(&options).unwrap_or_else(|| Err(unknown(builtin, custom)))?;
        let (kept, counts) = (options.kept.into_inner(), options.counts.into_inner());
        let further = kept.into_iter().chain(blocks.map(|(_, scales)| scales)).map(Some);
        let inputs = inputs.into_iter().chain(further).collect();
        let outputs = outputs.into_iter().chain(counts).collect();
        Ok(Some(Node { op, inputs, outputs, site: site.clone() }))
    }

    /// A loop carries handles in the same position that it takes them.
    fn pass_handles(&mut self, inputs: &Inputs, outputs: &[TensorId]) {
        for (input, output) in inputs.iter().zip(outputs) {
            if let Some(input) = input.filter(|id| self.graph.tensor(*id).dtype == DType::Resource) {
                self.variables.pass(input, *output);
                self.hashtables.pass(input, *output);
            }
        }
    }
}

fn unknown(builtin: fb::BuiltinOperator, custom: &str) -> Diagnostic {
    if custom.is_empty() {
        let reason = ops::reason(builtin.variant_name().unwrap_or_default());
        let message = format!("litecast does not compile this operator: {}", reason.unwrap_or("nobody knows it"));
        return Diagnostic::unsupported(message, UNSUPPORTED);
    }
    let message = "litecast knows no custom operator of this name";
    let help = format!(
        "name a function that computes it: custom = {{ {custom:?}: path::to::function }} in the macro, \
         .custom({custom:?}, \"path::to::function\") in a build script; or replace the operator in the model"
    );
    Diagnostic::unsupported(message, help)
}

fn builtin(code: &OpCode<'_>, table: &fb::Operator<'_>) -> Result<fb::BuiltinOperator, Diagnostic> {
    let builtin = match code {
        OpCode::Builtin(builtin) => *builtin,
        OpCode::Custom(_) => fb::BuiltinOperator::CUSTOM,
        OpCode::Unknown(_) => {
            return Err(Diagnostic::unsupported("this operator is newer than litecast", "use a newer litecast"));
        }
    };
    match schema::options_unknown_fields(table) {
        None => Ok(builtin),
        Some(field) => {
            Err(Diagnostic::unsupported(format!("option {field}, newer than litecast"), "use a newer litecast"))
        }
    }
}

/// The kind of an operator.
pub(super) fn opcode<'a>(model: &fb::Model<'a>, table: &fb::Operator<'a>) -> Result<OpCode<'a>, Diagnostic> {
    let index = table.opcode_index() as usize;
    let count = model.operator_codes().map_or(0, |codes| codes.len());
    let codes = model.operator_codes().filter(|_| index < count);
    let code = codes.map(|codes| schema::opcode_name(&codes.get(index)));
    code.ok_or_else(|| Diagnostic::malformed(format!("operator code {index} where there are {count}")))
}

/// The kind's name.
pub(super) fn code_name(code: &OpCode<'_>) -> String {
    match code {
        OpCode::Builtin(code) => code.variant_name().unwrap_or("?").to_string(),
        OpCode::Custom(name) => format!("CUSTOM `{name}`"),
        OpCode::Unknown(code) => format!("builtin {code}"),
    }
}

/// A tensor index of a subgraph, as the graph's id.
pub(super) fn required(map: &[TensorId], id: i32) -> Result<TensorId, Diagnostic> {
    let found = usize::try_from(id).ok().and_then(|id| map.get(id)).copied();
    found.ok_or_else(|| Diagnostic::malformed(format!("tensor index {id} where there are {} tensors", map.len())))
}
