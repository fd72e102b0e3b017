//! TFLite Micro's signal library, where it keeps samples from run to run: delays, frames, stacks of features, sums of frames that
//! overlap. What its ring buffers hold is kept in order here.

use super::{copy_row, each_row};

/// Moves the elements of `kept` down by those of `new`, which come last; gives what falls out, up to the length of `out`.
#[inline(always)]
fn shift<T: Copy>(kept: &mut [T], new: &[T], out: &mut [T]) {
    let (length, count) = (kept.len(), new.len());
    for (y, &x) in out.iter_mut().zip(kept.iter().chain(new)) {
        *y = x;
    }
    if let Some(rest) = length.checked_sub(count) {
        kept.copy_within(count..length, 0);
        copy_row(new, kept.get_mut(rest..).unwrap_or_default());
    } else {
        copy_row(new.get(count.wrapping_sub(length)..).unwrap_or_default(), kept);
    }
}

/// Each row comes out `kept.len()` per row later than it went in.
pub fn signal_delay(frame: usize, delay: usize, x: &[i16], kept: &mut [i16], y: &mut [i16]) {
    let mut kept = kept.chunks_exact_mut(delay.max(1));
    each_row(x, frame, y, frame, |x, y| shift(kept.next().unwrap_or_default(), x, y));
}

/// How frames that overlap are cut from a stream.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Framer {
    /// Samples of a frame.
    pub size: usize,
    /// Samples from one frame to the next.
    pub step: usize,
    /// Frames that each row gives in a run.
    pub frames: usize,
    /// Samples that are kept of each row.
    pub kept: usize,
    /// Steps that have to be seen before there is a frame.
    pub needed: i16,
}

/// Frames of each row, and whether all are of samples that were there. The first number of `seen` counts steps.
pub fn signal_framer(p: &Framer, x: &[i16], seen: &mut [i16], kept: &mut [i16], y: &mut [i16], valid: &mut [u8]) {
    let Some(seen) = seen.first_mut() else { return };
    let mut all = true;
    let mut rows = kept.chunks_exact_mut(p.kept.max(1));
    each_row(x, p.step * p.frames, y, p.size * p.frames, |x, y| {
        let row = rows.next().unwrap_or_default();
        let mut steps = *seen;
        each_row(x, p.step, y, p.size, |x, y| {
            shift(row, x, y);
            if steps < p.needed {
                y.fill(0);
                all = false;
            }
            steps = steps.saturating_add(1);
        });
    });
    *seen = seen.saturating_add(i16::try_from(p.frames).unwrap_or(i16::MAX)).min(p.needed);
    valid.fill(all as u8);
}

/// How features of several runs are put together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stacker {
    /// Features of a run.
    pub channels: usize,
    /// How often the features of the first run come before it.
    pub left: usize,
    /// Features in a stack, of all its runs.
    pub size: usize,
    /// Features from one stack to the next.
    pub step: usize,
}

/// The features of several runs, and whether there are enough. Of `count` the first number is how many features are kept, the
/// second whether there has been a run.
pub fn signal_stacker(p: &Stacker, x: &[i16], count: &mut [i32], kept: &mut [i16], y: &mut [i16], valid: &mut [u8]) {
    let [held, started, ..] = count else { return };
    let copies = if *started == 0 { p.left.saturating_add(1) } else { 1 };
    for _ in 0..copies {
        let free = kept.get_mut(*held as usize..).unwrap_or_default();
        free.iter_mut().zip(x).take(p.channels).for_each(|(kept, &x)| *kept = x);
        *held = held.saturating_add(p.channels as i32).min(p.size as i32);
    }
    *started = 1;
    let full = *held as usize >= p.size;
    if full {
        y.iter_mut().zip(kept.iter()).for_each(|(y, &kept)| *y = kept);
        if let Some(rest) = p.size.checked_sub(p.step).filter(|_| p.size <= kept.len()) {
            kept.copy_within(p.step..p.size, 0);
            *held = rest as i32;
        }
    } else {
        y.fill(0);
    }
    valid.fill(full as u8);
}

macro_rules! overlap_add {
    ($($name:ident $t:ty, $add:expr;)*) => { $(
        /// Frames added where they overlap, `step` samples after each other: of each frame as many sums are complete.
        pub fn $name(size: usize, step: usize, frames: usize, x: &[$t], kept: &mut [$t], y: &mut [$t]) {
            let mut rows = kept.chunks_exact_mut(size.max(1));
            each_row(x, size * frames, y, step * frames, |x, y| {
                let sums = rows.next().unwrap_or_default();
                each_row(x, size, y, step, |x, y| {
                    sums.iter_mut().zip(x).for_each(|(sum, &x)| *sum = $add(*sum, x));
                    y.iter_mut().zip(sums.iter()).for_each(|(y, &sum)| *y = sum);
                    if let Some(rest) = sums.len().checked_sub(step) {
                        sums.copy_within(step.., 0);
                        sums.get_mut(rest..).unwrap_or_default().fill(Default::default());
                    }
                });
            });
        }
    )* };
}
overlap_add! {
    signal_overlap_add_i16 i16, i16::saturating_add;
    signal_overlap_add_f32 f32, |a: f32, b: f32| a + b;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_come_later() {
        let (mut kept, mut y) = ([0; 3], [0; 2]);
        for (x, wanted) in [([1, 2], [0, 0]), ([3, 4], [0, 1]), ([5, 6], [2, 3])] {
            signal_delay(2, 3, &x, &mut kept, &mut y);
            assert_eq!(y, wanted);
        }
        let (mut kept, mut y) = ([0; 1], [0; 3]);
        signal_delay(3, 1, &[1, 2, 3], &mut kept, &mut y);
        assert_eq!((y, kept), ([0, 1, 2], [3]));
    }

    #[test]
    fn frames_begin_when_there_is_enough() {
        // Frames of 3, two samples apart: 4 are needed, the first 3 of which come out.
        let p = Framer { size: 3, step: 2, frames: 1, kept: 2, needed: 1 };
        let (mut seen, mut kept, mut y, mut valid) = ([0], [0; 2], [7; 3], [9]);
        for (x, wanted, there) in [([1, 2], [0, 0, 0], 0), ([3, 4], [1, 2, 3], 1), ([5, 6], [3, 4, 5], 1)] {
            signal_framer(&p, &x, &mut seen, &mut kept, &mut y, &mut valid);
            assert_eq!((y, valid[0]), (wanted, there));
        }
    }

    #[test]
    fn the_first_features_are_repeated() {
        let p = Stacker { channels: 1, left: 1, size: 3, step: 2 };
        let (mut count, mut kept, mut y, mut valid) = ([0; 2], [0; 3], [0; 3], [9]);
        for (x, wanted, there) in [(1, [0; 3], 0), (2, [1, 1, 2], 1), (3, [0; 3], 0), (4, [2, 3, 4], 1)] {
            signal_stacker(&p, &[x], &mut count, &mut kept, &mut y, &mut valid);
            assert_eq!((y, valid[0]), (wanted, there), "{x}");
        }
    }

    #[test]
    fn overlaps_add_up() {
        let (mut kept, mut y) = ([0; 3], [0; 4]);
        signal_overlap_add_i16(3, 2, 2, &[1, 2, i16::MAX, 1, 1, 1], &mut kept, &mut y);
        assert_eq!((y, kept), ([1, 2, i16::MAX, 1], [1, 0, 0]));
    }
}
