//! Tiles of one panel of floats, or of half a panel, with AVX-512.
//!
//! Half a panel fills a vector with two steps of the product, as pairs of each channel.

use super::array_of;
use super::avx512::load;
use super::avx512_patches::{Patches, apart, in_pairs};
use super::wide::Runs;
use core::arch::x86_64::*;

/// Adds the products of the runs of one panel, where each second patch is `next` steps from the one before.
///
/// # Safety
/// The processor has AVX-512; all steps and weights of the runs are there.
#[inline(always)]
pub(super) unsafe fn add_runs<const V: usize, const G: usize, const N: usize>(
    runs: &Runs<f32, [[f32; 8]; V], G, N>,
    next: usize,
    all: &mut [[__m512; G]; N],
) {
    let ahead = runs.steps[0].wrapping_add(next.wrapping_mul(N));
    let mut now = Now { patches: Patches::new(runs, next), ahead };
    let (pairs_of, singles) = if V == 1 { (runs.len / 2, runs.len % 2) } else { (0, runs.len) };
    // SAFETY: as the caller says.
    unsafe {
        let mut sums = array_of!(N, |n| all[n][0]);
        let mut pairs = [_mm512_setzero_ps(); N];
        for _ in 0..runs.rows {
            for _ in 0..pairs_of {
                now.add_pairs(&mut pairs);
            }
            for _ in 0..singles {
                // Bands are near as it is.
                if V == 2 && runs.rows == 1 {
                    now.ask();
                }
                now.add(&mut sums);
            }
            now.patches.advance(runs.next.0.wrapping_sub(runs.len), runs.next.1.wrapping_sub(runs.len));
        }
        if V == 1 {
            add_folded(&mut sums, &pairs);
        }
        for n in 0..N {
            all[n][0] = sums[n];
        }
    }
}

/// Where a tile is in its runs.
struct Now<const V: usize, const N: usize> {
    patches: Patches<f32, [[f32; 8]; V], N>,
    /// Where the next tile's patches begin that nobody has asked for.
    ahead: *const f32,
}

impl<const V: usize, const N: usize> Now<V, N> {
    /// Asks for a part of the next tile's patches: pixels that one panel meets are brought near by nothing else.
    #[inline(always)]
    fn ask(&mut self) {
        // SAFETY: any address may be asked for; the processor has SSE.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(self.ahead.cast()) };
        self.ahead = self.ahead.wrapping_add(N);
    }

    /// Adds the products of a step.
    #[inline(always)]
    unsafe fn add(&mut self, sums: &mut [__m512; N]) {
        // SAFETY: the caller has AVX-512, and steps and weights are there.
        unsafe {
            let weights = _mm512_castsi512_ps(load::<_, V>(self.patches.weights));
            for n in 0..N {
                sums[n] = _mm512_fmadd_ps(_mm512_set1_ps(*self.patches.step(n)), weights, sums[n]);
            }
        }
        self.patches.advance(1, 1);
    }

    /// Adds the products of two steps of half a panel.
    #[inline(always)]
    unsafe fn add_pairs(&mut self, pairs: &mut [__m512; N]) {
        // SAFETY: the caller has AVX-512, and two steps and their weights are there.
        unsafe {
            let weights = _mm512_castsi512_ps(in_pairs(_mm512_loadu_si512(self.patches.weights.cast())));
            for n in 0..N {
                let steps = _mm512_set1_pd(self.patches.step(n).cast::<f64>().read_unaligned());
                pairs[n] = _mm512_fmadd_ps(_mm512_castpd_ps(steps), weights, pairs[n]);
            }
        }
        self.patches.advance(2, 2);
    }
}

/// Adds the sum of each pair in the lower halves.
#[inline(always)]
unsafe fn add_folded<const N: usize>(sums: &mut [__m512; N], pairs: &[__m512; N]) {
    // SAFETY: the caller has AVX-512.
    unsafe {
        for n in (0..N).step_by(2) {
            let (a, b) = (_mm512_castps_si512(pairs[n]), _mm512_castps_si512(pairs[(n + 1).min(N - 1)]));
            let [firsts, seconds] = apart(a, b);
            let both = _mm512_add_ps(_mm512_castsi512_ps(firsts), _mm512_castsi512_ps(seconds));
            sums[n] = _mm512_add_ps(sums[n], both);
            if n + 1 < N {
                let upper = _mm512_castps256_ps512(_mm512_extractf32x8_ps::<1>(both));
                sums[n + 1] = _mm512_add_ps(sums[n + 1], upper);
            }
        }
    }
}
