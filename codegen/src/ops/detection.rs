//! `TFLite_Detection_PostProcess`: the last step of SSD detectors.

use super::{Infer, Numerics, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{Affine, Detection, F32};
use crate::plan::{Arg, Lower};

/// Options, as the file has them.
#[derive(Clone, Debug, PartialEq)]
pub struct DetectionPostProcess {
    max_detections: usize,
    classes_per_box: usize,
    boxes_per_class: usize,
    classes: usize,
    regular: bool,
    score_threshold: f32,
    iou_threshold: f32,
    scale: [f32; 4],
}

impl Operator for DetectionPostProcess {
    const TYPES: &'static [DType] = &[DType::F32, DType::U8];
    const REFUSED: &'static str = "anchors computed at run time";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.attributes()?;
        let count = |name: &'static str, default: i64| {
            let value = o.int(name)?.unwrap_or(default);
            let value = i32::try_from(value).ok().and_then(|value| usize::try_from(value).ok());
            value.ok_or_else(|| Diagnostic::malformed(format!("option `{name}` is out of range")))
        };
        let float = |name: &'static str| Ok(o.float(name)?.unwrap_or(0.0));
        let op = DetectionPostProcess {
            max_detections: count("max_detections", 0)?,
            classes_per_box: count("max_classes_per_detection", 0)?,
            boxes_per_class: count("detections_per_class", 100)?,
            classes: count("num_classes", 0)?,
            regular: o.bool("use_regular_nms")?.unwrap_or(false),
            score_threshold: float("nms_score_threshold")?,
            iou_threshold: float("nms_iou_threshold")?,
            scale: [float("y_scale")?, float("x_scale")?, float("h_scale")?, float("w_scale")?],
        };
        // Converters note what the operator had been before; TFLite reads none of it.
        for name in ["_output_quantized", "_output_types", "_support_output_type_float_in_quantized_op"] {
            o.ignore(name);
        }
        o.finish()?;
        op.check()
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=3, 4)?;
        let (boxes, scores, anchors) = (cx.input(0)?, cx.input(1)?, cx.input(2)?);
        (0..4).try_for_each(|index| cx.output_is(index, DType::F32))?;
        scores.expect_dtype(Self::TYPES)?;
        let &[1, count, encoding] = &boxes.shape[..] else {
            return Err(Diagnostic::malformed(format!("boxes of shape {}", boxes.shape)).on(&boxes.name));
        };
        if encoding < 4 {
            return Err(Diagnostic::malformed(format!("boxes of {encoding} numbers")).on(&boxes.name));
        }
        anchors.expect(boxes.dtype, &[count, 4])?;
        let columns = scores.shape.from_end(0);
        scores.expect(scores.dtype, &[1, count, columns])?;
        if columns != self.classes && columns != self.classes + 1 {
            let message = format!("{columns} scores of a box for {} classes and perhaps a background", self.classes);
            return Err(Diagnostic::malformed(message).on(&scores.name));
        }
        [boxes, scores].into_iter().try_for_each(|input| affine(input).map(drop))?;
        expect_sizes(anchors, &real_anchors(cx)?)?;
        if encoding.checked_mul(count).is_none() || u32::try_from(count).is_err() {
            return Err(Diagnostic::too_large(format!("{count} boxes")));
        }
        let found = self.max_detections.saturating_mul(self.classes_per_box);
        let boxes = cx::checked_shape(vec![1, found, 4])?;
        Ok(vec![boxes, Shape(vec![1, found]), Shape(vec![1, found]), Shape(vec![1])])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (boxes, scores) = (cx.input(0)?, cx.input(1)?);
        let count = boxes.shape.from_end(1);
        let kernel = match (self.regular, boxes.dtype, scores.dtype) {
            (false, DType::F32, DType::F32) => "detect_fast_f32_f32",
            (false, DType::F32, _) => "detect_fast_f32_u8",
            (false, _, DType::F32) => "detect_fast_u8_f32",
            (false, ..) => "detect_fast_u8_u8",
            (true, DType::F32, DType::F32) => "detect_regular_f32_f32",
            (true, DType::F32, _) => "detect_regular_f32_u8",
            (true, _, DType::F32) => "detect_regular_u8_f32",
            (true, ..) => "detect_regular_u8_u8",
        };
        let p = self.params(boxes, scores, cx.numerics())?;
        let anchors = real_anchors(&cx.infer())?.iter().flat_map(|value| value.to_le_bytes()).collect();
        let mut args = vec![
            Arg::params(&p),
            cx.read("boxes", 0)?,
            cx.read("scores", 1)?,
            cx.constant("anchors", "f32", anchors),
            cx.scratch("best", "f32", count),
            cx.scratch("queue", "u32", count),
        ];
        if self.regular {
            args.push(cx.scratch("selected", "f32", p.boxes_per_class.min(count).saturating_mul(4)));
            args.push(cx.scratch("chosen", "u32", self.max_detections));
        } else {
            args.push(cx.scratch("order", "u32", if self.classes_per_box > 1 { self.classes } else { 0 }));
        }
        for (index, name) in ["y_boxes", "y_classes", "y_scores", "count"].into_iter().enumerate() {
            args.push(cx.write(name, index)?);
        }
        cx.call(kernel, args);
        Ok(())
    }
}

