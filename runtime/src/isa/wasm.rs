//! WebAssembly with `simd128`.
//!
//! As on AVX2, 16-bit numbers are multiplied and neighbouring products added (`i32x4.dot_i16x8_s`): a quad of activations is kept
//! widened as (x0, x2), (x1, x3), because the weights of a quad come apart into (w0, w2) and (w1, w3) by shifts within 16-bit
//! lanes.

use super::{Factors, Isa, Level, Stream, Task, Words, apart, array_of};
use crate::kernel::Fma;
use core::arch::wasm32::*;

/// Whether there are vectors is settled when a module is compiled: there is no other way to find out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Simd128(());

impl Simd128 {
    #[inline(always)]
    pub(crate) fn detect() -> Option<Self> {
        (super::level() >= Level::Simd128).then_some(Simd128(()))
    }

    /// Wherever this module is, whatever the user allows.
    #[cfg(test)]
    pub(crate) fn available() -> Option<Self> {
        Some(Simd128(()))
    }
}

/// How a vector of channels is requantized.
#[derive(Clone, Copy)]
pub(crate) struct Scale {
    multiplier: [v128; 2],
    round: [v128; 2],
    /// `2^(31 - right)`: a product with it, less 31 bits, is a shift to the right that each lane has for itself.
    shift: [v128; 2],
}

impl Fma for Simd128 {}

impl Stream for Simd128 {
    #[inline(always)]
    fn vectorize<T: Task>(self, task: T) {
        apart(task);
    }
}

impl Words for Simd128 {
    #[inline(always)]
    fn prepare_words(self, x: &[i16], quads: &mut [[u32; 2]]) {
        let (whole, rest) = x.as_chunks::<4>();
        quads.iter_mut().zip(whole).for_each(|(quad, x)| *quad = quad_of_words(*x));
        if let Some(quad) = quads.get_mut(whole.len()) {
            let mut last = [0; 4];
            last.iter_mut().zip(rest).for_each(|(last, x)| *last = *x);
            *quad = quad_of_words(last);
        }
    }

    #[inline(always)]
    fn splat_word(self, x: i16) -> [u32; 2] {
        quad_of_words([x; 4])
    }
}

impl Isa for Simd128 {
    type Step = [u32; 2];
    type Quad = [u32; 2];
    /// As weights.
    type Quads = [[v128; 2]; 2];
    /// For channels 0 to 3 and 4 to 7: (w0, w2), (w1, w3).
    type Weights = [[v128; 2]; 2];
    type Sums = [v128; 2];
    type Scale = Scale;
    type Floats = [v128; 2];

    #[inline(always)]
    fn steps(self, scratch: &mut [u64]) -> &mut [[u32; 2]] {
        // SAFETY: `[u32; 2]` is as long as `u64` and no more aligned, and any bytes are a value of it.
        unsafe { core::slice::from_raw_parts_mut(scratch.as_mut_ptr().cast(), scratch.len()) }
    }

    #[inline(always)]
    fn prepare(self, x: &[i8], flip: i8, quads: &mut [[u32; 2]]) {
        let (whole, rest) = x.as_chunks::<4>();
        quads.iter_mut().zip(whole).for_each(|(quad, x)| *quad = self.quad_of(*x, flip));
        if let Some(quad) = quads.get_mut(whole.len()) {
            let mut last = [0; 4];
            last.iter_mut().zip(rest).for_each(|(last, x)| *last = *x);
            *quad = self.quad_of(last, flip);
        }
    }

    #[inline(always)]
    fn splat(self, x: i8) -> [u32; 2] {
        widened([x; 4])
    }

    #[inline(always)]
    unsafe fn quad(self, from: *const [u32; 2]) -> [u32; 2] {
        // SAFETY: as the caller says.
        unsafe { *from }
    }

    #[inline(always)]
    fn quad_of(self, x: [i8; 4], flip: i8) -> [u32; 2] {
        widened(array_of!(4, |i| x[i] ^ flip))
    }

