//! Hashtables: handles that operators pass around become the constants that a table is filled with.

use super::{Importer, node::Site};
use crate::diag::Diagnostic;
use crate::ir::{Node, TensorId};
use crate::ops::{HashtableFind, HashtableSize, Op};
use crate::schema::fb;
use std::collections::BTreeMap;

/// The tables of an entry point, as far as it has been read.
#[derive(Default)]
pub(super) struct Hashtables {
    /// Which table each handle stands for.
    handles: BTreeMap<TensorId, i32>,
    /// Keys and values of each table.
    contents: BTreeMap<i32, [TensorId; 2]>,
}

impl Hashtables {
    /// What is passed on as `to` is the table that `from` is.
    pub(super) fn pass(&mut self, from: TensorId, to: TensorId) {
        if let Some(&table) = self.handles.get(&from) {
            self.handles.insert(to, table);
        }
    }
}

impl Importer<'_> {
    /// HASHTABLE: a number becomes a handle.
    pub(super) fn hashtable(&mut self, table: &fb::Operator<'_>, outputs: &[TensorId]) -> Result<(), Diagnostic> {
        let options = table.builtin_options_as_hashtable_options();
        let options = options.ok_or_else(|| Diagnostic::malformed("no number of a table"))?;
        let output = outputs.first().ok_or_else(|| Diagnostic::malformed("output 0 is missing"))?;
        self.hashtables.handles.insert(*output, options.table_id());
        Ok(())
    }

    /// HASHTABLE_IMPORT: the table's contents, which must be known. TFLite takes the first, so others must be the same.
    pub(super) fn hashtable_import(&mut self, inputs: &[Option<TensorId>]) -> Result<(), Diagnostic> {
        let (table, contents) = (self.hashtable_of(inputs)?, [given(inputs, 1)?, given(inputs, 2)?]);
        let tensors = |ids: [TensorId; 2]| ids.map(|id| self.graph.tensor(id));
        if let Some(tensor) = tensors(contents).into_iter().find(|tensor| tensor.data.is_none()) {
            let help = "fill the table with constants";
            return Err(Diagnostic::unsupported("a hashtable filled at run time", help).on(&tensor.name));
        }
        let data = |ids: [TensorId; 2]| tensors(ids).map(|tensor| (tensor.dtype, tensor.data.as_ref()));
        if self.hashtables.contents.get(&table).is_some_and(|&first| data(first) != data(contents)) {
            let help = "fill it once";
            return Err(Diagnostic::unsupported("a hashtable that is filled twice, with other contents", help));
        }
        self.hashtables.contents.entry(table).or_insert(contents);
        Ok(())
    }

    /// HASHTABLE_FIND and HASHTABLE_SIZE: the table's keys and values are inputs in place of its handle.
    pub(super) fn hashtable_node(
        &mut self,
        builtin: fb::BuiltinOperator,
        site: &Site,
        inputs: &[Option<TensorId>],
        outputs: &[TensorId],
    ) -> Result<Node, Diagnostic> {
        let table = self.hashtable_of(inputs)?;
        let [keys, values] = *self.hashtables.contents.get(&table).ok_or_else(|| {
            let help =
                "fill it before, by an operator or by an initialisation subgraph (CALL_ONCE) of the same signature";
            Diagnostic::unsupported("a hashtable that has not been filled", help)
        })?;
        let (op, inputs) = if builtin == fb::BuiltinOperator::HASHTABLE_FIND {
            (Op::HashtableFind(HashtableFind), vec![given(inputs, 1)?, keys, values, given(inputs, 2)?])
        } else {
            (Op::HashtableSize(HashtableSize), vec![keys])
        };
        Ok(Node { op, inputs: inputs.into_iter().map(Some).collect(), outputs: outputs.to_vec(), site: site.clone() })
    }

    /// The table behind the handle.
    fn hashtable_of(&self, inputs: &[Option<TensorId>]) -> Result<i32, Diagnostic> {
        self.hashtables.handles.get(&given(inputs, 0)?).copied().ok_or_else(|| {
            let help = "pass handles from HASHTABLE directly";
            Diagnostic::unsupported("the hashtable is not known at compile time", help)
        })
    }

    /// Another entry point fills its tables itself.
    pub(super) fn forget_hashtables(&mut self) {
        self.hashtables.contents.clear();
    }
}

fn given(inputs: &[Option<TensorId>], index: usize) -> Result<TensorId, Diagnostic> {
    inputs.get(index).copied().flatten().ok_or_else(|| Diagnostic::malformed(format!("input {index} is missing")))
}
