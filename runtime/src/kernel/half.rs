//! The two 16-bit float formats, which the language has no types for: elements are their bits.
//!
//! Free of branches, so that loops over them vectorize.

/// 2^112: what a binary16 number that was read as the top of a binary32 one is short of, as its exponent's bias is less.
const REBIAS: f32 = f32::from_bits((127 + 112) << 23);

/// The value of IEEE binary16 bits.
#[inline(always)]
pub fn f16_to_f32(bits: u16) -> f32 {
    let sign = (bits as u32 & 0x8000) << 16;
    let magnitude = bits as u32 & 0x7fff;
    let finite = (f32::from_bits(magnitude << 13) * REBIAS).to_bits();
    let special = magnitude << 13 | 0x7f80_0000;
    f32::from_bits(sign | if magnitude < 0x7c00 { finite } else { special })
}

/// The nearest IEEE binary16 number, ties to even; NaN is the quiet one of the same sign.
#[inline(always)]
pub fn f32_to_f16(x: f32) -> u16 {
    let sign = (x.to_bits() >> 16) as u16 & 0x8000;
    let magnitude = x.to_bits() & 0x7fff_ffff;
    // Half a unit in the last place, less one where the number below is even; then the exponent's new bias.
    let normal = magnitude.wrapping_add(0xfff + (magnitude >> 13 & 1)).wrapping_sub(112 << 23) >> 13;
    // The addition rounds at 2^-24, the step of numbers below 2^-14.
    let small = (f32::from_bits(magnitude) + 0.5).to_bits().wrapping_sub(0.5f32.to_bits());
    let finite = if magnitude < 0x3880_0000 { small } else { normal };
    let special = if magnitude > 0x7f80_0000 { 0x7e00 } else { 0x7c00 };
    sign | if magnitude < 0x4780_0000 { finite } else { special } as u16
}

/// The value of bfloat16 bits.
#[inline(always)]
pub fn bf16_to_f32(bits: u16) -> f32 {
    f32::from_bits((bits as u32) << 16)
}

/// The nearest bfloat16 number, ties to even; NaN is the quiet one of the same sign.
#[inline(always)]
pub fn f32_to_bf16(x: f32) -> u16 {
    let bits = x.to_bits();
    let rounded = (bits.wrapping_add(0x7fff + (bits >> 16 & 1)) >> 16) as u16;
    if x.is_nan() { (bits >> 16) as u16 & 0x8000 | 0x7fc0 } else { rounded }
}

/// A function of reals as one of binary16 bits.
#[inline(always)]
pub(super) fn over_f16(f: impl Fn(f32) -> f32) -> impl Fn(u16) -> u16 {
    move |x| f32_to_f16(f(f16_to_f32(x)))
}

/// A function of reals as one of bfloat16 bits.
#[inline(always)]
pub(super) fn over_bf16(f: impl Fn(f32) -> f32) -> impl Fn(u16) -> u16 {
    move |x| f32_to_bf16(f(bf16_to_f32(x)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_half_survives() {
        for bits in 0..=u16::MAX {
            let x = f16_to_f32(bits);
            let nan = bits & 0x7c00 == 0x7c00 && bits & 0x3ff != 0;
            assert_eq!(x.is_nan(), nan);
            assert_eq!(f32_to_f16(x), if nan { bits & 0x8000 | 0x7e00 } else { bits });
        }
        assert_eq!([0x3c00, 0xc000, 0x0001, 0x7c00].map(f16_to_f32), [1.0, -2.0, 5.9604645e-8, f32::INFINITY]);
    }

    #[test]
    fn halves_round_to_even() {
        let step = f16_to_f32(0x3c01) - 1.0;
        for (x, bits) in [
            (1.0 + step / 2.0, 0x3c00),
            (1.0 + 1.5 * step, 0x3c02),
            (1.0 + 0.501 * step, 0x3c01),
            (65519.9, 0x7bff),
            (65520.0, 0x7c00),
            (1e10, 0x7c00),
            (2.9802322e-8, 0x0000), // half of the least number
            (8.940697e-8, 0x0002),  // one and a half
            (6.1e-5, 0x03ff),
        ] {
            assert_eq!(f32_to_f16(x), bits, "{x}");
            assert_eq!(f32_to_f16(-x), bits | 0x8000, "-{x}");
        }
    }

    #[test]
    fn bfloats_round_to_even() {
        let bits = |bits: u32| f32_to_bf16(f32::from_bits(bits));
        assert_eq!([0x3f80_8000, 0x3f81_8000, 0x3f80_8001, 0x7f7f_ffff].map(bits), [0x3f80, 0x3f82, 0x3f81, 0x7f80]);
        assert_eq!([0x7f80_0001, 0xff80_0001, 0x7f80_0000].map(bits), [0x7fc0, 0xffc0, 0x7f80]);
        assert_eq!(bf16_to_f32(0xc040), -3.0);
    }
}
