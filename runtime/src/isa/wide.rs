//! The vocabulary of kernels, where a panel of channels is one vector or two.

use super::{Factors, Lanes, Matrices, Stream, WinogradTask, row};

/// What does not depend on how many channels there are.
pub(crate) trait Set: Stream {
    /// What working memory for activations is made of.
    type Step: Copy;
    /// Four neighbouring activations of 8 bits, in the form that [`dot`](Wide::dot) takes.
    type Quad: Copy;
    /// A quad of each of 16 channels, in the form that [`dot_each`](Wide::dot_each) takes: vectors of integers, of 128 bytes at most.
    type Quads: Copy;
    /// What multiplies matrices of bytes.
    type Matrices: Matrices;
    /// What takes lines of bytes as they lie.
    type Lanes: Lanes;
    /// Whether 128 is added to activations in that form, so that they are unsigned; sums begin with so much less then.
    const BIASED: bool;
    /// The same for rows.
    const ROW_BIASED: bool = Self::BIASED;
    /// Activations in a [`Step`](Set::Step): one, where any may begin a quad, or four.
    const ELEMENTS: usize;
    /// Patches in a tile of bytes, and in one of floats; 12 is a multiple.
    const TILES: [usize; 2];
    /// Panels that share a tile of up to six patches, at most: 1, 2 or 4.
    const PANELS: usize;
    /// As in [`Isa`](super::Isa).
    const ROW: usize;
    /// As in [`Isa`](super::Isa).
    const UNROLLED: bool = true;
    /// As in [`Isa`](super::Isa).
    const UNPACKED: bool = false;
    /// As in [`Isa`](super::Isa).
    const TOGETHER: usize = 1;
    /// As in [`Isa`](super::Isa).
    const SWEEP: bool = false;

    /// What multiplies matrices of bytes, if the processor has that. Steps are single biased bytes then.
    fn matrices(self) -> Option<Self::Matrices>;
    /// What takes lines of bytes as they lie, if vectors are long enough.
    #[inline(always)]
    fn lanes(self) -> Option<Self::Lanes> {
        None
    }
    /// Says that no more are multiplied for now.
    #[inline(always)]
    fn release(self) {
        if let Some(matrices) = self.matrices() {
            matrices.release();
        }
    }
    /// Runs a task if the set is one for Winograd's algorithm; gives back what does nothing.
    #[inline(always)]
    fn winograd<T: WinogradTask>(self, task: T) -> Option<T> {
        Some(task)
    }
    /// Asks for the memory at an element, which need not be there.
    fn prefetch<T>(self, elements: &[T], at: usize);
    /// As in [`Isa`](super::Isa).
    fn prefetch_far<T>(self, elements: &[T], at: usize);
    fn steps(self, scratch: &mut [u64]) -> &mut [Self::Step];
    fn prepare(self, x: &[i8], flip: i8, steps: &mut [Self::Step]);
    fn splat(self, x: i8) -> Self::Step;
    /// # Safety
    /// Four activations can be read from there.
    unsafe fn quad(self, from: *const Self::Step) -> Self::Quad;
    fn quad_of(self, x: [i8; 4], flip: i8) -> Self::Quad;
    /// Activations of four pixels side by side for each channel.
    fn interleave(self, pixels: [[i8; 16]; 4], flip: i8) -> Self::Quads;
    /// Weights, `[16][4]`.
    fn filters(self, w: &[[i8; 32]; 2]) -> Self::Quads;

    /// Memory for quads of 16 channels: 16 words are enough for one, 7 more for all to be aligned.
    #[inline(always)]
    fn strip(self, scratch: &mut [u64]) -> &mut [Self::Quads] {
        // SAFETY: any bytes are a value of vectors of integers.
        unsafe { scratch.align_to_mut().1 }
    }
}

/// `V` times eight channels at once. Where vectors hold eight numbers these are arrays of them.
pub(crate) trait Wide<const V: usize>: Set {
    /// Weights of the channels for one quad.
    type Weights: Copy;
    /// Sums of the channels.
    type Sums: Copy;
    /// How they are requantized.
    type Scale: Copy;
    /// Floats, one a channel.
    type Floats: Copy;

