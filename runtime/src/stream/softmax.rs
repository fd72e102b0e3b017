//! Softmax of floats, with sums in lanes.

use super::padded;
use crate::isa::{Stream, Task, dispatch};
use crate::kernel::{Softmax, Unary, copy_row, exp_by};

/// Sums that are added up at the end of a row.
const LANES: usize = 16;

dispatch! {
    /// `exp(beta · (x - max)) / Σ exp(beta · (x - max))`.
    pub fn stream_softmax_f32(p: &Softmax, io: Unary<'_, f32>) = softmax
}

#[inline(always)]
pub(super) fn softmax<I: Stream>(isa: I, p: &Softmax, io: Unary<'_, f32>) {
    let y = match io {
        Unary::Apart(x, y) => {
            copy_row(x, y);
            y
        }
        Unary::InPlace(y) => y,
    };
    isa.vectorize(Rows { isa, p, y });
}

/// The output, which holds the input.
struct Rows<'a, I> {
    isa: I,
    p: &'a Softmax,
    y: &'a mut [f32],
}

impl<I: Stream> Task for Rows<'_, I> {
    #[inline(always)]
    fn run(self) {
        for row in self.y.chunks_exact_mut(self.p.depth.max(1)) {
            let max = maximum(row);
            let sum = exponentials(self.isa, row, max, self.p.beta.0);
            for i in 0..row.len() {
                row[i] /= sum;
            }
        }
    }
}

#[inline(always)]
fn maximum(row: &[f32]) -> f32 {
    let (blocks, rest) = row.as_chunks::<LANES>();
    let mut lanes = [f32::MIN; LANES];
    for i in 0..blocks.len() {
        for lane in 0..LANES {
            lanes[lane] = larger(lanes[lane], blocks[i][lane]);
        }
    }
    for i in 0..rest.len() {
        lanes[0] = larger(lanes[0], rest[i]);
    }
    let mut max = f32::MIN;
    for lane in 0..LANES {
        max = larger(max, lanes[lane]);
    }
    max
}

/// NaN is not larger.
#[inline(always)]
fn larger(max: f32, x: f32) -> f32 {
    if max < x { x } else { max }
}

/// Puts exponentials into the row's place and gives their sum.
#[inline(always)]
fn exponentials<I: Stream>(isa: I, row: &mut [f32], max: f32, beta: f32) -> f32 {
    let (blocks, rest) = row.as_chunks_mut::<LANES>();
    let mut lanes = [0.0; LANES];
    for i in 0..blocks.len() {
        blocks[i] = powers(isa, &blocks[i], max, beta);
        for lane in 0..LANES {
            lanes[lane] += blocks[i][lane];
        }
    }
    let (last, mut sum) = (powers(isa, &padded(rest), max, beta), 0.0);
    for i in 0..rest.len().min(LANES) {
        rest[i] = last[i];
        sum += last[i];
    }
    for lane in 0..LANES {
        sum += lanes[lane];
    }
    sum
}

#[inline(always)]
fn powers<I: Stream>(isa: I, x: &[f32; LANES], max: f32, beta: f32) -> [f32; LANES] {
    let mut y = [0.0; LANES];
    for lane in 0..LANES {
        y[lane] = exp_by(isa, (x[lane] - max) * beta);
    }
    y
}
