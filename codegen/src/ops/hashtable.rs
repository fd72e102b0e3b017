//! HASHTABLE_FIND and HASHTABLE_SIZE, on tables of constants. Handles are gone by now: the importer follows them.

use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::plan::Lower;
use std::collections::BTreeMap;

/// Values by their keys: inputs are the keys to look for, those of the table, its values, and the value of all other keys.
#[derive(Clone, Debug, PartialEq)]
pub struct HashtableFind;

impl Operator for HashtableFind {
    const TYPES: &'static [DType] = &[DType::I64, DType::String];
    const REFUSED: &'static str = "tables filled at run time, twice, or by another signature";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(HashtableFind)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(4..=4, 1)?;
        let (x, keys, values, default) = (cx.input(0)?, cx.input(1)?, cx.input(2)?, cx.input(3)?);
        let value = if x.dtype == DType::I64 { DType::String } else { DType::I64 };
        keys.expect_dtype(&[x.dtype])?;
        values.expect(value, &keys.shape)?;
        default.expect_dtype(&[value])?;
        default.expect_elements(1)?;
        cx.output_is(0, value)?;
        Ok(vec![x.shape.clone()])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let (x, table) = (cx.input(0).ok()?, table(cx).ok()?);
        let default = ints(cx.input(3).ok()?)?.first().copied()?;
        let (values, size) = (ints(x)?, cx.output(0).ok()?.dtype.bytes());
        let found = values.iter().map(|key| table.get(key).copied().unwrap_or(default));
        Some(vec![bytes(found, size)])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (table, key, value) = (table(&cx.infer())?, cx.input(0)?.dtype, cx.output(0)?.dtype);
        let args = [
            cx.constant("keys", key.element(), bytes(table.keys().copied(), key.bytes())),
            cx.constant("values", value.element(), bytes(table.values().copied(), value.bytes())),
            cx.read("default", 3)?,
            cx.read("x", 0)?,
            cx.write("y", 0)?,
        ];
        cx.call(if key == DType::I64 { "hashtable_find_i64" } else { "hashtable_find_i32" }, args);
        Ok(())
    }
}

/// The table in the order of its keys; of equal ones the first counts.
fn table(cx: &Infer<'_>) -> Result<BTreeMap<i64, i64>, Diagnostic> {
    let [keys, values] = [1, 2].map(|index| {
        let (tensor, _) = cx.constant(index)?;
        ints(tensor).ok_or_else(|| Diagnostic::malformed("not a table").on(&tensor.name))
    });
    Ok(keys?.into_iter().zip(values?).rev().collect())
}

/// Numbers, or the numbers of strings.
fn ints(tensor: &Tensor) -> Option<Vec<i64>> {
    if tensor.dtype != DType::String {
        return tensor.ints();
    }
    Some(cx::decode(tensor.data.as_deref()?, i32::from_le_bytes).map(i64::from).collect())
}

fn bytes(values: impl Iterator<Item = i64>, size: usize) -> Vec<u8> {
    values.flat_map(|value| value.to_le_bytes().into_iter().take(size)).collect()
}

/// How many keys a table has: its input.
#[derive(Clone, Debug, PartialEq)]
pub struct HashtableSize;

impl Operator for HashtableSize {
    const TYPES: &'static [DType] = HashtableFind::TYPES;
    const REFUSED: &'static str = HashtableFind::REFUSED;

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(HashtableSize)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        cx.output_is(0, DType::I64)?;
        cx.constant(0)?;
        Ok(vec![[1].into()])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let mut keys = ints(cx.input(0).ok()?)?;
        keys.sort_unstable();
        keys.dedup();
        Some(vec![(keys.len() as i64).to_le_bytes().to_vec()])
    }

    fn lower(&self, _: &mut Lower<'_>) -> Result<(), Diagnostic> {
        Err(Diagnostic::malformed("a table that is not constant"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, graph, variable};
    use super::*;
    use crate::plan;

    #[test]
    fn keys_that_are_not_there_have_the_default() {
        let inputs = [
            constant(DType::String, &[3], &[7, 1, 2]),
            constant(DType::String, &[3], &[1, 2, 1]),
            constant(DType::I64, &[3], &[10, 20, 30]),
            constant(DType::I64, &[], &[-1]),
        ];
        let y = apply(Op::HashtableFind(HashtableFind), &inputs, &[DType::I64]).unwrap();
        assert_eq!(y[0].ints(), Some(vec![-1, 10, 20]));
        let size = apply(Op::HashtableSize(HashtableSize), &inputs[1..2], &[DType::I64]).unwrap();
        assert_eq!((size[0].shape.0.clone(), size[0].ints()), (vec![1], Some(vec![2])));
    }

    #[test]
    fn tables_are_sorted_for_what_runs() {
        let inputs = [
            variable(DType::I64, &[2]),
            constant(DType::I64, &[3], &[5, -4, 5]),
            constant(DType::String, &[3], &[1, 2, 3]),
            constant(DType::String, &[1], &[0]),
        ];
        let graph = graph(Op::HashtableFind(HashtableFind), &inputs, &[variable(DType::String, &[])]).unwrap();
        let program = plan::plan(&graph, &crate::Options::default()).unwrap();
        assert_eq!(program.entries[0].steps[0].callee(), "hashtable_find_i64");
        let mut keys = Vec::new();
        for key in [-4i64, 5] {
            keys.extend(key.to_le_bytes());
        }
        assert!(program.weights.windows(16).any(|bytes| bytes == keys));
        let mixed = [inputs[0].clone(), inputs[1].clone(), inputs[1].clone(), inputs[3].clone()];
        assert!(apply(Op::HashtableFind(HashtableFind), &mixed, &[DType::String]).is_err());
    }
}
