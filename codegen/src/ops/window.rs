//! Attributes of filters that slide: strides, dilations, padding, and what they make of extents.

use crate::diag::Diagnostic;
use crate::kernel::Window;
use crate::schema::fb;
use std::ops::Range;

/// Where the input is continued with zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Padding {
    /// As far as a whole number of strides takes.
    Same,
    /// Nowhere.
    Valid,
}

impl Padding {
    pub(crate) fn parse(padding: fb::Padding) -> Result<Self, Diagnostic> {
        match padding {
            fb::Padding::SAME => Ok(Padding::Same),
            fb::Padding::VALID => Ok(Padding::Valid),
            other => Err(Diagnostic::malformed(format!("padding {}", other.0))),
        }
    }
}

impl Padding {
    /// As TFLite has it in memory, which is how old custom operators keep it.
    pub(crate) fn parse_raw(padding: i32) -> Result<Self, Diagnostic> {
        match padding {
            1 => Ok(Padding::Same),
            2 => Ok(Padding::Valid),
            other => Err(Diagnostic::malformed(format!("padding {other}"))),
        }
    }
}

/// How a filter moves along one dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Steps {
    stride: usize,
    dilation: usize,
    /// Zeros before and after the input, beside those of the padding: of a PAD that has become part of the layer.
    around: (usize, usize),
}

impl Steps {
    pub(crate) fn parse(stride: i32, dilation: i32) -> Result<Self, Diagnostic> {
        let positive = |value: i32, what: &str| {
            let value = usize::try_from(value).ok().filter(|&value| value > 0);
            value.ok_or_else(|| Diagnostic::malformed(format!("{what} that is not positive")))
        };
        let (stride, dilation) = (positive(stride, "a stride")?, positive(dilation, "a dilation")?);
        Ok(Steps { stride, dilation, around: (0, 0) })
    }

    /// The same over an input without so many zeros before and after it.
    pub(crate) fn around(self, (before, after): (usize, usize)) -> Self {
        Steps { around: (self.around.0 + before, self.around.1 + after), ..self }
    }

    /// The window over an input of the given extent (`ComputePaddingHeightWidth`).
    pub(crate) fn window(self, input: usize, filter: usize, padding: Padding) -> Result<Window, Diagnostic> {
        let Steps { around: (before, after), .. } = self;
        let window = self.inner(before + input + after, filter, padding)?;
        Ok(Window { input, padding: before + window.padding, ..window })
    }

    /// The window over an input and the zeros around it.
    fn inner(self, input: usize, filter: usize, padding: Padding) -> Result<Window, Diagnostic> {
        let Steps { stride, dilation, .. } = self;
        let mismatch = || {
            let dilated = if dilation == 1 { String::new() } else { format!(", dilated by {dilation},") };
            Diagnostic::malformed(format!("a filter of {filter} taps{dilated} over an extent of {input}"))
        };
        if input == 0 || filter == 0 {
            return Err(mismatch());
        }
        let reach = (filter - 1).checked_mul(dilation).and_then(|reach| reach.checked_add(1));
        let reach = reach.filter(|&reach| reach <= i32::MAX as usize).ok_or_else(mismatch)?;
        let output = match padding {
            Padding::Same => input.div_ceil(stride),
            // TFLite lets a filter that is too large by less than a stride compute nothing, which nobody can have meant.
            Padding::Valid => input.checked_sub(reach).ok_or_else(mismatch)? / stride + 1,
        };
        let covered = output.saturating_sub(1).saturating_mul(stride).saturating_add(reach);
        Ok(Window { input, output, filter, stride, dilation, padding: covered.saturating_sub(input) / 2 })
    }

    /// The window of a transposed layer whose output is as large as what the filter covers, cut by the padding.
    pub(crate) fn grown(self, input: usize, filter: usize, padding: Padding) -> Result<Window, Diagnostic> {
        let problem = || Diagnostic::malformed(format!("a filter of {filter} taps over an extent of {input}"));
        let gaps = input.checked_sub(1).filter(|_| filter > 0).ok_or_else(problem)?;
        let cut = match padding {
            Padding::Same => filter.saturating_sub(gaps % self.stride + 1),
            Padding::Valid => 0,
        };
        let output = gaps.checked_mul(self.stride).and_then(|reach| reach.checked_add(filter - cut));
        let output = output.filter(|&output| output <= i32::MAX as usize).ok_or_else(problem)?;
        Ok(Window { input, output, filter, stride: self.stride, dilation: 1, padding: cut / 2 })
    }

