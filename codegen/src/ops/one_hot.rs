//! ONE_HOT: a new dimension in which each index picks one element.

use super::movement::{self, sized};
use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel;
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct OneHot {
    axis: i32,
}

impl Operator for OneHot {
    const TYPES: &'static [DType] = movement::TYPES;
    const DATA: usize = 2;
    const REFUSED: &'static str = "a depth computed at run time";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(OneHot { axis: options.table.builtin_options_as_one_hot_options().map_or(0, |o| o.axis()) })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(4..=4, 1)?;
        let (indices, depth, on, off) = (cx.input(0)?, cx.input(1)?, cx.input(2)?, cx.input(3)?);
        indices.expect_dtype(&[DType::I32, DType::I64])?;
        depth.expect_dtype(&[DType::I32])?;
        off.expect_dtype(&[on.dtype])?;
        cx.output_is(0, on.dtype)?;
        on.expect_elements(1)?;
        off.expect_elements(1)?;
        let value = cx.int(1)?;
        let extent =
            usize::try_from(value).map_err(|_| Diagnostic::malformed(format!("depth {value}")).on(&depth.name))?;
        let mut shape = indices.shape.0.clone();
        shape.insert(self.axis_of(indices.shape.len())?, extent);
        Ok(vec![cx::checked_shape(shape)?])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let (p, indices) = (self.params(cx).ok()?, cx.ints(0).ok()?);
        let (on, off) = (cx.input(2).ok()?.data.as_deref()?, cx.input(3).ok()?.data.as_deref()?);
        let mut bytes = Vec::with_capacity(cx.output(0).ok()?.bytes());
        for indices in indices.chunks_exact(p.suffix.max(1)) {
            for hot in 0..p.depth as i32 {
                indices.iter().for_each(|&index| bytes.extend(if index as i32 == hot { on } else { off }));
            }
        }
        Some(vec![bytes])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let p = self.params(&cx.infer())?;
        let kernels = if cx.input(0)?.dtype == DType::I64 {
            ["one_hot_1_i64", "one_hot_2_i64", "one_hot_4_i64", "one_hot_8_i64"]
        } else {
            ["one_hot_1_i32", "one_hot_2_i32", "one_hot_4_i32", "one_hot_8_i32"]
        };
        let args = [
            Arg::params(&p),
            cx.read("indices", 0)?,
            cx.read_bits("on", 2)?,
            cx.read_bits("off", 3)?,
            cx.write_bits("y", 0)?,
        ];
        cx.call(sized(cx.output(0)?.dtype, kernels), args);
        Ok(())
    }
}

impl OneHot {
    /// Where the new dimension goes; -1 is last.
    fn axis_of(&self, rank: usize) -> Result<usize, Diagnostic> {
        let axis = if self.axis == -1 { rank as i64 } else { self.axis.into() };
        let axis = usize::try_from(axis).ok().filter(|&axis| axis <= rank);
        axis.ok_or_else(|| Diagnostic::malformed(format!("axis {} where there are {rank} dimensions", self.axis)))
    }

    fn params(&self, cx: &Infer<'_>) -> Result<kernel::OneHot, Diagnostic> {
        let indices = &cx.input(0)?.shape;
        let axis = self.axis_of(indices.len())?;
        Ok(kernel::OneHot { depth: cx.output(0)?.shape[axis], suffix: indices.iter().skip(axis).product() })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant};
    use super::*;

    #[test]
    fn the_new_dimension_may_be_the_first() {
        let x = [
            constant(DType::I64, &[2], &[1, -1]),
            constant(DType::I32, &[], &[3]),
            constant(DType::I8, &[], &[7]),
            constant(DType::I8, &[1], &[1]),
        ];
        let y = &apply(Op::OneHot(OneHot { axis: 0 }), &x, &[DType::I8]).unwrap()[0];
        assert_eq!((&y.shape, y.ints()), (&[3, 2].into(), Some(vec![1, 1, 7, 1, 1, 1])));
        assert!(apply(Op::OneHot(OneHot { axis: 2 }), &x, &[DType::I8]).is_err());
    }
}
