//! Values that are likely to hurt, by what they stand for.

use super::bytes::Random;

const DIMS: [i32; 22] =
    [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 255, 256, 32767, 65535, 65536, 1 << 24, 1 << 30, -1, -2, -8, i32::MAX, i32::MIN];
const EXTENTS: [i32; 10] = [0, 1, 2, 3, 4, 5, 7, 8, 16, 33];
const SCALES: [f32; 14] = [
    0.0,
    -1.0,
    1.0,
    0.5,
    0.00390625,
    0.0078125,
    0.000030517578,
    1e-30,
    1e-45,
    1e30,
    f32::MAX,
    f32::INFINITY,
    f32::NAN,
    f32::MIN_POSITIVE,
];
const ZERO_POINTS: [i64; 12] = [0, 1, -1, -128, 127, 128, 255, -32768, 32767, i32::MAX as i64, i64::MIN, i64::MAX];
/// Number of builtin operators of the format, and a few beyond.
const OPERATORS: usize = 215;
/// Number of element types, and a few beyond.
const ELEMENT_TYPES: usize = 25;

fn near(old: i32, random: &mut Random) -> i32 {
    match random.below(4) {
        0 => old.wrapping_add(1),
        1 => old.wrapping_sub(1),
        2 => old.wrapping_mul(2),
        _ => old.wrapping_neg(),
    }
}

/// A dimension, or an integer among options.
pub(super) fn dim(old: i32, random: &mut Random) -> i32 {
    if random.below(3) == 0 { near(old, random) } else { random.pick(&DIMS).copied().unwrap_or(0) }
}

/// A dimension that a small model may have.
pub(super) fn extent(old: i32, random: &mut Random) -> i32 {
    if random.below(3) == 0 { near(old, random) } else { random.pick(&EXTENTS).copied().unwrap_or(0) }
}

pub(super) fn index(old: u32, random: &mut Random) -> u32 {
    match random.below(4) {
        0 => near(old.cast_signed(), random).cast_unsigned(),
        1 => u32::MAX,
        _ => random.below(12) as u32,
    }
}

pub(super) fn tensor_index(old: i32, count: usize, random: &mut Random) -> i32 {
    match random.below(6) {
        0 => -1,
        1 => near(old, random),
        2 => random.pick(&DIMS).copied().unwrap_or(0),
        _ => i32::try_from(random.below(count + 1)).unwrap_or(0),
    }
}

pub(super) fn axis(random: &mut Random) -> i32 {
    random.pick(&[0, 1, 2, 3, 4, -1, 7, i32::MAX, i32::MIN]).copied().unwrap_or(0)
}

pub(super) fn element_type(random: &mut Random) -> u8 {
    random.below(ELEMENT_TYPES) as u8
}

/// Bits that an element of a type takes; types without a size count as bytes.
pub(crate) fn element_bits(kind: u8) -> usize {
    match kind {
        0 | 2 | 15 => 32,
        1 | 7 | 16 | 18 => 16,
        4 | 8 | 10 | 12 => 64,
        11 => 128,
        17 | 20 => 4,
        19 => 2,
        _ => 8,
    }
}

pub(super) fn operator(random: &mut Random) -> u8 {
    random.below(OPERATORS) as u8
}

/// An enumeration, a flag, the kind of a union.
pub(super) fn small(random: &mut Random) -> u8 {
    if random.below(2) == 0 { random.below(6) as u8 } else { random.below(256) as u8 }
}

pub(super) fn scale(old: f32, random: &mut Random) -> f32 {
    match random.below(4) {
        0 => old * 2.0,
        1 => old / 256.0,
        _ => random.pick(&SCALES).copied().unwrap_or(1.0),
    }
}

pub(super) fn zero_point(random: &mut Random) -> i64 {
    random.pick(&ZERO_POINTS).copied().unwrap_or(0)
}

/// Constant data: an integer of a shape or axis, or a number that is none.
pub(super) fn data(old: u32, random: &mut Random) -> u32 {
    match random.below(3) {
        0 => scale(f32::from_bits(old), random).to_bits(),
        _ => dim(old.cast_signed(), random).cast_unsigned(),
    }
}
