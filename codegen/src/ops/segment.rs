//! SEGMENT_SUM and UNSORTED_SEGMENT_*: rows that share a number are combined.

use super::reduce::fold;
use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::{self, Segments};
use crate::plan::{Arg, Lower};
use crate::schema::fb;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Combine {
    Max,
    Min,
    Prod,
    Sum,
}

#[derive(Clone, Debug, PartialEq)]
pub struct UnsortedSegment {
    combine: Combine,
}

impl Operator for UnsortedSegment {
    const TYPES: &'static [DType] = &[DType::F32, DType::I32];
    const REFUSED: &'static str = "a number of segments computed at run time";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let combine = match options.builtin {
            fb::BuiltinOperator::UNSORTED_SEGMENT_MAX => Combine::Max,
            fb::BuiltinOperator::UNSORTED_SEGMENT_MIN => Combine::Min,
            fb::BuiltinOperator::UNSORTED_SEGMENT_PROD => Combine::Prod,
            _ => Combine::Sum,
        };
        Ok(UnsortedSegment { combine })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=3, 1)?;
        let (x, numbers, segments) = (cx.input(0)?, cx.input(1)?, cx.input(2)?);
        cx.output_is(0, x.dtype)?;
        numbers.expect_dtype(&[DType::I32])?;
        segments.expect_dtype(&[DType::I32])?;
        segments.expect_rank(0..=1)?;
        let given = cx.int(2)?;
        let count = usize::try_from(given);
        let count = count.map_err(|_| Diagnostic::malformed(format!("{given} segments")).on(&segments.name))?;
        let row = x.shape.strip_prefix(&numbers.shape[..]).ok_or_else(|| {
            Diagnostic::malformed(format!("numbers of shape {} for data of shape {}", numbers.shape, x.shape))
                .on(&numbers.name)
        })?;
        if let Some(number) = numbers.ints().unwrap_or_default().into_iter().find(|&number| number >= given) {
            return Err(Diagnostic::malformed(format!("segment {number} of {count}")).on(&numbers.name));
        }
        Ok(vec![cx::checked_shape([&[count], row].concat())?])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        combined(self.combine, cx)
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        lower(self.combine, cx)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct SegmentSum;

impl Operator for SegmentSum {
    const TYPES: &'static [DType] = &[DType::F32, DType::I32];
    const REFUSED: &'static str = "segments computed at run time";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(SegmentSum)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let (x, numbers) = (cx.input(0)?, cx.input(1)?);
        cx.output_is(0, x.dtype)?;
        numbers.expect_dtype(&[DType::I32])?;
        let (Some((&rows, row)), [count]) = (x.shape.split_first(), &numbers.shape[..]) else {
            let message = format!("numbers of shape {} for data of shape {}", numbers.shape, x.shape);
            return Err(Diagnostic::malformed(message).on(&numbers.name));
        };
        numbers.expect_elements(rows)?;
        let values = cx.ints(1)?;
        let steps = values.iter().zip(values.iter().skip(1)).all(|(a, b)| b - a == 0 || b - a == 1);
        if !steps || values.first().is_some_and(|&first| first != 0) {
            let message = format!("{count} numbers that do not start from 0 and rise in steps of 1");
            return Err(Diagnostic::malformed(message).on(&numbers.name));
        }
        let segments = values.last().map_or(0, |&last| usize::try_from(last).unwrap_or(0).saturating_add(1));
        Ok(vec![cx::checked_shape([&[segments], row].concat())?])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        combined(Combine::Sum, cx)
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        lower(Combine::Sum, cx)
    }
}

fn params(y: &Shape) -> Segments {
    let (count, row) = y.split_first().map_or((0, &[][..]), |(&count, row)| (count, row));
    Segments { count, row: row.iter().product() }
}

fn combined(combine: Combine, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
    let p = params(&cx.output(0).ok()?.shape);
    let numbers: Vec<i32> = cx.input(1).ok()?.ints()?.iter().map(|&number| number as i32).collect();
    macro_rules! run {
        ($floats:ident $ints:ident) => {
            match cx.input(0).ok()?.dtype {
                // Numbers have been checked.
                DType::F32 => fold(cx, |x, y| kernel::$floats(&p, x, &numbers, y).unwrap_or_default()),
                _ => fold(cx, |x, y| kernel::$ints(&p, x, &numbers, y).unwrap_or_default()),
            }
        };
    }
    match combine {
        Combine::Max => run!(segment_max_f32 segment_max_i32),
        Combine::Min => run!(segment_min_f32 segment_min_i32),
        Combine::Prod => run!(segment_prod_f32 segment_prod_i32),
        Combine::Sum => run!(segment_sum_f32 segment_sum_i32),
    }
}

fn lower(combine: Combine, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
    let (floats, ints) = match combine {
        Combine::Max => ("segment_max_f32", "segment_max_i32"),
        Combine::Min => ("segment_min_f32", "segment_min_i32"),
        Combine::Prod => ("segment_prod_f32", "segment_prod_i32"),
        Combine::Sum => ("segment_sum_f32", "segment_sum_i32"),
    };
    let kernel = if cx.input(0)?.dtype == DType::F32 { floats } else { ints };
    let p = Arg::params(&params(&cx.output(0)?.shape));
    let args = [p, cx.read("x", 0)?, cx.read("numbers", 1)?, cx.write("y", 0)?];
    cx.call_fallible(kernel, 1, args)
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;

    #[test]
    fn numbers_are_a_prefix_of_the_data() {
        let x = constant(DType::I32, &[2, 2], &[1, 2, 3, 4]);
        let combine = |shape: &[usize], numbers: &[i64], count| {
            let inputs = [x.clone(), constant(DType::I32, shape, numbers), constant(DType::I32, &[], &[count])];
            let op = Op::UnsortedSegment(UnsortedSegment { combine: Combine::Max });
            apply(op, &inputs, &[DType::I32]).map(|y| (y[0].shape.clone(), y[0].ints().unwrap_or_default()))
        };
        assert_eq!(combine(&[2], &[1, 1], 2), Ok(([2, 2].into(), vec![i32::MIN.into(), i32::MIN.into(), 3, 4])));
        assert_eq!(combine(&[2, 2], &[0, -1, 0, -5], 1), Ok(([1].into(), vec![3])));
        assert!(
            combine(&[2], &[0, 2], 2).is_err()
                && combine(&[1], &[0], 2).is_err()
                && combine(&[2], &[0; 2], -1).is_err()
        );
    }

    #[test]
    fn sorted_numbers_count_the_segments() {
        let sum = |numbers: &[i64]| {
            let numbers = constant(DType::I32, &[numbers.len()], numbers);
            let y = apply(Op::SegmentSum(SegmentSum), &[variable(DType::F32, &[3, 2]), numbers], &[DType::F32]);
            y.map(|y| y[0].shape.clone())
        };
        assert_eq!(sum(&[0, 0, 1]), Ok([2, 2].into()));
        assert!(sum(&[0, 2, 2]).is_err() && sum(&[1, 1, 1]).is_err() && sum(&[0, 1]).is_err());
    }
}
