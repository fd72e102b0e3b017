//! The vocabulary of lines of bytes: 64 neighbouring ones, whatever pixels and channels they are of.
//!
//! What becomes of them lies in four vectors of 16 numbers, [`Quarter`](Lanes::Quarter)s: vector `k` has those of bytes `16 * l + 4 * k`
//! and the three behind it for each `l`, which is the order in which bytes of halves of vectors are put together and apart.

use core::convert::Infallible;

/// What some sets have for 64 bytes at a time.
pub(crate) trait Lanes: Copy {
    /// Whether there are any. What is only compiled where this is true takes no time elsewhere.
    const EXIST: bool = true;
    /// 64 bytes.
    type Bytes: Copy;
    /// A sum, a float or four bytes for each of 16 bytes.
    type Quarter: Copy;

    fn splat(self, x: i8) -> Self::Bytes;
    /// # Safety
    /// 64 bytes can be read from there.
    unsafe fn load(self, from: *const i8) -> Self::Bytes;
    /// The bytes whose bits are set, in place of those of `others`.
    ///
    /// # Safety
    /// They can be read.
    unsafe fn load_some(self, bits: u64, from: *const i8, others: Self::Bytes) -> Self::Bytes;
    /// # Safety
    /// 64 bytes can be written there.
    unsafe fn store(self, bytes: Self::Bytes, to: *mut i8);
    /// The bytes whose bits are set.
    ///
    /// # Safety
    /// They can be written.
    unsafe fn store_some(self, bits: u64, bytes: Self::Bytes, to: *mut i8);
    /// What brings activations with these bits flipped into the form that [`dot`](Lanes::dot) takes: 128 is added, as where sets are
    /// [`BIASED`](super::Set::BIASED).
    fn flips(self, flip: i8) -> Self::Bytes;
    fn flip(self, x: Self::Bytes, flips: Self::Bytes) -> Self::Bytes;
    /// Each byte beside one of another vector, of the lower or upper half of each 16.
    fn pairs<const UPPER: bool>(self, x: Self::Bytes, y: Self::Bytes) -> Self::Bytes;
    /// Each pair beside one of another vector: the first two quarters, or the last two of upper halves.
    fn quads(self, x: Self::Bytes, y: Self::Bytes) -> [Self::Quarter; 2];
    /// Four bytes in each place, of two vectors, those of an order.
    fn ordered(self, x: Self::Bytes, y: Self::Bytes, order: Self::Quarter) -> Self::Bytes;
    /// Adds the products of each byte's quad and its weights.
    fn dot(self, sums: Self::Quarter, x: Self::Quarter, w: Self::Quarter) -> Self::Quarter;
    fn zero(self) -> Self::Quarter;
    /// Four numbers for each 16 bytes.
    ///
    /// # Safety
    /// They can be read.
    unsafe fn numbers(self, from: [*const [i32; 4]; 4]) -> Self::Quarter;
    /// The same numbers, which stay in a register from here on: compilers would load them again for each use.
    fn kept(self, x: Self::Quarter) -> Self::Quarter;
    /// As [`Wide::round`](super::Wide::round).
    fn round<const SIGNED: bool, const REST: bool>(
        self,
        sums: Self::Quarter,
        form: &[Self::Quarter; 3],
    ) -> Self::Quarter;
    /// Numbers of two quarters plus an offset, if there is one, as words that saturate.
    fn words(self, numbers: [Self::Quarter; 2], offset: Option<i16>) -> Self::Bytes;
    /// Words of the first two quarters and of the last two as bytes that saturate.
    fn narrow(self, words: [Self::Bytes; 2]) -> Self::Bytes;
}

/// For sets that have nothing of the kind.
impl Lanes for Infallible {
    const EXIST: bool = false;
    type Bytes = ();
    type Quarter = ();

    fn splat(self, _: i8) {
        match self {}
    }
    unsafe fn load(self, _: *const i8) {
        match self {}
    }
    unsafe fn load_some(self, _: u64, _: *const i8, (): ()) {
        match self {}
    }
    unsafe fn store(self, (): (), _: *mut i8) {
        match self {}
    }
    unsafe fn store_some(self, _: u64, (): (), _: *mut i8) {
        match self {}
    }
    fn flips(self, _: i8) {
        match self {}
    }
    fn flip(self, (): (), (): ()) {
        match self {}
    }
    fn pairs<const UPPER: bool>(self, (): (), (): ()) {
        match self {}
    }
    fn quads(self, (): (), (): ()) -> [(); 2] {
        match self {}
    }
    fn ordered(self, (): (), (): (), (): ()) {
        match self {}
    }
    fn dot(self, (): (), (): (), (): ()) {
        match self {}
    }
    fn zero(self) {
        match self {}
    }
    unsafe fn numbers(self, _: [*const [i32; 4]; 4]) {
        match self {}
    }
    fn kept(self, (): ()) {
        match self {}
    }
    fn round<const SIGNED: bool, const REST: bool>(self, (): (), _: &[(); 3]) {
        match self {}
    }
    fn words(self, _: [(); 2], _: Option<i16>) {
        match self {}
    }
    fn narrow(self, _: [(); 2]) {
        match self {}
    }
}
