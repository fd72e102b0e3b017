//! Tiles of half a panel of bytes with AVX-512: two quads of the product fill a vector, as pairs of each channel.

use super::array_of;
use super::avx512::load;
use super::avx512_patches::{Patches, apart, in_pairs};
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
    let mut now = Patches::new(runs, next);
    // SAFETY: as the caller says.
    unsafe {
        let mut sums = array_of!(N, |n| all[n][0]);
        let mut pairs = [_mm512_setzero_si512(); N];
        for _ in 0..runs.rows {
            for _ in 0..runs.len / 2 {
                add_pairs(&mut now, &mut pairs);
            }
            if !runs.len.is_multiple_of(2) {
                add(&mut now, &mut sums);
            }
            now.advance(runs.next.0.wrapping_sub(4 * runs.len), runs.next.1.wrapping_sub(runs.len));
        }
        add_folded(&mut sums, &pairs);
        for n in 0..N {
            all[n][0] = sums[n];
        }
    }
}

/// Adds the products of a quad.
#[inline(always)]
unsafe fn add<const V: usize, const N: usize>(now: &mut Patches<u8, [[i8; 32]; V], N>, sums: &mut [__m512i; N]) {
    // SAFETY: the caller has AVX-512 with VNNI, and steps and weights are there.
    unsafe {
        let weights = load::<_, V>(now.weights);
        for n in 0..N {
            let quad = _mm512_set1_epi32(now.step(n).cast::<i32>().read_unaligned());
            sums[n] = _mm512_dpbusd_epi32(sums[n], quad, weights);
        }
    }
    now.advance(4, 1);
}

/// Adds the products of two quads of half a panel.
#[inline(always)]
unsafe fn add_pairs<const V: usize, const N: usize>(now: &mut Patches<u8, [[i8; 32]; V], N>, pairs: &mut [__m512i; N]) {
    // SAFETY: the caller has AVX-512 with VNNI, and two quads and their weights are there.
    unsafe {
        let weights = in_pairs(_mm512_loadu_si512(now.weights.cast()));
        for n in 0..N {
            let quads = _mm512_set1_epi64(now.step(n).cast::<i64>().read_unaligned());
            pairs[n] = _mm512_dpbusd_epi32(pairs[n], quads, weights);
        }
    }
    now.advance(8, 2);
}

/// Adds the sum of each pair in the lower halves.
#[inline(always)]
unsafe fn add_folded<const N: usize>(sums: &mut [__m512i; N], pairs: &[__m512i; N]) {
    // SAFETY: the caller has AVX-512.
    unsafe {
        for n in (0..N).step_by(2) {
            let [firsts, seconds] = apart(pairs[n], pairs[(n + 1).min(N - 1)]);
            let both = _mm512_add_epi32(firsts, seconds);
            sums[n] = _mm512_add_epi32(sums[n], both);
            if n + 1 < N {
                let upper = _mm512_castsi256_si512(_mm512_extracti64x4_epi64::<1>(both));
                sums[n + 1] = _mm512_add_epi32(sums[n + 1], upper);
            }
        }
    }
}
