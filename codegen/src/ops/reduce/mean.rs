//! MEAN.

use super::{Loops, fold};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{self, Clamp, F32, Multiplier, SumFixed};
use crate::ops::{Infer, Operator, Options, quantized, stream};
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
            quantization(x, y, Loops::of(cx)?.count)?;
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
        cx.call(stream::kernel(kernel, cx.target()), args);
        Ok(())
    }
}

/// Scale and offset of sums, for one that is not divided yet.
pub(super) fn sum_quantization(x: &Tensor, y: &Tensor, count: usize) -> Result<SumFixed, Diagnostic> {
    let (xq, yq) = (x.quantized_per_tensor()?, y.quantized_per_tensor()?);
    let (min, max) = y.dtype.range().unwrap_or_default();
    Ok(SumFixed {
        offset: (count as i32).wrapping_mul(xq.zero_point()).wrapping_neg(),
        scale: quantized::multiplier(f64::from(xq.scale()) / f64::from(yq.scale()))?,
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
    use crate::ops::Op;
    use crate::ops::testing::{apply, apply_to, constant, quantized, variable};

    #[test]
    fn the_count_divides_the_multiplier() {
        let tensor = |zero_point| quantized(variable(DType::I8, &[6]), 0.5, zero_point);
        let mean = quantization(&tensor(3), &tensor(-1), 6).unwrap();
        assert_eq!(mean.offset, -18);
        assert_eq!(mean.scale, Multiplier { multiplier: ((1i64 << 32) / 6) as i32, shift: -1 });
        assert_eq!(quantization(&tensor(3), &tensor(-1), 0).unwrap().zero_point, 0);
    }

    #[test]
    fn constants_are_averaged_now() {
        let x = constant(DType::I32, &[2, 3], &[1, 2, 4, -3, -2, -3]);
        let axes = constant(DType::I32, &[2], &[-1, 1]);
        let y = apply(Op::Mean(Mean { keep_dims: true }), &[x, axes], &[DType::I32]).unwrap();
        assert_eq!((y[0].shape.0.clone(), y[0].ints()), (vec![2, 1], Some(vec![2, -2])));
    }

    #[test]
    fn what_the_reference_refuses_is_refused() {
        let mean = |x: Tensor, axes: Tensor, y: Tensor| apply_to(Op::Mean(Mean { keep_dims: false }), &[x, axes], &[y]);
        let (x, axis) = (variable(DType::F32, &[2, 3]), |axis| constant(DType::I32, &[1], &[axis]));
        assert!(mean(x.clone(), axis(2), variable(DType::F32, &[])).unwrap_err().contains("axis 2"));
        let computed = mean(x.clone(), variable(DType::I32, &[1]), variable(DType::F32, &[])).unwrap_err();
        assert!(computed.contains("run time"), "{computed}");
        assert_eq!(mean(x, axis(-2), variable(DType::F32, &[])).unwrap()[0].shape.0, [3]);
        let wide = quantized(variable(DType::I16, &[2, 3]), 0.1, 1);
        assert!(mean(wide.clone(), axis(0), wide).unwrap_err().contains("zero point"));
        let byte = |scale| quantized(variable(DType::I8, &[2, 3]), scale, 0);
        assert!(mean(byte(1e30), axis(0), byte(1e-30)).unwrap_err().contains("ratio"));
    }
}
