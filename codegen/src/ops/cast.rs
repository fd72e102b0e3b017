//! CAST: numbers to another type.

use super::Options;
use super::unary::{Elementwise, Io, Map, map};
use crate::diag::Diagnostic;
use crate::ir::DType;
use crate::kernel::{Clamp, Dequantize, F32};

/// The types are those of the tensors; what the attributes say of them is not read by TFLite either.
#[derive(Clone, Debug, PartialEq)]
pub struct Cast;

impl Elementwise for Cast {
    const TYPES: &'static [DType] = &[
        DType::F32,
        DType::I8,
        DType::U8,
        DType::I16,
        DType::U16,
        DType::I32,
        DType::U32,
        DType::I64,
        DType::Bool,
        DType::F16,
        DType::Bf16,
        DType::F64,
        DType::I4,
        DType::U4,
        DType::I2,
    ];
    const REFUSED: &'static str = "complex numbers; types below 8 bits from or to others than float32";
    const CONVERTS: bool = true;

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Cast)
    }

    fn map(&self, io: &Io<'_>) -> Result<Map, Diagnostic> {
        cast(io.x.dtype, io.y.dtype).ok_or_else(|| io.unsupported())
    }
}

fn cast(from: DType, to: DType) -> Option<Map> {
    // Whether a bool is 0 or 1 is a number.
    let from = if from == DType::Bool && to != DType::Bool { DType::U8 } else { from };
    if !Cast::TYPES.contains(&from) || !Cast::TYPES.contains(&to) {
        return None;
    }
    match (integer(from), integer(to)) {
        _ if from == to => Some(Map::Same),
        (Some(from), Some(to)) if from == to => Some(Map::Same),
        (Some(bits), Some(narrow)) if narrow < bits => narrowing(bits, narrow),
        _ if to == DType::Bool => to_bool(from),
        _ if from.bits() < 8 || to.bits() < 8 => packed(from, to),
        _ => between(from, to),
    }
}

/// Bits of an integer type of whole bytes.
fn integer(dtype: DType) -> Option<usize> {
    use DType::*;
    matches!(dtype, I8 | U8 | I16 | U16 | I32 | U32 | I64).then(|| dtype.bits())
}

/// The low bits stay, whatever the signs.
fn narrowing(bits: usize, narrow: usize) -> Option<Map> {
    Some(match (bits, narrow) {
        (16, 8) => map!(cast_u16_u8() from u16, to u8),
        (32, 8) => map!(cast_u32_u8() from u32, to u8),
        (32, 16) => map!(cast_u32_u16() from u32, to u16),
        (64, 8) => map!(cast_u64_u8() from u64, to u8),
        (64, 16) => map!(cast_u64_u16() from u64, to u16),
        (64, 32) => map!(cast_u64_u32() from u64, to u32),
        _ => return None,
    })
}

fn to_bool(from: DType) -> Option<Map> {
    Some(match (from, from.bits()) {
        (DType::F32, _) => map!(cast_f32_bool() from f32, to u8),
        (DType::F64, _) => map!(cast_f64_bool() from f64, to u8),
        (DType::F16 | DType::Bf16, _) => map!(cast_f16_bool() from u16, to u8),
        (_, 8) => map!(cast_u8_bool() from u8, to u8),
        (_, 16) => map!(cast_u16_bool() from u16, to u8),
        (_, 32) => map!(cast_u32_bool() from u32, to u8),
        (_, 64) => map!(cast_u64_bool() from u64, to u8),
        _ => return None,
    })
}

/// Types of several elements to a byte, which only float32 meets.
fn packed(from: DType, to: DType) -> Option<Map> {
    let one = Dequantize { scale: F32(1.0), zero_point: 0 };
    let clamp = to.range().map(|(min, max)| Clamp { min, max });
    Some(match (from, to, clamp) {
        (DType::I4, DType::F32, _) => map!(dequantize_i4(one) from u8, to f32),
        (DType::U4, DType::F32, _) => map!(dequantize_u4(one) from u8, to f32),
        (DType::I2, DType::F32, _) => map!(dequantize_i2(one) from u8, to f32),
        (DType::F32, DType::I4 | DType::U4, Some(clamp)) => map!(cast_f32_4(clamp) from f32, to u8),
        (DType::F32, DType::I2, Some(clamp)) => map!(cast_f32_2(clamp) from f32, to u8),
        _ => return None,
    })
}

/// By source: the Rust type of its elements, then for each destination the kernel.
macro_rules! table {
    ($pair:expr; $($x:ident $t:ty { $($y:pat => $u:ty, $kernel:ident;)+ })+) => {
        match $pair {
            $($((DType::$x, $y) => Some(map!($kernel() from $t, to $u)),)+)+
            _ => None,
        }
    };
}

