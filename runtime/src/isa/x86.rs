//! x86-64: AVX2 with FMA.
//!
//! AVX2 multiplies 16-bit numbers and adds neighbouring products (`vpmaddwd`). A quad of activations is kept widened as
//! (x0, x2), (x1, x3), because the weights of a quad come apart into (w0, w2) and (w1, w3) by shifts within 16-bit lanes.

use super::{Factors, Isa, Level, WinogradTask, Words, array_of, x86_row};
use core::arch::x86_64::*;

/// Proof that the processor has AVX2 and FMA.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Avx2(());

impl Avx2 {
    #[inline(always)]
    pub(crate) fn detect() -> Option<Self> {
        (super::level() >= Level::Avx2).then_some(Avx2(()))
    }

    /// If the processor has them, whatever the user allows.
    #[cfg(test)]
    pub(crate) fn available() -> Option<Self> {
        super::cpuid::Features::find().has(Level::Avx2).then_some(Avx2(()))
    }
}

/// How a vector of channels is requantized.
#[derive(Clone, Copy)]
pub(crate) struct Scale {
    /// The significands.
    even: __m256i,
    /// Those of odd lanes, in even places.
    odd: __m256i,
    round: __m256i,
    right: __m256i,
}

impl Words for Avx2 {
    #[inline(always)]
    fn prepare_words(self, x: &[i16], quads: &mut [[u32; 2]]) {
        let (x, last) = x.as_chunks::<16>();
        let (whole, rest) = quads.as_chunks_mut::<4>();
        for (quads, x) in whole.iter_mut().zip(x) {
            // SAFETY: an `Avx2` exists only where the processor has the instructions; both are of 32 bytes.
            unsafe { _mm256_storeu_si256(quads.as_mut_ptr().cast(), quads_of_words(x)) };
        }
        let (done, mut padded) = (whole.len().min(x.len()), [0; 16]);
        let next = x.get(done).map_or(last, |x| x);
        padded.iter_mut().zip(next).for_each(|(padded, x)| *padded = *x);
        let left = whole.get_mut(done).map_or(rest, |quads| quads);
        for (quad, x) in left.iter_mut().zip(padded.as_chunks::<4>().0) {
            *quad = quad_of_words(*x);
        }
    }

    #[inline(always)]
    fn splat_word(self, x: i16) -> [u32; 2] {
        quad_of_words([x; 4])
    }
}

// SAFETY of every block below: an `Avx2` exists only where the processor has the instructions; loads and stores go through
// references of the size that they touch.
#[allow(clippy::undocumented_unsafe_blocks)]
impl Isa for Avx2 {
    type Step = [u32; 2];
    /// (x0, x2) and (x1, x3) in all lanes.
    type Quad = [__m256i; 2];
    /// (x0, x2) and (x1, x3).
    type Quads = [__m256i; 2];
    type Weights = [__m256i; 2];
    type Sums = __m256i;
    type Scale = Scale;
    type Floats = __m256;

    /// Six patches leave no room for all weights of a panel in registers, which then come from memory: 14 x 14 x 512 to 512 took
    /// 949 us with four, and 837 with six.
    const TILES: [usize; 2] = [6, 6];
    const SWEEP: bool = true;
    const ROW: usize = 4;
    const ROW_BIASED: bool = true;
    const UNPACKED: bool = true;

    #[inline(always)]
    fn prefetch<T>(self, elements: &[T], at: usize) {
        unsafe { _mm_prefetch::<_MM_HINT_T0>(elements.as_ptr().wrapping_add(at).cast()) }
    }

    #[inline(always)]
    fn prefetch_far<T>(self, elements: &[T], at: usize) {
        unsafe { _mm_prefetch::<_MM_HINT_T1>(elements.as_ptr().wrapping_add(at).cast()) }
    }

    #[inline(always)]
    fn steps(self, scratch: &mut [u64]) -> &mut [[u32; 2]] {
        unsafe { core::slice::from_raw_parts_mut(scratch.as_mut_ptr().cast(), scratch.len()) }
    }

    #[inline(always)]
    fn prepare(self, x: &[i8], flip: i8, quads: &mut [[u32; 2]]) {
        let (x, last) = x.as_chunks::<16>();
        let (whole, rest) = quads.as_chunks_mut::<4>();
        for (quads, x) in whole.iter_mut().zip(x) {
            unsafe { _mm256_storeu_si256(quads.as_mut_ptr().cast(), widened_quads(x, flip)) };
        }
        // One part of a vector is left, of activations or of quads.
        let next = x.get(whole.len());
        let left = whole.get_mut(x.len()).map_or(rest, |quads| quads);
        if !left.is_empty() {
            let mut padded = [0; 16];
            match next {
                Some(x) => padded = *x,
                None => padded.iter_mut().zip(last).for_each(|(padded, x)| *padded = *x),
            }
            let mut quads = [[0; 2]; 4];
            unsafe { _mm256_storeu_si256(quads.as_mut_ptr().cast(), widened_quads(&padded, flip)) };
            left.iter_mut().zip(quads).for_each(|(left, quad)| *left = quad);
        }
    }

