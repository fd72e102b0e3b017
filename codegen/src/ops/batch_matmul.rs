//! BATCH_MATMUL: products of matrices, with broadcasting of the dimensions before the last two.

use super::movement::Copy;
use super::quantized::symmetric;
use super::{Infer, Operator, Options, broadcast, cx, stream, tiled};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{self, BatchMatMulQuant, Broadcast, BroadcastDim, Clamp, CopyDim, F32, List};
use crate::math::quantize_multiplier;
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct BatchMatMul {
    /// Whether the last two dimensions of the left input are the other way round.
    adj_x: bool,
    /// The same of the right input.
    adj_y: bool,
    asymmetric: bool,
}

/// Extents of a product, and its batch dimensions.
struct Extents {
    batches: Shape,
    rows: usize,
    columns: usize,
    depth: usize,
}

impl Operator for BatchMatMul {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::I16];
    const REFUSED: &'static str = "more than five dimensions; float32 times int8 over several batch dimensions";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_batch_mat_mul_options();
        Ok(o.map_or(BatchMatMul { adj_x: false, adj_y: false, asymmetric: false }, |o| BatchMatMul {
            adj_x: o.adj_x(),
            adj_y: o.adj_y(),
            asymmetric: o.asymmetric_quantize_inputs(),
        }))
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let (left, right, y) = (cx.input(0)?, cx.input(1)?, cx.output(0)?);
        let output: &[DType] = match (left.dtype, right.dtype) {
            (DType::F32, DType::F32 | DType::I8) => &[DType::F32],
            (DType::I8, DType::I8) => &[DType::I8, DType::I32],
            (DType::I16, DType::I16 | DType::I8) => &[DType::I16],
            (left, other) => {
                let help = "litecast takes float32, int8 and int16, and each of them with int8 on the right";
                return Err(Diagnostic::unsupported(format!("{left} times {other}"), help).on(&right.name));
            }
        };
        y.expect_dtype(output)?;
        let e = self.extents(left, right)?;
        self.check_quantization(left, right)?;
        Ok(vec![cx::checked_shape([&e.batches[..], &[e.rows, e.columns]].concat())?])
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        let macs = |left: &Tensor, right: &Tensor| {
            let e = self.extents(left, right)?;
            Ok([e.batches.elements(), e.rows, e.columns, e.depth].iter().fold(1u64, |m, &n| m.saturating_mul(n as u64)))
        };
        cx.input(0).and_then(|left| macs(left, cx.input(1)?)).unwrap_or(0)
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (left, right, y) = (cx.input(0)?, cx.input(1)?, cx.output(0)?);
        let e = self.extents(left, right)?;
        let (batches, rows) = self.batches(left, right, &e);
        let p = kernel::BatchMatMul {
            batches: List(&batches),
            rows,
            columns: e.columns,
            depth: e.depth,
            left_by_columns: self.adj_x,
            right_by_columns: self.adj_y,
        };
        let factor = match [left, right, y].map(|tensor| tensor.dtype) {
            [DType::F32, DType::F32, _] if e.depth == 1 => return outer_products(cx, &p),
            [DType::F32, DType::F32, _] => Some(None),
            [DType::I8, DType::I8, DType::I8] => Some(Some(factor(left, right, y)?)),
            _ => None,
        };
        if let Some(factor) = factor
            && tiled::call_matmul(cx, p, factor)?
        {
            return Ok(());
        }
        let [params, x, weights] = operands(cx, p)?;
        let result = cx.write("y", 0)?;
        let gathered = cx.scratch("gathered", left.dtype.element(), if self.adj_x { e.depth } else { 0 });
        match (left.dtype, right.dtype, y.dtype) {
            (DType::F32, DType::F32, _) => cx.call("batch_matmul_f32", [params, x, weights, result, gathered]),
            (DType::F32, _, _) => {
                let scales = right.quantized()?.scales.iter().flat_map(|scale| scale.to_le_bytes()).collect();
                let (asymmetric, scale) = (Arg::value(self.asymmetric), cx.constant("scale", "f32", scales));
                let quantized = cx.scratch("quantized", "i8", e.depth);
                let sums = cx.scratch("sums", "i32", e.columns);
                let column_sums = cx.scratch("column_sums", "i32", if self.asymmetric { e.columns } else { 0 });
                let args = [params, asymmetric, x, weights, scale, result, gathered, quantized, sums, column_sums];
                cx.call("batch_matmul_hybrid", args);
            }
            (_, _, DType::I32) => cx.call("batch_matmul_i8_i32", [params, x, weights, result, gathered]),
            (_, w, _) => {
                let (kernel, sum) = match (left.dtype, w) {
                    (DType::I8, _) => ("batch_matmul_i8", "i32"),
                    (_, DType::I8) => ("batch_matmul_i16_i8", "i64"),
                    _ => ("batch_matmul_i16", "i64"),
                };
                let quant = Arg::params(&quant(left, right, y)?);
                let sums = cx.scratch("sums", sum, e.columns);
                cx.call(kernel, [params, quant, x, weights, result, gathered, sums]);
            }
        }
        Ok(())
    }
}

