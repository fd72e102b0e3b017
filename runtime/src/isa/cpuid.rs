//! What processor and operating system have; `core` alone does not say.

use super::Level;
use core::arch::x86_64::{__cpuid, __cpuid_count, _xgetbv};

/// Registers of `cpuid`, zeros where a leaf is not there, and the state that the operating system saves.
pub(super) struct Features {
    leaf1_ecx: u32,
    leaf7_ebx: u32,
    leaf7_ecx: u32,
    leaf7_edx: u32,
    /// Of subleaf 1.
    leaf7_1_eax: u32,
    saved: u64,
}

/// FMA, OSXSAVE, AVX.
const BASE: u32 = 1 << 12 | OSXSAVE | 1 << 28;
const OSXSAVE: u32 = 1 << 27;
const AVX2: u32 = 1 << 5;
/// F, DQ, BW, VL.
const AVX512: u32 = 1 << 16 | 1 << 17 | 1 << 30 | 1 << 31;
const AVX512_VNNI: u32 = 1 << 11;
const AVX512_VBMI: u32 = 1 << 1;
const AVX_VNNI: u32 = 1 << 4;
/// Tiles, and their products of bytes.
const AMX_INT8: u32 = 1 << 24 | 1 << 25;
const XMM_YMM: u64 = 0b110;
/// Masks, upper halves, registers from 16 on.
const ZMM: u64 = 0b1110_0000;
/// Shapes of tiles, tiles.
const TILES: u64 = 1 << 17 | 1 << 18;

impl Features {
    pub(super) fn find() -> Self {
        let none = Features { leaf1_ecx: 0, leaf7_ebx: 0, leaf7_ecx: 0, leaf7_edx: 0, leaf7_1_eax: 0, saved: 0 };
        let leaf1_ecx = __cpuid(1).ecx;
        if __cpuid(0).eax < 7 || leaf1_ecx & OSXSAVE == 0 {
            return none;
        }
        #[target_feature(enable = "xsave")]
        fn enabled() -> u64 {
            // SAFETY: the register is there where XSAVE is.
            unsafe { _xgetbv(0) }
        }
        // SAFETY: OSXSAVE says that the instruction may be used.
        let saved = unsafe { enabled() };
        let leaf7 = __cpuid_count(7, 0);
        let leaf7_1_eax = if leaf7.eax >= 1 { __cpuid_count(7, 1).eax } else { 0 };
        Features { leaf1_ecx, leaf7_ebx: leaf7.ebx, leaf7_ecx: leaf7.ecx, leaf7_edx: leaf7.edx, leaf7_1_eax, saved }
    }

    /// Whether kernels of a level can run.
    pub(super) fn runs(&self, level: Level) -> bool {
        self.has(level) && (level != Level::Amx || super::amx::is_permitted())
    }

    /// Whether the instructions of a level are there.
    pub(super) fn has(&self, level: Level) -> bool {
        let all = |register: u32, bits: u32| register & bits == bits;
        let avx2 = all(self.leaf1_ecx, BASE) && all(self.leaf7_ebx, AVX2) && self.saved & XMM_YMM == XMM_YMM;
        let avx512 = avx2 && all(self.leaf7_ebx, AVX512) && all(self.leaf7_ecx, AVX512_VNNI) && self.saved & ZMM == ZMM;
        let vbmi = avx512 && all(self.leaf7_ecx, AVX512_VBMI);
        match level {
            Level::Portable => true,
            Level::Avx2 => avx2,
            Level::AvxVnni => avx2 && all(self.leaf7_1_eax, AVX_VNNI),
            Level::Avx512 => avx512,
            Level::Avx512Vbmi => vbmi,
            Level::Amx => vbmi && all(self.leaf7_edx, AMX_INT8) && self.saved & TILES == TILES,
            Level::Neon | Level::Dotprod | Level::I8mm | Level::Simd128 | Level::RelaxedSimd => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(change: impl FnOnce(&mut Features)) -> [bool; 6] {
        let ones = u32::MAX;
        let mut cpu = Features {
            leaf1_ecx: ones,
            leaf7_ebx: ones,
            leaf7_ecx: ones,
            leaf7_edx: ones,
            leaf7_1_eax: ones,
            saved: u64::MAX,
        };
        change(&mut cpu);
        [Level::Portable, Level::Avx2, Level::AvxVnni, Level::Avx512, Level::Avx512Vbmi, Level::Amx]
            .map(|level| cpu.has(level))
    }

    #[test]
    fn levels_need_processor_and_operating_system() {
        assert_eq!(levels(|_| ()), [true; 6]);
        // Sapphire Rapids where the system, or what runs it, does not let tiles be used.
        assert_eq!(levels(|cpu| cpu.leaf7_edx = 0), [true, true, true, true, true, false]);
        assert_eq!(levels(|cpu| cpu.leaf7_edx &= !(1 << 25)), [true, true, true, true, true, false]);
        assert_eq!(levels(|cpu| cpu.saved = XMM_YMM | ZMM), [true, true, true, true, true, false]);
        assert_eq!(levels(|cpu| cpu.saved &= !(1 << 18)), [true, true, true, true, true, false]);
        // Ice Lake: AVX-512 without AVX-VNNI.
        assert_eq!(levels(|cpu| (cpu.leaf7_1_eax, cpu.leaf7_edx) = (0, 0)), [true, true, false, true, true, false]);
        // Cascade Lake: VNNI without VBMI.
        assert_eq!(levels(|cpu| cpu.leaf7_ecx &= !AVX512_VBMI), [true, true, true, true, false, false]);
        // Skylake-X: AVX-512 without VNNI.
        assert_eq!(levels(|cpu| cpu.leaf7_ecx &= !AVX512_VNNI), [true, true, true, false, false, false]);
        assert_eq!(levels(|cpu| cpu.saved = XMM_YMM), [true, true, true, false, false, false]);
        assert_eq!(levels(|cpu| cpu.saved = 0b11), [true, false, false, false, false, false]);
        assert_eq!(levels(|cpu| cpu.leaf1_ecx &= !OSXSAVE), [true, false, false, false, false, false]);
    }
}
