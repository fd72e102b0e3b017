//! x86-64: streams of elements. AVX-VNNI has nothing for them that AVX2 has not.
//!
//! Each set has a module of its own, which compilers work on side by side: what runs with its instructions is compiled there.

mod avx2;
mod avx512;
mod avx512_vbmi;
mod avx_vnni;

use super::LOOK_UP;
pub(crate) use avx512_vbmi::Avx512Vbmi;
use core::arch::x86_64::*;

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
use vectorize;

/// A scalar instruction, of which compilers make vectors.
macro_rules! fma {
    ($isa:ident) => {
        impl Fma for $isa {
            #[inline(always)]
            fn fma(self, a: f32, b: f32, c: f32) -> f32 {
                // SAFETY: `self` exists only where the processor has FMA.
                unsafe { _mm_cvtss_f32(_mm_fmadd_ss(_mm_set_ss(a), _mm_set_ss(b), _mm_set_ss(c))) }
            }
        }
    };
}
use fma;

/// Tables by AVX2's shuffles, which all sets here have that have not a better way.
macro_rules! by_shuffles {
    () => {
        #[inline(always)]
        fn table(self, table: &[u8; 256]) -> [u8; 256] {
            differences(table)
        }

        #[inline(always)]
        fn look_up(self, table: &[u8; 256], x: &[u8; LOOK_UP]) -> [u8; LOOK_UP] {
            // SAFETY: `self` exists only where the processor has AVX2.
            unsafe { shuffles(table, x) }
        }
    };
}
use by_shuffles;

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
