//! What a layer in tiles must have as constants: weights and bias, and how they are packed.

use super::{HALF, PANEL};
use crate::ir::{DType, Tensor};
use crate::kernel::{Conv2d, Window};
use crate::ops::layer::Layer;
use crate::plan::Lower;
use std::borrow::Cow;
use std::ops::Range;

/// What a layer must have as constants.
#[derive(Default)]
pub(super) struct Known<'a> {
    /// `[units][depth]`, of float32 or int8.
    pub(super) weights: Cow<'a, [u8]>,
    /// What integer weights are less than they should be.
    pub(super) offset: i32,
    pub(super) bias: Option<Cow<'a, [u8]>>,
    pub(super) units: usize,
    pub(super) depth: usize,
}

impl<'a> Known<'a> {
    /// If the target has vectors, and weights and bias are constants of types that go together.
    pub(super) fn of(cx: &Lower<'a>, layer: &Layer, units: usize, depth: usize) -> Option<Self> {
        let (x, weights) = (cx.input(layer.x).ok()?, cx.input(layer.weights).ok()?);
        let bias = match cx.infer().optional(layer.bias) {
            Some(bias) => Some(bias.data.as_deref()?.into()),
            None => None,
        };
        weights.data.as_ref()?;
        let fits = cx.target().has_vectors() && matches!(x.dtype, DType::F32 | DType::I8 | DType::U8 | DType::I16);
        if !(fits && depth > 0 && units > 0 && weights.dtype.bits() <= 32) {
            return None;
        }
        let (data, offset) = match (x.dtype, weights.dtype) {
            (DType::F32, DType::F32) => (weights.data.as_deref()?.into(), 0),
            (_, DType::F32) => return None,
            // Beside floats uint8 is what old converters say of int8.
            (DType::F32, _) => (int8(cx, layer, weights, 0)?, 0),
            (_, DType::U8) => centred(int8(cx, layer, weights, 0x80)?, 128 - zero_point(weights)?),
            _ => centred(int8(cx, layer, weights, 0)?, -zero_point(weights)?),
        };
        Some(Known { weights: data, offset, bias, units, depth })
    }

    /// Some of the channels.
    pub(super) fn of_units(&self, units: &Range<usize>) -> Known<'_> {
        let row = self.weights.len() / self.units;
        let weights = self.weights.get(units.start * row..units.end * row).unwrap_or(&[]);
        let part = |bias: &'_ [u8]| units.start * (bias.len() / self.units)..units.end * (bias.len() / self.units);
        let bias = self.bias.as_deref().and_then(|bias| bias.get(part(bias)));
        let bias = bias.map(Cow::from);
        Known { weights: weights.into(), offset: self.offset, bias, units: units.len(), depth: self.depth }
    }

    /// From weights whose last dimension is the channels.
    pub(super) fn transposed(self) -> Self {
        let element = self.weights.len() / (self.units * self.depth);
        let places = (0..self.units).flat_map(|unit| (0..self.depth).map(move |tap| tap * self.units + unit));
        let weights =
            places.flat_map(|place| self.weights.iter().skip(place * element).take(element).copied()).collect();
        Known { weights: Cow::Owned(weights), ..self }
    }

    /// Channels including those that fill the last vector.
    pub(super) fn padded_units(&self) -> usize {
        self.units.next_multiple_of(HALF)
    }

    /// Bias numbers, 0 where there is none.
    pub(super) fn biases<const N: usize>(&self) -> impl Iterator<Item = [u8; N]> + '_ {
        let bias = self.bias.as_deref().unwrap_or(&[]).as_chunks::<N>().0;
        bias.iter().copied().chain(std::iter::repeat([0; N])).take(self.units)
    }

    /// `[panels][steps][channels of the panel][step]` of `[units][runs][run]`, in bytes; a step is so many bytes of a run.
    pub(super) fn panels(&self, run: usize, step: usize) -> Vec<u8> {
        let row = self.weights.len() / self.units;
        let steps = row / run * run.div_ceil(step);
        let mut packed = vec![0; self.padded_units() * steps * step];
        let mut rest = packed.as_mut_slice();
        for (panel, rows) in self.weights.chunks(row * PANEL).enumerate() {
            let channels = (self.padded_units() - panel * PANEL).min(PANEL);
            let (now, later) = std::mem::take(&mut rest).split_at_mut(steps * channels * step);
            for (channel, row) in rows.chunks_exact(row).enumerate() {
                let places = now.chunks_exact_mut(step).skip(channel).step_by(channels);
                let taken = row.chunks(run).flat_map(|run| run.chunks(step));
                places.zip(taken).for_each(|(place, step)| place[..step.len()].copy_from_slice(step));
            }
            rest = later;
        }
        packed
    }
}

/// Integer weights as int8, with some bits flipped.
fn int8<'a>(cx: &Lower<'a>, layer: &Layer, weights: &'a Tensor, flip: u8) -> Option<Cow<'a, [u8]>> {
    match weights.data.as_deref()? {
        _ if weights.dtype.bits() < 8 => layer.unpacked(&cx.infer()).ok().map(Cow::Owned),
        data if flip == 0 => Some(data.into()),
        data => Some(data.iter().map(|w| w ^ flip).collect()),
    }
}

/// The zero point that all weights share.
fn zero_point(weights: &Tensor) -> Option<i32> {
    let points = &weights.quant.as_ref()?.zero_points;
    let first = points.first().copied().unwrap_or(0);
    points.iter().all(|&point| point == first).then_some(first)
}

