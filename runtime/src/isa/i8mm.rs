//! aarch64: NEON with products of matrices of bytes (`smmla`): two patches' eight bytes times two channels' eight weights give four
//! sums.
//!
//! All but tiles is as with dot products. Weights of two quads come apart into channels as they are loaded, for all pairs of patches
//! of a tile. Six patches by a panel keep 24 registers of sums, 3 of activations and 5 of weights: eight bytes of each patch are 24
//! products, 8 permutations, 9 instructions that load activations, and 4 loads of weights. With the loop around them that is 49
//! instructions for 768 multiply-accumulates, where dot products, in tiles of four patches, take 72.

use super::dotprod::{has, quads, weights};
use super::neon::look_up;
use super::{Isa, LOOK_UP, Level, Runs, Stream, Task};
use crate::kernel::Fma;
use core::arch::aarch64::*;
use core::arch::asm;

/// Proof that the processor has NEON, `sdot` and `smmla`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct I8mm(());

impl I8mm {
    #[inline(always)]
    pub(crate) fn detect() -> Option<Self> {
        (super::level() >= Level::I8mm).then_some(I8mm(()))
    }

    /// If the processor has it, whatever the user allows.
    #[cfg(test)]
    pub(crate) fn available() -> Option<Self> {
        (super::dotprod::has_dotprod() && has_i8mm()).then_some(I8mm(()))
    }
}

/// Whether the processor has `smmla`.
pub(super) fn has_i8mm() -> bool {
    has!("i8mm")
}

impl Fma for I8mm {}

impl Stream for I8mm {
    #[inline(always)]
    fn vectorize<T: Task>(self, task: T) {
        #[target_feature(enable = "dotprod,i8mm")]
        fn compiled<T: Task>(task: T) {
            task.run();
        }
        // SAFETY: `self` exists only where the processor has the instructions.
        unsafe { compiled(task) }
    }

    #[inline(always)]
    fn look_up(self, table: &[u8; 256], x: &[u8; LOOK_UP]) -> [u8; LOOK_UP] {
        look_up(table, x)
    }
}

impl Isa for I8mm {
    quads!();

    const TILES: [usize; 2] = [6, 6];
    const TOGETHER: usize = 2;

    #[inline(always)]
    unsafe fn add_runs<const V: usize, const G: usize, const N: usize>(
        self,
        runs: &Runs<i8, [[i8; 32]; V], G, N>,
        sums: &mut [[[[int32x4_t; 2]; V]; G]; N],
    ) -> bool {
        // One patch takes weights as they are, and no tile of bytes has more.
        if N == 1 || N > 2 * PAIRS {
            return false;
        }
        // SAFETY: `self` exists only where the processor has the instructions; the rest as the caller says.
        unsafe { add_runs(runs, sums) };
        true
    }
}

/// Pairs of patches of a tile, at most.
const PAIRS: usize = 3;

/// Sums of a tile in blocks: of each pair of patches and two channels.
type Blocks<const V: usize, const G: usize> = [[[[int32x4_t; 4]; V]; G]; PAIRS];

/// Adds the products of a tile's runs.
///
/// # Safety
/// All steps and weights of the runs are there.
#[inline(always)]
unsafe fn add_runs<const V: usize, const G: usize, const N: usize>(
    runs: &Runs<i8, [[i8; 32]; V], G, N>,
    sums: &mut [[[[int32x4_t; 2]; V]; G]; N],
) {
    let mut blocks = blocks(sums);
    for row in 0..runs.rows {
        let (x, w) = (row * runs.next.0, row * runs.next.1);
        for k in 0..runs.len / 2 {
            // SAFETY: as the caller says.
            unsafe { add::<true, V, G, N>(runs, x + 8 * k, w + 2 * k, &mut blocks) };
        }
        if runs.len % 2 == 1 {
            let k = runs.len - 1;
            // SAFETY: as the caller says.
            unsafe { add::<false, V, G, N>(runs, x + 4 * k, w + k, &mut blocks) };
        }
    }
    put(&blocks, sums);
}