/// Wider integers, and all that has to do with floats.
fn between(from: DType, to: DType) -> Option<Map> {
    use DType::*;
    table! { (from, to);
        I8 i8 {
            I16 | U16 => i16, cast_i8_i16; I32 | U32 => i32, cast_i8_i32; I64 => i64, cast_i8_i64;
            F16 => u16, cast_i8_f16; Bf16 => u16, cast_i8_bf16; F32 => f32, cast_i8_f32; F64 => f64, cast_i8_f64;
        }
        U8 u8 {
            I16 | U16 => u16, cast_u8_u16; I32 | U32 => u32, cast_u8_u32; I64 => u64, cast_u8_u64;
            F16 => u16, cast_u8_f16; Bf16 => u16, cast_u8_bf16; F32 => f32, cast_u8_f32; F64 => f64, cast_u8_f64;
        }
        I16 i16 {
            I32 | U32 => i32, cast_i16_i32; I64 => i64, cast_i16_i64;
            F16 => u16, cast_i16_f16; Bf16 => u16, cast_i16_bf16; F32 => f32, cast_i16_f32; F64 => f64, cast_i16_f64;
        }
        U16 u16 {
            I32 | U32 => u32, cast_u16_u32; I64 => u64, cast_u16_u64;
            F16 => u16, cast_u16_f16; Bf16 => u16, cast_u16_bf16; F32 => f32, cast_u16_f32; F64 => f64, cast_u16_f64;
        }
        I32 i32 {
            I64 => i64, cast_i32_i64;
            F16 => u16, cast_i32_f16; Bf16 => u16, cast_i32_bf16; F32 => f32, cast_i32_f32; F64 => f64, cast_i32_f64;
        }
        U32 u32 {
            I64 => u64, cast_u32_u64;
            F16 => u16, cast_u32_f16; Bf16 => u16, cast_u32_bf16; F32 => f32, cast_u32_f32; F64 => f64, cast_u32_f64;
        }
        I64 i64 {
            F16 => u16, cast_i64_f16; Bf16 => u16, cast_i64_bf16; F32 => f32, cast_i64_f32; F64 => f64, cast_i64_f64;
        }
        F16 u16 {
            I8 => i8, cast_f16_i8; U8 => u8, cast_f16_u8; I16 => i16, cast_f16_i16; U16 => u16, cast_f16_u16;
            I32 => i32, cast_f16_i32; U32 => u32, cast_f16_u32; I64 => i64, cast_f16_i64;
            Bf16 => u16, cast_f16_bf16; F32 => f32, cast_f16_f32; F64 => f64, cast_f16_f64;
        }
        Bf16 u16 {
            I8 => i8, cast_bf16_i8; U8 => u8, cast_bf16_u8; I16 => i16, cast_bf16_i16; U16 => u16, cast_bf16_u16;
            I32 => i32, cast_bf16_i32; U32 => u32, cast_bf16_u32; I64 => i64, cast_bf16_i64;
            F16 => u16, cast_bf16_f16; F32 => f32, cast_bf16_f32; F64 => f64, cast_bf16_f64;
        }
        F32 f32 {
            I8 => i8, cast_f32_i8; U8 => u8, cast_f32_u8; I16 => i16, cast_f32_i16; U16 => u16, cast_f32_u16;
            I32 => i32, cast_f32_i32; U32 => u32, cast_f32_u32; I64 => i64, cast_f32_i64;
            F16 => u16, cast_f32_f16; Bf16 => u16, cast_f32_bf16; F64 => f64, cast_f32_f64;
        }
        F64 f64 {
            I8 => i8, cast_f64_i8; U8 => u8, cast_f64_u8; I16 => i16, cast_f64_i16; U16 => u16, cast_f64_u16;
            I32 => i32, cast_f64_i32; U32 => u32, cast_f64_u32; I64 => i64, cast_f64_i64;
            F16 => u16, cast_f64_f16; Bf16 => u16, cast_f64_bf16; F32 => f32, cast_f64_f32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::unary::testing::{run, tensor};
    use super::*;

    /// The bytes of 1 in each type.
    const ONES: [(DType, &[u8]); 12] = [
        (DType::Bool, &[1]),
        (DType::I8, &[1]),
        (DType::U8, &[1]),
        (DType::I16, &[1, 0]),
        (DType::U16, &[1, 0]),
        (DType::I32, &[1, 0, 0, 0]),
        (DType::U32, &[1, 0, 0, 0]),
        (DType::I64, &[1, 0, 0, 0, 0, 0, 0, 0]),
        (DType::F16, &[0, 0x3c]),
        (DType::Bf16, &[0x80, 0x3f]),
        (DType::F32, &[0, 0, 0x80, 0x3f]),
        (DType::F64, &[0, 0, 0, 0, 0, 0, 0xf0, 0x3f]),
    ];

    #[test]
    fn one_stays_one_between_all_types() {
        for (from, x) in ONES {
            for (to, y) in ONES {
                let result = cast(from, to).unwrap().run(x, 1);
                assert_eq!(result, y, "{from} to {to}");
            }
        }
    }

    #[test]
    fn integers_keep_their_low_bits() {
        let [i8, u16, i64] = [DType::I8, DType::U16, DType::I64].map(|dtype| tensor(dtype, None));
        assert_eq!(run(&Cast, (&i8, &u16), &[-1i8]), Ok(vec![u16::MAX]));
        assert_eq!(run(&Cast, (&i64, &u16), &[-2i64]), Ok(vec![u16::MAX - 1]));
        assert_eq!(run(&Cast, (&u16, &i64), &[u16::MAX]), Ok(vec![65535i64]));
    }

    #[test]
    fn what_tflite_does_not_cast_is_refused() {
        for (from, to) in [(DType::U64, DType::F32), (DType::I4, DType::I8), (DType::F32, DType::Complex64)] {
            assert!(cast(from, to).is_none(), "{from} to {to}");
        }
    }
}
