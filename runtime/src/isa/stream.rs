//! The vocabulary of kernels over streams of elements: what compilers do not make of plain loops by themselves.

use super::Task;
use crate::kernel::{Fma, LinearSum, SEGMENTS, StreamGate, StreamProduct, logistic_by};

/// Elements that are combined at a time.
pub(crate) const BLOCK: usize = 64;

/// Bytes that are looked up in a table at a time.
pub(crate) const LOOK_UP: usize = 128;

/// What every set of instructions offers. Loops over blocks of elements in a [`Task`] are the rest.
pub(crate) trait Stream: Fma {
    /// Runs a task in a function of its own that is compiled for these instructions.
    fn vectorize<T: Task>(self, task: T);

    /// Sums of bytes.
    #[inline(always)]
    fn sum(self, form: &LinearSum, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
        let mut y = [0; BLOCK];
        for i in 0..BLOCK {
            y[i] = form.apply(a[i].into(), b[i].into()) as i8;
        }
        y
    }

    /// Products of bytes.
    #[inline(always)]
    fn product(self, form: &StreamProduct, a: &[i8; BLOCK], b: &[i8; BLOCK]) -> [i8; BLOCK] {
        let mut y = [0; BLOCK];
        for i in 0..BLOCK {
            let (a, b) = (i32::from(a[i]), i32::from(b[i]));
            y[i] = form.apply(a.wrapping_add(form.lhs_offset).wrapping_mul(b.wrapping_add(form.rhs_offset))) as i8;
        }
        y
    }

    /// Products of bytes with gates, by the factors of these.
    #[inline(always)]
    fn gate(self, form: &StreamGate, factors: &[f32; BLOCK], x: &[i8; BLOCK]) -> [i8; BLOCK] {
        let mut y = [0; BLOCK];
        for i in 0..BLOCK {
            y[i] = form.apply(factors[i], x[i]);
        }
        y
    }

    /// A table of 256 bytes in the form that [`look_up`](Stream::look_up) takes.
    #[inline(always)]
    fn table(self, table: &[u8; 256]) -> [u8; 256] {
        *table
    }
    /// What a table has for bytes.
    #[inline(always)]
    fn look_up(self, table: &[u8; 256], x: &[u8; LOOK_UP]) -> [u8; LOOK_UP] {
        let mut y = [0; LOOK_UP];
        for i in 0..LOOK_UP {
            y[i] = table[x[i] as usize];
        }
        y
    }
    /// The same of a table, as it is, that has segments: for sets that are slow otherwise.
    #[inline(always)]
    fn segments(self, table: &[u8; 256], _: &[u8; SEGMENTS], x: &[u8; LOOK_UP]) -> [u8; LOOK_UP] {
        self.look_up(table, x)
    }

    /// `1 / (1 + exp(-x))`, within five units of `2^-24`; results below the least normal number are 0.
    #[inline(always)]
    fn logistic(self, x: &[f32; BLOCK]) -> [f32; BLOCK] {
        let mut y = [0.0; BLOCK];
        for i in 0..BLOCK {
            y[i] = logistic_by(self, x[i]);
        }
        y
    }
}
