//! Tables as lines: most functions of a byte are nearly straight over eight bytes in a row.
//!
//! A result is that of a line, cut off, or one more. Which of the two is a bit for each byte, so that a line need not meet roundings,
//! and may leave a bent function by nearly half a step to either side. Bytes and what is added to them wrap.

use crate::kernel::{SEGMENTS, segments_result};

/// Bytes of a segment.
const LEN: usize = 8;
/// 256ths of a slope from a place to the next that are tried: how steep lines can be, and how finely they are told apart.
const STEPS: [u8; 3] = [16, 8, 32];

/// Segments that have all results of a table, if there are any.
pub(super) fn find(results: &[u8]) -> Option<[u8; SEGMENTS]> {
    // Lines may begin between two places.
    let along = STEPS.iter().flat_map(|&step| (0..4).map(move |quarter| places(step, quarter * step / 4)));
    along.filter_map(|along| with(results, &along)).find(|segments| {
        let exact = |(x, &y)| segments_result(segments, x) == y;
        results.len() == 256 && (0..=u8::MAX).zip(results).all(exact)
    })
}

/// How far along a line places are.
fn places(step: u8, first: u8) -> [u8; LEN] {
    std::array::from_fn(|i| first + i as u8 * step)
}

fn with(results: &[u8], along: &[u8; LEN]) -> Option<[u8; SEGMENTS]> {
    let lines: Option<Vec<Line>> = results.as_chunks().0.iter().map(|segment| Line::of(segment, along)).collect();
    let (lines, mut segments) = (lines?, [0; SEGMENTS]);
    for (i, line) in lines.iter().enumerate() {
        for (part, byte) in [line.slope as u8, line.start, line.more].into_iter().enumerate() {
            segments[part * 32 + i] = byte ^ if i < 16 { 0 } else { segments[part * 32 + i - 16] };
        }
    }
    segments[96..96 + LEN].copy_from_slice(along);
    Some(segments)
}

struct Line {
    slope: i8,
    start: u8,
    /// The places where results are one more, as bits.
    more: u8,
}

impl Line {
    /// That has the results of a segment.
    fn of(segment: &[u8; LEN], along: &[u8; LEN]) -> Option<Self> {
        (i8::MIN..=i8::MAX).find_map(|slope| Line::with(slope, segment, along))
    }

    fn with(slope: i8, segment: &[u8; LEN], along: &[u8; LEN]) -> Option<Self> {
        let rise = |i: usize| ((i32::from(along[i]) * i32::from(slope)) >> 8) as u8;
        let starts: [u8; LEN] = std::array::from_fn(|i| segment[i].wrapping_sub(rise(i)));
        let fits = |start: &u8| starts.iter().all(|other| other.wrapping_sub(*start) <= 1);
        let start = starts.into_iter().find(fits)?;
        let more = (0..LEN).map(|i| starts[i].wrapping_sub(start) << i).sum();
        Some(Line { slope, start, more })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use libm::{exp, tanh};

    /// The table of a function between these scales and zero points.
    fn table(f: impl Fn(f64) -> f64, x: (f64, f64), y: (f64, f64)) -> Vec<u8> {
        let result = |bits: u8| (f((f64::from(bits as i8) - x.1) * x.0) / y.0 + y.1).round().clamp(-128.0, 127.0) as i8;
        (0..=u8::MAX).map(|bits| result(bits) as u8).collect()
    }

    fn swish(x: f64) -> f64 {
        x / (1.0 + exp(-x))
    }

    fn hard_swish(x: f64) -> f64 {
        x * (x + 3.0).clamp(0.0, 6.0) / 6.0
    }

    /// How many of 60 scales have segments, each of which was tried for every byte; outputs have the least scale for them.
    fn count(f: fn(f64) -> f64) -> usize {
        let scales = (0..60).map(|i| 0.004 * 1.06f64.powi(i));
        let tables = scales.map(|scale| {
            let largest = f(127.0 * scale).max(f(-127.0 * scale).abs());
            table(f, (scale, 0.0), (largest / 127.0, 0.0))
        });
        tables.filter(|table| find(table).is_some()).count()
    }

    #[test]
    fn smooth_functions_have_segments() {
        let counts = [swish, hard_swish, tanh, |x: f64| 1.0 / (1.0 + exp(-x))].map(count);
        assert!(counts.iter().all(|count| *count > 40), "{counts:?}");
    }

    #[test]
    fn lines_and_constants_have_segments() {
        for table in [(0..=255).collect(), (0..=255).rev().collect(), vec![7; 256]] {
            assert!(find(&table).is_some());
        }
    }

    #[test]
    fn jumps_and_chance_have_none() {
        let mut table: Vec<u8> = (0..=255).collect();
        table[100] += 5;
        assert_eq!(find(&table), None);
        assert_eq!(find(&(0..=255u8).map(|x| x.wrapping_mul(x) ^ 0x5a).collect::<Vec<u8>>()), None);
    }

    #[test]
    fn other_lengths_have_none() {
        assert_eq!((find(&[]), find(&[1; 64])), (None, None));
    }
}
