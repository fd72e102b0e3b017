//! SOFTMAX and LOG_SOFTMAX along the last dimension.
//! `kernels/internal/reference/{,integer_ops/}{softmax,log_softmax}.h`.
//!
//! Of 8-bit elements, exponentials are functions of the difference to the row's maximum: a table of 256, made at compile
//! time.

use super::fixed_functions::{log_of_q12, reciprocal};
use super::{F32, Integer, Multiplier, Unary, copy_row, divide_by_pot, each_row, each_row_mut, f16_to_f32, f32_to_f16};

/// Integer bits of the sum of exponentials.
const SUM_BITS: i32 = 12;

/// Shape of a softmax of floats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Softmax {
    /// Values per row.
    pub depth: usize,
    /// Factor of the inputs.
    pub beta: F32,
}

/// `exp(beta · (x - max)) / Σ exp(beta · (x - max))`.
pub fn softmax_f32(p: &Softmax, io: Unary<'_, f32>) {
    rows_f32(p.depth, io, |row, max| {
        let mut sum = 0.0;
        for x in row.iter_mut() {
            *x = super::exp((*x - max) * p.beta.0);
            sum += *x;
        }
        row.iter_mut().for_each(|x| *x /= sum);
    });
}

/// As [`softmax_f32`], of binary16 elements: the sum is one of `f32`s, the exponentials are rounded before they are divided.
pub fn softmax_f16(p: &Softmax, io: Unary<'_, u16>) {
    each_row_mut(in_place(io), p.depth, |row| {
        let max = row.iter().map(|&x| f16_to_f32(x)).fold(-65504.0, |max: f32, x| if max < x { x } else { max });
        let mut sum = 0.0;
        for x in row.iter_mut() {
            let exp = libm::expf((f16_to_f32(*x) - max) * p.beta.0);
            *x = f32_to_f16(exp);
            sum += exp;
        }
        row.iter_mut().for_each(|x| *x = f32_to_f16(f16_to_f32(*x) / sum));
    });
}

/// `x - max - log Σ exp(x - max)`, in rows of `depth`.
pub fn log_softmax_f32(depth: usize, io: Unary<'_, f32>) {
    rows_f32(depth, io, |row, max| {
        let sum: f32 = row.iter().map(|&x| super::exp(x - max)).sum();
        let log = libm::logf(sum);
        row.iter_mut().for_each(|x| *x = *x - max - log);
    });
}

/// Calls `f` with each row, in the output's place, and its maximum.
#[inline(always)]
fn rows_f32(depth: usize, io: Unary<'_, f32>, f: impl Fn(&mut [f32], f32)) {
    each_row_mut(in_place(io), depth, |row| {
        let max = row.iter().fold(f32::MIN, |max, &x| if max < x { x } else { max });
        f(row, max);
    });
}

/// The output, which holds the input.
#[inline(always)]
fn in_place<T: Copy>(io: Unary<'_, T>) -> &mut [T] {
    match io {
        Unary::Apart(x, y) => {
            copy_row(x, y);
            y
        }
        Unary::InPlace(y) => y,
    }
}

/// The greatest element of a row.
#[inline(always)]
fn maximum<T: Copy + Ord>(row: &[T], least: T) -> T {
    row.iter().fold(least, |max, &x| max.max(x))
}

/// Exponentials that are at hand at a time, and how many of them are worked on together.
const AT_HAND: usize = 64;
const LANES: usize = 16;

macro_rules! eight_bit {
    ($($name:ident $x:ident $y:ident;)*) => { $(
        /// Rows of `depth`; `table[d]` is `exp(-d · scale · beta)` with 31 fractional bits.
        pub fn $name(depth: usize, table: &[i32; 256], x: &[$x], y: &mut [$y]) {
            softmax_8(depth, table, $y::MIN.into(), $y::BITS, x, y);
        }
    )* };
}
eight_bit! {
    softmax_i8 i8 i8;
    softmax_u8 u8 u8;
    softmax_i8_i16 i8 i16;
    softmax_u8_i16 u8 i16;
}

