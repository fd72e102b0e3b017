//! ARG_MAX and ARG_MIN: the index of the first greatest or least element along a dimension.

use super::reduce::fold;
use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel;
use crate::plan::{Arg, Lower};
use crate::schema::fb;

#[derive(Clone, Debug, PartialEq)]
pub struct ArgMinMax {
    max: bool,
    output: DType,
}

impl Operator for ArgMinMax {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I32, DType::Bool];
    const REFUSED: &'static str = "an axis computed at run time";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let max = options.builtin == fb::BuiltinOperator::ARG_MAX;
        let output = if max {
            options.table.builtin_options_as_arg_max_options().map(|o| o.output_type())
        } else {
            options.table.builtin_options_as_arg_min_options().map(|o| o.output_type())
        };
        match output {
            Some(fb::TensorType::INT32) => Ok(ArgMinMax { max, output: DType::I32 }),
            Some(fb::TensorType::INT64) => Ok(ArgMinMax { max, output: DType::I64 }),
            _ => Err(Diagnostic::malformed("an output type other than int32 and int64")),
        }
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        cx.output_is(0, self.output)?;
        let (x, axis) = (cx.input(0)?, axis(cx, &[DType::I32, DType::I64])?);
        if x.shape[axis] == 0 {
            return Err(Diagnostic::malformed(format!("dimension {axis} of shape {} is empty", x.shape)).on(&x.name));
        }
        let mut dims = x.shape.0.clone();
        dims.remove(axis);
        Ok(vec![cx::checked_shape(dims)?])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let p = params(cx).ok()?;
        match (cx.input(0).ok()?.dtype, self.max, self.output) {
            (DType::F32, true, DType::I32) => fold(cx, |x, y| kernel::arg_max_f32_i32(&p, x, y)),
            (DType::F32, true, _) => fold(cx, |x, y| kernel::arg_max_f32_i64(&p, x, y)),
            (DType::F32, false, DType::I32) => fold(cx, |x, y| kernel::arg_min_f32_i32(&p, x, y)),
            (DType::F32, false, _) => fold(cx, |x, y| kernel::arg_min_f32_i64(&p, x, y)),
            (DType::I32, true, DType::I32) => fold(cx, |x, y| kernel::arg_max_i32_i32(&p, x, y)),
            (DType::I32, true, _) => fold(cx, |x, y| kernel::arg_max_i32_i64(&p, x, y)),
            (DType::I32, false, DType::I32) => fold(cx, |x, y| kernel::arg_min_i32_i32(&p, x, y)),
            (DType::I32, false, _) => fold(cx, |x, y| kernel::arg_min_i32_i64(&p, x, y)),
            _ => None,
        }
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let kernel = match (cx.input(0)?.dtype, self.max, self.output) {
            (DType::F32, true, DType::I32) => "arg_max_f32_i32",
            (DType::F32, true, _) => "arg_max_f32_i64",
            (DType::F32, false, DType::I32) => "arg_min_f32_i32",
            (DType::F32, false, _) => "arg_min_f32_i64",
            (DType::I8, true, DType::I32) => "arg_max_i8_i32",
            (DType::I8, true, _) => "arg_max_i8_i64",
            (DType::I8, false, DType::I32) => "arg_min_i8_i32",
            (DType::I8, false, _) => "arg_min_i8_i64",
            (DType::I32, true, DType::I32) => "arg_max_i32_i32",
            (DType::I32, true, _) => "arg_max_i32_i64",
            (DType::I32, false, DType::I32) => "arg_min_i32_i32",
            (DType::I32, false, _) => "arg_min_i32_i64",
            (_, true, DType::I32) => "arg_max_u8_i32",
            (_, true, _) => "arg_max_u8_i64",
            (_, false, DType::I32) => "arg_min_u8_i32",
            (_, false, _) => "arg_min_u8_i64",
        };
        let args = [Arg::params(&params(&cx.infer())?), cx.read("x", 0)?, cx.write("y", 0)?];
        cx.call(kernel, args);
        Ok(())
    }
}

fn params(cx: &Infer<'_>) -> Result<kernel::ArgMinMax, Diagnostic> {
    let (count, inner) = around(&cx.input(0)?.shape, axis(cx, &[DType::I32, DType::I64])?);
    Ok(kernel::ArgMinMax { count, inner })
}

/// The extent of dimension `axis`, and the product of those after it.
pub(super) fn around(shape: &Shape, axis: usize) -> (usize, usize) {
    let mut rest = shape.iter().skip(axis).copied();
    (rest.next().unwrap_or(1), rest.fold(1, usize::saturating_mul))
}

/// The one dimension that constant input 1 names.
pub(super) fn axis(cx: &Infer<'_>, dtypes: &[DType]) -> Result<usize, Diagnostic> {
    let (rank, tensor) = (cx.input(0)?.shape.len(), cx.input(1)?);
    tensor.expect_dtype(dtypes)?;
    tensor.expect_elements(1)?;
    let axis = cx.ints(1)?.first().copied().unwrap_or_default();
    let resolved = usize::try_from(if axis < 0 { axis.saturating_add(rank as i64) } else { axis }).ok();
    resolved
        .filter(|axis| *axis < rank)
        .ok_or_else(|| Diagnostic::malformed(format!("axis {axis} of {rank} dimensions")).on(&tensor.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::Op;
    use crate::ops::testing::{apply, constant, variable};

    #[test]
    fn shapes_around_an_axis() {
        let shape = [2, 3, 4, 5].into();
        assert_eq!([0, 1, 3].map(|axis| around(&shape, axis)), [(2, 60), (3, 20), (5, 1)]);
    }

    #[test]
    fn constants_are_searched_now() {
        let (x, axis) = (constant(DType::I32, &[3, 2], &[4, 1, 9, 1, 9, 0]), constant(DType::I64, &[], &[-2]));
        let y = apply(Op::ArgMinMax(ArgMinMax { max: true, output: DType::I64 }), &[x, axis], &[DType::I64]).unwrap();
        assert_eq!((y[0].shape.0.clone(), y[0].ints()), (vec![2], Some(vec![1, 0])));
    }

    #[test]
    fn wrong_axes_are_refused() {
        let search = |shape: &[usize], axes: &[i64]| {
            let axis = constant(DType::I32, &[axes.len()], axes);
            let op = Op::ArgMinMax(ArgMinMax { max: false, output: DType::I32 });
            apply(op, &[variable(DType::F32, shape), axis], &[DType::I32]).map(|y| y[0].shape.0.clone())
        };
        assert_eq!(search(&[2, 3, 4], &[-3]), Ok(vec![3, 4]));
        assert!(search(&[2, 3, 4], &[3]).is_err());
        assert!(search(&[2, 3, 4], &[0, 1]).is_err());
        assert!(search(&[2, 0, 4], &[1]).is_err());
        assert!(search(&[], &[0]).is_err());
    }
}
