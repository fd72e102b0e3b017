//! Which instructions the processor has.

/// A set of instructions that kernels are compiled for; of one architecture, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Level {
    /// What the target always has.
    Portable,
    /// x86-64 with AVX2 and FMA.
    Avx2,
    /// And with AVX-VNNI.
    AvxVnni,
    /// x86-64 with AVX2, FMA, AVX-512 F, BW, DQ, VL and VNNI.
    Avx512,
    /// And with AVX-512 VBMI.
    Avx512Vbmi,
    /// And with AMX for bytes, if the system lets the process use it: Linux is asked.
    Amx,
    /// aarch64 with NEON.
    Neon,
    /// NEON with dot products of bytes (`sdot`).
    Dotprod,
    /// And with products of matrices of bytes (`smmla`).
    I8mm,
    /// WebAssembly with vectors of 128 bits, if the target feature `simd128` is on.
    Simd128,
    /// And with the target feature `relaxed-simd`.
    RelaxedSimd,
}

impl Level {
    /// Those of the target's architecture.
    pub const ALL: &[Level] = LEVELS;

    /// The name that the environment variable takes.
    pub fn name(self) -> &'static str {
        match self {
            Level::Portable => "portable",
            Level::Avx2 => "avx2",
            Level::AvxVnni => "avx-vnni",
            Level::Avx512 => "avx512",
            Level::Avx512Vbmi => "avx512-vbmi",
            Level::Amx => "amx",
            Level::Neon => "neon",
            Level::Dotprod => "dotprod",
            Level::I8mm => "i8mm",
            Level::Simd128 => "simd128",
            Level::RelaxedSimd => "relaxed-simd",
        }
    }
}

#[cfg(target_arch = "x86_64")]
const LEVELS: &[Level] = &[Level::Portable, Level::Avx2, Level::AvxVnni, Level::Avx512, Level::Avx512Vbmi, Level::Amx];
#[cfg(all(target_arch = "aarch64", target_feature = "neon"))]
const LEVELS: &[Level] = &[Level::Portable, Level::Neon, Level::Dotprod, Level::I8mm];
#[cfg(all(target_arch = "wasm32", target_feature = "simd128", not(target_feature = "relaxed-simd")))]
const LEVELS: &[Level] = &[Level::Portable, Level::Simd128];
#[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
const LEVELS: &[Level] = &[Level::Portable, Level::Simd128, Level::RelaxedSimd];
#[cfg(not(any(
    target_arch = "x86_64",
    all(target_arch = "aarch64", target_feature = "neon"),
    all(target_arch = "wasm32", target_feature = "simd128")
)))]
const LEVELS: &[Level] = &[Level::Portable];