impl BatchMatMul {
    /// The loop over pairs of matrices, and the rows of each: left matrices that follow each other are one where they meet one
    /// right matrix.
    fn batches(&self, left: &Tensor, right: &Tensor, e: &Extents) -> (Vec<BroadcastDim>, usize) {
        let batches = batch_dims(left, right, e);
        match batches[..] {
            [BroadcastDim { count, lhs, rhs: 0 }] if !self.adj_x && lhs == e.rows * e.depth => (vec![], count * e.rows),
            _ => (batches, e.rows),
        }
    }

    fn extents(&self, left: &Tensor, right: &Tensor) -> Result<Extents, Diagnostic> {
        left.expect_rank(2..=5)?;
        right.expect_rank(2..=5)?;
        let matrix = |tensor: &Tensor, turned: bool| {
            let (rows, columns) = (tensor.shape.from_end(1), tensor.shape.from_end(0));
            if turned { (columns, rows) } else { (rows, columns) }
        };
        let ((rows, depth), (right_depth, columns)) = (matrix(left, self.adj_x), matrix(right, self.adj_y));
        if depth != right_depth {
            let message =
                format!("{} and {} do not fit, adj_x {} adj_y {}", left.shape, right.shape, self.adj_x, self.adj_y);
            return Err(Diagnostic::malformed(message));
        }
        let batches = broadcast::shape(&[&batch_tensor(left), &batch_tensor(right)])?;
        Ok(Extents { batches, rows, columns, depth })
    }

    fn check_quantization(&self, left: &Tensor, right: &Tensor) -> Result<(), Diagnostic> {
        if left.dtype == DType::I16 {
            return [left, right].into_iter().try_for_each(symmetric);
        }
        if left.dtype != DType::F32 || right.dtype == DType::F32 {
            return Ok(());
        }
        let quant = right.quantized()?;
        let columns = right.shape.len().saturating_sub(if self.adj_y { 2 } else { 1 });
        if quant.zero_points.iter().any(|point| *point != 0) || !(quant.is_per_tensor() || quant.axis == columns) {
            let help = "quantize the right input symmetrically, with one scale or one for each column";
            return Err(Diagnostic::unsupported("this quantization of int8 beside float32", help).on(&right.name));
        }
        self.check_places(left, right)
    }

    /// TFLite finds the scale of a left row, and the sum of a right column, by the sum of the batch indices, which is right
    /// if only one of them varies.
    fn check_places(&self, left: &Tensor, right: &Tensor) -> Result<(), Diagnostic> {
        let vary = |shape: &[usize]| shape.iter().filter(|&&count| count > 1).count();
        let (mut l, r) = (batch_shape(left).0, batch_shape(right).0);
        if !self.adj_x && !l.is_empty() && r.last() == Some(&1) {
            // These become more rows.
            l.pop();
        }
        let sums = self.asymmetric && (vary(&r) > 1 || r.len() == 3 && r[0] > 1);
        if vary(&l) < 2 && !sums {
            return Ok(());
        }
        let help =
            "use float32 or int8 on both sides, or merge dimensions: TFLite takes scales from the wrong places here";
        Err(Diagnostic::unsupported("float32 times int8 over several batch dimensions", help).on(&left.name))
    }
}

/// Parameters, left and right input. Constants are turned so that dot products take them in order.
fn operands(cx: &mut Lower<'_>, p: kernel::BatchMatMul<'_>) -> Result<[Arg; 3], Diagnostic> {
    let right = cx.input(1)?;
    let turned = right.data.as_deref().filter(|_| !p.right_by_columns && right.dtype != DType::F32);
    // One column lies in order whatever the file says.
    let right_by_columns = p.right_by_columns || turned.is_some() || p.columns == 1;
    let params = Arg::params(&kernel::BatchMatMul { right_by_columns, ..p });
    let weights = match turned {
        Some(data) => cx.constant("right", right.dtype.element(), turn(right, data)),
        None => cx.read("right", 1)?,
    };
    Ok([params, cx.read("left", 0)?, weights])
}

/// Products of columns and rows are those of their elements.
fn outer_products(cx: &mut Lower<'_>, p: &kernel::BatchMatMul<'_>) -> Result<(), Diagnostic> {
    let last = [BroadcastDim { count: p.rows, lhs: 1, rhs: 0 }, BroadcastDim { count: p.columns, lhs: 0, rhs: 1 }];
    let dims: Vec<_> = p.batches.0.iter().copied().chain(last).filter(|dim| dim.count != 1).collect();
    let unbounded = Clamp { min: F32(f32::NEG_INFINITY), max: F32(f32::INFINITY) };
    let args = [Arg::params(&Broadcast { dims: List(&dims) }), Arg::params(&unbounded), cx.binary("f32")?];
    cx.call(stream::kernel("mul_f32", cx.target()), args);
    Ok(())
}

