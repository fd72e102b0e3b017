//! Parameters of the kernels that work on tiles of vectors, with weights that the compiler has packed for them.

use super::{Clamp, Conv2d, DepthwiseConv2d, HybridLayer, Window};

/// A layer as a product of patches, one for each output pixel, and packed weights.
///
/// A patch is made of runs of neighbouring elements: rows of the filter, or pixels where its taps are apart. Kernels take runs
/// in steps of so many elements; weights are zero where the last step of a run goes on beyond it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TiledLayer {
    /// The convolution that makes the patches. A dense layer is one over a column of pixels.
    pub conv: Conv2d,
    /// Patches that are prepared at a time.
    pub block: usize,
    /// Lines of the output from a line of outputs to the next: where other lines are between them, a block is a line.
    pub every: usize,
}

/// What else becomes of a layer's outputs, some blocks at a time while they are near: called with the number of the first output and
/// these outputs, once for each time that they are computed. A layer with lines between its own has none.
pub type Epilogue<'a, T> = &'a mut dyn FnMut(usize, &mut [T]);

/// How 8-bit sums become outputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TiledQuant {
    /// Whether activations and outputs are uint8. They are taken as int8, 128 less, and so are the zero points here.
    pub unsigned: bool,
    /// What pixels outside the image hold.
    pub input_zero_point: i8,
    /// What weights are less than they should be, those of uint8 with a zero point.
    pub weights_offset: i32,
    /// Added to each output.
    pub output_offset: i32,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

impl TiledQuant {
    /// Whether outputs are on both sides of the zero point.
    #[inline(always)]
    pub fn is_signed(&self) -> bool {
        self.clamp.min < self.output_offset
    }

    /// The bits in which activations and outputs differ from int8.
    #[inline(always)]
    pub fn flip(&self) -> i8 {
        if self.unsigned { i8::MIN } else { 0 }
    }
}

/// How a layer of float activations and 8-bit weights computes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TiledHybrid {
    /// How rows of activations are quantized, and bounds of an output.
    pub hybrid: HybridLayer,
    /// Activations of a row: those of a patch of a dense layer, or of an image.
    pub row: usize,
    /// Whether sums are multiplied by the weights' scale first, then by the row's; else by the product of both.
    pub in_turn: bool,
}

/// With which arithmetic the sums of a panel of channels are requantized. Each channel has three numbers, in three lists one after
/// another; the last of them tells: small integers are the bits of no normal float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requantizer {
    /// In single precision, where rests are zero: the bits of [`Single`]'s scale and offset, and 0.
    Plain,
    /// In single precision: the bits of [`Single`]'s scale, offset and rest, of which the first is [`NO_REST`](Self::NO_REST) in
    /// place of 0.
    Single,
    /// Rounded twice in fixed point, with factors below one: multiplier, what is added before the shift to the right (`2^(right - 1)`, or
    /// twice a constant output and 1, where the multiplier is 0), and that shift, from 1 to 31.
    BelowOne,
    /// Rounded twice in fixed point: multiplier, shift, and [`GENERAL`](Self::GENERAL).
    General,
    /// Rounded once in double precision: the lower and the upper half of the factor's bits, and [`REAL`](Self::REAL).
    Real,
}

impl Requantizer {
    /// The bits of a rest of nothing that tell [`Single`](Self::Single) from [`Plain`](Self::Plain).
    pub const NO_REST: i32 = i32::MIN;
    /// The last number of [`General`](Self::General).
    pub const GENERAL: i32 = 32;
    /// The last number of [`Real`](Self::Real).
    pub const REAL: i32 = 33;

    /// That of channels by their last number.
    #[inline(always)]
    pub fn of(last: i32) -> Self {
        match last {
            0 => Requantizer::Plain,
            1..=31 => Requantizer::BelowOne,
            Requantizer::GENERAL => Requantizer::General,
            Requantizer::REAL => Requantizer::Real,
            _ => Requantizer::Single,
        }
    }

    /// Whether it is in single precision.
    #[inline(always)]
    pub fn is_single(self) -> bool {
        matches!(self, Requantizer::Plain | Requantizer::Single)
    }
}

