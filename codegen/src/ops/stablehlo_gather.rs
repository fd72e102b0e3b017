//! STABLEHLO_GATHER: blocks whose places are given by indices along any dimensions.

use super::cx::{self, list};
use super::movement::Copy;
use super::{Infer, Operator, Options, movement};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{self, Coordinate, CopyDim, List};
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct StablehloGather {
    /// Dimensions of the output that run along the block.
    offset_dims: Vec<i64>,
    /// Dimensions of the input along which the block is one element, and which the output does not have.
    collapsed_slice_dims: Vec<i64>,
    /// The dimension of the input that each coordinate of an index is of.
    start_index_map: Vec<i64>,
    /// The dimension of the indices that holds the coordinates of one.
    index_vector_dim: i64,
    /// The block.
    slice_sizes: Vec<i64>,
}

impl Operator for StablehloGather {
    const TYPES: &'static [DType] = movement::TYPES;
    const REFUSED: &'static str = "indices without a dimension of coordinates";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_2_as_stablehlo_gather_options();
        let o = o.ok_or_else(|| Diagnostic::malformed("no dimensions"))?;
        Ok(StablehloGather {
            offset_dims: list(o.offset_dims()),
            collapsed_slice_dims: list(o.collapsed_slice_dims()),
            start_index_map: list(o.start_index_map()),
            index_vector_dim: o.index_vector_dim(),
            slice_sizes: list(o.slice_sizes()),
        })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let (x, indices) = (cx.input(0)?, cx.input(1)?);
        cx.output_is(0, x.dtype)?;
        x.expect_rank(0..=8)?;
        indices.expect_dtype(&[DType::I32, DType::I64])?;
        Ok(vec![self.layout(x, indices)?.y])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let (x, indices, y) = (cx.input(0).ok()?, cx.input(1).ok()?, cx.output(0).ok()?);
        let (layout, mut bytes) = (self.layout(x, indices).ok()?, vec![0; y.bytes()]);
        kernel::stablehlo_gather_i64(&layout.params(), x.data.as_deref()?, &indices.ints()?, &mut bytes);
        Some(vec![bytes])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (x, indices) = (cx.input(0)?, cx.input(1)?);
        if cx.output(0)?.shape.elements() == 0 {
            return Ok(());
        }
        let kernel = if indices.dtype == DType::I64 { "stablehlo_gather_i64" } else { "stablehlo_gather_i32" };
        let p = Arg::params(&self.layout(x, indices)?.params());
        let args = [p, cx.read_bytes("x", 0)?, cx.read("indices", 1)?, cx.write_bytes("y", 0)?];
        cx.call(kernel, args);
        Ok(())
    }
}

impl StablehloGather {
    fn layout(&self, x: &Tensor, indices: &Tensor) -> Result<Layout, Diagnostic> {
        let block = self.block(x)?;
        let vector = index_dim(self.index_vector_dim, indices, self.start_index_map.len())?;
        let mapped = dimensions(&self.start_index_map, x.shape.len(), "start_index_map")?;
        let collapsed = dimensions(&self.collapsed_slice_dims, x.shape.len(), "collapsed_slice_dims")?;
        if collapsed.iter().any(|&axis| block[axis] != 1) {
            return Err(Diagnostic::malformed(format!("a block of {block} without dimensions {collapsed:?}")));
        }
        let kept: Vec<usize> = (0..x.shape.len()).filter(|axis| !collapsed.contains(axis)).collect();
        let batch: Vec<usize> = (0..indices.shape.len()).filter(|&axis| axis != vector).collect();
        let offset = dimensions(&self.offset_dims, kept.len() + batch.len(), "offset_dims")?;
        if offset.len() != kept.len() || !offset.is_sorted() {
            let message = format!("offset_dims {offset:?} for a block of {} dimensions", kept.len());
            return Err(Diagnostic::malformed(message));
        }
        let (mut along, mut across) = (kept.iter(), batch.iter());
        let extent = |axis: usize| match offset.contains(&axis) {
            true => along.next().map_or(1, |&axis| block[axis]),
            false => across.next().map_or(1, |&axis| indices.shape[axis]),
        };
        let y = cx::checked_shape((0..kept.len() + batch.len()).map(extent).collect())?;
        Ok(Layout::new(x, indices, y, Axes { block, mapped, kept, batch, offset, vector }))
    }

    fn block(&self, x: &Tensor) -> Result<Shape, Diagnostic> {
        let sizes = self.slice_sizes.iter().map(|&size| usize::try_from(size).ok());
        let fits = |sizes: &Vec<usize>| {
            sizes.len() == x.shape.len() && sizes.iter().zip(x.shape.iter()).all(|(size, extent)| size <= extent)
        };
        let sizes: Option<Vec<usize>> = sizes.collect();
        let problem =
            || Diagnostic::malformed(format!("blocks of {:?} from {}", self.slice_sizes, x.shape)).on(&x.name);
        sizes.filter(fits).map(Shape).ok_or_else(problem)
    }
}

