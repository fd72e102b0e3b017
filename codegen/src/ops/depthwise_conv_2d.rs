//! DEPTHWISE_CONV_2D: every input channel has filters of its own.

use super::cx::checked_shape;
use super::layer::{Arithmetic, BiasType, Layer, expect_zero};
use super::window::{Padding, Steps};
use super::{Infer, Operator, Options, tiled};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::{self, TiledHybrid, Window};
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct DepthwiseConv2d {
    layer: Layer,
    padding: Padding,
    rows: Steps,
    columns: Steps,
    /// Output channels of each input channel as the attribute has them, which may contradict the weights.
    multiplier: i32,
}

impl Operator for DepthwiseConv2d {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I16];
    const REFUSED: &'static str = "float activations with weights quantized per tensor";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_depthwise_conv_2_doptions();
        let o = o.ok_or_else(|| Diagnostic::malformed("no depthwise convolution options"))?;
        Ok(DepthwiseConv2d {
            layer: Layer {
                x: 0,
                weights: 1,
                bias: 2,
                activation: options.activation(o.fused_activation_function())?,
                bias_type: BiasType::I64,
            },
            padding: Padding::parse(o.padding())?,
            rows: Steps::parse(o.stride_h(), o.dilation_h_factor())?,
            columns: Steps::parse(o.stride_w(), o.dilation_w_factor())?,
            multiplier: o.depth_multiplier(),
        })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=3, 1)?;
        let (x, weights) = (cx.input(0)?, cx.input(1)?);
        cx.output_is(0, x.dtype)?;
        let (p, units) = (self.params(cx)?, weights.shape[3]);
        let arithmetic = self.layer.check(cx, units, weight_types)?;
        match arithmetic {
            Arithmetic::Float => {}
            Arithmetic::Int8 if x.dtype == DType::U8 => self.layer.check_bias_scale(cx)?,
            _ => expect_zero(weights)?,
        }
        // Where these kernels of TFLite go by the attribute, the others by the weights.
        let by_attribute = matches!(arithmetic, Arithmetic::Int16 | Arithmetic::Hybrid);
        if by_attribute && usize::try_from(self.multiplier) != Ok(p.multiplier) {
            let message = format!("a depth multiplier of {} where the weights have {}", self.multiplier, p.multiplier);
            return Err(Diagnostic::malformed(message));
        }
        if arithmetic == Arithmetic::Int16 {
            cx.optional(2).map_or(Ok(()), |bias| bias.expect_dtype(&[DType::I64]))?;
        }
        if arithmetic == Arithmetic::Hybrid && weights.quantized()?.scales.len() != units {
            let help = "quantize the weights per output channel";
            let message = "a depthwise convolution of float and one scale";
            return Err(Diagnostic::unsupported(message, help).on(&weights.name));
        }
        Ok(vec![[x.shape[0], p.height.output, p.width.output, units].into()])
    }

    fn lines(&self, cx: &Infer<'_>) -> Option<Window> {
        self.layer.lines(cx, self.params(cx).ok()?.height)
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        let outputs = cx.output(0).map_or(0, |y| y.shape.elements());
        let taps = cx.input(1).map_or(0, |weights| weights.shape.iter().take(3).product());
        outputs as u64 * taps as u64
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let p = self.params(&cx.infer())?;
        let (params, row) = (Arg::params(&p), p.height.input * p.width.input * p.channels);
        if tiled::call_depthwise(cx, &self.layer, &p, cx.input(0)?.shape[0], |cx| self.outputs(&cx.infer(), row))? {
            return Ok(());
        }
        let (kernel, args) = match self.layer.arithmetic(&cx.infer())? {
            Arithmetic::Float => ("depthwise_conv_2d_f32", self.layer.float_args(cx, params)?),
            Arithmetic::Hybrid => ("depthwise_conv_2d_hybrid", self.layer.hybrid_args(cx, params, true, row)?),
            Arithmetic::Int8 if cx.input(0)?.dtype == DType::U8 => {
                let scales = self.layer.single_scale(&cx.infer())?;
                ("depthwise_conv_2d_u8", self.layer.fixed_args(cx, params, &scales)?)
            }
            arithmetic => {
                let scales = self.layer.scales(&cx.infer())?;
                let wide = arithmetic == Arithmetic::Int16;
                let kernel = if wide { "depthwise_conv_2d_i16" } else { "depthwise_conv_2d_i8" };
                (kernel, self.layer.fixed_args(cx, params, &scales)?)
            }
        };
        cx.call(kernel, args);
        Ok(())
    }
}

