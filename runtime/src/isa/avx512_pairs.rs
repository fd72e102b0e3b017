//! Half panels of floats with AVX-512: eight channels fill a vector with two steps of the product.

use super::wide::Runs;
use core::arch::x86_64::*;

/// The products of even steps, to be followed by those of odd ones.
const EVEN: u16 = 0x5555;

/// Adds the products of the runs of half a panel. Weights of two steps become pairs, one of each channel, as they are loaded; two
/// activations are loaded at once.
///
/// # Safety
/// The processor has AVX-512; all steps and weights of the runs are there.
#[inline(always)]
pub(super) unsafe fn add_runs<const V: usize, const G: usize, const N: usize>(
    runs: &Runs<f32, [[f32; 8]; V], G, N>,
    sums: &mut [[__m512; G]; N],
) {
    // SAFETY: as the caller says; `k` and `k + 1` are below `len`.
    unsafe {
        let order = _mm512_setr_epi32(0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15);
        let mut pairs = [_mm512_setzero_ps(); N];
        for row in 0..runs.rows {
            let (offset, weights) = (row * runs.next.0, runs.weights[0].wrapping_add(row * runs.next.1));
            for k in (0..runs.len - runs.len % 2).step_by(2) {
                let w = _mm512_permutexvar_ps(order, _mm512_loadu_ps(weights.add(k).cast()));
                for n in 0..N {
                    let x = runs.steps[n].wrapping_add(offset + k).cast::<f64>().read_unaligned();
                    pairs[n] = _mm512_fmadd_ps(_mm512_castpd_ps(_mm512_set1_pd(x)), w, pairs[n]);
                }
            }
            if runs.len % 2 == 1 {
                let k = runs.len - 1;
                let w = _mm256_loadu_ps(weights.add(k).cast());
                let w = _mm512_permutexvar_ps(order, _mm512_zextps256_ps512(w));
                for n in 0..N {
                    let x = _mm512_set1_ps(*runs.steps[n].wrapping_add(offset + k));
                    pairs[n] = _mm512_mask3_fmadd_ps(x, w, pairs[n], EVEN);
                }
            }
        }
        let even = _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 0, 2, 4, 6, 8, 10, 12, 14);
        for n in 0..N {
            let both = _mm512_add_ps(pairs[n], _mm512_movehdup_ps(pairs[n]));
            sums[n][0] = _mm512_add_ps(sums[n][0], _mm512_permutexvar_ps(even, both));
        }
    }
}
