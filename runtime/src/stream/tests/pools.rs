//! Pools of every shape against their definition.

use super::Random;
use crate::isa::Stream;
use crate::kernel::{
    Clamp, F32, Integer, Pool, Window, average_pool_f32, average_pool_i8, average_pool_i16, average_pool_u8,
    l2_pool_f32, max_pool_f32, max_pool_i8, max_pool_i16, max_pool_u8,
};
use crate::stream::plain::at;
extern crate std;
use std::vec;
use std::vec::Vec;

/// Each output of its window: the elements inside the image, row by row.
fn naive<C, T: Copy>(p: &Pool<C>, x: &[T], f: impl Fn(&[T]) -> T) -> Vec<T> {
    let taps = |w: &Window, o: usize| {
        let (start, padding, input) = (o * w.stride, w.padding, w.input);
        (start..start + w.filter).filter_map(move |i| i.checked_sub(padding)).filter(move |&i| i < input)
    };
    let (height, width, mut y) = (&p.height, &p.width, Vec::new());
    for image in x.chunks_exact(height.input * width.input * p.channels) {
        for (row, column) in (0..height.output).flat_map(|row| (0..width.output).map(move |column| (row, column))) {
            for c in 0..p.channels {
                let places = taps(height, row).flat_map(|r| taps(width, column).map(move |i| r * width.input + i));
                y.push(f(&places.map(|place| image[place * p.channels + c]).collect::<Vec<T>>()));
            }
        }
    }
    y
}

/// One side of windows each of which meets the image.
fn window(random: &mut Random, most: usize) -> Window {
    let filter = [1, 2, 3, 3, 5, random.within(1, most)][random.within(0, 5)];
    let (stride, padding) = ([1, 1, 2, 3][random.within(0, 3)], random.within(0, filter - 1));
    let input = filter + random.within(0, 9);
    let end = random.within(0, filter - 1);
    let output = (input + padding + end - filter) / stride + 1;
    Window { input, output, filter, stride, dilation: 1, padding }
}

/// Any shape, and the elements of its images.
fn shape<C>(random: &mut Random, most: usize, clamp: Clamp<C>) -> (Pool<C>, Vec<u8>) {
    let (height, width, batches) = (window(random, most), window(random, most), random.within(1, 2));
    let channels = random.within(1, if height.filter * width.filter > 40 { 40 } else { 70 });
    let x = random.bytes(batches * height.input * width.input * channels);
    // All that is greatest or least makes the greatest sums.
    let x = if random.within(0, 9) == 0 { vec![[0, 127, 128, 255][random.within(0, 3)]; x.len()] } else { x };
    (Pool { height, width, channels, clamp }, x)
}

fn rounded_mean<T: Integer>(p: &Pool<i32>, x: &[T]) -> T {
    let (sum, count) = (x.iter().map(|x| x.widen()).sum::<i32>(), x.len() as i32);
    let mean = (if sum < 0 { sum - count / 2 } else { sum + count / 2 }) / count;
    T::narrow(p.clamp.apply(mean))
}

fn greatest<T: Integer + Ord>(p: &Pool<i32>, x: &[T]) -> T {
    T::narrow(p.clamp.apply(x.iter().max().unwrap().widen()))
}

type Kernel<'a, C, T> = &'a dyn Fn(&Pool<C>, &[T], &mut [T]);

