//! What one core can do at most with the instructions that kernels are made of: `litecast bench` tells what share models reach.

use super::{Matrices, PANEL, Panels, Runs, SIDE, Set, Task, Wide, dispatch, dispatch_tiles};
use core::hint::black_box;

/// Sums in flight: they hide the latency of products, and fit 16 registers.
const SUMS: usize = 12;

dispatch_tiles! {
    /// So many rounds of products of bytes whose sums stay in registers; adds the multiply-accumulates to `macs`.
    pub fn limit_i8(rounds: usize, macs: &mut u64) = bytes
}

dispatch! {
    /// The same of floats.
    pub fn limit_f32(rounds: usize, macs: &mut u64) = floats
}

dispatch! {
    /// Reads a slice so many times, and adds the bytes to `read`.
    pub fn limit_read(rounds: usize, x: &[f32], read: &mut u64) = reads
}

fn bytes<I: Panels>(isa: I, rounds: usize, macs: &mut u64) {
    if let Some(matrices) = isa.matrices() {
        return squares(matrices, rounds, macs);
    }
    // Where a tile has so many sums of two vectors, a panel is one register, of which there are 32. With 16, quads are best loaded
    // again for each product.
    if I::TOGETHER > 1 {
        isa.vectorize(Tiles { isa, rounds, macs });
    } else if I::TILES[0] == SUMS {
        isa.vectorize(Products::<_, 2, 4> { isa, rounds, macs });
    } else {
        isa.vectorize(Products::<_, 1, SUMS> { isa, rounds, macs });
    }
}

/// Two matrices times two, which stay in registers.
fn squares<M: Matrices>(matrices: M, rounds: usize, macs: &mut u64) {
    matrices.shape(SIDE, SIDE);
    for _ in 0..rounds {
        // SAFETY: there is a shape.
        unsafe { matrices.add::<2, 2>() };
    }
    matrices.release();
    *macs = macs.wrapping_add(((2 * 2 * SIDE * SIDE * 4 * SIDE) as u64).wrapping_mul(rounds as u64));
}

fn floats<I: Panels>(isa: I, rounds: usize, macs: &mut u64) {
    if I::TILES[1] == SUMS {
        isa.vectorize(FloatProducts::<_, 2> { isa, rounds, macs });
    } else {
        isa.vectorize(FloatProducts::<_, 1> { isa, rounds, macs });
    }
}

fn reads<I: Panels>(isa: I, rounds: usize, x: &[f32], read: &mut u64) {
    // Vectors across two cache lines are read twice.
    let x = x.get(x.as_ptr().align_offset(64)..).unwrap_or(x);
    if I::TILES[1] == SUMS {
        isa.vectorize(Reads::<_, 2> { isa, rounds, x, read });
    } else {
        isa.vectorize(Reads::<_, 1> { isa, rounds, x, read });
    }
}

/// Each of `Q` quads times weights of `V` times eight channels that are all different: what is the same would be multiplied once.
struct Products<'a, I, const V: usize, const Q: usize> {
    isa: I,
    rounds: usize,
    macs: &'a mut u64,
}

impl<I: Set + Wide<V>, const V: usize, const Q: usize> Task for Products<'_, I, V, Q> {
    #[inline(always)]
    fn run(self) {
        let (isa, packed) = (self.isa, [[[1; 32]; V]; SUMS]);
        let (quads, mut sums) = (black_box([[isa.splat(1); 4]; Q]), [isa.sums(&[[0; 8]; V]); SUMS]);
        for _ in 0..self.rounds {
            let packed = black_box(&packed);
            for w in 0..SUMS / Q {
                let weights = isa.weights(&packed[w]);
                for q in 0..Q {
                    // SAFETY: steps are one activation at least.
                    let quad = unsafe { isa.quad(quads[q].as_ptr()) };
                    sums[w * Q + q] = isa.dot(sums[w * Q + q], quad, weights);
                }
            }
        }
        black_box(sums.map(|sums| isa.numbers(sums)));
        *self.macs = self.macs.wrapping_add(((SUMS * V * 8 * 4) as u64).wrapping_mul(self.rounds as u64));
    }
}

