//! What layers of weights share: which types go together, and the arguments of their kernels.

use super::cx::{Activation, Numerics};
use super::window::is_inside;
use super::{Infer, quantized, tiled};
use crate::diag::Diagnostic;
use crate::ir::{DType, Quant, Tensor};
use crate::kernel::{HybridLayer, LayerQuant, Window};
use crate::plan::{Arg, Lower};
use crate::schema::fb;

/// What 16-bit layers sum in, where the file says: the type of their bias.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BiasType {
    /// Nothing said: 64 bits.
    Default,
    I32,
    I64,
}

impl BiasType {
    pub(crate) fn parse(dtype: fb::TensorType) -> Result<Self, Diagnostic> {
        match dtype {
            fb::TensorType::FLOAT32 => Ok(BiasType::Default),
            fb::TensorType::INT32 => Ok(BiasType::I32),
            fb::TensorType::INT64 => Ok(BiasType::I64),
            other => Err(Diagnostic::malformed(format!("bias type {}", other.variant_name().unwrap_or("?")))),
        }
    }
}

/// How a layer computes, by the types of its activations and weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    /// float32 throughout.
    Float,
    /// 8-bit activations and at most 8-bit weights.
    Int8,
    /// 16-bit activations and at most 8-bit weights.
    Int16,
    /// Float activations and integer weights.
    Hybrid,
}

/// Where a layer finds its tensors, and what it does to all outputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Layer {
    /// Input index of the activations.
    pub(crate) x: usize,
    /// Input index of the weights.
    pub(crate) weights: usize,
    /// Input index of the bias, which may be left out.
    pub(crate) bias: usize,
    pub(crate) activation: Activation,
    pub(crate) bias_type: BiasType,
}

/// A layer's tensors.
struct Tensors<'a> {
    x: &'a Tensor,
    weights: &'a Tensor,
    bias: Option<&'a Tensor>,
    y: &'a Tensor,
}

