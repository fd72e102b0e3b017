//! SQUARED_DIFFERENCE: `(lhs - rhs)²`.

use super::broadcast::{self, Target, binary};
use super::cx::Activation;
use super::quantized::{self, QuantizedSumOf};
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::QuantizedSum;
use crate::plan::Lower;

/// Fractional bits of the common scale.
const LEFT_SHIFT: u32 = 7;

#[derive(Clone, Debug, PartialEq)]
pub struct SquaredDifference;

impl Operator for SquaredDifference {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::I32];

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(SquaredDifference)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let dtype = cx.input(0)?.dtype;
        let shape = broadcast::infer(cx, dtype)?;
        if dtype == DType::I8 {
            params(cx)?;
        }
        Ok(vec![shape])
    }

    fn is_elementwise(&self) -> bool {
        true
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        broadcast::fold(cx, apply)
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        apply(&mut Target::Call(cx))
    }
}

fn params(cx: &Infer<'_>) -> Result<QuantizedSum, Diagnostic> {
    let (lhs, rhs, y) = (cx.input(0)?, cx.input(1)?, cx.output(0)?);
    let clamp = quantized::clamp(Activation::None, y)?;
    let of = QuantizedSumOf { lhs, rhs, y, left_shift: LEFT_SHIFT, clamp };
    of.params(|common, y| common * common / f64::from((1u32 << (2 * LEFT_SHIFT)) as f32 * y))
}

fn apply(target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
    let cx = target.infer();
    match cx.input(0)?.dtype {
        DType::I8 => {
            let p = params(&cx)?;
            binary!(target, squared_difference_quantized_i8, p)
        }
        DType::I32 => binary!(target, squared_difference_i32),
        _ => binary!(target, squared_difference_f32),
    }
}
