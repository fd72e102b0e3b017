//! AudioSpectrogram and Mfcc: custom operators from samples to features.

use super::complex::table;
use super::signal::{LARGEST, number};
use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel;
use crate::plan::{Arg, Lower};
use std::f64::consts::PI;

/// The energies of frequencies, frame by frame.
#[derive(Clone, Debug, PartialEq)]
pub struct AudioSpectrogram {
    window: usize,
    stride: usize,
    squared: bool,
}

impl Operator for AudioSpectrogram {
    const TYPES: &'static [DType] = &[DType::F32];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let attributes = options.attributes()?;
        let op = AudioSpectrogram {
            window: number(&attributes, "window_size", LONGEST)?,
            stride: number(&attributes, "stride", LARGEST)?,
            // TFLite takes what is not there as false.
            squared: attributes.bool("magnitude_squared")?.unwrap_or(false),
        };
        attributes.finish()?;
        if op.window < 2 || op.stride < 1 {
            return Err(Diagnostic::malformed(format!("frames of {} samples every {}", op.window, op.stride)));
        }
        Ok(op)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        let x = cx.input(0)?;
        x.expect_rank(2..=2)?;
        cx.output_is(0, DType::F32)?;
        let frames = x.shape[0].checked_sub(self.window).map_or(0, |room| room / self.stride + 1);
        Ok(vec![cx::checked_shape(vec![x.shape[1], frames, self.length() / 2 + 1])?])
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        let (rows, length) =
            (|y: &Shape| (y.from_end(2) as u64).saturating_mul(y.from_end(1) as u64), self.length() as u64);
        let one = length.saturating_mul(u64::from(length.max(1).ilog2()));
        cx.output(0).map_or(0, |y| rows(&y.shape).saturating_mul(one))
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (x, y, length) = (cx.input(0)?, cx.output(0)?, self.length());
        let (channels, frames) = (x.shape.from_end(0), y.shape.from_end(1));
        let p = kernel::Spectrogram { channels, frames, stride: self.stride, squared: self.squared };
        let weight = |i: usize| 0.5 - 0.5 * libm::cos(2.0 * PI * i as f64 / self.window as f64);
        let window = (0..self.window).flat_map(|i| (weight(i) as f32).to_le_bytes()).collect();
        let args = [
            Arg::params(&p),
            cx.constant("table", "C64", table(length)),
            cx.constant("window", "f32", window),
            cx.read("x", 0)?,
            cx.scratch("work", "f32", self.window),
            cx.scratch("spectrum", "C64", length / 2 + 1),
            cx.write("y", 0)?,
        ];
        cx.call("audio_spectrogram", args);
        Ok(())
    }
}

/// As of other transforms.
const LONGEST: i64 = 1 << 20;

impl AudioSpectrogram {
    /// Samples of the transform.
    fn length(&self) -> usize {
        self.window.next_power_of_two()
    }
}

/// Cepstral coefficients of a spectrogram.
#[derive(Clone, Debug, PartialEq)]
pub struct Mfcc {
    upper: f64,
    lower: f64,
    filters: usize,
    coefficients: usize,
}

impl Operator for Mfcc {
    const TYPES: &'static [DType] = &[DType::F32];
    const REFUSED: &'static str = "a sample rate computed at run time";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let attributes = options.attributes()?;
        // TFLite reads limits as integers.
        let limit = |name| Ok(f64::from(attributes.float(name)?.unwrap_or(0.0)).trunc());
        let op = Mfcc {
            upper: limit("upper_frequency_limit")?,
            lower: limit("lower_frequency_limit")?,
            filters: number(&attributes, "filterbank_channel_count", MOST)?,
            coefficients: number(&attributes, "dct_coefficient_count", MOST)?,
        };
        attributes.finish()?;
        let fits = op.lower >= 0.0 && op.upper > op.lower && op.coefficients >= 1 && op.coefficients <= op.filters;
        if fits { Ok(op) } else { Err(Diagnostic::malformed(format!("{op:?}"))) }
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let x = cx.input(0)?;
        x.expect_rank(3..=3)?;
        cx.output_is(0, DType::F32)?;
        cx.input(1)?.expect_dtype(&[DType::I32])?;
        self.bank(x.shape[2], cx.int(1)?)?;
        Ok(vec![cx::checked_shape(vec![x.shape[0], x.shape[1], self.coefficients])?])
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        let per_frame = |x: &Shape| x.from_end(0).saturating_add(self.filters.saturating_mul(self.coefficients)) as u64;
        let frames = |x: &Shape| (x.from_end(2) as u64).saturating_mul(x.from_end(1) as u64);
        cx.input(0).map_or(0, |x| frames(&x.shape).saturating_mul(per_frame(&x.shape)))
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let frequencies = cx.input(0)?.shape.from_end(0);
        let bank = self.bank(frequencies, cx.infer().int(1)?)?;
        let p = kernel::Mfcc { frequencies, start: bank.start, coefficients: self.coefficients };
        let args = [
            Arg::params(&p),
            cx.constant("bands", "u16", bank.bands.iter().flat_map(|band| band.to_le_bytes()).collect()),
            cx.constant("weights", "f32", bank.weights.iter().flat_map(|weight| weight.to_le_bytes()).collect()),
            cx.constant("cosines", "f32", self.cosines()),
            cx.read("x", 0)?,
            cx.scratch("sums", "f32", self.filters + 2),
            cx.write("y", 0)?,
        ];
        cx.call("mfcc", args);
        Ok(())
    }
}

