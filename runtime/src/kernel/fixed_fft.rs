//! Fourier transforms of real numbers as TFLite Micro's signal library has them: those of KISS FFT 130, of lengths that are powers
//! of two. In integers every stage halves or quarters its inputs, and all roundings are as they are there.

use super::{each_row, each_row_mut};

/// Sizes of a transform.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignalFft {
    /// Numbers in a row of the input.
    pub input: usize,
    /// Real numbers that are transformed, a power of two and at least 4.
    pub length: usize,
}

/// What is transformed: numbers whose arithmetic loses bits in its own way.
trait Sample: Copy + Default {
    fn plus(self, other: Self) -> Self;
    fn minus(self, other: Self) -> Self;
    fn negated(self) -> Self;
    /// Half of the sum.
    fn mean(self, other: Self) -> Self;
    /// Half of the difference.
    fn half_gap(self, other: Self) -> Self;
    /// The half or the quarter of a number in a stage that adds so many.
    fn share<const N: usize>(self) -> Self;
    /// The product of complex numbers.
    fn times(a: [Self; 2], b: [Self; 2]) -> [Self; 2];
}

macro_rules! fixed {
    ($($t:ty, $wide:ty;)*) => { $(
        impl Sample for $t {
            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                self.wrapping_add(other)
            }
            #[inline(always)]
            fn minus(self, other: Self) -> Self {
                self.wrapping_sub(other)
            }
            #[inline(always)]
            fn negated(self) -> Self {
                self.wrapping_neg()
            }
            #[inline(always)]
            fn mean(self, other: Self) -> Self {
                ((self as i32).wrapping_add(other as i32) >> 1) as $t
            }
            #[inline(always)]
            fn half_gap(self, other: Self) -> Self {
                ((self as i32).wrapping_sub(other as i32) >> 1) as $t
            }
            #[inline(always)]
            fn share<const N: usize>(self) -> Self {
                rounded!($t, $wide, (self as $wide).wrapping_mul(const { (<$t>::MAX / N as $t) as $wide }))
            }
            #[inline(always)]
            fn times([a, b]: [Self; 2], [c, d]: [Self; 2]) -> [Self; 2] {
                let product = |x: $t, y: $t| (x as $wide).wrapping_mul(y as $wide);
                let (re, im) = (product(a, c).wrapping_sub(product(b, d)), product(a, d).wrapping_add(product(b, c)));
                [rounded!($t, $wide, re), rounded!($t, $wide, im)]
            }
        }
    )* };
}
/// Without the fractional bits that a product has too many of.
macro_rules! rounded {
    ($t:ty, $wide:ty, $x:expr) => {{
        const BITS: u32 = <$t>::BITS - 1;
        ($x.wrapping_add(1 << (BITS - 1)) >> BITS) as $t
    }};
}
fixed! {
    i16, i32;
    i32, i64;
}

impl Sample for f32 {
    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        self + other
    }
    #[inline(always)]
    fn minus(self, other: Self) -> Self {
        self - other
    }
    #[inline(always)]
    fn negated(self) -> Self {
        -self
    }
    #[inline(always)]
    fn mean(self, other: Self) -> Self {
        (self + other) * 0.5
    }
    #[inline(always)]
    fn half_gap(self, other: Self) -> Self {
        (self - other) * 0.5
    }
    #[inline(always)]
    fn share<const N: usize>(self) -> Self {
        self
    }
    #[inline(always)]
    fn times([a, b]: [Self; 2], [c, d]: [Self; 2]) -> [Self; 2] {
        [a * c - b * d, a * d + b * c]
    }
}

#[inline(always)]
fn add<T: Sample>(a: [T; 2], b: [T; 2]) -> [T; 2] {
    [a[0].plus(b[0]), a[1].plus(b[1])]
}

#[inline(always)]
fn sub<T: Sample>(a: [T; 2], b: [T; 2]) -> [T; 2] {
    [a[0].minus(b[0]), a[1].minus(b[1])]
}

#[inline(always)]
fn share<const N: usize, T: Sample>(x: [T; 2]) -> [T; 2] {
    x.map(T::share::<N>)
}

#[inline(always)]
fn conjugate<T: Sample>([re, im]: [T; 2]) -> [T; 2] {
    [re, im.negated()]
}

/// Where element `index` of `size` is put before the first stage: stages of four, from the outside, then one of two if need be.
#[inline(always)]
fn position(index: usize, size: usize) -> usize {
    let (mut position, mut rest, mut bits) = (0usize, index, size.trailing_zeros());
    while bits > 0 {
        let digit = bits.min(2);
        bits -= digit;
        position |= (rest & ((1 << digit) - 1)).wrapping_shl(bits);
        rest = rest.wrapping_shr(digit);
    }
    position
}

