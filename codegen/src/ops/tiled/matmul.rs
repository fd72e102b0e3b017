//! Products of matrices: layers where the right side is one constant matrix, else with panels that are laid at run time.

use super::bytes::quant;
use super::factors::alike;
use super::known::Known;
use super::parts;
use super::{HALF, NEAR_WEIGHTS, Outputs, Rounding, block, in_parts, part_call, room};
use crate::diag::Diagnostic;
use crate::kernel::{BatchMatMul, Clamp, F32, TiledMatMul, TiledMatMulQuant};
use crate::ops::Activation;
use crate::ops::layer::{BiasType, Layer};
use crate::plan::{Arg, Lower};

/// Products are not clamped.
const UNBOUNDED: Clamp<F32> = Clamp { min: F32(f32::NEG_INFINITY), max: F32(f32::INFINITY) };

/// What multiplies inputs 0 and 1, as a layer has them.
const LAYER: Layer = Layer { x: 0, weights: 1, bias: 2, activation: Activation::None, bias_type: BiasType::Default };

/// The kernel call of products of floats, or of bytes with the factor from sums to outputs, if the target has vectors and these are
/// worth it.
pub(crate) fn call(cx: &mut Lower<'_>, p: BatchMatMul<'_>, factor: Option<f64>) -> Result<bool, Diagnostic> {
    if !cx.target().has_vectors() || p.rows * p.columns * p.depth == 0 {
        return Ok(false);
    }
    if constant(cx, &p, factor)? {
        return Ok(true);
    }
    match factor {
        // One column lies as its elements are multiplied.
        Some(factor) if p.columns > 1 => laid_bytes(cx, p, factor)?,
        // Laying a matrix takes as long as a few rows do with it as it lies.
        None if p.rows >= 6 && p.columns >= HALF => laid_floats(cx, p)?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// As a layer, whose weights are laid in panels here.
fn constant(cx: &mut Lower<'_>, p: &BatchMatMul<'_>, factor: Option<f64>) -> Result<bool, Diagnostic> {
    if p.left_by_columns || !p.batches.0.is_empty() {
        return Ok(false);
    }
    let Some(mut known) = Known::of(cx, &LAYER, p.columns, p.depth) else { return Ok(false) };
    if !p.right_by_columns {
        known = known.transposed();
    }
    let (conv, macs) = (TiledMatMul { matmul: *p, block: 0 }.layer().conv, p.rows * p.columns * p.depth);
    let (outputs, rate) = match factor {
        Some(factor) => (Outputs::Rounded(Rounding::Fixed(vec![factor])), parts::BYTES),
        None => (Outputs::Products(UNBOUNDED), parts::FLOATS),
    };
    let count = parts::count(cx, macs, rate);
    in_parts(cx, conv, 1, &known, count, |cx, conv, known, part| part_call(cx, &LAYER, conv, known, &outputs, part))?;
    Ok(true)
}

fn laid_bytes(cx: &mut Lower<'_>, matmul: BatchMatMul<'_>, factor: f64) -> Result<(), Diagnostic> {
    let (left, right) = (cx.input(0)?.quantized()?, cx.input(1)?.quantized()?);
    let quant = quant(&LAYER, cx.input(0)?, cx.output(0)?, 0)?;
    let ends = |zero_point: i32| [-128 - zero_point, 127 - zero_point].map(i64::from);
    let corners = ends(left.zero_point()).into_iter().flat_map(|x| ends(right.zero_point()).map(|w| x * w));
    let sums = corners.map(|corner| corner * matmul.depth as i64);
    let range = (sums.clone().min().unwrap_or(0), sums.max().unwrap_or(0));
    let (factors, start) = alike(cx, factor, range, &quant);
    let q = TiledMatMulQuant { quant, right_zero_point: right.zero_point() as i8, start };
    let (steps, columns) = (matmul.depth.div_ceil(4), matmul.columns.next_multiple_of(HALF));
    let p = TiledMatMul { matmul, block: block(8 * steps, matmul.rows) };
    decide(cx, &p);
    let mut args = vec![Arg::params(&p), Arg::params(&q), cx.read("left", 0)?, cx.read("right", 1)?, factors];
    args.push(cx.scratch("panels", "i8", (columns + HALF) * steps * 4));
    args.push(cx.scratch("bias", "i32", columns));
    args.push(cx.scratch("quads", "u64", p.block * steps));
    args.push(cx.scratch("sums", "i32", HALF * p.block));
    args.push(room(cx, "gathered", "i8", gathered(&p)));
    args.push(cx.write("y", 0)?);
    cx.call("tiled_batch_matmul_i8", args);
    Ok(())
}

fn laid_floats(cx: &mut Lower<'_>, matmul: BatchMatMul<'_>) -> Result<(), Diagnostic> {
    let panels = matmul.columns.next_multiple_of(HALF) * matmul.depth;
    // As in layers: rows stay in the nearest cache while all panels pass by, if these are few.
    let is_near = panels * size_of::<f32>() <= NEAR_WEIGHTS;
    let rows = if is_near || matmul.left_by_columns { block(4 * matmul.depth, matmul.rows) } else { matmul.rows };
    let p = TiledMatMul { matmul, block: rows };
    decide(cx, &p);
    let mut args = vec![Arg::params(&p), cx.read("left", 0)?, cx.read("right", 1)?];
    args.push(cx.scratch("panels", "f32", panels));
    args.push(room(cx, "gathered", "f32", gathered(&p)));
    args.push(cx.write("y", 0)?);
    cx.call("tiled_batch_matmul_f32", args);
    Ok(())
}

/// Elements of left rows that are put together.
fn gathered(p: &TiledMatMul<'_>) -> usize {
    if p.matmul.left_by_columns { p.block * p.matmul.depth } else { 0 }
}

fn decide(cx: &mut Lower<'_>, p: &TiledMatMul<'_>) {
    cx.decide("panels", "laid at run time");
    cx.decide("block", format!("{} rows", p.block));
}
