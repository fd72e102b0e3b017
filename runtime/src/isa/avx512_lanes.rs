//! Lines of bytes with AVX-512: numbers are put together and apart within each 128 bits, so that no lane is crossed.

use super::avx512::{Avx512, add_offset};
use super::lanes::Lanes;
use super::wide::Wide;
use core::arch::x86_64::*;

// SAFETY of every block below: an `Avx512` exists only where the processor has the instructions; pointers are as the caller says.
#[allow(clippy::undocumented_unsafe_blocks)]
impl Lanes for Avx512 {
    type Bytes = __m512i;
    type Quarter = __m512i;

    #[inline(always)]
    fn splat(self, x: i8) -> __m512i {
        unsafe { _mm512_set1_epi8(x) }
    }

    #[inline(always)]
    unsafe fn load(self, from: *const i8) -> __m512i {
        unsafe { _mm512_loadu_si512(from.cast()) }
    }

    #[inline(always)]
    unsafe fn load_some(self, bits: u64, from: *const i8, others: __m512i) -> __m512i {
        unsafe { _mm512_mask_loadu_epi8(others, bits, from) }
    }

    #[inline(always)]
    unsafe fn store(self, bytes: __m512i, to: *mut i8) {
        unsafe { _mm512_storeu_si512(to.cast(), bytes) }
    }

    #[inline(always)]
    unsafe fn store_some(self, bits: u64, bytes: __m512i, to: *mut i8) {
        unsafe { _mm512_mask_storeu_epi8(to, bits, bytes) }
    }

    #[inline(always)]
    fn flips(self, flip: i8) -> __m512i {
        self.splat(i8::MIN ^ flip)
    }

    #[inline(always)]
    fn flip(self, x: __m512i, flips: __m512i) -> __m512i {
        unsafe { _mm512_xor_si512(x, flips) }
    }

    #[inline(always)]
    fn pairs<const UPPER: bool>(self, x: __m512i, y: __m512i) -> __m512i {
        unsafe { if UPPER { _mm512_unpackhi_epi8(x, y) } else { _mm512_unpacklo_epi8(x, y) } }
    }

    #[inline(always)]
    fn quads(self, x: __m512i, y: __m512i) -> [__m512i; 2] {
        unsafe { [_mm512_unpacklo_epi16(x, y), _mm512_unpackhi_epi16(x, y)] }
    }

    #[inline(always)]
    fn ordered(self, x: __m512i, y: __m512i, order: __m512i) -> __m512i {
        unsafe { _mm512_permutex2var_epi32(x, order, y) }
    }

    #[inline(always)]
    fn dot(self, sums: __m512i, x: __m512i, w: __m512i) -> __m512i {
        unsafe { _mm512_dpbusd_epi32(sums, x, w) }
    }

    #[inline(always)]
    fn zero(self) -> __m512i {
        unsafe { _mm512_setzero_si512() }
    }

    #[inline(always)]
    unsafe fn numbers(self, [a, b, c, d]: [*const [i32; 4]; 4]) -> __m512i {
        unsafe {
            let numbers = _mm512_castsi128_si512(_mm_loadu_si128(a.cast()));
            let numbers = _mm512_inserti32x4::<1>(numbers, _mm_loadu_si128(b.cast()));
            let numbers = _mm512_inserti32x4::<2>(numbers, _mm_loadu_si128(c.cast()));
            _mm512_inserti32x4::<3>(numbers, _mm_loadu_si128(d.cast()))
        }
    }

    #[inline(always)]
    fn kept(self, x: __m512i) -> __m512i {
        unsafe { kept(x) }
    }

    #[inline(always)]
    fn round<const SIGNED: bool, const REST: bool>(self, sums: __m512i, form: &[__m512i; 3]) -> __m512i {
        let form =
            unsafe { [_mm512_castsi512_ps(form[0]), _mm512_castsi512_ps(form[1]), _mm512_castsi512_ps(form[2])] };
        Wide::<2>::round::<SIGNED, REST>(self, sums, &form)
    }

    #[inline(always)]
    fn words(self, [a, b]: [__m512i; 2], offset: Option<i16>) -> __m512i {
        unsafe { add_offset(_mm512_packs_epi32(a, b), offset) }
    }

    #[inline(always)]
    fn narrow(self, [low, high]: [__m512i; 2]) -> __m512i {
        unsafe { _mm512_packs_epi16(low, high) }
    }
}

#[inline]
#[target_feature(enable = "avx512f")]
fn kept(mut x: __m512i) -> __m512i {
    // SAFETY: nothing is done.
    unsafe { core::arch::asm!("/* {} */", inout(zmm_reg) x, options(pure, nomem, nostack, preserves_flags)) };
    x
}
