//! Quantized sums of bytes as one linear form: exact where it has been tried for every pair of elements.
//!
//! TFLite's sum rounds three times over 64-bit products, halves away from zero. A linear form with about 22 fractional bits, cut
//! off, gives the same output but for pairs that lie very close to where the output changes, and those few decide which
//! factors will do. Slightly larger factors take halves away from zero, on both sides of it.

use crate::ir::{DType, Quant};
use crate::kernel::{LinearSum, QuantizedSum};

/// The largest distance of a factor from the nearest one that is tried.
const REACH: i32 = 4;
/// Parts of 2^-24 that both factors are made larger by.
const STRETCHES: [i32; 6] = [0, 2, 4, 8, 16, 32];
/// Values that are tried as an addition to the sum.
const BIASES: [i32; 9] = [0, 32, -32, 64, -64, 128, -128, 256, -256];
/// Forms that are tried for every pair of elements before giving up.
const TRIALS: usize = 4;

/// The linear form of a sum, or with a negative `sign` of a difference; `None` if there is none that is exact.
pub(super) fn find(p: &QuantizedSum, dtype: DType, quants: [&Quant; 3], sign: i32) -> Option<LinearSum> {
    let search = Search::new(p, dtype, quants, sign)?;
    let critical: Vec<(i32, i32, i32)> = search.critical().collect();
    let fits = |form: &LinearSum| critical.iter().all(|&(a, b, y)| form.apply(a, b) == y);
    let mut trials = search.candidates().filter(fits).take(TRIALS);
    trials.find(|form| search.pairs().all(|(a, b)| form.apply(a, b) == search.exact(a, b)))
}

struct Search<'a> {
    p: &'a QuantizedSum,
    /// Range of an element.
    range: std::ops::RangeInclusive<i32>,
    /// Real factors of both inputs.
    factors: [f64; 2],
    sign: i32,
    shift: u32,
}

impl<'a> Search<'a> {
    fn new(p: &'a QuantizedSum, dtype: DType, [lhs, rhs, y]: [&Quant; 3], sign: i32) -> Option<Self> {
        let (min, max) = dtype.range()?;
        let ratio = |input: &Quant| f64::from(input.scale()) / f64::from(y.scale());
        let factors = [ratio(lhs), f64::from(sign) * ratio(rhs)];
        let mut search = Search { p, range: min..=max, factors, sign, shift: 0 };
        // Outputs before they are cut to bounds stay inside 32 bits, also where unsigned ones are made signed; factors inside 24.
        let corners = [(min, min), (min, max), (max, min), (max, max)];
        let largest = corners.iter().fold(0.0f64, |largest, &(a, b)| largest.max(search.real(a, b).abs()));
        let largest = largest + if min == 0 { 130.0 } else { 2.0 };
        let factor = factors[0].max(factors[1].abs());
        let one = (f64::from(i32::MAX) / largest).min(f64::from((1 << 23) - 64) / factor);
        search.shift = u32::try_from((one.log2().floor() as i32).min(30)).ok().filter(|shift| *shift >= 8)?;
        Some(search)
    }

    fn pairs(&self) -> impl Iterator<Item = (i32, i32)> {
        self.range.clone().flat_map(|a| self.range.clone().map(move |b| (a, b)))
    }

    /// The output as a real number.
    fn real(&self, a: i32, b: i32) -> f64 {
        let [lhs, rhs] = self.factors;
        let sum = lhs * f64::from(a + self.p.lhs.offset) + rhs * f64::from(b + self.p.rhs.offset);
        sum + f64::from(self.p.output_offset)
    }

    fn exact(&self, a: i32, b: i32) -> i32 {
        self.p.apply(a, b, |a, b| a.wrapping_add(self.sign * b))
    }

    /// Pairs so close to a change of the output that a candidate could be wrong, with their outputs.
    fn critical(&self) -> impl Iterator<Item = (i32, i32, i32)> {
        let unsure = f64::from(2 * (REACH + 1) * 256) / f64::from(1u32 << self.shift);
        let (min, max) = (f64::from(self.p.clamp.min) - 2.0, f64::from(self.p.clamp.max) + 2.0);
        let close = move |&(a, b): &(i32, i32)| {
            let real = self.real(a, b);
            (real - real.floor() - 0.5).abs() < unsure && (min..max).contains(&real)
        };
        self.pairs().filter(close).map(|(a, b)| (a, b, self.exact(a, b)))
    }

