//! Element types.

use std::fmt;

/// Element type of a tensor, as the file has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum DType {
    Bool,
    I2,
    I4,
    I8,
    I16,
    I32,
    I64,
    U4,
    U8,
    U16,
    U32,
    U64,
    F16,
    Bf16,
    F32,
    F64,
    Complex64,
    Complex128,
    String,
    Resource,
    Variant,
}

impl DType {
    /// TFLite's name, in lower case.
    pub fn name(self) -> &'static str {
        use DType::*;
        match self {
            Bool => "bool",
            I2 => "int2",
            I4 => "int4",
            I8 => "int8",
            I16 => "int16",
            I32 => "int32",
            I64 => "int64",
            U4 => "uint4",
            U8 => "uint8",
            U16 => "uint16",
            U32 => "uint32",
            U64 => "uint64",
            F16 => "float16",
            Bf16 => "bfloat16",
            F32 => "float32",
            F64 => "float64",
            Complex64 => "complex64",
            Complex128 => "complex128",
            String => "string",
            Resource => "resource",
            Variant => "variant",
        }
    }

    /// Bits of one element; 0 for types without a fixed size. Strings are numbers (`import/strings.rs`).
    pub fn bits(self) -> usize {
        use DType::*;
        match self {
            Resource | Variant => 0,
            I2 => 2,
            I4 | U4 => 4,
            Bool | I8 | U8 => 8,
            I16 | U16 | F16 | Bf16 => 16,
            I32 | U32 | F32 | String => 32,
            I64 | U64 | F64 | Complex64 => 64,
            Complex128 => 128,
        }
    }

    /// Bytes of one element of at least a byte; 0 for the others.
    pub fn bytes(self) -> usize {
        self.bits() / 8
    }

    /// The Rust type whose array holds such a tensor; packed types are bytes.
    pub fn element(self) -> &'static str {
        use DType::*;
        match self {
            I8 => "i8",
            I16 => "i16",
            I32 | String => "i32",
            I64 => "i64",
            U16 | F16 | Bf16 => "u16",
            U32 => "u32",
            U64 => "u64",
            F32 => "f32",
            F64 => "f64",
            Complex64 => "C64",
            Complex128 => "C128",
            _ => "u8",
        }
    }

    /// The unsigned Rust type of the same size, or a pair of floats: for moving elements whatever they are.
    pub fn bits_element(self) -> &'static str {
        match self.bytes() {
            2 => "u16",
            4 => "u32",
            8 => "u64",
            16 => "C128",
            _ => "u8",
        }
    }

    /// Least and greatest value of an integer type of up to 32 bits.
    pub fn range(self) -> Option<(i32, i32)> {
        match self {
            DType::I2 => Some((-2, 1)),
            DType::I4 => Some((-8, 7)),
            DType::U4 => Some((0, 15)),
            DType::I8 => Some((i8::MIN.into(), i8::MAX.into())),
            DType::U8 => Some((0, u8::MAX.into())),
            DType::I16 => Some((i16::MIN.into(), i16::MAX.into())),
            DType::I32 => Some((i32::MIN, i32::MAX)),
            _ => None,
        }
    }
}

impl fmt::Display for DType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
