//! SPARSE_TO_DENSE, EMBEDDING_LOOKUP_SPARSE and HASHTABLE_LOOKUP: values at few places.

use super::gather_nd::{Places, expect_inside};
use super::{Infer, Operator, Options, cx, movement};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel;
use crate::plan::{Arg, Lower};
use crate::schema::fb;

#[derive(Clone, Debug, PartialEq)]
pub struct SparseToDense;

impl Operator for SparseToDense {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I32, DType::I64];
    const DATA: usize = 2;
    const REFUSED: &'static str = "a shape computed at run time";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        // TFLite does not heed `validate_indices`.
        Ok(SparseToDense)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(4..=4, 1)?;
        let (indices, shape, values, default) = (cx.input(0)?, cx.input(1)?, cx.input(2)?, cx.input(3)?);
        cx.output_is(0, values.dtype)?;
        default.expect_dtype(&[values.dtype])?;
        default.expect_elements(1)?;
        indices.expect_dtype(&[DType::I32, DType::I64])?;
        indices.expect_rank(0..=2)?;
        shape.expect_dtype(&[DType::I32, DType::I64])?;
        shape.expect_rank(1..=1)?;
        values.expect_rank(0..=1)?;
        let y = checked_dims(&cx.ints(1)?, shape)?;
        let (count, coordinates) = match indices.shape[..] {
            [count, coordinates] => (count, coordinates),
            _ => (indices.shape.elements(), 1),
        };
        if coordinates != y.len() || y.len() > 4 {
            let message = format!("indices of shape {} into shape {y}", indices.shape);
            return Err(Diagnostic::malformed(message).on(&indices.name));
        }
        if !values.shape.is_empty() {
            values.expect_elements(count)?;
        }
        expect_inside(indices, &y, &Shape(vec![count]))?;
        Ok(vec![y])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let (indices, values, default) = (cx.input(0).ok()?, cx.input(2).ok()?, cx.input(3).ok()?);
        let y = cx.output(0).ok()?;
        let (places, indices) = (places(indices, &y.shape), indices.ints()?);
        macro_rules! run {
            ($kernel:ident $t:ty) => {{
                let bits = |tensor: &Tensor| -> Option<Vec<$t>> {
                    Some(cx::decode(tensor.data.as_deref()?, <$t>::from_le_bytes).collect())
                };
                let mut dense = vec![<$t>::default(); y.shape.elements()];
                kernel::$kernel(&places.params(), &indices, &bits(values)?, &bits(default)?, &mut dense).ok()?;
                dense.iter().flat_map(|value| value.to_le_bytes()).collect()
            }};
        }
        Some(vec![match y.dtype.bytes() {
            1 => run!(sparse_to_dense_1_i64 u8),
            4 => run!(sparse_to_dense_4_i64 u32),
            _ => run!(sparse_to_dense_8_i64 u64),
        }])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (indices, y) = (cx.input(0)?, cx.output(0)?);
        let kernel = match (y.dtype.bytes(), indices.dtype) {
            (1, DType::I32) => "sparse_to_dense_1_i32",
            (1, _) => "sparse_to_dense_1_i64",
            (4, DType::I32) => "sparse_to_dense_4_i32",
            (4, _) => "sparse_to_dense_4_i64",
            (_, DType::I32) => "sparse_to_dense_8_i32",
            _ => "sparse_to_dense_8_i64",
        };
        let args = [
            Arg::params(&places(indices, &y.shape).params()),
            cx.read("indices", 0)?,
            cx.read_bits("values", 2)?,
            cx.read_bits("default", 3)?,
            cx.write_bits("y", 0)?,
        ];
        cx.call_fallible(kernel, 0, args)
    }
}

fn places(indices: &Tensor, y: &Shape) -> Places {
    let coordinates = if indices.shape.len() == 2 { indices.shape.from_end(0) } else { 1 };
    Places::of(y, coordinates, 1)
}

fn checked_dims(values: &[i64], tensor: &Tensor) -> Result<Shape, Diagnostic> {
    let dims: Option<Vec<usize>> = values.iter().map(|&dim| usize::try_from(dim).ok()).collect();
    cx::checked_shape(dims.ok_or_else(|| Diagnostic::malformed(format!("shape {values:?}")).on(&tensor.name))?)
}

#[derive(Clone, Debug, PartialEq)]
pub struct EmbeddingLookupSparse {
    mean: bool,
    sqrtn: bool,
}

