//! BUCKETIZE: the number of the interval that an element falls into.

use super::reduce::fold;
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel;
use crate::plan::Lower;

#[derive(Clone, Debug, PartialEq)]
pub struct Bucketize {
    boundaries: Vec<f32>,
}

impl Operator for Bucketize {
    const TYPES: &'static [DType] = &[DType::F32, DType::F64, DType::I32, DType::I64];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let options = options.table.builtin_options_as_bucketize_options();
        let boundaries: Vec<f32> = options.and_then(|o| o.boundaries()).into_iter().flatten().collect();
        // NaN is in no order at all.
        if boundaries.is_sorted() {
            Ok(Bucketize { boundaries })
        } else {
            Err(Diagnostic::malformed("unsorted boundaries"))
        }
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        cx.output_is(0, DType::I32)?;
        Ok(vec![cx.input(0)?.shape.clone()])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        match cx.input(0).ok()?.dtype {
            DType::F32 => fold(cx, |x, y| kernel::bucketize_f32(&self.boundaries, x, y)),
            DType::I32 => fold(cx, |x, y| kernel::bucketize_i32(&self.boundaries, x, y)),
            DType::I64 => fold(cx, |x, y| kernel::bucketize_i64(&self.boundaries, x, y)),
            _ => None,
        }
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let kernel = match cx.input(0)?.dtype {
            DType::F32 => "bucketize_f32",
            DType::F64 => "bucketize_f64",
            DType::I32 => "bucketize_i32",
            _ => "bucketize_i64",
        };
        let boundaries = self.boundaries.iter().flat_map(|boundary| boundary.to_le_bytes()).collect();
        let args = [cx.constant("boundaries", "f32", boundaries), cx.read("x", 0)?, cx.write("y", 0)?];
        cx.call(kernel, args);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant};
    use super::*;

    #[test]
    fn constants_fall_into_their_buckets() {
        let op = Op::Bucketize(Bucketize { boundaries: vec![-1.0, 5.0] });
        let y = apply(op, &[constant(DType::I64, &[3], &[-2, 5, 0])], &[DType::I32]).unwrap();
        assert_eq!(y[0].ints(), Some(vec![0, 2, 1]));
    }
}
