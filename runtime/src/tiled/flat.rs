//! Depthwise convolutions of bytes by lines: 64 neighbouring bytes at a time, whether they are of one pixel or of several.
//!
//! A filter's taps of a row are the same line as far apart as pixels are, so that quads need nothing but loads and halves of vectors
//! put together. What bytes of a line are beside the image is masked.

mod channels;
mod columns;
mod double;
mod group;
mod rows;
mod sweep;

use super::depthwise::are_there;
use super::requantize::Requantize;
use crate::isa::{Lanes, PANEL, Panels};
use crate::kernel::{DepthwiseQuads, QUAD};
use group::Group;

/// Bytes at a time.
const BYTES: usize = 64;
/// The most quads of weights of a filter, and quads of a row.
const MOST_TAPS: usize = 48;
const MOST_STEPS: usize = 4;

/// An image.
#[derive(Clone, Copy)]
pub(super) struct Flat<'a, L> {
    pub(super) lanes: L,
    pub(super) p: &'a DepthwiseQuads,
    pub(super) requantize: Requantize<'a>,
    pub(super) x: &'a [i8],
    /// What pixels outside of it hold, and the bits that are flipped in all.
    pub(super) outside: i8,
    pub(super) flip: i8,
    pub(super) bias: &'a [[i32; 8]],
    pub(super) weights: &'a [[[i8; 32]; 2]],
}

/// How lines of outputs are cut in groups of vectors that have the same channels: a group's vectors are a distance apart.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cut {
    groups: usize,
    /// From a vector of a group to the next.
    step: usize,
    /// Where the last group begins at the latest: all channels are of one pixel then, some of them in two groups.
    last: usize,
    kind: Kind,
}

/// How vectors come to their quads.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// Two or four outputs share quads, by weights that are shifted; two columns apart from the next such, or more.
    Two,
    TwoFar,
    Four,
    /// Each has its own, of taps that are one run of bytes of the image.
    One,
    /// Of taps that are two pixels' runs.
    Pieces,
    /// Of taps that are each second pixel of two runs.
    Seconds,
}

impl Cut {
    /// How lines are cut, if there is a way for the layer.
    #[inline(always)]
    fn of(p: &DepthwiseQuads) -> Option<Cut> {
        let (conv, row, channels) = (&p.conv, &p.row, p.conv.channels);
        let known = conv.multiplier == 1 && row.sets == 1 && row.steps <= MOST_STEPS && p.taps() <= MOST_TAPS;
        if !known || channels == 0 || !channels.is_multiple_of(4) {
            return None;
        }
        let stride = conv.width.stride;
        let shared = match (stride, row.phases, row.spacing) {
            (1, 4, 4) => Some((Kind::Four, channels / 2)),
            (1, 2, 2) => Some((Kind::Two, channels / 4)),
            (2, 2, 4) => Some((Kind::TwoFar, channels / 2)),
            _ => None,
        };
        // What is computed twice should be less than what is saved.
        let twice = channels.wrapping_neg() % BYTES;
        if let Some((kind, most)) = shared
            && channels >= BYTES
            && twice <= most
        {
            return Some(Cut { groups: channels.div_ceil(BYTES), step: channels, last: channels - BYTES, kind });
        }
        let part = 1 << channels.trailing_zeros().min(BYTES.trailing_zeros());
        let (groups, step) = (channels / part, channels.wrapping_mul(BYTES / part));
        let kind = match stride {
            _ if stride == 1 || part == BYTES => Kind::One,
            2 if part == channels => Kind::Seconds,
            _ if channels >= BYTES || 2 * channels == BYTES => Kind::Pieces,
            _ => return None,
        };
        // What groups have in common takes time, unless there are fewer than there would be panels.
        let vectors = conv.height.output.wrapping_mul(conv.width.output.wrapping_mul(channels).div_ceil(step.max(1)));
        (groups <= channels.div_ceil(PANEL) || vectors >= 16).then_some(Cut { groups, step, last: usize::MAX, kind })
    }

    /// Where a group's first vector begins.
    #[inline(always)]
    fn first(&self, group: usize) -> usize {
        group.wrapping_mul(BYTES).min(self.last)
    }
}

/// The groups of an image that are computed so.
#[derive(Clone, Copy)]
pub(super) struct Groups<'a, L> {
    flat: Flat<'a, L>,
    cut: Cut,
}

impl<'a, L: Lanes> Groups<'a, L> {
    /// Those of an image, if lines are cut and what they need is there.
    #[inline(always)]
    pub(super) fn of(flat: Flat<'a, L>, y: &[i8]) -> Option<Self> {
        let (p, units) = (flat.p, flat.p.units());
        let images = are_there(p, flat.x, y);
        let weights = units.div_ceil(PANEL).saturating_mul(p.taps()) <= flat.weights.len();
        let numbers = units.div_ceil(8) <= flat.bias.len() && flat.requantize.has(units);
        let cut = Cut::of(p)?;
        (images && weights && numbers).then_some(Groups { flat, cut })
    }

