//! What operators that only move elements share: every one becomes strided copies, now or at run time.

pub(crate) use super::strided::{Copy, Steps, offset};
use super::{Infer, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::plan::{Arg, Lower};

/// Elements are moved whatever they are, as long as each has bytes of its own.
pub(crate) const TYPES: &[DType] = &[
    DType::F32,
    DType::I8,
    DType::U8,
    DType::I16,
    DType::I32,
    DType::I64,
    DType::Bool,
    DType::F16,
    DType::Bf16,
    DType::F64,
    DType::U16,
    DType::U32,
    DType::U64,
    DType::Complex64,
    DType::String,
];

/// Constants that only repeat what is known are not worth more of the flash than this; they are made at run time.
const EXPANSION_LIMIT: usize = 64 << 10;

/// An operator that only moves elements.
pub(crate) trait Mover: Sized {
    /// As [`super::Operator::TYPES`].
    const TYPES: &'static [DType] = TYPES;
    /// As [`super::Operator::REFUSED`].
    const REFUSED: &'static str = "";
    /// As [`super::Operator::DATA`].
    const DATA: usize = 0;
    /// Whether outputs may be much larger than the inputs: then large ones are not folded.
    const EXPANDS: bool = false;
    /// As [`super::Operator::folds_from_shapes`].
    const FROM_SHAPES: bool = false;

    /// As [`super::Operator::parse`].
    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic>;

    /// As [`super::Operator::infer`].
    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic>;

    /// The copies that together write every element of every output, in order. The outputs' shapes are known.
    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic>;
}

/// Makes [`Mover`]s operators.
macro_rules! operators {
    ($($kind:ident),+) => { $(
        impl $crate::ops::Operator for $kind {
            const TYPES: &'static [$crate::ir::DType] = <$kind as $crate::ops::movement::Mover>::TYPES;
            const REFUSED: &'static str = <$kind as $crate::ops::movement::Mover>::REFUSED;
            const DATA: usize = <$kind as $crate::ops::movement::Mover>::DATA;

            fn parse(options: &$crate::ops::Options<'_>) -> Result<Self, $crate::diag::Diagnostic> {
                $crate::ops::movement::Mover::parse(options)
            }

            fn infer(&self, cx: &$crate::ops::Infer<'_>) -> Result<Vec<$crate::ir::Shape>, $crate::diag::Diagnostic> {
                $crate::ops::movement::Mover::infer(self, cx)
            }

            fn fold(&self, cx: &$crate::ops::Infer<'_>) -> Option<Vec<Vec<u8>>> {
                $crate::ops::movement::fold_mover(self, cx)
            }

            fn folds_from_shapes(&self) -> bool {
                <$kind as $crate::ops::movement::Mover>::FROM_SHAPES
            }

            fn lower(&self, cx: &mut $crate::plan::Lower<'_>) -> Result<(), $crate::diag::Diagnostic> {
                let moves = $crate::ops::movement::Mover::moves(self, &cx.infer())?;
                $crate::ops::movement::lower(&moves, cx)
            }
        }
    )+ };
}
pub(crate) use operators;

/// The outputs' bytes, unless they would be many more than what they are made of.
pub(crate) fn fold_mover<T: Mover>(op: &T, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
    let constants = cx.inputs.iter().flatten().filter(|id| cx.graph.tensor(**id).data.is_some());
    let large = bytes(cx, cx.outputs.iter()) > EXPANSION_LIMIT.max(bytes(cx, constants));
    if T::EXPANDS && large { None } else { fold(&op.moves(cx).ok()?, cx) }
}

fn bytes<'a>(cx: &Infer<'_>, ids: impl Iterator<Item = &'a crate::ir::TensorId>) -> usize {
    ids.map(|id| cx.graph.tensor(*id).bytes()).sum()
}

/// Where a copy takes its elements from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    /// An input of the operator.
    Input(usize),
    /// Elements known now, little-endian.
    Value(Vec<u8>),
}

/// A copy into an output.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Move {
    pub(crate) from: Source,
    pub(crate) output: usize,
    pub(crate) copy: Copy,
}

impl Move {
    /// From an input to the first output.
    pub(crate) fn of(input: usize, copy: Copy) -> Self {
        Move { from: Source::Input(input), output: 0, copy }
    }

    /// One value all over the first output.
    pub(crate) fn fill(value: Vec<u8>, count: usize) -> Self {
        Move { from: Source::Value(value), output: 0, copy: Copy::fill(count) }
    }

    /// The input whose bytes, all of them and in order, are the output's.
    fn identity(&self, cx: &Infer<'_>) -> Option<usize> {
        let Source::Input(input) = self.from else { return None };
        let (x, y) = (cx.input(input).ok()?, cx.output(self.output).ok()?);
        let count = y.shape.elements();
        (x.shape.elements() == count && self.copy == Copy::whole(count)).then_some(input)
    }

    /// The kernel call.
    pub(crate) fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let dtype = cx.output(self.output)?.dtype;
        if let (Source::Input(input), Some(len)) = (&self.from, self.copy.run()) {
            let io = cx.run((*input, self.copy.src), (self.output, self.copy.dst), len)?;
            cx.call(sized(dtype, COPIES), [io]);
            return Ok(());
        }
        let x = match &self.from {
            Source::Input(input) => cx.read_bits("x", *input)?,
            Source::Value(value) => cx.constant("x", dtype.bits_element(), value.clone()),
        };
        let y = cx.write_bits("y", self.output)?;
        let (copy, y) = match self.copy.to_run() {
            Some((places, copy)) => (copy, y.part(places)),
            None => (self.copy.clone(), y),
        };
        let args = [Arg::params(&copy.params()), x, y];
        cx.call(sized(dtype, STRIDED_COPIES), args);
        Ok(())
    }
}

