//! WebAssembly with `relaxed-simd`.
//!
//! `i32x4.relaxed_dot_i8x16_i7x16_add_s` adds four products of bytes to a sum: `sdot`, `vpdpbusd` or a few instructions, as the
//! processor has it. What it gives is up to the engine, unless the second factors are within 0..=127 and no two neighbouring products
//! leave 16 bits. So an activation plus 128 is taken apart, `16 * high + low`, both of four bits: two products are between
//! -15 * 128 * 2 and 15 * 127 * 2, the same everywhere. Tiles meet all upper halves first; 16 times these sums are what the lower
//! ones begin with.

use super::wasm::{Scale, interleave};
use super::{Factors, Isa, Level, Runs, Simd128, Stream, Task, apart, array_of};
use crate::kernel::Fma;
use core::arch::wasm32::*;
use core::hint::black_box;

/// Proof that the module has the instructions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Relaxed(Simd128);

impl Relaxed {
    #[inline(always)]
    pub(crate) fn detect() -> Option<Self> {
        if super::level() == Level::RelaxedSimd { Simd128::detect().map(Relaxed) } else { None }
    }

    /// Wherever this module is: what engines make of the instructions is a matter of time only.
    #[cfg(test)]
    pub(crate) fn available() -> Option<Self> {
        Simd128::available().map(Relaxed)
    }
}

/// Whether the engine has an instruction for the dot product of four bytes: it keeps all bits of sums of any bytes, of which the
/// second ones are signed or unsigned. Elsewhere it takes several instructions, and two of them longer than what `simd128` has. That
/// leaves out V8 11 on x86-64 too, whose first compiler adds to wrong sums.
#[cold]
#[inline(never)]
pub(super) fn is_whole() -> bool {
    const START: [i32; 4] = [1, 2, 3, 4];
    let (lowest, x, start) = black_box(([i8::MIN; 16], [[i8::MIN; 4], [-1; 4], [1; 4], [127; 4]], START));
    let mut sums = [0; 4];
    // SAFETY: the arrays have as many bytes as are read and written.
    unsafe {
        let (w, x) = (v128_load(lowest.as_ptr().cast()), v128_load(x.as_ptr().cast()));
        let added = i32x4_relaxed_dot_i8x16_i7x16_add(w, x, v128_load(start.as_ptr().cast()));
        v128_store(sums.as_mut_ptr().cast(), added);
    }
    let products = |x: [i32; 4]| array_of!(4, |i| START[i] - 4 * 128 * x[i]);
    sums == products([-128, -1, 1, 127]) || sums == products([128, 255, 1, 127])
}

/// Loops over numbers are left to the compiler, which does not make vectors of `relaxed_madd`.
impl Fma for Relaxed {}

impl Stream for Relaxed {
    #[inline(always)]
    fn vectorize<T: Task>(self, task: T) {
        apart(task);
    }
}

/// The upper and the lower halves of a quad.
type Halves = [u32; 2];
const HIGH: usize = 0;
const LOW: usize = 1;

impl Isa for Relaxed {
    type Step = Halves;
    type Quad = Halves;
    type Quads = <Simd128 as Isa>::Quads;
    /// As they lie: channels 0 to 3 and 4 to 7.
    type Weights = [v128; 2];
    type Sums = [v128; 2];
    type Scale = Scale;
    type Floats = [v128; 2];

    const BIASED: bool = true;
    // Tiles of four patches: the sums of eight channels, weights and a quad leave some of 16 registers to the engine, which keeps
    // sums of six in memory.

    #[inline(always)]
    fn steps(self, scratch: &mut [u64]) -> &mut [Halves] {
        Isa::steps(self.0, scratch)
    }

    #[inline(always)]
    fn prepare(self, x: &[i8], flip: i8, steps: &mut [Halves]) {
        let (pieces, x) = x.as_chunks::<16>();
        let (whole, _) = steps.as_chunks_mut::<4>();
        let done = pieces.len().min(whole.len());
        for (x, steps) in pieces.iter().zip(whole) {
            *steps = halves_of_16(x, flip);
        }
        let Some(steps) = steps.get_mut(4 * done..) else { return };
        let (whole, rest) = x.as_chunks::<4>();
        steps.iter_mut().zip(whole).for_each(|(step, x)| *step = self.quad_of(*x, flip));
        if let Some(step) = steps.get_mut(whole.len()) {
            let mut last = [0; 4];
            last.iter_mut().zip(rest).for_each(|(last, x)| *last = *x);
            *step = self.quad_of(last, flip);
        }
    }

