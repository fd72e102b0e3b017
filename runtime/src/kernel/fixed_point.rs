//! Fixed-point arithmetic of TFLite's kernels (`kernels/internal/common.cc`, gemmlowp's `fixedpoint.h`).

/// A positive real factor as `multiplier * 2^(shift - 31)`, `multiplier` in [2^30, 2^31) or 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Multiplier {
    /// Significand.
    pub multiplier: i32,
    /// Exponent: positive scales up.
    pub shift: i32,
}

impl Multiplier {
    /// `acc` times the factor, rounded twice as TFLite's `MultiplyByQuantizedMultiplier` does without single rounding.
    #[inline(always)]
    pub fn apply(self, acc: i32) -> i32 {
        let left = self.shift.max(0) as u32;
        let right = (-self.shift).max(0);
        divide_by_pot(doubling_high_mul(acc.wrapping_shl(left), self.multiplier), right)
    }

    /// The significand in 16 bits.
    #[inline(always)]
    pub fn reduced(self) -> i32 {
        if self.multiplier < 0x7fff_0000 { (self.multiplier + (1 << 15)) >> 16 } else { 0x7fff }
    }

    /// `acc` times the factor with a 16-bit significand and one rounding: the 64-bit form that 16x8 kernels use.
    #[inline(always)]
    pub fn apply_i64(self, acc: i64) -> i32 {
        let reduced = self.reduced();
        let shift = (15 - self.shift) as u32;
        let round = 1i64.wrapping_shl(shift.wrapping_sub(1));
        (acc.wrapping_mul(reduced as i64).wrapping_add(round)).wrapping_shr(shift) as i32
    }
}

/// How a quantized input comes to a finer scale that it shares with another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rescale {
    /// Added first: the negated zero point.
    pub offset: i32,
    /// Fractional bits.
    pub left_shift: u32,
    /// Ratio of the scales.
    pub factor: Multiplier,
}

impl Rescale {
    /// `x` in the common scale.
    #[inline(always)]
    pub fn apply(self, x: i32) -> i32 {
        self.factor.apply(x.wrapping_add(self.offset).wrapping_shl(self.left_shift))
    }
}

/// `round(a * b / 2^31)`, halves up; `i32::MIN` squared saturates.
#[inline(always)]
pub fn doubling_high_mul(a: i32, b: i32) -> i32 {
    if a == i32::MIN && b == i32::MIN {
        return i32::MAX;
    }
    // gemmlowp nudges negative products by one less and then divides towards zero: the floor of the same sum.
    ((a as i64 * b as i64 + (1 << 30)) >> 31) as i32
}

/// `round(x / 2^exponent)`, halves away from zero; `exponent` in 0..=31.
#[inline(always)]
pub fn divide_by_pot(x: i32, exponent: i32) -> i32 {
    let mask = (1i64.wrapping_shl(exponent as u32) - 1) as i32;
    let remainder = x & mask;
    let threshold = (mask >> 1) + (x < 0) as i32;
    x.wrapping_shr(exponent as u32) + (remainder > threshold) as i32
}

/// `round(x)`, halves away from zero, saturating; NaN gives 0.
#[inline(always)]
pub fn round_half_away(x: f64) -> i32 {
    let whole = x as i32;
    let rest = x - whole as f64;
    if rest >= 0.5 {
        whole.saturating_add(1)
    } else if rest <= -0.5 {
        whole.saturating_sub(1)
    } else {
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requantization_rounds_twice() {
        let half = Multiplier { multiplier: 1 << 30, shift: 0 };
        assert_eq!(half.apply(3), 2);
        assert_eq!(half.apply(-3), -1); // first step: floor(x + 1/2) of -1.5
        let quarter = Multiplier { multiplier: 1 << 30, shift: -1 };
        assert_eq!(quarter.apply(2), 1);
        assert_eq!(quarter.apply(-2), -1);
        let twice = Multiplier { multiplier: 1 << 30, shift: 2 };
        assert_eq!(twice.apply(-7), -14);
    }

    #[test]
    fn rounding_of_halves() {
        assert_eq!([0.5, -0.5, 0.49999999999999994, 2.5, -2.5].map(round_half_away), [1, -1, 0, 3, -3]);
        assert_eq!([f64::NAN, 1e300, -1e300].map(round_half_away), [0, i32::MAX, i32::MIN]);
    }
}
