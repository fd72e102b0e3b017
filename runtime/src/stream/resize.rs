//! RESIZE_BILINEAR: of the two rows that an output row lies between, the pixels left and right of each of its own are laid side by side,
//! so that a row is elementwise over long runs, however many channels a pixel has. Rows are laid once for all output rows that
//! meet them.

use super::put;
use crate::isa::{BLOCK, Stream, Task, dispatch};
use crate::kernel::{Resize, copy_row, row};

macro_rules! kernels {
    ($($name:ident $t:ty, $weight:ty;)*) => { $(
        dispatch! {
            /// As the plain kernel without `stream_`. `across` is room for a weight, and `lines` for four elements, of each element of
            /// an output row, both for whole blocks of 64 elements.
            pub fn $name(
                p: &Resize, rows: &[u32], row_weights: &[$weight], columns: &[u32], column_weights: &[$weight], x: &[$t],
                across: &mut [$weight], lines: &mut [$t], y: &mut [$t],
            ) = bilinear
        }
    )* };
}
kernels! {
    stream_resize_bilinear_f32 f32, f32;
    stream_resize_bilinear_i8 i8, i16;
    stream_resize_bilinear_u8 u8, f32;
}

/// Elements of images, computed as the plain kernels do.
pub(super) trait Element: Copy {
    type Weight: Copy + Default;
    /// Between the elements at the top left, bottom left, top right and bottom right. Marked `#[inline(always)]`.
    fn between(corners: [Self; 4], down: Self::Weight, across: Self::Weight) -> Self;
}

impl Element for f32 {
    type Weight = f32;

    #[inline(always)]
    fn between(corners: [f32; 4], down: f32, across: f32) -> f32 {
        Resize::between_f32(corners, down, across)
    }
}

impl Element for u8 {
    type Weight = f32;

    #[inline(always)]
    fn between(corners: [u8; 4], down: f32, across: f32) -> u8 {
        byte(Resize::between_reals(corners.map(f32::from), down, across, 0.5))
    }
}

/// As a cast to a byte, which compilers do one by one: a number is 0 at least and 255 at most, and loses its fraction.
#[inline(always)]
pub(super) fn byte(x: f32) -> u8 {
    // Added to a byte, it leaves no bits for fractions.
    const WHOLE: f32 = 8_388_608.0;
    let x = if x > 0.0 { x } else { 0.0 };
    let x = if x < 255.0 { x } else { 255.0 };
    let nearest = x + WHOLE - WHOLE;
    let below = if nearest > x { nearest - 1.0 } else { nearest };
    (below + WHOLE).to_bits() as u8
}

impl Element for i8 {
    type Weight = i16;

    #[inline(always)]
    fn between(corners: [i8; 4], down: i16, across: i16) -> i8 {
        Resize::between_i8(corners, down, across)
    }
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(super) fn bilinear<I: Stream, T: Element>(
    isa: I,
    p: &Resize,
    rows: &[u32],
    row_weights: &[T::Weight],
    columns: &[u32],
    column_weights: &[T::Weight],
    x: &[T],
    across: &mut [T::Weight],
    lines: &mut [T],
    y: &mut [T],
) {
    let (rows, columns) = (rows.as_chunks().0, columns.as_chunks().0);
    // What is beyond a row is computed too, so that it must be weights.
    across.get_mut(p.output_row..).unwrap_or(&mut []).fill(T::Weight::default());
    for (&weight, place) in column_weights.iter().zip(across.chunks_mut(p.pixel.max(1))) {
        place.fill(weight);
    }
    let across = across.as_chunks().0;
    for (image, y) in p.images(x, y) {
        let mut laid = Laid { p, columns, image, starts: [None; 2], lines: &mut *lines };
        for ((ends, &down), y) in rows.iter().zip(row_weights).zip(p.output_rows(y)) {
            let corners = laid.corners(*ends);
            isa.vectorize(Row { corners, down, across, y });
        }
    }
}

/// Two rows of an image, as the pixels to the left and to the right of those of an output row.
struct Laid<'a, T> {
    p: &'a Resize,
    columns: &'a [[u32; 2]],
    image: &'a [T],
    /// Where the rows begin that are laid.
    starts: [Option<u32>; 2],
    /// Left and right of the first row, and of the second.
    lines: &'a mut [T],
}

