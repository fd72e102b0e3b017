//! The vocabulary in plain Rust, in a form that compilers vectorize.

use super::{Factors, Isa, Stream, Task, Words, apart, array_of};
use crate::kernel::{Fma, Single, round_half_away};

/// What every processor has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Portable;

impl Fma for Portable {}

impl Stream for Portable {
    #[inline(always)]
    fn vectorize<T: Task>(self, task: T) {
        apart(task);
    }
}

impl Words for Portable {
    #[inline(always)]
    fn prepare_words(self, x: &[i16], steps: &mut [i16]) {
        steps.iter_mut().zip(x).for_each(|(step, x)| *step = *x);
    }

    #[inline(always)]
    fn splat_word(self, x: i16) -> i16 {
        x
    }
}

impl Isa for Portable {
    /// Widened, as products of 16 bits are what SSE2 has.
    type Step = i16;
    type Quad = [i16; 4];
    /// (x0, x1) and (x2, x3) of each channel.
    type Quads = [[i16; 16]; 2];
    type Weights = [[i8; 4]; 8];
    type Sums = [i32; 8];
    type Scale = Factors;
    type Floats = [f32; 8];

    const ELEMENTS: usize = 1;
    const UNROLLED: bool = false;

    #[inline(always)]
    fn steps(self, scratch: &mut [u64]) -> &mut [i16] {
        // SAFETY: four are as long as `u64` and less aligned, and any bytes are a value.
        unsafe { core::slice::from_raw_parts_mut(scratch.as_mut_ptr().cast(), scratch.len() * 4) }
    }

    #[inline(always)]
    fn prepare(self, x: &[i8], flip: i8, steps: &mut [i16]) {
        steps.iter_mut().zip(x).for_each(|(step, x)| *step = (*x ^ flip).into());
    }

    #[inline(always)]
    fn splat(self, x: i8) -> i16 {
        x.into()
    }

    #[inline(always)]
    unsafe fn quad(self, from: *const i16) -> [i16; 4] {
        // SAFETY: as the caller says; arrays are aligned as their elements.
        unsafe { *from.cast() }
    }

    #[inline(always)]
    fn quad_of(self, x: [i8; 4], flip: i8) -> [i16; 4] {
        array_of!(4, |i| i16::from(x[i] ^ flip))
    }

    #[inline(always)]
    fn weights(self, w: &[i8; 32]) -> [[i8; 4]; 8] {
        let (quads, _) = w.as_chunks::<4>();
        let mut weights = [[0; 4]; 8];
        weights.iter_mut().zip(quads).for_each(|(weight, quad)| *weight = *quad);
        weights
    }

    #[inline(always)]
    fn sums(self, start: &[i32; 8]) -> [i32; 8] {
        *start
    }

    #[inline(always)]
    fn dot(self, mut sums: [i32; 8], quad: [i16; 4], weights: [[i8; 4]; 8]) -> [i32; 8] {
        for (sum, w) in sums.iter_mut().zip(weights) {
            let products = quad.iter().zip(w).map(|(&x, w)| i32::from(x) * i32::from(w));
            *sum = products.fold(*sum, i32::wrapping_add);
        }
        sums
    }

    #[inline(always)]
    fn interleave(self, [a, b, c, d]: [[i8; 16]; 4], flip: i8) -> [[[i16; 16]; 2]; 2] {
        let mut quads = [[[0; 16]; 2]; 2];
        for channel in 0..16 {
            let [first, second] = &mut quads[channel / 8];
            let at = channel % 8 * 2;
            (first[at], first[at + 1]) = ((a[channel] ^ flip).into(), (b[channel] ^ flip).into());
            (second[at], second[at + 1]) = ((c[channel] ^ flip).into(), (d[channel] ^ flip).into());
        }
        quads
    }

    #[inline(always)]
    fn filters(self, w: &[i8; 32]) -> [[i16; 16]; 2] {
        let mut quads = [[0; 16]; 2];
        for (i, &[a, b, c, d]) in w.as_chunks::<4>().0.iter().enumerate() {
            (quads[0][i * 2], quads[0][i * 2 + 1]) = (a.into(), b.into());
            (quads[1][i * 2], quads[1][i * 2 + 1]) = (c.into(), d.into());
        }
        quads
    }

    #[inline(always)]
    fn dot_each(self, mut sums: [i32; 8], x: &[[i16; 16]; 2], w: &[[i16; 16]; 2]) -> [i32; 8] {
        add_products(&mut sums, x, w);
        sums
    }