    #[inline(always)]
    fn splat(self, x: i8) -> [u32; 2] {
        widened([x; 4])
    }

    #[inline(always)]
    unsafe fn quad(self, from: *const [u32; 2]) -> [__m256i; 2] {
        let from = from.cast::<i32>();
        // Read one by one, so that they are not taken apart in registers.
        // SAFETY: as the caller says.
        unsafe { [_mm256_set1_epi32(*from), _mm256_set1_epi32(*from.add(1))] }
    }

    #[inline(always)]
    fn quad_of(self, x: [i8; 4], flip: i8) -> [__m256i; 2] {
        unsafe {
            let x = _mm256_set1_epi32(i32::from_ne_bytes(array_of!(4, |i| (x[i] ^ flip) as u8)));
            // As weights come apart.
            [_mm256_srai_epi16::<8>(_mm256_slli_epi16::<8>(x)), _mm256_srai_epi16::<8>(x)]
        }
    }

    #[inline(always)]
    fn weights(self, w: &[i8; 32]) -> [__m256i; 2] {
        unsafe {
            let w = _mm256_loadu_si256(w.as_ptr().cast());
            [_mm256_srai_epi16::<8>(_mm256_slli_epi16::<8>(w)), _mm256_srai_epi16::<8>(w)]
        }
    }

    #[inline(always)]
    fn sums(self, start: &[i32; 8]) -> __m256i {
        unsafe { load(start) }
    }

    #[inline(always)]
    fn dot(self, sums: __m256i, [even, odd]: [__m256i; 2], [w_even, w_odd]: [__m256i; 2]) -> __m256i {
        unsafe {
            let sums = _mm256_add_epi32(sums, _mm256_madd_epi16(even, w_even));
            _mm256_add_epi32(sums, _mm256_madd_epi16(odd, w_odd))
        }
    }

    #[inline(always)]
    fn winograd<T: WinogradTask>(self, task: T) -> Option<T> {
        task.run(self)
    }

    #[inline(always)]
    unsafe fn dot_row<const V: usize, const G: usize>(
        self,
        sums: [[__m256i; V]; G],
        quads: &[[i8; 4]],
        flip: i8,
        weights: *const [[i8; 32]; V],
        depth: usize,
    ) -> [[__m256i; V]; G] {
        // SAFETY: as the caller says.
        unsafe { x86_row::dot_row(sums, quads, flip, weights, depth) }
    }

    #[inline(always)]
    fn interleave(self, pixels: [[i8; 16]; 4], flip: i8) -> [[__m256i; 2]; 2] {
        unsafe {
            let [a, b, c, d] =
                [load_pixel(&pixels[0]), load_pixel(&pixels[1]), load_pixel(&pixels[2]), load_pixel(&pixels[3])];
            let flip = _mm_set1_epi8(flip);
            let (a, b) = (_mm_xor_si128(a, flip), _mm_xor_si128(b, flip));
            let (c, d) = (_mm_xor_si128(c, flip), _mm_xor_si128(d, flip));
            let low = [_mm256_cvtepi8_epi16(_mm_unpacklo_epi8(a, c)), _mm256_cvtepi8_epi16(_mm_unpacklo_epi8(b, d))];
            let high = [_mm256_cvtepi8_epi16(_mm_unpackhi_epi8(a, c)), _mm256_cvtepi8_epi16(_mm_unpackhi_epi8(b, d))];
            [low, high]
        }
    }

    #[inline(always)]
    fn filters(self, w: &[i8; 32]) -> [__m256i; 2] {
        self.weights(w)
    }

    #[inline(always)]
    fn dot_each(self, sums: __m256i, x: &[__m256i; 2], w: &[__m256i; 2]) -> __m256i {
        unsafe {
            let sums = _mm256_add_epi32(sums, _mm256_madd_epi16(x[0], w[0]));
            _mm256_add_epi32(sums, _mm256_madd_epi16(x[1], w[1]))
        }
    }

    #[inline(always)]
    fn numbers(self, sums: __m256i) -> [i32; 8] {
        let mut numbers = [0; 8];
        unsafe { _mm256_storeu_si256(numbers.as_mut_ptr().cast(), sums) };
        numbers
    }

    #[inline(always)]
    fn add_multiple(self, sums: __m256i, x: i32, w: __m256i) -> __m256i {
        unsafe { _mm256_add_epi32(sums, _mm256_mullo_epi32(_mm256_set1_epi32(x), w)) }
    }

