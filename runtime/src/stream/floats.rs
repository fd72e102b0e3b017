//! Functions of a float: the very functions that the plain kernels have, in loops that are compiled for the instructions of
//! each level, so that results are the same everywhere.

use crate::isa::{Isa, Task, dispatch};
use crate::kernel::{self, Unary};

/// Elements that go through a function at a time.
const BLOCK: usize = 32;

/// A function of one number.
pub(super) trait Function: Copy {
    /// Marked `#[inline(always)]`.
    fn apply(self, x: f32) -> f32;
}

macro_rules! functions {
    ($($(#[$doc:meta])* $kernel:ident = $function:ident $kind:ident;)*) => { $(
        #[derive(Clone, Copy)]
        pub(super) struct $kind;

        impl Function for $kind {
            #[inline(always)]
            fn apply(self, x: f32) -> f32 {
                kernel::$function(x)
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
    stream_elu_f32 = elu Elu;
    /// `exp(x)`.
    stream_exp_f32 = exp Exp;
    /// `x` times the normal distribution's cumulative function.
    stream_gelu_f32 = gelu Gelu;
    /// The same, approximated with the hyperbolic tangent.
    stream_gelu_tanh_f32 = gelu_tanh GeluTanh;
    /// `x * min(max(x + 3, 0), 6) / 6`.
    stream_hard_swish_f32 = hard_swish HardSwish;
    /// `1 / (1 + exp(-x))`.
    stream_logistic_f32 = logistic Logistic;
    /// Hyperbolic tangent.
    stream_tanh_f32 = tanh Tanh;
}

#[inline(always)]
pub(super) fn map<I: Isa, F: Function>(isa: I, f: F, io: Unary<'_, f32>) {
    match io {
        Unary::Apart(x, y) => isa.vectorize(Apart { f, x, y }),
        Unary::InPlace(y) => isa.vectorize(InPlace { f, y }),
    }
}

struct Apart<'a, F> {
    f: F,
    x: &'a [f32],
    y: &'a mut [f32],
}

impl<F: Function> Task for Apart<'_, F> {
    #[inline(always)]
    fn run(self) {
        let n = self.x.len().min(self.y.len());
        let (x, last) = self.x.get(..n).unwrap_or(&[]).as_chunks::<BLOCK>();
        let (y, rest) = self.y.get_mut(..n).unwrap_or(&mut []).as_chunks_mut::<BLOCK>();
        for i in 0..x.len().min(y.len()) {
            y[i] = block(self.f, &x[i]);
        }
        for i in 0..last.len().min(rest.len()) {
            rest[i] = self.f.apply(last[i]);
        }
    }
}

struct InPlace<'a, F> {
    f: F,
    y: &'a mut [f32],
}

impl<F: Function> Task for InPlace<'_, F> {
    #[inline(always)]
    fn run(self) {
        let (y, rest) = self.y.as_chunks_mut::<BLOCK>();
        for i in 0..y.len() {
            y[i] = block(self.f, &y[i]);
        }
        for i in 0..rest.len() {
            rest[i] = self.f.apply(rest[i]);
        }
    }
}

#[inline(always)]
fn block<F: Function>(f: F, x: &[f32; BLOCK]) -> [f32; BLOCK] {
    let mut y = [0.0; BLOCK];
    for i in 0..BLOCK {
        y[i] = f.apply(x[i]);
    }
    y
}
