//! Operators that are functions of one element, as tables made at compile time.

use super::Unary;

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
}