/// How sums become outputs in single precision, where the compiler has found that this gives for every sum what TFLite's arithmetic
/// gives: a product, to which an offset is added before it is rounded, halves to even. Two roundings in turn are not one; the offset
/// is what they add.
///
/// Where outputs are on both sides of the zero point the offset has the sign of the sum, and the zero point is added last. Else
/// sums have the zero point in them, so that what is rounded is near 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Single {
    /// Factor of the sum.
    pub scale: f32,
    /// Added to the product.
    pub offset: f32,
    /// What is missing in the scale.
    pub rest: f32,
}

impl Single {
    /// The output for a sum, where the product is below 2^31. This is nearly exact; levels give the same with
    /// `sum * scale + (sum * rest + offset)`, both rounded once to single precision.
    #[inline(always)]
    pub fn apply<const SIGNED: bool>(&self, sum: i32) -> i32 {
        let scale = f64::from(self.scale) + f64::from(self.rest);
        Self::nearest(f64::from(sum) * scale + f64::from(self.signed::<SIGNED>(sum)))
    }

    /// The offset with the sign of a sum, if it has it.
    #[inline(always)]
    pub fn signed<const SIGNED: bool>(&self, sum: i32) -> f32 {
        if SIGNED && sum < 0 { -self.offset } else { self.offset }
    }

    /// The nearest integer, halves to even, of a number below 2^31.
    #[inline(always)]
    pub fn nearest(x: f64) -> i32 {
        // Added to such a number, it leaves no bits for fractions.
        const WHOLE: f64 = (3u64 << 51) as f64;
        (x + WHOLE - WHOLE) as i32
    }
}

/// Bytes of outputs that an epilogue meets at a time, unless a block has more: half of the nearest cache.
const NEAR: usize = 16 << 10;

impl TiledLayer {
    /// Runs of a row of the filter.
    #[inline(always)]
    pub fn taps(&self) -> usize {
        if self.conv.width.dilation == 1 { 1 } else { self.conv.width.filter }
    }

    /// Elements of a run.
    #[inline(always)]
    pub fn run(&self) -> usize {
        let taps = if self.conv.width.dilation == 1 { self.conv.width.filter } else { 1 };
        taps.wrapping_mul(self.conv.channels)
    }

    /// Steps of so many elements that a patch takes.
    #[inline(always)]
    pub fn depth(&self, step: usize) -> usize {
        self.conv.height.filter.wrapping_mul(self.taps()).wrapping_mul(self.run().div_ceil(step.max(1)))
    }

    /// Elements of an image.
    #[inline(always)]
    pub fn image_size(&self) -> usize {
        self.conv.height.input.wrapping_mul(self.conv.width.input).wrapping_mul(self.conv.channels)
    }

    /// Outputs that blocks may lie across: of an image where there are bands, else all.
    #[inline(always)]
    pub fn outputs_at_once(&self) -> usize {
        if self.is_pointwise() { usize::MAX } else { self.image_outputs() }
    }

    /// Outputs of an image, with the lines between its own.
    #[inline(always)]
    pub fn image_outputs(&self) -> usize {
        let line = self.conv.width.output.wrapping_mul(self.conv.units);
        self.conv.height.output.wrapping_mul(self.every).wrapping_mul(line)
    }

    /// Blocks whose outputs, of so many bytes each, are met by an epilogue together: in as few calls as have them near.
    #[inline(always)]
    pub fn together(&self, bytes: usize) -> usize {
        (NEAR / self.next_block().wrapping_mul(bytes).max(1)).max(1)
    }

    /// Outputs from a block to the next.
    #[inline(always)]
    pub fn next_block(&self) -> usize {
        self.block.max(1).wrapping_mul(self.conv.units).wrapping_mul(self.every)
    }

