//! AVERAGE_POOL_2D, MAX_POOL_2D, L2_POOL_2D: means, maxima and root mean squares of windows of an image.

use super::cx::{Activation, checked_shape};
use super::window::{Padding, Steps, is_inside};
use super::{Infer, Operator, Options, quantized, stream};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{Clamp, Pool, Window};
use crate::plan::{Arg, Lower};

/// Attributes of a pooling operator; pairs are `[height, width]`.
#[derive(Clone, Debug, PartialEq)]
struct Attributes {
    filter: [usize; 2],
    steps: [Steps; 2],
    padding: Padding,
    activation: Activation,
}

impl Attributes {
    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let pool = options.table.builtin_options_as_pool_2_doptions();
        let o = pool.ok_or_else(|| Diagnostic::malformed("a pooling operator without its options"))?;
        Ok(Attributes {
            // A negative extent counts as 0, which no window has.
            filter: [o.filter_height(), o.filter_width()].map(|extent| extent.max(0) as usize),
            steps: [Steps::parse(o.stride_h(), 1)?, Steps::parse(o.stride_w(), 1)?],
            padding: Padding::parse(o.padding())?,
            activation: options.activation(o.fused_activation_function())?,
        })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        x.expect_rank(4..=4)?;
        cx.output_is(0, x.dtype)?;
        if x.dtype != DType::F32 {
            self.clamp(y)?;
        }
        let [height, width] = self.windows(x)?;
        Ok(vec![checked_shape(vec![x.shape[0], height.output, width.output, x.shape[3]])?])
    }

    fn windows(&self, x: &Tensor) -> Result<[Window; 2], Diagnostic> {
        let window = |dim: usize| self.steps[dim].window(x.shape[1 + dim], self.filter[dim], self.padding);
        let windows = window(0).and_then(|height| Ok([height, window(1)?]));
        windows.map_err(|problem| problem.on(&x.name))
    }

    /// Bounds of a quantized output. Scales do not matter where there is no activation.
    fn clamp(&self, y: &Tensor) -> Result<Clamp<i32>, Diagnostic> {
        match y.dtype.range().filter(|_| self.activation == Activation::None) {
            Some((min, max)) => Ok(Clamp { min, max }),
            None => quantized::clamp(self.activation, y),
        }
    }

    fn params<T>(&self, x: &Tensor, clamp: Clamp<T>) -> Result<Pool<T>, Diagnostic> {
        let [height, width] = self.windows(x)?;
        Ok(Pool { height, width, channels: x.shape[3], clamp })
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
        cx.call(stream::kernel(kernel, cx.target()), args);
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
        pub struct $name(Attributes);

        impl Operator for $name {
            const TYPES: &'static [DType] = &$types;

            fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
                Attributes::parse(options).map($name)
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

impl MaxPool2d {
    /// The same of an input without so many lines and columns of zeros around it, if no element is less and each output meets some.
    pub(crate) fn without_pad(&self, cx: &Infer<'_>, [rows, columns]: [(usize, usize); 2]) -> Option<Self> {
        let (x, [row, column]) = (cx.input(0).ok()?, self.0.steps);
        let pool = Attributes { steps: [row.around(rows), column.around(columns)], ..self.0.clone() };
        let inside = pool.windows(x).ok()?.iter().all(is_inside);
        let least = matches!(x.dtype, DType::I8 | DType::U8)
            && x.dtype.range().is_some_and(|(least, _)| x.quant_parameters().1 == least);
        (inside && least).then_some(MaxPool2d(pool))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::Op;
    use crate::ops::testing::{apply, graph, quantized, variable};

    fn pool(shape: &[usize], filter: [usize; 2], stride: i32, padding: Padding) -> Result<Vec<usize>, String> {
        let step = Steps::parse(stride, 1).map_err(|problem| problem.to_string())?;
        let attributes = Attributes { filter, steps: [step; 2], padding, activation: Activation::None };
        let y = apply(Op::MaxPool2d(MaxPool2d(attributes)), &[variable(DType::I8, shape)], &[DType::I8])?;
        Ok(y[0].shape.0.clone())
    }

    #[test]
    fn windows_make_the_shape() {
        assert_eq!(pool(&[2, 5, 6, 3], [3, 2], 2, Padding::Same), Ok(vec![2, 3, 3, 3]));
        assert_eq!(pool(&[2, 5, 6, 3], [3, 2], 2, Padding::Valid), Ok(vec![2, 2, 3, 3]));
    }

    #[test]
    fn zeros_are_padding_where_nothing_is_less() {
        let padded = |dtype, zero_point| {
            let step = Steps::parse(2, 1).unwrap();
            let (steps, padding, activation) = ([step; 2], Padding::Valid, Activation::None);
            let pool = MaxPool2d(Attributes { filter: [3; 2], steps, padding, activation });
            let x = quantized(variable(dtype, &[1, 6, 6, 2]), 0.5, zero_point);
            let graph = graph(Op::MaxPool2d(pool.clone()), &[x], &[variable(dtype, &[])]).unwrap();
            let entry = &graph.entries[0].nodes[0];
            pool.without_pad(&Infer { graph: &graph, inputs: &entry.inputs, outputs: &entry.outputs }, [(1, 1); 2])
        };
        assert!(padded(DType::I8, -128).is_some() && padded(DType::U8, 0).is_some());
        assert!(padded(DType::I8, -127).is_none() && padded(DType::U8, 128).is_none());
    }

    #[test]
    fn windows_that_do_not_fit_are_refused() {
        assert!(pool(&[2, 5, 6, 3], [6, 1], 1, Padding::Valid).is_err());
        assert!(pool(&[2, 5, 6, 3], [0, 1], 1, Padding::Same).is_err());
        assert!(pool(&[5, 6, 3], [1, 1], 1, Padding::Same).is_err());
    }
}
