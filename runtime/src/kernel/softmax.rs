//! SOFTMAX and LOG_SOFTMAX along the last dimension.
//! `kernels/internal/reference/{,integer_ops/}{softmax,log_softmax}.h`.
//!
//! Of 8-bit elements, exponentials are functions of the difference to the row's maximum: a table of 256, made at compile
//! time.

use super::fixed_functions::{log_of_q12, reciprocal};
use super::{
    F32, Integer, Multiplier, Unary, copy_row, divide_by_pot, doubling_high_mul, each_row, each_row_mut, f16_to_f32,
    f32_to_f16,
};

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

macro_rules! eight_bit {
    ($($name:ident $x:ident $y:ident;)*) => { $(
        /// Rows of `depth`; `table[d]` is `exp(-d · scale · beta)` with 31 fractional bits.
        pub fn $name(depth: usize, table: &[i32; 256], x: &[$x], y: &mut [$y]) {
            each_row(x, depth, y, depth, |x, y| {
                let max = maximum(x, $x::MIN).widen();
                let exp = |x: $x| table[(max - x.widen()) as u8 as usize];
                let sum = x.iter().fold(0, |sum: u32, &x| sum.saturating_add(divide_by_pot(exp(x), SUM_BITS) as u32));
                let (scale, over_one) = reciprocal(sum, SUM_BITS);
                let shift = over_one + 31 - $y::BITS as i32;
                for (y, &x) in y.iter_mut().zip(x) {
                    let share = rounding_shift(doubling_high_mul(scale, exp(x)), shift);
                    *y = share.saturating_add($y::MIN as i32).min($y::MAX as i32) as $y;
                }
            });
        }
    )* };
}
eight_bit! {
    softmax_i8 i8 i8;
    softmax_u8 u8 u8;
    softmax_i8_i16 i8 i16;
    softmax_u8_i16 u8 i16;
}

/// `x / 2^shift` for `x >= 0`, which is 0 beyond 31 bits. TFLite gives up there: more than 512 equal maxima in a row.
#[inline(always)]
fn rounding_shift(x: i32, shift: i32) -> i32 {
    if shift > 31 { 0 } else { divide_by_pot(x, shift.max(0)) }
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
