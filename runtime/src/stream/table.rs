//! Functions of a byte.

use crate::isa::{LOOK_UP, Stream, Task, dispatch};
use crate::kernel::{Unary, table_u8};

/// `y[i] = table[x[i] as u8]`. Signed elements are indexed by their bits.
pub fn stream_table_u8(table: &[u8; 256], io: Unary<'_, u8>) {
    #[cfg(target_arch = "x86_64")]
    if let Some(isa) = crate::isa::Avx512Vbmi::detect() {
        return look_up(isa, table, io);
    }
    dispatch! { fn otherwise(table: &[u8; 256], io: Unary<'_, u8>) = look_up }
    otherwise(table, io);
}

#[inline(always)]
pub(super) fn look_up<I: Stream>(isa: I, table: &[u8; 256], io: Unary<'_, u8>) {
    match io {
        Unary::Apart(x, y) => {
            let n = x.len().min(y.len());
            let (x, rest) = x.get(..n).unwrap_or(&[]).as_chunks();
            let (y, left) = y.get_mut(..n).unwrap_or(&mut []).as_chunks_mut();
            if !y.is_empty() {
                isa.vectorize(Apart { isa, table, x, y });
            }
            table_u8(table, Unary::Apart(rest, left));
        }
        Unary::InPlace(y) => {
            let (y, left) = y.as_chunks_mut();
            if !y.is_empty() {
                isa.vectorize(InPlace { isa, table, y });
            }
            table_u8(table, Unary::InPlace(left));
        }
    }
}

struct Apart<'a, I> {
    isa: I,
    table: &'a [u8; 256],
    x: &'a [[u8; LOOK_UP]],
    y: &'a mut [[u8; LOOK_UP]],
}

impl<I: Stream> Task for Apart<'_, I> {
    #[inline(always)]
    fn run(self) {
        let table = self.isa.table(self.table);
        for i in 0..self.x.len().min(self.y.len()) {
            self.y[i] = self.isa.look_up(&table, &self.x[i]);
        }
    }
}

struct InPlace<'a, I> {
    isa: I,
    table: &'a [u8; 256],
    y: &'a mut [[u8; LOOK_UP]],
}

impl<I: Stream> Task for InPlace<'_, I> {
    #[inline(always)]
    fn run(self) {
        let table = self.isa.table(self.table);
        for i in 0..self.y.len() {
            self.y[i] = self.isa.look_up(&table, &self.y[i]);
        }
    }
}
