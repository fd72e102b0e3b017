//! Instruction sets: what each offers to the kernels in `tiled` and `stream`, in one vocabulary.
//!
//! A value of a type that implements [`Isa`] is proof that the processor has the instructions: it only comes from `detect`.
//! That makes the vocabulary safe to use, and keeps `unsafe` in this folder.

#[cfg(target_arch = "x86_64")]
mod amx;
#[cfg(target_arch = "x86_64")]
mod avx512;
#[cfg(target_arch = "x86_64")]
#[allow(clippy::needless_range_loop)]
mod avx512_bytes;
#[cfg(target_arch = "x86_64")]
#[allow(clippy::needless_range_loop)]
mod avx512_floats;
#[cfg(target_arch = "x86_64")]
mod avx512_lanes;
#[cfg(target_arch = "x86_64")]
mod avx512_patches;
#[cfg(target_arch = "x86_64")]
mod avx_vnni;
#[cfg(target_arch = "x86_64")]
mod biased;
#[cfg(target_arch = "x86_64")]
mod cpuid;
mod dispatch;
#[cfg(all(target_arch = "aarch64", target_feature = "neon"))]
mod dotprod;
#[cfg_attr(
    not(any(
        target_arch = "x86_64",
        all(target_arch = "aarch64", target_feature = "neon"),
        all(target_arch = "wasm32", target_feature = "relaxed-simd")
    )),
    path = "settled.rs"
)]
mod found;
#[cfg(all(target_arch = "aarch64", target_feature = "neon"))]
mod i8mm;
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code))]
mod lanes;
mod level;
#[allow(clippy::needless_range_loop)]
mod limits;
mod matrices;
#[cfg(all(target_arch = "aarch64", target_feature = "neon"))]
mod neon;
mod portable;
#[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
mod relaxed;
#[allow(clippy::needless_range_loop)]
mod row;
mod stream;
mod vectors;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm;
mod wide;
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code))]
mod winograd;
#[cfg(target_arch = "x86_64")]
mod x86;
#[cfg(target_arch = "x86_64")]
mod x86_gate;
#[cfg(target_arch = "x86_64")]
#[allow(clippy::needless_range_loop)]
mod x86_logistic;
#[cfg(target_arch = "x86_64")]
mod x86_product;
#[cfg(target_arch = "x86_64")]
#[allow(clippy::needless_range_loop)]
mod x86_row;
#[cfg(target_arch = "x86_64")]
mod x86_stream;
#[cfg(target_arch = "x86_64")]
mod x86_sum;
#[cfg(target_arch = "x86_64")]
mod x86_table;
#[cfg(target_arch = "x86_64")]
mod x86_winograd;

#[cfg(all(test, target_arch = "x86_64"))]
pub(crate) use amx::Amx;
#[cfg(target_arch = "x86_64")]
pub(crate) use avx_vnni::AvxVnni;
#[cfg(target_arch = "x86_64")]
pub(crate) use avx512::Avx512;
#[cfg(test)]
pub(crate) use dispatch::at_levels;
pub(crate) use dispatch::{dispatch, dispatch_panels, dispatch_tiles, dispatch_words};
#[cfg(all(target_arch = "aarch64", target_feature = "neon"))]
pub(crate) use dotprod::Dotprod;
pub use found::level;
#[cfg(all(target_arch = "aarch64", target_feature = "neon"))]
pub(crate) use i8mm::I8mm;
pub(crate) use lanes::Lanes;
pub use level::Level;
pub use limits::{limit_f32, limit_i8, limit_read};
pub(crate) use matrices::{Matrices, Row, SIDE, Square};
#[cfg(all(target_arch = "aarch64", target_feature = "neon"))]
pub(crate) use neon::Neon;
pub(crate) use portable::Portable;
#[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
pub(crate) use relaxed::Relaxed;
pub(crate) use stream::{BLOCK, LOOK_UP, Stream};
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(crate) use wasm::Simd128;
pub(crate) use wide::{Panels, Runs, Set, Wide, Words};
pub(crate) use winograd::{Winograd, WinogradTask};
#[cfg(target_arch = "x86_64")]
pub(crate) use x86::Avx2;
#[cfg(target_arch = "x86_64")]
pub(crate) use x86_stream::Avx512Vbmi;

/// Output channels whose weights lie together.
pub(crate) const PANEL: usize = 16;

