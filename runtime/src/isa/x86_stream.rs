//! x86-64: streams of elements. AVX-VNNI has nothing for them that AVX2 has not.

use super::x86_logistic::logistic;
use super::x86_sum::{sums_256, sums_512};
use super::{Avx2, Avx512, AvxVnni, BLOCK, LOOK_UP, Level, Stream, Task};
use crate::kernel::{Fma, LinearSum};
use core::arch::x86_64::*;

/// Proof that the processor has what [`Avx512`] stands for, and VBMI: permutations of bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Avx512Vbmi(());

impl Avx512Vbmi {
    #[inline(always)]
    pub(crate) fn detect() -> Option<Self> {
        (super::level() >= Level::Avx512Vbmi).then_some(Avx512Vbmi(()))
    }

    #[cfg(test)]
    pub(crate) fn available() -> Option<Self> {
        super::cpuid::Features::find().has(Level::Avx512Vbmi).then_some(Avx512Vbmi(()))
    }
}

/// `vectorize` for instructions by the names of their features.
macro_rules! vectorize {
    ($features:literal) => {
        #[inline(always)]
        fn vectorize<T: Task>(self, task: T) {
            #[target_feature(enable = $features)]
            fn compiled<T: Task>(task: T) {
                task.run();
            }
            // SAFETY: `self` exists only where the processor has the instructions.
            unsafe { compiled(task) }
        }
    };
}

/// A scalar instruction, of which compilers make vectors.
macro_rules! fma {
    ($($isa:ident)*) => { $(
        impl Fma for $isa {
            #[inline(always)]
            fn fma(self, a: f32, b: f32, c: f32) -> f32 {
                // SAFETY: `self` exists only where the processor has FMA.
                unsafe { _mm_cvtss_f32(_mm_fmadd_ss(_mm_set_ss(a), _mm_set_ss(b), _mm_set_ss(c))) }
            }
        }
    )* };
}
fma!(Avx2 AvxVnni Avx512 Avx512Vbmi);

impl Stream for Avx2 {
    vectorize!("avx2,fma");

    #[inline(always)]
    fn sum(self, form: &LinearSum, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
        // SAFETY: an `Avx2` exists only where the processor has AVX2.
        unsafe { sums_256(form, a, b) }
    }

    #[inline(always)]
    fn table(self, table: &[u8; 256]) -> [u8; 256] {
        differences(table)
    }

    #[inline(always)]
    fn look_up(self, table: &[u8; 256], x: &[u8; LOOK_UP]) -> [u8; LOOK_UP] {
        // SAFETY: an `Avx2` exists only where the processor has AVX2.
        unsafe { shuffles(table, x) }
    }
}

impl Stream for AvxVnni {
    vectorize!("avx2,fma,avxvnni");

    #[inline(always)]
    fn sum(self, form: &LinearSum, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
        self.0.sum(form, a, b)
    }

    #[inline(always)]
    fn table(self, table: &[u8; 256]) -> [u8; 256] {
        self.0.table(table)
    }

    #[inline(always)]
    fn look_up(self, table: &[u8; 256], x: &[u8; LOOK_UP]) -> [u8; LOOK_UP] {
        self.0.look_up(table, x)
    }
}

impl Stream for Avx512 {
    vectorize!("avx2,fma,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni");

    #[inline(always)]
    fn sum(self, form: &LinearSum, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
        // SAFETY: an `Avx512` exists only where the processor has the instructions.
        unsafe { sums_512(form, a, b) }
    }

    #[inline(always)]
    fn table(self, table: &[u8; 256]) -> [u8; 256] {
        differences(table)
    }

    #[inline(always)]
    fn look_up(self, table: &[u8; 256], x: &[u8; LOOK_UP]) -> [u8; LOOK_UP] {
        // SAFETY: an `Avx512` exists only where the processor has AVX2 too.
        unsafe { shuffles(table, x) }
    }

    #[inline(always)]
    fn logistic(self, x: &[f32; BLOCK]) -> [f32; BLOCK] {
        // SAFETY: an `Avx512` exists only where the processor has the instructions.
        unsafe { logistic(x) }
    }
}

/// For tables alone: everything else is [`Avx512`]'s.
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

/// Each sixteenth of either half, less the one before it: they add up (exclusive or) to the one that a byte is in.
#[inline(always)]
fn differences(table: &[u8; 256]) -> [u8; 256] {
    let mut differences = *table;
    for i in 0..240 {
        // The first sixteenth of the upper half stays.
        if i & 0x70 != 0x70 {
            differences[i + 16] ^= table[i];
        }
    }
    differences
}

/// `vpshufb` looks up 4 bits, and gives 0 for bytes from 128 on. Bytes that go down in steps of 16 and stop below 0 find
/// the sixteenth that they are in and those before it, of the lower half; those of the upper half begin 128 lower.
#[inline(always)]
unsafe fn shuffles(table: &[u8; 256], x: &[u8; LOOK_UP]) -> [u8; LOOK_UP] {
    let mut result = [0; LOOK_UP];
    let (table, x, pieces) = (table.as_chunks::<16>().0, x.as_chunks::<32>().0, result.as_chunks_mut::<32>().0);
    // SAFETY: the caller has AVX2; pieces have as many bytes as are read and written.
    unsafe {
        let (mut y, mut low, mut high) =
            ([_mm256_setzero_si256(); 4], [_mm256_setzero_si256(); 4], [_mm256_setzero_si256(); 4]);
        let (step, half) = (_mm256_set1_epi8(16), _mm256_set1_epi8(-128));
        for v in 0..4 {
            low[v] = _mm256_loadu_si256(x[v].as_ptr().cast());
            high[v] = _mm256_xor_si256(low[v], half);
        }
        for part in 0..8 {
            let lower = _mm256_broadcastsi128_si256(_mm_loadu_si128(table[part].as_ptr().cast()));
            let upper = _mm256_broadcastsi128_si256(_mm_loadu_si128(table[part + 8].as_ptr().cast()));
            for v in 0..4 {
                let found = _mm256_xor_si256(_mm256_shuffle_epi8(lower, low[v]), _mm256_shuffle_epi8(upper, high[v]));
                y[v] = _mm256_xor_si256(y[v], found);
                low[v] = _mm256_subs_epi8(low[v], step);
                high[v] = _mm256_subs_epi8(high[v], step);
            }
        }
        for v in 0..4 {
            _mm256_storeu_si256(pieces[v].as_mut_ptr().cast(), y[v]);
        }
    }
    result
}
