//! Plain code with the instructions that the processor has.

#[cfg(target_arch = "x86_64")]
use crate::isa::{Avx2, Stream, Task};

/// Runs `f`, which is plain code, compiled for AVX2 where that is there: other architectures have the vectors that compilers make
/// of plain code from the start. Nothing is fused or summed in another order, so that results are the same.
#[inline(always)]
pub(crate) fn vectorized(f: impl FnOnce()) {
    #[cfg(target_arch = "x86_64")]
    if let Some(isa) = Avx2::detect() {
        return isa.vectorize(Run(f));
    }
    f();
}

#[cfg(target_arch = "x86_64")]
struct Run<F>(F);

#[cfg(target_arch = "x86_64")]
impl<F: FnOnce()> Task for Run<F> {
    #[inline(always)]
    fn run(self) {
        (self.0)();
    }
}
