//! SPACE_TO_DEPTH and DEPTH_TO_SPACE, SPACE_TO_BATCH_ND and BATCH_TO_SPACE_ND: blocks of pixels become channels or batches, and
//! back.

use super::cx::Numerics;
use super::movement::{self, Copy, Move, Mover};
use super::{Infer, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::CopyDim;

movement::operators!(SpaceToDepth, DepthToSpace, SpaceToBatchNd, BatchToSpaceNd);

#[derive(Clone, Debug, PartialEq)]
pub struct SpaceToDepth {
    block: i32,
}

impl Mover for SpaceToDepth {
    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let block = options.table.builtin_options_as_space_to_depth_options().map_or(0, |o| o.block_size());
        Ok(SpaceToDepth { block })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let (x, block) = depth_input(cx, self.block)?;
        if x.shape[1] % block != 0 || x.shape[2] % block != 0 {
            return Err(indivisible(x, block));
        }
        let depth = block.saturating_mul(block).saturating_mul(x.shape[3]);
        Ok(vec![cx::checked_shape(vec![x.shape[0], x.shape[1] / block, x.shape[2] / block, depth])?])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        let dims = blocks(&x.shape, &y.shape);
        Ok(vec![Move::of(0, Copy::new(0, 0, dims.map(|(count, src, dst)| CopyDim { count, src, dst })))])
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct DepthToSpace {
    block: i32,
}

impl Mover for DepthToSpace {
    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let block = options.table.builtin_options_as_depth_to_space_options().map_or(0, |o| o.block_size());
        Ok(DepthToSpace { block })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let (x, block) = depth_input(cx, self.block)?;
        let area = block.saturating_mul(block);
        if x.shape[3] % area != 0 {
            return Err(indivisible(x, block));
        }
        let grow = |dim: usize| dim.saturating_mul(block);
        Ok(vec![cx::checked_shape(vec![x.shape[0], grow(x.shape[1]), grow(x.shape[2]), x.shape[3] / area])?])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        let dims = blocks(&y.shape, &x.shape);
        Ok(vec![Move::of(0, Copy::new(0, 0, dims.map(|(count, dst, src)| CopyDim { count, src, dst })))])
    }
}

fn depth_input<'a>(cx: &Infer<'a>, block: i32) -> Result<(&'a Tensor, usize), Diagnostic> {
    cx.arity(1..=1, 1)?;
    let x = cx.input(0)?;
    cx.output_is(0, x.dtype)?;
    x.expect_rank(4..=4)?;
    let block = usize::try_from(block).ok().filter(|&block| block > 0);
    Ok((x, block.ok_or_else(|| Diagnostic::malformed("a block size that is not positive"))?))
}

fn indivisible(x: &Tensor, block: usize) -> Diagnostic {
    Diagnostic::malformed(format!("shape {} does not consist of blocks of {block} x {block}", x.shape)).on(&x.name)
}

/// Extents, and the steps in space and in depth, of: batches, blocks down, rows of a block, blocks across, columns, channels.
fn blocks(space: &Shape, depth: &Shape) -> [(usize, isize, isize); 6] {
    let (fine, coarse) = (space.strides(), depth.strides());
    let (fine, coarse) = (|axis: usize| fine[axis] as isize, |axis: usize| coarse[axis] as isize);
    let block = space[1].checked_div(depth[1]).unwrap_or(0);
    let (size, channels) = (block as isize, space[3] as isize);
    [
        (space[0], fine(0), coarse(0)),
        (depth[1], size.saturating_mul(fine(1)), coarse(1)),
        (block, fine(1), size.saturating_mul(channels)),
        (depth[2], size.saturating_mul(fine(2)), coarse(2)),
        (block, fine(2), channels),
        (space[3], 1, 1),
    ]
}

#[derive(Clone, Debug, PartialEq)]
pub struct SpaceToBatchNd;

