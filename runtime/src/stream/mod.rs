//! Kernels over streams of elements: no weights, no windows.
//!
//! They take what the plain kernels take, and a loop over blocks of elements is compiled for the instructions of each
//! [`Stream`](crate::isa::Stream). Most of that is plain arithmetic, which compilers vectorize.

mod binary;
mod floats;
mod gate;
mod plain;
mod pool;
mod resize;
mod short;
mod side;
mod softmax;
mod softmax_8;
mod table;

pub use binary::{
    stream_add_f32, stream_div_f32, stream_mul_f32, stream_prelu_f32, stream_prelu_i8, stream_prelu_u8,
    stream_product_i8, stream_product_u8, stream_square_i8, stream_sub_f32, stream_sum_i8, stream_sum_u8,
};
pub use floats::{
    stream_elu_f32, stream_exp_f32, stream_gelu_f32, stream_gelu_tanh_f32, stream_hard_swish_f32, stream_logistic_f32,
    stream_swish_f32, stream_tanh_f32,
};
pub use gate::{stream_gate_i8, stream_gate_u8};
pub use plain::*;
pub use resize::{stream_resize_bilinear_f32, stream_resize_bilinear_i8, stream_resize_bilinear_u8};
pub use softmax::stream_softmax_f32;
pub use softmax_8::{stream_softmax_i8, stream_softmax_u8};
pub use table::{stream_segments_u8, stream_table_u8};

use crate::kernel::copy_row;

/// Less than a block, with zeros after it.
#[inline(always)]
fn padded<T: Copy + Default, const N: usize>(x: &[T]) -> [T; N] {
    let mut block = [T::default(); N];
    copy_row(x, block.get_mut(..x.len()).unwrap_or(&mut []));
    block
}

/// As much of a block as is wanted.
#[inline(always)]
fn put<T: Copy, const N: usize>(block: &[T; N], y: &mut [T]) {
    copy_row(block.get(..y.len()).unwrap_or(&[]), y);
}

#[cfg(test)]
mod tests;
