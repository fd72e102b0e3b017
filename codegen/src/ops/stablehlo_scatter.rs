//! STABLEHLO_SCATTER: a tensor with blocks changed at the places that indices give.

use super::cx::list;
use super::movement::{Copy, Move};
use super::stablehlo_gather::{dimensions, index_dim};
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{BlockScatter, Combine, Coordinate, List, SCATTER_RANK, ScatterDim};
use crate::plan::{Arg, Lower};
use crate::schema::fb;

#[derive(Clone, Debug, PartialEq)]
pub struct StablehloScatter {
    /// Dimensions of the updates that run along a block.
    update_window_dims: Vec<i64>,
    /// Dimensions of the output along which a block is one element, and which the updates do not have.
    inserted_window_dims: Vec<i64>,
    /// The dimension of the output that each coordinate of an index is of.
    scatter_dims_to_operand_dims: Vec<i64>,
    /// The dimension of the indices that holds the coordinates of one.
    index_vector_dim: i64,
    combine: Combine,
}

impl Operator for StablehloScatter {
    const TYPES: &'static [DType] = super::stablehlo_elementwise::TYPES;
    const REFUSED: &'static str = "indices without a dimension of coordinates";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_2_as_stablehlo_scatter_options();
        let o = o.ok_or_else(|| Diagnostic::malformed("no dimensions"))?;
        Ok(StablehloScatter {
            update_window_dims: list(o.update_window_dims()),
            inserted_window_dims: list(o.inserted_window_dims()),
            scatter_dims_to_operand_dims: list(o.scatter_dims_to_operand_dims()),
            index_vector_dim: o.index_vector_dim(),
            combine: combine(&options.kinds(o.update_computation_subgraph_index())?)?,
        })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=3, 1)?;
        let (x, indices, updates) = (cx.input(0)?, cx.input(1)?, cx.input(2)?);
        cx.output_is(0, x.dtype)?;
        indices.expect_dtype(&[DType::I32, DType::I64])?;
        updates.expect_dtype(&[x.dtype])?;
        [x, indices, updates].iter().try_for_each(|tensor| tensor.expect_rank(0..=SCATTER_RANK))?;
        self.layout(x, indices, updates)?;
        Ok(vec![x.shape.clone()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (x, indices, updates) = (cx.input(0)?, cx.input(1)?, cx.input(2)?);
        Move::of(0, Copy::whole(x.shape.elements())).lower(cx)?;
        if updates.shape.elements() == 0 || x.shape.elements() == 0 {
            return Ok(());
        }
        let layout = self.layout(x, indices, updates)?;
        let combine = match (x.dtype, self.combine) {
            // A sum of booleans is whether any is true, a product whether all are.
            (DType::Bool, Combine::Add) => Combine::Maximum,
            (DType::Bool, Combine::Multiply) => Combine::Minimum,
            (_, combine) => combine,
        };
        let p = Arg::params(&layout.params(combine));
        let args = [p, cx.read("indices", 1)?, cx.read("updates", 2)?, cx.write("y", 0)?];
        cx.call(kernel(x.dtype, indices.dtype == DType::I64), args);
        Ok(())
    }
}

fn kernel(dtype: DType, wide: bool) -> &'static str {
    let [narrow_index, wide_index] = match dtype {
        DType::I8 => ["stablehlo_scatter_i8_i32", "stablehlo_scatter_i8_i64"],
        DType::I16 => ["stablehlo_scatter_i16_i32", "stablehlo_scatter_i16_i64"],
        DType::U16 => ["stablehlo_scatter_u16_i32", "stablehlo_scatter_u16_i64"],
        DType::I32 => ["stablehlo_scatter_i32_i32", "stablehlo_scatter_i32_i64"],
        DType::U32 => ["stablehlo_scatter_u32_i32", "stablehlo_scatter_u32_i64"],
        DType::I64 => ["stablehlo_scatter_i64_i32", "stablehlo_scatter_i64_i64"],
        DType::U64 => ["stablehlo_scatter_u64_i32", "stablehlo_scatter_u64_i64"],
        DType::F16 => ["stablehlo_scatter_f16_i32", "stablehlo_scatter_f16_i64"],
        DType::F32 => ["stablehlo_scatter_f32_i32", "stablehlo_scatter_f32_i64"],
        DType::F64 => ["stablehlo_scatter_f64_i32", "stablehlo_scatter_f64_i64"],
        _ => ["stablehlo_scatter_u8_i32", "stablehlo_scatter_u8_i64"],
    };
    if wide { wide_index } else { narrow_index }
}