impl Layer {
    fn tensors<'a>(&self, cx: &Infer<'a>) -> Result<Tensors<'a>, Diagnostic> {
        Ok(Tensors {
            x: cx.input(self.x)?,
            weights: cx.input(self.weights)?,
            bias: cx.optional(self.bias),
            y: cx.output(0)?,
        })
    }

    /// How the layer computes; its types have been checked.
    pub(crate) fn arithmetic(&self, cx: &Infer<'_>) -> Result<Arithmetic, Diagnostic> {
        Ok(match (cx.input(self.x)?.dtype, cx.input(self.weights)?.dtype) {
            (DType::F32, DType::F32) => Arithmetic::Float,
            (DType::F32, _) => Arithmetic::Hybrid,
            (DType::I16, _) => Arithmetic::Int16,
            _ => Arithmetic::Int8,
        })
    }

    /// Checks types and quantization. `types` are those that weights may have, given that of the activations; `units` is the
    /// number of output channels.
    pub(crate) fn check(
        &self,
        cx: &Infer<'_>,
        units: usize,
        types: fn(DType) -> &'static [DType],
    ) -> Result<Arithmetic, Diagnostic> {
        let t = self.tensors(cx)?;
        t.weights.expect_dtype(types(t.x.dtype))?;
        if t.weights.dtype.bits() < 8 {
            cx.constant(self.weights)?;
        }
        let arithmetic = self.arithmetic(cx)?;
        if let Some(bias) = t.bias {
            bias.expect_dtype(match arithmetic {
                Arithmetic::Float | Arithmetic::Hybrid => &[DType::F32],
                Arithmetic::Int8 => &[DType::I32],
                Arithmetic::Int16 => &[DType::I64, DType::I32],
            })?;
            bias.expect_elements(units)?;
            expect_zero(bias)?;
        }
        if arithmetic != Arithmetic::Float {
            check_weights(t.weights, units)?;
        }
        if matches!(arithmetic, Arithmetic::Int8 | Arithmetic::Int16) {
            t.x.quantized_per_tensor()?;
            t.y.quantized_per_tensor()?;
        }
        if arithmetic == Arithmetic::Int16 {
            expect_zero(t.x)?;
            expect_zero(t.y)?;
        }
        Ok(arithmetic)
    }

    /// How lines of the output of a convolution follow from those of its input, if it can be computed by lines: floats that are
    /// quantized while it runs need all of an image for that.
    pub(super) fn lines(&self, cx: &Infer<'_>, height: Window) -> Option<Window> {
        let is_image = cx.input(self.x).ok()?.shape.first() == Some(&1);
        (is_image && self.arithmetic(cx).ok()? != Arithmetic::Hybrid).then_some(height)
    }

    /// Whether zeros around an image can be padding of these windows: each output meets some of the image, and zero times each weight is
    /// zero, for all that is known, which it is not if floats among them are infinite.
    pub(super) fn takes_zeros(&self, cx: &Infer<'_>, windows: [&Window; 2]) -> bool {
        let finite = |data: &Vec<u8>| data.as_chunks().0.iter().all(|bytes| f32::from_le_bytes(*bytes).is_finite());
        let weights = cx.input(self.weights);
        let stay = |weights: &Tensor| weights.dtype != DType::F32 || weights.data.as_ref().is_some_and(finite);
        windows.into_iter().all(is_inside) && weights.is_ok_and(stay)
    }

    /// Whether a 16-bit layer sums in 32 bits. LiteRT goes by what the operator states, TFLite Micro by the bias.
    pub(crate) fn sums_in_32_bits(&self, cx: &Lower<'_>) -> Result<bool, Diagnostic> {
        let stated = if self.bias_type == BiasType::I32 { DType::I32 } else { DType::I64 };
        let bias = cx.infer().optional(self.bias);
        let dtype = bias.map_or(stated, |bias| bias.dtype);
        match bias {
            Some(bias) if dtype != stated && cx.numerics() == Numerics::Litert => {
                let help = "convert the model again: LiteRT reads the bias as the type that the operator states";
                let message = format!("a bias of {dtype} where the operator states {stated}");
                Err(Diagnostic::unsupported(message, help).on(&bias.name))
            }
            _ => Ok(dtype == DType::I32),
        }
    }

    /// The real factors from sums to outputs, one per output channel or one for all.
    pub(crate) fn scales(&self, cx: &Infer<'_>) -> Result<Vec<f64>, Diagnostic> {
        let t = self.tensors(cx)?;
        quantized::output_scales(t.x.quantized()?, t.weights.quantized()?, t.y.quantized()?)
    }

    /// The factor of a layer that is quantized per tensor, from a product in single precision as TFLite has it for uint8 and
    /// in TFLite Micro (`GetQuantizedConvolutionMultipler`).
    pub(crate) fn single_scale(&self, cx: &Infer<'_>) -> Result<Vec<f64>, Diagnostic> {
        let t = self.tensors(cx)?;
        let product = t.x.quantized()?.scale() * t.weights.quantized()?.scale();
        Ok(vec![f64::from(product) / f64::from(t.y.quantized()?.scale())])
    }

    /// Checks that the bias has the scale of the sums, within TFLite's bound.
    pub(crate) fn check_bias_scale(&self, cx: &Infer<'_>) -> Result<(), Diagnostic> {
        let t = self.tensors(cx)?;
        let Some(bias) = t.bias else { return Ok(()) };
        let scale = |quant: &Quant| f64::from(quant.scale());
        let product = scale(t.x.quantized()?) * scale(t.weights.quantized()?);
        let difference = (product - bias.quant.as_ref().map_or(0.0, scale)).abs();
        if difference / scale(t.y.quantized()?) <= 0.02 {
            return Ok(());
        }
        let message = format!("a bias whose scale is not {product}, the input's times the weights'");
        Err(Diagnostic::malformed(message).on(&bias.name))
    }

    /// Parameters and data of a float layer.
    pub(crate) fn float_args(&self, cx: &mut Lower<'_>, params: Arg) -> Result<Vec<Arg>, Diagnostic> {
        let clamp = Arg::value(quantized::clamp_f32(self.activation));
        let mut args = vec![params, clamp];
        args.extend(self.data_args(cx)?);
        args.push(cx.write("y", 0)?);
        Ok(args)
    }

    /// How activations are quantized when the model runs, and bounds of an output.
    pub(crate) fn hybrid(&self, asymmetric: bool) -> HybridLayer {
        HybridLayer { asymmetric, clamp: quantized::clamp_f32(self.activation) }
    }

    /// From sums of 8-bit products to outputs of 8 bits, in fixed point.
    pub(crate) fn fixed_outputs(&self, cx: &Infer<'_>) -> Result<tiled::Outputs, Diagnostic> {
        let is_unsigned = cx.input(self.x)?.dtype == DType::U8;
        let scales = if is_unsigned { self.single_scale(cx)? } else { self.scales(cx)? };
        Ok(tiled::Outputs::Rounded(tiled::Rounding::Fixed(scales)))
    }

    /// Parameters and data of a layer that quantizes its activations, in rows of `row` elements.
    pub(crate) fn hybrid_args(
        &self,
        cx: &mut Lower<'_>,
        params: Arg,
        asymmetric: bool,
        row: usize,
    ) -> Result<Vec<Arg>, Diagnostic> {
        let hybrid = self.hybrid(asymmetric);
        let scales = &cx.input(self.weights)?.quantized()?.scales;
        let scales = scales.iter().flat_map(|scale| scale.to_le_bytes()).collect();
        let [x, weights, bias] = self.data_args(cx)?;
        let scale = cx.constant("scale", "f32", scales);
        let quantized = cx.scratch("quantized", "i8", row);
        Ok(vec![params, Arg::params(&hybrid), x, weights, scale, bias, quantized, cx.write("y", 0)?])
    }

    /// Parameters and data of a layer with integer activations that requantizes in fixed point.
    pub(crate) fn fixed_args(&self, cx: &mut Lower<'_>, params: Arg, scales: &[f64]) -> Result<Vec<Arg>, Diagnostic> {
        let (multiplier, shift) = quantized::fixed_point(scales);
        let factors = [cx.constant("multiplier", "i32", multiplier), cx.constant("shift", "i8", shift)];
        self.quantized_args(cx, params, factors)
    }

    /// Parameters and data of a layer with integer activations; `factors` say how it requantizes.
    pub(crate) fn quantized_args(
        &self,
        cx: &mut Lower<'_>,
        params: Arg,
        factors: impl IntoIterator<Item = Arg>,
    ) -> Result<Vec<Arg>, Diagnostic> {
        let t = self.tensors(&cx.infer())?;
        let quant = LayerQuant {
            input_offset: -t.x.quantized()?.zero_point() as i16,
            weights_offset: -t.weights.quantized()?.zero_point() as i16,
            output_offset: t.y.quantized()?.zero_point(),
            clamp: quantized::clamp(self.activation, t.y)?,
        };
        let mut args = vec![params, Arg::params(&quant)];
        args.extend(self.data_args(cx)?);
        args.extend(factors);
        args.push(cx.write("y", 0)?);
        Ok(args)
    }

    /// Constant weights of less than 8 bits, each as an int8.
    pub(super) fn unpacked(&self, cx: &Infer<'_>) -> Result<Vec<u8>, Diagnostic> {
        let (weights, data) = cx.constant(self.weights)?;
        Ok(unpack(data, weights.dtype.bits(), weights.shape.elements()))
    }

    /// Activations, weights and bias. Packed weights are unpacked.
    pub(super) fn data_args(&self, cx: &mut Lower<'_>) -> Result<[Arg; 3], Diagnostic> {
        let x = cx.read("x", self.x)?;
        let weights = cx.input(self.weights)?;
        let weights = match &weights.data {
            Some(_) if weights.dtype.bits() < 8 => {
                let unpacked = self.unpacked(&cx.infer())?;
                cx.constant("weights", "i8", unpacked)
            }
            // Files of old converters say uint8 of what is int8 beside floats.
            _ if weights.dtype == DType::U8 && cx.input(self.x)?.dtype == DType::F32 => {
                cx.read_as("weights", self.weights, "i8")?
            }
            _ => cx.read("weights", self.weights)?,
        };
        Ok([x, weights, cx.read_optional("bias", self.bias)?])
    }
}

