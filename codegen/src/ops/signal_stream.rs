//! TFLite Micro's signal library where it keeps samples from run to run: SignalDelay, SignalFramer, SignalStacker and
//! SignalOverlapAdd.

use super::signal::{LARGEST, number};
use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{Framer, Stacker};
use crate::plan::{Arg, Lower};

/// The product of all dimensions but the last `inner`.
fn rows(x: &Shape, inner: usize) -> usize {
    x.iter().rev().skip(inner).fold(1usize, |product, &dim| product.saturating_mul(dim))
}

/// Checks that what is kept has been laid out for as many rows.
fn expect_kept(cx: &Infer<'_>, index: usize, dtype: DType, count: usize) -> Result<(), Diagnostic> {
    let kept = cx.state(index)?;
    kept.expect_dtype(&[dtype])?;
    if kept.shape.elements() == count {
        return Ok(());
    }
    let help = "convert the model with the shape that it is to have; what it keeps has that of the file";
    Err(Diagnostic::unsupported("a shape that is not the file's", help).on(&cx.input(0)?.name))
}

/// SignalDelay: rows that come out later.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalDelay {
    length: usize,
}

impl Operator for SignalDelay {
    const TYPES: &'static [DType] = &[DType::I16];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let attributes = options.attributes()?;
        let length = number(&attributes, "delay_length", LARGEST)?;
        attributes.finish()?;
        options.keep(DType::I16, rows(&options.shape(0)?, 1).saturating_mul(length))?;
        Ok(SignalDelay { length })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let x = cx.input(0)?;
        x.expect_rank(1..=usize::MAX)?;
        cx.output_is(0, DType::I16)?;
        expect_kept(cx, 1, DType::I16, rows(&x.shape, 1).saturating_mul(self.length))?;
        Ok(vec![x.shape.clone()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (frame, delay) = (Arg::value(cx.input(0)?.shape.from_end(0)), Arg::value(self.length));
        let args = [frame, delay, cx.read("x", 0)?, cx.update("kept", 1)?, cx.write("y", 0)?];
        cx.call("signal_delay", args);
        Ok(())
    }
}

/// SignalFramer: frames that overlap.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalFramer {
    size: usize,
    step: usize,
    prefill: bool,
}

/// What the framer keeps: steps seen, and samples.
const SEEN: usize = 1;
const SAMPLES: usize = 2;

impl Operator for SignalFramer {
    const TYPES: &'static [DType] = &[DType::I16];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let attributes = options.attributes()?;
        let op = SignalFramer {
            size: number(&attributes, "frame_size", LARGEST)?,
            step: number(&attributes, "frame_step", LARGEST)?,
            prefill: attributes.bool("prefill")?.ok_or_else(|| Diagnostic::malformed("no option `prefill`"))?,
        };
        attributes.finish()?;
        if op.step == 0 || op.size < op.step {
            return Err(Diagnostic::malformed(format!("frames of {} samples every {}", op.size, op.step)));
        }
        if op.kept() / op.step > i16::MAX as usize {
            return Err(Diagnostic::too_large(format!("frames of {} samples every {}", op.size, op.step)));
        }
        options.keep(DType::I16, 1)?;
        options.keep(DType::I16, rows(&options.shape(0)?, 1).saturating_mul(op.kept()))?;
        Ok(op)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=3, 2)?;
        let x = cx.input(0)?;
        x.expect_rank(1..=usize::MAX)?;
        cx.output_is(0, DType::I16)?;
        cx.output_is(1, DType::Bool)?;
        let samples = x.shape.from_end(0);
        if samples == 0 || !samples.is_multiple_of(self.step) {
            let message = format!("rows of {samples} samples for frames every {}", self.step);
            return Err(Diagnostic::malformed(message).on(&x.name));
        }
        cx.state(SEEN)?.expect(DType::I16, &[1])?;
        expect_kept(cx, SAMPLES, DType::I16, rows(&x.shape, 1).saturating_mul(self.kept()))?;
        let mut dims = x.shape.0.clone();
        dims.pop();
        dims.extend([samples / self.step, self.size]);
        Ok(vec![cx::checked_shape(dims)?, Shape::default()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (kept, samples) = (self.kept(), cx.input(0)?.shape.from_end(0));
        // Until the last of the samples kept is one that was there.
        let needed = if self.prefill { 0 } else { (kept / self.step) as i16 };
        let p = Framer { size: self.size, step: self.step, frames: samples / self.step, kept, needed };
        let (seen, kept) = (cx.update("seen", SEEN)?, cx.update("kept", SAMPLES)?);
        let args = [Arg::params(&p), cx.read("x", 0)?, seen, kept, cx.write("y", 0)?, cx.write("valid", 1)?];
        cx.call("signal_framer", args);
        Ok(())
    }
}

