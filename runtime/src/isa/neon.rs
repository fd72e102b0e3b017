//! aarch64: NEON.
//!
//! A product of 16-bit numbers with one of them in every lane is added to 32-bit sums in one instruction (`smlal` by element), so
//! a quad of activations is kept widened, and the weights of a quad come apart into four vectors of channels.

use super::{Factors, Isa, LOOK_UP, Level, Stream, Task, Words, apart, array_of};
use crate::kernel::Fma;
use core::arch::aarch64::*;

/// Proof that kernels may use NEON.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Neon(());

impl Neon {
    #[inline(always)]
    pub(crate) fn detect() -> Option<Self> {
        (super::level() >= Level::Neon).then_some(Neon(()))
    }

    /// Whatever the user allows.
    #[cfg(test)]
    pub(crate) fn available() -> Option<Self> {
        Some(Neon(()))
    }
}

/// How a vector of channels is requantized.
#[derive(Clone, Copy)]
pub(crate) struct Scale {
    multiplier: [int32x4_t; 2],
    round: [int32x4_t; 2],
    /// Shifts to the left.
    left: [int32x4_t; 2],
}

/// What is the same with and without dot products.
macro_rules! vectors {
    () => {
        type Sums = [int32x4_t; 2];
        type Scale = $crate::isa::neon::Scale;
        type Floats = [float32x4_t; 2];

        #[inline(always)]
        fn sums(self, start: &[i32; 8]) -> [int32x4_t; 2] {
            $crate::isa::neon::load(start)
        }

        #[inline(always)]
        fn numbers(self, sums: [int32x4_t; 2]) -> [i32; 8] {
            let mut numbers = [0; 8];
            // SAFETY: the array has as many bytes as are written.
            unsafe { vst1q_s32_x2(numbers.as_mut_ptr(), int32x4x2_t(sums[0], sums[1])) };
            numbers
        }

        #[inline(always)]
        fn add_multiple(self, sums: [int32x4_t; 2], x: i32, w: [int32x4_t; 2]) -> [int32x4_t; 2] {
            // SAFETY: the target has NEON.
            unsafe { [vmlaq_n_s32(sums[0], w[0], x), vmlaq_n_s32(sums[1], w[1], x)] }
        }

        #[inline(always)]
        fn scale(self, factors: &$crate::isa::Factors) -> Self::Scale {
            $crate::isa::neon::scale(factors)
        }

        #[inline(always)]
        fn requantize<const SIGNED: bool>(self, sums: [int32x4_t; 2], scale: &Self::Scale) -> [int32x4_t; 2] {
            $crate::isa::array_of!(2, |half| $crate::isa::neon::requantize::<SIGNED>(sums[half], scale, half))
        }

        #[inline(always)]
        fn round<const SIGNED: bool, const REST: bool>(
            self,
            sums: [int32x4_t; 2],
            form: &[[float32x4_t; 2]; 3],
        ) -> [int32x4_t; 2] {
            $crate::isa::array_of!(2, |half| {
                $crate::isa::neon::round::<SIGNED, REST>(sums[half], [form[0][half], form[1][half], form[2][half]])
            })
        }

        #[inline(always)]
        fn scale_real(self, [low, high]: [int32x4_t; 2], scale: &[f64; 8]) -> [int32x4_t; 2] {
            let [a, b, c, d, e, f, g, h] = *scale;
            let (low, high) = ((low, [a, b, c, d]), (high, [e, f, g, h]));
            [$crate::isa::neon::scale_real(low.0, &low.1), $crate::isa::neon::scale_real(high.0, &high.1)]
        }

        #[inline(always)]
        fn narrow<const V: usize>(
            self,
            numbers: [[int32x4_t; 2]; V],
            offset: i16,
            (min, max): (i8, i8),
        ) -> [[i8; 8]; V] {
            let mut y = [[0; 8]; V];
            for v in 0..V {
                y[v] = $crate::isa::neon::narrow(numbers[v], offset, min, max);
            }
            y
        }

        #[inline(always)]
        fn floats(self, x: &[f32; 8]) -> [float32x4_t; 2] {
            // SAFETY: the array has as many bytes as are read.
            let float32x4x2_t(low, high) = unsafe { vld1q_f32_x2(x.as_ptr()) };
            [low, high]
        }

        #[inline(always)]
        fn float(self, x: f32) -> [float32x4_t; 2] {
            [$crate::isa::neon::float(x); 2]
        }

        #[inline(always)]
        fn multiply_add(self, sums: [float32x4_t; 2], x: [float32x4_t; 2], w: [float32x4_t; 2]) -> [float32x4_t; 2] {
            $crate::isa::neon::multiply_add(sums, x, w)
        }

        #[inline(always)]
        fn real(self, sums: [int32x4_t; 2]) -> [float32x4_t; 2] {
            // SAFETY: the target has NEON.
            unsafe { [vcvtq_f32_s32(sums[0]), vcvtq_f32_s32(sums[1])] }
        }

        #[inline(always)]
        fn multiply(self, x: [float32x4_t; 2], y: [float32x4_t; 2]) -> [float32x4_t; 2] {
            // SAFETY: the target has NEON.
            unsafe { [vmulq_f32(x[0], y[0]), vmulq_f32(x[1], y[1])] }
        }

        #[inline(always)]
        fn add(self, x: [float32x4_t; 2], y: [float32x4_t; 2]) -> [float32x4_t; 2] {
            // SAFETY: the target has NEON.
            unsafe { [vaddq_f32(x[0], y[0]), vaddq_f32(x[1], y[1])] }
        }

        #[inline(always)]
        fn float_numbers(self, x: [float32x4_t; 2]) -> [f32; 8] {
            let mut y = [0.0; 8];
            // SAFETY: the array has as many bytes as are written.
            unsafe { vst1q_f32_x2(y.as_mut_ptr(), float32x4x2_t(x[0], x[1])) };
            y
        }

        #[inline(always)]
        fn within(self, sums: [float32x4_t; 2], bounds: (f32, f32)) -> [f32; 8] {
            $crate::isa::neon::within(sums, bounds)
        }
    };
}
pub(super) use vectors;