/// The most filters: bands have 16 bits, and the cosines are to fit.
const MOST: i64 = 1 << 10;

/// Which filters the frequencies from `start` on are in.
#[derive(Debug)]
struct Bank {
    start: usize,
    /// The filter where a frequency has its weight, counted from 1; 0 is none.
    bands: Vec<u16>,
    weights: Vec<f32>,
}

/// The mel scale.
fn mel(frequency: f64) -> f64 {
    1127.0 * libm::log1p(frequency / 700.0)
}

impl Mfcc {
    fn bank(&self, frequencies: usize, rate: i64) -> Result<Bank, Diagnostic> {
        let problem = |message: String| {
            let help = "give a spectrogram of at least two frequencies, and limits up to half the sample rate";
            Err(Diagnostic::unsupported(message, help))
        };
        if rate <= 0 || frequencies < 2 {
            return problem(format!("{frequencies} frequencies at a sample rate of {rate}"));
        }
        let step = 0.5 * rate as f64 / (frequencies - 1) as f64;
        let (start, end) = ((1.5 + self.lower / step) as usize, (self.upper / step) as usize);
        if end >= frequencies {
            return problem(format!("an upper limit of {} Hz at a sample rate of {rate}", self.upper));
        }
        let (low, spacing) = (mel(self.lower), (mel(self.upper) - mel(self.lower)) / (self.filters + 1) as f64);
        let centers: Vec<f64> = (0..=self.filters).map(|i| low + spacing * (i + 1) as f64).collect();
        let mut bank = Bank { start, bands: Vec::new(), weights: Vec::new() };
        let mut band = 0;
        for mel in (start..=end).map(|i| mel(i as f64 * step)) {
            band +=
                centers.get(band..self.filters).unwrap_or_default().iter().take_while(|&&center| center < mel).count();
            let center = |i: usize| if i == 0 { low } else { centers.get(i - 1).copied().unwrap_or(low) };
            bank.bands.push(band as u16);
            bank.weights.push(((center(band + 1) - mel) / (center(band + 1) - center(band))) as f32);
        }
        Ok(bank)
    }

    fn cosines(&self) -> Vec<u8> {
        let (norm, step) = (libm::sqrt(2.0 / self.filters as f64), PI / self.filters as f64);
        let cosine = |i: usize, j: usize| norm * libm::cos(i as f64 * step * (j as f64 + 0.5));
        let all = (0..self.coefficients).flat_map(|i| (0..self.filters).map(move |j| (i, j)));
        all.flat_map(|(i, j)| (cosine(i, j) as f32).to_le_bytes()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, variable};
    use super::*;

    #[test]
    fn frames_lie_inside() {
        let shape = |samples: usize| {
            let op = AudioSpectrogram { window: 20, stride: 10, squared: true };
            apply(Op::AudioSpectrogram(op), &[variable(DType::F32, &[samples, 2])], &[DType::F32])
                .map(|y| y[0].shape.0.clone())
        };
        assert_eq!((shape(100), shape(20), shape(19)), (Ok(vec![2, 9, 17]), Ok(vec![2, 1, 17]), Ok(vec![2, 0, 17])));
    }

    #[test]
    fn triangles_go_up_and_down() {
        let op = Mfcc { upper: 4000.0, lower: 20.0, filters: 4, coefficients: 2 };
        let bank = op.bank(33, 16_000).unwrap();
        assert_eq!((bank.start, bank.bands.len()), (1, 16));
        assert!(bank.bands.is_sorted() && bank.bands.last() == Some(&4));
        assert!(bank.weights.iter().all(|weight| (0.0..=1.0).contains(weight)), "{bank:?}");
        assert!(op.bank(33, 7_000).is_err() && op.bank(1, 16_000).is_err() && op.bank(33, 0).is_err());
    }
}
