//! NON_MAX_SUPPRESSION_V4 and _V5: the best boxes without those that overlap better ones.

use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::F32;
use crate::plan::{Arg, Lower};
use crate::schema::fb;

#[derive(Clone, Debug, PartialEq)]
pub struct NonMaxSuppression {
    /// Whether scores fall with overlap, and come out.
    soft: bool,
}

impl Operator for NonMaxSuppression {
    const TYPES: &'static [DType] = &[DType::F32];
    const REFUSED: &'static str = "an output size or a sigma computed at run time";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        // TFLite goes by the number of inputs.
        let soft = options.builtin == fb::BuiltinOperator::NON_MAX_SUPPRESSION_V5;
        Ok(NonMaxSuppression { soft })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let inputs = if self.soft { 6 } else { 5 };
        cx.arity(inputs..=inputs, inputs - 3)?;
        let (boxes, size) = (cx.input(0)?, cx.input(2)?);
        boxes.expect_rank(2..=2)?;
        let count = boxes.shape.from_end(1);
        boxes.expect(DType::F32, &[count, 4])?;
        cx.input(1)?.expect(DType::F32, &[count])?;
        size.expect(DType::I32, &[])?;
        (3..inputs).try_for_each(|index| cx.input(index)?.expect(DType::F32, &[]))?;
        let given = cx.int(2)?;
        let max = usize::try_from(given);
        let max = max.map_err(|_| Diagnostic::malformed(format!("an output size of {given}")).on(&size.name))?;
        cx.output_is(0, DType::I32)?;
        cx.output_is(inputs - 4, DType::I32)?;
        if !self.soft {
            return Ok(vec![Shape(vec![max]), Shape::default()]);
        }
        cx.output_is(1, DType::F32)?;
        sigma(cx)?;
        Ok(vec![Shape(vec![max]), Shape(vec![max]), Shape::default()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let boxes = cx.input(1)?.shape.elements();
        let scale = if self.soft { Some(sigma(&cx.infer())?) } else { None };
        let mut args = Vec::new();
        if let Some(sigma) = scale {
            // TFLite divides in double precision.
            let scale = if sigma > 0.0 { (-0.5 / f64::from(sigma)) as f32 } else { 0.0 };
            args.push(Arg::Value(format!("{:?}.0", F32(scale))));
        }
        for (index, name) in [(0, "boxes"), (1, "scores"), (3, "iou_threshold"), (4, "score_threshold")] {
            args.push(cx.read(name, index)?);
        }
        args.push(cx.scratch("queue", "u32", boxes));
        if self.soft {
            args.push(cx.scratch("current", "f32", boxes));
            args.push(cx.scratch("compared", "u32", boxes));
        }
        args.push(cx.write("indices", 0)?);
        if self.soft {
            args.push(cx.write("selected_scores", 1)?);
        }
        args.push(cx.write("count", if self.soft { 2 } else { 1 })?);
        cx.call(if self.soft { "non_max_suppression_v5" } else { "non_max_suppression_v4" }, args);
        Ok(())
    }
}

/// How fast scores fall; 0 for not at all.
fn sigma(cx: &Infer<'_>) -> Result<f32, Diagnostic> {
    let (tensor, _) = cx.constant(5)?;
    let value = tensor.floats().and_then(|values| values.first().copied()).unwrap_or_default();
    if value < 0.0 { Err(Diagnostic::malformed(format!("a sigma of {value}")).on(&tensor.name)) } else { Ok(value) }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;

    fn infer(boxes: &[usize], size: i64, sigma: Option<f32>) -> Result<Vec<Shape>, String> {
        let mut inputs = vec![
            variable(DType::F32, boxes),
            variable(DType::F32, &boxes[..1]),
            constant(DType::I32, &[], &[size]),
            variable(DType::F32, &[]),
            variable(DType::F32, &[]),
        ];
        inputs.extend(sigma.map(|sigma| constant(DType::F32, &[], &[sigma.to_bits().into()])));
        let outputs = [&[DType::I32][..], if sigma.is_some() { &[DType::F32] } else { &[] }, &[DType::I32]].concat();
        let op = Op::NonMaxSuppression(NonMaxSuppression { soft: sigma.is_some() });
        Ok(apply(op, &inputs, &outputs)?.into_iter().map(|y| y.shape).collect())
    }

    #[test]
    fn outputs_have_the_greatest_size() {
        assert_eq!(infer(&[8, 4], 5, None), Ok(vec![[5].into(), [].into()]));
        assert_eq!(infer(&[8, 4], 5, Some(0.5)), Ok(vec![[5].into(), [5].into(), [].into()]));
        assert!(infer(&[8, 5], 5, None).is_err() && infer(&[8, 4], -1, None).is_err());
        assert!(infer(&[8, 4], 5, Some(-0.5)).is_err());
    }
}
