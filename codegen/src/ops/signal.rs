//! TFLite Micro's signal library between the transform and the features: custom operators in integers.

use super::attributes::Attributes;
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{Smoothing, SpectralSubtraction};
use crate::plan::{Arg, Lower};

/// An option that must be there, within bounds.
pub(super) fn number(attributes: &Attributes<'_>, name: &'static str, max: i64) -> Result<usize, Diagnostic> {
    let value = attributes.int(name)?.ok_or_else(|| Diagnostic::malformed(format!("no option `{name}`")))?;
    let fits = usize::try_from(value).ok().filter(|_| value <= max);
    fits.ok_or_else(|| Diagnostic::malformed(format!("option `{name}` is {value}, which is not 0 to {max}")))
}

/// The greatest size.
pub(super) const LARGEST: i64 = 1 << 24;
/// The greatest shift of 32 bits.
const SHIFT: i64 = 31;

fn vector(tensor: &Tensor, dtype: DType) -> Result<usize, Diagnostic> {
    tensor.expect_dtype(&[dtype])?;
    tensor.expect_rank(1..=1)?;
    Ok(tensor.shape.elements())
}

/// SignalWindow: samples times weights.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalWindow {
    shift: usize,
}

impl Operator for SignalWindow {
    const TYPES: &'static [DType] = &[DType::I16];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let attributes = options.attributes()?;
        let op = SignalWindow { shift: number(&attributes, "shift", SHIFT)? };
        attributes.finish().map(|()| op)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let (x, weights) = (cx.input(0)?, cx.input(1)?);
        cx.output_is(0, DType::I16)?;
        let count = vector(weights, DType::I16)?;
        if count == 0 || x.shape.is_empty() || !x.shape.elements().is_multiple_of(count) {
            let message = format!("a window of {count} samples over shape {}", x.shape);
            return Err(Diagnostic::malformed(message).on(&weights.name));
        }
        Ok(vec![x.shape.clone()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let args = [Arg::value(self.shift), cx.read("x", 0)?, cx.read("weights", 1)?, cx.write("y", 0)?];
        cx.call("signal_window", args);
        Ok(())
    }
}

/// SignalFftAutoScale: samples shifted up as far as they go.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalFftAutoScale;

impl Operator for SignalFftAutoScale {
    const TYPES: &'static [DType] = &[DType::I16];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        options.attributes()?.finish().map(|()| SignalFftAutoScale)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 2)?;
        vector(cx.input(0)?, DType::I16)?;
        cx.output_is(0, DType::I16)?;
        cx.output_is(1, DType::I32)?;
        Ok(vec![cx.input(0)?.shape.clone(), Shape::default()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let args = [cx.read("x", 0)?, cx.write("y", 0)?, cx.write("scale", 1)?];
        cx.call("signal_fft_auto_scale", args);
        Ok(())
    }
}

/// SignalEnergy: squared magnitudes of a spectrum.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalEnergy {
    start: usize,
    end: usize,
}

impl Operator for SignalEnergy {
    const TYPES: &'static [DType] = &[DType::I16];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let attributes = options.attributes()?;
        let (start, end) = (number(&attributes, "start_index", LARGEST)?, number(&attributes, "end_index", LARGEST)?);
        attributes.finish().map(|()| SignalEnergy { start, end })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        let x = cx.input(0)?;
        cx.output_is(0, DType::U32)?;
        let count = vector(x, DType::I16)? / 2;
        if self.end > count {
            let message = format!("energies up to {} of {count} complex numbers", self.end);
            return Err(Diagnostic::malformed(message).on(&x.name));
        }
        Ok(vec![[count].into()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let args = [Arg::value(self.start), Arg::value(self.end), cx.read("x", 0)?, cx.write("y", 0)?];
        cx.call("signal_energy", args);
        Ok(())
    }
}

/// SignalFilterBank: energies summed up in overlapping triangles.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalFilterBank {
    channels: usize,
}

impl Operator for SignalFilterBank {
    const TYPES: &'static [DType] = &[DType::U32];
    const REFUSED: &'static str = "triangles computed at run time";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let attributes = options.attributes()?;
        let op = SignalFilterBank { channels: number(&attributes, "num_channels", LARGEST)? };
        attributes.finish().map(|()| op)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(6..=6, 1)?;
        let count = vector(cx.input(0)?, DType::U32)?;
        let (weights, unweights) = (vector(cx.input(1)?, DType::I16)?, vector(cx.input(2)?, DType::I16)?);
        cx.output_is(0, DType::U64)?;
        (3..6).try_for_each(|index| cx.input(index)?.expect(DType::I16, &[self.channels + 1]))?;
        let (frequencies, starts, widths) = (cx.ints(3)?, cx.ints(4)?, cx.ints(5)?);
        for ((&frequency, &start), &width) in frequencies.iter().zip(&starts).zip(&widths) {
            let within = |start: i64, len: usize| start >= 0 && start.saturating_add(width) <= len as i64;
            // A triangle of no width is nowhere.
            if width > 0 && !(within(frequency, count) && within(start, weights.min(unweights))) {
                let message = format!("a triangle of {width} from {frequency} of {count}, with weights from {start}");
                return Err(Diagnostic::malformed(message));
            }
        }
        Ok(vec![[self.channels].into()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let args = [
            cx.read("x", 0)?,
            cx.read("weights", 1)?,
            cx.read("unweights", 2)?,
            cx.read("frequency_starts", 3)?,
            cx.read("weight_starts", 4)?,
            cx.read("widths", 5)?,
            cx.write("y", 0)?,
        ];
        cx.call("signal_filter_bank", args);
        Ok(())
    }
}

/// SignalFilterBankSquareRoot: square roots of energies, shifted down.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalFilterBankSquareRoot;

impl Operator for SignalFilterBankSquareRoot {
    const TYPES: &'static [DType] = &[DType::U64];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        options.attributes()?.finish().map(|()| SignalFilterBankSquareRoot)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        vector(cx.input(0)?, DType::U64)?;
        cx.input(1)?.expect(DType::I32, &[])?;
        cx.output_is(0, DType::U32)?;
        Ok(vec![cx.input(0)?.shape.clone()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let args = [cx.read("x", 0)?, cx.read("scale_bits", 1)?, cx.write("y", 0)?];
        cx.call("signal_filter_bank_square_root", args);
        Ok(())
    }
}

/// SignalFilterBankSpectralSubtraction: noise that is estimated from run to run, and taken away.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalSpectralSubtraction {
    channels: usize,
    p: SpectralSubtraction,
}

/// The kept estimates, after the one input.
const ESTIMATES: usize = 1;

impl Operator for SignalSpectralSubtraction {
    const TYPES: &'static [DType] = &[DType::U32];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let attributes = options.attributes()?;
        let factor = |name| number(&attributes, name, i32::MAX.into()).map(|value| value as u32);
        let p = SpectralSubtraction {
            even: Smoothing { new: factor("smoothing")?, old: factor("one_minus_smoothing")? },
            odd: Smoothing { new: factor("alternate_smoothing")?, old: factor("alternate_one_minus_smoothing")? },
            min_signal_remaining: factor("min_signal_remaining")?,
            smoothing_bits: number(&attributes, "smoothing_bits", SHIFT)? as u32,
            bits: number(&attributes, "spectral_subtraction_bits", SHIFT)? as u32,
            clamping: attributes.bool("clamping")?.ok_or_else(|| Diagnostic::malformed("no option `clamping`"))?,
        };
        let channels = number(&attributes, "num_channels", LARGEST)?;
        attributes.finish()?;
        options.keep(DType::U32, channels)?;
        Ok(SignalSpectralSubtraction { channels, p })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 2)?;
        cx.input(0)?.expect(DType::U32, &[self.channels])?;
        cx.state(ESTIMATES)?.expect(DType::U32, &[self.channels])?;
        cx.output_is(0, DType::U32)?;
        cx.output_is(1, DType::U32)?;
        Ok(vec![[self.channels].into(); 2])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let estimates = cx.update("estimates", ESTIMATES)?;
        let args = [Arg::params(&self.p), cx.read("x", 0)?, estimates, cx.write("y", 0)?, cx.write("noise", 1)?];
        cx.call("signal_spectral_subtraction", args);
        Ok(())
    }
}

