//! Products of bytes with gates on x86-64: what [`StreamGate::apply`] says, with product and sum rounded at once.

use super::{BLOCK, array_of};
use crate::kernel::StreamGate;
use core::arch::x86_64::*;

/// # Safety
/// The processor has AVX2 and FMA.
#[inline(always)]
pub(super) unsafe fn gates_256(form: &StreamGate, factors: &[f32; BLOCK], x: &[i8; BLOCK]) -> [i8; BLOCK] {
    let (factors, x, mut y) = (factors.as_chunks::<8>().0, x.as_chunks::<8>().0, [0; BLOCK]);
    // SAFETY: as the caller says; the pieces have as many numbers as are read and written.
    unsafe {
        let (zero_point, zero) = (_mm256_set1_epi32(form.zero_point), _mm256_set1_epi16(form.output_zero_point));
        let (above, below) = (_mm256_set1_ps(form.above.0), _mm256_set1_ps(form.below.0));
        let (min, max) = (_mm256_set1_epi8(form.clamp.min), _mm256_set1_epi8(form.clamp.max));
        for (i, y) in y.as_chunks_mut::<32>().0.iter_mut().enumerate() {
            let [a, b, c, d] = array_of!(4, |v| {
                let x = _mm256_cvtepi8_epi32(_mm_loadl_epi64(x[4 * i + v].as_ptr().cast()));
                let x = _mm256_cvtepi32_ps(_mm256_sub_epi32(x, zero_point));
                let added = _mm256_min_ps(_mm256_max_ps(x, below), above);
                _mm256_cvtps_epi32(_mm256_fmadd_ps(x, _mm256_loadu_ps(factors[4 * i + v].as_ptr()), added))
            });
            // What saturates here is beyond the bounds. Of each half: a b c d.
            let first = _mm256_adds_epi16(_mm256_packs_epi32(a, b), zero);
            let second = _mm256_adds_epi16(_mm256_packs_epi32(c, d), zero);
            let order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
            let bytes = _mm256_permutevar8x32_epi32(_mm256_packs_epi16(first, second), order);
            _mm256_storeu_si256(y.as_mut_ptr().cast(), _mm256_min_epi8(_mm256_max_epi8(bytes, min), max));
        }
    }
    y
}

/// # Safety
/// The processor has AVX-512 F and BW.
#[inline(always)]
pub(super) unsafe fn gates_512(form: &StreamGate, factors: &[f32; BLOCK], x: &[i8; BLOCK]) -> [i8; BLOCK] {
    let (factors, x, mut y) = (factors.as_chunks::<16>().0, x.as_chunks::<16>().0, [0; BLOCK]);
    // SAFETY: as the caller says; the pieces have as many numbers as are read and written.
    unsafe {
        let (zero_point, zero) = (_mm512_set1_epi32(form.zero_point), _mm512_set1_epi16(form.output_zero_point));
        let (above, below) = (_mm512_set1_ps(form.above.0), _mm512_set1_ps(form.below.0));
        let (min, max) = (_mm512_set1_epi8(form.clamp.min), _mm512_set1_epi8(form.clamp.max));
        let [a, b, c, d] = array_of!(4, |v| {
            let x = _mm512_cvtepi8_epi32(_mm_loadu_si128(x[v].as_ptr().cast()));
            let x = _mm512_cvtepi32_ps(_mm512_sub_epi32(x, zero_point));
            let added = _mm512_min_ps(_mm512_max_ps(x, below), above);
            _mm512_cvtps_epi32(_mm512_fmadd_ps(x, _mm512_loadu_ps(factors[v].as_ptr()), added))
        });
        // What saturates here is beyond the bounds. Of each quarter: a b c d.
        let first = _mm512_adds_epi16(_mm512_packs_epi32(a, b), zero);
        let second = _mm512_adds_epi16(_mm512_packs_epi32(c, d), zero);
        let order = _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        let bytes = _mm512_permutexvar_epi32(order, _mm512_packs_epi16(first, second));
        _mm512_storeu_si512(y.as_mut_ptr().cast(), _mm512_min_epi8(_mm512_max_epi8(bytes, min), max));
    }
    y
}
