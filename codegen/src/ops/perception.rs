//! Pooling that tells where maxima are, and the way back: custom operators of TFLite's and MediaPipe's image segmentation.

use super::attributes::structure;
use super::cx::{Activation, checked_shape};
use super::window::{Padding, Steps};
use super::{Infer, Operator, Options, quantized};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{Clamp, F32, Pool, Unpool, Window};
use crate::plan::{Arg, Lower};

/// Filter and strides; pairs are `[height, width]`.
#[derive(Clone, Debug, PartialEq)]
struct Windows {
    filter: [usize; 2],
    steps: [Steps; 2],
    padding: Padding,
}

impl Windows {
    fn new(padding: Padding, strides: [i32; 2], filter: [i32; 2]) -> Result<Self, Diagnostic> {
        let extent = |extent: i32| {
            let extent = usize::try_from(extent).ok().filter(|&extent| extent > 0);
            extent.ok_or_else(|| Diagnostic::malformed("a filter without taps"))
        };
        let [height, width] = filter;
        let [rows, columns] = strides;
        Ok(Windows {
            filter: [extent(height)?, extent(width)?],
            steps: [Steps::parse(rows, 1)?, Steps::parse(columns, 1)?],
            padding,
        })
    }

    /// From TFLite's structure.
    fn parse_raw(bytes: &[u8]) -> Result<Self, Diagnostic> {
        let [padding, stride_w, stride_h, filter_w, filter_h] = structure(bytes)?;
        Windows::new(Padding::parse_raw(padding)?, [stride_h, stride_w], [filter_h, filter_w])
    }

    fn of(&self, x: &Tensor) -> Result<[Window; 2], Diagnostic> {
        let [y, x] = [0, 1].map(|i| self.steps[i].window(x.shape.from_end(2 - i), self.filter[i], self.padding));
        Ok([y?, x?])
    }
}

/// `MaxPoolWithArgmax`, which gives indices into the image, and `MaxPoolingWithArgmax2D`, which gives the numbers of taps.
#[derive(Clone, Debug, PartialEq)]
pub struct ArgmaxPool {
    windows: Windows,
    taps: bool,
    activation: Activation,
}

impl Operator for ArgmaxPool {
    const TYPES: &'static [DType] = &[DType::F32];
    const REFUSED: &'static str = "indices over all images of a batch";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        if options.custom == "MaxPoolingWithArgmax2D" {
            let [.., activation] = structure::<6>(options.custom_options)?;
            let (windows, activation) =
                (Windows::parse_raw(options.custom_options)?, Activation::parse_raw(activation)?);
            return Ok(ArgmaxPool { windows, taps: true, activation });
        }
        let o = options.attributes()?;
        let padding = match o.text("padding")? {
            Some("SAME") => Padding::Same,
            Some("VALID") => Padding::Valid,
            other => return Err(Diagnostic::malformed(format!("padding {other:?}"))),
        };
        if o.bool("include_batch_in_index")?.unwrap_or(false) {
            return Err(Diagnostic::unsupported(
                "indices over all images of a batch",
                "TFLite does not take it either",
            ));
        }
        let middle = |name: &'static str| {
            let values = o.ints(name)?.unwrap_or_default();
            let [1, height, width, 1] = values[..] else {
                return Err(Diagnostic::malformed(format!("option `{name}` is {values:?}")));
            };
            Ok([height, width].map(|value| i32::try_from(value).unwrap_or(0)))
        };
        let windows = Windows::new(padding, middle("strides")?, middle("ksize")?)?;
        // The type of the values, which is the tensor's, and the indices', which is always int32.
        ["T", "Targmax"].into_iter().for_each(|name| o.ignore(name));
        o.finish()?;
        Ok(ArgmaxPool { windows, taps: false, activation: Activation::None })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 2)?;
        let x = cx.input(0)?;
        x.expect_rank(4..=4)?;
        cx.output_is(0, DType::F32)?;
        cx.output_is(1, if self.taps { DType::F32 } else { DType::I32 })?;
        let [height, width] = self.windows.of(x)?;
        let shape = checked_shape(vec![x.shape.from_end(3), height.output, width.output, x.shape.from_end(0)])?;
        Ok(vec![shape.clone(), shape])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let x = cx.input(0)?;
        let [height, width] = self.windows.of(x)?;
        let clamp: Clamp<F32> = quantized::clamp_f32(self.activation);
        let p = Pool { height, width, channels: x.shape.from_end(0), clamp };
        let args = [Arg::params(&p), cx.read("x", 0)?, cx.write("y", 0)?, cx.write("indices", 1)?];
        cx.call(if self.taps { "argmax_pool_taps" } else { "argmax_pool_indices" }, args);
        Ok(())
    }
}

/// `MaxUnpooling2D`. TFLite's takes indices (int32), MediaPipe's the numbers of taps (float32), and they differ in the extents
/// that they make.
#[derive(Clone, Debug, PartialEq)]
pub struct MaxUnpool(Windows);

