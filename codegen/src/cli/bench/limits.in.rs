//! What one core can do at most at the level that kernels run at.

use litecast::rt::{limit_f32, limit_i8, limit_read};
use std::time::{Duration, Instant};

/// Bytes that are in the nearest cache, and in the second, of all processors.
const NEAREST: usize = 16 << 10;
const SECOND: usize = 256 << 10;
/// What a sample takes at least, and how many there are: the best counts, which nothing has interrupted.
const SAMPLE: Duration = Duration::from_micros(50);
const SAMPLES: usize = 200;

/// The limits as a JSON object: multiply-accumulates and bytes a nanosecond.
pub(crate) fn json() -> String {
    let read = |bytes: usize| {
        let memory = vec![0.5; bytes / 4];
        best(|rounds| of(|read| limit_read(rounds, &memory, read)))
    };
    let i8 = best(|rounds| of(|macs| limit_i8(rounds, macs)));
    let f32 = best(|rounds| of(|macs| limit_f32(rounds, macs)));
    format!(
        "{{\"i8_gmacs_per_s\": {i8:.1}, \"f32_gmacs_per_s\": {f32:.1}, \"l1_gb_per_s\": {:.1}, \"l2_gb_per_s\": {:.1}}}",
        read(NEAREST),
        read(SECOND)
    )
}

fn of(work: impl Fn(&mut u64)) -> u64 {
    let mut done = 0;
    work(&mut done);
    done
}

/// The best rate of work in rounds.
fn best(work: impl Fn(usize) -> u64) -> f64 {
    let timed = |rounds| {
        let start = Instant::now();
        let done = work(rounds);
        (done as f64, start.elapsed())
    };
    let mut rounds = 1;
    while timed(rounds).1 < SAMPLE {
        rounds *= 2;
    }
    let rate = |(done, time): (f64, Duration)| done / time.as_nanos().max(1) as f64;
    (0..SAMPLES).map(|_| rate(timed(rounds))).fold(0.0, f64::max)
}