    #[inline(always)]
    fn splat(self, x: i8) -> Halves {
        self.quad_of([x; 4], 0)
    }

    #[inline(always)]
    unsafe fn quad(self, from: *const Halves) -> Halves {
        // SAFETY: as the caller says.
        unsafe { *from }
    }

    #[inline(always)]
    fn quad_of(self, x: [i8; 4], flip: i8) -> Halves {
        let x = u32::from_ne_bytes(array_of!(4, |i| (x[i] ^ flip ^ i8::MIN) as u8));
        [x >> 4 & 0x0f0f_0f0f, x & 0x0f0f_0f0f]
    }

    #[inline(always)]
    fn weights(self, w: &[i8; 32]) -> [v128; 2] {
        // SAFETY: the array has as many bytes as are read.
        unsafe { [v128_load(w.as_ptr().cast()), v128_load(w.as_ptr().add(16).cast())] }
    }

    #[inline(always)]
    fn sums(self, start: &[i32; 8]) -> [v128; 2] {
        self.0.sums(start)
    }

    #[inline(always)]
    fn dot(self, sums: [v128; 2], quad: Halves, weights: [v128; 2]) -> [v128; 2] {
        let high = dot([i32x4_splat(0); 2], u32x4_splat(quad[HIGH]), weights);
        dot(add_16_times(sums, high), u32x4_splat(quad[LOW]), weights)
    }

    #[inline(always)]
    unsafe fn add_runs<const V: usize, const G: usize, const N: usize>(
        self,
        runs: &Runs<Halves, [[i8; 32]; V], G, N>,
        sums: &mut [[[[v128; 2]; V]; G]; N],
    ) -> bool {
        for g in 0..G {
            if N == 1 {
                for row in 0..runs.rows {
                    let steps = runs.steps[0].wrapping_add(row * runs.next.0);
                    let weights = runs.weights[g].wrapping_add(row * runs.next.1);
                    // SAFETY: as the caller says.
                    sums[0][g] = unsafe { add_run(sums[0][g], steps, weights, runs.len) };
                }
                continue;
            }
            for v in 0..V {
                let zero = [[i32x4_splat(0); 2]; N];
                // SAFETY: as the caller says.
                let high = unsafe { add_half::<HIGH, V, G, N>(runs, g, v, zero) };
                let both = array_of!(N, |n| add_16_times(sums[n][g][v], high[n]));
                // SAFETY: as the caller says.
                let both = unsafe { add_half::<LOW, V, G, N>(runs, g, v, both) };
                for n in 0..N {
                    sums[n][g][v] = both[n];
                }
            }
        }
        true
    }

    #[inline(always)]
    unsafe fn dot_row<const V: usize, const G: usize>(
        self,
        mut sums: [[[v128; 2]; V]; G],
        quads: &[[i8; 4]],
        flip: i8,
        weights: *const [[i8; 32]; V],
        depth: usize,
    ) -> [[[v128; 2]; V]; G] {
        /// Quads that are taken apart at a time.
        const PIECE: usize = 64;
        let mut steps = [[0; 2]; PIECE];
        for (i, quads) in quads.chunks(PIECE).enumerate() {
            self.prepare(quads.as_flattened(), flip, &mut steps[..quads.len()]);
            for g in 0..G {
                // SAFETY: as the caller says.
                sums[g] = unsafe {
                    add_run(sums[g], steps.as_ptr(), weights.wrapping_add(g * depth + i * PIECE), quads.len())
                };
            }
        }
        sums
    }

    /// Depthwise filters meet 16-bit numbers, as with `simd128`: there are few products to a sum.
    #[inline(always)]
    fn interleave(self, pixels: [[i8; 16]; 4], flip: i8) -> [Self::Quads; 2] {
        interleave::<true>(pixels, flip)
    }

    #[inline(always)]
    fn filters(self, w: &[i8; 32]) -> Self::Quads {
        self.0.filters(w)
    }

    #[inline(always)]
    fn dot_each(self, sums: [v128; 2], x: &Self::Quads, w: &Self::Quads) -> [v128; 2] {
        self.0.dot_each(sums, x, w)
    }

    #[inline(always)]
    fn numbers(self, sums: [v128; 2]) -> [i32; 8] {
        self.0.numbers(sums)
    }

    #[inline(always)]
    fn add_multiple(self, sums: [v128; 2], x: i32, w: [v128; 2]) -> [v128; 2] {
        self.0.add_multiple(sums, x, w)
    }

