//! EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER and GREATER_EQUAL.

use super::broadcast::{self, Target, mixed};
use super::cx::Numerics;
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{QuantizedComparison, Relation, Rescale};
use crate::math;
use crate::plan::Lower;
use crate::schema::fb;

/// EQUAL and NOT_EQUAL.
#[derive(Clone, Debug, PartialEq)]
pub struct Equality {
    relation: Relation,
}

impl Operator for Equality {
    const TYPES: &'static [DType] =
        &[DType::F32, DType::I8, DType::U8, DType::I16, DType::I32, DType::I64, DType::Bool, DType::F16, DType::String];
    const REFUSED: &'static str = "NOT_EQUAL of int16 without quantization";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Equality { relation: relation(options) })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let lhs = cx.input(0)?;
        let shape = infer(cx)?;
        if lhs.dtype == DType::I16 && lhs.quant.is_none() && !self.relation.equal {
            let help = "TFLite does not define it; compare for equality and negate that";
            return Err(Diagnostic::unsupported("int16 without quantization", help).on(&lhs.name));
        }
        if quantized(lhs) {
            comparison(cx, self.relation)?;
        }
        Ok(vec![shape])
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

impl Equality {
    fn apply(&self, target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
        let cx = target.infer();
        apply(target, self.relation, quantized(cx.input(0)?))
    }
}

/// LESS, LESS_EQUAL, GREATER and GREATER_EQUAL.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    relation: Relation,
}

impl Operator for Order {
    const TYPES: &'static [DType] =
        &[DType::F32, DType::I8, DType::U8, DType::I16, DType::I32, DType::I64, DType::F16, DType::Bf16];
    const REFUSED: &'static str = "LESS_EQUAL and GREATER_EQUAL of bfloat16";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Order { relation: relation(options) })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let lhs = cx.input(0)?;
        let shape = infer(cx)?;
        if lhs.dtype == DType::Bf16 && self.relation.equal {
            let help = "TFLite does not define it; compare in float32";
            return Err(Diagnostic::unsupported("bfloat16", help).on(&lhs.name));
        }
        if order_quantized(lhs) {
            comparison(cx, self.relation)?;
        }
        Ok(vec![shape])
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

impl Order {
    fn apply(&self, target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
        let cx = target.infer();
        apply(target, self.relation, order_quantized(cx.input(0)?))
    }
}

fn relation(options: &Options<'_>) -> Relation {
    type Op = fb::BuiltinOperator;
    let is = |ways: [Op; 3]| ways.contains(&options.builtin);
    Relation {
        less: is([Op::LESS, Op::LESS_EQUAL, Op::NOT_EQUAL]),
        equal: is([Op::EQUAL, Op::LESS_EQUAL, Op::GREATER_EQUAL]),
        greater: is([Op::GREATER, Op::GREATER_EQUAL, Op::NOT_EQUAL]),
        unordered: options.builtin == Op::NOT_EQUAL,
    }
}

/// Whether elements are compared as the real numbers that they stand for.
fn quantized(lhs: &Tensor) -> bool {
    matches!(lhs.dtype, DType::I8 | DType::U8) || lhs.dtype == DType::I16 && lhs.quant.is_some()
}

/// The shape of a comparison.
fn infer(cx: &Infer<'_>) -> Result<Shape, Diagnostic> {
    let lhs = cx.input(0)?;
    if lhs.dtype == DType::I16 && cx.numerics() == Numerics::Tflm {
        let help = "TensorFlow Lite for Microcontrollers does not define it; compare int8, or use numerics = litert";
        return Err(Diagnostic::unsupported("int16", help).on(&lhs.name));
    }
    broadcast::infer(cx, DType::Bool)
}

/// As [`quantized`] for the order of elements: TFLite takes 16-bit ones as they are.
fn order_quantized(lhs: &Tensor) -> bool {
    matches!(lhs.dtype, DType::I8 | DType::U8)
}

fn comparison(cx: &Infer<'_>, relation: Relation) -> Result<QuantizedComparison, Diagnostic> {
    Ok(QuantizedComparison { lhs: rescale(cx.input(0)?)?, rhs: rescale(cx.input(1)?)?, relation })
}

fn rescale(tensor: &Tensor) -> Result<Rescale, Diagnostic> {
    let quant = tensor.quantized_per_tensor()?;
    let factor = math::quantize_multiplier(quant.scale().into());
    if factor.shift > 0 {
        let help = "TFLite does not define it; quantize the tensor with a scale below 1";
        let message = format!("a scale of {} in a comparison", quant.scale());
        return Err(Diagnostic::unsupported(message, help).on(&tensor.name));
    }
    Ok(Rescale { offset: -quant.zero_point(), left_shift: 8, factor })
}

fn apply(target: &mut Target<'_, '_>, relation: Relation, quantized: bool) -> Result<(), Diagnostic> {
    let cx = target.infer();
    let dtype = cx.input(0)?.dtype;
    if quantized {
        let p = comparison(&cx, relation)?;
        return match dtype {
            DType::I8 => mixed!(target, compare_quantized_i8, p),
            DType::U8 => mixed!(target, compare_quantized_u8, p),
            _ => mixed!(target, compare_quantized_i16, p),
        };
    }
    match dtype {
        DType::F16 => mixed!(target, compare_f16, relation),
        DType::Bf16 => mixed!(target, compare_bf16, relation),
        DType::Bool => mixed!(target, compare_bool, relation),
        DType::I16 => mixed!(target, compare_i16, relation),
        DType::I32 | DType::String => mixed!(target, compare_i32, relation),
        DType::I64 => mixed!(target, compare_i64, relation),
        _ => mixed!(target, compare_f32, relation),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, quantized, variable};
    use super::*;

    const EQUAL: Relation = Relation { less: false, equal: true, greater: false, unordered: false };
    const NOT_EQUAL: Relation = Relation { less: true, equal: false, greater: true, unordered: true };
    const LESS: Relation = Relation { less: true, equal: false, greater: false, unordered: false };

    #[test]
    fn quantized_elements_are_real_numbers() {
        let lhs = quantized(constant(DType::I8, &[3], &[4, 2, -4]), 0.5, 0);
        let rhs = quantized(constant(DType::I8, &[3], &[9, 8, -7]), 0.25, 1);
        let y = apply(Op::Equality(Equality { relation: EQUAL }), &[lhs, rhs], &[DType::Bool]).unwrap();
        assert_eq!(y[0].ints(), Some(vec![1, 0, 1]));
    }

    #[test]
    fn the_order_of_16_bit_elements_ignores_scales() {
        let lhs = quantized(constant(DType::I16, &[1], &[3]), 0.5, 0);
        let rhs = quantized(constant(DType::I16, &[1], &[4]), 0.25, 0);
        let y = apply(Op::Order(Order { relation: LESS }), &[lhs, rhs], &[DType::Bool]).unwrap();
        assert_eq!(y[0].ints(), Some(vec![1]));
    }

    #[test]
    fn what_tflite_does_not_define_is_refused() {
        let equality = |relation, tensor: Tensor| {
            apply(Op::Equality(Equality { relation }), &[tensor.clone(), tensor], &[DType::Bool])
        };
        assert!(equality(EQUAL, quantized(variable(DType::I8, &[1]), 1.0, 0)).is_err());
        assert!(equality(EQUAL, variable(DType::U8, &[1])).is_err());
        assert!(equality(EQUAL, variable(DType::I16, &[1])).is_ok());
        assert!(equality(NOT_EQUAL, variable(DType::I16, &[1])).is_err());
    }
}