    /// As in [`Isa`](super::Isa).
    fn weights(self, w: &[[i8; 32]; V]) -> Self::Weights;
    fn sums(self, start: &[[i32; 8]; V]) -> Self::Sums;
    fn dot(self, sums: Self::Sums, quad: Self::Quad, weights: Self::Weights) -> Self::Sums;
    /// As in [`Isa`](super::Isa).
    ///
    /// # Safety
    /// All steps and weights of the runs are there.
    #[inline(always)]
    unsafe fn add_runs<const G: usize, const N: usize>(
        self,
        _runs: &Runs<Self::Step, [[i8; 32]; V], G, N>,
        _sums: &mut [[Self::Sums; G]; N],
    ) -> bool {
        false
    }
    /// Adds the products of a row's quads, with these bits flipped, with the weights of `G` panels, the first of which are `depth` apart.
    ///
    /// # Safety
    /// There are as many weights of each panel as there are quads.
    #[inline(always)]
    unsafe fn dot_row<const G: usize>(
        self,
        sums: [Self::Sums; G],
        quads: &[[i8; 4]],
        flip: i8,
        weights: *const [[i8; 32]; V],
        depth: usize,
    ) -> [Self::Sums; G] {
        // SAFETY: as the caller says.
        unsafe { row::in_quads(self, sums, quads, flip, weights, depth) }
    }
    /// With the first channels of both.
    fn dot_each(self, sums: Self::Sums, x: &Self::Quads, w: &Self::Quads) -> Self::Sums;
    fn numbers(self, sums: Self::Sums) -> [[i32; 8]; V];
    fn add_multiple(self, sums: Self::Sums, x: i32, w: Self::Sums) -> Self::Sums;
    fn scale(self, factors: &[Factors; V]) -> Self::Scale;
    fn requantize<const SIGNED: bool>(self, sums: Self::Sums, scale: &Self::Scale) -> Self::Sums;
    fn round<const SIGNED: bool, const REST: bool>(self, sums: Self::Sums, form: &[Self::Floats; 3]) -> Self::Sums;
    fn scale_real(self, sums: Self::Sums, scale: &[[f64; 8]; V]) -> Self::Sums;
    /// Of several such vectors at a time.
    fn narrow<const G: usize>(
        self,
        numbers: [Self::Sums; G],
        offset: Option<i16>,
        bounds: (i8, i8),
    ) -> [[[i8; 8]; V]; G];
    fn floats(self, x: &[[f32; 8]; V]) -> Self::Floats;
    /// Loads floats by their bits.
    fn float_bits(self, x: &[[i32; 8]; V]) -> Self::Floats;
    /// `sums + x * w`.
    fn multiply_add(self, sums: Self::Floats, x: f32, w: Self::Floats) -> Self::Floats;
    /// As [`add_runs`](Wide::add_runs), of floats.
    ///
    /// # Safety
    /// As there.
    #[inline(always)]
    unsafe fn add_float_runs<const G: usize, const N: usize>(
        self,
        _runs: &Runs<f32, [[f32; 8]; V], G, N>,
        _sums: &mut [[Self::Floats; G]; N],
    ) -> bool {
        false
    }
    /// `sums + x * w`, each channel with a number of its own.
    fn multiply_add_each(self, sums: Self::Floats, x: Self::Floats, w: Self::Floats) -> Self::Floats;
    fn real(self, sums: Self::Sums) -> Self::Floats;
    fn multiply(self, x: Self::Floats, y: Self::Floats) -> Self::Floats;
    fn add(self, x: Self::Floats, y: Self::Floats) -> Self::Floats;
    fn float_numbers(self, x: Self::Floats) -> [[f32; 8]; V];
    fn within(self, sums: Self::Floats, bounds: (f32, f32)) -> [[f32; 8]; V];
}

/// What a tile of `N` patches by `G` panels multiplies: runs of steps, one for each row of a filter, and of weights `W`.
#[allow(dead_code)] // Only some sets have a better way.
pub(crate) struct Runs<S, W, const G: usize, const N: usize> {
    /// Where the first run of each patch begins, and of each panel's weights.
    pub(crate) steps: [*const S; N],
    /// From a patch with an even number to the one behind it, in steps, if that is the same for all.
    pub(crate) apart: Option<usize>,
    pub(crate) weights: [*const W; G],
    pub(crate) rows: usize,
    /// Weights of a run.
    pub(crate) len: usize,
    /// From a run to the next, in steps and in weights.
    pub(crate) next: (usize, usize),
}

/// Sets whose steps have room for 16 bits.
pub(crate) trait Words: Panels {
    /// As [`prepare`](Set::prepare), of activations of 16 bits: sums must not leave 32 bits.
    fn prepare_words(self, x: &[i16], steps: &mut [Self::Step]);
    /// As [`splat`](Set::splat).
    fn splat_word(self, x: i16) -> Self::Step;
}

/// Whole panels and half panels.
pub(crate) trait Panels: Wide<1> + Wide<2> {}

impl<I: Wide<1> + Wide<2>> Panels for I {}