    #[inline(always)]
    fn weights(self, w: &[i8; 32]) -> [[v128; 2]; 2] {
        let apart = |w: v128| [i16x8_shr(i16x8_shl(w, 8), 8), i16x8_shr(w, 8)];
        // SAFETY: the array has as many bytes as are read.
        let (low, high) = unsafe { (v128_load(w.as_ptr().cast()), v128_load(w.as_ptr().add(16).cast())) };
        [apart(low), apart(high)]
    }

    #[inline(always)]
    fn sums(self, start: &[i32; 8]) -> [v128; 2] {
        load(start)
    }

    #[inline(always)]
    fn dot(self, [low, high]: [v128; 2], [even, odd]: [u32; 2], [w_low, w_high]: [[v128; 2]; 2]) -> [v128; 2] {
        let (even, odd) = (u32x4_splat(even), u32x4_splat(odd));
        let add =
            |sums, w: [v128; 2]| i32x4_add(i32x4_add(sums, i32x4_dot_i16x8(even, w[0])), i32x4_dot_i16x8(odd, w[1]));
        [add(low, w_low), add(high, w_high)]
    }

    #[inline(always)]
    fn interleave(self, pixels: [[i8; 16]; 4], flip: i8) -> [[[v128; 2]; 2]; 2] {
        interleave::<false>(pixels, flip)
    }

    #[inline(always)]
    fn filters(self, w: &[i8; 32]) -> [[v128; 2]; 2] {
        self.weights(w)
    }

    #[inline(always)]
    fn dot_each(self, sums: [v128; 2], x: &[[v128; 2]; 2], w: &[[v128; 2]; 2]) -> [v128; 2] {
        let add = |half: usize| {
            let sums = i32x4_add(sums[half], i32x4_dot_i16x8(x[half][0], w[half][0]));
            i32x4_add(sums, i32x4_dot_i16x8(x[half][1], w[half][1]))
        };
        [add(0), add(1)]
    }

    #[inline(always)]
    fn numbers(self, [low, high]: [v128; 2]) -> [i32; 8] {
        let mut numbers = [0; 8];
        // SAFETY: the array has as many bytes as are written.
        unsafe {
            v128_store(numbers.as_mut_ptr().cast(), low);
            v128_store(numbers.as_mut_ptr().add(4).cast(), high);
        }
        numbers
    }

    #[inline(always)]
    fn add_multiple(self, sums: [v128; 2], x: i32, w: [v128; 2]) -> [v128; 2] {
        let x = i32x4_splat(x);
        [i32x4_add(sums[0], i32x4_mul(x, w[0])), i32x4_add(sums[1], i32x4_mul(x, w[1]))]
    }

    #[inline(always)]
    fn scale(self, factors: &Factors) -> Scale {
        let shift = array_of!(8, |i| 1i32.wrapping_shl(31u32.wrapping_sub(factors.right[i] as u32)));
        Scale { multiplier: load(&factors.multiplier), round: load(&factors.round), shift: load(&shift) }
    }

    #[inline(always)]
    fn requantize<const SIGNED: bool>(self, sums: [v128; 2], scale: &Scale) -> [v128; 2] {
        let requantized = |half: usize| {
            let high = i32x4_add(high_product(sums[half], scale.multiplier[half], 1 << 30), scale.round[half]);
            let high = if SIGNED { i32x4_add(high, i32x4_shr(sums[half], 31)) } else { high };
            high_product(high, scale.shift[half], 0)
        };
        [requantized(0), requantized(1)]
    }

    #[inline(always)]
    fn round<const SIGNED: bool, const REST: bool>(self, sums: [v128; 2], form: &[[v128; 2]; 3]) -> [v128; 2] {
        let rounded = |half: usize| {
            let [scale, mut offset, rest] = array_of!(3, |i| form[i][half]);
            if SIGNED {
                offset = v128_or(offset, v128_and(sums[half], i32x4_splat(i32::MIN)));
            }
            let upper = |x| i64x2_shuffle::<1, 1>(x, x);
            let low = single(sums[half], [scale, offset, rest]);
            let high = single(upper(sums[half]), [upper(scale), upper(offset), upper(rest)]);
            i64x2_shuffle::<0, 2>(low, high)
        };
        [rounded(0), rounded(1)]
    }

