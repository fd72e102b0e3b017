//! BITCAST: the same bytes as elements of another type.

use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::plan::Lower;

#[derive(Clone, Debug, PartialEq)]
pub struct Bitcast;

impl Operator for Bitcast {
    const TYPES: &'static [DType] = super::movement::TYPES;
    const REFUSED: &'static str = "bytes as bool";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Bitcast)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        y.expect_dtype(super::movement::TYPES)?;
        if y.dtype == DType::Bool && x.dtype != DType::Bool {
            let help = "not every byte is a bool; compare with 0 instead";
            return Err(Diagnostic::unsupported("bytes as bool", help).on(&y.name));
        }
        let mut dims = x.shape.0.clone();
        let (from, to) = (x.dtype.bytes(), y.dtype.bytes());
        if from > to {
            dims.push(from / to.max(1));
        } else if from < to && dims.pop() != Some(to / from.max(1)) {
            let message = format!("the last dimension of {} is not {}", x.shape, to / from.max(1));
            return Err(Diagnostic::malformed(message).on(&x.name));
        }
        Ok(vec![cx::checked_shape(dims)?])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        Some(vec![cx.input(0).ok()?.data.clone()?])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let x = cx.input(0)?;
        if x.data.is_some() {
            return Err(Diagnostic::too_large("a constant").on(&x.name));
        }
        cx.alias(0, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Graph, Tensor, TensorId};

    fn shape(from: DType, dims: &[usize], to: DType) -> Result<Vec<usize>, Diagnostic> {
        let tensor = |dtype, shape| Tensor { name: String::new(), dtype, shape: Shape(shape), quant: None, data: None };
        let graph = Graph { tensors: vec![tensor(from, dims.to_vec()), tensor(to, vec![])], ..Graph::default() };
        let cx = Infer { graph: &graph, inputs: &[Some(TensorId(0))], outputs: &[TensorId(1)] };
        Ok(Bitcast.infer(&cx)?.remove(0).0)
    }

    #[test]
    fn elements_split_and_join() {
        assert_eq!(shape(DType::F32, &[2, 3], DType::I16), Ok(vec![2, 3, 2]));
        assert_eq!(shape(DType::U8, &[2, 8], DType::I64), Ok(vec![2]));
        assert_eq!(shape(DType::F32, &[], DType::U32), Ok(vec![]));
        assert!(shape(DType::U8, &[2, 3], DType::I32).is_err());
        assert!(shape(DType::U8, &[], DType::I32).is_err());
        assert!(shape(DType::U8, &[2], DType::Bool).is_err());
    }
}
