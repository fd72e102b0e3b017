//! WHERE and UNIQUE, whose results are as many as the data gives: outputs have room for all there can be, and a count beside them.

use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel;
use crate::plan::{Arg, Lower};
use crate::schema::fb;

const REFUSED: &str =
    "in loops and branches, or where other operators than CAST read a result whose size depends on data";

fn expect_outside(nested: bool) -> Result<(), Diagnostic> {
    if !nested {
        return Ok(());
    }
    let help = "make its result an output of the model";
    Err(Diagnostic::unsupported("a result whose size depends on data, in a subgraph that an operator runs", help))
}

/// WHERE: positions of the elements that are true.
#[derive(Clone, Debug, PartialEq)]
pub struct Where {
    nested: bool,
}

impl Operator for Where {
    const TYPES: &'static [DType] =
        &[DType::Bool, DType::F32, DType::I64, DType::I32, DType::I8, DType::U8, DType::U32];
    const REFUSED: &'static str = REFUSED;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        options.count(0)?;
        Ok(Where { nested: options.is_nested() })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 2)?;
        let x = cx.input(0)?;
        x.expect_rank(1..=usize::MAX)?;
        cx.output_is(0, DType::I64)?;
        if x.data.is_none() {
            expect_outside(self.nested)?;
        }
        let rows = self.rows(x).map_or(x.shape.elements(), |rows| rows.len() / x.shape.len());
        Ok(vec![cx::checked_shape(vec![rows, x.shape.len()])?, Shape::default()])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let x = cx.input(0).ok()?;
        let rows = self.rows(x)?;
        let count = i32::try_from(rows.len() / x.shape.len()).ok()?;
        Some(vec![rows.iter().flat_map(|index| index.to_le_bytes()).collect(), count.to_le_bytes().to_vec()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let x = cx.input(0)?;
        let (kernel, element) = match x.dtype {
            DType::F32 => ("where_f32", "f32"),
            dtype => (["where_u8", "where_u32", "where_u64"][dtype.bytes() / 4], dtype.bits_element()),
        };
        let args = [
            Arg::params(&x.shape.0),
            cx.read_as("x", 0, element)?,
            cx.scratch("at", "i64", x.shape.len()),
            cx.write("y", 0)?,
            cx.write("count", 1)?,
        ];
        cx.call(kernel, args);
        Ok(())
    }
}

impl Where {
    /// The positions in a constant.
    fn rows(&self, x: &Tensor) -> Option<Vec<i64>> {
        let holds: Vec<u8> = match x.dtype {
            DType::F32 => x.floats()?.iter().map(|value| u8::from(*value != 0.0)).collect(),
            _ => x.ints()?.iter().map(|value| u8::from(*value != 0)).collect(),
        };
        let rank = x.shape.len();
        let (mut at, mut rows, mut count) = (vec![0; rank], vec![0; rank.checked_mul(holds.len())?], [0]);
        kernel::where_u8(&x.shape, &holds, &mut at, &mut rows, &mut count);
        rows.truncate(rank * usize::try_from(count[0]).ok()?);
        Some(rows)
    }
}

/// UNIQUE: the different elements, and for each element the position of its value among these.
#[derive(Clone, Debug, PartialEq)]
pub struct Unique {
    places: DType,
    nested: bool,
}

impl Operator for Unique {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I16, DType::I32, DType::I64];
    const REFUSED: &'static str = REFUSED;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_unique_options();
        let places = match o.map_or(fb::TensorType::INT32, |o| o.idx_out_type()) {
            fb::TensorType::INT32 => DType::I32,
            fb::TensorType::INT64 => DType::I64,
            other => return Err(Diagnostic::malformed(format!("positions of type {}", other.0))),
        };
        options.count(0)?;
        Ok(Unique { places, nested: options.is_nested() })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 3)?;
        let x = cx.input(0)?;
        x.expect_rank(1..=1)?;
        cx.output_is(0, x.dtype)?;
        cx.output_is(1, self.places)?;
        expect_outside(self.nested)?;
        Ok(vec![x.shape.clone(), x.shape.clone(), Shape::default()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let x = cx.input(0)?;
        let element = if x.dtype == DType::F32 { "f32" } else { x.dtype.bits_element() };
        let (narrow, wide) = match element {
            "f32" => ("unique_f32_i32", "unique_f32_i64"),
            "u8" => ("unique_u8_i32", "unique_u8_i64"),
            "u16" => ("unique_u16_i32", "unique_u16_i64"),
            "u32" => ("unique_u32_i32", "unique_u32_i64"),
            _ => ("unique_u64_i32", "unique_u64_i64"),
        };
        let args = [
            cx.read_as("x", 0, element)?,
            cx.write_as("values", 0, element)?,
            cx.write("places", 1)?,
            cx.write("count", 2)?,
        ];
        cx.call(if self.places == DType::I64 { wide } else { narrow }, args);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;

    #[test]
    fn constants_are_counted_now() {
        let op = || Op::Where(Where { nested: true });
        let y = apply(op(), &[constant(DType::I32, &[2, 2], &[0, 3, -1, 0])], &[DType::I64, DType::I32]).unwrap();
        assert_eq!((&y[0].shape, y[0].ints(), y[1].ints()), (&[2, 2].into(), Some(vec![0, 1, 1, 0]), Some(vec![2])));
        assert!(apply(op(), &[constant(DType::I32, &[], &[1])], &[DType::I64, DType::I32]).is_err());
    }

    #[test]
    fn there_is_room_for_all() {
        let shapes = |op, x, types: &[DType]| apply(op, &[x], types).map(|y| y[0].shape.clone());
        let x = variable(DType::Bool, &[2, 3, 4]);
        let types = [DType::I64, DType::I32];
        assert_eq!(shapes(Op::Where(Where { nested: false }), x.clone(), &types), Ok([24, 3].into()));
        assert!(shapes(Op::Where(Where { nested: true }), x, &types).unwrap_err().contains("depends on data"));
        let unique = Op::Unique(Unique { places: DType::I64, nested: false });
        let types = [DType::I8, DType::I64, DType::I32];
        assert_eq!(shapes(unique, variable(DType::I8, &[5]), &types), Ok([5].into()));
    }
}