impl DepthwiseConv2d {
    /// The same of an input without so many lines and columns of zeros around it, if each output meets some of the rest.
    pub(crate) fn without_pad(&self, cx: &Infer<'_>, around: [(usize, usize); 2]) -> Option<Self> {
        let (rows, columns) = (self.rows.around(around[0]), self.columns.around(around[1]));
        let layer = DepthwiseConv2d { rows, columns, ..self.clone() };
        let p = layer.params(cx).ok()?;
        self.layer.takes_zeros(cx, [&p.height, &p.width]).then_some(layer)
    }

    /// From sums to outputs, of an input whose images have `row` elements.
    fn outputs(&self, cx: &Infer<'_>, row: usize) -> Result<tiled::Outputs, Diagnostic> {
        match self.layer.arithmetic(cx)? {
            Arithmetic::Hybrid => {
                Ok(tiled::Outputs::Floats(TiledHybrid { hybrid: self.layer.hybrid(true), row, in_turn: false }))
            }
            _ => self.layer.fixed_outputs(cx),
        }
    }

    fn params(&self, cx: &Infer<'_>) -> Result<kernel::DepthwiseConv2d, Diagnostic> {
        let (x, weights) = (cx.input(0)?, cx.input(1)?);
        x.expect_rank(4..=4)?;
        weights.expect_rank(4..=4)?;
        let (channels, units) = (x.shape[3], weights.shape[3]);
        let multiplier = units.checked_div(channels).filter(|multiplier| multiplier * channels == units && units > 0);
        let Some(multiplier) = multiplier.filter(|_| weights.shape[0] == 1) else {
            let message = format!("weights of shape {} for an input of shape {}", weights.shape, x.shape);
            return Err(Diagnostic::malformed(message).on(&weights.name));
        };
        let height = self.rows.window(x.shape[1], weights.shape[1], self.padding)?;
        let width = self.columns.window(x.shape[2], weights.shape[2], self.padding)?;
        checked_shape(vec![height.input, width.input, channels])?;
        checked_shape(vec![height.output, width.output, units])?;
        Ok(kernel::DepthwiseConv2d { height, width, channels, multiplier })
    }
}

fn weight_types(x: DType) -> &'static [DType] {
    match x {
        DType::F32 => &[DType::F32, DType::I8],
        DType::U8 => &[DType::U8],
        DType::I8 => &[DType::I8, DType::I4],
        _ => &[DType::I8],
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::cx::Activation;
    use super::super::testing::{apply, quantized, variable};
    use super::*;

    fn op(multiplier: i32) -> Op {
        let layer = Layer { x: 0, weights: 1, bias: 2, activation: Activation::None, bias_type: BiasType::I64 };
        let steps = Steps::parse(1, 1).unwrap();
        Op::DepthwiseConv2d(DepthwiseConv2d { layer, padding: Padding::Same, rows: steps, columns: steps, multiplier })
    }

    #[test]
    fn the_weights_say_how_many_channels_each_becomes() {
        let check = |weights: &[usize]| {
            let inputs = [variable(DType::F32, &[1, 5, 4, 3]), variable(DType::F32, weights)];
            apply(op(0), &inputs, &[DType::F32]).map(|y| y[0].shape.to_vec())
        };
        assert_eq!(check(&[1, 3, 3, 6]), Ok(vec![1, 5, 4, 6]));
        assert!(check(&[1, 3, 3, 5]).is_err());
        assert!(check(&[1, 3, 3, 0]).is_err());
        assert!(check(&[2, 3, 3, 6]).is_err());
    }

    #[test]
    fn float_activations_go_by_the_attribute_and_by_channel() {
        let check = |channels: usize, multiplier: i32| {
            let weights = quantized(variable(DType::I8, &[1, 3, 3, channels]), 0.1, 0);
            apply(op(multiplier), &[variable(DType::F32, &[1, 5, 4, 1]), weights], &[DType::F32]).is_ok()
        };
        assert!(check(1, 1));
        assert!(!check(1, 2));
        assert!(!check(2, 2)); // one scale for two channels
    }
}
