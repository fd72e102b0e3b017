//! x86-64: the logistic function of vectors of sixteen.

use super::BLOCK;
use crate::kernel::{LN_2_HIGH, LN_2_LOW};
use core::arch::x86_64::*;

/// `2^(i / 16)`.
const POWERS: [f32; 16] = [
    1.0,
    1.044_273_7,
    1.090_507_7,
    1.138_788_6,
    1.189_207_1,
    1.241_857_8,
    1.296_839_6,
    1.354_255_6,
    core::f32::consts::SQRT_2,
    1.476_826_2,
    1.542_210_8,
    1.610_490_3,
    1.681_792_9,
    1.756_252_2,
    1.834_008_1,
    1.915_206_6,
];

/// Adding it leaves a number within ±2^18 in sixteenths in the low bits.
const TO_SIXTEENTHS: f32 = 786_432.0;

/// `1 / (1 + exp(-x))`, within five units of `2^-24`; results below the least normal number are 0. A vector takes 20 instructions
/// and none of them divides: `exp` is `2^n` by exponents, a sixteenth of a power by a table in a register, and a polynomial of
/// degree 3 for what remains; of the reciprocal the first 14 bits are an instruction, and a step of Newton's finds the others.
#[inline(always)]
pub(super) unsafe fn logistic(x: &[f32; BLOCK]) -> [f32; BLOCK] {
    /// Below, results are no normal numbers.
    const LEAST: f32 = -87.336_6;
    let mut y = [0.0; BLOCK];
    let (x, places) = (x.as_chunks::<16>().0, y.as_chunks_mut::<16>().0);
    for v in 0..BLOCK / 16 {
        // SAFETY: the caller has AVX-512; pieces have as many floats as are read and written.
        unsafe {
            let x = _mm512_loadu_ps(x[v].as_ptr());
            let large = _mm512_cmp_ps_mask::<_CMP_NLT_UQ>(x, _mm512_set1_ps(LEAST));
            // Both give their second operand where one is NaN. Beyond, exponentials would lose the normal numbers, which takes
            // processors long, and so would their reciprocals.
            let x = _mm512_min_ps(_mm512_set1_ps(40.0), _mm512_max_ps(_mm512_set1_ps(-87.0), x));
            let shifted = _mm512_fnmadd_ps(x, _mm512_set1_ps(core::f32::consts::LOG2_E), _mm512_set1_ps(TO_SIXTEENTHS));
            let n = _mm512_sub_ps(shifted, _mm512_set1_ps(TO_SIXTEENTHS));
            let r = _mm512_fnmsub_ps(n, _mm512_set1_ps(LN_2_HIGH), x);
            let r = _mm512_fnmadd_ps(n, _mm512_set1_ps(LN_2_LOW), r);
            let q = _mm512_fmadd_ps(r, _mm512_set1_ps(1.0 / 6.0), _mm512_set1_ps(0.5));
            let p = _mm512_fmadd_ps(_mm512_mul_ps(q, r), r, r);
            let power = _mm512_permutexvar_ps(_mm512_castps_si512(shifted), _mm512_loadu_ps(POWERS.as_ptr()));
            // By the floor of `n`, of which the table has the rest.
            let exp = _mm512_scalef_ps(_mm512_fmadd_ps(power, p, power), n);
            let sum = _mm512_add_ps(exp, _mm512_set1_ps(1.0));
            let guess = _mm512_rcp14_ps(sum);
            let rest = _mm512_fnmadd_ps(sum, guess, _mm512_set1_ps(1.0));
            _mm512_storeu_ps(places[v].as_mut_ptr(), _mm512_maskz_fmadd_ps(large, rest, guess, guess));
        }
    }
    y
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_the_nearest() {
        for (i, power) in POWERS.iter().enumerate() {
            assert_eq!(*power, libm::exp2(i as f64 / 16.0) as f32);
        }
    }
}
