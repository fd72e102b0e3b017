//! PRELU: `x`, or `alpha * x` below 0.

use super::broadcast::{self, Target, binary, mixed};
use super::quantized::multiplier;
use super::{Infer, Numerics, Operator, Options, stream};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::{Clamp, Multiplier, Prelu as PreluParams, QuantizedProduct, StreamPrelu};
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct Prelu;

impl Operator for Prelu {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I16];

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Prelu)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let (x, alpha) = (cx.input(0)?, cx.input(1)?);
        cx.output_is(0, x.dtype)?;
        alpha.expect_dtype(match (x.dtype, cx.numerics()) {
            (DType::I16, Numerics::Litert) => &[DType::I8, DType::I16],
            (DType::I16, Numerics::Tflm) => &[DType::I8],
            _ => std::slice::from_ref(&x.dtype),
        })?;
        if broadcast::shape(&[x, alpha])? != x.shape {
            let message = format!("alpha of shape {} does not repeat over {}", alpha.shape, x.shape);
            return Err(Diagnostic::malformed(message).on(&alpha.name));
        }
        if x.dtype != DType::F32 {
            params(cx)?;
        }
        Ok(vec![x.shape.clone()])
    }

    fn is_elementwise(&self) -> bool {
        true
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        broadcast::fold(cx, apply)
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        apply(&mut Target::Call(cx))
    }
}

fn apply(target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
    let cx = target.infer();
    let dtype = cx.input(0)?.dtype;
    if dtype == DType::F32 {
        return binary!(target, prelu_f32);
    }
    let p = params(&cx)?;
    if let Some(form) = in_floats(&p, dtype).filter(|_| target.has_vectors()) {
        return match dtype {
            DType::I8 => target.call("stream_prelu_i8", Arg::params(&form), "i8"),
            _ => target.call("stream_prelu_u8", Arg::params(&form), "u8"),
        };
    }
    match dtype {
        DType::I8 => binary!(target, prelu_quantized_i8, p),
        DType::U8 => binary!(target, prelu_quantized_u8, p),
        // An alpha of int16 is read as if it were int8: TFLite takes the first bytes of it, whatever they mean.
        _ => mixed!(target, prelu_quantized_i16, p),
    }
}

/// A PRELU of bytes in single precision, where that is exact.
fn in_floats(p: &PreluParams, dtype: DType) -> Option<StreamPrelu> {
    let range = dtype.range().filter(|_| dtype.bytes() == 1)?;
    let product = |rhs_offset: i32, factor: Multiplier| QuantizedProduct {
        lhs_offset: -p.input_zero_point,
        rhs_offset,
        factor,
        output_offset: p.output_zero_point,
        clamp: p.clamp,
    };
    let identity = stream::product_within(&product(0, p.identity), 0..=range.1 - p.input_zero_point)?;
    Some(StreamPrelu { identity, alpha: stream::product(&product(-p.alpha_zero_point, p.alpha), range)? })
}

/// TFLite works out the factors in single precision, TFLite Micro in double.
fn params(cx: &Infer<'_>) -> Result<PreluParams, Diagnostic> {
    let (x, alpha, y) = (cx.input(0)?, cx.input(1)?, cx.output(0)?);
    let (from, by, to) = (x.quantized_per_tensor()?, alpha.quantized_per_tensor()?, y.quantized_per_tensor()?);
    let (identity, product) = match cx.numerics() {
        Numerics::Litert => {
            let product = from.scale() * by.scale() / to.scale();
            (f64::from(from.scale() / to.scale()), f64::from(product))
        }
        Numerics::Tflm => {
            let [from, by, to] = [from, by, to].map(|quant| f64::from(quant.scale()));
            (from / to, from * by / to)
        }
    };
    let (min, max) = y.dtype.range().unwrap_or_default();
    Ok(PreluParams {
        input_zero_point: from.zero_point(),
        alpha_zero_point: by.zero_point(),
        output_zero_point: to.zero_point(),
        identity: multiplier(identity)?,
        alpha: multiplier(product)?,
        clamp: Clamp { min, max },
    })
}

#[cfg(test)]
mod tests {
    use super::super::unary::testing::tensor;
    use super::*;
    use crate::ir::{Graph, TensorId};

    fn infer(dtype: DType, shape: &[usize], alpha: DType, repeated: &[usize]) -> Result<Vec<Shape>, Diagnostic> {
        let quant = Some((0.5, 0)).filter(|_| dtype != DType::F32);
        let mut tensors = [tensor(dtype, quant), tensor(alpha, quant), tensor(dtype, quant)];
        (tensors[0].shape, tensors[1].shape) = (Shape(shape.to_vec()), Shape(repeated.to_vec()));
        let graph = Graph { tensors: tensors.to_vec(), ..Graph::default() };
        let inputs = [Some(TensorId(0)), Some(TensorId(1))];
        Prelu.infer(&Infer { graph: &graph, inputs: &inputs, outputs: &[TensorId(2)] })
    }

    #[test]
    fn alpha_repeats_over_the_input_and_never_the_other_way() {
        assert!(infer(DType::F32, &[2, 3], DType::F32, &[3]).is_ok());
        assert!(infer(DType::F32, &[1, 3], DType::F32, &[2, 3]).is_err());
        assert!(infer(DType::F32, &[2, 3], DType::F32, &[2]).is_err());
    }

    #[test]
    fn every_pair_gives_the_same() {
        let multiplier = |real: f64| crate::math::quantize_multiplier(real);
        for (i, (identity, alpha)) in [(1.0, 0.01), (0.37, 0.004_2), (1.7, 0.015_625), (0.5, 0.25)].iter().enumerate() {
            let p = PreluParams {
                input_zero_point: [-128, -3, 0, 100][i],
                alpha_zero_point: [0, 5, -128, 127][i],
                output_zero_point: [-128, 9, 0, -60][i],
                identity: multiplier(*identity),
                alpha: multiplier(*alpha),
                clamp: Clamp { min: -128, max: 127 },
            };
            let form = in_floats(&p, DType::I8).expect("a form");
            for (x, alpha) in (-128..128).flat_map(|x| (-128..128).map(move |alpha| (x, alpha))) {
                assert_eq!(form.apply(x, alpha) as i8, p.apply(x, alpha) as i8, "{p:?} {x} {alpha}");
            }
        }
    }

    #[test]
    fn int16_takes_an_alpha_of_either_width() {
        assert!(infer(DType::I16, &[2, 3], DType::I8, &[3]).is_ok());
        assert!(infer(DType::I16, &[2, 3], DType::I16, &[3]).is_ok());
        assert!(infer(DType::I8, &[2, 3], DType::I16, &[3]).is_err());
    }
}
