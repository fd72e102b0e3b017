//! CONCATENATION: tensors one after the other along a dimension.

use super::cx::Activation;
use super::movement::{self, Copy, Move, Source};
use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::TableRows;
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct Concatenation {
    pub(super) axis: i32,
}

impl Operator for Concatenation {
    const TYPES: &'static [DType] = movement::TYPES;
    const REFUSED: &'static str = "a fused activation";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let Some(o) = options.table.builtin_options_as_concatenation_options() else {
            return Ok(Concatenation { axis: 0 });
        };
        if options.activation(o.fused_activation_function())? != Activation::None {
            let help = "put the activation into an operator of its own; TFLite does not run it either";
            return Err(Diagnostic::unsupported("a fused activation", help));
        }
        Ok(Concatenation { axis: o.axis() })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(cx.input_count()..=cx.input_count(), 1)?;
        let (first, y) = (cx.input(0)?, cx.output(0)?);
        cx.output_is(0, first.dtype)?;
        let mut shape = dims(first);
        let axis = movement::axis(self.axis.into(), shape.len())?;
        shape.0[axis] = 0;
        for index in 0..cx.input_count() {
            let x = cx.input(index)?;
            x.expect_dtype(&[first.dtype])?;
            expect_quant(x, y)?;
            shape.0[axis] += extent(x, axis, &shape)?;
        }
        movement::expect_symmetric_i16(y)?;
        Ok(vec![cx::checked_shape(shape.0)?])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let y = cx.output(0).ok()?;
        let mut bytes = vec![0; y.bytes()];
        for (index, copy) in self.copies(cx).ok()?.iter().enumerate() {
            let x = cx.input(index).ok()?;
            let data = x.data.as_deref()?;
            match requantization(x, y).ok()? {
                Some(table) => {
                    let data: Vec<u8> = data.iter().map(|&x| table[usize::from(x)]).collect();
                    copy.fold(1, &data, &mut bytes);
                }
                None => copy.fold(y.dtype.bytes(), data, &mut bytes),
            }
        }
        Some(vec![bytes])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let y = cx.output(0)?;
        let mut moves = Vec::new();
        for (index, copy) in self.copies(&cx.infer())?.into_iter().enumerate().filter(|(_, copy)| !copy.is_empty()) {
            match requantization(cx.input(index)?, y)? {
                Some(table) => self.lower_table(cx, index, copy.dst, table)?,
                None => moves.push(Move { from: Source::Input(index), output: 0, copy }),
            }
        }
        movement::lower(&moves, cx)
    }
}

impl Concatenation {
    /// The dimension along which tensors of rank `rank` are put together.
    pub(crate) fn axis(&self, rank: usize) -> Option<usize> {
        movement::axis(self.axis.into(), rank).ok()
    }

    fn copies(&self, cx: &Infer<'_>) -> Result<Vec<Copy>, Diagnostic> {
        let y = &cx.output(0)?.shape;
        let axis = movement::axis(self.axis.into(), y.len())?;
        let mut at = vec![0; y.len()];
        let mut copies = Vec::new();
        for index in 0..cx.input_count() {
            let x = dims(cx.input(index)?);
            copies.push(Copy::block(&x, (&x, &[]), (y, &at)));
            at[axis] += x[axis];
        }
        Ok(copies)
    }

    /// Rows of the input through a table, to their places from element `start` of the output on.
    fn lower_table(&self, cx: &mut Lower<'_>, input: usize, start: usize, table: Vec<u8>) -> Result<(), Diagnostic> {
        let (x, y) = (dims(cx.input(input)?), &cx.output(0)?.shape);
        let axis = movement::axis(self.axis.into(), y.len())?;
        let row = |shape: &Shape| shape.iter().skip(axis).product();
        let (step, len) = (row(y), row(&x));
        let (start, places) = if step == y.elements() { (0, start..start + len) } else { (start, 0..y.elements()) };
        let params = TableRows { start, step, len };
        let y = cx.write("y", 0)?.part(places);
        let args = [Arg::params(&params), cx.constant("table", "u8", table), cx.read("x", input)?, y];
        cx.call("table_rows_u8", args);
        Ok(())
    }
}

