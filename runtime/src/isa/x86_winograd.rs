//! Winograd's algorithm on AVX2.

use super::{Avx2, Isa, Winograd};
use core::arch::x86_64::*;

// SAFETY of every block below: an `Avx2` exists only where the processor has the instructions.
#[allow(clippy::undocumented_unsafe_blocks)]
impl Winograd for Avx2 {
    type Words = __m256i;

    #[inline(always)]
    unsafe fn words(self, from: *const [u32; 2]) -> __m256i {
        // SAFETY: as the caller says.
        unsafe { _mm256_loadu_si256(from.cast()) }
    }

    #[inline(always)]
    unsafe fn put_words(self, words: __m256i, to: *mut [u32; 2]) {
        // SAFETY: as the caller says.
        unsafe { _mm256_storeu_si256(to.cast(), words) }
    }

    #[inline(always)]
    fn halves(self, weights: <Self as Isa>::Weights) -> [__m256i; 2] {
        weights
    }

    #[inline(always)]
    fn plus(self, x: __m256i, y: __m256i) -> __m256i {
        unsafe { _mm256_add_epi16(x, y) }
    }

    #[inline(always)]
    fn minus(self, x: __m256i, y: __m256i) -> __m256i {
        unsafe { _mm256_sub_epi16(x, y) }
    }

    #[inline(always)]
    fn quarter(self, sums: __m256i) -> __m256i {
        unsafe { _mm256_srai_epi32::<2>(sums) }
    }
}
