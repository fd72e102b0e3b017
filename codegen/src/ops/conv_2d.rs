//! CONV_2D: `y = activation(conv(x, weights) + bias)`, in groups where weights have fewer channels than the input.

use super::cx::checked_shape;
use super::layer::{Arithmetic, BiasType, Layer, expect_zero};
use super::window::{Padding, Steps};
use super::{Infer, Operator, Options, tiled};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::{self, TiledHybrid, Window};
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct Conv2d {
    pub(super) layer: Layer,
    pub(super) padding: Padding,
    pub(super) rows: Steps,
    pub(super) columns: Steps,
}

impl Operator for Conv2d {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I16];
    const REFUSED: &'static str = "packed weights computed at run time, grouped float activations with weights quantized \
                                   per tensor";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_conv_2_doptions();
        let o = o.ok_or_else(|| Diagnostic::malformed("no convolution options"))?;
        Ok(Conv2d {
            layer: Layer {
                x: 0,
                weights: 1,
                bias: 2,
                activation: options.activation(o.fused_activation_function())?,
                bias_type: BiasType::parse(o.quantized_bias_type())?,
            },
            padding: Padding::parse(o.padding())?,
            rows: Steps::parse(o.stride_h(), o.dilation_h_factor())?,
            columns: Steps::parse(o.stride_w(), o.dilation_w_factor())?,
        })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=3, 1)?;
        let (x, weights) = (cx.input(0)?, cx.input(1)?);
        cx.output_is(0, x.dtype)?;
        let p = self.params(cx)?;
        let arithmetic = self.layer.check(cx, p.units, weight_types)?;
        match arithmetic {
            Arithmetic::Float => {}
            Arithmetic::Int8 if x.dtype == DType::U8 => self.layer.check_bias_scale(cx)?,
            _ => expect_zero(weights)?,
        }
        if arithmetic == Arithmetic::Hybrid && p.channels != p.filter_channels && !per_channel(cx)? {
            let help = "quantize the weights per output channel";
            return Err(Diagnostic::unsupported("a grouped convolution of float and one scale", help).on(&weights.name));
        }
        Ok(vec![[x.shape[0], p.height.output, p.width.output, p.units].into()])
    }

    fn lines(&self, cx: &Infer<'_>) -> Option<Window> {
        self.layer.lines(cx, self.params(cx).ok()?.height)
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        let outputs = cx.output(0).map_or(0, |y| y.shape.elements());
        let taps = cx.input(1).map_or(0, |weights| weights.shape.iter().skip(1).product());
        outputs as u64 * taps as u64
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let p = self.params(&cx.infer())?;
        let row = p.height.input * p.width.input * p.channels;
        let arithmetic = self.layer.arithmetic(&cx.infer())?;
        let narrow = arithmetic == Arithmetic::Int16 && self.layer.sums_in_32_bits(cx)?;
        // What sums in 32 bits is requantized in another way.
        let batches = cx.input(0)?.shape[0];
        if !narrow && tiled::call(cx, &self.layer, p, batches, |cx| self.outputs(&cx.infer(), row))? {
            return Ok(());
        }
        let params = Arg::params(&p);
        let (kernel, args) = match arithmetic {
            Arithmetic::Float => ("conv_2d_f32", self.layer.float_args(cx, params)?),
            Arithmetic::Hybrid => {
                let asymmetric = per_channel(&cx.infer())?;
                ("conv_2d_hybrid", self.layer.hybrid_args(cx, params, asymmetric, row)?)
            }
            Arithmetic::Int8 if cx.input(0)?.dtype == DType::U8 => {
                let scales = self.layer.single_scale(&cx.infer())?;
                ("conv_2d_u8", self.layer.fixed_args(cx, params, &scales)?)
            }
            arithmetic => {
                let scales = self.layer.scales(&cx.infer())?;
                let kernel = match arithmetic {
                    Arithmetic::Int16 if narrow => "conv_2d_i16_i32",
                    Arithmetic::Int16 => "conv_2d_i16",
                    _ => "conv_2d_i8",
                };
                (kernel, self.layer.fixed_args(cx, params, &scales)?)
            }
        };
        cx.call(kernel, args);
        Ok(())
    }
}

