//! x86-64: AVX-512 (F, BW, DQ, VL) with VNNI.
//!
//! A panel of sixteen channels is one vector; half a panel is the lower half of one. Quads are bytes with bit 7 flipped, since
//! `vpdpbusd` multiplies unsigned bytes with signed ones. Where there is AMX too, matrices of bytes are multiplied with that.

use super::amx::Amx;
use super::wide::{Runs, Set, Wide};
use super::x86::load_pixel;
use super::{Factors, Level, avx512_bytes, avx512_floats, biased};
use core::arch::x86_64::*;

/// Proof that the processor has AVX2, FMA and these parts of AVX-512, and what else it has for matrices.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Avx512 {
    pub(super) amx: Option<Amx>,
}

impl Avx512 {
    #[inline(always)]
    pub(crate) fn detect() -> Option<Self> {
        if super::level() >= Level::Avx512 { Some(Avx512 { amx: Amx::detect() }) } else { None }
    }

    #[cfg(test)]
    pub(crate) fn available() -> Option<Self> {
        super::cpuid::Features::find().has(Level::Avx512).then_some(Avx512 { amx: None })
    }
}

/// How channels are requantized.
#[derive(Clone, Copy)]
pub(crate) struct Scale {
    /// The significands.
    even: __m512i,
    /// Those of odd lanes, in even places.
    odd: __m512i,
    round: __m512i,
    right: __m512i,
}

impl Set for Avx512 {
    type Step = u8;
    type Quad = __m512i;
    type Quads = __m512i;
    type Matrices = Amx;
    type Lanes = Self;

    const BIASED: bool = true;
    const ELEMENTS: usize = 1;
    const TILES: [usize; 2] = [12, 12];
    const PANELS: usize = 4;
    const ROW: usize = 8;

    #[inline(always)]
    fn matrices(self) -> Option<Amx> {
        self.amx
    }

    #[inline(always)]
    fn lanes(self) -> Option<Self> {
        Some(self)
    }

    #[inline(always)]
    fn prefetch<T>(self, elements: &[T], at: usize) {
        // SAFETY: any address may be asked for; the processor has SSE.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(elements.as_ptr().wrapping_add(at).cast()) }
    }