impl<T: Copy> Laid<'_, T> {
    /// The elements at the top left, bottom left, top right and bottom right of the output row between two rows.
    #[inline(always)]
    fn corners(&mut self, [top, bottom]: [u32; 2]) -> [&[[T; BLOCK]]; 4] {
        let top = self.lay(top, bottom);
        let bottom = self.lay(bottom, self.starts.get(top).copied().flatten().unwrap_or(bottom));
        let room = self.room();
        let line = |i: usize| self.lines.get(i.wrapping_mul(room)..).and_then(|rest| rest.get(..room)).unwrap_or(&[]);
        [2 * top, 2 * bottom, 2 * top + 1, 2 * bottom + 1].map(|i| line(i).as_chunks().0)
    }

    /// Elements of a line, in whole blocks.
    #[inline(always)]
    fn room(&self) -> usize {
        self.p.output_row.next_multiple_of(BLOCK)
    }

    /// Which of the two a row is, laid in place of one that is not the other, if it is none yet.
    #[inline(always)]
    fn lay(&mut self, start: u32, other: u32) -> usize {
        if let Some(slot) = self.starts.iter().position(|laid| *laid == Some(start)) {
            return slot;
        }
        let (slot, room) = (usize::from(self.starts[0] == Some(other)), self.room());
        self.starts[slot] = Some(start);
        let from = row(self.image, start as usize, self.p.row);
        let lines = self.lines.get_mut(slot.wrapping_mul(2 * room)..).unwrap_or(&mut []);
        for (side, line) in lines.chunks_mut(room.max(1)).take(2).enumerate() {
            lay_pixels(from, self.columns, side, self.p.pixel, line);
        }
        slot
    }
}

/// The pixels that one side of each pixel of an output row is.
#[inline(always)]
fn lay_pixels<T: Copy>(from: &[T], columns: &[[u32; 2]], side: usize, pixel: usize, line: &mut [T]) {
    match pixel {
        1 => lay_few::<1, T>(from, columns, side, line),
        2 => lay_few::<2, T>(from, columns, side, line),
        3 => lay_few::<3, T>(from, columns, side, line),
        4 => lay_few::<4, T>(from, columns, side, line),
        _ => {
            for (ends, place) in columns.iter().zip(line.chunks_exact_mut(pixel.max(1))) {
                copy_row(row(from, ends[side] as usize, pixel), place);
            }
        }
    }
}

/// The same of pixels that are a load and a store.
#[inline(always)]
fn lay_few<const N: usize, T: Copy>(from: &[T], columns: &[[u32; 2]], side: usize, line: &mut [T]) {
    for (ends, place) in columns.iter().zip(line.as_chunks_mut::<N>().0) {
        if let Some(pixel) = from.get(ends[side] as usize..).and_then(|rest| rest.first_chunk()) {
            *place = *pixel;
        }
    }
}

/// A row of outputs.
struct Row<'a, T: Element> {
    corners: [&'a [[T; BLOCK]]; 4],
    down: T::Weight,
    across: &'a [[T::Weight; BLOCK]],
    y: &'a mut [T],
}

impl<T: Element> Task for Row<'_, T> {
    #[inline(always)]
    fn run(self) {
        let Row { corners: [a, b, c, d], down, across, y } = self;
        let blocks = a.iter().zip(b).zip(c.iter().zip(d)).zip(across);
        for ((((a, b), (c, d)), across), y) in blocks.zip(y.chunks_mut(BLOCK)) {
            let mut block = *a;
            for i in 0..BLOCK {
                block[i] = T::between([a[i], b[i], c[i], d[i]], down, across[i]);
            }
            match y.first_chunk_mut() {
                Some(y) => *y = block,
                None => put(&block, y),
            }
        }
    }
}
