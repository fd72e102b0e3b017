//! x86-64: AMX, whose `tdpbusd` multiplies up to 16 patches of 16 quads with as many quads of 16 channels.
//!
//! It takes 16 cycles, an eighth of what `vpdpbusd` takes at two a cycle. A load of a matrix takes 8, or 16 where rows lie across
//! cache lines: four products of two matrices of patches and two of weights need four loads, which are done beside them. This is
//! worked out, and was never timed: what tests in an emulator tell is that results are right.

use super::Level;
use super::matrices::{Matrices, Row, Square};
use core::arch::asm;

/// Proof that the processor has AMX for bytes, and that the operating system lets this process use it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Amx(());

impl Amx {
    #[inline(always)]
    pub(super) fn detect() -> Option<Self> {
        (super::level() >= Level::Amx).then_some(Amx(()))
    }

    /// The set that has it.
    #[cfg(test)]
    pub(crate) fn available() -> Option<super::Avx512> {
        super::cpuid::Features::find().runs(Level::Amx).then_some(super::Avx512 { amx: Some(Amx(())) })
    }
}

/// Asks Linux, which has room for tiles only in processes that want them. Others are not known to have them.
pub(super) fn is_permitted() -> bool {
    #[cfg(all(target_os = "linux", target_pointer_width = "64"))]
    {
        const ARCH_PRCTL: usize = 158;
        const REQUEST: usize = 0x1023;
        const TILES: usize = 18;
        let result: usize;
        // SAFETY: the call grants a permission, and touches no memory of ours.
        unsafe {
            asm!("syscall", inlateout("rax") ARCH_PRCTL => result, in("rdi") REQUEST, in("rsi") TILES,
                lateout("rcx") _, lateout("r11") _, options(nostack));
        }
        result == 0
    }
    #[cfg(not(all(target_os = "linux", target_pointer_width = "64")))]
    false
}

/// What `ldtilecfg` loads: of each tile the bytes of a row, and rows.
#[derive(PartialEq)]
#[repr(C, align(64))]
struct Shape {
    palette: u8,
    first_row: u8,
    reserved: [u8; 14],
    bytes: [u16; 16],
    rows: [u8; 16],
}

impl Shape {
    const NONE: Self = Shape { palette: 0, first_row: 0, reserved: [0; 14], bytes: [0; 16], rows: [0; 16] };

    /// Four tiles of sums, two of patches, two of weights.
    #[inline(always)]
    fn of(patches: usize, quads: usize) -> Self {
        let (patches, quads) = (patches.clamp(1, 16) as u8, quads.clamp(1, 16) as u8);
        let mut shape = Shape { palette: 1, ..Shape::NONE };
        for tile in 0..8 {
            shape.bytes[tile] = if matches!(tile, 4 | 5) { 4 * u16::from(quads) } else { 64 };
            shape.rows[tile] = if tile < 6 { patches } else { quads };
        }
        shape
    }
}

/// An instruction that loads or stores a tile, whose rows lie so many bytes apart.
macro_rules! tile {
    (load $tile:tt, $from:expr, $apart:expr) => {
        asm!(concat!("tileloadd ", $tile, ", [{} + {}]"), in(reg) $from, in(reg) $apart, out($tile) _,
            options(nostack, preserves_flags))
    };
    (store $tile:tt, $to:expr) => {
        asm!(concat!("tilestored [{} + {}], ", $tile), in(reg) $to, in(reg) size_of::<Row>(),
            options(nostack, preserves_flags))
    };
    (add $sums:tt, $patches:tt, $weights:tt) => {
        asm!(concat!("tdpbusd ", $sums, ", ", $patches, ", ", $weights), out($sums) _,
            options(nomem, nostack, preserves_flags))
    };
}

// SAFETY of every block below: an `Amx` exists only where the processor has the instructions; that tiles have a shape, and that
// memory is there, is what callers say.
#[allow(clippy::undocumented_unsafe_blocks)]
impl Matrices for Amx {
    #[inline(always)]
    fn shape(self, patches: usize, quads: usize) {
        let (mut now, shape) = (Shape::NONE, Shape::of(patches, quads));
        unsafe {
            asm!("sttilecfg [{}]", in(reg) &raw mut now, options(nostack, preserves_flags));
            if now != shape {
                asm!("ldtilecfg [{}]", in(reg) &raw const shape, options(nostack, preserves_flags));
            }
        }
    }

    #[inline(always)]
    unsafe fn begin<const A: usize, const G: usize>(self, start: [&Row; 2]) {
        // All rows are the same one.
        unsafe {
            tile!(load "tmm0", start[0], 0usize);
            if G == 2 {
                tile!(load "tmm1", start[1], 0usize);
            }
            if A == 2 {
                tile!(load "tmm2", start[0], 0usize);
            }
            if A == 2 && G == 2 {
                tile!(load "tmm3", start[1], 0usize);
            }
        }
    }

    #[inline(always)]
    unsafe fn load<const A: usize, const G: usize>(
        self,
        x: [*const u8; 2],
        next: usize,
        w: [*const i8; 2],
        row: usize,
    ) {
        unsafe {
            tile!(load "tmm6", w[0], row);
            tile!(load "tmm4", x[0], next);
            if G == 2 {
                tile!(load "tmm7", w[1], row);
            }
            if A == 2 {
                tile!(load "tmm5", x[1], next);
            }
        }
    }

    #[inline(always)]
    unsafe fn add<const A: usize, const G: usize>(self) {
        unsafe {
            tile!(add "tmm0", "tmm4", "tmm6");
            if G == 2 {
                tile!(add "tmm1", "tmm4", "tmm7");
            }
            if A == 2 {
                tile!(add "tmm2", "tmm5", "tmm6");
            }
            if A == 2 && G == 2 {
                tile!(add "tmm3", "tmm5", "tmm7");
            }
        }
    }

    #[inline(always)]
    unsafe fn store<const A: usize, const G: usize>(self, to: [[*mut Square; 2]; 2]) {
        unsafe {
            tile!(store "tmm0", to[0][0]);
            if G == 2 {
                tile!(store "tmm1", to[0][1]);
            }
            if A == 2 {
                tile!(store "tmm2", to[1][0]);
            }
            if A == 2 && G == 2 {
                tile!(store "tmm3", to[1][1]);
            }
        }
    }

    #[inline(always)]
    fn release(self) {
        unsafe { asm!("tilerelease", options(nomem, nostack, preserves_flags)) }
    }
}
