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

/// The level that kernels run at: the best that the processor has, found out once. The environment variable
/// `LITECAST_LEVEL` (with the feature `std`) sets a lower one by name.
#[inline]
#[cfg(any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon")))]
pub fn level() -> Level {
    use core::sync::atomic::{AtomicU8, Ordering};
    const UNKNOWN: u8 = u8::MAX;
    static FOUND: AtomicU8 = AtomicU8::new(UNKNOWN);

    #[cold]
    fn find() -> Level {
        let level = best(allowed());
        let place = LEVELS.iter().position(|&other| other == level).unwrap_or(0);
        FOUND.store(place as u8, Ordering::Relaxed);
        level
    }
    // Relaxed: whoever finds out twice finds the same.
    match FOUND.load(Ordering::Relaxed) {
        UNKNOWN => find(),
        found => LEVELS.get(found as usize).copied().unwrap_or(Level::Portable),
    }
}

/// The level that kernels run at. Here it is settled when they are compiled.
#[cfg(not(any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon"))))]
pub const fn level() -> Level {
    LEVELS[LEVELS.len() - 1]
}

/// The best that the processor has, up to one.
#[cfg(target_arch = "x86_64")]
fn best(most: Level) -> Level {
    let cpu = super::cpuid::Features::find();
    let found = LEVELS.iter().rev().find(|&&level| level <= most && cpu.runs(level));
    found.copied().unwrap_or(Level::Portable)
}

/// The best that the processor has, up to one.
#[cfg(all(target_arch = "aarch64", target_feature = "neon"))]
fn best(most: Level) -> Level {
    let found = match (super::dotprod::has_dotprod(), super::i8mm::has_i8mm()) {
        (true, true) => Level::I8mm,
        (true, false) => Level::Dotprod,
        (false, _) => Level::Neon,
    };
    most.min(found)
}

/// The most that the user allows.
#[cfg(any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon")))]
fn allowed() -> Level {
    #[cfg(feature = "std")]
    if let Ok(wanted) = std::env::var("LITECAST_LEVEL")
        && let Some(level) = LEVELS.iter().find(|level| level.name() == wanted)
    {
        return *level;
    }
    LEVELS.last().copied().unwrap_or(Level::Portable)
}

#[cfg(all(test, feature = "std", any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon"))))]
mod tests {
    use super::*;

    /// Whatever the variable is while tests run.
    #[test]
    fn the_variable_lowers_the_level() {
        let wanted = std::env::var("LITECAST_LEVEL").unwrap_or_default();
        let known = LEVELS.iter().find(|level| level.name() == wanted);
        let most = known.or(LEVELS.last()).copied().unwrap_or(Level::Portable);
        assert_eq!(level(), best(most));
        assert!(level() <= most);
    }
}
