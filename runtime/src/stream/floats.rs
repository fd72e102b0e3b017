//! Functions of a float: the very functions that the plain kernels have, in loops that are compiled for the instructions of
//! each level. Exponentials fuse products and sums where the level has that.

use super::binary::Combine;
use super::side::{Side, row};
use crate::isa::{BLOCK, Stream, Task, dispatch};
use crate::kernel::{self, Unary, exp_by, tanh_by};

/// The kernel of a function of blocks.
macro_rules! kernel {
    ($(#[$doc:meta])* $kernel:ident = $function:ident $kind:ident) => {
        #[inline(always)]
        fn $function<I: Stream>(isa: I, io: Unary<'_, f32>) {
            map(isa, $kind, io);
        }

        dispatch! {
            $(#[$doc])*
            pub fn $kernel(io: Unary<'_, f32>) = $function
        }
    };
}

/// Kernels of functions of an element.
macro_rules! functions {
    ($($(#[$doc:meta])* $kernel:ident = $function:ident $kind:ident |$isa:ident, $x:ident| $value:expr;)*) => { $(
        #[derive(Clone, Copy)]
        pub(super) struct $kind;

        impl Combine<f32> for $kind {
            #[inline(always)]
            fn apply<I: Stream>(&self, $isa: I, x: &[f32; BLOCK], _: &[f32; BLOCK]) -> [f32; BLOCK] {
                let mut y = [0.0; BLOCK];
                for i in 0..BLOCK {
                    let $x = x[i];
                    y[i] = $value;
                }
                y
            }
        }

        kernel! { $(#[$doc])* $kernel = $function $kind }
    )* };
}
functions! {
    /// `x`, or `exp(x) - 1` below 0.
    stream_elu_f32 = elu Elu |_isa, x| kernel::elu(x);
    /// `exp(x)`.
    stream_exp_f32 = exp Exp |isa, x| exp_by(isa, x);
    /// `x` times the normal distribution's cumulative function.
    stream_gelu_f32 = gelu Gelu |_isa, x| kernel::gelu(x);
    /// The same, approximated with the hyperbolic tangent.
    stream_gelu_tanh_f32 = gelu_tanh GeluTanh |_isa, x| kernel::gelu_tanh(x);
    /// `x * min(max(x + 3, 0), 6) / 6`.
    stream_hard_swish_f32 = hard_swish HardSwish |_isa, x| kernel::hard_swish(x);
    /// Hyperbolic tangent.
    stream_tanh_f32 = tanh Tanh |isa, x| tanh_by(isa, x);
}

#[derive(Clone, Copy)]
pub(super) struct Logistic;

impl Combine<f32> for Logistic {
    #[inline(always)]
    fn apply<I: Stream>(&self, isa: I, x: &[f32; BLOCK], _: &[f32; BLOCK]) -> [f32; BLOCK] {
        isa.logistic(x)
    }
}

kernel! {
    /// `1 / (1 + exp(-x))`.
    stream_logistic_f32 = logistic Logistic
}

#[derive(Clone, Copy)]
pub(super) struct Swish;

impl Combine<f32> for Swish {
    #[inline(always)]
    fn apply<I: Stream>(&self, isa: I, x: &[f32; BLOCK], _: &[f32; BLOCK]) -> [f32; BLOCK] {
        let mut y = isa.logistic(x);
        for i in 0..BLOCK {
            y[i] *= x[i];
        }
        y
    }
}

kernel! {
    /// `x * logistic(x)`.
    stream_swish_f32 = swish Swish
}

#[inline(always)]
pub(super) fn map<I: Stream, F: Combine<f32>>(isa: I, f: F, io: Unary<'_, f32>) {
    let (x, y) = match io {
        Unary::Apart(x, y) => (Side::Row(x), y),
        Unary::InPlace(y) => (Side::Place, y),
    };
    isa.vectorize(Map { isa, f, x, y });
}

struct Map<'a, I, F> {
    isa: I,
    f: F,
    x: Side<'a, f32>,
    y: &'a mut [f32],
}

impl<I: Stream, F: Combine<f32>> Task for Map<'_, I, F> {
    #[inline(always)]
    fn run(self) {
        row(self.isa, &self.f, [self.x, Side::Place], self.y);
    }
}
