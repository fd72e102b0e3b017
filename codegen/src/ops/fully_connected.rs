//! FULLY_CONNECTED: `y = activation(x · weightsᵀ + bias)`.

use super::cx::{Activation, Numerics};
use super::layer::{Arithmetic, BiasType, Layer, expect_zero};
use super::tiled::{self, Outputs, Rounding};
use super::{Infer, Operator, Options, blockwise};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{self, TiledHybrid, Window};
use crate::plan::{Arg, Lower};
use crate::schema::fb;

#[derive(Clone, Debug, PartialEq)]
pub struct FullyConnected {
    layer: Layer,
    keep_num_dims: bool,
    asymmetric_quantize_inputs: bool,
    /// Weights to a block, where each block has a scale.
    block: Option<usize>,
}

impl Operator for FullyConnected {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I16];
    const REFUSED: &'static str = "shuffled weights, 16-bit weights, packed weights computed at run time, weights in blocks \
                                   other than int4 or with a fused activation, which TFLite leaves out";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let (bias, block) = (blockwise::bias(options), options.block);
        let layer = Layer { x: 0, weights: 1, bias, activation: Activation::None, bias_type: BiasType::Default };
        let Some(o) = options.table.builtin_options_as_fully_connected_options() else {
            return Ok(FullyConnected { layer, keep_num_dims: false, asymmetric_quantize_inputs: false, block });
        };
        if o.weights_format() != fb::FullyConnectedOptionsWeightsFormat::DEFAULT {
            let help = "convert the model without shuffled weights";
            return Err(Diagnostic::unsupported("shuffled weights", help));
        }
        let activation = options.activation(o.fused_activation_function())?;
        let bias_type = BiasType::parse(o.quantized_bias_type())?;
        Ok(FullyConnected {
            layer: Layer { activation, bias_type, ..layer },
            keep_num_dims: o.keep_num_dims(),
            asymmetric_quantize_inputs: o.asymmetric_quantize_inputs(),
            block,
        })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let scales = usize::from(self.block.is_some());
        cx.arity(2 + scales..=3 + scales, 1)?;
        let (x, weights) = (cx.input(0)?, cx.input(1)?);
        weights.expect_rank(2..=2)?;
        let (units, depth) = (weights.shape[0], weights.shape[1]);
        if let Some(block) = self.block {
            blockwise::check(cx, &self.layer, block)?;
            return self.shape(x, units, depth);
        }
        let arithmetic = self.layer.check(cx, units, weight_types)?;
        self.check_output(cx, x)?;
        if weights.quant.as_ref().is_some_and(|quant| !quant.is_per_tensor() && quant.axis != 0) {
            let help = "quantize the weights per output channel";
            return Err(Diagnostic::unsupported("weights quantized along their depth", help).on(&weights.name));
        }
        check_zero_points(cx, arithmetic)?;
        if matches!(arithmetic, Arithmetic::Int8 | Arithmetic::Int16) && weights.quantized()?.is_per_tensor() {
            self.layer.check_bias_scale(cx)?;
        }
        self.shape(x, units, depth)
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        let macs = |x: &Tensor, weights: &Tensor| x.shape.elements() as u64 * weights.shape.from_end(1) as u64;
        cx.input(0).and_then(|x| Ok(macs(x, cx.input(1)?))).unwrap_or(0)
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let weights = cx.input(1)?;
        let p = kernel::FullyConnected { depth: weights.shape[1], units: weights.shape[0] };
        if let Some(block) = self.block {
            return blockwise::lower(cx, &self.layer, &p, block);
        }
        if self.tiled(cx, &p)? {
            return Ok(());
        }
        let params = Arg::params(&p);
        let (kernel, args) = match self.layer.arithmetic(&cx.infer())? {
            Arithmetic::Float => ("fully_connected_f32", self.layer.float_args(cx, params)?),
            Arithmetic::Hybrid => {
                let asymmetric = self.asymmetric_quantize_inputs;
                ("fully_connected_hybrid", self.layer.hybrid_args(cx, params, asymmetric, p.depth)?)
            }
            _ if cx.numerics() == Numerics::Tflm => self.fixed(cx, params)?,
            _ => self.real(cx, params)?,
        };
        cx.call(kernel, args);
        Ok(())
    }
}

