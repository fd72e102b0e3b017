//! LOGICAL_AND, LOGICAL_OR, LOGICAL_NOT, BITWISE_XOR and RIGHT_SHIFT.

use super::broadcast::{self, Element, Target, binary};
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::{self, Unary};
use crate::plan::Lower;
use crate::schema::fb;

/// LOGICAL_AND and LOGICAL_OR.
#[derive(Clone, Debug, PartialEq)]
pub struct Logical {
    and: bool,
}

impl Operator for Logical {
    const TYPES: &'static [DType] = &[DType::Bool];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Logical { and: options.builtin == fb::BuiltinOperator::LOGICAL_AND })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        Ok(vec![broadcast::infer(cx, DType::Bool)?])
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

impl Logical {
    fn apply(&self, target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
        if self.and { binary!(target, logical_and) } else { binary!(target, logical_or) }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct LogicalNot;

impl Operator for LogicalNot {
    const TYPES: &'static [DType] = &[DType::Bool];

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(LogicalNot)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        cx.output_is(0, DType::Bool)?;
        Ok(vec![cx.input(0)?.shape.clone()])
    }

    fn is_elementwise(&self) -> bool {
        true
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let mut y = cx.constant(0).ok()?.1.to_vec();
        kernel::logical_not(Unary::InPlace(&mut y));
        Some(vec![y])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let io = cx.unary(0, 0)?;
        cx.call("logical_not", [io]);
        Ok(())
    }
}

const INTEGERS: &[DType] = &[DType::I8, DType::U8, DType::I16, DType::U16, DType::I32, DType::U32];

#[derive(Clone, Debug, PartialEq)]
pub struct BitwiseXor;

impl Operator for BitwiseXor {
    const TYPES: &'static [DType] = INTEGERS;

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(BitwiseXor)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        Ok(vec![broadcast::infer(cx, cx.input(0)?.dtype)?])
    }

    fn is_elementwise(&self) -> bool {
        true
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        broadcast::fold(cx, xor)
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        xor(&mut Target::Call(cx))
    }
}

fn xor(target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
    match target.infer().input(0)?.dtype.bits_element() {
        u16::NAME => binary!(target, bitwise_xor_16),
        u32::NAME => binary!(target, bitwise_xor_32),
        _ => binary!(target, bitwise_xor_8),
    }
}

/// Shifts below 0 count as 0, those beyond the width as the greatest possible.
#[derive(Clone, Debug, PartialEq)]
pub struct RightShift;

impl Operator for RightShift {
    const TYPES: &'static [DType] = INTEGERS;

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(RightShift)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        Ok(vec![broadcast::infer(cx, cx.input(0)?.dtype)?])
    }

    fn is_elementwise(&self) -> bool {
        true
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        broadcast::fold(cx, right_shift)
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        right_shift(&mut Target::Call(cx))
    }
}

fn right_shift(target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
    match target.infer().input(0)?.dtype {
        DType::I8 => binary!(target, right_shift_i8),
        DType::I16 => binary!(target, right_shift_i16),
        DType::U16 => binary!(target, right_shift_u16),
        DType::I32 => binary!(target, right_shift_i32),
        DType::U32 => binary!(target, right_shift_u32),
        _ => binary!(target, right_shift_u8),
    }
}