/// A tensor of the batch dimensions alone.
fn batch_tensor(tensor: &Tensor) -> Tensor {
    Tensor { name: tensor.name.clone(), dtype: tensor.dtype, shape: batch_shape(tensor), quant: None, data: None }
}

fn batch_shape(tensor: &Tensor) -> Shape {
    Shape(tensor.shape.iter().copied().take(tensor.shape.len().saturating_sub(2)).collect())
}

/// The loop over pairs of matrices.
fn batch_dims(left: &Tensor, right: &Tensor, e: &Extents) -> Vec<BroadcastDim> {
    let dims = broadcast::dims([&batch_shape(left), &batch_shape(right)], &e.batches);
    let (l, r) = (e.rows * e.depth, e.depth * e.columns);
    dims.iter().map(|dim| BroadcastDim { count: dim.count, lhs: dim.steps[0] * l, rhs: dim.steps[1] * r }).collect()
}

/// The elements of a constant with the last two dimensions exchanged.
fn turn(tensor: &Tensor, data: &[u8]) -> Vec<u8> {
    let (rows, columns) = (tensor.shape.from_end(1), tensor.shape.from_end(0));
    let matrix = (rows * columns) as isize;
    let batches = batch_shape(tensor).elements();
    let dims = [
        CopyDim { count: batches, src: matrix, dst: matrix },
        CopyDim { count: columns, src: 1, dst: rows as isize },
        CopyDim { count: rows, src: columns as isize, dst: 1 },
    ];
    let mut turned = vec![0; data.len()];
    Copy::new(0, 0, dims).fold(tensor.dtype.bytes(), data, &mut turned);
    turned
}

/// From sums to outputs. The product of the scales is taken in single precision: `GetQuantizedConvolutionMultipler`.
fn factor(left: &Tensor, right: &Tensor, y: &Tensor) -> Result<f64, Diagnostic> {
    let scale = |tensor: &Tensor| Ok(tensor.quantized_per_tensor()?.scale());
    Ok(f64::from(scale(left)? * scale(right)?) / f64::from(scale(y)?))
}

fn quant(left: &Tensor, right: &Tensor, y: &Tensor) -> Result<BatchMatMulQuant, Diagnostic> {
    let (l, r, out) = (left.quantized_per_tensor()?, right.quantized_per_tensor()?, y.quantized_per_tensor()?);
    if y.dtype == DType::I16 {
        symmetric(y)?;
    }
    let (min, max) = y.dtype.range().ok_or_else(|| Diagnostic::malformed("not an integer type").on(&y.name))?;
    Ok(BatchMatMulQuant {
        left_offset: -l.zero_point() as i16,
        right_offset: -r.zero_point() as i16,
        factor: quantize_multiplier(factor(left, right, y)?),
        output_offset: out.zero_point(),
        clamp: Clamp { min, max },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn floats(shape: &[usize]) -> Tensor {
        Tensor { name: "x".into(), dtype: DType::F32, shape: Shape(shape.to_vec()), quant: None, data: None }
    }

    const PLAIN: BatchMatMul = BatchMatMul { adj_x: false, adj_y: false, asymmetric: false };

    #[test]
    fn batches_broadcast() {
        let (left, right) = (floats(&[2, 1, 4, 3]), floats(&[5, 3, 6]));
        let e = PLAIN.extents(&left, &right).expect("they fit");
        assert_eq!((&e.batches[..], e.rows, e.columns, e.depth), (&[2, 5][..], 4, 6, 3));
        let dims = [(2, 12, 0), (5, 0, 18)].map(|(count, lhs, rhs)| BroadcastDim { count, lhs, rhs });
        assert_eq!(batch_dims(&left, &right, &e), dims);
        assert!(BatchMatMul { adj_x: true, ..PLAIN }.extents(&left, &right).is_err());
    }

    #[test]
    fn constants_are_turned() {
        let bytes = Tensor { dtype: DType::I8, ..floats(&[2, 2, 3]) };
        let data: Vec<u8> = (0..12).collect();
        assert_eq!(turn(&bytes, &data), [0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11]);
    }

    #[test]
    fn scales_in_the_wrong_places_are_refused() {
        let check = |op: &BatchMatMul, left: &[usize], right: &[usize]| op.check_places(&floats(left), &floats(right));
        assert!(check(&PLAIN, &[2, 3, 4, 5], &[5, 6]).is_err());
        assert!(check(&PLAIN, &[1, 3, 4, 5], &[5, 6]).is_ok());
        assert!(check(&PLAIN, &[2, 3, 4, 5], &[1, 5, 6]).is_ok());
        let asymmetric = BatchMatMul { asymmetric: true, ..PLAIN };
        assert!(check(&PLAIN, &[4, 5], &[2, 3, 5, 6]).is_ok());
        assert!(check(&asymmetric, &[4, 5], &[2, 3, 5, 6]).is_err());
    }
}
