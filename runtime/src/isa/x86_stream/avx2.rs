//! Streams with AVX2.

use super::{differences, fma, shuffles, vectorize};
use crate::isa::x86_sum::sums_256;
use crate::isa::{Avx2, BLOCK, LOOK_UP, Stream, Task};
use crate::kernel::{Fma, LinearSum};
use core::arch::x86_64::*;

fma!(Avx2);

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
