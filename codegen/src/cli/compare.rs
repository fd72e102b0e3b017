//! Outputs against goldens.

use super::io::{Bound, Tolerance};
use super::verify::Status;
use crate::ir::DType;
use crate::kernel::{bf16_to_f32, f16_to_f32};

/// How far outputs are from their goldens.
#[derive(Clone, Debug)]
pub(super) struct Comparison {
    pub(super) status: Status,
    pub(super) max_diff: f64,
    pub(super) message: String,
}

impl Default for Comparison {
    fn default() -> Self {
        Comparison { status: Status::Exact, max_diff: 0.0, message: String::new() }
    }
}

impl Comparison {
    /// The worse of two, with the larger difference.
    pub(super) fn worse(self, other: Self) -> Self {
        let max_diff = self.max_diff.max(other.max_diff);
        let worse = if other.status > self.status { other } else { self };
        Comparison { max_diff, ..worse }
    }

    /// Names the output.
    pub(super) fn at(mut self, key: &str) -> Self {
        if !self.message.is_empty() {
            self.message = format!("{key}: {}", self.message);
        }
        self
    }
}

/// Compares one output. `valid_prefix` limits the comparison to that many indices of the second dimension.
pub(super) fn compare(dtype: DType, got: &[u8], golden: &[u8], shape: &[usize], tolerance: Tolerance) -> Comparison {
    if got == golden {
        return Comparison::default();
    }
    if got.len() != golden.len() {
        let message = format!("{} bytes where the golden has {}", got.len(), golden.len());
        return Comparison { status: Status::Differs, max_diff: f64::INFINITY, message };
    }
    let (got, golden) = (numbers(dtype, got), numbers(dtype, golden));
    let inner = shape.iter().skip(2).product::<usize>() * golden.len() / shape.iter().product::<usize>().max(1);
    let row = inner * shape.get(1).copied().unwrap_or(1);
    let valid = |i: usize| tolerance.valid_prefix.is_none_or(|prefix| i % row.max(1) < prefix * inner);
    let mut result = Comparison { status: Status::Within, ..Comparison::default() };
    let (mut outside, mut worst) = (0, 0.0);
    for (i, (&a, &b)) in golden.iter().zip(&got).enumerate().filter(|(i, _)| valid(*i)) {
        let diff = difference(a, b);
        result.max_diff = result.max_diff.max(diff);
        if diff > tolerance.bound.limit(a.real()) {
            outside += 1;
            if diff > worst {
                worst = diff;
                result.message = format!("element {i} is {b} where the golden is {a}");
            }
        }
    }
    if outside > 0 {
        result.status = Status::Differs;
        result.message = format!("{outside} of {} differ; {}", golden.len(), result.message);
    }
    result
}

impl Bound {
    fn limit(self, golden: f64) -> f64 {
        match self {
            Bound::Exact => 0.0,
            Bound::Abs(value) => value,
            Bound::Close { atol, rtol } => atol + if golden.is_finite() { rtol * golden.abs() } else { 0.0 },
        }
    }
}

/// How far two numbers are apart; NaN is as far from everything else as can be.
fn difference(a: Number, b: Number) -> f64 {
    let (a, b) = match (a, b) {
        (Number::Real(a), Number::Real(b)) => (a, b),
        // Too large for a float to hold: neighbours would look equal.
        (Number::Integer(a), Number::Integer(b)) => return a.abs_diff(b) as f64,
        (a, b) => (a.real(), b.real()),
    };
    if a == b || a.is_nan() && b.is_nan() {
        return 0.0;
    }
    let diff = (a - b).abs();
    if diff.is_nan() { f64::INFINITY } else { diff }
}

/// The elements as real numbers, wide integers rounded.
pub(super) fn reals(dtype: DType, bytes: &[u8]) -> Vec<f64> {
    numbers(dtype, bytes).into_iter().map(Number::real).collect()
}

/// An element.
#[derive(Clone, Copy, Debug)]
enum Number {
    Real(f64),
    Integer(i128),
}

impl Number {
    fn real(self) -> f64 {
        match self {
            Number::Real(x) => x,
            Number::Integer(x) => x as f64,
        }
    }
}

