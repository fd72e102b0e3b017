//! Tiles of half a panel of bytes with AVX-512: two quads of the product fill a vector, as pairs of each channel.

use super::array_of;
use super::avx512::load;
use super::avx512_patches::Patches;
use super::wide::Runs;
use core::arch::x86_64::*;

/// Adds the products of the runs of half a panel, where each second patch is `next` steps from the one before.
///
/// # Safety
/// The processor has AVX-512 with VNNI; all steps and weights of the runs are there.
#[inline(always)]
pub(super) unsafe fn add_runs<const V: usize, const G: usize, const N: usize>(
    runs: &Runs<u8, [[i8; 32]; V], G, N>,
    next: usize,
    all: &mut [[__m512i; G]; N],
) {
    let mut now = Now { patches: Patches::new(runs.steps, next), weights: runs.weights[0] };
    // SAFETY: as the caller says.
    unsafe {
        let mut sums = array_of!(N, |n| all[n][0]);
        let mut pairs = [_mm512_setzero_si512(); N];
        for _ in 0..runs.rows {
            for _ in 0..runs.len / 2 {
                now.add_pairs(&mut pairs);
            }
            if !runs.len.is_multiple_of(2) {
                now.add(&mut sums);
            }
            now.advance(runs.next.0.wrapping_sub(4 * runs.len), runs.next.1.wrapping_sub(runs.len));
        }
        add_folded(&mut sums, &pairs);
        for n in 0..N {
            all[n][0] = sums[n];
        }
    }
}

/// Where a tile is in its runs.
struct Now<const V: usize, const N: usize> {
    patches: Patches<u8, N>,
    weights: *const [[i8; 32]; V],
}

impl<const V: usize, const N: usize> Now<V, N> {
    #[inline(always)]
    fn advance(&mut self, steps: usize, weights: usize) {
        self.weights = self.weights.wrapping_add(weights);
        self.patches.advance(steps);
    }

    /// Adds the products of a quad.
    #[inline(always)]
    unsafe fn add(&mut self, sums: &mut [__m512i; N]) {
        // SAFETY: the caller has AVX-512 with VNNI, and steps and weights are there.
        unsafe {
            let weights = load::<_, V>(self.weights);
            for n in 0..N {
                let quad = _mm512_set1_epi32(self.patches.step(n).cast::<i32>().read_unaligned());
                sums[n] = _mm512_dpbusd_epi32(sums[n], quad, weights);
            }
        }
        self.advance(4, 1);
    }

    /// Adds the products of two quads of half a panel.
    #[inline(always)]
    unsafe fn add_pairs(&mut self, pairs: &mut [__m512i; N]) {
        // SAFETY: the caller has AVX-512 with VNNI, and two quads and their weights are there.
        unsafe {
            let order = _mm512_setr_epi32(0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15);
            let weights = _mm512_permutexvar_epi32(order, _mm512_loadu_si512(self.weights.cast()));
            for n in 0..N {
                let quads = _mm512_set1_epi64(self.patches.step(n).cast::<i64>().read_unaligned());
                pairs[n] = _mm512_dpbusd_epi32(pairs[n], quads, weights);
            }
        }
        self.advance(8, 2);
    }
}

/// Adds the sum of each pair in the lower halves.
#[inline(always)]
unsafe fn add_folded<const N: usize>(sums: &mut [__m512i; N], pairs: &[__m512i; N]) {
    // SAFETY: the caller has AVX-512.
    unsafe {
        let firsts = _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
        let seconds = _mm512_setr_epi32(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
        for n in (0..N).step_by(2) {
            let (a, b) = (pairs[n], pairs[(n + 1).min(N - 1)]);
            let both =
                _mm512_add_epi32(_mm512_permutex2var_epi32(a, firsts, b), _mm512_permutex2var_epi32(a, seconds, b));
            sums[n] = _mm512_add_epi32(sums[n], both);
            if n + 1 < N {
                let upper = _mm512_castsi256_si512(_mm512_extracti64x4_epi64::<1>(both));
                sums[n + 1] = _mm512_add_epi32(sums[n + 1], upper);
            }
        }
    }
}