impl Mover for SpaceToBatchNd {
    const REFUSED: &'static str = "a block shape or paddings computed at run time";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(SpaceToBatchNd)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let (x, axes) = batch_input(cx)?;
        let mut dims = x.shape.0.clone();
        for (axis, &Blocks { block, before, after }) in axes.iter().enumerate() {
            let whole = dims[axis + 1] + before + after;
            if whole % block != 0 {
                return Err(Diagnostic::malformed(format!("{whole} rows or columns in blocks of {block}")).on(&x.name));
            }
            dims[axis + 1] = whole / block;
            dims[0] = dims[0].saturating_mul(block);
        }
        Ok(vec![cx::checked_shape(dims)?])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        let (x, axes) = batch_input(cx)?;
        let y = cx.output(0)?;
        let mut moves = Vec::new();
        if axes.iter().any(|axis| axis.before + axis.after > 0) {
            let (_, zero_point) = y.quant_parameters();
            if zero_point != 0 && cx.numerics() == Numerics::Tflm {
                let help = "pad with an operator of its own, or use numerics = litert";
                let message = "paddings where the zero point is not 0, which TFLite Micro leaves undefined";
                return Err(Diagnostic::unsupported(message, help).on(&y.name));
            }
            // TFLite sets every byte to the zero point; that of int16 is 0, as are those of wider types here.
            let byte = if y.dtype.bytes() == 1 { zero_point as u8 } else { 0 };
            moves.push(Move::fill(vec![byte; y.dtype.bytes()], y.shape.elements()));
        }
        let copies = batch_copies(&x.shape, &y.shape, &axes);
        moves.extend(copies.into_iter().map(|(space, batch, dims)| {
            Move::of(0, Copy::new(space, batch, dims.into_iter().map(|(count, src, dst)| CopyDim { count, src, dst })))
        }));
        Ok(moves)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct BatchToSpaceNd;

impl Mover for BatchToSpaceNd {
    const REFUSED: &'static str = "a block shape or crops computed at run time";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(BatchToSpaceNd)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let (x, axes) = batch_input(cx)?;
        let mut dims = x.shape.0.clone();
        for (axis, &Blocks { block, before, after }) in axes.iter().enumerate() {
            let kept = dims[axis + 1].saturating_mul(block).checked_sub(before + after);
            let (Some(kept), 0) = (kept, dims[0] % block) else {
                let message = format!("shape {} in blocks of {block} without {before} and {after}", x.shape);
                return Err(Diagnostic::malformed(message).on(&x.name));
            };
            dims[axis + 1] = kept;
            dims[0] /= block;
        }
        Ok(vec![cx::checked_shape(dims)?])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        let (x, axes) = batch_input(cx)?;
        let copies = batch_copies(&cx.output(0)?.shape, &x.shape, &axes);
        let moves = copies.into_iter().map(|(space, batch, dims)| {
            Move::of(0, Copy::new(batch, space, dims.into_iter().map(|(count, dst, src)| CopyDim { count, src, dst })))
        });
        Ok(moves.collect())
    }
}

/// How a dimension of space is cut into blocks.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Blocks {
    block: usize,
    /// Indices of the blocks before and after those of the space: its padding.
    before: usize,
    after: usize,
}

fn batch_input<'a>(cx: &Infer<'a>) -> Result<(&'a Tensor, Vec<Blocks>), Diagnostic> {
    cx.arity(3..=3, 1)?;
    let (x, block, margins) = (cx.input(0)?, cx.input(1)?, cx.input(2)?);
    cx.output_is(0, x.dtype)?;
    x.expect_rank(3..=4)?;
    movement::expect_same_small_quant(x, cx.output(0)?)?;
    let axes = x.shape.len() - 2;
    for (tensor, shape) in [(block, Shape(vec![axes])), (margins, Shape(vec![axes, 2]))] {
        tensor.expect_dtype(&[DType::I32])?;
        if tensor.shape != shape {
            return Err(
                Diagnostic::malformed(format!("shape {} where {shape} is expected", tensor.shape)).on(&tensor.name)
            );
        }
    }
    let (blocks, margins) = (cx.ints(1)?, cx.ints(2)?);
    let pairs = blocks.iter().zip(margins.as_chunks::<2>().0);
    let axes: Option<Vec<Blocks>> = pairs.map(|(&block, &[before, after])| Blocks::new(block, before, after)).collect();
    let wrong = || Diagnostic::malformed(format!("blocks {blocks:?} with margins {margins:?}")).on(&block.name);
    Ok((x, axes.ok_or_else(wrong)?))
}

impl Blocks {
    fn new(block: i64, before: i64, after: i64) -> Option<Self> {
        let block = usize::try_from(block).ok().filter(|&block| block > 0)?;
        Some(Blocks { block, before: usize::try_from(before).ok()?, after: usize::try_from(after).ok()? })
    }

    /// Ranges of shifts inside a block for which the same blocks, in `coarse` of them, touch `fine` indices of space.
    fn ranges(self, fine: usize, coarse: usize) -> Vec<Range> {
        let touched = |shift: usize| {
            let first = self.before.saturating_sub(shift).div_ceil(self.block);
            let end = (fine + self.before).saturating_sub(shift).div_ceil(self.block).min(coarse);
            (first, end.saturating_sub(first))
        };
        let mut ranges: Vec<Range> = Vec::new();
        for shift in 0..self.block {
            let (first, count) = touched(shift);
            match ranges.last_mut() {
                Some(range) if (range.first, range.count) == (first, count) => range.shifts += 1,
                _ => ranges.push(Range { shift, shifts: 1, first, count }),
            }
        }
        ranges
    }
}