/// A stage of two: neighbours.
#[inline(always)]
fn stage_2<T: Sample>(twiddles: &[[T; 2]], y: &mut [[T; 2]]) {
    let Some(&first) = twiddles.first() else { return };
    for pair in y.as_chunks_mut::<2>().0 {
        let [a, b] = pair.map(share::<2, T>);
        let b = T::times(b, first);
        *pair = [add(a, b), sub(a, b)];
    }
}

/// A stage of four, over quarters of `quarter` elements.
#[inline(always)]
fn stage_4<T: Sample>(twiddles: &[[T; 2]], step: usize, inverse: bool, quarter: usize, y: &mut [[T; 2]]) {
    let Some((first, rest)) = y.split_at_mut_checked(quarter) else { return };
    let Some((second, rest)) = rest.split_at_mut_checked(quarter) else { return };
    let Some((third, fourth)) = rest.split_at_mut_checked(quarter) else { return };
    let factors = |times: usize| twiddles.iter().step_by(step.wrapping_mul(times).max(1));
    let elements = first.iter_mut().zip(second).zip(third.iter_mut().zip(fourth));
    for (((a, b), (c, d)), ((&f1, &f2), &f3)) in elements.zip(factors(1).zip(factors(2)).zip(factors(3))) {
        let x = share::<4, T>(*a);
        let x1 = T::times(share::<4, T>(*b), f1);
        let x2 = T::times(share::<4, T>(*c), f2);
        let x3 = T::times(share::<4, T>(*d), f3);
        let (even, odd) = (add(x, x2), sub(x, x2));
        let (sum, [re, im]) = (add(x1, x3), sub(x1, x3));
        let turned = if inverse { [im.negated(), re] } else { [im, re.negated()] };
        (*a, *c) = (add(even, sum), sub(even, sum));
        (*b, *d) = (add(odd, turned), sub(odd, turned));
    }
}

/// The transform of elements that are at their positions.
#[inline(always)]
fn transform<T: Sample>(twiddles: &[[T; 2]], inverse: bool, y: &mut [[T; 2]]) {
    let size = y.len();
    let mut quarter = 1;
    if size.trailing_zeros() & 1 == 1 {
        stage_2(twiddles, y);
        quarter = 2;
    }
    while quarter < size {
        let step = size.wrapping_shr(quarter.trailing_zeros() + 2);
        each_row_mut(y, 4 * quarter, |y| stage_4(twiddles, step, inverse, quarter, y));
        quarter *= 4;
    }
}

/// The factors of the complex transform, and those that take it apart.
#[inline(always)]
fn tables<'a, T>(p: &SignalFft, table: &'a [T]) -> (&'a [[T; 2]], &'a [[T; 2]]) {
    table.as_chunks().0.split_at_checked(p.length >> 1).unwrap_or_default()
}

#[inline(always)]
fn forward<T: Sample>(p: &SignalFft, table: &[T], x: &[T], y: &mut [T]) {
    let (twiddles, factors) = tables(p, table);
    let size = p.length >> 1;
    each_row(x, p.input, y.as_chunks_mut().0, size.wrapping_add(1), |x, y| {
        y.fill([T::default(); 2]);
        let (pairs, rest) = x.as_chunks::<2>();
        let last = rest.first().map(|&x| [x, T::default()]);
        for (i, pair) in pairs.iter().copied().chain(last).enumerate() {
            if let Some(y) = y.get_mut(position(i, size)) {
                *y = pair;
            }
        }
        if let Some((_, y)) = y.split_last_mut() {
            transform(twiddles, false, y);
        }
        take_apart(factors, y);
    });
}

/// The transform of real numbers from that of the complex ones that they were taken as.
#[inline(always)]
fn take_apart<T: Sample>(factors: &[[T; 2]], y: &mut [[T; 2]]) {
    let [first, middle @ .., last] = y else { return };
    let [re, im] = share::<2, T>(*first);
    (*first, *last) = ([re.plus(im), T::default()], [re.minus(im), T::default()]);
    let (mut pairs, mut factors) = (middle.iter_mut(), factors.iter());
    while let (Some(a), Some(&factor)) = (pairs.next(), factors.next()) {
        let b = pairs.next_back();
        let (x, mirrored) = (share::<2, T>(*a), share::<2, T>(conjugate(b.as_deref().copied().unwrap_or(*a))));
        let (sum, product) = (add(x, mirrored), T::times(sub(x, mirrored), factor));
        let high = [sum[0].half_gap(product[0]), product[1].half_gap(sum[1])];
        match b {
            Some(b) => (*a, *b) = ([sum[0].mean(product[0]), sum[1].mean(product[1])], high),
            None => *a = high,
        }
    }
}