    /// Linear forms, the nearest first.
    fn candidates(&self) -> impl Iterator<Item = LinearSum> {
        let mut steps: Vec<(i32, i32)> =
            (-REACH..=REACH).flat_map(|lhs| (-REACH..=REACH).map(move |rhs| (lhs, rhs))).collect();
        steps.sort_by_key(|(lhs, rhs)| lhs.abs() + rhs.abs());
        let one = f64::from(1u32 << self.shift);
        let form = move |bias: i32, stretch: i32, (lhs, rhs): (i32, i32)| {
            let one = one * (1.0 + f64::from(stretch) / f64::from(1 << 24));
            let [near, far] = self.factors.map(|factor| libm::round(factor * one) as i32);
            let (lhs, rhs) = (near + lhs, far + rhs);
            let zero = lhs.wrapping_mul(self.p.lhs.offset).wrapping_add(rhs.wrapping_mul(self.p.rhs.offset));
            let whole = self.p.output_offset.wrapping_shl(self.shift).wrapping_add(1 << (self.shift - 1));
            let bias = zero.wrapping_add(whole).wrapping_add(bias);
            LinearSum { lhs, rhs, bias, shift: self.shift, clamp: self.p.clamp }
        };
        let places = BIASES.into_iter().flat_map(|bias| STRETCHES.map(|stretch| (bias, stretch)));
        places.flat_map(move |(bias, stretch)| steps.clone().into_iter().map(move |step| form(bias, stretch, step)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::quantized::QuantizedSumOf;
    use super::*;
    use crate::ir::{Shape, Tensor};
    use crate::kernel::Clamp;

    fn tensor(scale: f32, zero_point: i32) -> Tensor {
        let quant = Some(Quant::tensor(scale, zero_point));
        Tensor { name: String::new(), dtype: DType::I8, shape: Shape::default(), quant, data: None }
    }

    fn search(scales: [f32; 3], sign: i32) -> Option<LinearSum> {
        let [lhs, rhs, y] = [tensor(scales[0], 3), tensor(scales[1], -128), tensor(scales[2], -7)];
        let of = QuantizedSumOf { lhs: &lhs, rhs: &rhs, y: &y, left_shift: 20, clamp: Clamp { min: -128, max: 127 } };
        let p = of.params(|common, y| common / f64::from((1u32 << 20) as f32 * y)).ok()?;
        let quants = [&lhs, &rhs, &y].map(|tensor| tensor.quant.as_ref().unwrap());
        let form = find(&p, DType::I8, quants, sign)?;
        for (a, b) in (-128..128).flat_map(|a| (-128..128).map(move |b| (a, b))) {
            assert_eq!(form.apply(a, b), p.apply(a, b, |a, b| a + sign * b), "{scales:?} {a} {b}");
        }
        Some(form)
    }

    #[test]
    fn common_scales_have_a_linear_form() {
        // Halves everywhere, no rounding at all, and nothing in particular.
        for scales in [[0.1, 0.1, 0.2], [0.05, 0.05, 0.05], [0.0371, 0.0132, 0.0429], [0.021374, 0.370281, 0.301842]] {
            assert!(search(scales, 1).is_some() && search(scales, -1).is_some(), "{scales:?}");
        }
    }

    /// Also where many sums are halves.
    #[test]
    fn nearly_all_scales_have_one() {
        let scales = (0..12).map(|i| 0.02 * 1.37f32.powi(i));
        let forms = scales
            .flat_map(|scale| [[scale, 0.3, 0.5], [scale, scale, 2.0 * scale], [scale, 4.0 * scale, 2.0 * scale]]);
        let without = forms.filter(|scales| search(*scales, 1).is_none()).count();
        assert_eq!(without, 0);
    }

    #[test]
    fn ratios_beyond_its_range_have_none() {
        assert_eq!(search([1.0, 1.0, 1e-5], 1), None);
    }
}
