//! x86-64: streams of elements. AVX-VNNI has nothing for them that AVX2 has not.
//!
//! Each set has a module of its own, which compilers work on side by side: what runs with its instructions is compiled there.

mod avx2;
mod avx512;
mod avx512_vbmi;
mod avx_vnni;

pub(crate) use avx512_vbmi::Avx512Vbmi;

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

        #[inline(always)]
        fn segments(self, _: &[u8; 256], segments: &[u8; SEGMENTS], x: &[u8; LOOK_UP]) -> [u8; LOOK_UP] {
            // SAFETY: `self` exists only where the processor has AVX2.
            unsafe { lines(segments, x) }
        }
    };
}
use by_shuffles;
