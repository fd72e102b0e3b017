//! From sums to outputs: what sums begin with, and which arithmetic requantizes them.

use super::known::Known;
use super::{HALF, PANEL, single};
use crate::kernel::{Multiplier, Requantizer, Single, TiledQuant, round_half_away};
use crate::math::quantize_multiplier;
use crate::plan::{Arg, Lower};
use std::collections::BTreeMap;

/// From sums to 8-bit outputs: the real factor of each channel, or one for all.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rounding {
    /// Twice, in fixed point.
    Fixed(Vec<f64>),
    /// Once, in double precision.
    Real(Vec<f64>),
}

impl Rounding {
    /// That of some channels.
    pub(super) fn of_units(&self, units: &std::ops::Range<usize>) -> Self {
        let some =
            |scales: &Vec<f64>| scales.get(units.clone()).filter(|_| scales.len() > 1).unwrap_or(scales).to_vec();
        match self {
            Rounding::Fixed(scales) => Rounding::Fixed(some(scales)),
            Rounding::Real(scales) => Rounding::Real(some(scales)),
        }
    }
}

/// What sums of products begin with, and how large they may become, for each channel.
pub(super) struct Sums {
    /// The bias less the zero point times the weights, modulo 2^32 as sums are.
    pub(super) bias: Vec<i32>,
    /// The same for activations that are made unsigned by adding 128.
    biased: Vec<i32>,
    /// The least and the greatest.
    range: Vec<Range>,
}

impl Sums {
    pub(super) fn of(known: &Known<'_>, zero_point: i32) -> Self {
        let rows = known.weights.chunks_exact(known.depth);
        let (mut all, mut biased, mut range) = (Vec::new(), Vec::new(), Vec::new());
        for (row, bias) in rows.zip(known.biases::<4>()) {
            let weights = || row.iter().map(|&w| i64::from(w as i8) + i64::from(known.offset));
            let sum = weights().sum::<i64>();
            let bias = i64::from(i32::from_le_bytes(bias)) - i64::from(zero_point) * sum;
            all.push(bias as i32);
            biased.push((bias - 128 * sum) as i32);
            let end = |x: i64, y: i64| bias + weights().map(|w| if w < 0 { x * w } else { y * w }).sum::<i64>();
            range.push((end(127, -128), end(-128, 127)));
        }
        Sums { bias: all, biased, range }
    }
}

/// The least and the greatest number.
pub(super) type Range = (i64, i64);

/// What is computed of a sum.
#[derive(Clone, Copy, Debug)]
pub(super) enum Exact {
    Fixed(Multiplier),
    Real(f64),
}

impl Exact {
    /// What it is computed in.
    fn name(&self) -> &'static str {
        match self {
            Exact::Fixed(_) => "fixed point of 64 bits",
            Exact::Real(_) => "double precision",
        }
    }

    pub(super) fn apply(&self, sum: i32) -> i32 {
        match self {
            Exact::Fixed(factor) => factor.apply(sum),
            Exact::Real(scale) => round_half_away(f64::from(sum) * scale),
        }
    }

    pub(super) fn factor(&self) -> f64 {
        match self {
            Exact::Fixed(factor) => f64::from(factor.multiplier) * libm::exp2(f64::from(factor.shift - 31)),
            Exact::Real(scale) => *scale,
        }
    }

    /// Whether greater sums never give less, up to one so large: no bit is lost to the left, or all are.
    pub(super) fn is_monotone(&self, largest: i32) -> bool {
        match self {
            Exact::Fixed(factor) => {
                let fits = largest.leading_zeros() as i32 > factor.shift + 1;
                factor.multiplier == 0 || factor.multiplier > 0 && fits
            }
            Exact::Real(scale) => *scale >= 0.0,
        }
    }

    /// The first sum that gives `y`, which some sum gives.
    pub(super) fn first(&self, y: i32) -> Option<i32> {
        // Two roundings put it up to one sum off.
        let near = ((f64::from(y) - 0.5) / self.factor()).ceil() as i32;
        let sums = (-3..=3).map(|off| near.saturating_add(off));
        sums.into_iter().find(|&sum| self.apply(sum) == y && self.apply(sum.saturating_sub(1)) < y)
    }
}