/// Integer weights: one scale for each output channel or one for all, and zero points only for all.
fn check_weights(weights: &Tensor, units: usize) -> Result<(), Diagnostic> {
    let quant = weights.quantized()?;
    if quant.is_per_tensor() && weights.dtype == DType::U8 {
        return Ok(());
    }
    if !quant.is_per_tensor() && (weights.dtype == DType::U8 || quant.scales.len() != units) {
        let help = "quantize the weights per tensor, or int8 weights per output channel";
        let message = format!("{} quantization scales where there are {units} output channels", quant.scales.len());
        return Err(Diagnostic::unsupported(message, help).on(&weights.name));
    }
    Ok(())
}

/// Refuses zero points that are not 0.
pub(crate) fn expect_zero(tensor: &Tensor) -> Result<(), Diagnostic> {
    match tensor.quant.as_ref().and_then(|quant| quant.zero_points.iter().find(|&&point| point != 0)) {
        None => Ok(()),
        Some(point) => Err(Diagnostic::unsupported(
            format!("zero point {point} where TFLite takes only 0"),
            "quantize weights, biases and 16-bit activations symmetrically",
        )
        .on(&tensor.name)),
    }
}

/// The first `count` elements of packed ones of 2 or 4 bits as int8; the first is in the lowest bits.
fn unpack(data: &[u8], bits: usize, count: usize) -> Vec<u8> {
    let extend = |byte: u8, place: usize| ((byte << (8 - bits - place)) as i8 >> (8 - bits)) as u8;
    let elements = data.iter().flat_map(|&byte| (0..8).step_by(bits).map(move |place| extend(byte, place)));
    elements.take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_weights_are_sign_extended() {
        let signed = |bytes: Vec<u8>| bytes.into_iter().map(|byte| byte as i8).collect::<Vec<_>>();
        assert_eq!(signed(unpack(&[0x7f, 0x08], 4, 3)), [-1, 7, -8]);
        assert_eq!(signed(unpack(&[0b11_10_01_00], 2, 4)), [0, 1, -2, -1]);
    }
}