    /// The outputs of each block, with its number.
    #[inline(always)]
    pub fn blocks<'y, Y>(&self, y: &'y mut [Y]) -> impl Iterator<Item = (usize, &'y mut [Y])> {
        let block = self.block.max(1).wrapping_mul(self.conv.units);
        let blocks = y.chunks_mut(self.next_block().max(1));
        blocks
            .map(move |y| {
                let len = y.len().min(block);
                y.get_mut(..len).unwrap_or(&mut [])
            })
            .enumerate()
    }

    /// Elements in a line of a band: a line of the image with borders around it.
    #[inline(always)]
    pub fn band_line(&self) -> usize {
        self.band_columns().wrapping_mul(self.conv.channels)
    }

    /// Pixels of a line of a band.
    #[inline(always)]
    pub fn band_columns(&self) -> usize {
        span(&self.conv.width, self.conv.width.output)
    }

    /// Steps from one phase of a line of a band to the next. Where pixels are whole steps there is one phase; else there are as
    /// many as a step has elements, of which each begins one element later: any element begins a step in one of them.
    #[inline(always)]
    pub fn phase(&self, step: usize) -> usize {
        let steps = self.band_line().div_ceil(step.max(1));
        // Runs in later phases end one step beyond the line.
        if self.phases(step) == 1 { steps } else { steps + 1 }
    }

    /// Phases of a line of a band.
    #[inline(always)]
    pub fn phases(&self, step: usize) -> usize {
        if self.conv.channels.is_multiple_of(step) { 1 } else { step }
    }

    /// Lines of a band for so many lines of outputs. Those that no row of the filter meets are left out.
    #[inline(always)]
    pub fn band_lines(&self, outputs: usize) -> usize {
        if self.leaves_lines() { outputs } else { span(&self.conv.height, outputs) }
    }

    /// Whether outputs meet one line each, some apart.
    #[inline(always)]
    fn leaves_lines(&self) -> bool {
        self.conv.height.filter == 1
    }

    /// Lines of a band from a line of outputs to the next.
    #[inline(always)]
    pub fn band_stride(&self) -> usize {
        if self.leaves_lines() { 1 } else { self.conv.height.stride }
    }

    /// Lines of the image from a line of a band to the next.
    #[inline(always)]
    pub fn band_spacing(&self) -> usize {
        if self.leaves_lines() { self.conv.height.stride } else { 1 }
    }

    /// Whether each patch is one pixel of the input, of which some may be left out.
    #[inline(always)]
    pub fn is_pixel(&self) -> bool {
        let one = |w: &Window| w.filter == 1 && w.padding == 0;
        one(&self.conv.height) && one(&self.conv.width)
    }

    /// Whether there is one patch, of all inputs.
    #[inline(always)]
    pub fn is_row(&self) -> bool {
        self.is_pointwise() && self.block == 1 && self.image_size() == self.conv.channels
    }

    /// Whether each patch is one pixel of the input, in the order of the outputs.
    #[inline(always)]
    pub fn is_pointwise(&self) -> bool {
        let identity = |w: &Window| w.filter == 1 && w.stride == 1 && w.padding == 0 && w.input == w.output;
        identity(&self.conv.height) && identity(&self.conv.width)
    }
}

/// A depthwise convolution of floats, in strips of a few lines of outputs and a panel of channels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TiledDepthwise {
    /// The convolution.
    pub conv: DepthwiseConv2d,
    /// Lines of outputs of a strip.
    pub lines: usize,
}

impl TiledDepthwise {
    /// Output channels.
    #[inline(always)]
    pub fn units(&self) -> usize {
        self.conv.channels.wrapping_mul(self.conv.multiplier)
    }

    /// Pixels in a line of a strip.
    #[inline(always)]
    pub fn columns(&self) -> usize {
        span(&self.conv.width, self.conv.width.output)
    }

    /// Lines of a strip.
    #[inline(always)]
    pub fn strip_lines(&self) -> usize {
        span(&self.conv.height, self.lines)
    }

    /// Pixels of working memory for a strip.
    #[inline(always)]
    pub fn strip(&self) -> usize {
        self.strip_lines().wrapping_mul(self.columns())
    }
}

/// Positions that so many outputs reach along one dimension.
#[inline(always)]
fn span(window: &Window, outputs: usize) -> usize {
    let taps = window.filter.saturating_sub(1).wrapping_mul(window.dilation).wrapping_add(1);
    outputs.saturating_sub(1).wrapping_mul(window.stride).wrapping_add(taps)
}
