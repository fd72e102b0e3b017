//! Interpolation between pixels against the plain kernels.

use super::super::resize::{Element, bilinear, byte};
use super::Random;
use crate::isa::{BLOCK, Stream};
use crate::kernel::{Resize, resize_bilinear_f32, resize_bilinear_i8, resize_bilinear_u8};
extern crate std;
use std::vec;
use std::vec::Vec;

/// The two of `input` rows or columns of so many elements that each of the output lies between, in any order.
fn ends(random: &mut Random, input: usize, output: usize, span: usize) -> Vec<u32> {
    let mut first = 0;
    let ends = |i: usize| {
        // Mostly further on, as rows are, sometimes anywhere.
        first = if random.within(0, 9) == 0 { random.within(0, input - 1) } else { i * input / output };
        [first, (first + random.within(0, 1)).min(input - 1)].map(|end| (end * span) as u32)
    };
    (0..output).flat_map(ends).collect()
}

/// Weights from bytes, and what is no weight.
type Weights<W> = (fn(u8) -> W, W);

/// An image of any size and pixels, as `kernel` makes it and as vectors do.
fn check_elements<I: Stream, T: Element + Default + PartialEq + core::fmt::Debug>(
    isa: I,
    random: &mut Random,
    element: fn(u8) -> T,
    (weight, garbage): Weights<T::Weight>,
    kernel: impl Fn(&Resize, [&[u32]; 2], [&[T::Weight]; 2], &[T], &mut [T]),
) {
    let (batches, pixel) = (random.within(1, 2), [1, 2, 3, 4, 5, 16, 21, 70][random.within(0, 7)]);
    let [rows, columns, output_rows, output_columns] = [5, 6, 9, 40].map(|most| random.within(1, most));
    let p = Resize {
        image: rows * columns * pixel,
        row: columns * pixel,
        output_image: output_rows * output_columns * pixel,
        output_row: output_columns * pixel,
        pixel,
    };
    let ends = [ends(random, rows, output_rows, p.row), ends(random, columns, output_columns, pixel)];
    let weights = [output_rows, output_columns];
    let weights = weights.map(|count| random.bytes(count).into_iter().map(weight).collect::<Vec<_>>());
    let x: Vec<T> = random.bytes(batches * p.image).into_iter().map(element).collect();
    let (mut expected, mut y) =
        (vec![T::default(); batches * p.output_image], vec![T::default(); batches * p.output_image]);
    kernel(&p, [&ends[0], &ends[1]], [&weights[0], &weights[1]], &x, &mut expected);
    let room = p.output_row.next_multiple_of(BLOCK);
    let (mut across, mut lines) = (vec![garbage; room], vec![T::default(); 4 * room]);
    bilinear(isa, &p, &ends[0], &weights[0], &ends[1], &weights[1], &x, &mut across, &mut lines, &mut y);
    assert_eq!(y, expected, "{p:?}");
}

pub(super) fn check<I: Stream>(isa: I) {
    let mut random = Random(11);
    // Distances that the compiler makes lie in [-0.5, 1.5].
    let real: Weights<f32> = (|weight| f32::from(weight) / 127.5 - 0.5, f32::NAN);
    let integer: Weights<i16> = (|weight| i16::from(weight) * 8 - 512, i16::MIN);
    for _ in 0..100 {
        check_elements(
            isa,
            &mut random,
            |x| f32::from(x) / 7.0 - 20.0,
            real,
            |p, ends, weights, x, y| {
                resize_bilinear_f32(p, ends[0], weights[0], ends[1], weights[1], x, y);
            },
        );
        check_elements(
            isa,
            &mut random,
            |x| x as i8,
            integer,
            |p, ends, weights, x, y| {
                resize_bilinear_i8(p, ends[0], weights[0], ends[1], weights[1], x, y);
            },
        );
        check_elements(
            isa,
            &mut random,
            |x| x,
            real,
            |p, ends, weights, x, y| {
                resize_bilinear_u8(p, ends[0], weights[0], ends[1], weights[1], x, y);
            },
        );
    }
}

#[test]
fn bytes_are_casts() {
    let numbers = (-2000..9000).map(|i| i as f32 / 32.0 + 1e-3);
    let odd = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 255.999_98, 254.999_98, -0.0, 0.999_999_94, 1e-40];
    let halves = (0..512).map(|i| i as f32 / 2.0);
    numbers.chain(odd).chain(halves).for_each(|x| assert_eq!(byte(x), x as u8, "{x}"));
}
