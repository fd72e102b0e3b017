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
}

impl Target {
    /// Of an architecture by its name in `target_arch`.
    ///
    /// ```
    /// use litecast_codegen::Target;
    /// assert_eq!(Target::of_arch("x86_64"), Target::X86_64);
    /// assert_eq!(Target::of_arch("riscv32"), Target::Generic);
    /// ```
    pub fn of_arch(arch: &str) -> Self {
        match arch {
            "x86_64" => Target::X86_64,
            _ => Target::Generic,
        }
    }

    /// Whether layers are computed in tiles of vectors.
    pub(crate) fn has_vectors(self) -> bool {
        self == Target::X86_64
    }
}
