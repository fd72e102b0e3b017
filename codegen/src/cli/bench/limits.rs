//! What one core can do at most, as the programs measure it at the level that kernels run at.

use serde::{Deserialize, Serialize};

/// Bytes that the nearest cache holds of all that a step touches.
const NEAREST: u64 = 32 << 10;

/// Multiply-accumulates and bytes a nanosecond. Zeros where nothing was measured.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub(super) struct Limits {
    /// Products of bytes in registers.
    i8_gmacs_per_s: f64,
    f32_gmacs_per_s: f64,
    /// Reads from the nearest cache, and from the second.
    l1_gb_per_s: f64,
    l2_gb_per_s: f64,
}

impl Limits {
    /// The least time for so many multiply-accumulates of a step whose outputs have this type.
    pub(super) fn macs_ns(&self, dtype: &str, macs: u64) -> f64 {
        at(if dtype.contains("float") { self.f32_gmacs_per_s } else { self.i8_gmacs_per_s }, macs)
    }

    /// The least time for so many bytes.
    pub(super) fn bytes_ns(&self, bytes: u64) -> f64 {
        at(if bytes <= NEAREST { self.l1_gb_per_s } else { self.l2_gb_per_s }, bytes)
    }

    /// As text.
    pub(super) fn text(&self, level: &str) -> String {
        let Limits { i8_gmacs_per_s: i8, f32_gmacs_per_s: f32, l1_gb_per_s: l1, l2_gb_per_s: l2 } = self;
        format!(
            "limits of the core at level {level}: int8 {i8:.0} GMAC/s, f32 {f32:.0} GMAC/s, reads L1 {l1:.0} GB/s, L2 {l2:.0} GB/s\n"
        )
    }
}

fn at(rate: f64, work: u64) -> f64 {
    if rate > 0.0 { work as f64 / rate } else { 0.0 }
}
