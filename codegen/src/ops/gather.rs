//! GATHER and EMBEDDING_LOOKUP: rows chosen by index.

use super::movement::{self, Copy, Move, Source, Steps};
use super::{Infer, Operator, Options, blockwise, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{self, CopyDim};
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct Gather {
    axis: i32,
    batch_dims: i32,
}

impl Operator for Gather {
    const TYPES: &'static [DType] = movement::TYPES;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_gather_options();
        Ok(o.map_or(Gather { axis: 0, batch_dims: 0 }, |o| Gather { axis: o.axis(), batch_dims: o.batch_dims() }))
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let (x, indices) = (cx.input(0)?, cx.input(1)?);
        cx.output_is(0, x.dtype)?;
        indices.expect_dtype(&[DType::I32, DType::I64, DType::I16])?;
        let (axis, batch) = self.axes(x, indices)?;
        let shape = [&x.shape[..axis], &indices.shape[batch..], &x.shape[axis + 1..]].concat();
        let shape = cx::checked_shape(shape)?;
        expect_indices(indices, x.shape[axis], &shape)?;
        Ok(vec![shape])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let (x, indices, y) = (cx.input(0).ok()?, cx.input(1).ok()?, cx.output(0).ok()?);
        let (p, mut bytes) = (self.params(x, indices).ok()?, vec![0; y.bytes()]);
        kernel::gather_i64(&p, x.data.as_deref()?, &indices.ints()?, &mut bytes).ok()?;
        Some(vec![bytes])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (x, indices, y) = (cx.input(0)?, cx.input(1)?, cx.output(0)?);
        let p = self.params(x, indices)?;
        let positions = indices.ints().unwrap_or_default();
        let positions: Vec<usize> = positions.iter().map(|&index| usize::try_from(index).unwrap_or(0)).collect();
        if let Some(steps) = Steps::of(&positions).filter(|_| p.indices == positions.len()) {
            let copy = self.regular(x, y, steps)?;
            return movement::lower(&[Move { from: Source::Input(0), output: 0, copy }], cx);
        }
        let kernel = by_index(indices, ["gather_i16", "gather_i32", "gather_i64"]);
        let args = [Arg::params(&p), cx.read_bytes("x", 0)?, cx.read("indices", 1)?, cx.write_bytes("y", 0)?];
        cx.call_fallible(kernel, 1, args)
    }
}

impl Gather {
    /// The dimension that is gathered, and the number of dimensions that both inputs share.
    fn axes(&self, x: &Tensor, indices: &Tensor) -> Result<(usize, usize), Diagnostic> {
        let axis = movement::axis(self.axis.into(), x.shape.len())?;
        let rank = indices.shape.len();
        let batch = i64::from(self.batch_dims) + if self.batch_dims < 0 { rank as i64 } else { 0 };
        let batch = usize::try_from(batch).ok().filter(|&batch| batch <= axis && batch <= rank);
        let batch = batch.filter(|&batch| x.shape[..batch] == indices.shape[..batch]);
        let message =
            || format!("batch_dims {} of indices of shape {} into {}", self.batch_dims, indices.shape, x.shape);
        Ok((axis, batch.ok_or_else(|| Diagnostic::malformed(message()).on(&indices.name))?))
    }

    fn params(&self, x: &Tensor, indices: &Tensor) -> Result<kernel::Gather, Diagnostic> {
        let (axis, batch) = self.axes(x, indices)?;
        let product = |dims: &[usize]| dims.iter().product::<usize>();
        Ok(kernel::Gather {
            outer: product(&x.shape[batch..axis]),
            extent: x.shape[axis],
            indices: product(&indices.shape[batch..]),
            row: product(&x.shape[axis + 1..]) * x.dtype.bytes(),
        })
    }

