//! Kernels over streams of elements, for targets with vectors: which they are, and products in single precision that equal those in
//! fixed point.

pub(super) mod gate;

use crate::Target;
use crate::kernel::{Clamp, F32, QuantizedProduct, StreamProduct};
use std::ops::RangeInclusive;

/// The kernel that does what a plain one does, with the same parameters.
pub(super) fn kernel(plain: &'static str, target: Target) -> &'static str {
    if !target.has_vectors() {
        return plain;
    }
    match plain {
        "add_f32" => "stream_add_f32",
        "average_pool_f32" => "stream_average_pool_f32",
        "average_pool_i8" => "stream_average_pool_i8",
        "average_pool_u8" => "stream_average_pool_u8",
        "dequantize_i8" => "stream_dequantize_i8",
        "dequantize_u8" => "stream_dequantize_u8",
        "div_f32" => "stream_div_f32",
        "elu_f32" => "stream_elu_f32",
        "exp_f32" => "stream_exp_f32",
        "gelu_f32" => "stream_gelu_f32",
        "gelu_tanh_f32" => "stream_gelu_tanh_f32",
        "hard_swish_f32" => "stream_hard_swish_f32",
        "logistic_f32" => "stream_logistic_f32",
        "max_pool_f32" => "stream_max_pool_f32",
        "max_pool_i8" => "stream_max_pool_i8",
        "max_pool_u8" => "stream_max_pool_u8",
        "mean_f32" => "stream_mean_f32",
        "mul_f32" => "stream_mul_f32",
        "quantize_i8" => "stream_quantize_i8",
        "quantize_u8" => "stream_quantize_u8",
        "prelu_f32" => "stream_prelu_f32",
        "resize_bilinear_f32" => "stream_resize_bilinear_f32",
        "resize_bilinear_i8" => "stream_resize_bilinear_i8",
        "resize_bilinear_u8" => "stream_resize_bilinear_u8",
        "softmax_f32" => "stream_softmax_f32",
        "softmax_i8" => "stream_softmax_i8",
        "softmax_u8" => "stream_softmax_u8",
        "sub_f32" => "stream_sub_f32",
        "sum_fixed_i8" => "stream_sum_fixed_i8",
        "sum_fixed_u8" => "stream_sum_fixed_u8",
        "swish_f32" => "stream_swish_f32",
        "table_u8" => "stream_table_u8",
        "tanh_f32" => "stream_tanh_f32",
        "sum_linear_i8" => "stream_sum_i8",
        "sum_linear_u8" => "stream_sum_u8",
        _ => plain,
    }
}

/// Kernels whose last argument is elements, of which they compute each by itself: what they are given may be any part of all.
pub(crate) const BLOCKWISE: [&str; 21] = [
    "clamp_f32",
    "leaky_relu_f32",
    "stream_add_f32",
    "stream_div_f32",
    "stream_elu_f32",
    "stream_exp_f32",
    "stream_gelu_f32",
    "stream_gelu_tanh_f32",
    "stream_hard_swish_f32",
    "stream_logistic_f32",
    "stream_mul_f32",
    "stream_product_i8",
    "stream_product_u8",
    "stream_segments_u8",
    "stream_square_i8",
    "stream_sub_f32",
    "stream_sum_i8",
    "stream_sum_u8",
    "stream_swish_f32",
    "stream_table_u8",
    "stream_tanh_f32",
];

/// Bits that a factor may shift products to the left by, so that they stay inside 32.
const LARGEST_SHIFT: i32 = 8;
/// How many last places next to a factor are tried.
const PLACES: i32 = 16;

/// A product of numbers of 8 bits in the given range in single precision, if there is a form that gives what fixed point gives for
/// every product.
///
/// Both are steps that never go down, below 0 and from there on, so that they are the same if they are at both sides of each step.
pub(super) fn product(p: &QuantizedProduct, (min, max): (i32, i32)) -> Option<StreamProduct> {
    let sides = [p.lhs_offset, p.rhs_offset].map(|offset| [min + offset, max + offset]);
    let corners = sides[0].iter().flat_map(|a| sides[1].iter().map(move |b| a * b));
    product_within(p, corners.clone().min()?..=corners.max()?)
}

/// The same for products within a range.
pub(super) fn product_within(p: &QuantizedProduct, range: RangeInclusive<i32>) -> Option<StreamProduct> {
    if !(0..=i32::MAX).contains(&p.factor.multiplier) || p.factor.shift > LARGEST_SHIFT {
        return None;
    }
    let exact = |product| p.clamp.apply(p.factor.apply(product).wrapping_add(p.output_offset));
    let mut edges = edges(&range, exact);
    edges.extend([-1, 0].into_iter().filter(|x| range.contains(x)).map(|x| (x, exact(x))));
    candidates(p, &edges).find(|form| edges.iter().all(|&(x, y)| form.apply(x) as u8 == y as u8 && fused(form, x) == y))
}

/// What vectors make of a product that scale it and add to it at once: see the runtime's `isa/x86_product.rs`.
fn fused(form: &StreamProduct, product: i32) -> i32 {
    let (x, zero) = (product as f32, (form.whole.0 - StreamProduct::WHOLE) as i32);
    let added = x.max(form.below.0).min(form.above.0);
    let rounded = x.mul_add(form.scale.0, added).round_ties_even();
    rounded.clamp(form.clamp.min.0, form.clamp.max.0) as i32 + zero
}

/// The arguments at both sides of each step of a function that never goes down, with its values.
fn edges(range: &RangeInclusive<i32>, f: impl Fn(i32) -> i32) -> Vec<(i32, i32)> {
    let (mut at, end) = (*range.start(), *range.end());
    let mut edges = vec![(at, f(at)), (end, f(end))];
    while f(at) < f(end) {
        // The first argument with a greater value is in (low, high].
        let (value, mut low, mut high) = (f(at), at, end);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if f(middle) > value { high = middle } else { low = middle }
        }
        edges.extend([(low, value), (high, f(high))]);
        at = high;
    }
    edges
}

