//! SignalRfft and SignalIrfft: the Fourier transforms of TFLite Micro's signal library.

use super::signal::number;
use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel;
use crate::plan::{Arg, Lower};

/// The transform of rows of real numbers, or back.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalFft {
    inverse: bool,
    length: usize,
    dtype: DType,
}

impl Operator for SignalFft {
    const TYPES: &'static [DType] = &[DType::I16, DType::I32, DType::F32];
    const REFUSED: &'static str = "lengths that are no power of two";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let attributes = options.attributes()?;
        // As the file numbers types.
        let dtype = match attributes.int("T")? {
            Some(0) => DType::F32,
            Some(2) => DType::I32,
            Some(7) => DType::I16,
            other => return Err(Diagnostic::malformed(format!("option `T` is {other:?}"))),
        };
        let length = number(&attributes, "fft_length", LONGEST)?;
        attributes.finish()?;
        if !length.is_power_of_two() || length < 4 {
            let help = "use a power of two from 4 on";
            return Err(Diagnostic::unsupported(format!("a Fourier transform of length {length}"), help));
        }
        Ok(SignalFft { inverse: options.custom == "SignalIrfft", length, dtype })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        let x = cx.input(0)?;
        x.expect_dtype(&[self.dtype])?;
        x.expect_rank(1..=usize::MAX)?;
        cx.output_is(0, self.dtype)?;
        let (row, pairs) = (x.shape.from_end(0), self.length + 2);
        if (self.inverse && row != pairs) || row > pairs || row == 0 || (!self.inverse && row > self.length) {
            let message = format!("rows of {row} for a Fourier transform of length {}", self.length);
            return Err(Diagnostic::malformed(message).on(&x.name));
        }
        let mut dims = x.shape.0.clone();
        dims.pop();
        dims.push(if self.inverse { self.length } else { pairs });
        Ok(vec![cx::checked_shape(dims)?])
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        let rows = |x: &Shape| x.iter().rev().skip(1).fold(1u64, |product, &dim| product.saturating_mul(dim as u64));
        let one = (self.length as u64).saturating_mul(self.length.max(1).ilog2().into());
        cx.input(0).map_or(0, |x| rows(&x.shape).saturating_mul(one))
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let kernel = match (self.inverse, self.dtype) {
            (false, DType::I16) => "signal_rfft_i16",
            (false, DType::I32) => "signal_rfft_i32",
            (false, _) => "signal_rfft_f32",
            (true, DType::I16) => "signal_irfft_i16",
            (true, DType::I32) => "signal_irfft_i32",
            (true, _) => "signal_irfft_f32",
        };
        let p = kernel::SignalFft { input: cx.input(0)?.shape.from_end(0), length: self.length };
        let table = cx.constant("table", self.dtype.element(), self.table());
        let args = [Arg::params(&p), table, cx.read("x", 0)?, cx.write("y", 0)?];
        cx.call(kernel, args);
        Ok(())
    }
}

/// Longer ones would need tables of many megabytes.
const LONGEST: i64 = 1 << 20;

impl SignalFft {
    /// The factors of the complex transform of half the length, and those that take its result apart.
    fn table(&self) -> Vec<u8> {
        use std::f64::consts::PI;
        let size = self.length / 2;
        let sign = if self.inverse { -1.0 } else { 1.0 };
        let whole = (0..size).map(|i| -2.0 * PI * i as f64 / size as f64);
        let apart = (0..size / 2).map(|i| -PI * ((i + 1) as f64 / size as f64 + 0.5));
        let parts = whole.chain(apart).flat_map(|phase| [libm::cos(sign * phase), libm::sin(sign * phase)]);
        let fixed = |x: f64, max: i32| libm::floor(0.5 + f64::from(max) * x);
        match self.dtype {
            DType::I16 => parts.flat_map(|x| (fixed(x, i16::MAX.into()) as i16).to_le_bytes()).collect(),
            DType::I32 => parts.flat_map(|x| (fixed(x, i32::MAX) as i32).to_le_bytes()).collect(),
            _ => parts.flat_map(|x| (x as f32).to_le_bytes()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, variable};
    use super::*;

    fn op(inverse: bool) -> SignalFft {
        SignalFft { inverse, length: 8, dtype: DType::I16 }
    }

    #[test]
    fn rows_are_filled_up() {
        let shape = |inverse, x: &[usize]| {
            let y = apply(Op::SignalFft(op(inverse)), &[variable(DType::I16, x)], &[DType::I16]);
            y.map(|y| y[0].shape.0.clone())
        };
        assert_eq!(shape(false, &[3, 5]), Ok(vec![3, 10]));
        assert_eq!(shape(true, &[3, 10]), Ok(vec![3, 8]));
        assert!(shape(false, &[3, 9]).is_err() && shape(true, &[3, 8]).is_err() && shape(false, &[0]).is_err());
    }

    #[test]
    fn factors_are_rounded() {
        let table: Vec<i16> = op(false).table().as_chunks().0.iter().map(|&bytes| i16::from_le_bytes(bytes)).collect();
        assert_eq!(table, [32767, 0, 0, -32767, -32767, 0, 0, 32767, -23170, -23170, -32767, 0]);
    }
}