/// How sums begin and how they are requantized: both biases, and factors.
pub(super) fn factors(cx: &mut Lower<'_>, sums: &Sums, rounding: &Rounding, q: &TiledQuant) -> [Arg; 2] {
    let asked = (rounding.clone(), sums.range.clone(), *q);
    // Finding them takes long, and all stripes of a layer ask for the same.
    let found = cx.found().take().filter(|found: &Found| found.asked == asked);
    let found = found.unwrap_or_else(|| {
        let (factors, before, forms) = common(rounding, &sums.range, q).unwrap_or_else(|| {
            let (factors, before, forms) = requantizers(rounding, &sums.range, q);
            (factors, before, counted(&forms))
        });
        Found { asked, factors, before, forms }
    });
    cx.decide("requantization", found.forms.clone());
    let start =
        |bias: &[i32]| bias.iter().zip(&found.before).map(|(bias, before)| bias.wrapping_add(*before)).collect();
    let starts = [&sums.bias, &sums.biased].map(|bias| panel_bytes([start(bias)])).concat();
    let args = [cx.constant("bias", "i32", starts), cx.constant("factors", "i32", found.factors.clone())];
    *cx.found() = Some(found);
    args
}

/// How sums are requantized, once that has been found.
#[derive(Debug)]
pub(crate) struct Found {
    asked: (Rounding, Vec<Range>, TiledQuant),
    factors: Vec<u8>,
    /// Added to the sums of each channel.
    before: Vec<i32>,
    forms: String,
}

/// Where channels have the same scale and more panels than one and a half have one form in single precision: the factors of a panel
/// and of half a panel, and what is added to the sums of each channel. Layers of one row then read 12 bytes a channel less.
fn common(rounding: &Rounding, range: &[Range], q: &TiledQuant) -> Option<(Vec<u8>, Vec<i32>, String)> {
    let (Rounding::Fixed(scales) | Rounding::Real(scales)) = rounding;
    if range.len() <= PANEL + HALF || scales.iter().any(|scale| Some(scale) != scales.first()) {
        return None;
    }
    let ends = (range.iter().map(|range| range.0).min()?, range.iter().map(|range| range.1).max()?);
    let (factors, before, forms) = requantizers(rounding, &[ends; PANEL + HALF], q);
    let first = *before.first()?;
    // The half panel's channels must begin as the panel's do, since either may be any channel.
    let is_common = forms.iter().all(|form| *form == SINGLE) && before.iter().all(|before| *before == first);
    let before = vec![first; range.len()];
    is_common.then(|| (factors, before, format!("{SINGLE}, the same for all channels")))
}

/// Factors of panels that are all alike, as those of one panel and of half a panel, and what is added to all sums. `scale` is as in
/// [`Rounding::Fixed`].
pub(super) fn alike(cx: &mut Lower<'_>, scale: f64, range: Range, q: &TiledQuant) -> (Arg, i32) {
    let (factors, before, forms) = requantizers(&Rounding::Fixed(vec![scale]), &[range; PANEL + HALF], q);
    cx.decide("requantization", *forms.first().unwrap_or(&""));
    (cx.constant("factors", "i32", factors), before.first().copied().unwrap_or(0))
}

/// What panels are requantized in as a rule.
const SINGLE: &str = "single precision";

