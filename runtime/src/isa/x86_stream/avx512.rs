//! Streams with AVX-512.

use super::{by_shuffles, fma, vectorize};
use crate::isa::x86_gate::gates_512;
use crate::isa::x86_logistic::logistic;
use crate::isa::x86_product::products_512;
use crate::isa::x86_sum::sums_512;
use crate::isa::x86_table::{differences, lines, shuffles};
use crate::isa::{Avx512, BLOCK, LOOK_UP, Stream, Task};
use crate::kernel::{Fma, LinearSum, SEGMENTS, StreamGate, StreamProduct};
use core::arch::x86_64::*;

fma!(Avx512);

impl Stream for Avx512 {
    vectorize!("avx2,fma,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni");
    by_shuffles!();

    #[inline(always)]
    fn product(self, form: &StreamProduct, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
        // SAFETY: an `Avx512` exists only where the processor has the instructions.
        unsafe { products_512(form, a, b) }
    }

    #[inline(always)]
    fn gate(self, form: &StreamGate, factors: &[f32; BLOCK], x: &[i8; BLOCK]) -> [i8; BLOCK] {
        // SAFETY: an `Avx512` exists only where the processor has the instructions.
        unsafe { gates_512(form, factors, x) }
    }

    #[inline(always)]
    fn sum(self, form: &LinearSum, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
        // SAFETY: an `Avx512` exists only where the processor has the instructions.
        unsafe { sums_512(form, a, b) }
    }

    #[inline(always)]
    fn logistic(self, x: &[f32; BLOCK]) -> [f32; BLOCK] {
        // SAFETY: an `Avx512` exists only where the processor has the instructions.
        unsafe { logistic(x) }
    }
}
