//! ADD, SUB and MUL: `activation(lhs ∘ rhs)`.

use super::broadcast::{self, Target, binary, mixed};
use super::cx::{Activation, Numerics};
use super::quantized::{self, QuantizedSumOf};
use super::{Infer, Operator, Options, linear_sum, stream};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{
    Clamp, F32, FractionProduct, LinearSum, PowerOfTwoSum, QuantizedProduct, QuantizedSum, StreamGate, StreamProduct,
};
use crate::math;
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct Add {
    pub(super) activation: Activation,
    /// Whether 16-bit scales that are powers of two mean shifts.
    pub(super) pot_scale_int16: bool,
}

impl Operator for Add {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I16, DType::I32, DType::I64, DType::F16];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let Some(o) = options.table.builtin_options_as_add_options() else {
            return Ok(Add { activation: Activation::None, pot_scale_int16: true });
        };
        let activation = options.activation(o.fused_activation_function())?;
        Ok(Add { activation, pot_scale_int16: o.pot_scale_int16() })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let shape = broadcast::infer(cx, cx.input(0)?.dtype)?;
        let (lhs, rhs) = (cx.input(0)?, cx.input(1)?);
        if let Sum::PowerOfTwo(_) = self.sum(cx)?
            && (lhs.shape.elements() != rhs.shape.elements())
        {
            let help = "TFLite does not define it; convert the model with pot_scale_int16 = false";
            return Err(Diagnostic::unsupported("broadcasting over scales that are powers of two", help));
        }
        Ok(vec![shape])
    }

    fn is_elementwise(&self) -> bool {
        true
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        broadcast::fold(cx, |target| self.apply(target))
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        self.apply(&mut Target::Call(cx))
    }
}

impl Add {
    /// Whether nothing is done to the result.
    pub(crate) fn is_plain(&self) -> bool {
        self.activation == Activation::None
    }

    fn sum(&self, cx: &Infer<'_>) -> Result<Sum, Diagnostic> {
        Sum::of(cx, self.activation, self.pot_scale_int16, true)
    }

    fn apply(&self, target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
        let (cx, activation) = (target.infer(), self.activation);
        match (cx.input(0)?.dtype, self.sum(&cx)?.or_linear(&cx, 1)?) {
            (_, Sum::Linear(p)) => linear(target, p),
            (DType::I8, Sum::Quantized(p)) => binary!(target, add_quantized_i8, p),
            (DType::U8, Sum::Quantized(p)) => binary!(target, add_quantized_u8, p),
            (DType::I16, Sum::Quantized(p)) => binary!(target, add_quantized_i16, p),
            (_, Sum::PowerOfTwo(p)) => binary!(target, add_power_of_two_i16, p),
            (DType::I16, Sum::Plain) => binary!(target, add_i16, clamp(activation, i16::MIN, i16::MAX)),
            (DType::I32, _) => binary!(target, add_i32, clamp(activation, i32::MIN, i32::MAX)),
            (DType::I64, _) => binary!(target, add_i64, clamp(activation, i64::MIN, i64::MAX)),
            (DType::F16, _) => binary!(target, add_f16, clamp_f16(activation)),
            _ => binary!(target, add_f32, quantized::clamp_f32(activation)),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Sub {
    activation: Activation,
    /// Whether 16-bit scales that are powers of two mean shifts.
    pot_scale_int16: bool,
}

impl Operator for Sub {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I16, DType::I32, DType::I64];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let Some(o) = options.table.builtin_options_as_sub_options() else {
            return Ok(Sub { activation: Activation::None, pot_scale_int16: true });
        };
        let activation = options.activation(o.fused_activation_function())?;
        Ok(Sub { activation, pot_scale_int16: o.pot_scale_int16() })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let shape = broadcast::infer(cx, cx.input(0)?.dtype)?;
        self.sum(cx)?;
        Ok(vec![shape])
    }

    fn is_elementwise(&self) -> bool {
        true
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        broadcast::fold(cx, |target| self.apply(target))
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        self.apply(&mut Target::Call(cx))
    }
}

impl Sub {
    /// Whether nothing is done to the result.
    pub(crate) fn is_plain(&self) -> bool {
        self.activation == Activation::None
    }

    fn sum(&self, cx: &Infer<'_>) -> Result<Sum, Diagnostic> {
        Sum::of(cx, self.activation, self.pot_scale_int16, false)
    }

