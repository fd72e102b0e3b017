//! Sets whose vectors hold eight numbers: panels are arrays of them.

use super::{Factors, Isa, Runs, Set, Wide, WinogradTask, array_of};
use core::convert::Infallible;

impl<I: Isa> Set for I {
    type Step = I::Step;
    type Quad = I::Quad;
    type Quads = [I::Quads; 2];
    type Matrices = Infallible;
    type Lanes = Infallible;
    const ELEMENTS: usize = I::ELEMENTS;
    const BIASED: bool = I::BIASED;
    const ROW_BIASED: bool = I::ROW_BIASED;
    const TILES: [usize; 2] = I::TILES;
    const PANELS: usize = 1;
    const ROW: usize = I::ROW;
    const UNROLLED: bool = I::UNROLLED;
    const UNPACKED: bool = I::UNPACKED;
    const TOGETHER: usize = I::TOGETHER;
    const SWEEP: bool = I::SWEEP;

    #[inline(always)]
    fn matrices(self) -> Option<Infallible> {
        None
    }

    #[inline(always)]
    fn winograd<T: WinogradTask>(self, task: T) -> Option<T> {
        Isa::winograd(self, task)
    }

    #[inline(always)]
    fn prefetch<T>(self, elements: &[T], at: usize) {
        Isa::prefetch(self, elements, at);
    }

    #[inline(always)]
    fn prefetch_far<T>(self, elements: &[T], at: usize) {
        Isa::prefetch_far(self, elements, at);
    }

    #[inline(always)]
    fn steps(self, scratch: &mut [u64]) -> &mut [I::Step] {
        Isa::steps(self, scratch)
    }

    #[inline(always)]
    fn prepare(self, x: &[i8], flip: i8, steps: &mut [I::Step]) {
        Isa::prepare(self, x, flip, steps);
    }

    #[inline(always)]
    fn splat(self, x: i8) -> I::Step {
        Isa::splat(self, x)
    }

    #[inline(always)]
    unsafe fn quad(self, from: *const I::Step) -> I::Quad {
        // SAFETY: as the caller says.
        unsafe { Isa::quad(self, from) }
    }

    #[inline(always)]
    fn quad_of(self, x: [i8; 4], flip: i8) -> I::Quad {
        Isa::quad_of(self, x, flip)
    }

    #[inline(always)]
    fn interleave(self, pixels: [[i8; 16]; 4], flip: i8) -> [I::Quads; 2] {
        Isa::interleave(self, pixels, flip)
    }

    #[inline(always)]
    fn filters(self, w: &[[i8; 32]; 2]) -> [I::Quads; 2] {
        [Isa::filters(self, &w[0]), Isa::filters(self, &w[1])]
    }
}

impl<I: Isa, const V: usize> Wide<V> for I {
    type Weights = [I::Weights; V];
    type Sums = [I::Sums; V];
    type Scale = [I::Scale; V];
    type Floats = [I::Floats; V];

    #[inline(always)]
    fn weights(self, w: &[[i8; 32]; V]) -> [I::Weights; V] {
        array_of!(V, |v| Isa::weights(self, &w[v]))
    }

    #[inline(always)]
    fn sums(self, start: &[[i32; 8]; V]) -> [I::Sums; V] {
        array_of!(V, |v| Isa::sums(self, &start[v]))
    }

    #[inline(always)]
    fn dot(self, mut sums: [I::Sums; V], quad: I::Quad, weights: [I::Weights; V]) -> [I::Sums; V] {
        for v in 0..V {
            sums[v] = Isa::dot(self, sums[v], quad, weights[v]);
        }
        sums
    }

    #[inline(always)]
    unsafe fn add_runs<const G: usize, const N: usize>(
        self,
        runs: &Runs<I::Step, [[i8; 32]; V], G, N>,
        sums: &mut [[[I::Sums; V]; G]; N],
    ) -> bool {
        // SAFETY: as the caller says.
        unsafe { Isa::add_runs(self, runs, sums) }
    }

    #[inline(always)]
    unsafe fn dot_row<const G: usize>(
        self,
        sums: [[I::Sums; V]; G],
        quads: &[[i8; 4]],
        flip: i8,
        weights: *const [[i8; 32]; V],
        depth: usize,
    ) -> [[I::Sums; V]; G] {
        // SAFETY: as the caller says.
        unsafe { Isa::dot_row(self, sums, quads, flip, weights, depth) }
    }

    #[inline(always)]
    fn dot_each(self, mut sums: [I::Sums; V], x: &[I::Quads; 2], w: &[I::Quads; 2]) -> [I::Sums; V] {
        for v in 0..V {
            sums[v] = Isa::dot_each(self, sums[v], &x[v & 1], &w[v & 1]);
        }
        sums
    }