impl Operator for EmbeddingLookupSparse {
    const TYPES: &'static [DType] = &[DType::F32];
    const DATA: usize = 4;
    const REFUSED: &'static str = "indices or a shape computed at run time";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let options = options.table.builtin_options_as_embedding_lookup_sparse_options();
        let combiner = options.map_or(fb::CombinerType::SUM, |o| o.combiner());
        if !matches!(combiner, fb::CombinerType::SUM | fb::CombinerType::MEAN | fb::CombinerType::SQRTN) {
            return Err(Diagnostic::unsupported(format!("combiner {}", combiner.0), "use SUM, MEAN or SQRTN"));
        }
        Ok(EmbeddingLookupSparse {
            mean: combiner == fb::CombinerType::MEAN,
            sqrtn: combiner == fb::CombinerType::SQRTN,
        })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(5..=5, 1)?;
        let (ids, indices, weights, table) = (cx.input(0)?, cx.input(1)?, cx.input(3)?, cx.input(4)?);
        cx.output_is(0, DType::F32)?;
        let &[count, _] = &indices.shape[..] else {
            return Err(Diagnostic::malformed(format!("indices of shape {}", indices.shape)).on(&indices.name));
        };
        ids.expect(DType::I32, &[count])?;
        weights.expect(DType::F32, &[count])?;
        let Some((&rows, embedding)) = table.shape.split_first().filter(|(_, embedding)| !embedding.is_empty()) else {
            return Err(Diagnostic::malformed(format!("shape {} of a table of rows", table.shape)).on(&table.name));
        };
        if let Some(id) = ids.ints().unwrap_or_default().iter().find(|&&id| !(0..rows as i64).contains(&id)) {
            return Err(Diagnostic::malformed(format!("row {id} of {rows}")).on(&ids.name));
        }
        let (outer, _) = buckets(cx)?;
        Ok(vec![cx::checked_shape([&outer[..], embedding].concat())?])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (table, (_, buckets)) = (cx.input(4)?, buckets(&cx.infer())?);
        let p = kernel::EmbeddingLookupSparse {
            rows: table.shape.first().copied().unwrap_or(0),
            row: table.shape.iter().skip(1).product(),
            mean: self.mean,
            sqrtn: self.sqrtn,
        };
        let args = [
            Arg::params(&p),
            cx.read("ids", 0)?,
            cx.constant("places", "u32", buckets.iter().flat_map(|bucket| bucket.to_le_bytes()).collect()),
            cx.read("weights", 3)?,
            cx.read("table", 4)?,
            cx.write("y", 0)?,
        ];
        cx.call_fallible("embedding_lookup_sparse", 0, args)
    }
}

/// The dimensions that stay, and for each id the place in them that it belongs to. The last coordinate says nothing.
fn buckets(cx: &Infer<'_>) -> Result<(Shape, Vec<u32>), Diagnostic> {
    let (indices, shape) = (cx.input(1)?, cx.input(2)?);
    indices.expect_dtype(&[DType::I32])?;
    shape.expect_dtype(&[DType::I32])?;
    shape.expect_rank(1..=1)?;
    let (values, dims) = (cx.ints(1)?, checked_dims(&cx.ints(2)?, shape)?);
    let Some((_, outer)) = dims.split_last().filter(|_| dims.len() == indices.shape.from_end(0)) else {
        let message = format!("indices of shape {} into shape {dims}", indices.shape);
        return Err(Diagnostic::malformed(message).on(&indices.name));
    };
    let outer = Shape(outer.to_vec());
    let (steps, count) = (outer.strides(), outer.elements());
    let place = |index: &[i64]| {
        let place: i128 = index.iter().zip(&steps).map(|(&index, &step)| i128::from(index) * step as i128).sum();
        let place = u32::try_from(place).ok().filter(|&place| (place as usize) < count);
        place.ok_or_else(|| Diagnostic::malformed(format!("index {index:?} into shape {dims}")).on(&indices.name))
    };
    let places: Result<Vec<u32>, _> = values.chunks_exact(dims.len().max(1)).map(place).collect();
    Ok((outer, places?))
}

#[derive(Clone, Debug, PartialEq)]
pub struct HashtableLookup;

