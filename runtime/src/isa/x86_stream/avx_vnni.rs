//! Streams with AVX-VNNI.

use super::{fma, vectorize};
use crate::isa::{AvxVnni, BLOCK, LOOK_UP, Stream, Task};
use crate::kernel::{Fma, LinearSum};
use core::arch::x86_64::*;

fma!(AvxVnni);

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
