//! GATHER_ND and SCATTER_ND: slices at places that several coordinates give.

use super::movement;
use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{self, Coordinate, List};
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct GatherNd;

impl Operator for GatherNd {
    const TYPES: &'static [DType] = movement::TYPES;
    const REFUSED: &'static str = "indices without coordinates";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(GatherNd)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let (x, indices) = (cx.input(0)?, cx.input(1)?);
        cx.output_is(0, x.dtype)?;
        indices.expect_dtype(&[DType::I32, DType::I64, DType::I16])?;
        let (outer, count) = split(indices, &x.shape)?;
        let shape = cx::checked_shape([outer, &x.shape[count..]].concat())?;
        expect_inside(indices, &x.shape[..count], &shape)?;
        Ok(vec![shape])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let (x, indices, y) = (cx.input(0).ok()?, cx.input(1).ok()?, cx.output(0).ok()?);
        let (places, mut bytes) = (Places::new(&x.shape, indices, x.dtype.bytes()), vec![0; y.bytes()]);
        kernel::gather_nd_i64(&places.params(), x.data.as_deref()?, &indices.ints()?, &mut bytes).ok()?;
        Some(vec![bytes])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (x, indices) = (cx.input(0)?, cx.input(1)?);
        let kernel = match indices.dtype {
            DType::I16 => "gather_nd_i16",
            DType::I64 => "gather_nd_i64",
            _ => "gather_nd_i32",
        };
        let places = Places::new(&x.shape, indices, x.dtype.bytes());
        let args =
            [Arg::params(&places.params()), cx.read_bytes("x", 0)?, cx.read("indices", 1)?, cx.write_bytes("y", 0)?];
        cx.call_fallible(kernel, 1, args)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct ScatterNd;

impl Operator for ScatterNd {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I32, DType::I64, DType::Bool];
    const DATA: usize = 1;
    const REFUSED: &'static str = "a shape computed at run time, indices without coordinates";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(ScatterNd)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=3, 1)?;
        let (indices, updates, shape) = (cx.input(0)?, cx.input(1)?, cx.input(2)?);
        cx.output_is(0, updates.dtype)?;
        indices.expect_dtype(&[DType::I32])?;
        shape.expect_dtype(&[DType::I32])?;
        shape.expect_rank(1..=1)?;
        let values = cx.ints(2)?;
        let dims: Option<Vec<usize>> = values.iter().map(|&dim| usize::try_from(dim).ok()).collect();
        let dims = dims.ok_or_else(|| Diagnostic::malformed(format!("shape {values:?}")).on(&shape.name))?;
        let y = cx::checked_shape(dims)?;
        let (outer, count) = split(indices, &y)?;
        let wanted = [outer, &y[count..]].concat();
        if updates.shape.0 != wanted || wanted.is_empty() {
            let message = format!("shape {} where {} is expected", updates.shape, Shape(wanted));
            return Err(Diagnostic::malformed(message).on(&updates.name));
        }
        expect_inside(indices, &y[..count], &updates.shape)?;
        Ok(vec![y])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let (indices, updates, y) = (cx.input(0).ok()?, cx.input(1).ok()?, cx.output(0).ok()?);
        let places = Places::new(&y.shape, indices, 1);
        let (p, indices) = (places.params(), indices.ints()?.iter().map(|&index| index as i32).collect::<Vec<_>>());
        macro_rules! run {
            ($kernel:ident $t:ty) => {{
                let updates: Vec<$t> = cx::decode(updates.data.as_deref()?, <$t>::from_le_bytes).collect();
                let mut sums = vec![<$t>::default(); y.shape.elements()];
                kernel::$kernel(&p, &indices, &updates, &mut sums).ok()?;
                sums.iter().flat_map(|sum| sum.to_le_bytes()).collect()
            }};
        }
        Some(vec![match y.dtype {
            DType::F32 => run!(scatter_nd_f32 f32),
            DType::Bool => run!(scatter_nd_bool u8),
            DType::I8 | DType::U8 => run!(scatter_nd_u8 u8),
            DType::I32 => run!(scatter_nd_u32 u32),
            _ => run!(scatter_nd_u64 u64),
        }])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let y = cx.output(0)?;
        let kernel = match y.dtype {
            DType::F32 => "scatter_nd_f32",
            DType::Bool => "scatter_nd_bool",
            DType::I8 | DType::U8 => "scatter_nd_u8",
            DType::I32 => "scatter_nd_u32",
            _ => "scatter_nd_u64",
        };
        let places = Places::new(&y.shape, cx.input(0)?, 1);
        let p = Arg::params(&places.params());
        let args = if y.dtype == DType::F32 {
            [p, cx.read("indices", 0)?, cx.read("updates", 1)?, cx.write("y", 0)?]
        } else {
            [p, cx.read("indices", 0)?, cx.read_bits("updates", 1)?, cx.write_bits("y", 0)?]
        };
        cx.call_fallible(kernel, 0, args)
    }
}

