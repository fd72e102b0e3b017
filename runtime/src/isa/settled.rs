//! Which level there is, where that is settled when a program is compiled.

use super::Level;

/// The level that kernels run at.
pub const fn level() -> Level {
    Level::ALL[Level::ALL.len() - 1]
}
