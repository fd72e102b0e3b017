//! Operators that are functions of one element, as tables made at compile time.

use super::{Unary, row_mut};

/// `y[i] = table[x[i] as u8]`. Signed elements are indexed by their bits.
pub fn table_u8(table: &[u8; 256], io: Unary<'_, u8>) {
    io.map(|x| table[x as usize]);
}

/// int16, interpolated between every 128th value: `LUTLookup` in `kernels/internal/common.h`.
pub fn table_i16(table: &[i16; 513], io: Unary<'_, i16>) {
    io.map(|x| {
        let index = ((x as u16 ^ 0x8000) >> 7) as usize;
        let (base, next) = (table[index], table[index + 1]);
        let slope = next.wrapping_sub(base) as i32;
        let delta = (slope * (x & 0x7f) as i32 + 64) >> 7;
        base.wrapping_add(delta as i16)
    });
}

/// Where the rows of an input go in an output of longer rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TableRows {
    /// First element in the output.
    pub start: usize,
    /// Elements of the output from one row to the next.
    pub step: usize,
    /// Elements of a row of the input.
    pub len: usize,
}

/// As [`table_u8`], from rows of `x` to their places in `y`.
pub fn table_rows_u8(p: &TableRows, table: &[u8; 256], x: &[u8], y: &mut [u8]) {
    for (i, x) in x.chunks_exact(p.len.max(1)).enumerate() {
        let places = row_mut(y, p.start.wrapping_add(i.wrapping_mul(p.step)), p.len);
        places.iter_mut().zip(x).for_each(|(y, &x)| *y = table[x as usize]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_interpolated() {
        let table = core::array::from_fn(|i| i as i16 * 10);
        let mut y = [i16::MIN, 0, 1, 64, 127, i16::MAX];
        table_i16(&table, Unary::InPlace(&mut y));
        assert_eq!(y, [0, 2560, 2560, 2565, 2570, 5120]);
    }

    #[test]
    fn rows_go_to_their_places() {
        let table = core::array::from_fn(|i| (i as u8).wrapping_mul(2));
        let mut y = [0; 7];
        table_rows_u8(&TableRows { start: 1, step: 3, len: 2 }, &table, &[1, 2, 3, 200], &mut y);
        assert_eq!(y, [0, 2, 4, 0, 6, 144, 0]);
    }
}
