// Made by tests/models/generate_schema.sh from tflite.fbs; do not edit.
// @generated

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct TensorType(pub i8);
#[allow(non_upper_case_globals)]
impl TensorType {
    pub const FLOAT32: Self = Self(0);
    pub const FLOAT16: Self = Self(1);
    pub const INT32: Self = Self(2);
    pub const UINT8: Self = Self(3);
    pub const INT64: Self = Self(4);
    pub const STRING: Self = Self(5);
    pub const BOOL: Self = Self(6);
    pub const INT16: Self = Self(7);
    pub const COMPLEX64: Self = Self(8);
    pub const INT8: Self = Self(9);
    pub const FLOAT64: Self = Self(10);
    pub const COMPLEX128: Self = Self(11);
    pub const UINT64: Self = Self(12);
    pub const RESOURCE: Self = Self(13);
    pub const VARIANT: Self = Self(14);
    pub const UINT32: Self = Self(15);
    pub const UINT16: Self = Self(16);
    pub const INT4: Self = Self(17);
    pub const BFLOAT16: Self = Self(18);
    pub const INT2: Self = Self(19);
    pub const UINT4: Self = Self(20);
    pub const FLOAT8_E4M3FN: Self = Self(21);
    pub const FLOAT8_E5M2: Self = Self(22);