/// The dimensions that count indices, and how many coordinates each has into a tensor of shape `x`.
fn split<'a>(indices: &'a Tensor, x: &Shape) -> Result<(&'a [usize], usize), Diagnostic> {
    match indices.shape.split_last() {
        Some((&count, outer)) if (1..=x.len()).contains(&count) => Ok((outer, count)),
        _ => {
            let message = format!("indices of shape {} into shape {x}", indices.shape);
            Err(Diagnostic::unsupported(
                message,
                "give every index from one to as many coordinates as there are dimensions",
            ))
        }
    }
}

/// Checks coordinates that are known now, and that there is something to select where `slices` has elements.
pub(super) fn expect_inside(indices: &Tensor, extents: &[usize], slices: &Shape) -> Result<(), Diagnostic> {
    let outside = |message: String| Err(Diagnostic::malformed(message).on(&indices.name));
    if extents.contains(&0) && slices.elements() > 0 {
        return outside("indices into an empty dimension".to_string());
    }
    for index in indices.ints().unwrap_or_default().chunks_exact(extents.len().max(1)) {
        if index.iter().zip(extents).any(|(&value, &extent)| !(0..extent as i64).contains(&value)) {
            return outside(format!("index {index:?} into extents {extents:?}"));
        }
    }
    Ok(())
}

/// What kernels know of the tensor that indices point into.
pub(super) struct Places {
    coordinates: Vec<Coordinate>,
    slice: usize,
}

impl Places {
    /// `size`: of an element, in the kernel's units.
    fn new(x: &Shape, indices: &Tensor, size: usize) -> Self {
        Self::of(x, indices.shape.from_end(0), size)
    }

    /// For indices of `count` coordinates.
    pub(super) fn of(x: &Shape, count: usize, size: usize) -> Self {
        let dims = x.iter().zip(x.strides()).take(count);
        let coordinates = dims.map(|(&extent, stride)| Coordinate { extent, step: stride * size }).collect();
        Places { coordinates, slice: x.iter().skip(count).product::<usize>() * size }
    }

    pub(super) fn params(&self) -> kernel::GatherNd<'_> {
        kernel::GatherNd { coordinates: List(&self.coordinates), slice: self.slice }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant};
    use super::*;

    #[test]
    fn slices_by_coordinates() {
        let x = constant(DType::I8, &[2, 2, 2], &[1, 2, 3, 4, 5, 6, 7, 8]);
        let gather = |shape: &[usize], indices: &[i64]| {
            let y = apply(Op::GatherNd(GatherNd), &[x.clone(), constant(DType::I32, shape, indices)], &[DType::I8])?;
            Ok::<_, String>((y[0].shape.clone(), y[0].ints().unwrap_or_default()))
        };
        assert_eq!(gather(&[2, 2], &[1, 0, 0, 1]), Ok(([2, 2].into(), vec![5, 6, 3, 4])));
        assert_eq!(gather(&[3], &[1, 1, 1]), Ok(([].into(), vec![8])));
        assert!(gather(&[2], &[0, 2]).is_err() && gather(&[2], &[0, -1]).is_err() && gather(&[4], &[0; 4]).is_err());
    }

    #[test]
    fn repeated_places_add_up() {
        let scatter = |updates: &[usize]| {
            let count = updates.iter().product::<usize>();
            let x = [
                constant(DType::I32, &[3, 1], &[1, 0, 1]),
                constant(DType::I32, updates, &vec![5; count]),
                constant(DType::I32, &[2], &[2, 2]),
            ];
            apply(Op::ScatterNd(ScatterNd), &x, &[DType::I32]).map(|y| y[0].ints().unwrap_or_default())
        };
        assert_eq!(scatter(&[3, 2]), Ok(vec![5, 5, 10, 10]));
        assert!(scatter(&[3, 1]).is_err() && scatter(&[2, 2]).is_err());
    }
}