    #[inline(always)]
    fn scale(self, f: &Factors) -> Scale {
        unsafe {
            let even = load(&f.multiplier);
            Scale { even, odd: _mm256_srli_epi64::<32>(even), round: load(&f.round), right: load(&f.right) }
        }
    }

    #[inline(always)]
    fn requantize<const SIGNED: bool>(self, sums: __m256i, s: &Scale) -> __m256i {
        unsafe {
            let high = _mm256_add_epi32(doubling_high_mul(sums, s.even, s.odd), s.round);
            let high = if SIGNED { _mm256_add_epi32(high, _mm256_srai_epi32::<31>(sums)) } else { high };
            _mm256_srav_epi32(high, s.right)
        }
    }

    #[inline(always)]
    fn round<const SIGNED: bool, const REST: bool>(
        self,
        sums: __m256i,
        &[scale, mut offset, rest]: &[__m256; 3],
    ) -> __m256i {
        unsafe {
            if SIGNED {
                let sign = _mm256_and_ps(_mm256_castsi256_ps(sums), _mm256_set1_ps(-0.0));
                offset = _mm256_or_ps(offset, sign);
            }
            let sums = _mm256_cvtepi32_ps(sums);
            if REST {
                offset = _mm256_fmadd_ps(sums, rest, offset);
            }
            _mm256_cvtps_epi32(_mm256_fmadd_ps(sums, scale, offset))
        }
    }

    #[inline(always)]
    fn scale_real(self, sums: __m256i, scale: &[f64; 8]) -> __m256i {
        unsafe {
            let low = _mm256_cvtepi32_pd(_mm256_castsi256_si128(sums));
            let high = _mm256_cvtepi32_pd(_mm256_extracti128_si256::<1>(sums));
            let low = round_half_away(_mm256_mul_pd(low, _mm256_loadu_pd(scale.as_ptr())));
            let high = round_half_away(_mm256_mul_pd(high, _mm256_loadu_pd(scale[4..].as_ptr())));
            _mm256_inserti128_si256::<1>(_mm256_castsi128_si256(low), high)
        }
    }

    #[inline(always)]
    fn narrow<const V: usize>(self, numbers: [__m256i; V], offset: i16, (min, max): (i8, i8)) -> [[i8; 8]; V] {
        let mut y = [[0; 8]; V];
        unsafe {
            let (min, max, offset) = (_mm256_set1_epi8(min), _mm256_set1_epi8(max), _mm256_set1_epi16(offset));
            for v in (0..V).step_by(4) {
                // What saturates here saturates to the bounds in the end. Halves of vectors: a b c d, a b c d.
                let [a, b, c, d] = array_of!(4, |i| numbers[(v + i).min(V - 1)]);
                let low = _mm256_adds_epi16(_mm256_packs_epi32(a, b), offset);
                let high = if V > 2 { _mm256_adds_epi16(_mm256_packs_epi32(c, d), offset) } else { low };
                let order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
                let bytes = _mm256_permutevar8x32_epi32(_mm256_packs_epi16(low, high), order);
                let bytes = _mm256_min_epi8(_mm256_max_epi8(bytes, min), max);
                let mut four = [[0; 8]; 4];
                _mm256_storeu_si256(four.as_mut_ptr().cast(), bytes);
                y.iter_mut().skip(v).zip(four).for_each(|(y, bytes)| *y = bytes);
            }
        }
        y
    }

    #[inline(always)]
    fn floats(self, x: &[f32; 8]) -> __m256 {
        unsafe { _mm256_loadu_ps(x.as_ptr()) }
    }

    #[inline(always)]
    fn float(self, x: f32) -> __m256 {
        unsafe { _mm256_set1_ps(x) }
    }

    #[inline(always)]
    fn multiply_add(self, sums: __m256, x: __m256, w: __m256) -> __m256 {
        unsafe { _mm256_fmadd_ps(x, w, sums) }
    }

    #[inline(always)]
    fn real(self, sums: __m256i) -> __m256 {
        unsafe { _mm256_cvtepi32_ps(sums) }
    }

    #[inline(always)]
    fn multiply(self, x: __m256, y: __m256) -> __m256 {
        unsafe { _mm256_mul_ps(x, y) }
    }

    #[inline(always)]
    fn add(self, x: __m256, y: __m256) -> __m256 {
        unsafe { _mm256_add_ps(x, y) }
    }

    #[inline(always)]
    fn float_numbers(self, x: __m256) -> [f32; 8] {
        let mut y = [0.0; 8];
        unsafe { _mm256_storeu_ps(y.as_mut_ptr(), x) };
        y
    }

    #[inline(always)]
    fn within(self, sums: __m256, (min, max): (f32, f32)) -> [f32; 8] {
        let mut y = [0.0; 8];
        unsafe {
            // Both give their second operand where one is NaN.
            let x = _mm256_max_ps(_mm256_set1_ps(min), sums);
            _mm256_storeu_ps(y.as_mut_ptr(), _mm256_min_ps(_mm256_set1_ps(max), x));
        }
        y
    }
}