/// Softmax of 8-bit elements into numbers of so many bits from `least` on.
#[inline(always)]
pub fn softmax_8<X: Integer, Y: Integer>(
    depth: usize,
    table: &[i32; 256],
    least: i32,
    bits: u32,
    x: &[X],
    y: &mut [Y],
) {
    each_row(x, depth, y, depth, |x, y| {
        let max = x.iter().fold(i32::MIN, |max, x| max.max(x.widen()));
        let (mut at_hand, mut sum) = ([0; AT_HAND], 0u32);
        for x in x.chunks(AT_HAND) {
            let blocks = exponentials(table, max, x, &mut at_hand).iter();
            let lanes = blocks.fold([0u32; LANES], |mut lanes, block| {
                lanes.iter_mut().zip(block).for_each(|(lane, exp)| *lane += rounded(*exp, SUM_BITS));
                lanes
            });
            sum = sum.saturating_add(lanes.iter().sum());
        }
        let (scale, over_one) = reciprocal(sum, SUM_BITS);
        let shift = over_one + 31 - bits as i32;
        for (x, y) in x.chunks(AT_HAND).zip(y.chunks_mut(AT_HAND)) {
            // Those of a short row are there.
            if depth > AT_HAND {
                exponentials(table, max, x, &mut at_hand);
            }
            for (block, y) in at_hand.as_chunks::<LANES>().0.iter().zip(y.chunks_mut(LANES)) {
                let shares = block.map(|exp| {
                    let share = rounded((scale as u64 * u64::from(exp) + (1 << 30) >> 31) as u32, shift);
                    (share.min((1 << bits) - 1) as i32).wrapping_add(least)
                });
                y.iter_mut().zip(shares).for_each(|(y, share)| *y = Y::narrow(share));
            }
        }
    });
}

/// Exponentials of the differences to the maximum, in whole blocks with zeros at the end.
#[inline(always)]
fn exponentials<'a, X: Integer>(
    table: &[i32; 256],
    max: i32,
    x: &[X],
    at_hand: &'a mut [u32; AT_HAND],
) -> &'a [[u32; LANES]] {
    for (exp, x) in at_hand.iter_mut().zip(x) {
        *exp = table[(max - x.widen()) as u8 as usize] as u32;
    }
    let len = x.len().next_multiple_of(LANES);
    at_hand.iter_mut().take(len).skip(x.len()).for_each(|exp| *exp = 0);
    at_hand.get(..len).unwrap_or(at_hand).as_chunks().0
}

/// `x / 2^shift` below 2^31, halves up; 0 beyond 31 bits. TFLite gives up there: more than 512 equal maxima in a row.
#[inline(always)]
fn rounded(x: u32, shift: i32) -> u32 {
    if shift > 31 { 0 } else { (x + ((1u32 << shift.max(0)) >> 1)) >> shift.max(0) }
}

/// Shape and quantization of a softmax of 16-bit elements.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SoftmaxI16 {
    /// Values per row.
    pub depth: usize,
    /// `scale · beta`, in steps that make 10.0 65535.
    pub scale: Multiplier,
}

/// Entries of an interpolated table of a function of 16-bit values: one per 128, and one past the end.
pub const TABLE_I16: usize = 513;

/// 16-bit: `exp` over `[-10, 0]` and `one_over_one_plus` over `[0, 1]` are interpolated tables (`SoftmaxInt16`).
pub fn softmax_i16(
    p: &SoftmaxI16,
    exp: &[i16; TABLE_I16],
    one_over_one_plus: &[i16; TABLE_I16],
    x: &[i16],
    y: &mut [i16],
) {
    each_row(x, p.depth, y, p.depth, |x, y| {
        let max = maximum(x, i16::MIN) as i32;
        let mut sum = 0i32;
        for (y, &x) in y.iter_mut().zip(x) {
            let scaled = p.scale.apply(x as i32 - max);
            *y = interpolate(exp, scaled.saturating_add(32767));
            sum = sum.wrapping_add(*y as i32);
        }
        let headroom = (sum as u32).leading_zeros();
        let normal = ((((sum as i64) << headroom) >> 1) + (1 << 13)) >> 14;
        let scale = interpolate(one_over_one_plus, (normal - (1 << 15) - (1 << 16)) as i32) as i64;
        let shift = 31u32.saturating_sub(headroom);
        let round = (1i64 << shift) >> 1;
        for y in y.iter_mut() {
            *y = ((*y as i64 * scale + round) >> shift).clamp(0, 32767) as i16;
        }
    });
}

/// `table` at a value that saturates to 16 bits (`LUTLookup`).
#[inline(always)]
fn interpolate(table: &[i16; TABLE_I16], value: i32) -> i16 {
    let value = value.clamp(i16::MIN as i32, i16::MAX as i32);
    let entry = |index: usize| table.get(index).copied().unwrap_or_default() as i32;
    let index = (256 + (value >> 7)) as usize;
    // The slope wraps as a 16-bit number does.
    let slope = (entry(index + 1) - entry(index)) as i16 as i32;
    (entry(index) + ((slope * (value & 127) + 64) >> 7)) as i16
}

/// Shape and quantization of a log-softmax of 8-bit elements.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogSoftmax {
    /// Values per row.
    pub depth: usize,
    /// Makes a difference of inputs a number with 26 fractional bits.
    pub scale: Multiplier,
    /// The way back.
    pub inverse: Multiplier,
    /// Differences below this one have no share in the sum.
    pub least: i32,
}

