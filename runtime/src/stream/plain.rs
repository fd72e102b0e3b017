//! Kernels whose loops over blocks of channels or elements need nothing but to be compiled for the instructions of each level.

use super::pool::average_pool_bytes;
use crate::isa::{Stream, Task, dispatch};
use crate::kernel::{
    Dequantize, F32, Integer, Pool, Quantize, Reduce, SumFixed, average_pool_real, convert, max_pool, max_pool_real,
    mean, sum_fixed,
};

/// Kernels from calls of functions that are `#[inline(always)]`.
macro_rules! kernels {
    ($($(#[$doc:meta])* $name:ident($($arg:ident: $type:ty),*) = $call:expr;)*) => {
        /// For the instructions of one level.
        pub(super) mod at {
            use super::*;
            $(
                #[inline(always)]
                pub(in crate::stream) fn $name<'a, I: Stream>(isa: I, $($arg: $type),*) {
                    struct Call<'a> {
                        $($arg: $type),*
                    }
                    impl Task for Call<'_> {
                        #[inline(always)]
                        fn run(self) {
                            let Call { $($arg),* } = self;
                            $call
                        }
                    }
                    isa.vectorize(Call { $($arg),* });
                }
            )*
        }

        $(dispatch! {
            $(#[$doc])*
            pub fn $name<'a>($($arg: $type),*) = at::$name
        })*
    };
}
kernels! {
    /// Means of windows, rounded half away from zero.
    stream_average_pool_i8(p: &'a Pool<i32>, x: &'a [i8], y: &'a mut [i8]) = average_pool_bytes(p, x, y);
    /// Means of windows, rounded half away from zero.
    stream_average_pool_u8(p: &'a Pool<i32>, x: &'a [u8], y: &'a mut [u8]) = average_pool_bytes(p, x, y);
    /// Means of windows.
    stream_average_pool_f32(p: &'a Pool<F32>, x: &'a [f32], y: &'a mut [f32]) = average_pool_real::<true>(p, x, y);
    /// Maxima of windows.
    stream_max_pool_i8(p: &'a Pool<i32>, x: &'a [i8], y: &'a mut [i8]) = max_pool::<_, true>(p, i8::MIN, x, y);
    /// Maxima of windows.
    stream_max_pool_u8(p: &'a Pool<i32>, x: &'a [u8], y: &'a mut [u8]) = max_pool::<_, true>(p, u8::MIN, x, y);
    /// Maxima of windows; NaN counts as least.
    stream_max_pool_f32(p: &'a Pool<F32>, x: &'a [f32], y: &'a mut [f32]) = max_pool_real::<true>(p, x, y);
    /// Means of quantized elements.
    stream_sum_fixed_i8(p: &'a Reduce<'a>, sum: &'a SumFixed, x: &'a [i8], y: &'a mut [i8]) = sum_fixed(p, sum, x, y);
    /// Means of quantized elements.
    stream_sum_fixed_u8(p: &'a Reduce<'a>, sum: &'a SumFixed, x: &'a [u8], y: &'a mut [u8]) = sum_fixed(p, sum, x, y);
    /// Means of `count` elements; NaN for none.
    stream_mean_f32(p: &'a Reduce<'a>, count: F32, x: &'a [f32], y: &'a mut [f32]) = mean(p, count, x, y);
    /// QUANTIZE of floats.
    stream_quantize_i8(p: &'a Quantize, x: &'a [f32], y: &'a mut [i8]) = convert(x, y, |x| i8::narrow(p.apply(x)));
    /// QUANTIZE of floats.
    stream_quantize_u8(p: &'a Quantize, x: &'a [f32], y: &'a mut [u8]) = convert(x, y, |x| u8::narrow(p.apply(x)));
    /// DEQUANTIZE.
    stream_dequantize_i8(p: &'a Dequantize, x: &'a [i8], y: &'a mut [f32]) = convert(x, y, |x| p.apply(x.into()));
    /// DEQUANTIZE.
    stream_dequantize_u8(p: &'a Dequantize, x: &'a [u8], y: &'a mut [f32]) = convert(x, y, |x| p.apply(x.into()));
}
