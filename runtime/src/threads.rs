//! A small pool of threads.

use crate::{Pool, Task};
use core::hint::spin_loop;
use core::sync::atomic::{AtomicU8, Ordering};
use std::boxed::Box;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::vec::Vec;
use std::{format, io};

/// A pool that lives as long as this value. Its threads wait for the next layer of a run awake, and sleep between runs.
///
/// ```
/// let pool = litecast::Threads::new(2)?;
/// // model.run_on(&pool);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Threads {
    workers: Vec<Worker>,
}

#[derive(Debug)]
struct Worker {
    desk: Arc<Desk>,
    thread: Option<JoinHandle<()>>,
}

/// Where a worker gets its task.
#[derive(Default)]
struct Desk {
    state: AtomicU8,
    task: Mutex<Option<Task<'static>>>,
    /// What a task has panicked with.
    panic: Mutex<Option<Box<dyn core::any::Any + Send>>>,
}

impl core::fmt::Debug for Desk {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("Desk").field(&self.state).finish()
    }
}

/// What a desk's state is: nobody needs the worker, somebody has taken it and is about to hand over a task, there is one, it is
/// done, there will never be one again.
const FREE: u8 = 0;
const TAKEN: u8 = 1;
const READY: u8 = 2;
const DONE: u8 = 3;
const CLOSED: u8 = 4;

/// Looks for the next task before a worker goes to sleep: some 50 us.
const PATIENCE: usize = 1000;

impl Threads {
    /// A pool of `count` threads, the one that runs the model among them.
    ///
    /// # Errors
    ///
    /// The system has no more threads.
    pub fn new(count: usize) -> io::Result<Self> {
        let mut pool = Threads { workers: Vec::new() };
        for i in 1..count {
            let desk = Arc::new(Desk::default());
            let own = desk.clone();
            let thread = thread::Builder::new().name(format!("litecast-{i}")).spawn(move || own.work())?;
            pool.workers.push(Worker { desk, thread: Some(thread) });
        }
        Ok(pool)
    }
}

impl Pool for Threads {
    fn join(&self, a: Task<'_>, b: Task<'_>) {
        match self.workers.iter().find(|worker| worker.desk.change(FREE, TAKEN)) {
            Some(worker) => worker.beside(a, b),
            None => {
                a();
                b();
            }
        }
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        for worker in &mut self.workers {
            worker.desk.state.store(CLOSED, Ordering::Release);
            if let Some(thread) = worker.thread.take() {
                thread.thread().unpark();
                // It catches the panics of its tasks.
                let _ = thread.join();
            }
        }
    }
}

impl Worker {
    /// Runs `a` here and `b` there.
    fn beside(&self, a: Task<'_>, b: Task<'_>) {
        // SAFETY: the worker has the task until it is done, and nothing leaves this function before, panics included.
        let b = unsafe { core::mem::transmute::<Task<'_>, Task<'static>>(b) };
        *lock(&self.desk.task) = Some(b);
        self.desk.state.store(READY, Ordering::Release);
        if let Some(thread) = &self.thread {
            thread.thread().unpark();
        }
        let here = catch_unwind(AssertUnwindSafe(a));
        self.desk.wait();
        let there = lock(&self.desk.panic).take();
        self.desk.state.store(FREE, Ordering::Release);
        if let Some(panic) = here.err().or(there) {
            resume_unwind(panic);
        }
    }
}

impl Desk {
    fn change(&self, from: u8, to: u8) -> bool {
        self.state.compare_exchange(from, to, Ordering::Acquire, Ordering::Relaxed).is_ok()
    }

    /// Until the task is done.
    fn wait(&self) {
        let mut looks = 0;
        while self.state.load(Ordering::Acquire) != DONE {
            looks += 1;
            // The worker may want this very core.
            if looks % PATIENCE == 0 { thread::yield_now() } else { spin_loop() }
        }
    }

    fn work(&self) {
        loop {
            let mut looks = 0;
            loop {
                match self.state.load(Ordering::Acquire) {
                    READY => break,
                    CLOSED => return,
                    _ if looks < PATIENCE => spin_loop(),
                    _ => thread::park(),
                }
                looks += 1;
            }
            if let Some(task) = lock(&self.task).take()
                && let Err(panic) = catch_unwind(AssertUnwindSafe(task))
            {
                *lock(&self.panic) = Some(panic);
            }
            self.state.store(DONE, Ordering::Release);
        }
    }
}

/// Nobody panics while holding one.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rt::parallel;

    #[test]
    fn all_tasks_are_done_when_a_layer_is() {
        for threads in 0..5 {
            let pool = Threads::new(threads).unwrap();
            for round in 0..200 {
                let mut numbers = [0u64; 7];
                let mut tasks: Vec<_> = numbers.iter_mut().map(|number| move || *number += round + 1).collect();
                let mut tasks: Vec<Task<'_>> = tasks.iter_mut().map(|task| task as Task<'_>).collect();
                parallel(&pool, &mut tasks);
                drop(tasks);
                assert!(numbers.iter().all(|number| *number == round + 1));
            }
        }
    }

    #[test]
    fn a_panic_reaches_the_caller_and_the_pool_goes_on() {
        let pool = Threads::new(2).unwrap();
        let panics = |task: Task<'_>, other: Task<'_>| {
            std::panic::catch_unwind(AssertUnwindSafe(|| pool.join(task, other))).is_err()
        };
        assert!(panics(&mut || (), &mut || std::panic::panic_any(1)));
        assert!(panics(&mut || std::panic::panic_any(2), &mut || ()));
        let mut done = (false, false);
        pool.join(&mut || done.0 = true, &mut || done.1 = true);
        assert_eq!(done, (true, true));
    }
}
