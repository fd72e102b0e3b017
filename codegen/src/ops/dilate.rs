//! DILATE and STABLEHLO_PAD: elements moved apart, with a value between and around them.

use super::movement::{self, Copy, Move, Mover, Source};
use super::{Infer, Options, cx, pad};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::CopyDim;

movement::operators!(Dilate, StablehloPad);

/// A value between the elements.
#[derive(Clone, Debug, PartialEq)]
pub struct Dilate;

impl Mover for Dilate {
    const REFUSED: &'static str = "dilations computed at run time, inputs without elements";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Dilate)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=3, 1)?;
        let x = cx.input(0)?;
        check(cx, x, 2)?;
        cx.input(1)?.expect(DType::I32, &[x.shape.len()])?;
        Ok(vec![self.spread(cx)?.shape(x)?])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        self.spread(cx)?.moves(cx, Source::Input(2))
    }
}

impl Dilate {
    fn spread(&self, cx: &Infer<'_>) -> Result<Spread, Diagnostic> {
        Spread::new(cx.input(0)?, cx.ints(1)?.iter().map(|&step| (step, 0, 0)))
    }
}

/// A value between the elements and around them; negative padding cuts off.
#[derive(Clone, Debug, PartialEq)]
pub struct StablehloPad {
    low: Vec<i64>,
    high: Vec<i64>,
    interior: Vec<i64>,
}

impl Mover for StablehloPad {
    const REFUSED: &'static str = "inputs or outputs without elements";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_2_as_stablehlo_pad_options();
        let o = o.ok_or_else(|| Diagnostic::malformed("no paddings"))?;
        Ok(StablehloPad {
            low: cx::list(o.edge_padding_low()),
            high: cx::list(o.edge_padding_high()),
            interior: cx::list(o.interior_padding()),
        })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let x = cx.input(0)?;
        check(cx, x, 1)?;
        if [&self.low, &self.high, &self.interior].iter().any(|list| list.len() != x.shape.len()) {
            let message = format!("paddings for {} dimensions where there are {}", self.low.len(), x.shape.len());
            return Err(Diagnostic::malformed(message).on(&x.name));
        }
        Ok(vec![self.spread(x)?.shape(x)?])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        self.spread(cx.input(0)?)?.moves(cx, Source::Input(1))
    }
}

impl StablehloPad {
    fn spread(&self, x: &Tensor) -> Result<Spread, Diagnostic> {
        let dims = self.low.iter().zip(&self.high).zip(&self.interior);
        Spread::new(x, dims.map(|((&low, &high), &interior)| (interior.saturating_add(1), low, high)))
    }
}

fn check(cx: &Infer<'_>, x: &Tensor, value: usize) -> Result<(), Diagnostic> {
    x.expect_rank(1..=8)?;
    cx.output_is(0, x.dtype)?;
    let value = cx.input(value)?;
    value.expect_dtype(&[x.dtype])?;
    value.expect_elements(1)
}

/// Where the elements of a tensor go that are moved apart, cut off and surrounded.
pub(super) struct Spread {
    dims: Vec<Dim>,
}

struct Dim {
    /// From one element to the next, in the output.
    step: usize,
    /// The first element that is there.
    first: usize,
    /// How many are there.
    count: usize,
    /// Where the first is.
    at: usize,
    /// Extent of the output.
    extent: usize,
}

impl Spread {
    /// From the step, and the elements before and after, of each dimension.
    pub(super) fn new(x: &Tensor, dims: impl Iterator<Item = (i64, i64, i64)>) -> Result<Self, Diagnostic> {
        let dim = |(&extent, (step, low, high)): (&usize, (i64, i64, i64))| Dim::new(extent, step, low, high);
        let dims: Option<Vec<Dim>> = x.shape.iter().zip(dims).map(dim).collect();
        let problem = || {
            let help = "give every dimension of input and output a size, and steps of at least 1";
            Diagnostic::unsupported(format!("elements of {} moved apart, or cut off, to nothing", x.shape), help)
        };
        Ok(Spread { dims: dims.ok_or_else(problem)? })
    }

    /// The output's shape.
    pub(super) fn shape(&self, x: &Tensor) -> Result<Shape, Diagnostic> {
        x.expect_rank(self.dims.len()..=self.dims.len())?;
        cx::checked_shape(self.dims.iter().map(|dim| dim.extent).collect())
    }

    fn extents(&self, f: impl Fn(&Dim) -> usize) -> Shape {
        Shape(self.dims.iter().map(f).collect())
    }

