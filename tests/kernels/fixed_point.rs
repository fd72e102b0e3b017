//! Requantization against exact integers of 128 bits.

use litecast::rt::{Multiplier, divide_by_pot, doubling_high_mul, round_half_away};
use proptest::prelude::*;

/// `floor(a / b)` of a positive `b`.
fn floor(a: i128, b: i128) -> i128 {
    a.div_euclid(b)
}

/// `a / 2^shift`, to the nearest; halves away from zero.
fn nearest(a: i128, shift: u32) -> i128 {
    let half = (1i128 << shift) >> 1;
    if a < 0 { -floor(-a + half, 1 << shift) } else { floor(a + half, 1 << shift) }
}

/// The product's upper half as gemmlowp defines it: to the nearest, halves up.
fn high_half(a: i128, b: i128) -> i128 {
    floor(2 * a * b + (1 << 31), 1 << 32).min(i32::MAX.into())
}

fn any_multiplier() -> impl Strategy<Value = i32> {
    prop_oneof![Just(1 << 30), Just(i32::MAX), Just(0), (1 << 30)..=i32::MAX]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn high_products_round_halves_up(a: i32, b: i32) {
        prop_assert_eq!(i128::from(doubling_high_mul(a, b)), high_half(a.into(), b.into()));
    }

    #[test]
    fn divisions_round_halves_away_from_zero(x: i32, exponent in 0..=31i32) {
        prop_assert_eq!(i128::from(divide_by_pot(x, exponent)), nearest(x.into(), exponent as u32));
    }

    /// Twice rounded, as TFLite's `MultiplyByQuantizedMultiplier`, wherever the shift to the left does not overflow.
    #[test]
    fn multipliers_round_twice(acc: i32, multiplier in any_multiplier(), shift in -31..=30i32) {
        let acc = acc >> shift.max(0);
        let (left, right) = (shift.max(0) as u32, (-shift).max(0) as u32);
        let expected = nearest(high_half(i128::from(acc) << left, multiplier.into()), right);
        prop_assert_eq!(i128::from(Multiplier { multiplier, shift }.apply(acc)), expected);
    }

    /// And never further than one from the exact product.
    #[test]
    fn multipliers_are_close_to_the_real_product(acc: i32, multiplier in any_multiplier(), shift in -31..=0i32) {
        let exact = f64::from(acc) * f64::from(multiplier) * 2f64.powi(shift - 31);
        let got = f64::from(Multiplier { multiplier, shift }.apply(acc));
        prop_assert!((got - exact).abs() <= 1.0, "{} for {}", got, exact);
    }

    #[test]
    fn rounding_is_that_of_the_standard_library(x in prop_oneof![any::<f64>(), -1e6..1e6f64]) {
        prop_assert_eq!(round_half_away(x), x.round() as i32);
    }

    #[test]
    fn halves_are_rounded_away_from_zero(whole in -1_000_000..1_000_000i32) {
        let half = f64::from(whole) + 0.5;
        prop_assert_eq!(round_half_away(half), if whole < 0 { whole } else { whole + 1 });
    }
}

#[test]
fn extremes() {
    assert_eq!(doubling_high_mul(i32::MIN, i32::MIN), i32::MAX);
    assert_eq!(doubling_high_mul(i32::MIN, i32::MAX), -i32::MAX);
    assert_eq!(divide_by_pot(i32::MIN, 31), -1);
    assert_eq!(divide_by_pot(i32::MAX, 31), 1);
    assert_eq!(Multiplier::default().apply(i32::MIN), 0);
}
