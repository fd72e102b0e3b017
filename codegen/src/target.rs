//! What processors models are compiled for.

/// Whose kernels, and which layout of weights, a model gets. Every choice runs everywhere and computes the same integers: this
/// is about speed and memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// Any processor: the least memory and the least code, as microcontrollers want it.
    #[default]
    Generic,
    /// x86-64: weights in panels for vectors of channels, and working memory for activations in the form of the instructions.
    X86_64,
    /// aarch64 with NEON, likewise.
    Aarch64,
    /// WebAssembly with vectors of 128 bits (`simd128`), likewise.
    Wasm32,
}

impl Target {
    /// Of an architecture by its name in `target_arch`, with the vectors that it may have.
    ///
    /// ```
    /// use litecast_codegen::Target;
    /// assert_eq!(Target::of_arch("aarch64"), Target::Aarch64);
    /// assert_eq!(Target::of_arch("riscv32"), Target::Generic);
    /// ```
    pub fn of_arch(arch: &str) -> Self {
        match arch {
            "x86_64" => Target::X86_64,
            "aarch64" => Target::Aarch64,
            "wasm32" => Target::Wasm32,
            _ => Target::Generic,
        }
    }

    /// The same where features, separated by commas, are known: without vectors the kernels for them gain nothing.
    pub(crate) fn of(arch: &str, features: &str) -> Self {
        let target = Target::of_arch(arch);
        let needed = match target {
            Target::Aarch64 => "neon",
            Target::Wasm32 => "simd128",
            _ => return target,
        };
        if features.split(',').any(|feature| feature == needed) { target } else { Target::Generic }
    }

    /// Whether layers are computed in tiles of vectors.
    pub(crate) fn has_vectors(self) -> bool {
        self != Target::Generic
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_are_features() {
        assert_eq!(Target::of("x86_64", "fxsr,sse,sse2"), Target::X86_64);
        assert_eq!(Target::of("aarch64", "neon"), Target::Aarch64);
        assert_eq!(Target::of("aarch64", "aes,v8a"), Target::Generic);
        assert_eq!(Target::of("wasm32", "multivalue,simd128"), Target::Wasm32);
        assert_eq!(Target::of("wasm32", "multivalue"), Target::Generic);
        assert_eq!(Target::of("arm", "neon"), Target::Generic);
    }
}