    #[inline(always)]
    fn scale_real(self, sums: [v128; 2], scale: &[f64; 8]) -> [v128; 2] {
        let [a, b, c, d, e, f, g, h] = *scale;
        let scaled = |sums, low, high| {
            let low = round_half_away(f64x2_mul(f64x2_convert_low_i32x4(sums), low));
            let upper = i64x2_shuffle::<1, 1>(sums, sums);
            let high = round_half_away(f64x2_mul(f64x2_convert_low_i32x4(upper), high));
            i64x2_shuffle::<0, 2>(low, high)
        };
        [scaled(sums[0], f64x2(a, b), f64x2(c, d)), scaled(sums[1], f64x2(e, f), f64x2(g, h))]
    }

    #[inline(always)]
    fn narrow<const V: usize>(self, numbers: [[v128; 2]; V], offset: i16, (min, max): (i8, i8)) -> [[i8; 8]; V] {
        let mut y = [[0; 8]; V];
        for v in 0..V {
            // What saturates here saturates to the bounds in the end.
            let wide = i16x8_add_sat(i16x8_narrow_i32x4(numbers[v][0], numbers[v][1]), i16x8_splat(offset));
            let bytes = i8x16_min(i8x16_max(i8x16_narrow_i16x8(wide, wide), i8x16_splat(min)), i8x16_splat(max));
            // SAFETY: the array has as many bytes as are written.
            unsafe { v128_store64_lane::<0>(bytes, y[v].as_mut_ptr().cast()) };
        }
        y
    }

    #[inline(always)]
    fn floats(self, x: &[f32; 8]) -> [v128; 2] {
        // SAFETY: the array has as many bytes as are read.
        unsafe { [v128_load(x.as_ptr().cast()), v128_load(x.as_ptr().add(4).cast())] }
    }

    #[inline(always)]
    fn float(self, x: f32) -> [v128; 2] {
        [f32x4_splat(x); 2]
    }

    #[inline(always)]
    fn multiply_add(self, sums: [v128; 2], x: [v128; 2], w: [v128; 2]) -> [v128; 2] {
        [f32x4_add(sums[0], f32x4_mul(x[0], w[0])), f32x4_add(sums[1], f32x4_mul(x[1], w[1]))]
    }

    #[inline(always)]
    fn real(self, sums: [v128; 2]) -> [v128; 2] {
        [f32x4_convert_i32x4(sums[0]), f32x4_convert_i32x4(sums[1])]
    }

    #[inline(always)]
    fn multiply(self, x: [v128; 2], y: [v128; 2]) -> [v128; 2] {
        [f32x4_mul(x[0], y[0]), f32x4_mul(x[1], y[1])]
    }

    #[inline(always)]
    fn add(self, x: [v128; 2], y: [v128; 2]) -> [v128; 2] {
        [f32x4_add(x[0], y[0]), f32x4_add(x[1], y[1])]
    }

    #[inline(always)]
    fn float_numbers(self, x: [v128; 2]) -> [f32; 8] {
        let mut y = [0.0; 8];
        // SAFETY: the array has as many bytes as are written.
        unsafe {
            v128_store(y.as_mut_ptr().cast(), x[0]);
            v128_store(y.as_mut_ptr().add(4).cast(), x[1]);
        }
        y
    }

    #[inline(always)]
    fn within(self, sums: [v128; 2], (min, max): (f32, f32)) -> [f32; 8] {
        let mut y = [0.0; 8];
        // Both give their first operand where one is NaN.
        let bounded = |x| f32x4_pmin(f32x4_pmax(x, f32x4_splat(min)), f32x4_splat(max));
        // SAFETY: the array has as many bytes as are written.
        unsafe {
            v128_store(y.as_mut_ptr().cast(), bounded(sums[0]));
            v128_store(y.as_mut_ptr().add(4).cast(), bounded(sums[1]));
        }
        y
    }
}

