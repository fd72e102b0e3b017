//! AVERAGE_POOL_2D, MAX_POOL_2D, L2_POOL_2D over `[batch, height, width, channels]`.
//! `kernels/internal/reference/{,integer_ops/}pooling.h`.
//!
//! A few channels at a time run over a whole window, so that what they gather stays in registers.

use super::{Clamp, F32, Integer, Window, row, row_mut};

/// Shape of a pooling operator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pool<T> {
    /// Rows.
    pub height: Window,
    /// Columns.
    pub width: Window,
    /// Values per pixel.
    pub channels: usize,
    /// Bounds of an output.
    pub clamp: Clamp<T>,
}

/// The part of a window that lies inside the image.
struct Inside {
    /// First element.
    start: usize,
    rows: usize,
    columns: usize,
    /// Elements from a row to the next, and from a column to the next.
    steps: (usize, usize),
}

impl Inside {
    /// Folds `N` neighbouring channels, from channel `at`.
    #[inline(always)]
    fn fold<T: Copy, A: Copy, const N: usize>(
        &self,
        x: &[T],
        at: usize,
        init: A,
        fold: impl Fn(A, T) -> A + Copy,
    ) -> [A; N] {
        let mut acc = [init; N];
        for line in 0..self.rows {
            let length = self.columns.saturating_sub(1) * self.steps.1 + N;
            let mut line = row(x, self.start + at + line * self.steps.0, length);
            while let Some(values) = line.first_chunk::<N>() {
                for i in 0..N {
                    acc[i] = fold(acc[i], values[i]);
                }
                line = line.get(self.steps.1.max(1)..).unwrap_or(&[]);
            }
        }
        acc
    }
}

/// Runs `fold` over each window; `finish` is given the number of pixels and gives what turns a result into an output.
#[inline(always)]
fn pool<T: Copy, A: Copy, C, F: Fn(A) -> T + Copy>(
    p: &Pool<C>,
    x: &[T],
    y: &mut [T],
    init: A,
    fold: impl Fn(A, T) -> A + Copy,
    finish: impl Fn(usize) -> F,
) {
    let steps = (p.width.input * p.channels, p.channels);
    let sizes = (p.height.input * steps.0, p.height.output * p.width.output * p.channels);
    for (x, y) in x.chunks_exact(sizes.0.max(1)).zip(y.chunks_exact_mut(sizes.1.max(1))) {
        let mut done = 0;
        for line in 0..p.height.output {
            let rows = p.height.taps(line);
            for column in 0..p.width.output {
                let columns = p.width.taps(column);
                let start = rows.at(0).1 * steps.0 + columns.at(0).1 * steps.1;
                let inside = Inside { start, rows: rows.count, columns: columns.count, steps };
                pixel(&inside, x, row_mut(y, done, p.channels), init, fold, finish(rows.count * columns.count));
                done += p.channels;
            }
        }
    }
}

/// One output pixel, by thirty-two channels, by eight, by one.
#[inline(always)]
fn pixel<T: Copy, A: Copy>(
    inside: &Inside,
    x: &[T],
    y: &mut [T],
    init: A,
    fold: impl Fn(A, T) -> A + Copy,
    finish: impl Fn(A) -> T + Copy,
) {
    let mut at = 0;
    let (blocks, rest) = y.as_chunks_mut::<32>();
    for block in blocks {
        store(block, inside.fold::<_, _, 32>(x, at, init, fold), finish);
        at += 32;
    }
    let (blocks, rest) = rest.as_chunks_mut::<8>();
    for block in blocks {
        store(block, inside.fold::<_, _, 8>(x, at, init, fold), finish);
        at += 8;
    }
    for y in rest.as_chunks_mut::<1>().0 {
        store(y, inside.fold::<_, _, 1>(x, at, init, fold), finish);
        at += 1;
    }
}

#[inline(always)]
fn store<T, A: Copy, const N: usize>(y: &mut [T; N], acc: [A; N], finish: impl Fn(A) -> T) {
    y.iter_mut().zip(acc).for_each(|(y, acc)| *y = finish(acc));
}

/// Division by a number of pixels, rounding halves away from zero.
#[derive(Clone, Copy)]
struct Divisor {
    count: u32,
    /// `⌊2^23 / count⌋ + 1`, which gives exact quotients of sums of 8-bit values for up to 181 pixels; 0 beyond.
    reciprocal: u32,
}

impl Divisor {
    #[inline(always)]
    fn of_8_bit(count: usize) -> Self {
        let count = (count as u32).max(1);
        Divisor { count, reciprocal: if count <= 181 { (1 << 23) / count + 1 } else { 0 } }
    }

    #[inline(always)]
    fn of_16_bit(count: usize) -> Self {
        Divisor { count: (count as u32).max(1), reciprocal: 0 }
    }

    #[inline(always)]
    fn round(self, sum: i32) -> i32 {
        let magnitude = sum.unsigned_abs().wrapping_add(self.count / 2);
        let quotient = if self.reciprocal == 0 {
            magnitude / self.count.max(1)
        } else {
            magnitude.wrapping_mul(self.reciprocal) >> 23
        } as i32;
        if sum < 0 { quotient.wrapping_neg() } else { quotient }
    }
}