/// A scalar counts as a vector of one.
fn dims(x: &Tensor) -> Shape {
    if x.shape.is_empty() { [1].into() } else { x.shape.clone() }
}

/// The extent along `axis` of an input that is otherwise of `shape`.
fn extent(x: &Tensor, axis: usize, shape: &Shape) -> Result<usize, Diagnostic> {
    let dims = dims(x);
    let same = dims.len() == shape.len() && (0..dims.len()).all(|other| other == axis || dims[other] == shape[other]);
    let message = || format!("shape {} does not fit the other inputs along axis {axis}", x.shape);
    if same { Ok(dims[axis]) } else { Err(Diagnostic::malformed(message()).on(&x.name)) }
}

fn expect_quant(x: &Tensor, y: &Tensor) -> Result<(), Diagnostic> {
    match x.dtype {
        DType::I8 => movement::expect_same_quant(x, y),
        DType::I16 => movement::expect_symmetric_i16(x),
        DType::U8 => requantization(x, y).map(|_| ()),
        _ => Ok(()),
    }
}

/// What becomes of each byte of a uint8 input whose scale or zero point is not the output's (`ConcatenationWithScaling`).
fn requantization(x: &Tensor, y: &Tensor) -> Result<Option<Vec<u8>>, Diagnostic> {
    if x.dtype != DType::U8 || x.quant_parameters() == y.quant_parameters() {
        return Ok(None);
    }
    let (from, to) = (x.quantized_per_tensor()?, y.quantized_per_tensor()?);
    let scale = from.scale() * (1.0 / to.scale());
    let bias = -from.zero_point() as f32 * scale;
    let entry = |raw: u8| {
        let steps = libm::roundf(f32::from(raw) * scale + bias) as i32;
        steps.saturating_add(to.zero_point()).clamp(0, 255) as u8
    };
    Ok(Some((0..=255).map(entry).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, apply_to, constant, quantized, variable};
    use super::*;

    const BY_COLUMN: Op = Op::Concatenation(Concatenation { axis: -1 });

    #[test]
    fn columns_side_by_side() {
        let x = [constant(DType::I8, &[2, 1], &[1, 4]), constant(DType::I8, &[2, 2], &[2, 3, 5, 6])];
        let y = &apply(BY_COLUMN, &x, &[DType::I8]).unwrap()[0];
        assert_eq!((&y.shape, y.ints()), (&[2, 3].into(), Some(vec![1, 2, 3, 4, 5, 6])));
        let scalars = [constant(DType::I32, &[], &[7]), constant(DType::I32, &[], &[8])];
        assert_eq!(apply(BY_COLUMN, &scalars, &[DType::I32]).unwrap()[0].ints(), Some(vec![7, 8]));
    }

    #[test]
    fn uint8_takes_the_scale_of_the_output() {
        let (x, y) = (constant(DType::U8, &[1, 4], &[0, 10, 11, 255]), variable(DType::U8, &[]));
        let y = apply_to(BY_COLUMN, &[quantized(x, 0.5, 10)], &[quantized(y, 1.0, 128)]).unwrap();
        assert_eq!(y[0].ints(), Some(vec![123, 128, 129, 251])); // halves round away from zero
    }

    #[test]
    fn int8_needs_one_scale() {
        let (x, y) = (quantized(variable(DType::I8, &[1, 4]), 0.5, 0), quantized(variable(DType::I8, &[]), 0.25, 0));
        assert!(apply_to(BY_COLUMN, &[x], &[y]).is_err());
    }

    #[test]
    fn other_dimensions_are_equal() {
        let x = [variable(DType::F32, &[2, 1]), variable(DType::F32, &[3, 1])];
        assert!(apply(BY_COLUMN, &x, &[DType::F32]).is_err());
        assert!(apply(Op::Concatenation(Concatenation { axis: 2 }), &x[..1], &[DType::F32]).is_err());
    }
}
