//! Resizing images by tables made at compile time: which rows and columns of the input each of the output is made of.

use super::{copy_row, row};

/// Extents of a resize, in elements of the slices.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resize {
    /// One image of the input.
    pub image: usize,
    /// One row of the input.
    pub row: usize,
    /// One image of the output.
    pub output_image: usize,
    /// One row of the output.
    pub output_row: usize,
    /// One pixel.
    pub pixel: usize,
}

impl Resize {
    /// The images of input and output.
    #[inline(always)]
    pub(crate) fn images<'a, T>(&self, x: &'a [T], y: &'a mut [T]) -> impl Iterator<Item = (&'a [T], &'a mut [T])> {
        x.chunks_exact(self.image.max(1)).zip(y.chunks_exact_mut(self.output_image.max(1)))
    }

    /// The rows of an image of the output.
    #[inline(always)]
    pub(crate) fn output_rows<'a, T>(&self, y: &'a mut [T]) -> impl Iterator<Item = &'a mut [T]> {
        y.chunks_exact_mut(self.output_row.max(1))
    }

    /// Between the elements at the top left, bottom left, top right and bottom right, at distances from the top and the left, in the
    /// order in which TFLite adds up, and a number added to it.
    #[inline(always)]
    pub(crate) fn between_reals([a, b, c, d]: [f32; 4], down: f32, across: f32, more: f32) -> f32 {
        let (up, back) = (1.0 - down, 1.0 - across);
        a * up * back + b * down * back + c * up * across + d * down * across + more
    }

    /// The same; what is added makes no zero negative.
    #[inline(always)]
    pub(crate) fn between_f32(corners: [f32; 4], down: f32, across: f32) -> f32 {
        Self::between_reals(corners, down, across, 0.0)
    }

    #[inline(always)]
    fn between_u8(corners: [u8; 4], down: f32, across: f32) -> u8 {
        Self::between_reals(corners.map(f32::from), down, across, 0.5) as u8
    }

    /// The pixels of a row of the output.
    #[inline(always)]
    fn output_pixels<'a, T>(&self, y: &'a mut [T]) -> impl Iterator<Item = &'a mut [T]> {
        y.chunks_exact_mut(self.pixel.max(1))
    }
}

/// Each pixel is one of the input's. `rows` and `columns` hold where they begin; elements are bytes.
pub fn resize_nearest(p: &Resize, rows: &[u32], columns: &[u32], x: &[u8], y: &mut [u8]) {
    for (image, y) in p.images(x, y) {
        // Neighbouring rows of the output are often the same row of the input.
        let mut previous: Option<(u32, &[u8])> = None;
        for (&start, y) in rows.iter().zip(p.output_rows(y)) {
            match previous {
                Some((same, done)) if same == start => copy_row(done, y),
                _ => nearest_row(p, columns, row(image, start as usize, p.row), y),
            }
            previous = Some((start, y));
        }
    }
}

fn nearest_row(p: &Resize, columns: &[u32], from: &[u8], y: &mut [u8]) {
    for (&start, y) in columns.iter().zip(p.output_pixels(y)) {
        copy_row(row(from, start as usize, p.pixel), y);
    }
}

macro_rules! between_integers {
    ($($name:ident $t:ty, $wide:ty;)*) => {
        impl Resize {
            $(
                /// As [`between_reals`](Resize::between_reals) with distances of 10 bits, rounded, halves away from zero.
                #[inline(always)]
                pub(crate) fn $name([a, b, c, d]: [$t; 4], down: i16, across: i16) -> $t {
                    let ([a, b, c, d], [down, across]) = ([a, b, c, d].map(<$wide>::from), [down, across].map(<$wide>::from));
                    let (up, back) = (1024 - down, 1024 - across);
                    let (left, right) = (a * up + b * down, c * up + d * down);
                    let sum = left * back + right * across;
                    let half = if sum > 0 { 1 << 19 } else { -(1 << 19) };
                    ((sum + half) / (1 << 20)) as $t
                }
            )*
        }
    };
}
between_integers! {
    // Distances and their complements lie within -512..=1536, so that 32 bits hold the sum.
    between_i8 i8, i32;
    between_i16 i16, i64;
}

/// The two rows or columns of the input that each of the output lies between, and how far from the first.
#[derive(Clone, Copy)]
struct Axis<'a, W> {
    ends: &'a [[u32; 2]],
    weights: &'a [W],
}

impl<'a, W: Copy> Axis<'a, W> {
    #[inline(always)]
    fn entries(self) -> impl Iterator<Item = ([usize; 2], W)> + 'a {
        self.ends.iter().zip(self.weights).map(|(ends, &weight)| (ends.map(|end| end as usize), weight))
    }
}

/// The four pixels around an output pixel, and the output pixel.
type Corners<'a, T> = ([&'a [T]; 4], &'a mut [T]);