    #[inline(always)]
    fn scale(self, factors: &Factors) -> Scale {
        self.0.scale(factors)
    }

    #[inline(always)]
    fn requantize<const SIGNED: bool>(self, sums: [v128; 2], scale: &Scale) -> [v128; 2] {
        self.0.requantize::<SIGNED>(sums, scale)
    }

    #[inline(always)]
    fn round<const SIGNED: bool, const REST: bool>(self, sums: [v128; 2], form: &[[v128; 2]; 3]) -> [v128; 2] {
        self.0.round::<SIGNED, REST>(sums, form)
    }

    #[inline(always)]
    fn scale_real(self, sums: [v128; 2], scale: &[f64; 8]) -> [v128; 2] {
        self.0.scale_real(sums, scale)
    }

    #[inline(always)]
    fn narrow<const V: usize>(self, numbers: [[v128; 2]; V], offset: i16, bounds: (i8, i8)) -> [[i8; 8]; V] {
        self.0.narrow(numbers, offset, bounds)
    }

    #[inline(always)]
    fn floats(self, x: &[f32; 8]) -> [v128; 2] {
        self.0.floats(x)
    }

    #[inline(always)]
    fn float(self, x: f32) -> [v128; 2] {
        self.0.float(x)
    }

    /// Rounded once or twice, as the engine has it.
    #[inline(always)]
    fn multiply_add(self, sums: [v128; 2], x: [v128; 2], w: [v128; 2]) -> [v128; 2] {
        [f32x4_relaxed_madd(x[0], w[0], sums[0]), f32x4_relaxed_madd(x[1], w[1], sums[1])]
    }

    #[inline(always)]
    fn real(self, sums: [v128; 2]) -> [v128; 2] {
        self.0.real(sums)
    }

    #[inline(always)]
    fn multiply(self, x: [v128; 2], y: [v128; 2]) -> [v128; 2] {
        self.0.multiply(x, y)
    }

    #[inline(always)]
    fn add(self, x: [v128; 2], y: [v128; 2]) -> [v128; 2] {
        Isa::add(self.0, x, y)
    }

    #[inline(always)]
    fn float_numbers(self, x: [v128; 2]) -> [f32; 8] {
        Isa::float_numbers(self.0, x)
    }

    /// With selections of bits: some compilers make minima of comparisons that lose NaN where `relaxed-simd` is on.
    #[inline(always)]
    fn within(self, sums: [v128; 2], (min, max): (f32, f32)) -> [f32; 8] {
        let (mut y, min, max) = ([0.0; 8], f32x4_splat(min), f32x4_splat(max));
        let bounded = |x| {
            let x = v128_bitselect(min, x, f32x4_lt(x, min));
            v128_bitselect(max, x, f32x4_gt(x, max))
        };
        // SAFETY: the array has as many bytes as are written.
        unsafe {
            v128_store(y.as_mut_ptr().cast(), bounded(sums[0]));
            v128_store(y.as_mut_ptr().add(4).cast(), bounded(sums[1]));
        }
        y
    }
}

/// Four quads taken apart.
#[inline(always)]
fn halves_of_16(x: &[i8; 16], flip: i8) -> [Halves; 4] {
    let mut steps = [[0; 2]; 4];
    // SAFETY: the arrays have as many bytes as are read and written.
    unsafe {
        let x = v128_xor(v128_load(x.as_ptr().cast()), i8x16_splat(flip ^ i8::MIN));
        let (high, low) = (u8x16_shr(x, 4), v128_and(x, i8x16_splat(15)));
        v128_store(steps.as_mut_ptr().cast(), i32x4_shuffle::<0, 4, 1, 5>(high, low));
        v128_store(steps.as_mut_ptr().add(2).cast(), i32x4_shuffle::<2, 6, 3, 7>(high, low));
    }
    steps
}

/// Adds the products of halves with eight channels' weights.
#[inline(always)]
fn dot([low, high]: [v128; 2], x: v128, w: [v128; 2]) -> [v128; 2] {
    [i32x4_relaxed_dot_i8x16_i7x16_add(w[0], x, low), i32x4_relaxed_dot_i8x16_i7x16_add(w[1], x, high)]
}

/// Sums of lower halves plus 16 times those of upper ones.
#[inline(always)]
fn add_16_times(low: [v128; 2], high: [v128; 2]) -> [v128; 2] {
    [i32x4_add(low[0], i32x4_shl(high[0], 4)), i32x4_add(low[1], i32x4_shl(high[1], 4))]
}