/// The dimension of the indices with the coordinates of one, of which there are as many as are mapped.
pub(super) fn index_dim(dim: i64, indices: &Tensor, mapped: usize) -> Result<usize, Diagnostic> {
    let dim = usize::try_from(dim).ok().filter(|&dim| indices.shape.get(dim) == Some(&mapped));
    dim.ok_or_else(|| {
        let help = "give the indices a dimension with as many coordinates as there are dimensions to index";
        let message = format!("indices of shape {} for {mapped} dimensions", indices.shape);
        Diagnostic::unsupported(message, help).on(&indices.name)
    })
}

/// Different dimensions of `rank`.
pub(super) fn dimensions(dims: &[i64], rank: usize, what: &str) -> Result<Vec<usize>, Diagnostic> {
    let inside = |&dim: &i64| usize::try_from(dim).ok().filter(|&dim| dim < rank);
    let found: Option<Vec<usize>> = dims.iter().map(inside).collect();
    let once = |found: &Vec<usize>| (1..found.len()).all(|i| !found[..i].contains(&found[i]));
    found.filter(once).ok_or_else(|| Diagnostic::malformed(format!("{what} {dims:?} of {rank} dimensions")))
}

struct Axes {
    block: Shape,
    mapped: Vec<usize>,
    kept: Vec<usize>,
    batch: Vec<usize>,
    offset: Vec<usize>,
    vector: usize,
}

/// What the kernel needs to know.
struct Layout {
    y: Shape,
    blocks: Vec<CopyDim>,
    starts: Vec<Coordinate>,
    index_step: usize,
    dims: Vec<CopyDim>,
}

impl Layout {
    fn new(x: &Tensor, indices: &Tensor, y: Shape, axes: Axes) -> Self {
        let size = x.dtype.bytes();
        let (from, to, index) = (x.shape.strides(), y.strides(), indices.shape.strides());
        let across = (0..y.len()).filter(|axis| !axes.offset.contains(axis)).zip(&axes.batch);
        let blocks = across.map(|(to_axis, &axis)| CopyDim {
            count: indices.shape[axis],
            src: index[axis] as isize,
            dst: (to[to_axis] * size) as isize,
        });
        let along = axes.kept.iter().zip(&axes.offset).map(|(&axis, &to_axis)| CopyDim {
            count: axes.block[axis],
            src: from[axis] as isize,
            dst: to[to_axis] as isize,
        });
        let start = |&axis: &usize| Coordinate {
            extent: x.shape[axis].saturating_sub(axes.block[axis]) + 1,
            step: from[axis] * size,
        };
        Layout {
            blocks: blocks.collect(),
            starts: axes.mapped.iter().map(start).collect(),
            index_step: index[axes.vector],
            dims: Copy::new(0, 0, along).byte_dims(size),
            y,
        }
    }

    fn params(&self) -> kernel::BlockGather<'_> {
        kernel::BlockGather {
            blocks: List(&self.blocks),
            starts: List(&self.starts),
            index_step: self.index_step,
            dims: List(&self.dims),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant};
    use super::*;

    fn gather() -> StablehloGather {
        StablehloGather {
            offset_dims: vec![1],
            collapsed_slice_dims: vec![0],
            start_index_map: vec![0, 1],
            index_vector_dim: 1,
            slice_sizes: vec![1, 2],
        }
    }

    fn run(op: StablehloGather) -> Result<(Vec<usize>, Vec<i64>), String> {
        let x = constant(DType::I16, &[3, 3], &[1, 2, 3, 4, 5, 6, 7, 8, 9]);
        let indices = constant(DType::I32, &[2, 2], &[1, 0, 9, 9]);
        let y = apply(Op::StablehloGather(op), &[x, indices], &[DType::I16])?;
        Ok((y[0].shape.0.clone(), y[0].ints().unwrap_or_default()))
    }

    #[test]
    fn runs_of_rows() {
        assert_eq!(run(gather()), Ok((vec![2, 2], vec![4, 5, 8, 9])));
        // The coordinates in the other order, and runs in columns of the output.
        let turned = StablehloGather { start_index_map: vec![1, 0], offset_dims: vec![0], ..gather() };
        assert_eq!(run(turned), Ok((vec![2, 2], vec![2, 8, 3, 9])));
    }

    #[test]
    fn dimensions_are_checked() {
        assert!(run(StablehloGather { slice_sizes: vec![1, 4], ..gather() }).is_err());
        assert!(run(StablehloGather { slice_sizes: vec![2, 2], ..gather() }).is_err());
        assert!(run(StablehloGather { start_index_map: vec![0, 0], ..gather() }).is_err());
        assert!(run(StablehloGather { index_vector_dim: 2, ..gather() }).is_err());
        assert!(run(StablehloGather { offset_dims: vec![2], ..gather() }).is_err());
    }
}