    pub const ENUM_MIN: i8 = 0;
    pub const ENUM_MAX: i8 = 22;
    pub const ENUM_VALUES: &'static [Self] = &[
        Self::FLOAT32,
        Self::FLOAT16,
        Self::INT32,
        Self::UINT8,
        Self::INT64,
        Self::STRING,
        Self::BOOL,
        Self::INT16,
        Self::COMPLEX64,
        Self::INT8,
        Self::FLOAT64,
        Self::COMPLEX128,
        Self::UINT64,
        Self::RESOURCE,
        Self::VARIANT,
        Self::UINT32,
        Self::UINT16,
        Self::INT4,
        Self::BFLOAT16,
        Self::INT2,
        Self::UINT4,
        Self::FLOAT8_E4M3FN,
        Self::FLOAT8_E5M2,
    ];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::FLOAT32 => Some("FLOAT32"),
            Self::FLOAT16 => Some("FLOAT16"),
            Self::INT32 => Some("INT32"),
            Self::UINT8 => Some("UINT8"),
            Self::INT64 => Some("INT64"),
            Self::STRING => Some("STRING"),
            Self::BOOL => Some("BOOL"),
            Self::INT16 => Some("INT16"),
            Self::COMPLEX64 => Some("COMPLEX64"),
            Self::INT8 => Some("INT8"),
            Self::FLOAT64 => Some("FLOAT64"),
            Self::COMPLEX128 => Some("COMPLEX128"),
            Self::UINT64 => Some("UINT64"),
            Self::RESOURCE => Some("RESOURCE"),
            Self::VARIANT => Some("VARIANT"),
            Self::UINT32 => Some("UINT32"),
            Self::UINT16 => Some("UINT16"),
            Self::INT4 => Some("INT4"),
            Self::BFLOAT16 => Some("BFLOAT16"),
            Self::INT2 => Some("INT2"),
            Self::UINT4 => Some("UINT4"),
            Self::FLOAT8_E4M3FN => Some("FLOAT8_E4M3FN"),
            Self::FLOAT8_E5M2 => Some("FLOAT8_E5M2"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for TensorType {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for TensorType {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<i8>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for TensorType {
    type Output = TensorType;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<i8>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for TensorType {
    type Scalar = i8;
    #[inline]
    fn to_little_endian(self) -> i8 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: i8) -> Self {
        let b = i8::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for TensorType {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        i8::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for TensorType {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct QuantizationDetails(pub u8);
#[allow(non_upper_case_globals)]
impl QuantizationDetails {
    pub const NONE: Self = Self(0);
    pub const CustomQuantization: Self = Self(1);
    pub const BlockwiseQuantization: Self = Self(2);
    pub const MultiAxisQuantization: Self = Self(3);

    pub const ENUM_MIN: u8 = 0;
    pub const ENUM_MAX: u8 = 3;
    pub const ENUM_VALUES: &'static [Self] = &[
        Self::NONE,
        Self::CustomQuantization,
        Self::BlockwiseQuantization,
        Self::MultiAxisQuantization,
    ];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::NONE => Some("NONE"),
            Self::CustomQuantization => Some("CustomQuantization"),
            Self::BlockwiseQuantization => Some("BlockwiseQuantization"),
            Self::MultiAxisQuantization => Some("MultiAxisQuantization"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for QuantizationDetails {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for QuantizationDetails {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<u8>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for QuantizationDetails {
    type Output = QuantizationDetails;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<u8>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for QuantizationDetails {
    type Scalar = u8;
    #[inline]
    fn to_little_endian(self) -> u8 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: u8) -> Self {
        let b = u8::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for QuantizationDetails {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        u8::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for QuantizationDetails {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct DimensionType(pub i8);
#[allow(non_upper_case_globals)]
impl DimensionType {
    pub const DENSE: Self = Self(0);
    pub const SPARSE_CSR: Self = Self(1);

    pub const ENUM_MIN: i8 = 0;
    pub const ENUM_MAX: i8 = 1;
    pub const ENUM_VALUES: &'static [Self] = &[Self::DENSE, Self::SPARSE_CSR];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::DENSE => Some("DENSE"),
            Self::SPARSE_CSR => Some("SPARSE_CSR"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for DimensionType {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for DimensionType {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<i8>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for DimensionType {
    type Output = DimensionType;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<i8>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for DimensionType {
    type Scalar = i8;
    #[inline]
    fn to_little_endian(self) -> i8 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: i8) -> Self {
        let b = i8::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for DimensionType {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        i8::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for DimensionType {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct SparseIndexVector(pub u8);
#[allow(non_upper_case_globals)]
impl SparseIndexVector {
    pub const NONE: Self = Self(0);
    pub const Int32Vector: Self = Self(1);
    pub const Uint16Vector: Self = Self(2);
    pub const Uint8Vector: Self = Self(3);

    pub const ENUM_MIN: u8 = 0;
    pub const ENUM_MAX: u8 = 3;
    pub const ENUM_VALUES: &'static [Self] = &[
        Self::NONE,
        Self::Int32Vector,
        Self::Uint16Vector,
        Self::Uint8Vector,
    ];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::NONE => Some("NONE"),
            Self::Int32Vector => Some("Int32Vector"),
            Self::Uint16Vector => Some("Uint16Vector"),
            Self::Uint8Vector => Some("Uint8Vector"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for SparseIndexVector {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for SparseIndexVector {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<u8>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for SparseIndexVector {
    type Output = SparseIndexVector;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<u8>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for SparseIndexVector {
    type Scalar = u8;
    #[inline]
    fn to_little_endian(self) -> u8 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: u8) -> Self {
        let b = u8::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for SparseIndexVector {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        u8::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for SparseIndexVector {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct ActivationFunctionType(pub i8);
#[allow(non_upper_case_globals)]
impl ActivationFunctionType {
    pub const NONE: Self = Self(0);
    pub const RELU: Self = Self(1);
    pub const RELU_N1_TO_1: Self = Self(2);
    pub const RELU6: Self = Self(3);
    pub const TANH: Self = Self(4);
    pub const SIGN_BIT: Self = Self(5);

    pub const ENUM_MIN: i8 = 0;
    pub const ENUM_MAX: i8 = 5;
    pub const ENUM_VALUES: &'static [Self] = &[
        Self::NONE,
        Self::RELU,
        Self::RELU_N1_TO_1,
        Self::RELU6,
        Self::TANH,
        Self::SIGN_BIT,
    ];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::NONE => Some("NONE"),
            Self::RELU => Some("RELU"),
            Self::RELU_N1_TO_1 => Some("RELU_N1_TO_1"),
            Self::RELU6 => Some("RELU6"),
            Self::TANH => Some("TANH"),
            Self::SIGN_BIT => Some("SIGN_BIT"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for ActivationFunctionType {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for ActivationFunctionType {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<i8>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for ActivationFunctionType {
    type Output = ActivationFunctionType;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<i8>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for ActivationFunctionType {
    type Scalar = i8;
    #[inline]
    fn to_little_endian(self) -> i8 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: i8) -> Self {
        let b = i8::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for ActivationFunctionType {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        i8::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for ActivationFunctionType {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct CombinerType(pub i8);
#[allow(non_upper_case_globals)]
impl CombinerType {
    pub const SUM: Self = Self(0);
    pub const MEAN: Self = Self(1);
    pub const SQRTN: Self = Self(2);

    pub const ENUM_MIN: i8 = 0;
    pub const ENUM_MAX: i8 = 2;
    pub const ENUM_VALUES: &'static [Self] = &[Self::SUM, Self::MEAN, Self::SQRTN];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::SUM => Some("SUM"),
            Self::MEAN => Some("MEAN"),
            Self::SQRTN => Some("SQRTN"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for CombinerType {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for CombinerType {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<i8>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for CombinerType {
    type Output = CombinerType;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<i8>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for CombinerType {
    type Scalar = i8;
    #[inline]
    fn to_little_endian(self) -> i8 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: i8) -> Self {
        let b = i8::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for CombinerType {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        i8::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for CombinerType {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct FullyConnectedOptionsWeightsFormat(pub i8);
#[allow(non_upper_case_globals)]
impl FullyConnectedOptionsWeightsFormat {
    pub const DEFAULT: Self = Self(0);
    pub const SHUFFLED4x16INT8: Self = Self(1);

    pub const ENUM_MIN: i8 = 0;
    pub const ENUM_MAX: i8 = 1;
    pub const ENUM_VALUES: &'static [Self] = &[Self::DEFAULT, Self::SHUFFLED4x16INT8];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::DEFAULT => Some("DEFAULT"),
            Self::SHUFFLED4x16INT8 => Some("SHUFFLED4x16INT8"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for FullyConnectedOptionsWeightsFormat {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for FullyConnectedOptionsWeightsFormat {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<i8>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for FullyConnectedOptionsWeightsFormat {
    type Output = FullyConnectedOptionsWeightsFormat;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<i8>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for FullyConnectedOptionsWeightsFormat {
    type Scalar = i8;
    #[inline]
    fn to_little_endian(self) -> i8 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: i8) -> Self {
        let b = i8::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for FullyConnectedOptionsWeightsFormat {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        i8::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for FullyConnectedOptionsWeightsFormat {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct LSHProjectionType(pub i8);
#[allow(non_upper_case_globals)]
impl LSHProjectionType {
    pub const UNKNOWN: Self = Self(0);
    pub const SPARSE: Self = Self(1);
    pub const DENSE: Self = Self(2);

    pub const ENUM_MIN: i8 = 0;
    pub const ENUM_MAX: i8 = 2;
    pub const ENUM_VALUES: &'static [Self] = &[Self::UNKNOWN, Self::SPARSE, Self::DENSE];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::UNKNOWN => Some("UNKNOWN"),
            Self::SPARSE => Some("SPARSE"),
            Self::DENSE => Some("DENSE"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for LSHProjectionType {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for LSHProjectionType {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<i8>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for LSHProjectionType {
    type Output = LSHProjectionType;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<i8>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for LSHProjectionType {
    type Scalar = i8;
    #[inline]
    fn to_little_endian(self) -> i8 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: i8) -> Self {
        let b = i8::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for LSHProjectionType {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        i8::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for LSHProjectionType {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct LSTMKernelType(pub i8);
#[allow(non_upper_case_globals)]
impl LSTMKernelType {
    pub const FULL: Self = Self(0);
    pub const BASIC: Self = Self(1);

    pub const ENUM_MIN: i8 = 0;
    pub const ENUM_MAX: i8 = 1;
    pub const ENUM_VALUES: &'static [Self] = &[Self::FULL, Self::BASIC];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::FULL => Some("FULL"),
            Self::BASIC => Some("BASIC"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for LSTMKernelType {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for LSTMKernelType {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<i8>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for LSTMKernelType {
    type Output = LSTMKernelType;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<i8>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for LSTMKernelType {
    type Scalar = i8;
    #[inline]
    fn to_little_endian(self) -> i8 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: i8) -> Self {
        let b = i8::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for LSTMKernelType {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        i8::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for LSTMKernelType {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct MirrorPadMode(pub i8);
#[allow(non_upper_case_globals)]
impl MirrorPadMode {
    pub const REFLECT: Self = Self(0);
    pub const SYMMETRIC: Self = Self(1);

    pub const ENUM_MIN: i8 = 0;
    pub const ENUM_MAX: i8 = 1;
    pub const ENUM_VALUES: &'static [Self] = &[Self::REFLECT, Self::SYMMETRIC];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::REFLECT => Some("REFLECT"),
            Self::SYMMETRIC => Some("SYMMETRIC"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for MirrorPadMode {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for MirrorPadMode {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<i8>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for MirrorPadMode {
    type Output = MirrorPadMode;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<i8>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for MirrorPadMode {
    type Scalar = i8;
    #[inline]
    fn to_little_endian(self) -> i8 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: i8) -> Self {
        let b = i8::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for MirrorPadMode {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        i8::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for MirrorPadMode {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct Padding(pub i8);
#[allow(non_upper_case_globals)]
impl Padding {
    pub const SAME: Self = Self(0);
    pub const VALID: Self = Self(1);

    pub const ENUM_MIN: i8 = 0;
    pub const ENUM_MAX: i8 = 1;
    pub const ENUM_VALUES: &'static [Self] = &[Self::SAME, Self::VALID];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::SAME => Some("SAME"),
            Self::VALID => Some("VALID"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for Padding {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for Padding {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<i8>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for Padding {
    type Output = Padding;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<i8>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for Padding {
    type Scalar = i8;
    #[inline]
    fn to_little_endian(self) -> i8 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: i8) -> Self {
        let b = i8::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for Padding {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        i8::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for Padding {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct ReduceWindowFunction(pub i32);
#[allow(non_upper_case_globals)]
impl ReduceWindowFunction {
    pub const UNSUPPORTED: Self = Self(0);
    pub const ADD: Self = Self(1);
    pub const MUL: Self = Self(2);
    pub const MINIMUM: Self = Self(3);
    pub const MAXIMUM: Self = Self(4);
    pub const ALL: Self = Self(5);
    pub const ANY: Self = Self(6);

    pub const ENUM_MIN: i32 = 0;
    pub const ENUM_MAX: i32 = 6;
    pub const ENUM_VALUES: &'static [Self] = &[
        Self::UNSUPPORTED,
        Self::ADD,
        Self::MUL,
        Self::MINIMUM,
        Self::MAXIMUM,
        Self::ALL,
        Self::ANY,
    ];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::UNSUPPORTED => Some("UNSUPPORTED"),
            Self::ADD => Some("ADD"),
            Self::MUL => Some("MUL"),
            Self::MINIMUM => Some("MINIMUM"),
            Self::MAXIMUM => Some("MAXIMUM"),
            Self::ALL => Some("ALL"),
            Self::ANY => Some("ANY"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for ReduceWindowFunction {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for ReduceWindowFunction {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<i32>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for ReduceWindowFunction {
    type Output = ReduceWindowFunction;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<i32>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for ReduceWindowFunction {
    type Scalar = i32;
    #[inline]
    fn to_little_endian(self) -> i32 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: i32) -> Self {
        let b = i32::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for ReduceWindowFunction {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        i32::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for ReduceWindowFunction {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct RngAlgorithm(pub i8);
#[allow(non_upper_case_globals)]
impl RngAlgorithm {
    pub const DEFAULT: Self = Self(0);
    pub const PHILOX: Self = Self(1);
    pub const THREEFRY: Self = Self(2);

    pub const ENUM_MIN: i8 = 0;
    pub const ENUM_MAX: i8 = 2;
    pub const ENUM_VALUES: &'static [Self] = &[Self::DEFAULT, Self::PHILOX, Self::THREEFRY];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::DEFAULT => Some("DEFAULT"),
            Self::PHILOX => Some("PHILOX"),
            Self::THREEFRY => Some("THREEFRY"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for RngAlgorithm {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for RngAlgorithm {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<i8>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for RngAlgorithm {
    type Output = RngAlgorithm;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<i8>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for RngAlgorithm {
    type Scalar = i8;
    #[inline]
    fn to_little_endian(self) -> i8 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: i8) -> Self {
        let b = i8::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for RngAlgorithm {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        i8::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for RngAlgorithm {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct StablehloComparisonDirection(pub u32);
#[allow(non_upper_case_globals)]
impl StablehloComparisonDirection {
    pub const STABLEHLO_COMPARISON_DIRECTION_EQ: Self = Self(0);
    pub const STABLEHLO_COMPARISON_DIRECTION_NE: Self = Self(1);
    pub const STABLEHLO_COMPARISON_DIRECTION_GE: Self = Self(2);
    pub const STABLEHLO_COMPARISON_DIRECTION_GT: Self = Self(3);
    pub const STABLEHLO_COMPARISON_DIRECTION_LE: Self = Self(4);
    pub const STABLEHLO_COMPARISON_DIRECTION_LT: Self = Self(5);

    pub const ENUM_MIN: u32 = 0;
    pub const ENUM_MAX: u32 = 5;
    pub const ENUM_VALUES: &'static [Self] = &[
        Self::STABLEHLO_COMPARISON_DIRECTION_EQ,
        Self::STABLEHLO_COMPARISON_DIRECTION_NE,
        Self::STABLEHLO_COMPARISON_DIRECTION_GE,
        Self::STABLEHLO_COMPARISON_DIRECTION_GT,
        Self::STABLEHLO_COMPARISON_DIRECTION_LE,
        Self::STABLEHLO_COMPARISON_DIRECTION_LT,
    ];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::STABLEHLO_COMPARISON_DIRECTION_EQ => Some("STABLEHLO_COMPARISON_DIRECTION_EQ"),
            Self::STABLEHLO_COMPARISON_DIRECTION_NE => Some("STABLEHLO_COMPARISON_DIRECTION_NE"),
            Self::STABLEHLO_COMPARISON_DIRECTION_GE => Some("STABLEHLO_COMPARISON_DIRECTION_GE"),
            Self::STABLEHLO_COMPARISON_DIRECTION_GT => Some("STABLEHLO_COMPARISON_DIRECTION_GT"),
            Self::STABLEHLO_COMPARISON_DIRECTION_LE => Some("STABLEHLO_COMPARISON_DIRECTION_LE"),
            Self::STABLEHLO_COMPARISON_DIRECTION_LT => Some("STABLEHLO_COMPARISON_DIRECTION_LT"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for StablehloComparisonDirection {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for StablehloComparisonDirection {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<u32>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for StablehloComparisonDirection {
    type Output = StablehloComparisonDirection;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<u32>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for StablehloComparisonDirection {
    type Scalar = u32;
    #[inline]
    fn to_little_endian(self) -> u32 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: u32) -> Self {
        let b = u32::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for StablehloComparisonDirection {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        u32::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for StablehloComparisonDirection {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct StablehloComparisonType(pub u32);
#[allow(non_upper_case_globals)]
impl StablehloComparisonType {
    pub const STABLEHLO_COMPARISON_TYPE_NOTYPE: Self = Self(0);
    pub const STABLEHLO_COMPARISON_TYPE_FLOAT: Self = Self(1);
    pub const STABLEHLO_COMPARISON_TYPE_FLOAT_TOTAL_ORDER: Self = Self(2);
    pub const STABLEHLO_COMPARISON_TYPE_SIGNED: Self = Self(3);
    pub const STABLEHLO_COMPARISON_TYPE_UNSIGNED: Self = Self(4);

    pub const ENUM_MIN: u32 = 0;
    pub const ENUM_MAX: u32 = 4;
    pub const ENUM_VALUES: &'static [Self] = &[
        Self::STABLEHLO_COMPARISON_TYPE_NOTYPE,
        Self::STABLEHLO_COMPARISON_TYPE_FLOAT,
        Self::STABLEHLO_COMPARISON_TYPE_FLOAT_TOTAL_ORDER,
        Self::STABLEHLO_COMPARISON_TYPE_SIGNED,
        Self::STABLEHLO_COMPARISON_TYPE_UNSIGNED,
    ];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::STABLEHLO_COMPARISON_TYPE_NOTYPE => Some("STABLEHLO_COMPARISON_TYPE_NOTYPE"),
            Self::STABLEHLO_COMPARISON_TYPE_FLOAT => Some("STABLEHLO_COMPARISON_TYPE_FLOAT"),
            Self::STABLEHLO_COMPARISON_TYPE_FLOAT_TOTAL_ORDER => {
                Some("STABLEHLO_COMPARISON_TYPE_FLOAT_TOTAL_ORDER")
            }
            Self::STABLEHLO_COMPARISON_TYPE_SIGNED => Some("STABLEHLO_COMPARISON_TYPE_SIGNED"),
            Self::STABLEHLO_COMPARISON_TYPE_UNSIGNED => Some("STABLEHLO_COMPARISON_TYPE_UNSIGNED"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for StablehloComparisonType {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for StablehloComparisonType {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<u32>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for StablehloComparisonType {
    type Output = StablehloComparisonType;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<u32>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for StablehloComparisonType {
    type Scalar = u32;
    #[inline]
    fn to_little_endian(self) -> u32 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: u32) -> Self {
        let b = u32::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for StablehloComparisonType {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        u32::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for StablehloComparisonType {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct StablehloPrecisionConfig(pub u32);
#[allow(non_upper_case_globals)]
impl StablehloPrecisionConfig {
    pub const DEFAULT: Self = Self(0);
    pub const HIGH: Self = Self(1);
    pub const HIGHEST: Self = Self(2);

    pub const ENUM_MIN: u32 = 0;
    pub const ENUM_MAX: u32 = 2;
    pub const ENUM_VALUES: &'static [Self] = &[Self::DEFAULT, Self::HIGH, Self::HIGHEST];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::DEFAULT => Some("DEFAULT"),
            Self::HIGH => Some("HIGH"),
            Self::HIGHEST => Some("HIGHEST"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for StablehloPrecisionConfig {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for StablehloPrecisionConfig {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<u32>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for StablehloPrecisionConfig {
    type Output = StablehloPrecisionConfig;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<u32>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for StablehloPrecisionConfig {
    type Scalar = u32;
    #[inline]
    fn to_little_endian(self) -> u32 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: u32) -> Self {
        let b = u32::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for StablehloPrecisionConfig {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        u32::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for StablehloPrecisionConfig {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct CustomOptionsFormat(pub i8);
#[allow(non_upper_case_globals)]
impl CustomOptionsFormat {
    pub const FLEXBUFFERS: Self = Self(0);

    pub const ENUM_MIN: i8 = 0;
    pub const ENUM_MAX: i8 = 0;
    pub const ENUM_VALUES: &'static [Self] = &[Self::FLEXBUFFERS];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::FLEXBUFFERS => Some("FLEXBUFFERS"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for CustomOptionsFormat {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for CustomOptionsFormat {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<i8>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for CustomOptionsFormat {
    type Output = CustomOptionsFormat;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<i8>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for CustomOptionsFormat {
    type Scalar = i8;
    #[inline]
    fn to_little_endian(self) -> i8 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: i8) -> Self {
        let b = i8::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for CustomOptionsFormat {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        i8::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for CustomOptionsFormat {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct BuiltinOperator(pub i32);
#[allow(non_upper_case_globals)]
impl BuiltinOperator {
    pub const ADD: Self = Self(0);
    pub const AVERAGE_POOL_2D: Self = Self(1);
    pub const CONCATENATION: Self = Self(2);
    pub const CONV_2D: Self = Self(3);
    pub const DEPTHWISE_CONV_2D: Self = Self(4);
    pub const DEPTH_TO_SPACE: Self = Self(5);
    pub const DEQUANTIZE: Self = Self(6);
    pub const EMBEDDING_LOOKUP: Self = Self(7);
    pub const FLOOR: Self = Self(8);
    pub const FULLY_CONNECTED: Self = Self(9);
    pub const HASHTABLE_LOOKUP: Self = Self(10);
    pub const L2_NORMALIZATION: Self = Self(11);
    pub const L2_POOL_2D: Self = Self(12);
    pub const LOCAL_RESPONSE_NORMALIZATION: Self = Self(13);
    pub const LOGISTIC: Self = Self(14);
    pub const LSH_PROJECTION: Self = Self(15);
    pub const LSTM: Self = Self(16);
    pub const MAX_POOL_2D: Self = Self(17);
    pub const MUL: Self = Self(18);
    pub const RELU: Self = Self(19);
    pub const RELU_N1_TO_1: Self = Self(20);
    pub const RELU6: Self = Self(21);
    pub const RESHAPE: Self = Self(22);
    pub const RESIZE_BILINEAR: Self = Self(23);
    pub const RNN: Self = Self(24);
    pub const SOFTMAX: Self = Self(25);
    pub const SPACE_TO_DEPTH: Self = Self(26);
    pub const SVDF: Self = Self(27);
    pub const TANH: Self = Self(28);
    pub const CONCAT_EMBEDDINGS: Self = Self(29);
    pub const SKIP_GRAM: Self = Self(30);
    pub const CALL: Self = Self(31);
    pub const CUSTOM: Self = Self(32);
    pub const EMBEDDING_LOOKUP_SPARSE: Self = Self(33);
    pub const PAD: Self = Self(34);
    pub const UNIDIRECTIONAL_SEQUENCE_RNN: Self = Self(35);
    pub const GATHER: Self = Self(36);
    pub const BATCH_TO_SPACE_ND: Self = Self(37);
    pub const SPACE_TO_BATCH_ND: Self = Self(38);
    pub const TRANSPOSE: Self = Self(39);
    pub const MEAN: Self = Self(40);
    pub const SUB: Self = Self(41);
    pub const DIV: Self = Self(42);
    pub const SQUEEZE: Self = Self(43);
    pub const UNIDIRECTIONAL_SEQUENCE_LSTM: Self = Self(44);
    pub const STRIDED_SLICE: Self = Self(45);
    pub const BIDIRECTIONAL_SEQUENCE_RNN: Self = Self(46);
    pub const EXP: Self = Self(47);
    pub const TOPK_V2: Self = Self(48);
    pub const SPLIT: Self = Self(49);
    pub const LOG_SOFTMAX: Self = Self(50);
    pub const DELEGATE: Self = Self(51);
    pub const BIDIRECTIONAL_SEQUENCE_LSTM: Self = Self(52);
    pub const CAST: Self = Self(53);
    pub const PRELU: Self = Self(54);
    pub const MAXIMUM: Self = Self(55);
    pub const ARG_MAX: Self = Self(56);
    pub const MINIMUM: Self = Self(57);
    pub const LESS: Self = Self(58);
    pub const NEG: Self = Self(59);
    pub const PADV2: Self = Self(60);
    pub const GREATER: Self = Self(61);
    pub const GREATER_EQUAL: Self = Self(62);
    pub const LESS_EQUAL: Self = Self(63);
    pub const SELECT: Self = Self(64);
    pub const SLICE: Self = Self(65);
    pub const SIN: Self = Self(66);
    pub const TRANSPOSE_CONV: Self = Self(67);
    pub const SPARSE_TO_DENSE: Self = Self(68);
    pub const TILE: Self = Self(69);
    pub const EXPAND_DIMS: Self = Self(70);
    pub const EQUAL: Self = Self(71);
    pub const NOT_EQUAL: Self = Self(72);
    pub const LOG: Self = Self(73);
    pub const SUM: Self = Self(74);
    pub const SQRT: Self = Self(75);
    pub const RSQRT: Self = Self(76);
    pub const SHAPE: Self = Self(77);
    pub const POW: Self = Self(78);
    pub const ARG_MIN: Self = Self(79);
    pub const FAKE_QUANT: Self = Self(80);
    pub const REDUCE_PROD: Self = Self(81);
    pub const REDUCE_MAX: Self = Self(82);
    pub const PACK: Self = Self(83);
    pub const LOGICAL_OR: Self = Self(84);
    pub const ONE_HOT: Self = Self(85);
    pub const LOGICAL_AND: Self = Self(86);
    pub const LOGICAL_NOT: Self = Self(87);
    pub const UNPACK: Self = Self(88);
    pub const REDUCE_MIN: Self = Self(89);
    pub const FLOOR_DIV: Self = Self(90);
    pub const REDUCE_ANY: Self = Self(91);
    pub const SQUARE: Self = Self(92);
    pub const ZEROS_LIKE: Self = Self(93);
    pub const FILL: Self = Self(94);
    pub const FLOOR_MOD: Self = Self(95);
    pub const RANGE: Self = Self(96);
    pub const RESIZE_NEAREST_NEIGHBOR: Self = Self(97);
    pub const LEAKY_RELU: Self = Self(98);
    pub const SQUARED_DIFFERENCE: Self = Self(99);
    pub const MIRROR_PAD: Self = Self(100);
    pub const ABS: Self = Self(101);
    pub const SPLIT_V: Self = Self(102);
    pub const UNIQUE: Self = Self(103);
    pub const CEIL: Self = Self(104);
    pub const REVERSE_V2: Self = Self(105);
    pub const ADD_N: Self = Self(106);
    pub const GATHER_ND: Self = Self(107);
    pub const COS: Self = Self(108);
    pub const WHERE: Self = Self(109);
    pub const RANK: Self = Self(110);
    pub const ELU: Self = Self(111);
    pub const REVERSE_SEQUENCE: Self = Self(112);
    pub const MATRIX_DIAG: Self = Self(113);
    pub const QUANTIZE: Self = Self(114);
    pub const MATRIX_SET_DIAG: Self = Self(115);
    pub const ROUND: Self = Self(116);
    pub const HARD_SWISH: Self = Self(117);
    pub const IF: Self = Self(118);
    pub const WHILE: Self = Self(119);
    pub const NON_MAX_SUPPRESSION_V4: Self = Self(120);
    pub const NON_MAX_SUPPRESSION_V5: Self = Self(121);
    pub const SCATTER_ND: Self = Self(122);
    pub const SELECT_V2: Self = Self(123);
    pub const DENSIFY: Self = Self(124);
    pub const SEGMENT_SUM: Self = Self(125);
    pub const BATCH_MATMUL: Self = Self(126);
    pub const PLACEHOLDER_FOR_GREATER_OP_CODES: Self = Self(127);
    pub const CUMSUM: Self = Self(128);
    pub const CALL_ONCE: Self = Self(129);
    pub const BROADCAST_TO: Self = Self(130);
    pub const RFFT2D: Self = Self(131);
    pub const CONV_3D: Self = Self(132);
    pub const IMAG: Self = Self(133);
    pub const REAL: Self = Self(134);
    pub const COMPLEX_ABS: Self = Self(135);
    pub const HASHTABLE: Self = Self(136);
    pub const HASHTABLE_FIND: Self = Self(137);
    pub const HASHTABLE_IMPORT: Self = Self(138);
    pub const HASHTABLE_SIZE: Self = Self(139);
    pub const REDUCE_ALL: Self = Self(140);
    pub const CONV_3D_TRANSPOSE: Self = Self(141);
    pub const VAR_HANDLE: Self = Self(142);
    pub const READ_VARIABLE: Self = Self(143);
    pub const ASSIGN_VARIABLE: Self = Self(144);
    pub const BROADCAST_ARGS: Self = Self(145);
    pub const RANDOM_STANDARD_NORMAL: Self = Self(146);
    pub const BUCKETIZE: Self = Self(147);
    pub const RANDOM_UNIFORM: Self = Self(148);
    pub const MULTINOMIAL: Self = Self(149);
    pub const GELU: Self = Self(150);
    pub const DYNAMIC_UPDATE_SLICE: Self = Self(151);
    pub const RELU_0_TO_1: Self = Self(152);
    pub const UNSORTED_SEGMENT_PROD: Self = Self(153);
    pub const UNSORTED_SEGMENT_MAX: Self = Self(154);
    pub const UNSORTED_SEGMENT_SUM: Self = Self(155);
    pub const ATAN2: Self = Self(156);
    pub const UNSORTED_SEGMENT_MIN: Self = Self(157);
    pub const SIGN: Self = Self(158);
    pub const BITCAST: Self = Self(159);
    pub const BITWISE_XOR: Self = Self(160);
    pub const RIGHT_SHIFT: Self = Self(161);
    pub const STABLEHLO_LOGISTIC: Self = Self(162);
    pub const STABLEHLO_ADD: Self = Self(163);
    pub const STABLEHLO_DIVIDE: Self = Self(164);
    pub const STABLEHLO_MULTIPLY: Self = Self(165);
    pub const STABLEHLO_MAXIMUM: Self = Self(166);
    pub const STABLEHLO_RESHAPE: Self = Self(167);
    pub const STABLEHLO_CLAMP: Self = Self(168);
    pub const STABLEHLO_CONCATENATE: Self = Self(169);
    pub const STABLEHLO_BROADCAST_IN_DIM: Self = Self(170);
    pub const STABLEHLO_CONVOLUTION: Self = Self(171);
    pub const STABLEHLO_SLICE: Self = Self(172);
    pub const STABLEHLO_CUSTOM_CALL: Self = Self(173);
    pub const STABLEHLO_REDUCE: Self = Self(174);
    pub const STABLEHLO_ABS: Self = Self(175);
    pub const STABLEHLO_AND: Self = Self(176);
    pub const STABLEHLO_COSINE: Self = Self(177);
    pub const STABLEHLO_EXPONENTIAL: Self = Self(178);
    pub const STABLEHLO_FLOOR: Self = Self(179);
    pub const STABLEHLO_LOG: Self = Self(180);
    pub const STABLEHLO_MINIMUM: Self = Self(181);
    pub const STABLEHLO_NEGATE: Self = Self(182);
    pub const STABLEHLO_OR: Self = Self(183);
    pub const STABLEHLO_POWER: Self = Self(184);
    pub const STABLEHLO_REMAINDER: Self = Self(185);
    pub const STABLEHLO_RSQRT: Self = Self(186);
    pub const STABLEHLO_SELECT: Self = Self(187);
    pub const STABLEHLO_SUBTRACT: Self = Self(188);
    pub const STABLEHLO_TANH: Self = Self(189);
    pub const STABLEHLO_SCATTER: Self = Self(190);
    pub const STABLEHLO_COMPARE: Self = Self(191);
    pub const STABLEHLO_CONVERT: Self = Self(192);
    pub const STABLEHLO_DYNAMIC_SLICE: Self = Self(193);
    pub const STABLEHLO_DYNAMIC_UPDATE_SLICE: Self = Self(194);
    pub const STABLEHLO_PAD: Self = Self(195);
    pub const STABLEHLO_IOTA: Self = Self(196);
    pub const STABLEHLO_DOT_GENERAL: Self = Self(197);
    pub const STABLEHLO_REDUCE_WINDOW: Self = Self(198);
    pub const STABLEHLO_SORT: Self = Self(199);
    pub const STABLEHLO_WHILE: Self = Self(200);
    pub const STABLEHLO_GATHER: Self = Self(201);
    pub const STABLEHLO_TRANSPOSE: Self = Self(202);
    pub const DILATE: Self = Self(203);
    pub const STABLEHLO_RNG_BIT_GENERATOR: Self = Self(204);
    pub const REDUCE_WINDOW: Self = Self(205);
    pub const STABLEHLO_COMPOSITE: Self = Self(206);
    pub const STABLEHLO_SHIFT_LEFT: Self = Self(207);
    pub const STABLEHLO_CBRT: Self = Self(208);
    pub const STABLEHLO_CASE: Self = Self(209);

    pub const ENUM_MIN: i32 = 0;
    pub const ENUM_MAX: i32 = 209;
    pub const ENUM_VALUES: &'static [Self] = &[
        Self::ADD,
        Self::AVERAGE_POOL_2D,
        Self::CONCATENATION,
        Self::CONV_2D,
        Self::DEPTHWISE_CONV_2D,
        Self::DEPTH_TO_SPACE,
        Self::DEQUANTIZE,
        Self::EMBEDDING_LOOKUP,
        Self::FLOOR,
        Self::FULLY_CONNECTED,
        Self::HASHTABLE_LOOKUP,
        Self::L2_NORMALIZATION,
        Self::L2_POOL_2D,
        Self::LOCAL_RESPONSE_NORMALIZATION,
        Self::LOGISTIC,
        Self::LSH_PROJECTION,
        Self::LSTM,
        Self::MAX_POOL_2D,
        Self::MUL,
        Self::RELU,
        Self::RELU_N1_TO_1,
        Self::RELU6,
        Self::RESHAPE,
        Self::RESIZE_BILINEAR,
        Self::RNN,
        Self::SOFTMAX,
        Self::SPACE_TO_DEPTH,
        Self::SVDF,
        Self::TANH,
        Self::CONCAT_EMBEDDINGS,
        Self::SKIP_GRAM,
        Self::CALL,
        Self::CUSTOM,
        Self::EMBEDDING_LOOKUP_SPARSE,
        Self::PAD,
        Self::UNIDIRECTIONAL_SEQUENCE_RNN,
        Self::GATHER,
        Self::BATCH_TO_SPACE_ND,
        Self::SPACE_TO_BATCH_ND,
        Self::TRANSPOSE,
        Self::MEAN,
        Self::SUB,
        Self::DIV,
        Self::SQUEEZE,
        Self::UNIDIRECTIONAL_SEQUENCE_LSTM,
        Self::STRIDED_SLICE,
        Self::BIDIRECTIONAL_SEQUENCE_RNN,
        Self::EXP,
        Self::TOPK_V2,
        Self::SPLIT,
        Self::LOG_SOFTMAX,
        Self::DELEGATE,
        Self::BIDIRECTIONAL_SEQUENCE_LSTM,
        Self::CAST,
        Self::PRELU,
        Self::MAXIMUM,
        Self::ARG_MAX,
        Self::MINIMUM,
        Self::LESS,
        Self::NEG,
        Self::PADV2,
        Self::GREATER,
        Self::GREATER_EQUAL,
        Self::LESS_EQUAL,
        Self::SELECT,
        Self::SLICE,
        Self::SIN,
        Self::TRANSPOSE_CONV,
        Self::SPARSE_TO_DENSE,
        Self::TILE,
        Self::EXPAND_DIMS,
        Self::EQUAL,
        Self::NOT_EQUAL,
        Self::LOG,
        Self::SUM,
        Self::SQRT,
        Self::RSQRT,
        Self::SHAPE,
        Self::POW,
        Self::ARG_MIN,
        Self::FAKE_QUANT,
        Self::REDUCE_PROD,
        Self::REDUCE_MAX,
        Self::PACK,
        Self::LOGICAL_OR,
        Self::ONE_HOT,
        Self::LOGICAL_AND,
        Self::LOGICAL_NOT,
        Self::UNPACK,
        Self::REDUCE_MIN,
        Self::FLOOR_DIV,
        Self::REDUCE_ANY,
        Self::SQUARE,
        Self::ZEROS_LIKE,
        Self::FILL,
        Self::FLOOR_MOD,
        Self::RANGE,
        Self::RESIZE_NEAREST_NEIGHBOR,
        Self::LEAKY_RELU,
        Self::SQUARED_DIFFERENCE,
        Self::MIRROR_PAD,
        Self::ABS,
        Self::SPLIT_V,
        Self::UNIQUE,
        Self::CEIL,
        Self::REVERSE_V2,
        Self::ADD_N,
        Self::GATHER_ND,
        Self::COS,
        Self::WHERE,
        Self::RANK,
        Self::ELU,
        Self::REVERSE_SEQUENCE,
        Self::MATRIX_DIAG,
        Self::QUANTIZE,
        Self::MATRIX_SET_DIAG,
        Self::ROUND,
        Self::HARD_SWISH,
        Self::IF,
        Self::WHILE,
        Self::NON_MAX_SUPPRESSION_V4,
        Self::NON_MAX_SUPPRESSION_V5,
        Self::SCATTER_ND,
        Self::SELECT_V2,
        Self::DENSIFY,
        Self::SEGMENT_SUM,
        Self::BATCH_MATMUL,
        Self::PLACEHOLDER_FOR_GREATER_OP_CODES,
        Self::CUMSUM,
        Self::CALL_ONCE,
        Self::BROADCAST_TO,
        Self::RFFT2D,
        Self::CONV_3D,
        Self::IMAG,
        Self::REAL,
        Self::COMPLEX_ABS,
        Self::HASHTABLE,
        Self::HASHTABLE_FIND,
        Self::HASHTABLE_IMPORT,
        Self::HASHTABLE_SIZE,
        Self::REDUCE_ALL,
        Self::CONV_3D_TRANSPOSE,
        Self::VAR_HANDLE,
        Self::READ_VARIABLE,
        Self::ASSIGN_VARIABLE,
        Self::BROADCAST_ARGS,
        Self::RANDOM_STANDARD_NORMAL,
        Self::BUCKETIZE,
        Self::RANDOM_UNIFORM,
        Self::MULTINOMIAL,
        Self::GELU,
        Self::DYNAMIC_UPDATE_SLICE,
        Self::RELU_0_TO_1,
        Self::UNSORTED_SEGMENT_PROD,
        Self::UNSORTED_SEGMENT_MAX,
        Self::UNSORTED_SEGMENT_SUM,
        Self::ATAN2,
        Self::UNSORTED_SEGMENT_MIN,
        Self::SIGN,
        Self::BITCAST,
        Self::BITWISE_XOR,
        Self::RIGHT_SHIFT,
        Self::STABLEHLO_LOGISTIC,
        Self::STABLEHLO_ADD,
        Self::STABLEHLO_DIVIDE,
        Self::STABLEHLO_MULTIPLY,
        Self::STABLEHLO_MAXIMUM,
        Self::STABLEHLO_RESHAPE,
        Self::STABLEHLO_CLAMP,
        Self::STABLEHLO_CONCATENATE,
        Self::STABLEHLO_BROADCAST_IN_DIM,
        Self::STABLEHLO_CONVOLUTION,
        Self::STABLEHLO_SLICE,
        Self::STABLEHLO_CUSTOM_CALL,
        Self::STABLEHLO_REDUCE,
        Self::STABLEHLO_ABS,
        Self::STABLEHLO_AND,
        Self::STABLEHLO_COSINE,
        Self::STABLEHLO_EXPONENTIAL,
        Self::STABLEHLO_FLOOR,
        Self::STABLEHLO_LOG,
        Self::STABLEHLO_MINIMUM,
        Self::STABLEHLO_NEGATE,
        Self::STABLEHLO_OR,
        Self::STABLEHLO_POWER,
        Self::STABLEHLO_REMAINDER,
        Self::STABLEHLO_RSQRT,
        Self::STABLEHLO_SELECT,
        Self::STABLEHLO_SUBTRACT,
        Self::STABLEHLO_TANH,
        Self::STABLEHLO_SCATTER,
        Self::STABLEHLO_COMPARE,
        Self::STABLEHLO_CONVERT,
        Self::STABLEHLO_DYNAMIC_SLICE,
        Self::STABLEHLO_DYNAMIC_UPDATE_SLICE,
        Self::STABLEHLO_PAD,
        Self::STABLEHLO_IOTA,
        Self::STABLEHLO_DOT_GENERAL,
        Self::STABLEHLO_REDUCE_WINDOW,
        Self::STABLEHLO_SORT,
        Self::STABLEHLO_WHILE,
        Self::STABLEHLO_GATHER,
        Self::STABLEHLO_TRANSPOSE,
        Self::DILATE,
        Self::STABLEHLO_RNG_BIT_GENERATOR,
        Self::REDUCE_WINDOW,
        Self::STABLEHLO_COMPOSITE,
        Self::STABLEHLO_SHIFT_LEFT,
        Self::STABLEHLO_CBRT,
        Self::STABLEHLO_CASE,
    ];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::ADD => Some("ADD"),
            Self::AVERAGE_POOL_2D => Some("AVERAGE_POOL_2D"),
            Self::CONCATENATION => Some("CONCATENATION"),
            Self::CONV_2D => Some("CONV_2D"),
            Self::DEPTHWISE_CONV_2D => Some("DEPTHWISE_CONV_2D"),
            Self::DEPTH_TO_SPACE => Some("DEPTH_TO_SPACE"),
            Self::DEQUANTIZE => Some("DEQUANTIZE"),
            Self::EMBEDDING_LOOKUP => Some("EMBEDDING_LOOKUP"),
            Self::FLOOR => Some("FLOOR"),
            Self::FULLY_CONNECTED => Some("FULLY_CONNECTED"),
            Self::HASHTABLE_LOOKUP => Some("HASHTABLE_LOOKUP"),
            Self::L2_NORMALIZATION => Some("L2_NORMALIZATION"),
            Self::L2_POOL_2D => Some("L2_POOL_2D"),
            Self::LOCAL_RESPONSE_NORMALIZATION => Some("LOCAL_RESPONSE_NORMALIZATION"),
            Self::LOGISTIC => Some("LOGISTIC"),
            Self::LSH_PROJECTION => Some("LSH_PROJECTION"),
            Self::LSTM => Some("LSTM"),
            Self::MAX_POOL_2D => Some("MAX_POOL_2D"),
            Self::MUL => Some("MUL"),
            Self::RELU => Some("RELU"),
            Self::RELU_N1_TO_1 => Some("RELU_N1_TO_1"),
            Self::RELU6 => Some("RELU6"),
            Self::RESHAPE => Some("RESHAPE"),
            Self::RESIZE_BILINEAR => Some("RESIZE_BILINEAR"),
            Self::RNN => Some("RNN"),
            Self::SOFTMAX => Some("SOFTMAX"),
            Self::SPACE_TO_DEPTH => Some("SPACE_TO_DEPTH"),
            Self::SVDF => Some("SVDF"),
            Self::TANH => Some("TANH"),
            Self::CONCAT_EMBEDDINGS => Some("CONCAT_EMBEDDINGS"),
            Self::SKIP_GRAM => Some("SKIP_GRAM"),
            Self::CALL => Some("CALL"),
            Self::CUSTOM => Some("CUSTOM"),
            Self::EMBEDDING_LOOKUP_SPARSE => Some("EMBEDDING_LOOKUP_SPARSE"),
            Self::PAD => Some("PAD"),
            Self::UNIDIRECTIONAL_SEQUENCE_RNN => Some("UNIDIRECTIONAL_SEQUENCE_RNN"),
            Self::GATHER => Some("GATHER"),
            Self::BATCH_TO_SPACE_ND => Some("BATCH_TO_SPACE_ND"),
            Self::SPACE_TO_BATCH_ND => Some("SPACE_TO_BATCH_ND"),
            Self::TRANSPOSE => Some("TRANSPOSE"),
            Self::MEAN => Some("MEAN"),
            Self::SUB => Some("SUB"),
            Self::DIV => Some("DIV"),
            Self::SQUEEZE => Some("SQUEEZE"),
            Self::UNIDIRECTIONAL_SEQUENCE_LSTM => Some("UNIDIRECTIONAL_SEQUENCE_LSTM"),
            Self::STRIDED_SLICE => Some("STRIDED_SLICE"),
            Self::BIDIRECTIONAL_SEQUENCE_RNN => Some("BIDIRECTIONAL_SEQUENCE_RNN"),
            Self::EXP => Some("EXP"),
            Self::TOPK_V2 => Some("TOPK_V2"),
            Self::SPLIT => Some("SPLIT"),
            Self::LOG_SOFTMAX => Some("LOG_SOFTMAX"),
            Self::DELEGATE => Some("DELEGATE"),
            Self::BIDIRECTIONAL_SEQUENCE_LSTM => Some("BIDIRECTIONAL_SEQUENCE_LSTM"),
            Self::CAST => Some("CAST"),
            Self::PRELU => Some("PRELU"),
            Self::MAXIMUM => Some("MAXIMUM"),
            Self::ARG_MAX => Some("ARG_MAX"),
            Self::MINIMUM => Some("MINIMUM"),
            Self::LESS => Some("LESS"),
            Self::NEG => Some("NEG"),
            Self::PADV2 => Some("PADV2"),
            Self::GREATER => Some("GREATER"),
            Self::GREATER_EQUAL => Some("GREATER_EQUAL"),
            Self::LESS_EQUAL => Some("LESS_EQUAL"),
            Self::SELECT => Some("SELECT"),
            Self::SLICE => Some("SLICE"),
            Self::SIN => Some("SIN"),
            Self::TRANSPOSE_CONV => Some("TRANSPOSE_CONV"),
            Self::SPARSE_TO_DENSE => Some("SPARSE_TO_DENSE"),
            Self::TILE => Some("TILE"),
            Self::EXPAND_DIMS => Some("EXPAND_DIMS"),
            Self::EQUAL => Some("EQUAL"),
            Self::NOT_EQUAL => Some("NOT_EQUAL"),
            Self::LOG => Some("LOG"),
            Self::SUM => Some("SUM"),
            Self::SQRT => Some("SQRT"),
            Self::RSQRT => Some("RSQRT"),
            Self::SHAPE => Some("SHAPE"),
            Self::POW => Some("POW"),
            Self::ARG_MIN => Some("ARG_MIN"),
            Self::FAKE_QUANT => Some("FAKE_QUANT"),
            Self::REDUCE_PROD => Some("REDUCE_PROD"),
            Self::REDUCE_MAX => Some("REDUCE_MAX"),
            Self::PACK => Some("PACK"),
            Self::LOGICAL_OR => Some("LOGICAL_OR"),
            Self::ONE_HOT => Some("ONE_HOT"),
            Self::LOGICAL_AND => Some("LOGICAL_AND"),
            Self::LOGICAL_NOT => Some("LOGICAL_NOT"),
            Self::UNPACK => Some("UNPACK"),
            Self::REDUCE_MIN => Some("REDUCE_MIN"),
            Self::FLOOR_DIV => Some("FLOOR_DIV"),
            Self::REDUCE_ANY => Some("REDUCE_ANY"),
            Self::SQUARE => Some("SQUARE"),
            Self::ZEROS_LIKE => Some("ZEROS_LIKE"),
            Self::FILL => Some("FILL"),
            Self::FLOOR_MOD => Some("FLOOR_MOD"),
            Self::RANGE => Some("RANGE"),
            Self::RESIZE_NEAREST_NEIGHBOR => Some("RESIZE_NEAREST_NEIGHBOR"),
            Self::LEAKY_RELU => Some("LEAKY_RELU"),
            Self::SQUARED_DIFFERENCE => Some("SQUARED_DIFFERENCE"),
            Self::MIRROR_PAD => Some("MIRROR_PAD"),
            Self::ABS => Some("ABS"),
            Self::SPLIT_V => Some("SPLIT_V"),
            Self::UNIQUE => Some("UNIQUE"),
            Self::CEIL => Some("CEIL"),
            Self::REVERSE_V2 => Some("REVERSE_V2"),
            Self::ADD_N => Some("ADD_N"),
            Self::GATHER_ND => Some("GATHER_ND"),
            Self::COS => Some("COS"),
            Self::WHERE => Some("WHERE"),
            Self::RANK => Some("RANK"),
            Self::ELU => Some("ELU"),
            Self::REVERSE_SEQUENCE => Some("REVERSE_SEQUENCE"),
            Self::MATRIX_DIAG => Some("MATRIX_DIAG"),
            Self::QUANTIZE => Some("QUANTIZE"),
            Self::MATRIX_SET_DIAG => Some("MATRIX_SET_DIAG"),
            Self::ROUND => Some("ROUND"),
            Self::HARD_SWISH => Some("HARD_SWISH"),
            Self::IF => Some("IF"),
            Self::WHILE => Some("WHILE"),
            Self::NON_MAX_SUPPRESSION_V4 => Some("NON_MAX_SUPPRESSION_V4"),
            Self::NON_MAX_SUPPRESSION_V5 => Some("NON_MAX_SUPPRESSION_V5"),
            Self::SCATTER_ND => Some("SCATTER_ND"),
            Self::SELECT_V2 => Some("SELECT_V2"),
            Self::DENSIFY => Some("DENSIFY"),
            Self::SEGMENT_SUM => Some("SEGMENT_SUM"),
            Self::BATCH_MATMUL => Some("BATCH_MATMUL"),
            Self::PLACEHOLDER_FOR_GREATER_OP_CODES => Some("PLACEHOLDER_FOR_GREATER_OP_CODES"),
            Self::CUMSUM => Some("CUMSUM"),
            Self::CALL_ONCE => Some("CALL_ONCE"),
            Self::BROADCAST_TO => Some("BROADCAST_TO"),
            Self::RFFT2D => Some("RFFT2D"),
            Self::CONV_3D => Some("CONV_3D"),
            Self::IMAG => Some("IMAG"),
            Self::REAL => Some("REAL"),
            Self::COMPLEX_ABS => Some("COMPLEX_ABS"),
            Self::HASHTABLE => Some("HASHTABLE"),
            Self::HASHTABLE_FIND => Some("HASHTABLE_FIND"),
            Self::HASHTABLE_IMPORT => Some("HASHTABLE_IMPORT"),
            Self::HASHTABLE_SIZE => Some("HASHTABLE_SIZE"),
            Self::REDUCE_ALL => Some("REDUCE_ALL"),
            Self::CONV_3D_TRANSPOSE => Some("CONV_3D_TRANSPOSE"),
            Self::VAR_HANDLE => Some("VAR_HANDLE"),
            Self::READ_VARIABLE => Some("READ_VARIABLE"),
            Self::ASSIGN_VARIABLE => Some("ASSIGN_VARIABLE"),
            Self::BROADCAST_ARGS => Some("BROADCAST_ARGS"),
            Self::RANDOM_STANDARD_NORMAL => Some("RANDOM_STANDARD_NORMAL"),
            Self::BUCKETIZE => Some("BUCKETIZE"),
            Self::RANDOM_UNIFORM => Some("RANDOM_UNIFORM"),
            Self::MULTINOMIAL => Some("MULTINOMIAL"),
            Self::GELU => Some("GELU"),
            Self::DYNAMIC_UPDATE_SLICE => Some("DYNAMIC_UPDATE_SLICE"),
            Self::RELU_0_TO_1 => Some("RELU_0_TO_1"),
            Self::UNSORTED_SEGMENT_PROD => Some("UNSORTED_SEGMENT_PROD"),
            Self::UNSORTED_SEGMENT_MAX => Some("UNSORTED_SEGMENT_MAX"),
            Self::UNSORTED_SEGMENT_SUM => Some("UNSORTED_SEGMENT_SUM"),
            Self::ATAN2 => Some("ATAN2"),
            Self::UNSORTED_SEGMENT_MIN => Some("UNSORTED_SEGMENT_MIN"),
            Self::SIGN => Some("SIGN"),
            Self::BITCAST => Some("BITCAST"),
            Self::BITWISE_XOR => Some("BITWISE_XOR"),
            Self::RIGHT_SHIFT => Some("RIGHT_SHIFT"),
            Self::STABLEHLO_LOGISTIC => Some("STABLEHLO_LOGISTIC"),
            Self::STABLEHLO_ADD => Some("STABLEHLO_ADD"),
            Self::STABLEHLO_DIVIDE => Some("STABLEHLO_DIVIDE"),
            Self::STABLEHLO_MULTIPLY => Some("STABLEHLO_MULTIPLY"),
            Self::STABLEHLO_MAXIMUM => Some("STABLEHLO_MAXIMUM"),
            Self::STABLEHLO_RESHAPE => Some("STABLEHLO_RESHAPE"),
            Self::STABLEHLO_CLAMP => Some("STABLEHLO_CLAMP"),
            Self::STABLEHLO_CONCATENATE => Some("STABLEHLO_CONCATENATE"),
            Self::STABLEHLO_BROADCAST_IN_DIM => Some("STABLEHLO_BROADCAST_IN_DIM"),
            Self::STABLEHLO_CONVOLUTION => Some("STABLEHLO_CONVOLUTION"),
            Self::STABLEHLO_SLICE => Some("STABLEHLO_SLICE"),
            Self::STABLEHLO_CUSTOM_CALL => Some("STABLEHLO_CUSTOM_CALL"),
            Self::STABLEHLO_REDUCE => Some("STABLEHLO_REDUCE"),
            Self::STABLEHLO_ABS => Some("STABLEHLO_ABS"),
            Self::STABLEHLO_AND => Some("STABLEHLO_AND"),
            Self::STABLEHLO_COSINE => Some("STABLEHLO_COSINE"),
            Self::STABLEHLO_EXPONENTIAL => Some("STABLEHLO_EXPONENTIAL"),
            Self::STABLEHLO_FLOOR => Some("STABLEHLO_FLOOR"),
            Self::STABLEHLO_LOG => Some("STABLEHLO_LOG"),
            Self::STABLEHLO_MINIMUM => Some("STABLEHLO_MINIMUM"),
            Self::STABLEHLO_NEGATE => Some("STABLEHLO_NEGATE"),
            Self::STABLEHLO_OR => Some("STABLEHLO_OR"),
            Self::STABLEHLO_POWER => Some("STABLEHLO_POWER"),
            Self::STABLEHLO_REMAINDER => Some("STABLEHLO_REMAINDER"),
            Self::STABLEHLO_RSQRT => Some("STABLEHLO_RSQRT"),
            Self::STABLEHLO_SELECT => Some("STABLEHLO_SELECT"),
            Self::STABLEHLO_SUBTRACT => Some("STABLEHLO_SUBTRACT"),
            Self::STABLEHLO_TANH => Some("STABLEHLO_TANH"),
            Self::STABLEHLO_SCATTER => Some("STABLEHLO_SCATTER"),
            Self::STABLEHLO_COMPARE => Some("STABLEHLO_COMPARE"),
            Self::STABLEHLO_CONVERT => Some("STABLEHLO_CONVERT"),
            Self::STABLEHLO_DYNAMIC_SLICE => Some("STABLEHLO_DYNAMIC_SLICE"),
            Self::STABLEHLO_DYNAMIC_UPDATE_SLICE => Some("STABLEHLO_DYNAMIC_UPDATE_SLICE"),
            Self::STABLEHLO_PAD => Some("STABLEHLO_PAD"),
            Self::STABLEHLO_IOTA => Some("STABLEHLO_IOTA"),
            Self::STABLEHLO_DOT_GENERAL => Some("STABLEHLO_DOT_GENERAL"),
            Self::STABLEHLO_REDUCE_WINDOW => Some("STABLEHLO_REDUCE_WINDOW"),
            Self::STABLEHLO_SORT => Some("STABLEHLO_SORT"),
            Self::STABLEHLO_WHILE => Some("STABLEHLO_WHILE"),
            Self::STABLEHLO_GATHER => Some("STABLEHLO_GATHER"),
            Self::STABLEHLO_TRANSPOSE => Some("STABLEHLO_TRANSPOSE"),
            Self::DILATE => Some("DILATE"),
            Self::STABLEHLO_RNG_BIT_GENERATOR => Some("STABLEHLO_RNG_BIT_GENERATOR"),
            Self::REDUCE_WINDOW => Some("REDUCE_WINDOW"),
            Self::STABLEHLO_COMPOSITE => Some("STABLEHLO_COMPOSITE"),
            Self::STABLEHLO_SHIFT_LEFT => Some("STABLEHLO_SHIFT_LEFT"),
            Self::STABLEHLO_CBRT => Some("STABLEHLO_CBRT"),
            Self::STABLEHLO_CASE => Some("STABLEHLO_CASE"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for BuiltinOperator {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for BuiltinOperator {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<i32>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for BuiltinOperator {
    type Output = BuiltinOperator;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<i32>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for BuiltinOperator {
    type Scalar = i32;
    #[inline]
    fn to_little_endian(self) -> i32 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: i32) -> Self {
        let b = i32::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for BuiltinOperator {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        i32::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for BuiltinOperator {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct BuiltinOptions(pub u8);
#[allow(non_upper_case_globals)]
impl BuiltinOptions {
    pub const NONE: Self = Self(0);
    pub const Conv2DOptions: Self = Self(1);
    pub const DepthwiseConv2DOptions: Self = Self(2);
    pub const ConcatEmbeddingsOptions: Self = Self(3);
    pub const LSHProjectionOptions: Self = Self(4);
    pub const Pool2DOptions: Self = Self(5);
    pub const SVDFOptions: Self = Self(6);
    pub const RNNOptions: Self = Self(7);
    pub const FullyConnectedOptions: Self = Self(8);
    pub const SoftmaxOptions: Self = Self(9);
    pub const ConcatenationOptions: Self = Self(10);
    pub const AddOptions: Self = Self(11);
    pub const L2NormOptions: Self = Self(12);
    pub const LocalResponseNormalizationOptions: Self = Self(13);
    pub const LSTMOptions: Self = Self(14);
    pub const ResizeBilinearOptions: Self = Self(15);
    pub const CallOptions: Self = Self(16);
    pub const ReshapeOptions: Self = Self(17);
    pub const SkipGramOptions: Self = Self(18);
    pub const SpaceToDepthOptions: Self = Self(19);
    pub const EmbeddingLookupSparseOptions: Self = Self(20);
    pub const MulOptions: Self = Self(21);
    pub const PadOptions: Self = Self(22);
    pub const GatherOptions: Self = Self(23);
    pub const BatchToSpaceNDOptions: Self = Self(24);
    pub const SpaceToBatchNDOptions: Self = Self(25);
    pub const TransposeOptions: Self = Self(26);
    pub const ReducerOptions: Self = Self(27);
    pub const SubOptions: Self = Self(28);
    pub const DivOptions: Self = Self(29);
    pub const SqueezeOptions: Self = Self(30);
    pub const SequenceRNNOptions: Self = Self(31);
    pub const StridedSliceOptions: Self = Self(32);
    pub const ExpOptions: Self = Self(33);
    pub const TopKV2Options: Self = Self(34);
    pub const SplitOptions: Self = Self(35);
    pub const LogSoftmaxOptions: Self = Self(36);
    pub const CastOptions: Self = Self(37);
    pub const DequantizeOptions: Self = Self(38);
    pub const MaximumMinimumOptions: Self = Self(39);
    pub const ArgMaxOptions: Self = Self(40);
    pub const LessOptions: Self = Self(41);
    pub const NegOptions: Self = Self(42);
    pub const PadV2Options: Self = Self(43);
    pub const GreaterOptions: Self = Self(44);
    pub const GreaterEqualOptions: Self = Self(45);
    pub const LessEqualOptions: Self = Self(46);
    pub const SelectOptions: Self = Self(47);
    pub const SliceOptions: Self = Self(48);
    pub const TransposeConvOptions: Self = Self(49);
    pub const SparseToDenseOptions: Self = Self(50);
    pub const TileOptions: Self = Self(51);
    pub const ExpandDimsOptions: Self = Self(52);
    pub const EqualOptions: Self = Self(53);
    pub const NotEqualOptions: Self = Self(54);
    pub const ShapeOptions: Self = Self(55);
    pub const PowOptions: Self = Self(56);
    pub const ArgMinOptions: Self = Self(57);
    pub const FakeQuantOptions: Self = Self(58);
    pub const PackOptions: Self = Self(59);
    pub const LogicalOrOptions: Self = Self(60);
    pub const OneHotOptions: Self = Self(61);
    pub const LogicalAndOptions: Self = Self(62);
    pub const LogicalNotOptions: Self = Self(63);
    pub const UnpackOptions: Self = Self(64);
    pub const FloorDivOptions: Self = Self(65);
    pub const SquareOptions: Self = Self(66);
    pub const ZerosLikeOptions: Self = Self(67);
    pub const FillOptions: Self = Self(68);
    pub const BidirectionalSequenceLSTMOptions: Self = Self(69);
    pub const BidirectionalSequenceRNNOptions: Self = Self(70);
    pub const UnidirectionalSequenceLSTMOptions: Self = Self(71);
    pub const FloorModOptions: Self = Self(72);
    pub const RangeOptions: Self = Self(73);
    pub const ResizeNearestNeighborOptions: Self = Self(74);
    pub const LeakyReluOptions: Self = Self(75);
    pub const SquaredDifferenceOptions: Self = Self(76);
    pub const MirrorPadOptions: Self = Self(77);
    pub const AbsOptions: Self = Self(78);
    pub const SplitVOptions: Self = Self(79);
    pub const UniqueOptions: Self = Self(80);
    pub const ReverseV2Options: Self = Self(81);
    pub const AddNOptions: Self = Self(82);
    pub const GatherNdOptions: Self = Self(83);
    pub const CosOptions: Self = Self(84);
    pub const WhereOptions: Self = Self(85);
    pub const RankOptions: Self = Self(86);
    pub const ReverseSequenceOptions: Self = Self(87);
    pub const MatrixDiagOptions: Self = Self(88);
    pub const QuantizeOptions: Self = Self(89);
    pub const MatrixSetDiagOptions: Self = Self(90);
    pub const HardSwishOptions: Self = Self(91);
    pub const IfOptions: Self = Self(92);
    pub const WhileOptions: Self = Self(93);
    pub const DepthToSpaceOptions: Self = Self(94);
    pub const NonMaxSuppressionV4Options: Self = Self(95);
    pub const NonMaxSuppressionV5Options: Self = Self(96);
    pub const ScatterNdOptions: Self = Self(97);
    pub const SelectV2Options: Self = Self(98);
    pub const DensifyOptions: Self = Self(99);
    pub const SegmentSumOptions: Self = Self(100);
    pub const BatchMatMulOptions: Self = Self(101);
    pub const CumsumOptions: Self = Self(102);
    pub const CallOnceOptions: Self = Self(103);
    pub const BroadcastToOptions: Self = Self(104);
    pub const Rfft2dOptions: Self = Self(105);
    pub const Conv3DOptions: Self = Self(106);
    pub const HashtableOptions: Self = Self(107);
    pub const HashtableFindOptions: Self = Self(108);
    pub const HashtableImportOptions: Self = Self(109);
    pub const HashtableSizeOptions: Self = Self(110);
    pub const VarHandleOptions: Self = Self(111);
    pub const ReadVariableOptions: Self = Self(112);
    pub const AssignVariableOptions: Self = Self(113);
    pub const RandomOptions: Self = Self(114);
    pub const BucketizeOptions: Self = Self(115);
    pub const GeluOptions: Self = Self(116);
    pub const DynamicUpdateSliceOptions: Self = Self(117);
    pub const UnsortedSegmentProdOptions: Self = Self(118);
    pub const UnsortedSegmentMaxOptions: Self = Self(119);
    pub const UnsortedSegmentMinOptions: Self = Self(120);
    pub const UnsortedSegmentSumOptions: Self = Self(121);
    pub const ATan2Options: Self = Self(122);
    pub const SignOptions: Self = Self(123);
    pub const BitcastOptions: Self = Self(124);
    pub const BitwiseXorOptions: Self = Self(125);
    pub const RightShiftOptions: Self = Self(126);

    pub const ENUM_MIN: u8 = 0;
    pub const ENUM_MAX: u8 = 126;
    pub const ENUM_VALUES: &'static [Self] = &[
        Self::NONE,
        Self::Conv2DOptions,
        Self::DepthwiseConv2DOptions,
        Self::ConcatEmbeddingsOptions,
        Self::LSHProjectionOptions,
        Self::Pool2DOptions,
        Self::SVDFOptions,
        Self::RNNOptions,
        Self::FullyConnectedOptions,
        Self::SoftmaxOptions,
        Self::ConcatenationOptions,
        Self::AddOptions,
        Self::L2NormOptions,
        Self::LocalResponseNormalizationOptions,
        Self::LSTMOptions,
        Self::ResizeBilinearOptions,
        Self::CallOptions,
        Self::ReshapeOptions,
        Self::SkipGramOptions,
        Self::SpaceToDepthOptions,
        Self::EmbeddingLookupSparseOptions,
        Self::MulOptions,
        Self::PadOptions,
        Self::GatherOptions,
        Self::BatchToSpaceNDOptions,
        Self::SpaceToBatchNDOptions,
        Self::TransposeOptions,
        Self::ReducerOptions,
        Self::SubOptions,
        Self::DivOptions,
        Self::SqueezeOptions,
        Self::SequenceRNNOptions,
        Self::StridedSliceOptions,
        Self::ExpOptions,
        Self::TopKV2Options,
        Self::SplitOptions,
        Self::LogSoftmaxOptions,
        Self::CastOptions,
        Self::DequantizeOptions,
        Self::MaximumMinimumOptions,
        Self::ArgMaxOptions,
        Self::LessOptions,
        Self::NegOptions,
        Self::PadV2Options,
        Self::GreaterOptions,
        Self::GreaterEqualOptions,
        Self::LessEqualOptions,
        Self::SelectOptions,
        Self::SliceOptions,
        Self::TransposeConvOptions,
        Self::SparseToDenseOptions,
        Self::TileOptions,
        Self::ExpandDimsOptions,
        Self::EqualOptions,
        Self::NotEqualOptions,
        Self::ShapeOptions,
        Self::PowOptions,
        Self::ArgMinOptions,
        Self::FakeQuantOptions,
        Self::PackOptions,
        Self::LogicalOrOptions,
        Self::OneHotOptions,
        Self::LogicalAndOptions,
        Self::LogicalNotOptions,
        Self::UnpackOptions,
        Self::FloorDivOptions,
        Self::SquareOptions,
        Self::ZerosLikeOptions,
        Self::FillOptions,
        Self::BidirectionalSequenceLSTMOptions,
        Self::BidirectionalSequenceRNNOptions,
        Self::UnidirectionalSequenceLSTMOptions,
        Self::FloorModOptions,
        Self::RangeOptions,
        Self::ResizeNearestNeighborOptions,
        Self::LeakyReluOptions,
        Self::SquaredDifferenceOptions,
        Self::MirrorPadOptions,
        Self::AbsOptions,
        Self::SplitVOptions,
        Self::UniqueOptions,
        Self::ReverseV2Options,
        Self::AddNOptions,
        Self::GatherNdOptions,
        Self::CosOptions,
        Self::WhereOptions,
        Self::RankOptions,
        Self::ReverseSequenceOptions,
        Self::MatrixDiagOptions,
        Self::QuantizeOptions,
        Self::MatrixSetDiagOptions,
        Self::HardSwishOptions,
        Self::IfOptions,
        Self::WhileOptions,
        Self::DepthToSpaceOptions,
        Self::NonMaxSuppressionV4Options,
        Self::NonMaxSuppressionV5Options,
        Self::ScatterNdOptions,
        Self::SelectV2Options,
        Self::DensifyOptions,
        Self::SegmentSumOptions,
        Self::BatchMatMulOptions,
        Self::CumsumOptions,
        Self::CallOnceOptions,
        Self::BroadcastToOptions,
        Self::Rfft2dOptions,
        Self::Conv3DOptions,
        Self::HashtableOptions,
        Self::HashtableFindOptions,
        Self::HashtableImportOptions,
        Self::HashtableSizeOptions,
        Self::VarHandleOptions,
        Self::ReadVariableOptions,
        Self::AssignVariableOptions,
        Self::RandomOptions,
        Self::BucketizeOptions,
        Self::GeluOptions,
        Self::DynamicUpdateSliceOptions,
        Self::UnsortedSegmentProdOptions,
        Self::UnsortedSegmentMaxOptions,
        Self::UnsortedSegmentMinOptions,
        Self::UnsortedSegmentSumOptions,
        Self::ATan2Options,
        Self::SignOptions,
        Self::BitcastOptions,
        Self::BitwiseXorOptions,
        Self::RightShiftOptions,
    ];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::NONE => Some("NONE"),
            Self::Conv2DOptions => Some("Conv2DOptions"),
            Self::DepthwiseConv2DOptions => Some("DepthwiseConv2DOptions"),
            Self::ConcatEmbeddingsOptions => Some("ConcatEmbeddingsOptions"),
            Self::LSHProjectionOptions => Some("LSHProjectionOptions"),
            Self::Pool2DOptions => Some("Pool2DOptions"),
            Self::SVDFOptions => Some("SVDFOptions"),
            Self::RNNOptions => Some("RNNOptions"),
            Self::FullyConnectedOptions => Some("FullyConnectedOptions"),
            Self::SoftmaxOptions => Some("SoftmaxOptions"),
            Self::ConcatenationOptions => Some("ConcatenationOptions"),
            Self::AddOptions => Some("AddOptions"),
            Self::L2NormOptions => Some("L2NormOptions"),
            Self::LocalResponseNormalizationOptions => Some("LocalResponseNormalizationOptions"),
            Self::LSTMOptions => Some("LSTMOptions"),
            Self::ResizeBilinearOptions => Some("ResizeBilinearOptions"),
            Self::CallOptions => Some("CallOptions"),
            Self::ReshapeOptions => Some("ReshapeOptions"),
            Self::SkipGramOptions => Some("SkipGramOptions"),
            Self::SpaceToDepthOptions => Some("SpaceToDepthOptions"),
            Self::EmbeddingLookupSparseOptions => Some("EmbeddingLookupSparseOptions"),
            Self::MulOptions => Some("MulOptions"),
            Self::PadOptions => Some("PadOptions"),
            Self::GatherOptions => Some("GatherOptions"),
            Self::BatchToSpaceNDOptions => Some("BatchToSpaceNDOptions"),
            Self::SpaceToBatchNDOptions => Some("SpaceToBatchNDOptions"),
            Self::TransposeOptions => Some("TransposeOptions"),
            Self::ReducerOptions => Some("ReducerOptions"),
            Self::SubOptions => Some("SubOptions"),
            Self::DivOptions => Some("DivOptions"),
            Self::SqueezeOptions => Some("SqueezeOptions"),
            Self::SequenceRNNOptions => Some("SequenceRNNOptions"),
            Self::StridedSliceOptions => Some("StridedSliceOptions"),
            Self::ExpOptions => Some("ExpOptions"),
            Self::TopKV2Options => Some("TopKV2Options"),
            Self::SplitOptions => Some("SplitOptions"),
            Self::LogSoftmaxOptions => Some("LogSoftmaxOptions"),
            Self::CastOptions => Some("CastOptions"),
            Self::DequantizeOptions => Some("DequantizeOptions"),
            Self::MaximumMinimumOptions => Some("MaximumMinimumOptions"),
            Self::ArgMaxOptions => Some("ArgMaxOptions"),
            Self::LessOptions => Some("LessOptions"),
            Self::NegOptions => Some("NegOptions"),
            Self::PadV2Options => Some("PadV2Options"),
            Self::GreaterOptions => Some("GreaterOptions"),
            Self::GreaterEqualOptions => Some("GreaterEqualOptions"),
            Self::LessEqualOptions => Some("LessEqualOptions"),
            Self::SelectOptions => Some("SelectOptions"),
            Self::SliceOptions => Some("SliceOptions"),
            Self::TransposeConvOptions => Some("TransposeConvOptions"),
            Self::SparseToDenseOptions => Some("SparseToDenseOptions"),
            Self::TileOptions => Some("TileOptions"),
            Self::ExpandDimsOptions => Some("ExpandDimsOptions"),
            Self::EqualOptions => Some("EqualOptions"),
            Self::NotEqualOptions => Some("NotEqualOptions"),
            Self::ShapeOptions => Some("ShapeOptions"),
            Self::PowOptions => Some("PowOptions"),
            Self::ArgMinOptions => Some("ArgMinOptions"),
            Self::FakeQuantOptions => Some("FakeQuantOptions"),
            Self::PackOptions => Some("PackOptions"),
            Self::LogicalOrOptions => Some("LogicalOrOptions"),
            Self::OneHotOptions => Some("OneHotOptions"),
            Self::LogicalAndOptions => Some("LogicalAndOptions"),
            Self::LogicalNotOptions => Some("LogicalNotOptions"),
            Self::UnpackOptions => Some("UnpackOptions"),
            Self::FloorDivOptions => Some("FloorDivOptions"),
            Self::SquareOptions => Some("SquareOptions"),
            Self::ZerosLikeOptions => Some("ZerosLikeOptions"),
            Self::FillOptions => Some("FillOptions"),
            Self::BidirectionalSequenceLSTMOptions => Some("BidirectionalSequenceLSTMOptions"),
            Self::BidirectionalSequenceRNNOptions => Some("BidirectionalSequenceRNNOptions"),
            Self::UnidirectionalSequenceLSTMOptions => Some("UnidirectionalSequenceLSTMOptions"),
            Self::FloorModOptions => Some("FloorModOptions"),
            Self::RangeOptions => Some("RangeOptions"),
            Self::ResizeNearestNeighborOptions => Some("ResizeNearestNeighborOptions"),
            Self::LeakyReluOptions => Some("LeakyReluOptions"),
            Self::SquaredDifferenceOptions => Some("SquaredDifferenceOptions"),
            Self::MirrorPadOptions => Some("MirrorPadOptions"),
            Self::AbsOptions => Some("AbsOptions"),
            Self::SplitVOptions => Some("SplitVOptions"),
            Self::UniqueOptions => Some("UniqueOptions"),
            Self::ReverseV2Options => Some("ReverseV2Options"),
            Self::AddNOptions => Some("AddNOptions"),
            Self::GatherNdOptions => Some("GatherNdOptions"),
            Self::CosOptions => Some("CosOptions"),
            Self::WhereOptions => Some("WhereOptions"),
            Self::RankOptions => Some("RankOptions"),
            Self::ReverseSequenceOptions => Some("ReverseSequenceOptions"),
            Self::MatrixDiagOptions => Some("MatrixDiagOptions"),
            Self::QuantizeOptions => Some("QuantizeOptions"),
            Self::MatrixSetDiagOptions => Some("MatrixSetDiagOptions"),
            Self::HardSwishOptions => Some("HardSwishOptions"),
            Self::IfOptions => Some("IfOptions"),
            Self::WhileOptions => Some("WhileOptions"),
            Self::DepthToSpaceOptions => Some("DepthToSpaceOptions"),
            Self::NonMaxSuppressionV4Options => Some("NonMaxSuppressionV4Options"),
            Self::NonMaxSuppressionV5Options => Some("NonMaxSuppressionV5Options"),
            Self::ScatterNdOptions => Some("ScatterNdOptions"),
            Self::SelectV2Options => Some("SelectV2Options"),
            Self::DensifyOptions => Some("DensifyOptions"),
            Self::SegmentSumOptions => Some("SegmentSumOptions"),
            Self::BatchMatMulOptions => Some("BatchMatMulOptions"),
            Self::CumsumOptions => Some("CumsumOptions"),
            Self::CallOnceOptions => Some("CallOnceOptions"),
            Self::BroadcastToOptions => Some("BroadcastToOptions"),
            Self::Rfft2dOptions => Some("Rfft2dOptions"),
            Self::Conv3DOptions => Some("Conv3DOptions"),
            Self::HashtableOptions => Some("HashtableOptions"),
            Self::HashtableFindOptions => Some("HashtableFindOptions"),
            Self::HashtableImportOptions => Some("HashtableImportOptions"),
            Self::HashtableSizeOptions => Some("HashtableSizeOptions"),
            Self::VarHandleOptions => Some("VarHandleOptions"),
            Self::ReadVariableOptions => Some("ReadVariableOptions"),
            Self::AssignVariableOptions => Some("AssignVariableOptions"),
            Self::RandomOptions => Some("RandomOptions"),
            Self::BucketizeOptions => Some("BucketizeOptions"),
            Self::GeluOptions => Some("GeluOptions"),
            Self::DynamicUpdateSliceOptions => Some("DynamicUpdateSliceOptions"),
            Self::UnsortedSegmentProdOptions => Some("UnsortedSegmentProdOptions"),
            Self::UnsortedSegmentMaxOptions => Some("UnsortedSegmentMaxOptions"),
            Self::UnsortedSegmentMinOptions => Some("UnsortedSegmentMinOptions"),
            Self::UnsortedSegmentSumOptions => Some("UnsortedSegmentSumOptions"),
            Self::ATan2Options => Some("ATan2Options"),
            Self::SignOptions => Some("SignOptions"),
            Self::BitcastOptions => Some("BitcastOptions"),
            Self::BitwiseXorOptions => Some("BitwiseXorOptions"),
            Self::RightShiftOptions => Some("RightShiftOptions"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for BuiltinOptions {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for BuiltinOptions {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<u8>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for BuiltinOptions {
    type Output = BuiltinOptions;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<u8>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for BuiltinOptions {
    type Scalar = u8;
    #[inline]
    fn to_little_endian(self) -> u8 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: u8) -> Self {
        let b = u8::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for BuiltinOptions {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        u8::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for BuiltinOptions {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct BuiltinOptions2(pub u8);
#[allow(non_upper_case_globals)]
impl BuiltinOptions2 {
    pub const NONE: Self = Self(0);
    pub const StablehloConcatenateOptions: Self = Self(1);
    pub const StablehloBroadcastInDimOptions: Self = Self(2);
    pub const StablehloSliceOptions: Self = Self(3);
    pub const StablehloConvolutionOptions: Self = Self(4);
    pub const StablehloCustomCallOptions: Self = Self(5);
    pub const StablehloReduceOptions: Self = Self(6);
    pub const StablehloScatterOptions: Self = Self(7);
    pub const StablehloCompareOptions: Self = Self(8);
    pub const StablehloDynamicSliceOptions: Self = Self(9);
    pub const StablehloPadOptions: Self = Self(10);
    pub const StablehloIotaOptions: Self = Self(11);
    pub const StablehloDotGeneralOptions: Self = Self(12);
    pub const StablehloReduceWindowOptions: Self = Self(13);
    pub const StablehloSortOptions: Self = Self(14);
    pub const StablehloWhileOptions: Self = Self(15);
    pub const StablehloGatherOptions: Self = Self(16);
    pub const StablehloTransposeOptions: Self = Self(17);
    pub const DilateOptions: Self = Self(18);
    pub const StablehloRngBitGeneratorOptions: Self = Self(19);
    pub const ReduceWindowOptions: Self = Self(20);
    pub const StableHLOCompositeOptions: Self = Self(21);
    pub const StablehloShiftLeftOptions: Self = Self(22);
    pub const StablehloCaseOptions: Self = Self(23);

    pub const ENUM_MIN: u8 = 0;
    pub const ENUM_MAX: u8 = 23;
    pub const ENUM_VALUES: &'static [Self] = &[
        Self::NONE,
        Self::StablehloConcatenateOptions,
        Self::StablehloBroadcastInDimOptions,
        Self::StablehloSliceOptions,
        Self::StablehloConvolutionOptions,
        Self::StablehloCustomCallOptions,
        Self::StablehloReduceOptions,
        Self::StablehloScatterOptions,
        Self::StablehloCompareOptions,
        Self::StablehloDynamicSliceOptions,
        Self::StablehloPadOptions,
        Self::StablehloIotaOptions,
        Self::StablehloDotGeneralOptions,
        Self::StablehloReduceWindowOptions,
        Self::StablehloSortOptions,
        Self::StablehloWhileOptions,
        Self::StablehloGatherOptions,
        Self::StablehloTransposeOptions,
        Self::DilateOptions,
        Self::StablehloRngBitGeneratorOptions,
        Self::ReduceWindowOptions,
        Self::StableHLOCompositeOptions,
        Self::StablehloShiftLeftOptions,
        Self::StablehloCaseOptions,
    ];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::NONE => Some("NONE"),
            Self::StablehloConcatenateOptions => Some("StablehloConcatenateOptions"),
            Self::StablehloBroadcastInDimOptions => Some("StablehloBroadcastInDimOptions"),
            Self::StablehloSliceOptions => Some("StablehloSliceOptions"),
            Self::StablehloConvolutionOptions => Some("StablehloConvolutionOptions"),
            Self::StablehloCustomCallOptions => Some("StablehloCustomCallOptions"),
            Self::StablehloReduceOptions => Some("StablehloReduceOptions"),
            Self::StablehloScatterOptions => Some("StablehloScatterOptions"),
            Self::StablehloCompareOptions => Some("StablehloCompareOptions"),
            Self::StablehloDynamicSliceOptions => Some("StablehloDynamicSliceOptions"),
            Self::StablehloPadOptions => Some("StablehloPadOptions"),
            Self::StablehloIotaOptions => Some("StablehloIotaOptions"),
            Self::StablehloDotGeneralOptions => Some("StablehloDotGeneralOptions"),
            Self::StablehloReduceWindowOptions => Some("StablehloReduceWindowOptions"),
            Self::StablehloSortOptions => Some("StablehloSortOptions"),
            Self::StablehloWhileOptions => Some("StablehloWhileOptions"),
            Self::StablehloGatherOptions => Some("StablehloGatherOptions"),
            Self::StablehloTransposeOptions => Some("StablehloTransposeOptions"),
            Self::DilateOptions => Some("DilateOptions"),
            Self::StablehloRngBitGeneratorOptions => Some("StablehloRngBitGeneratorOptions"),
            Self::ReduceWindowOptions => Some("ReduceWindowOptions"),
            Self::StableHLOCompositeOptions => Some("StableHLOCompositeOptions"),
            Self::StablehloShiftLeftOptions => Some("StablehloShiftLeftOptions"),
            Self::StablehloCaseOptions => Some("StablehloCaseOptions"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for BuiltinOptions2 {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for BuiltinOptions2 {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<u8>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for BuiltinOptions2 {
    type Output = BuiltinOptions2;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<u8>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for BuiltinOptions2 {
    type Scalar = u8;
    #[inline]
    fn to_little_endian(self) -> u8 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: u8) -> Self {
        let b = u8::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for BuiltinOptions2 {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        u8::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for BuiltinOptions2 {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct AssociatedFileType(pub i8);
#[allow(non_upper_case_globals)]
impl AssociatedFileType {
    pub const UNKNOWN: Self = Self(0);
    pub const DESCRIPTIONS: Self = Self(1);
    pub const TENSOR_AXIS_LABELS: Self = Self(2);
    pub const TENSOR_VALUE_LABELS: Self = Self(3);
    pub const TENSOR_AXIS_SCORE_CALIBRATION: Self = Self(4);
    pub const VOCABULARY: Self = Self(5);

    pub const ENUM_MIN: i8 = 0;
    pub const ENUM_MAX: i8 = 5;
    pub const ENUM_VALUES: &'static [Self] = &[
        Self::UNKNOWN,
        Self::DESCRIPTIONS,
        Self::TENSOR_AXIS_LABELS,
        Self::TENSOR_VALUE_LABELS,
        Self::TENSOR_AXIS_SCORE_CALIBRATION,
        Self::VOCABULARY,
    ];
    /// Returns the variant's name or "" if unknown.
    pub fn variant_name(self) -> Option<&'static str> {
        match self {
            Self::UNKNOWN => Some("UNKNOWN"),
            Self::DESCRIPTIONS => Some("DESCRIPTIONS"),
            Self::TENSOR_AXIS_LABELS => Some("TENSOR_AXIS_LABELS"),
            Self::TENSOR_VALUE_LABELS => Some("TENSOR_VALUE_LABELS"),
            Self::TENSOR_AXIS_SCORE_CALIBRATION => Some("TENSOR_AXIS_SCORE_CALIBRATION"),
            Self::VOCABULARY => Some("VOCABULARY"),
            _ => None,
        }
    }
}
impl ::core::fmt::Debug for AssociatedFileType {
    fn fmt(&self, f: &mut ::core::fmt::Formatter) -> ::core::fmt::Result {
        if let Some(name) = self.variant_name() {
            f.write_str(name)
        } else {
            f.write_fmt(format_args!("<UNKNOWN {:?}>", self.0))
        }
    }
}
impl<'a> ::flatbuffers::Follow<'a> for AssociatedFileType {
    type Inner = Self;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        let b = unsafe { ::flatbuffers::read_scalar_at::<i8>(buf, loc) };
        Self(b)
    }
}

impl ::flatbuffers::Push for AssociatedFileType {
    type Output = AssociatedFileType;
    #[inline]
    unsafe fn push(&self, dst: &mut [u8], _written_len: usize) {
        unsafe { ::flatbuffers::emplace_scalar::<i8>(dst, self.0) };
    }
}

impl ::flatbuffers::EndianScalar for AssociatedFileType {
    type Scalar = i8;
    #[inline]
    fn to_little_endian(self) -> i8 {
        self.0.to_le()
    }
    #[inline]
    #[allow(clippy::wrong_self_convention)]
    fn from_little_endian(v: i8) -> Self {
        let b = i8::from_le(v);
        Self(b)
    }
}

impl<'a> ::flatbuffers::Verifiable for AssociatedFileType {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        i8::run_verifier(v, pos)
    }
}

impl ::flatbuffers::SimpleToVerifyInSlice for AssociatedFileType {}
#[derive(Copy, Clone, PartialEq)]

pub struct Model<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for Model<'a> {
    type Inner = Model<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> Model<'a> {
    pub const VT_VERSION: ::flatbuffers::VOffsetT = 4;
    pub const VT_OPERATOR_CODES: ::flatbuffers::VOffsetT = 6;
    pub const VT_SUBGRAPHS: ::flatbuffers::VOffsetT = 8;
    pub const VT_DESCRIPTION: ::flatbuffers::VOffsetT = 10;
    pub const VT_BUFFERS: ::flatbuffers::VOffsetT = 12;
    pub const VT_METADATA_BUFFER: ::flatbuffers::VOffsetT = 14;
    pub const VT_METADATA: ::flatbuffers::VOffsetT = 16;
    pub const VT_SIGNATURE_DEFS: ::flatbuffers::VOffsetT = 18;
    pub const VT_EXTERNAL_BUFFER_GROUPS: ::flatbuffers::VOffsetT = 20;
    pub const VT_EXTERNAL_BUFFERS: ::flatbuffers::VOffsetT = 22;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        Model { _tab: table }
    }

    #[inline]
    pub fn version(&self) -> u32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe { self._tab.get::<u32>(Model::VT_VERSION, Some(0)).unwrap() }
    }
    #[inline]
    pub fn operator_codes(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<OperatorCode<'a>>>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<OperatorCode>>,
            >>(Model::VT_OPERATOR_CODES, None)
        }
    }
    #[inline]
    pub fn subgraphs(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<SubGraph<'a>>>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<SubGraph>>,
            >>(Model::VT_SUBGRAPHS, None)
        }
    }
    #[inline]
    pub fn description(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(Model::VT_DESCRIPTION, None)
        }
    }
    #[inline]
    pub fn buffers(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<Buffer<'a>>>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<Buffer>>,
            >>(Model::VT_BUFFERS, None)
        }
    }
    #[inline]
    pub fn metadata_buffer(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    Model::VT_METADATA_BUFFER,
                    None,
                )
        }
    }
    #[inline]
    pub fn metadata(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<Metadata<'a>>>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<Metadata>>,
            >>(Model::VT_METADATA, None)
        }
    }
    #[inline]
    pub fn signature_defs(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<SignatureDef<'a>>>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<SignatureDef>>,
            >>(Model::VT_SIGNATURE_DEFS, None)
        }
    }
    #[inline]
    pub fn external_buffer_groups(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<ExternalBufferGroup<'a>>>>
    {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<ExternalBufferGroup>>,
            >>(Model::VT_EXTERNAL_BUFFER_GROUPS, None)
        }
    }
    #[inline]
    pub fn external_buffers(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<ExternalBuffer<'a>>>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<ExternalBuffer>>,
            >>(Model::VT_EXTERNAL_BUFFERS, None)
        }
    }
}

impl ::flatbuffers::Verifiable for Model<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<u32>("version", Self::VT_VERSION, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<OperatorCode>>,
            >>("operator_codes", Self::VT_OPERATOR_CODES, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<SubGraph>>,
            >>("subgraphs", Self::VT_SUBGRAPHS, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>(
                "description",
                Self::VT_DESCRIPTION,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<Buffer>>,
            >>("buffers", Self::VT_BUFFERS, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>(
                "metadata_buffer",
                Self::VT_METADATA_BUFFER,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<Metadata>>,
            >>("metadata", Self::VT_METADATA, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<SignatureDef>>,
            >>("signature_defs", Self::VT_SIGNATURE_DEFS, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<ExternalBufferGroup>>,
            >>(
                "external_buffer_groups",
                Self::VT_EXTERNAL_BUFFER_GROUPS,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<ExternalBuffer>>,
            >>("external_buffers", Self::VT_EXTERNAL_BUFFERS, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SubGraph<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SubGraph<'a> {
    type Inner = SubGraph<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SubGraph<'a> {
    pub const VT_TENSORS: ::flatbuffers::VOffsetT = 4;
    pub const VT_INPUTS: ::flatbuffers::VOffsetT = 6;
    pub const VT_OUTPUTS: ::flatbuffers::VOffsetT = 8;
    pub const VT_OPERATORS: ::flatbuffers::VOffsetT = 10;
    pub const VT_NAME: ::flatbuffers::VOffsetT = 12;
    pub const VT_DEBUG_METADATA_INDEX: ::flatbuffers::VOffsetT = 14;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SubGraph { _tab: table }
    }

    #[inline]
    pub fn tensors(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<Tensor<'a>>>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<Tensor>>,
            >>(SubGraph::VT_TENSORS, None)
        }
    }
    #[inline]
    pub fn inputs(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    SubGraph::VT_INPUTS,
                    None,
                )
        }
    }
    #[inline]
    pub fn outputs(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    SubGraph::VT_OUTPUTS,
                    None,
                )
        }
    }
    #[inline]
    pub fn operators(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<Operator<'a>>>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<Operator>>,
            >>(SubGraph::VT_OPERATORS, None)
        }
    }
    #[inline]
    pub fn name(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(SubGraph::VT_NAME, None)
        }
    }
    #[inline]
    pub fn debug_metadata_index(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(SubGraph::VT_DEBUG_METADATA_INDEX, Some(-1))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for SubGraph<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<Tensor>>,
            >>("tensors", Self::VT_TENSORS, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>(
                "inputs",
                Self::VT_INPUTS,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>(
                "outputs",
                Self::VT_OUTPUTS,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<Operator>>,
            >>("operators", Self::VT_OPERATORS, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>("name", Self::VT_NAME, false)?
            .visit_field::<i32>("debug_metadata_index", Self::VT_DEBUG_METADATA_INDEX, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SignatureDef<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SignatureDef<'a> {
    type Inner = SignatureDef<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SignatureDef<'a> {
    pub const VT_INPUTS: ::flatbuffers::VOffsetT = 4;
    pub const VT_OUTPUTS: ::flatbuffers::VOffsetT = 6;
    pub const VT_SIGNATURE_KEY: ::flatbuffers::VOffsetT = 8;
    pub const VT_SUBGRAPH_INDEX: ::flatbuffers::VOffsetT = 12;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SignatureDef { _tab: table }
    }

    #[inline]
    pub fn inputs(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<TensorMap<'a>>>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<TensorMap>>,
            >>(SignatureDef::VT_INPUTS, None)
        }
    }
    #[inline]
    pub fn outputs(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<TensorMap<'a>>>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<TensorMap>>,
            >>(SignatureDef::VT_OUTPUTS, None)
        }
    }
    #[inline]
    pub fn signature_key(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(SignatureDef::VT_SIGNATURE_KEY, None)
        }
    }
    #[inline]
    pub fn subgraph_index(&self) -> u32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<u32>(SignatureDef::VT_SUBGRAPH_INDEX, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for SignatureDef<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<TensorMap>>,
            >>("inputs", Self::VT_INPUTS, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<TensorMap>>,
            >>("outputs", Self::VT_OUTPUTS, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>(
                "signature_key",
                Self::VT_SIGNATURE_KEY,
                false,
            )?
            .visit_field::<u32>("subgraph_index", Self::VT_SUBGRAPH_INDEX, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct TensorMap<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for TensorMap<'a> {
    type Inner = TensorMap<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> TensorMap<'a> {
    pub const VT_NAME: ::flatbuffers::VOffsetT = 4;
    pub const VT_TENSOR_INDEX: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        TensorMap { _tab: table }
    }

    #[inline]
    pub fn name(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(TensorMap::VT_NAME, None)
        }
    }
    #[inline]
    pub fn tensor_index(&self) -> u32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<u32>(TensorMap::VT_TENSOR_INDEX, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for TensorMap<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>("name", Self::VT_NAME, false)?
            .visit_field::<u32>("tensor_index", Self::VT_TENSOR_INDEX, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct Metadata<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for Metadata<'a> {
    type Inner = Metadata<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> Metadata<'a> {
    pub const VT_NAME: ::flatbuffers::VOffsetT = 4;
    pub const VT_BUFFER: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        Metadata { _tab: table }
    }

    #[inline]
    pub fn name(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(Metadata::VT_NAME, None)
        }
    }
    #[inline]
    pub fn buffer(&self) -> u32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe { self._tab.get::<u32>(Metadata::VT_BUFFER, Some(0)).unwrap() }
    }
}

impl ::flatbuffers::Verifiable for Metadata<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>("name", Self::VT_NAME, false)?
            .visit_field::<u32>("buffer", Self::VT_BUFFER, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct Buffer<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for Buffer<'a> {
    type Inner = Buffer<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> Buffer<'a> {
    pub const VT_DATA: ::flatbuffers::VOffsetT = 4;
    pub const VT_OFFSET: ::flatbuffers::VOffsetT = 6;
    pub const VT_SIZE: ::flatbuffers::VOffsetT = 8;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        Buffer { _tab: table }
    }

    #[inline]
    pub fn data(&self) -> Option<::flatbuffers::Vector<'a, u8>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, u8>>>(
                    Buffer::VT_DATA,
                    None,
                )
        }
    }
    #[inline]
    pub fn offset(&self) -> u64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe { self._tab.get::<u64>(Buffer::VT_OFFSET, Some(0)).unwrap() }
    }
    #[inline]
    pub fn size(&self) -> u64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe { self._tab.get::<u64>(Buffer::VT_SIZE, Some(0)).unwrap() }
    }
}

impl ::flatbuffers::Verifiable for Buffer<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, u8>>>(
                "data",
                Self::VT_DATA,
                false,
            )?
            .visit_field::<u64>("offset", Self::VT_OFFSET, false)?
            .visit_field::<u64>("size", Self::VT_SIZE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ExternalBuffer<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ExternalBuffer<'a> {
    type Inner = ExternalBuffer<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ExternalBuffer<'a> {
    pub const VT_ID: ::flatbuffers::VOffsetT = 4;
    pub const VT_GROUP: ::flatbuffers::VOffsetT = 6;
    pub const VT_OFFSET: ::flatbuffers::VOffsetT = 8;
    pub const VT_LENGTH: ::flatbuffers::VOffsetT = 10;
    pub const VT_PACKING: ::flatbuffers::VOffsetT = 12;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ExternalBuffer { _tab: table }
    }

    #[inline]
    pub fn id(&self) -> u32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<u32>(ExternalBuffer::VT_ID, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn group(&self) -> u32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<u32>(ExternalBuffer::VT_GROUP, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn offset(&self) -> u64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<u64>(ExternalBuffer::VT_OFFSET, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn length(&self) -> u64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<u64>(ExternalBuffer::VT_LENGTH, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn packing(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(ExternalBuffer::VT_PACKING, None)
        }
    }
}

impl ::flatbuffers::Verifiable for ExternalBuffer<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<u32>("id", Self::VT_ID, false)?
            .visit_field::<u32>("group", Self::VT_GROUP, false)?
            .visit_field::<u64>("offset", Self::VT_OFFSET, false)?
            .visit_field::<u64>("length", Self::VT_LENGTH, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>(
                "packing",
                Self::VT_PACKING,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ExternalBufferGroup<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ExternalBufferGroup<'a> {
    type Inner = ExternalBufferGroup<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ExternalBufferGroup<'a> {
    pub const VT_NAME: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ExternalBufferGroup { _tab: table }
    }

    #[inline]
    pub fn name(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(ExternalBufferGroup::VT_NAME, None)
        }
    }
}

impl ::flatbuffers::Verifiable for ExternalBufferGroup<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>("name", Self::VT_NAME, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct Tensor<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for Tensor<'a> {
    type Inner = Tensor<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> Tensor<'a> {
    pub const VT_SHAPE: ::flatbuffers::VOffsetT = 4;
    pub const VT_TYPE_: ::flatbuffers::VOffsetT = 6;
    pub const VT_BUFFER: ::flatbuffers::VOffsetT = 8;
    pub const VT_NAME: ::flatbuffers::VOffsetT = 10;
    pub const VT_QUANTIZATION: ::flatbuffers::VOffsetT = 12;
    pub const VT_IS_VARIABLE: ::flatbuffers::VOffsetT = 14;
    pub const VT_SPARSITY: ::flatbuffers::VOffsetT = 16;
    pub const VT_SHAPE_SIGNATURE: ::flatbuffers::VOffsetT = 18;
    pub const VT_HAS_RANK: ::flatbuffers::VOffsetT = 20;
    pub const VT_VARIANT_TENSORS: ::flatbuffers::VOffsetT = 22;
    pub const VT_EXTERNAL_BUFFER: ::flatbuffers::VOffsetT = 24;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        Tensor { _tab: table }
    }

    #[inline]
    pub fn shape(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    Tensor::VT_SHAPE,
                    None,
                )
        }
    }
    #[inline]
    pub fn type_(&self) -> TensorType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<TensorType>(Tensor::VT_TYPE_, Some(TensorType::FLOAT32))
                .unwrap()
        }
    }
    #[inline]
    pub fn buffer(&self) -> u32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe { self._tab.get::<u32>(Tensor::VT_BUFFER, Some(0)).unwrap() }
    }
    #[inline]
    pub fn name(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(Tensor::VT_NAME, None)
        }
    }
    #[inline]
    pub fn quantization(&self) -> Option<QuantizationParameters<'a>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<QuantizationParameters>>(
                    Tensor::VT_QUANTIZATION,
                    None,
                )
        }
    }
    #[inline]
    pub fn is_variable(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(Tensor::VT_IS_VARIABLE, Some(false))
                .unwrap()
        }
    }
    #[inline]
    pub fn sparsity(&self) -> Option<SparsityParameters<'a>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<SparsityParameters>>(
                    Tensor::VT_SPARSITY,
                    None,
                )
        }
    }
    #[inline]
    pub fn shape_signature(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    Tensor::VT_SHAPE_SIGNATURE,
                    None,
                )
        }
    }
    #[inline]
    pub fn has_rank(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(Tensor::VT_HAS_RANK, Some(false))
                .unwrap()
        }
    }
    #[inline]
    pub fn variant_tensors(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<VariantSubType<'a>>>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<VariantSubType>>,
            >>(Tensor::VT_VARIANT_TENSORS, None)
        }
    }
    #[inline]
    pub fn external_buffer(&self) -> u32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<u32>(Tensor::VT_EXTERNAL_BUFFER, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for Tensor<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>(
                "shape",
                Self::VT_SHAPE,
                false,
            )?
            .visit_field::<TensorType>("type_", Self::VT_TYPE_, false)?
            .visit_field::<u32>("buffer", Self::VT_BUFFER, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>("name", Self::VT_NAME, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<QuantizationParameters>>(
                "quantization",
                Self::VT_QUANTIZATION,
                false,
            )?
            .visit_field::<bool>("is_variable", Self::VT_IS_VARIABLE, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<SparsityParameters>>(
                "sparsity",
                Self::VT_SPARSITY,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>(
                "shape_signature",
                Self::VT_SHAPE_SIGNATURE,
                false,
            )?
            .visit_field::<bool>("has_rank", Self::VT_HAS_RANK, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<VariantSubType>>,
            >>("variant_tensors", Self::VT_VARIANT_TENSORS, false)?
            .visit_field::<u32>("external_buffer", Self::VT_EXTERNAL_BUFFER, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct VariantSubType<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for VariantSubType<'a> {
    type Inner = VariantSubType<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> VariantSubType<'a> {
    pub const VT_SHAPE: ::flatbuffers::VOffsetT = 4;
    pub const VT_TYPE_: ::flatbuffers::VOffsetT = 6;
    pub const VT_HAS_RANK: ::flatbuffers::VOffsetT = 8;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        VariantSubType { _tab: table }
    }

    #[inline]
    pub fn shape(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    VariantSubType::VT_SHAPE,
                    None,
                )
        }
    }
    #[inline]
    pub fn type_(&self) -> TensorType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<TensorType>(VariantSubType::VT_TYPE_, Some(TensorType::FLOAT32))
                .unwrap()
        }
    }
    #[inline]
    pub fn has_rank(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(VariantSubType::VT_HAS_RANK, Some(false))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for VariantSubType<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>(
                "shape",
                Self::VT_SHAPE,
                false,
            )?
            .visit_field::<TensorType>("type_", Self::VT_TYPE_, false)?
            .visit_field::<bool>("has_rank", Self::VT_HAS_RANK, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct QuantizationParameters<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for QuantizationParameters<'a> {
    type Inner = QuantizationParameters<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> QuantizationParameters<'a> {
    pub const VT_MIN: ::flatbuffers::VOffsetT = 4;
    pub const VT_MAX: ::flatbuffers::VOffsetT = 6;
    pub const VT_SCALE: ::flatbuffers::VOffsetT = 8;
    pub const VT_ZERO_POINT: ::flatbuffers::VOffsetT = 10;
    pub const VT_DETAILS_TYPE: ::flatbuffers::VOffsetT = 12;
    pub const VT_DETAILS: ::flatbuffers::VOffsetT = 14;
    pub const VT_QUANTIZED_DIMENSION: ::flatbuffers::VOffsetT = 16;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        QuantizationParameters { _tab: table }
    }

    #[inline]
    pub fn min(&self) -> Option<::flatbuffers::Vector<'a, f32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, f32>>>(
                    QuantizationParameters::VT_MIN,
                    None,
                )
        }
    }
    #[inline]
    pub fn max(&self) -> Option<::flatbuffers::Vector<'a, f32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, f32>>>(
                    QuantizationParameters::VT_MAX,
                    None,
                )
        }
    }
    #[inline]
    pub fn scale(&self) -> Option<::flatbuffers::Vector<'a, f32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, f32>>>(
                    QuantizationParameters::VT_SCALE,
                    None,
                )
        }
    }
    #[inline]
    pub fn zero_point(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    QuantizationParameters::VT_ZERO_POINT,
                    None,
                )
        }
    }
    #[inline]
    pub fn details_type(&self) -> QuantizationDetails {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<QuantizationDetails>(
                    QuantizationParameters::VT_DETAILS_TYPE,
                    Some(QuantizationDetails::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn details(&self) -> Option<::flatbuffers::Table<'a>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Table<'a>>>(
                    QuantizationParameters::VT_DETAILS,
                    None,
                )
        }
    }
    #[inline]
    pub fn quantized_dimension(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(QuantizationParameters::VT_QUANTIZED_DIMENSION, Some(0))
                .unwrap()
        }
    }
    #[inline]
    #[allow(non_snake_case)]
    pub fn details_as_custom_quantization(&self) -> Option<CustomQuantization<'a>> {
        if self.details_type() == QuantizationDetails::CustomQuantization {
            self.details().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { CustomQuantization::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn details_as_blockwise_quantization(&self) -> Option<BlockwiseQuantization<'a>> {
        if self.details_type() == QuantizationDetails::BlockwiseQuantization {
            self.details().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { BlockwiseQuantization::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn details_as_multi_axis_quantization(&self) -> Option<MultiAxisQuantization<'a>> {
        if self.details_type() == QuantizationDetails::MultiAxisQuantization {
            self.details().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { MultiAxisQuantization::init_from_table(t) }
            })
        } else {
            None
        }
    }
}

impl ::flatbuffers::Verifiable for QuantizationParameters<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, f32>>>("min", Self::VT_MIN, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, f32>>>("max", Self::VT_MAX, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, f32>>>("scale", Self::VT_SCALE, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>("zero_point", Self::VT_ZERO_POINT, false)?
     .visit_union::<QuantizationDetails, _>("details_type", Self::VT_DETAILS_TYPE, "details", Self::VT_DETAILS, false, |key, v, pos| {
        match key {
          QuantizationDetails::CustomQuantization => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<CustomQuantization>>("QuantizationDetails::CustomQuantization", pos),
          QuantizationDetails::BlockwiseQuantization => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<BlockwiseQuantization>>("QuantizationDetails::BlockwiseQuantization", pos),
          QuantizationDetails::MultiAxisQuantization => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<MultiAxisQuantization>>("QuantizationDetails::MultiAxisQuantization", pos),
          _ => Ok(()),
        }
     })?
     .visit_field::<i32>("quantized_dimension", Self::VT_QUANTIZED_DIMENSION, false)?
     .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct CustomQuantization<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for CustomQuantization<'a> {
    type Inner = CustomQuantization<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> CustomQuantization<'a> {
    pub const VT_CUSTOM: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        CustomQuantization { _tab: table }
    }

    #[inline]
    pub fn custom(&self) -> Option<::flatbuffers::Vector<'a, u8>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, u8>>>(
                    CustomQuantization::VT_CUSTOM,
                    None,
                )
        }
    }
}

impl ::flatbuffers::Verifiable for CustomQuantization<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, u8>>>(
                "custom",
                Self::VT_CUSTOM,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct BlockwiseQuantization<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for BlockwiseQuantization<'a> {
    type Inner = BlockwiseQuantization<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> BlockwiseQuantization<'a> {
    pub const VT_SCALES: ::flatbuffers::VOffsetT = 4;
    pub const VT_ZERO_POINTS: ::flatbuffers::VOffsetT = 6;
    pub const VT_BLOCK_SIZE: ::flatbuffers::VOffsetT = 8;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        BlockwiseQuantization { _tab: table }
    }

    #[inline]
    pub fn scales(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(BlockwiseQuantization::VT_SCALES, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn zero_points(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(BlockwiseQuantization::VT_ZERO_POINTS, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn block_size(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(BlockwiseQuantization::VT_BLOCK_SIZE, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for BlockwiseQuantization<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("scales", Self::VT_SCALES, false)?
            .visit_field::<i32>("zero_points", Self::VT_ZERO_POINTS, false)?
            .visit_field::<i32>("block_size", Self::VT_BLOCK_SIZE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct MultiAxisQuantization<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for MultiAxisQuantization<'a> {
    type Inner = MultiAxisQuantization<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> MultiAxisQuantization<'a> {
    pub const VT_SCALES: ::flatbuffers::VOffsetT = 4;
    pub const VT_ZERO_POINTS: ::flatbuffers::VOffsetT = 6;
    pub const VT_BLOCK_SIZE: ::flatbuffers::VOffsetT = 8;
    pub const VT_QUANTIZED_DIMENSIONS: ::flatbuffers::VOffsetT = 10;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        MultiAxisQuantization { _tab: table }
    }

    #[inline]
    pub fn scales(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(MultiAxisQuantization::VT_SCALES, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn zero_points(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(MultiAxisQuantization::VT_ZERO_POINTS, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn block_size(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(MultiAxisQuantization::VT_BLOCK_SIZE, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn quantized_dimensions(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    MultiAxisQuantization::VT_QUANTIZED_DIMENSIONS,
                    None,
                )
        }
    }
}

impl ::flatbuffers::Verifiable for MultiAxisQuantization<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("scales", Self::VT_SCALES, false)?
            .visit_field::<i32>("zero_points", Self::VT_ZERO_POINTS, false)?
            .visit_field::<i32>("block_size", Self::VT_BLOCK_SIZE, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>(
                "quantized_dimensions",
                Self::VT_QUANTIZED_DIMENSIONS,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SparsityParameters<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SparsityParameters<'a> {
    type Inner = SparsityParameters<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SparsityParameters<'a> {
    pub const VT_TRAVERSAL_ORDER: ::flatbuffers::VOffsetT = 4;
    pub const VT_BLOCK_MAP: ::flatbuffers::VOffsetT = 6;
    pub const VT_DIM_METADATA: ::flatbuffers::VOffsetT = 8;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SparsityParameters { _tab: table }
    }

    #[inline]
    pub fn traversal_order(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    SparsityParameters::VT_TRAVERSAL_ORDER,
                    None,
                )
        }
    }
    #[inline]
    pub fn block_map(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    SparsityParameters::VT_BLOCK_MAP,
                    None,
                )
        }
    }
    #[inline]
    pub fn dim_metadata(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<DimensionMetadata<'a>>>>
    {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<DimensionMetadata>>,
            >>(SparsityParameters::VT_DIM_METADATA, None)
        }
    }
}

impl ::flatbuffers::Verifiable for SparsityParameters<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>(
                "traversal_order",
                Self::VT_TRAVERSAL_ORDER,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>(
                "block_map",
                Self::VT_BLOCK_MAP,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<DimensionMetadata>>,
            >>("dim_metadata", Self::VT_DIM_METADATA, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct DimensionMetadata<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for DimensionMetadata<'a> {
    type Inner = DimensionMetadata<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> DimensionMetadata<'a> {
    pub const VT_FORMAT: ::flatbuffers::VOffsetT = 4;
    pub const VT_DENSE_SIZE: ::flatbuffers::VOffsetT = 6;
    pub const VT_ARRAY_SEGMENTS_TYPE: ::flatbuffers::VOffsetT = 8;
    pub const VT_ARRAY_SEGMENTS: ::flatbuffers::VOffsetT = 10;
    pub const VT_ARRAY_INDICES_TYPE: ::flatbuffers::VOffsetT = 12;
    pub const VT_ARRAY_INDICES: ::flatbuffers::VOffsetT = 14;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        DimensionMetadata { _tab: table }
    }

    #[inline]
    pub fn format(&self) -> DimensionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<DimensionType>(DimensionMetadata::VT_FORMAT, Some(DimensionType::DENSE))
                .unwrap()
        }
    }
    #[inline]
    pub fn dense_size(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(DimensionMetadata::VT_DENSE_SIZE, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn array_segments_type(&self) -> SparseIndexVector {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<SparseIndexVector>(
                    DimensionMetadata::VT_ARRAY_SEGMENTS_TYPE,
                    Some(SparseIndexVector::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn array_segments(&self) -> Option<::flatbuffers::Table<'a>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Table<'a>>>(
                    DimensionMetadata::VT_ARRAY_SEGMENTS,
                    None,
                )
        }
    }
    #[inline]
    pub fn array_indices_type(&self) -> SparseIndexVector {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<SparseIndexVector>(
                    DimensionMetadata::VT_ARRAY_INDICES_TYPE,
                    Some(SparseIndexVector::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn array_indices(&self) -> Option<::flatbuffers::Table<'a>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Table<'a>>>(
                    DimensionMetadata::VT_ARRAY_INDICES,
                    None,
                )
        }
    }
    #[inline]
    #[allow(non_snake_case)]
    pub fn array_segments_as_int_32_vector(&self) -> Option<Int32Vector<'a>> {
        if self.array_segments_type() == SparseIndexVector::Int32Vector {
            self.array_segments().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { Int32Vector::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn array_segments_as_uint_16_vector(&self) -> Option<Uint16Vector<'a>> {
        if self.array_segments_type() == SparseIndexVector::Uint16Vector {
            self.array_segments().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { Uint16Vector::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn array_segments_as_uint_8_vector(&self) -> Option<Uint8Vector<'a>> {
        if self.array_segments_type() == SparseIndexVector::Uint8Vector {
            self.array_segments().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { Uint8Vector::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn array_indices_as_int_32_vector(&self) -> Option<Int32Vector<'a>> {
        if self.array_indices_type() == SparseIndexVector::Int32Vector {
            self.array_indices().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { Int32Vector::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn array_indices_as_uint_16_vector(&self) -> Option<Uint16Vector<'a>> {
        if self.array_indices_type() == SparseIndexVector::Uint16Vector {
            self.array_indices().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { Uint16Vector::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn array_indices_as_uint_8_vector(&self) -> Option<Uint8Vector<'a>> {
        if self.array_indices_type() == SparseIndexVector::Uint8Vector {
            self.array_indices().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { Uint8Vector::init_from_table(t) }
            })
        } else {
            None
        }
    }
}

impl ::flatbuffers::Verifiable for DimensionMetadata<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<DimensionType>("format", Self::VT_FORMAT, false)?
            .visit_field::<i32>("dense_size", Self::VT_DENSE_SIZE, false)?
            .visit_union::<SparseIndexVector, _>(
                "array_segments_type",
                Self::VT_ARRAY_SEGMENTS_TYPE,
                "array_segments",
                Self::VT_ARRAY_SEGMENTS,
                false,
                |key, v, pos| match key {
                    SparseIndexVector::Int32Vector => v
                        .verify_union_variant::<::flatbuffers::ForwardsUOffset<Int32Vector>>(
                            "SparseIndexVector::Int32Vector",
                            pos,
                        ),
                    SparseIndexVector::Uint16Vector => v
                        .verify_union_variant::<::flatbuffers::ForwardsUOffset<Uint16Vector>>(
                            "SparseIndexVector::Uint16Vector",
                            pos,
                        ),
                    SparseIndexVector::Uint8Vector => v
                        .verify_union_variant::<::flatbuffers::ForwardsUOffset<Uint8Vector>>(
                            "SparseIndexVector::Uint8Vector",
                            pos,
                        ),
                    _ => Ok(()),
                },
            )?
            .visit_union::<SparseIndexVector, _>(
                "array_indices_type",
                Self::VT_ARRAY_INDICES_TYPE,
                "array_indices",
                Self::VT_ARRAY_INDICES,
                false,
                |key, v, pos| match key {
                    SparseIndexVector::Int32Vector => v
                        .verify_union_variant::<::flatbuffers::ForwardsUOffset<Int32Vector>>(
                            "SparseIndexVector::Int32Vector",
                            pos,
                        ),
                    SparseIndexVector::Uint16Vector => v
                        .verify_union_variant::<::flatbuffers::ForwardsUOffset<Uint16Vector>>(
                            "SparseIndexVector::Uint16Vector",
                            pos,
                        ),
                    SparseIndexVector::Uint8Vector => v
                        .verify_union_variant::<::flatbuffers::ForwardsUOffset<Uint8Vector>>(
                            "SparseIndexVector::Uint8Vector",
                            pos,
                        ),
                    _ => Ok(()),
                },
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct Int32Vector<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for Int32Vector<'a> {
    type Inner = Int32Vector<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> Int32Vector<'a> {
    pub const VT_VALUES: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        Int32Vector { _tab: table }
    }

    #[inline]
    pub fn values(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    Int32Vector::VT_VALUES,
                    None,
                )
        }
    }
}

impl ::flatbuffers::Verifiable for Int32Vector<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>(
                "values",
                Self::VT_VALUES,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct Uint16Vector<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for Uint16Vector<'a> {
    type Inner = Uint16Vector<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> Uint16Vector<'a> {
    pub const VT_VALUES: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        Uint16Vector { _tab: table }
    }

    #[inline]
    pub fn values(&self) -> Option<::flatbuffers::Vector<'a, u16>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, u16>>>(
                    Uint16Vector::VT_VALUES,
                    None,
                )
        }
    }
}

impl ::flatbuffers::Verifiable for Uint16Vector<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, u16>>>(
                "values",
                Self::VT_VALUES,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct Uint8Vector<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for Uint8Vector<'a> {
    type Inner = Uint8Vector<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> Uint8Vector<'a> {
    pub const VT_VALUES: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        Uint8Vector { _tab: table }
    }

    #[inline]
    pub fn values(&self) -> Option<::flatbuffers::Vector<'a, u8>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, u8>>>(
                    Uint8Vector::VT_VALUES,
                    None,
                )
        }
    }
}

impl ::flatbuffers::Verifiable for Uint8Vector<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, u8>>>(
                "values",
                Self::VT_VALUES,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct Operator<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for Operator<'a> {
    type Inner = Operator<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> Operator<'a> {
    pub const VT_OPCODE_INDEX: ::flatbuffers::VOffsetT = 4;
    pub const VT_INPUTS: ::flatbuffers::VOffsetT = 6;
    pub const VT_OUTPUTS: ::flatbuffers::VOffsetT = 8;
    pub const VT_BUILTIN_OPTIONS_TYPE: ::flatbuffers::VOffsetT = 10;
    pub const VT_BUILTIN_OPTIONS: ::flatbuffers::VOffsetT = 12;
    pub const VT_CUSTOM_OPTIONS: ::flatbuffers::VOffsetT = 14;
    pub const VT_CUSTOM_OPTIONS_FORMAT: ::flatbuffers::VOffsetT = 16;
    pub const VT_MUTATING_VARIABLE_INPUTS: ::flatbuffers::VOffsetT = 18;
    pub const VT_INTERMEDIATES: ::flatbuffers::VOffsetT = 20;
    pub const VT_LARGE_CUSTOM_OPTIONS_OFFSET: ::flatbuffers::VOffsetT = 22;
    pub const VT_LARGE_CUSTOM_OPTIONS_SIZE: ::flatbuffers::VOffsetT = 24;
    pub const VT_BUILTIN_OPTIONS_2_TYPE: ::flatbuffers::VOffsetT = 26;
    pub const VT_BUILTIN_OPTIONS_2: ::flatbuffers::VOffsetT = 28;
    pub const VT_DEBUG_METADATA_INDEX: ::flatbuffers::VOffsetT = 30;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        Operator { _tab: table }
    }

    #[inline]
    pub fn opcode_index(&self) -> u32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<u32>(Operator::VT_OPCODE_INDEX, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn inputs(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    Operator::VT_INPUTS,
                    None,
                )
        }
    }
    #[inline]
    pub fn outputs(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    Operator::VT_OUTPUTS,
                    None,
                )
        }
    }
    #[inline]
    pub fn builtin_options_type(&self) -> BuiltinOptions {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<BuiltinOptions>(
                    Operator::VT_BUILTIN_OPTIONS_TYPE,
                    Some(BuiltinOptions::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn builtin_options(&self) -> Option<::flatbuffers::Table<'a>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Table<'a>>>(
                    Operator::VT_BUILTIN_OPTIONS,
                    None,
                )
        }
    }
    #[inline]
    pub fn custom_options(&self) -> Option<::flatbuffers::Vector<'a, u8>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, u8>>>(
                    Operator::VT_CUSTOM_OPTIONS,
                    None,
                )
        }
    }
    #[inline]
    pub fn custom_options_format(&self) -> CustomOptionsFormat {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<CustomOptionsFormat>(
                    Operator::VT_CUSTOM_OPTIONS_FORMAT,
                    Some(CustomOptionsFormat::FLEXBUFFERS),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn mutating_variable_inputs(&self) -> Option<::flatbuffers::Vector<'a, bool>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, bool>>>(
                    Operator::VT_MUTATING_VARIABLE_INPUTS,
                    None,
                )
        }
    }
    #[inline]
    pub fn intermediates(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    Operator::VT_INTERMEDIATES,
                    None,
                )
        }
    }
    #[inline]
    pub fn large_custom_options_offset(&self) -> u64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<u64>(Operator::VT_LARGE_CUSTOM_OPTIONS_OFFSET, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn large_custom_options_size(&self) -> u64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<u64>(Operator::VT_LARGE_CUSTOM_OPTIONS_SIZE, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn builtin_options_2_type(&self) -> BuiltinOptions2 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<BuiltinOptions2>(
                    Operator::VT_BUILTIN_OPTIONS_2_TYPE,
                    Some(BuiltinOptions2::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn builtin_options_2(&self) -> Option<::flatbuffers::Table<'a>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Table<'a>>>(
                    Operator::VT_BUILTIN_OPTIONS_2,
                    None,
                )
        }
    }
    #[inline]
    pub fn debug_metadata_index(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(Operator::VT_DEBUG_METADATA_INDEX, Some(-1))
                .unwrap()
        }
    }
    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_conv_2_doptions(&self) -> Option<Conv2DOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::Conv2DOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { Conv2DOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_depthwise_conv_2_doptions(
        &self,
    ) -> Option<DepthwiseConv2DOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::DepthwiseConv2DOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { DepthwiseConv2DOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_concat_embeddings_options(
        &self,
    ) -> Option<ConcatEmbeddingsOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::ConcatEmbeddingsOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { ConcatEmbeddingsOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_lshprojection_options(&self) -> Option<LSHProjectionOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::LSHProjectionOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { LSHProjectionOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_pool_2_doptions(&self) -> Option<Pool2DOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::Pool2DOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { Pool2DOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_svdfoptions(&self) -> Option<SVDFOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::SVDFOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { SVDFOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_rnnoptions(&self) -> Option<RNNOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::RNNOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { RNNOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_fully_connected_options(&self) -> Option<FullyConnectedOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::FullyConnectedOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { FullyConnectedOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_softmax_options(&self) -> Option<SoftmaxOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::SoftmaxOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { SoftmaxOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_concatenation_options(&self) -> Option<ConcatenationOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::ConcatenationOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { ConcatenationOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_add_options(&self) -> Option<AddOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::AddOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { AddOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_l2_norm_options(&self) -> Option<L2NormOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::L2NormOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { L2NormOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_local_response_normalization_options(
        &self,
    ) -> Option<LocalResponseNormalizationOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::LocalResponseNormalizationOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { LocalResponseNormalizationOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_lstmoptions(&self) -> Option<LSTMOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::LSTMOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { LSTMOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_resize_bilinear_options(&self) -> Option<ResizeBilinearOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::ResizeBilinearOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { ResizeBilinearOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_call_options(&self) -> Option<CallOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::CallOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { CallOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_reshape_options(&self) -> Option<ReshapeOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::ReshapeOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { ReshapeOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_skip_gram_options(&self) -> Option<SkipGramOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::SkipGramOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { SkipGramOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_space_to_depth_options(&self) -> Option<SpaceToDepthOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::SpaceToDepthOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { SpaceToDepthOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_embedding_lookup_sparse_options(
        &self,
    ) -> Option<EmbeddingLookupSparseOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::EmbeddingLookupSparseOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { EmbeddingLookupSparseOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_mul_options(&self) -> Option<MulOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::MulOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { MulOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_pad_options(&self) -> Option<PadOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::PadOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { PadOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_gather_options(&self) -> Option<GatherOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::GatherOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { GatherOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_batch_to_space_ndoptions(&self) -> Option<BatchToSpaceNDOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::BatchToSpaceNDOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { BatchToSpaceNDOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_space_to_batch_ndoptions(&self) -> Option<SpaceToBatchNDOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::SpaceToBatchNDOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { SpaceToBatchNDOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_transpose_options(&self) -> Option<TransposeOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::TransposeOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { TransposeOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_reducer_options(&self) -> Option<ReducerOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::ReducerOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { ReducerOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_sub_options(&self) -> Option<SubOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::SubOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { SubOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_div_options(&self) -> Option<DivOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::DivOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { DivOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_squeeze_options(&self) -> Option<SqueezeOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::SqueezeOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { SqueezeOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_sequence_rnnoptions(&self) -> Option<SequenceRNNOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::SequenceRNNOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { SequenceRNNOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_strided_slice_options(&self) -> Option<StridedSliceOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::StridedSliceOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StridedSliceOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_exp_options(&self) -> Option<ExpOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::ExpOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { ExpOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_top_kv2_options(&self) -> Option<TopKV2Options<'a>> {
        if self.builtin_options_type() == BuiltinOptions::TopKV2Options {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { TopKV2Options::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_split_options(&self) -> Option<SplitOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::SplitOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { SplitOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_log_softmax_options(&self) -> Option<LogSoftmaxOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::LogSoftmaxOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { LogSoftmaxOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_cast_options(&self) -> Option<CastOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::CastOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { CastOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_dequantize_options(&self) -> Option<DequantizeOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::DequantizeOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { DequantizeOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_maximum_minimum_options(&self) -> Option<MaximumMinimumOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::MaximumMinimumOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { MaximumMinimumOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_arg_max_options(&self) -> Option<ArgMaxOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::ArgMaxOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { ArgMaxOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_less_options(&self) -> Option<LessOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::LessOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { LessOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_neg_options(&self) -> Option<NegOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::NegOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { NegOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_pad_v2_options(&self) -> Option<PadV2Options<'a>> {
        if self.builtin_options_type() == BuiltinOptions::PadV2Options {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { PadV2Options::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_greater_options(&self) -> Option<GreaterOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::GreaterOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { GreaterOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_greater_equal_options(&self) -> Option<GreaterEqualOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::GreaterEqualOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { GreaterEqualOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_less_equal_options(&self) -> Option<LessEqualOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::LessEqualOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { LessEqualOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_select_options(&self) -> Option<SelectOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::SelectOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { SelectOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_slice_options(&self) -> Option<SliceOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::SliceOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { SliceOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_transpose_conv_options(&self) -> Option<TransposeConvOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::TransposeConvOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { TransposeConvOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_sparse_to_dense_options(&self) -> Option<SparseToDenseOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::SparseToDenseOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { SparseToDenseOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_tile_options(&self) -> Option<TileOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::TileOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { TileOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_expand_dims_options(&self) -> Option<ExpandDimsOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::ExpandDimsOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { ExpandDimsOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_equal_options(&self) -> Option<EqualOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::EqualOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { EqualOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_not_equal_options(&self) -> Option<NotEqualOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::NotEqualOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { NotEqualOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_shape_options(&self) -> Option<ShapeOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::ShapeOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { ShapeOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_pow_options(&self) -> Option<PowOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::PowOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { PowOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_arg_min_options(&self) -> Option<ArgMinOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::ArgMinOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { ArgMinOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_fake_quant_options(&self) -> Option<FakeQuantOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::FakeQuantOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { FakeQuantOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_pack_options(&self) -> Option<PackOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::PackOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { PackOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_logical_or_options(&self) -> Option<LogicalOrOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::LogicalOrOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { LogicalOrOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_one_hot_options(&self) -> Option<OneHotOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::OneHotOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { OneHotOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_logical_and_options(&self) -> Option<LogicalAndOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::LogicalAndOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { LogicalAndOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_logical_not_options(&self) -> Option<LogicalNotOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::LogicalNotOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { LogicalNotOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_unpack_options(&self) -> Option<UnpackOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::UnpackOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { UnpackOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_floor_div_options(&self) -> Option<FloorDivOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::FloorDivOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { FloorDivOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_square_options(&self) -> Option<SquareOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::SquareOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { SquareOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_zeros_like_options(&self) -> Option<ZerosLikeOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::ZerosLikeOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { ZerosLikeOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_fill_options(&self) -> Option<FillOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::FillOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { FillOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_bidirectional_sequence_lstmoptions(
        &self,
    ) -> Option<BidirectionalSequenceLSTMOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::BidirectionalSequenceLSTMOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { BidirectionalSequenceLSTMOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_bidirectional_sequence_rnnoptions(
        &self,
    ) -> Option<BidirectionalSequenceRNNOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::BidirectionalSequenceRNNOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { BidirectionalSequenceRNNOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_unidirectional_sequence_lstmoptions(
        &self,
    ) -> Option<UnidirectionalSequenceLSTMOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::UnidirectionalSequenceLSTMOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { UnidirectionalSequenceLSTMOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_floor_mod_options(&self) -> Option<FloorModOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::FloorModOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { FloorModOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_range_options(&self) -> Option<RangeOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::RangeOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { RangeOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_resize_nearest_neighbor_options(
        &self,
    ) -> Option<ResizeNearestNeighborOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::ResizeNearestNeighborOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { ResizeNearestNeighborOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_leaky_relu_options(&self) -> Option<LeakyReluOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::LeakyReluOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { LeakyReluOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_squared_difference_options(
        &self,
    ) -> Option<SquaredDifferenceOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::SquaredDifferenceOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { SquaredDifferenceOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_mirror_pad_options(&self) -> Option<MirrorPadOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::MirrorPadOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { MirrorPadOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_abs_options(&self) -> Option<AbsOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::AbsOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { AbsOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_split_voptions(&self) -> Option<SplitVOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::SplitVOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { SplitVOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_unique_options(&self) -> Option<UniqueOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::UniqueOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { UniqueOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_reverse_v2_options(&self) -> Option<ReverseV2Options<'a>> {
        if self.builtin_options_type() == BuiltinOptions::ReverseV2Options {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { ReverseV2Options::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_add_noptions(&self) -> Option<AddNOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::AddNOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { AddNOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_gather_nd_options(&self) -> Option<GatherNdOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::GatherNdOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { GatherNdOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_cos_options(&self) -> Option<CosOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::CosOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { CosOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_where_options(&self) -> Option<WhereOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::WhereOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { WhereOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_rank_options(&self) -> Option<RankOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::RankOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { RankOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_reverse_sequence_options(
        &self,
    ) -> Option<ReverseSequenceOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::ReverseSequenceOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { ReverseSequenceOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_matrix_diag_options(&self) -> Option<MatrixDiagOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::MatrixDiagOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { MatrixDiagOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_quantize_options(&self) -> Option<QuantizeOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::QuantizeOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { QuantizeOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_matrix_set_diag_options(&self) -> Option<MatrixSetDiagOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::MatrixSetDiagOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { MatrixSetDiagOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_hard_swish_options(&self) -> Option<HardSwishOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::HardSwishOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { HardSwishOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_if_options(&self) -> Option<IfOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::IfOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { IfOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_while_options(&self) -> Option<WhileOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::WhileOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { WhileOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_depth_to_space_options(&self) -> Option<DepthToSpaceOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::DepthToSpaceOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { DepthToSpaceOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_non_max_suppression_v4_options(
        &self,
    ) -> Option<NonMaxSuppressionV4Options<'a>> {
        if self.builtin_options_type() == BuiltinOptions::NonMaxSuppressionV4Options {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { NonMaxSuppressionV4Options::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_non_max_suppression_v5_options(
        &self,
    ) -> Option<NonMaxSuppressionV5Options<'a>> {
        if self.builtin_options_type() == BuiltinOptions::NonMaxSuppressionV5Options {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { NonMaxSuppressionV5Options::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_scatter_nd_options(&self) -> Option<ScatterNdOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::ScatterNdOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { ScatterNdOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_select_v2_options(&self) -> Option<SelectV2Options<'a>> {
        if self.builtin_options_type() == BuiltinOptions::SelectV2Options {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { SelectV2Options::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_densify_options(&self) -> Option<DensifyOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::DensifyOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { DensifyOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_segment_sum_options(&self) -> Option<SegmentSumOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::SegmentSumOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { SegmentSumOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_batch_mat_mul_options(&self) -> Option<BatchMatMulOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::BatchMatMulOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { BatchMatMulOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_cumsum_options(&self) -> Option<CumsumOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::CumsumOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { CumsumOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_call_once_options(&self) -> Option<CallOnceOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::CallOnceOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { CallOnceOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_broadcast_to_options(&self) -> Option<BroadcastToOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::BroadcastToOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { BroadcastToOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_rfft_2d_options(&self) -> Option<Rfft2dOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::Rfft2dOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { Rfft2dOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_conv_3_doptions(&self) -> Option<Conv3DOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::Conv3DOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { Conv3DOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_hashtable_options(&self) -> Option<HashtableOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::HashtableOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { HashtableOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_hashtable_find_options(&self) -> Option<HashtableFindOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::HashtableFindOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { HashtableFindOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_hashtable_import_options(
        &self,
    ) -> Option<HashtableImportOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::HashtableImportOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { HashtableImportOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_hashtable_size_options(&self) -> Option<HashtableSizeOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::HashtableSizeOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { HashtableSizeOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_var_handle_options(&self) -> Option<VarHandleOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::VarHandleOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { VarHandleOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_read_variable_options(&self) -> Option<ReadVariableOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::ReadVariableOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { ReadVariableOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_assign_variable_options(&self) -> Option<AssignVariableOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::AssignVariableOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { AssignVariableOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_random_options(&self) -> Option<RandomOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::RandomOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { RandomOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_bucketize_options(&self) -> Option<BucketizeOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::BucketizeOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { BucketizeOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_gelu_options(&self) -> Option<GeluOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::GeluOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { GeluOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_dynamic_update_slice_options(
        &self,
    ) -> Option<DynamicUpdateSliceOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::DynamicUpdateSliceOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { DynamicUpdateSliceOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_unsorted_segment_prod_options(
        &self,
    ) -> Option<UnsortedSegmentProdOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::UnsortedSegmentProdOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { UnsortedSegmentProdOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_unsorted_segment_max_options(
        &self,
    ) -> Option<UnsortedSegmentMaxOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::UnsortedSegmentMaxOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { UnsortedSegmentMaxOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_unsorted_segment_min_options(
        &self,
    ) -> Option<UnsortedSegmentMinOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::UnsortedSegmentMinOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { UnsortedSegmentMinOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_unsorted_segment_sum_options(
        &self,
    ) -> Option<UnsortedSegmentSumOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::UnsortedSegmentSumOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { UnsortedSegmentSumOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_atan_2_options(&self) -> Option<ATan2Options<'a>> {
        if self.builtin_options_type() == BuiltinOptions::ATan2Options {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { ATan2Options::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_sign_options(&self) -> Option<SignOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::SignOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { SignOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_bitcast_options(&self) -> Option<BitcastOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::BitcastOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { BitcastOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_bitwise_xor_options(&self) -> Option<BitwiseXorOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::BitwiseXorOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { BitwiseXorOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_as_right_shift_options(&self) -> Option<RightShiftOptions<'a>> {
        if self.builtin_options_type() == BuiltinOptions::RightShiftOptions {
            self.builtin_options().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { RightShiftOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_concatenate_options(
        &self,
    ) -> Option<StablehloConcatenateOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloConcatenateOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloConcatenateOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_broadcast_in_dim_options(
        &self,
    ) -> Option<StablehloBroadcastInDimOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloBroadcastInDimOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloBroadcastInDimOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_slice_options(
        &self,
    ) -> Option<StablehloSliceOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloSliceOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloSliceOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_convolution_options(
        &self,
    ) -> Option<StablehloConvolutionOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloConvolutionOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloConvolutionOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_custom_call_options(
        &self,
    ) -> Option<StablehloCustomCallOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloCustomCallOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloCustomCallOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_reduce_options(
        &self,
    ) -> Option<StablehloReduceOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloReduceOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloReduceOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_scatter_options(
        &self,
    ) -> Option<StablehloScatterOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloScatterOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloScatterOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_compare_options(
        &self,
    ) -> Option<StablehloCompareOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloCompareOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloCompareOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_dynamic_slice_options(
        &self,
    ) -> Option<StablehloDynamicSliceOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloDynamicSliceOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloDynamicSliceOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_pad_options(&self) -> Option<StablehloPadOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloPadOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloPadOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_iota_options(&self) -> Option<StablehloIotaOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloIotaOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloIotaOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_dot_general_options(
        &self,
    ) -> Option<StablehloDotGeneralOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloDotGeneralOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloDotGeneralOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_reduce_window_options(
        &self,
    ) -> Option<StablehloReduceWindowOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloReduceWindowOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloReduceWindowOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_sort_options(&self) -> Option<StablehloSortOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloSortOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloSortOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_while_options(
        &self,
    ) -> Option<StablehloWhileOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloWhileOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloWhileOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_gather_options(
        &self,
    ) -> Option<StablehloGatherOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloGatherOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloGatherOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_transpose_options(
        &self,
    ) -> Option<StablehloTransposeOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloTransposeOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloTransposeOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_dilate_options(&self) -> Option<DilateOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::DilateOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { DilateOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_rng_bit_generator_options(
        &self,
    ) -> Option<StablehloRngBitGeneratorOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloRngBitGeneratorOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloRngBitGeneratorOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_reduce_window_options(&self) -> Option<ReduceWindowOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::ReduceWindowOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { ReduceWindowOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stable_hlocomposite_options(
        &self,
    ) -> Option<StableHLOCompositeOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StableHLOCompositeOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StableHLOCompositeOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_shift_left_options(
        &self,
    ) -> Option<StablehloShiftLeftOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloShiftLeftOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloShiftLeftOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }

    #[inline]
    #[allow(non_snake_case)]
    pub fn builtin_options_2_as_stablehlo_case_options(&self) -> Option<StablehloCaseOptions<'a>> {
        if self.builtin_options_2_type() == BuiltinOptions2::StablehloCaseOptions {
            self.builtin_options_2().map(|t| {
                // Safety:
                // Created from a valid Table for this object
                // Which contains a valid union in this slot
                unsafe { StablehloCaseOptions::init_from_table(t) }
            })
        } else {
            None
        }
    }
}

impl ::flatbuffers::Verifiable for Operator<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
     .visit_field::<u32>("opcode_index", Self::VT_OPCODE_INDEX, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>("inputs", Self::VT_INPUTS, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>("outputs", Self::VT_OUTPUTS, false)?
     .visit_union::<BuiltinOptions, _>("builtin_options_type", Self::VT_BUILTIN_OPTIONS_TYPE, "builtin_options", Self::VT_BUILTIN_OPTIONS, false, |key, v, pos| {
        match key {
          BuiltinOptions::Conv2DOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<Conv2DOptions>>("BuiltinOptions::Conv2DOptions", pos),
          BuiltinOptions::DepthwiseConv2DOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<DepthwiseConv2DOptions>>("BuiltinOptions::DepthwiseConv2DOptions", pos),
          BuiltinOptions::ConcatEmbeddingsOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<ConcatEmbeddingsOptions>>("BuiltinOptions::ConcatEmbeddingsOptions", pos),
          BuiltinOptions::LSHProjectionOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<LSHProjectionOptions>>("BuiltinOptions::LSHProjectionOptions", pos),
          BuiltinOptions::Pool2DOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<Pool2DOptions>>("BuiltinOptions::Pool2DOptions", pos),
          BuiltinOptions::SVDFOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<SVDFOptions>>("BuiltinOptions::SVDFOptions", pos),
          BuiltinOptions::RNNOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<RNNOptions>>("BuiltinOptions::RNNOptions", pos),
          BuiltinOptions::FullyConnectedOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<FullyConnectedOptions>>("BuiltinOptions::FullyConnectedOptions", pos),
          BuiltinOptions::SoftmaxOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<SoftmaxOptions>>("BuiltinOptions::SoftmaxOptions", pos),
          BuiltinOptions::ConcatenationOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<ConcatenationOptions>>("BuiltinOptions::ConcatenationOptions", pos),
          BuiltinOptions::AddOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<AddOptions>>("BuiltinOptions::AddOptions", pos),
          BuiltinOptions::L2NormOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<L2NormOptions>>("BuiltinOptions::L2NormOptions", pos),
          BuiltinOptions::LocalResponseNormalizationOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<LocalResponseNormalizationOptions>>("BuiltinOptions::LocalResponseNormalizationOptions", pos),
          BuiltinOptions::LSTMOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<LSTMOptions>>("BuiltinOptions::LSTMOptions", pos),
          BuiltinOptions::ResizeBilinearOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<ResizeBilinearOptions>>("BuiltinOptions::ResizeBilinearOptions", pos),
          BuiltinOptions::CallOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<CallOptions>>("BuiltinOptions::CallOptions", pos),
          BuiltinOptions::ReshapeOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<ReshapeOptions>>("BuiltinOptions::ReshapeOptions", pos),
          BuiltinOptions::SkipGramOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<SkipGramOptions>>("BuiltinOptions::SkipGramOptions", pos),
          BuiltinOptions::SpaceToDepthOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<SpaceToDepthOptions>>("BuiltinOptions::SpaceToDepthOptions", pos),
          BuiltinOptions::EmbeddingLookupSparseOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<EmbeddingLookupSparseOptions>>("BuiltinOptions::EmbeddingLookupSparseOptions", pos),
          BuiltinOptions::MulOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<MulOptions>>("BuiltinOptions::MulOptions", pos),
          BuiltinOptions::PadOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<PadOptions>>("BuiltinOptions::PadOptions", pos),
          BuiltinOptions::GatherOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<GatherOptions>>("BuiltinOptions::GatherOptions", pos),
          BuiltinOptions::BatchToSpaceNDOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<BatchToSpaceNDOptions>>("BuiltinOptions::BatchToSpaceNDOptions", pos),
          BuiltinOptions::SpaceToBatchNDOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<SpaceToBatchNDOptions>>("BuiltinOptions::SpaceToBatchNDOptions", pos),
          BuiltinOptions::TransposeOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<TransposeOptions>>("BuiltinOptions::TransposeOptions", pos),
          BuiltinOptions::ReducerOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<ReducerOptions>>("BuiltinOptions::ReducerOptions", pos),
          BuiltinOptions::SubOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<SubOptions>>("BuiltinOptions::SubOptions", pos),
          BuiltinOptions::DivOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<DivOptions>>("BuiltinOptions::DivOptions", pos),
          BuiltinOptions::SqueezeOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<SqueezeOptions>>("BuiltinOptions::SqueezeOptions", pos),
          BuiltinOptions::SequenceRNNOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<SequenceRNNOptions>>("BuiltinOptions::SequenceRNNOptions", pos),
          BuiltinOptions::StridedSliceOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StridedSliceOptions>>("BuiltinOptions::StridedSliceOptions", pos),
          BuiltinOptions::ExpOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<ExpOptions>>("BuiltinOptions::ExpOptions", pos),
          BuiltinOptions::TopKV2Options => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<TopKV2Options>>("BuiltinOptions::TopKV2Options", pos),
          BuiltinOptions::SplitOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<SplitOptions>>("BuiltinOptions::SplitOptions", pos),
          BuiltinOptions::LogSoftmaxOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<LogSoftmaxOptions>>("BuiltinOptions::LogSoftmaxOptions", pos),
          BuiltinOptions::CastOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<CastOptions>>("BuiltinOptions::CastOptions", pos),
          BuiltinOptions::DequantizeOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<DequantizeOptions>>("BuiltinOptions::DequantizeOptions", pos),
          BuiltinOptions::MaximumMinimumOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<MaximumMinimumOptions>>("BuiltinOptions::MaximumMinimumOptions", pos),
          BuiltinOptions::ArgMaxOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<ArgMaxOptions>>("BuiltinOptions::ArgMaxOptions", pos),
          BuiltinOptions::LessOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<LessOptions>>("BuiltinOptions::LessOptions", pos),
          BuiltinOptions::NegOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<NegOptions>>("BuiltinOptions::NegOptions", pos),
          BuiltinOptions::PadV2Options => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<PadV2Options>>("BuiltinOptions::PadV2Options", pos),
          BuiltinOptions::GreaterOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<GreaterOptions>>("BuiltinOptions::GreaterOptions", pos),
          BuiltinOptions::GreaterEqualOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<GreaterEqualOptions>>("BuiltinOptions::GreaterEqualOptions", pos),
          BuiltinOptions::LessEqualOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<LessEqualOptions>>("BuiltinOptions::LessEqualOptions", pos),
          BuiltinOptions::SelectOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<SelectOptions>>("BuiltinOptions::SelectOptions", pos),
          BuiltinOptions::SliceOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<SliceOptions>>("BuiltinOptions::SliceOptions", pos),
          BuiltinOptions::TransposeConvOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<TransposeConvOptions>>("BuiltinOptions::TransposeConvOptions", pos),
          BuiltinOptions::SparseToDenseOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<SparseToDenseOptions>>("BuiltinOptions::SparseToDenseOptions", pos),
          BuiltinOptions::TileOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<TileOptions>>("BuiltinOptions::TileOptions", pos),
          BuiltinOptions::ExpandDimsOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<ExpandDimsOptions>>("BuiltinOptions::ExpandDimsOptions", pos),
          BuiltinOptions::EqualOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<EqualOptions>>("BuiltinOptions::EqualOptions", pos),
          BuiltinOptions::NotEqualOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<NotEqualOptions>>("BuiltinOptions::NotEqualOptions", pos),
          BuiltinOptions::ShapeOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<ShapeOptions>>("BuiltinOptions::ShapeOptions", pos),
          BuiltinOptions::PowOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<PowOptions>>("BuiltinOptions::PowOptions", pos),
          BuiltinOptions::ArgMinOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<ArgMinOptions>>("BuiltinOptions::ArgMinOptions", pos),
          BuiltinOptions::FakeQuantOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<FakeQuantOptions>>("BuiltinOptions::FakeQuantOptions", pos),
          BuiltinOptions::PackOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<PackOptions>>("BuiltinOptions::PackOptions", pos),
          BuiltinOptions::LogicalOrOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<LogicalOrOptions>>("BuiltinOptions::LogicalOrOptions", pos),
          BuiltinOptions::OneHotOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<OneHotOptions>>("BuiltinOptions::OneHotOptions", pos),
          BuiltinOptions::LogicalAndOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<LogicalAndOptions>>("BuiltinOptions::LogicalAndOptions", pos),
          BuiltinOptions::LogicalNotOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<LogicalNotOptions>>("BuiltinOptions::LogicalNotOptions", pos),
          BuiltinOptions::UnpackOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<UnpackOptions>>("BuiltinOptions::UnpackOptions", pos),
          BuiltinOptions::FloorDivOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<FloorDivOptions>>("BuiltinOptions::FloorDivOptions", pos),
          BuiltinOptions::SquareOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<SquareOptions>>("BuiltinOptions::SquareOptions", pos),
          BuiltinOptions::ZerosLikeOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<ZerosLikeOptions>>("BuiltinOptions::ZerosLikeOptions", pos),
          BuiltinOptions::FillOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<FillOptions>>("BuiltinOptions::FillOptions", pos),
          BuiltinOptions::BidirectionalSequenceLSTMOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<BidirectionalSequenceLSTMOptions>>("BuiltinOptions::BidirectionalSequenceLSTMOptions", pos),
          BuiltinOptions::BidirectionalSequenceRNNOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<BidirectionalSequenceRNNOptions>>("BuiltinOptions::BidirectionalSequenceRNNOptions", pos),
          BuiltinOptions::UnidirectionalSequenceLSTMOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<UnidirectionalSequenceLSTMOptions>>("BuiltinOptions::UnidirectionalSequenceLSTMOptions", pos),
          BuiltinOptions::FloorModOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<FloorModOptions>>("BuiltinOptions::FloorModOptions", pos),
          BuiltinOptions::RangeOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<RangeOptions>>("BuiltinOptions::RangeOptions", pos),
          BuiltinOptions::ResizeNearestNeighborOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<ResizeNearestNeighborOptions>>("BuiltinOptions::ResizeNearestNeighborOptions", pos),
          BuiltinOptions::LeakyReluOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<LeakyReluOptions>>("BuiltinOptions::LeakyReluOptions", pos),
          BuiltinOptions::SquaredDifferenceOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<SquaredDifferenceOptions>>("BuiltinOptions::SquaredDifferenceOptions", pos),
          BuiltinOptions::MirrorPadOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<MirrorPadOptions>>("BuiltinOptions::MirrorPadOptions", pos),
          BuiltinOptions::AbsOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<AbsOptions>>("BuiltinOptions::AbsOptions", pos),
          BuiltinOptions::SplitVOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<SplitVOptions>>("BuiltinOptions::SplitVOptions", pos),
          BuiltinOptions::UniqueOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<UniqueOptions>>("BuiltinOptions::UniqueOptions", pos),
          BuiltinOptions::ReverseV2Options => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<ReverseV2Options>>("BuiltinOptions::ReverseV2Options", pos),
          BuiltinOptions::AddNOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<AddNOptions>>("BuiltinOptions::AddNOptions", pos),
          BuiltinOptions::GatherNdOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<GatherNdOptions>>("BuiltinOptions::GatherNdOptions", pos),
          BuiltinOptions::CosOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<CosOptions>>("BuiltinOptions::CosOptions", pos),
          BuiltinOptions::WhereOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<WhereOptions>>("BuiltinOptions::WhereOptions", pos),
          BuiltinOptions::RankOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<RankOptions>>("BuiltinOptions::RankOptions", pos),
          BuiltinOptions::ReverseSequenceOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<ReverseSequenceOptions>>("BuiltinOptions::ReverseSequenceOptions", pos),
          BuiltinOptions::MatrixDiagOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<MatrixDiagOptions>>("BuiltinOptions::MatrixDiagOptions", pos),
          BuiltinOptions::QuantizeOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<QuantizeOptions>>("BuiltinOptions::QuantizeOptions", pos),
          BuiltinOptions::MatrixSetDiagOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<MatrixSetDiagOptions>>("BuiltinOptions::MatrixSetDiagOptions", pos),
          BuiltinOptions::HardSwishOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<HardSwishOptions>>("BuiltinOptions::HardSwishOptions", pos),
          BuiltinOptions::IfOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<IfOptions>>("BuiltinOptions::IfOptions", pos),
          BuiltinOptions::WhileOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<WhileOptions>>("BuiltinOptions::WhileOptions", pos),
          BuiltinOptions::DepthToSpaceOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<DepthToSpaceOptions>>("BuiltinOptions::DepthToSpaceOptions", pos),
          BuiltinOptions::NonMaxSuppressionV4Options => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<NonMaxSuppressionV4Options>>("BuiltinOptions::NonMaxSuppressionV4Options", pos),
          BuiltinOptions::NonMaxSuppressionV5Options => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<NonMaxSuppressionV5Options>>("BuiltinOptions::NonMaxSuppressionV5Options", pos),
          BuiltinOptions::ScatterNdOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<ScatterNdOptions>>("BuiltinOptions::ScatterNdOptions", pos),
          BuiltinOptions::SelectV2Options => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<SelectV2Options>>("BuiltinOptions::SelectV2Options", pos),
          BuiltinOptions::DensifyOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<DensifyOptions>>("BuiltinOptions::DensifyOptions", pos),
          BuiltinOptions::SegmentSumOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<SegmentSumOptions>>("BuiltinOptions::SegmentSumOptions", pos),
          BuiltinOptions::BatchMatMulOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<BatchMatMulOptions>>("BuiltinOptions::BatchMatMulOptions", pos),
          BuiltinOptions::CumsumOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<CumsumOptions>>("BuiltinOptions::CumsumOptions", pos),
          BuiltinOptions::CallOnceOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<CallOnceOptions>>("BuiltinOptions::CallOnceOptions", pos),
          BuiltinOptions::BroadcastToOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<BroadcastToOptions>>("BuiltinOptions::BroadcastToOptions", pos),
          BuiltinOptions::Rfft2dOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<Rfft2dOptions>>("BuiltinOptions::Rfft2dOptions", pos),
          BuiltinOptions::Conv3DOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<Conv3DOptions>>("BuiltinOptions::Conv3DOptions", pos),
          BuiltinOptions::HashtableOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<HashtableOptions>>("BuiltinOptions::HashtableOptions", pos),
          BuiltinOptions::HashtableFindOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<HashtableFindOptions>>("BuiltinOptions::HashtableFindOptions", pos),
          BuiltinOptions::HashtableImportOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<HashtableImportOptions>>("BuiltinOptions::HashtableImportOptions", pos),
          BuiltinOptions::HashtableSizeOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<HashtableSizeOptions>>("BuiltinOptions::HashtableSizeOptions", pos),
          BuiltinOptions::VarHandleOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<VarHandleOptions>>("BuiltinOptions::VarHandleOptions", pos),
          BuiltinOptions::ReadVariableOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<ReadVariableOptions>>("BuiltinOptions::ReadVariableOptions", pos),
          BuiltinOptions::AssignVariableOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<AssignVariableOptions>>("BuiltinOptions::AssignVariableOptions", pos),
          BuiltinOptions::RandomOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<RandomOptions>>("BuiltinOptions::RandomOptions", pos),
          BuiltinOptions::BucketizeOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<BucketizeOptions>>("BuiltinOptions::BucketizeOptions", pos),
          BuiltinOptions::GeluOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<GeluOptions>>("BuiltinOptions::GeluOptions", pos),
          BuiltinOptions::DynamicUpdateSliceOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<DynamicUpdateSliceOptions>>("BuiltinOptions::DynamicUpdateSliceOptions", pos),
          BuiltinOptions::UnsortedSegmentProdOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<UnsortedSegmentProdOptions>>("BuiltinOptions::UnsortedSegmentProdOptions", pos),
          BuiltinOptions::UnsortedSegmentMaxOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<UnsortedSegmentMaxOptions>>("BuiltinOptions::UnsortedSegmentMaxOptions", pos),
          BuiltinOptions::UnsortedSegmentMinOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<UnsortedSegmentMinOptions>>("BuiltinOptions::UnsortedSegmentMinOptions", pos),
          BuiltinOptions::UnsortedSegmentSumOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<UnsortedSegmentSumOptions>>("BuiltinOptions::UnsortedSegmentSumOptions", pos),
          BuiltinOptions::ATan2Options => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<ATan2Options>>("BuiltinOptions::ATan2Options", pos),
          BuiltinOptions::SignOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<SignOptions>>("BuiltinOptions::SignOptions", pos),
          BuiltinOptions::BitcastOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<BitcastOptions>>("BuiltinOptions::BitcastOptions", pos),
          BuiltinOptions::BitwiseXorOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<BitwiseXorOptions>>("BuiltinOptions::BitwiseXorOptions", pos),
          BuiltinOptions::RightShiftOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<RightShiftOptions>>("BuiltinOptions::RightShiftOptions", pos),
          _ => Ok(()),
        }
     })?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, u8>>>("custom_options", Self::VT_CUSTOM_OPTIONS, false)?
     .visit_field::<CustomOptionsFormat>("custom_options_format", Self::VT_CUSTOM_OPTIONS_FORMAT, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, bool>>>("mutating_variable_inputs", Self::VT_MUTATING_VARIABLE_INPUTS, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>("intermediates", Self::VT_INTERMEDIATES, false)?
     .visit_field::<u64>("large_custom_options_offset", Self::VT_LARGE_CUSTOM_OPTIONS_OFFSET, false)?
     .visit_field::<u64>("large_custom_options_size", Self::VT_LARGE_CUSTOM_OPTIONS_SIZE, false)?
     .visit_union::<BuiltinOptions2, _>("builtin_options_2_type", Self::VT_BUILTIN_OPTIONS_2_TYPE, "builtin_options_2", Self::VT_BUILTIN_OPTIONS_2, false, |key, v, pos| {
        match key {
          BuiltinOptions2::StablehloConcatenateOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloConcatenateOptions>>("BuiltinOptions2::StablehloConcatenateOptions", pos),
          BuiltinOptions2::StablehloBroadcastInDimOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloBroadcastInDimOptions>>("BuiltinOptions2::StablehloBroadcastInDimOptions", pos),
          BuiltinOptions2::StablehloSliceOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloSliceOptions>>("BuiltinOptions2::StablehloSliceOptions", pos),
          BuiltinOptions2::StablehloConvolutionOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloConvolutionOptions>>("BuiltinOptions2::StablehloConvolutionOptions", pos),
          BuiltinOptions2::StablehloCustomCallOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloCustomCallOptions>>("BuiltinOptions2::StablehloCustomCallOptions", pos),
          BuiltinOptions2::StablehloReduceOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloReduceOptions>>("BuiltinOptions2::StablehloReduceOptions", pos),
          BuiltinOptions2::StablehloScatterOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloScatterOptions>>("BuiltinOptions2::StablehloScatterOptions", pos),
          BuiltinOptions2::StablehloCompareOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloCompareOptions>>("BuiltinOptions2::StablehloCompareOptions", pos),
          BuiltinOptions2::StablehloDynamicSliceOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloDynamicSliceOptions>>("BuiltinOptions2::StablehloDynamicSliceOptions", pos),
          BuiltinOptions2::StablehloPadOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloPadOptions>>("BuiltinOptions2::StablehloPadOptions", pos),
          BuiltinOptions2::StablehloIotaOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloIotaOptions>>("BuiltinOptions2::StablehloIotaOptions", pos),
          BuiltinOptions2::StablehloDotGeneralOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloDotGeneralOptions>>("BuiltinOptions2::StablehloDotGeneralOptions", pos),
          BuiltinOptions2::StablehloReduceWindowOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloReduceWindowOptions>>("BuiltinOptions2::StablehloReduceWindowOptions", pos),
          BuiltinOptions2::StablehloSortOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloSortOptions>>("BuiltinOptions2::StablehloSortOptions", pos),
          BuiltinOptions2::StablehloWhileOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloWhileOptions>>("BuiltinOptions2::StablehloWhileOptions", pos),
          BuiltinOptions2::StablehloGatherOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloGatherOptions>>("BuiltinOptions2::StablehloGatherOptions", pos),
          BuiltinOptions2::StablehloTransposeOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloTransposeOptions>>("BuiltinOptions2::StablehloTransposeOptions", pos),
          BuiltinOptions2::DilateOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<DilateOptions>>("BuiltinOptions2::DilateOptions", pos),
          BuiltinOptions2::StablehloRngBitGeneratorOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloRngBitGeneratorOptions>>("BuiltinOptions2::StablehloRngBitGeneratorOptions", pos),
          BuiltinOptions2::ReduceWindowOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<ReduceWindowOptions>>("BuiltinOptions2::ReduceWindowOptions", pos),
          BuiltinOptions2::StableHLOCompositeOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StableHLOCompositeOptions>>("BuiltinOptions2::StableHLOCompositeOptions", pos),
          BuiltinOptions2::StablehloShiftLeftOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloShiftLeftOptions>>("BuiltinOptions2::StablehloShiftLeftOptions", pos),
          BuiltinOptions2::StablehloCaseOptions => v.verify_union_variant::<::flatbuffers::ForwardsUOffset<StablehloCaseOptions>>("BuiltinOptions2::StablehloCaseOptions", pos),
          _ => Ok(()),
        }
     })?
     .visit_field::<i32>("debug_metadata_index", Self::VT_DEBUG_METADATA_INDEX, false)?
     .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct OperatorCode<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for OperatorCode<'a> {
    type Inner = OperatorCode<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> OperatorCode<'a> {
    pub const VT_DEPRECATED_BUILTIN_CODE: ::flatbuffers::VOffsetT = 4;
    pub const VT_CUSTOM_CODE: ::flatbuffers::VOffsetT = 6;
    pub const VT_VERSION: ::flatbuffers::VOffsetT = 8;
    pub const VT_BUILTIN_CODE: ::flatbuffers::VOffsetT = 10;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        OperatorCode { _tab: table }
    }

    #[inline]
    pub fn deprecated_builtin_code(&self) -> i8 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i8>(OperatorCode::VT_DEPRECATED_BUILTIN_CODE, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn custom_code(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(OperatorCode::VT_CUSTOM_CODE, None)
        }
    }
    #[inline]
    pub fn version(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(OperatorCode::VT_VERSION, Some(1))
                .unwrap()
        }
    }
    #[inline]
    pub fn builtin_code(&self) -> BuiltinOperator {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<BuiltinOperator>(OperatorCode::VT_BUILTIN_CODE, Some(BuiltinOperator::ADD))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for OperatorCode<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i8>(
                "deprecated_builtin_code",
                Self::VT_DEPRECATED_BUILTIN_CODE,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>(
                "custom_code",
                Self::VT_CUSTOM_CODE,
                false,
            )?
            .visit_field::<i32>("version", Self::VT_VERSION, false)?
            .visit_field::<BuiltinOperator>("builtin_code", Self::VT_BUILTIN_CODE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct AddOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for AddOptions<'a> {
    type Inner = AddOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> AddOptions<'a> {
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 4;
    pub const VT_POT_SCALE_INT16: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        AddOptions { _tab: table }
    }

    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    AddOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn pot_scale_int16(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(AddOptions::VT_POT_SCALE_INT16, Some(true))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for AddOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .visit_field::<bool>("pot_scale_int16", Self::VT_POT_SCALE_INT16, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ArgMaxOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ArgMaxOptions<'a> {
    type Inner = ArgMaxOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ArgMaxOptions<'a> {
    pub const VT_OUTPUT_TYPE: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ArgMaxOptions { _tab: table }
    }

    #[inline]
    pub fn output_type(&self) -> TensorType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<TensorType>(ArgMaxOptions::VT_OUTPUT_TYPE, Some(TensorType::FLOAT32))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for ArgMaxOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<TensorType>("output_type", Self::VT_OUTPUT_TYPE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ArgMinOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ArgMinOptions<'a> {
    type Inner = ArgMinOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ArgMinOptions<'a> {
    pub const VT_OUTPUT_TYPE: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ArgMinOptions { _tab: table }
    }

    #[inline]
    pub fn output_type(&self) -> TensorType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<TensorType>(ArgMinOptions::VT_OUTPUT_TYPE, Some(TensorType::FLOAT32))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for ArgMinOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<TensorType>("output_type", Self::VT_OUTPUT_TYPE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct BatchMatMulOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for BatchMatMulOptions<'a> {
    type Inner = BatchMatMulOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> BatchMatMulOptions<'a> {
    pub const VT_ADJ_X: ::flatbuffers::VOffsetT = 4;
    pub const VT_ADJ_Y: ::flatbuffers::VOffsetT = 6;
    pub const VT_ASYMMETRIC_QUANTIZE_INPUTS: ::flatbuffers::VOffsetT = 8;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        BatchMatMulOptions { _tab: table }
    }

    #[inline]
    pub fn adj_x(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(BatchMatMulOptions::VT_ADJ_X, Some(false))
                .unwrap()
        }
    }
    #[inline]
    pub fn adj_y(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(BatchMatMulOptions::VT_ADJ_Y, Some(false))
                .unwrap()
        }
    }
    #[inline]
    pub fn asymmetric_quantize_inputs(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(
                    BatchMatMulOptions::VT_ASYMMETRIC_QUANTIZE_INPUTS,
                    Some(false),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for BatchMatMulOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<bool>("adj_x", Self::VT_ADJ_X, false)?
            .visit_field::<bool>("adj_y", Self::VT_ADJ_Y, false)?
            .visit_field::<bool>(
                "asymmetric_quantize_inputs",
                Self::VT_ASYMMETRIC_QUANTIZE_INPUTS,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct BidirectionalSequenceLSTMOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for BidirectionalSequenceLSTMOptions<'a> {
    type Inner = BidirectionalSequenceLSTMOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> BidirectionalSequenceLSTMOptions<'a> {
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 4;
    pub const VT_CELL_CLIP: ::flatbuffers::VOffsetT = 6;
    pub const VT_PROJ_CLIP: ::flatbuffers::VOffsetT = 8;
    pub const VT_MERGE_OUTPUTS: ::flatbuffers::VOffsetT = 10;
    pub const VT_TIME_MAJOR: ::flatbuffers::VOffsetT = 12;
    pub const VT_ASYMMETRIC_QUANTIZE_INPUTS: ::flatbuffers::VOffsetT = 14;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        BidirectionalSequenceLSTMOptions { _tab: table }
    }

    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    BidirectionalSequenceLSTMOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn cell_clip(&self) -> f32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<f32>(BidirectionalSequenceLSTMOptions::VT_CELL_CLIP, Some(0.0))
                .unwrap()
        }
    }
    #[inline]
    pub fn proj_clip(&self) -> f32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<f32>(BidirectionalSequenceLSTMOptions::VT_PROJ_CLIP, Some(0.0))
                .unwrap()
        }
    }
    #[inline]
    pub fn merge_outputs(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(
                    BidirectionalSequenceLSTMOptions::VT_MERGE_OUTPUTS,
                    Some(false),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn time_major(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(BidirectionalSequenceLSTMOptions::VT_TIME_MAJOR, Some(true))
                .unwrap()
        }
    }
    #[inline]
    pub fn asymmetric_quantize_inputs(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(
                    BidirectionalSequenceLSTMOptions::VT_ASYMMETRIC_QUANTIZE_INPUTS,
                    Some(false),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for BidirectionalSequenceLSTMOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .visit_field::<f32>("cell_clip", Self::VT_CELL_CLIP, false)?
            .visit_field::<f32>("proj_clip", Self::VT_PROJ_CLIP, false)?
            .visit_field::<bool>("merge_outputs", Self::VT_MERGE_OUTPUTS, false)?
            .visit_field::<bool>("time_major", Self::VT_TIME_MAJOR, false)?
            .visit_field::<bool>(
                "asymmetric_quantize_inputs",
                Self::VT_ASYMMETRIC_QUANTIZE_INPUTS,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct BidirectionalSequenceRNNOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for BidirectionalSequenceRNNOptions<'a> {
    type Inner = BidirectionalSequenceRNNOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> BidirectionalSequenceRNNOptions<'a> {
    pub const VT_TIME_MAJOR: ::flatbuffers::VOffsetT = 4;
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 6;
    pub const VT_MERGE_OUTPUTS: ::flatbuffers::VOffsetT = 8;
    pub const VT_ASYMMETRIC_QUANTIZE_INPUTS: ::flatbuffers::VOffsetT = 10;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        BidirectionalSequenceRNNOptions { _tab: table }
    }

    #[inline]
    pub fn time_major(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(BidirectionalSequenceRNNOptions::VT_TIME_MAJOR, Some(false))
                .unwrap()
        }
    }
    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    BidirectionalSequenceRNNOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn merge_outputs(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(
                    BidirectionalSequenceRNNOptions::VT_MERGE_OUTPUTS,
                    Some(false),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn asymmetric_quantize_inputs(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(
                    BidirectionalSequenceRNNOptions::VT_ASYMMETRIC_QUANTIZE_INPUTS,
                    Some(false),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for BidirectionalSequenceRNNOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<bool>("time_major", Self::VT_TIME_MAJOR, false)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .visit_field::<bool>("merge_outputs", Self::VT_MERGE_OUTPUTS, false)?
            .visit_field::<bool>(
                "asymmetric_quantize_inputs",
                Self::VT_ASYMMETRIC_QUANTIZE_INPUTS,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct BucketizeOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for BucketizeOptions<'a> {
    type Inner = BucketizeOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> BucketizeOptions<'a> {
    pub const VT_BOUNDARIES: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        BucketizeOptions { _tab: table }
    }

    #[inline]
    pub fn boundaries(&self) -> Option<::flatbuffers::Vector<'a, f32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, f32>>>(
                    BucketizeOptions::VT_BOUNDARIES,
                    None,
                )
        }
    }
}

impl ::flatbuffers::Verifiable for BucketizeOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, f32>>>(
                "boundaries",
                Self::VT_BOUNDARIES,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct CallOnceOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for CallOnceOptions<'a> {
    type Inner = CallOnceOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> CallOnceOptions<'a> {
    pub const VT_INIT_SUBGRAPH_INDEX: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        CallOnceOptions { _tab: table }
    }

    #[inline]
    pub fn init_subgraph_index(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(CallOnceOptions::VT_INIT_SUBGRAPH_INDEX, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for CallOnceOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("init_subgraph_index", Self::VT_INIT_SUBGRAPH_INDEX, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct CallOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for CallOptions<'a> {
    type Inner = CallOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> CallOptions<'a> {
    pub const VT_SUBGRAPH: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        CallOptions { _tab: table }
    }

    #[inline]
    pub fn subgraph(&self) -> u32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<u32>(CallOptions::VT_SUBGRAPH, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for CallOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<u32>("subgraph", Self::VT_SUBGRAPH, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct CastOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for CastOptions<'a> {
    type Inner = CastOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> CastOptions<'a> {
    pub const VT_IN_DATA_TYPE: ::flatbuffers::VOffsetT = 4;
    pub const VT_OUT_DATA_TYPE: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        CastOptions { _tab: table }
    }

    #[inline]
    pub fn in_data_type(&self) -> TensorType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<TensorType>(CastOptions::VT_IN_DATA_TYPE, Some(TensorType::FLOAT32))
                .unwrap()
        }
    }
    #[inline]
    pub fn out_data_type(&self) -> TensorType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<TensorType>(CastOptions::VT_OUT_DATA_TYPE, Some(TensorType::FLOAT32))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for CastOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<TensorType>("in_data_type", Self::VT_IN_DATA_TYPE, false)?
            .visit_field::<TensorType>("out_data_type", Self::VT_OUT_DATA_TYPE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ConcatEmbeddingsOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ConcatEmbeddingsOptions<'a> {
    type Inner = ConcatEmbeddingsOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ConcatEmbeddingsOptions<'a> {
    pub const VT_NUM_CHANNELS: ::flatbuffers::VOffsetT = 4;
    pub const VT_NUM_COLUMNS_PER_CHANNEL: ::flatbuffers::VOffsetT = 6;
    pub const VT_EMBEDDING_DIM_PER_CHANNEL: ::flatbuffers::VOffsetT = 8;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ConcatEmbeddingsOptions { _tab: table }
    }

    #[inline]
    pub fn num_channels(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(ConcatEmbeddingsOptions::VT_NUM_CHANNELS, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn num_columns_per_channel(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    ConcatEmbeddingsOptions::VT_NUM_COLUMNS_PER_CHANNEL,
                    None,
                )
        }
    }
    #[inline]
    pub fn embedding_dim_per_channel(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    ConcatEmbeddingsOptions::VT_EMBEDDING_DIM_PER_CHANNEL,
                    None,
                )
        }
    }
}

impl ::flatbuffers::Verifiable for ConcatEmbeddingsOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("num_channels", Self::VT_NUM_CHANNELS, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>(
                "num_columns_per_channel",
                Self::VT_NUM_COLUMNS_PER_CHANNEL,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>(
                "embedding_dim_per_channel",
                Self::VT_EMBEDDING_DIM_PER_CHANNEL,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ConcatenationOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ConcatenationOptions<'a> {
    type Inner = ConcatenationOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ConcatenationOptions<'a> {
    pub const VT_AXIS: ::flatbuffers::VOffsetT = 4;
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ConcatenationOptions { _tab: table }
    }

    #[inline]
    pub fn axis(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(ConcatenationOptions::VT_AXIS, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    ConcatenationOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for ConcatenationOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("axis", Self::VT_AXIS, false)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct Conv2DOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for Conv2DOptions<'a> {
    type Inner = Conv2DOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> Conv2DOptions<'a> {
    pub const VT_PADDING: ::flatbuffers::VOffsetT = 4;
    pub const VT_STRIDE_W: ::flatbuffers::VOffsetT = 6;
    pub const VT_STRIDE_H: ::flatbuffers::VOffsetT = 8;
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 10;
    pub const VT_DILATION_W_FACTOR: ::flatbuffers::VOffsetT = 12;
    pub const VT_DILATION_H_FACTOR: ::flatbuffers::VOffsetT = 14;
    pub const VT_QUANTIZED_BIAS_TYPE: ::flatbuffers::VOffsetT = 16;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        Conv2DOptions { _tab: table }
    }

    #[inline]
    pub fn padding(&self) -> Padding {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<Padding>(Conv2DOptions::VT_PADDING, Some(Padding::SAME))
                .unwrap()
        }
    }
    #[inline]
    pub fn stride_w(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(Conv2DOptions::VT_STRIDE_W, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn stride_h(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(Conv2DOptions::VT_STRIDE_H, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    Conv2DOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn dilation_w_factor(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(Conv2DOptions::VT_DILATION_W_FACTOR, Some(1))
                .unwrap()
        }
    }
    #[inline]
    pub fn dilation_h_factor(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(Conv2DOptions::VT_DILATION_H_FACTOR, Some(1))
                .unwrap()
        }
    }
    #[inline]
    pub fn quantized_bias_type(&self) -> TensorType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<TensorType>(
                    Conv2DOptions::VT_QUANTIZED_BIAS_TYPE,
                    Some(TensorType::FLOAT32),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for Conv2DOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<Padding>("padding", Self::VT_PADDING, false)?
            .visit_field::<i32>("stride_w", Self::VT_STRIDE_W, false)?
            .visit_field::<i32>("stride_h", Self::VT_STRIDE_H, false)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .visit_field::<i32>("dilation_w_factor", Self::VT_DILATION_W_FACTOR, false)?
            .visit_field::<i32>("dilation_h_factor", Self::VT_DILATION_H_FACTOR, false)?
            .visit_field::<TensorType>("quantized_bias_type", Self::VT_QUANTIZED_BIAS_TYPE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct Conv3DOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for Conv3DOptions<'a> {
    type Inner = Conv3DOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> Conv3DOptions<'a> {
    pub const VT_PADDING: ::flatbuffers::VOffsetT = 4;
    pub const VT_STRIDE_D: ::flatbuffers::VOffsetT = 6;
    pub const VT_STRIDE_W: ::flatbuffers::VOffsetT = 8;
    pub const VT_STRIDE_H: ::flatbuffers::VOffsetT = 10;
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 12;
    pub const VT_DILATION_D_FACTOR: ::flatbuffers::VOffsetT = 14;
    pub const VT_DILATION_W_FACTOR: ::flatbuffers::VOffsetT = 16;
    pub const VT_DILATION_H_FACTOR: ::flatbuffers::VOffsetT = 18;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        Conv3DOptions { _tab: table }
    }

    #[inline]
    pub fn padding(&self) -> Padding {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<Padding>(Conv3DOptions::VT_PADDING, Some(Padding::SAME))
                .unwrap()
        }
    }
    #[inline]
    pub fn stride_d(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(Conv3DOptions::VT_STRIDE_D, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn stride_w(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(Conv3DOptions::VT_STRIDE_W, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn stride_h(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(Conv3DOptions::VT_STRIDE_H, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    Conv3DOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn dilation_d_factor(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(Conv3DOptions::VT_DILATION_D_FACTOR, Some(1))
                .unwrap()
        }
    }
    #[inline]
    pub fn dilation_w_factor(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(Conv3DOptions::VT_DILATION_W_FACTOR, Some(1))
                .unwrap()
        }
    }
    #[inline]
    pub fn dilation_h_factor(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(Conv3DOptions::VT_DILATION_H_FACTOR, Some(1))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for Conv3DOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<Padding>("padding", Self::VT_PADDING, false)?
            .visit_field::<i32>("stride_d", Self::VT_STRIDE_D, false)?
            .visit_field::<i32>("stride_w", Self::VT_STRIDE_W, false)?
            .visit_field::<i32>("stride_h", Self::VT_STRIDE_H, false)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .visit_field::<i32>("dilation_d_factor", Self::VT_DILATION_D_FACTOR, false)?
            .visit_field::<i32>("dilation_w_factor", Self::VT_DILATION_W_FACTOR, false)?
            .visit_field::<i32>("dilation_h_factor", Self::VT_DILATION_H_FACTOR, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct CumsumOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for CumsumOptions<'a> {
    type Inner = CumsumOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> CumsumOptions<'a> {
    pub const VT_EXCLUSIVE: ::flatbuffers::VOffsetT = 4;
    pub const VT_REVERSE: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        CumsumOptions { _tab: table }
    }

    #[inline]
    pub fn exclusive(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(CumsumOptions::VT_EXCLUSIVE, Some(false))
                .unwrap()
        }
    }
    #[inline]
    pub fn reverse(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(CumsumOptions::VT_REVERSE, Some(false))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for CumsumOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<bool>("exclusive", Self::VT_EXCLUSIVE, false)?
            .visit_field::<bool>("reverse", Self::VT_REVERSE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct DepthToSpaceOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for DepthToSpaceOptions<'a> {
    type Inner = DepthToSpaceOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> DepthToSpaceOptions<'a> {
    pub const VT_BLOCK_SIZE: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        DepthToSpaceOptions { _tab: table }
    }

    #[inline]
    pub fn block_size(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(DepthToSpaceOptions::VT_BLOCK_SIZE, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for DepthToSpaceOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("block_size", Self::VT_BLOCK_SIZE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct DepthwiseConv2DOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for DepthwiseConv2DOptions<'a> {
    type Inner = DepthwiseConv2DOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> DepthwiseConv2DOptions<'a> {
    pub const VT_PADDING: ::flatbuffers::VOffsetT = 4;
    pub const VT_STRIDE_W: ::flatbuffers::VOffsetT = 6;
    pub const VT_STRIDE_H: ::flatbuffers::VOffsetT = 8;
    pub const VT_DEPTH_MULTIPLIER: ::flatbuffers::VOffsetT = 10;
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 12;
    pub const VT_DILATION_W_FACTOR: ::flatbuffers::VOffsetT = 14;
    pub const VT_DILATION_H_FACTOR: ::flatbuffers::VOffsetT = 16;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        DepthwiseConv2DOptions { _tab: table }
    }

    #[inline]
    pub fn padding(&self) -> Padding {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<Padding>(DepthwiseConv2DOptions::VT_PADDING, Some(Padding::SAME))
                .unwrap()
        }
    }
    #[inline]
    pub fn stride_w(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(DepthwiseConv2DOptions::VT_STRIDE_W, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn stride_h(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(DepthwiseConv2DOptions::VT_STRIDE_H, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn depth_multiplier(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(DepthwiseConv2DOptions::VT_DEPTH_MULTIPLIER, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    DepthwiseConv2DOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn dilation_w_factor(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(DepthwiseConv2DOptions::VT_DILATION_W_FACTOR, Some(1))
                .unwrap()
        }
    }
    #[inline]
    pub fn dilation_h_factor(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(DepthwiseConv2DOptions::VT_DILATION_H_FACTOR, Some(1))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for DepthwiseConv2DOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<Padding>("padding", Self::VT_PADDING, false)?
            .visit_field::<i32>("stride_w", Self::VT_STRIDE_W, false)?
            .visit_field::<i32>("stride_h", Self::VT_STRIDE_H, false)?
            .visit_field::<i32>("depth_multiplier", Self::VT_DEPTH_MULTIPLIER, false)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .visit_field::<i32>("dilation_w_factor", Self::VT_DILATION_W_FACTOR, false)?
            .visit_field::<i32>("dilation_h_factor", Self::VT_DILATION_H_FACTOR, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct DivOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for DivOptions<'a> {
    type Inner = DivOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> DivOptions<'a> {
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        DivOptions { _tab: table }
    }

    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    DivOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for DivOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct EmbeddingLookupSparseOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for EmbeddingLookupSparseOptions<'a> {
    type Inner = EmbeddingLookupSparseOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> EmbeddingLookupSparseOptions<'a> {
    pub const VT_COMBINER: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        EmbeddingLookupSparseOptions { _tab: table }
    }

    #[inline]
    pub fn combiner(&self) -> CombinerType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<CombinerType>(
                    EmbeddingLookupSparseOptions::VT_COMBINER,
                    Some(CombinerType::SUM),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for EmbeddingLookupSparseOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<CombinerType>("combiner", Self::VT_COMBINER, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct FakeQuantOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for FakeQuantOptions<'a> {
    type Inner = FakeQuantOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> FakeQuantOptions<'a> {
    pub const VT_MIN: ::flatbuffers::VOffsetT = 4;
    pub const VT_MAX: ::flatbuffers::VOffsetT = 6;
    pub const VT_NUM_BITS: ::flatbuffers::VOffsetT = 8;
    pub const VT_NARROW_RANGE: ::flatbuffers::VOffsetT = 10;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        FakeQuantOptions { _tab: table }
    }

    #[inline]
    pub fn min(&self) -> f32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<f32>(FakeQuantOptions::VT_MIN, Some(0.0))
                .unwrap()
        }
    }
    #[inline]
    pub fn max(&self) -> f32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<f32>(FakeQuantOptions::VT_MAX, Some(0.0))
                .unwrap()
        }
    }
    #[inline]
    pub fn num_bits(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(FakeQuantOptions::VT_NUM_BITS, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn narrow_range(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(FakeQuantOptions::VT_NARROW_RANGE, Some(false))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for FakeQuantOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<f32>("min", Self::VT_MIN, false)?
            .visit_field::<f32>("max", Self::VT_MAX, false)?
            .visit_field::<i32>("num_bits", Self::VT_NUM_BITS, false)?
            .visit_field::<bool>("narrow_range", Self::VT_NARROW_RANGE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct FullyConnectedOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for FullyConnectedOptions<'a> {
    type Inner = FullyConnectedOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> FullyConnectedOptions<'a> {
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 4;
    pub const VT_WEIGHTS_FORMAT: ::flatbuffers::VOffsetT = 6;
    pub const VT_KEEP_NUM_DIMS: ::flatbuffers::VOffsetT = 8;
    pub const VT_ASYMMETRIC_QUANTIZE_INPUTS: ::flatbuffers::VOffsetT = 10;
    pub const VT_QUANTIZED_BIAS_TYPE: ::flatbuffers::VOffsetT = 12;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        FullyConnectedOptions { _tab: table }
    }

    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    FullyConnectedOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn weights_format(&self) -> FullyConnectedOptionsWeightsFormat {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<FullyConnectedOptionsWeightsFormat>(
                    FullyConnectedOptions::VT_WEIGHTS_FORMAT,
                    Some(FullyConnectedOptionsWeightsFormat::DEFAULT),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn keep_num_dims(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(FullyConnectedOptions::VT_KEEP_NUM_DIMS, Some(false))
                .unwrap()
        }
    }
    #[inline]
    pub fn asymmetric_quantize_inputs(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(
                    FullyConnectedOptions::VT_ASYMMETRIC_QUANTIZE_INPUTS,
                    Some(false),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn quantized_bias_type(&self) -> TensorType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<TensorType>(
                    FullyConnectedOptions::VT_QUANTIZED_BIAS_TYPE,
                    Some(TensorType::FLOAT32),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for FullyConnectedOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .visit_field::<FullyConnectedOptionsWeightsFormat>(
                "weights_format",
                Self::VT_WEIGHTS_FORMAT,
                false,
            )?
            .visit_field::<bool>("keep_num_dims", Self::VT_KEEP_NUM_DIMS, false)?
            .visit_field::<bool>(
                "asymmetric_quantize_inputs",
                Self::VT_ASYMMETRIC_QUANTIZE_INPUTS,
                false,
            )?
            .visit_field::<TensorType>("quantized_bias_type", Self::VT_QUANTIZED_BIAS_TYPE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct GatherOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for GatherOptions<'a> {
    type Inner = GatherOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> GatherOptions<'a> {
    pub const VT_AXIS: ::flatbuffers::VOffsetT = 4;
    pub const VT_BATCH_DIMS: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        GatherOptions { _tab: table }
    }

    #[inline]
    pub fn axis(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(GatherOptions::VT_AXIS, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn batch_dims(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(GatherOptions::VT_BATCH_DIMS, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for GatherOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("axis", Self::VT_AXIS, false)?
            .visit_field::<i32>("batch_dims", Self::VT_BATCH_DIMS, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct GeluOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for GeluOptions<'a> {
    type Inner = GeluOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> GeluOptions<'a> {
    pub const VT_APPROXIMATE: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        GeluOptions { _tab: table }
    }

    #[inline]
    pub fn approximate(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(GeluOptions::VT_APPROXIMATE, Some(false))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for GeluOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<bool>("approximate", Self::VT_APPROXIMATE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct HashtableOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for HashtableOptions<'a> {
    type Inner = HashtableOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> HashtableOptions<'a> {
    pub const VT_TABLE_ID: ::flatbuffers::VOffsetT = 4;
    pub const VT_KEY_DTYPE: ::flatbuffers::VOffsetT = 6;
    pub const VT_VALUE_DTYPE: ::flatbuffers::VOffsetT = 8;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        HashtableOptions { _tab: table }
    }

    #[inline]
    pub fn table_id(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(HashtableOptions::VT_TABLE_ID, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn key_dtype(&self) -> TensorType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<TensorType>(HashtableOptions::VT_KEY_DTYPE, Some(TensorType::FLOAT32))
                .unwrap()
        }
    }
    #[inline]
    pub fn value_dtype(&self) -> TensorType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<TensorType>(HashtableOptions::VT_VALUE_DTYPE, Some(TensorType::FLOAT32))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for HashtableOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("table_id", Self::VT_TABLE_ID, false)?
            .visit_field::<TensorType>("key_dtype", Self::VT_KEY_DTYPE, false)?
            .visit_field::<TensorType>("value_dtype", Self::VT_VALUE_DTYPE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct IfOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for IfOptions<'a> {
    type Inner = IfOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> IfOptions<'a> {
    pub const VT_THEN_SUBGRAPH_INDEX: ::flatbuffers::VOffsetT = 4;
    pub const VT_ELSE_SUBGRAPH_INDEX: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        IfOptions { _tab: table }
    }

    #[inline]
    pub fn then_subgraph_index(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(IfOptions::VT_THEN_SUBGRAPH_INDEX, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn else_subgraph_index(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(IfOptions::VT_ELSE_SUBGRAPH_INDEX, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for IfOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("then_subgraph_index", Self::VT_THEN_SUBGRAPH_INDEX, false)?
            .visit_field::<i32>("else_subgraph_index", Self::VT_ELSE_SUBGRAPH_INDEX, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct L2NormOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for L2NormOptions<'a> {
    type Inner = L2NormOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> L2NormOptions<'a> {
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        L2NormOptions { _tab: table }
    }

    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    L2NormOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for L2NormOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct LeakyReluOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for LeakyReluOptions<'a> {
    type Inner = LeakyReluOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> LeakyReluOptions<'a> {
    pub const VT_ALPHA: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        LeakyReluOptions { _tab: table }
    }

    #[inline]
    pub fn alpha(&self) -> f32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<f32>(LeakyReluOptions::VT_ALPHA, Some(0.0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for LeakyReluOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<f32>("alpha", Self::VT_ALPHA, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct LocalResponseNormalizationOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for LocalResponseNormalizationOptions<'a> {
    type Inner = LocalResponseNormalizationOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> LocalResponseNormalizationOptions<'a> {
    pub const VT_RADIUS: ::flatbuffers::VOffsetT = 4;
    pub const VT_BIAS: ::flatbuffers::VOffsetT = 6;
    pub const VT_ALPHA: ::flatbuffers::VOffsetT = 8;
    pub const VT_BETA: ::flatbuffers::VOffsetT = 10;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        LocalResponseNormalizationOptions { _tab: table }
    }

    #[inline]
    pub fn radius(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(LocalResponseNormalizationOptions::VT_RADIUS, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn bias(&self) -> f32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<f32>(LocalResponseNormalizationOptions::VT_BIAS, Some(0.0))
                .unwrap()
        }
    }
    #[inline]
    pub fn alpha(&self) -> f32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<f32>(LocalResponseNormalizationOptions::VT_ALPHA, Some(0.0))
                .unwrap()
        }
    }
    #[inline]
    pub fn beta(&self) -> f32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<f32>(LocalResponseNormalizationOptions::VT_BETA, Some(0.0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for LocalResponseNormalizationOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("radius", Self::VT_RADIUS, false)?
            .visit_field::<f32>("bias", Self::VT_BIAS, false)?
            .visit_field::<f32>("alpha", Self::VT_ALPHA, false)?
            .visit_field::<f32>("beta", Self::VT_BETA, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct LSHProjectionOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for LSHProjectionOptions<'a> {
    type Inner = LSHProjectionOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> LSHProjectionOptions<'a> {
    pub const VT_TYPE_: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        LSHProjectionOptions { _tab: table }
    }

    #[inline]
    pub fn type_(&self) -> LSHProjectionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<LSHProjectionType>(
                    LSHProjectionOptions::VT_TYPE_,
                    Some(LSHProjectionType::UNKNOWN),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for LSHProjectionOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<LSHProjectionType>("type_", Self::VT_TYPE_, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct LSTMOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for LSTMOptions<'a> {
    type Inner = LSTMOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> LSTMOptions<'a> {
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 4;
    pub const VT_CELL_CLIP: ::flatbuffers::VOffsetT = 6;
    pub const VT_PROJ_CLIP: ::flatbuffers::VOffsetT = 8;
    pub const VT_KERNEL_TYPE: ::flatbuffers::VOffsetT = 10;
    pub const VT_ASYMMETRIC_QUANTIZE_INPUTS: ::flatbuffers::VOffsetT = 12;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        LSTMOptions { _tab: table }
    }

    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    LSTMOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn cell_clip(&self) -> f32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<f32>(LSTMOptions::VT_CELL_CLIP, Some(0.0))
                .unwrap()
        }
    }
    #[inline]
    pub fn proj_clip(&self) -> f32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<f32>(LSTMOptions::VT_PROJ_CLIP, Some(0.0))
                .unwrap()
        }
    }
    #[inline]
    pub fn kernel_type(&self) -> LSTMKernelType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<LSTMKernelType>(LSTMOptions::VT_KERNEL_TYPE, Some(LSTMKernelType::FULL))
                .unwrap()
        }
    }
    #[inline]
    pub fn asymmetric_quantize_inputs(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(LSTMOptions::VT_ASYMMETRIC_QUANTIZE_INPUTS, Some(false))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for LSTMOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .visit_field::<f32>("cell_clip", Self::VT_CELL_CLIP, false)?
            .visit_field::<f32>("proj_clip", Self::VT_PROJ_CLIP, false)?
            .visit_field::<LSTMKernelType>("kernel_type", Self::VT_KERNEL_TYPE, false)?
            .visit_field::<bool>(
                "asymmetric_quantize_inputs",
                Self::VT_ASYMMETRIC_QUANTIZE_INPUTS,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct MirrorPadOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for MirrorPadOptions<'a> {
    type Inner = MirrorPadOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> MirrorPadOptions<'a> {
    pub const VT_MODE: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        MirrorPadOptions { _tab: table }
    }

    #[inline]
    pub fn mode(&self) -> MirrorPadMode {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<MirrorPadMode>(MirrorPadOptions::VT_MODE, Some(MirrorPadMode::REFLECT))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for MirrorPadOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<MirrorPadMode>("mode", Self::VT_MODE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct MulOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for MulOptions<'a> {
    type Inner = MulOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> MulOptions<'a> {
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        MulOptions { _tab: table }
    }

    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    MulOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for MulOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct OneHotOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for OneHotOptions<'a> {
    type Inner = OneHotOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> OneHotOptions<'a> {
    pub const VT_AXIS: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        OneHotOptions { _tab: table }
    }

    #[inline]
    pub fn axis(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(OneHotOptions::VT_AXIS, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for OneHotOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("axis", Self::VT_AXIS, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct PackOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for PackOptions<'a> {
    type Inner = PackOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> PackOptions<'a> {
    pub const VT_VALUES_COUNT: ::flatbuffers::VOffsetT = 4;
    pub const VT_AXIS: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        PackOptions { _tab: table }
    }

    #[inline]
    pub fn values_count(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(PackOptions::VT_VALUES_COUNT, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn axis(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe { self._tab.get::<i32>(PackOptions::VT_AXIS, Some(0)).unwrap() }
    }
}

impl ::flatbuffers::Verifiable for PackOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("values_count", Self::VT_VALUES_COUNT, false)?
            .visit_field::<i32>("axis", Self::VT_AXIS, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct Pool2DOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for Pool2DOptions<'a> {
    type Inner = Pool2DOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> Pool2DOptions<'a> {
    pub const VT_PADDING: ::flatbuffers::VOffsetT = 4;
    pub const VT_STRIDE_W: ::flatbuffers::VOffsetT = 6;
    pub const VT_STRIDE_H: ::flatbuffers::VOffsetT = 8;
    pub const VT_FILTER_WIDTH: ::flatbuffers::VOffsetT = 10;
    pub const VT_FILTER_HEIGHT: ::flatbuffers::VOffsetT = 12;
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 14;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        Pool2DOptions { _tab: table }
    }

    #[inline]
    pub fn padding(&self) -> Padding {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<Padding>(Pool2DOptions::VT_PADDING, Some(Padding::SAME))
                .unwrap()
        }
    }
    #[inline]
    pub fn stride_w(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(Pool2DOptions::VT_STRIDE_W, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn stride_h(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(Pool2DOptions::VT_STRIDE_H, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn filter_width(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(Pool2DOptions::VT_FILTER_WIDTH, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn filter_height(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(Pool2DOptions::VT_FILTER_HEIGHT, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    Pool2DOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for Pool2DOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<Padding>("padding", Self::VT_PADDING, false)?
            .visit_field::<i32>("stride_w", Self::VT_STRIDE_W, false)?
            .visit_field::<i32>("stride_h", Self::VT_STRIDE_H, false)?
            .visit_field::<i32>("filter_width", Self::VT_FILTER_WIDTH, false)?
            .visit_field::<i32>("filter_height", Self::VT_FILTER_HEIGHT, false)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct RandomOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for RandomOptions<'a> {
    type Inner = RandomOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> RandomOptions<'a> {
    pub const VT_SEED: ::flatbuffers::VOffsetT = 4;
    pub const VT_SEED2: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        RandomOptions { _tab: table }
    }

    #[inline]
    pub fn seed(&self) -> i64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i64>(RandomOptions::VT_SEED, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn seed2(&self) -> i64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i64>(RandomOptions::VT_SEED2, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for RandomOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i64>("seed", Self::VT_SEED, false)?
            .visit_field::<i64>("seed2", Self::VT_SEED2, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ReducerOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ReducerOptions<'a> {
    type Inner = ReducerOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ReducerOptions<'a> {
    pub const VT_KEEP_DIMS: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ReducerOptions { _tab: table }
    }

    #[inline]
    pub fn keep_dims(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(ReducerOptions::VT_KEEP_DIMS, Some(false))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for ReducerOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<bool>("keep_dims", Self::VT_KEEP_DIMS, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ReduceWindowOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ReduceWindowOptions<'a> {
    type Inner = ReduceWindowOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ReduceWindowOptions<'a> {
    pub const VT_REDUCE_FUNCTION: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ReduceWindowOptions { _tab: table }
    }

    #[inline]
    pub fn reduce_function(&self) -> ReduceWindowFunction {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ReduceWindowFunction>(
                    ReduceWindowOptions::VT_REDUCE_FUNCTION,
                    Some(ReduceWindowFunction::UNSUPPORTED),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for ReduceWindowOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<ReduceWindowFunction>(
                "reduce_function",
                Self::VT_REDUCE_FUNCTION,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ReshapeOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ReshapeOptions<'a> {
    type Inner = ReshapeOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ReshapeOptions<'a> {
    pub const VT_NEW_SHAPE: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ReshapeOptions { _tab: table }
    }

    #[inline]
    pub fn new_shape(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    ReshapeOptions::VT_NEW_SHAPE,
                    None,
                )
        }
    }
}

impl ::flatbuffers::Verifiable for ReshapeOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>(
                "new_shape",
                Self::VT_NEW_SHAPE,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ResizeBilinearOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ResizeBilinearOptions<'a> {
    type Inner = ResizeBilinearOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ResizeBilinearOptions<'a> {
    pub const VT_ALIGN_CORNERS: ::flatbuffers::VOffsetT = 8;
    pub const VT_HALF_PIXEL_CENTERS: ::flatbuffers::VOffsetT = 10;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ResizeBilinearOptions { _tab: table }
    }

    #[inline]
    pub fn align_corners(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(ResizeBilinearOptions::VT_ALIGN_CORNERS, Some(false))
                .unwrap()
        }
    }
    #[inline]
    pub fn half_pixel_centers(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(ResizeBilinearOptions::VT_HALF_PIXEL_CENTERS, Some(false))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for ResizeBilinearOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<bool>("align_corners", Self::VT_ALIGN_CORNERS, false)?
            .visit_field::<bool>("half_pixel_centers", Self::VT_HALF_PIXEL_CENTERS, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ResizeNearestNeighborOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ResizeNearestNeighborOptions<'a> {
    type Inner = ResizeNearestNeighborOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ResizeNearestNeighborOptions<'a> {
    pub const VT_ALIGN_CORNERS: ::flatbuffers::VOffsetT = 4;
    pub const VT_HALF_PIXEL_CENTERS: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ResizeNearestNeighborOptions { _tab: table }
    }

    #[inline]
    pub fn align_corners(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(ResizeNearestNeighborOptions::VT_ALIGN_CORNERS, Some(false))
                .unwrap()
        }
    }
    #[inline]
    pub fn half_pixel_centers(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(
                    ResizeNearestNeighborOptions::VT_HALF_PIXEL_CENTERS,
                    Some(false),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for ResizeNearestNeighborOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<bool>("align_corners", Self::VT_ALIGN_CORNERS, false)?
            .visit_field::<bool>("half_pixel_centers", Self::VT_HALF_PIXEL_CENTERS, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ReverseSequenceOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ReverseSequenceOptions<'a> {
    type Inner = ReverseSequenceOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ReverseSequenceOptions<'a> {
    pub const VT_SEQ_DIM: ::flatbuffers::VOffsetT = 4;
    pub const VT_BATCH_DIM: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ReverseSequenceOptions { _tab: table }
    }

    #[inline]
    pub fn seq_dim(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(ReverseSequenceOptions::VT_SEQ_DIM, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn batch_dim(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(ReverseSequenceOptions::VT_BATCH_DIM, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for ReverseSequenceOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("seq_dim", Self::VT_SEQ_DIM, false)?
            .visit_field::<i32>("batch_dim", Self::VT_BATCH_DIM, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct RNNOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for RNNOptions<'a> {
    type Inner = RNNOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> RNNOptions<'a> {
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 4;
    pub const VT_ASYMMETRIC_QUANTIZE_INPUTS: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        RNNOptions { _tab: table }
    }

    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    RNNOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn asymmetric_quantize_inputs(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(RNNOptions::VT_ASYMMETRIC_QUANTIZE_INPUTS, Some(false))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for RNNOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .visit_field::<bool>(
                "asymmetric_quantize_inputs",
                Self::VT_ASYMMETRIC_QUANTIZE_INPUTS,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SequenceRNNOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SequenceRNNOptions<'a> {
    type Inner = SequenceRNNOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SequenceRNNOptions<'a> {
    pub const VT_TIME_MAJOR: ::flatbuffers::VOffsetT = 4;
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 6;
    pub const VT_ASYMMETRIC_QUANTIZE_INPUTS: ::flatbuffers::VOffsetT = 8;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SequenceRNNOptions { _tab: table }
    }

    #[inline]
    pub fn time_major(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(SequenceRNNOptions::VT_TIME_MAJOR, Some(false))
                .unwrap()
        }
    }
    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    SequenceRNNOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn asymmetric_quantize_inputs(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(
                    SequenceRNNOptions::VT_ASYMMETRIC_QUANTIZE_INPUTS,
                    Some(false),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for SequenceRNNOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<bool>("time_major", Self::VT_TIME_MAJOR, false)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .visit_field::<bool>(
                "asymmetric_quantize_inputs",
                Self::VT_ASYMMETRIC_QUANTIZE_INPUTS,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ShapeOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ShapeOptions<'a> {
    type Inner = ShapeOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ShapeOptions<'a> {
    pub const VT_OUT_TYPE: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ShapeOptions { _tab: table }
    }

    #[inline]
    pub fn out_type(&self) -> TensorType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<TensorType>(ShapeOptions::VT_OUT_TYPE, Some(TensorType::FLOAT32))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for ShapeOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<TensorType>("out_type", Self::VT_OUT_TYPE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SkipGramOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SkipGramOptions<'a> {
    type Inner = SkipGramOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SkipGramOptions<'a> {
    pub const VT_NGRAM_SIZE: ::flatbuffers::VOffsetT = 4;
    pub const VT_MAX_SKIP_SIZE: ::flatbuffers::VOffsetT = 6;
    pub const VT_INCLUDE_ALL_NGRAMS: ::flatbuffers::VOffsetT = 8;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SkipGramOptions { _tab: table }
    }

    #[inline]
    pub fn ngram_size(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(SkipGramOptions::VT_NGRAM_SIZE, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn max_skip_size(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(SkipGramOptions::VT_MAX_SKIP_SIZE, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn include_all_ngrams(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(SkipGramOptions::VT_INCLUDE_ALL_NGRAMS, Some(false))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for SkipGramOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("ngram_size", Self::VT_NGRAM_SIZE, false)?
            .visit_field::<i32>("max_skip_size", Self::VT_MAX_SKIP_SIZE, false)?
            .visit_field::<bool>("include_all_ngrams", Self::VT_INCLUDE_ALL_NGRAMS, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SoftmaxOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SoftmaxOptions<'a> {
    type Inner = SoftmaxOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SoftmaxOptions<'a> {
    pub const VT_BETA: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SoftmaxOptions { _tab: table }
    }

    #[inline]
    pub fn beta(&self) -> f32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<f32>(SoftmaxOptions::VT_BETA, Some(0.0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for SoftmaxOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<f32>("beta", Self::VT_BETA, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SpaceToDepthOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SpaceToDepthOptions<'a> {
    type Inner = SpaceToDepthOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SpaceToDepthOptions<'a> {
    pub const VT_BLOCK_SIZE: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SpaceToDepthOptions { _tab: table }
    }

    #[inline]
    pub fn block_size(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(SpaceToDepthOptions::VT_BLOCK_SIZE, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for SpaceToDepthOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("block_size", Self::VT_BLOCK_SIZE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SparseToDenseOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SparseToDenseOptions<'a> {
    type Inner = SparseToDenseOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SparseToDenseOptions<'a> {
    pub const VT_VALIDATE_INDICES: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SparseToDenseOptions { _tab: table }
    }

    #[inline]
    pub fn validate_indices(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(SparseToDenseOptions::VT_VALIDATE_INDICES, Some(false))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for SparseToDenseOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<bool>("validate_indices", Self::VT_VALIDATE_INDICES, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SplitOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SplitOptions<'a> {
    type Inner = SplitOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SplitOptions<'a> {
    pub const VT_NUM_SPLITS: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SplitOptions { _tab: table }
    }

    #[inline]
    pub fn num_splits(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(SplitOptions::VT_NUM_SPLITS, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for SplitOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("num_splits", Self::VT_NUM_SPLITS, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SplitVOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SplitVOptions<'a> {
    type Inner = SplitVOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SplitVOptions<'a> {
    pub const VT_NUM_SPLITS: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SplitVOptions { _tab: table }
    }

    #[inline]
    pub fn num_splits(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(SplitVOptions::VT_NUM_SPLITS, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for SplitVOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("num_splits", Self::VT_NUM_SPLITS, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SqueezeOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SqueezeOptions<'a> {
    type Inner = SqueezeOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SqueezeOptions<'a> {
    pub const VT_SQUEEZE_DIMS: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SqueezeOptions { _tab: table }
    }

    #[inline]
    pub fn squeeze_dims(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    SqueezeOptions::VT_SQUEEZE_DIMS,
                    None,
                )
        }
    }
}

impl ::flatbuffers::Verifiable for SqueezeOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>(
                "squeeze_dims",
                Self::VT_SQUEEZE_DIMS,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloBroadcastInDimOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloBroadcastInDimOptions<'a> {
    type Inner = StablehloBroadcastInDimOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloBroadcastInDimOptions<'a> {
    pub const VT_BROADCAST_DIMENSIONS: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloBroadcastInDimOptions { _tab: table }
    }

    #[inline]
    pub fn broadcast_dimensions(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloBroadcastInDimOptions::VT_BROADCAST_DIMENSIONS,
                    None,
                )
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloBroadcastInDimOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "broadcast_dimensions",
                Self::VT_BROADCAST_DIMENSIONS,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloCaseOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloCaseOptions<'a> {
    type Inner = StablehloCaseOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloCaseOptions<'a> {
    pub const VT_BRANCH_SUBGRAPH_INDICES: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloCaseOptions { _tab: table }
    }

    #[inline]
    pub fn branch_subgraph_indices(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    StablehloCaseOptions::VT_BRANCH_SUBGRAPH_INDICES,
                    None,
                )
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloCaseOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>(
                "branch_subgraph_indices",
                Self::VT_BRANCH_SUBGRAPH_INDICES,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloCompareOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloCompareOptions<'a> {
    type Inner = StablehloCompareOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloCompareOptions<'a> {
    pub const VT_COMPARISON_DIRECTION: ::flatbuffers::VOffsetT = 4;
    pub const VT_COMPARE_TYPE: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloCompareOptions { _tab: table }
    }

    #[inline]
    pub fn comparison_direction(&self) -> StablehloComparisonDirection {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<StablehloComparisonDirection>(
                    StablehloCompareOptions::VT_COMPARISON_DIRECTION,
                    Some(StablehloComparisonDirection::STABLEHLO_COMPARISON_DIRECTION_EQ),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn compare_type(&self) -> StablehloComparisonType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<StablehloComparisonType>(
                    StablehloCompareOptions::VT_COMPARE_TYPE,
                    Some(StablehloComparisonType::STABLEHLO_COMPARISON_TYPE_NOTYPE),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloCompareOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<StablehloComparisonDirection>(
                "comparison_direction",
                Self::VT_COMPARISON_DIRECTION,
                false,
            )?
            .visit_field::<StablehloComparisonType>("compare_type", Self::VT_COMPARE_TYPE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StableHLOCompositeOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StableHLOCompositeOptions<'a> {
    type Inner = StableHLOCompositeOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StableHLOCompositeOptions<'a> {
    pub const VT_NAME: ::flatbuffers::VOffsetT = 4;
    pub const VT_DECOMPOSITION_SUBGRAPH_INDEX: ::flatbuffers::VOffsetT = 6;
    pub const VT_COMPOSITE_ATTRIBUTES: ::flatbuffers::VOffsetT = 8;
    pub const VT_COMPOSITE_ATTRIBUTES_FORMAT: ::flatbuffers::VOffsetT = 10;
    pub const VT_VERSION: ::flatbuffers::VOffsetT = 12;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StableHLOCompositeOptions { _tab: table }
    }

    #[inline]
    pub fn name(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<&str>>(
                StableHLOCompositeOptions::VT_NAME,
                None,
            )
        }
    }
    #[inline]
    pub fn decomposition_subgraph_index(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(
                    StableHLOCompositeOptions::VT_DECOMPOSITION_SUBGRAPH_INDEX,
                    Some(0),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn composite_attributes(&self) -> Option<::flatbuffers::Vector<'a, u8>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, u8>>>(
                    StableHLOCompositeOptions::VT_COMPOSITE_ATTRIBUTES,
                    None,
                )
        }
    }
    #[inline]
    pub fn composite_attributes_format(&self) -> CustomOptionsFormat {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<CustomOptionsFormat>(
                    StableHLOCompositeOptions::VT_COMPOSITE_ATTRIBUTES_FORMAT,
                    Some(CustomOptionsFormat::FLEXBUFFERS),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn version(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(StableHLOCompositeOptions::VT_VERSION, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for StableHLOCompositeOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>("name", Self::VT_NAME, false)?
            .visit_field::<i32>(
                "decomposition_subgraph_index",
                Self::VT_DECOMPOSITION_SUBGRAPH_INDEX,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, u8>>>(
                "composite_attributes",
                Self::VT_COMPOSITE_ATTRIBUTES,
                false,
            )?
            .visit_field::<CustomOptionsFormat>(
                "composite_attributes_format",
                Self::VT_COMPOSITE_ATTRIBUTES_FORMAT,
                false,
            )?
            .visit_field::<i32>("version", Self::VT_VERSION, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloConcatenateOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloConcatenateOptions<'a> {
    type Inner = StablehloConcatenateOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloConcatenateOptions<'a> {
    pub const VT_DIMENSION: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloConcatenateOptions { _tab: table }
    }

    #[inline]
    pub fn dimension(&self) -> i64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i64>(StablehloConcatenateOptions::VT_DIMENSION, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloConcatenateOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i64>("dimension", Self::VT_DIMENSION, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloConvolutionOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloConvolutionOptions<'a> {
    type Inner = StablehloConvolutionOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloConvolutionOptions<'a> {
    pub const VT_WINDOW_STRIDES: ::flatbuffers::VOffsetT = 4;
    pub const VT_PADDING: ::flatbuffers::VOffsetT = 6;
    pub const VT_LHS_DILATION: ::flatbuffers::VOffsetT = 8;
    pub const VT_RHS_DILATION: ::flatbuffers::VOffsetT = 10;
    pub const VT_WINDOW_REVERSAL: ::flatbuffers::VOffsetT = 12;
    pub const VT_INPUT_BATCH_DIMENSION: ::flatbuffers::VOffsetT = 14;
    pub const VT_INPUT_FEATURE_DIMENSION: ::flatbuffers::VOffsetT = 16;
    pub const VT_INPUT_SPATIAL_DIMENSIONS: ::flatbuffers::VOffsetT = 18;
    pub const VT_KERNEL_INPUT_FEATURE_DIMENSION: ::flatbuffers::VOffsetT = 20;
    pub const VT_KERNEL_OUTPUT_FEATURE_DIMENSION: ::flatbuffers::VOffsetT = 22;
    pub const VT_KERNEL_SPATIAL_DIMENSIONS: ::flatbuffers::VOffsetT = 24;
    pub const VT_OUTPUT_BATCH_DIMENSION: ::flatbuffers::VOffsetT = 26;
    pub const VT_OUTPUT_FEATURE_DIMENSION: ::flatbuffers::VOffsetT = 28;
    pub const VT_OUTPUT_SPATIAL_DIMENSIONS: ::flatbuffers::VOffsetT = 30;
    pub const VT_FEATURE_GROUP_COUNT: ::flatbuffers::VOffsetT = 32;
    pub const VT_BATCH_GROUP_COUNT: ::flatbuffers::VOffsetT = 34;
    pub const VT_PRECISION_CONFIG: ::flatbuffers::VOffsetT = 36;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloConvolutionOptions { _tab: table }
    }

    #[inline]
    pub fn window_strides(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloConvolutionOptions::VT_WINDOW_STRIDES,
                    None,
                )
        }
    }
    #[inline]
    pub fn padding(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloConvolutionOptions::VT_PADDING,
                    None,
                )
        }
    }
    #[inline]
    pub fn lhs_dilation(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloConvolutionOptions::VT_LHS_DILATION,
                    None,
                )
        }
    }
    #[inline]
    pub fn rhs_dilation(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloConvolutionOptions::VT_RHS_DILATION,
                    None,
                )
        }
    }
    #[inline]
    pub fn window_reversal(&self) -> Option<::flatbuffers::Vector<'a, bool>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, bool>>>(
                    StablehloConvolutionOptions::VT_WINDOW_REVERSAL,
                    None,
                )
        }
    }
    #[inline]
    pub fn input_batch_dimension(&self) -> i64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i64>(
                    StablehloConvolutionOptions::VT_INPUT_BATCH_DIMENSION,
                    Some(0),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn input_feature_dimension(&self) -> i64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i64>(
                    StablehloConvolutionOptions::VT_INPUT_FEATURE_DIMENSION,
                    Some(0),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn input_spatial_dimensions(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloConvolutionOptions::VT_INPUT_SPATIAL_DIMENSIONS,
                    None,
                )
        }
    }
    #[inline]
    pub fn kernel_input_feature_dimension(&self) -> i64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i64>(
                    StablehloConvolutionOptions::VT_KERNEL_INPUT_FEATURE_DIMENSION,
                    Some(0),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn kernel_output_feature_dimension(&self) -> i64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i64>(
                    StablehloConvolutionOptions::VT_KERNEL_OUTPUT_FEATURE_DIMENSION,
                    Some(0),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn kernel_spatial_dimensions(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloConvolutionOptions::VT_KERNEL_SPATIAL_DIMENSIONS,
                    None,
                )
        }
    }
    #[inline]
    pub fn output_batch_dimension(&self) -> i64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i64>(
                    StablehloConvolutionOptions::VT_OUTPUT_BATCH_DIMENSION,
                    Some(0),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn output_feature_dimension(&self) -> i64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i64>(
                    StablehloConvolutionOptions::VT_OUTPUT_FEATURE_DIMENSION,
                    Some(0),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn output_spatial_dimensions(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloConvolutionOptions::VT_OUTPUT_SPATIAL_DIMENSIONS,
                    None,
                )
        }
    }
    #[inline]
    pub fn feature_group_count(&self) -> i64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i64>(StablehloConvolutionOptions::VT_FEATURE_GROUP_COUNT, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn batch_group_count(&self) -> i64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i64>(StablehloConvolutionOptions::VT_BATCH_GROUP_COUNT, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn precision_config(&self) -> Option<::flatbuffers::Vector<'a, StablehloPrecisionConfig>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, StablehloPrecisionConfig>,
            >>(StablehloConvolutionOptions::VT_PRECISION_CONFIG, None)
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloConvolutionOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>("window_strides", Self::VT_WINDOW_STRIDES, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>("padding", Self::VT_PADDING, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>("lhs_dilation", Self::VT_LHS_DILATION, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>("rhs_dilation", Self::VT_RHS_DILATION, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, bool>>>("window_reversal", Self::VT_WINDOW_REVERSAL, false)?
     .visit_field::<i64>("input_batch_dimension", Self::VT_INPUT_BATCH_DIMENSION, false)?
     .visit_field::<i64>("input_feature_dimension", Self::VT_INPUT_FEATURE_DIMENSION, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>("input_spatial_dimensions", Self::VT_INPUT_SPATIAL_DIMENSIONS, false)?
     .visit_field::<i64>("kernel_input_feature_dimension", Self::VT_KERNEL_INPUT_FEATURE_DIMENSION, false)?
     .visit_field::<i64>("kernel_output_feature_dimension", Self::VT_KERNEL_OUTPUT_FEATURE_DIMENSION, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>("kernel_spatial_dimensions", Self::VT_KERNEL_SPATIAL_DIMENSIONS, false)?
     .visit_field::<i64>("output_batch_dimension", Self::VT_OUTPUT_BATCH_DIMENSION, false)?
     .visit_field::<i64>("output_feature_dimension", Self::VT_OUTPUT_FEATURE_DIMENSION, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>("output_spatial_dimensions", Self::VT_OUTPUT_SPATIAL_DIMENSIONS, false)?
     .visit_field::<i64>("feature_group_count", Self::VT_FEATURE_GROUP_COUNT, false)?
     .visit_field::<i64>("batch_group_count", Self::VT_BATCH_GROUP_COUNT, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, StablehloPrecisionConfig>>>("precision_config", Self::VT_PRECISION_CONFIG, false)?
     .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloCustomCallOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloCustomCallOptions<'a> {
    type Inner = StablehloCustomCallOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloCustomCallOptions<'a> {
    pub const VT_CALL_TARGET_NAME: ::flatbuffers::VOffsetT = 4;
    pub const VT_HAS_SIDE_EFFECT: ::flatbuffers::VOffsetT = 6;
    pub const VT_BACKEND_CONFIG: ::flatbuffers::VOffsetT = 8;
    pub const VT_API_VERSION: ::flatbuffers::VOffsetT = 10;
    pub const VT_CALLED_COMPUTATIONS: ::flatbuffers::VOffsetT = 12;
    pub const VT_CUSTOM_ATTRIBUTES: ::flatbuffers::VOffsetT = 14;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloCustomCallOptions { _tab: table }
    }

    #[inline]
    pub fn call_target_name(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<&str>>(
                StablehloCustomCallOptions::VT_CALL_TARGET_NAME,
                None,
            )
        }
    }
    #[inline]
    pub fn has_side_effect(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(StablehloCustomCallOptions::VT_HAS_SIDE_EFFECT, Some(false))
                .unwrap()
        }
    }
    #[inline]
    pub fn backend_config(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<&str>>(
                StablehloCustomCallOptions::VT_BACKEND_CONFIG,
                None,
            )
        }
    }
    #[inline]
    pub fn api_version(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(StablehloCustomCallOptions::VT_API_VERSION, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn called_computations(&self) -> Option<::flatbuffers::Vector<'a, i32>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i32>>>(
                    StablehloCustomCallOptions::VT_CALLED_COMPUTATIONS,
                    None,
                )
        }
    }
    #[inline]
    pub fn custom_attributes(&self) -> Option<::flatbuffers::Vector<'a, u8>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, u8>>>(
                    StablehloCustomCallOptions::VT_CUSTOM_ATTRIBUTES,
                    None,
                )
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloCustomCallOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>(
                "call_target_name",
                Self::VT_CALL_TARGET_NAME,
                false,
            )?
            .visit_field::<bool>("has_side_effect", Self::VT_HAS_SIDE_EFFECT, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>(
                "backend_config",
                Self::VT_BACKEND_CONFIG,
                false,
            )?
            .visit_field::<i32>("api_version", Self::VT_API_VERSION, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i32>>>(
                "called_computations",
                Self::VT_CALLED_COMPUTATIONS,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, u8>>>(
                "custom_attributes",
                Self::VT_CUSTOM_ATTRIBUTES,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloDotGeneralOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloDotGeneralOptions<'a> {
    type Inner = StablehloDotGeneralOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloDotGeneralOptions<'a> {
    pub const VT_LHS_BATCHING_DIMENSIONS: ::flatbuffers::VOffsetT = 4;
    pub const VT_RHS_BATCHING_DIMENSIONS: ::flatbuffers::VOffsetT = 6;
    pub const VT_LHS_CONTRACTING_DIMENSIONS: ::flatbuffers::VOffsetT = 8;
    pub const VT_RHS_CONTRACTING_DIMENSIONS: ::flatbuffers::VOffsetT = 10;
    pub const VT_PRECISION_CONFIG: ::flatbuffers::VOffsetT = 12;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloDotGeneralOptions { _tab: table }
    }

    #[inline]
    pub fn lhs_batching_dimensions(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloDotGeneralOptions::VT_LHS_BATCHING_DIMENSIONS,
                    None,
                )
        }
    }
    #[inline]
    pub fn rhs_batching_dimensions(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloDotGeneralOptions::VT_RHS_BATCHING_DIMENSIONS,
                    None,
                )
        }
    }
    #[inline]
    pub fn lhs_contracting_dimensions(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloDotGeneralOptions::VT_LHS_CONTRACTING_DIMENSIONS,
                    None,
                )
        }
    }
    #[inline]
    pub fn rhs_contracting_dimensions(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloDotGeneralOptions::VT_RHS_CONTRACTING_DIMENSIONS,
                    None,
                )
        }
    }
    #[inline]
    pub fn precision_config(&self) -> Option<::flatbuffers::Vector<'a, StablehloPrecisionConfig>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, StablehloPrecisionConfig>,
            >>(StablehloDotGeneralOptions::VT_PRECISION_CONFIG, None)
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloDotGeneralOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>("lhs_batching_dimensions", Self::VT_LHS_BATCHING_DIMENSIONS, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>("rhs_batching_dimensions", Self::VT_RHS_BATCHING_DIMENSIONS, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>("lhs_contracting_dimensions", Self::VT_LHS_CONTRACTING_DIMENSIONS, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>("rhs_contracting_dimensions", Self::VT_RHS_CONTRACTING_DIMENSIONS, false)?
     .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, StablehloPrecisionConfig>>>("precision_config", Self::VT_PRECISION_CONFIG, false)?
     .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloDynamicSliceOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloDynamicSliceOptions<'a> {
    type Inner = StablehloDynamicSliceOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloDynamicSliceOptions<'a> {
    pub const VT_SLICE_SIZES: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloDynamicSliceOptions { _tab: table }
    }

    #[inline]
    pub fn slice_sizes(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloDynamicSliceOptions::VT_SLICE_SIZES,
                    None,
                )
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloDynamicSliceOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "slice_sizes",
                Self::VT_SLICE_SIZES,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloGatherOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloGatherOptions<'a> {
    type Inner = StablehloGatherOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloGatherOptions<'a> {
    pub const VT_OFFSET_DIMS: ::flatbuffers::VOffsetT = 4;
    pub const VT_COLLAPSED_SLICE_DIMS: ::flatbuffers::VOffsetT = 6;
    pub const VT_START_INDEX_MAP: ::flatbuffers::VOffsetT = 8;
    pub const VT_INDEX_VECTOR_DIM: ::flatbuffers::VOffsetT = 10;
    pub const VT_SLICE_SIZES: ::flatbuffers::VOffsetT = 12;
    pub const VT_INDICES_ARE_SORTED: ::flatbuffers::VOffsetT = 14;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloGatherOptions { _tab: table }
    }

    #[inline]
    pub fn offset_dims(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloGatherOptions::VT_OFFSET_DIMS,
                    None,
                )
        }
    }
    #[inline]
    pub fn collapsed_slice_dims(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloGatherOptions::VT_COLLAPSED_SLICE_DIMS,
                    None,
                )
        }
    }
    #[inline]
    pub fn start_index_map(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloGatherOptions::VT_START_INDEX_MAP,
                    None,
                )
        }
    }
    #[inline]
    pub fn index_vector_dim(&self) -> i64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i64>(StablehloGatherOptions::VT_INDEX_VECTOR_DIM, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn slice_sizes(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloGatherOptions::VT_SLICE_SIZES,
                    None,
                )
        }
    }
    #[inline]
    pub fn indices_are_sorted(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(StablehloGatherOptions::VT_INDICES_ARE_SORTED, Some(false))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloGatherOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "offset_dims",
                Self::VT_OFFSET_DIMS,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "collapsed_slice_dims",
                Self::VT_COLLAPSED_SLICE_DIMS,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "start_index_map",
                Self::VT_START_INDEX_MAP,
                false,
            )?
            .visit_field::<i64>("index_vector_dim", Self::VT_INDEX_VECTOR_DIM, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "slice_sizes",
                Self::VT_SLICE_SIZES,
                false,
            )?
            .visit_field::<bool>("indices_are_sorted", Self::VT_INDICES_ARE_SORTED, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloIotaOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloIotaOptions<'a> {
    type Inner = StablehloIotaOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloIotaOptions<'a> {
    pub const VT_IOTA_DIMENSION: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloIotaOptions { _tab: table }
    }

    #[inline]
    pub fn iota_dimension(&self) -> i64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i64>(StablehloIotaOptions::VT_IOTA_DIMENSION, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloIotaOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i64>("iota_dimension", Self::VT_IOTA_DIMENSION, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloPadOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloPadOptions<'a> {
    type Inner = StablehloPadOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloPadOptions<'a> {
    pub const VT_EDGE_PADDING_LOW: ::flatbuffers::VOffsetT = 4;
    pub const VT_EDGE_PADDING_HIGH: ::flatbuffers::VOffsetT = 6;
    pub const VT_INTERIOR_PADDING: ::flatbuffers::VOffsetT = 8;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloPadOptions { _tab: table }
    }

    #[inline]
    pub fn edge_padding_low(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloPadOptions::VT_EDGE_PADDING_LOW,
                    None,
                )
        }
    }
    #[inline]
    pub fn edge_padding_high(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloPadOptions::VT_EDGE_PADDING_HIGH,
                    None,
                )
        }
    }
    #[inline]
    pub fn interior_padding(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloPadOptions::VT_INTERIOR_PADDING,
                    None,
                )
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloPadOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "edge_padding_low",
                Self::VT_EDGE_PADDING_LOW,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "edge_padding_high",
                Self::VT_EDGE_PADDING_HIGH,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "interior_padding",
                Self::VT_INTERIOR_PADDING,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloReduceOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloReduceOptions<'a> {
    type Inner = StablehloReduceOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloReduceOptions<'a> {
    pub const VT_DIMENSIONS: ::flatbuffers::VOffsetT = 4;
    pub const VT_BODY_SUBGRAPH_INDEX: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloReduceOptions { _tab: table }
    }

    #[inline]
    pub fn dimensions(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloReduceOptions::VT_DIMENSIONS,
                    None,
                )
        }
    }
    #[inline]
    pub fn body_subgraph_index(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(StablehloReduceOptions::VT_BODY_SUBGRAPH_INDEX, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloReduceOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "dimensions",
                Self::VT_DIMENSIONS,
                false,
            )?
            .visit_field::<i32>("body_subgraph_index", Self::VT_BODY_SUBGRAPH_INDEX, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloReduceWindowOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloReduceWindowOptions<'a> {
    type Inner = StablehloReduceWindowOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloReduceWindowOptions<'a> {
    pub const VT_WINDOW_DIMENSIONS: ::flatbuffers::VOffsetT = 4;
    pub const VT_WINDOW_STRIDES: ::flatbuffers::VOffsetT = 6;
    pub const VT_BASE_DILATIONS: ::flatbuffers::VOffsetT = 8;
    pub const VT_WINDOW_DILATIONS: ::flatbuffers::VOffsetT = 10;
    pub const VT_PADDING: ::flatbuffers::VOffsetT = 12;
    pub const VT_BODY_SUBGRAPH_INDEX: ::flatbuffers::VOffsetT = 14;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloReduceWindowOptions { _tab: table }
    }

    #[inline]
    pub fn window_dimensions(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloReduceWindowOptions::VT_WINDOW_DIMENSIONS,
                    None,
                )
        }
    }
    #[inline]
    pub fn window_strides(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloReduceWindowOptions::VT_WINDOW_STRIDES,
                    None,
                )
        }
    }
    #[inline]
    pub fn base_dilations(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloReduceWindowOptions::VT_BASE_DILATIONS,
                    None,
                )
        }
    }
    #[inline]
    pub fn window_dilations(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloReduceWindowOptions::VT_WINDOW_DILATIONS,
                    None,
                )
        }
    }
    #[inline]
    pub fn padding(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloReduceWindowOptions::VT_PADDING,
                    None,
                )
        }
    }
    #[inline]
    pub fn body_subgraph_index(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(
                    StablehloReduceWindowOptions::VT_BODY_SUBGRAPH_INDEX,
                    Some(0),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloReduceWindowOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "window_dimensions",
                Self::VT_WINDOW_DIMENSIONS,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "window_strides",
                Self::VT_WINDOW_STRIDES,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "base_dilations",
                Self::VT_BASE_DILATIONS,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "window_dilations",
                Self::VT_WINDOW_DILATIONS,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "padding",
                Self::VT_PADDING,
                false,
            )?
            .visit_field::<i32>("body_subgraph_index", Self::VT_BODY_SUBGRAPH_INDEX, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloRngBitGeneratorOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloRngBitGeneratorOptions<'a> {
    type Inner = StablehloRngBitGeneratorOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloRngBitGeneratorOptions<'a> {
    pub const VT_ALGORITHM: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloRngBitGeneratorOptions { _tab: table }
    }

    #[inline]
    pub fn algorithm(&self) -> RngAlgorithm {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<RngAlgorithm>(
                    StablehloRngBitGeneratorOptions::VT_ALGORITHM,
                    Some(RngAlgorithm::DEFAULT),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloRngBitGeneratorOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<RngAlgorithm>("algorithm", Self::VT_ALGORITHM, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloScatterOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloScatterOptions<'a> {
    type Inner = StablehloScatterOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloScatterOptions<'a> {
    pub const VT_INDICES_ARE_SORTED: ::flatbuffers::VOffsetT = 4;
    pub const VT_UPDATE_WINDOW_DIMS: ::flatbuffers::VOffsetT = 6;
    pub const VT_INSERTED_WINDOW_DIMS: ::flatbuffers::VOffsetT = 8;
    pub const VT_SCATTER_DIMS_TO_OPERAND_DIMS: ::flatbuffers::VOffsetT = 10;
    pub const VT_INDEX_VECTOR_DIM: ::flatbuffers::VOffsetT = 12;
    pub const VT_UNIQUE_INDICES: ::flatbuffers::VOffsetT = 14;
    pub const VT_UPDATE_COMPUTATION_SUBGRAPH_INDEX: ::flatbuffers::VOffsetT = 16;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloScatterOptions { _tab: table }
    }

    #[inline]
    pub fn indices_are_sorted(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(StablehloScatterOptions::VT_INDICES_ARE_SORTED, Some(false))
                .unwrap()
        }
    }
    #[inline]
    pub fn update_window_dims(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloScatterOptions::VT_UPDATE_WINDOW_DIMS,
                    None,
                )
        }
    }
    #[inline]
    pub fn inserted_window_dims(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloScatterOptions::VT_INSERTED_WINDOW_DIMS,
                    None,
                )
        }
    }
    #[inline]
    pub fn scatter_dims_to_operand_dims(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloScatterOptions::VT_SCATTER_DIMS_TO_OPERAND_DIMS,
                    None,
                )
        }
    }
    #[inline]
    pub fn index_vector_dim(&self) -> i64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i64>(StablehloScatterOptions::VT_INDEX_VECTOR_DIM, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn unique_indices(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(StablehloScatterOptions::VT_UNIQUE_INDICES, Some(false))
                .unwrap()
        }
    }
    #[inline]
    pub fn update_computation_subgraph_index(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(
                    StablehloScatterOptions::VT_UPDATE_COMPUTATION_SUBGRAPH_INDEX,
                    Some(0),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloScatterOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<bool>("indices_are_sorted", Self::VT_INDICES_ARE_SORTED, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "update_window_dims",
                Self::VT_UPDATE_WINDOW_DIMS,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "inserted_window_dims",
                Self::VT_INSERTED_WINDOW_DIMS,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "scatter_dims_to_operand_dims",
                Self::VT_SCATTER_DIMS_TO_OPERAND_DIMS,
                false,
            )?
            .visit_field::<i64>("index_vector_dim", Self::VT_INDEX_VECTOR_DIM, false)?
            .visit_field::<bool>("unique_indices", Self::VT_UNIQUE_INDICES, false)?
            .visit_field::<i32>(
                "update_computation_subgraph_index",
                Self::VT_UPDATE_COMPUTATION_SUBGRAPH_INDEX,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloSliceOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloSliceOptions<'a> {
    type Inner = StablehloSliceOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloSliceOptions<'a> {
    pub const VT_START_INDICES: ::flatbuffers::VOffsetT = 4;
    pub const VT_LIMIT_INDICES: ::flatbuffers::VOffsetT = 6;
    pub const VT_STRIDES: ::flatbuffers::VOffsetT = 8;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloSliceOptions { _tab: table }
    }

    #[inline]
    pub fn start_indices(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloSliceOptions::VT_START_INDICES,
                    None,
                )
        }
    }
    #[inline]
    pub fn limit_indices(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloSliceOptions::VT_LIMIT_INDICES,
                    None,
                )
        }
    }
    #[inline]
    pub fn strides(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloSliceOptions::VT_STRIDES,
                    None,
                )
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloSliceOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "start_indices",
                Self::VT_START_INDICES,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "limit_indices",
                Self::VT_LIMIT_INDICES,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "strides",
                Self::VT_STRIDES,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloSortOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloSortOptions<'a> {
    type Inner = StablehloSortOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloSortOptions<'a> {
    pub const VT_DIMENSION: ::flatbuffers::VOffsetT = 4;
    pub const VT_IS_STABLE: ::flatbuffers::VOffsetT = 6;
    pub const VT_COMPARATOR_SUBGRAPH_INDEX: ::flatbuffers::VOffsetT = 8;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloSortOptions { _tab: table }
    }

    #[inline]
    pub fn dimension(&self) -> i64 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i64>(StablehloSortOptions::VT_DIMENSION, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn is_stable(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(StablehloSortOptions::VT_IS_STABLE, Some(false))
                .unwrap()
        }
    }
    #[inline]
    pub fn comparator_subgraph_index(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(StablehloSortOptions::VT_COMPARATOR_SUBGRAPH_INDEX, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloSortOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i64>("dimension", Self::VT_DIMENSION, false)?
            .visit_field::<bool>("is_stable", Self::VT_IS_STABLE, false)?
            .visit_field::<i32>(
                "comparator_subgraph_index",
                Self::VT_COMPARATOR_SUBGRAPH_INDEX,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloTransposeOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloTransposeOptions<'a> {
    type Inner = StablehloTransposeOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloTransposeOptions<'a> {
    pub const VT_PERMUTATION: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloTransposeOptions { _tab: table }
    }

    #[inline]
    pub fn permutation(&self) -> Option<::flatbuffers::Vector<'a, i64>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'a, i64>>>(
                    StablehloTransposeOptions::VT_PERMUTATION,
                    None,
                )
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloTransposeOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<::flatbuffers::Vector<'_, i64>>>(
                "permutation",
                Self::VT_PERMUTATION,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloWhileOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloWhileOptions<'a> {
    type Inner = StablehloWhileOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloWhileOptions<'a> {
    pub const VT_COND_SUBGRAPH_INDEX: ::flatbuffers::VOffsetT = 4;
    pub const VT_BODY_SUBGRAPH_INDEX: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloWhileOptions { _tab: table }
    }

    #[inline]
    pub fn cond_subgraph_index(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(StablehloWhileOptions::VT_COND_SUBGRAPH_INDEX, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn body_subgraph_index(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(StablehloWhileOptions::VT_BODY_SUBGRAPH_INDEX, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for StablehloWhileOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("cond_subgraph_index", Self::VT_COND_SUBGRAPH_INDEX, false)?
            .visit_field::<i32>("body_subgraph_index", Self::VT_BODY_SUBGRAPH_INDEX, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StridedSliceOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StridedSliceOptions<'a> {
    type Inner = StridedSliceOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StridedSliceOptions<'a> {
    pub const VT_BEGIN_MASK: ::flatbuffers::VOffsetT = 4;
    pub const VT_END_MASK: ::flatbuffers::VOffsetT = 6;
    pub const VT_ELLIPSIS_MASK: ::flatbuffers::VOffsetT = 8;
    pub const VT_NEW_AXIS_MASK: ::flatbuffers::VOffsetT = 10;
    pub const VT_SHRINK_AXIS_MASK: ::flatbuffers::VOffsetT = 12;
    pub const VT_OFFSET: ::flatbuffers::VOffsetT = 14;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StridedSliceOptions { _tab: table }
    }

    #[inline]
    pub fn begin_mask(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(StridedSliceOptions::VT_BEGIN_MASK, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn end_mask(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(StridedSliceOptions::VT_END_MASK, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn ellipsis_mask(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(StridedSliceOptions::VT_ELLIPSIS_MASK, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn new_axis_mask(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(StridedSliceOptions::VT_NEW_AXIS_MASK, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn shrink_axis_mask(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(StridedSliceOptions::VT_SHRINK_AXIS_MASK, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn offset(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(StridedSliceOptions::VT_OFFSET, Some(false))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for StridedSliceOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("begin_mask", Self::VT_BEGIN_MASK, false)?
            .visit_field::<i32>("end_mask", Self::VT_END_MASK, false)?
            .visit_field::<i32>("ellipsis_mask", Self::VT_ELLIPSIS_MASK, false)?
            .visit_field::<i32>("new_axis_mask", Self::VT_NEW_AXIS_MASK, false)?
            .visit_field::<i32>("shrink_axis_mask", Self::VT_SHRINK_AXIS_MASK, false)?
            .visit_field::<bool>("offset", Self::VT_OFFSET, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SubOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SubOptions<'a> {
    type Inner = SubOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SubOptions<'a> {
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 4;
    pub const VT_POT_SCALE_INT16: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SubOptions { _tab: table }
    }

    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    SubOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn pot_scale_int16(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(SubOptions::VT_POT_SCALE_INT16, Some(true))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for SubOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .visit_field::<bool>("pot_scale_int16", Self::VT_POT_SCALE_INT16, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SVDFOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SVDFOptions<'a> {
    type Inner = SVDFOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SVDFOptions<'a> {
    pub const VT_RANK: ::flatbuffers::VOffsetT = 4;
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 6;
    pub const VT_ASYMMETRIC_QUANTIZE_INPUTS: ::flatbuffers::VOffsetT = 8;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SVDFOptions { _tab: table }
    }

    #[inline]
    pub fn rank(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe { self._tab.get::<i32>(SVDFOptions::VT_RANK, Some(0)).unwrap() }
    }
    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    SVDFOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn asymmetric_quantize_inputs(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(SVDFOptions::VT_ASYMMETRIC_QUANTIZE_INPUTS, Some(false))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for SVDFOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("rank", Self::VT_RANK, false)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .visit_field::<bool>(
                "asymmetric_quantize_inputs",
                Self::VT_ASYMMETRIC_QUANTIZE_INPUTS,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct TransposeConvOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for TransposeConvOptions<'a> {
    type Inner = TransposeConvOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> TransposeConvOptions<'a> {
    pub const VT_PADDING: ::flatbuffers::VOffsetT = 4;
    pub const VT_STRIDE_W: ::flatbuffers::VOffsetT = 6;
    pub const VT_STRIDE_H: ::flatbuffers::VOffsetT = 8;
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 10;
    pub const VT_QUANTIZED_BIAS_TYPE: ::flatbuffers::VOffsetT = 12;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        TransposeConvOptions { _tab: table }
    }

    #[inline]
    pub fn padding(&self) -> Padding {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<Padding>(TransposeConvOptions::VT_PADDING, Some(Padding::SAME))
                .unwrap()
        }
    }
    #[inline]
    pub fn stride_w(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(TransposeConvOptions::VT_STRIDE_W, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn stride_h(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(TransposeConvOptions::VT_STRIDE_H, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    TransposeConvOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn quantized_bias_type(&self) -> TensorType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<TensorType>(
                    TransposeConvOptions::VT_QUANTIZED_BIAS_TYPE,
                    Some(TensorType::FLOAT32),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for TransposeConvOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<Padding>("padding", Self::VT_PADDING, false)?
            .visit_field::<i32>("stride_w", Self::VT_STRIDE_W, false)?
            .visit_field::<i32>("stride_h", Self::VT_STRIDE_H, false)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .visit_field::<TensorType>("quantized_bias_type", Self::VT_QUANTIZED_BIAS_TYPE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct UnidirectionalSequenceLSTMOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for UnidirectionalSequenceLSTMOptions<'a> {
    type Inner = UnidirectionalSequenceLSTMOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> UnidirectionalSequenceLSTMOptions<'a> {
    pub const VT_FUSED_ACTIVATION_FUNCTION: ::flatbuffers::VOffsetT = 4;
    pub const VT_CELL_CLIP: ::flatbuffers::VOffsetT = 6;
    pub const VT_PROJ_CLIP: ::flatbuffers::VOffsetT = 8;
    pub const VT_TIME_MAJOR: ::flatbuffers::VOffsetT = 10;
    pub const VT_ASYMMETRIC_QUANTIZE_INPUTS: ::flatbuffers::VOffsetT = 12;
    pub const VT_DIAGONAL_RECURRENT_TENSORS: ::flatbuffers::VOffsetT = 14;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        UnidirectionalSequenceLSTMOptions { _tab: table }
    }

    #[inline]
    pub fn fused_activation_function(&self) -> ActivationFunctionType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<ActivationFunctionType>(
                    UnidirectionalSequenceLSTMOptions::VT_FUSED_ACTIVATION_FUNCTION,
                    Some(ActivationFunctionType::NONE),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn cell_clip(&self) -> f32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<f32>(UnidirectionalSequenceLSTMOptions::VT_CELL_CLIP, Some(0.0))
                .unwrap()
        }
    }
    #[inline]
    pub fn proj_clip(&self) -> f32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<f32>(UnidirectionalSequenceLSTMOptions::VT_PROJ_CLIP, Some(0.0))
                .unwrap()
        }
    }
    #[inline]
    pub fn time_major(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(
                    UnidirectionalSequenceLSTMOptions::VT_TIME_MAJOR,
                    Some(false),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn asymmetric_quantize_inputs(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(
                    UnidirectionalSequenceLSTMOptions::VT_ASYMMETRIC_QUANTIZE_INPUTS,
                    Some(false),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn diagonal_recurrent_tensors(&self) -> bool {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<bool>(
                    UnidirectionalSequenceLSTMOptions::VT_DIAGONAL_RECURRENT_TENSORS,
                    Some(false),
                )
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for UnidirectionalSequenceLSTMOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<ActivationFunctionType>(
                "fused_activation_function",
                Self::VT_FUSED_ACTIVATION_FUNCTION,
                false,
            )?
            .visit_field::<f32>("cell_clip", Self::VT_CELL_CLIP, false)?
            .visit_field::<f32>("proj_clip", Self::VT_PROJ_CLIP, false)?
            .visit_field::<bool>("time_major", Self::VT_TIME_MAJOR, false)?
            .visit_field::<bool>(
                "asymmetric_quantize_inputs",
                Self::VT_ASYMMETRIC_QUANTIZE_INPUTS,
                false,
            )?
            .visit_field::<bool>(
                "diagonal_recurrent_tensors",
                Self::VT_DIAGONAL_RECURRENT_TENSORS,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct UniqueOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for UniqueOptions<'a> {
    type Inner = UniqueOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> UniqueOptions<'a> {
    pub const VT_IDX_OUT_TYPE: ::flatbuffers::VOffsetT = 4;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        UniqueOptions { _tab: table }
    }

    #[inline]
    pub fn idx_out_type(&self) -> TensorType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<TensorType>(UniqueOptions::VT_IDX_OUT_TYPE, Some(TensorType::INT32))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for UniqueOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<TensorType>("idx_out_type", Self::VT_IDX_OUT_TYPE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct UnpackOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for UnpackOptions<'a> {
    type Inner = UnpackOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> UnpackOptions<'a> {
    pub const VT_NUM: ::flatbuffers::VOffsetT = 4;
    pub const VT_AXIS: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        UnpackOptions { _tab: table }
    }

    #[inline]
    pub fn num(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(UnpackOptions::VT_NUM, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn axis(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(UnpackOptions::VT_AXIS, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for UnpackOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("num", Self::VT_NUM, false)?
            .visit_field::<i32>("axis", Self::VT_AXIS, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct VarHandleOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for VarHandleOptions<'a> {
    type Inner = VarHandleOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> VarHandleOptions<'a> {
    pub const VT_CONTAINER: ::flatbuffers::VOffsetT = 4;
    pub const VT_SHARED_NAME: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        VarHandleOptions { _tab: table }
    }

    #[inline]
    pub fn container(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(VarHandleOptions::VT_CONTAINER, None)
        }
    }
    #[inline]
    pub fn shared_name(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(VarHandleOptions::VT_SHARED_NAME, None)
        }
    }
}

impl ::flatbuffers::Verifiable for VarHandleOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>(
                "container",
                Self::VT_CONTAINER,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>(
                "shared_name",
                Self::VT_SHARED_NAME,
                false,
            )?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct WhileOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for WhileOptions<'a> {
    type Inner = WhileOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> WhileOptions<'a> {
    pub const VT_COND_SUBGRAPH_INDEX: ::flatbuffers::VOffsetT = 4;
    pub const VT_BODY_SUBGRAPH_INDEX: ::flatbuffers::VOffsetT = 6;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        WhileOptions { _tab: table }
    }

    #[inline]
    pub fn cond_subgraph_index(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(WhileOptions::VT_COND_SUBGRAPH_INDEX, Some(0))
                .unwrap()
        }
    }
    #[inline]
    pub fn body_subgraph_index(&self) -> i32 {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<i32>(WhileOptions::VT_BODY_SUBGRAPH_INDEX, Some(0))
                .unwrap()
        }
    }
}

impl ::flatbuffers::Verifiable for WhileOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<i32>("cond_subgraph_index", Self::VT_COND_SUBGRAPH_INDEX, false)?
            .visit_field::<i32>("body_subgraph_index", Self::VT_BODY_SUBGRAPH_INDEX, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct AbsOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for AbsOptions<'a> {
    type Inner = AbsOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> AbsOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        AbsOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for AbsOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct AddNOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for AddNOptions<'a> {
    type Inner = AddNOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> AddNOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        AddNOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for AddNOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct AssignVariableOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for AssignVariableOptions<'a> {
    type Inner = AssignVariableOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> AssignVariableOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        AssignVariableOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for AssignVariableOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ATan2Options<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ATan2Options<'a> {
    type Inner = ATan2Options<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ATan2Options<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ATan2Options { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for ATan2Options<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct BatchToSpaceNDOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for BatchToSpaceNDOptions<'a> {
    type Inner = BatchToSpaceNDOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> BatchToSpaceNDOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        BatchToSpaceNDOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for BatchToSpaceNDOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct BitcastOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for BitcastOptions<'a> {
    type Inner = BitcastOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> BitcastOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        BitcastOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for BitcastOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct BitwiseXorOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for BitwiseXorOptions<'a> {
    type Inner = BitwiseXorOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> BitwiseXorOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        BitwiseXorOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for BitwiseXorOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct BroadcastToOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for BroadcastToOptions<'a> {
    type Inner = BroadcastToOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> BroadcastToOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        BroadcastToOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for BroadcastToOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct CosOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for CosOptions<'a> {
    type Inner = CosOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> CosOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        CosOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for CosOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct DensifyOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for DensifyOptions<'a> {
    type Inner = DensifyOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> DensifyOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        DensifyOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for DensifyOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct DequantizeOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for DequantizeOptions<'a> {
    type Inner = DequantizeOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> DequantizeOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        DequantizeOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for DequantizeOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct DilateOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for DilateOptions<'a> {
    type Inner = DilateOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> DilateOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        DilateOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for DilateOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct DynamicUpdateSliceOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for DynamicUpdateSliceOptions<'a> {
    type Inner = DynamicUpdateSliceOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> DynamicUpdateSliceOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        DynamicUpdateSliceOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for DynamicUpdateSliceOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct EqualOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for EqualOptions<'a> {
    type Inner = EqualOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> EqualOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        EqualOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for EqualOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ExpandDimsOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ExpandDimsOptions<'a> {
    type Inner = ExpandDimsOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ExpandDimsOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ExpandDimsOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for ExpandDimsOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ExpOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ExpOptions<'a> {
    type Inner = ExpOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ExpOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ExpOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for ExpOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct FillOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for FillOptions<'a> {
    type Inner = FillOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> FillOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        FillOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for FillOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct FloorDivOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for FloorDivOptions<'a> {
    type Inner = FloorDivOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> FloorDivOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        FloorDivOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for FloorDivOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct FloorModOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for FloorModOptions<'a> {
    type Inner = FloorModOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> FloorModOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        FloorModOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for FloorModOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct GatherNdOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for GatherNdOptions<'a> {
    type Inner = GatherNdOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> GatherNdOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        GatherNdOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for GatherNdOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct GreaterEqualOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for GreaterEqualOptions<'a> {
    type Inner = GreaterEqualOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> GreaterEqualOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        GreaterEqualOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for GreaterEqualOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct GreaterOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for GreaterOptions<'a> {
    type Inner = GreaterOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> GreaterOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        GreaterOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for GreaterOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct HardSwishOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for HardSwishOptions<'a> {
    type Inner = HardSwishOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> HardSwishOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        HardSwishOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for HardSwishOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct HashtableFindOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for HashtableFindOptions<'a> {
    type Inner = HashtableFindOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> HashtableFindOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        HashtableFindOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for HashtableFindOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct HashtableImportOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for HashtableImportOptions<'a> {
    type Inner = HashtableImportOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> HashtableImportOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        HashtableImportOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for HashtableImportOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct HashtableSizeOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for HashtableSizeOptions<'a> {
    type Inner = HashtableSizeOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> HashtableSizeOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        HashtableSizeOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for HashtableSizeOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct LessEqualOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for LessEqualOptions<'a> {
    type Inner = LessEqualOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> LessEqualOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        LessEqualOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for LessEqualOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct LessOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for LessOptions<'a> {
    type Inner = LessOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> LessOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        LessOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for LessOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct LogicalAndOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for LogicalAndOptions<'a> {
    type Inner = LogicalAndOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> LogicalAndOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        LogicalAndOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for LogicalAndOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct LogicalNotOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for LogicalNotOptions<'a> {
    type Inner = LogicalNotOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> LogicalNotOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        LogicalNotOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for LogicalNotOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct LogicalOrOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for LogicalOrOptions<'a> {
    type Inner = LogicalOrOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> LogicalOrOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        LogicalOrOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for LogicalOrOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct LogSoftmaxOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for LogSoftmaxOptions<'a> {
    type Inner = LogSoftmaxOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> LogSoftmaxOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        LogSoftmaxOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for LogSoftmaxOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct MatrixDiagOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for MatrixDiagOptions<'a> {
    type Inner = MatrixDiagOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> MatrixDiagOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        MatrixDiagOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for MatrixDiagOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct MatrixSetDiagOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for MatrixSetDiagOptions<'a> {
    type Inner = MatrixSetDiagOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> MatrixSetDiagOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        MatrixSetDiagOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for MatrixSetDiagOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct MaximumMinimumOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for MaximumMinimumOptions<'a> {
    type Inner = MaximumMinimumOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> MaximumMinimumOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        MaximumMinimumOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for MaximumMinimumOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct NegOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for NegOptions<'a> {
    type Inner = NegOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> NegOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        NegOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for NegOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct NonMaxSuppressionV4Options<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for NonMaxSuppressionV4Options<'a> {
    type Inner = NonMaxSuppressionV4Options<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> NonMaxSuppressionV4Options<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        NonMaxSuppressionV4Options { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for NonMaxSuppressionV4Options<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct NonMaxSuppressionV5Options<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for NonMaxSuppressionV5Options<'a> {
    type Inner = NonMaxSuppressionV5Options<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> NonMaxSuppressionV5Options<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        NonMaxSuppressionV5Options { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for NonMaxSuppressionV5Options<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct NotEqualOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for NotEqualOptions<'a> {
    type Inner = NotEqualOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> NotEqualOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        NotEqualOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for NotEqualOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct PadOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for PadOptions<'a> {
    type Inner = PadOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> PadOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        PadOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for PadOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct PadV2Options<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for PadV2Options<'a> {
    type Inner = PadV2Options<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> PadV2Options<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        PadV2Options { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for PadV2Options<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct PowOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for PowOptions<'a> {
    type Inner = PowOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> PowOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        PowOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for PowOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct QuantizeOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for QuantizeOptions<'a> {
    type Inner = QuantizeOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> QuantizeOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        QuantizeOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for QuantizeOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct RangeOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for RangeOptions<'a> {
    type Inner = RangeOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> RangeOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        RangeOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for RangeOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct RankOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for RankOptions<'a> {
    type Inner = RankOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> RankOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        RankOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for RankOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ReadVariableOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ReadVariableOptions<'a> {
    type Inner = ReadVariableOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ReadVariableOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ReadVariableOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for ReadVariableOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ReverseV2Options<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ReverseV2Options<'a> {
    type Inner = ReverseV2Options<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ReverseV2Options<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ReverseV2Options { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for ReverseV2Options<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct Rfft2dOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for Rfft2dOptions<'a> {
    type Inner = Rfft2dOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> Rfft2dOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        Rfft2dOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for Rfft2dOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct RightShiftOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for RightShiftOptions<'a> {
    type Inner = RightShiftOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> RightShiftOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        RightShiftOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for RightShiftOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ScatterNdOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ScatterNdOptions<'a> {
    type Inner = ScatterNdOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ScatterNdOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ScatterNdOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for ScatterNdOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SegmentSumOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SegmentSumOptions<'a> {
    type Inner = SegmentSumOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SegmentSumOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SegmentSumOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for SegmentSumOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SelectOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SelectOptions<'a> {
    type Inner = SelectOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SelectOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SelectOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for SelectOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SelectV2Options<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SelectV2Options<'a> {
    type Inner = SelectV2Options<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SelectV2Options<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SelectV2Options { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for SelectV2Options<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SignOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SignOptions<'a> {
    type Inner = SignOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SignOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SignOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for SignOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SliceOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SliceOptions<'a> {
    type Inner = SliceOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SliceOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SliceOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for SliceOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SpaceToBatchNDOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SpaceToBatchNDOptions<'a> {
    type Inner = SpaceToBatchNDOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SpaceToBatchNDOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SpaceToBatchNDOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for SpaceToBatchNDOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SquaredDifferenceOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SquaredDifferenceOptions<'a> {
    type Inner = SquaredDifferenceOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SquaredDifferenceOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SquaredDifferenceOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for SquaredDifferenceOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SquareOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SquareOptions<'a> {
    type Inner = SquareOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SquareOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SquareOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for SquareOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct StablehloShiftLeftOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for StablehloShiftLeftOptions<'a> {
    type Inner = StablehloShiftLeftOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> StablehloShiftLeftOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        StablehloShiftLeftOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for StablehloShiftLeftOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct TileOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for TileOptions<'a> {
    type Inner = TileOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> TileOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        TileOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for TileOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct TopKV2Options<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for TopKV2Options<'a> {
    type Inner = TopKV2Options<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> TopKV2Options<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        TopKV2Options { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for TopKV2Options<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct TransposeOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for TransposeOptions<'a> {
    type Inner = TransposeOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> TransposeOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        TransposeOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for TransposeOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct UnsortedSegmentMaxOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for UnsortedSegmentMaxOptions<'a> {
    type Inner = UnsortedSegmentMaxOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> UnsortedSegmentMaxOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        UnsortedSegmentMaxOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for UnsortedSegmentMaxOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct UnsortedSegmentMinOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for UnsortedSegmentMinOptions<'a> {
    type Inner = UnsortedSegmentMinOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> UnsortedSegmentMinOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        UnsortedSegmentMinOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for UnsortedSegmentMinOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct UnsortedSegmentProdOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for UnsortedSegmentProdOptions<'a> {
    type Inner = UnsortedSegmentProdOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> UnsortedSegmentProdOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        UnsortedSegmentProdOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for UnsortedSegmentProdOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct UnsortedSegmentSumOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for UnsortedSegmentSumOptions<'a> {
    type Inner = UnsortedSegmentSumOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> UnsortedSegmentSumOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        UnsortedSegmentSumOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for UnsortedSegmentSumOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct WhereOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for WhereOptions<'a> {
    type Inner = WhereOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> WhereOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        WhereOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for WhereOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ZerosLikeOptions<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ZerosLikeOptions<'a> {
    type Inner = ZerosLikeOptions<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ZerosLikeOptions<'a> {
    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ZerosLikeOptions { _tab: table }
    }
}

impl ::flatbuffers::Verifiable for ZerosLikeOptions<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?.finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct AssociatedFile<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for AssociatedFile<'a> {
    type Inner = AssociatedFile<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> AssociatedFile<'a> {
    pub const VT_NAME: ::flatbuffers::VOffsetT = 4;
    pub const VT_DESCRIPTION: ::flatbuffers::VOffsetT = 6;
    pub const VT_TYPE_: ::flatbuffers::VOffsetT = 8;
    pub const VT_LOCALE: ::flatbuffers::VOffsetT = 10;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        AssociatedFile { _tab: table }
    }

    #[inline]
    pub fn name(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(AssociatedFile::VT_NAME, None)
        }
    }
    #[inline]
    pub fn description(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(AssociatedFile::VT_DESCRIPTION, None)
        }
    }
    #[inline]
    pub fn type_(&self) -> AssociatedFileType {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<AssociatedFileType>(
                    AssociatedFile::VT_TYPE_,
                    Some(AssociatedFileType::UNKNOWN),
                )
                .unwrap()
        }
    }
    #[inline]
    pub fn locale(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(AssociatedFile::VT_LOCALE, None)
        }
    }
}

impl ::flatbuffers::Verifiable for AssociatedFile<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>("name", Self::VT_NAME, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>(
                "description",
                Self::VT_DESCRIPTION,
                false,
            )?
            .visit_field::<AssociatedFileType>("type_", Self::VT_TYPE_, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>("locale", Self::VT_LOCALE, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct TensorMetadata<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for TensorMetadata<'a> {
    type Inner = TensorMetadata<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> TensorMetadata<'a> {
    pub const VT_NAME: ::flatbuffers::VOffsetT = 4;
    pub const VT_DESCRIPTION: ::flatbuffers::VOffsetT = 6;
    pub const VT_DIMENSION_NAMES: ::flatbuffers::VOffsetT = 8;
    pub const VT_ASSOCIATED_FILES: ::flatbuffers::VOffsetT = 16;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        TensorMetadata { _tab: table }
    }

    #[inline]
    pub fn name(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(TensorMetadata::VT_NAME, None)
        }
    }
    #[inline]
    pub fn description(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(TensorMetadata::VT_DESCRIPTION, None)
        }
    }
    #[inline]
    pub fn dimension_names(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<&'a str>>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<&'a str>>,
            >>(TensorMetadata::VT_DIMENSION_NAMES, None)
        }
    }
    #[inline]
    pub fn associated_files(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<AssociatedFile<'a>>>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<AssociatedFile>>,
            >>(TensorMetadata::VT_ASSOCIATED_FILES, None)
        }
    }
}

impl ::flatbuffers::Verifiable for TensorMetadata<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>("name", Self::VT_NAME, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>(
                "description",
                Self::VT_DESCRIPTION,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<&'_ str>>,
            >>("dimension_names", Self::VT_DIMENSION_NAMES, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<AssociatedFile>>,
            >>("associated_files", Self::VT_ASSOCIATED_FILES, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct SubGraphMetadata<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for SubGraphMetadata<'a> {
    type Inner = SubGraphMetadata<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> SubGraphMetadata<'a> {
    pub const VT_NAME: ::flatbuffers::VOffsetT = 4;
    pub const VT_DESCRIPTION: ::flatbuffers::VOffsetT = 6;
    pub const VT_INPUT_TENSOR_METADATA: ::flatbuffers::VOffsetT = 8;
    pub const VT_OUTPUT_TENSOR_METADATA: ::flatbuffers::VOffsetT = 10;
    pub const VT_ASSOCIATED_FILES: ::flatbuffers::VOffsetT = 12;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        SubGraphMetadata { _tab: table }
    }

    #[inline]
    pub fn name(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(SubGraphMetadata::VT_NAME, None)
        }
    }
    #[inline]
    pub fn description(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(SubGraphMetadata::VT_DESCRIPTION, None)
        }
    }
    #[inline]
    pub fn input_tensor_metadata(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<TensorMetadata<'a>>>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<TensorMetadata>>,
            >>(SubGraphMetadata::VT_INPUT_TENSOR_METADATA, None)
        }
    }
    #[inline]
    pub fn output_tensor_metadata(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<TensorMetadata<'a>>>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<TensorMetadata>>,
            >>(SubGraphMetadata::VT_OUTPUT_TENSOR_METADATA, None)
        }
    }
    #[inline]
    pub fn associated_files(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<AssociatedFile<'a>>>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<AssociatedFile>>,
            >>(SubGraphMetadata::VT_ASSOCIATED_FILES, None)
        }
    }
}

impl ::flatbuffers::Verifiable for SubGraphMetadata<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>("name", Self::VT_NAME, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>(
                "description",
                Self::VT_DESCRIPTION,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<TensorMetadata>>,
            >>(
                "input_tensor_metadata",
                Self::VT_INPUT_TENSOR_METADATA,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<TensorMetadata>>,
            >>(
                "output_tensor_metadata",
                Self::VT_OUTPUT_TENSOR_METADATA,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<AssociatedFile>>,
            >>("associated_files", Self::VT_ASSOCIATED_FILES, false)?
            .finish();
        Ok(())
    }
}
#[derive(Copy, Clone, PartialEq)]

pub struct ModelMetadata<'a> {
    pub _tab: ::flatbuffers::Table<'a>,
}

impl<'a> ::flatbuffers::Follow<'a> for ModelMetadata<'a> {
    type Inner = ModelMetadata<'a>;
    #[inline]
    unsafe fn follow(buf: &'a [u8], loc: usize) -> Self::Inner {
        Self {
            _tab: unsafe { ::flatbuffers::Table::new(buf, loc) },
        }
    }
}

impl<'a> ModelMetadata<'a> {
    pub const VT_NAME: ::flatbuffers::VOffsetT = 4;
    pub const VT_DESCRIPTION: ::flatbuffers::VOffsetT = 6;
    pub const VT_VERSION: ::flatbuffers::VOffsetT = 8;
    pub const VT_SUBGRAPH_METADATA: ::flatbuffers::VOffsetT = 10;
    pub const VT_AUTHOR: ::flatbuffers::VOffsetT = 12;
    pub const VT_LICENSE: ::flatbuffers::VOffsetT = 14;
    pub const VT_ASSOCIATED_FILES: ::flatbuffers::VOffsetT = 16;
    pub const VT_MIN_PARSER_VERSION: ::flatbuffers::VOffsetT = 18;

    #[inline]
    pub unsafe fn init_from_table(table: ::flatbuffers::Table<'a>) -> Self {
        ModelMetadata { _tab: table }
    }

    #[inline]
    pub fn name(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(ModelMetadata::VT_NAME, None)
        }
    }
    #[inline]
    pub fn description(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(ModelMetadata::VT_DESCRIPTION, None)
        }
    }
    #[inline]
    pub fn version(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(ModelMetadata::VT_VERSION, None)
        }
    }
    #[inline]
    pub fn subgraph_metadata(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<SubGraphMetadata<'a>>>>
    {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<SubGraphMetadata>>,
            >>(ModelMetadata::VT_SUBGRAPH_METADATA, None)
        }
    }
    #[inline]
    pub fn author(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(ModelMetadata::VT_AUTHOR, None)
        }
    }
    #[inline]
    pub fn license(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab
                .get::<::flatbuffers::ForwardsUOffset<&str>>(ModelMetadata::VT_LICENSE, None)
        }
    }
    #[inline]
    pub fn associated_files(
        &self,
    ) -> Option<::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<AssociatedFile<'a>>>> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'a, ::flatbuffers::ForwardsUOffset<AssociatedFile>>,
            >>(ModelMetadata::VT_ASSOCIATED_FILES, None)
        }
    }
    #[inline]
    pub fn min_parser_version(&self) -> Option<&'a str> {
        // Safety:
        // Created from valid Table for this object
        // which contains a valid value in this slot
        unsafe {
            self._tab.get::<::flatbuffers::ForwardsUOffset<&str>>(
                ModelMetadata::VT_MIN_PARSER_VERSION,
                None,
            )
        }
    }
}

impl ::flatbuffers::Verifiable for ModelMetadata<'_> {
    #[inline]
    fn run_verifier(
        v: &mut ::flatbuffers::Verifier,
        pos: usize,
    ) -> Result<(), ::flatbuffers::InvalidFlatbuffer> {
        v.visit_table(pos)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>("name", Self::VT_NAME, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>(
                "description",
                Self::VT_DESCRIPTION,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>(
                "version",
                Self::VT_VERSION,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<SubGraphMetadata>>,
            >>("subgraph_metadata", Self::VT_SUBGRAPH_METADATA, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>("author", Self::VT_AUTHOR, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>(
                "license",
                Self::VT_LICENSE,
                false,
            )?
            .visit_field::<::flatbuffers::ForwardsUOffset<
                ::flatbuffers::Vector<'_, ::flatbuffers::ForwardsUOffset<AssociatedFile>>,
            >>("associated_files", Self::VT_ASSOCIATED_FILES, false)?
            .visit_field::<::flatbuffers::ForwardsUOffset<&str>>(
                "min_parser_version",
                Self::VT_MIN_PARSER_VERSION,
                false,
            )?
            .finish();
        Ok(())
    }
}
pub const MODEL_IDENTIFIER: &str = "TFL3";
/// A table together with the number of slots that tflite.fbs gives it.
pub trait Slots<'a> {
    const COUNT: usize;
    fn table(&self) -> ::flatbuffers::Table<'a>;
}
macro_rules! slots {
($($name:ident $count:literal;)*) => {
$(impl<'a> Slots<'a> for $name<'a> {
const COUNT: usize = $count;
#[inline]
fn table(&self) -> ::flatbuffers::Table<'a> { self._tab }
})*
};
}
slots! {
    ATan2Options 0;
    AbsOptions 0;
    AddNOptions 0;
    AddOptions 2;
    ArgMaxOptions 1;
    ArgMinOptions 1;
    AssignVariableOptions 0;
    AssociatedFile 4;
    BatchMatMulOptions 3;
    BatchToSpaceNDOptions 0;
    BidirectionalSequenceLSTMOptions 6;
    BidirectionalSequenceRNNOptions 4;
    BitcastOptions 0;
    BitwiseXorOptions 0;
    BlockwiseQuantization 3;
    BroadcastToOptions 0;
    BucketizeOptions 1;
    Buffer 3;
    CallOnceOptions 1;
    CallOptions 1;
    CastOptions 2;
    ConcatEmbeddingsOptions 3;
    ConcatenationOptions 2;
    Conv2DOptions 7;
    Conv3DOptions 8;
    CosOptions 0;
    CumsumOptions 2;
    CustomQuantization 1;
    DensifyOptions 0;
    DepthToSpaceOptions 1;
    DepthwiseConv2DOptions 7;
    DequantizeOptions 0;
    DilateOptions 0;
    DimensionMetadata 6;
    DivOptions 1;
    DynamicUpdateSliceOptions 0;
    EmbeddingLookupSparseOptions 1;
    EqualOptions 0;
    ExpOptions 0;
    ExpandDimsOptions 0;
    ExternalBuffer 5;
    ExternalBufferGroup 1;
    FakeQuantOptions 4;
    FillOptions 0;
    FloorDivOptions 0;
    FloorModOptions 0;
    FullyConnectedOptions 5;
    GatherNdOptions 0;
    GatherOptions 2;
    GeluOptions 1;
    GreaterEqualOptions 0;
    GreaterOptions 0;
    HardSwishOptions 0;
    HashtableFindOptions 0;
    HashtableImportOptions 0;
    HashtableOptions 3;
    HashtableSizeOptions 0;
    IfOptions 2;
    Int32Vector 1;
    L2NormOptions 1;
    LSHProjectionOptions 1;
    LSTMOptions 5;
    LeakyReluOptions 1;
    LessEqualOptions 0;
    LessOptions 0;
    LocalResponseNormalizationOptions 4;
    LogSoftmaxOptions 0;
    LogicalAndOptions 0;
    LogicalNotOptions 0;
    LogicalOrOptions 0;
    MatrixDiagOptions 0;
    MatrixSetDiagOptions 0;
    MaximumMinimumOptions 0;
    Metadata 2;
    MirrorPadOptions 1;
    Model 10;
    ModelMetadata 8;
    MulOptions 1;
    MultiAxisQuantization 4;
    NegOptions 0;
    NonMaxSuppressionV4Options 0;
    NonMaxSuppressionV5Options 0;
    NotEqualOptions 0;
    OneHotOptions 1;
    Operator 14;
    OperatorCode 4;
    PackOptions 2;
    PadOptions 0;
    PadV2Options 0;
    Pool2DOptions 6;
    PowOptions 0;
    QuantizationParameters 7;
    QuantizeOptions 0;
    RNNOptions 2;
    RandomOptions 2;
    RangeOptions 0;
    RankOptions 0;
    ReadVariableOptions 0;
    ReduceWindowOptions 1;
    ReducerOptions 1;
    ReshapeOptions 1;
    ResizeBilinearOptions 4;
    ResizeNearestNeighborOptions 2;
    ReverseSequenceOptions 2;
    ReverseV2Options 0;
    Rfft2dOptions 0;
    RightShiftOptions 0;
    SVDFOptions 3;
    ScatterNdOptions 0;
    SegmentSumOptions 0;
    SelectOptions 0;
    SelectV2Options 0;
    SequenceRNNOptions 3;
    ShapeOptions 1;
    SignOptions 0;
    SignatureDef 5;
    SkipGramOptions 3;
    SliceOptions 0;
    SoftmaxOptions 1;
    SpaceToBatchNDOptions 0;
    SpaceToDepthOptions 1;
    SparseToDenseOptions 1;
    SparsityParameters 3;
    SplitOptions 1;
    SplitVOptions 1;
    SquareOptions 0;
    SquaredDifferenceOptions 0;
    SqueezeOptions 1;
    StableHLOCompositeOptions 5;
    StablehloBroadcastInDimOptions 1;
    StablehloCaseOptions 1;
    StablehloCompareOptions 2;
    StablehloConcatenateOptions 1;
    StablehloConvolutionOptions 17;
    StablehloCustomCallOptions 6;
    StablehloDotGeneralOptions 5;
    StablehloDynamicSliceOptions 1;
    StablehloGatherOptions 6;
    StablehloIotaOptions 1;
    StablehloPadOptions 3;
    StablehloReduceOptions 2;
    StablehloReduceWindowOptions 6;
    StablehloRngBitGeneratorOptions 1;
    StablehloScatterOptions 7;
    StablehloShiftLeftOptions 0;
    StablehloSliceOptions 3;
    StablehloSortOptions 3;
    StablehloTransposeOptions 1;
    StablehloWhileOptions 2;
    StridedSliceOptions 6;
    SubGraph 6;
    SubGraphMetadata 5;
    SubOptions 2;
    Tensor 11;
    TensorMap 2;
    TensorMetadata 7;
    TileOptions 0;
    TopKV2Options 0;
    TransposeConvOptions 5;
    TransposeOptions 0;
    Uint16Vector 1;
    Uint8Vector 1;
    UnidirectionalSequenceLSTMOptions 6;
    UniqueOptions 1;
    UnpackOptions 2;
    UnsortedSegmentMaxOptions 0;
    UnsortedSegmentMinOptions 0;
    UnsortedSegmentProdOptions 0;
    UnsortedSegmentSumOptions 0;
    VarHandleOptions 2;
    VariantSubType 3;
    WhereOptions 0;
    WhileOptions 2;
    ZerosLikeOptions 0;
}
/// Slots of the table behind each `BuiltinOptions` tag, from tag 1 on.
pub const BUILTIN_OPTIONS_SLOTS: [usize; 126] = [
    7, 7, 3, 1, 6, 3, 2, 5, 1, 2, 2, 1, 4, 5, 4, 1, 1, 3, 1, 1, 1, 0, 2, 0, 0, 0, 1, 2, 1, 1, 3, 6,
    0, 0, 1, 0, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 5, 1, 0, 0, 0, 0, 1, 0, 1, 4, 2, 0, 1, 0, 0, 2,
    0, 0, 0, 0, 6, 4, 6, 0, 0, 2, 1, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 2, 1, 0, 0,
    0, 0, 0, 0, 3, 2, 1, 0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
];
/// Slots of the table behind each `BuiltinOptions2` tag, from tag 1 on.
pub const BUILTIN_OPTIONS_2_SLOTS: [usize; 23] = [
    1, 1, 3, 17, 6, 2, 7, 2, 1, 3, 1, 5, 6, 3, 2, 6, 1, 0, 1, 1, 5, 0, 1,
];
