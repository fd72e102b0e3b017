//! STRIDED_SLICE: `x[begin:end:stride, ..., newaxis, index]`.

use super::movement::{self, Copy, Move};
use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{CopyDim, List, MovingSlice, MovingStart};
use crate::plan::{Arg, Lower};

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

impl Operator for StridedSlice {
    const TYPES: &'static [DType] = movement::TYPES;
    const REFUSED: &'static str = "begin or end computed at run time where the output's shape depends on them; strides \
                                   computed at run time; an ellipsis that stands for no dimension";

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

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        movement::fold(&[Move::of(0, copy(&self.ranges(cx).ok()?, cx).ok()?)], cx)
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (ranges, size) = (self.ranges(&cx.infer())?, cx.input(0)?.dtype.bytes());
        let copy = copy(&ranges, &cx.infer())?;
        let starts: Vec<MovingStart> = ranges.iter().filter_map(|range| range.moving_start(size)).collect();
        if starts.is_empty() {
            return movement::lower(&[Move::of(0, copy)], cx);
        }
        let p = MovingSlice { src: copy.src * size, starts: List(&starts), dims: List(&copy.byte_dims(size)) };
        let args = [Arg::params(&p), cx.read_bytes("x", 0)?, cx.read("begin", 1)?, cx.write_bytes("y", 0)?];
        cx.call_fallible("strided_slice_i32", 1, args)
    }
}

/// The copy of what the ranges take; those that move start at 0.
fn copy(ranges: &[Range], cx: &Infer<'_>) -> Result<Copy, Diagnostic> {
    let mut dst = cx.output(0)?.shape.strides().into_iter();
    let dims = ranges.iter().map(|range| CopyDim {
        count: range.count,
        src: range.step as isize * range.span as isize,
        dst: if range.shrink { 0 } else { dst.next().unwrap_or(0) as isize },
    });
    let dims: Vec<CopyDim> = dims.collect();
    let src = ranges.iter().map(|range| usize::try_from(range.start).unwrap_or(0).saturating_mul(range.span));
    Ok(Copy::new(src.fold(0, usize::saturating_add), 0, dims))
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
    /// Where the start is known at run time only.
    moving: Option<Moving>,
}

/// A start that is known at run time only.
#[derive(Clone, Copy)]
struct Moving {
    /// The entry of `begin`.
    entry: usize,
    /// Extent of the dimension.
    size: usize,
    /// At how many indices it can be.
    places: usize,
}

impl Range {
    /// As the kernel has it, with elements of `size` bytes.
    fn moving_start(&self, size: usize) -> Option<MovingStart> {
        let Moving { entry, size: extent, places } = self.moving?;
        Some(MovingStart { entry, extent, places, step: self.span * size })
    }
}

/// What is known of the specification.
struct Spec {
    count: usize,
    begin: Option<Vec<i64>>,
    end: Option<Vec<i64>>,
    strides: Vec<i64>,
}

