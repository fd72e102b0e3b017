//! The patches of a tile of one panel with AVX-512: there is a load for each product, as many as the processor has ports for, so
//! there had better be few others.

use super::wide::Runs;
use core::arch::x86_64::*;

/// Where a tile is in its runs of steps and of weights. Each second patch is `next` steps from the one before.
pub(super) struct Patches<S, W, const N: usize> {
    /// Odd ones are told by those before them.
    steps: [*const S; N],
    next: usize,
    pub(super) weights: *const W,
}

impl<S, W, const N: usize> Patches<S, W, N> {
    /// Where the runs of one panel begin.
    #[inline(always)]
    pub(super) fn new<const G: usize>(runs: &Runs<S, W, G, N>, next: usize) -> Self {
        Patches { steps: runs.steps, next, weights: runs.weights[0] }
    }

    /// Where patch `n` is.
    #[inline(always)]
    pub(super) fn step(&self, n: usize) -> *const S {
        if n.is_multiple_of(2) { self.steps[n] } else { self.steps[n - 1].wrapping_add(self.next) }
    }

    #[inline(always)]
    #[allow(clippy::pointers_in_nomem_asm_block)] // Nothing is read through them.
    pub(super) fn advance(&mut self, steps: usize, weights: usize) {
        self.weights = self.weights.wrapping_add(weights);
        for n in (0..N).step_by(2) {
            self.steps[n] = self.steps[n].wrapping_add(steps);
            // Compilers that see through this keep a pointer for each patch, for which there are not enough registers.
            // SAFETY: nothing is done.
            unsafe {
                core::arch::asm!("/* {} */", inout(reg) self.steps[n], options(pure, nomem, nostack, preserves_flags));
            }
        }
    }
}

/// Two steps of the weights of half a panel as pairs of each channel.
#[inline(always)]
pub(super) unsafe fn in_pairs(steps: __m512i) -> __m512i {
    // SAFETY: the caller has AVX-512.
    unsafe { _mm512_permutexvar_epi32(_mm512_setr_epi32(0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15), steps) }
}

/// The first and the second of each pair of both vectors, the first vector's in the lower halves.
#[inline(always)]
pub(super) unsafe fn apart(a: __m512i, b: __m512i) -> [__m512i; 2] {
    // SAFETY: the caller has AVX-512.
    unsafe {
        let firsts = _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
        let seconds = _mm512_setr_epi32(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
        [_mm512_permutex2var_epi32(a, firsts, b), _mm512_permutex2var_epi32(a, seconds, b)]
    }
}
