//! STABLEHLO_RNG_BIT_GENERATOR: random bits by counters. `kernels/{rng_bit_generator,rng_util}.cc`; Salmon et al., "Parallel
//! random numbers: as easy as 1, 2, 3".

use super::{copy_row, each_row_mut};

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
}