fn check_integers<T: Integer + Ord + Default + core::fmt::Debug>(
    p: &Pool<i32>,
    x: &[T],
    kernels: &[[Kernel<'_, i32, T>; 2]],
) {
    let expected = [naive(p, x, |x| rounded_mean(p, x)), naive(p, x, |x| greatest(p, x))];
    for kernels in kernels {
        for (kernel, expected) in kernels.iter().zip(&expected) {
            let mut y = vec![T::default(); expected.len()];
            kernel(p, x, &mut y);
            assert_eq!(y, *expected, "{p:?}");
        }
    }
}

/// Bit by bit, for sums are in order.
fn check_floats(p: &Pool<F32>, x: &[f32], kernel: Kernel<'_, F32, f32>, f: impl Fn(&[f32]) -> f32) {
    let expected = naive(p, x, |x| p.clamp.apply(f(x)));
    let mut y = vec![0.0; expected.len()];
    kernel(p, x, &mut y);
    let same = |(a, b): (&f32, &f32)| a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan();
    assert!(y.iter().zip(&expected).all(same), "{p:?} {y:?} {expected:?}");
}

fn sum(x: &[f32]) -> f32 {
    x.iter().fold(0.0, |sum, x| sum + x)
}

fn max(x: &[f32]) -> f32 {
    x.iter().fold(f32::MIN, |max, &x| if max < x { x } else { max })
}

fn check<I: Stream>(isa: I) {
    let mut random = Random(11);
    for round in 0..600 {
        // Some windows have more pixels than sums of 16 bits hold.
        let most = if round % 20 == 0 { 20 } else { 7 };
        let (low, high) = if random.within(0, 1) == 0 { (0, 255) } else { (30, 200) };
        let (mut p, x) = shape(&mut random, most, Clamp { min: low, max: high });
        let average = |p: &Pool<i32>, x: &[u8], y: &mut [u8]| at::stream_average_pool_u8(isa, p, x, y);
        let max = |p: &Pool<i32>, x: &[u8], y: &mut [u8]| at::stream_max_pool_u8(isa, p, x, y);
        check_integers(&p, &x, &[[&average, &max], [&average_pool_u8, &max_pool_u8]]);
        p.clamp = Clamp { min: low - 128, max: high - 128 };
        let x: Vec<i8> = x.into_iter().map(|x| x as i8).collect();
        let average = |p: &Pool<i32>, x: &[i8], y: &mut [i8]| at::stream_average_pool_i8(isa, p, x, y);
        let max = |p: &Pool<i32>, x: &[i8], y: &mut [i8]| at::stream_max_pool_i8(isa, p, x, y);
        check_integers(&p, &x, &[[&average, &max], [&average_pool_i8, &max_pool_i8]]);
    }
}

#[test]
fn plain_pools_of_16_bits() {
    let mut random = Random(12);
    for _ in 0..100 {
        let (p, x) = shape(&mut random, 7, Clamp { min: -30_000, max: 32_000 });
        let x: Vec<i16> = x.into_iter().map(|x| i16::from(x as i8) * 256 + 77).collect();
        check_integers(&p, &x, &[[&average_pool_i16, &max_pool_i16]]);
    }
}

mod floats {
    use super::*;

    fn check<I: Stream>(isa: I) {
        let mut random = Random(13);
        for _ in 0..300 {
            let (p, x) = shape(&mut random, 7, Clamp { min: F32(-90.0), max: F32(f32::INFINITY) });
            let not_a_number = random.within(0, 3) == 0;
            let element = |x: u8| if x == 9 && not_a_number { f32::NAN } else { f32::from(x) / 3.7 - 40.3 };
            let x: Vec<f32> = x.into_iter().map(element).collect();
            let mean = |x: &[f32]| sum(x) / x.len() as f32;
            check_floats(&p, &x, &|p, x, y| at::stream_average_pool_f32(isa, p, x, y), mean);
            check_floats(&p, &x, &average_pool_f32, mean);
            check_floats(&p, &x, &|p, x, y| at::stream_max_pool_f32(isa, p, x, y), max);
            check_floats(&p, &x, &max_pool_f32, max);
            let squares = |x: &[f32]| x.iter().fold(0.0, |sum, x| sum + x * x);
            check_floats(&p, &x, &l2_pool_f32, |x| libm::sqrtf(squares(x) / x.len() as f32));
        }
    }

    crate::isa::at_levels!();
    #[cfg(target_arch = "x86_64")]
    crate::isa::at_levels! { with_avx512: Avx512 }
}

crate::isa::at_levels!();
#[cfg(target_arch = "x86_64")]
crate::isa::at_levels! { with_avx512: Avx512 }