    /// Distance of neighbouring positions.
    pub(crate) fn stride(self) -> usize {
        self.stride
    }

    /// The window of a transposed layer whose output has the given extent, which an input of `input` must fit.
    pub(crate) fn transposed(
        self,
        input: usize,
        output: usize,
        filter: usize,
        padding: Padding,
    ) -> Result<Window, Diagnostic> {
        let window = self.window(output, filter, padding)?;
        if window.output != input {
            let message = format!("an output extent of {output} where the input has {input}");
            return Err(Diagnostic::malformed(message));
        }
        Ok(window)
    }
}

/// The window of what gives each position from the same one.
pub(crate) fn identity(extent: usize) -> Window {
    Window { input: extent, output: extent, filter: 1, stride: 1, dilation: 1, padding: 0 }
}

/// Whether all positions of the output meet some of the input, as the first and the last do then.
pub(crate) fn is_inside(window: &Window) -> bool {
    [0, window.output.saturating_sub(1)].iter().all(|&i| !reach(window, &(i..i + 1)).is_empty())
}

/// The positions of the input that some of the output meet; none of them where it is only the border.
pub(crate) fn reach(window: &Window, outputs: &Range<usize>) -> Range<usize> {
    let first = outputs.start * window.stride;
    let last = outputs.end.saturating_sub(1) * window.stride + (window.filter - 1) * window.dilation;
    let end = (last + 1).saturating_sub(window.padding).min(window.input);
    first.saturating_sub(window.padding).min(end)..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(input: usize, filter: usize, (stride, dilation): (i32, i32), padding: Padding) -> Option<(usize, usize)> {
        let window = Steps::parse(stride, dilation).ok()?.window(input, filter, padding).ok()?;
        Some((window.output, window.padding))
    }

    #[test]
    fn same_padding_is_smaller_in_front() {
        assert_eq!(shape(5, 2, (1, 1), Padding::Same), Some((5, 0)));
        assert_eq!(shape(224, 3, (2, 1), Padding::Same), Some((112, 0)));
        assert_eq!(shape(225, 3, (2, 1), Padding::Same), Some((113, 1)));
        assert_eq!(shape(7, 3, (1, 3), Padding::Same), Some((7, 3)));
    }

    #[test]
    fn zeros_around_are_padding() {
        let steps = Steps::parse(2, 1).unwrap().around((0, 1));
        let valid = steps.window(224, 3, Padding::Valid).unwrap();
        assert_eq!((valid.input, valid.output, valid.padding, is_inside(&valid)), (224, 112, 0, true));
        let same = steps.around((1, 1)).window(6, 3, Padding::Same).unwrap();
        assert_eq!((same.input, same.output, same.padding, is_inside(&same)), (6, 5, 2, false));
        for around in [(3, 0), (0, 4)] {
            let beside = Steps::parse(1, 1).unwrap().around(around).window(6, 3, Padding::Valid).unwrap();
            assert_eq!((beside.output, is_inside(&beside)), (4 + around.0 + around.1, false));
        }
    }

    #[test]
    fn valid_windows_stay_inside() {
        assert_eq!(shape(7, 3, (2, 1), Padding::Valid), Some((3, 0)));
        assert_eq!(shape(7, 3, (1, 3), Padding::Valid), Some((1, 0)));
        assert_eq!(shape(3, 3, (2, 1), Padding::Valid), Some((1, 0)));
        assert_eq!(shape(2, 3, (1, 1), Padding::Valid), None);
    }

    #[test]
    fn transposed_layers_grow() {
        let grown = |input, filter, stride, padding| {
            let window = Steps::parse(stride, 1).ok()?.grown(input, filter, padding).ok()?;
            Some((window.output, window.padding))
        };
        assert_eq!(grown(128, 2, 2, Padding::Same), Some((256, 0)));
        assert_eq!(grown(5, 4, 2, Padding::Same), Some((9, 1)));
        assert_eq!(grown(5, 4, 2, Padding::Valid), Some((12, 0)));
        assert_eq!(grown(0, 4, 2, Padding::Valid), None);
        assert_eq!(grown(1 << 40, 4, 1 << 30, Padding::Valid), None);
    }

    #[test]
    fn wrong_attributes_are_refused() {
        assert_eq!(shape(7, 3, (0, 1), Padding::Same), None);
        assert_eq!(shape(7, 3, (1, -1), Padding::Same), None);
        assert_eq!(shape(7, 3, (1, i32::MAX), Padding::Same), None);
        assert_eq!(shape(0, 3, (1, 1), Padding::Same), None);
    }
}
