//! TFLite's arithmetic at preparation time (`kernels/internal/quantization_util.cc`, `kernels/kernel_util.cc`).

use crate::ir::Quant;
use crate::kernel::Multiplier;

/// A real factor in fixed point: `QuantizeMultiplier`. Factors below 2^-32 become 0; so do those that are not finite and
/// positive, which readers have refused before.
pub(crate) fn quantize_multiplier(real: f64) -> Multiplier {
    if !real.is_finite() || real == 0.0 {
        return Multiplier::default();
    }
    let (fraction, mut shift) = libm::frexp(real);
    let mut significand = libm::round(fraction * (1i64 << 31) as f64) as i64;
    if significand == 1 << 31 {
        significand /= 2;
        shift += 1;
    }
    if shift < -31 {
        return Multiplier::default();
    }
    Multiplier { multiplier: significand as i32, shift }
}

/// `zero_point + round(real / scale)`, halves away from zero, in single precision.
pub(crate) fn quantize(real: f32, quant: &Quant) -> i32 {
    let steps = libm::roundf(real / quant.scale()) as i32;
    quant.zero_point().saturating_add(steps)
}

/// The exponent of a scale that is a power of two, or nearly (`CheckedLog2`).
pub(crate) fn power_of_two(scale: f32) -> Option<i32> {
    let log2 = single::log(scale) * (1.0 / core::f32::consts::LN_2);
    let exponent = libm::roundf(log2);
    ((log2 - exponent).abs() < 1e-3).then_some(exponent as i32)
}

/// Functions in single precision for tables, bit for bit (but for a few in a million) those of the C library that LiteRT's
/// results rest on: glibc before 2.41.
pub(crate) mod single {
    /// Rounded correctly, as theirs nearly always is.
    pub(crate) fn exp(x: f32) -> f32 {
        libm::exp(x.into()) as f32
    }

    /// Rounded correctly, as theirs nearly always is.
    pub(crate) fn log(x: f32) -> f32 {
        libm::log(x.into()) as f32
    }

    pub(crate) use libm::{erfcf as erfc, expm1f as expm1, sqrtf as sqrt};

    /// By way of `exp(2|x|) - 1` or `exp(-2|x|) - 1`.
    pub(crate) fn tanh(x: f32) -> f32 {
        let magnitude = x.abs();
        let result = if magnitude >= 22.0 {
            1.0
        } else if magnitude >= 1.0 {
            1.0 - 2.0 / (expm1(2.0 * magnitude) + 2.0)
        } else {
            let less = expm1(-2.0 * magnitude);
            -less / (less + 2.0)
        };
        result.copysign(x)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multipliers_are_normalized() {
        assert_eq!(quantize_multiplier(1.0), Multiplier { multiplier: 1 << 30, shift: 1 });
        assert_eq!(quantize_multiplier(0.75), Multiplier { multiplier: 3 << 29, shift: 0 });
        assert_eq!(quantize_multiplier(1.0 - 1e-16), Multiplier { multiplier: 1 << 30, shift: 1 });
        assert_eq!(quantize_multiplier(1e-12), Multiplier::default());
    }

    #[test]
    fn hyperbolic_tangents_are_close() {
        for x in [-30.0, -1.5, -1e-6, 0.0, 0.3, 0.999, 1.0, 9.0f32] {
            assert!((f64::from(single::tanh(x)) - f64::from(x).tanh()).abs() < 1e-7, "{x}");
        }
    }

    #[test]
    fn activations_round_to_the_nearest_step() {
        assert_eq!(quantize(6.0, &Quant::tensor(0.0235, -128)), 127);
    }

    #[test]
    fn powers_of_two_are_recognized() {
        assert_eq!([0.25, 1.0, 0.3, 1.0 / 32768.0].map(power_of_two), [Some(-2), Some(0), None, Some(-15)]);
    }
}