    fn apply(&self, target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
        let (cx, activation) = (target.infer(), self.activation);
        match (cx.input(0)?.dtype, self.sum(&cx)?.or_linear(&cx, -1)?) {
            (_, Sum::Linear(p)) => linear(target, p),
            (DType::I8, Sum::Quantized(p)) => binary!(target, sub_quantized_i8, p),
            (DType::U8, Sum::Quantized(p)) => binary!(target, sub_quantized_u8, p),
            (DType::I16, Sum::Quantized(p)) => binary!(target, sub_quantized_i16, p),
            (_, Sum::PowerOfTwo(p)) => binary!(target, sub_power_of_two_i16, p),
            (DType::I32, _) => binary!(target, sub_i32, clamp(activation, i32::MIN, i32::MAX)),
            (DType::I64, _) => binary!(target, sub_i64, clamp(activation, i64::MIN, i64::MAX)),
            _ => binary!(target, sub_f32, quantized::clamp_f32(activation)),
        }
    }
}

/// How a sum or difference is computed.
enum Sum {
    /// On the numbers as they are.
    Plain,
    Quantized(QuantizedSum),
    /// The same results, with less work.
    Linear(LinearSum),
    PowerOfTwo(PowerOfTwoSum),
}

impl Sum {
    /// A sum of bytes as a linear form, where there is one; the difference where `sign` is negative.
    fn or_linear(self, cx: &Infer<'_>, sign: i32) -> Result<Self, Diagnostic> {
        let (lhs, rhs, y) = (cx.input(0)?, cx.input(1)?, cx.output(0)?);
        match &self {
            Sum::Quantized(p) if lhs.dtype.bytes() == 1 => {
                let quants = [lhs.quantized_per_tensor()?, rhs.quantized_per_tensor()?, y.quantized_per_tensor()?];
                Ok(linear_sum::find(p, lhs.dtype, quants, sign).map_or(self, Sum::Linear))
            }
            _ => Ok(self),
        }
    }

    /// `plain_i16`: whether 16-bit tensors without quantization are numbers as they are.
    fn of(cx: &Infer<'_>, activation: Activation, pot: bool, plain_i16: bool) -> Result<Self, Diagnostic> {
        let (lhs, rhs, y) = (cx.input(0)?, cx.input(1)?, cx.output(0)?);
        let general = |bits: u32| {
            let of = QuantizedSumOf { lhs, rhs, y, left_shift: bits, clamp: quantized::clamp(activation, y)? };
            of.params(|common, y| common / f64::from((1u32 << bits) as f32 * y)).map(Sum::Quantized)
        };
        match lhs.dtype {
            DType::I8 | DType::U8 => general(20),
            DType::I16 if plain_i16 && [lhs, rhs, y].iter().all(|tensor| tensor.quant.is_none()) => {
                expect_plain_i16(cx)?;
                Ok(Sum::Plain)
            }
            DType::I16 => {
                [lhs, rhs, y].iter().try_for_each(|tensor| quantized::symmetric(tensor))?;
                // TFLite Micro does not look for powers of two.
                let pot = pot && cx.numerics() == Numerics::Litert;
                match pot.then(|| power_of_two_shifts(lhs, rhs, y)).transpose()?.flatten() {
                    Some((lhs_shift, rhs_shift)) => {
                        let clamp = quantized::clamp(activation, y)?;
                        Ok(Sum::PowerOfTwo(PowerOfTwoSum { lhs_shift, rhs_shift, clamp }))
                    }
                    None => general(15),
                }
            }
            _ => Ok(Sum::Plain),
        }
    }
}

fn linear(target: &mut Target<'_, '_>, p: LinearSum) -> Result<(), Diagnostic> {
    match target.infer().input(0)?.dtype {
        DType::I8 => binary!(target, sum_linear_i8, p),
        _ => binary!(target, sum_linear_u8, p),
    }
}

/// The right shifts of two inputs, if all scales are powers of two; `None` if they are not.
fn power_of_two_shifts(lhs: &Tensor, rhs: &Tensor, y: &Tensor) -> Result<Option<(i32, i32)>, Diagnostic> {
    let log2 = |tensor: &Tensor| Ok(math::power_of_two(tensor.quantized_per_tensor()?.scale()));
    let (Some(lhs), Some(rhs), Some(y)) = (log2(lhs)?, log2(rhs)?, log2(y)?) else { return Ok(None) };
    let (lhs, rhs) = (y - lhs, y - rhs);
    if (lhs == 0 || rhs == 0) && (0..16).contains(&lhs) && (0..16).contains(&rhs) {
        return Ok(Some((lhs, rhs)));
    }
    let message = format!("16-bit scales that are powers of two with shifts of {lhs} and {rhs}");
    let help = "one input must have the output's scale and the other one a finer scale, or pot_scale_int16 be false";
    Err(Diagnostic::unsupported(message, help))
}

#[derive(Clone, Debug, PartialEq)]
pub struct Mul {
    pub(super) activation: Activation,
}

impl Mul {
    /// Whether it gives the product itself.
    pub(crate) fn is_plain(&self) -> bool {
        self.activation == Activation::None
    }
}

impl Operator for Mul {
    const TYPES: &'static [DType] = &[
        DType::F32,
        DType::I8,
        DType::U8,
        DType::I16,
        DType::I32,
        DType::I64,
        DType::U32,
        DType::F16,
        DType::Complex64,
    ];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let Some(o) = options.table.builtin_options_as_mul_options() else {
            return Ok(Mul { activation: Activation::None });
        };
        Ok(Mul { activation: options.activation(o.fused_activation_function())? })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let (lhs, y) = (cx.input(0)?, cx.output(0)?);
        let narrowing = lhs.dtype == DType::I16 && matches!(y.dtype, DType::I8 | DType::U8);
        let shape = broadcast::infer(cx, if narrowing { y.dtype } else { lhs.dtype })?;
        if narrowing && lhs.shape.elements() != cx.input(1)?.shape.elements() {
            let help = "TFLite does not define it; broadcast the input with an operator of its own";
            return Err(Diagnostic::unsupported("broadcasting a 16-bit product into 8 bits", help));
        }
        if lhs.dtype == DType::Complex64 && self.activation != Activation::None {
            let help = "TFLite takes none here";
            return Err(Diagnostic::unsupported("an activation of complex numbers", help));
        }
        self.product(cx)?;
        Ok(vec![shape])
    }

    fn is_elementwise(&self) -> bool {
        true
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        broadcast::fold(cx, |target| self.apply(target))
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        self.apply(&mut Target::Call(cx))
    }
}

