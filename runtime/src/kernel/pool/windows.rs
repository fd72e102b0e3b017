//! Windows that slide over images.
//!
//! Where neighbouring windows of a line lie a pixel apart and have the same extent, their outputs are one run: what each
//! output reads is one element after what the output before it reads, whatever the number of channels. Otherwise a run is a
//! pixel. Runs are computed in blocks that stay in registers.
//!
//! A vector takes as long as an element: if there are any, the last block of a run is whole too. It goes on into outputs that are
//! computed later, or begins in some that it computes again.

use super::{Pool, Window};

/// What is made of the elements of a window that belong to one channel.
pub(crate) trait Pooling<T>: Copy {
    type Result: Copy;
    /// What turns results of windows into outputs.
    type Scale: Copy;

    /// The result of no elements.
    fn start(self) -> Self::Result;
    /// The result with one element more.
    fn with(self, result: Self::Result, x: T) -> Self::Result;
    /// For windows of so many pixels.
    fn scale(self, pixels: usize) -> Self::Scale;
    fn output(self, result: Self::Result, scale: Self::Scale) -> T;
}

/// Pools images. For vectors there are blocks of more elements.
#[inline(always)]
pub(crate) fn pool_images<T: Copy, P: Pooling<T>, C, const VECTORS: bool>(
    pooling: P,
    p: &Pool<C>,
    x: &[T],
    y: &mut [T],
) {
    let line = p.width.output * p.channels;
    let sizes = (p.height.input * p.width.input * p.channels, p.height.output * line);
    for (x, y) in x.chunks_exact(sizes.0.max(1)).zip(y.chunks_exact_mut(sizes.1.max(1))) {
        for i in 0..p.height.output {
            pool_line::<T, P, C, VECTORS>(pooling, p, i, x, y.get_mut(i * line..).unwrap_or(&mut []));
        }
    }
}

/// The outputs of a line, with which `y` begins.
#[inline(always)]
fn pool_line<T: Copy, P: Pooling<T>, C, const VECTORS: bool>(
    pooling: P,
    p: &Pool<C>,
    line: usize,
    x: &[T],
    mut y: &mut [T],
) {
    let rows = p.height.taps(line);
    let steps = [p.width.input * p.channels, p.channels];
    let mut column = 0;
    while column < p.width.output {
        let (columns, count) = (p.width.taps(column), alike(&p.width, column));
        let (runs, length) = if p.width.stride == 1 { (1, count * p.channels) } else { (count, p.channels) };
        let window = Inside { rows: rows.count, columns: columns.count, steps };
        let scale = pooling.scale(rows.count * columns.count);
        let start = rows.at(0).1.wrapping_mul(steps[0]).wrapping_add(columns.at(0).1.wrapping_mul(steps[1]));
        let mut x = x.get(start..).unwrap_or(&[]);
        for _ in 0..runs {
            window.run::<T, P, VECTORS>(pooling, scale, x, y, length);
            x = x.get(p.width.stride * p.channels..).unwrap_or(&[]);
            y = y.get_mut(length..).unwrap_or(&mut []);
        }
        column += count;
    }
}

/// How many windows from a column on lie inside; 1 if none does.
#[inline(always)]
fn alike(width: &Window, column: usize) -> usize {
    let reach = (width.input + width.padding + width.stride).saturating_sub(width.filter);
    let end = if column * width.stride < width.padding { 0 } else { reach / width.stride.max(1) };
    end.min(width.output).saturating_sub(column).max(1)
}

/// The part of a window that lies inside the image.
struct Inside {
    rows: usize,
    columns: usize,
    /// Elements from a row to the next, and from a column to the next.
    steps: [usize; 2],
}

impl Inside {
    /// The first `length` outputs of `y`. What follows them may be overwritten: it is computed later.
    #[inline(always)]
    fn run<T: Copy, P: Pooling<T>, const VECTORS: bool>(
        &self,
        pooling: P,
        scale: P::Scale,
        x: &[T],
        y: &mut [T],
        length: usize,
    ) {
        let room = self.room(x.len()).min(y.len());
        let (mut at, length) = (0, length.min(room));
        while at < length {
            let rest = length - at;
            at = if VECTORS && rest > 32 && room >= 64 {
                self.block::<T, P, true, 64>(pooling, scale, x, y, at.min(room - 64))
            } else if VECTORS && room >= 32 {
                self.block::<T, P, true, 32>(pooling, scale, x, y, at.min(room - 32))
            } else if !VECTORS && rest >= 16 {
                self.block::<T, P, false, 16>(pooling, scale, x, y, at)
            } else if room >= 8 && (VECTORS || rest >= 8) {
                self.block::<T, P, false, 8>(pooling, scale, x, y, at.min(room - 8))
            } else {
                self.block::<T, P, false, 1>(pooling, scale, x, y, at)
            };
        }
    }

    /// How many outputs have all they read in so many elements.
    #[inline(always)]
    fn room(&self, length: usize) -> usize {
        let last = self.rows.saturating_sub(1) * self.steps[0] + self.columns.saturating_sub(1) * self.steps[1];
        if self.rows * self.columns == 0 { usize::MAX } else { length.saturating_sub(last) }
    }

    /// The outputs from `at` on; where they end.
    #[inline(always)]
    fn block<T: Copy, P: Pooling<T>, const UNROLLED: bool, const N: usize>(
        &self,
        pooling: P,
        scale: P::Scale,
        x: &[T],
        y: &mut [T],
        at: usize,
    ) -> usize {
        let x = x.get(at..).unwrap_or(&[]);
        let results = match self.columns {
            2 if UNROLLED => self.unrolled::<T, P, N, 2>(pooling, x),
            3 if UNROLLED => self.unrolled::<T, P, N, 3>(pooling, x),
            _ => self.gather::<T, P, N>(pooling, x),
        };
        if let Some(y) = y.get_mut(at..).and_then(|y| y.first_chunk_mut::<N>()) {
            for i in 0..N {
                y[i] = pooling.output(results[i], scale);
            }
        }
        at + N
    }

    /// The results of neighbouring windows, the first of which begins with `x`.
    #[inline(always)]
    fn gather<T: Copy, P: Pooling<T>, const N: usize>(&self, pooling: P, mut x: &[T]) -> [P::Result; N] {
        let mut results = [pooling.start(); N];
        let length = self.columns.saturating_sub(1) * self.steps[1] + N;
        for _ in 0..self.rows {
            let mut row = x.get(..length).unwrap_or(&[]);
            while let Some(values) = row.first_chunk::<N>() {
                for i in 0..N {
                    results[i] = pooling.with(results[i], values[i]);
                }
                row = row.get(self.steps[1].max(1)..).unwrap_or(&[]);
            }
            x = x.get(self.steps[0]..).unwrap_or(&[]);
        }
        results
    }

    /// The same of this many columns.
    #[inline(always)]
    fn unrolled<T: Copy, P: Pooling<T>, const N: usize, const COLUMNS: usize>(
        &self,
        pooling: P,
        mut x: &[T],
    ) -> [P::Result; N] {
        let mut results = [pooling.start(); N];
        for _ in 0..self.rows {
            let mut row = x;
            for _ in 0..COLUMNS {
                let Some(values) = row.first_chunk::<N>() else { break };
                for i in 0..N {
                    results[i] = pooling.with(results[i], values[i]);
                }
                row = row.get(self.steps[1]..).unwrap_or(&[]);
            }
            x = x.get(self.steps[0]..).unwrap_or(&[]);
        }
        results
    }
}
