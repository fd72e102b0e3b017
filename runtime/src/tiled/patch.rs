//! Patches: what the filters meet at one output pixel, laid out as the weights are.

use crate::kernel::{TiledLayer, Window};

/// Where the patch of one output pixel is in the input, and then that of the next.
pub(super) struct Patch<'a, X> {
    layer: &'a TiledLayer,
    /// From the image of the output pixel on.
    images: &'a [X],
    oy: usize,
    ox: usize,
    /// Of the taps along a row: how many are before the image, and how many inside.
    columns: (usize, usize),
}

impl<'a, X: Copy> Patch<'a, X> {
    /// Of output pixel `index`, counted through all images.
    #[inline(always)]
    pub(super) fn new(layer: &'a TiledLayer, x: &'a [X], index: usize) -> Self {
        let p = &layer.conv;
        let (row, ox) = split(index, p.width.output);
        let (image, oy) = split(row, p.height.output);
        let images = x.get(image.wrapping_mul(layer.image_size())..).unwrap_or(&[]);
        let mut patch = Patch { layer, images, oy, ox, columns: (0, 0) };
        patch.columns = patch.columns_from(0);
        patch
    }

    /// Goes to the next output pixel.
    #[inline(always)]
    pub(super) fn advance(&mut self) {
        let p = &self.layer.conv;
        self.ox += 1;
        if self.ox == p.width.output {
            (self.ox, self.oy) = (0, self.oy + 1);
        }
        if self.oy == p.height.output {
            self.oy = 0;
            self.images = self.images.get(self.layer.image_size()..).unwrap_or(&[]);
        }
        self.columns = self.columns_from(0);
    }

    /// Whether the taps along a row meet neighbours.
    #[inline(always)]
    fn has_rows(&self) -> bool {
        self.layer.conv.width.dilation == 1
    }

    /// How many runs of elements there are: rows of the filter, or taps where these are not neighbours.
    #[inline(always)]
    pub(super) fn runs(&self) -> usize {
        let p = &self.layer.conv;
        if self.has_rows() { p.height.filter } else { p.height.filter.wrapping_mul(p.width.filter) }
    }

    #[inline(always)]
    fn columns_from(&self, tap: usize) -> (usize, usize) {
        let width = &self.layer.conv.width;
        Reach { window: width, start: self.ox.wrapping_mul(width.stride) }
            .split(tap, if self.has_rows() { width.filter } else { 1 })
    }

    /// Run `i`, in the order of the weights.
    #[inline(always)]
    pub(super) fn run(&self, i: usize) -> Run<'a, X> {
        let p = &self.layer.conv;
        let (taps, ty, tx, columns) = if self.has_rows() {
            (p.width.filter, i, 0, self.columns)
        } else {
            let (ty, tx) = split(i, p.width.filter);
            (1, ty, tx, self.columns_from(tx))
        };
        let rows = Reach { window: &p.height, start: self.oy.wrapping_mul(p.height.stride) };
        let position = Reach { window: &p.width, start: self.ox.wrapping_mul(p.width.stride) };
        let row = rows.at(ty);
        let (before, inside) = if row < p.height.input { columns } else { (taps, 0) };
        let pixel = row.wrapping_mul(p.width.input).wrapping_add(position.at(tx.wrapping_add(before)));
        let from = self.images.get(pixel.wrapping_mul(p.channels)..).unwrap_or(&[]);
        let after = taps.wrapping_sub(before).wrapping_sub(inside);
        let [before, inside, after] = [before, inside, after].map(|taps| taps.wrapping_mul(p.channels));
        Run { before, inside: inside.min(from.len()), from, after }
    }

    /// The patch as elements, `outside` where there is no image; `patch` has room for [`SLACK`] more, which may be written.
    #[inline(always)]
    pub(super) fn copy(&self, outside: X, patch: &mut [X]) {
        let mut at = 0;
        for i in 0..self.runs() {
            let run = self.run(i);
            at = fill(patch, at, run.before, outside);
            let end = at.wrapping_add(run.inside);
            let place = patch.get_mut(at..).unwrap_or(&mut []);
            match (place.first_chunk_mut::<SLACK>(), run.from.first_chunk::<SLACK>()) {
                (Some(place), Some(from)) if run.inside <= SLACK => *place = *from,
                _ => place.iter_mut().zip(run.from).take(run.inside).for_each(|(place, x)| *place = *x),
            }
            at = fill(patch, end, run.after, outside);
        }
    }
}

/// Short runs are copied as so many elements.
pub(super) const SLACK: usize = 16;

/// Fills `count` elements from `at`; gives the place after them.
#[inline(always)]
fn fill<X: Copy>(patch: &mut [X], at: usize, count: usize, value: X) -> usize {
    if count > 0 {
        patch.iter_mut().skip(at).take(count).for_each(|place| *place = value);
    }
    at.wrapping_add(count)
}

/// Elements that lie together: some before the image, some of it, some after it.
pub(super) struct Run<'a, X> {
    pub(super) before: usize,
    pub(super) inside: usize,
    pub(super) after: usize,
    /// The image from the first element inside.
    pub(super) from: &'a [X],
}

/// The positions that the taps of a filter reach along one dimension.
struct Reach<'a> {
    window: &'a Window,
    start: usize,
}

impl<'a> Reach<'a> {
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
