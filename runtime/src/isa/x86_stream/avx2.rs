//! Streams with AVX2.

use super::{by_shuffles, fma, vectorize};
use crate::isa::x86_gate::gates_256;
use crate::isa::x86_product::products_256;
use crate::isa::x86_sum::sums_256;
use crate::isa::x86_table::{differences, lines, shuffles};
use crate::isa::{Avx2, BLOCK, LOOK_UP, Stream, Task};
use crate::kernel::{Fma, LinearSum, SEGMENTS, StreamGate, StreamProduct};
use core::arch::x86_64::*;

fma!(Avx2);

impl Stream for Avx2 {
    vectorize!("avx2,fma");
    by_shuffles!();

    #[inline(always)]
    fn product(self, form: &StreamProduct, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
        // SAFETY: an `Avx2` exists only where the processor has AVX2.
        unsafe { products_256(form, a, b) }
    }

    #[inline(always)]
    fn gate(self, form: &StreamGate, factors: &[f32; BLOCK], x: &[i8; BLOCK]) -> [i8; BLOCK] {
        // SAFETY: an `Avx2` exists only where the processor has AVX2 and FMA.
        unsafe { gates_256(form, factors, x) }
    }

    #[inline(always)]
    fn sum(self, form: &LinearSum, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
        // SAFETY: an `Avx2` exists only where the processor has AVX2.
        unsafe { sums_256(form, a, b) }
    }
}