/// How a product is computed.
enum Product {
    /// On the numbers as they are.
    Plain,
    Quantized(QuantizedProduct),
    Fractions(FractionProduct),
}

/// A product of bytes, and their range.
type Bytes<'a> = (&'a QuantizedProduct, (i32, i32));

impl Product {
    /// A product of bytes in single precision, where that is fast and exact.
    fn in_floats(&self, target: &Target<'_, '_>) -> Result<Option<StreamProduct>, Diagnostic> {
        Ok(self.of_bytes(target)?.and_then(|(p, range)| stream::product(p, range)))
    }

    /// The same of a row with many rows.
    fn by_gates(&self, target: &Target<'_, '_>) -> Result<Option<StreamGate>, Diagnostic> {
        let dims = broadcast::binary_dims(&target.infer())?;
        Ok(self.of_bytes(target)?.and_then(|(p, range)| stream::gate::of(p, range, &dims)))
    }

    /// That on a processor with vectors.
    fn of_bytes(&self, target: &Target<'_, '_>) -> Result<Option<Bytes<'_>>, Diagnostic> {
        let x = target.infer().input(0)?;
        match (self, x.dtype.range()) {
            (Product::Quantized(p), Some(range)) if target.has_vectors() && x.dtype.bytes() == 1 => {
                Ok(Some((p, range)))
            }
            _ => Ok(None),
        }
    }
}

impl Mul {
    fn product(&self, cx: &Infer<'_>) -> Result<Product, Diagnostic> {
        let (lhs, rhs, y) = (cx.input(0)?, cx.input(1)?, cx.output(0)?);
        match (lhs.dtype, y.dtype) {
            (DType::I16, DType::I16) if y.quant.is_none() => {
                expect_plain_i16(cx)?;
                Ok(Product::Plain)
            }
            (DType::I8 | DType::U8 | DType::I16, _) if lhs.dtype == y.dtype => {
                if lhs.dtype == DType::I16 {
                    [lhs, rhs, y].iter().try_for_each(|tensor| quantized::symmetric(tensor))?;
                }
                let clamp = quantized::clamp(self.activation, y)?;
                quantized::product(lhs, rhs, y, clamp, |lhs, rhs, y| lhs * rhs / y).map(Product::Quantized)
            }
            (DType::I16, _) => {
                let clamp = quantized::clamp(self.activation, y)?;
                let output_offset = y.quantized_per_tensor()?.zero_point();
                Ok(Product::Fractions(FractionProduct { output_offset, clamp }))
            }
            _ => Ok(Product::Plain),
        }
    }