/// Shifts from `shift` on, and the blocks from `first` on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Range {
    shift: usize,
    shifts: usize,
    first: usize,
    count: usize,
}

/// First elements in space and in batches, then extents and steps in both.
type BatchCopy = (usize, usize, Vec<(usize, isize, isize)>);

/// Copies that cover all of the space.
fn batch_copies(space: &Shape, batch: &Shape, axes: &[Blocks]) -> Vec<BatchCopy> {
    let (fine, coarse) = (space.strides(), batch.strides());
    let mut copies: Vec<BatchCopy> = vec![(0, 0, vec![(space.from_end(0), 1, 1)])];
    // The batches of one shift follow each other; shifts of the first axis are furthest apart.
    let mut span = space[0].saturating_mul(coarse[0]);
    for (axis, blocks) in axes.iter().enumerate().rev() {
        let (dim, step) = (axis + 1, fine[axis + 1]);
        let mut next = Vec::new();
        for range in blocks.ranges(space[dim], batch[dim]).into_iter().filter(|range| range.count > 0) {
            let inside = (range.first * blocks.block + range.shift).saturating_sub(blocks.before);
            let along = (range.count, blocks.block.saturating_mul(step) as isize, coarse[dim] as isize);
            let shift = (range.shifts, step as isize, span as isize);
            next.extend(copies.iter().map(|(space, batch, inner)| {
                let batch = batch + range.shift.saturating_mul(span) + range.first * coarse[dim];
                (space + inside.saturating_mul(step), batch, [&[shift, along], inner.as_slice()].concat())
            }));
        }
        copies = next;
        span = span.saturating_mul(blocks.block);
    }
    let images = (space[0], fine[0] as isize, coarse[0] as isize);
    copies.iter_mut().for_each(|(_, _, dims)| dims.insert(0, images));
    copies
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;

    #[test]
    fn shifts_that_touch_the_same_blocks_go_together() {
        let blocks = Blocks { block: 3, before: 1, after: 1 };
        // 4 indices with one before and after: shift 0 touches block 1, shifts 1 and 2 touch block 0, and shift 1 also block 1.
        let ranges = [(0, 1, 1, 1), (1, 1, 0, 2), (2, 1, 0, 1)];
        let ranges = ranges.map(|(shift, shifts, first, count)| Range { shift, shifts, first, count });
        assert_eq!(blocks.ranges(4, 2), ranges);
        assert_eq!(Blocks { block: 4, before: 0, after: 0 }.ranges(8, 2).len(), 1);
    }

    #[test]
    fn blocks_become_channels() {
        let mut y = [0; 8];
        let dims = blocks(&[1, 2, 4, 1].into(), &[1, 1, 2, 4].into());
        let copy = Copy::new(0, 0, dims.map(|(count, src, dst)| CopyDim { count, src, dst }));
        copy.fold(1, &[1, 2, 3, 4, 5, 6, 7, 8], &mut y);
        assert_eq!(y, [1, 2, 5, 6, 3, 4, 7, 8]);
    }

    #[test]
    fn batches_go_back_to_space() {
        let block = constant(DType::I32, &[2], &[2, 3]);
        let margins = constant(DType::I32, &[2, 2], &[1, 0, 0, 1]);
        let x = constant(DType::I16, &[1, 3, 5, 1], &(0..15).collect::<Vec<_>>());
        let inputs = [x.clone(), block.clone(), margins.clone()];
        let y = apply(Op::SpaceToBatchNd(SpaceToBatchNd), &inputs, &[DType::I16]).unwrap();
        assert_eq!(y[0].shape, [6, 2, 2, 1].into());
        let z = apply(Op::BatchToSpaceNd(BatchToSpaceNd), &[y[0].clone(), block, margins], &[DType::I16]).unwrap();
        assert_eq!((&z[0].shape, &z[0].data), (&x.shape, &x.data));
    }

    #[test]
    fn blocks_divide_the_space() {
        let x = [variable(DType::F32, &[1, 3, 4, 1])];
        assert!(apply(Op::SpaceToDepth(SpaceToDepth { block: 2 }), &x, &[DType::F32]).is_err());
        assert!(apply(Op::SpaceToDepth(SpaceToDepth { block: 0 }), &x, &[DType::F32]).is_err());
        assert!(apply(Op::DepthToSpace(DepthToSpace { block: i32::MAX }), &x, &[DType::F32]).is_err());
    }
}
