//! aarch64: NEON with dot products of four bytes (`sdot`). Activations and weights are taken as they are.

use super::neon::look_up;
use super::{Isa, LOOK_UP, Level, Stream, Task, array_of};
use crate::kernel::Fma;
use core::arch::aarch64::*;
use core::arch::asm;

/// Proof that the processor has NEON and `sdot`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dotprod(());

impl Dotprod {
    #[inline(always)]
    pub(crate) fn detect() -> Option<Self> {
        (super::level() >= Level::Dotprod).then_some(Dotprod(()))
    }

    /// If the processor has it, whatever the user allows.
    #[cfg(test)]
    pub(crate) fn available() -> Option<Self> {
        has_dotprod().then_some(Dotprod(()))
    }
}

/// Whether the processor has a feature. Without the standard library only what the target is known to have counts: asking the
/// processor is left to operating systems.
macro_rules! has {
    ($feature:tt) => {{
        #[cfg(feature = "std")]
        let has = std::arch::is_aarch64_feature_detected!($feature);
        #[cfg(not(feature = "std"))]
        let has = cfg!(target_feature = $feature);
        has
    }};
}
pub(super) use has;

/// Whether the processor has `sdot`.
pub(super) fn has_dotprod() -> bool {
    has!("dotprod")
}

impl Fma for Dotprod {}

impl Stream for Dotprod {
    #[inline(always)]
    fn vectorize<T: Task>(self, task: T) {
        #[target_feature(enable = "dotprod")]
        fn compiled<T: Task>(task: T) {
            task.run();
        }
        // SAFETY: `self` exists only where the processor has the instruction.
        unsafe { compiled(task) }
    }

    #[inline(always)]
    fn look_up(self, table: &[u8; 256], x: &[u8; LOOK_UP]) -> [u8; LOOK_UP] {
        look_up(table, x)
    }
}

/// What is the same with and without products of matrices.
macro_rules! quads {
    () => {
        type Step = i8;
        type Quad = [i8; 4];
        type Quads = [int8x16_t; 2];
        type Weights = [int8x16_t; 2];

        const ELEMENTS: usize = 1;

        $crate::isa::neon::vectors!();

        #[inline(always)]
        fn steps(self, scratch: &mut [u64]) -> &mut [i8] {
            // SAFETY: bytes have no padding and no alignment, and any are a value.
            unsafe { core::slice::from_raw_parts_mut(scratch.as_mut_ptr().cast(), scratch.len() * 8) }
        }

        #[inline(always)]
        fn prepare(self, x: &[i8], flip: i8, steps: &mut [i8]) {
            steps.iter_mut().zip(x).for_each(|(step, x)| *step = *x ^ flip);
        }

        #[inline(always)]
        fn splat(self, x: i8) -> i8 {
            x
        }

        #[inline(always)]
        unsafe fn quad(self, from: *const i8) -> [i8; 4] {
            // SAFETY: as the caller says; bytes have no alignment.
            unsafe { *from.cast() }
        }

        #[inline(always)]
        fn quad_of(self, x: [i8; 4], flip: i8) -> [i8; 4] {
            $crate::isa::array_of!(4, |i| x[i] ^ flip)
        }

        #[inline(always)]
        fn weights(self, w: &[i8; 32]) -> [int8x16_t; 2] {
            $crate::isa::dotprod::weights(w)
        }

        #[inline(always)]
        fn dot(self, [low, high]: [int32x4_t; 2], quad: [i8; 4], [w, w_high]: [int8x16_t; 2]) -> [int32x4_t; 2] {
            // SAFETY: `self` exists only where the processor has the instruction.
            unsafe {
                let quad = $crate::isa::dotprod::splat(quad);
                [$crate::isa::dotprod::sdot(low, w, quad), $crate::isa::dotprod::sdot(high, w_high, quad)]
            }
        }

        #[inline(always)]
        fn interleave(self, pixels: [[i8; 16]; 4], flip: i8) -> [[int8x16_t; 2]; 2] {
            $crate::isa::dotprod::interleave(pixels, flip)
        }

        #[inline(always)]
        fn filters(self, w: &[i8; 32]) -> [int8x16_t; 2] {
            $crate::isa::dotprod::weights(w)
        }

        #[inline(always)]
        fn dot_each(self, [low, high]: [int32x4_t; 2], x: &[int8x16_t; 2], w: &[int8x16_t; 2]) -> [int32x4_t; 2] {
            // SAFETY: `self` exists only where the processor has the instruction.
            unsafe { [$crate::isa::dotprod::sdot(low, x[0], w[0]), $crate::isa::dotprod::sdot(high, x[1], w[1])] }
        }
    };
}
pub(super) use quads;

impl Isa for Dotprod {
    quads!();
}

/// Eight channels' weights of a quad.
#[inline(always)]
pub(super) fn weights(w: &[i8; 32]) -> [int8x16_t; 2] {
    // SAFETY: the target has NEON; the array has as many bytes as are read.
    let int8x16x2_t(low, high) = unsafe { vld1q_s8_x2(w.as_ptr()) };
    [low, high]
}

/// A quad for each channel.
#[inline(always)]
pub(super) fn splat(quad: [i8; 4]) -> int8x16_t {
    let quad = i32::from_le_bytes(array_of!(4, |i| quad[i] as u8));
    // SAFETY: the target has NEON.
    unsafe { vreinterpretq_s8_s32(vdupq_n_s32(quad)) }
}

/// Pixels' quads of 16 channels, with these bits flipped.
#[inline(always)]
pub(super) fn interleave(pixels: [[i8; 16]; 4], flip: i8) -> [[int8x16_t; 2]; 2] {
    // SAFETY: the target has NEON; the arrays have as many bytes as are read.
    unsafe {
        let flip = vdupq_n_s8(flip);
        let [a, b, c, d] = [
            veorq_s8(vld1q_s8(pixels[0].as_ptr()), flip),
            veorq_s8(vld1q_s8(pixels[1].as_ptr()), flip),
            veorq_s8(vld1q_s8(pixels[2].as_ptr()), flip),
            veorq_s8(vld1q_s8(pixels[3].as_ptr()), flip),
        ];
        let (int8x16x2_t(ab, ab_high), int8x16x2_t(cd, cd_high)) = (vzipq_s8(a, b), vzipq_s8(c, d));
        [zipped(ab, cd), zipped(ab_high, cd_high)]
    }
}

/// Pairs of bytes side by side.
#[inline(always)]
fn zipped(a: int8x16_t, b: int8x16_t) -> [int8x16_t; 2] {
    // SAFETY: the target has NEON.
    unsafe {
        let (a, b) = (vreinterpretq_s16_s8(a), vreinterpretq_s16_s8(b));
        [vreinterpretq_s8_s16(vzip1q_s16(a, b)), vreinterpretq_s8_s16(vzip2q_s16(a, b))]
    }
}

/// Adds to each sum the products of four neighbouring bytes. The intrinsic is not stable.
#[inline]
#[target_feature(enable = "dotprod")]
pub(super) fn sdot(mut sums: int32x4_t, a: int8x16_t, b: int8x16_t) -> int32x4_t {
    // SAFETY: the instruction is there, and touches these registers only.
    unsafe {
        asm!(
            "sdot {sums:v}.4s, {a:v}.16b, {b:v}.16b",
            sums = inout(vreg) sums, a = in(vreg) a, b = in(vreg) b,
            options(pure, nomem, nostack, preserves_flags)
        );
    }
    sums
}
