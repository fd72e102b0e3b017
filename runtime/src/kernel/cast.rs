//! CAST. Integers wrap; floats are cut towards zero and saturate, NaN becoming the greatest integer. `kernels/cast.cc`.

use super::{bf16_to_f32, convert, f16_to_f32, f32_to_bf16, f32_to_f16};

macro_rules! casts {
    ($from:ty: $($name:ident => $to:ty = $f:expr;)*) => { $(
        /// CAST, element by element.
        pub fn $name(x: &[$from], y: &mut [$to]) {
            convert(x, y, $f);
        }
    )* };
}

/// Between numbers where the language's own conversion is right.
macro_rules! plain {
    ($($from:ty: $($name:ident => $to:ty),*;)*) => { $( casts! { $from: $($name => $to = |x| x as $to;)* } )* };
}
plain! {
    i8: cast_i8_i16 => i16, cast_i8_i32 => i32, cast_i8_i64 => i64, cast_i8_f32 => f32, cast_i8_f64 => f64;
    u8: cast_u8_u16 => u16, cast_u8_u32 => u32, cast_u8_u64 => u64, cast_u8_f32 => f32, cast_u8_f64 => f64;
    i16: cast_i16_i32 => i32, cast_i16_i64 => i64, cast_i16_f32 => f32, cast_i16_f64 => f64;
    u16: cast_u16_u8 => u8, cast_u16_u32 => u32, cast_u16_u64 => u64, cast_u16_f32 => f32, cast_u16_f64 => f64;
    i32: cast_i32_i64 => i64, cast_i32_f32 => f32, cast_i32_f64 => f64;
    u32: cast_u32_u8 => u8, cast_u32_u16 => u16, cast_u32_u64 => u64, cast_u32_f32 => f32, cast_u32_f64 => f64;
    i64: cast_i64_f32 => f32, cast_i64_f64 => f64;
    u64: cast_u64_u8 => u8, cast_u64_u16 => u16, cast_u64_u32 => u32;
    f32: cast_f32_f64 => f64;
    f64: cast_f64_f32 => f32;
}

/// To bool: whether an element is not 0, by its bits.
macro_rules! nonzero {
    ($($from:ty: $name:ident = $mask:expr;)*) => { $( casts! { $from: $name => u8 = |x| (x & $mask != 0) as u8; } )* };
}
nonzero! {
    u8: cast_u8_bool = u8::MAX;
    u16: cast_u16_bool = u16::MAX;
    u16: cast_f16_bool = 0x7fff;
    u32: cast_u32_bool = u32::MAX;
    u64: cast_u64_bool = u64::MAX;
}

/// From a float of some kind, by way of `f32` or `f64`.
macro_rules! from_float {
    ($from:ty, $widen:expr; $($name:ident => $to:ty),*) => {
        casts! { $from: $($name => $to = |x| {
            let x = $widen(x);
            if x.is_nan() { <$to>::MAX } else { x as $to }
        };)* }
    };
}
from_float! { f32, core::convert::identity::<f32>;
    cast_f32_i8 => i8, cast_f32_u8 => u8, cast_f32_i16 => i16, cast_f32_u16 => u16, cast_f32_i32 => i32,
    cast_f32_u32 => u32, cast_f32_i64 => i64
}
from_float! { f64, core::convert::identity::<f64>;
    cast_f64_i8 => i8, cast_f64_u8 => u8, cast_f64_i16 => i16, cast_f64_u16 => u16, cast_f64_i32 => i32,
    cast_f64_u32 => u32, cast_f64_i64 => i64
}
from_float! { u16, f16_to_f32;
    cast_f16_i8 => i8, cast_f16_u8 => u8, cast_f16_i16 => i16, cast_f16_u16 => u16, cast_f16_i32 => i32,
    cast_f16_u32 => u32, cast_f16_i64 => i64
}
from_float! { u16, bf16_to_f32;
    cast_bf16_i8 => i8, cast_bf16_u8 => u8, cast_bf16_i16 => i16, cast_bf16_u16 => u16, cast_bf16_i32 => i32,
    cast_bf16_u32 => u32, cast_bf16_i64 => i64
}
casts! { f32: cast_f32_bool => u8 = |x| (x != 0.0) as u8; }
casts! { f64: cast_f64_bool => u8 = |x| (x != 0.0) as u8; }

/// To the 16-bit floats, by way of `f32`.
macro_rules! to_half {
    ($($from:ty: $f16:ident $bf16:ident;)*) => { $(
        casts! { $from:
            $f16 => u16 = |x| f32_to_f16(x as f32);
            $bf16 => u16 = |x| f32_to_bf16(x as f32);
        }
    )* };
}
to_half! {
    i8: cast_i8_f16 cast_i8_bf16;
    u8: cast_u8_f16 cast_u8_bf16;
    i16: cast_i16_f16 cast_i16_bf16;
    u16: cast_u16_f16 cast_u16_bf16;
    i32: cast_i32_f16 cast_i32_bf16;
    u32: cast_u32_f16 cast_u32_bf16;
    i64: cast_i64_f16 cast_i64_bf16;
    f32: cast_f32_f16 cast_f32_bf16;
    f64: cast_f64_f16 cast_f64_bf16;
}
casts! { u16:
    cast_f16_f32 => f32 = f16_to_f32;
    cast_f16_f64 => f64 = |x| f16_to_f32(x) as f64;
    cast_f16_bf16 => u16 = |x| f32_to_bf16(f16_to_f32(x));
    cast_bf16_f32 => f32 = bf16_to_f32;
    cast_bf16_f64 => f64 = |x| bf16_to_f32(x) as f64;
    cast_bf16_f16 => u16 = |x| f32_to_f16(bf16_to_f32(x));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_saturate() {
        let (mut y, mut z) = ([0; 5], [0; 5]);
        cast_f32_i8(&[-1.9, 300.0, f32::NEG_INFINITY, f32::NAN, 127.9], &mut y);
        assert_eq!(y, [-1, 127, -128, 127, 127]);
        cast_f64_u32(&[-1.9, 4294967295.5, 1e300, f64::NAN, 0.9], &mut z);
        assert_eq!(z, [0, u32::MAX, u32::MAX, u32::MAX, 0]);
    }

    #[test]
    fn integers_wrap() {
        let (mut y, mut z) = ([0; 2], [0; 2]);
        cast_u32_u8(&[0x1234, u32::MAX], &mut y);
        cast_i8_i64(&[-1, 5], &mut z);
        assert_eq!((y, z), ([0x34, 0xff], [-1, 5]));
    }

    #[test]
    fn both_zeros_are_false() {
        let (mut y, mut z) = ([7; 3], [7; 2]);
        cast_f32_bool(&[0.0, -0.0, f32::NAN], &mut y);
        cast_f16_bool(&[0x8000, 1], &mut z);
        assert_eq!((y, z), ([0, 0, 1], [0, 1]));
    }

    #[test]
    fn halves_go_by_way_of_f32() {
        let (mut y, mut z) = ([0; 2], [0; 2]);
        cast_i32_f16(&[2049, 70000], &mut y);
        cast_bf16_f16(&[0x3f80, 0xff80], &mut z);
        assert_eq!((y, z), ([0x6800, 0x7c00], [0x3c00, 0xfc00]));
    }
}