impl Spec {
    fn read(cx: &Infer<'_>) -> Result<Self, Diagnostic> {
        for index in 1..4 {
            cx.input(index)?.expect_dtype(&[DType::I32])?;
            cx.input(index)?.expect_rank(1..=1)?;
            cx.input(index)?.expect_elements(cx.input(1)?.shape.elements())?;
        }
        let (begin, end, strides) = (cx.input(1)?.ints(), cx.input(2)?.ints(), cx.ints(3)?);
        if strides.len() > 31 {
            return Err(Diagnostic::malformed(format!("{} entries, more than 31", strides.len())));
        }
        Ok(Spec { count: strides.len(), begin, end, strides })
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
    #[cfg(test)]
    pub(super) fn masked(begin_mask: u32, end_mask: u32) -> Self {
        StridedSlice { begin_mask, end_mask, ..StridedSlice::default() }
    }

    /// Which entries of `begin` and of `end` do not matter, as bits, if all others are plain: neither indices nor new dimensions
    /// nor relative to each other.
    pub(crate) fn masks(&self) -> Option<(u32, u32)> {
        let plain = self.ellipsis_mask | self.new_axis_mask | self.shrink_axis_mask == 0 && !self.offset;
        plain.then_some((self.begin_mask, self.end_mask))
    }

    fn ranges(&self, cx: &Infer<'_>) -> Result<Vec<Range>, Diagnostic> {
        let (x, spec) = (cx.input(0)?, Spec::read(cx)?);
        let mut dims = x.shape.iter().zip(x.shape.strides());
        let mut ranges = Vec::new();
        for entry in self.entries(spec.count, x)? {
            if let Entry::New = entry {
                ranges.push(Range { start: 0, step: 1, count: 1, span: 0, shrink: false, moving: None });
                continue;
            }
            let Some((&dim, span)) = dims.next() else { return Err(excess(spec.count, x)) };
            let full = Range { start: 0, step: 1, count: dim, span, shrink: false, moving: None };
            let range = if let Entry::Given(index) = entry { self.range(cx, &spec, index, full)? } else { full };
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

    /// The entry with index `index` for a dimension whose whole is `full`.
    fn range(&self, cx: &Infer<'_>, spec: &Spec, index: usize, full: Range) -> Result<Range, Diagnostic> {
        let (bit, step, size) = (1 << index, spec.strides[index], full.count as i64);
        if step == 0 || step == i64::from(i32::MIN) {
            return Err(Diagnostic::malformed(format!("stride {step}")));
        }
        let (first, last) = if step > 0 { (0, size) } else { (size - 1, -1) };
        let clamp = |at: i64| {
            let at = if at < 0 { at + size } else { at };
            at.max(first.min(last)).min(first.max(last))
        };
        let start = match &spec.begin {
            _ if self.begin_mask & bit != 0 => first,
            Some(begin) => clamp(begin[index]),
            None => return self.moving_range(cx, spec, index, full),
        };
        if self.shrink_axis_mask & bit != 0 {
            if step < 0 || !(0..size).contains(&start) {
                let message = format!("index {start}, with stride {step}, of a dimension of extent {size}");
                return Err(Diagnostic::malformed(message));
            }
            return Ok(Range { start, step: 1, count: 1, shrink: true, ..full });
        }
        let end = match &spec.end {
            _ if self.end_mask & bit != 0 => last,
            Some(end) => clamp(end[index] + if self.offset { start } else { 0 }),
            None => return Err(unknown(cx, 2)),
        };
        let count = count(start, end, step);
        if self.offset && count != self::count(0, spec.end.as_ref().map_or(0, |end| end[index]), step) {
            return Err(Diagnostic::malformed(format!(
                "{count} elements from {start} of {size}, fewer than asked for"
            )));
        }
        Ok(Range { start, step, count, ..full })
    }

    /// As [`range`](Self::range), from a start that is known at run time only: an index, or a window of a known size.
    fn moving_range(&self, cx: &Infer<'_>, spec: &Spec, index: usize, full: Range) -> Result<Range, Diagnostic> {
        let (bit, step, size) = (1 << index, spec.strides[index], full.count);
        let shrink = self.shrink_axis_mask & bit != 0;
        let count = match &spec.end {
            _ if shrink => 1,
            Some(end) if self.offset && self.end_mask & bit == 0 => count(0, end[index], step),
            _ => return Err(unknown(cx, 1)),
        };
        let reach = usize::try_from(step).ok().and_then(|step| count.saturating_sub(1).checked_mul(step));
        let places = reach.and_then(|reach| size.checked_sub(reach)).filter(|&places| places > 0 && count > 0);
        let message = || Diagnostic::malformed(format!("{count} elements with stride {step} of {size}"));
        let moving = Some(Moving { entry: index, size, places: places.ok_or_else(message)? });
        Ok(Range { start: 0, step: if shrink { 1 } else { step }, count, shrink, moving, ..full })
    }
}

/// What is wrong with an input that is computed at run time.
fn unknown(cx: &Infer<'_>, index: usize) -> Diagnostic {
    cx.constant(index).err().unwrap_or_else(|| Diagnostic::malformed(format!("input {index} has no values")))
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
    use super::super::testing::{apply, constant, variable};
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

    #[test]
    fn an_index_may_be_computed_at_run_time() {
        let slice = |op: StridedSlice| {
            let strides = constant(DType::I32, &[2], &[1, 1]);
            let moving = variable(DType::I32, &[2]);
            let inputs = [variable(DType::F32, &[4, 5]), moving.clone(), moving, strides];
            apply(Op::StridedSlice(op), &inputs, &[DType::F32]).map(|outputs| outputs[0].shape.0.clone())
        };
        assert_eq!(slice(StridedSlice { begin_mask: 1, end_mask: 1, shrink_axis_mask: 2, ..PLAIN }), Ok(vec![4]));
        assert!(slice(StridedSlice { begin_mask: 1, end_mask: 1, ..PLAIN }).unwrap_err().contains("at run time"));
        assert!(
            slice(StridedSlice { begin_mask: 1, shrink_axis_mask: 2, ..PLAIN }).unwrap_err().contains("at run time")
        );
    }
}