impl SignalFramer {
    /// Samples that are kept of each row: without zeros to begin with, frames begin with whole steps.
    fn kept(&self) -> usize {
        let size = if self.prefill { self.size } else { self.size.next_multiple_of(self.step.max(1)) };
        size.saturating_sub(self.step)
    }
}

/// SignalStacker: the features of several runs.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalStacker {
    p: Stacker,
}

/// What the stacker keeps: counts, and features.
const COUNT: usize = 1;
const FEATURES: usize = 2;

impl Operator for SignalStacker {
    const TYPES: &'static [DType] = &[DType::I16];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let attributes = options.attributes()?;
        let channels = number(&attributes, "num_channels", LARGEST)?;
        let left = number(&attributes, "stacker_left_context", LARGEST)?;
        let right = number(&attributes, "stacker_right_context", LARGEST)?;
        let step = number(&attributes, "stacker_step", LARGEST)?;
        attributes.finish()?;
        let runs = left + right + 1;
        if channels == 0 || step == 0 || step > runs {
            return Err(Diagnostic::malformed(format!("stacks of {runs} times {channels} features every {step}")));
        }
        let size = channels.saturating_mul(runs);
        options.keep(DType::I32, 2)?;
        options.keep(DType::I16, size)?;
        Ok(SignalStacker { p: Stacker { channels, left, size, step: channels * step } })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=3, 2)?;
        cx.input(0)?.expect(DType::I16, &[self.p.channels])?;
        cx.state(COUNT)?.expect(DType::I32, &[2])?;
        cx.state(FEATURES)?.expect(DType::I16, &[self.p.size])?;
        cx.output_is(0, DType::I16)?;
        cx.output_is(1, DType::Bool)?;
        Ok(vec![[self.p.size].into(), Shape::default()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (count, kept) = (cx.update("count", COUNT)?, cx.update("kept", FEATURES)?);
        let args = [Arg::params(&self.p), cx.read("x", 0)?, count, kept, cx.write("y", 0)?, cx.write("valid", 1)?];
        cx.call("signal_stacker", args);
        Ok(())
    }
}

/// SignalOverlapAdd: frames added where they overlap.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalOverlapAdd {
    dtype: DType,
    step: usize,
}

impl Operator for SignalOverlapAdd {
    const TYPES: &'static [DType] = &[DType::I16, DType::F32];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let attributes = options.attributes()?;
        let dtype = match attributes.int("T")? {
            Some(0) => DType::F32,
            Some(7) => DType::I16,
            other => return Err(Diagnostic::malformed(format!("option `T` is {other:?}"))),
        };
        let step = number(&attributes, "frame_step", LARGEST)?;
        attributes.finish()?;
        let shape = options.shape(0)?;
        options.keep(dtype, rows(&shape, 2).saturating_mul(shape.from_end(0)))?;
        Ok(SignalOverlapAdd { dtype, step })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let x: &Tensor = cx.input(0)?;
        x.expect_dtype(&[self.dtype])?;
        x.expect_rank(2..=usize::MAX)?;
        cx.output_is(0, self.dtype)?;
        let (frames, size) = (x.shape.from_end(1), x.shape.from_end(0));
        if self.step == 0 || self.step > size {
            let message = format!("frames of {size} samples every {}", self.step);
            return Err(Diagnostic::malformed(message).on(&x.name));
        }
        expect_kept(cx, 1, self.dtype, rows(&x.shape, 2).saturating_mul(size))?;
        let mut dims = x.shape.0.clone();
        dims.truncate(dims.len().saturating_sub(2));
        dims.push(frames.saturating_mul(self.step));
        Ok(vec![cx::checked_shape(dims)?])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let x = cx.input(0)?;
        let kernel = if self.dtype == DType::I16 { "signal_overlap_add_i16" } else { "signal_overlap_add_f32" };
        let [size, frames] = [x.shape.from_end(0), x.shape.from_end(1)].map(Arg::value);
        let args = [size, Arg::value(self.step), frames, cx.read("x", 0)?, cx.update("kept", 1)?, cx.write("y", 0)?];
        cx.call(kernel, args);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_begin_with_zeros_or_whole_steps() {
        let kept = |size, step, prefill| SignalFramer { size, step, prefill }.kept();
        assert_eq!((kept(400, 160, true), kept(400, 160, false), kept(320, 160, false)), (240, 320, 160));
        assert_eq!(rows(&[2, 3, 5].into(), 1), 6);
    }
}
