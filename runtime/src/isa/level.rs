//! Which instructions the processor has.

/// A set of instructions that kernels are compiled for, least first.
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
}

const BEST: Level = Level::Avx512;

impl Level {
    /// All of them.
    pub const ALL: [Level; 4] = [Level::Portable, Level::Avx2, Level::AvxVnni, BEST];

    /// The name that the environment variable takes.
    pub fn name(self) -> &'static str {
        match self {
            Level::Portable => "portable",
            Level::Avx2 => "avx2",
            Level::AvxVnni => "avx-vnni",
            Level::Avx512 => "avx512",
        }
    }
}

/// The level that kernels run at: the best that the processor has, found out once. The environment variable
/// `LITECAST_LEVEL` (with the feature `std`) sets a lower one by name.
#[inline]
#[cfg(target_arch = "x86_64")]
pub fn level() -> Level {
    use core::sync::atomic::{AtomicU8, Ordering};
    const UNKNOWN: u8 = u8::MAX;
    static FOUND: AtomicU8 = AtomicU8::new(UNKNOWN);

    #[cold]
    fn find() -> Level {
        let (cpu, allowed) = (super::cpuid::Features::find(), allowed());
        let best = Level::ALL.into_iter().filter(|&level| level <= allowed && cpu.has(level)).max();
        let level = best.unwrap_or(Level::Portable);
        FOUND.store(level as u8, Ordering::Relaxed);
        level
    }
    // Relaxed: whoever finds out twice finds the same.
    match FOUND.load(Ordering::Relaxed) {
        UNKNOWN => find(),
        found => Level::ALL.get(found as usize).copied().unwrap_or(Level::Portable),
    }
}

/// The level that kernels run at.
#[cfg(not(target_arch = "x86_64"))]
pub const fn level() -> Level {
    Level::Portable
}

#[cfg(all(target_arch = "x86_64", feature = "std"))]
fn allowed() -> Level {
    let wanted = std::env::var("LITECAST_LEVEL").ok();
    let level = Level::ALL.into_iter().find(|level| wanted.as_deref() == Some(level.name()));
    level.unwrap_or(BEST)
}

#[cfg(all(target_arch = "x86_64", not(feature = "std")))]
fn allowed() -> Level {
    BEST
}
