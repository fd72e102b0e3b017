//! TRANSPOSE_CONV: the convolution that a convolution of the same attributes goes backwards by.

use super::attributes::structure;
use super::conv_2d::check_images;
use super::cx::{Activation, Numerics, checked_shape};
use super::layer::{Arithmetic, BiasType, Layer, expect_zero};
use super::window::{Padding, Steps};
use super::{Infer, Operator, Options, tiled};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::{self, TiledHybrid, Window};
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct TransposeConv {
    layer: Layer,
    padding: Padding,
    rows: Steps,
    columns: Steps,
}

impl Operator for TransposeConv {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I16];
    const DATA: usize = 2;
    const REFUSED: &'static str = "an output shape computed at run time";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_transpose_conv_options();
        let o = o.ok_or_else(|| Diagnostic::malformed("no transposed convolution options"))?;
        Ok(TransposeConv {
            layer: Layer {
                x: 2,
                weights: 1,
                bias: 3,
                activation: options.activation(o.fused_activation_function())?,
                bias_type: BiasType::parse(o.quantized_bias_type())?,
            },
            padding: Padding::parse(o.padding())?,
            rows: Steps::parse(o.stride_h(), 1)?,
            columns: Steps::parse(o.stride_w(), 1)?,
        })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=4, 1)?;
        let (x, weights) = (cx.input(2)?, cx.input(1)?);
        cx.output_is(0, x.dtype)?;
        let p = self.params(cx)?;
        match self.layer.check(cx, p.units, weight_types)? {
            Arithmetic::Float => {}
            Arithmetic::Int8 if x.dtype == DType::U8 => self.layer.check_bias_scale(cx)?,
            _ => expect_zero(weights)?,
        }
        Ok(vec![[x.shape[0], p.height.output, p.width.output, p.units].into()])
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        let inputs = cx.input(2).map_or(0, |x| x.shape.elements());
        let taps = cx.input(1).map_or(0, |weights| weights.shape.iter().take(3).product());
        inputs as u64 * taps as u64
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let p = self.params(&cx.infer())?;
        let (params, row) = (Arg::params(&p), p.height.input * p.width.input * p.channels);
        let arithmetic = self.layer.arithmetic(&cx.infer())?;
        let narrow = arithmetic == Arithmetic::Int16 && self.sums_in_32_bits(cx)?;
        let batches = cx.input(2)?.shape[0];
        if !narrow && tiled::call_transposed(cx, &self.layer, &p, batches, |cx| self.outputs(&cx.infer(), row))? {
            return Ok(());
        }
        let (kernel, args) = match arithmetic {
            Arithmetic::Float => ("transpose_conv_f32", self.layer.float_args(cx, params)?),
            Arithmetic::Hybrid => ("transpose_conv_hybrid", self.layer.hybrid_args(cx, params, true, row)?),
            Arithmetic::Int8 if cx.input(2)?.dtype == DType::U8 => {
                let scales = self.layer.single_scale(&cx.infer())?;
                ("transpose_conv_u8", self.layer.fixed_args(cx, params, &scales)?)
            }
            arithmetic => {
                let scales = self.layer.scales(&cx.infer())?;
                let kernel = match arithmetic {
                    Arithmetic::Int16 if narrow => "transpose_conv_i16_i32",
                    Arithmetic::Int16 => "transpose_conv_i16",
                    _ => "transpose_conv_i8",
                };
                (kernel, self.layer.fixed_args(cx, params, &scales)?)
            }
        };
        cx.call(kernel, args);
        Ok(())
    }
}

impl TransposeConv {
    /// From sums to outputs, of an input whose images have `row` elements.
    fn outputs(&self, cx: &Infer<'_>, row: usize) -> Result<tiled::Outputs, Diagnostic> {
        match self.layer.arithmetic(cx)? {
            Arithmetic::Hybrid => {
                Ok(tiled::Outputs::Floats(TiledHybrid { hybrid: self.layer.hybrid(true), row, in_turn: true }))
            }
            _ => self.layer.fixed_outputs(cx),
        }
    }

    fn params(&self, cx: &Infer<'_>) -> Result<kernel::Conv2d, Diagnostic> {
        let (x, weights) = (cx.input(2)?, cx.input(1)?);
        x.expect_rank(4..=4)?;
        weights.expect_rank(4..=4)?;
        cx.input(0)?.expect_dtype(&[DType::I32])?;
        let shape = output_shape::<4>(cx)?;
        let (channels, units) = (x.shape[3], weights.shape[0]);
        if channels == 0 || units == 0 || weights.shape[3] != channels || shape[0] != x.shape[0] || shape[3] != units {
            let message = format!("weights of shape {} from shape {} to {shape:?}", weights.shape, x.shape);
            return Err(Diagnostic::malformed(message).on(&weights.name));
        }
        let window = |steps: Steps, i: usize| {
            let window = steps.transposed(x.shape[i], shape[i], weights.shape[i], self.padding)?;
            Ok(Window { input: window.output, output: window.input, ..window })
        };
        let p = kernel::Conv2d {
            height: window(self.rows, 1)?,
            width: window(self.columns, 2)?,
            channels,
            filter_channels: channels,
            group_units: units,
            units,
        };
        check_images(&p)?;
        Ok(p)
    }

    /// TFLite Micro always sums in 64 bits.
    fn sums_in_32_bits(&self, cx: &Lower<'_>) -> Result<bool, Diagnostic> {
        if cx.numerics() == Numerics::Litert {
            return self.layer.sums_in_32_bits(cx);
        }
        cx.infer().optional(3).map_or(Ok(()), |bias| bias.expect_dtype(&[DType::I64]))?;
        Ok(false)
    }
}

