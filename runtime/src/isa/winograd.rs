//! The vocabulary of Winograd's algorithm (`tiled/winograd.rs`): what is added up before and after it is multiplied.

use super::Isa;

/// Sets whose steps are quads of 16-bit numbers, as their weights are: sums of some of either have room.
pub(crate) trait Winograd: Isa {
    /// Sixteen numbers: four steps, or a half of the weights of eight channels, which lie in memory as both halves in turn.
    type Words: Copy;

    /// Loads four steps.
    ///
    /// # Safety
    /// They can be read.
    unsafe fn words(self, from: *const Self::Step) -> Self::Words;
    /// Stores four steps.
    ///
    /// # Safety
    /// They can be written.
    unsafe fn put_words(self, words: Self::Words, to: *mut Self::Step);
    /// Both halves of weights.
    fn halves(self, weights: Self::Weights) -> [Self::Words; 2];
    fn plus(self, x: Self::Words, y: Self::Words) -> Self::Words;
    fn minus(self, x: Self::Words, y: Self::Words) -> Self::Words;
    /// A fourth of each sum, which is whole.
    fn quarter(self, sums: Self::Sums) -> Self::Sums;
}

/// Something to do with such a set.
pub(crate) trait WinogradTask: Sized {
    /// Gives itself back if it does nothing.
    fn run<I: Winograd>(self, isa: I) -> Option<Self>;
}
