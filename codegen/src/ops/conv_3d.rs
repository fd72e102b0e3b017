//! CONV_3D: a convolution over volumes; and CONV_3D_TRANSPOSE, its reverse.

use super::cx::{Activation, checked_shape};
use super::transpose_conv::output_shape;
use super::window::{Padding, Steps};
use super::{Infer, Operator, Options, quantized};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel;
use crate::plan::{Arg, Lower};

/// What both have.
#[derive(Clone, Debug, PartialEq)]
struct Attributes {
    activation: Activation,
    padding: Padding,
    /// Of planes, rows and columns.
    steps: [Steps; 3],
}

impl Attributes {
    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_conv_3_doptions();
        let o = o.ok_or_else(|| Diagnostic::malformed("no 3D convolution options"))?;
        Ok(Attributes {
            activation: options.activation(o.fused_activation_function())?,
            padding: Padding::parse(o.padding())?,
            steps: [
                Steps::parse(o.stride_d(), o.dilation_d_factor())?,
                Steps::parse(o.stride_h(), o.dilation_h_factor())?,
                Steps::parse(o.stride_w(), o.dilation_w_factor())?,
            ],
        })
    }

    /// The call; `x` and `bias` are input indices.
    fn call(
        &self,
        cx: &mut Lower<'_>,
        kernel: &'static str,
        p: &kernel::Conv3d,
        (x, bias): (usize, usize),
    ) -> Result<(), Diagnostic> {
        let args = [
            Arg::params(p),
            Arg::value(quantized::clamp_f32(self.activation)),
            cx.read("x", x)?,
            cx.read("weights", 1)?,
            cx.read_optional("bias", bias)?,
            cx.write("y", 0)?,
        ];
        cx.call(kernel, args);
        Ok(())
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Conv3d(Attributes);

impl Operator for Conv3d {
    const TYPES: &'static [DType] = &[DType::F32];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Attributes::parse(options).map(Conv3d)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=3, 1)?;
        let p = self.params(cx)?;
        check_floats(cx, cx.optional(2), p.units)?;
        let volume = [p.depth.output, p.height.output, p.width.output, p.units];
        checked_shape(volume.to_vec())?;
        Ok(vec![[cx.input(0)?.shape[0], volume[0], volume[1], volume[2], volume[3]].into()])
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        let outputs = cx.output(0).map_or(0, |y| y.shape.elements());
        let taps = cx.input(1).map_or(0, |weights| weights.shape.iter().take(4).product());
        outputs as u64 * taps as u64
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let p = self.params(&cx.infer())?;
        self.0.call(cx, "conv_3d_f32", &p, (0, 2))
    }
}