/// Weights with what they are less than they should be, which is nothing where they fit 8 bits without.
fn centred(weights: Cow<'_, [u8]>, offset: i32) -> (Cow<'_, [u8]>, i32) {
    let real = |w: &u8| i8::try_from(i32::from(*w as i8) + offset);
    match weights.iter().map(|w| real(w).map(|w| w as u8)).collect::<Result<Vec<u8>, _>>() {
        _ if offset == 0 => (weights, 0),
        Ok(weights) => (weights.into(), 0),
        Err(_) => (weights, offset),
    }
}

/// A layer of few channels, which leave a part of every panel empty, as one of fewer pixels that each have the channels of several
/// neighbours, at most `room`: outputs lie the same. Filters become as much longer as neighbours are apart, with zeros for what others
/// meet.
pub(super) fn neighbours<'a>(conv: Conv2d, known: &'a Known<'_>, room: usize) -> (Conv2d, Known<'a>) {
    let (width, channels) = (conv.width, conv.channels);
    let fits = |count: &usize| conv.units * count <= room && width.output.is_multiple_of(*count);
    let shared = width.filter > width.stride && width.dilation == 1;
    let count = [4, 2].into_iter().filter(|_| shared).find(fits).unwrap_or(1);
    let filter = width.filter + (count - 1) * width.stride;
    let element = known.weights.len() / (known.units * known.depth);
    let (row, longer) = (width.filter * channels * element, filter * channels * element);
    // What is nothing with its offset.
    let zero = -known.offset as u8;
    let mut weights = Vec::new();
    let lines = |neighbour| known.weights.chunks_exact(row).map(move |line| (neighbour, line));
    for (neighbour, line) in (0..count).flat_map(lines) {
        let before = neighbour * width.stride * channels * element;
        weights.extend(std::iter::repeat_n(zero, before).chain(line.iter().copied()));
        weights.resize(weights.len().next_multiple_of(longer), zero);
    }
    let width = Window { output: width.output / count, stride: width.stride * count, filter, ..width };
    let units = conv.units * count;
    let bias = known.bias.as_ref().map(|bias| bias.repeat(count).into());
    let wider = Conv2d { width, units, group_units: units, ..conv };
    let depth = known.depth / conv.width.filter * filter;
    (wider, Known { weights: weights.into(), offset: known.offset, bias, units, depth })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_lie_in_panels_of_channels() {
        // 18 channels of 5 weights: a panel of 16 and one of 8, in two steps of 4.
        let weights: Vec<u8> = (0..90).collect();
        let known = Known { weights: weights.into(), units: 18, depth: 5, ..Known::default() };
        let packed = known.panels(5, 4);
        assert_eq!(packed.len(), (16 + 8) * 8);
        assert_eq!(packed[..8], [0, 1, 2, 3, 5, 6, 7, 8]);
        assert_eq!(packed[64..72], [4, 0, 0, 0, 9, 0, 0, 0]);
        assert_eq!(packed[128..140], [80, 81, 82, 83, 85, 86, 87, 88, 0, 0, 0, 0]);
        // Runs of 5 take two steps each.
        let weights: Vec<u8> = (0..20).collect();
        let known = Known { weights: weights.into(), units: 2, depth: 10, ..Known::default() };
        let packed = known.panels(5, 4);
        assert_eq!((packed.len(), &packed[..8]), (4 * 32, &[0, 1, 2, 3, 10, 11, 12, 13][..]));
        assert_eq!(packed[96..104], [9, 0, 0, 0, 19, 0, 0, 0]);
    }

    #[test]
    fn few_channels_are_those_of_neighbours() {
        let height = Window { input: 1, output: 1, filter: 1, stride: 1, dilation: 1, padding: 0 };
        let width = Window { input: 9, output: 4, filter: 3, stride: 2, dilation: 1, padding: 0 };
        let conv = Conv2d { height, width, channels: 1, filter_channels: 1, group_units: 5, units: 5 };
        let weights: Vec<u8> = (1..16).collect();
        let known = Known {
            weights: weights.into(),
            offset: 0,
            bias: Some((0..20).collect::<Vec<u8>>().into()),
            units: 5,
            depth: 3,
        };
        let (wider, known) = neighbours(conv, &known, PANEL);
        assert_eq!((wider.units, wider.width), (10, Window { output: 2, filter: 5, stride: 4, ..width }));
        assert_eq!((known.units, known.depth, known.weights.len()), (10, 5, 50));
        assert_eq!((&known.weights[..5], &known.weights[25..30]), (&[1, 2, 3, 0, 0][..], &[0, 0, 1, 2, 3][..]));
        assert_eq!(known.bias.as_deref().map(<[u8]>::len), Some(40));
        // Where an odd number of pixels is in a line, or none shares anything, nothing changes.
        let odd = Conv2d { width: Window { output: 3, ..width }, ..conv };
        let known = Known { weights: (1..16).collect::<Vec<u8>>().into(), units: 5, depth: 3, ..Known::default() };
        assert_eq!(neighbours(odd, &known, PANEL).0, odd);
        // Nor where half a panel is full.
        assert_eq!(neighbours(conv, &known, HALF).0, conv);
    }

    #[test]
    fn weights_with_a_zero_point_fit_8_bits_or_have_an_offset() {
        let weights = [0u8, 100, 255].map(|w| w ^ 0x80);
        let (centred, offset) = super::centred((&weights[..]).into(), 128 - 100);
        assert_eq!((&centred[..], offset), (&weights[..], 28));
        let (centred, offset) = super::centred((&weights[..2]).into(), 128 - 100);
        assert_eq!((&centred[..], offset), (&[-100i8 as u8, 0][..], 0));
    }
}
