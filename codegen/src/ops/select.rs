//! SELECT and SELECT_V2: elements of one input where a condition holds, of the other one elsewhere.

use super::broadcast::{self, Element};
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::{self, List, SelectDim};
use crate::plan::{Arg, Lower};
use crate::schema::fb;

#[derive(Clone, Debug, PartialEq)]
pub struct Select {
    /// SELECT, whose inputs have one shape; the condition may have one element for each index of the first dimension.
    first_version: bool,
}

impl Operator for Select {
    const TYPES: &'static [DType] = &[DType::Bool];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Select { first_version: options.builtin == fb::BuiltinOperator::SELECT })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=3, 1)?;
        let (condition, x, y) = (cx.input(0)?, cx.input(1)?, cx.input(2)?);
        x.expect_dtype(super::movement::TYPES)?;
        y.expect_dtype(&[x.dtype])?;
        cx.output_is(0, x.dtype)?;
        let single = |shape: &Shape| shape.elements() == 1;
        let output = &cx.output(0)?.shape;
        if [&condition.shape, &x.shape, &y.shape, output].into_iter().all(single) {
            return Ok(vec![output.clone()]);
        }
        if !self.first_version {
            return Ok(vec![broadcast::shape(&[condition, x, y])?]);
        }
        let rows = condition.shape.len() == 1 && condition.shape.first() == x.shape.first();
        if x.shape == y.shape && (condition.shape == x.shape || condition.shape.is_empty() || rows) {
            return Ok(vec![x.shape.clone()]);
        }
        let message = format!("a condition of shape {} for {} and {}", condition.shape, x.shape, y.shape);
        Err(Diagnostic::malformed(message))
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let dims = self.dims(cx).ok()?;
        let (p, condition) = (kernel::Select { dims: List(&dims) }, cx.constant(0).ok()?.1);
        let (x, y) = (cx.constant(1).ok()?.1, cx.constant(2).ok()?.1);
        let count = cx.output(0).ok()?.shape.elements();
        Some(vec![match cx.input(1).ok()?.dtype.bytes() {
            2 => selected(count, x, y, |x, y, output| kernel::select_2(&p, condition, x, y, output)),
            4 => selected(count, x, y, |x, y, output| kernel::select_4(&p, condition, x, y, output)),
            8 => selected(count, x, y, |x, y, output| kernel::select_8(&p, condition, x, y, output)),
            _ => selected(count, x, y, |x, y, output| kernel::select_1(&p, condition, x, y, output)),
        }])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let dims = self.dims(&cx.infer())?;
        let kernel = match cx.output(0)?.dtype.bytes() {
            2 => "select_2",
            4 => "select_4",
            8 => "select_8",
            _ => "select_1",
        };
        let args = [
            Arg::params(&kernel::Select { dims: List(&dims) }),
            cx.read("condition", 0)?,
            cx.read_bits("x", 1)?,
            cx.read_bits("y", 2)?,
            cx.write_bits("output", 0)?,
        ];
        cx.call(kernel, args);
        Ok(())
    }
}

impl Select {
    fn dims(&self, cx: &Infer<'_>) -> Result<Vec<SelectDim>, Diagnostic> {
        let (condition, x, y) = (&cx.input(0)?.shape, &cx.input(1)?.shape, &cx.input(2)?.shape);
        let output = &cx.output(0)?.shape;
        let mut condition = condition.clone();
        if self.first_version && condition.len() == 1 {
            // Aligned at the first dimension, not at the last.
            condition.0.resize(output.len().max(1), 1);
        }
        let dims = broadcast::dims([&condition, x, y], output);
        let dim = |dim: &broadcast::Dim<3>| {
            let [condition, x, y] = dim.steps;
            SelectDim { count: dim.count, condition, x, y }
        };
        Ok(dims.iter().map(dim).collect())
    }
}

fn selected<T: Element>(count: usize, x: &[u8], y: &[u8], select: impl Fn(&[T], &[T], &mut [T])) -> Vec<u8> {
    let mut output = vec![T::default(); count];
    select(&T::decode(x), &T::decode(y), &mut output);
    T::encode(&output)
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;
    use crate::ir::Tensor;

    fn select(first_version: bool, inputs: [Tensor; 3]) -> Result<(Shape, Option<Vec<i64>>), String> {
        let y = apply(Op::Select(Select { first_version }), &inputs, &[inputs[1].dtype])?;
        Ok((y[0].shape.clone(), y[0].ints()))
    }

    #[test]
    fn the_first_version_selects_rows() {
        let condition = constant(DType::Bool, &[2], &[0, 1]);
        let (x, y) = (constant(DType::I16, &[2, 2], &[1, 2, 3, 4]), constant(DType::I16, &[2, 2], &[5, 6, 7, 8]));
        let inputs = [condition, x, y];
        assert_eq!(select(true, inputs.clone()), Ok(([2, 2].into(), Some(vec![5, 6, 3, 4]))));
        assert_eq!(select(false, inputs), Ok(([2, 2].into(), Some(vec![5, 2, 7, 4]))));
    }

    #[test]
    fn only_the_second_version_broadcasts() {
        let inputs = [variable(DType::Bool, &[2, 1]), variable(DType::F32, &[3]), variable(DType::F32, &[])];
        assert_eq!(select(false, inputs.clone()), Ok(([2, 3].into(), None)));
        assert!(select(true, inputs).is_err());
        let scalar = [variable(DType::Bool, &[]), variable(DType::F32, &[2, 3]), variable(DType::F32, &[2, 3])];
        assert_eq!(select(true, scalar), Ok(([2, 3].into(), None)));
    }
}
