//! What recurrent operators share: the layout of sequences, activations of cells.

use crate::diag::Diagnostic;
use crate::ir::{Shape, Tensor};
use crate::kernel::{CellActivation, Sequence};
use crate::schema::fb;

/// The forward sequence of an input `[batch, time, values]`, or `[time, batch, values]`.
pub(crate) fn sequence(input: &Tensor, time_major: bool) -> Result<Sequence, Diagnostic> {
    input.expect_rank(3..=3)?;
    let (outer, inner) = (input.shape[0], input.shape[1]);
    Ok(if time_major {
        Sequence { batches: inner, steps: outer, batch_stride: 1, step_stride: inner, reverse: false }
    } else {
        Sequence { batches: outer, steps: inner, batch_stride: inner, step_stride: 1, reverse: false }
    })
}

/// One step of each of `batches` sequences.
pub(crate) fn single_step(batches: usize) -> Sequence {
    Sequence { batches, steps: 1, batch_stride: 1, step_stride: batches, reverse: false }
}

/// The input's shape with another number of values.
pub(crate) fn output_shape(input: &Tensor, values: usize) -> Shape {
    let mut shape = input.shape.clone();
    if let Some(last) = shape.0.last_mut() {
        *last = values;
    }
    shape
}

/// The activation that an option table names.
pub(crate) fn activation(function: fb::ActivationFunctionType) -> Result<CellActivation, Diagnostic> {
    Ok(match function {
        fb::ActivationFunctionType::NONE => CellActivation::None,
        fb::ActivationFunctionType::RELU => CellActivation::Relu,
        fb::ActivationFunctionType::RELU_N1_TO_1 => CellActivation::ReluN1To1,
        fb::ActivationFunctionType::RELU6 => CellActivation::Relu6,
        fb::ActivationFunctionType::TANH => CellActivation::Tanh,
        fb::ActivationFunctionType::SIGN_BIT => CellActivation::SignBit,
        other => return Err(Diagnostic::malformed(format!("fused activation {}", other.0))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::DType;

    #[test]
    fn either_dimension_may_be_time() {
        let x = Tensor { name: "x".into(), dtype: DType::F32, shape: [2, 5, 3].into(), quant: None, data: None };
        let major = sequence(&x, true).expect("rank 3");
        assert_eq!((major.batches, major.steps, major.batch_stride, major.step_stride), (5, 2, 1, 5));
        let minor = sequence(&x, false).expect("rank 3");
        assert_eq!((minor.batches, minor.steps, minor.batch_stride, minor.step_stride), (2, 5, 5, 1));
        assert_eq!(*output_shape(&x, 7), [2, 5, 7]);
    }
}
