//! Strings as numbers. Only strings of the file can occur in a model, since inputs and outputs have none, so each gets a number,
//! and moving and comparing strings is moving and comparing numbers.

use super::Importer;
use crate::diag::Diagnostic;
use std::collections::BTreeMap;

/// The strings met so far. The empty one is 0, which is what operators fill in.
pub(super) struct Strings(BTreeMap<Vec<u8>, i32>);

impl Default for Strings {
    fn default() -> Self {
        Strings(BTreeMap::from([(Vec::new(), 0)]))
    }
}

impl Importer<'_> {
    /// The numbers of a constant's strings. The buffer holds their count, where each begins and where the last ends, then all.
    pub(super) fn numbered(&mut self, data: &[u8], elements: usize) -> Result<Vec<u8>, Diagnostic> {
        let (words, _) = data.as_chunks::<4>();
        let mut words = words.iter().map(|word| usize::try_from(i32::from_le_bytes(*word)).unwrap_or(usize::MAX));
        let count = words.next().filter(|&count| count == elements);
        let bounds: Vec<usize> = words.take(elements.saturating_add(1)).collect();
        if count.is_none() || bounds.len() != elements + 1 {
            return Err(Diagnostic::malformed(format!("a buffer that does not hold {elements} strings")));
        }
        let mut numbers = Vec::new();
        for bounds in bounds.windows(2) {
            let string = data.get(bounds[0]..bounds[1]);
            let string = string.ok_or_else(|| Diagnostic::malformed("a string that ends outside its buffer"))?;
            let next = self.strings.0.len() as i32;
            let number = *self.strings.0.entry(string.to_vec()).or_insert(next);
            numbers.extend(number.to_le_bytes());
        }
        Ok(numbers)
    }
}
