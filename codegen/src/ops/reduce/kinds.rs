//! REDUCE_MAX and REDUCE_MIN; REDUCE_ANY and REDUCE_ALL.

use super::{Loops, fold};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel;
use crate::ops::{Infer, Operator, Options};
use crate::plan::{Arg, Lower};
use crate::schema::fb;

#[derive(Clone, Debug, PartialEq)]
pub struct ReduceMinMax {
    keep_dims: bool,
    max: bool,
}

impl Operator for ReduceMinMax {
    const TYPES: &'static [DType] =
        &[DType::F32, DType::I8, DType::U8, DType::I16, DType::I32, DType::I64, DType::Bool];
    const REFUSED: &'static str = super::REFUSED;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let max = options.builtin == fb::BuiltinOperator::REDUCE_MAX;
        Ok(ReduceMinMax { keep_dims: super::keep_dims(options), max })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let shapes = super::infer(cx, self.keep_dims)?;
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        super::same_quantization(x, y)?;
        super::symmetric(x, y)?;
        Ok(shapes)
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let loops = Loops::of(cx).ok()?;
        let (p, whole) = (loops.params(), loops.whole);
        match (cx.input(0).ok()?.dtype, self.max) {
            (DType::F32, true) => fold(cx, |x, y| kernel::reduce_max_f32(&p, whole, x, y)),
            (DType::F32, false) => fold(cx, |x, y| kernel::reduce_min_f32(&p, whole, x, y)),
            (DType::I32, true) => fold(cx, |x, y| kernel::reduce_max_i32(&p, x, y)),
            (DType::I32, false) => fold(cx, |x, y| kernel::reduce_min_i32(&p, x, y)),
            (DType::I64, true) => fold(cx, |x, y| kernel::reduce_max_i64(&p, x, y)),
            (DType::I64, false) => fold(cx, |x, y| kernel::reduce_min_i64(&p, x, y)),
            (DType::Bool, true) => fold(cx, |x, y| kernel::reduce_any(&p, x, y)),
            (DType::Bool, false) => fold(cx, |x, y| kernel::reduce_all(&p, x, y)),
            _ => None,
        }
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let loops = Loops::of(&cx.infer())?;
        let dtype = cx.input(0)?.dtype;
        let kernel = match (dtype, self.max) {
            (DType::F32, true) => "reduce_max_f32",
            (DType::F32, false) => "reduce_min_f32",
            (DType::I8, true) => "reduce_max_i8",
            (DType::I8, false) => "reduce_min_i8",
            (DType::U8, true) => "reduce_max_u8",
            (DType::U8, false) => "reduce_min_u8",
            (DType::I16, true) => "reduce_max_i16",
            (DType::I16, false) => "reduce_min_i16",
            (DType::I32, true) => "reduce_max_i32",
            (DType::I32, false) => "reduce_min_i32",
            (DType::Bool, true) => "reduce_any",
            (DType::Bool, false) => "reduce_all",
            (_, true) => "reduce_max_i64",
            (_, false) => "reduce_min_i64",
        };
        let mut args = vec![Arg::params(&loops.params())];
        if dtype == DType::F32 {
            args.push(Arg::value(loops.whole));
        }
        args.extend([cx.read("x", 0)?, cx.write("y", 0)?]);
        cx.call(kernel, args);
        Ok(())
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct ReduceLogical {
    keep_dims: bool,
    any: bool,
}

impl Operator for ReduceLogical {
    const TYPES: &'static [DType] = &[DType::Bool];
    const REFUSED: &'static str = super::REFUSED;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let any = options.builtin == fb::BuiltinOperator::REDUCE_ANY;
        Ok(ReduceLogical { keep_dims: super::keep_dims(options), any })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        super::infer(cx, self.keep_dims)
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let loops = Loops::of(cx).ok()?;
        let kernel = if self.any { kernel::reduce_any } else { kernel::reduce_all };
        fold(cx, |x, y| kernel(&loops.params(), x, y))
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let loops = Loops::of(&cx.infer())?;
        let args = [Arg::params(&loops.params()), cx.read("x", 0)?, cx.write("y", 0)?];
        cx.call(if self.any { "reduce_any" } else { "reduce_all" }, args);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::Op;
    use crate::ops::testing::{apply, apply_to, constant, quantized, variable};

    #[test]
    fn constants_are_reduced_now() {
        let (x, axis) = (constant(DType::I64, &[2, 2], &[5, -7, 3, 9]), constant(DType::I32, &[1], &[0]));
        let reduce = |max| Op::ReduceMinMax(ReduceMinMax { keep_dims: false, max });
        let max = apply(reduce(true), &[x.clone(), axis.clone()], &[DType::I64]).unwrap();
        let min = apply(reduce(false), &[x, axis], &[DType::I64]).unwrap();
        assert_eq!((max[0].ints(), min[0].ints()), (Some(vec![5, 9]), Some(vec![3, -7])));
    }

    #[test]
    fn all_of_nothing_is_true() {
        let (x, axis) = (constant(DType::Bool, &[0, 2], &[]), constant(DType::I32, &[], &[0]));
        let reduce = |any| Op::ReduceLogical(ReduceLogical { keep_dims: false, any });
        let of = |op| apply(op, &[x.clone(), axis.clone()], &[DType::Bool]).unwrap()[0].ints();
        assert_eq!((of(reduce(true)), of(reduce(false))), (Some(vec![0, 0]), Some(vec![1, 1])));
    }

    #[test]
    fn raw_values_are_compared_in_one_scale() {
        let (x, axis) = (quantized(variable(DType::I8, &[4]), 0.5, 3), constant(DType::I32, &[1], &[0]));
        let reduce = |y| {
            let op = Op::ReduceMinMax(ReduceMinMax { keep_dims: false, max: true });
            apply_to(op, &[x.clone(), axis.clone()], &[y])
        };
        assert!(reduce(quantized(variable(DType::I8, &[]), 0.25, 3)).unwrap_err().contains("scale"));
        assert!(reduce(quantized(variable(DType::I8, &[]), 0.5, 3)).is_ok());
    }
}
