//! Who runs the parts of a layer that is split.

/// A part of a layer, or several.
pub type Task<'a> = &'a mut (dyn FnMut() + Send);

/// Threads for a model that is compiled for several: `run_on` splits large layers over them.
///
/// [`Threads`](crate::Threads) (feature `threads`) is a small pool. An app that has one already lends it, such as rayon's:
///
/// ```
/// struct Rayon;
///
/// impl litecast::Pool for Rayon {
///     fn join(&self, a: litecast::Task<'_>, b: litecast::Task<'_>) {
///         rayon::join(a, b);
///     }
/// }
/// ```
pub trait Pool: Sync {
    /// Runs both tasks once, at the same time if it can, and returns when both are done.
    fn join(&self, a: Task<'_>, b: Task<'_>);
}

/// The caller's thread: one task after the other.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alone;

impl Pool for Alone {
    fn join(&self, a: Task<'_>, b: Task<'_>) {
        a();
        b();
    }
}

/// Runs all tasks, halves of them at the same time.
#[doc(hidden)]
pub fn parallel(pool: &dyn Pool, tasks: &mut [Task<'_>]) {
    match tasks {
        [] => {}
        [only] => only(),
        several => {
            let (a, b) = several.split_at_mut(several.len() / 2);
            pool.join(&mut || parallel(pool, a), &mut || parallel(pool, b));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_task_runs_once() {
        let mut counts = [0; 5];
        let [a, b, c, d, e] = &mut counts;
        parallel(&Alone, &mut [&mut || *a += 1, &mut || *b += 1, &mut || *c += 1, &mut || *d += 1, &mut || *e += 1]);
        assert_eq!(counts, [1; 5]);
        parallel(&Alone, &mut []);
    }
}
