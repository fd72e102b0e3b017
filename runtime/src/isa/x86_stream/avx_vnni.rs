//! Streams with AVX-VNNI.

use super::{by_shuffles, fma, vectorize};
use crate::isa::x86_table::{differences, lines, shuffles};
use crate::isa::{AvxVnni, BLOCK, LOOK_UP, Stream, Task};
use crate::kernel::{Fma, LinearSum, SEGMENTS, StreamGate, StreamProduct};
use core::arch::x86_64::*;

fma!(AvxVnni);

impl Stream for AvxVnni {
    vectorize!("avx2,fma,avxvnni");
    by_shuffles!();

    #[inline(always)]
    fn product(self, form: &StreamProduct, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
        self.0.product(form, a, b)
    }

    #[inline(always)]
    fn gate(self, form: &StreamGate, factors: &[f32; BLOCK], x: &[i8; BLOCK]) -> [i8; BLOCK] {
        self.0.gate(form, factors, x)
    }

    #[inline(always)]
    fn sum(self, form: &LinearSum, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
        self.0.sum(form, a, b)
    }
}
