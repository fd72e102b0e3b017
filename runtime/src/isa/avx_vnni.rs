//! x86-64: AVX2 and AVX-VNNI, whose `vpdpbusd` multiplies four unsigned bytes with four signed ones and adds all to a sum.
//!
//! Quads are bytes with bit 7 flipped. All else is AVX2's.

use super::x86::load_pixel;
use super::{Avx2, Factors, Isa, Level, biased};
use core::arch::x86_64::*;

/// Proof that the processor has AVX2, FMA and AVX-VNNI.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AvxVnni(pub(super) Avx2);

impl AvxVnni {
    #[inline(always)]
    pub(crate) fn detect() -> Option<Self> {
        if super::level() == Level::AvxVnni { Avx2::detect().map(AvxVnni) } else { None }
    }

    #[cfg(test)]
    pub(crate) fn available() -> Option<Self> {
        let avx2 = Avx2::available()?;
        super::cpuid::Features::find().has(Level::AvxVnni).then_some(AvxVnni(avx2))
    }
}

// SAFETY of every block below: an `AvxVnni` exists only where the processor has the instructions; loads and stores go through
// references of the size that they touch.
#[allow(clippy::undocumented_unsafe_blocks)]
impl Isa for AvxVnni {
    type Step = u8;
    type Quad = __m256i;
    type Quads = __m256i;
    type Weights = __m256i;
    type Sums = __m256i;
    type Scale = <Avx2 as Isa>::Scale;
    type Floats = __m256;

    const BIASED: bool = true;
    const ELEMENTS: usize = 1;
    const TILES: [usize; 2] = [6, 6];
    const SWEEP: bool = true;
    const ROW: usize = 4;

    #[inline(always)]
    fn prefetch<T>(self, elements: &[T], at: usize) {
        Isa::prefetch(self.0, elements, at);
    }

    #[inline(always)]
    fn prefetch_far<T>(self, elements: &[T], at: usize) {
        Isa::prefetch_far(self.0, elements, at);
    }

    #[inline(always)]
    fn steps(self, scratch: &mut [u64]) -> &mut [u8] {
        biased::steps(scratch)
    }

    #[inline(always)]
    fn prepare(self, x: &[i8], flip: i8, steps: &mut [u8]) {
        biased::prepare(x, flip, steps);
    }

    #[inline(always)]
    fn splat(self, x: i8) -> u8 {
        biased::splat(x)
    }

    #[inline(always)]
    unsafe fn quad(self, from: *const u8) -> __m256i {
        // SAFETY: as the caller says.
        unsafe { _mm256_set1_epi32(biased::quad(from)) }
    }

    #[inline(always)]
    fn quad_of(self, x: [i8; 4], flip: i8) -> __m256i {
        unsafe { _mm256_xor_si256(_mm256_set1_epi32(biased::number(x)), _mm256_set1_epi8(i8::MIN ^ flip)) }
    }

    #[inline(always)]
    fn weights(self, w: &[i8; 32]) -> __m256i {
        unsafe { _mm256_loadu_si256(w.as_ptr().cast()) }
    }

    #[inline(always)]
    fn sums(self, start: &[i32; 8]) -> __m256i {
        self.0.sums(start)
    }

    #[inline(always)]
    fn dot(self, sums: __m256i, quad: __m256i, weights: __m256i) -> __m256i {
        unsafe { _mm256_dpbusd_avx_epi32(sums, quad, weights) }
    }

    #[inline(always)]
    fn interleave(self, pixels: [[i8; 16]; 4], flip: i8) -> [__m256i; 2] {
        unsafe {
            let [a, b, c, d] =
                [load_pixel(&pixels[0]), load_pixel(&pixels[1]), load_pixel(&pixels[2]), load_pixel(&pixels[3])];
            let (ab, cd) = (_mm_unpacklo_epi8(a, b), _mm_unpacklo_epi8(c, d));
            let low = _mm256_set_m128i(_mm_unpackhi_epi16(ab, cd), _mm_unpacklo_epi16(ab, cd));
            let (ab, cd) = (_mm_unpackhi_epi8(a, b), _mm_unpackhi_epi8(c, d));
            let high = _mm256_set_m128i(_mm_unpackhi_epi16(ab, cd), _mm_unpacklo_epi16(ab, cd));
            let flip = _mm256_set1_epi8(i8::MIN ^ flip);
            [_mm256_xor_si256(low, flip), _mm256_xor_si256(high, flip)]
        }
    }

    #[inline(always)]
    fn filters(self, w: &[i8; 32]) -> __m256i {
        self.weights(w)
    }

    #[inline(always)]
    fn dot_each(self, sums: __m256i, x: &__m256i, w: &__m256i) -> __m256i {
        unsafe { _mm256_dpbusd_avx_epi32(sums, *x, *w) }
    }

    #[inline(always)]
    fn numbers(self, sums: __m256i) -> [i32; 8] {
        self.0.numbers(sums)
    }

    #[inline(always)]
    fn add_multiple(self, sums: __m256i, x: i32, w: __m256i) -> __m256i {
        self.0.add_multiple(sums, x, w)
    }

    #[inline(always)]
    fn scale(self, factors: &Factors) -> Self::Scale {
        self.0.scale(factors)
    }

    #[inline(always)]
    fn requantize<const SIGNED: bool>(self, sums: __m256i, scale: &Self::Scale) -> __m256i {
        self.0.requantize::<SIGNED>(sums, scale)
    }

    #[inline(always)]
    fn round<const SIGNED: bool, const REST: bool>(self, sums: __m256i, form: &[__m256; 3]) -> __m256i {
        self.0.round::<SIGNED, REST>(sums, form)
    }

    #[inline(always)]
    fn scale_real(self, sums: __m256i, scale: &[f64; 8]) -> __m256i {
        self.0.scale_real(sums, scale)
    }

    #[inline(always)]
    fn narrow<const V: usize>(self, numbers: [__m256i; V], offset: i16, bounds: (i8, i8)) -> [[i8; 8]; V] {
        self.0.narrow(numbers, offset, bounds)
    }

    #[inline(always)]
    fn floats(self, x: &[f32; 8]) -> __m256 {
        self.0.floats(x)
    }

    #[inline(always)]
    fn float(self, x: f32) -> __m256 {
        self.0.float(x)
    }

    #[inline(always)]
    fn multiply_add(self, sums: __m256, x: __m256, w: __m256) -> __m256 {
        self.0.multiply_add(sums, x, w)
    }

    #[inline(always)]
    fn real(self, sums: __m256i) -> __m256 {
        self.0.real(sums)
    }

    #[inline(always)]
    fn multiply(self, x: __m256, y: __m256) -> __m256 {
        self.0.multiply(x, y)
    }

    #[inline(always)]
    fn add(self, x: __m256, y: __m256) -> __m256 {
        self.0.add(x, y)
    }

    #[inline(always)]
    fn float_numbers(self, x: __m256) -> [f32; 8] {
        self.0.float_numbers(x)
    }

    #[inline(always)]
    fn within(self, sums: __m256, bounds: (f32, f32)) -> [f32; 8] {
        self.0.within(sums, bounds)
    }
}
