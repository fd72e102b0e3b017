//! Products of bytes in single precision, on x86-64.
//!
//! What [`StreamProduct::apply`] says in fewer steps, which the compiler has found to give the same: what is added to a product is
//! the product itself within two bounds, products are scaled and added to at once, and outputs come within their bounds as bytes.

use super::BLOCK;
use crate::kernel::StreamProduct;
use core::arch::x86_64::*;

/// The output's zero point, and the bounds of outputs.
#[inline(always)]
fn outputs(form: &StreamProduct) -> (i16, [i8; 2]) {
    let zero = form.whole.0 - StreamProduct::WHOLE;
    (zero as i16, [form.clamp.min.0, form.clamp.max.0].map(|bound| (bound + zero) as i8))
}

/// Products of 18 bits are put together from their lower and upper 16.
#[inline(always)]
pub(super) unsafe fn products_256(form: &StreamProduct, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
    let mut y = [0; BLOCK];
    let (a, b, places) = (a.as_chunks::<16>().0, b.as_chunks::<16>().0, y.as_chunks_mut::<32>().0);
    // SAFETY: the caller has AVX2 and FMA; the pieces have as many bytes as are written.
    unsafe {
        let round = Round256::of(form);
        for v in 0..BLOCK / 32 {
            let (low, high) = (round.sixteen(&a[2 * v], &b[2 * v]), round.sixteen(&a[2 * v + 1], &b[2 * v + 1]));
            let bytes = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packs_epi16(low, high));
            let bytes = _mm256_min_epi8(_mm256_max_epi8(bytes, round.bounds[0]), round.bounds[1]);
            _mm256_storeu_si256(places[v].as_mut_ptr().cast(), bytes);
        }
    }
    y
}

struct Round256 {
    offsets: [__m256i; 2],
    scale: __m256,
    /// What is added above 0 and below.
    added: [__m256; 2],
    zero: __m256i,
    bounds: [__m256i; 2],
}

impl Round256 {
    #[inline(always)]
    unsafe fn of(form: &StreamProduct) -> Self {
        // SAFETY: the caller has AVX2.
        unsafe {
            let (zero, [min, max]) = outputs(form);
            Round256 {
                offsets: [_mm256_set1_epi16(form.lhs_offset as i16), _mm256_set1_epi16(form.rhs_offset as i16)],
                scale: _mm256_set1_ps(form.scale.0),
                added: [_mm256_set1_ps(form.above.0), _mm256_set1_ps(form.below.0)],
                zero: _mm256_set1_epi16(zero),
                bounds: [_mm256_set1_epi8(min), _mm256_set1_epi8(max)],
            }
        }
    }

    /// Rounded products of sixteen bytes.
    #[inline(always)]
    unsafe fn sixteen(&self, a: &[i8; 16], b: &[i8; 16]) -> __m256i {
        // SAFETY: the caller has AVX2 and FMA; the arrays have as many bytes as are read.
        unsafe {
            let (a, b) = (_mm_loadu_si128(a.as_ptr().cast()), _mm_loadu_si128(b.as_ptr().cast()));
            let a = _mm256_add_epi16(_mm256_cvtepi8_epi16(a), self.offsets[0]);
            let b = _mm256_add_epi16(_mm256_cvtepi8_epi16(b), self.offsets[1]);
            let (low, high) = (_mm256_mullo_epi16(a, b), _mm256_mulhi_epi16(a, b));
            let first = self.rounded(_mm256_unpacklo_epi16(low, high));
            let words = _mm256_packs_epi32(first, self.rounded(_mm256_unpackhi_epi16(low, high)));
            _mm256_adds_epi16(words, self.zero)
        }
    }

    #[inline(always)]
    unsafe fn rounded(&self, products: __m256i) -> __m256i {
        // SAFETY: the caller has AVX2 and FMA.
        unsafe {
            let x = _mm256_cvtepi32_ps(products);
            let added = _mm256_min_ps(_mm256_max_ps(x, self.added[1]), self.added[0]);
            _mm256_cvtps_epi32(_mm256_fmadd_ps(x, self.scale, added))
        }
    }
}

/// As on AVX2.
#[inline(always)]
pub(super) unsafe fn products_512(form: &StreamProduct, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
    let mut y = [0; BLOCK];
    let (a, b) = (a.as_chunks::<32>().0, b.as_chunks::<32>().0);
    // SAFETY: the caller has AVX-512 F, BW and DQ; the array has as many bytes as are written.
    unsafe {
        let round = Round512::of(form);
        let (low, high) = (round.half(&a[0], &b[0]), round.half(&a[1], &b[1]));
        let order = _mm512_setr_epi64(0, 2, 4, 6, 1, 3, 5, 7);
        let bytes = _mm512_permutexvar_epi64(order, _mm512_packs_epi16(low, high));
        let bytes = _mm512_min_epi8(_mm512_max_epi8(bytes, round.bounds[0]), round.bounds[1]);
        _mm512_storeu_si512(y.as_mut_ptr().cast(), bytes);
    }
    y
}

struct Round512 {
    offsets: [__m512i; 2],
    scale: __m512,
    /// What is added above 0 and below.
    added: [__m512; 2],
    zero: __m512i,
    bounds: [__m512i; 2],
}

impl Round512 {
    #[inline(always)]
    unsafe fn of(form: &StreamProduct) -> Self {
        // SAFETY: the caller has AVX-512 F and BW.
        unsafe {
            let (zero, [min, max]) = outputs(form);
            Round512 {
                offsets: [_mm512_set1_epi16(form.lhs_offset as i16), _mm512_set1_epi16(form.rhs_offset as i16)],
                scale: _mm512_set1_ps(form.scale.0),
                added: [_mm512_set1_ps(form.above.0), _mm512_set1_ps(form.below.0)],
                zero: _mm512_set1_epi16(zero),
                bounds: [_mm512_set1_epi8(min), _mm512_set1_epi8(max)],
            }
        }
    }

    /// As [`Round256::sixteen`].
    #[inline(always)]
    unsafe fn half(&self, a: &[i8; 32], b: &[i8; 32]) -> __m512i {
        // SAFETY: the caller has AVX-512 F and BW; the arrays have as many bytes as are read.
        unsafe {
            let (a, b) = (_mm256_loadu_si256(a.as_ptr().cast()), _mm256_loadu_si256(b.as_ptr().cast()));
            let a = _mm512_add_epi16(_mm512_cvtepi8_epi16(a), self.offsets[0]);
            let b = _mm512_add_epi16(_mm512_cvtepi8_epi16(b), self.offsets[1]);
            let (low, high) = (_mm512_mullo_epi16(a, b), _mm512_mulhi_epi16(a, b));
            let first = self.rounded(_mm512_unpacklo_epi16(low, high));
            let words = _mm512_packs_epi32(first, self.rounded(_mm512_unpackhi_epi16(low, high)));
            _mm512_adds_epi16(words, self.zero)
        }
    }

    #[inline(always)]
    unsafe fn rounded(&self, products: __m512i) -> __m512i {
        // SAFETY: the caller has AVX-512 F.
        unsafe {
            let x = _mm512_cvtepi32_ps(products);
            let added = _mm512_min_ps(_mm512_max_ps(x, self.added[1]), self.added[0]);
            _mm512_cvtps_epi32(_mm512_fmadd_ps(x, self.scale, added))
        }
    }
}
