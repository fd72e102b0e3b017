//! Maxima of windows with their places, and the way back: the custom operators of image segmentation.
//! `mediapipe/util/tflite/operations`, `kernels/perception`.

use super::{Clamp, F32, IndexOutOfRange, Pool, Window, row, row_mut};

/// Where a maximum was found.
struct Found {
    tap: (usize, usize),
    place: (usize, usize),
}

/// Maxima and what `index` makes of where each first one was found; nothing found counts as the first tap and place.
#[inline(always)]
fn argmax_pool<I: Copy>(
    p: &Pool<F32>,
    x: &[f32],
    y: &mut [f32],
    indices: &mut [I],
    index: impl Fn(Found, usize) -> I + Copy,
) {
    let line = p.width.input * p.channels;
    let (image, pixels) = (p.height.input * line, p.height.output * p.width.output * p.channels);
    for (i, y) in y.chunks_exact_mut(pixels.max(1)).enumerate() {
        let (x, indices) = (row(x, i * image, image), row_mut(indices, i * pixels, pixels));
        let mut pixels = y.chunks_exact_mut(p.channels.max(1)).zip(indices.chunks_exact_mut(p.channels.max(1)));
        for out_y in 0..p.height.output {
            for out_x in 0..p.width.output {
                let Some((y, indices)) = pixels.next() else { return };
                y.fill(f32::MIN);
                let start = |c| index(Found { tap: (0, 0), place: (0, 0) }, c);
                indices.iter_mut().enumerate().for_each(|(c, index)| *index = start(c));
                let (rows, columns) = (p.height.taps(out_y), p.width.taps(out_x));
                for tap in (0..rows.count).flat_map(|r| (0..columns.count).map(move |c| (r, c))) {
                    let ((tap_y, in_y), (tap_x, in_x)) = (rows.at(tap.0), columns.at(tap.1));
                    let x = row(x, in_y * line + in_x * p.channels, p.channels);
                    for (c, ((max, place), &x)) in y.iter_mut().zip(&mut *indices).zip(x).enumerate() {
                        if x > *max {
                            *max = x;
                            *place = index(Found { tap: (tap_y, tap_x), place: (in_y, in_x) }, c);
                        }
                    }
                }
                clamp(p.clamp, y);
            }
        }
    }
}

fn clamp(clamp: Clamp<F32>, y: &mut [f32]) {
    y.iter_mut().for_each(|y| *y = clamp.apply(*y));
}

/// Maxima with the number of the tap of each, and a tenth.
pub fn argmax_pool_taps(p: &Pool<F32>, x: &[f32], y: &mut [f32], taps: &mut [f32]) {
    let filter = p.width.filter;
    argmax_pool(p, x, y, taps, |found, _| (found.tap.0 * filter + found.tap.1) as i32 as f32 + 0.1);
}

/// Maxima with the index of each in its image.
pub fn argmax_pool_indices(p: &Pool<F32>, x: &[f32], y: &mut [f32], indices: &mut [i32]) {
    let (width, channels) = (p.width.input, p.channels);
    argmax_pool(p, x, y, indices, |found, c| ((found.place.0 * width + found.place.1) * channels + c) as i32);
}

/// Shape of the way back: from the outputs of windows to their inputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unpool {
    /// Rows.
    pub height: Window,
    /// Columns.
    pub width: Window,
    /// Values per pixel.
    pub channels: usize,
}

