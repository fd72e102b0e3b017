//! MAXIMUM and MINIMUM of two tensors. Quantized elements are compared as they are.

use super::broadcast::{self, Target, binary};
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::plan::Lower;
use crate::schema::fb;

#[derive(Clone, Debug, PartialEq)]
pub struct Extreme {
    maximum: bool,
}

impl Operator for Extreme {
    const TYPES: &'static [DType] =
        &[DType::F32, DType::I8, DType::U8, DType::I16, DType::I32, DType::I64, DType::F16, DType::Bf16];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Extreme { maximum: options.builtin == fb::BuiltinOperator::MAXIMUM })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        Ok(vec![broadcast::infer(cx, cx.input(0)?.dtype)?])
    }

    fn is_elementwise(&self) -> bool {
        true
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        broadcast::fold(cx, |target| self.apply(target))
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        self.apply(&mut Target::Call(cx))
    }
}

impl Extreme {
    fn apply(&self, target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
        match (target.infer().input(0)?.dtype, self.maximum) {
            (DType::I8, true) => binary!(target, maximum_i8),
            (DType::I8, false) => binary!(target, minimum_i8),
            (DType::U8, true) => binary!(target, maximum_u8),
            (DType::U8, false) => binary!(target, minimum_u8),
            (DType::I16, true) => binary!(target, maximum_i16),
            (DType::I16, false) => binary!(target, minimum_i16),
            (DType::I32, true) => binary!(target, maximum_i32),
            (DType::I32, false) => binary!(target, minimum_i32),
            (DType::I64, true) => binary!(target, maximum_i64),
            (DType::I64, false) => binary!(target, minimum_i64),
            (DType::F16, true) => binary!(target, maximum_f16),
            (DType::F16, false) => binary!(target, minimum_f16),
            (DType::Bf16, true) => binary!(target, maximum_bf16),
            (DType::Bf16, false) => binary!(target, minimum_bf16),
            (_, true) => binary!(target, maximum_f32),
            (_, false) => binary!(target, minimum_f32),
        }
    }
}