/// What kernels are written in. Vectors hold eight numbers of 32 bits. Kernels that multiply have it as [`Panels`], which sets
/// with wider vectors implement themselves.
pub(crate) trait Isa: Stream {
    /// What working memory for activations is made of.
    type Step: Copy;
    /// Four neighbouring activations of 8 bits, in the form that [`dot`](Isa::dot) takes.
    type Quad: Copy;
    /// A quad of each of eight channels, of activations or of weights, in the form that [`dot_each`](Isa::dot_each) takes.
    type Quads: Copy;
    /// Weights of a vector of channels for one quad.
    type Weights: Copy;
    /// A vector of sums.
    type Sums: Copy;
    /// How a vector of channels is requantized.
    type Scale: Copy;
    /// A vector of floats.
    type Floats: Copy;

    /// Whether 128 is added to activations as quads, so that they are unsigned; sums then begin with 128 times the weights less.
    const BIASED: bool = false;
    /// The same for rows.
    const ROW_BIASED: bool = Self::BIASED;
    /// Activations in a [`Step`](Isa::Step): one, where any may begin a quad, or four.
    const ELEMENTS: usize = 4;
    /// Patches in a tile of bytes, and in one of floats, 4, 6 or 12 each: sums of two vectors and the weights fit 16 registers,
    /// and twelve sums hide the latency of products of floats.
    const TILES: [usize; 2] = [4, 6];
    /// Panels that meet a row together, at most: 2, 4 or 8.
    const ROW: usize = 2;
    /// Whether common filters have code of their own.
    const UNROLLED: bool = true;
    /// Whether weights of bytes take time to load: those of a panel are then loaded once for many patches.
    const UNPACKED: bool = false;
    /// Patches of a tile that are multiplied together: 1, 2, 3 or 6.
    const TOGETHER: usize = 1;
    /// Whether depthwise layers go down the image, two outputs side by side, quads in registers: strips may be better.
    const SWEEP: bool = false;

    /// Asks for the memory at an element, which need not be there.
    #[inline(always)]
    fn prefetch<T>(self, _elements: &[T], _at: usize) {}
    /// As [`prefetch`](Isa::prefetch), for the second cache.
    #[inline(always)]
    fn prefetch_far<T>(self, _elements: &[T], _at: usize) {}

    /// Memory for steps: 8 bytes are enough for four activations.
    fn steps(self, scratch: &mut [u64]) -> &mut [Self::Step];
    /// Prepares as many activations as there are steps for, with these bits flipped; the last step may go on with anything.
    fn prepare(self, x: &[i8], flip: i8, steps: &mut [Self::Step]);
    /// A step of one activation.
    fn splat(self, x: i8) -> Self::Step;
    /// Loads the quad that begins with a step.
    ///
    /// # Safety
    /// Four activations can be read from there.
    unsafe fn quad(self, from: *const Self::Step) -> Self::Quad;
    /// A quad of these activations, with these bits flipped.
    fn quad_of(self, x: [i8; 4], flip: i8) -> Self::Quad;
    /// Loads weights, `[8][4]`.
    fn weights(self, w: &[i8; 32]) -> Self::Weights;
    /// Sums that begin with these numbers.
    fn sums(self, start: &[i32; 8]) -> Self::Sums;
    /// Adds the products of a quad with each channel's weights.
    fn dot(self, sums: Self::Sums, quad: Self::Quad, weights: Self::Weights) -> Self::Sums;
    /// Adds the products of a tile's runs, if the set has a better way than [`dot`](Isa::dot): whether it has.
    ///
    /// # Safety
    /// All steps and weights of the runs are there.
    #[inline(always)]
    unsafe fn add_runs<const V: usize, const G: usize, const N: usize>(
        self,
        _runs: &Runs<Self::Step, [[i8; 32]; V], G, N>,
        _sums: &mut [[[Self::Sums; V]; G]; N],
    ) -> bool {
        false
    }
    /// As [`Set::winograd`].
    #[inline(always)]
    fn winograd<T: WinogradTask>(self, task: T) -> Option<T> {
        Some(task)
    }
    /// As [`Wide::dot_row`].
    ///
    /// # Safety
    /// As there.
    #[inline(always)]
    unsafe fn dot_row<const V: usize, const G: usize>(
        self,
        sums: [[Self::Sums; V]; G],
        quads: &[[i8; 4]],
        flip: i8,
        weights: *const [[i8; 32]; V],
        depth: usize,
    ) -> [[Self::Sums; V]; G] {
        // SAFETY: as the caller says.
        unsafe { row::in_quads(self, sums, quads, flip, weights, depth) }
    }
    /// Activations of four pixels side by side for each channel, with these bits flipped.
    fn interleave(self, pixels: [[i8; 16]; 4], flip: i8) -> [Self::Quads; 2];
    /// Weights, `[8][4]`.
    fn filters(self, w: &[i8; 32]) -> Self::Quads;
    /// Adds the products of each channel's activations and weights.
    fn dot_each(self, sums: Self::Sums, x: &Self::Quads, w: &Self::Quads) -> Self::Sums;
    /// The sums as numbers.
    fn numbers(self, sums: Self::Sums) -> [i32; 8];
    /// `sums + x * w`, modulo 2^32.
    fn add_multiple(self, sums: Self::Sums, x: i32, w: Self::Sums) -> Self::Sums;
    /// Loads what a vector of channels is requantized with.
    fn scale(self, factors: &Factors) -> Self::Scale;
    /// Sums less than 2^30, requantized with two roundings as `MultiplyByQuantizedMultiplier` does; if not `SIGNED` then those
    /// below 0 need only give nothing above it.
    fn requantize<const SIGNED: bool>(self, sums: Self::Sums, scale: &Self::Scale) -> Self::Sums;
    /// Sums requantized in single precision as [`Single`](crate::kernel::Single) says: scale, offset and rest, if there is one.
    fn round<const SIGNED: bool, const REST: bool>(self, sums: Self::Sums, form: &[Self::Floats; 3]) -> Self::Sums;
    /// Sums times a factor of each channel, rounded once, halves away from zero, and brought into 32 bits.
    fn scale_real(self, sums: Self::Sums, scale: &[f64; 8]) -> Self::Sums;
    /// Numbers plus an offset, within bounds, as bytes.
    fn narrow<const V: usize>(self, numbers: [Self::Sums; V], offset: i16, bounds: (i8, i8)) -> [[i8; 8]; V];

