//! Functions of one number: ABS, CEIL, COS, EXP, FLOOR, LOG, NEG, ROUND, RSQRT, SIGN, SIN, SQRT, SQUARE.

use super::cx::Numerics;
use super::quantized::multiplier;
use super::unary::{Io, Map, elementwise, map};
use crate::diag::Diagnostic;
use crate::ir::DType;
use crate::kernel::{Abs as AbsParams, F32, Multiplier, Sqrt as SqrtParams, inverse_sqrt};
use crate::math::single;

elementwise! {
    Abs [F32 I8 I16 I32] = abs;
    Ceil [F32] = |_| Ok(map!(ceil_f32() of f32));
    Cos [F32 F16] = |io| Ok(by_type(io, map!(cos_f32() of f32), map!(cos_f16() of u16)));
    Exp [F32 I8 I16] = exp;
    Floor [F32 F16 Bf16] = floor;
    Log [F32 I8 I16] = log;
    Neg [F32 I8 I16 I32 I64 F16 Bf16] = neg;
    Round [F32 F16 Bf16] = round;
    Rsqrt [F32 I8 I16] = rsqrt;
    Sign [F32 F64 I32] = sign;
    Sin [F32 F16] = |io| Ok(by_type(io, map!(sin_f32() of f32), map!(sin_f16() of u16)));
    Sqrt [F32 I8 I16] = sqrt;
    Square [F32] = |_| Ok(map!(square_f32() of f32));
}

fn by_type(io: &Io<'_>, f32: Map, f16: Map) -> Map {
    if io.x.dtype == DType::F16 { f16 } else { f32 }
}

fn floor(io: &Io<'_>) -> Result<Map, Diagnostic> {
    Ok(match io.x.dtype {
        DType::F16 => map!(floor_f16() of u16),
        DType::Bf16 => map!(floor_bf16() of u16),
        _ => map!(floor_f32() of f32),
    })
}

fn round(io: &Io<'_>) -> Result<Map, Diagnostic> {
    Ok(match io.x.dtype {
        DType::F16 => map!(round_f16() of u16),
        DType::Bf16 => map!(round_bf16() of u16),
        _ => map!(round_f32() of f32),
    })
}

fn sign(io: &Io<'_>) -> Result<Map, Diagnostic> {
    Ok(match io.x.dtype {
        DType::F64 => map!(sign_f64() of f64),
        DType::I32 => map!(sign_i32() of i32),
        _ => map!(sign_f32() of f32),
    })
}

/// Raw integers are negated as they are, whatever they stand for.
fn neg(io: &Io<'_>) -> Result<Map, Diagnostic> {
    Ok(match io.x.dtype {
        DType::I8 => map!(neg_i8() of i8),
        DType::I16 => map!(neg_i16() of i16),
        DType::I32 => map!(neg_i32() of i32),
        DType::I64 => map!(neg_i64() of i64),
        DType::F16 | DType::Bf16 => map!(neg_f16() of u16),
        _ => map!(neg_f32() of f32),
    })
}

fn abs(io: &Io<'_>) -> Result<Map, Diagnostic> {
    match io.x.dtype {
        DType::F32 => return Ok(map!(abs_f32() of f32)),
        DType::I32 => return Ok(map!(abs_i32() of i32)),
        DType::I16 if io.x.quant.is_none() => return Ok(map!(abs_i16() of i16)),
        _ => {}
    }
    let (from, to) = io.symmetric_i16()?;
    let p = AbsParams {
        input_zero_point: from.zero_point(),
        output_zero_point: to.zero_point(),
        factor: multiplier(f64::from(from.scale() / to.scale()))?,
        clamp: io.range()?,
    };
    Ok(io.raw(|x| p.apply(x), || map!(abs_quantized_i16(p) of i16)))
}

fn exp(io: &Io<'_>) -> Result<Map, Diagnostic> {
    if io.x.dtype == DType::F32 { Ok(map!(exp_f32() of f32)) } else { io.table(single::exp) }
}

fn log(io: &Io<'_>) -> Result<Map, Diagnostic> {
    if io.x.dtype == DType::F32 {
        return Ok(map!(log_f32() of f32));
    }
    let to = io.y.quantized_per_tensor()?;
    let least = (io.range()?.min - to.zero_point()) as f32 * to.scale();
    io.table(|x| if x <= 0.0 { least } else { single::log(x) })
}

fn sqrt(io: &Io<'_>) -> Result<Map, Diagnostic> {
    if io.x.dtype == DType::F32 {
        return Ok(map!(sqrt_f32() of f32));
    }
    let (from, to) = io.symmetric_i16()?;
    let p = SqrtParams {
        input_zero_point: from.zero_point(),
        output_zero_point: to.zero_point(),
        input_scale: F32(from.scale()),
        output_scale: F32(to.scale()),
        clamp: io.range()?,
    };
    Ok(io.raw(|x| p.apply(x), || map!(sqrt_i16(p) of i16)))
}