/// Sums as blocks.
#[inline(always)]
fn blocks<const V: usize, const G: usize, const N: usize>(sums: &[[[[int32x4_t; 2]; V]; G]; N]) -> Blocks<V, G> {
    let mut blocks = [[[[sums[0][0][0][0]; 4]; V]; G]; PAIRS];
    for p in 0..N.div_ceil(2) {
        for g in 0..G {
            for v in 0..V {
                let (a, b) = (sums[2 * p][g][v], sums[second::<N>(p)][g][v]);
                let ([ab0, ab1], [ab2, ab3]) = (halves(a[0], b[0]), halves(a[1], b[1]));
                blocks[p][g][v] = [ab0, ab1, ab2, ab3];
            }
        }
    }
    blocks
}

/// Blocks as sums again.
#[inline(always)]
fn put<const V: usize, const G: usize, const N: usize>(
    blocks: &Blocks<V, G>,
    sums: &mut [[[[int32x4_t; 2]; V]; G]; N],
) {
    for p in 0..N.div_ceil(2) {
        for g in 0..G {
            for v in 0..V {
                let [ab0, ab1, ab2, ab3] = blocks[p][g][v];
                let ([a0, b0], [a1, b1]) = (halves(ab0, ab1), halves(ab2, ab3));
                sums[second::<N>(p)][g][v] = [b0, b1];
                sums[2 * p][g][v] = [a0, a1];
            }
        }
    }
}

/// The second patch of a pair: a last one without another goes with itself.
#[inline(always)]
const fn second<const N: usize>(pair: usize) -> usize {
    if 2 * pair + 1 < N { 2 * pair + 1 } else { 2 * pair }
}

/// Adds the products of what begins at a step and a weight of the first row: of two quads, or of one.
///
/// # Safety
/// They are there.
#[inline(always)]
unsafe fn add<const TWO: bool, const V: usize, const G: usize, const N: usize>(
    runs: &Runs<i8, [[i8; 32]; V], G, N>,
    step: usize,
    weight: usize,
    blocks: &mut Blocks<V, G>,
) {
    // SAFETY: as the caller says.
    let mut x = [unsafe { patches::<TWO>(runs.steps[0], runs.steps[second::<N>(0)], step) }; PAIRS];
    for p in 1..N.div_ceil(2) {
        // SAFETY: as the caller says.
        x[p] = unsafe { patches::<TWO>(runs.steps[2 * p], runs.steps[second::<N>(p)], step) };
    }
    for g in 0..G {
        // SAFETY: as the caller says. Where there is one quad, its weights once more meet nothing.
        let (quads, next) = unsafe {
            let first = runs.weights[g].wrapping_add(weight);
            (&*first, &*first.wrapping_add(usize::from(TWO)))
        };
        for v in 0..V {
            let ([low, high], [next_low, next_high]) = (weights(&quads[v]), weights(&next[v]));
            let ([w0, w1], [w2, w3]) = (pairs(low, next_low), pairs(high, next_high));
            for p in 0..N.div_ceil(2) {
                let [ab0, ab1, ab2, ab3] = blocks[p][g][v];
                // SAFETY: as the caller says.
                blocks[p][g][v] =
                    unsafe { [smmla(ab0, x[p], w0), smmla(ab1, x[p], w1), smmla(ab2, x[p], w2), smmla(ab3, x[p], w3)] };
            }
        }
    }
}

/// Eight bytes of two patches from a step on, or four of each and zeros.
///
/// # Safety
/// They are there.
#[inline(always)]
unsafe fn patches<const TWO: bool>(a: *const i8, b: *const i8, step: usize) -> int8x16_t {
    let (a, b) = (a.wrapping_add(step), b.wrapping_add(step));
    // SAFETY: the target has NEON; the rest as the caller says.
    unsafe {
        if TWO {
            return vcombine_s8(vld1_s8(a), vld1_s8(b));
        }
        let (a, b) = (a.cast::<u32>().read_unaligned(), b.cast::<u32>().read_unaligned());
        vcombine_s8(vcreate_s8(a.into()), vcreate_s8(b.into()))
    }
}

