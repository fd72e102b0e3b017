//! Products of bytes where one side is a row for all rows of the other, as gates of channels are.

use crate::kernel::{BroadcastDim, Clamp, F32, QuantizedProduct, StreamGate};

/// Rows that share gates, at least, and gates.
const ROWS: usize = 8;
const COLUMNS: usize = 8;

/// A product of numbers of 8 bits in the given range where one side is a row for all rows of the other, a gate for each of its columns:
/// a factor for each gate, if that gives what fixed point gives for every pair.
pub(in crate::ops) fn of(p: &QuantizedProduct, (min, max): (i32, i32), dims: &[BroadcastDim]) -> Option<StreamGate> {
    let [.., middle, inner] = dims else { return None };
    let is_row = |row: usize, other: usize| row == 0 && other == inner.count;
    let left = is_row(middle.lhs, middle.rhs);
    // Factors are to be worth their while.
    let many = middle.count >= ROWS && inner.count >= COLUMNS && (inner.lhs, inner.rhs) == (1, 1);
    if !many || !left && !is_row(middle.rhs, middle.lhs) {
        return None;
    }
    // The factor is near that of a product by itself.
    let product = super::product(p, (min, max))?;
    let (x_offset, gate_offset) = if left { (p.rhs_offset, p.lhs_offset) } else { (p.lhs_offset, p.rhs_offset) };
    // Signed numbers from here on.
    let less = min + 128;
    let exact = |x: i32, gate: i32| {
        let product = (x + less + x_offset) * (gate + less + gate_offset);
        p.clamp.apply(p.factor.apply(product).wrapping_add(p.output_offset)) - less
    };
    let form = |place: i32| {
        let form = StreamGate {
            zero_point: -(x_offset + less),
            gate_zero_point: -(gate_offset + less),
            scale: F32(f32::from_bits(product.scale.0.to_bits().saturating_add_signed(place))),
            above: product.above,
            below: product.below,
            output_zero_point: (p.output_offset - less) as i16,
            clamp: Clamp { min: (p.clamp.min - less) as i8, max: (p.clamp.max - less) as i8 },
        };
        let zero = p.output_offset - less;
        let clamp = Clamp { min: p.clamp.min - p.output_offset, max: p.clamp.max - p.output_offset };
        let side = |sign: i32| {
            let pairs = pairs().map(|(x, gate)| (x - form.zero_point, form.factor(gate as i8), exact(x, gate) - zero));
            let side = pairs.filter(|(x, ..)| x.signum() == sign);
            super::added(side.map(|(x, factor, y)| (x as f32, factor, y)), clamp)
        };
        let [above, below] = super::apart(side(1)?, side(-1)?).map(|middle| F32(middle as f32));
        Some(StreamGate { above, below, ..form })
    };
    let is_exact = |form: &StreamGate| {
        pairs().all(|(x, gate)| {
            let (factor, y) = (form.factor(gate as i8), exact(x, gate));
            gated(form, factor, x) == Some(y) && i32::from(form.apply(factor, x as i8)) == y
        })
    };
    [0, 1, -1, 2, -2, 3, -3].into_iter().filter_map(form).find(is_exact)
}

/// All numbers and gates.
fn pairs() -> impl Iterator<Item = (i32, i32)> {
    (-128..128).flat_map(|gate| (-128..128).map(move |x| (x, gate)))
}

/// What vectors make of a number and a gate's factor, rounding product and sum at once: see the runtime's `isa/x86_gate.rs`.
fn gated(form: &StreamGate, factor: f32, x: i32) -> Option<i32> {
    let x = (x - form.zero_point) as f32;
    let y = x.mul_add(factor, x.max(form.below.0).min(form.above.0)).round_ties_even();
    let (min, max) = (i32::from(form.clamp.min), i32::from(form.clamp.max));
    // They round to 32 bits.
    (y.abs() < 1e6).then(|| (y as i32 + i32::from(form.output_zero_point)).clamp(min, max))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::quantize_multiplier;

    fn dims(left: bool) -> [BroadcastDim; 2] {
        let (whole, row) = (24, 0);
        let (lhs, rhs) = if left { (row, whole) } else { (whole, row) };
        [BroadcastDim { count: 100, lhs, rhs }, BroadcastDim { count: 24, lhs: 1, rhs: 1 }]
    }

    /// The form of a product whose right side, or left, is the gates', held against fixed point.
    fn form(factor: f64, offsets: [i32; 3], min: i32, left: bool) -> Option<StreamGate> {
        let [x_offset, gate_offset, output_offset] = offsets;
        let (lhs_offset, rhs_offset) = if left { (gate_offset, x_offset) } else { (x_offset, gate_offset) };
        let clamp = Clamp { min: min + 2, max: min + 250 };
        let p = QuantizedProduct { lhs_offset, rhs_offset, factor: quantize_multiplier(factor), output_offset, clamp };
        let form = of(&p, (min, min + 255), &dims(left))?;
        for (x, gate) in (min..min + 256).flat_map(|x| (min..min + 256).map(move |gate| (x, gate))) {
            let y = clamp.apply(p.factor.apply((x + x_offset) * (gate + gate_offset)) + output_offset) - min - 128;
            let [x, gate] = [x, gate].map(|x| x - min - 128);
            let factor = form.factor(gate as i8);
            assert_eq!((form.apply(factor, x as i8), gated(&form, factor, x)), (y as i8, Some(y)), "{x} {gate}");
        }
        Some(form)
    }

    #[test]
    fn gates_are_exact_on_either_side() {
        for left in [false, true] {
            for factor in [1.0 / 128.0, 0.007_801_084, 0.008_353_068, 0.003_9, 0.011] {
                assert!(form(factor, [122, 128, -121], -128, left).is_some(), "{factor}");
                assert!(form(factor, [-6, 0, 7], 0, left).is_some(), "{factor}");
            }
        }
    }

    /// Where two roundings differ by the sign of the product, which gates of both signs turn, there may be none: of large factors.
    #[test]
    fn gates_of_both_signs_are_exact_or_have_no_form() {
        let found = (0..40).filter(|i| form(1e-5 * 1.17f64.powi(*i), [17, 5, -3], -128, false).is_some()).count();
        assert!((10..35).contains(&found), "{found}");
    }

    #[test]
    fn few_rows_and_other_broadcasts_have_none() {
        let factor = quantize_multiplier(1.0 / 128.0);
        let clamp = Clamp { min: -128, max: 127 };
        let p = QuantizedProduct { lhs_offset: 0, rhs_offset: 128, factor, output_offset: 0, clamp };
        let form = |dims: &[BroadcastDim]| of(&p, (-128, 127), dims);
        let [rows, columns] = dims(false);
        assert!(form(&[rows, columns]).is_some());
        assert_eq!(form(&[columns]), None);
        assert_eq!(form(&[BroadcastDim { count: ROWS - 1, ..rows }, columns]), None);
        assert_eq!(form(&[rows, BroadcastDim { rhs: 0, ..columns }]), None);
        assert_eq!(form(&[BroadcastDim { rhs: 24, ..rows }, columns]), None);
    }
}