    #[inline(always)]
    fn numbers(self, sums: [I::Sums; V]) -> [[i32; 8]; V] {
        array_of!(V, |v| Isa::numbers(self, sums[v]))
    }

    #[inline(always)]
    fn add_multiple(self, mut sums: [I::Sums; V], x: i32, w: [I::Sums; V]) -> [I::Sums; V] {
        for v in 0..V {
            sums[v] = Isa::add_multiple(self, sums[v], x, w[v]);
        }
        sums
    }

    #[inline(always)]
    fn scale(self, factors: &[Factors; V]) -> [I::Scale; V] {
        array_of!(V, |v| Isa::scale(self, &factors[v]))
    }

    #[inline(always)]
    fn requantize<const SIGNED: bool>(self, mut sums: [I::Sums; V], scale: &[I::Scale; V]) -> [I::Sums; V] {
        for v in 0..V {
            sums[v] = Isa::requantize::<SIGNED>(self, sums[v], &scale[v]);
        }
        sums
    }

    #[inline(always)]
    fn round<const SIGNED: bool, const REST: bool>(
        self,
        mut sums: [I::Sums; V],
        form: &[[I::Floats; V]; 3],
    ) -> [I::Sums; V] {
        for v in 0..V {
            sums[v] = Isa::round::<SIGNED, REST>(self, sums[v], &[form[0][v], form[1][v], form[2][v]]);
        }
        sums
    }

    #[inline(always)]
    fn scale_real(self, mut sums: [I::Sums; V], scale: &[[f64; 8]; V]) -> [I::Sums; V] {
        for v in 0..V {
            sums[v] = Isa::scale_real(self, sums[v], &scale[v]);
        }
        sums
    }

    #[inline(always)]
    fn narrow<const G: usize>(
        self,
        numbers: [[I::Sums; V]; G],
        offset: Option<i16>,
        bounds: (i8, i8),
    ) -> [[[i8; 8]; V]; G] {
        let (mut y, offset) = ([[[0; 8]; V]; G], offset.unwrap_or(0));
        if G.is_multiple_of(2) && V == 2 {
            for g in (0..G).step_by(2) {
                let [a, b] = [numbers[g], numbers[g + 1]];
                let [a, b, c, d] = Isa::narrow(self, [a[0], a[V - 1], b[0], b[V - 1]], offset, bounds);
                (y[g][0], y[g][V - 1], y[g + 1][0], y[g + 1][V - 1]) = (a, b, c, d);
            }
            return y;
        }
        for g in 0..G {
            y[g] = Isa::narrow(self, numbers[g], offset, bounds);
        }
        y
    }

    #[inline(always)]
    fn floats(self, x: &[[f32; 8]; V]) -> [I::Floats; V] {
        array_of!(V, |v| Isa::floats(self, &x[v]))
    }

    #[inline(always)]
    fn float_bits(self, x: &[[i32; 8]; V]) -> [I::Floats; V] {
        array_of!(V, |v| Isa::float_bits(self, &x[v]))
    }

    #[inline(always)]
    fn multiply_add(self, mut sums: [I::Floats; V], x: f32, w: [I::Floats; V]) -> [I::Floats; V] {
        let x = self.float(x);
        for v in 0..V {
            sums[v] = Isa::multiply_add(self, sums[v], x, w[v]);
        }
        sums
    }

    #[inline(always)]
    fn multiply_add_each(self, mut sums: [I::Floats; V], x: [I::Floats; V], w: [I::Floats; V]) -> [I::Floats; V] {
        for v in 0..V {
            sums[v] = Isa::multiply_add(self, sums[v], x[v], w[v]);
        }
        sums
    }

    #[inline(always)]
    fn real(self, sums: [I::Sums; V]) -> [I::Floats; V] {
        let mut y = [self.float(0.0); V];
        for v in 0..V {
            y[v] = Isa::real(self, sums[v]);
        }
        y
    }

    #[inline(always)]
    fn multiply(self, mut x: [I::Floats; V], y: [I::Floats; V]) -> [I::Floats; V] {
        for v in 0..V {
            x[v] = Isa::multiply(self, x[v], y[v]);
        }
        x
    }

    #[inline(always)]
    fn add(self, mut x: [I::Floats; V], y: [I::Floats; V]) -> [I::Floats; V] {
        for v in 0..V {
            x[v] = Isa::add(self, x[v], y[v]);
        }
        x
    }

    #[inline(always)]
    fn float_numbers(self, x: [I::Floats; V]) -> [[f32; 8]; V] {
        array_of!(V, |v| Isa::float_numbers(self, x[v]))
    }

    #[inline(always)]
    fn within(self, sums: [I::Floats; V], bounds: (f32, f32)) -> [[f32; 8]; V] {
        let mut y = [[0.0; 8]; V];
        for v in 0..V {
            y[v] = Isa::within(self, sums[v], bounds);
        }
        y
    }
}
