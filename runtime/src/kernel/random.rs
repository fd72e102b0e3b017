//! Random bits by counters: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3".
//!
//! STABLEHLO_RNG_BIT_GENERATOR (`kernels/{rng_bit_generator,rng_util}.cc`) gives the bits; RANDOM_UNIFORM, RANDOM_STANDARD_NORMAL and
//! MULTINOMIAL (`kernels/random_ops.cc`) give numbers, and count on from run to run.

use super::{copy_row, each_row, each_row_mut};
use core::f64::consts::PI;

/// Twenty rounds of Threefry on a counter of two words.
fn threefry(key: [u32; 2], counter: [u32; 2]) -> [u32; 2] {
    const ROTATIONS: [[u32; 4]; 2] = [[13, 15, 26, 6], [17, 29, 16, 24]];
    let [a, b] = key;
    let c = a ^ b ^ 0x1bd1_1bda;
    let [mut x, mut y] = [counter[0].wrapping_add(a), counter[1].wrapping_add(b)];
    let schedule = [(0, b, c), (1, c, a), (0, a, b), (1, b, c), (0, c, a)];
    for ((group, first, second), round) in schedule.into_iter().zip(1..) {
        let [even, odd] = ROTATIONS;
        for rotation in if group == 0 { even } else { odd } {
            x = x.wrapping_add(y);
            y = y.rotate_left(rotation) ^ x;
        }
        (x, y) = (x.wrapping_add(first), y.wrapping_add(second).wrapping_add(round));
    }
    [x, y]
}

/// Ten rounds of Philox on a counter of four words.
fn philox(key: [u32; 2], counter: [u32; 4]) -> [u32; 4] {
    let ([mut a, mut b], mut x) = (key, counter);
    let product = |factor: u64, word: u32| {
        let product = factor.wrapping_mul(word.into());
        ((product >> 32) as u32, product as u32)
    };
    for _ in 0..10 {
        let ((high0, low0), (high1, low1)) = (product(0xd251_1f53, x[0]), product(0xcd9e_8d57, x[2]));
        x = [high1 ^ x[1] ^ a, low1, high0 ^ x[3] ^ b, low0];
        (a, b) = (a.wrapping_add(0x9e37_79b9), b.wrapping_add(0xbb67_ae85));
    }
    x
}

/// Fills `y`, counting in the first two words, and leaves key and counter in the new state.
#[inline(always)]
fn fill<const N: usize>(
    key: [u32; 2],
    mut counter: [u32; N],
    next: &mut [u64],
    y: &mut [u32],
    random: impl Fn([u32; 2], [u32; N]) -> [u32; N],
) {
    let generate = |y: &mut [u32], counter: &mut [u32; N]| {
        let words = random(key, *counter);
        y.iter_mut().zip(words).for_each(|(y, word)| *y = word);
        if let [low, high, ..] = counter.as_mut_slice() {
            *low = low.wrapping_add(1);
            *high = high.wrapping_add((*low == 0) as u32);
        }
    };
    let rest = y.len() % N;
    let (whole, last) = y.split_at_mut_checked(y.len().wrapping_sub(rest)).unwrap_or_default();
    each_row_mut(whole, N, |y| generate(y, &mut counter));
    if !last.is_empty() {
        generate(last, &mut counter);
    }
    if let ([first, second, ..], [low, high, ..]) = (next, counter.as_slice()) {
        (*first, *second) = (join(key), join([*low, *high]));
    }
}

#[inline(always)]
fn join([low, high]: [u32; 2]) -> u64 {
    low as u64 | (high as u64) << 32
}

#[inline(always)]
fn split(word: Option<&u64>) -> [u32; 2] {
    let word = word.copied().unwrap_or_default();
    [word as u32, (word >> 32) as u32]
}

/// Random bits from a key and a counter, one word each.
pub fn rng_threefry(state: &[u64], next: &mut [u64], y: &mut [u32]) {
    fill(split(state.first()), split(state.get(1)), next, y, threefry);
}

