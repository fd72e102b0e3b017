//! Parameters of depthwise convolutions of bytes, whose filters take four columns of a row at a time.

use super::DepthwiseConv2d;

/// A depthwise convolution of bytes, in strips of a few lines of outputs and a panel of channels.
///
/// A strip holds rows of quads: four columns of a row, as far apart as the taps of the filter, side by side for each channel. Where
/// columns are neighbours and a filter leaves room in its last quad, several outputs take the same quads, each with weights that
/// are shifted to its place: a group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DepthwiseQuads {
    /// The convolution.
    pub conv: DepthwiseConv2d,
    /// Neighbouring pixels that are as many channels of one: two where they fill a panel.
    pub pixels: usize,
    /// Lines of outputs of a strip.
    pub lines: usize,
    /// How the quads of a row lie.
    pub row: QuadRow,
}

/// How the quads of a row lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuadRow {
    /// Columns from a quad to the next.
    pub spacing: usize,
    /// Outputs of a group.
    pub phases: usize,
    /// Groups of a line.
    pub groups: usize,
    /// Quads from the first of a group to that of the next.
    pub advance: usize,
    /// Quads that a row of the filter meets.
    pub steps: usize,
    /// Quads from one of them to the next.
    pub between: usize,
    /// Weights of a step that are added up, one or two: those of more than 8 bits are two.
    pub sets: usize,
    /// Quads that begin before the image.
    pub before: usize,
    /// Where those end that are all inside of the image.
    pub inside: usize,
    /// Quads for a row of the image.
    pub len: usize,
}

/// Columns of a quad.
pub const QUAD: usize = 4;

impl QuadRow {
    /// For a convolution with so many pixels as one.
    pub fn of(conv: &DepthwiseConv2d, pixels: usize, sets: usize) -> Self {
        let (w, pixels) = (&conv.width, pixels.max(1));
        let (stride, dilation) = (w.stride.saturating_mul(pixels).max(1), w.dilation.max(1));
        let steps = w.filter.div_ceil(QUAD);
        let shares = |spacing: usize| {
            let fits = w.filter.saturating_add(spacing - 1).div_ceil(QUAD) == steps;
            dilation == 1 && fits && (stride.is_multiple_of(spacing) || spacing.is_multiple_of(stride))
        };
        let spacing = [4, 2].into_iter().find(|&spacing| shares(spacing)).unwrap_or(1);
        let (phases, advance) = ((spacing / stride).max(1), (stride / spacing).max(1));
        let between = QUAD.saturating_mul(dilation) / spacing;
        let groups = w.output.div_ceil(pixels).div_ceil(phases);
        let last = groups.saturating_sub(1).saturating_mul(advance);
        let len = last.saturating_add(steps.saturating_sub(1).saturating_mul(between)).saturating_add(1);
        // From the first column of a quad to the end of its last.
        let reach = dilation.saturating_mul(QUAD - 1).saturating_add(pixels);
        let inside = w.input.saturating_add(w.padding).checked_sub(reach).map_or(0, |last| last / spacing + 1).min(len);
        let before = w.padding.div_ceil(spacing).min(inside);
        QuadRow { spacing, phases, groups, advance, steps, between, sets, before, inside, len }
    }
}

impl DepthwiseQuads {
    /// Outputs in a tile: whole groups.
    pub const TILE: usize = 4;

    /// Output channels, of all pixels that are as one.
    #[inline(always)]
    pub fn units(&self) -> usize {
        self.conv.channels.wrapping_mul(self.conv.multiplier).wrapping_mul(self.pixels)
    }

    /// Rows of a strip.
    #[inline(always)]
    pub fn rows(&self) -> usize {
        let height = &self.conv.height;
        let taps = height.filter.saturating_sub(1).saturating_mul(height.dilation);
        self.lines.saturating_sub(1).saturating_mul(height.stride).saturating_add(taps).saturating_add(1)
    }

    /// Quads of a strip.
    #[inline(always)]
    pub fn strip(&self) -> usize {
        self.rows().saturating_mul(self.row.len)
    }

    /// Quads from the first that a line of outputs meets to behind the last, where all tiles are full.
    #[inline(always)]
    pub fn reach(&self) -> Option<usize> {
        let (row, height) = (&self.row, &self.conv.height);
        let groups = row.groups.checked_next_multiple_of(Self::TILE / row.phases.clamp(1, Self::TILE))?;
        let last = groups.checked_sub(1)?.checked_mul(row.advance)?;
        let step = row.steps.checked_sub(1)?.checked_mul(row.between)?;
        let down = height.filter.checked_sub(1)?.checked_mul(height.dilation)?.checked_mul(row.len)?;
        last.checked_add(step)?.checked_add(down)?.checked_add(1)
    }

    /// Quads of working memory: a strip, and what the last tile of the last line reads behind it.
    #[inline(always)]
    pub fn room(&self) -> usize {
        let last = self.lines.saturating_sub(1).saturating_mul(self.conv.height.stride).saturating_mul(self.row.len);
        self.reach().unwrap_or(0).saturating_add(last).max(self.strip())
    }

    /// Quads of weights for a panel: `[rows][steps][sets][phases]`.
    #[inline(always)]
    pub fn taps(&self) -> usize {
        self.conv.height.filter.wrapping_mul(self.row.steps).wrapping_mul(self.row.sets).wrapping_mul(self.row.phases)
    }
}