macro_rules! log_eight_bit {
    ($($name:ident $t:ident;)*) => { $(
        /// Rows of `p.depth`; `table` as in a softmax. The output's scale is 1/16, its zero point the type's greatest value.
        pub fn $name(p: &LogSoftmax, table: &[i32; 256], x: &[$t], y: &mut [$t]) {
            each_row(x, p.depth, y, p.depth, |x, y| {
                let max = maximum(x, $t::MIN).widen();
                let exp = |x: $t| divide_by_pot(table[(max - x.widen()) as u8 as usize], SUM_BITS);
                let log = log_of_q12(x.iter().fold(0i32, |sum, &x| sum.saturating_add(exp(x))));
                let least = (p.least - 1).max(p.inverse.apply(log.wrapping_add(i32::MIN)));
                for (y, &x) in y.iter_mut().zip(x) {
                    let difference = x.widen() - max;
                    let scaled = divide_by_pot(p.scale.apply(difference).wrapping_sub(log), 22);
                    let inside = scaled.saturating_add($t::MAX as i32).clamp($t::MIN as i32, $t::MAX as i32) as $t;
                    *y = if difference > least { inside } else { $t::MIN };
                }
            });
        }
    )* };
}
log_eight_bit! {
    log_softmax_i8 i8;
    log_softmax_u8 u8;
}

#[cfg(test)]
mod tests {
    use super::super::exp_of_negative;
    use super::*;

    /// For `scale · beta` of 1/4.
    fn table() -> [i32; 256] {
        core::array::from_fn(|d| if d < 124 { exp_of_negative(-(d as i32) << 24) } else { 0 })
    }

    #[test]
    fn shares_sum_to_one() {
        let x = [0i8, 4, -8, 8];
        let exact = x.map(|x| (x as f64 / 4.0).exp());
        let sum: f64 = exact.iter().sum();
        let (mut y, mut wide) = ([0i8; 4], [0i16; 4]);
        softmax_i8(4, &table(), &x, &mut y);
        softmax_i8_i16(4, &table(), &x, &mut wide);
        for ((y, wide), exact) in y.into_iter().zip(wide).zip(exact) {
            assert!((y as f64 + 128.0 - exact / sum * 256.0).abs() < 0.51);
            assert!((wide as f64 + 32768.0 - exact / sum * 65536.0).abs() < 1.0);
        }
    }

    /// As the reference has it, element by element.
    #[test]
    fn shares_are_rounded_twice() {
        use super::super::doubling_high_mul;
        for (depth, table) in [1usize, 7, 21, 64, 65, 300].into_iter().map(|depth| (depth, table())) {
            let x: [i8; 300] = core::array::from_fn(|i| (i * i % 251) as i8);
            let (mut y, x) = ([0i8; 300], &x[..depth]);
            softmax_i8(depth, &table, x, &mut y[..depth]);
            let max = i32::from(*x.iter().max().expect("some"));
            let exp = |x: &i8| table[(max - i32::from(*x)) as usize];
            let sum: i32 = x.iter().map(|x| divide_by_pot(exp(x), SUM_BITS)).sum();
            let (scale, over_one) = reciprocal(sum as u32, SUM_BITS);
            for (x, y) in x.iter().zip(y) {
                let share = divide_by_pot(doubling_high_mul(scale, exp(x)), over_one + 23);
                assert_eq!(i32::from(y), (share - 128).min(127), "{depth}");
            }
        }
    }

    #[test]
    fn logarithms_of_shares() {
        let x = [100u8, 104, 92, 108];
        let sum: f64 = x.iter().map(|&x| (x as f64 / 4.0).exp()).sum();
        let scale = Multiplier { multiplier: 1 << 30, shift: 25 };
        let inverse = Multiplier { multiplier: 1 << 30, shift: -23 };
        let mut y = [0; 4];
        log_softmax_u8(&LogSoftmax { depth: 4, scale, inverse, least: -124 }, &table(), &x, &mut y);
        for (x, y) in x.into_iter().zip(y) {
            assert!(((y as f64 - 255.0) / 16.0 - (x as f64 / 4.0 - sum.ln())).abs() < 0.05);
        }
    }

    #[test]
    fn floats_in_and_out_of_place() {
        let (x, mut y) = ([1.0, 2.0, 0.5, 0.5], [0.0; 4]);
        softmax_f32(&Softmax { depth: 2, beta: F32(2.0) }, Unary::Apart(&x, &mut y));
        let first = 1.0 / (1.0 + 2f32.exp());
        assert!(y.iter().zip([first, 1.0 - first, 0.5, 0.5]).all(|(y, e)| (y - e).abs() < 1e-6));
        let mut y = x.map(f32_to_f16);
        softmax_f16(&Softmax { depth: 2, beta: F32(2.0) }, Unary::InPlace(&mut y));
        assert!(y.iter().zip([first, 1.0 - first]).all(|(&y, e)| (f16_to_f32(y) - e).abs() < 1e-3));
        let mut y = x;
        log_softmax_f32(2, Unary::InPlace(&mut y));
        assert!((y[2] - 0.5f32.ln()).abs() < 1e-6);
    }
}
