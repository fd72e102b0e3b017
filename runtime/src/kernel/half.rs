//! 16-bit floating point: half precision (IEEE binary16) and bfloat16, as bits.

/// The value of a half-precision number.
#[inline(always)]
pub fn f16_to_f32(bits: u16) -> f32 {
    let sign = (bits as u32 & 0x8000) << 16;
    let magnitude = (bits as u32 & 0x7fff) << 13;
    let value = if magnitude >= 0x7c00 << 13 {
        // Infinity and NaN.
        f32::from_bits(magnitude | 0x7f80_0000)
    } else {
        // The exponent's bias is 112 less, which the product makes up for; it is exact, subnormals included.
        f32::from_bits(magnitude) * f32::from_bits((127 + 112) << 23)
    };
    f32::from_bits(value.to_bits() | sign)
}

/// The nearest half-precision number; halfway cases go to the even one.
#[inline(always)]
pub fn f32_to_f16(x: f32) -> u16 {
    let sign = (x.to_bits() >> 16) as u16 & 0x8000;
    let magnitude = x.to_bits() & 0x7fff_ffff;
    let rounded = if magnitude > 0x7f80_0000 {
        0x7e00
    } else if magnitude >= 0x4780_0000 {
        // 2^16 and more.
        0x7c00
    } else if magnitude < 0x3880_0000 {
        // Below 2^-14: the sum's last bit is a subnormal's unit, so that the addition rounds.
        (f32::from_bits(magnitude) + 0.5).to_bits().wrapping_sub(0.5f32.to_bits())
    } else {
        let rebased = magnitude - (112 << 23);
        (rebased + 0xfff + ((rebased >> 13) & 1)) >> 13
    };
    rounded as u16 | sign
}

/// The value of a bfloat16 number.
#[inline(always)]
pub fn bf16_to_f32(bits: u16) -> f32 {
    f32::from_bits((bits as u32) << 16)
}

/// The nearest bfloat16 number; halfway cases go to the even one.
#[inline(always)]
pub fn f32_to_bf16(x: f32) -> u16 {
    if x.is_nan() {
        return 0x7fc0 | (x.to_bits() >> 16) as u16 & 0x8000;
    }
    let bits = x.to_bits();
    (bits.wrapping_add(0x7fff + ((bits >> 16) & 1)) >> 16) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_half_survives() {
        for bits in 0..=u16::MAX {
            let x = f16_to_f32(bits);
            if !x.is_nan() {
                assert_eq!(f32_to_f16(x), bits, "{x}");
            }
        }
        assert_eq!([0x3c00, 0xc000, 0x0001, 0x7bff].map(f16_to_f32), [1.0, -2.0, 2f32.powi(-24), 65504.0]);
        assert!(f16_to_f32(0x7c01).is_nan() && f16_to_f32(f32_to_f16(f32::NAN)).is_nan());
    }

    #[test]
    fn halves_round_to_even() {
        let unit = 2f32.powi(-10);
        let cases = [(1.0 + unit / 2.0, 0x3c00), (1.0 + unit * 1.5, 0x3c02), (65519.9, 0x7bff), (65520.0, 0x7c00)];
        let tiny = 2f32.powi(-24);
        let subnormal = [(tiny / 2.0, 0), (tiny * 0.75, 1), (tiny * 1.5, 2), (-tiny * 2.5, 0x8002), (1e30, 0x7c00)];
        for (x, bits) in cases.into_iter().chain(subnormal) {
            assert_eq!(f32_to_f16(x), bits, "{x}");
        }
    }

    #[test]
    fn bfloat16_rounds_to_even() {
        let cases = [(1.0, 0x3f80), (1.0 + 2f32.powi(-8), 0x3f80), (1.0 + 3.0 * 2f32.powi(-8), 0x3f82)];
        for (x, bits) in cases {
            assert_eq!(f32_to_bf16(x), bits);
        }
        assert_eq!(bf16_to_f32(0xc040), -3.0);
        assert_eq!(f32_to_bf16(f32::MAX), 0x7f80);
    }
}
