//! The runtime of litecast: what an app with a compiled `.tflite` model links against.
//!
//! [`include_model!`] reads a model file while the app is being compiled and expands to a module with a `Model` type of
//! fixed shapes. The generated code is safe Rust over this crate's kernels; there is no interpreter, no heap and no file
//! to load at run time.
//!
//! ```ignore
//! litecast::include_model!(pub mod keyword = "models/keyword.tflite");
//!
//! let mut model = keyword::Model::new();
//! model.input_mut().copy_from_slice(&samples);
//! let scores: &[i8; 12] = model.run();
//! ```
//!
//! # Panics
//!
//! Nothing in this crate panics. Kernels take slices whose lengths the compiler has matched with the parameters; a
//! mismatch, which generated code cannot have, leaves part of the output as it was.
#![no_std]
#![deny(missing_docs)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(target_endian = "big")]
compile_error!("litecast lays weights out in little-endian order; big-endian targets are not supported yet");

#[cfg(feature = "std")]
extern crate std;

mod arena;
pub mod custom;
mod info;
mod isa;
mod kernel;
mod model;
mod observer;
mod pool;
#[doc(hidden)]
pub mod rt;
#[allow(clippy::needless_range_loop)]
mod stream;
#[cfg(feature = "threads")]
mod threads;
// Loops over vectors go by index: what iterators call is not always compiled for the instructions of its caller.
#[allow(clippy::needless_range_loop)]
mod tiled;
mod vectorized;

#[cfg(target_has_atomic = "8")]
pub use arena::StaticArena;
pub use arena::{Arena, largest_arena};
pub use info::{DType, Quant, TensorInfo};
pub use isa::{Level, level};
#[cfg(all(
    feature = "macros",
    not(any(
        target_arch = "x86_64",
        all(target_arch = "aarch64", target_feature = "neon"),
        all(target_arch = "wasm32", target_feature = "simd128")
    ))
))]
pub use litecast_macros::include_model;
#[cfg(all(feature = "macros", target_arch = "aarch64", target_feature = "neon"))]
pub use litecast_macros::include_model_aarch64 as include_model;
#[cfg(all(feature = "macros", target_arch = "wasm32", target_feature = "simd128"))]
pub use litecast_macros::include_model_wasm32 as include_model;
#[cfg(all(feature = "macros", target_arch = "x86_64"))]
pub use litecast_macros::include_model_x86_64 as include_model;
pub use model::{Error, Model};
pub use observer::{Observer, StepInfo};
pub use pool::{Alone, Pool, Task};
#[cfg(feature = "threads")]
pub use threads::Threads;
use vectorized::vectorized;