/// Adds the products of half `H` of a tile's runs with the weights of panel `g`, its channels from `8 * v`.
///
/// # Safety
/// All steps and weights of the runs are there.
#[inline(always)]
unsafe fn add_half<const H: usize, const V: usize, const G: usize, const N: usize>(
    runs: &Runs<Halves, [[i8; 32]; V], G, N>,
    g: usize,
    v: usize,
    mut sums: [[v128; 2]; N],
) -> [[v128; 2]; N] {
    for row in 0..runs.rows {
        let (x, w) = (row * runs.next.0, row * runs.next.1);
        for k in 0..runs.len {
            // SAFETY: as the caller says.
            unsafe {
                let weights = runs.weights[g].wrapping_add(w + k).cast::<v128>().wrapping_add(2 * v);
                let weights = [v128_load(weights), v128_load(weights.wrapping_add(1))];
                for n in 0..N {
                    let x = runs.steps[n].wrapping_add(x + k).cast::<u32>().wrapping_add(H);
                    sums[n] = dot(sums[n], v128_load32_splat(x), weights);
                }
            }
        }
    }
    sums
}

/// Adds the products of one patch's run with a panel.
///
/// # Safety
/// There are `len` steps and weights.
#[inline(always)]
unsafe fn add_run<const V: usize>(
    mut sums: [[v128; 2]; V],
    steps: *const Halves,
    weights: *const [[i8; 32]; V],
    len: usize,
) -> [[v128; 2]; V] {
    let mut high = [[i32x4_splat(0); 2]; V];
    for k in 0..len {
        // SAFETY: as the caller says.
        unsafe {
            let x = steps.wrapping_add(k).cast::<u32>();
            let x = [v128_load32_splat(x.wrapping_add(HIGH)), v128_load32_splat(x.wrapping_add(LOW))];
            for v in 0..V {
                let weights = weights.wrapping_add(k).cast::<v128>().wrapping_add(2 * v);
                let weights = [v128_load(weights), v128_load(weights.wrapping_add(1))];
                high[v] = dot(high[v], x[HIGH], weights);
                sums[v] = dot(sums[v], x[LOW], weights);
            }
        }
    }
    for v in 0..V {
        sums[v] = add_16_times(sums[v], high[v]);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEN: usize = 700;

    /// Runs of the same activation and weight, whose sums are as large as can be, or of all bytes.
    fn check<const N: usize>(isa: Relaxed, x: impl Fn(usize) -> i8, w: impl Fn(usize) -> i8) {
        let (mut steps, all) = ([[0; 2]; LEN], array_of!({ 4 * LEN - 1 }, |i| x(i)));
        isa.prepare(&all, 0, &mut steps);
        let weights =
            array_of!(LEN, |k| [array_of!(32, |i| if k == LEN - 1 && i % 4 == 3 { 0 } else { w(32 * k + i) }); 2]);
        let start = [i32::MAX, 0, -1, 5, i32::MIN, 7, 8, -9];
        let mut sums = [[[isa.sums(&start); 2]]; N];
        let (from, with) = ([steps.as_ptr(); N], [weights.as_ptr()]);
        let runs = Runs { steps: from, apart: None, weights: with, rows: 1, len: LEN, next: (0, 0) };
        // SAFETY: there are as many steps and weights.
        assert!(unsafe { isa.add_runs(&runs, &mut sums) });
        for (channel, start) in start.into_iter().enumerate() {
            let product = |i: usize| {
                let (x, w) = (i32::from(all[i]) + 128, weights[i / 4][0][4 * channel + i % 4]);
                x * i32::from(w)
            };
            let expected = (0..all.len()).fold(start, |sum, i| sum.wrapping_add(product(i)));
            for [patch] in sums {
                let numbers = [isa.numbers(patch[0])[channel], isa.numbers(patch[1])[channel]];
                assert_eq!(numbers, [expected; 2]);
            }
        }
    }

    #[test]
    fn halves_add_up() {
        let isa = Relaxed(Simd128::available().unwrap());
        for (x, w) in [(-128, -128), (-128, 127), (127, -128), (127, 127), (0, -128), (-1, 127)] {
            check::<1>(isa, |_| x, |_| w);
            check::<4>(isa, |_| x, |_| w);
        }
        check::<1>(isa, |i| i as i8, |i| (i * 7 + i / 256) as i8);
        check::<4>(isa, |i| (i * 5) as i8, |i| (i * i) as i8);
    }
}