    /// Whether the outputs of a panel are computed so.
    #[inline(always)]
    pub(super) fn takes(&self, panel: usize) -> bool {
        let (first, end) = (panel * PANEL, (panel * PANEL + PANEL).min(self.flat.p.units()));
        let has = |group: usize| {
            let begin = self.cut.first(group);
            (self.cut.step != self.flat.p.conv.channels || begin <= first && end <= begin + BYTES)
                && self.is_single(group).is_some()
        };
        (0..self.cut.groups).any(has)
    }

    /// Whether all panels of a group are in single precision: with a rest, or all without.
    #[inline(always)]
    fn is_single(&self, group: usize) -> Option<bool> {
        let (units, first) = (self.flat.p.units(), self.cut.first(group));
        let units_of = if self.cut.step == units { first..first + BYTES } else { 0..units };
        let mut rest = false;
        for panel in units_of.start / PANEL..units_of.end.div_ceil(PANEL) {
            rest |= self.flat.requantize.is_single(panel, units)?;
        }
        Some(rest)
    }

    /// Computes their outputs: whether those are all.
    #[inline(always)]
    pub(super) fn run<I: Panels>(self, isa: I, y: &mut [i8]) -> bool {
        let (Groups { flat, cut }, mut all) = (self, true);
        for group in 0..cut.groups {
            let (first, step) = (cut.first(group), cut.step);
            let Some(rest) = self.is_single(group) else {
                all = false;
                continue;
            };
            match cut.kind {
                Kind::Two => isa.vectorize(Group::<L, 2, true, 1, false> { flat, first, step, rest, y }),
                Kind::TwoFar => isa.vectorize(Group::<L, 2, false, 1, false> { flat, first, step, rest, y }),
                Kind::Four => isa.vectorize(Group::<L, 4, false, 1, false> { flat, first, step, rest, y }),
                Kind::One => isa.vectorize(Group::<L, 1, false, 1, false> { flat, first, step, rest, y }),
                Kind::Pieces => isa.vectorize(Group::<L, 1, false, 2, false> { flat, first, step, rest, y }),
                Kind::Seconds => isa.vectorize(Group::<L, 1, false, 2, true> { flat, first, step, rest, y }),
            }
        }
        all
    }
}

impl<L: Lanes> Flat<'_, L> {
    /// Quads of a row of the filter.
    #[inline(always)]
    fn steps(&self) -> usize {
        self.p.row.steps
    }

    /// Bytes from a tap to the next.
    #[inline(always)]
    fn apart(&self) -> usize {
        self.p.conv.width.dilation.wrapping_mul(self.p.conv.channels)
    }

    /// Of two runs of a line, which fours of bytes are of each second pixel, if a run is of whole pixels.
    #[inline(always)]
    fn order(&self) -> [[i32; 4]; 4] {
        let (pixel, mut order) = ((self.p.conv.channels / 4).max(1), [[0; 4]; 4]);
        for (i, place) in order.as_flattened_mut().iter_mut().enumerate() {
            *place = (i / pixel * pixel * 2 + i % pixel) as i32;
        }
        order
    }

    /// Taps of a row and those to their last quad's end.
    #[inline(always)]
    fn taps(&self) -> usize {
        QUAD.wrapping_mul(self.steps())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{DepthwiseConv2d, QuadRow, Window};

    fn cut(channels: usize, filter: usize, stride: usize) -> Option<Cut> {
        let window = Window { input: 28, output: 28 / stride, filter, stride, dilation: 1, padding: filter / 2 };
        let conv = DepthwiseConv2d { height: window, width: window, channels, multiplier: 1 };
        Cut::of(&DepthwiseQuads { conv, pixels: 1, lines: 1, row: QuadRow::of(&conv, 1, 1) })
    }

    #[test]
    fn lines_are_cut_by_pixels_or_as_they_lie() {
        let of = |channels, filter, stride| cut(channels, filter, stride).map(|cut| (cut.kind, cut.groups, cut.step));
        assert_eq!(of(64, 3, 1), Some((Kind::Two, 1, 64)));
        assert_eq!(of(88, 5, 1), Some((Kind::Four, 2, 88)));
        assert_eq!(of(672, 5, 2), Some((Kind::TwoFar, 11, 672)));
        // A third would be computed twice.
        assert_eq!(of(96, 3, 1), Some((Kind::One, 3, 192)));
        assert_eq!(of(40, 3, 1), Some((Kind::One, 5, 320)));
        assert_eq!(of(96, 3, 2), Some((Kind::Pieces, 3, 192)));
        assert_eq!(of(16, 3, 2), Some((Kind::Seconds, 1, 64)));
        assert_eq!((of(18, 3, 1), of(48, 3, 2)), (None, None));
    }
}
