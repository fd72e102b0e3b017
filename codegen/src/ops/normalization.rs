//! L2_NORMALIZATION and LOCAL_RESPONSE_NORMALIZATION along the last dimension.

use super::cx::Activation;
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::{self, F32};
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct L2Normalization;

impl Operator for L2Normalization {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8];
    const REFUSED: &'static str = "fused activations";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_l2_norm_options();
        let activation = o.map(|o| options.activation(o.fused_activation_function())).transpose()?;
        if activation.is_some_and(|activation| activation != Activation::None) {
            let help = "TFLite has none here; put the activation into an operator of its own";
            return Err(Diagnostic::unsupported("a fused activation", help));
        }
        Ok(L2Normalization)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        x.expect_rank(1..=usize::MAX)?;
        cx.output_is(0, x.dtype)?;
        if x.dtype != DType::F32 {
            x.quantized_per_tensor()?;
            let (quant, zero_point) = (y.quantized_per_tensor()?, if x.dtype == DType::U8 { 128 } else { 0 });
            if quant.scale() != 1.0 / 128.0 || quant.zero_point() != zero_point {
                let help =
                    format!("TFLite asks for a scale of 1/128 and zero point {zero_point}; quantize the model again");
                let message = format!("scale {} and zero point {}", quant.scale(), quant.zero_point());
                return Err(Diagnostic::unsupported(message, help).on(&y.name));
            }
        }
        Ok(vec![x.shape.clone()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let x = cx.input(0)?;
        let mut args = vec![Arg::value(x.shape.from_end(0))];
        if x.dtype != DType::F32 {
            args.push(Arg::value(x.quantized_per_tensor()?.zero_point()));
        }
        args.extend([cx.read("x", 0)?, cx.write("y", 0)?]);
        let kernel = match x.dtype {
            DType::F32 => "l2_normalization_f32",
            DType::I8 => "l2_normalization_i8",
            _ => "l2_normalization_u8",
        };
        cx.call(kernel, args);
        Ok(())
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct LocalResponseNormalization {
    radius: i32,
    bias: f32,
    alpha: f32,
    beta: f32,
}

impl Operator for LocalResponseNormalization {
    const TYPES: &'static [DType] = &[DType::F32];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_local_response_normalization_options();
        let o = o.ok_or_else(|| Diagnostic::malformed("a local response normalization without its options"))?;
        Ok(LocalResponseNormalization { radius: o.radius(), bias: o.bias(), alpha: o.alpha(), beta: o.beta() })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        let x = cx.input(0)?;
        x.expect_rank(4..=4)?;
        cx.output_is(0, x.dtype)?;
        Ok(vec![x.shape.clone()])
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        let window = |depth: usize| depth.min(2 * self.radius.max(0) as usize) as u64;
        cx.input(0).map_or(0, |x| x.shape.elements() as u64 * window(x.shape.from_end(0)))
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let depth = cx.input(0)?.shape.from_end(0);
        let params = kernel::LocalResponseNormalization {
            depth,
            // A window of twice the depth takes in every row.
            radius: (self.radius.max(0) as usize).min(depth),
            bias: F32(self.bias),
            alpha: F32(self.alpha),
            beta: F32(self.beta),
        };
        let args = [Arg::params(&params), cx.read("x", 0)?, cx.write("y", 0)?];
        cx.call("local_response_normalization_f32", args);
        Ok(())
    }
}
