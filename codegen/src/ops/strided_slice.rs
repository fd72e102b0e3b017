//! STRIDED_SLICE: `x[begin:end:stride, ..., newaxis, index]`.

use super::movement::{self, Copy, Move, Mover};
use super::{Infer, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::CopyDim;

movement::operators!(StridedSlice);

/// Masks have a bit for each entry of the specification: of `begin`, `end` and `strides`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StridedSlice {
    begin_mask: u32,
    end_mask: u32,
    ellipsis_mask: u32,
    new_axis_mask: u32,
    shrink_axis_mask: u32,
    /// Whether `end` is relative to `begin`.
    offset: bool,
}

impl Mover for StridedSlice {
    const REFUSED: &'static str =
        "begin, end or strides computed at run time; an ellipsis that stands for no dimension";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_strided_slice_options();
        Ok(o.map_or_else(StridedSlice::default, |o| StridedSlice {
            begin_mask: o.begin_mask() as u32,
            end_mask: o.end_mask() as u32,
            ellipsis_mask: o.ellipsis_mask() as u32,
            new_axis_mask: o.new_axis_mask() as u32,
            shrink_axis_mask: o.shrink_axis_mask() as u32,
            offset: o.offset(),
        }))
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(4..=4, 1)?;
        cx.output_is(0, cx.input(0)?.dtype)?;
        let ranges = self.ranges(cx)?;
        let kept = ranges.iter().filter(|range| !range.shrink);
        Ok(vec![cx::checked_shape(kept.map(|range| range.count).collect())?])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        let (ranges, y) = (self.ranges(cx)?, &cx.output(0)?.shape);
        let mut dst = y.strides().into_iter();
        let dims = ranges.iter().map(|range| CopyDim {
            count: range.count,
            src: range.step as isize * range.span as isize,
            dst: if range.shrink { 0 } else { dst.next().unwrap_or(0) as isize },
        });
        let dims: Vec<CopyDim> = dims.collect();
        let src = ranges.iter().map(|range| usize::try_from(range.start).unwrap_or(0).saturating_mul(range.span));
        Ok(vec![Move::of(0, Copy::new(src.fold(0, usize::saturating_add), 0, dims))])
    }
}

/// What is taken along one dimension of the input, or along a new one.
struct Range {
    start: i64,
    step: i64,
    count: usize,
    /// Elements from one index to the next.
    span: usize,
    /// Whether the dimension is left out of the output.
    shrink: bool,
}

/// The constant inputs.
struct Spec {
    begin: Vec<i64>,
    end: Vec<i64>,
    strides: Vec<i64>,
}

impl Spec {
    fn read(cx: &Infer<'_>) -> Result<Self, Diagnostic> {
        for index in 1..4 {
            cx.input(index)?.expect_dtype(&[DType::I32])?;
            cx.input(index)?.expect_rank(1..=1)?;
            cx.input(index)?.expect_elements(cx.input(1)?.shape.elements())?;
        }
        let spec = Spec { begin: cx.ints(1)?, end: cx.ints(2)?, strides: cx.ints(3)? };
        if spec.begin.len() > 31 {
            return Err(Diagnostic::malformed(format!("{} entries, more than 31", spec.begin.len())));
        }
        Ok(spec)
    }
}

/// What an entry of the specification, or the lack of one, says of a dimension.
enum Entry {
    /// All of the next dimension of the input.
    Full,
    /// A new dimension of extent 1.
    New,
    /// The entry with this index, for the next dimension of the input.
    Given(usize),
}

impl StridedSlice {
    fn ranges(&self, cx: &Infer<'_>) -> Result<Vec<Range>, Diagnostic> {
        let (x, spec) = (cx.input(0)?, Spec::read(cx)?);
        let mut dims = x.shape.iter().zip(x.shape.strides());
        let mut ranges = Vec::new();
        for entry in self.entries(spec.begin.len(), x)? {
            if let Entry::New = entry {
                ranges.push(Range { start: 0, step: 1, count: 1, span: 0, shrink: false });
                continue;
            }
            let Some((&dim, span)) = dims.next() else { return Err(excess(spec.begin.len(), x)) };
            let full = Range { start: 0, step: 1, count: dim, span, shrink: false };
            let range = if let Entry::Given(index) = entry { self.range(&spec, index, dim, full)? } else { full };
            ranges.push(range);
        }
        Ok(ranges)
    }

    /// One entry for each dimension that the ellipsis, the entries and the rest of the input make.
    fn entries(&self, count: usize, x: &Tensor) -> Result<Vec<Entry>, Diagnostic> {
        let listed = (1u32 << count) - 1;
        let (ellipsis, new) = (self.ellipsis_mask, self.new_axis_mask & !self.ellipsis_mask);
        if ellipsis.count_ones() > 1 || (ellipsis | new) & !listed != 0 {
            return Err(Diagnostic::malformed("masks with several ellipses, or with bits beyond the entries"));
        }
        let given = count - (ellipsis.count_ones() + new.count_ones()) as usize;
        let rest = x.shape.len().checked_sub(given).ok_or_else(|| excess(count, x))?;
        if ellipsis != 0 && rest == 0 {
            // TFLite has it stand for at least one.
            let help = "leave the ellipsis out where it stands for no dimension";
            return Err(Diagnostic::unsupported("an ellipsis that stands for no dimension", help));
        }
        if self.offset && (rest > 0 || new != 0) {
            return Err(Diagnostic::unsupported(
                "ends relative to begins, for some dimensions only",
                "name every dimension",
            ));
        }
        let full = || std::iter::repeat_with(|| Entry::Full).take(rest);
        let mut entries = Vec::new();
        for index in 0..count {
            match 1 << index {
                bit if ellipsis & bit != 0 => entries.extend(full()),
                bit if new & bit != 0 => entries.push(Entry::New),
                _ => entries.push(Entry::Given(index)),
            }
        }
        if ellipsis == 0 {
            entries.extend(full());
        }
        Ok(entries)
    }