impl Fma for Neon {}

impl Stream for Neon {
    #[inline(always)]
    fn vectorize<T: Task>(self, task: T) {
        // The target always has them.
        apart(task);
    }

    #[inline(always)]
    fn look_up(self, table: &[u8; 256], x: &[u8; LOOK_UP]) -> [u8; LOOK_UP] {
        look_up(table, x)
    }
}

impl Words for Neon {
    #[inline(always)]
    fn prepare_words(self, x: &[i16], quads: &mut [[i16; 4]]) {
        let numbers = quads.as_flattened_mut();
        numbers.iter_mut().zip(x).for_each(|(number, x)| *number = *x);
    }

    #[inline(always)]
    fn splat_word(self, x: i16) -> [i16; 4] {
        [x; 4]
    }
}

impl Isa for Neon {
    type Step = [i16; 4];
    type Quad = [i16; 4];
    /// Of each of four activations.
    type Quads = [int16x8_t; 4];
    /// Of each of four activations.
    type Weights = [int16x8_t; 4];

    vectors!();

    #[inline(always)]
    fn steps(self, scratch: &mut [u64]) -> &mut [[i16; 4]] {
        // SAFETY: `[i16; 4]` is as long as `u64` and no more aligned, and any bytes are a value of it.
        unsafe { core::slice::from_raw_parts_mut(scratch.as_mut_ptr().cast(), scratch.len()) }
    }

    #[inline(always)]
    fn prepare(self, x: &[i8], flip: i8, quads: &mut [[i16; 4]]) {
        let numbers = quads.as_flattened_mut();
        numbers.iter_mut().zip(x).for_each(|(number, x)| *number = i16::from(*x ^ flip));
        if let Some(rest) = numbers.get_mut(x.len()..x.len().next_multiple_of(4)) {
            rest.fill(0);
        }
    }

    #[inline(always)]
    fn splat(self, x: i8) -> [i16; 4] {
        [i16::from(x); 4]
    }

    #[inline(always)]
    unsafe fn quad(self, from: *const [i16; 4]) -> [i16; 4] {
        // SAFETY: as the caller says.
        unsafe { *from }
    }

    #[inline(always)]
    fn quad_of(self, x: [i8; 4], flip: i8) -> [i16; 4] {
        array_of!(4, |i| i16::from(x[i] ^ flip))
    }