impl Conv2d {
    /// The same of an input without so many lines and columns of zeros around it, if each output meets some of the rest.
    pub(crate) fn without_pad(&self, cx: &Infer<'_>, around: [(usize, usize); 2]) -> Option<Self> {
        let (rows, columns) = (self.rows.around(around[0]), self.columns.around(around[1]));
        let layer = Conv2d { rows, columns, ..self.clone() };
        let p = layer.params(cx).ok()?;
        self.layer.takes_zeros(cx, [&p.height, &p.width]).then_some(layer)
    }

    /// From sums to outputs, of an input whose images have `row` elements.
    fn outputs(&self, cx: &Infer<'_>, row: usize) -> Result<tiled::Outputs, Diagnostic> {
        match self.layer.arithmetic(cx)? {
            Arithmetic::Hybrid => {
                let asymmetric = per_channel(cx)?;
                Ok(tiled::Outputs::Floats(TiledHybrid {
                    hybrid: self.layer.hybrid(asymmetric),
                    row,
                    in_turn: asymmetric,
                }))
            }
            _ => self.layer.fixed_outputs(cx),
        }
    }

    fn params(&self, cx: &Infer<'_>) -> Result<kernel::Conv2d, Diagnostic> {
        let (x, weights) = (cx.input(0)?, cx.input(1)?);
        x.expect_rank(4..=4)?;
        weights.expect_rank(4..=4)?;
        let (channels, filter_channels, units) = (x.shape[3], weights.shape[3], weights.shape[0]);
        let groups = channels.checked_div(filter_channels).filter(|groups| groups * filter_channels == channels);
        let groups = groups.filter(|&groups| groups > 0 && units > 0 && units % groups == 0);
        let Some(groups) = groups else {
            let message = format!("weights of shape {} for an input of shape {}", weights.shape, x.shape);
            return Err(Diagnostic::malformed(message).on(&weights.name));
        };
        let p = kernel::Conv2d {
            height: self.rows.window(x.shape[1], weights.shape[1], self.padding)?,
            width: self.columns.window(x.shape[2], weights.shape[2], self.padding)?,
            channels,
            filter_channels,
            group_units: units / groups,
            units,
        };
        check_images(&p)?;
        Ok(p)
    }
}

/// Bounds the sizes of images, even where there is none.
pub(super) fn check_images(p: &kernel::Conv2d) -> Result<(), Diagnostic> {
    checked_shape(vec![p.height.input, p.width.input, p.channels])?;
    checked_shape(vec![p.height.output, p.width.output, p.units])?;
    Ok(())
}

fn weight_types(x: DType) -> &'static [DType] {
    match x {
        DType::F32 => &[DType::F32, DType::I8, DType::U8, DType::I4],
        DType::U8 => &[DType::U8],
        _ => &[DType::I8, DType::I4],
    }
}

