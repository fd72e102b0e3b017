//! Kernels over streams of elements: what neither knows rows nor weights.
//!
//! They take what the plain kernels take, and a loop over blocks of elements is compiled for the instructions of each
//! [`Isa`](crate::isa::Isa). Most of that is plain arithmetic, which compilers vectorize.

mod binary;
mod table;

pub use binary::{stream_product_i8, stream_product_u8, stream_sum_i8, stream_sum_u8};
pub use table::stream_table_u8;

#[cfg(test)]
mod tests;