    /// The copy for indices that step regularly, the same for all batches.
    fn regular(&self, x: &Tensor, y: &Tensor, steps: Steps) -> Result<Copy, Diagnostic> {
        let axis = movement::axis(self.axis.into(), x.shape.len())?;
        let row: usize = x.shape[axis + 1..].iter().product();
        let outer: usize = x.shape[..axis].iter().product();
        let dst = y.shape.elements().checked_div(outer).unwrap_or(0);
        let outer = CopyDim { count: outer, src: (x.shape[axis] * row) as isize, dst: dst as isize };
        let [step, same] = steps.dims(row, row);
        let inner = CopyDim { count: row, src: 1, dst: 1 };
        Ok(Copy::new(steps.start * row, 0, [outer, step, same, inner]))
    }
}

/// Checks indices that are known now, and that there is something to select from.
fn expect_indices(indices: &Tensor, extent: usize, output: &Shape) -> Result<(), Diagnostic> {
    let outside = |message: String| Err(Diagnostic::malformed(message).on(&indices.name));
    if extent == 0 && output.elements() > 0 {
        return outside("indices into an empty dimension".to_string());
    }
    let values = indices.ints().unwrap_or_default();
    match values.iter().find(|&&index| !(0..extent as i64).contains(&index)) {
        Some(index) => outside(format!("index {index} of a dimension of extent {extent}")),
        None => Ok(()),
    }
}

