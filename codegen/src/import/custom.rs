//! Functions that the options give for custom operators.

use super::{Importer, Site};
use crate::diag::Diagnostic;
use crate::ops::{Given, Stated};
use crate::schema::{self, OpCode, fb};
use syn::parse::Parser;

impl<'a> Importer<'a> {
    /// Checks that there is an operator of each name, and that paths are paths.
    pub(super) fn check_functions(&mut self) {
        let codes = self.model.operator_codes().into_iter().flatten();
        let mut names: Vec<&str> = codes.filter_map(|code| custom_name(&code)).collect();
        names.sort_unstable();
        names.dedup();
        for (name, path) in &self.functions {
            if syn::Path::parse_mod_style.parse_str(path).is_err() {
                let help = "give one such as crate::ops::scale";
                self.problems.push(Diagnostic::options(format!("`{path}` is not the path of a function"), help));
            }
            if !names.contains(&name.as_str()) {
                let help = if names.is_empty() {
                    "the model has no custom operators".to_string()
                } else {
                    format!("the custom operators are {}", names.join(", "))
                };
                self.problems.push(Diagnostic::options(format!("no custom operator `{name}`"), help));
            }
        }
    }

    /// What is given for the custom operators of a name, and what the file states of this one's tensors.
    pub(super) fn given(&self, name: &str, table: &fb::Operator<'a>, site: &Site) -> Result<Option<Given>, Diagnostic> {
        let Some(path) = self.functions.get(name).cloned() else { return Ok(None) };
        let subgraph = self.subgraph(site.subgraph)?;
        let tensors: Vec<fb::Tensor<'a>> = subgraph.tensors().into_iter().flatten().collect();
        let stated = |id: i32| {
            let tensor = usize::try_from(id).ok().and_then(|id| tensors.get(id));
            Stated(tensor.and_then(dims))
        };
        let inputs = table.inputs().into_iter().flatten().map(stated).collect();
        let outputs = table.outputs().into_iter().flatten().map(stated).collect();
        Ok(Some(Given { path, inputs, outputs }))
    }
}

fn custom_name<'a>(code: &fb::OperatorCode<'a>) -> Option<&'a str> {
    match schema::opcode_name(code) {
        OpCode::Custom(name) => Some(name).filter(|name| !name.is_empty()),
        _ => None,
    }
}

/// Dimensions as the file states them, -1 being open. Without any, and without a word that this is a scalar, all is open.
fn dims(tensor: &fb::Tensor<'_>) -> Option<Vec<Option<usize>>> {
    let dims = tensor.shape_signature().filter(|dims| !dims.is_empty()).or(tensor.shape());
    let dims: Vec<Option<usize>> = dims.into_iter().flatten().map(|dim| usize::try_from(dim).ok()).collect();
    (!dims.is_empty() || tensor.has_rank()).then_some(dims)
}
