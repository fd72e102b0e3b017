//! Products of bytes in single precision, on x86-64.

use super::BLOCK;
use crate::kernel::StreamProduct;
use core::arch::x86_64::*;

/// The bits of [`StreamProduct::WHOLE`]: what outputs are more than, as numbers.
const WHOLE: i32 = StreamProduct::WHOLE.to_bits() as i32;

/// Whether outputs of 8 bits come within their bounds when they are brought to as many bits.
fn saturates(form: &StreamProduct) -> bool {
    let bounds = [form.clamp.min.0, form.clamp.max.0].map(|bound| bound + form.whole.0 - StreamProduct::WHOLE);
    // Sums with `WHOLE` hold numbers of up to 22 bits; products have 18.
    let largest = (1 << 18) as f32 * form.scale.0.abs() + form.above.0.abs() + form.below.0.abs();
    bounds == [-128.0, 127.0] && largest < (1 << 20) as f32
}

/// Products of 18 bits are put together from their lower and upper 16.
#[inline]
#[target_feature(enable = "avx2,fma")]
pub(super) fn products_256(form: &StreamProduct, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
    let mut y = [0; BLOCK];
    let (a, b, places) = (a.as_chunks::<16>().0, b.as_chunks::<16>().0, y.as_chunks_mut::<32>().0);
    let (round, saturates) = (Round256::of(form), saturates(form));
    for v in 0..BLOCK / 32 {
        let (a, b) = ([&a[2 * v], &a[2 * v + 1]], [&b[2 * v], &b[2 * v + 1]]);
        let [low, high] = if saturates {
            [round.sixteen::<false>(a[0], b[0]), round.sixteen::<false>(a[1], b[1])]
        } else {
            [round.sixteen::<true>(a[0], b[0]), round.sixteen::<true>(a[1], b[1])]
        };
        let bytes = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packs_epi16(low, high));
        // SAFETY: the pieces have as many bytes as are written.
        unsafe { _mm256_storeu_si256(places[v].as_mut_ptr().cast(), bytes) };
    }
    y
}

struct Round256 {
    offsets: [__m256i; 2],
    scale: __m256,
    above: __m256,
    /// The bits in which what is added below 0 differs from what is added above.
    other: __m256,
    clamp: [__m256; 2],
    whole: __m256,
}

impl Round256 {
    #[inline]
    #[target_feature(enable = "avx2")]
    fn of(form: &StreamProduct) -> Self {
        let above = _mm256_set1_ps(form.above.0);
        Round256 {
            offsets: [_mm256_set1_epi16(form.lhs_offset as i16), _mm256_set1_epi16(form.rhs_offset as i16)],
            scale: _mm256_set1_ps(form.scale.0),
            above,
            other: _mm256_xor_ps(above, _mm256_set1_ps(form.below.0)),
            clamp: [_mm256_set1_ps(form.clamp.min.0), _mm256_set1_ps(form.clamp.max.0)],
            whole: _mm256_set1_ps(form.whole.0),
        }
    }

    /// Rounded products of sixteen bytes.
    #[inline]
    #[target_feature(enable = "avx2,fma")]
    fn sixteen<const CLAMP: bool>(&self, a: &[i8; 16], b: &[i8; 16]) -> __m256i {
        // SAFETY: the arrays have as many bytes as are read.
        let (a, b) = unsafe { (_mm_loadu_si128(a.as_ptr().cast()), _mm_loadu_si128(b.as_ptr().cast())) };
        let a = _mm256_add_epi16(_mm256_cvtepi8_epi16(a), self.offsets[0]);
        let b = _mm256_add_epi16(_mm256_cvtepi8_epi16(b), self.offsets[1]);
        let (low, high) = (_mm256_mullo_epi16(a, b), _mm256_mulhi_epi16(a, b));
        let first = self.rounded::<CLAMP>(_mm256_unpacklo_epi16(low, high));
        _mm256_packs_epi32(first, self.rounded::<CLAMP>(_mm256_unpackhi_epi16(low, high)))
    }