/// Values at the taps that [`argmax_pool_taps`] gives, zeros elsewhere; taps outside of the image are left out.
pub fn max_unpool_taps(p: &Unpool, x: &[f32], taps: &[f32], y: &mut [f32]) {
    y.fill(0.0);
    let (small, line) = (p.height.output * p.width.output * p.channels, p.width.input * p.channels);
    let filter = p.width.filter as i32;
    let place = |window: &Window, output: usize, tap: i32| {
        let start = (output * window.stride) as i64 - window.padding as i64;
        usize::try_from(start + tap as i64).ok().filter(|&place| place < window.input)
    };
    for (i, y) in y.chunks_exact_mut((p.height.input * line).max(1)).enumerate() {
        let pixels = row(x, i * small, small).iter().zip(row(taps, i * small, small));
        for (at, (&x, &tap)) in pixels.enumerate() {
            let (pixel, c) = split(at, p.channels);
            let (in_y, in_x) = split(pixel, p.width.output);
            let tap = tap as i32;
            let (Some(tap_y), Some(tap_x)) = (tap.checked_div(filter), tap.checked_rem(filter)) else { continue };
            let places = (place(&p.height, in_y, tap_y), place(&p.width, in_x, tap_x));
            if let (Some(out_y), Some(out_x)) = places
                && let Some(y) = y.get_mut(out_y * line + out_x * p.channels + c)
            {
                *y = x;
            }
        }
    }
}

/// Quotient and remainder.
#[inline(always)]
fn split(value: usize, by: usize) -> (usize, usize) {
    let by = by.max(1);
    (value / by, value % by)
}

/// Values at the indices that [`argmax_pool_indices`] gives, zeros elsewhere: `image` values become `whole`.
pub fn max_unpool_indices(
    image: usize,
    whole: usize,
    x: &[f32],
    indices: &[i32],
    y: &mut [f32],
) -> Result<(), IndexOutOfRange> {
    y.fill(0.0);
    let mut result = Ok(());
    for (i, y) in y.chunks_exact_mut(whole.max(1)).enumerate() {
        for (&x, &index) in row(x, i * image, image).iter().zip(row(indices, i * image, image)) {
            match usize::try_from(index).ok().and_then(|index| y.get_mut(index)) {
                Some(y) => *y = x,
                None => result = Err(IndexOutOfRange),
            }
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIDE: Window = Window { input: 4, output: 2, filter: 2, stride: 2, dilation: 1, padding: 0 };
    const POOL: Pool<F32> = Pool {
        height: SIDE,
        width: SIDE,
        channels: 2,
        clamp: Clamp { min: F32(f32::NEG_INFINITY), max: F32(f32::INFINITY) },
    };

    /// Two images, channels that rise and fall.
    fn images() -> [f32; 64] {
        core::array::from_fn(|i| if i % 2 == 0 { i as f32 } else { -(i as f32) })
    }

    #[test]
    fn maxima_and_their_places() {
        let (mut y, mut taps, mut indices) = ([0.0; 16], [0.0; 16], [0; 16]);
        argmax_pool_taps(&POOL, &images(), &mut y, &mut taps);
        assert_eq!(y[..4], [10.0, -1.0, 14.0, -5.0]);
        assert_eq!(taps[..4], [3.1, 0.1, 3.1, 0.1]);
        argmax_pool_indices(&POOL, &images(), &mut y, &mut indices);
        assert_eq!((&indices[..4], &indices[8..12]), (&[10, 1, 14, 5][..], &[10, 1, 14, 5][..]));
    }

    #[test]
    fn unpooling_puts_them_back() {
        let (mut y, mut taps, mut indices) = ([0.0; 16], [0.0; 16], [0; 16]);
        argmax_pool_taps(&POOL, &images(), &mut y, &mut taps);
        argmax_pool_indices(&POOL, &images(), &mut y, &mut indices);
        let wanted: [f32; 64] = core::array::from_fn(|i| if y.contains(&images()[i]) { images()[i] } else { 0.0 });
        let mut back = [9.0; 64];
        let p = Unpool { height: SIDE, width: SIDE, channels: 2 };
        max_unpool_taps(&p, &y, &taps, &mut back);
        assert_eq!(back, wanted);
        let mut back = [9.0; 64];
        assert_eq!(max_unpool_indices(8, 32, &y, &indices, &mut back), Ok(()));
        assert_eq!(back, wanted);
        assert_eq!(max_unpool_indices(1, 2, &[1.0], &[2], &mut [0.0; 2]), Err(IndexOutOfRange));
        max_unpool_taps(&p, &y, &[1e9; 16], &mut back);
        assert_eq!(back, [0.0; 64]);
    }
}
