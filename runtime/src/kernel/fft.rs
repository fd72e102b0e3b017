//! Fourier transforms of real numbers, in single precision, of lengths that are powers of two.
//!
//! A row of `n` real numbers is transformed as `n / 2` complex ones and then taken apart. Twiddle factors are constants: for each
//! size 2, 4, 8, … those of its first half, `exp(-2πi·k/size)`, one size after the other.

use super::{Binary, Broadcast, convert, each_row, each_row_mut, row};

/// A complex number: real and imaginary part.
pub type C64 = [f32; 2];

/// The same in double precision.
pub type C128 = [f64; 2];

#[inline(always)]
fn add(a: C64, b: C64) -> C64 {
    [a[0] + b[0], a[1] + b[1]]
}

#[inline(always)]
fn sub(a: C64, b: C64) -> C64 {
    [a[0] - b[0], a[1] - b[1]]
}

#[inline(always)]
fn mul(a: C64, b: C64) -> C64 {
    [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]]
}

/// The twiddle factors of a size: half of it.
#[inline(always)]
fn twiddles(table: &[C64], half: usize) -> &[C64] {
    row(table, half.wrapping_sub(1), half)
}

/// `index` with its lowest bits, those below `size`, in reverse order.
#[inline(always)]
fn reversed(index: usize, size: usize) -> usize {
    let bits = size.trailing_zeros();
    index.reverse_bits().unbounded_shr(usize::BITS.wrapping_sub(bits))
}

/// The transform of a row whose elements are in bit-reversed order.
#[inline(always)]
fn transform(table: &[C64], y: &mut [C64]) {
    for pair in y.as_chunks_mut::<2>().0 {
        *pair = [add(pair[0], pair[1]), sub(pair[0], pair[1])];
    }
    let mut half = 2;
    while half < y.len() {
        let factors = twiddles(table, half);
        each_row_mut(y, 2 * half, |y| {
            if let Some((low, high)) = y.split_at_mut_checked(half) {
                for ((a, b), &factor) in low.iter_mut().zip(high).zip(factors) {
                    let product = mul(*b, factor);
                    (*a, *b) = (add(*a, product), sub(*a, product));
                }
            }
        });
        half *= 2;
    }
}

/// The transform of `n` real numbers from that of the `n / 2` complex ones that they were taken as: one element more.
#[inline(always)]
fn take_apart(table: &[C64], y: &mut [C64]) {
    let factors = twiddles(table, y.len().wrapping_sub(1));
    let ([first, middle @ .., last], [_, factors @ ..]) = (y, factors) else { return };
    let [re, im] = *first;
    (*first, *last) = ([re + im, 0.0], [re - im, 0.0]);
    let (mut pairs, mut factors) = (middle.iter_mut(), factors.iter());
    while let (Some(a), Some(&factor)) = (pairs.next(), factors.next()) {
        let Some(b) = pairs.next_back() else {
            a[1] = -a[1];
            return;
        };
        let even = [(a[0] + b[0]) * 0.5, (a[1] - b[1]) * 0.5];
        let odd = mul([(a[1] + b[1]) * 0.5, (b[0] - a[0]) * 0.5], factor);
        let [re, im] = sub(even, odd);
        (*a, *b) = (add(even, odd), [re, -im]);
    }
}

/// Puts pairs of real numbers where the transform wants them; what `x` is short of is 0.
#[inline(always)]
fn spread(x: &[f32], y: &mut [C64]) {
    let size = y.len().wrapping_sub(1);
    y.fill([0.0; 2]);
    let (pairs, rest) = x.as_chunks::<2>();
    let last = rest.first().map(|&x| [x, 0.0]);
    for (i, pair) in pairs.iter().copied().chain(last).take(size).enumerate() {
        if let Some(y) = y.get_mut(reversed(i, size)) {
            *y = pair;
        }
    }
}

/// The first half of the transform of a row, and the middle; what `x` is short of is 0.
#[inline(always)]
pub(super) fn rfft_row(table: &[C64], x: &[f32], y: &mut [C64]) {
    spread(x, y);
    if let Some((_, y)) = y.split_last_mut() {
        transform(table, y);
    }
    take_apart(table, y);
}

/// The transform along the rows' index: a butterfly is one of whole rows.
#[inline(always)]
fn transform_rows(table: &[C64], y: &mut [C64], width: usize, height: usize) {
    for i in 0..height {
        let j = reversed(i, height);
        if let Some((low, high)) = y.split_at_mut_checked(j.wrapping_mul(width)).filter(|_| i < j) {
            let low = low.get_mut(i.wrapping_mul(width)..).unwrap_or_default();
            low.iter_mut().zip(high).take(width).for_each(|(a, b)| core::mem::swap(a, b));
        }
    }
    let mut half = 1;
    while half < height {
        let factors = twiddles(table, half);
        each_row_mut(y, 2 * half * width, |y| {
            let Some((low, high)) = y.split_at_mut_checked(half * width) else { return };
            let rows = low.chunks_exact_mut(width.max(1)).zip(high.chunks_exact_mut(width.max(1)));
            for ((low, high), &factor) in rows.zip(factors) {
                for (a, b) in low.iter_mut().zip(high) {
                    let product = mul(*b, factor);
                    (*a, *b) = (add(*a, product), sub(*a, product));
                }
            }
        });
        half *= 2;
    }
}

/// Sizes of a transform of matrices.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rfft2d {
    /// Rows of an input.
    pub input_height: usize,
    /// Columns of an input.
    pub input_width: usize,
    /// Rows of the transform, a power of two: what an input is short of is 0, and what it has more is left out.
    pub height: usize,
    /// Columns of the transform, a power of two and at least 2.
    pub width: usize,
}

