//! Elements of 4 and 2 bits, several to a byte, the first in the lowest bits. Bits after the last element are 0.

use super::quantize::each_channel;
use super::{Channels, Clamp, Dequantize, Quantize};

/// Packs `f` of each element; `BITS` of every result count.
#[inline(always)]
fn pack<const BITS: u32>(x: &[f32], y: &mut [u8], f: impl Fn(f32) -> i32) {
    let per_byte = (8 / BITS) as usize;
    for (x, y) in x.chunks(per_byte).zip(y) {
        let place = |(i, &x): (usize, &f32)| (f(x) as u32 & ((1 << BITS) - 1)) << (i as u32 * BITS);
        *y = x.iter().enumerate().map(place).fold(0, |byte, bits| byte | bits) as u8;
    }
}

/// QUANTIZE to int4 or uint4: the bounds of the outputs tell which.
pub fn quantize_4(p: &Quantize, x: &[f32], y: &mut [u8]) {
    pack::<4>(x, y, |x| p.apply(x));
}

/// CAST to int4 or uint4: cut to the bounds, then towards zero. NaN becomes the greatest.
pub fn cast_f32_4(clamp: &Clamp<i32>, x: &[f32], y: &mut [u8]) {
    pack::<4>(x, y, |x| saturate(clamp, x));
}

/// CAST to int2, as to int4.
pub fn cast_f32_2(clamp: &Clamp<i32>, x: &[f32], y: &mut [u8]) {
    pack::<2>(x, y, |x| saturate(clamp, x));
}

#[inline(always)]
fn saturate(clamp: &Clamp<i32>, x: f32) -> i32 {
    if x.is_nan() { clamp.max } else { clamp.apply(x as i32) }
}

/// The elements of `BITS` bits, sign-extended or not.
#[inline(always)]
fn unpack<const BITS: u32, const SIGNED: bool>(x: &[u8]) -> impl Iterator<Item = i32> {
    let place = |byte: u8, i: u32| {
        let top = (byte as u32) << (32 - BITS - i * BITS);
        if SIGNED { top as i32 >> (32 - BITS) } else { (top >> (32 - BITS)) as i32 }
    };
    x.iter().flat_map(move |&byte| (0..8 / BITS).map(move |i| place(byte, i)))
}

macro_rules! entries {
    ($($name:ident $channels:ident $bits:literal $signed:literal;)*) => { $(
        /// DEQUANTIZE of packed elements, and CAST, where the scale is 1.
        pub fn $name(p: &Dequantize, x: &[u8], y: &mut [f32]) {
            y.iter_mut().zip(unpack::<$bits, $signed>(x)).for_each(|(y, x)| *y = p.apply(x));
        }

        /// DEQUANTIZE of packed elements, with a scale and a zero point for each channel.
        pub fn $channels(p: &Channels, scale: &[f32], zero_point: &[i32], x: &[u8], y: &mut [f32]) {
            let mut x = unpack::<$bits, $signed>(x);
            each_channel(p, scale, zero_point, y, |scale, zero_point, y| {
                let p = Dequantize { scale, zero_point };
                y.iter_mut().zip(&mut x).for_each(|(y, x)| *y = p.apply(x));
            });
        }
    )* };
}
entries! {
    dequantize_i4 dequantize_channels_i4 4 true;
    dequantize_u4 dequantize_channels_u4 4 false;
    dequantize_i2 dequantize_channels_i2 2 true;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::F32;

    const ONE: Dequantize = Dequantize { scale: F32(1.0), zero_point: 0 };

    #[test]
    fn four_bits() {
        let clamp = Clamp { min: -8, max: 7 };
        let (mut bytes, mut y) = ([0; 2], [0.0; 3]);
        cast_f32_4(&clamp, &[-1.9, 99.0, f32::NAN], &mut bytes);
        assert_eq!(bytes, [0x7f, 0x07]);
        dequantize_i4(&ONE, &bytes, &mut y);
        assert_eq!(y, [-1.0, 7.0, 7.0]);
        dequantize_u4(&Dequantize { scale: F32(0.5), zero_point: 7 }, &bytes, &mut y);
        assert_eq!(y, [4.0, 0.0, 0.0]);
        quantize_4(&Quantize { scale: F32(2.0), zero_point: 1, clamp }, &[-3.0, 3.0, 100.0], &mut bytes);
        assert_eq!(bytes, [0x3f, 0x07]);
    }

    #[test]
    fn two_bits_by_channel() {
        let (mut bytes, mut y) = ([0; 2], [0.0; 6]);
        cast_f32_2(&Clamp { min: -2, max: 1 }, &[-2.0, -1.0, 0.0, 1.0, 5.0, -5.0], &mut bytes);
        assert_eq!(bytes, [0b01_00_11_10, 0b10_01]);
        let p = Channels { inner: 1, clamp: Clamp { min: -2, max: 1 } };
        dequantize_channels_i2(&p, &[1.0, 10.0], &[0, 1], &bytes, &mut y);
        assert_eq!(y, [-2.0, -20.0, 0.0, 0.0, 1.0, -30.0]);
    }
}