    /// As [`StreamProduct::apply`]: products are rounded by themselves.
    #[inline]
    #[target_feature(enable = "avx2,fma")]
    fn rounded<const CLAMP: bool>(&self, products: __m256i) -> __m256i {
        let below = _mm256_castsi256_ps(_mm256_srai_epi32::<31>(products));
        let offset = _mm256_xor_ps(self.above, _mm256_and_ps(below, self.other));
        let x = _mm256_add_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(products), self.scale), offset);
        let x = if CLAMP { _mm256_min_ps(_mm256_max_ps(x, self.clamp[0]), self.clamp[1]) } else { x };
        let sum = _mm256_castps_si256(_mm256_add_ps(x, self.whole));
        _mm256_sub_epi32(sum, _mm256_set1_epi32(WHOLE))
    }
}

/// As on AVX2.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512dq")]
pub(super) fn products_512(form: &StreamProduct, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
    let mut y = [0; BLOCK];
    let (a, b) = (a.as_chunks::<32>().0, b.as_chunks::<32>().0);
    let (round, saturates) = (Round512::of(form), saturates(form));
    let [low, high] = if saturates {
        [round.half::<false>(&a[0], &b[0]), round.half::<false>(&a[1], &b[1])]
    } else {
        [round.half::<true>(&a[0], &b[0]), round.half::<true>(&a[1], &b[1])]
    };
    let order = _mm512_setr_epi64(0, 2, 4, 6, 1, 3, 5, 7);
    let bytes = _mm512_permutexvar_epi64(order, _mm512_packs_epi16(low, high));
    // SAFETY: the array has as many bytes as are written.
    unsafe { _mm512_storeu_si512(y.as_mut_ptr().cast(), bytes) };
    y
}

struct Round512 {
    offsets: [__m512i; 2],
    scale: __m512,
    above: __m512,
    below: __m512,
    clamp: [__m512; 2],
    whole: __m512,
}

impl Round512 {
    #[inline]
    #[target_feature(enable = "avx512f,avx512bw")]
    fn of(form: &StreamProduct) -> Self {
        Round512 {
            offsets: [_mm512_set1_epi16(form.lhs_offset as i16), _mm512_set1_epi16(form.rhs_offset as i16)],
            scale: _mm512_set1_ps(form.scale.0),
            above: _mm512_set1_ps(form.above.0),
            below: _mm512_set1_ps(form.below.0),
            clamp: [_mm512_set1_ps(form.clamp.min.0), _mm512_set1_ps(form.clamp.max.0)],
            whole: _mm512_set1_ps(form.whole.0),
        }
    }

    /// As [`Round256::sixteen`].
    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512dq")]
    fn half<const CLAMP: bool>(&self, a: &[i8; 32], b: &[i8; 32]) -> __m512i {
        // SAFETY: the arrays have as many bytes as are read.
        let (a, b) = unsafe { (_mm256_loadu_si256(a.as_ptr().cast()), _mm256_loadu_si256(b.as_ptr().cast())) };
        let a = _mm512_add_epi16(_mm512_cvtepi8_epi16(a), self.offsets[0]);
        let b = _mm512_add_epi16(_mm512_cvtepi8_epi16(b), self.offsets[1]);
        let (low, high) = (_mm512_mullo_epi16(a, b), _mm512_mulhi_epi16(a, b));
        let first = self.rounded::<CLAMP>(_mm512_unpacklo_epi16(low, high));
        _mm512_packs_epi32(first, self.rounded::<CLAMP>(_mm512_unpackhi_epi16(low, high)))
    }

    /// As [`Round256::rounded`].
    #[inline]
    #[target_feature(enable = "avx512f,avx512dq")]
    fn rounded<const CLAMP: bool>(&self, products: __m512i) -> __m512i {
        let offset = _mm512_mask_blend_ps(_mm512_movepi32_mask(products), self.above, self.below);
        let x = _mm512_add_ps(_mm512_mul_ps(_mm512_cvtepi32_ps(products), self.scale), offset);
        let x = if CLAMP { _mm512_min_ps(_mm512_max_ps(x, self.clamp[0]), self.clamp[1]) } else { x };
        let sum = _mm512_castps_si512(_mm512_add_ps(x, self.whole));
        _mm512_sub_epi32(sum, _mm512_set1_epi32(WHOLE))
    }
}
