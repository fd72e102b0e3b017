//! AVERAGE_POOL_2D, MAX_POOL_2D, L2_POOL_2D: means, maxima and root mean squares of windows of an image.

use super::cx::{Activation, checked_shape};
use super::{Infer, Operator, Options, quantized};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{Clamp, Pool};
use crate::plan::{Arg, Lower};
use crate::schema::fb;

/// Attributes of a pooling operator; pairs are `[height, width]`.
#[derive(Clone, Debug, PartialEq)]
struct Window {
    filter: [i32; 2],
    stride: [i32; 2],
    same: bool,
    activation: Activation,
}

impl Window {
    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let pool = options.table.builtin_options_as_pool_2_doptions();
        let o = pool.ok_or_else(|| Diagnostic::malformed("a pooling operator without its options"))?;
        let filter = [o.filter_height(), o.filter_width()];
        let stride = [o.stride_h(), o.stride_w()];
        if filter.iter().chain(&stride).any(|&extent| extent <= 0) {
            return Err(Diagnostic::malformed(format!("a window of {filter:?} in steps of {stride:?}")));
        }
        let same = match o.padding() {
            fb::Padding::SAME => true,
            fb::Padding::VALID => false,
            other => return Err(Diagnostic::malformed(format!("padding {}", other.0))),
        };
        Ok(Window { filter, stride, same, activation: options.activation(o.fused_activation_function())? })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        x.expect_rank(4..=4)?;
        cx.output_is(0, x.dtype)?;
        if x.dtype != DType::F32 {
            self.clamp(y)?;
        }
        let [height, width] = [0, 1].map(|dim| self.span(x, dim));
        Ok(vec![checked_shape(vec![x.shape[0], height?.0, width?.0, x.shape[3]])?])
    }

    /// Number of windows along a dimension, and how far the first begins before the image (`ComputePaddingHeightWidth`).
    fn span(&self, x: &Tensor, dim: usize) -> Result<(usize, usize), Diagnostic> {
        let extent = x.shape[1 + dim] as i64;
        let (filter, stride) = (i64::from(self.filter[dim]), i64::from(self.stride[dim]));
        let windows = (extent + stride - if self.same { 1 } else { filter }) / stride;
        let padding = ((windows - 1) * stride + filter - extent).max(0) / 2;
        match (usize::try_from(windows), usize::try_from(padding)) {
            (Ok(windows), Ok(padding)) => Ok((windows, padding)),
            _ => {
                let message = format!("a window of {filter} without padding does not fit into {extent} values");
                Err(Diagnostic::malformed(message).on(&x.name))
            }
        }
    }

    /// Bounds of a quantized output. Scales do not matter where there is no activation.
    fn clamp(&self, y: &Tensor) -> Result<Clamp<i32>, Diagnostic> {
        match y.dtype.range().filter(|_| self.activation == Activation::None) {
            Some((min, max)) => Ok(Clamp { min, max }),
            None => quantized::clamp(self.activation, y),
        }
    }

    fn params<T>(&self, x: &Tensor, clamp: Clamp<T>) -> Result<Pool<T>, Diagnostic> {
        let [(height, top), (width, left)] = [self.span(x, 0)?, self.span(x, 1)?];
        Ok(Pool {
            input: [x.shape[1], x.shape[2]],
            output: [height, width],
            channels: x.shape[3],
            filter: self.filter.map(|extent| extent as usize),
            stride: self.stride.map(|step| step as usize),
            padding: [top, left],
            clamp,
        })
    }

    fn lower(&self, cx: &mut Lower<'_>, kernels: Kernels) -> Result<(), Diagnostic> {
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        let params = if x.dtype == DType::F32 {
            Arg::params(&self.params(x, quantized::clamp_f32(self.activation))?)
        } else {
            Arg::params(&self.params(x, self.clamp(y)?)?)
        };
        let kernel = match x.dtype {
            DType::I8 => kernels.i8,
            DType::U8 => kernels.u8,
            DType::I16 => kernels.i16,
            _ => kernels.f32,
        };
        let args = [params, cx.read("x", 0)?, cx.write("y", 0)?];
        cx.call(kernel, args);
        Ok(())
    }
}

struct Kernels {
    f32: &'static str,
    i8: &'static str,
    u8: &'static str,
    i16: &'static str,
}

macro_rules! operators {
    ($($name:ident $types:expr, $f32:literal $i8:literal $u8:literal $i16:literal;)*) => { $(
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name(Window);

        impl Operator for $name {
            const TYPES: &'static [DType] = &$types;

            fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
                Window::parse(options).map($name)
            }

            fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
                self.0.infer(cx)
            }

            fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
                self.0.lower(cx, Kernels { f32: $f32, i8: $i8, u8: $u8, i16: $i16 })
            }
        }
    )* };
}
operators! {
    AveragePool2d [DType::F32, DType::I8, DType::U8, DType::I16],
        "average_pool_f32" "average_pool_i8" "average_pool_u8" "average_pool_i16";
    MaxPool2d [DType::F32, DType::I8, DType::U8, DType::I16],
        "max_pool_f32" "max_pool_i8" "max_pool_u8" "max_pool_i16";
    L2Pool2d [DType::F32], "l2_pool_f32" "" "" "";
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(filter: [i32; 2], stride: [i32; 2], same: bool) -> Window {
        Window { filter, stride, same, activation: Activation::None }
    }

    fn image(height: usize, width: usize) -> Tensor {
        Tensor { name: "x".into(), dtype: DType::I8, shape: [1, height, width, 1].into(), quant: None, data: None }
    }

    #[test]
    fn windows_and_padding() {
        let x = image(5, 6);
        let same = window([3, 2], [2, 4], true);
        assert_eq!((same.span(&x, 0), same.span(&x, 1)), (Ok((3, 1)), Ok((2, 0))));
        let valid = window([3, 2], [2, 4], false);
        assert_eq!((valid.span(&x, 0), valid.span(&x, 1)), (Ok((2, 0)), Ok((2, 0))));
    }

    #[test]
    fn windows_that_do_not_fit_are_refused() {
        assert!(window([9, 1], [1, 1], false).span(&image(5, 6), 0).is_err());
        assert_eq!(window([6, 1], [2, 1], false).span(&image(5, 6), 0), Ok((0, 0)));
    }
}
