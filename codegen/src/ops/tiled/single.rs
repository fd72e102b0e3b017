//! Requantization in single precision, where it is proven to give what TFLite's arithmetic gives for every sum.
//!
//! TFLite's is a function of the sum that never goes down, so that it is known by the sums at which it goes up. A product and
//! an offset in single precision never go down either, below 0 and from there on. The two are the same if they are at both
//! sides of each such sum, and at the ends of what sums there can be.
//!
//! Nearly all channels have such a form: neighbouring sums are further apart than what single precision is off, but for a few at the
//! steps, which other offsets and other last places of the factor leave on the right side.

use super::factors::{Exact, Range};
use crate::kernel::{Single, TiledQuant};

/// How far from a factor others are tried, in parts of it of so much.
const PLACES: [i32; 11] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48];
const PLACE: f64 = 1.0 / (1u32 << 27) as f64;
/// How far from a factor single numbers are tried, in last places: they need no rest.
const NEIGHBOURS: [i32; 7] = [0, 1, -1, 2, -2, 3, -3];
/// How far all are tried where none of these will do: what is left to chance are the few sums that single precision puts right on a
/// half, which other numbers put elsewhere.
const DENSE: i32 = 160;
/// How many offsets between the least and the greatest are tried.
const OFFSETS: i32 = 19;
/// Offsets are within this: outputs where sums make no difference.
const WIDEST: f64 = 512.0;
/// Products stay below this.
const LARGEST: f64 = (1u32 << 30) as f64;

/// How a channel is requantized.
#[derive(Clone, Copy, Debug)]
pub(super) struct Channel {
    pub(super) form: Single,
    /// Added to its sums.
    pub(super) before: i32,
}

/// Of channels that share a form, with the range of their sums.
pub(super) fn panel(channels: &[(Exact, Range)], q: &TiledQuant) -> Option<Vec<Channel>> {
    channels.iter().map(|(exact, range)| channel(exact, *range, q)).collect()
}

fn channel(exact: &Exact, (least, greatest): Range, q: &TiledQuant) -> Option<Channel> {
    let before = zero_point(exact, (least, greatest), q);
    let fits = |sum: i64| i32::try_from(sum).is_ok();
    if !(fits(least) && fits(greatest)) {
        return None;
    }
    let (range, largest) = ((least as i32, greatest as i32), least.abs().max(greatest.abs()));
    if !exact.is_monotone(largest as i32) || (largest + i64::from(before).abs()) as f64 * exact.factor() >= LARGEST {
        return None;
    }
    let mut problem = Problem { q, signed: q.is_signed(), before, points: points(exact, range, q)? };
    problem.hardest_first(exact.factor());
    // Rests that are no normal numbers could be taken for the mark of another arithmetic.
    let is_normal = |form: &Single| form.rest == 0.0 || form.rest.is_normal();
    let mut forms = factors(exact.factor()).flat_map(|factor| problem.forms(factor));
    let form = forms.find(|form| is_normal(form) && problem.is_solved(form))?;
    Some(Channel { form, before })
}

/// Factors to try, those in single precision first.
fn factors(exact: f64) -> impl Iterator<Item = f64> {
    let bits = (exact as f32).to_bits();
    let neighbours = NEIGHBOURS.into_iter().map(move |place| f32::from_bits(bits.saturating_add_signed(place)));
    let both = |place: i32| [place, -place];
    let places = [0].into_iter().chain(PLACES.into_iter().flat_map(both)).chain((1..=DENSE).flat_map(both));
    let single = neighbours.filter(|factor| factor.is_finite()).map(f64::from);
    single.chain(places.map(move |place| exact * (1.0 + f64::from(place) * PLACE)))
}

