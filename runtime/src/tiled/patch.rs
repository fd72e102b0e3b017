//! Patches: what the filters meet at one output pixel, laid out as the weights are.

use crate::kernel::{TiledLayer, Window};

/// Where the patch of one output pixel is in the input.
pub(super) struct Patch<'a, X> {
    layer: &'a TiledLayer,
    image: &'a [X],
    oy: usize,
    ox: usize,
}

impl<'a, X: Copy> Patch<'a, X> {
    /// Of output pixel `index`, counted through all images.
    #[inline(always)]
    pub(super) fn new(layer: &'a TiledLayer, x: &'a [X], index: usize) -> Self {
        let p = &layer.conv;
        let (row, ox) = split(index, p.width.output);
        let (image, oy) = split(row, p.height.output);
        let size = p.height.input.wrapping_mul(p.width.input).wrapping_mul(p.channels);
        let image = x.get(image.wrapping_mul(size)..).unwrap_or(&[]);
        Patch { layer, image, oy, ox }
    }

    /// How many runs of elements there are: rows of the filter, or taps where these are not neighbours.
    #[inline(always)]
    pub(super) fn runs(&self) -> usize {
        let p = &self.layer.conv;
        if p.width.dilation == 1 { p.height.filter } else { p.height.filter.wrapping_mul(p.width.filter) }
    }

    /// Run `i`, in the order of the weights.
    #[inline(always)]
    pub(super) fn run(&self, i: usize) -> Run<'a, X> {
        let p = &self.layer.conv;
        let (rows, columns) = (Reach::of(&p.height, self.oy), Reach::of(&p.width, self.ox));
        let (taps, (ty, tx)) =
            if p.width.dilation == 1 { (p.width.filter, (i, 0)) } else { (1, split(i, p.width.filter)) };
        let (before, inside) = columns.split(tx, taps);
        let (before, inside) = if rows.at(ty) < p.height.input { (before, inside) } else { (taps, 0) };
        let line = rows.at(ty).wrapping_mul(p.width.input);
        let start = line.wrapping_add(columns.at(tx.wrapping_add(before))).wrapping_mul(p.channels);
        let inside = self.image.get(start..).and_then(|rest| rest.get(..inside.wrapping_mul(p.channels)));
        let (before, inside) = (before.wrapping_mul(p.channels), inside.unwrap_or(&[]));
        let after = taps.wrapping_mul(p.channels).wrapping_sub(before).wrapping_sub(inside.len());
        Run { before, inside, after }
    }

    /// The patch as elements, `outside` where there is no image.
    #[inline(always)]
    pub(super) fn copy(&self, outside: X, patch: &mut [X]) {
        let mut rest = patch;
        for i in 0..self.runs() {
            let run = self.run(i);
            let (before, after) = rest.split_at_mut_checked(run.before).unwrap_or_default();
            let (inside, after) = after.split_at_mut_checked(run.inside.len()).unwrap_or_default();
            let (behind, after) = after.split_at_mut_checked(run.after).unwrap_or_default();
            before.fill(outside);
            inside.copy_from_slice(run.inside);
            behind.fill(outside);
            rest = after;
        }
    }
}

/// Elements that lie together: some before the image, some of it, some after it.
pub(super) struct Run<'a, X> {
    pub(super) before: usize,
    pub(super) inside: &'a [X],
    pub(super) after: usize,
}

/// The positions that the taps of a filter reach along one dimension.
struct Reach<'a> {
    window: &'a Window,
    start: usize,
}

impl<'a> Reach<'a> {
    #[inline(always)]
    fn of(window: &'a Window, output: usize) -> Self {
        Reach { window, start: output.wrapping_mul(window.stride) }
    }

    #[inline(always)]
    fn at(&self, tap: usize) -> usize {
        self.start.wrapping_add(tap.wrapping_mul(self.window.dilation)).wrapping_sub(self.window.padding)
    }

    /// How many of `taps` neighbouring ones, from `tap`, are before the image, and how many inside.
    #[inline(always)]
    fn split(&self, tap: usize, taps: usize) -> (usize, usize) {
        let start = self.start.wrapping_add(tap.wrapping_mul(self.window.dilation));
        let before = self.window.padding.saturating_sub(start).min(taps);
        let reach = self.window.input.wrapping_add(self.window.padding).saturating_sub(start).min(taps);
        (before, reach.saturating_sub(before))
    }
}

#[inline(always)]
fn split(index: usize, extent: usize) -> (usize, usize) {
    let extent = extent.max(1);
    (index / extent, index % extent)
}
