//! Operators on 8-bit elements that are functions of one element: a table of 256 results, made at compile time.

use super::Unary;

/// `y[i] = table[x[i] as u8]`. Signed elements are indexed by their bits.
pub fn table_u8(table: &[u8; 256], io: Unary<'_, u8>) {
    io.map(|x| table[x as usize]);
}
