//! What recurrent operators share: the order of steps, and the activation of a cell.

use super::dot_f32;
use super::hybrid::RowQuant;
use super::numbers::dot_8;
use core::fmt;

/// Which row of the input each step of each sequence takes: time or batch may be the outer dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sequence {
    /// Number of sequences.
    pub batches: usize,
    /// Steps of each.
    pub steps: usize,
    /// Rows from one sequence to the next.
    pub batch_stride: usize,
    /// Rows from one step to the next.
    pub step_stride: usize,
    /// Whether the last step comes first.
    pub reverse: bool,
}

impl Sequence {
    /// The rows of a sequence in the order of its steps.
    #[inline(always)]
    pub(super) fn rows(self, batch: usize) -> impl Iterator<Item = usize> {
        let last = self.steps.wrapping_sub(1);
        (0..self.steps).map(move |step| {
            let step = if self.reverse { last.wrapping_sub(step) } else { step };
            batch.wrapping_mul(self.batch_stride).wrapping_add(step.wrapping_mul(self.step_stride))
        })
    }
}

/// Activation of a recurrent cell.
#[derive(Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CellActivation {
    None,
    Relu,
    ReluN1To1,
    Relu6,
    Tanh,
    SignBit,
}

impl fmt::Debug for CellActivation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            CellActivation::None => "CellActivation::None",
            CellActivation::Relu => "CellActivation::Relu",
            CellActivation::ReluN1To1 => "CellActivation::ReluN1To1",
            CellActivation::Relu6 => "CellActivation::Relu6",
            CellActivation::Tanh => "CellActivation::Tanh",
            CellActivation::SignBit => "CellActivation::SignBit",
        })
    }
}

impl CellActivation {
    /// Of each element.
    #[inline(always)]
    pub(super) fn apply(self, y: &mut [f32]) {
        let each = |y: &mut [f32], f: fn(f32) -> f32| y.iter_mut().for_each(|y| *y = f(*y));
        match self {
            CellActivation::None => {}
            CellActivation::Relu => each(y, |x| x.max(0.0)),
            CellActivation::ReluN1To1 => each(y, |x| x.clamp(-1.0, 1.0)),
            CellActivation::Relu6 => each(y, |x| x.clamp(0.0, 6.0)),
            CellActivation::Tanh => each(y, super::tanh),
            CellActivation::SignBit => each(y, |x| x.is_sign_negative() as u8 as f32),
        }
    }
}

/// `y += weights · x`.
#[inline(always)]
pub(super) fn add_products(weights: &[f32], x: &[f32], y: &mut [f32]) {
    let rows = weights.chunks_exact(x.len().max(1));
    crate::vectorized(move || y.iter_mut().zip(rows).for_each(|(y, weights)| *y += dot_f32(x, weights)));
}

/// The same of quantized weights and inputs; `quant` is that of the products.
#[inline(always)]
pub(super) fn add_products_hybrid(weights: &[i8], x: &[i8], quant: RowQuant, y: &mut [f32]) {
    let rows = weights.chunks_exact(x.len().max(1));
    crate::vectorized(move || {
        y.iter_mut().zip(rows).for_each(|(y, weights)| *y += dot_8(x, weights, quant.offset, 0) as f32 * quant.scale);
    });
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    #[test]
    fn rows_go_through_time() {
        let time_major = Sequence { batches: 2, steps: 3, batch_stride: 1, step_stride: 2, reverse: false };
        assert_eq!(time_major.rows(1).collect::<Vec<_>>(), [1, 3, 5]);
        let backward = Sequence { batch_stride: 3, step_stride: 1, reverse: true, ..time_major };
        assert_eq!(backward.rows(1).collect::<Vec<_>>(), [5, 4, 3]);
    }

    #[test]
    fn activations_print_as_paths() {
        assert_eq!(std::format!("{:?}", CellActivation::ReluN1To1), "CellActivation::ReluN1To1");
        let mut y = [-2.0, -0.5, 7.0];
        CellActivation::Relu6.apply(&mut y);
        assert_eq!(y, [0.0, 0.0, 6.0]);
    }
}
