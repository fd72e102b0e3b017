//! The whole contract between generated code and this crate. Not for use by hand: it changes with every version.
//!
//! Parameter structs print (`Debug`) as the Rust literal that makes them: that is how the compiler writes them into the code.

#[cfg(target_has_atomic = "8")]
pub use crate::arena::StaticArena;
pub use crate::arena::{Arena, Pod, R, W, Weights};
pub use crate::custom;
pub use crate::info::{DType, Quant, TensorInfo};
pub use crate::kernel::*;
pub use crate::model::{Error, Model as AnyModel};
pub use crate::observer::{Observer, StepInfo};
pub use crate::stream::*;
pub use crate::tiled::*;
pub use core::borrow::{Borrow, BorrowMut};

/// An observer that sees nothing: what `run()` runs with.
pub struct Unobserved;
impl Observer for Unobserved {}

/// The bytes of a place, for observers and the object-safe model.
pub fn bytes<T: Pod>(values: &[T]) -> &[u8] {
    // SAFETY: `Pod` values have no padding; a byte has no alignment.
    unsafe { core::slice::from_raw_parts(values.as_ptr().cast(), size_of_val(values)) }
}

/// An output as a function of the user's finds it: all zeros.
pub fn zeroed<T: Pod>(values: &mut [T]) -> &mut [T] {
    zero(bytes_mut(values));
    values
}

/// Not generic, so that it is compiled, and optimized, in this crate.
fn zero(bytes: &mut [u8]) {
    bytes.fill(0);
}

/// The bytes of a place, to write.
pub fn bytes_mut<T: Pod>(values: &mut [T]) -> &mut [u8] {
    // SAFETY: as above, and any bytes are a value of a `Pod` type.
    unsafe { core::slice::from_raw_parts_mut(values.as_mut_ptr().cast(), size_of_val(values)) }
}
