//! REDUCE_PROD.

use super::{Loops, fold};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{self, Clamp, ProdFixed};
use crate::math::quantize_multiplier;
use crate::ops::{Infer, Operator, Options};
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct ReduceProd {
    keep_dims: bool,
}

impl Operator for ReduceProd {
    const TYPES: &'static [DType] =
        &[DType::F32, DType::I8, DType::U8, DType::I16, DType::I32, DType::I64, DType::Bool];
    const REFUSED: &'static str = "axes computed at run time; quantized uint8";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(ReduceProd { keep_dims: super::keep_dims(options) })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let shapes = super::infer(cx, self.keep_dims)?;
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        if x.quant.is_none() {
            super::same_quantization(x, y)?;
            return Ok(shapes);
        }
        if !matches!(x.dtype, DType::I8 | DType::I16) {
            let help = "TFLite multiplies quantized elements of int8 and int16 only";
            return Err(Diagnostic::unsupported(format!("quantized {}", x.dtype), help).on(&x.name));
        }
        if x.shape.elements() == 0 {
            let help = "TFLite leaves the output undefined; take the operator out of the model";
            return Err(Diagnostic::unsupported("a product of no quantized elements", help).on(&x.name));
        }
        super::symmetric(x, y)?;
        quantization(x, y, Loops::of(cx)?.count)?;
        Ok(shapes)
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let loops = Loops::of(cx).ok()?;
        let p = loops.params();
        match cx.input(0).ok()?.dtype {
            DType::F32 => fold(cx, |x, y| kernel::reduce_prod_f32(&p, x, y)),
            DType::I32 => fold(cx, |x, y| kernel::reduce_prod_i32(&p, x, y)),
            DType::I64 => fold(cx, |x, y| kernel::reduce_prod_i64(&p, x, y)),
            DType::Bool => fold(cx, |x, y| kernel::reduce_all(&p, x, y)),
            _ => None,
        }
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let loops = Loops::of(&cx.infer())?;
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        let mut args = vec![Arg::params(&loops.params())];
        if x.quant.is_some() {
            args.push(Arg::params(&quantization(x, y, loops.count)?));
        }
        let kernel = match (x.dtype, x.quant.is_some()) {
            (DType::F32, _) => "reduce_prod_f32",
            (DType::I32, _) => "reduce_prod_i32",
            (DType::I64, _) => "reduce_prod_i64",
            (DType::Bool, _) => "reduce_all",
            (DType::U8, _) => "reduce_prod_u8",
            (DType::I8, false) => "reduce_prod_i8",
            (DType::I8, true) => "reduce_prod_fixed_i8",
            (_, false) => "reduce_prod_i16",
            (_, true) => "reduce_prod_fixed_i16",
        };
        args.extend([cx.read("x", 0)?, cx.write("y", 0)?]);
        cx.call(kernel, args);
        Ok(())
    }
}

/// Every step is scaled by the input's scale over a root of the output's, so that all steps together scale right
/// (`GetQuantProdScaling`).
fn quantization(x: &Tensor, y: &Tensor, count: usize) -> Result<ProdFixed, Diagnostic> {
    let (xq, yq) = (x.quantized_per_tensor()?, y.quantized_per_tensor()?);
    let (min, max) = y.dtype.range().unwrap_or_default();
    let root = libm::pow(f64::from(yq.scale()), 1.0 / count as f64);
    let scale = quantize_multiplier(f64::from(xq.scale()) / root);
    if scale.shift > 14 {
        let help = "quantize the model again, with scales nearer to each other";
        return Err(Diagnostic::unsupported("a scale factor of 2^14 or more", help).on(&x.name));
    }
    Ok(ProdFixed { input_offset: -xq.zero_point(), scale, zero_point: yq.zero_point(), clamp: Clamp { min, max } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::Op;
    use crate::ops::testing::{apply, apply_to, constant, quantized, variable};

    #[test]
    fn constants_are_multiplied_now() {
        let (x, axes) = (constant(DType::I32, &[3], &[2, -3, 4]), constant(DType::I32, &[1], &[0]));
        let y = apply(Op::ReduceProd(ReduceProd { keep_dims: false }), &[x, axes], &[DType::I32]).unwrap();
        assert_eq!((y[0].shape.0.clone(), y[0].ints()), (vec![], Some(vec![-24])));
    }

    #[test]
    fn quantized_bytes_without_a_sign_are_refused() {
        let x = |dtype| quantized(variable(dtype, &[3]), 0.1, 0);
        let prod = |dtype| {
            let inputs = [x(dtype), constant(DType::I32, &[1], &[0])];
            apply_to(Op::ReduceProd(ReduceProd { keep_dims: false }), &inputs, &[x(dtype)])
        };
        assert!(prod(DType::U8).is_err());
        assert!(prod(DType::I8).is_ok());
    }
}
