//! Work on all cores, and how far it is.

use indicatif::{ProgressBar, ProgressStyle};
use std::num::NonZero;
use std::sync::Mutex;
use std::thread;

/// How many threads to use when the user does not say.
pub(super) fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// `f` of every item, in the order of the items, on `jobs` threads.
pub(super) fn map<T: Send, R: Send>(jobs: usize, items: Vec<T>, f: impl Fn(T) -> R + Sync) -> Vec<R> {
    let todo = Mutex::new(items.into_iter().enumerate());
    let next = || todo.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).next();
    let work = || std::iter::from_fn(|| next().map(|(i, item)| (i, f(item)))).collect::<Vec<_>>();
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..jobs.max(1)).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, result)| result).collect()
}

/// A bar on standard error; nothing where that is not a terminal.
pub(super) fn progress(what: &'static str, count: usize) -> ProgressBar {
    // Fails for a malformed template only.
    let style = ProgressStyle::with_template("{msg:>9} {bar:40} {pos}/{len} {elapsed}");
    let bar = ProgressBar::new(count as u64).with_message(what);
    style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept() {
        assert_eq!(map(3, (0..50).collect(), |i| i * 2), (0..100).step_by(2).collect::<Vec<_>>());
        assert_eq!(map(0, vec![1], |i| i), [1]);
    }
}