/// Random bits from a key and a counter, of one or two words; the counter's missing word is the key.
pub fn rng_philox(state: &[u64], next: &mut [u64], y: &mut [u32]) {
    let (key, [a, b]) = (split(state.first()), split(state.get(1)));
    let [c, d] = split(state.get(2).or(state.first()));
    copy_row(state, next);
    fill(key, [a, b, c, d], next, y, philox);
}

/// Where a sequence of random numbers begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seeds {
    /// The key.
    pub seed: u64,
    /// The upper half of the counter.
    pub seed2: u64,
}

impl Seeds {
    /// Four words, `count` steps from the start.
    fn block(&self, count: u64) -> [u32; 4] {
        let ([a, b], [c, d]) = (split(Some(&count)), split(Some(&self.seed2)));
        philox(split(Some(&self.seed)), [a, b, c, d])
    }
}

/// In `[0, 1)`: the lower 23 bits.
#[inline(always)]
fn unit_f32(bits: u32) -> f32 {
    f32::from_bits(127 << 23 | bits & 0x7f_ffff) - 1.0
}

/// In `[0, 1)`: 20 bits above 32.
#[inline(always)]
fn unit_f64(high: u32, low: u32) -> f64 {
    f64::from_bits(1023 << 52 | ((high & 0xf_ffff) as u64) << 32 | low as u64) - 1.0
}

/// Fills `y` with what four words give, and counts them.
#[inline(always)]
fn numbers(p: &Seeds, count: &mut [u64], y: &mut [f32], number: impl Fn([u32; 4]) -> [f32; 4]) {
    let Some(count) = count.first_mut() else { return };
    for y in y.chunks_mut(4) {
        y.iter_mut().zip(number(p.block(*count))).for_each(|(y, number)| *y = number);
        *count = count.wrapping_add(1);
    }
}

/// Numbers in `[0, 1)`.
pub fn random_uniform(p: &Seeds, count: &mut [u64], y: &mut [f32]) {
    numbers(p, count, y, |words| words.map(unit_f32));
}

/// Numbers of mean 0 and variance 1, by Box and Muller's transform of pairs.
pub fn random_standard_normal(p: &Seeds, count: &mut [u64], y: &mut [f32]) {
    let pair = |a, b| {
        let length = libm::sqrtf(-2.0 * libm::logf(unit_f32(a).max(1e-7)));
        let (sin, cos) = libm::sincosf((2.0 * PI * unit_f32(b) as f64) as f32);
        (sin * length, cos * length)
    };
    numbers(p, count, y, |[a, b, c, d]| {
        let ((a, b), (c, d)) = (pair(a, b), pair(c, d));
        [a, b, c, d]
    });
}

/// For each row of `logits` as many indices of classes, each as likely as the exponential of its logit; infinite ones never.
/// `sums` holds a row's likelihoods, each with those before it.
#[inline(always)]
fn multinomial<Y>(
    p: &Seeds,
    (classes, samples): (usize, usize),
    (logits, sums): (&[f32], &mut [f64]),
    count: &mut [u64],
    y: &mut [Y],
    index: impl Fn(usize) -> Y,
) {
    let Some(count) = count.first_mut() else { return };
    let (mut next, mut words, mut used) = (*count, [0; 4], true);
    let mut rows = 0u64;
    each_row(logits, classes, y, samples, |logits, y| {
        let total = add_up(logits, sums);
        for y in y.iter_mut() {
            // Two words are one number.
            if used {
                words = p.block(next);
                next = next.wrapping_add(1);
            } else {
                let [.., c, d] = words;
                words = [c, d, 0, 0];
            }
            used = !used;
            let [high, low, ..] = words;
            let sought = unit_f64(high, low) * total;
            *y = index(sums.partition_point(|&sum| sum <= sought));
        }
        rows = rows.wrapping_add(1);
    });
    // Far more than a run takes, as TensorFlow has it.
    let steps = (samples as u64).wrapping_add(3) / 4 * 4 * 2 * 256;
    *count = count.wrapping_add(rows.wrapping_mul(steps));
}

