//! Streams with AVX-512 and permutations of bytes.

use super::{fma, vectorize};
use crate::isa::{LOOK_UP, Level, Stream, Task, level};
use crate::kernel::Fma;
use core::arch::x86_64::*;

/// Proof that the processor has what [`Avx512`](crate::isa::Avx512) stands for, and VBMI: permutations of bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Avx512Vbmi(());

impl Avx512Vbmi {
    #[inline(always)]
    pub(crate) fn detect() -> Option<Self> {
        (level() >= Level::Avx512Vbmi).then_some(Avx512Vbmi(()))
    }

    #[cfg(test)]
    pub(crate) fn available() -> Option<Self> {
        crate::isa::cpuid::Features::find().has(Level::Avx512Vbmi).then_some(Avx512Vbmi(()))
    }
}

fma!(Avx512Vbmi);

/// For tables alone: everything else is AVX-512's.
impl Stream for Avx512Vbmi {
    vectorize!("avx2,fma,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx512vbmi");

    #[inline(always)]
    fn look_up(self, table: &[u8; 256], x: &[u8; LOOK_UP]) -> [u8; LOOK_UP] {
        let mut y = [0; LOOK_UP];
        let (quarters, x, places) = (table.as_chunks::<64>().0, x.as_chunks::<64>().0, y.as_chunks_mut::<64>().0);
        // SAFETY: `self` exists only where the processor has the instructions; pieces have as many bytes as are read and written.
        unsafe {
            let mut parts = [_mm512_setzero_si512(); 4];
            for i in 0..4 {
                parts[i] = _mm512_loadu_si512(quarters[i].as_ptr().cast());
            }
            let [a, b, c, d] = parts;
            for v in 0..LOOK_UP / 64 {
                let x = _mm512_loadu_si512(x[v].as_ptr().cast());
                let (low, high) = (_mm512_permutex2var_epi8(a, x, b), _mm512_permutex2var_epi8(c, x, d));
                let found = _mm512_mask_blend_epi8(_mm512_movepi8_mask(x), low, high);
                _mm512_storeu_si512(places[v].as_mut_ptr().cast(), found);
            }
        }
        y
    }
}
