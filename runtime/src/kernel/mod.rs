//! One file per operator family: the algorithm, once.
//!
//! Nothing here names the rest of the crate, but for [`vectorized`](crate::vectorized), which the compiler has too: it builds
//! this folder to fold constants with the very arithmetic that runs on the device.
//!
//! Kernels are safe and free of panics: rows are taken with [`row`] and [`row_mut`], which give an empty slice where a range
//! would fall outside (generated code has no such range), and loops run over iterators.

mod activation;
mod arg_min_max;
mod argmax_pool;
mod arithmetic;
mod batch_matmul;
mod blockwise;
mod boxes;
mod bucketize;
mod cast;
mod comparison;
mod contract;
mod conv_2d;
mod conv_3d;
mod counted;
mod cumsum;
mod depthwise_conv_2d;
mod depthwise_quads;
mod depthwise_words;
mod detection;
mod elementwise;
mod exponential;
mod fft;
mod fixed_fft;
mod fixed_functions;
mod fixed_functions_16;
mod fixed_point;
mod fully_connected;
mod gather;
mod hadamard;
mod half;
mod hashtable;
mod heap;
mod hybrid;
mod layer;
mod lstm;
mod math;
mod movement;
mod non_max_suppression;
mod normalization;
mod numbers;
mod one_hot;
mod packed;
mod params;
mod pool;
mod power;
mod prelu;
mod quantize;
mod quantized_arithmetic;
mod random;
mod reduce;
mod reduce_window;
mod resize;
mod rnn;
mod rounding;
mod segment;
mod segments;
mod select;
mod sequence;
mod shapes;
mod signal;
mod signal_stream;
mod softmax;
mod sparse;
mod spectrogram;
mod stablehlo;
mod stream;
mod svdf;
mod table;
mod tiled;
mod tiled_matmul;
mod topk;
mod vectorized;
mod window;
mod winograd_bytes;
mod winograd_floats;

pub use activation::*;
pub use arg_min_max::*;
pub use argmax_pool::*;
pub use arithmetic::*;
pub use batch_matmul::*;
pub use blockwise::*;
pub use bucketize::*;
pub use cast::*;
pub use comparison::*;
pub use contract::*;
pub use conv_2d::*;
pub use conv_3d::*;
pub use counted::*;
pub use cumsum::*;
pub use depthwise_conv_2d::*;
pub use depthwise_quads::*;
pub use depthwise_words::*;
pub use detection::*;
pub(crate) use elementwise::walk;
pub use elementwise::*;
pub use exponential::*;
pub use fft::*;
pub use fixed_fft::*;
pub use fixed_functions::{
    exp_of_negative, exp_of_negative_with, inverse_sqrt, one_minus_over_one_plus, one_over_one_plus,
};
pub use fixed_point::*;
pub use fully_connected::*;
pub use gather::*;
pub use hadamard::*;
pub use half::*;
pub use hashtable::*;
pub(crate) use hybrid::RowQuant;
pub use hybrid::{HybridLayer, hybrid_integers, hybrid_outputs};
pub use layer::LayerQuant;
pub use lstm::*;
pub use math::*;
pub use movement::*;
pub use non_max_suppression::*;
pub use normalization::*;
pub use numbers::Integer;
use numbers::dot_f32;
pub use one_hot::*;
pub use packed::*;
pub use params::*;
pub use pool::*;
pub use power::*;
pub use prelu::*;
pub use quantize::*;
pub use quantized_arithmetic::*;
pub use random::*;
pub use reduce::*;
pub use reduce_window::*;
pub use resize::*;
pub use rnn::*;
pub use rounding::*;
pub use segment::*;
pub use segments::*;
pub use select::*;
pub use sequence::*;
pub use shapes::*;
pub use signal::*;
pub use signal_stream::*;
pub use softmax::*;
pub use sparse::*;
pub use spectrogram::*;
pub use stablehlo::*;
pub use stream::*;
pub use svdf::*;
pub use table::*;
pub use tiled::*;
pub use tiled_matmul::*;
pub use topk::*;
use vectorized::vectorized;
pub use window::{Conv2d, Window};
pub use winograd_bytes::*;
pub use winograd_floats::*;

/// `len` elements from `start`.
#[inline(always)]
pub(crate) fn row<T>(x: &[T], start: usize, len: usize) -> &[T] {
    let row = x.get(start..).and_then(|rest| rest.get(..len));
    debug_assert!(row.is_some(), "row {start}+{len} of {}", x.len());
    row.unwrap_or(&[])
}

/// `len` elements from `start`, to write.
#[inline(always)]
fn row_mut<T>(x: &mut [T], start: usize, len: usize) -> &mut [T] {
    debug_assert!(start + len <= x.len(), "row {start}+{len} of {}", x.len());
    x.get_mut(start..).and_then(|rest| rest.get_mut(..len)).unwrap_or(&mut [])
}

/// Calls `f` with each run of `length` elements.
#[inline(always)]
fn each_row_mut<T>(mut y: &mut [T], length: usize, mut f: impl FnMut(&mut [T])) {
    while let Some((row, rest)) = core::mem::take(&mut y).split_at_mut_checked(length.max(1)) {
        f(row);
        y = rest;
    }
}

/// Calls `f` with each run of `from` elements of `x` and the run of `to` elements of `y` at its side.
#[inline(always)]
fn each_row<X, Y>(mut x: &[X], from: usize, mut y: &mut [Y], to: usize, mut f: impl FnMut(&[X], &mut [Y])) {
    while let (Some((x_row, x_rest)), Some((y_row, y_rest))) =
        (x.split_at_checked(from.max(1)), core::mem::take(&mut y).split_at_mut_checked(to.max(1)))
    {
        f(x_row, y_row);
        (x, y) = (x_rest, y_rest);
    }
}

/// Copies as many elements as both have: all, in generated code.
#[inline(always)]
pub(crate) fn copy_row<T: Copy>(x: &[T], y: &mut [T]) {
    debug_assert_eq!(x.len(), y.len());
    let n = x.len().min(y.len());
    if let (Some(x), Some(y)) = (x.get(..n), y.get_mut(..n)) {
        y.copy_from_slice(x);
    }
}
