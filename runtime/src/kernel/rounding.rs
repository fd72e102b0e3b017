//! Rounding in single precision: `core` has none, and these vectorize.

/// From here on every `f32` is an integer.
const INTEGERS: f32 = 8_388_608.0;

/// The integer part.
#[inline(always)]
fn trunc(x: f32) -> f32 {
    if x.abs() < INTEGERS { (x as i32 as f32).copysign(x) } else { x }
}

/// The greatest integer that is not above.
#[inline(always)]
pub fn floor(x: f32) -> f32 {
    let whole = trunc(x);
    if whole > x { whole - 1.0 } else { whole }
}

/// The least integer that is not below.
#[inline(always)]
pub fn ceil(x: f32) -> f32 {
    let whole = trunc(x);
    if whole < x { whole + 1.0 } else { whole }
}

/// The nearest integer, ties to even; what rounds up to zero is positive, as in TFLite's `RoundToNearest`.
#[inline(always)]
pub fn round_half_even(x: f32) -> f32 {
    let below = floor(x);
    let rest = x - below;
    let odd = below.abs() < INTEGERS && below as i32 & 1 == 1;
    if rest > 0.5 || rest == 0.5 && odd { below + 1.0 } else { below }
}

/// The nearest integer, ties away from zero, of a number within ±2^22.
#[inline(always)]
pub(super) fn round_to_i32(x: f32) -> i32 {
    // The greatest number below 1/2: adding 1/2 itself would lift numbers just below 1/2 up to 1.
    (x + 0.499_999_97_f32.copysign(x)) as i32
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
}