/// 16 bytes.
#[inline(always)]
pub(super) unsafe fn load_pixel(pixel: &[i8; 16]) -> __m128i {
    // SAFETY: the caller has AVX2; the reference is to as many bytes as are read.
    unsafe { _mm_loadu_si128(pixel.as_ptr().cast()) }
}

#[inline(always)]
unsafe fn load(numbers: &[i32; 8]) -> __m256i {
    // SAFETY: the caller has AVX2; the reference is to as many bytes as are read.
    unsafe { _mm256_loadu_si256(numbers.as_ptr().cast()) }
}

/// The nearest integers, halves away from zero, within 32 bits.
#[inline(always)]
unsafe fn round_half_away(x: __m256d) -> __m128i {
    // SAFETY: the caller has AVX2.
    unsafe {
        let limit = f64::from(i32::MAX);
        let x = _mm256_min_pd(_mm256_max_pd(x, _mm256_set1_pd(-limit - 1.0)), _mm256_set1_pd(limit));
        let whole = _mm256_round_pd::<{ _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC }>(x);
        let sign = _mm256_set1_pd(-0.0);
        let rest = _mm256_andnot_pd(sign, _mm256_sub_pd(x, whole));
        let up = _mm256_cmp_pd::<_CMP_GE_OQ>(rest, _mm256_set1_pd(0.5));
        let one = _mm256_or_pd(_mm256_and_pd(sign, x), _mm256_set1_pd(1.0));
        _mm256_cvttpd_epi32(_mm256_add_pd(whole, _mm256_and_pd(up, one)))
    }
}

/// Four quads of 16-bit numbers.
#[inline(always)]
unsafe fn widened_quads(x: &[i8; 16], flip: i8) -> __m256i {
    // SAFETY: the caller has AVX2; the reference is to as many bytes as are read.
    unsafe {
        let x = _mm_xor_si128(_mm_loadu_si128(x.as_ptr().cast()), _mm_set1_epi8(flip));
        in_quads(_mm256_cvtepi8_epi16(x))
    }
}

/// Four quads of activations of 16 bits.
#[inline(always)]
unsafe fn quads_of_words(x: &[i16; 16]) -> __m256i {
    // SAFETY: the caller has AVX2; the reference is to as many bytes as are read.
    unsafe { in_quads(_mm256_loadu_si256(x.as_ptr().cast())) }
}

/// 16-bit numbers, four to a quad.
#[inline(always)]
unsafe fn in_quads(x: __m256i) -> __m256i {
    // SAFETY: the caller has AVX2.
    unsafe {
        // Within each half: numbers 0 2 1 3, 4 6 5 7.
        let order = _mm256_broadcastsi128_si256(_mm_set_epi64x(0x0f0e_0b0a_0d0c_0908, 0x0706_0302_0504_0100));
        _mm256_shuffle_epi8(x, order)
    }
}

/// (x0, x2), (x1, x3) as 16-bit numbers.
#[inline(always)]
fn widened(x: [i8; 4]) -> [u32; 2] {
    quad_of_words(array_of!(4, |i| x[i].into()))
}

#[inline(always)]
fn quad_of_words(x: [i16; 4]) -> [u32; 2] {
    let [x0, x1, x2, x3] = array_of!(4, |i| u32::from(x[i] as u16));
    [x0 | x2 << 16, x1 | x3 << 16]
}

/// `(a * b + 2^30) >> 31`, of 32-bit lanes; `odd` holds the odd lanes of `even` in even places.
#[inline(always)]
unsafe fn doubling_high_mul(a: __m256i, even: __m256i, odd: __m256i) -> __m256i {
    // SAFETY: the caller has AVX2.
    unsafe {
        let round = _mm256_set1_epi64x(1 << 30);
        let even = _mm256_add_epi64(_mm256_mul_epi32(a, even), round);
        let odd = _mm256_add_epi64(multiply_even(_mm256_srli_epi64::<32>(a), odd), round);
        _mm256_blend_epi32::<0b1010_1010>(_mm256_srli_epi64::<31>(even), _mm256_slli_epi64::<1>(odd))
    }
}

/// `_mm256_mul_epi32`, which compilers take apart, and put together from unsigned products, where operands are shifted.
#[inline]
#[target_feature(enable = "avx2")]
fn multiply_even(a: __m256i, b: __m256i) -> __m256i {
    let product;
    // SAFETY: nothing but registers is touched.
    unsafe {
        core::arch::asm!("vpmuldq {}, {}, {}", out(ymm_reg) product, in(ymm_reg) a, in(ymm_reg) b,
            options(pure, nomem, nostack, preserves_flags));
    }
    product
}
