//! FULLY_CONNECTED: `y = activation(x · weightsᵀ + bias)`.

use super::cx::{Activation, Numerics};
use super::{Infer, Operator, Options, quantized};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel;
use crate::plan::{Arg, Lower};
use crate::schema::fb;

#[derive(Clone, Debug, PartialEq)]
pub struct FullyConnected {
    activation: Activation,
    keep_num_dims: bool,
}

impl Operator for FullyConnected {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8];
    const REFUSED: &'static str = "shuffled weights, weights computed at run time";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let Some(o) = options.table.builtin_options_as_fully_connected_options() else {
            return Ok(FullyConnected { activation: Activation::None, keep_num_dims: false });
        };
        if o.weights_format() != fb::FullyConnectedOptionsWeightsFormat::DEFAULT {
            let help = "convert the model without shuffled weights";
            return Err(Diagnostic::unsupported("shuffled weights", help));
        }
        let activation = options.activation(o.fused_activation_function())?;
        Ok(FullyConnected { activation, keep_num_dims: o.keep_num_dims() })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=3, 1)?;
        let (x, weights) = (cx.input(0)?, cx.input(1)?);
        cx.output_is(0, x.dtype)?;
        weights.expect_dtype(&[x.dtype])?;
        weights.expect_rank(2..=2)?;
        let (units, depth) = (weights.shape[0], weights.shape[1]);
        if depth == 0 || x.shape.elements() % depth != 0 {
            let message = format!("shape {} does not split into rows of {depth}, the depth of the weights", x.shape);
            return Err(Diagnostic::malformed(message).on(&x.name));
        }
        if let Some(bias) = cx.optional(2) {
            bias.expect_dtype(&[if x.dtype == DType::F32 { DType::F32 } else { DType::I32 }])?;
            bias.expect_elements(units)?;
        }
        if !self.keep_num_dims {
            return Ok(vec![[x.shape.elements() / depth, units].into()]);
        }
        let mut shape = x.shape.clone();
        match shape.0.last_mut() {
            Some(last) if *last == depth => *last = units,
            _ => return Err(Diagnostic::malformed(format!("last dimension of {} is not {depth}", x.shape)).on(&x.name)),
        }
        Ok(vec![shape])
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        let macs = |x: &Tensor, weights: &Tensor| x.shape.elements() as u64 * weights.shape.from_end(1) as u64;
        cx.input(0).and_then(|x| Ok(macs(x, cx.input(1)?))).unwrap_or(0)
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        if cx.input(0)?.dtype == DType::F32 { self.lower_float(cx) } else { self.lower_quantized(cx) }
    }
}

impl FullyConnected {
    fn lower_float(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let weights = &cx.input(1)?.shape;
        let clamp = quantized::clamp_f32(self.activation);
        let params = kernel::FullyConnectedF32 { depth: weights[1], units: weights[0], clamp };
        let args = [
            Arg::params(&params),
            cx.read("x", 0)?,
            cx.read("weights", 1)?,
            cx.read_optional("bias", 2)?,
            cx.write("y", 0)?,
        ];
        cx.call("fully_connected_f32", args);
        Ok(())
    }

    fn lower_quantized(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (x, weights, y) = (cx.input(0)?, cx.input(1)?, cx.output(0)?);
        let (xq, wq, yq) = (x.quantized_per_tensor()?, weights.quantized()?, y.quantized_per_tensor()?);
        let params = kernel::FullyConnected {
            depth: weights.shape[1],
            units: weights.shape[0],
            input_offset: -xq.zero_point(),
            weights_offset: -wq.zero_point(),
            output_offset: yq.zero_point(),
            clamp: quantized::clamp(self.activation, y)?,
        };
        let scales = quantized::output_scales(xq, wq, yq);
        let real = x.dtype == DType::I8 && cx.numerics() == Numerics::Litert;
        let mut args =
            vec![Arg::params(&params), cx.read("x", 0)?, cx.read("weights", 1)?, cx.read_optional("bias", 2)?];
        if real {
            args.push(cx.constant("scale", "f64", scales.iter().flat_map(|scale| scale.to_le_bytes()).collect()));
        } else {
            let (multiplier, shift) = quantized::fixed_point(&scales);
            args.push(cx.constant("multiplier", "i32", multiplier));
            args.push(cx.constant("shift", "i8", shift));
        }
        args.push(cx.write("y", 0)?);
        let kernel = match (x.dtype, real) {
            (DType::U8, _) => "fully_connected_fixed_u8",
            (_, true) => "fully_connected_real_i8",
            (_, false) => "fully_connected_fixed_i8",
        };
        cx.call(kernel, args);
        Ok(())
    }
}
