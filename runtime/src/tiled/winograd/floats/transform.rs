//! Transforms of inputs and weights.

use super::Numbers;
use crate::isa::{PANEL, Panels, Task, Wide, array_of};
use crate::kernel::{TiledLayer, Window, WinogradFloats};
use crate::tiled::winograd::{inputs, weights};
use core::ops::Range;

/// Inputs of some lines of tiles.
pub(super) struct Inputs<'a, I> {
    pub(super) isa: I,
    pub(super) p: &'a TiledLayer,
    pub(super) shape: WinogradFloats,
    pub(super) rows: Range<usize>,
    pub(super) x: &'a [f32],
    /// A pixel outside of the image.
    pub(super) outside: &'a [f32],
    /// Of each chunk `[16][tiles][channels]`.
    pub(super) to: &'a mut [f32],
}

impl<I: Panels> Task for Inputs<'_, I> {
    #[inline(always)]
    fn run(self) {
        let (shape, tiles) = (self.shape, self.rows.len().saturating_mul(self.shape.columns));
        let fits = self.x.len() >= self.p.image_size() && self.outside.len() >= shape.channels;
        if !fits || self.p.conv.channels != shape.channels || self.to.len() < shape.inputs(tiles) {
            return;
        }
        let (mut to, most) = (self.to.as_mut_ptr(), shape.chunk().max(1));
        for first in (0..shape.channels).step_by(most) {
            let len = most.min(shape.channels - first);
            let mut at = Place { first, len, to, position: WinogradFloats::position(tiles, len) };
            for row in self.rows.clone() {
                // SAFETY: as has just been found.
                unsafe { self.row(2 * row, &mut at) };
            }
            to = to.wrapping_add(WinogradFloats::positions(tiles, len));
        }
    }
}

/// Some channels of a tile, and where they go, in floats from one position to the next.
struct Place {
    first: usize,
    len: usize,
    to: *mut f32,
    position: usize,
}

impl<I: Panels> Inputs<'_, I> {
    /// Tiles whose outputs begin with that row; goes on to the next.
    ///
    /// # Safety
    /// The image has all its pixels, and there is room for so many tiles.
    #[inline(always)]
    unsafe fn row(&self, row: usize, at: &mut Place) {
        let (height, width) = (&self.p.conv.height, &self.p.conv.width);
        let channels = self.shape.channels;
        let line = width.input.wrapping_mul(channels);
        let outside = (self.outside.as_ptr().wrapping_add(at.first), 0);
        let lines = array_of!(4, |i| match inside(height, row + i) {
            Some(row) => (self.x.as_ptr().wrapping_add(row.wrapping_mul(line).wrapping_add(at.first)), channels),
            None => outside,
        });
        for column in (0..self.shape.columns).map(|column| 2 * column) {
            let columns = array_of!(4, |j| inside(width, column + j));
            let pixels = match columns {
                [Some(first), .., Some(_)] => array_of!(4, |i| {
                    let (line, next) = lines[i];
                    let first = line.wrapping_add(first.wrapping_mul(next));
                    array_of!(4, |j| first.wrapping_add(next.wrapping_mul(j)))
                }),
                _ => array_of!(4, |i| array_of!(4, |j| match columns[j] {
                    Some(column) => lines[i].0.wrapping_add(column.wrapping_mul(lines[i].1)),
                    None => outside.0,
                })),
            };
            // SAFETY: these are pixels of the image, or the one outside.
            unsafe { self.tile(&pixels, at) };
            at.to = at.to.wrapping_add(at.len);
        }
    }

    /// # Safety
    /// The channels can be read from all pixels, and written at 16 positions.
    #[inline(always)]
    unsafe fn tile(&self, pixels: &[[*const f32; 4]; 4], at: &Place) {
        let whole = at.len - at.len % PANEL;
        for channel in (0..whole).step_by(PANEL) {
            // SAFETY: as the caller says.
            unsafe { vectors::<I, 2>(self.isa, pixels, channel, at.to.wrapping_add(channel), at.position) };
        }
        if whole < at.len {
            // SAFETY: as the caller says, eight channels remain.
            unsafe { vectors::<I, 1>(self.isa, pixels, whole, at.to.wrapping_add(whole), at.position) };
        }
    }
}

/// The input of a window's place, counted with its padding.
#[inline(always)]
fn inside(window: &Window, at: usize) -> Option<usize> {
    at.checked_sub(window.padding).filter(|&at| at < window.input)
}

/// `V` times eight channels of a tile: `B' d B`, a column at a time.
///
/// # Safety
/// They can be read from all pixels, and written at 16 positions.
#[inline(always)]
unsafe fn vectors<I: Wide<V>, const V: usize>(
    isa: I,
    pixels: &[[*const f32; 4]; 4],
    channel: usize,
    to: *mut f32,
    position: usize,
) {
    for column in 0..4 {
        // SAFETY: as the caller says.
        let rows = array_of!(4, |i| unsafe {
            let d = array_of!(4, |j| isa.floats(&*pixels[i][j].wrapping_add(channel).cast::<[[f32; 8]; V]>()));
            inputs(Numbers(isa), d)[column]
        });
        let (d, mut place) = (inputs(Numbers(isa), rows), to.wrapping_add(position.wrapping_mul(column)));
        for row in 0..4 {
            // SAFETY: as the caller says.
            unsafe { *place.cast::<[[f32; 8]; V]>() = isa.float_numbers(d[row]) };
            place = place.wrapping_add(position.wrapping_mul(4));
        }
    }
}

/// Transforms the weights `[9][channels]` of `V` times eight channels, those of `len` channels of the input from `first` on, to
/// `[16][len + 1]`, if there are as many.
#[inline(always)]
pub(super) fn filters<I: Wide<V>, const V: usize>(
    isa: I,
    packed: &[[[f32; 8]; V]],
    channels: usize,
    (first, len): (usize, usize),
    to: &mut [[[f32; 8]; V]],
) -> bool {
    let fits = packed.len() >= channels.saturating_mul(9)
        && to.len() >= len.saturating_add(1).saturating_mul(WinogradFloats::POSITIONS);
    if first.saturating_add(len) > channels || !fits {
        return false;
    }
    let (from, to) = (packed.as_ptr().wrapping_add(first), to.as_mut_ptr());
    for k in 0..len {
        // SAFETY: `first + k` is below `channels`, and `k` below `len`.
        unsafe {
            let g = array_of!(9, |i| isa.floats(&*from.wrapping_add(i * channels + k)));
            let columns = array_of!(3, |i| weights(Numbers(isa), [g[i], g[3 + i], g[6 + i]]));
            let mut place = to.wrapping_add(k);
            for row in 0..4 {
                let row_weights = weights(Numbers(isa), [columns[0][row], columns[1][row], columns[2][row]]);
                for column in 0..4 {
                    *place = isa.float_numbers(row_weights[column]);
                    place = place.wrapping_add(len + 1);
                }
            }
        }
    }
    true
}