/// Activations of four pixels side by side for each channel, with these bits flipped and 128 added or not.
#[inline(always)]
pub(super) fn interleave<const BIASED: bool>(pixels: [[i8; 16]; 4], flip: i8) -> [[[v128; 2]; 2]; 2] {
    let load = |pixel: &[i8; 16]| {
        // SAFETY: the array has as many bytes as are read.
        v128_xor(unsafe { v128_load(pixel.as_ptr().cast()) }, i8x16_splat(if BIASED { flip ^ i8::MIN } else { flip }))
    };
    let [a, b, c, d] = [load(&pixels[0]), load(&pixels[1]), load(&pixels[2]), load(&pixels[3])];
    let low = |a, b| i8x16_shuffle::<0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23>(a, b);
    let high = |a, b| i8x16_shuffle::<8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31>(a, b);
    let extended = |x| match BIASED {
        true => [i16x8_extend_low_u8x16(x), i16x8_extend_high_u8x16(x)],
        false => [i16x8_extend_low_i8x16(x), i16x8_extend_high_i8x16(x)],
    };
    let widened = |even, odd| {
        let ([even, even_high], [odd, odd_high]) = (extended(even), extended(odd));
        [[even, odd], [even_high, odd_high]]
    };
    [widened(low(a, c), low(b, d)), widened(high(a, c), high(b, d))]
}

/// The lower two sums times their scales plus offsets, to the nearest. In double precision, since products and sums are not rounded
/// at once here.
#[inline(always)]
fn single(sums: v128, form: [v128; 3]) -> v128 {
    let [scale, offset, rest] = array_of!(3, |i| f64x2_promote_low_f32x4(form[i]));
    let product = f64x2_mul(f64x2_convert_low_i32x4(sums), f64x2_add(scale, rest));
    i32x4_trunc_sat_f64x2_zero(f64x2_nearest(f64x2_add(product, offset)))
}

#[inline(always)]
fn load(numbers: &[i32; 8]) -> [v128; 2] {
    // SAFETY: the array has as many bytes as are read.
    unsafe { [v128_load(numbers.as_ptr().cast()), v128_load(numbers.as_ptr().add(4).cast())] }
}

/// (x0, x2), (x1, x3) as 16-bit numbers.
#[inline(always)]
fn widened(x: [i8; 4]) -> [u32; 2] {
    quad_of_words(array_of!(4, |i| x[i].into()))
}

fn quad_of_words(x: [i16; 4]) -> [u32; 2] {
    let [x0, x1, x2, x3] = array_of!(4, |i| u32::from(x[i] as u16));
    [x0 | x2 << 16, x1 | x3 << 16]
}

/// `(a * b + round) >> 31`, of 32-bit lanes.
#[inline(always)]
fn high_product(a: v128, b: v128, round: i64) -> v128 {
    let round = i64x2_splat(round);
    let low = i64x2_shr(i64x2_add(i64x2_extmul_low_i32x4(a, b), round), 31);
    let high = i64x2_shr(i64x2_add(i64x2_extmul_high_i32x4(a, b), round), 31);
    i32x4_shuffle::<0, 2, 4, 6>(low, high)
}

/// The nearest integers, halves away from zero, within 32 bits; in the lower half.
#[inline(always)]
fn round_half_away(x: v128) -> v128 {
    let whole = f64x2_trunc(x);
    let up = f64x2_ge(f64x2_abs(f64x2_sub(x, whole)), f64x2_splat(0.5));
    let one = v128_or(v128_and(x, f64x2_splat(-0.0)), f64x2_splat(1.0));
    i32x4_trunc_sat_f64x2_zero(f64x2_add(whole, v128_and(up, one)))
}
