//! SUM. LiteRT's reference reads quantized elements as bytes of another type, so its optimized kernel is the one to equal.

use super::mean::sum_quantization;
use super::{Loops, fold};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{self, Clamp, F32, SumReal};
use crate::ops::{Infer, Numerics, Operator, Options};
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    keep_dims: bool,
}

impl Operator for Sum {
    const TYPES: &'static [DType] =
        &[DType::F32, DType::I8, DType::U8, DType::I16, DType::I32, DType::I64, DType::Bool];
    const REFUSED: &'static str = super::REFUSED;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Sum { keep_dims: super::keep_dims(options) })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let shapes = super::infer(cx, self.keep_dims)?;
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        if matches!(x.dtype, DType::I8 | DType::U8 | DType::I16) {
            x.quantized_per_tensor()?;
            y.quantized_per_tensor()?;
            super::symmetric(x, y)?;
        }
        Ok(shapes)
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let loops = Loops::of(cx).ok()?;
        let p = loops.params();
        match cx.input(0).ok()?.dtype {
            DType::F32 => fold(cx, |x, y| kernel::sum_f32(&p, x, y)),
            DType::I32 => fold(cx, |x, y| kernel::sum_i32(&p, x, y)),
            DType::I64 => fold(cx, |x, y| kernel::sum_i64(&p, x, y)),
            DType::Bool => fold(cx, |x, y| kernel::reduce_any(&p, x, y)),
            _ => None,
        }
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let loops = Loops::of(&cx.infer())?;
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        let mut args = vec![Arg::params(&loops.params())];
        let fixed = cx.numerics() == Numerics::Tflm;
        let kernel = match (x.dtype, fixed) {
            (DType::F32, _) => "sum_f32",
            (DType::I32, _) => "sum_i32",
            (DType::I64, _) => "sum_i64",
            (DType::Bool, _) => "reduce_any",
            (DType::I8, true) => "sum_fixed_i8",
            (DType::I8, false) => "sum_real_i8",
            (DType::U8, true) => "sum_fixed_u8",
            (DType::U8, false) => "sum_real_u8",
            (_, true) => "sum_fixed_i16",
            (_, false) => "sum_real_i16",
        };
        if matches!(x.dtype, DType::I8 | DType::U8 | DType::I16) {
            args.push(if fixed {
                Arg::params(&sum_quantization(x, y, loops.count)?)
            } else {
                Arg::params(&quantization(x, y, loops.count)?)
            });
        }
        args.extend([cx.read("x", 0)?, cx.write("y", 0)?]);
        cx.call(kernel, args);
        Ok(())
    }
}

/// In single precision, in the order of `QuantizedMeanOrSum`'s operations.
fn quantization(x: &Tensor, y: &Tensor, count: usize) -> Result<SumReal, Diagnostic> {
    let (xq, yq) = (x.quantized_per_tensor()?, y.quantized_per_tensor()?);
    let (min, max) = y.dtype.range().unwrap_or_default();
    let scale = xq.scale() / yq.scale();
    Ok(SumReal {
        scale: F32(scale),
        offset: F32(-xq.zero_point() as f32 * scale * count as f32),
        zero_point: yq.zero_point(),
        clamp: Clamp { min, max },
    })
}
