//! SHAPE and RANK: known when shapes are, whatever the values.

use super::movement::TYPES;
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape as Extents};
use crate::plan::Lower;
use crate::schema::fb;

#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    out_type: Option<fb::TensorType>,
}

impl Operator for Shape {
    const TYPES: &'static [DType] = TYPES;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Shape { out_type: options.table.builtin_options_as_shape_options().map(|o| o.out_type()) })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Extents>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        let y = cx.output(0)?;
        y.expect_dtype(&[DType::I32, DType::I64])?;
        let stated = if y.dtype == DType::I32 { fb::TensorType::INT32 } else { fb::TensorType::INT64 };
        if self.out_type.is_some_and(|out_type| out_type != stated) {
            return Err(
                Diagnostic::malformed(format!("{} where the option out_type says otherwise", y.dtype)).on(&y.name)
            );
        }
        Ok(vec![[cx.input(0)?.shape.len()].into()])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let (x, y) = (cx.input(0).ok()?, cx.output(0).ok()?);
        let width = y.dtype.bytes();
        Some(vec![x.shape.iter().flat_map(|&dim| (dim as i64).to_le_bytes().into_iter().take(width)).collect()])
    }

    fn folds_from_shapes(&self) -> bool {
        true
    }

    fn lower(&self, _: &mut Lower<'_>) -> Result<(), Diagnostic> {
        Err(unknown())
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Rank;

impl Operator for Rank {
    const TYPES: &'static [DType] = TYPES;

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Rank)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Extents>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        cx.input(0)?;
        cx.output_is(0, DType::I32)?;
        Ok(vec![Extents::default()])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let rank = cx.input(0).ok()?.shape.len() as i32;
        Some(vec![rank.to_le_bytes().to_vec()])
    }

    fn folds_from_shapes(&self) -> bool {
        true
    }

    fn lower(&self, _: &mut Lower<'_>) -> Result<(), Diagnostic> {
        Err(unknown())
    }
}

/// Folding comes before lowering, and always succeeds.
fn unknown() -> Diagnostic {
    Diagnostic::malformed("a shape that is not known")
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, variable};
    use super::*;

    #[test]
    fn shapes_are_known_without_values() {
        let x = [variable(DType::F32, &[3, 0, 5])];
        let y = &apply(Op::Shape(Shape { out_type: None }), &x, &[DType::I64]).unwrap()[0];
        assert_eq!(y.ints(), Some(vec![3, 0, 5]));
        assert_eq!(apply(Op::Rank(Rank), &x, &[DType::I32]).unwrap()[0].ints(), Some(vec![3]));
        let wide = Shape { out_type: Some(fb::TensorType::INT64) };
        assert!(apply(Op::Shape(wide), &x, &[DType::I32]).is_err());
    }
}