    /// Loads floats.
    fn floats(self, x: &[f32; 8]) -> Self::Floats;
    /// Loads floats by their bits.
    #[inline(always)]
    fn float_bits(self, x: &[i32; 8]) -> Self::Floats {
        // SAFETY: both have the same size and alignment, and any bits are a float. Made one by one they are loaded one by one.
        self.floats(unsafe { &*core::ptr::from_ref(x).cast() })
    }
    /// One float in all lanes.
    fn float(self, x: f32) -> Self::Floats;
    /// `sums + x * w`.
    fn multiply_add(self, sums: Self::Floats, x: Self::Floats, w: Self::Floats) -> Self::Floats;
    /// The nearest floats.
    fn real(self, sums: Self::Sums) -> Self::Floats;
    /// Products, rounded by themselves.
    fn multiply(self, x: Self::Floats, y: Self::Floats) -> Self::Floats;
    fn add(self, x: Self::Floats, y: Self::Floats) -> Self::Floats;
    /// Floats as numbers.
    fn float_numbers(self, x: Self::Floats) -> [f32; 8];
    /// Sums within bounds; NaN stays NaN.
    fn within(self, sums: Self::Floats, bounds: (f32, f32)) -> [f32; 8];
}

/// How a vector of channels is requantized: with `t = sum * multiplier + 2^30` the output is
/// `((t >> 31) + round - (sum < 0)) >> right`, where what is taken from negative sums matters.
///
/// That equals TFLite's two roundings, halves up and then halves away from zero, for every `right` from 1 on: a floor of a
/// floor is one floor, and what is taken from negative numbers makes the second rounding symmetric. `round` is `2^(right - 1)`, with
/// the zero point before the shift if it is not added later; a constant output comes from a multiplier of 0.
/// The compiler makes sure that nothing leaves 32 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[repr(C)]
pub(crate) struct Factors {
    pub(crate) multiplier: [i32; 8],
    pub(crate) round: [i32; 8],
    pub(crate) right: [i32; 8],
}

/// Something to run with the instructions that an [`Isa`] stands for.
pub(crate) trait Task {
    /// Marked `#[inline(always)]`, so that it is compiled for them.
    fn run(self);
}

/// Runs a task in a function of its own: a function of all tasks of a layer takes far longer to compile.
#[inline(never)]
#[allow(dead_code)]
fn apart<T: Task>(task: T) {
    task.run();
}

/// An array of what an expression is for 0, 1 and so on. Closures that compilers do not inline, such as those of `map`, are
/// compiled without a set's instructions.
macro_rules! array_of {
    ($count:expr, |$i:ident| $value:expr) => {{
        let mut all = [{
            let $i = 0;
            $value
        }; $count];
        for $i in 1..$count {
            all[$i] = $value;
        }
        all
    }};
}
pub(crate) use array_of;
