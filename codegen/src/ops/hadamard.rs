//! aeq.hadamard_rotation: what AI Edge Quantizer puts before layers whose activations have outliers.

use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::{self, F32};
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct HadamardRotation {
    size: usize,
}

impl Operator for HadamardRotation {
    const TYPES: &'static [DType] = &[DType::F32];
    const REFUSED: &'static str = "sizes that are no power of two, or do not divide the last dimension";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let attributes = options.attributes()?;
        let size = attributes.int("hadamard_size")?;
        // TFLite does not heed it.
        attributes.ignore("random_binary_vector");
        attributes.finish()?;
        let size = size.and_then(|size| usize::try_from(size).ok()).filter(|size| size.is_power_of_two());
        let problem = || Diagnostic::unsupported("a `hadamard_size` that is no power of two", "use a power of two");
        Ok(HadamardRotation { size: size.ok_or_else(problem)? })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        let x = cx.input(0)?;
        cx.output_is(0, DType::F32)?;
        x.expect_rank(2..=3)?;
        if !x.shape.from_end(0).is_multiple_of(self.size) {
            let message = format!("rotations of {} in rows of {}", self.size, x.shape.from_end(0));
            return Err(Diagnostic::unsupported(message, "use a size that divides the last dimension").on(&x.name));
        }
        Ok(vec![x.shape.clone()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let p = kernel::HadamardRotation { size: self.size, scale: F32((1.0 / libm::sqrt(self.size as f64)) as f32) };
        let args = [Arg::params(&p), cx.unary(0, 0)?];
        cx.call("hadamard_rotation", args);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, variable};
    use super::*;

    #[test]
    fn sizes_divide_rows() {
        let shape = |size, x: &[usize]| {
            let op = Op::HadamardRotation(HadamardRotation { size });
            apply(op, &[variable(DType::F32, x)], &[DType::F32]).map(|y| y[0].shape.0.clone())
        };
        assert_eq!(shape(4, &[2, 3, 8]), Ok(vec![2, 3, 8]));
        assert!(shape(4, &[2, 6]).is_err() && shape(4, &[8]).is_err());
    }
}