/// Factors as the runtime's `Requantizer` says, and what is added to the sums of each channel. Each panel has the fastest arithmetic
/// that is proven to do.
fn requantizers(rounding: &Rounding, range: &[Range], q: &TiledQuant) -> (Vec<u8>, Vec<i32>, Vec<&'static str>) {
    let units = range.len();
    let exact: Vec<Exact> = match rounding {
        Rounding::Fixed(scales) => {
            channels(scales, units).map(|scale| Exact::Fixed(quantize_multiplier(scale))).collect()
        }
        Rounding::Real(scales) => channels(scales, units).map(Exact::Real).collect(),
    };
    let known: Vec<(Exact, Range)> = exact.into_iter().zip(range.iter().copied()).collect();
    let (mut factors, mut before, mut forms) = (Vec::new(), Vec::new(), Vec::new());
    for panel in known.chunks(PANEL) {
        let single = single::panel(panel, q);
        match &single {
            Some(channels) => before.extend(channels.iter().map(|channel| channel.before)),
            None => before.extend(panel.iter().map(|_| 0)),
        }
        let (form, numbers) = match (single, below_one(panel, q)) {
            (Some(channels), _) => (SINGLE, in_single_precision(&channels)),
            (None, Some(numbers)) => ("fixed point", numbers),
            (None, None) => (panel.first().map_or("", |(exact, _)| exact.name()), as_written(panel)),
        };
        factors.extend(panel_bytes(numbers));
        forms.push(form);
    }
    (factors, before, forms)
}

/// The forms of panels, and how many have each.
fn counted(forms: &[&str]) -> String {
    let kinds: BTreeMap<&str, usize> = forms.iter().fold(BTreeMap::new(), |mut kinds, form| {
        *kinds.entry(form).or_default() += 1;
        kinds
    });
    let counts: Vec<String> = kinds.iter().map(|(form, count)| format!("{form} for {count}")).collect();
    format!("{} of {} panels", counts.join(", "), forms.len())
}

/// Of the channels of a panel what the runtime's `Single` says.
fn in_single_precision(channels: &[single::Channel]) -> [Vec<i32>; 3] {
    let bits = |real: fn(&Single) -> f32| -> Vec<i32> {
        channels.iter().map(|channel| real(&channel.form).to_bits() as i32).collect()
    };
    let mut rest = bits(|form| form.rest);
    if let Some(first) = rest.first_mut().filter(|first| **first == 0)
        && channels.iter().any(|channel| channel.form.rest != 0.0)
    {
        *first = Requantizer::NO_REST;
    }
    [bits(|form| form.scale), bits(|form| form.offset), rest]
}

/// TFLite's arithmetic.
fn as_written(channels: &[(Exact, Range)]) -> [Vec<i32>; 3] {
    let mut numbers = [Vec::new(), Vec::new(), Vec::new()];
    for (exact, _) in channels {
        let three = match exact {
            Exact::Fixed(factor) => [factor.multiplier, factor.shift, Requantizer::GENERAL],
            Exact::Real(scale) => [scale.to_bits() as i32, (scale.to_bits() >> 32) as i32, Requantizer::REAL],
        };
        numbers.iter_mut().zip(three).for_each(|(list, number)| list.push(number));
    }
    numbers
}

/// Of each channel the multiplier, what is added after the product, and the shift to the right: for factors below one, and sums
/// small enough for both roundings to be one in 32 bits (see the runtime's `Factors`).
fn below_one(channels: &[(Exact, Range)], q: &TiledQuant) -> Option<[Vec<i32>; 3]> {
    // Where outputs are not below the zero point it is added before the shift.
    let offset = if q.is_signed() { 0 } else { i64::from(q.output_offset).abs() };
    let mut numbers = [Vec::new(), Vec::new(), Vec::new()];
    for (exact, (least, greatest)) in channels {
        let largest = least.abs().max(greatest.abs());
        let Exact::Fixed(factor) = exact else { return None };
        let three = constant(exact, (*least, *greatest)).or_else(|| {
            let right = -factor.shift;
            if !(1..=31).contains(&right) || largest >= 1 << 30 {
                return None;
            }
            let round = 1i64 << (right - 1);
            let high = ((largest * i64::from(factor.multiplier)) >> 31) + 2;
            let fits = high + round + (offset << right) <= i64::from(i32::MAX);
            fits.then_some([factor.multiplier, round as i32, right])
        });
        numbers.iter_mut().zip(three?).for_each(|(list, number)| list.push(number));
    }
    Some(numbers)
}

