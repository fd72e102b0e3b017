//! Parameters of the kernels that work on tiles of vectors, with weights that the compiler has packed for them.

use super::{Clamp, Conv2d};

/// A layer as a product of patches, one for each output pixel, and packed weights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TiledLayer {
    /// The convolution that makes the patches. A dense layer is one over a column of pixels.
    pub conv: Conv2d,
    /// Images.
    pub batches: usize,
    /// Patches that are prepared at a time.
    pub block: usize,
}

/// How 8-bit sums become outputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TiledQuant {
    /// What pixels outside the image hold.
    pub input_zero_point: i8,
    /// Added to each output.
    pub output_offset: i32,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

impl TiledQuant {
    /// From the zero points of input and output.
    pub fn of(input: i32, output: i32, clamp: Clamp<i32>) -> Self {
        TiledQuant { input_zero_point: input as i8, output_offset: output, clamp }
    }
}

impl TiledLayer {
    /// Elements of a patch.
    #[inline(always)]
    pub fn depth(&self) -> usize {
        self.conv.height.filter.wrapping_mul(self.conv.width.filter).wrapping_mul(self.conv.channels)
    }

    /// Elements of an image.
    #[inline(always)]
    pub fn image_size(&self) -> usize {
        self.conv.height.input.wrapping_mul(self.conv.width.input).wrapping_mul(self.conv.channels)
    }

    /// Whether rows of patches are runs of a band: of an image with borders around it, in steps of so many elements.
    #[inline(always)]
    pub fn is_banded(&self, step: usize) -> bool {
        !self.is_pointwise() && self.conv.width.dilation == 1 && self.conv.channels.is_multiple_of(step)
    }

    /// Outputs that blocks may lie across: of an image where there are bands, else all.
    #[inline(always)]
    pub fn outputs_at_once(&self, step: usize) -> usize {
        if !self.is_banded(step) {
            return usize::MAX;
        }
        self.conv.height.output.wrapping_mul(self.conv.width.output).wrapping_mul(self.conv.units)
    }

    /// Pixels in a line of a band.
    #[inline(always)]
    pub fn band_columns(&self) -> usize {
        let width = &self.conv.width;
        width.output.saturating_sub(1).wrapping_mul(width.stride).wrapping_add(width.filter)
    }

    /// Lines of a band for so many lines of outputs.
    #[inline(always)]
    pub fn band_lines(&self, outputs: usize) -> usize {
        let height = &self.conv.height;
        let span = height.filter.saturating_sub(1).wrapping_mul(height.dilation).wrapping_add(1);
        outputs.saturating_sub(1).wrapping_mul(height.stride).wrapping_add(span)
    }

    /// Whether each patch is one pixel of the input, in the order of the outputs.
    #[inline(always)]
    pub fn is_pointwise(&self) -> bool {
        let identity = |w: &super::Window| w.filter == 1 && w.stride == 1 && w.padding == 0 && w.input == w.output;
        identity(&self.conv.height) && identity(&self.conv.width)
    }
}
