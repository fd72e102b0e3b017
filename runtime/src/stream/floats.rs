//! Functions of a float: the very functions that the plain kernels have, in loops that are compiled for the instructions of
//! each level. Exponentials are the level's own.

use super::{padded, put};
use crate::isa::{Isa, Task, dispatch};
use crate::kernel::{self, Unary};

/// Elements that go through a function at a time.
const BLOCK: usize = 8;

/// A function of one number.
pub(super) trait Function: Copy {
    /// Its values for a block of numbers; marked `#[inline(always)]`.
    fn apply<I: Isa>(self, isa: I, x: &[f32; BLOCK]) -> [f32; BLOCK];
}

macro_rules! functions {
    ($($(#[$doc:meta])* $kernel:ident = $function:ident $kind:ident |$isa:ident, $x:ident| $block:expr;)*) => { $(
        #[derive(Clone, Copy)]
        pub(super) struct $kind;

        impl Function for $kind {
            #[inline(always)]
            fn apply<I: Isa>(self, $isa: I, $x: &[f32; BLOCK]) -> [f32; BLOCK] {
                $block
            }
        }

        #[inline(always)]
        fn $function<I: Isa>(isa: I, io: Unary<'_, f32>) {
            map(isa, $kind, io);
        }

        dispatch! {
            $(#[$doc])*
            pub fn $kernel(io: Unary<'_, f32>) = $function
        }
    )* };
}
functions! {
    /// `x`, or `exp(x) - 1` below 0.
    stream_elu_f32 = elu Elu |_isa, x| each(x, kernel::elu);
    /// `exp(x)`.
    stream_exp_f32 = exp Exp |isa, x| isa.exp(x);
    /// `x` times the normal distribution's cumulative function.
    stream_gelu_f32 = gelu Gelu |_isa, x| each(x, kernel::gelu);
    /// The same, approximated with the hyperbolic tangent.
    stream_gelu_tanh_f32 = gelu_tanh GeluTanh |_isa, x| each(x, kernel::gelu_tanh);
    /// `x * min(max(x + 3, 0), 6) / 6`.
    stream_hard_swish_f32 = hard_swish HardSwish |_isa, x| each(x, kernel::hard_swish);
    /// `1 / (1 + exp(-x))`.
    stream_logistic_f32 = logistic Logistic |isa, x| isa.logistic(x);
    /// `x * logistic(x)`.
    stream_swish_f32 = swish Swish |isa, x| product(x, &isa.logistic(x));
    /// Hyperbolic tangent.
    stream_tanh_f32 = tanh Tanh |isa, x| isa.tanh(x);
}

#[inline(always)]
pub(super) fn map<I: Isa, F: Function>(isa: I, f: F, io: Unary<'_, f32>) {
    match io {
        Unary::Apart(x, y) => isa.vectorize(Apart { isa, f, x, y }),
        Unary::InPlace(y) => isa.vectorize(InPlace { isa, f, y }),
    }
}

struct Apart<'a, I, F> {
    isa: I,
    f: F,
    x: &'a [f32],
    y: &'a mut [f32],
}

impl<I: Isa, F: Function> Task for Apart<'_, I, F> {
    #[inline(always)]
    fn run(self) {
        let n = self.x.len().min(self.y.len());
        let (x, last) = self.x.get(..n).unwrap_or(&[]).as_chunks::<BLOCK>();
        let (y, rest) = self.y.get_mut(..n).unwrap_or(&mut []).as_chunks_mut::<BLOCK>();
        for i in 0..x.len().min(y.len()) {
            y[i] = self.f.apply(self.isa, &x[i]);
        }
        put(&self.f.apply(self.isa, &padded(last)), rest);
    }
}

struct InPlace<'a, I, F> {
    isa: I,
    f: F,
    y: &'a mut [f32],
}

impl<I: Isa, F: Function> Task for InPlace<'_, I, F> {
    #[inline(always)]
    fn run(self) {
        let (y, rest) = self.y.as_chunks_mut::<BLOCK>();
        for i in 0..y.len() {
            y[i] = self.f.apply(self.isa, &y[i]);
        }
        put(&self.f.apply(self.isa, &padded(rest)), rest);
    }
}

/// A function of each number; `f` is `#[inline(always)]`.
#[inline(always)]
fn each(x: &[f32; BLOCK], f: impl Fn(f32) -> f32) -> [f32; BLOCK] {
    let mut y = [0.0; BLOCK];
    for i in 0..BLOCK {
        y[i] = f(x[i]);
    }
    y
}

#[inline(always)]
fn product(a: &[f32; BLOCK], b: &[f32; BLOCK]) -> [f32; BLOCK] {
    let mut y = [0.0; BLOCK];
    for i in 0..BLOCK {
        y[i] = a[i] * b[i];
    }
    y
}
