//! ADD_N: the sum of several tensors of one shape.

use super::broadcast::Element;
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::{self, Binary, Broadcast, BroadcastDim, Clamp, F32, List};
use crate::plan::{Arg, Lower};

/// Nothing is clamped, not even infinities.
const FLOATS: Clamp<F32> = Clamp { min: F32(f32::NEG_INFINITY), max: F32(f32::INFINITY) };
const INTEGERS: Clamp<i32> = Clamp { min: i32::MIN, max: i32::MAX };

#[derive(Clone, Debug, PartialEq)]
pub struct AddN;

impl Operator for AddN {
    const TYPES: &'static [DType] = &[DType::F32, DType::I32];

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(AddN)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=usize::MAX, 1)?;
        let first = cx.input(0)?;
        cx.output_is(0, first.dtype)?;
        for index in 1..cx.input_count() {
            let input = cx.input(index)?;
            input.expect_dtype(&[first.dtype])?;
            if input.shape != first.shape {
                let message = format!("shape {} where {} is expected", input.shape, first.shape);
                return Err(Diagnostic::malformed(message).on(&input.name));
            }
        }
        Ok(vec![first.shape.clone()])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let inputs: Result<Vec<&[u8]>, _> = (0..cx.input_count()).map(|index| Ok(cx.constant(index)?.1)).collect();
        let inputs: Vec<&[u8]> = inputs.map_err(|_: Diagnostic| ()).ok()?;
        Some(vec![match cx.input(0).ok()?.dtype {
            DType::I32 => sum(&inputs, |dims, io| kernel::add_i32(dims, &INTEGERS, io)),
            _ => sum(&inputs, |dims, io| kernel::add_f32(dims, &FLOATS, io)),
        }])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let dims = [run(cx.output(0)?.shape.elements())];
        let dims = Arg::params(&Broadcast { dims: List(&dims) });
        let (kernel, clamp) = match cx.output(0)?.dtype {
            DType::I32 => ("add_i32", Arg::params(&INTEGERS)),
            _ => ("add_f32", Arg::params(&FLOATS)),
        };
        let element = cx.output(0)?.dtype.element();
        for index in 1..cx.infer().input_count() {
            let io = if index == 1 { cx.binary(element)? } else { cx.accumulate(index)? };
            cx.call(kernel, [dims.clone(), clamp.clone(), io]);
        }
        Ok(())
    }
}

fn run(count: usize) -> BroadcastDim {
    BroadcastDim { count, lhs: 1, rhs: 1 }
}

fn sum<T: Element>(inputs: &[&[u8]], add: impl Fn(&Broadcast<'_>, Binary<'_, T>)) -> Vec<u8> {
    let mut terms = inputs.iter().map(|input| T::decode(input));
    let mut sum = terms.next().unwrap_or_default();
    for term in terms {
        add(&Broadcast { dims: List(&[run(sum.len())]) }, Binary::IntoLhs(&mut sum, &term));
    }
    T::encode(&sum)
}