#[inline(always)]
fn inverse<T: Sample>(p: &SignalFft, table: &[T], x: &[T], y: &mut [T]) {
    let (twiddles, factors) = tables(p, table);
    let size = p.length >> 1;
    each_row(x.as_chunks().0, size.wrapping_add(1), y.as_chunks_mut().0, size, |x, y| {
        put_together(factors, x, size, y);
        transform(twiddles, true, y);
    });
}

/// The reverse of [`take_apart`], at the positions where the transform wants elements.
#[inline(always)]
fn put_together<T: Sample>(factors: &[[T; 2]], x: &[[T; 2]], size: usize, y: &mut [[T; 2]]) {
    let mut put = |i: usize, value: [T; 2]| {
        if let Some(y) = y.get_mut(position(i, size)) {
            *y = value;
        }
    };
    let [[first, _], middle @ .., [last, _]] = x else { return };
    put(0, share::<2, T>([first.plus(*last), first.minus(*last)]));
    let half = size >> 1;
    for (i, ((&a, &b), &factor)) in middle.iter().zip(middle.iter().rev()).zip(factors).take(half).enumerate() {
        let (k, a, b) = (i.wrapping_add(1), share::<2, T>(a), share::<2, T>(conjugate(b)));
        let (sum, product) = (add(a, b), T::times(sub(a, b), factor));
        put(k, add(sum, product));
        put(size.wrapping_sub(k), conjugate(sub(sum, product)));
    }
}

macro_rules! entries {
    ($($forward:ident $inverse:ident $t:ty;)*) => { $(
        /// The first half of the transform of each row, and the middle, as pairs of real and imaginary parts; what a row is short
        /// of is 0.
        pub fn $forward(p: &SignalFft, table: &[$t], x: &[$t], y: &mut [$t]) {
            forward(p, table, x, y);
        }
        /// The real numbers that rows of pairs are the transform of.
        pub fn $inverse(p: &SignalFft, table: &[$t], x: &[$t], y: &mut [$t]) {
            inverse(p, table, x, y);
        }
    )* };
}
entries! {
    signal_rfft_i16 signal_irfft_i16 i16;
    signal_rfft_i32 signal_irfft_i32 i32;
}

/// As the others.
pub fn signal_rfft_f32(p: &SignalFft, table: &[f32], x: &[f32], y: &mut [f32]) {
    forward(p, table, x, y);
}

/// As the others, divided by the length, which those leave to their stages.
pub fn signal_irfft_f32(p: &SignalFft, table: &[f32], x: &[f32], y: &mut [f32]) {
    inverse(p, table, x, y);
    y.iter_mut().for_each(|y| *y /= p.length as f32);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_four_are_reversed() {
        assert_eq!([1, 2, 3].map(|i| position(i, 4)), [1, 2, 3]);
        assert_eq!([1, 4, 5, 7].map(|i| position(i, 8)), [2, 1, 3, 7]);
        assert_eq!([1, 4, 6].map(|i| position(i, 16)), [4, 1, 9]);
    }

    #[test]
    fn shares_are_rounded() {
        assert_eq!([i16::MIN, -3, -1, 1, 3, i16::MAX].map(i16::share::<2>), [-16383, -1, 0, 0, 1, 16383]);
        assert_eq!([5i32, -5, 1 << 30].map(i32::share::<4>), [1, -1, 1 << 28]);
    }

    #[test]
    fn a_step_there_and_back() {
        let (half, root) = (0.0, core::f32::consts::FRAC_1_SQRT_2);
        // Factors of 4 complex numbers, and `exp(∓πi·(k/4 + 1/2))`.
        let table = [1.0, half, half, -1.0, -1.0, half, half, 1.0, -root, -root, -1.0, half];
        let p = SignalFft { input: 8, length: 8 };
        let (x, mut y, mut back) = ([1.0, 2.0, -3.0, 0.5, 0.0, 4.0, -1.0, 7.0], [0.0; 10], [0.0; 8]);
        signal_rfft_f32(&p, &table, &x, &mut y);
        assert!((y[0] - 10.5).abs() < 1e-5 && (y[8] + 16.5).abs() < 1e-5);
        let table: [f32; 12] = core::array::from_fn(|i| if i % 2 == 1 { -table[i] } else { table[i] });
        signal_irfft_f32(&p, &table, &y, &mut back);
        assert!(back.iter().zip(x).all(|(back, x)| (back - x).abs() < 1e-5), "{back:?}");
    }
}