/// Calls `f` for every pixel with its corners (top left, bottom left, top right, bottom right) and its distances from the top
/// and the left.
#[inline(always)]
fn bilinear<T, W: Copy>(
    p: &Resize,
    rows: Axis<'_, W>,
    columns: Axis<'_, W>,
    x: &[T],
    y: &mut [T],
    f: impl Fn(Corners<'_, T>, W, W),
) {
    for (image, y) in p.images(x, y) {
        for ((ends, down), y) in rows.entries().zip(p.output_rows(y)) {
            let [top, bottom] = ends.map(|start| row(image, start, p.row));
            for ((ends, across), y) in columns.entries().zip(p.output_pixels(y)) {
                let [top_left, top_right] = ends.map(|start| row(top, start, p.pixel));
                let [bottom_left, bottom_right] = ends.map(|start| row(bottom, start, p.pixel));
                f(([top_left, bottom_left, top_right, bottom_right], y), down, across);
            }
        }
    }
}

/// The elements of the four corners, one channel after the other, with the output's.
#[inline(always)]
fn channels<'a, T: Copy>(([a, b, c, d], y): Corners<'a, T>) -> impl Iterator<Item = ([T; 4], &'a mut T)> {
    let corners = a.iter().zip(b).zip(c.iter().zip(d));
    y.iter_mut().zip(corners).map(|(y, ((&a, &b), (&c, &d)))| ([a, b, c, d], y))
}

macro_rules! kernels {
    ($($(#[$doc:meta])* $name:ident $t:ty, $weight:ty = $between:path;)*) => { $(
        $(#[$doc])*
        pub fn $name(
            p: &Resize,
            rows: &[u32],
            row_weights: &[$weight],
            columns: &[u32],
            column_weights: &[$weight],
            x: &[$t],
            y: &mut [$t],
        ) {
            let rows = Axis { ends: rows.as_chunks().0, weights: row_weights };
            let columns = Axis { ends: columns.as_chunks().0, weights: column_weights };
            bilinear(p, rows, columns, x, y, |corners, down, across| {
                for (corners, y) in channels(corners) {
                    *y = $between(corners, down, across);
                }
            });
        }
    )* };
}
kernels! {
    /// Bilinear interpolation in single precision (`ResizeBilinear`).
    resize_bilinear_f32 f32, f32 = Resize::between_f32;
    /// Bilinear interpolation in single precision (`ResizeBilinear`).
    resize_bilinear_u8 u8, f32 = Resize::between_u8;
    /// Bilinear interpolation with distances of 10 bits (`ResizeBilinearInteger`).
    resize_bilinear_i8 i8, i16 = Resize::between_i8;
    /// Bilinear interpolation with distances of 10 bits (`ResizeBilinearInteger`).
    resize_bilinear_i16 i16, i16 = Resize::between_i16;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_picks_pixels() {
        let p = Resize { image: 4, row: 2, output_image: 9, output_row: 3, pixel: 1 };
        let mut y = [0; 9];
        resize_nearest(&p, &[0, 0, 2], &[0, 1, 1], &[1, 2, 3, 4], &mut y);
        assert_eq!(y, [1, 2, 2, 1, 2, 2, 3, 4, 4]);
    }

    #[test]
    fn halfway_between_four() {
        let p = Resize { image: 8, row: 4, output_image: 2, output_row: 2, pixel: 2 };
        let (rows, columns) = ([0, 4], [0, 2]);
        let mut y = [0.0; 2];
        let x = [0.0, 10.0, 1.0, 20.0, 2.0, 30.0, 3.0, 40.0];
        resize_bilinear_f32(&p, &rows, &[0.5], &columns, &[0.5], &x, &mut y);
        assert_eq!(y, [1.5, 25.0]);
        let mut y = [0; 2];
        resize_bilinear_i8(&p, &rows, &[512], &columns, &[512], &[0, -1, 0, -1, 1, 0, 1, 0], &mut y);
        assert_eq!(y, [1, -1]); // halves away from zero
        let mut y = [0; 2];
        resize_bilinear_u8(&p, &rows, &[0.5], &columns, &[0.5], &[0, 255, 0, 255, 1, 254, 1, 254], &mut y);
        assert_eq!(y, [1, 255]);
    }

    #[test]
    fn every_image_takes_the_same_tables() {
        let p = Resize { image: 2, row: 1, output_image: 3, output_row: 1, pixel: 1 };
        let mut y = [0; 6];
        resize_bilinear_i16(&p, &[0, 1, 0, 1, 1, 1], &[0, 512, 0], &[0, 0], &[0], &[0, 100, -300, 300], &mut y);
        assert_eq!(y, [0, 50, 100, -300, 0, 300]);
    }
}