/// SignalPCAN: a gain that follows the noise.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalPcan {
    snr_shift: usize,
}

/// Entries of the table of gains: two, and four for each of the 31 powers of two above, of which the last entry is not read.
const GAINS: usize = 125;

impl Operator for SignalPcan {
    const TYPES: &'static [DType] = &[DType::U32];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let attributes = options.attributes()?;
        let op = SignalPcan { snr_shift: number(&attributes, "snr_shift", 63)? };
        attributes.finish().map(|()| op)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=3, 1)?;
        let count = vector(cx.input(0)?, DType::U32)?;
        cx.input(1)?.expect(DType::U32, &[count])?;
        let gains = cx.input(2)?;
        if vector(gains, DType::I16)? < GAINS {
            let message = format!("{} gains where {GAINS} are expected", gains.shape.elements());
            return Err(Diagnostic::malformed(message).on(&gains.name));
        }
        cx.output_is(0, DType::U32)?;
        Ok(vec![[count].into()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let shift = Arg::value(self.snr_shift);
        let args = [shift, cx.read("x", 0)?, cx.read("noise", 1)?, cx.read("gains", 2)?, cx.write("y", 0)?];
        cx.call("signal_pcan", args);
        Ok(())
    }
}

/// SignalFilterBankLog: logarithms, times a scale.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalFilterBankLog {
    output_scale: usize,
    input_correction_bits: usize,
}