/// Whether weights have different scales, which decides how float activations are quantized.
fn per_channel(cx: &Infer<'_>) -> Result<bool, Diagnostic> {
    let quant = cx.input(1)?.quantized()?;
    Ok(quant.scales.iter().any(|&scale| scale != quant.scale()))
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::cx::Activation;
    use super::super::testing::{apply, apply_to, graph, quantized, variable};
    use super::*;
    use crate::ir::{Quant, Tensor};

    fn op(bias_type: BiasType) -> Op {
        let layer = Layer { x: 0, weights: 1, bias: 2, activation: Activation::None, bias_type };
        let (rows, columns) = (Steps::parse(2, 1).unwrap(), Steps::parse(1, 2).unwrap());
        Op::Conv2d(Conv2d { layer, padding: Padding::Valid, rows, columns })
    }

    fn floats(shapes: &[&[usize]]) -> Vec<Tensor> {
        shapes.iter().map(|shape| variable(DType::F32, shape)).collect()
    }

    #[test]
    fn shapes_follow_strides_dilations_and_groups() {
        let y = apply(op(BiasType::Default), &floats(&[&[2, 7, 6, 4], &[6, 3, 2, 2], &[6]]), &[DType::F32]).unwrap();
        assert_eq!(*y[0].shape, [2, 3, 4, 6]);
    }

    #[test]
    fn operands_that_do_not_fit_are_refused() {
        let wrong: [&[&[usize]]; 7] = [
            &[&[1, 7, 6, 4], &[6, 3, 2, 3]],
            &[&[1, 7, 6, 4], &[5, 3, 2, 2]],
            &[&[1, 7, 6, 4], &[0, 3, 2, 4]],
            &[&[1, 7, 6, 4], &[6, 3, 2, 0]],
            &[&[1, 7, 6], &[6, 3, 2, 4]],
            &[&[1, 7, 6, 4], &[6, 3, 2, 4], &[5]],
            &[&[1, 0, 6, 4], &[6, 3, 2, 4]],
        ];
        for shapes in wrong {
            assert!(apply(op(BiasType::Default), &floats(shapes), &[DType::F32]).is_err(), "{shapes:?}");
        }
    }

    fn per_channel(weights: Tensor, scales: &[f32]) -> Tensor {
        let (scales, zero_points) = (scales.to_vec(), vec![0; scales.len()]);
        Tensor { quant: Some(Quant { scales, zero_points, axis: 0 }), ..weights }
    }

    #[test]
    fn weights_are_symmetric() {
        let x = quantized(variable(DType::I8, &[1, 3, 3, 2]), 0.5, 3);
        let y = [quantized(variable(DType::I8, &[]), 1.0, -7)];
        let weights = variable(DType::I8, &[2, 3, 2, 2]);
        let check = |weights: Tensor| apply_to(op(BiasType::Default), &[x.clone(), weights], &y).is_ok();
        assert!(check(quantized(weights.clone(), 0.1, 0)));
        assert!(check(per_channel(weights.clone(), &[0.1, 0.2])));
        assert!(!check(quantized(weights.clone(), 0.1, 1)));
        assert!(!check(weights));
    }

    /// The kernel of a layer of floats and int8 weights, and whether it quantizes with zero points.
    fn hybrid(channels: usize, scales: &[f32]) -> Result<String, String> {
        let weights = per_channel(variable(DType::I8, &[2, 3, 2, 2]), scales);
        let inputs = [variable(DType::F32, &[1, 3, 3, channels]), weights];
        let graph = graph(op(BiasType::Default), &inputs, &floats(&[&[]]))?;
        let program = crate::plan::plan(&graph, &Default::default()).map_err(|problems| problems.to_string())?;
        Ok(format!("{:?}", program.entries[0].steps[0].args[1]))
    }

    #[test]
    fn scales_decide_how_activations_are_quantized() {
        assert!(hybrid(2, &[0.1, 0.2]).unwrap().contains("asymmetric: true"));
        assert!(hybrid(2, &[0.1, 0.1]).unwrap().contains("asymmetric: false"));
        assert!(hybrid(4, &[0.1, 0.2]).unwrap().contains("asymmetric: true"));
        assert!(hybrid(4, &[0.1, 0.1]).is_err());
    }

    fn wide(bias: DType, bias_type: BiasType, numerics: crate::Numerics) -> Result<&'static str, String> {
        let x = quantized(variable(DType::I16, &[1, 3, 3, 2]), 0.5, 0);
        let inputs = [x.clone(), quantized(variable(DType::I8, &[2, 3, 2, 2]), 0.1, 0), variable(bias, &[2])];
        let graph = graph(op(bias_type), &inputs, &[Tensor { shape: Shape::default(), ..x }])?;
        let options = crate::Options { numerics, ..Default::default() };
        let program = crate::plan::plan(&graph, &options).map_err(|problems| problems.to_string())?;
        Ok(program.entries[0].steps[0].kernel)
    }

    #[test]
    fn sixteen_bit_layers_sum_in_the_type_of_the_bias() {
        use crate::Numerics::{Litert, Tflm};
        assert_eq!(wide(DType::I64, BiasType::Default, Litert).unwrap(), "conv_2d_i16");
        assert_eq!(wide(DType::I32, BiasType::I32, Litert).unwrap(), "conv_2d_i16_i32");
        assert_eq!(wide(DType::I32, BiasType::Default, Tflm).unwrap(), "conv_2d_i16_i32");
        assert!(wide(DType::I32, BiasType::Default, Litert).is_err());
        assert!(wide(DType::I64, BiasType::I32, Litert).is_err());
        assert!(wide(DType::F32, BiasType::Default, Tflm).is_err());
    }
}