impl FullyConnected {
    /// The output has the input's type, or 16 bits after uint8.
    fn check_output(&self, cx: &Infer<'_>, x: &Tensor) -> Result<(), Diagnostic> {
        let y = cx.output(0)?;
        if x.dtype != DType::U8 || y.dtype != DType::I16 {
            return cx.output_is(0, x.dtype);
        }
        if cx.optional(2).is_none() {
            let help = "give the layer a bias, of zeros if need be";
            return Err(Diagnostic::unsupported("16-bit outputs of 8-bit inputs without a bias", help).on(&y.name));
        }
        expect_zero(y)
    }

    fn shape(&self, x: &Tensor, units: usize, depth: usize) -> Result<Vec<Shape>, Diagnostic> {
        if depth == 0 || !x.shape.elements().is_multiple_of(depth) {
            let message = format!("shape {} does not split into rows of {depth}, the depth of the weights", x.shape);
            return Err(Diagnostic::malformed(message).on(&x.name));
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

    /// As a convolution over a column of rows, if it is to be.
    fn tiled(&self, cx: &mut Lower<'_>, p: &kernel::FullyConnected) -> Result<bool, Diagnostic> {
        let one = Window { input: 1, output: 1, filter: 1, stride: 1, dilation: 1, padding: 0 };
        let rows = cx.input(0)?.shape.elements() / p.depth.max(1);
        let conv = kernel::Conv2d {
            height: Window { input: rows, output: rows, ..one },
            width: one,
            channels: p.depth,
            filter_channels: p.depth,
            group_units: p.units,
            units: p.units,
        };
        let is_fixed = cx.input(0)?.dtype == DType::I16 && cx.numerics() == Numerics::Tflm;
        // What sums in 32 bits is requantized in another way there.
        if cx.input(0)?.dtype != cx.output(0)?.dtype || is_fixed && self.layer.sums_in_32_bits(cx)? {
            return Ok(false);
        }
        tiled::call(cx, &self.layer, conv, 1, |cx| self.outputs(cx, p.depth))
    }

    /// From sums to outputs, of rows of so many elements.
    fn outputs(&self, cx: &Lower<'_>, row: usize) -> Result<Outputs, Diagnostic> {
        let infer = cx.infer();
        Ok(match (self.layer.arithmetic(&infer)?, cx.numerics()) {
            (Arithmetic::Hybrid, _) => {
                let hybrid = self.layer.hybrid(self.asymmetric_quantize_inputs);
                Outputs::Floats(TiledHybrid { hybrid, row, in_turn: false })
            }
            (_, Numerics::Tflm) => Outputs::Rounded(Rounding::Fixed(self.fixed_scales(&infer)?)),
            (_, Numerics::Litert) => Outputs::Rounded(Rounding::Real(self.layer.scales(&infer)?)),
        })
    }

    /// Requantized in double precision.
    fn real(&self, cx: &mut Lower<'_>, params: Arg) -> Result<(&'static str, Vec<Arg>), Diagnostic> {
        let kernel = match (cx.input(0)?.dtype, cx.output(0)?.dtype) {
            (DType::U8, DType::I16) => "fully_connected_real_u8_i16",
            (DType::U8, _) => "fully_connected_real_u8",
            (DType::I8, _) => "fully_connected_real_i8",
            _ if self.layer.sums_in_32_bits(cx)? => "fully_connected_real_i16_i32",
            _ => "fully_connected_real_i16",
        };
        let scales = self.layer.scales(&cx.infer())?;
        let scale = cx.constant("scale", "f64", scales.iter().flat_map(|scale| scale.to_le_bytes()).collect());
        Ok((kernel, self.layer.quantized_args(cx, params, [scale])?))
    }

    /// Requantized in fixed point.
    fn fixed(&self, cx: &mut Lower<'_>, params: Arg) -> Result<(&'static str, Vec<Arg>), Diagnostic> {
        let kernel = match cx.input(0)?.dtype {
            DType::I8 => "fully_connected_fixed_i8",
            DType::I16 if self.layer.sums_in_32_bits(cx)? => "fully_connected_fixed_i16_i32",
            DType::I16 => "fully_connected_fixed_i16",
            dtype => {
                let help = "TensorFlow Lite for Microcontrollers takes int8 and int16 activations";
                return Err(Diagnostic::unsupported(format!("{dtype} activations"), help));
            }
        };
        let scales = self.fixed_scales(&cx.infer())?;
        Ok((kernel, self.layer.fixed_args(cx, params, &scales)?))
    }

    /// Factors as TFLite Micro has them.
    fn fixed_scales(&self, cx: &Infer<'_>) -> Result<Vec<f64>, Diagnostic> {
        let per_tensor = cx.input(1)?.quantized()?.is_per_tensor();
        if per_tensor { self.layer.single_scale(cx) } else { self.layer.scales(cx) }
    }
}

/// Only weights that are quantized per tensor, in whole bytes, may have a zero point.
fn check_zero_points(cx: &Infer<'_>, arithmetic: Arithmetic) -> Result<(), Diagnostic> {
    let weights = cx.input(1)?;
    match arithmetic {
        Arithmetic::Float => Ok(()),
        Arithmetic::Int8 | Arithmetic::Int16 if weights.dtype.bits() == 8 && weights.quantized()?.is_per_tensor() => {
            Ok(())
        }
        _ => expect_zero(weights),
    }
}

fn weight_types(x: DType) -> &'static [DType] {
    match x {
        DType::F32 => &[DType::F32, DType::I8, DType::U8, DType::I4, DType::I2],
        DType::U8 => &[DType::U8],
        _ => &[DType::I8, DType::I4, DType::I2],
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, apply_to, quantized, variable};
    use super::*;

    fn op(keep_num_dims: bool) -> Op {
        let layer = Layer { x: 0, weights: 1, bias: 2, activation: Activation::None, bias_type: BiasType::Default };
        Op::FullyConnected(FullyConnected { layer, keep_num_dims, asymmetric_quantize_inputs: false, block: None })
    }

    #[test]
    fn rows_are_flattened_or_kept() {
        let check = |keep: bool, x: &[usize]| {
            let inputs = [variable(DType::F32, x), variable(DType::F32, &[5, 4])];
            apply(op(keep), &inputs, &[DType::F32]).map(|y| y[0].shape.to_vec())
        };
        assert_eq!(check(false, &[2, 3, 4]), Ok(vec![6, 5]));
        assert_eq!(check(false, &[2, 6]), Ok(vec![3, 5]));
        assert_eq!(check(false, &[8]), Ok(vec![2, 5]));
        assert_eq!(check(true, &[2, 3, 4]), Ok(vec![2, 3, 5]));
        assert_eq!(check(true, &[4]), Ok(vec![5]));
        assert!(check(true, &[2, 6]).is_err());
        assert!(check(false, &[3]).is_err());
    }

    #[test]
    fn the_scale_of_a_bias_is_that_of_the_sums() {
        let x = quantized(variable(DType::U8, &[1, 4]), 0.5, 128);
        let weights = quantized(variable(DType::U8, &[2, 4]), 0.25, 100);
        let check = |bias: Tensor, y: Tensor| apply_to(op(false), &[x.clone(), weights.clone(), bias], &[y]).is_ok();
        let bias = |scale: f32| quantized(variable(DType::I32, &[2]), scale, 0);
        let y = |dtype: DType, zero_point: i32| quantized(variable(dtype, &[]), 1.0, zero_point);
        assert!(check(bias(0.125), y(DType::U8, 9)));
        assert!(check(bias(0.125), y(DType::I16, 0)));
        assert!(!check(bias(0.125), y(DType::I16, 1)));
        assert!(!check(bias(0.125), y(DType::I8, 0)));
        assert!(!check(bias(0.2), y(DType::U8, 9)));
        assert!(!check(quantized(bias(0.125), 0.125, 1), y(DType::U8, 9)));
    }
}
