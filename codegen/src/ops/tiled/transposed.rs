//! Transposed convolutions as ordinary ones. Every `stride` lines of the output meet the same rows of the filter: they are a
//! convolution without strides. In a line, as many neighbouring pixels are the channels of one.

use super::known::{Known, neighbours};
use super::parts::Part;
use super::{Outputs, part_call};
use crate::diag::Diagnostic;
use crate::kernel::{Conv2d, Window};
use crate::ops::layer::Layer;
use crate::plan::Lower;

/// The kernel calls, if the target has vectors and the layer is known well enough, and lines are whole groups of pixels.
pub(crate) fn call(
    cx: &mut Lower<'_>,
    layer: &Layer,
    p: &Conv2d,
    batches: usize,
    outputs: impl FnOnce(&Lower<'_>) -> Result<Outputs, Diagnostic>,
) -> Result<bool, Diagnostic> {
    let depth = p.height.filter * p.width.filter * p.channels;
    let near = p.height.stride.max(p.width.stride) <= FURTHEST;
    let known = Known::of(cx, layer, p.units, depth).filter(|_| p.width.output.is_multiple_of(p.width.stride));
    let Some(known) = known.filter(|_| near) else { return Ok(false) };
    let outputs = Outputs::of(cx, layer, outputs)?;
    if !outputs.fit(cx.input(layer.x)?, &known) {
        return Ok(false);
    }
    for first in 0..p.height.stride.min(p.height.output) {
        let (conv, known) = lines(p, &known, first);
        let (conv, known) = neighbours(conv, &known, outputs.room());
        for image in 0..batches {
            cx.decide("lines", format!("every {} from {first}", p.height.stride));
            part_call(cx, layer, conv, &known, &outputs, &part(p, &conv, first, image))?;
        }
    }
    Ok(true)
}

/// Strides up to here: filters of many lines apart would be mostly zeros.
const FURTHEST: usize = 4;

/// The lines from `first` on of an image.
fn part(p: &Conv2d, conv: &Conv2d, first: usize, image: usize) -> Part {
    let (pixels, lines) = (p.height.input * p.width.input, image * p.height.output);
    let (height, width) = (conv.height, conv.width);
    Part {
        height,
        width,
        batches: 1,
        inputs: image * pixels..(image + 1) * pixels,
        outputs: (lines + first) * width.output..(lines + p.height.output) * width.output,
        every: p.height.stride,
        units: 0..conv.units,
    }
}

/// Taps of an ordinary convolution, of which each is one of a transposed one, if any, and the convolution's window.
struct Taps {
    window: Window,
    taps: Vec<Option<usize>>,
}

/// What the outputs from `first` on meet, `stride` apart, with so many taps as others have before them and after them.
fn taps(w: &Window, first: usize, (before, after): (usize, usize)) -> Taps {
    // Output `stride * i + first` meets input `i + distance` with tap `first + padding - stride * distance`.
    let tap = |distance: isize| {
        let tap = (first + w.padding) as isize - w.stride as isize * distance;
        usize::try_from(tap).ok().filter(|&tap| tap < w.filter)
    };
    let taps = (-(before as isize)..=after as isize).map(tap).collect::<Vec<_>>();
    let output = (w.output - first).div_ceil(w.stride);
    Taps {
        window: Window { input: w.input, output, filter: taps.len(), stride: 1, dilation: 1, padding: before },
        taps,
    }
}

/// How far before and after themselves the outputs from `first` on meet inputs.
fn reach(w: &Window, first: usize) -> (usize, usize) {
    let reach = first + w.padding;
    ((w.filter - 1).saturating_sub(reach) / w.stride, reach / w.stride)
}

/// The convolution that gives every `stride` lines from `first` on, and its weights.
fn lines(p: &Conv2d, known: &Known<'_>, first: usize) -> (Conv2d, Known<'static>) {
    let (height, width) = (&p.height, &p.width);
    let rows = taps(height, first, reach(height, first));
    let reaches = (0..width.stride).map(|first| reach(width, first));
    let reach = reaches.fold((0, 0), |(a, b), (before, after)| (a.max(before), b.max(after)));
    let columns: Vec<Taps> = (0..width.stride).map(|first| taps(width, first, reach)).collect();
    let element = known.weights.len() / (known.units * known.depth);
    let pixel = p.channels * element;
    let zero = vec![-known.offset as u8; pixel];
    let mut weights = Vec::new();
    for (columns, unit) in columns.iter().flat_map(|columns| (0..known.units).map(move |unit| (columns, unit))) {
        for (row, column) in rows.taps.iter().flat_map(|row| columns.taps.iter().map(move |column| (row, column))) {
            let place = |row: usize, column: usize| ((unit * height.filter + row) * width.filter + column) * pixel;
            let tap = row.zip(*column).and_then(|(row, column)| known.weights.get(place(row, column)..)?.get(..pixel));
            weights.extend_from_slice(tap.unwrap_or(&zero));
        }
    }
    let units = known.units * width.stride;
    let window = columns.first().map_or(*width, |columns| columns.window);
    let conv = Conv2d { height: rows.window, width: window, group_units: units, units, ..*p };
    let depth = rows.taps.len() * window.filter * p.channels;
    let bias = known.bias.as_ref().map(|bias| bias.repeat(width.stride).into());
    (conv, Known { weights: weights.into(), offset: known.offset, bias, units, depth })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Clamp, F32, conv_2d_f32, transpose_conv_f32};

    fn window(input: usize, filter: usize, stride: usize, padding: usize) -> Window {
        let output = ((input - 1) * stride + filter - 2 * padding).next_multiple_of(stride);
        Window { input, output, filter, stride, dilation: 1, padding }
    }

    #[test]
    fn lines_are_those_of_the_transposed_convolution() {
        let clamp = Clamp { min: F32(f32::NEG_INFINITY), max: F32(f32::INFINITY) };
        for (filter, stride, padding) in [(3, 2, 0), (4, 2, 1), (2, 2, 0), (3, 1, 1), (5, 3, 1), (1, 2, 0), (7, 2, 3)] {
            let (height, width) = (window(4, filter, stride, padding), window(5, filter, stride, padding));
            let p = Conv2d { height, width, channels: 3, filter_channels: 3, group_units: 2, units: 2 };
            let x: Vec<f32> = (0..4 * 5 * 3).map(|i| (i * 7 % 11) as f32).collect();
            let weights: Vec<f32> = (0..2 * filter * filter * 3).map(|i| (i * 5 % 13) as f32 - 6.0).collect();
            let mut expected = vec![0.0; height.output * width.output * 2];
            transpose_conv_f32(&p, clamp, &x, &weights, &[1.0, 2.0], &mut expected);
            let bytes = |x: &[f32]| x.iter().flat_map(|x| x.to_le_bytes()).collect::<Vec<u8>>();
            let floats = |x: &[u8]| x.as_chunks().0.iter().map(|&x| f32::from_le_bytes(x)).collect::<Vec<f32>>();
            let bias = Some(bytes(&[1.0, 2.0]).into());
            let depth = filter * filter * 3;
            let known = Known { weights: bytes(&weights).into(), offset: 0, bias, units: 2, depth };
            for first in 0..stride {
                let (conv, known) = lines(&p, &known, first);
                let mut y = vec![0.0; conv.height.output * width.output * 2];
                let bias = floats(known.bias.as_deref().unwrap_or(&[]));
                conv_2d_f32(&conv, clamp, &x, &floats(&known.weights), &bias, &mut y);
                let expected = expected.chunks(width.output * 2).skip(first).step_by(stride);
                assert!(y.chunks(width.output * 2).eq(expected), "{p:?} {first}");
            }
        }
    }
}
