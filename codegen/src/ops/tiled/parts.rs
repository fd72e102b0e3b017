//! Layers in parts, for several threads: each is a layer of its own that gives some of the outputs.

use super::PANEL;
use crate::kernel::{Conv2d, TiledLayer, Window};
use crate::ops::{identity_window as identity, window_reach as reach};
use crate::plan::Lower;
use std::ops::Range;

/// Multiply-accumulates a nanosecond of one thread, roughly.
pub(super) const BYTES: u64 = 200;
pub(super) const FLOATS: u64 = 50;
pub(super) const DEPTHWISE: u64 = 20;
/// Nanoseconds of a layer that is worth handing a part to another thread, which takes about a microsecond.
const WORTH: u64 = 5_000;

/// How many parts a layer should have.
pub(super) fn count(cx: &Lower<'_>, macs: usize, rate: u64) -> usize {
    if macs as u64 / rate >= WORTH { cx.threads() } else { 1 }
}

/// Some of the outputs of a layer over windows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// Windows of the part's lines and columns.
    pub(super) height: Window,
    pub(super) width: Window,
    pub(super) batches: usize,
    /// Which pixels of the layer's input and output it has, and which of its channels.
    pub(super) inputs: Range<usize>,
    pub(super) outputs: Range<usize>,
    /// Lines of the output from one of its lines to the next.
    pub(super) every: usize,
    pub(super) units: Range<usize>,
}

impl Part {
    /// All of a layer.
    fn whole(height: Window, width: Window, batches: usize, units: Range<usize>) -> Self {
        let (inputs, outputs) = (0..batches * height.input * width.input, 0..batches * height.output * width.output);
        Part { height, width, batches, inputs, outputs, every: 1, units }
    }

    /// The layer of the part, all of it a block if nothing else is said.
    pub(super) fn layer(&self, conv: Conv2d) -> TiledLayer {
        let block = if self.every > 1 { self.width.output } else { self.outputs.len() };
        TiledLayer { conv, block, every: self.every }
    }

    /// Which elements of the input it has, whose pixels have so many channels.
    pub(super) fn elements_of_x(&self, channels: usize) -> Range<usize> {
        self.inputs.start * channels..self.inputs.end * channels
    }

    /// Which elements of the output: channels are parts where there is one pixel.
    pub(super) fn elements_of_y(&self) -> Range<usize> {
        let (first, units) = (self.units.start, self.units.len());
        first + self.outputs.start * units..first + self.outputs.end * units
    }

    /// A layer in at most `count` parts: of its pixels where each meets one, else of its images, or of the lines of one.
    pub(super) fn of(height: Window, width: Window, batches: usize, units: Range<usize>, count: usize) -> Vec<Self> {
        let whole = Part::whole(height, width, batches, units);
        let parts = if count <= 1 {
            None
        } else if is_identity(&height) && is_identity(&width) {
            ranges(whole.outputs.len(), count).map(|pixels| Some(whole.pixels(pixels))).collect()
        } else if batches > 1 {
            ranges(batches, count).map(|images| Some(whole.images(images))).collect()
        } else {
            ranges(height.output, count).map(|lines| whole.lines(lines)).collect()
        };
        parts.unwrap_or_else(|| vec![whole])
    }

    /// As [`of`](Self::of), or as the lines that were asked for.
    pub(super) fn wanted(
        cx: &Lower<'_>,
        (height, width): (Window, Window),
        batches: usize,
        units: Range<usize>,
        count: usize,
    ) -> Vec<Self> {
        let whole = Part::whole(height, width, batches, units.clone());
        let lines = cx.lines().iter().cloned().map(|lines| whole.lines(lines)).collect::<Option<Vec<_>>>();
        lines.filter(|lines| !lines.is_empty()).unwrap_or_else(|| Part::of(height, width, batches, units, count))
    }

    fn pixels(&self, pixels: Range<usize>) -> Self {
        let (height, width) = (identity(1), identity(pixels.len()));
        Part { height, width, batches: 1, inputs: pixels.clone(), outputs: pixels, ..self.clone() }
    }

    fn images(&self, images: Range<usize>) -> Self {
        let pixels = |all: &Range<usize>| {
            let image = all.len() / self.batches.max(1);
            images.start * image..images.end * image
        };
        let (inputs, outputs) = (pixels(&self.inputs), pixels(&self.outputs));
        Part { batches: images.len(), inputs, outputs, ..self.clone() }
    }

    /// Nothing where they would meet nothing but the border.
    fn lines(&self, lines: Range<usize>) -> Option<Self> {
        let (height, columns) = (&self.height, &self.width);
        let (met, padding) = (reach(height, &lines), height.padding.saturating_sub(lines.start * height.stride));
        let inputs = met.start * columns.input..met.end * columns.input;
        let outputs = lines.start * columns.output..lines.end * columns.output;
        let height = Window { input: met.len(), output: lines.len(), padding, ..*height };
        (!met.is_empty()).then_some(Part { height, inputs, outputs, ..self.clone() })
    }
}

/// The channels of a dense layer of one row, by panels.
pub(super) fn channels(units: usize, count: usize) -> impl Iterator<Item = Range<usize>> {
    ranges(units.div_ceil(PANEL), count).map(move |panels| panels.start * PANEL..(panels.end * PANEL).min(units))
}