/// Tiles of six patches by a panel of sets that multiply patches together.
struct Tiles<'a, I> {
    isa: I,
    rounds: usize,
    macs: &'a mut u64,
}

impl<I: Panels> Task for Tiles<'_, I> {
    #[inline(always)]
    fn run(self) {
        const PATCHES: usize = 6;
        const QUADS: usize = 16;
        let isa = self.isa;
        let (steps, weights) = black_box(([isa.splat(1); 4 * QUADS], [[[1; 32]; 2]; QUADS]));
        let mut sums = [[isa.sums(&[[0; 8]; 2])]; PATCHES];
        // Every round is a run over the same.
        let steps = black_box([steps.as_ptr(); PATCHES]);
        let weights = [weights.as_ptr()];
        let runs = Runs { steps, apart: None, weights, rows: self.rounds, len: QUADS, next: (0, 0) };
        // SAFETY: steps are one activation at least, and there are as many as of a run.
        if unsafe { isa.add_runs(&runs, &mut sums) } {
            let macs = PATCHES * QUADS * 4 * PANEL;
            *self.macs = self.macs.wrapping_add((macs as u64).wrapping_mul(self.rounds as u64));
        }
        black_box::<[[[i32; 8]; 2]; PATCHES]>(sums.map(|[sums]| isa.numbers(sums)));
    }
}

struct FloatProducts<'a, I, const V: usize> {
    isa: I,
    rounds: usize,
    macs: &'a mut u64,
}

impl<I: Set + Wide<V>, const V: usize> Task for FloatProducts<'_, I, V> {
    #[inline(always)]
    fn run(self) {
        let (isa, packed) = (self.isa, [[0.5; 8]; V]);
        let (x, mut sums) = (isa.floats(&packed), [isa.floats(&[[1.0; 8]; V]); SUMS]);
        for _ in 0..self.rounds {
            let weights = isa.floats(black_box(&packed));
            for n in 0..SUMS {
                sums[n] = isa.multiply_add_each(sums[n], x, weights);
            }
        }
        black_box(sums.map(|sums| isa.within(sums, (0.0, f32::MAX))));
        *self.macs = self.macs.wrapping_add(((SUMS * V * 8) as u64).wrapping_mul(self.rounds as u64));
    }
}

struct Reads<'a, I, const V: usize> {
    isa: I,
    rounds: usize,
    x: &'a [f32],
    read: &'a mut u64,
}

impl<I: Set + Wide<V>, const V: usize> Task for Reads<'_, I, V> {
    #[inline(always)]
    fn run(self) {
        let (isa, one) = (self.isa, self.isa.floats(&[[1.0; 8]; V]));
        let mut sums = [one; SUMS];
        for _ in 0..self.rounds {
            let (vectors, _) = black_box(self.x).as_chunks::<8>();
            for vectors in vectors.as_chunks::<V>().0.as_chunks::<SUMS>().0 {
                for n in 0..SUMS {
                    sums[n] = isa.multiply_add_each(sums[n], isa.floats(&vectors[n]), one);
                }
            }
        }
        black_box(sums.map(|sums| isa.within(sums, (0.0, f32::MAX))));
        let bytes = SUMS * V * size_of::<[f32; 8]>();
        let passes = ((self.x.len() / (SUMS * V * 8)) as u64).wrapping_mul(self.rounds as u64);
        *self.read = self.read.wrapping_add(passes.wrapping_mul(bytes as u64));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_counted() {
        let (mut macs, mut read) = (0, 0);
        limit_i8(3, &mut macs);
        assert!(macs > 0 && macs.is_multiple_of(3 * 8 * 4));
        limit_f32(5, &mut macs);
        limit_read(2, &[0.0; 1000], &mut read);
        assert!((2 * 4 * 700..=2 * 4 * 1000).contains(&read));
    }
}
