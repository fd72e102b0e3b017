//! AudioSpectrogram and Mfcc: from samples to the energies of their frequencies, and on to cepstral coefficients.
//! `kernels/internal/{spectrogram,mfcc,mfcc_mel_filterbank,mfcc_dct}.cc`, in single precision.

use super::fft::rfft_row;
use super::{C64, dot_f32, each_row, each_row_mut, row};

/// Frames of a spectrogram.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spectrogram {
    /// Channels of the samples, which take turns.
    pub channels: usize,
    /// Frames of each channel.
    pub frames: usize,
    /// Samples from one frame to the next.
    pub stride: usize,
    /// Whether energies are given, or their square roots.
    pub squared: bool,
}

/// The energy of each frequency in each frame of each channel. A frame has as many samples as the window; `work` has room for
/// the samples of the transform, `spectrum` for its results.
pub fn audio_spectrogram(
    p: &Spectrogram,
    table: &[C64],
    window: &[f32],
    x: &[f32],
    work: &mut [f32],
    spectrum: &mut [C64],
    y: &mut [f32],
) {
    let (mut channel, mut frame) = (0usize, 0usize);
    each_row_mut(y, spectrum.len(), |y| {
        let start = frame.wrapping_mul(p.stride).wrapping_mul(p.channels).wrapping_add(channel);
        let samples = x.get(start..).unwrap_or(&[]).iter().step_by(p.channels.max(1));
        for (work, (&x, &weight)) in work.iter_mut().zip(samples.zip(window)) {
            *work = x * weight;
        }
        rfft_row(table, work, spectrum);
        for (y, [re, im]) in y.iter_mut().zip(spectrum.iter()) {
            let energy = re * re + im * im;
            *y = if p.squared { energy } else { libm::sqrtf(energy) };
        }
        frame += 1;
        if frame == p.frames {
            (frame, channel) = (0, channel.wrapping_add(1));
        }
    });
}

/// A bank of filters, as triangles that overlap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mfcc {
    /// Frequencies of a frame.
    pub frequencies: usize,
    /// The first that is in a filter.
    pub start: usize,
    /// Coefficients of a frame.
    pub coefficients: usize,
}

/// The cosine transform of the logarithms of the filters' sums. Each frequency has a weight in the filter `bands` names, and what
/// is left of 1 in the next; filter 0 and the last of `sums` are none.
pub fn mfcc(p: &Mfcc, bands: &[u16], weights: &[f32], cosines: &[f32], x: &[f32], sums: &mut [f32], y: &mut [f32]) {
    each_row(x, p.frequencies, y, p.coefficients, |x, y| {
        sums.fill(0.0);
        let x = row(x, p.start, weights.len());
        for (&energy, (&band, &weight)) in x.iter().zip(bands.iter().zip(weights)) {
            let magnitude = libm::sqrtf(energy);
            let weighted = magnitude * weight;
            if let [here, next, ..] = sums.get_mut(band as usize..).unwrap_or_default() {
                *here += weighted;
                *next += magnitude - weighted;
            }
        }
        let [_, sums @ .., _] = &mut *sums else { return };
        sums.iter_mut().for_each(|sum| *sum = libm::logf(if *sum < 1e-12 { 1e-12 } else { *sum }));
        for (y, cosines) in y.iter_mut().zip(cosines.chunks_exact(sums.len().max(1))) {
            *y = dot_f32(sums, cosines);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_take_turns() {
        // Frames of two samples: their sum and their difference.
        let p = Spectrogram { channels: 2, frames: 2, stride: 1, squared: true };
        let (mut work, mut spectrum, mut y) = ([0.0; 2], [[0.0; 2]; 2], [0.0; 8]);
        let x = [1.0, 10.0, 2.0, 20.0, 3.0, 30.0];
        audio_spectrogram(&p, &[[1.0, 0.0]], &[1.0, 1.0], &x, &mut work, &mut spectrum, &mut y);
        assert_eq!(y, [9.0, 1.0, 25.0, 1.0, 900.0, 100.0, 2500.0, 100.0]);
    }

    #[test]
    fn triangles_overlap() {
        let p = Mfcc { frequencies: 4, start: 1, coefficients: 1 };
        let (mut sums, mut y) = ([0.0; 4], [0.0]);
        mfcc(&p, &[0, 1, 2], &[0.5, 0.25, 1.0], &[1.0, 1.0], &[7.0, 4.0, 16.0, 9.0], &mut sums, &mut y);
        assert!((y[0] - libm::logf((1.0 + 1.0) * (3.0 + 3.0))).abs() < 1e-6, "{}", y[0]);
    }
}
