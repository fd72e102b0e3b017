//! MIRROR_PAD: a tensor between its own mirror images.

use super::movement::{self, Copy, Move, Mover};
use super::pad::paddings;
use super::{Infer, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::CopyDim;
use crate::schema::fb;

movement::operators!(MirrorPad);

#[derive(Clone, Debug, PartialEq)]
pub struct MirrorPad {
    /// Whether the outermost elements are not repeated (REFLECT).
    skips_edge: bool,
}

impl Mover for MirrorPad {
    const REFUSED: &'static str = "paddings computed at run time";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let mode =
            options.table.builtin_options_as_mirror_pad_options().map_or(fb::MirrorPadMode::REFLECT, |o| o.mode());
        match mode {
            fb::MirrorPadMode::REFLECT => Ok(MirrorPad { skips_edge: true }),
            fb::MirrorPadMode::SYMMETRIC => Ok(MirrorPad { skips_edge: false }),
            other => Err(Diagnostic::unsupported(format!("mode {}", other.0), "use REFLECT or SYMMETRIC")),
        }
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        cx.output_is(0, x.dtype)?;
        movement::expect_same_small_quant(x, y)?;
        cx.input(1)?.expect_dtype(&[DType::I32, DType::I64])?;
        let paddings = paddings(cx, 1)?;
        let edge = usize::from(self.skips_edge);
        if x.shape.iter().zip(&paddings).any(|(&dim, &(before, after))| before.max(after) + edge > dim) {
            return Err(Diagnostic::malformed(format!("paddings {paddings:?} of shape {}", x.shape)).on(&x.name));
        }
        // A copy for every combination of image and original.
        if paddings.iter().filter(|padding| **padding != (0, 0)).count() > 5 {
            return Err(Diagnostic::unsupported("more than 5 padded dimensions", "pad in two steps"));
        }
        let dims = x.shape.iter().zip(&paddings).map(|(dim, (before, after))| before + dim + after);
        Ok(vec![cx::checked_shape(dims.collect())?])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        let (x, y) = (&cx.input(0)?.shape, &cx.output(0)?.shape);
        let mut boxes: Vec<Vec<Segment>> = vec![Vec::new()];
        for (&dim, (before, after)) in x.iter().zip(paddings(cx, 1)?) {
            let segments = self.segments(dim, before, after);
            boxes = boxes
                .iter()
                .flat_map(|outer| segments.iter().map(|&segment| [&outer[..], &[segment]].concat()))
                .collect();
        }
        Ok(boxes.iter().map(|segments| Move::of(0, copy(segments, x, y))).collect())
    }
}

/// A range of a dimension of the output, and where its elements come from.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Segment {
    count: usize,
    /// First index in the input, and the step from there.
    src: usize,
    step: isize,
    /// First index in the output.
    dst: usize,
}

impl MirrorPad {
    /// The left image, the dimension itself, the right image.
    fn segments(&self, dim: usize, before: usize, after: usize) -> Vec<Segment> {
        let edge = usize::from(self.skips_edge);
        let left = Segment { count: before, src: (before + edge).saturating_sub(1), step: -1, dst: 0 };
        let middle = Segment { count: dim, src: 0, step: 1, dst: before };
        let right = Segment { count: after, src: dim.saturating_sub(1 + edge), step: -1, dst: before + dim };
        [left, middle, right].into_iter().filter(|segment| segment.count > 0).collect()
    }
}

fn copy(segments: &[Segment], x: &Shape, y: &Shape) -> Copy {
    let (src, dst) = (x.strides(), y.strides());
    let dims = segments.iter().zip(src.iter().zip(&dst)).map(|(segment, (&src, &dst))| CopyDim {
        count: segment.count,
        src: segment.step * src as isize,
        dst: dst as isize,
    });
    let starts = |start: fn(&Segment) -> usize| segments.iter().map(start).collect::<Vec<_>>();
    let first = (movement::offset(&starts(|s| s.src), &src), movement::offset(&starts(|s| s.dst), &dst));
    Copy::new(first.0, first.1, dims)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pad(skips_edge: bool, (before, after): (usize, usize), x: &[u8]) -> Vec<u8> {
        let mut y = vec![0; before + x.len() + after];
        let to = [y.len()].into();
        for segment in (MirrorPad { skips_edge }).segments(x.len(), before, after) {
            copy(&[segment], &[x.len()].into(), &to).fold(1, x, &mut y);
        }
        y
    }

    #[test]
    fn images_repeat_the_edge_or_not() {
        assert_eq!(pad(true, (2, 1), &[1, 2, 3]), [3, 2, 1, 2, 3, 2]);
        assert_eq!(pad(false, (2, 3), &[1, 2, 3]), [2, 1, 1, 2, 3, 3, 2, 1]);
    }
}