    fn apply(&self, target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
        let (cx, activation) = (target.infer(), self.activation);
        let product = self.product(&cx)?;
        let signed = cx.input(0)?.dtype == DType::I8;
        if let Some(p) = product.by_gates(target)? {
            let (kernel, element) = if signed { ("stream_gate_i8", "i8") } else { ("stream_gate_u8", "u8") };
            return target.call(kernel, Arg::params(&p), element);
        }
        if let Some(p) = product.in_floats(target)? {
            let (kernel, element) = if signed { ("stream_product_i8", "i8") } else { ("stream_product_u8", "u8") };
            return target.call(kernel, Arg::params(&p), element);
        }
        match (cx.input(0)?.dtype, product) {
            (DType::I8, Product::Quantized(p)) => binary!(target, mul_quantized_i8, p),
            (DType::U8, Product::Quantized(p)) => binary!(target, mul_quantized_u8, p),
            (DType::I16, Product::Quantized(p)) => binary!(target, mul_quantized_i16, p),
            (_, Product::Fractions(p)) if cx.output(0)?.dtype == DType::I8 => mixed!(target, mul_fractions_i8, p),
            (_, Product::Fractions(p)) => mixed!(target, mul_fractions_u8, p),
            (DType::I16, _) => binary!(target, mul_i16, clamp(activation, i16::MIN, i16::MAX)),
            (DType::I32, _) => binary!(target, mul_i32, clamp(activation, i32::MIN, i32::MAX)),
            (DType::I64, _) => binary!(target, mul_i64, clamp(activation, i64::MIN, i64::MAX)),
            (DType::U32, _) => binary!(target, mul_u32, clamp_u32(activation)),
            (DType::F16, _) => binary!(target, mul_f16, clamp_f16(activation)),
            (DType::Complex64, _) => binary!(target, mul_c64),
            _ => binary!(target, mul_f32, quantized::clamp_f32(activation)),
        }
    }
}

/// Checks that 16-bit integers may be numbers as they are: TFLite Micro always takes them as quantized.
fn expect_plain_i16(cx: &Infer<'_>) -> Result<(), Diagnostic> {
    if cx.numerics() == Numerics::Litert {
        return Ok(());
    }
    let help =
        "TensorFlow Lite for Microcontrollers takes quantized ones only; quantize the model, or use numerics = litert";
    Err(Diagnostic::unsupported("int16 without quantization", help).on(&cx.input(0)?.name))
}

/// Bounds of integers as they are under a fused activation (`CalculateActivationRange`).
pub(super) fn clamp<T: From<i8>>(activation: Activation, min: T, max: T) -> Clamp<T> {
    let (low, high) = match activation {
        Activation::None => (min, max),
        Activation::Relu => (0.into(), max),
        Activation::ReluN1To1 => ((-1).into(), 1.into()),
        Activation::Relu6 => (0.into(), 6.into()),
    };
    Clamp { min: low, max: high }
}

/// As [`clamp`]; -1 wraps around to the greatest number, as in TFLite.
fn clamp_u32(activation: Activation) -> Clamp<u32> {
    let clamp = clamp(activation, i64::from(u32::MIN), i64::from(u32::MAX));
    Clamp { min: clamp.min as u32, max: clamp.max as u32 }
}

