//! The constant data of a model: one block, equal pieces stored once.

use crate::Target;
use std::collections::HashMap;

/// Pieces at least this long start at a multiple of [`VECTOR`].
const LONG: usize = 64;
const VECTOR: usize = 16;
/// Pieces at least this long start at a multiple of [`LINE`] where vectors may be as long as that, so that no load meets two lines.
const LONGER: usize = 256;
const LINE: usize = 64;

/// A growing block of constants.
#[derive(Debug)]
pub(crate) struct Weights {
    bytes: Vec<u8>,
    /// Where longer pieces start.
    line: usize,
    /// Where each piece is; only ever looked up, so its order cannot reach the output.
    known: HashMap<Vec<u8>, usize>,
}

impl Weights {
    /// For a target.
    pub(crate) fn new(target: Target) -> Self {
        let line = if target.has_vectors() { LINE } else { VECTOR };
        Weights { bytes: Vec::new(), line, known: HashMap::new() }
    }

    /// The offset of `data`, which is added unless an equal piece with a fitting alignment is there.
    pub(crate) fn add(&mut self, data: Vec<u8>, align: usize) -> usize {
        let align = match data.len() {
            LONGER.. => align.max(self.line),
            LONG.. => align.max(VECTOR),
            _ => align,
        };
        if let Some(&offset) = self.known.get(&data).filter(|offset| **offset % align == 0) {
            return offset;
        }
        self.bytes.resize(self.bytes.len().next_multiple_of(align), 0);
        let offset = self.bytes.len();
        self.bytes.extend_from_slice(&data);
        self.known.insert(data, offset);
        offset
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_pieces_are_stored_once() {
        let mut weights = Weights::new(Target::Generic);
        assert_eq!(weights.add(vec![1], 1), 0);
        assert_eq!(weights.add(vec![7], 1), 1);
        assert_eq!(weights.add(vec![1, 0, 0, 0], 4), 4);
        assert_eq!(weights.add(vec![1, 0, 0, 0], 1), 4);
        assert_eq!(weights.add(vec![7], 4), 8);
        assert_eq!(weights.into_bytes().len(), 9);
    }
}
