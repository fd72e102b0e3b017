//! The vocabulary of products of small matrices of bytes, which some sets have beside vectors.

use core::convert::Infallible;

/// Patches, quads and channels of a matrix, at most.
pub(crate) const SIDE: usize = 16;

/// A number of each of 16 channels.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
pub(crate) struct Row(pub(crate) [[i32; 8]; 2]);

/// Sums of the patches of a matrix.
pub(crate) type Square = [Row; SIDE];

/// Up to two matrices of patches times up to two of weights, with a matrix of sums for each pair. All of them lie in registers that
/// no compiled code touches, so that what one method leaves there the next one finds.
///
/// Activations have 128 added, as where sets are [`BIASED`](super::Set::BIASED).
pub(crate) trait Matrices: Copy {
    /// Whether there are any. What is only compiled where this is true takes no time elsewhere.
    const EXIST: bool = true;

    /// Gives matrices their extents, up to [`SIDE`]. It takes long, and is done only where they are others.
    fn shape(self, patches: usize, quads: usize);
    /// The sums of all patches begin with these.
    ///
    /// # Safety
    /// Matrices have a shape.
    unsafe fn begin<const A: usize, const G: usize>(self, start: [&Row; 2]);
    /// Loads patches, `next` bytes apart, and quads of 16 channels, `row` bytes apart.
    ///
    /// # Safety
    /// Matrices have a shape, and as many bytes as it says can be read.
    unsafe fn load<const A: usize, const G: usize>(self, x: [*const u8; 2], next: usize, w: [*const i8; 2], row: usize);
    /// Adds the products of what is loaded.
    ///
    /// # Safety
    /// Matrices have a shape.
    unsafe fn add<const A: usize, const G: usize>(self);
    /// Stores the sums of as many patches as there are.
    ///
    /// # Safety
    /// Matrices have a shape, and the places can be written to.
    unsafe fn store<const A: usize, const G: usize>(self, to: [[*mut Square; 2]; 2]);
    /// Leaves the registers to others. There is no shape then.
    fn release(self);
}

/// For sets that have nothing of the kind.
impl Matrices for Infallible {
    const EXIST: bool = false;

    fn shape(self, _: usize, _: usize) {
        match self {}
    }
    unsafe fn begin<const A: usize, const G: usize>(self, _: [&Row; 2]) {
        match self {}
    }
    unsafe fn load<const A: usize, const G: usize>(self, _: [*const u8; 2], _: usize, _: [*const i8; 2], _: usize) {
        match self {}
    }
    unsafe fn add<const A: usize, const G: usize>(self) {
        match self {}
    }
    unsafe fn store<const A: usize, const G: usize>(self, _: [[*mut Square; 2]; 2]) {
        match self {}
    }
    fn release(self) {
        match self {}
    }
}
