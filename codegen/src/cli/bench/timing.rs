//! Timing runs, in the programs that `litecast bench` builds; the command itself only tests it.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// What a sample takes at least: reading the clock takes about 25 ns.
const SAMPLE: Duration = Duration::from_micros(10);
/// Runs whose parts are timed at most: every one takes memory.
const PROFILED: usize = 10_000;
/// Empty laps that tell what a lap costs.
const EMPTY: usize = 1001;

/// What is timed.
pub(crate) trait Subject {
    /// Sets the inputs, which the last run has used up. Not part of the time.
    fn set(&mut self);
    /// One inference.
    fn run(&mut self);
}

/// How long to go on: until both are reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct AtLeast {
    pub(crate) time: Duration,
    pub(crate) samples: usize,
}

impl AtLeast {
    fn reached(self, start: Instant, samples: usize) -> bool {
        start.elapsed() >= self.time && samples >= self.samples
    }
}

/// Nanoseconds of one run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Times {
    pub(crate) median: f64,
    pub(crate) min: f64,
    /// Runs that were timed.
    pub(crate) runs: usize,
}

/// Times runs: each alone, or many in a sample where one is too short for the clock.
pub(crate) fn measure(subject: &mut impl Subject, at_least: AtLeast) -> Times {
    let batch = batch(warm_up(subject, at_least.time / 10));
    // In a sample of many runs the inputs are set between them: what that takes by itself is taken off.
    let setting = if batch > 1 { sample_setting(subject, batch) } else { 0.0 };
    let (start, mut samples) = (Instant::now(), Vec::new());
    while !at_least.reached(start, samples.len()) {
        let time = if batch > 1 { sample(subject, batch) - setting } else { once(subject) };
        samples.push(time.max(0.0));
    }
    let min = samples.iter().copied().fold(f64::INFINITY, f64::min);
    Times { runs: samples.len() * batch, median: median(&mut samples), min }
}

/// Runs for a while, at least once; gives the quickest run.
fn warm_up(subject: &mut impl Subject, time: Duration) -> f64 {
    let start = Instant::now();
    let mut quickest = once(subject);
    while start.elapsed() < time {
        quickest = quickest.min(once(subject));
    }
    quickest
}

/// How many runs of so many nanoseconds make a sample.
fn batch(run: f64) -> usize {
    // A run that the clock does not see still takes a moment.
    (nanoseconds(SAMPLE) / run.max(1.0)).ceil() as usize
}

fn once(subject: &mut impl Subject) -> f64 {
    subject.set();
    let start = Instant::now();
    subject.run();
    nanoseconds(start.elapsed())
}

fn sample(subject: &mut impl Subject, batch: usize) -> f64 {
    per_run(batch, || {
        subject.set();
        subject.run();
    })
}

fn sample_setting(subject: &mut impl Subject, batch: usize) -> f64 {
    let mut samples: Vec<f64> = (0..101).map(|_| per_run(batch, || subject.set())).collect();
    median(&mut samples)
}

fn per_run(batch: usize, mut work: impl FnMut()) -> f64 {
    let start = Instant::now();
    (0..batch).for_each(|_| work());
    nanoseconds(start.elapsed()) / batch as f64
}

/// Times the parts of runs.
#[derive(Debug)]
pub(crate) struct Laps {
    start: Instant,
    /// Nanoseconds of each part in the present run.
    present: Vec<f64>,
    /// The same of all runs, by part.
    samples: Vec<Vec<f64>>,
    /// What a lap of nothing takes: it is taken off every lap.
    clock: f64,
}

impl Laps {
    /// Of runs with so many parts.
    pub(crate) fn new(parts: usize) -> Self {
        let mut laps = Laps { start: Instant::now(), present: vec![0.0], samples: Vec::new(), clock: 0.0 };
        let mut empty: Vec<f64> = (0..EMPTY).map(|_| laps.empty()).collect();
        Laps { clock: median(&mut empty), present: vec![0.0; parts], samples: vec![Vec::new(); parts], ..laps }
    }

    fn empty(&mut self) -> f64 {
        black_box(&mut *self).begin();
        black_box(&mut *self).end(0);
        std::mem::take(&mut self.present[0])
    }

    /// A part begins.
    #[inline]
    pub(crate) fn begin(&mut self) {
        self.start = Instant::now();
    }