/// `0..extent` in at most `count` ranges, none empty, as equal as can be.
fn ranges(extent: usize, count: usize) -> impl Iterator<Item = Range<usize>> {
    let count = count.clamp(1, extent.max(1));
    (0..count).map(move |i| extent * i / count..extent * (i + 1) / count)
}

fn is_identity(window: &Window) -> bool {
    Window { dilation: 1, ..*window } == identity(window.output)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::conv_2d_f32;
    use crate::ops::Activation;
    use crate::ops::quantized::clamp_f32;

    fn window(input: usize, output: usize, stride: usize, padding: usize) -> Window {
        Window { input, output, filter: 3, stride, dilation: 1, padding }
    }

    #[test]
    fn lines_are_convolutions_of_the_lines_that_they_meet() {
        let parts = Part::of(window(9, 9, 1, 1), window(20, 20, 1, 1), 1, 0..8, 2);
        // Lines 0..4 meet -1..5, lines 4..9 meet 3..10.
        let heights: Vec<Window> = parts.iter().map(|part| part.height).collect();
        assert_eq!(heights, [window(5, 4, 1, 1), window(6, 5, 1, 0)]);
        assert_eq!((&parts[0].inputs, &parts[0].outputs), (&(0..100), &(0..80)));
        assert_eq!((&parts[1].inputs, &parts[1].outputs), (&(60..180), &(80..180)));
        // Two apart: lines 0..2 meet 0..5, lines 2..4 meet 4..9.
        let parts = Part::of(window(9, 4, 2, 0), window(9, 4, 2, 0), 1, 0..8, 2);
        assert_eq!(parts.iter().map(|part| part.inputs.clone()).collect::<Vec<_>>(), [0..45, 36..81]);
    }

    /// Windows of an image, of any size and place.
    fn windows() -> Vec<Window> {
        let mut all = Vec::new();
        for (input, filter) in [(1usize, 1), (3, 3), (7, 3), (8, 2), (9, 3)] {
            for (stride, dilation, padding) in [(1, 1, 0), (1, 1, 1), (2, 1, 1), (1, 2, 2), (3, 1, 0), (2, 2, 3)] {
                if let Some(room) = (input + 2 * padding).checked_sub((filter - 1) * dilation + 1) {
                    all.push(Window { input, output: room / stride + 1, filter, stride, dilation, padding });
                }
            }
        }
        all
    }

    #[test]
    fn parts_give_what_the_whole_gives() {
        for (height, batches, count) in windows().into_iter().flat_map(|w| [(w, 1, 2), (w, 1, 4), (w, 3, 2)]) {
            let width = window(5, 5, 1, 1);
            let of =
                |height, width| Conv2d { height, width, channels: 2, filter_channels: 2, group_units: 3, units: 3 };
            let numbers = |len: usize| -> Vec<f32> { (0..len).map(|i| (i * 37 % 11) as f32 - 5.0).collect() };
            let (x, weights) = (numbers(batches * height.input * 5 * 2), numbers(3 * height.filter * 3 * 2));
            let run =
                |p: &Conv2d, x: &[f32], y: &mut [f32]| conv_2d_f32(p, clamp_f32(Activation::None), x, &weights, &[], y);
            let mut all = vec![0.0; batches * height.output * 5 * 3];
            let mut in_parts = all.clone();
            run(&of(height, width), &x, &mut all);
            for part in Part::of(height, width, batches, 0..3, count) {
                let (from, to) = (part.elements_of_x(2), part.elements_of_y());
                run(&of(part.height, part.width), &x[from], &mut in_parts[to]);
            }
            assert_eq!(all, in_parts, "{height:?}");
        }
    }

    #[test]
    fn every_line_has_its_part() {
        for (output, count) in [(1, 3), (5, 3), (7, 8), (8, 8)] {
            let parts = Part::of(window(output, output, 1, 1), window(4, 4, 1, 1), 1, 0..8, count);
            assert_eq!(parts.len(), output.min(count));
            let ends: Vec<usize> = parts.iter().map(|part| part.outputs.end).collect();
            let starts: Vec<usize> = parts.iter().map(|part| part.outputs.start).collect();
            assert_eq!((starts[0], ends[parts.len() - 1], &starts[1..]), (0, output * 4, &ends[..parts.len() - 1]));
        }
    }

    #[test]
    fn pixels_images_and_channels() {
        let one = identity;
        let parts = Part::of(one(7), one(7), 1, 0..8, 2);
        assert_eq!((parts[0].width, parts[1].width, parts[1].inputs.clone()), (one(24), one(25), 24..49));
        assert_eq!(Part::of(one(7), one(7), 1, 0..8, 1), [Part::whole(one(7), one(7), 1, 0..8)]);
        let parts = Part::of(window(4, 4, 1, 1), window(4, 4, 1, 1), 3, 0..8, 2);
        assert_eq!((parts[0].batches, parts[1].batches, parts[1].outputs.clone()), (1, 2, 16..48));
        assert_eq!((parts[1].elements_of_x(3), parts[1].elements_of_y()), (48..144, 128..384));
        assert_eq!(channels(40, 2).collect::<Vec<_>>(), [0..16, 16..40]);
        // A first part of padding alone.
        assert_eq!(Part::of(window(1, 5, 1, 4), window(1, 5, 1, 4), 1, 0..8, 5).len(), 1);
    }
}