/// Numbers that have no such root, at which TFLite stops, give the greatest output, as 0 does.
fn rsqrt(io: &Io<'_>) -> Result<Map, Diagnostic> {
    if io.x.dtype == DType::F32 {
        return Ok(map!(rsqrt_f32() of f32));
    }
    let (from, to) = io.symmetric_i16()?;
    if io.x.dtype == DType::I16 && io.numerics == Numerics::Tflm {
        let help = "quantize the operator to int8, or use numerics = litert";
        let message = "int16, for which TFLite Micro has arithmetic of its own";
        return Err(Diagnostic::unsupported(message, help).on(&io.x.name));
    }
    if io.x.dtype == DType::I16 {
        let most = i16::MAX as f32 * to.scale();
        return io.table(|x| if x <= 0.0 { most } else { 1.0 / single::sqrt(x) });
    }
    let factor = multiplier(1.0 / f64::from(single::sqrt(from.scale()) * to.scale()))?;
    if factor.shift < -11 {
        let help = "TFLite does not define it; check the quantization of the operator's tensors";
        return Err(Diagnostic::unsupported(format!("an output scale as large as {}", to.scale()), help).on(&io.y.name));
    }
    let range = io.range()?;
    Ok(io.table_of_raw(|x| match x - from.zero_point() {
        ..=0 => range.max,
        x => range.apply(scaled_inverse_sqrt(x, factor).wrapping_add(to.zero_point())),
    }))
}

/// `factor / sqrt(x)` in fixed point, by way of 20 fractional bits.
fn scaled_inverse_sqrt(x: i32, factor: Multiplier) -> i32 {
    const BITS: i32 = 20;
    let (multiplier, shift) = inverse_sqrt(x);
    let root = Multiplier { multiplier, shift: BITS - shift }.apply(1);
    Multiplier { shift: factor.shift - BITS, ..factor }.apply(root)
}

#[cfg(test)]
mod tests {
    use super::super::unary::testing::{run, run_as, tensor};
    use super::*;

    #[test]
    fn micro_has_16_bit_roots_of_its_own() {
        let wide = tensor(DType::I16, Some((0.5, 0)));
        assert!(run::<i16, i16>(&Rsqrt, (&wide, &wide), &[2]).is_ok());
        assert!(run_as::<i16, i16>(&Rsqrt, (&wide, &wide), &[2], Numerics::Tflm).is_err());
    }

    #[test]
    fn what_has_no_logarithm_or_root() {
        let (x, y) = (tensor(DType::I8, Some((0.5, 0))), tensor(DType::I8, Some((0.25, 10))));
        assert_eq!(run(&Log, (&x, &y), &[2i8, 0, -5]), Ok(vec![10i8, -128, -128]));
        assert_eq!(run(&Rsqrt, (&x, &y), &[2i8, 0, -5]), Ok(vec![14i8, 127, 127]));
        assert_eq!(run(&Sqrt, (&x, &y), &[2i8, 0, -5]), Ok(vec![14i8, 10, 10]));
    }

    #[test]
    fn int16_is_a_number_or_quantized() {
        let (plain, x, y) = (tensor(DType::I16, None), Some((0.5, 0)), Some((1.0, 0)));
        let (x, y) = (tensor(DType::I16, x), tensor(DType::I16, y));
        assert_eq!(run(&Abs, (&plain, &plain), &[-7i16, i16::MIN]), Ok(vec![7i16, i16::MIN]));
        assert_eq!(run(&Abs, (&x, &y), &[-8i16, 32767]), Ok(vec![4i16, 16384]));
        assert_eq!(run(&Neg, (&x, &y), &[-8i16, 32767]), Ok(vec![8i16, -32767]));
        assert!(run::<i16, i16>(&Exp, (&plain, &plain), &[0]).is_err());
    }

    #[test]
    fn interpolated_tables_are_close() {
        let (x, y) = (tensor(DType::I16, Some((1e-4, 0))), tensor(DType::I16, Some((1e-3, 0))));
        let values: Vec<i16> = (-32768..=32767).step_by(111).map(|x| x as i16).collect();
        for (x, y) in values.iter().zip(run::<i16, i16>(&Exp, (&x, &y), &values).unwrap()) {
            // TFLite's entries lie 65535/512 apart, not 128, which adds up to one step of the input.
            assert!(((f64::from(*x) * 1e-4).exp() / 1e-3 - f64::from(y)).abs() < 3.0, "{x}");
        }
    }
}