    #[inline(always)]
    fn numbers(self, sums: [i32; 8]) -> [i32; 8] {
        sums
    }

    #[inline(always)]
    fn add_multiple(self, mut sums: [i32; 8], x: i32, w: [i32; 8]) -> [i32; 8] {
        sums.iter_mut().zip(w).for_each(|(sum, w)| *sum = sum.wrapping_add(x.wrapping_mul(w)));
        sums
    }

    #[inline(always)]
    fn scale(self, factors: &Factors) -> Factors {
        *factors
    }

    #[inline(always)]
    fn requantize<const SIGNED: bool>(self, mut sums: [i32; 8], scale: &Factors) -> [i32; 8] {
        let factors = scale.multiplier.iter().zip(scale.round.iter().zip(&scale.right));
        for (sum, (multiplier, (round, right))) in sums.iter_mut().zip(factors) {
            let high = ((i64::from(*sum) * i64::from(*multiplier) + (1 << 30)) >> 31) as i32;
            let sign = if SIGNED { *sum >> 31 } else { 0 };
            *sum = high.wrapping_add(*round).wrapping_add(sign).wrapping_shr(*right as u32);
        }
        sums
    }

    #[inline(always)]
    fn round<const SIGNED: bool, const REST: bool>(
        self,
        mut sums: [i32; 8],
        [scale, offset, rest]: &[[f32; 8]; 3],
    ) -> [i32; 8] {
        for i in 0..8 {
            sums[i] = Single { scale: scale[i], offset: offset[i], rest: rest[i] }.apply::<SIGNED>(sums[i]);
        }
        sums
    }

    #[inline(always)]
    fn scale_real(self, mut sums: [i32; 8], scale: &[f64; 8]) -> [i32; 8] {
        sums.iter_mut().zip(scale).for_each(|(sum, scale)| *sum = round_half_away(f64::from(*sum) * scale));
        sums
    }

    #[inline(always)]
    fn narrow<const V: usize>(self, numbers: [[i32; 8]; V], offset: i16, (min, max): (i8, i8)) -> [[i8; 8]; V] {
        let (min, max, offset) = (i32::from(min), i32::from(max), i32::from(offset));
        let mut y = [[0; 8]; V];
        for v in 0..V {
            y[v] = array_of!(8, |i| numbers[v][i].saturating_add(offset).max(min).min(max) as i8);
        }
        y
    }

    #[inline(always)]
    fn floats(self, x: &[f32; 8]) -> [f32; 8] {
        *x
    }

    #[inline(always)]
    fn float(self, x: f32) -> [f32; 8] {
        [x; 8]
    }

    #[inline(always)]
    fn multiply_add(self, mut sums: [f32; 8], x: [f32; 8], w: [f32; 8]) -> [f32; 8] {
        sums.iter_mut().zip(x).zip(w).for_each(|((sum, x), w)| *sum += x * w);
        sums
    }

    #[inline(always)]
    fn real(self, sums: [i32; 8]) -> [f32; 8] {
        array_of!(8, |i| sums[i] as f32)
    }

    #[inline(always)]
    fn multiply(self, mut x: [f32; 8], y: [f32; 8]) -> [f32; 8] {
        x.iter_mut().zip(y).for_each(|(x, y)| *x *= y);
        x
    }

    #[inline(always)]
    fn add(self, mut x: [f32; 8], y: [f32; 8]) -> [f32; 8] {
        x.iter_mut().zip(y).for_each(|(x, y)| *x += y);
        x
    }

    #[inline(always)]
    fn float_numbers(self, x: [f32; 8]) -> [f32; 8] {
        x
    }

    #[inline(always)]
    fn within(self, sums: [f32; 8], (min, max): (f32, f32)) -> [f32; 8] {
        array_of!(8, |i| {
            let x = if sums[i] < min { min } else { sums[i] };
            if x > max { max } else { x }
        })
    }
}

/// A function of its own, since compilers make vectors of it then.
#[inline(never)]
fn add_products(sums: &mut [i32; 8], x: &[[i16; 16]; 2], w: &[[i16; 16]; 2]) {
    for (x, w) in x.iter().zip(w) {
        let pairs = x.as_chunks::<2>().0.iter().zip(w.as_chunks::<2>().0);
        for (sum, ([a, b], [v, w])) in sums.iter_mut().zip(pairs) {
            *sum = sum.wrapping_add(i32::from(*a) * i32::from(*v) + i32::from(*b) * i32::from(*w));
        }
    }
}