    #[inline(always)]
    fn weights(self, w: &[i8; 32]) -> [int16x8_t; 4] {
        // SAFETY: every processor with this target has NEON; the array has as many bytes as are read.
        unsafe {
            let int8x8x4_t(a, b, c, d) = vld4_s8(w.as_ptr());
            [vmovl_s8(a), vmovl_s8(b), vmovl_s8(c), vmovl_s8(d)]
        }
    }

    #[inline(always)]
    fn dot(self, [mut low, mut high]: [int32x4_t; 2], quad: [i16; 4], w: [int16x8_t; 4]) -> [int32x4_t; 2] {
        // SAFETY: every processor with this target has NEON; the array has as many bytes as are read.
        unsafe {
            let x = vld1_s16(quad.as_ptr());
            low = vmlal_lane_s16::<0>(low, vget_low_s16(w[0]), x);
            high = vmlal_high_lane_s16::<0>(high, w[0], x);
            low = vmlal_lane_s16::<1>(low, vget_low_s16(w[1]), x);
            high = vmlal_high_lane_s16::<1>(high, w[1], x);
            low = vmlal_lane_s16::<2>(low, vget_low_s16(w[2]), x);
            high = vmlal_high_lane_s16::<2>(high, w[2], x);
            low = vmlal_lane_s16::<3>(low, vget_low_s16(w[3]), x);
            [low, vmlal_high_lane_s16::<3>(high, w[3], x)]
        }
    }

    #[inline(always)]
    fn interleave(self, pixels: [[i8; 16]; 4], flip: i8) -> [[int16x8_t; 4]; 2] {
        // SAFETY: every processor with this target has NEON; the arrays have as many bytes as are read.
        unsafe {
            let mut quads = [[vdupq_n_s16(0); 4]; 2];
            for i in 0..4 {
                let pixel = veorq_s8(vld1q_s8(pixels[i].as_ptr()), vdupq_n_s8(flip));
                (quads[0][i], quads[1][i]) = (vmovl_s8(vget_low_s8(pixel)), vmovl_high_s8(pixel));
            }
            quads
        }
    }

    #[inline(always)]
    fn filters(self, w: &[i8; 32]) -> [int16x8_t; 4] {
        self.weights(w)
    }

    #[inline(always)]
    fn dot_each(self, [mut low, mut high]: [int32x4_t; 2], x: &[int16x8_t; 4], w: &[int16x8_t; 4]) -> [int32x4_t; 2] {
        for i in 0..4 {
            // SAFETY: every processor with this target has NEON.
            unsafe {
                low = vmlal_s16(low, vget_low_s16(x[i]), vget_low_s16(w[i]));
                high = vmlal_high_s16(high, x[i], w[i]);
            }
        }
        [low, high]
    }
}

// SAFETY of every block below: the target has NEON, as this module is only there where it does; loads and stores go through
// references of the size that they touch.

#[inline(always)]
#[allow(clippy::undocumented_unsafe_blocks)]
pub(super) fn load(numbers: &[i32; 8]) -> [int32x4_t; 2] {
    let int32x4x2_t(low, high) = unsafe { vld1q_s32_x2(numbers.as_ptr()) };
    [low, high]
}

#[inline(always)]
#[allow(clippy::undocumented_unsafe_blocks)]
pub(super) fn scale(factors: &Factors) -> Scale {
    let [low, high] = load(&factors.right);
    let left = unsafe { [vnegq_s32(low), vnegq_s32(high)] };
    Scale { multiplier: load(&factors.multiplier), round: load(&factors.round), left }
}

/// `sqrdmulh` is `(a * b + 2^30) >> 31`, and a shift to the left by less than nothing rounds down.
#[inline(always)]
#[allow(clippy::undocumented_unsafe_blocks)]
pub(super) fn requantize<const SIGNED: bool>(sums: int32x4_t, scale: &Scale, half: usize) -> int32x4_t {
    unsafe {
        let high = vqrdmulhq_s32(sums, scale.multiplier[half]);
        let round = if SIGNED { vsraq_n_s32::<31>(scale.round[half], sums) } else { scale.round[half] };
        vshlq_s32(vaddq_s32(high, round), scale.left[half])
    }
}

