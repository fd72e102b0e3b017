//! RFFT2D, and the parts of complex numbers.

use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel;
use crate::plan::{Arg, Lower};
use crate::schema::fb;

/// The Fourier transform of real matrices, of lengths that are powers of two.
#[derive(Clone, Debug, PartialEq)]
pub struct Rfft2d;

impl Operator for Rfft2d {
    const TYPES: &'static [DType] = &[DType::F32];
    const REFUSED: &'static str = "lengths computed at run time, a width of 1";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Rfft2d)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        cx.output_is(0, DType::Complex64)?;
        cx.input(1)?.expect(DType::I32, &[2])?;
        let (x, p) = (cx.input(0)?, sizes(cx)?);
        let outer = x.shape.iter().take(x.shape.len().saturating_sub(2)).copied();
        Ok(vec![cx::checked_shape(outer.chain([p.height, p.width / 2 + 1]).collect())?])
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        // A complex product for each pair of each round.
        let macs = |p: kernel::Rfft2d| {
            let count = (p.height as u64).saturating_mul(p.width as u64);
            count.saturating_mul(2).saturating_mul(count.max(1).ilog2().into())
        };
        let matrices =
            |x: &Shape| x.iter().rev().skip(2).fold(1u64, |product, &dim| product.saturating_mul(dim as u64));
        sizes(cx).and_then(|p| Ok(macs(p).saturating_mul(matrices(&cx.input(0)?.shape)))).unwrap_or(0)
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let p = sizes(&cx.infer())?;
        let table = cx.constant("table", "C64", table(p.height.max(p.width)));
        let args = [Arg::params(&p), table, cx.read("x", 0)?, cx.write("y", 0)?];
        cx.call("rfft2d", args);
        Ok(())
    }
}

fn sizes(cx: &Infer<'_>) -> Result<kernel::Rfft2d, Diagnostic> {
    let x = cx.input(0)?;
    x.expect_rank(2..=usize::MAX)?;
    let lengths = cx.ints(1)?;
    let power = |&length: &i64| usize::try_from(length).ok().filter(|length| length.is_power_of_two());
    match lengths.iter().map(power).collect::<Option<Vec<usize>>>().as_deref() {
        Some(&[height, width]) if width >= 2 && height.max(width) <= LONGEST => {
            Ok(kernel::Rfft2d { input_height: x.shape.from_end(1), input_width: x.shape.from_end(0), height, width })
        }
        _ => {
            let help = "use powers of two up to 2^20, and a width of at least 2";
            Err(Diagnostic::unsupported(format!("a Fourier transform of lengths {lengths:?}"), help))
        }
    }
}

/// Longer ones would need tables of many megabytes.
const LONGEST: usize = 1 << 20;

/// The twiddle factors of all sizes up to a power of two, as the kernel wants them.
pub(super) fn table(size: usize) -> Vec<u8> {
    let halves = (0..size.max(1).ilog2()).map(|log| 1usize << log);
    let angle = |half: usize, k: usize| std::f64::consts::PI * k as f64 / half as f64;
    let angles = halves.flat_map(|half| (0..half).map(move |k| angle(half, k)));
    angles.flat_map(|angle| [libm::cos(angle), -libm::sin(angle)]).flat_map(|x| (x as f32).to_le_bytes()).collect()
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Real,
    Imag,
    Abs,
}

/// REAL, IMAG and COMPLEX_ABS.
#[derive(Clone, Debug, PartialEq)]
pub struct ComplexPart {
    part: Part,
}

impl Operator for ComplexPart {
    const TYPES: &'static [DType] = &[DType::Complex64, DType::Complex128];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let part = match options.builtin {
            fb::BuiltinOperator::REAL => Part::Real,
            fb::BuiltinOperator::IMAG => Part::Imag,
            _ => Part::Abs,
        };
        Ok(ComplexPart { part })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        let x = cx.input(0)?;
        cx.output_is(0, if x.dtype == DType::Complex128 { DType::F64 } else { DType::F32 })?;
        Ok(vec![x.shape.clone()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let kernel = match (self.part, cx.input(0)?.dtype) {
            (Part::Real, DType::Complex128) => "real_c128",
            (Part::Imag, DType::Complex128) => "imag_c128",
            (Part::Abs, DType::Complex128) => "complex_abs_c128",
            (Part::Real, _) => "real",
            (Part::Imag, _) => "imag",
            (Part::Abs, _) => "complex_abs",
        };
        let args = [cx.read("x", 0)?, cx.write("y", 0)?];
        cx.call(kernel, args);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;

    #[test]
    fn lengths_are_powers_of_two() {
        let shape = |lengths: &[i64]| {
            let inputs = [variable(DType::F32, &[5, 3, 10]), constant(DType::I32, &[lengths.len()], lengths)];
            apply(Op::Rfft2d(Rfft2d), &inputs, &[DType::Complex64]).map(|y| y[0].shape.0.clone())
        };
        assert_eq!(shape(&[4, 16]), Ok(vec![5, 4, 9]));
        assert_eq!(shape(&[1, 2]), Ok(vec![5, 1, 2]));
        assert!(
            shape(&[3, 16]).is_err() && shape(&[4, 0]).is_err() && shape(&[4, -8]).is_err() && shape(&[4, 1]).is_err()
        );
        assert!(shape(&[4]).is_err() && shape(&[1, 1 << 30]).is_err());
    }

    #[test]
    fn parts_have_the_precision_of_the_number() {
        let real = |x, y| apply(Op::ComplexPart(ComplexPart { part: Part::Real }), &[variable(x, &[2])], &[y]).is_ok();
        assert!(real(DType::Complex64, DType::F32) && real(DType::Complex128, DType::F64));
        assert!(!real(DType::Complex128, DType::F32) && !real(DType::F64, DType::F64));
    }

    #[test]
    fn factors_of_all_sizes() {
        let factors: Vec<f32> = table(4).as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect();
        let [c, s] = [factors[4], factors[5]];
        assert_eq!(factors[..4], [1.0, 0.0, 1.0, 0.0].map(|x: f32| x));
        assert!(c.abs() < 1e-7 && s == -1.0 && table(1).is_empty());
    }
}
