//! Functions of a byte.

use crate::isa::{LOOK_UP, Stream, Task, dispatch};
use crate::kernel::{SEGMENTS, Unary, table_u8};

/// `y[i] = table[x[i] as u8]`. Signed elements are indexed by their bits.
pub fn stream_table_u8(table: &[u8; 256], io: Unary<'_, u8>) {
    #[cfg(target_arch = "x86_64")]
    if let Some(isa) = crate::isa::Avx512Vbmi::detect() {
        return look_up(isa, &Whole(*table), io);
    }
    dispatch! { fn otherwise(table: &Whole, io: Unary<'_, u8>) = look_up }
    otherwise(&Whole(*table), io);
}

/// The same for a table that has segments, which are the way to its results where few bytes are looked up at a time.
pub fn stream_segments_u8(table: &[u8; 256], segments: &[u8; SEGMENTS], io: Unary<'_, u8>) {
    #[cfg(target_arch = "x86_64")]
    if crate::isa::Avx512Vbmi::detect().is_some() {
        return stream_table_u8(table, io);
    }
    dispatch! { fn otherwise(table: &Segmented<'_>, io: Unary<'_, u8>) = look_up }
    otherwise(&Segmented { table, segments }, io);
}

/// How results are found. Implementations are marked `#[inline(always)]`.
pub(super) trait Table: Copy {
    /// All of them.
    fn results(&self) -> &[u8; 256];
    /// The form that the others are found with.
    fn ready<I: Stream>(self, isa: I) -> Self;
    fn find<I: Stream>(&self, isa: I, x: &[u8; LOOK_UP]) -> [u8; LOOK_UP];
}

/// In a table.
#[derive(Clone, Copy)]
pub(super) struct Whole(pub(super) [u8; 256]);

impl Table for Whole {
    #[inline(always)]
    fn results(&self) -> &[u8; 256] {
        &self.0
    }

    #[inline(always)]
    fn ready<I: Stream>(self, isa: I) -> Self {
        Whole(isa.table(&self.0))
    }

    #[inline(always)]
    fn find<I: Stream>(&self, isa: I, x: &[u8; LOOK_UP]) -> [u8; LOOK_UP] {
        isa.look_up(&self.0, x)
    }
}

/// On the lines of a table.
#[derive(Clone, Copy)]
pub(super) struct Segmented<'a> {
    pub(super) table: &'a [u8; 256],
    pub(super) segments: &'a [u8; SEGMENTS],
}

impl Table for Segmented<'_> {
    #[inline(always)]
    fn results(&self) -> &[u8; 256] {
        self.table
    }

    #[inline(always)]
    fn ready<I: Stream>(self, _: I) -> Self {
        self
    }

    #[inline(always)]
    fn find<I: Stream>(&self, isa: I, x: &[u8; LOOK_UP]) -> [u8; LOOK_UP] {
        isa.segments(self.table, self.segments, x)
    }
}

#[inline(always)]
pub(super) fn look_up<I: Stream, F: Table>(isa: I, table: &F, io: Unary<'_, u8>) {
    match io {
        Unary::Apart(x, y) => {
            let n = x.len().min(y.len());
            let (x, rest) = x.get(..n).unwrap_or(&[]).as_chunks();
            let (y, left) = y.get_mut(..n).unwrap_or(&mut []).as_chunks_mut();
            if !y.is_empty() {
                isa.vectorize(Apart { isa, table, x, y });
            }
            table_u8(table.results(), Unary::Apart(rest, left));
        }
        Unary::InPlace(y) => {
            let (y, left) = y.as_chunks_mut();
            if !y.is_empty() {
                isa.vectorize(InPlace { isa, table, y });
            }
            table_u8(table.results(), Unary::InPlace(left));
        }
    }
}

struct Apart<'a, I, F> {
    isa: I,
    table: &'a F,
    x: &'a [[u8; LOOK_UP]],
    y: &'a mut [[u8; LOOK_UP]],
}

impl<I: Stream, F: Table> Task for Apart<'_, I, F> {
    #[inline(always)]
    fn run(self) {
        let table = self.table.ready(self.isa);
        for i in 0..self.x.len().min(self.y.len()) {
            self.y[i] = table.find(self.isa, &self.x[i]);
        }
    }
}

struct InPlace<'a, I, F> {
    isa: I,
    table: &'a F,
    y: &'a mut [[u8; LOOK_UP]],
}

impl<I: Stream, F: Table> Task for InPlace<'_, I, F> {
    #[inline(always)]
    fn run(self) {
        let table = self.table.ready(self.isa);
        for i in 0..self.y.len() {
            self.y[i] = table.find(self.isa, &self.y[i]);
        }
    }
}