impl DetectionPostProcess {
    /// What TFLite finds out when it runs.
    fn check(self) -> Result<Self, Diagnostic> {
        let wrong = |what: String| Err(Diagnostic::malformed(what));
        if self.classes == 0 || self.classes_per_box == 0 || self.max_detections == 0 {
            return wrong("no classes, or no detections".to_string());
        }
        if self.regular && self.boxes_per_class == 0 {
            return wrong("no detections per class".to_string());
        }
        if !(self.iou_threshold > 0.0 && self.iou_threshold <= 1.0) {
            return wrong(format!("an overlap threshold of {}", self.iou_threshold));
        }
        Ok(self)
    }

    fn params(&self, boxes: &Tensor, scores: &Tensor, numerics: Numerics) -> Result<Detection, Diagnostic> {
        Ok(Detection {
            encoding: boxes.shape.from_end(0),
            classes: self.classes,
            columns: scores.shape.from_end(0),
            max_detections: self.max_detections,
            classes_per_box: self.classes_per_box,
            boxes_per_class: self.boxes_per_class.min(self.max_detections),
            score_threshold: F32(self.score_threshold),
            iou_threshold: F32(self.iou_threshold),
            scale: self.scale.map(F32),
            boxes: affine(boxes)?,
            scores: affine(scores)?,
            ordered: numerics == Numerics::Tflm,
        })
    }
}

fn affine(input: &Tensor) -> Result<Affine, Diagnostic> {
    if input.dtype == DType::F32 {
        return Ok(Affine { zero_point: 0, scale: F32(1.0) });
    }
    let quant = input.quantized_per_tensor()?;
    Ok(Affine { zero_point: quant.zero_point(), scale: F32(quant.scale()) })
}

/// The anchors as real numbers.
fn real_anchors(cx: &Infer<'_>) -> Result<Vec<f32>, Diagnostic> {
    let (anchors, data) = cx.constant(2)?;
    if let Some(values) = anchors.floats() {
        return Ok(values);
    }
    let Affine { zero_point, scale } = affine(anchors)?;
    Ok(data.iter().map(|&value| (f32::from(value) - zero_point as f32) * scale.0).collect())
}

/// Checks that no box can come out inside out: TFLite ends the run where one does.
fn expect_sizes(anchors: &Tensor, values: &[f32]) -> Result<(), Diagnostic> {
    if values.chunks_exact(4).any(|anchor| anchor.iter().skip(2).any(|&size| size < 0.0)) {
        return Err(Diagnostic::malformed("an anchor of negative size").on(&anchors.name));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;

    const OP: DetectionPostProcess = DetectionPostProcess {
        max_detections: 10,
        classes_per_box: 2,
        boxes_per_class: 100,
        classes: 3,
        regular: false,
        score_threshold: 0.0,
        iou_threshold: 0.5,
        scale: [10.0, 10.0, 5.0, 5.0],
    };

    fn infer(scores: usize, anchor: f32) -> Result<Vec<Shape>, String> {
        let inputs = [
            variable(DType::F32, &[1, 2, 4]),
            variable(DType::F32, &[1, 2, scores]),
            constant(DType::F32, &[2, 4], &[anchor.to_bits().into(); 8]),
        ];
        let y = apply(Op::DetectionPostProcess(OP), &inputs, &[DType::F32; 4])?;
        Ok(y.into_iter().map(|y| y.shape).collect())
    }

    #[test]
    fn outputs_have_the_greatest_size() {
        let shapes = vec![[1, 20, 4].into(), [1, 20].into(), [1, 20].into(), [1].into()];
        assert_eq!(infer(3, 0.5), Ok(shapes.clone()));
        assert_eq!(infer(4, 0.0), Ok(shapes));
        assert!(infer(5, 0.5).is_err() && infer(2, 0.5).is_err() && infer(3, -0.5).is_err());
    }

    #[test]
    fn options_are_checked() {
        assert!(OP.check().is_ok());
        assert!(DetectionPostProcess { iou_threshold: 0.0, ..OP }.check().is_err());
        assert!(DetectionPostProcess { iou_threshold: f32::NAN, ..OP }.check().is_err());
        assert!(DetectionPostProcess { classes: 0, ..OP }.check().is_err());
        assert!(DetectionPostProcess { regular: true, boxes_per_class: 0, ..OP }.check().is_err());
    }
}