/// Weights of two quads of four channels, eight of each channel.
#[inline(always)]
fn pairs(a: int8x16_t, b: int8x16_t) -> [int8x16_t; 2] {
    // SAFETY: the target has NEON.
    unsafe {
        let (a, b) = (vreinterpretq_s32_s8(a), vreinterpretq_s32_s8(b));
        [vreinterpretq_s8_s32(vzip1q_s32(a, b)), vreinterpretq_s8_s32(vzip2q_s32(a, b))]
    }
}

/// The first halves, and the second ones: of sums of two patches those of two channels, and back.
#[inline(always)]
fn halves(a: int32x4_t, b: int32x4_t) -> [int32x4_t; 2] {
    // SAFETY: the target has NEON.
    unsafe {
        let (a, b) = (vreinterpretq_s64_s32(a), vreinterpretq_s64_s32(b));
        [vreinterpretq_s32_s64(vzip1q_s64(a, b)), vreinterpretq_s32_s64(vzip2q_s64(a, b))]
    }
}

/// Adds to `[a0, a1, b0, b1]` the products of eight bytes of patches `a` and `b` with those of channels 0 and 1. The intrinsic is
/// not stable. Compilers must not move loads across, as the options would let them: weights loaded before their turn leave
/// no registers for sums.
#[inline]
#[target_feature(enable = "i8mm")]
fn smmla(mut sums: int32x4_t, ab: int8x16_t, weights: int8x16_t) -> int32x4_t {
    // SAFETY: the instruction is there, and touches these registers only.
    unsafe {
        asm!(
            "smmla {sums:v}.4s, {ab:v}.16b, {weights:v}.16b",
            sums = inout(vreg) sums, ab = in(vreg) ab, weights = in(vreg) weights,
            options(nostack, preserves_flags)
        );
    }
    sums
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use crate::isa::{Wide, array_of};

    /// Runs of any length against dot products of one quad after another.
    fn check<I: Wide<V, Step = i8>, const V: usize, const N: usize>(isa: I) {
        let bytes: [i8; 600] = array_of!(600, |i| (i * i * 7 + i / 3) as i8);
        let weights = array_of!(20, |k| array_of!(V, |v| array_of!(32, |i| bytes[7 * k + 5 * v + i])));
        for (rows, len) in (1..4).flat_map(|rows| (1..6).map(move |len| (rows, len))) {
            let (next, start) = ((4 * len + 3, len + 1), isa.sums(&[[3, -1, 4, 1, -5, 9, 2, -6]; V]));
            let steps = array_of!(N, |n| bytes[79 * n..].as_ptr());
            let (mut sums, mut expected) = ([[start]; N], [start; N]);
            let runs = Runs { steps, apart: None, weights: [weights.as_ptr()], rows, len, next };
            // SAFETY: three runs of five quads end before there are no more steps or weights.
            let is_done = unsafe { isa.add_runs(&runs, &mut sums) };
            assert_eq!(is_done, N > 1);
            for (row, k) in (0..rows).flat_map(|row| (0..len).map(move |k| (row, k))) {
                let weights = isa.weights(&weights[row * next.1 + k]);
                for n in 0..N {
                    let x = array_of!(4, |i| bytes[79 * n + row * next.0 + 4 * k + i]);
                    expected[n] = isa.dot(expected[n], isa.quad_of(x, 0), weights);
                }
            }
            for n in (0..N).filter(|_| is_done) {
                let [sums, expected]: [[[i32; 8]; V]; 2] = [isa.numbers(sums[n][0]), isa.numbers(expected[n])];
                assert_eq!(sums, expected, "{rows} runs of {len}, patch {n} of {N}");
            }
        }
    }

    #[test]
    fn runs_add_up() {
        let Some(isa) = I8mm::available() else { return std::eprintln!("skipped: this processor has no I8mm") };
        check::<_, 1, 1>(isa);
        check::<_, 1, 2>(isa);
        check::<_, 1, 3>(isa);
        check::<_, 2, 4>(isa);
        check::<_, 2, 5>(isa);
        check::<_, 2, 6>(isa);
    }
}
