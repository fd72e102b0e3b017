//! TOPK_V2: the largest elements of every row with their positions.

use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::{self, TopK};
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct TopkV2;

impl Operator for TopkV2 {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I16, DType::I32, DType::I64];
    const REFUSED: &'static str = "k computed at run time";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(TopkV2)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 2)?;
        let (x, k) = (cx.input(0)?, cx.input(1)?);
        cx.output_is(0, x.dtype)?;
        cx.output(1)?.expect_dtype(&[DType::I32, DType::I16])?;
        k.expect_dtype(&[DType::I32, DType::I16])?;
        let count = usize::try_from(cx.int(1)?).unwrap_or(0);
        let Some((&row, outer)) = x.shape.split_last() else {
            return Err(Diagnostic::malformed("a scalar where rows are expected").on(&x.name));
        };
        if count > row {
            return Err(Diagnostic::malformed(format!("{count} of {row} elements")).on(&k.name));
        }
        if cx.output(1)?.dtype == DType::I16 && row > i16::MAX as usize {
            let message = format!("rows of {row} elements, whose positions int16 does not hold");
            return Err(Diagnostic::malformed(message).on(&x.name));
        }
        let shape = Shape([outer, &[count]].concat());
        Ok(vec![shape.clone(), shape])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let (x, y, positions) = (cx.input(0).ok()?, cx.output(0).ok()?, cx.output(1).ok()?);
        let p = TopK { row: x.shape.from_end(0), k: y.shape.from_end(0) };
        macro_rules! run {
            ($kernel:ident $t:ty) => {{
                let x: Vec<$t> = cx::decode(x.data.as_deref()?, <$t>::from_le_bytes).collect();
                let (mut values, mut places) = (vec![<$t>::default(); y.shape.elements()], vec![0; y.shape.elements()]);
                kernel::$kernel(&p, &x, &mut values, &mut places);
                let width = positions.dtype.bytes();
                let places =
                    places.iter().flat_map(|place: &i32| place.to_le_bytes().into_iter().take(width)).collect();
                vec![values.iter().flat_map(|value| value.to_le_bytes()).collect(), places]
            }};
        }
        Some(match x.dtype {
            DType::F32 => run!(topk_f32_i32 f32),
            DType::I8 => run!(topk_i8_i32 i8),
            DType::U8 => run!(topk_u8_i32 u8),
            DType::I16 => run!(topk_i16_i32 i16),
            DType::I32 => run!(topk_i32_i32 i32),
            _ => run!(topk_i64_i32 i64),
        })
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        let (narrow, wide) = match x.dtype {
            DType::F32 => ("topk_f32_i16", "topk_f32_i32"),
            DType::I8 => ("topk_i8_i16", "topk_i8_i32"),
            DType::U8 => ("topk_u8_i16", "topk_u8_i32"),
            DType::I16 => ("topk_i16_i16", "topk_i16_i32"),
            DType::I32 => ("topk_i32_i16", "topk_i32_i32"),
            _ => ("topk_i64_i16", "topk_i64_i32"),
        };
        let kernel = if cx.output(1)?.dtype == DType::I16 { narrow } else { wide };
        let p = TopK { row: x.shape.from_end(0), k: y.shape.from_end(0) };
        let args = [Arg::params(&p), cx.read("x", 0)?, cx.write("values", 0)?, cx.write("positions", 1)?];
        cx.call(kernel, args);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant};
    use super::*;

    #[test]
    fn k_is_at_most_a_row() {
        let x = constant(DType::I8, &[2, 3], &[1, 5, 5, -1, -2, -3]);
        let k = |k| constant(DType::I32, &[], &[k]);
        let y = apply(Op::TopkV2(TopkV2), &[x.clone(), k(2)], &[DType::I8, DType::I16]).unwrap();
        assert_eq!((y[0].ints(), y[1].ints()), (Some(vec![5, 5, -1, -2]), Some(vec![1, 2, 0, 1])));
        assert!(apply(Op::TopkV2(TopkV2), &[x.clone(), k(4)], &[DType::I8, DType::I16]).is_err());
        assert_eq!(apply(Op::TopkV2(TopkV2), &[x, k(-1)], &[DType::I8, DType::I32]).unwrap()[0].shape, [2, 0].into());
    }
}
