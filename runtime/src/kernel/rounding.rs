//! Rounding: `core` has none, and these vectorize.

/// From here on every `f32` is an integer.
const INTEGERS: f32 = 8_388_608.0;

/// The nearest integer, ties to even, with the sign of `x`.
#[inline(always)]
fn nearest(x: f32) -> f32 {
    let magnitude = x.abs();
    // The sum has no room for fractions.
    if magnitude < INTEGERS { (magnitude + INTEGERS - INTEGERS).copysign(x) } else { x }
}

/// The greatest integer that is not above.
#[inline(always)]
pub fn floor(x: f32) -> f32 {
    let whole = nearest(x);
    if whole > x { whole - 1.0 } else { whole }
}

/// The least integer that is not below.
#[inline(always)]
pub fn ceil(x: f32) -> f32 {
    let whole = nearest(x);
    if whole < x { (whole + 1.0).copysign(x) } else { whole }
}

/// The nearest integer, ties to even; what rounds up to zero is positive, as in TFLite's `RoundToNearest`.
#[inline(always)]
pub fn round_half_even(x: f32) -> f32 {
    if x == 0.0 { x } else { nearest(x) + 0.0 }
}

/// The nearest integer, ties away from zero, of a number within ±2^22; of NaN, any.
#[inline(always)]
pub(super) fn round_to_i32(x: f32) -> i32 {
    // Adding it leaves the nearest integer, ties to even, in the low bits.
    const TO_INTEGER: f32 = 1.5 * INTEGERS;
    let shifted = x + TO_INTEGER;
    let even = shifted.to_bits().wrapping_sub(TO_INTEGER.to_bits()) as i32;
    let tie = x - (shifted - TO_INTEGER) == 0.5f32.copysign(x);
    let away = if x < 0.0 { -1 } else { 1 };
    even.wrapping_add(if tie { away } else { 0 })
}

/// Added to a number below 2^51, it leaves no bits for fractions; the lowest bits are the integer's.
const WHOLE: f64 = (3u64 << 51) as f64;

/// The nearest integer of a number below 2^31, ties up.
#[inline(always)]
pub fn half_up(x: f64) -> i32 {
    let even = (x + WHOLE) - WHOLE;
    let up = if x - even == 0.5 { 1.0 } else { 0.0 };
    (even + up + WHOLE).to_bits() as i32
}

/// The nearest integer of a number below 2^31, ties away from zero.
#[inline(always)]
pub fn half_away(x: f64) -> i32 {
    let even = (x + WHOLE) - WHOLE;
    let up = if x - even == 0.5 && x > 0.0 { 1.0 } else { 0.0 };
    let down = if x - even == -0.5 && x < 0.0 { 1.0 } else { 0.0 };
    (even + up - down + WHOLE).to_bits() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bit patterns all over the range, and the neighbourhood of small halves.
    fn samples() -> impl Iterator<Item = f32> {
        let spread = (0..=u32::MAX).step_by(4099).map(f32::from_bits);
        let near = (-40..=40).flat_map(|i| {
            let x = i as f32 / 2.0;
            [x, f32::from_bits(x.to_bits() + 1), f32::from_bits(x.to_bits().wrapping_sub(1))]
        });
        spread.chain(near)
    }

    fn same(a: f32, b: f32) -> bool {
        a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan()
    }

    #[test]
    fn equal_to_libm() {
        for x in samples() {
            assert!(same(floor(x), libm::floorf(x)), "floor {x}");
            assert!(same(ceil(x), libm::ceilf(x)), "ceil {x}");
            assert!(round_half_even(x) == libm::roundevenf(x) || x.is_nan(), "round {x}");
            if x.abs() < 4_000_000.0 {
                assert_eq!(round_to_i32(x), libm::roundf(x) as i32, "{x}");
            }
        }
    }

    #[test]
    fn the_sign_of_zero() {
        assert!(same(round_half_even(-0.25), 0.0) && same(round_half_even(-0.0), -0.0) && same(ceil(-0.25), -0.0));
    }

    #[test]
    fn ties_of_double_precision_go_up_or_away() {
        let x = [0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 0.49, -0.51, 2e9, -2e9];
        assert_eq!(x.map(half_up), [1, 0, 2, -1, 3, -2, 0, -1, 2_000_000_000, -2_000_000_000]);
        assert_eq!(x.map(half_away), [1, -1, 2, -2, 3, -3, 0, -1, 2_000_000_000, -2_000_000_000]);
    }
}