/// The output's zero point in terms of sums, if it is to be in them. Where sums hardly make a difference it does not fit there: the
/// offset takes it.
fn zero_point(exact: &Exact, (least, greatest): Range, q: &TiledQuant) -> i32 {
    let before = if q.is_signed() { 0.0 } else { (f64::from(q.output_offset) / exact.factor()).round() };
    let fits = |sum: i64| (sum as f64 + before).abs() < LARGEST;
    if fits(0) && fits(least) && fits(greatest) { before as i32 } else { 0 }
}

/// A sum and its output.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Point {
    sum: i32,
    output: i32,
}

/// The sums at both sides of each step of the exact function within bounds, and those at the ends and around 0.
fn points(exact: &Exact, (least, greatest): (i32, i32), q: &TiledQuant) -> Option<Vec<Point>> {
    let output = |sum: i32| q.clamp.apply(exact.apply(sum).saturating_add(q.output_offset));
    let zero = [-1, 0].into_iter().filter(|sum| (least..=greatest).contains(sum));
    let any = |sum: i32| Point { sum, output: output(sum) };
    let mut points: Vec<Point> = [least, greatest].into_iter().chain(zero).map(any).collect();
    for y in output(least) + 1..=output(greatest) {
        let sum = exact.first(y - q.output_offset)?;
        points.push(Point { sum, output: y });
        points.push(Point { sum: sum.checked_sub(1)?, output: y - 1 });
    }
    // An output that is left out has no sums.
    points.iter().all(|point| output(point.sum) == point.output).then_some(points)
}

/// What a form has to meet.
struct Problem<'a> {
    q: &'a TiledQuant,
    signed: bool,
    before: i32,
    points: Vec<Point>,
}

impl Problem<'_> {
    /// Added to outputs after they are rounded.
    fn offset(&self) -> i32 {
        if self.signed { self.q.output_offset } else { 0 }
    }

    /// Whether both ways of computing it give the outputs at all points: levels have one or the other.
    fn is_solved(&self, form: &Single) -> bool {
        self.points.iter().all(|point| {
            let met = |y: i32| self.q.clamp.apply(y.saturating_add(self.offset())) == point.output;
            let sum = point.sum.wrapping_add(self.before);
            if self.signed {
                met(fused::<true>(form, sum)) && met(form.apply::<true>(sum))
            } else {
                met(fused::<false>(form, sum)) && met(form.apply::<false>(sum))
            }
        })
    }

    /// Sorts points by how near they are to where outputs change: forms that fail do so soon.
    fn hardest_first(&mut self, factor: f64) {
        let (offset, before) = (self.offset(), self.before);
        let distance = |point: &Point| {
            let exact = f64::from(point.sum.wrapping_add(before)) * factor;
            let change = f64::from(point.output - offset) - exact;
            (change.abs() - 0.5).abs()
        };
        self.points.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
    }

    /// Forms to try with a factor.
    fn forms(&self, factor: f64) -> impl Iterator<Item = Single> + use<> {
        let (scale, rest) = (factor as f32, (factor - f64::from(factor as f32)) as f32);
        let (mut least, mut most) = (if self.signed { 0.0f64 } else { -WIDEST }, WIDEST);
        for &Point { sum, output } in &self.points {
            let sum = sum.wrapping_add(self.before);
            let off = f64::from(output - self.offset()) - f64::from(sum) * factor;
            let negative = self.signed && sum < 0;
            if output > self.q.clamp.min {
                if negative { most = most.min(0.5 - off) } else { least = least.max(off - 0.5) }
            }
            if output < self.q.clamp.max {
                if negative { least = least.max(-0.5 - off) } else { most = most.min(off + 0.5) }
            }
        }
        let count = if least <= most { OFFSETS } else { 0 };
        (1..=count).map(move |i| {
            // From the middle outwards.
            let part = 0.5 + f64::from(if i % 2 == 0 { i / 2 } else { -(i / 2) }) / f64::from(OFFSETS + 1);
            Single { scale, offset: (least + (most - least) * part) as f32, rest }
        })
    }
}