/// For elements of 1, 2, 4, 8 and 16 bytes, from one run to another.
pub(crate) const COPIES: [&str; 5] = ["copy_1", "copy_2", "copy_4", "copy_8", "copy_16"];
/// The same between strided places.
pub(super) const STRIDED_COPIES: [&str; 5] =
    ["strided_copy_1", "strided_copy_2", "strided_copy_4", "strided_copy_8", "strided_copy_16"];

/// The kernel for elements of 1, 2, 4, 8 or 16 bytes; the first for any that there is none for.
pub(crate) fn sized<const N: usize>(dtype: DType, kernels: [&'static str; N]) -> &'static str {
    let size = dtype.bytes().max(1).ilog2() as usize;
    kernels.get(size).or(kernels.first()).copied().unwrap_or_default()
}

/// Kernel and parameters of a copy of all of `y`.
pub(crate) fn copy_call(y: &Arg) -> (&'static str, Arg) {
    let (element, count) = y.places().next().map_or(("u8", 0), |place| (place.element, place.len));
    let kernel = match element {
        "u16" => "strided_copy_2",
        "u32" => "strided_copy_4",
        "u64" => "strided_copy_8",
        "C128" => "strided_copy_16",
        _ => "strided_copy_1",
    };
    (kernel, Arg::params(&Copy::whole(count).params()))
}

/// Writes the copies as kernel calls; none where an output is an input under another shape.
pub(crate) fn lower(moves: &[Move], cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
    if let [only] = moves
        && let Some(input) = only.identity(&cx.infer())
    {
        return cx.alias(input, only.output);
    }
    moves.iter().filter(|step| !step.copy.is_empty()).try_for_each(|step| step.lower(cx))
}

/// The outputs' bytes, if everything that is copied is constant.
pub(crate) fn fold(moves: &[Move], cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
    let mut outputs: Vec<Vec<u8>> = cx.outputs.iter().map(|id| vec![0; cx.graph.tensor(*id).bytes()]).collect();
    for step in moves {
        let size = cx.output(step.output).ok()?.dtype.bytes();
        let x = match &step.from {
            Source::Input(input) => cx.input(*input).ok()?.data.as_deref()?,
            Source::Value(value) => value,
        };
        step.copy.fold(size, x, outputs.get_mut(step.output)?);
    }
    Some(outputs)
}

/// A dimension that may be counted from the end, of `rank`.
pub(crate) fn axis(axis: i64, rank: usize) -> Result<usize, Diagnostic> {
    let resolved = if axis < 0 { axis.saturating_add(rank as i64) } else { axis };
    let resolved = usize::try_from(resolved).ok().filter(|&axis| axis < rank);
    resolved.ok_or_else(|| Diagnostic::malformed(format!("axis {axis} where there are {rank} dimensions")))
}

/// Checks that as many inputs or outputs are listed as the options say, and any.
pub(crate) fn expect_count(stated: i32, listed: usize, what: &str) -> Result<usize, Diagnostic> {
    if listed > 0 && usize::try_from(stated) == Ok(listed) {
        return Ok(listed);
    }
    Err(Diagnostic::malformed(format!("{listed} {what} where the options say {stated}")))
}

/// Checks what TFLite asks of operators that copy quantized elements unchanged: one scale and zero point on both sides.
pub(crate) fn expect_same_quant(x: &Tensor, y: &Tensor) -> Result<(), Diagnostic> {
    if x.quant_parameters() == y.quant_parameters() {
        return Ok(());
    }
    let ((x_scale, x_zero), (y_scale, y_zero)) = (x.quant_parameters(), y.quant_parameters());
    let message = format!("scale {x_scale} and zero point {x_zero} where the output has {y_scale} and {y_zero}");
    Err(Diagnostic::malformed(message).on(&x.name))
}

/// As [`expect_same_quant`], where TFLite asks it of 8- and 16-bit types only, and of 16 bits that the zero point is 0.
pub(crate) fn expect_same_small_quant(x: &Tensor, y: &Tensor) -> Result<(), Diagnostic> {
    if matches!(x.dtype, DType::U8 | DType::I8 | DType::I16) {
        expect_same_quant(x, y)?;
    }
    expect_symmetric_i16(x)
}

/// Checks that a tensor of 16-bit integers has zero point 0.
pub(crate) fn expect_symmetric_i16(x: &Tensor) -> Result<(), Diagnostic> {
    let (_, zero_point) = x.quant_parameters();
    if x.dtype != DType::I16 || zero_point == 0 {
        return Ok(());
    }
    Err(Diagnostic::malformed(format!("int16 with zero point {zero_point}, which must be 0")).on(&x.name))
}

impl Tensor {
    /// Scale and zero point as TFLite's operators compare them: 0 where there is no quantization, or one per channel.
    pub(crate) fn quant_parameters(&self) -> (f32, i32) {
        let quant = self.quant.as_ref().filter(|quant| quant.is_per_tensor());
        quant.map_or((0.0, 0), |quant| (quant.scale(), quant.zero_point()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kernels_go_by_size() {
        let copies = [DType::Bool, DType::F16, DType::I32, DType::Complex64, DType::Complex128];
        assert_eq!(copies.map(|dtype| sized(dtype, COPIES)), COPIES);
        assert_eq!(sized(DType::Complex128, ["a", "b"]), "a");
    }

    #[test]
    fn axes_count_from_both_ends() {
        assert_eq!((axis(-1, 3), axis(0, 3)), (Ok(2), Ok(0)));
        assert!(axis(3, 3).is_err() && axis(-4, 3).is_err() && axis(0, 0).is_err() && axis(i64::MIN, 2).is_err());
    }
}
