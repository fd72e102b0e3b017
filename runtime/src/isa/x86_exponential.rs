//! Exponentials for AVX2 with FMA, by the same polynomial as the plain ones. Fused, products lose nothing.

use core::arch::x86_64::*;

/// Adding it leaves the nearest integer of a number in the low bits, plus the exponent's bias.
const TO_EXPONENT: f32 = 12_582_912.0 + 127.0;

/// `n + 127` as bits above those of [`TO_EXPONENT`], and `p`, with `exp(x) = 2^n (1 + p)`.
#[inline(always)]
unsafe fn reduce(x: __m256) -> (__m256i, __m256) {
    const LN_2_HIGH: f32 = 0.693_359_4;
    const LN_2_LOW: f32 = -2.121_944_4e-4;
    // SAFETY: the caller has AVX2 and FMA.
    unsafe {
        let to_exponent = _mm256_set1_ps(TO_EXPONENT);
        let shifted = _mm256_fmadd_ps(x, _mm256_set1_ps(core::f32::consts::LOG2_E), to_exponent);
        let n = _mm256_sub_ps(shifted, to_exponent);
        let r = _mm256_fnmadd_ps(n, _mm256_set1_ps(LN_2_HIGH), x);
        let r = _mm256_fnmadd_ps(n, _mm256_set1_ps(LN_2_LOW), r);
        // (exp(r) - 1 - r) / r² for |r| <= ln(2) / 2, relative error of the whole 1.4e-8.
        let q = _mm256_fmadd_ps(_mm256_set1_ps(1.394_019_1e-3), r, _mm256_set1_ps(8.366_439e-3));
        let q = _mm256_fmadd_ps(q, r, _mm256_set1_ps(4.166_640_7e-2));
        let q = _mm256_fmadd_ps(q, r, _mm256_set1_ps(0.166_665_45));
        let q = _mm256_fmadd_ps(q, r, _mm256_set1_ps(0.5));
        (_mm256_castps_si256(shifted), _mm256_fmadd_ps(_mm256_mul_ps(q, r), r, r))
    }
}

/// `2^n` of `n + 127` in the low bits, for `n` in -127..=127; 0 for -127.
#[inline(always)]
unsafe fn power_of_two(exponent: __m256i) -> __m256 {
    // SAFETY: the caller has AVX2.
    unsafe { _mm256_castsi256_ps(_mm256_slli_epi32::<23>(exponent)) }
}

/// `exp(x)`.
#[inline(always)]
pub(super) unsafe fn exp(x: __m256) -> __m256 {
    // SAFETY: the caller has AVX2 and FMA.
    unsafe {
        // Beyond, results are 0 and infinity. NaN stays: it is the second operand.
        let x = _mm256_min_ps(_mm256_set1_ps(89.0), _mm256_max_ps(_mm256_set1_ps(-104.0), x));
        let (exponent, p) = reduce(x);
        // Two steps: 2^128 and 2^-150 are no numbers.
        let bias = _mm256_set1_epi32(127);
        let n = _mm256_sub_epi32(exponent, _mm256_set1_epi32(TO_EXPONENT.to_bits() as i32));
        let half = _mm256_srai_epi32::<1>(n);
        let first = power_of_two(_mm256_add_epi32(half, bias));
        let second = power_of_two(_mm256_add_epi32(_mm256_sub_epi32(n, half), bias));
        _mm256_mul_ps(_mm256_fmadd_ps(p, first, first), second)
    }
}

/// `1 / (1 + exp(-x))`; results below the least normal number are 0.
#[inline(always)]
pub(super) unsafe fn logistic(x: __m256) -> __m256 {
    // SAFETY: the caller has AVX2 and FMA.
    unsafe {
        let one = _mm256_set1_ps(1.0);
        // -88 is next to 2^-127, for which the power is 0.
        let (exponent, p) = reduce(_mm256_max_ps(_mm256_set1_ps(-88.0), _mm256_or_ps(x, _mm256_set1_ps(-0.0))));
        let scale = power_of_two(exponent);
        let e = _mm256_fmadd_ps(p, scale, scale);
        _mm256_div_ps(_mm256_blendv_ps(one, e, x), _mm256_add_ps(one, e))
    }
}

/// Hyperbolic tangent.
#[inline(always)]
pub(super) unsafe fn tanh(x: __m256) -> __m256 {
    // SAFETY: the caller has AVX2 and FMA.
    unsafe {
        let sign = _mm256_set1_ps(-0.0);
        let magnitude = _mm256_andnot_ps(sign, x);
        // Beyond, the result is 1. NaN stays.
        let (exponent, p) = reduce(_mm256_min_ps(_mm256_set1_ps(30.0), _mm256_add_ps(magnitude, magnitude)));
        let scale = power_of_two(exponent);
        let e = _mm256_fmadd_ps(scale, p, _mm256_sub_ps(scale, _mm256_set1_ps(1.0)));
        let y = _mm256_div_ps(e, _mm256_add_ps(e, _mm256_set1_ps(2.0)));
        _mm256_or_ps(y, _mm256_and_ps(sign, x))
    }
}
