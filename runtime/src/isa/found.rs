//! Asking which level there is, where programs run on processors that differ.

use super::Level;

/// The level that kernels run at: the best that the processor has, found out once. The environment variable
/// `LITECAST_LEVEL` (with the feature `std`) sets a lower one by name.
#[inline]
pub fn level() -> Level {
    use core::sync::atomic::{AtomicU8, Ordering};
    const UNKNOWN: u8 = u8::MAX;
    static FOUND: AtomicU8 = AtomicU8::new(UNKNOWN);

    #[cold]
    fn find() -> Level {
        let level = best(allowed());
        let place = Level::ALL.iter().position(|&other| other == level).unwrap_or(0);
        FOUND.store(place as u8, Ordering::Relaxed);
        level
    }
    // Relaxed: whoever finds out twice finds the same.
    match FOUND.load(Ordering::Relaxed) {
        UNKNOWN => find(),
        found => Level::ALL.get(found as usize).copied().unwrap_or(Level::Portable),
    }
}

/// The best that the processor has, up to one.
#[cfg(target_arch = "x86_64")]
fn best(most: Level) -> Level {
    let cpu = super::cpuid::Features::find();
    let found = Level::ALL.iter().rev().find(|&&level| level <= most && cpu.runs(level));
    found.copied().unwrap_or(Level::Portable)
}

/// The best that the processor has, up to one.
#[cfg(target_arch = "aarch64")]
fn best(most: Level) -> Level {
    let found = match (super::dotprod::has_dotprod(), super::i8mm::has_i8mm()) {
        (true, true) => Level::I8mm,
        (true, false) => Level::Dotprod,
        (false, _) => Level::Neon,
    };
    most.min(found)
}

/// The best that the engine has, up to one.
#[cfg(target_arch = "wasm32")]
fn best(most: Level) -> Level {
    let found = if super::relaxed::is_whole() { Level::RelaxedSimd } else { Level::Simd128 };
    most.min(found)
}

/// The most that the user allows.
fn allowed() -> Level {
    #[cfg(feature = "std")]
    if let Ok(wanted) = std::env::var("LITECAST_LEVEL")
        && let Some(level) = Level::ALL.iter().find(|level| level.name() == wanted)
    {
        return *level;
    }
    Level::ALL.last().copied().unwrap_or(Level::Portable)
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;

    /// Whatever the variable is while tests run.
    #[test]
    fn the_variable_lowers_the_level() {
        let wanted = std::env::var("LITECAST_LEVEL").unwrap_or_default();
        let known = Level::ALL.iter().find(|level| level.name() == wanted);
        let most = known.or(Level::ALL.last()).copied().unwrap_or(Level::Portable);
        assert_eq!(level(), best(most));
        assert!(level() <= most);
    }
}