fn numbers(dtype: DType, bytes: &[u8]) -> Vec<Number> {
    fn all<const N: usize, T: Into<Number>>(bytes: &[u8], f: impl Fn([u8; N]) -> T) -> Vec<Number> {
        bytes.as_chunks::<N>().0.iter().map(|chunk| f(*chunk).into()).collect()
    }
    match dtype {
        DType::I8 => all(bytes, |b| f64::from(i8::from_le_bytes(b))),
        DType::I16 => all(bytes, |b| f64::from(i16::from_le_bytes(b))),
        DType::U16 => all(bytes, |b| f64::from(u16::from_le_bytes(b))),
        DType::I32 => all(bytes, |b| f64::from(i32::from_le_bytes(b))),
        DType::U32 => all(bytes, |b| f64::from(u32::from_le_bytes(b))),
        DType::I64 => all(bytes, |b| i128::from(i64::from_le_bytes(b))),
        DType::U64 => all(bytes, |b| i128::from(u64::from_le_bytes(b))),
        DType::F32 | DType::Complex64 => all(bytes, |b| f64::from(f32::from_le_bytes(b))),
        DType::F64 | DType::Complex128 => all(bytes, f64::from_le_bytes),
        DType::Bf16 => all(bytes, |b| f64::from(bf16_to_f32(u16::from_le_bytes(b)))),
        DType::F16 => all(bytes, |b| f64::from(f16_to_f32(u16::from_le_bytes(b)))),
        _ => all(bytes, |[b]: [u8; 1]| f64::from(b)),
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Number::Real(x) => x.fmt(f),
            Number::Integer(x) => x.fmt(f),
        }
    }
}

impl From<f64> for Number {
    fn from(x: f64) -> Self {
        Number::Real(x)
    }
}

impl From<i128> for Number {
    fn from(x: i128) -> Self {
        Number::Integer(x)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXACT: Tolerance = Tolerance { bound: Bound::Exact, valid_prefix: None };

    #[test]
    fn one_wrong_step_differs() {
        let comparison = compare(DType::I8, &[1, 2], &[1, 3], &[2], EXACT);
        assert_eq!((comparison.status, comparison.max_diff), (Status::Differs, 1.0));
    }

    #[test]
    fn only_the_valid_prefix_counts() {
        let tolerance = Tolerance { valid_prefix: Some(1), ..EXACT };
        assert_eq!(compare(DType::U8, &[1, 9, 2, 9], &[1, 0, 2, 0], &[2, 2], tolerance).status, Status::Within);
    }

    #[test]
    fn nan_equals_nan_and_nothing_else() {
        let nan = f32::NAN.to_le_bytes();
        let other = (-f32::NAN).to_le_bytes();
        assert_eq!(compare(DType::F32, &nan, &other, &[1], EXACT).status, Status::Within);
        assert_eq!(compare(DType::F32, &nan, &0f32.to_le_bytes(), &[1], EXACT).status, Status::Differs);
    }

    #[test]
    fn infinities_equal_themselves() {
        let close = Tolerance { bound: Bound::Close { atol: 1e9, rtol: 1.0 }, valid_prefix: None };
        let status =
            |got: f32, golden: f32| compare(DType::F32, &got.to_le_bytes(), &golden.to_le_bytes(), &[], close).status;
        assert_eq!(status(f32::INFINITY, f32::INFINITY), Status::Exact);
        for (got, golden) in [(f32::INFINITY, f32::MAX), (f32::MAX, f32::INFINITY), (-f32::INFINITY, f32::INFINITY)] {
            assert_eq!(status(got, golden), Status::Differs);
        }
        assert_eq!(status(f32::NAN, f32::INFINITY), Status::Differs);
        assert_eq!(status(0.0, -0.0), Status::Within);
    }

    #[test]
    fn wide_integers_keep_their_last_digit() {
        let (a, b) = (i64::MAX.to_le_bytes(), (i64::MAX - 1).to_le_bytes());
        let comparison = compare(DType::I64, &a, &b, &[], EXACT);
        assert_eq!((comparison.status, comparison.max_diff), (Status::Differs, 1.0));
    }
}
