//! Streams with AVX-VNNI.

use super::{by_shuffles, fma, vectorize};
use crate::isa::x86_table::{differences, lines, shuffles};
use crate::isa::{AvxVnni, BLOCK, LOOK_UP, Stream, Task};
use crate::kernel::{Fma, LinearSum, SEGMENTS, StreamProduct};
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
    fn sum(self, form: &LinearSum, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
        self.0.sum(form, a, b)
    }
}