/// The transforms of real matrices along both dimensions; of the second one, the first half and the middle.
pub fn rfft2d(p: &Rfft2d, table: &[C64], x: &[f32], y: &mut [C64]) {
    let columns = (p.width >> 1).wrapping_add(1);
    each_row(x, p.input_height * p.input_width, y, p.height * columns, |x, y| {
        let mut rows = x.chunks_exact(p.input_width.max(1));
        each_row_mut(y, columns, |y| {
            let x = rows.next().unwrap_or(&[]);
            rfft_row(table, x.get(..p.width).unwrap_or(x), y);
        });
        transform_rows(table, y, columns, p.height);
    });
}

/// Products, element by element.
pub fn mul_c64(dims: &Broadcast<'_>, io: Binary<'_, C64>) {
    io.map(dims, mul);
}

/// The real part of each number.
pub fn real(x: &[C64], y: &mut [f32]) {
    convert(x, y, |[re, _]| re);
}

/// The real part of each number.
pub fn real_c128(x: &[C128], y: &mut [f64]) {
    convert(x, y, |[re, _]| re);
}

/// The imaginary part of each number.
pub fn imag_c128(x: &[C128], y: &mut [f64]) {
    convert(x, y, |[_, im]| im);
}

/// The magnitude of each number.
pub fn complex_abs_c128(x: &[C128], y: &mut [f64]) {
    convert(x, y, |[re, im]| libm::hypot(re, im));
}

/// The imaginary part of each number.
pub fn imag(x: &[C64], y: &mut [f32]) {
    convert(x, y, |[_, im]| im);
}

/// The magnitude of each number.
pub fn complex_abs(x: &[C64], y: &mut [f32]) {
    convert(x, y, magnitude);
}

/// Where squares neither overflow nor vanish there is no need of `hypotf`, which takes double precision.
#[inline(always)]
fn magnitude([re, im]: C64) -> f32 {
    let square = re * re + im * im;
    if (1e-30..=1e38).contains(&square) { libm::sqrtf(square) } else { libm::hypotf(re, im) }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec;
    use std::vec::Vec;

    fn table(size: usize) -> Vec<C64> {
        let halves = (0..size.ilog2()).map(|log| 1usize << log);
        let angle = |half: usize, k: usize| core::f64::consts::PI * k as f64 / half as f64;
        let angles = halves.flat_map(|half| (0..half).map(move |k| angle(half, k)));
        angles.map(|angle| [libm::cos(angle) as f32, -libm::sin(angle) as f32]).collect()
    }

    /// The definition.
    fn naive(p: &Rfft2d, x: &[f32]) -> Vec<C64> {
        let at = |r: usize, c: usize| {
            if c < p.input_width { x.get(r * p.input_width + c).copied().unwrap_or(0.0) } else { 0.0 }
        };
        let mut y = Vec::new();
        for (u, v) in (0..p.height).flat_map(|u| (0..p.width / 2 + 1).map(move |v| (u, v))) {
            let (mut re, mut im) = (0.0, 0.0);
            for (r, c) in (0..p.height).flat_map(|r| (0..p.width).map(move |c| (r, c))) {
                let turns = (u * r) as f64 / p.height as f64 + (v * c) as f64 / p.width as f64;
                let angle = -2.0 * core::f64::consts::PI * turns;
                re += f64::from(at(r, c)) * libm::cos(angle);
                im += f64::from(at(r, c)) * libm::sin(angle);
            }
            y.push([re as f32, im as f32]);
        }
        y
    }

    #[test]
    fn parts_in_double_precision() {
        let (x, mut y) = ([[3.0, -4.0], [1e300, 1e300]], [0.0; 2]);
        complex_abs_c128(&x, &mut y);
        assert_eq!((y[0], (y[1] / 1e300 - core::f64::consts::SQRT_2).abs() < 1e-15), (5.0, true));
        real_c128(&x, &mut y);
        assert_eq!(y, [3.0, 1e300]);
        imag_c128(&x, &mut y);
        assert_eq!(y, [-4.0, 1e300]);
    }

    #[test]
    fn equal_to_the_definition() {
        for (input_height, input_width, height, width) in [
            (1, 2, 1, 2),
            (1, 4, 1, 4),
            (1, 8, 1, 8),
            (1, 64, 1, 64),
            (4, 4, 4, 4),
            (8, 2, 8, 2),
            (3, 5, 4, 16),
            (5, 20, 4, 16),
            (2, 7, 2, 8),
        ] {
            let p = Rfft2d { input_height, input_width, height, width };
            let x: Vec<f32> =
                (0..input_height * input_width).map(|i| ((i * 37 + 11) % 64) as f32 / 32.0 - 1.0).collect();
            let mut y = vec![[0.0; 2]; height * (width / 2 + 1)];
            rfft2d(&p, &table(height.max(width)), &x, &mut y);
            for (y, wanted) in y.iter().zip(naive(&p, &x)) {
                assert!(magnitude(sub(*y, wanted)) < 1e-4, "{p:?}: {y:?} {wanted:?}");
            }
        }
    }

    #[test]
    fn magnitudes_of_any_size() {
        let mut y = [0.0; 4];
        complex_abs(&[[3.0, 4.0], [1e30, 1e30], [3e-30, 4e-30], [0.0, 0.0]], &mut y);
        assert_eq!(y, [5.0, 1.4142135e30, 5e-30, 0.0]);
    }
}
