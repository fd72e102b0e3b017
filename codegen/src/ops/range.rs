//! RANGE: `start`, `start + delta`, … up to `limit`: a constant.

use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::plan::Lower;

#[derive(Clone, Debug, PartialEq)]
pub struct Range;

impl Operator for Range {
    const TYPES: &'static [DType] = &[DType::F32, DType::I32, DType::I64];
    const REFUSED: &'static str = "inputs computed at run time";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Range)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=3, 1)?;
        let dtype = cx.input(0)?.dtype;
        cx.output_is(0, dtype)?;
        for index in 0..3 {
            cx.input(index)?.expect_dtype(&[dtype])?;
            cx.input(index)?.expect_rank(0..=0)?;
            cx.constant(index)?;
        }
        let count = if dtype == DType::F32 { float_count(&floats(cx)?) } else { integer_count(&integers(cx)?) };
        let count = count.ok_or_else(|| Diagnostic::malformed("a range that does not lead from start to limit"))?;
        Ok(vec![cx::checked_shape(vec![count])?])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let y = cx.output(0).ok()?;
        let count = y.shape.elements();
        if y.dtype == DType::F32 {
            let [start, _, delta] = floats(cx).ok()?;
            let values = std::iter::successors(Some(start), |value| Some(value + delta)).take(count);
            return Some(vec![values.flat_map(f32::to_le_bytes).collect()]);
        }
        let [start, _, delta] = integers(cx).ok()?;
        let values = std::iter::successors(Some(start), |value| Some(value.wrapping_add(delta))).take(count);
        Some(vec![values.flat_map(|value| value.to_le_bytes().into_iter().take(y.dtype.bytes())).collect()])
    }

    fn lower(&self, _: &mut Lower<'_>) -> Result<(), Diagnostic> {
        Err(Diagnostic::too_large("a range too long to be a constant of the model"))
    }
}

/// Start, limit, delta.
fn integers(cx: &Infer<'_>) -> Result<[i64; 3], Diagnostic> {
    Ok([cx.int(0)?, cx.int(1)?, cx.int(2)?])
}

fn floats(cx: &Infer<'_>) -> Result<[f32; 3], Diagnostic> {
    let value = |tensor: &Tensor| {
        let value = tensor.floats().and_then(|values| values.first().copied());
        value.ok_or_else(|| Diagnostic::malformed("no value").on(&tensor.name))
    };
    Ok([value(cx.input(0)?)?, value(cx.input(1)?)?, value(cx.input(2)?)?])
}

fn integer_count(&[start, limit, delta]: &[i64; 3]) -> Option<usize> {
    if delta == 0 || start != limit && (start < limit) != (delta > 0) {
        return None;
    }
    usize::try_from(limit.abs_diff(start).div_ceil(delta.unsigned_abs())).ok()
}

fn float_count(&[start, limit, delta]: &[f32; 3]) -> Option<usize> {
    let towards = start >= limit && delta < 0.0 || start <= limit && delta > 0.0;
    let count = libm::ceilf(((limit - start) / delta).abs());
    (towards && count.is_finite()).then_some(count as usize)
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant};
    use super::*;

    #[test]
    fn counts_lead_to_the_limit() {
        assert_eq!(integer_count(&[10, -3, -4]), Some(4));
        assert_eq!(integer_count(&[0, 0, 1]), Some(0));
        assert_eq!(integer_count(&[i64::MIN, i64::MAX, i64::MAX]), Some(3));
        assert_eq!((integer_count(&[0, 5, -1]), integer_count(&[0, 5, 0])), (None, None));
        assert_eq!(float_count(&[0.0, 1.0, 0.3]), Some(4));
        assert_eq!((float_count(&[0.0, f32::INFINITY, 1.0]), float_count(&[0.0, f32::NAN, 1.0])), (None, None));
    }

    #[test]
    fn ranges_are_constants() {
        let limits = [10, -3, -4].map(|value| constant(DType::I64, &[], &[value]));
        assert_eq!(apply(Op::Range(Range), &limits, &[DType::I64]).unwrap()[0].ints(), Some(vec![10, 6, 2, -2]));
    }
}
