//! What is known of a model's tensors: types, shapes, quantization.

use core::fmt;

/// Element type of a tensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum DType {
    Bool,
    I4,
    I8,
    I16,
    I32,
    I64,
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
}

impl DType {
    /// The name in TFLite's own spelling, in lower case: `int8`, `float32`, …
    pub const fn name(self) -> &'static str {
        match self {
            DType::Bool => "bool",
            DType::I4 => "int4",
            DType::I8 => "int8",
            DType::I16 => "int16",
            DType::I32 => "int32",
            DType::I64 => "int64",
            DType::U8 => "uint8",
            DType::U16 => "uint16",
            DType::U32 => "uint32",
            DType::U64 => "uint64",
            DType::F16 => "float16",
            DType::Bf16 => "bfloat16",
            DType::F32 => "float32",
            DType::F64 => "float64",
            DType::Complex64 => "complex64",
            DType::Complex128 => "complex128",
        }
    }
}

impl fmt::Display for DType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Affine quantization of a whole tensor: `real = scale * (raw - zero_point)`.
///
/// ```
/// let quant = litecast::Quant { scale: 0.5, zero_point: -10 };
/// assert_eq!(quant.dequantize(-8), 1.0);
/// assert_eq!(quant.quantize(1.0, -128, 127), -8);
/// assert_eq!(quant.quantize(1e9, -128, 127), 127);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quant {
    /// Real value of one step.
    pub scale: f32,
    /// Raw value that stands for 0.0.
    pub zero_point: i32,
}

impl Quant {
    /// The real value that `raw` stands for.
    pub fn dequantize(&self, raw: i32) -> f32 {
        self.scale * raw.wrapping_sub(self.zero_point) as f32
    }

    /// The nearest raw value within `min..=max`; halves round away from zero, as TFLite's `QUANTIZE` does. NaN gives `zero_point`.
    pub fn quantize(&self, real: f32, min: i32, max: i32) -> i32 {
        // The conversion saturates, so that the sum needs 64 bits to stay exact.
        let steps = libm::roundf(real / self.scale) as i32 as i64;
        (steps + self.zero_point as i64).max(min as i64).min(max as i64) as i32
    }
}

/// One input or output of a model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TensorInfo {
    /// Name in the signature, or the tensor's own.
    pub name: &'static str,
    /// Element type.
    pub dtype: DType,
    /// Extent of each dimension, outermost first; empty for a scalar.
    pub shape: &'static [usize],
    /// Size in bytes.
    pub bytes: usize,
    /// Quantization of the whole tensor, where it has one.
    pub quant: Option<Quant>,
}
