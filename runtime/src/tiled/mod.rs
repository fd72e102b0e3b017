//! Layers over tiles of vectors, written once over [`Isa`](crate::isa::Isa).
//!
//! A layer is a product: patches, one for each output pixel (the inputs that its filters meet), times packed weights. A block
//! of patches is prepared in scratch memory; then panels of channels meet the block, a tile of a few patches at a time,
//! whose sums stay in registers from the first weight to the last.
//!
//! Weights are `[panels][depth / 4][16][4]` bytes or `[panels][depth][16]` floats, zero where there is no channel or element.
//! A last panel of at most 8 channels holds 8.

mod accumulate;
mod band;
mod blocks;
mod bytes;
mod depthwise;
mod direct;
mod flat;
mod floats;
mod groups;
mod hybrid;
mod layout;
mod matmul;
mod matrices;
mod numbers;
mod offset;
mod panels;
mod products;
mod put;
mod quads;
mod requantize;
mod row;
mod strip;
mod sweep;
mod tile;
mod winograd;
mod words;

pub use bytes::tiled_layer_i8;
pub use depthwise::tiled_depthwise_i8;
pub use direct::direct_depthwise_f32;
pub use floats::tiled_layer_f32;
pub use hybrid::tiled_layer_hybrid;
pub use matmul::{tiled_batch_matmul_f32, tiled_batch_matmul_i8};
pub use offset::tiled_layer_offset_i8;
pub use row::tiled_row_i8;
pub use strip::tiled_depthwise_f32;
pub use words::tiled_layer_i16;

#[cfg(test)]
mod tests;
