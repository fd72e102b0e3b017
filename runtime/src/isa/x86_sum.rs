//! Sums of bytes with factors, on x86-64.

use super::BLOCK;
use crate::kernel::LinearSum;
use core::arch::x86_64::*;

/// Products of 24 bits are added up from 16 and 8: a byte in the upper half of a 16-bit number counts 256 times.
#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn sums_256(form: &LinearSum, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
    let mut y = [0; BLOCK];
    let (a, b, places) = (a.as_chunks::<32>().0, b.as_chunks::<32>().0, y.as_chunks_mut::<32>().0);
    let factors = Factors256 {
        upper: _mm256_set1_epi32(form.lhs >> 8 & 0xffff | form.rhs >> 8 << 16),
        lower: _mm256_set1_epi32(form.lhs & 0xff | (form.rhs & 0xff) << 16),
        bias: _mm256_set1_epi32(form.bias),
        shift: _mm256_set1_epi32(form.shift as i32),
    };
    let (min, max) = (_mm256_set1_epi8(form.clamp.min as i8), _mm256_set1_epi8(form.clamp.max as i8));
    for v in 0..BLOCK / 32 {
        // SAFETY: the pieces have as many bytes as are read.
        let (a, b) = unsafe { (_mm256_loadu_si256(a[v].as_ptr().cast()), _mm256_loadu_si256(b[v].as_ptr().cast())) };
        let low = factors.sums(_mm256_unpacklo_epi8(a, b));
        let high = factors.sums(_mm256_unpackhi_epi8(a, b));
        let bytes = _mm256_min_epi8(_mm256_max_epi8(_mm256_packs_epi16(low, high), min), max);
        // SAFETY: the pieces have as many bytes as are written.
        unsafe { _mm256_storeu_si256(places[v].as_mut_ptr().cast(), bytes) };
    }
    y
}

struct Factors256 {
    upper: __m256i,
    lower: __m256i,
    bias: __m256i,
    shift: __m256i,
}

impl Factors256 {
    /// Of pairs of bytes.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn sums(&self, pairs: __m256i) -> __m256i {
        let zero = _mm256_setzero_si256();
        _mm256_packs_epi32(self.sum(_mm256_unpacklo_epi8(zero, pairs)), self.sum(_mm256_unpackhi_epi8(zero, pairs)))
    }

    /// Of bytes in the upper halves of pairs of 16-bit numbers.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn sum(&self, pair: __m256i) -> __m256i {
        let low = _mm256_madd_epi16(_mm256_srai_epi16::<8>(pair), self.lower);
        let sum = _mm256_add_epi32(_mm256_add_epi32(_mm256_madd_epi16(pair, self.upper), low), self.bias);
        _mm256_srav_epi32(sum, self.shift)
    }
}

/// As on AVX2; `vpdpbusd` takes bytes as they lie in pairs of 16-bit numbers, and the lower parts of factors as unsigned ones.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
pub(super) fn sums_512(form: &LinearSum, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
    let mut y = [0; BLOCK];
    let factors = Factors512 {
        upper: _mm512_set1_epi32(form.lhs >> 8 & 0xffff | form.rhs >> 8 << 16),
        lower: _mm512_set1_epi32((form.lhs & 0xff) << 8 | form.rhs << 24),
        bias: _mm512_set1_epi32(form.bias),
        shift: _mm512_set1_epi32(form.shift as i32),
    };
    let (min, max) = (_mm512_set1_epi8(form.clamp.min as i8), _mm512_set1_epi8(form.clamp.max as i8));
    // SAFETY: the arrays have as many bytes as are read.
    let (a, b) = unsafe { (_mm512_loadu_si512(a.as_ptr().cast()), _mm512_loadu_si512(b.as_ptr().cast())) };
    let (low, high) = (factors.sums(_mm512_unpacklo_epi8(a, b)), factors.sums(_mm512_unpackhi_epi8(a, b)));
    let bytes = _mm512_min_epi8(_mm512_max_epi8(_mm512_packs_epi16(low, high), min), max);
    // SAFETY: the array has as many bytes as are written.
    unsafe { _mm512_storeu_si512(y.as_mut_ptr().cast(), bytes) };
    y
}

struct Factors512 {
    upper: __m512i,
    lower: __m512i,
    bias: __m512i,
    shift: __m512i,
}

impl Factors512 {
    /// As [`Factors256::sums`].
    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    fn sums(&self, pairs: __m512i) -> __m512i {
        let zero = _mm512_setzero_si512();
        _mm512_packs_epi32(self.sum(_mm512_unpacklo_epi8(zero, pairs)), self.sum(_mm512_unpackhi_epi8(zero, pairs)))
    }

    /// As [`Factors256::sum`].
    #[inline]
    #[target_feature(enable = "avx512f,avx512vnni")]
    fn sum(&self, pair: __m512i) -> __m512i {
        let low = _mm512_dpbusd_epi32(self.bias, self.lower, pair);
        _mm512_srav_epi32(_mm512_dpwssd_epi32(low, pair, self.upper), self.shift)
    }
}