/// Bounds of half-precision numbers.
fn clamp_f16(activation: Activation) -> Clamp<F32> {
    const MAX: f32 = 65504.0;
    let (min, max) = activation.bounds();
    Clamp { min: F32(min.max(-MAX)), max: F32(max.min(MAX)) }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply_to, constant, graph, quantized, variable};
    use super::*;

    const NONE: Activation = Activation::None;

    fn add(pot_scale_int16: bool) -> Op {
        Op::Add(Add { activation: NONE, pot_scale_int16 })
    }

    fn i16s(shape: &[usize], scale: f32) -> Tensor {
        quantized(variable(DType::I16, shape), scale, 0)
    }

    fn kernel(op: Op, inputs: &[Tensor], output: Tensor) -> Result<&'static str, String> {
        kernel_as(Numerics::Litert, op, inputs, output)
    }

    fn kernel_as(numerics: Numerics, op: Op, inputs: &[Tensor], output: Tensor) -> Result<&'static str, String> {
        let mut graph = graph(op, inputs, &[output])?;
        graph.numerics = numerics;
        let program = crate::plan::plan(&graph, &crate::Options::default()).map_err(|problems| problems.to_string())?;
        Ok(program.entries[0].steps[0].kernel)
    }

    #[test]
    fn scales_that_are_powers_of_two_shift() {
        let scale = 1.0 / 1024.0;
        let add = |pot, lhs, rhs: &[usize]| kernel(add(pot), &[i16s(&[2, 3], lhs), i16s(rhs, scale)], i16s(&[], scale));
        assert_eq!(add(true, scale / 4.0, &[2, 3]), Ok("add_power_of_two_i16"));
        assert_eq!(add(false, scale / 4.0, &[2, 3]), Ok("add_quantized_i16"));
        assert_eq!(add(true, scale / 3.0, &[3]), Ok("add_quantized_i16"));
        // A coarser input cannot be shifted to the output's scale, and TFLite does not broadcast here.
        assert!(add(true, scale * 2.0, &[2, 3]).is_err());
        assert!(add(true, scale, &[3]).is_err());
    }

    #[test]
    fn micro_takes_16_bits_as_quantized_and_never_shifts() {
        let micro = |op: Op, tensor: Tensor| {
            let y = Tensor { shape: Shape::default(), ..tensor.clone() };
            kernel_as(Numerics::Tflm, op, &[tensor.clone(), tensor], y)
        };
        assert_eq!(micro(add(true), i16s(&[2, 3], 1.0 / 1024.0)), Ok("add_quantized_i16"));
        let plain = || variable(DType::I16, &[2, 3]);
        assert!(micro(add(true), plain()).is_err());
        assert!(micro(Op::Mul(Mul { activation: NONE }), plain()).is_err());
    }

    #[test]
    fn one_constant_for_all_bytes_is_a_table() {
        let mul = || Op::Mul(Mul { activation: NONE });
        let bytes = |tensor| quantized(tensor, 0.1, 3);
        let (x, y) = (bytes(variable(DType::I8, &[2, 3])), bytes(variable(DType::I8, &[])));
        let scalar = bytes(constant(DType::I8, &[1, 1], &[7]));
        assert_eq!(kernel(mul(), &[x.clone(), scalar.clone()], y.clone()), Ok("table_u8"));
        assert_eq!(kernel(mul(), &[scalar, x.clone()], y.clone()), Ok("table_u8"));
        let row = bytes(constant(DType::I8, &[3], &[7, 8, 9]));
        assert_eq!(kernel(mul(), &[x, row], y), Ok("mul_quantized_i8"));
    }

    #[test]
    fn constants_are_computed_now() {
        let (lhs, rhs) = (constant(DType::U32, &[2, 1], &[3, 9]), constant(DType::U32, &[2], &[2, 1]));
        let mul = Op::Mul(Mul { activation: Activation::Relu6 });
        let y = apply_to(mul, &[lhs, rhs], &[variable(DType::U32, &[])]).unwrap();
        assert_eq!((&y[0].shape, y[0].ints()), (&[2, 2].into(), Some(vec![6, 3, 6, 6])));
    }

    #[test]
    fn quantization_is_needed() {
        let x = variable(DType::I8, &[2]);
        assert!(kernel(add(false), &[x.clone(), x.clone()], x).is_err());
        let x = variable(DType::I16, &[2]);
        assert_eq!(kernel(add(true), &[x.clone(), x.clone()], x.clone()), Ok("add_i16"));
        assert!(kernel(add(true), &[x.clone(), x.clone()], i16s(&[], 0.5)).is_err());
        let sub = Op::Sub(Sub { activation: NONE, pot_scale_int16: false });
        assert!(kernel(sub, &[x.clone(), x.clone()], x).is_err());
    }

    #[test]
    fn minus_one_wraps_around_without_a_sign() {
        assert_eq!(clamp_u32(Activation::ReluN1To1), Clamp { min: u32::MAX, max: 1 });
        assert_eq!(clamp(Activation::Relu6, i16::MIN, i16::MAX), Clamp { min: 0, max: 6 });
    }
}
