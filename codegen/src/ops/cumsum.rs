//! CUMSUM: running sums along a dimension.

use super::arg_min_max::{around, axis};
use super::reduce::fold;
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel;
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct Cumsum {
    exclusive: bool,
    reverse: bool,
}

impl Operator for Cumsum {
    const TYPES: &'static [DType] = &[DType::F32, DType::I32, DType::I64];
    const REFUSED: &'static str = "an axis computed at run time";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_cumsum_options();
        Ok(Cumsum {
            exclusive: o.as_ref().is_some_and(|o| o.exclusive()),
            reverse: o.as_ref().is_some_and(|o| o.reverse()),
        })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let x = cx.input(0)?;
        cx.output_is(0, x.dtype)?;
        axis(cx, &[DType::I32])?;
        Ok(vec![x.shape.clone()])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let p = self.params(cx).ok()?;
        match cx.input(0).ok()?.dtype {
            DType::F32 => fold(cx, |x, y| kernel::cumsum_f32(&p, x, y)),
            DType::I32 => fold(cx, |x, y| kernel::cumsum_i32(&p, x, y)),
            DType::I64 => fold(cx, |x, y| kernel::cumsum_i64(&p, x, y)),
            _ => None,
        }
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let kernel = match cx.input(0)?.dtype {
            DType::F32 => "cumsum_f32",
            DType::I32 => "cumsum_i32",
            _ => "cumsum_i64",
        };
        let args = [Arg::params(&self.params(&cx.infer())?), cx.read("x", 0)?, cx.write("y", 0)?];
        cx.call(kernel, args);
        Ok(())
    }
}

impl Cumsum {
    fn params(&self, cx: &Infer<'_>) -> Result<kernel::Cumsum, Diagnostic> {
        let (count, inner) = around(&cx.input(0)?.shape, axis(cx, &[DType::I32])?);
        Ok(kernel::Cumsum { count, inner, exclusive: self.exclusive, reverse: self.reverse })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::Op;
    use crate::ops::testing::{apply, constant};

    #[test]
    fn constants_are_summed_now() {
        let (x, axis) = (constant(DType::I32, &[2, 2], &[1, 2, 3, 4]), constant(DType::I32, &[1], &[-2]));
        let op = Op::Cumsum(Cumsum { exclusive: false, reverse: true });
        assert_eq!(apply(op, &[x, axis], &[DType::I32]).unwrap()[0].ints(), Some(vec![4, 6, 3, 4]));
    }
}
