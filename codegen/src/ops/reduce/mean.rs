//! MEAN.

use super::{Loops, fold};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{self, Clamp, F32, Multiplier, SumFixed};
use crate::math::quantize_multiplier;
use crate::ops::{Infer, Operator, Options};
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct Mean {
    keep_dims: bool,
}

impl Operator for Mean {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I16, DType::I32, DType::I64];
    const REFUSED: &'static str = super::REFUSED;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Mean { keep_dims: super::keep_dims(options) })
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
        let (p, count) = (loops.params(), loops.count);
        match cx.input(0).ok()?.dtype {
            DType::F32 => fold(cx, |x, y| kernel::mean_f32(&p, F32(count as f32), x, y)),
            DType::I32 => fold(cx, |x, y| kernel::mean_i32(&p, count as i64, x, y)),
            DType::I64 => fold(cx, |x, y| kernel::mean_i64(&p, count as i64, x, y)),
            _ => None,
        }
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let loops = Loops::of(&cx.infer())?;
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        let (kernel, count) = match x.dtype {
            DType::F32 => ("mean_f32", Arg::value(F32(loops.count as f32))),
            DType::I32 => ("mean_i32", Arg::value(loops.count)),
            DType::I64 => ("mean_i64", Arg::value(loops.count)),
            DType::I8 => ("sum_fixed_i8", Arg::params(&quantization(x, y, loops.count)?)),
            DType::U8 => ("sum_fixed_u8", Arg::params(&quantization(x, y, loops.count)?)),
            _ => ("sum_fixed_i16", Arg::params(&quantization(x, y, loops.count)?)),
        };
        let args = [Arg::params(&loops.params()), count, cx.read("x", 0)?, cx.write("y", 0)?];
        cx.call(kernel, args);
        Ok(())
    }
}

/// Scale and offset of sums, for one that is not divided yet.
pub(super) fn sum_quantization(x: &Tensor, y: &Tensor, count: usize) -> Result<SumFixed, Diagnostic> {
    let (xq, yq) = (x.quantized_per_tensor()?, y.quantized_per_tensor()?);
    let (min, max) = y.dtype.range().unwrap_or_default();
    Ok(SumFixed {
        offset: (count as i32).wrapping_mul(xq.zero_point()).wrapping_neg(),
        scale: quantize_multiplier(f64::from(xq.scale()) / f64::from(yq.scale())),
        zero_point: yq.zero_point(),
        clamp: Clamp { min, max },
    })
}

/// As `QuantizedMeanOrSum`: the number of elements divides the multiplier, after a shift that keeps its precision. The mean of no
/// elements is 0.
fn quantization(x: &Tensor, y: &Tensor, count: usize) -> Result<SumFixed, Diagnostic> {
    let sum = sum_quantization(x, y, count)?;
    let Some(bits) = count.checked_ilog2() else {
        return Ok(SumFixed { scale: Multiplier::default(), zero_point: 0, ..sum });
    };
    let shift = (bits.min(32) as i32).min(31 + sum.scale.shift).max(0);
    let multiplier = ((i64::from(sum.scale.multiplier) << shift) / count as i64) as i32;
    Ok(SumFixed { scale: Multiplier { multiplier, shift: sum.scale.shift - shift }, ..sum })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Quant;

    #[test]
    fn the_count_divides_the_multiplier() {
        let tensor = |zero_point| Tensor {
            name: "x".into(),
            dtype: DType::I8,
            shape: [6].into(),
            quant: Some(Quant::tensor(0.5, zero_point)),
            data: None,
        };
        let mean = quantization(&tensor(3), &tensor(-1), 6).unwrap();
        assert_eq!(mean.offset, -18);
        assert_eq!(mean.scale, Multiplier { multiplier: ((1i64 << 32) / 6) as i32, shift: -1 });
        assert_eq!(quantization(&tensor(3), &tensor(-1), 0).unwrap().zero_point, 0);
    }
}