#[inline(always)]
#[allow(clippy::undocumented_unsafe_blocks)]
pub(super) fn round<const SIGNED: bool, const REST: bool>(
    sums: int32x4_t,
    [scale, mut offset, rest]: [float32x4_t; 3],
) -> int32x4_t {
    unsafe {
        if SIGNED {
            let sign = vandq_s32(sums, vdupq_n_s32(i32::MIN));
            offset = vreinterpretq_f32_s32(vorrq_s32(vreinterpretq_s32_f32(offset), sign));
        }
        let sums = vcvtq_f32_s32(sums);
        if REST {
            offset = vfmaq_f32(offset, sums, rest);
        }
        vcvtnq_s32_f32(vfmaq_f32(offset, sums, scale))
    }
}

#[inline(always)]
#[allow(clippy::undocumented_unsafe_blocks)]
pub(super) fn scale_real(sums: int32x4_t, scale: &[f64; 4]) -> int32x4_t {
    unsafe {
        let (low, high) = (vcvtq_f64_s64(vmovl_s32(vget_low_s32(sums))), vcvtq_f64_s64(vmovl_high_s32(sums)));
        let float64x2x2_t(a, b) = vld1q_f64_x2(scale.as_ptr());
        // To the nearest, halves away from zero.
        let (low, high) = (vcvtaq_s64_f64(vmulq_f64(low, a)), vcvtaq_s64_f64(vmulq_f64(high, b)));
        vqmovn_high_s64(vqmovn_s64(low), high)
    }
}

#[inline(always)]
#[allow(clippy::undocumented_unsafe_blocks)]
pub(super) fn narrow([low, high]: [int32x4_t; 2], offset: i16, min: i8, max: i8) -> [i8; 8] {
    let mut y = [0; 8];
    unsafe {
        // What saturates here saturates to the bounds in the end.
        let wide = vqaddq_s16(vqmovn_high_s32(vqmovn_s32(low), high), vdupq_n_s16(offset));
        let bytes = vmin_s8(vmax_s8(vqmovn_s16(wide), vdup_n_s8(min)), vdup_n_s8(max));
        vst1_s8(y.as_mut_ptr(), bytes);
    }
    y
}

/// A quarter of the table at a time: bytes beyond it keep what they have.
#[inline(always)]
#[allow(clippy::undocumented_unsafe_blocks)]
pub(super) fn look_up(table: &[u8; 256], x: &[u8; LOOK_UP]) -> [u8; LOOK_UP] {
    let mut y = [0; LOOK_UP];
    let (quarters, x, places) = (table.as_chunks::<64>().0, x.as_chunks::<16>().0, y.as_chunks_mut::<16>().0);
    unsafe {
        for v in 0..LOOK_UP / 16 {
            let (mut x, mut found) = (vld1q_u8(x[v].as_ptr()), vdupq_n_u8(0));
            for quarter in 0..4 {
                found = vqtbx4q_u8(found, vld1q_u8_x4(quarters[quarter].as_ptr()), x);
                x = vsubq_u8(x, vdupq_n_u8(64));
            }
            vst1q_u8(places[v].as_mut_ptr(), found);
        }
    }
    y
}

#[inline(always)]
#[allow(clippy::undocumented_unsafe_blocks)]
pub(super) fn float(x: f32) -> float32x4_t {
    unsafe { vdupq_n_f32(x) }
}

#[inline(always)]
#[allow(clippy::undocumented_unsafe_blocks)]
pub(super) fn multiply_add(sums: [float32x4_t; 2], x: [float32x4_t; 2], w: [float32x4_t; 2]) -> [float32x4_t; 2] {
    unsafe { [vfmaq_f32(sums[0], x[0], w[0]), vfmaq_f32(sums[1], x[1], w[1])] }
}

#[inline(always)]
#[allow(clippy::undocumented_unsafe_blocks)]
pub(super) fn within(sums: [float32x4_t; 2], (min, max): (f32, f32)) -> [f32; 8] {
    let mut y = [0.0; 8];
    unsafe {
        let (min, max) = (vdupq_n_f32(min), vdupq_n_f32(max));
        let mut bounded = sums;
        for x in &mut bounded {
            // Choices keep NaN, and zeros as they are.
            *x = vbslq_f32(vcltq_f32(*x, min), min, *x);
            *x = vbslq_f32(vcgtq_f32(*x, max), max, *x);
        }
        vst1q_f32_x2(y.as_mut_ptr(), float32x4x2_t(bounded[0], bounded[1]));
    }
    y
}