/// The numbers of a channel that gives the same whatever it meets, as those do that training has left without weights: nothing is
/// made of the sum, and twice the output and 1 are added before the shift.
fn constant(exact: &Exact, (least, greatest): Range) -> Option<[i32; 3]> {
    let (first, last) = (i32::try_from(least).ok()?, i32::try_from(greatest).ok()?);
    let y = exact.apply(first);
    let is_constant = first == last || exact.is_monotone(first.saturating_abs().max(last.saturating_abs()));
    (is_constant && y == exact.apply(last) && y.abs() < 1 << 16).then_some([0, 2 * y + 1, 1])
}

/// Lists of one number a channel, one after another, each padded to whole vectors.
pub(super) fn panel_bytes<const N: usize>(lists: [Vec<i32>; N]) -> Vec<u8> {
    let padded = |mut list: Vec<i32>| {
        list.resize(list.len().next_multiple_of(HALF), 0);
        list.into_iter().flat_map(i32::to_le_bytes)
    };
    lists.into_iter().flat_map(padded).collect()
}

/// One scale for each of `units` channels.
fn channels(scales: &[f64], units: usize) -> impl Iterator<Item = f64> + '_ {
    scales.iter().copied().cycle().take(units)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Clamp;

    #[test]
    fn zero_points_are_part_of_the_bias() {
        let weights = [1, 255, 3, 2].map(|w: u8| w);
        let bias: Vec<u8> = [10i32, -4].into_iter().flat_map(i32::to_le_bytes).collect();
        let sums = Sums::of(
            &Known {
                weights: weights.as_slice().into(),
                offset: 0,
                bias: Some((&bias[..]).into()),
                units: 2,
                depth: 2,
            },
            -3,
        );
        assert_eq!(sums.bias, [10, 11]);
        assert_eq!(sums.range, [(10 - 128 - 127, 10 + 127 + 128), (11 - 128 * 5, 11 + 127 * 5)]);
        assert_eq!(sums.biased, [10, 11 - 128 * 5]);
    }

    #[test]
    fn both_roundings_are_one() {
        let factor = |multiplier: i32, shift: i32| Multiplier { multiplier, shift };
        let quant = |output_offset: i32| TiledQuant {
            unsigned: false,
            input_zero_point: 0,
            weights_offset: 0,
            output_offset,
            clamp: Clamp { min: -128, max: 127 },
        };
        let below_one = |factor: Multiplier, largest: i64, zero_point: i32| {
            below_one(&[(Exact::Fixed(factor), (-largest, largest))], &quant(zero_point))
        };
        let round = |factor: Multiplier, largest: i64| below_one(factor, largest, 0);
        assert_eq!(round(factor(1 << 30, -3), 1 << 20), Some([vec![1 << 30], vec![4], vec![3]]));
        assert_eq!(round(factor(1 << 30, 0), 1 << 20), None);
        assert_eq!(round(factor(i32::MAX, -4), i64::from(i32::MAX)), None);
        assert_eq!(round(factor(1 << 30, -4), 1 << 30), None);
        assert_eq!(round(factor(1 << 30, -4), 1 << 31), None);
        // With the zero point before the shift it has to find room there.
        assert!(below_one(factor(1 << 30, -24), 1 << 25, 0).is_some());
        assert_eq!(below_one(factor(1 << 30, -24), 1 << 25, -128), None);
        // Where it makes the same of any sum it is nothing.
        assert_eq!(below_one(factor(1 << 30, -24), 1 << 20, -128), Some([vec![0], vec![1], vec![1]]));
        let dead = (Exact::Fixed(factor(1 << 30, -27)), (1_073_741_760, 1_073_741_760));
        assert_eq!(super::below_one(&[dead], &quant(-128)), Some([vec![0], vec![9], vec![1]]));
        let (Some([_, rounds, rights]), a) = (round(factor(1_518_500_250, -7), 1 << 24), factor(1_518_500_250, -7))
        else {
            panic!("small enough");
        };
        for sum in (-(1 << 24)..1 << 24).step_by(997) {
            let high = (i64::from(sum) * i64::from(a.multiplier) + (1 << 30)) >> 31;
            assert_eq!((high as i32 + rounds[0] + (sum >> 31)) >> rights[0], a.apply(sum), "{sum}");
        }
    }
}