impl Operator for HashtableLookup {
    const TYPES: &'static [DType] = movement::TYPES;
    const DATA: usize = 2;
    const REFUSED: &'static str = "keys computed at run time, unsorted or repeated keys";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(HashtableLookup)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=3, 2)?;
        let (lookup, keys, values) = (cx.input(0)?, cx.input(1)?, cx.input(2)?);
        cx.output_is(0, values.dtype)?;
        cx.output_is(1, DType::U8)?;
        lookup.expect_dtype(&[DType::I32])?;
        lookup.expect_rank(1..=1)?;
        keys.expect_dtype(&[DType::I32])?;
        let Some((&rows, row)) = values.shape.split_first().filter(|(rows, _)| **rows > 0) else {
            return Err(Diagnostic::malformed(format!("shape {} of a table of rows", values.shape)).on(&values.name));
        };
        keys.expect(DType::I32, &[rows])?;
        let order = cx.ints(1)?;
        if !order.is_sorted_by(|a, b| a < b) {
            let help =
                "TFLite searches keys as if they were sorted, and any of equal ones; sort them and drop repeated ones";
            return Err(Diagnostic::unsupported("keys that are not in rising order", help).on(&keys.name));
        }
        let shape = cx::checked_shape([&lookup.shape[..], row].concat())?;
        Ok(vec![shape, lookup.shape.clone()])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let ints = |index| -> Option<Vec<i32>> {
            Some(cx::decode(cx.input(index).ok()?.data.as_deref()?, i32::from_le_bytes).collect())
        };
        let values = cx.input(2).ok()?;
        let (mut y, mut hits) = (vec![0; cx.output(0).ok()?.bytes()], vec![0; cx.output(1).ok()?.bytes()]);
        kernel::hashtable_lookup(row(values), &ints(0)?, &ints(1)?, values.data.as_deref()?, &mut y, &mut hits);
        Some(vec![y, hits])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let args = [
            Arg::value(row(cx.input(2)?)),
            cx.read("lookup", 0)?,
            cx.read("keys", 1)?,
            cx.read_bytes("values", 2)?,
            cx.write_bytes("y", 0)?,
            cx.write("hits", 1)?,
        ];
        cx.call("hashtable_lookup", args);
        Ok(())
    }
}

/// Bytes of a row.
fn row(values: &Tensor) -> usize {
    values.shape.iter().skip(1).product::<usize>() * values.dtype.bytes()
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;

    #[test]
    fn values_at_their_places() {
        let dense = |shape: &[usize], indices: &[i64], values: &[usize]| {
            let inputs = [
                constant(DType::I64, shape, indices),
                constant(DType::I32, &[2], &[2, 2]),
                constant(DType::I8, values, &vec![7; values.iter().product()]),
                constant(DType::I8, &[1], &[1]),
            ];
            let y = apply(Op::SparseToDense(SparseToDense), &inputs, &[DType::I8]);
            y.map(|y| y[0].ints().unwrap_or_default())
        };
        assert_eq!(dense(&[2, 2], &[0, 1, 1, 0], &[]), Ok(vec![1, 7, 7, 1]));
        assert_eq!(dense(&[1, 2], &[1, 1], &[1]), Ok(vec![1, 1, 1, 7]));
        assert!(dense(&[1, 2], &[1, 2], &[1]).is_err() && dense(&[2], &[1, 1], &[]).is_err());
        assert!(dense(&[2, 2], &[0; 4], &[3]).is_err());
    }

    #[test]
    fn embeddings_need_places_inside() {
        let shape = |indices: &[i64]| {
            let inputs = [
                constant(DType::I32, &[1], &[2]),
                constant(DType::I32, &[1, 2], indices),
                constant(DType::I32, &[2], &[3, 9]),
                variable(DType::F32, &[1]),
                variable(DType::F32, &[4, 5]),
            ];
            let op = Op::EmbeddingLookupSparse(EmbeddingLookupSparse { mean: true, sqrtn: false });
            apply(op, &inputs, &[DType::F32]).map(|y| y[0].shape.clone())
        };
        assert_eq!(shape(&[2, 100]), Ok([3, 5].into()));
        assert!(shape(&[3, 0]).is_err() && shape(&[-1, 0]).is_err());
    }

    #[test]
    fn keys_are_sorted() {
        let find = |keys: &[i64]| {
            let inputs = [
                constant(DType::I32, &[2], &[4, 2]),
                constant(DType::I32, &[2], keys),
                constant(DType::I16, &[2, 1], &[10, 20]),
            ];
            let y = apply(Op::HashtableLookup(HashtableLookup), &inputs, &[DType::I16, DType::U8]);
            y.map(|y| (y[0].ints().unwrap_or_default(), y[1].ints().unwrap_or_default()))
        };
        assert_eq!(find(&[2, 3]), Ok((vec![0, 10], vec![0, 1])));
        assert!(find(&[3, 2]).is_err() && find(&[2, 2]).is_err());
    }
}