    /// The part that began last ends. In a loop it may come again.
    #[inline]
    pub(crate) fn end(&mut self, part: usize) {
        let time = nanoseconds(self.start.elapsed());
        if let Some(sum) = self.present.get_mut(part) {
            *sum += (time - self.clock).max(0.0);
        }
    }

    /// Times runs by their parts; gives the parts' medians and what an empty lap takes.
    pub(crate) fn measure(mut self, at_least: AtLeast, mut run: impl FnMut(&mut Self)) -> (Vec<f64>, f64) {
        let (start, mut runs) = (Instant::now(), 0);
        while !at_least.reached(start, runs) && runs < PROFILED {
            run(&mut self);
            for (part, samples) in self.present.iter_mut().zip(&mut self.samples) {
                samples.push(std::mem::take(part));
            }
            runs += 1;
        }
        (self.samples.iter_mut().map(|samples| median(samples)).collect(), self.clock)
    }
}

/// The middle one, or the mean of the two in the middle; 0 of none. Sorts.
pub(crate) fn median(samples: &mut [f64]) -> f64 {
    samples.sort_by(f64::total_cmp);
    let middle = samples.len() / 2;
    match samples {
        [] => 0.0,
        _ if samples.len() % 2 == 1 => samples[middle],
        _ => f64::midpoint(samples[middle - 1], samples[middle]),
    }
}

pub(crate) fn nanoseconds(time: Duration) -> f64 {
    time.as_nanos() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts what it is asked for.
    #[derive(Default)]
    struct Count {
        set: usize,
        run: usize,
        takes: Duration,
    }

    impl Subject for Count {
        fn set(&mut self) {
            self.set += 1;
        }

        fn run(&mut self) {
            self.run += 1;
            let start = Instant::now();
            while start.elapsed() < self.takes {}
        }
    }

    const SHORT: AtLeast = AtLeast { time: Duration::from_millis(1), samples: 3 };

    #[test]
    fn medians() {
        assert_eq!(median(&mut []), 0.0);
        assert_eq!(median(&mut [7.0]), 7.0);
        assert_eq!(median(&mut [9.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&mut [9.0, 1.0, 2.0, 4.0]), 3.0);
    }

    #[test]
    fn samples_are_long_enough_for_the_clock() {
        assert_eq!([0.0, 1.0, 100.0, 9_999.0, 10_000.0, 1e9].map(batch), [10_000, 10_000, 100, 2, 1, 1]);
    }

    #[test]
    fn inputs_are_set_before_every_run() {
        let mut long = Count { takes: 2 * SAMPLE, ..Count::default() };
        let times = measure(&mut long, SHORT);
        assert_eq!(long.set, long.run);
        assert!(times.runs >= 3 && times.runs < long.run && times.min <= times.median);
        assert!(times.min >= nanoseconds(long.takes));

        let mut short = Count::default();
        // Long enough for a run that nothing interrupts.
        let times = measure(&mut short, AtLeast { time: Duration::from_millis(20), ..SHORT });
        assert!(times.runs > 3 && short.set > short.run);
    }

    #[test]
    fn runs_go_on_until_there_are_enough() {
        let mut count = Count { takes: 2 * SAMPLE, ..Count::default() };
        assert_eq!(measure(&mut count, AtLeast { time: Duration::ZERO, samples: 17 }).runs, 17);
        assert_eq!((count.run, count.set), (18, 18));
    }

    #[test]
    fn laps_add_up_within_a_run_and_have_medians_over_runs() {
        let wait = |laps: &mut Laps, part, time| {
            laps.begin();
            let start = Instant::now();
            while start.elapsed() < time {}
            laps.end(part);
        };
        let laps = Laps::new(3);
        let mut runs = 0;
        let (medians, clock) = laps.measure(AtLeast { time: Duration::ZERO, samples: 5 }, |laps| {
            wait(laps, 0, 5 * SAMPLE);
            wait(laps, 2, SAMPLE);
            wait(laps, 2, SAMPLE);
            laps.begin();
            laps.end(99);
            runs += 1;
        });
        assert_eq!((runs, medians.len(), medians[1]), (5, 3, 0.0));
        assert!(medians[0] + clock >= nanoseconds(5 * SAMPLE), "{medians:?}");
        assert!(medians[2] + 2.0 * clock >= nanoseconds(2 * SAMPLE), "{medians:?}");
    }
}
