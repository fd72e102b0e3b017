//! Activation functions in floating point.

use super::Unary;

/// `1 / (1 + exp(-x))`.
pub fn logistic_f32(io: Unary<'_, f32>) {
    io.map(|x| 1.0 / (1.0 + libm::expf(-x)));
}