    #[inline(always)]
    fn prefetch_far<T>(self, elements: &[T], at: usize) {
        // SAFETY: any address may be asked for; the processor has SSE.
        unsafe { _mm_prefetch::<_MM_HINT_T1>(elements.as_ptr().wrapping_add(at).cast()) }
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
    unsafe fn quad(self, from: *const u8) -> __m512i {
        // SAFETY: as the caller says.
        unsafe { _mm512_set1_epi32(biased::quad(from)) }
    }

    #[inline(always)]
    fn quad_of(self, x: [i8; 4], flip: i8) -> __m512i {
        // SAFETY: the processor has AVX-512.
        unsafe { _mm512_xor_si512(_mm512_set1_epi32(biased::number(x)), _mm512_set1_epi8(i8::MIN ^ flip)) }
    }

    #[inline(always)]
    fn interleave(self, pixels: [[i8; 16]; 4], flip: i8) -> __m512i {
        // SAFETY: as above; the arrays have as many bytes as are read.
        unsafe {
            let [a, b, c, d] =
                [load_pixel(&pixels[0]), load_pixel(&pixels[1]), load_pixel(&pixels[2]), load_pixel(&pixels[3])];
            let pixels = _mm512_inserti32x4::<1>(_mm512_castsi128_si512(a), b);
            let pixels = _mm512_inserti32x4::<3>(_mm512_inserti32x4::<2>(pixels, c), d);
            // Four channels of each pixel to each quarter, then each channel's together.
            let order = _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
            let bytes = _mm_setr_epi8(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
            let quads = _mm512_shuffle_epi8(permute(order, pixels), _mm512_broadcast_i32x4(bytes));
            _mm512_xor_si512(quads, _mm512_set1_epi8(i8::MIN ^ flip))
        }
    }

    #[inline(always)]
    fn filters(self, w: &[[i8; 32]; 2]) -> __m512i {
        // SAFETY: as above; the array has as many bytes as are read.
        unsafe { load::<_, 2>(w) }
    }
}

// SAFETY of every block below: an `Avx512` exists only where the processor has the instructions; loads and stores go through
// references of the size that they touch, which is that of `V` vectors of eight.
#[allow(clippy::undocumented_unsafe_blocks)]
impl<const V: usize> Wide<V> for Avx512 {
    type Weights = __m512i;
    type Sums = __m512i;
    type Scale = Scale;
    type Floats = __m512;

    #[inline(always)]
    fn weights(self, w: &[[i8; 32]; V]) -> __m512i {
        unsafe { load::<_, V>(w) }
    }

    #[inline(always)]
    fn sums(self, start: &[[i32; 8]; V]) -> __m512i {
        unsafe { load::<_, V>(start) }
    }

    #[inline(always)]
    fn dot(self, sums: __m512i, quad: __m512i, weights: __m512i) -> __m512i {
        unsafe { _mm512_dpbusd_epi32(sums, quad, weights) }
    }

    #[inline(always)]
    unsafe fn add_runs<const G: usize, const N: usize>(
        self,
        runs: &Runs<u8, [[i8; 32]; V], G, N>,
        sums: &mut [[__m512i; G]; N],
    ) -> bool {
        match runs.apart {
            Some(next) if V == 1 && G == 1 => unsafe { avx512_bytes::add_runs(runs, next, sums) },
            _ => return false,
        }
        true
    }

    #[inline(always)]
    fn dot_each(self, sums: __m512i, x: &__m512i, w: &__m512i) -> __m512i {
        unsafe { _mm512_dpbusd_epi32(sums, *x, *w) }
    }

    #[inline(always)]
    fn numbers(self, sums: __m512i) -> [[i32; 8]; V] {
        let mut numbers = [[0; 8]; V];
        unsafe { store(sums, &mut numbers) };
        numbers
    }

    #[inline(always)]
    fn add_multiple(self, sums: __m512i, x: i32, w: __m512i) -> __m512i {
        unsafe { _mm512_add_epi32(sums, _mm512_mullo_epi32(_mm512_set1_epi32(x), w)) }
    }

    #[inline(always)]
    fn scale(self, factors: &[Factors; V]) -> Scale {
        let (mut multiplier, mut round, mut right) = ([[0; 8]; V], [[0; 8]; V], [[0; 8]; V]);
        for v in 0..V {
            (multiplier[v], round[v], right[v]) = (factors[v].multiplier, factors[v].round, factors[v].right);
        }
        unsafe {
            let even = load::<_, V>(&multiplier);
            let odd = _mm512_srli_epi64::<32>(even);
            Scale { even, odd, round: load::<_, V>(&round), right: load::<_, V>(&right) }
        }
    }

    #[inline(always)]
    fn requantize<const SIGNED: bool>(self, sums: __m512i, s: &Scale) -> __m512i {
        unsafe {
            let high = _mm512_add_epi32(doubling_high_mul(sums, s.even, s.odd), s.round);
            let high = if SIGNED { _mm512_add_epi32(high, _mm512_srai_epi32::<31>(sums)) } else { high };
            _mm512_srav_epi32(high, s.right)
        }
    }

    #[inline(always)]
    fn round<const SIGNED: bool, const REST: bool>(
        self,
        sums: __m512i,
        &[scale, mut offset, rest]: &[__m512; 3],
    ) -> __m512i {
        unsafe {
            if SIGNED {
                let sign = _mm512_and_ps(_mm512_castsi512_ps(sums), _mm512_set1_ps(-0.0));
                offset = _mm512_or_ps(offset, sign);
            }
            let sums = _mm512_cvtepi32_ps(sums);
            if REST {
                offset = _mm512_fmadd_ps(sums, rest, offset);
            }
            _mm512_cvtps_epi32(_mm512_fmadd_ps(sums, scale, offset))
        }
    }

    #[inline(always)]
    fn scale_real(self, sums: __m512i, scale: &[[f64; 8]; V]) -> __m512i {
        unsafe {
            let low = _mm512_cvtepi32_pd(_mm512_castsi512_si256(sums));
            let high = _mm512_cvtepi32_pd(_mm512_extracti64x4_epi64::<1>(sums));
            let low = round_half_away(_mm512_mul_pd(low, _mm512_loadu_pd(scale[0].as_ptr())));
            let high = round_half_away(_mm512_mul_pd(high, _mm512_loadu_pd(scale[V - 1].as_ptr())));
            _mm512_inserti64x4::<1>(_mm512_castsi256_si512(low), high)
        }
    }

    #[inline(always)]
    fn narrow<const G: usize>(self, x: [__m512i; G], offset: Option<i16>, bounds: (i8, i8)) -> [[[i8; 8]; V]; G] {
        let mut y = [[[0; 8]; V]; G];
        if V == 2 && G.is_multiple_of(4) {
            for g in (0..G).step_by(4) {
                unsafe {
                    let bytes = narrow_four([x[g], x[g + 1], x[g + 2], x[g + 3]], offset, bounds);
                    _mm512_storeu_si512(y.as_mut_ptr().add(g).cast(), bytes);
                }
            }
        } else if V == 2 && G == 2 {
            unsafe { _mm256_storeu_si256(y.as_mut_ptr().cast(), narrow_two([x[0], x[1]], offset, bounds)) };
        } else {
            for g in 0..G {
                unsafe {
                    let bytes = narrow_one(x[g], offset.unwrap_or(0), bounds);
                    match V {
                        1 => _mm_storel_epi64(y[g].as_mut_ptr().cast(), bytes),
                        _ => _mm_storeu_si128(y[g].as_mut_ptr().cast(), bytes),
                    }
                };
            }
        }
        y
    }

    #[inline(always)]
    fn floats(self, x: &[[f32; 8]; V]) -> __m512 {
        unsafe { _mm512_castsi512_ps(load::<_, V>(x)) }
    }

    #[inline(always)]
    fn float_bits(self, x: &[[i32; 8]; V]) -> __m512 {
        unsafe { _mm512_castsi512_ps(load::<_, V>(x)) }
    }

    #[inline(always)]
    fn multiply_add(self, sums: __m512, x: f32, w: __m512) -> __m512 {
        unsafe { _mm512_fmadd_ps(_mm512_set1_ps(x), w, sums) }
    }

    #[inline(always)]
    unsafe fn add_float_runs<const G: usize, const N: usize>(
        self,
        runs: &Runs<f32, [[f32; 8]; V], G, N>,
        sums: &mut [[__m512; G]; N],
    ) -> bool {
        match runs.apart {
            Some(next) if G == 1 => unsafe { avx512_floats::add_runs(runs, next, sums) },
            _ => return false,
        }
        true
    }

    #[inline(always)]
    fn multiply_add_each(self, sums: __m512, x: __m512, w: __m512) -> __m512 {
        unsafe { _mm512_fmadd_ps(x, w, sums) }
    }

    #[inline(always)]
    fn real(self, sums: __m512i) -> __m512 {
        unsafe { _mm512_cvtepi32_ps(sums) }
    }

    #[inline(always)]
    fn multiply(self, x: __m512, y: __m512) -> __m512 {
        unsafe { _mm512_mul_ps(x, y) }
    }

    #[inline(always)]
    fn add(self, x: __m512, y: __m512) -> __m512 {
        unsafe { _mm512_add_ps(x, y) }
    }

    #[inline(always)]
    fn float_numbers(self, x: __m512) -> [[f32; 8]; V] {
        let mut y = [[0.0; 8]; V];
        unsafe { store(_mm512_castps_si512(x), &mut y) };
        y
    }

    #[inline(always)]
    fn within(self, sums: __m512, (min, max): (f32, f32)) -> [[f32; 8]; V] {
        let mut y = [[0.0; 8]; V];
        unsafe {
            // Both give their second operand where one is NaN.
            let x = _mm512_min_ps(_mm512_set1_ps(max), _mm512_max_ps(_mm512_set1_ps(min), sums));
            store(_mm512_castps_si512(x), &mut y);
        }
        y
    }
}

/// `_mm512_permutexvar_epi32`, which compilers take apart where parts of a vector come from memory.
#[inline]
#[target_feature(enable = "avx512f")]
fn permute(order: __m512i, x: __m512i) -> __m512i {
    let permuted;
    // SAFETY: nothing but registers is touched.
    unsafe {
        core::arch::asm!("vpermd {}, {}, {}", out(zmm_reg) permuted, in(zmm_reg) order, in(zmm_reg) x,
            options(pure, nomem, nostack, preserves_flags));
    }
    permuted
}

/// One vector of 32 bytes in the lower half, or two.
#[inline(always)]
pub(super) unsafe fn load<T, const V: usize>(x: *const [T; V]) -> __m512i {
    const { assert!(size_of::<T>() == 32 && (V == 1 || V == 2)) };
    // SAFETY: the caller has AVX-512 and as many bytes as are read.
    unsafe {
        match V {
            1 => _mm512_zextsi256_si512(_mm256_loadu_si256(x.cast())),
            _ => _mm512_loadu_si512(x.cast()),
        }
    }
}

/// The lower half, or all. What compilers make of this never goes to memory if it is read again; masks would have it wait there.
#[inline(always)]
unsafe fn store<T, const V: usize>(x: __m512i, y: &mut [T; V]) {
    const { assert!(size_of::<T>() == 32 && (V == 1 || V == 2)) };
    // SAFETY: the caller has AVX-512; the reference is to as many bytes as are written.
    unsafe {
        match V {
            1 => _mm256_storeu_si256(y.as_mut_ptr().cast(), _mm512_castsi512_si256(x)),
            _ => _mm512_storeu_si512(y.as_mut_ptr().cast(), x),
        }
    }
}

/// Sixteen numbers plus an offset, within bounds, as bytes.
#[inline(always)]
unsafe fn narrow_one(numbers: __m512i, offset: i16, (min, max): (i8, i8)) -> __m128i {
    let [min, max, offset] = [i32::from(min), i32::from(max), i32::from(offset)];
    // SAFETY: the caller has AVX-512.
    unsafe {
        // Bounds first, so that the offset cannot leave 32 bits.
        let numbers = _mm512_max_epi32(numbers, _mm512_set1_epi32(min - offset));
        let numbers = _mm512_min_epi32(numbers, _mm512_set1_epi32(max - offset));
        _mm512_cvtepi32_epi8(_mm512_add_epi32(numbers, _mm512_set1_epi32(offset)))
    }
}

/// Two vectors of numbers as [`narrow_one`] has them. What saturates on the way saturates to the bounds in the end.
#[inline(always)]
unsafe fn narrow_two([a, b]: [__m512i; 2], offset: Option<i16>, (min, max): (i8, i8)) -> __m256i {
    // SAFETY: the caller has AVX-512.
    unsafe {
        let wide = add_offset(_mm512_packs_epi32(a, b), offset);
        // Of every 128 bits: four numbers of `a`, four of `b`, and both again.
        let order = _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 0, 0, 0, 0, 0, 0, 0, 0);
        let bytes = _mm512_permutexvar_epi32(order, _mm512_packs_epi16(wide, wide));
        let bytes = _mm256_max_epi8(_mm512_castsi512_si256(bytes), _mm256_set1_epi8(min));
        _mm256_min_epi8(bytes, _mm256_set1_epi8(max))
    }
}

/// Plus an offset, if there is one, within 16 bits.
#[inline(always)]
pub(super) unsafe fn add_offset(numbers: __m512i, offset: Option<i16>) -> __m512i {
    match offset {
        // SAFETY: the caller has AVX-512.
        Some(offset) => unsafe { _mm512_adds_epi16(numbers, _mm512_set1_epi16(offset)) },
        None => numbers,
    }
}

/// Four vectors of numbers as [`narrow_one`] has them.
#[inline(always)]
unsafe fn narrow_four([a, b, c, d]: [__m512i; 4], offset: Option<i16>, (min, max): (i8, i8)) -> __m512i {
    // SAFETY: the caller has AVX-512.
    unsafe {
        let low = add_offset(_mm512_packs_epi32(a, b), offset);
        let high = add_offset(_mm512_packs_epi32(c, d), offset);
        // Of every 128 bits: four numbers of each.
        let order = _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        let bytes = _mm512_permutexvar_epi32(order, _mm512_packs_epi16(low, high));
        _mm512_min_epi8(_mm512_max_epi8(bytes, _mm512_set1_epi8(min)), _mm512_set1_epi8(max))
    }
}

/// The nearest integers, halves away from zero, within 32 bits.
#[inline(always)]
unsafe fn round_half_away(x: __m512d) -> __m256i {
    // SAFETY: the caller has AVX-512.
    unsafe {
        let limit = f64::from(i32::MAX);
        let x = _mm512_min_pd(_mm512_max_pd(x, _mm512_set1_pd(-limit - 1.0)), _mm512_set1_pd(limit));
        let whole = _mm512_roundscale_pd::<{ _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC }>(x);
        let rest = _mm512_abs_pd(_mm512_sub_pd(x, whole));
        let up = _mm512_cmp_pd_mask::<_CMP_GE_OQ>(rest, _mm512_set1_pd(0.5));
        let one = _mm512_or_pd(_mm512_and_pd(_mm512_set1_pd(-0.0), x), _mm512_set1_pd(1.0));
        _mm512_cvttpd_epi32(_mm512_mask_add_pd(whole, up, whole, one))
    }
}

/// `(a * b + 2^30) >> 31`, of 32-bit lanes; `odd` holds the odd lanes of `even` in even places.
#[inline(always)]
unsafe fn doubling_high_mul(a: __m512i, even: __m512i, odd: __m512i) -> __m512i {
    // SAFETY: the caller has AVX-512.
    unsafe {
        let round = _mm512_set1_epi64(1 << 30);
        let even = _mm512_add_epi64(_mm512_mul_epi32(a, even), round);
        let odd = _mm512_add_epi64(_mm512_mul_epi32(_mm512_srli_epi64::<32>(a), odd), round);
        _mm512_mask_blend_epi32(0b1010_1010_1010_1010, _mm512_srli_epi64::<31>(even), _mm512_slli_epi64::<1>(odd))
    }
}