/// Forms to try, the nearest first.
fn candidates(p: &QuantizedProduct, edges: &[(i32, i32)]) -> impl Iterator<Item = StreamProduct> {
    let factor = f64::from(p.factor.multiplier) * libm::exp2(f64::from(p.factor.shift - 31));
    let places = (0..=2 * PLACES).map(|i| if i % 2 == 0 { i / 2 } else { -(i + 1) / 2 });
    let (lhs_offset, rhs_offset) = (p.lhs_offset, p.rhs_offset);
    let bound = |bound: i32| F32((bound - p.output_offset) as f32);
    let clamp = Clamp { min: bound(p.clamp.min), max: bound(p.clamp.max) };
    let whole = F32(StreamProduct::WHOLE + p.output_offset as f32);
    places.filter_map(move |place| {
        let scale = f32::from_bits((factor as f32).to_bits().saturating_add_signed(place));
        let sides = (offsets(p, edges, scale, |x| x >= 0), offsets(p, edges, scale, |x| x < 0));
        let [above, below] = apart(sides.0?, sides.1?).map(|middle| F32(middle as f32));
        Some(StreamProduct { lhs_offset, rhs_offset, scale: F32(scale), above, below, clamp, whole })
    })
}

/// What is added above 0 and below, which is not more, each from a range.
fn apart(above: (f64, f64), below: (f64, f64)) -> [f64; 2] {
    let middle = |(least, most): (f64, f64)| (least + most) / 2.0;
    if middle(below) <= middle(above) {
        return [middle(above), middle(below)];
    }
    [middle((above.0.max(below.0), above.1.min(below.1))); 2]
}

/// The least and the most that may be added to products times a scale so that the edges on one side of 0 are rounded as they must be.
fn offsets(p: &QuantizedProduct, edges: &[(i32, i32)], scale: f32, side: impl Fn(i32) -> bool) -> Option<(f64, f64)> {
    let clamp = Clamp { min: p.clamp.min - p.output_offset, max: p.clamp.max - p.output_offset };
    let scaled = edges.iter().filter(|(x, _)| side(*x)).map(|&(x, y)| (x as f32, scale, y - p.output_offset));
    added(scaled, clamp)
}

/// The least and the most that may be added to products of two floats so that all are rounded to the integers beside them, or to what
/// is beyond a bound.
fn added(products: impl Iterator<Item = (f32, f32, i32)>, clamp: Clamp<i32>) -> Option<(f64, f64)> {
    let (mut least, mut most) = (-1.0f64, 1.0f64);
    for (a, b, y) in products {
        // As the product is rounded, and as it is where the sum alone is.
        for product in [f64::from(a * b), f64::from(a) * f64::from(b)] {
            let off = f64::from(y) - product;
            if y > clamp.min {
                least = least.max(off - 0.5);
            }
            if y < clamp.max {
                most = most.min(off + 0.5);
            }
        }
    }
    (least <= most).then_some((least, most))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::quantize_multiplier;

    fn form(factor: f64, offsets: [i32; 3], clamp: Clamp<i32>) -> Option<StreamProduct> {
        let [lhs_offset, rhs_offset, output_offset] = offsets;
        let p = QuantizedProduct { lhs_offset, rhs_offset, factor: quantize_multiplier(factor), output_offset, clamp };
        let form = product(&p, (-128, 127))?;
        for (a, b) in (-128..128).flat_map(|a| (-128..128).map(move |b| (a + lhs_offset, b + rhs_offset))) {
            let y = clamp.apply(p.factor.apply(a * b) + output_offset);
            assert_eq!((form.apply(a * b) as i8, fused(&form, a * b)), (y as i8, y), "{factor} {a} {b}");
        }
        Some(form)
    }

    #[test]
    fn products_are_exact() {
        let clamp = Clamp { min: -128, max: 127 };
        for exponent in -16..4 {
            assert!(form(2f64.powi(exponent), [0, 0, 0], clamp).is_some(), "{exponent}");
        }
        for factor in [0.00391, 0.0121, 0.333_333_333, 0.75, 1.0 / 255.0, 0.000_412_7, 3.1] {
            assert!(form(factor, [128, 128, -128], clamp).is_some(), "{factor}");
            assert!(form(factor, [128, -5, 3], Clamp { min: 3, max: 99 }).is_some(), "{factor}");
        }
    }

    /// Nearly all factors have a form; the others are left to fixed point.
    #[test]
    fn most_factors_have_a_form() {
        let p = |factor: f64| QuantizedProduct {
            lhs_offset: 128,
            rhs_offset: 77,
            factor: quantize_multiplier(factor),
            output_offset: -9,
            clamp: Clamp { min: -128, max: 127 },
        };
        let factors = (0..400).map(|i| 1e-4 * 1.0223f64.powi(i));
        let without: Vec<f64> = factors.filter(|&factor| product(&p(factor), (-128, 127)).is_none()).collect();
        assert!(without.len() < 4, "{without:?}");
    }

    #[test]
    fn factors_that_leave_32_bits_have_none() {
        assert_eq!(form(1e9, [0, 0, 0], Clamp { min: -128, max: 127 }), None);
    }
}