impl Operator for SignalFilterBankLog {
    const TYPES: &'static [DType] = &[DType::U32];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let attributes = options.attributes()?;
        let op = SignalFilterBankLog {
            output_scale: number(&attributes, "output_scale", i32::MAX.into())?,
            input_correction_bits: number(&attributes, "input_correction_bits", SHIFT)?,
        };
        attributes.finish().map(|()| op)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        vector(cx.input(0)?, DType::U32)?;
        cx.output_is(0, DType::I16)?;
        Ok(vec![cx.input(0)?.shape.clone()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (scale, bits) = (Arg::value(self.output_scale), Arg::value(self.input_correction_bits));
        let table = cx.constant("table", "u16", log_table());
        let args = [scale, bits, table, cx.read("x", 0)?, cx.write("y", 0)?];
        cx.call("signal_filter_bank_log", args);
        Ok(())
    }
}

/// How far the logarithm to base 2 of `1 + i/128` is above `i/128`, of 16 fractional bits.
fn log_table() -> Vec<u8> {
    let entry = |i: u8| {
        let x = f64::from(i) / 128.0;
        libm::round((libm::log2(1.0 + x) - x) * 65536.0) as u16
    };
    (0..=128).flat_map(|i| entry(i).to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;

    #[test]
    fn triangles_lie_inside() {
        let bank = |widths: &[i64], starts: &[i64]| {
            let list = |values: &[i64]| constant(DType::I16, &[values.len()], values);
            let inputs = [
                variable(DType::U32, &[10]),
                list(&[1; 6]),
                list(&[1; 6]),
                list(starts),
                list(&[0, 2, 4]),
                list(widths),
            ];
            apply(Op::SignalFilterBank(SignalFilterBank { channels: 2 }), &inputs, &[DType::U64]).is_ok()
        };
        assert!(bank(&[2, 2, 2], &[0, 3, 8]) && bank(&[2, 2, 0], &[0, 3, -1]));
        assert!(!bank(&[2, 2, 2], &[0, 3, 9]) && !bank(&[2, 2, 3], &[0, 3, 6]) && !bank(&[2, 2, 2], &[-1, 3, 6]));
        assert!(!bank(&[2, 2], &[0, 3]));
    }

    #[test]
    fn logarithms_bulge_in_the_middle() {
        let table: Vec<u16> = log_table().as_chunks().0.iter().map(|&bytes| u16::from_le_bytes(bytes)).collect();
        assert_eq!((table.len(), table[0], table[1], table[57], table[128]), (129, 0, 224, 5641, 0));
    }
}