/// `Convolution2DTransposeBias`: its custom ancestor, whose output shape follows from the others. Options are TFLite's structure.
#[derive(Clone, Debug, PartialEq)]
pub struct TransposeConvBias {
    padding: Padding,
    rows: Steps,
    columns: Steps,
}

impl Operator for TransposeConvBias {
    const TYPES: &'static [DType] = &[DType::F32];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        // An activation that follows is not applied by the reference either.
        let [padding, stride_w, stride_h] = structure(options.custom_options)?;
        Ok(TransposeConvBias {
            padding: Padding::parse_raw(padding)?,
            rows: Steps::parse(stride_h, 1)?,
            columns: Steps::parse(stride_w, 1)?,
        })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=3, 1)?;
        cx.output_is(0, DType::F32)?;
        let p = self.params(cx)?;
        cx.input(1)?.expect_dtype(&[DType::F32])?;
        cx.input(2)?.expect(DType::F32, &[p.units])?;
        Ok(vec![checked_shape(vec![cx.input(0)?.shape.from_end(3), p.height.output, p.width.output, p.units])?])
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        let inputs = cx.input(0).map_or(0, |x| x.shape.elements());
        let taps = cx.input(1).map_or(0, |weights| weights.shape.iter().take(3).product());
        inputs as u64 * taps as u64
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (activation, bias_type) = (Activation::None, BiasType::Default);
        let layer = Layer { x: 0, weights: 1, bias: 2, activation, bias_type };
        let p = self.params(&cx.infer())?;
        let refuse = |_: &Lower<'_>| Err(Diagnostic::malformed("a layer of other types than float32"));
        if tiled::call_transposed(cx, &layer, &p, cx.input(0)?.shape.from_end(3), refuse)? {
            return Ok(());
        }
        let args = layer.float_args(cx, Arg::params(&p))?;
        cx.call("transpose_conv_f32", args);
        Ok(())
    }
}

impl TransposeConvBias {
    fn params(&self, cx: &Infer<'_>) -> Result<kernel::Conv2d, Diagnostic> {
        let (x, weights) = (cx.input(0)?, cx.input(1)?);
        x.expect_rank(4..=4)?;
        weights.expect_rank(4..=4)?;
        let (channels, units) = (x.shape.from_end(0), weights.shape.from_end(3));
        if channels == 0 || units == 0 || weights.shape.from_end(0) != channels {
            let message = format!("weights of shape {} for shape {}", weights.shape, x.shape);
            return Err(Diagnostic::malformed(message).on(&weights.name));
        }
        let p = kernel::Conv2d {
            height: self.rows.grown(x.shape.from_end(2), weights.shape.from_end(2), self.padding)?,
            width: self.columns.grown(x.shape.from_end(1), weights.shape.from_end(1), self.padding)?,
            channels,
            filter_channels: channels,
            group_units: units,
            units,
        };
        check_images(&p)?;
        Ok(p)
    }
}

/// The output's extents, from the constant first input.
pub(super) fn output_shape<const N: usize>(cx: &Infer<'_>) -> Result<[usize; N], Diagnostic> {
    let values = cx.ints(0)?;
    let dims: Option<Vec<usize>> = values.iter().map(|&dim| usize::try_from(dim).ok()).collect();
    let dims = dims.and_then(|dims| <[usize; N]>::try_from(dims).ok());
    dims.ok_or_else(|| Diagnostic::malformed(format!("{values:?} as an output shape of {N} dimensions")))
}

fn weight_types(x: DType) -> &'static [DType] {
    match x {
        DType::F32 => &[DType::F32, DType::I8],
        DType::U8 => &[DType::U8],
        _ => &[DType::I8],
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;

    fn infer(padding: Padding, x: &[usize], output: &[i64], weights: &[usize]) -> Result<Vec<usize>, String> {
        let layer = Layer { x: 2, weights: 1, bias: 3, activation: Activation::None, bias_type: BiasType::Default };
        let (rows, columns) = (Steps::parse(2, 1).unwrap(), Steps::parse(1, 1).unwrap());
        let op = Op::TransposeConv(TransposeConv { layer, padding, rows, columns });
        let shape = constant(DType::I32, &[output.len()], output);
        let inputs = [shape, variable(DType::F32, weights), variable(DType::F32, x)];
        apply(op, &inputs, &[DType::F32]).map(|y| y[0].shape.to_vec())
    }

    #[test]
    fn the_output_has_the_given_shape() {
        let same = |output: &[i64]| infer(Padding::Same, &[1, 3, 4, 2], output, &[5, 3, 3, 2]);
        assert_eq!(same(&[1, 6, 4, 5]), Ok(vec![1, 6, 4, 5]));
        assert_eq!(same(&[1, 5, 4, 5]), Ok(vec![1, 5, 4, 5]));
        assert_eq!(infer(Padding::Valid, &[1, 3, 4, 2], &[1, 7, 6, 5], &[5, 3, 3, 2]), Ok(vec![1, 7, 6, 5]));
    }

    #[test]
    fn shapes_that_no_convolution_reverses_are_refused() {
        for output in
            [&[1, 7, 4, 5][..], &[1, 6, 5, 5], &[2, 6, 4, 5], &[1, 6, 4, 4], &[1, -6, 4, 5], &[1, 6, 4], &[1, 0, 4, 5]]
        {
            assert!(infer(Padding::Same, &[1, 3, 4, 2], output, &[5, 3, 3, 2]).is_err(), "{output:?}");
        }
        assert!(infer(Padding::Same, &[1, 3, 4, 2], &[1, 6, 4, 5], &[5, 3, 3, 1]).is_err());
    }
}