impl Conv3d {
    fn params(&self, cx: &Infer<'_>) -> Result<kernel::Conv3d, Diagnostic> {
        let (x, weights) = (cx.input(0)?, cx.input(1)?);
        expect_volumes(x, weights)?;
        if x.shape[4] != weights.shape[3] {
            return Err(mismatch(x, weights));
        }
        let window = |i: usize| self.0.steps[i].window(x.shape[i + 1], weights.shape[i], self.0.padding);
        Ok(kernel::Conv3d {
            depth: window(0)?,
            height: window(1)?,
            width: window(2)?,
            channels: x.shape[4],
            units: weights.shape[4],
        })
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Conv3dTranspose(Attributes);

impl Operator for Conv3dTranspose {
    const TYPES: &'static [DType] = &[DType::F32];
    const DATA: usize = 2;
    const REFUSED: &'static str = "an output shape computed at run time";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Attributes::parse(options).map(Conv3dTranspose)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=4, 1)?;
        let p = self.params(cx)?;
        check_floats(cx, cx.optional(3), p.channels)?;
        let volume = [p.depth.input, p.height.input, p.width.input, p.channels];
        checked_shape(volume.to_vec())?;
        Ok(vec![[cx.input(2)?.shape[0], volume[0], volume[1], volume[2], volume[3]].into()])
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        let inputs = cx.input(2).map_or(0, |x| x.shape.elements());
        let taps = cx.input(1).map_or(0, |weights| weights.shape.iter().take(4).product());
        inputs as u64 * taps as u64
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let p = self.params(&cx.infer())?;
        self.0.call(cx, "conv_3d_transpose_f32", &p, (2, 3))
    }
}

impl Conv3dTranspose {
    /// The convolution that this one reverses.
    fn params(&self, cx: &Infer<'_>) -> Result<kernel::Conv3d, Diagnostic> {
        let (x, weights) = (cx.input(2)?, cx.input(1)?);
        expect_volumes(x, weights)?;
        cx.input(0)?.expect_dtype(&[DType::I32])?;
        let shape = output_shape::<5>(cx)?;
        if x.shape[4] != weights.shape[4] || shape[4] != weights.shape[3] || shape[0] != x.shape[0] {
            return Err(mismatch(x, weights));
        }
        let window =
            |i: usize| self.0.steps[i].transposed(x.shape[i + 1], shape[i + 1], weights.shape[i], self.0.padding);
        Ok(kernel::Conv3d {
            depth: window(0)?,
            height: window(1)?,
            width: window(2)?,
            channels: shape[4],
            units: x.shape[4],
        })
    }
}

/// Checks ranks, and that there is something to sum; batches may be empty.
fn expect_volumes(x: &Tensor, weights: &Tensor) -> Result<(), Diagnostic> {
    x.expect_rank(5..=5)?;
    weights.expect_rank(5..=5)?;
    if x.shape.iter().skip(1).chain(weights.shape.iter()).any(|&dim| dim == 0) {
        return Err(mismatch(x, weights));
    }
    checked_shape(x.shape.iter().skip(1).copied().collect()).map(|_| ())
}

fn mismatch(x: &Tensor, weights: &Tensor) -> Diagnostic {
    let message = format!("weights of shape {} for an input of shape {}", weights.shape, x.shape);
    Diagnostic::malformed(message).on(&weights.name)
}

fn check_floats(cx: &Infer<'_>, bias: Option<&Tensor>, units: usize) -> Result<(), Diagnostic> {
    cx.output_is(0, DType::F32)?;
    cx.input(1)?.expect_dtype(&[DType::F32])?;
    let Some(bias) = bias else { return Ok(()) };
    bias.expect_dtype(&[DType::F32])?;
    bias.expect_elements(units)
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;

    fn attributes() -> Attributes {
        let steps = [(1, 1), (2, 1), (1, 2)].map(|(stride, dilation)| Steps::parse(stride, dilation).unwrap());
        Attributes { activation: Activation::None, padding: Padding::Valid, steps }
    }

    #[test]
    fn a_volume_and_back() {
        let inputs = [variable(DType::F32, &[1, 4, 7, 6, 2]), variable(DType::F32, &[2, 3, 2, 2, 5])];
        let y = apply(Op::Conv3d(Conv3d(attributes())), &inputs, &[DType::F32]).unwrap();
        assert_eq!(*y[0].shape, [1, 3, 3, 4, 5]);
        let back = |dims: &[i64]| {
            let shape = constant(DType::I32, &[dims.len()], dims);
            let inputs = [shape, variable(DType::F32, &[2, 3, 2, 2, 5]), y[0].clone()];
            apply(Op::Conv3dTranspose(Conv3dTranspose(attributes())), &inputs, &[DType::F32])
        };
        assert_eq!(*back(&[1, 4, 7, 6, 2]).unwrap()[0].shape, [1, 4, 7, 6, 2]);
        for wrong in [&[1, 5, 7, 6, 2][..], &[2, 4, 7, 6, 2], &[1, 4, 7, 6, 4], &[1, 4, 7, 6]] {
            assert!(back(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn operands_that_do_not_fit_are_refused() {
        for (x, weights) in
            [([1, 4, 7, 6, 2], [2, 3, 2, 3, 5]), ([1, 4, 0, 6, 2], [2, 3, 2, 2, 5]), ([1, 4, 7, 6, 2], [2, 3, 2, 2, 0])]
        {
            let inputs = [variable(DType::F32, &x), variable(DType::F32, &weights)];
            assert!(apply(Op::Conv3d(Conv3d(attributes())), &inputs, &[DType::F32]).is_err(), "{x:?} {weights:?}");
        }
    }
}