/// In single precision, with products and sums that are rounded once.
fn fused<const SIGNED: bool>(form: &Single, sum: i32) -> i32 {
    let (x, offset) = (sum as f32, form.signed::<SIGNED>(sum));
    Single::nearest(x.mul_add(form.scale, x.mul_add(form.rest, offset)).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Clamp;
    use crate::math::quantize_multiplier;

    fn quant(output_offset: i32, (min, max): (i32, i32)) -> TiledQuant {
        TiledQuant { unsigned: false, input_zero_point: 0, weights_offset: 0, output_offset, clamp: Clamp { min, max } }
    }

    /// Whether there is a form, in both kinds of exact arithmetic, that gives the same for all sums up to the largest.
    fn check(factor: f64, largest: i32, q: &TiledQuant) -> bool {
        [Exact::Fixed(quantize_multiplier(factor)), Exact::Real(factor)].iter().all(|exact| {
            let Some(Channel { form, before }) = channel(exact, (-i64::from(largest), largest.into()), q) else {
                return false;
            };
            for sum in -largest..=largest {
                let expected = q.clamp.apply(exact.apply(sum) + q.output_offset);
                let sum = sum + before;
                let ways = match q.is_signed() {
                    true => [form.apply::<true>(sum), fused::<true>(&form, sum)].map(|y| y + q.output_offset),
                    false => [form.apply::<false>(sum), fused::<false>(&form, sum)],
                };
                assert_eq!(ways.map(|y| q.clamp.apply(y)), [expected; 2], "{factor} {exact:?} {sum}");
            }
            true
        })
    }

    #[test]
    fn every_sum_is_the_same() {
        let int8 = (-128, 127);
        // Of powers of two, ties are rounded up in fixed point, which an offset with the sum's sign cannot do.
        for factor in [0.25, 0.125, 1.0 / 64.0] {
            assert!(check(factor, (300.0 / factor) as i32, &quant(-128, int8)), "{factor}");
        }
        for factor in [0.3, 0.017_3, 0.004_719, 0.002_001, 0.001_21] {
            let largest = (300.0 / factor) as i32;
            assert!(check(factor, largest, &quant(-128, int8)), "{factor}");
            assert!(check(factor, largest, &quant(3, int8)), "{factor}");
            assert!(check(factor, largest, &quant(-7, (-7, 99))), "{factor}");
        }
    }

    #[test]
    fn nearly_all_factors_have_a_form() {
        let without = |q: &TiledQuant| {
            let factors = (0..500).map(|i| 0.0015 * 1.0105f64.powi(i));
            let exact = factors.map(|factor| Exact::Fixed(quantize_multiplier(factor)));
            exact.filter(|exact| channel(exact, (-(1 << 18), 1 << 18), q).is_none()).count()
        };
        let counts = [quant(-128, (-128, 127)), quant(0, (-128, 127))].map(|q| without(&q));
        assert!(counts.iter().all(|&count| count < 2), "{counts:?}");
    }

    /// Channels that give the same whatever they meet.
    #[test]
    fn dead_channels_have_a_form() {
        let q = quant(-128, (-128, 127));
        for factor in [0.0, 1e-12, 1e-7] {
            assert!(channel(&Exact::Fixed(quantize_multiplier(factor)), (-1000, 1000), &q).is_some(), "{factor}");
        }
        let large = 1 << 30;
        for sum in [large, -large, -large - 128] {
            assert!(channel(&Exact::Fixed(quantize_multiplier(0.0)), (sum, sum), &q).is_some(), "{sum}");
        }
        assert!(channel(&Exact::Fixed(quantize_multiplier(2e-8)), (large - 500, large + 500), &q).is_some());
    }

    #[test]
    fn sums_that_leave_the_range_have_none() {
        let channel = |factor: f64, largest: i64| {
            channel(&Exact::Fixed(quantize_multiplier(factor)), (-largest, largest), &quant(0, (-128, 127)))
        };
        assert!(channel(0.3, 1 << 31).is_none());
        assert!(channel(1.9, 1 << 30).is_none());
    }
}