/// Exponentials of logits, relative to the greatest, each with those before it; gives their sum.
#[inline(always)]
fn add_up(logits: &[f32], sums: &mut [f64]) -> f64 {
    let finite = logits.iter().filter(|logit| logit.is_finite());
    let greatest = finite.fold(f32::MIN, |max, &logit| max.max(logit)) as f64;
    let mut total = 0.0;
    for (sum, &logit) in sums.iter_mut().zip(logits) {
        if logit.is_finite() {
            total += libm::exp(logit as f64 - greatest);
        }
        *sum = total;
    }
    total
}

macro_rules! multinomials {
    ($($name:ident $t:ty;)*) => { $(
        /// `multinomial` with indices of this type.
        pub fn $name(
            p: &Seeds,
            classes: usize,
            samples: usize,
            logits: &[f32],
            sums: &mut [f64],
            count: &mut [u64],
            y: &mut [$t],
        ) {
            multinomial(p, (classes, samples), (logits, sums), count, y, |index| index as $t);
        }
    )* };
}
multinomials! {
    multinomial_i64 i64;
    multinomial_i32 i32;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The known answers that the authors publish with their code.
    #[test]
    fn known_answers() {
        assert_eq!(threefry([0; 2], [0; 2]), [0x6b20_0159, 0x99ba_4efe]);
        assert_eq!(threefry([u32::MAX; 2], [u32::MAX; 2]), [0x1cb9_96fc, 0xbb00_2be7]);
        assert_eq!(philox([0; 2], [0; 4]), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
        assert_eq!(philox([u32::MAX; 2], [u32::MAX; 4]), [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]);
    }

    #[test]
    fn the_counter_carries() {
        let (mut next, mut y) = ([0; 3], [0; 5]);
        rng_philox(&[7, u32::MAX as u64, 9], &mut next, &mut y);
        assert_eq!(next, [7, (1 << 32) + 1, 9]);
        assert_eq!(y[..4], philox([7, 0], [u32::MAX, 0, 9, 0]));
        assert_eq!(y[4], philox([7, 0], [0, 1, 9, 0])[0]);
    }

    /// TFLite's numbers for seeds 1 and 2.
    #[test]
    fn numbers_go_on_from_run_to_run() {
        let (p, mut count, mut y) = (Seeds { seed: 1, seed2: 2 }, [0], [0.0; 5]);
        random_uniform(&p, &mut count, &mut y);
        assert_eq!((y, count), ([0.40639675, 0.8575996, 0.05539584, 0.08587229, 0.4121536], [2]));
        random_uniform(&p, &mut count, &mut y);
        assert_eq!((y[0], count), (0.8690897, [4]));
        count = [0];
        random_standard_normal(&p, &mut count, &mut y);
        let expected = [-1.0467793, 0.8397046, 1.2358364, 2.0637853, 0.3037427];
        assert!(y.iter().zip(expected).all(|(y, expected): (&f32, f32)| (y - expected).abs() < 1e-6), "{y:?}");
    }

    #[test]
    fn classes_by_their_logits() {
        let (p, mut count, mut sums) = (Seeds { seed: 1, seed2: 2 }, [0], [0.0; 3]);
        let logits = [1.0, 2.0, 3.0, 0.0, f32::NEG_INFINITY, 1.0];
        let mut draw = || {
            let mut y = [0; 10];
            multinomial_i64(&p, 3, 5, &logits, &mut sums, &mut count, &mut y);
            (y, count[0])
        };
        assert_eq!(draw(), ([1, 2, 1, 1, 2, 2, 2, 2, 2, 2], 8192));
        assert_eq!(draw(), ([2, 1, 1, 1, 2, 2, 2, 2, 2, 2], 16384));
        assert_eq!(draw().0[..3], [0, 2, 2]);
    }

    #[test]
    fn no_class_is_possible() {
        let (p, mut sums, mut y) = (Seeds { seed: 5, seed2: 0 }, [0.0; 2], [0; 1]);
        multinomial_i32(&p, 2, 1, &[f32::NAN, f32::INFINITY], &mut sums, &mut [0], &mut y);
        assert_eq!(y, [2]);
    }
}