/// What the subgraph computes from an element and its update: TFLite looks at its one operator.
fn combine(kinds: &[fb::BuiltinOperator]) -> Result<Combine, Diagnostic> {
    match kinds {
        [] => Ok(Combine::Replace),
        [fb::BuiltinOperator::STABLEHLO_ADD] => Ok(Combine::Add),
        [fb::BuiltinOperator::STABLEHLO_MULTIPLY] => Ok(Combine::Multiply),
        [fb::BuiltinOperator::STABLEHLO_MAXIMUM] => Ok(Combine::Maximum),
        [fb::BuiltinOperator::STABLEHLO_MINIMUM] => Ok(Combine::Minimum),
        _ => {
            let help =
                "TFLite takes one STABLEHLO_ADD, _MULTIPLY, _MAXIMUM or _MINIMUM, or nothing to replace elements";
            Err(Diagnostic::unsupported("updates that the subgraph computes in another way", help))
        }
    }
}

impl StablehloScatter {
    fn layout(&self, x: &Tensor, indices: &Tensor, updates: &Tensor) -> Result<Layout, Diagnostic> {
        let vector = index_dim(self.index_vector_dim, indices, self.scatter_dims_to_operand_dims.len())?;
        let coordinates =
            dimensions(&self.scatter_dims_to_operand_dims, x.shape.len(), "scatter_dims_to_operand_dims")?;
        let inserted = dimensions(&self.inserted_window_dims, x.shape.len(), "inserted_window_dims")?;
        let window = dimensions(&self.update_window_dims, updates.shape.len(), "update_window_dims")?;
        let kept: Vec<usize> = (0..x.shape.len()).filter(|axis| !inserted.contains(axis)).collect();
        let batch: Vec<usize> = (0..indices.shape.len()).filter(|&axis| axis != vector).collect();
        let wanted = kept.len() + batch.len();
        if window.len() != kept.len() || updates.shape.len() != wanted || !window.is_sorted() {
            let message = format!(
                "updates of shape {} for {} along blocks and {} of blocks",
                updates.shape,
                kept.len(),
                batch.len()
            );
            return Err(Diagnostic::malformed(message).on(&updates.name));
        }
        let (steps, mut across) = (indices.shape.strides(), batch.iter());
        let dim = |(at, &count): (usize, &usize)| {
            let along = window.iter().position(|&dim| dim == at).map(|dim| kept[dim]);
            let (index, extent) = match along {
                Some(_) => (0, count),
                None => across.next().map_or((0, 0), |&axis| (steps[axis], indices.shape[axis])),
            };
            (extent == count).then_some(ScatterDim { count, index, axis: along.unwrap_or(SCATTER_RANK) })
        };
        let dims: Option<Vec<ScatterDim>> = updates.shape.iter().enumerate().map(dim).collect();
        let mismatch = || {
            let message = format!("updates of shape {} for indices of shape {}", updates.shape, indices.shape);
            Diagnostic::malformed(message).on(&updates.name)
        };
        let dims = dims.ok_or_else(mismatch)?;
        let axes = x.shape.iter().zip(x.shape.strides()).map(|(&extent, step)| Coordinate { extent, step });
        Ok(Layout { dims, coordinates, index_step: steps[vector], axes: axes.collect() })
    }
}

/// What the kernel needs to know.
struct Layout {
    dims: Vec<ScatterDim>,
    coordinates: Vec<usize>,
    index_step: usize,
    axes: Vec<Coordinate>,
}

impl Layout {
    fn params(&self, combine: Combine) -> BlockScatter<'_> {
        BlockScatter {
            dims: List(&self.dims),
            coordinates: List(&self.coordinates),
            index_step: self.index_step,
            axes: List(&self.axes),
            combine,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, variable};
    use super::*;

    #[test]
    fn one_operator_says_how_updates_combine() {
        assert_eq!(combine(&[]), Ok(Combine::Replace));
        assert_eq!(combine(&[fb::BuiltinOperator::STABLEHLO_ADD]), Ok(Combine::Add));
        assert!(combine(&[fb::BuiltinOperator::ADD]).is_err());
        assert!(combine(&[fb::BuiltinOperator::STABLEHLO_ADD; 2]).is_err());
    }

    #[test]
    fn updates_fit_indices_and_blocks() {
        let check = |updates: &[usize]| {
            let op = StablehloScatter {
                update_window_dims: vec![1],
                inserted_window_dims: vec![0],
                scatter_dims_to_operand_dims: vec![0],
                index_vector_dim: 1,
                combine: Combine::Add,
            };
            let indices = variable(DType::I32, &[5, 1]);
            let inputs = [variable(DType::F32, &[4, 3]), indices, variable(DType::F32, updates)];
            apply(Op::StablehloScatter(op), &inputs, &[DType::F32]).is_ok()
        };
        assert!(check(&[5, 3]) && check(&[5, 2]));
        assert!(!check(&[4, 3]) && !check(&[5]) && !check(&[5, 3, 1]));
    }
}