fn by_index(indices: &Tensor, [short, int, long]: [&'static str; 3]) -> &'static str {
    match indices.dtype {
        DType::I16 => short,
        DType::I64 => long,
        _ => int,
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct EmbeddingLookup {
    /// Values to a block, where each block of a row has a scale.
    block: Option<usize>,
}

impl Operator for EmbeddingLookup {
    const TYPES: &'static [DType] = &[
        DType::F32,
        DType::I8,
        DType::U8,
        DType::I4,
        DType::I2,
        DType::I16,
        DType::I32,
        DType::I64,
        DType::Bool,
        DType::F16,
        DType::Bf16,
        DType::F64,
        DType::U16,
        DType::U32,
        DType::U64,
        DType::Complex64,
    ];
    const DATA: usize = 1;
    const REFUSED: &'static str = "quantized tables with float16 outputs";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(EmbeddingLookup { block: options.block })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let inputs = 2 + usize::from(self.block.is_some());
        cx.arity(inputs..=inputs, 1)?;
        let (lookup, table, y) = (cx.input(0)?, cx.input(1)?, cx.output(0)?);
        lookup.expect_dtype(&[DType::I32])?;
        lookup.expect_rank(1..=1)?;
        if table.shape.len() < 2 {
            return Err(Diagnostic::malformed(format!("shape {} of a table of rows", table.shape)).on(&table.name));
        }
        if y.dtype != table.dtype || table.dtype.bits() < 8 {
            self.expect_hybrid(cx)?;
        }
        let shape = cx::checked_shape([&lookup.shape[..], &table.shape[1..]].concat())?;
        expect_indices(lookup, table.shape[0], &shape)?;
        Ok(vec![shape])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let (lookup, table, y) = (cx.input(0).ok()?, cx.input(1).ok()?, cx.output(0).ok()?);
        let data = table.data.as_deref()?;
        if y.dtype == table.dtype {
            let mut bytes = vec![0; y.bytes()];
            kernel::gather_i64(&rows(lookup, table), data, &lookup.ints()?, &mut bytes).ok()?;
            return Some(vec![bytes]);
        }
        let lookup: Vec<i32> = lookup.ints()?.iter().map(|&index| index as i32).collect();
        let mut values = vec![0.0; y.shape.elements()];
        let scales = self.scales(cx).ok()?;
        kernel::embedding_lookup_hybrid(&self.hybrid(table), &lookup, data, &scales, &mut values).ok()?;
        Some(vec![values.iter().flat_map(|value| value.to_le_bytes()).collect()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (lookup, table, y) = (cx.input(0)?, cx.input(1)?, cx.output(0)?);
        if y.dtype == table.dtype {
            let p = Arg::params(&rows(lookup, table));
            let args = [p, cx.read_bytes("table", 1)?, cx.read("lookup", 0)?, cx.write_bytes("y", 0)?];
            return cx.call_fallible("gather_i32", 0, args);
        }
        let scales = self.scales(&cx.infer())?.iter().flat_map(|scale| scale.to_le_bytes()).collect();
        let args = [
            Arg::params(&self.hybrid(table)),
            cx.read("lookup", 0)?,
            cx.read_bytes("table", 1)?,
            cx.constant("scale", "f32", scales),
            cx.write("y", 0)?,
        ];
        cx.call_fallible("embedding_lookup_hybrid", 0, args)
    }
}

impl EmbeddingLookup {
    /// Checks a table of integers for an output of real numbers.
    fn expect_hybrid(&self, cx: &Infer<'_>) -> Result<(), Diagnostic> {
        let (table, y) = (cx.input(1)?, cx.output(0)?);
        y.expect_dtype(&[DType::F32])?;
        if let Some(block) = self.block {
            table.expect_dtype(&[DType::I4, DType::I2])?;
            table.expect_rank(2..=2)?;
            return blockwise::scales(cx, block).map(|_| ());
        }
        table.expect_dtype(&[DType::I8, DType::U8, DType::I4, DType::I2])?;
        let quant = table.quantized()?;
        if quant.zero_points.iter().any(|&zero_point| zero_point != 0) {
            return Err(Diagnostic::malformed("a zero point that is not 0").on(&table.name));
        }
        if !quant.is_per_tensor() && quant.axis != 0 {
            return Err(Diagnostic::malformed(format!("scales along dimension {}", quant.axis)).on(&table.name));
        }
        Ok(())
    }

    /// The scales of blocks, of rows, or of all.
    fn scales(&self, cx: &Infer<'_>) -> Result<Vec<f32>, Diagnostic> {
        self.block.map_or_else(|| Ok(cx.input(1)?.quantized()?.scales.clone()), |block| blockwise::scales(cx, block))
    }

    fn hybrid(&self, table: &Tensor) -> kernel::EmbeddingLookup {
        let (per_byte, len) = (8 / table.dtype.bits().clamp(1, 8), table.shape[1..].iter().product());
        kernel::EmbeddingLookup { rows: table.shape[0], len, block: self.block.unwrap_or(len), per_byte }
    }
}

fn rows(lookup: &Tensor, table: &Tensor) -> kernel::Gather {
    let row = table.shape[1..].iter().product::<usize>() * table.dtype.bytes();
    kernel::Gather { outer: 1, extent: table.shape[0], indices: lookup.shape.elements(), row }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;

    fn gather(op: Gather, x: &[usize], indices: Tensor) -> Result<(Shape, Vec<i64>), String> {
        let count = x.iter().product::<usize>() as i64;
        let x = constant(DType::I16, x, &(0..count).collect::<Vec<_>>());
        let y = apply(Op::Gather(op), &[x, indices], &[DType::I16])?;
        Ok((y[0].shape.clone(), y[0].ints().unwrap_or_default()))
    }

    #[test]
    fn gathers_along_any_axis() {
        let indices = constant(DType::I64, &[2], &[2, 0]);
        assert_eq!(gather(Gather { axis: -1, batch_dims: 0 }, &[2, 3], indices), Ok(([2, 2].into(), vec![2, 0, 5, 3])));
        let indices = constant(DType::I32, &[2, 1], &[2, 0]);
        assert_eq!(gather(Gather { axis: 1, batch_dims: 1 }, &[2, 3], indices), Ok(([2, 1].into(), vec![2, 3])));
        let scalar = constant(DType::I16, &[], &[1]);
        assert_eq!(gather(Gather { axis: 0, batch_dims: 0 }, &[2, 3], scalar), Ok(([3].into(), vec![3, 4, 5])));
    }

    #[test]
    fn constant_indices_are_checked() {
        for index in [-1, 3, i64::MAX] {
            let indices = constant(DType::I64, &[1], &[index]);
            assert!(gather(Gather { axis: 1, batch_dims: 0 }, &[2, 3], indices).unwrap_err().contains("index"));
        }
        assert!(gather(Gather { axis: 0, batch_dims: 0 }, &[0, 3], variable(DType::I32, &[1])).is_err());
    }
}