/// Means of windows, rounded half away from zero.
#[inline(always)]
pub(crate) fn average_pool<T: Integer>(p: &Pool<i32>, x: &[T], y: &mut [T]) {
    let clamp = p.clamp;
    let finish = |count: usize| {
        let divisor = if size_of::<T>() == 1 { Divisor::of_8_bit(count) } else { Divisor::of_16_bit(count) };
        move |sum: i32| T::narrow(clamp.apply(divisor.round(sum)))
    };
    pool(p, x, y, 0, |sum: i32, x: T| sum.wrapping_add(x.widen()), finish);
}

/// Maxima of windows, from the least number on.
#[inline(always)]
pub(crate) fn max_pool<T: Integer + Ord>(p: &Pool<i32>, init: T, x: &[T], y: &mut [T]) {
    let (least, greatest) = (T::narrow(p.clamp.min), T::narrow(p.clamp.max));
    pool(p, x, y, init, |max: T, x| max.max(x), |_| move |max: T| max.max(least).min(greatest));
}

/// Means of windows.
#[inline(always)]
pub(crate) fn average_pool_real(p: &Pool<F32>, x: &[f32], y: &mut [f32]) {
    let clamp = p.clamp;
    pool(p, x, y, 0.0, |sum, x| sum + x, |count| move |sum: f32| clamp.apply(sum / count as f32));
}

/// Maxima of windows; NaN counts as least.
#[inline(always)]
pub(crate) fn max_pool_real(p: &Pool<F32>, x: &[f32], y: &mut [f32]) {
    let clamp = p.clamp;
    pool(p, x, y, f32::MIN, |max, x| if max < x { x } else { max }, |_| move |max: f32| clamp.apply(max));
}

macro_rules! integers {
    ($($average:ident $max:ident $t:ident;)*) => { $(
        /// Means of windows, rounded half away from zero.
        pub fn $average(p: &Pool<i32>, x: &[$t], y: &mut [$t]) {
            average_pool(p, x, y);
        }

        /// Maxima of windows.
        pub fn $max(p: &Pool<i32>, x: &[$t], y: &mut [$t]) {
            max_pool(p, $t::MIN, x, y);
        }
    )* };
}
integers! {
    average_pool_i8 max_pool_i8 i8;
    average_pool_u8 max_pool_u8 u8;
    average_pool_i16 max_pool_i16 i16;
}

/// Means of windows.
pub fn average_pool_f32(p: &Pool<F32>, x: &[f32], y: &mut [f32]) {
    average_pool_real(p, x, y);
}

/// Maxima of windows; NaN counts as least.
pub fn max_pool_f32(p: &Pool<F32>, x: &[f32], y: &mut [f32]) {
    max_pool_real(p, x, y);
}

/// Root mean squares of windows.
pub fn l2_pool_f32(p: &Pool<F32>, x: &[f32], y: &mut [f32]) {
    let clamp = p.clamp;
    pool(p, x, y, 0.0, |sum, x| sum + x * x, |count| move |sum: f32| clamp.apply(libm::sqrtf(sum / count as f32)));
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANGE: Clamp<i32> = Clamp { min: -128, max: 127 };

    #[test]
    fn windows_are_cut_at_the_borders() {
        // 3x3 image, 3x3 windows with one pixel of padding, two channels.
        let side = Window { input: 3, output: 2, filter: 3, stride: 2, dilation: 1, padding: 1 };
        let p = Pool { height: side, width: side, channels: 2, clamp: RANGE };
        let x: [i8; 18] = core::array::from_fn(|i| if i % 2 == 0 { i as i8 / 2 } else { -(i as i8 / 2) });
        let mut y = [0; 8];
        average_pool_i8(&p, &x, &mut y);
        assert_eq!(y, [2, -2, 3, -3, 5, -5, 6, -6]); // sums 8, 12, 20, 24 over four pixels each
        max_pool_i8(&p, &x, &mut y);
        assert_eq!(y, [4, 0, 5, -1, 7, -3, 8, -4]);
    }

    #[test]
    fn every_number_of_channels_takes_the_same_path() {
        let clamp = Clamp { min: F32(f32::NEG_INFINITY), max: F32(f32::INFINITY) };
        let whole = |extent| Window { input: extent, output: 1, filter: extent, stride: 1, dilation: 1, padding: 0 };
        for channels in [1, 3, 8, 15, 32, 33, 37] {
            let p = Pool { height: whole(1), width: whole(2), channels, clamp };
            let x: [f32; 74] = core::array::from_fn(|i| i as f32);
            let mut y = [0.0; 37];
            average_pool_f32(&p, &x[..2 * channels], &mut y[..channels]);
            for (c, &y) in y[..channels].iter().enumerate() {
                assert_eq!(y, c as f32 + channels as f32 / 2.0);
            }
        }
    }

    #[test]
    fn reciprocals_are_exact() {
        for count in 1..=181 {
            let (fast, slow) = (Divisor::of_8_bit(count), Divisor::of_16_bit(count));
            for sum in -128 * count as i32..=255 * count as i32 {
                assert_eq!(fast.round(sum), slow.round(sum), "{sum} / {count}");
            }
        }
        assert_eq!([-3, -2, -1, 1, 2, 3].map(|sum| Divisor::of_16_bit(2).round(sum)), [-2, -1, -1, 1, 1, 2]);
    }
}