    /// The entry with index `index` for a dimension of extent `dim`, whose whole is `full`.
    fn range(&self, spec: &Spec, index: usize, dim: usize, full: Range) -> Result<Range, Diagnostic> {
        let (bit, step, size) = (1 << index, spec.strides[index], dim as i64);
        if step == 0 || step == i64::from(i32::MIN) {
            return Err(Diagnostic::malformed(format!("stride {step}")));
        }
        let (first, last) = if step > 0 { (0, size) } else { (size - 1, -1) };
        let clamp = |at: i64| {
            let at = if at < 0 { at + size } else { at };
            at.max(first.min(last)).min(first.max(last))
        };
        let start = if self.begin_mask & bit != 0 { first } else { clamp(spec.begin[index]) };
        if self.shrink_axis_mask & bit != 0 {
            if step < 0 || !(0..size).contains(&start) {
                let message = format!("index {} of a dimension of extent {dim}", spec.begin[index]);
                return Err(Diagnostic::malformed(message));
            }
            return Ok(Range { start, step: 1, count: 1, shrink: true, ..full });
        }
        let stated = spec.end[index] + if self.offset { start } else { 0 };
        let end = if self.end_mask & bit != 0 { last } else { clamp(stated) };
        let count = count(start, end, step);
        if self.offset && count != self::count(0, spec.end[index], step) {
            return Err(Diagnostic::malformed(format!("{} elements from {start} of {dim}", spec.end[index])));
        }
        Ok(Range { start, step, count, ..full })
    }
}

/// How many indices lie in a range.
fn count(start: i64, end: i64, step: i64) -> usize {
    let span = if step > 0 { end - start } else { start - end };
    usize::try_from(span).map_or(0, |span| span.div_ceil(step.unsigned_abs() as usize))
}

fn excess(entries: usize, x: &Tensor) -> Diagnostic {
    Diagnostic::malformed(format!("{entries} entries for shape {}", x.shape)).on(&x.name)
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant};
    use super::*;

    fn slice(op: StridedSlice, shape: &[usize], spec: [&[i64]; 3]) -> Result<(Shape, Vec<i64>), String> {
        let count = shape.iter().product::<usize>() as i64;
        let spec = spec.map(|values| constant(DType::I32, &[values.len()], values));
        let [begin, end, strides] = spec;
        let x = constant(DType::I16, shape, &(0..count).collect::<Vec<_>>());
        let outputs = apply(Op::StridedSlice(op), &[x, begin, end, strides], &[DType::I16])?;
        Ok((outputs[0].shape.clone(), outputs[0].ints().unwrap_or_default()))
    }

    const PLAIN: StridedSlice = StridedSlice {
        begin_mask: 0,
        end_mask: 0,
        ellipsis_mask: 0,
        new_axis_mask: 0,
        shrink_axis_mask: 0,
        offset: false,
    };

    #[test]
    fn negative_strides_and_masks() {
        assert_eq!(slice(PLAIN, &[6], [&[-1], &[0], &[-2]]), Ok(([3].into(), vec![5, 3, 1])));
        let op = StridedSlice { begin_mask: 1, end_mask: 1, ..PLAIN };
        assert_eq!(slice(op, &[4], [&[9], &[9], &[-1]]), Ok(([4].into(), vec![3, 2, 1, 0])));
        assert_eq!(slice(PLAIN, &[4], [&[3], &[1], &[1]]), Ok(([0].into(), vec![])));
        assert!(slice(PLAIN, &[4], [&[0], &[1], &[0]]).is_err());
    }

    #[test]
    fn ellipsis_new_axis_and_index() {
        // x[newaxis, ..., 1]
        let op = StridedSlice { new_axis_mask: 1, ellipsis_mask: 2, shrink_axis_mask: 4, ..PLAIN };
        assert_eq!(slice(op, &[2, 3], [&[0, 0, 1], &[0, 0, 2], &[1; 3]]), Ok(([1, 2].into(), vec![1, 4])));
        let op = StridedSlice { shrink_axis_mask: 1, ..PLAIN };
        assert_eq!(slice(op, &[3], [&[-1], &[0], &[1]]), Ok(([].into(), vec![2])));
        assert!(slice(op, &[3], [&[3], &[4], &[1]]).is_err());
        let op = StridedSlice { ellipsis_mask: 1, ..PLAIN };
        assert!(slice(op, &[3], [&[0, 0], &[0, 1], &[1, 1]]).unwrap_err().contains("ellipsis"));
    }

    #[test]
    fn ends_relative_to_begins() {
        let op = StridedSlice { offset: true, ..PLAIN };
        assert_eq!(slice(op, &[6], [&[2], &[3], &[1]]), Ok(([3].into(), vec![2, 3, 4])));
        assert!(slice(op, &[6], [&[4], &[3], &[1]]).is_err());
    }
}