impl Operator for MaxUnpool {
    const TYPES: &'static [DType] = &[DType::F32];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Windows::parse_raw(options.custom_options).map(MaxUnpool)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let (x, places) = (cx.input(0)?, cx.input(1)?);
        x.expect_rank(4..=4)?;
        places.expect_dtype(&[DType::F32, DType::I32])?;
        places.expect(places.dtype, &x.shape)?;
        cx.output_is(0, DType::F32)?;
        let [height, width] = self.windows(cx)?.map(|window| window.input);
        let shape = checked_shape(vec![x.shape.from_end(3), height, width, x.shape.from_end(0)])?;
        if let Some(indices) = places.ints() {
            let image = shape.iter().skip(1).product::<usize>() as i64;
            if let Some(index) = indices.iter().find(|index| !(0..image).contains(index)) {
                return Err(Diagnostic::malformed(format!("index {index} of {image} values")).on(&places.name));
            }
        }
        Ok(vec![shape])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let x = cx.input(0)?;
        let data = [cx.read("x", 0)?, cx.read("places", 1)?, cx.write("y", 0)?];
        if cx.input(1)?.dtype == DType::I32 {
            let image = |shape: &Shape| Arg::value(shape.iter().skip(1).product::<usize>());
            let sizes = [image(&x.shape), image(&cx.output(0)?.shape)];
            return cx.call_fallible("max_unpool_indices", 1, sizes.into_iter().chain(data));
        }
        let [height, width] = self.windows(&cx.infer())?;
        let p = Unpool { height, width, channels: x.shape.from_end(0) };
        cx.call("max_unpool_taps", [Arg::params(&p)].into_iter().chain(data));
        Ok(())
    }
}

impl MaxUnpool {
    /// The windows whose outputs are the input.
    fn windows(&self, cx: &Infer<'_>) -> Result<[Window; 2], Diagnostic> {
        let (x, taps) = (cx.input(0)?, cx.input(1)?.dtype == DType::F32);
        let window = |i: usize| {
            let (output, filter, stride) = (x.shape.from_end(2 - i), self.0.filter[i], self.0.steps[i].stride());
            let gaps = output.saturating_sub(1).saturating_mul(stride);
            let input = match self.0.padding {
                _ if taps => output.saturating_mul(filter),
                Padding::Same => output.saturating_mul(stride),
                Padding::Valid => gaps.saturating_add(filter),
            };
            let padding = gaps.saturating_add(filter).saturating_sub(input) / 2;
            Window { input, output, filter, stride, dilation: 1, padding }
        };
        let windows = [window(0), window(1)];
        if windows.iter().any(|window| window.output == 0 || window.input > i32::MAX as usize) {
            return Err(Diagnostic::malformed(format!("shape {}", x.shape)).on(&x.name));
        }
        Ok(windows)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, variable};
    use super::*;

    fn windows(padding: i32, stride: i32, filter: i32) -> Windows {
        let bytes = [padding, stride, stride, filter, filter].map(i32::to_le_bytes).concat();
        Windows::parse_raw(&bytes).unwrap()
    }

    #[test]
    fn pooling_gives_two_outputs() {
        let op = ArgmaxPool { windows: windows(1, 2, 2), taps: false, activation: Activation::None };
        let y = apply(Op::ArgmaxPool(op.clone()), &[variable(DType::F32, &[1, 5, 4, 3])], &[DType::F32, DType::I32]);
        assert_eq!(y.unwrap()[1].shape, [1, 3, 2, 3].into());
        let wrong = apply(Op::ArgmaxPool(op), &[variable(DType::F32, &[1, 5, 4, 3])], &[DType::F32, DType::F32]);
        assert!(wrong.is_err());
    }

    #[test]
    fn extents_follow_the_kind_of_places() {
        let unpool = |padding, stride, filter, dtype| {
            let inputs = [variable(DType::F32, &[1, 3, 4, 2]), variable(dtype, &[1, 3, 4, 2])];
            let y = apply(Op::MaxUnpool(MaxUnpool(windows(padding, stride, filter))), &inputs, &[DType::F32]);
            y.map(|y| y[0].shape.to_vec())
        };
        assert_eq!(unpool(1, 2, 3, DType::I32), Ok(vec![1, 6, 8, 2]));
        assert_eq!(unpool(2, 2, 3, DType::I32), Ok(vec![1, 7, 9, 2]));
        assert_eq!(unpool(1, 2, 3, DType::F32), Ok(vec![1, 9, 12, 2]));
    }

    #[test]
    fn structures_are_checked() {
        assert!(Windows::parse_raw(&[1; 19]).is_err() && Windows::parse_raw(&[0; 20]).is_err());
        assert!(Windows::parse_raw(&[1, 0, 0, 0].repeat(5)).is_ok());
    }
}
