//! SQUARED_DIFFERENCE: `(lhs - rhs)²`.

use super::broadcast::{self, Target, binary};
use super::cx::Activation;
use super::quantized::{self, QuantizedSumOf};
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::{Clamp, F32, QuantizedSum, Rescale, StreamProduct, StreamScale, StreamSquare};
use crate::plan::{Arg, Lower};
use std::ops::RangeInclusive;

/// Fractional bits of the common scale.
const LEFT_SHIFT: u32 = 7;

#[derive(Clone, Debug, PartialEq)]
pub struct SquaredDifference;

impl Operator for SquaredDifference {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::I32];

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(SquaredDifference)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let dtype = cx.input(0)?.dtype;
        let shape = broadcast::infer(cx, dtype)?;
        if dtype == DType::I8 {
            params(cx)?;
        }
        Ok(vec![shape])
    }

    fn is_elementwise(&self) -> bool {
        true
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        broadcast::fold(cx, apply)
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        apply(&mut Target::Call(cx))
    }
}

fn params(cx: &Infer<'_>) -> Result<QuantizedSum, Diagnostic> {
    let (lhs, rhs, y) = (cx.input(0)?, cx.input(1)?, cx.output(0)?);
    let clamp = quantized::clamp(Activation::None, y)?;
    let of = QuantizedSumOf { lhs, rhs, y, left_shift: LEFT_SHIFT, clamp };
    of.params(|common, y| common * common / f64::from((1u32 << (2 * LEFT_SHIFT)) as f32 * y))
}

fn apply(target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
    let cx = target.infer();
    match cx.input(0)?.dtype {
        DType::I8 => {
            let p = params(&cx)?;
            match in_floats(&p).filter(|_| target.has_vectors()) {
                Some(form) => target.call("stream_square_i8", Arg::params(&form), "i8"),
                None => binary!(target, squared_difference_quantized_i8, p),
            }
        }
        DType::I32 => binary!(target, squared_difference_i32),
        _ => binary!(target, squared_difference_f32),
    }
}

const BYTES: RangeInclusive<i32> = -128..=127;
/// Last places of a factor that are tried at both sides of the nearest.
const REACH: i32 = 16;

/// The same with a square in single precision, where that is exact: inputs have been tried one by one, and so have all differences.
fn in_floats(p: &QuantizedSum) -> Option<StreamSquare> {
    let sides = [side(&p.lhs)?, side(&p.rhs)?];
    let ends = |side: &Rescale| [side.apply(*BYTES.start()), side.apply(*BYTES.end())];
    let (a, b) = (ends(&p.lhs), ends(&p.rhs));
    let most = (a[1] - b[0]).abs().max((b[1] - a[0]).abs());
    if most.checked_mul(most).is_none() || p.factor.multiplier < 0 {
        return None;
    }
    let exact = |difference: i32| p.clamp.apply(p.factor.apply(difference * difference) + p.output_offset);
    let points: Vec<(i32, i32)> = (0..=most).map(|difference| (difference, exact(difference))).collect();
    let bound = |bound: i32| F32((bound - p.output_offset) as f32);
    let form = |place: i32| {
        let scale = f32::from_bits((real(p.factor) as f32).to_bits().saturating_add_signed(place));
        let (mut least, mut above) = (-1.0f64, 1.0f64);
        for &(difference, y) in &points {
            let off = f64::from(y - p.output_offset) - f64::from(difference as f32 * difference as f32 * scale);
            least = if y > p.clamp.min { least.max(off - 0.5) } else { least };
            above = if y < p.clamp.max { above.min(off + 0.5) } else { above };
        }
        StreamSquare {
            sides,
            scale: F32(scale),
            above: F32(((least + above) / 2.0) as f32),
            clamp: Clamp { min: bound(p.clamp.min), max: bound(p.clamp.max) },
            whole: F32(StreamProduct::WHOLE + p.output_offset as f32),
        }
    };
    let fits = |form: &StreamSquare| points.iter().all(|&(difference, y)| form.apply(difference) as u8 == y as u8);
    nearest_first().map(form).find(fits)
}

/// What gives an input in the common scale for every byte.
fn side(side: &Rescale) -> Option<StreamScale> {
    let near = libm::round(real(side.factor) * f64::from(1u32 << (side.left_shift + StreamScale::FRACTION)));
    if near > f64::from(1 << 22) {
        return None;
    }
    // The middle of what may be added to sums on one side of 0.
    let half = |factor: i32, is_negative: bool| {
        let of_side = BYTES.map(|x| (x * factor + side.offset * factor, side.apply(x)));
        let of_side = of_side.filter(|(sum, _)| (*sum < 0) == is_negative);
        let (mut least, mut most) = (0, 1 << StreamScale::FRACTION);
        for (sum, y) in of_side {
            let off = (y << StreamScale::FRACTION) - sum;
            (least, most) = (least.max(off), most.min(off + (1 << StreamScale::FRACTION) - 1));
        }
        (least + most) / 2
    };
    let form = |place: i32| {
        let factor = near as i32 + place;
        let (above, below) = (half(factor, false), half(factor, true));
        StreamScale { factor, zero: side.offset * factor, above, below }
    };
    nearest_first().map(form).find(|form| BYTES.into_iter().all(|x| form.apply(x) == side.apply(x)))
}

fn real(factor: crate::kernel::Multiplier) -> f64 {
    f64::from(factor.multiplier) * libm::exp2(f64::from(factor.shift - 31))
}

/// 0, 1, -1, 2, -2, …
fn nearest_first() -> impl Iterator<Item = i32> {
    (0..=2 * REACH).map(|i| if i % 2 == 0 { -i / 2 } else { i / 2 + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::quantize_multiplier;

    fn sum([lhs, rhs, y]: [f64; 3], [lhs_point, rhs_point, output_offset]: [i32; 3]) -> QuantizedSum {
        let common = 2.0 * lhs.max(rhs);
        let side = |scale: f64, point: i32| Rescale {
            offset: -point,
            left_shift: LEFT_SHIFT,
            factor: quantize_multiplier(scale / common),
        };
        let factor = quantize_multiplier(common * common / (f64::from(1 << (2 * LEFT_SHIFT)) * y));
        let clamp = Clamp { min: -128, max: 127 };
        QuantizedSum { lhs: side(lhs, lhs_point), rhs: side(rhs, rhs_point), factor, output_offset, clamp }
    }

    #[test]
    fn nearly_all_scales_have_a_form_and_it_is_exact() {
        let (mut without, scale) = (0, |i: i32| 0.013 * 1.37f64.powi(i));
        for i in 0..60 {
            let (lhs, rhs, y) = (scale(i % 7), scale(i % 5), scale(i % 11) / 8.0);
            let p = sum([lhs, rhs, y], [i - 30, 3 * i - 90, -128 + i % 2 * 100]);
            let Some(form) = in_floats(&p) else {
                without += 1;
                continue;
            };
            for (a, b) in BYTES.flat_map(|a| BYTES.map(move |b| (a, b))) {
                let expected = p.apply(a, b, |a, b| (a - b) * (a - b));
                let y = form.apply(form.sides[0].apply(a) - form.sides[1].apply(b));
                assert_eq!(y as i8, expected as i8, "{p:?} {a} {b}");
            }
        }
        assert!(without < 3, "{without}");
    }
}