    /// The copies of the value.
    pub(super) fn background(&self) -> Vec<Copy> {
        let (y, at) = (self.extents(|dim| dim.extent), self.extents(|dim| dim.at));
        if self.dims.iter().all(|dim| dim.step == 1 || dim.count < 2) {
            return pad::border(&self.extents(|dim| dim.count), &y, &at);
        }
        vec![Copy::fill(y.elements())]
    }

    /// The copy of the elements.
    pub(super) fn elements(&self, x: &Shape) -> Copy {
        let (from, to) = (x.strides(), self.extents(|dim| dim.extent).strides());
        let dims = self.dims.iter().zip(from.iter().zip(&to));
        let dim = |(dim, (&src, &dst)): (&Dim, (&usize, &usize))| CopyDim {
            count: dim.count,
            src: src as isize,
            dst: (dst * dim.step) as isize,
        };
        let (first, at) = (self.extents(|dim| dim.first), self.extents(|dim| dim.at));
        Copy::new(movement::offset(&first, &from), movement::offset(&at, &to), dims.map(dim))
    }

    fn moves(&self, cx: &Infer<'_>, value: Source) -> Result<Vec<Move>, Diagnostic> {
        let background = self.background().into_iter();
        let mut moves: Vec<Move> = background.map(|copy| Move { from: value.clone(), output: 0, copy }).collect();
        moves.push(Move::of(0, self.elements(&cx.input(0)?.shape)));
        Ok(moves)
    }
}

impl Dim {
    fn new(extent: usize, step: i64, low: i64, high: i64) -> Option<Self> {
        let (last, step) = (extent.checked_sub(1)?, i32::try_from(step).ok().filter(|&step| step > 0)? as usize);
        let span = i64::try_from(last.checked_mul(step)?).ok()?.checked_add(1)?;
        let extent = i32::try_from(span.checked_add(low)?.checked_add(high)?).ok().filter(|&extent| extent > 0)?;
        let (extent, cut) = (extent as usize, usize::try_from(low.min(0).checked_neg()?).ok()?);
        let first = cut.div_ceil(step);
        let at = (first * step - cut).checked_add(usize::try_from(low.max(0)).ok()?)?;
        let room = extent.saturating_sub(at).div_ceil(step);
        let count = (last + 1).saturating_sub(first).min(room);
        // Nothing left is nowhere.
        let (first, at) = if count == 0 { (0, 0) } else { (first, at) };
        Some(Dim { step, first, count, at, extent })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant};
    use super::*;

    fn pad(low: i64, high: i64, interior: i64) -> Result<Vec<i64>, String> {
        let op = Op::StablehloPad(StablehloPad { low: vec![low], high: vec![high], interior: vec![interior] });
        let inputs = [constant(DType::I32, &[3], &[1, 2, 3]), constant(DType::I32, &[], &[9])];
        apply(op, &inputs, &[DType::I32]).map(|y| y[0].ints().unwrap_or_default())
    }

    #[test]
    fn values_go_between_and_around() {
        assert_eq!(pad(1, 2, 0), Ok(vec![9, 1, 2, 3, 9, 9]));
        assert_eq!(pad(1, 0, 2), Ok(vec![9, 1, 9, 9, 2, 9, 9, 3]));
        assert_eq!(pad(0, 0, 0), Ok(vec![1, 2, 3]));
    }

    #[test]
    fn negative_padding_cuts_off() {
        assert_eq!(pad(-1, 0, 0), Ok(vec![2, 3]));
        assert_eq!(pad(-1, 0, 3), Ok(vec![9, 9, 9, 2, 9, 9, 9, 3]));
        assert_eq!(pad(0, -1, 3), Ok(vec![1, 9, 9, 9, 2, 9, 9, 9]));
        assert_eq!(pad(-1, -1, 8), Ok(vec![9, 9, 9, 9, 9, 9, 9, 9, 2, 9, 9, 9, 9, 9, 9, 9, 9]));
        assert_eq!(pad(-5, 5, 0), Ok(vec![9, 9, 9]));
        assert!(pad(-3, 0, 0).is_err() && pad(0, 0, -1).is_err() && pad(i64::MIN, i64::MAX, 1).is_err());
    }

    #[test]
    fn dilations_are_steps() {
        let dilate = |dilations: &[i64]| {
            let dilations = constant(DType::I32, &[2], dilations);
            let inputs = [constant(DType::I8, &[2, 2], &[1, 2, 3, 4]), dilations, constant(DType::I8, &[1], &[0])];
            apply(Op::Dilate(Dilate), &inputs, &[DType::I8])
                .map(|y| (y[0].shape.0.clone(), y[0].ints().unwrap_or_default()))
        };
        assert_eq!(dilate(&[1, 3]), Ok((vec![2, 4], vec![1, 0, 0, 2, 3, 0, 0, 4])));
        assert!(dilate(&[0, 1]).is_err());
    }
}
