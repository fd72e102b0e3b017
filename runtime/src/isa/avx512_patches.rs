//! The patches of a tile of one panel with AVX-512: there is a load for each product, as many as the processor has ports for, so
//! there had better be few others.

/// Where the patches of a tile are, of which each second one is `next` steps from the one before.
#[derive(Clone, Copy)]
pub(super) struct Patches<S, const N: usize> {
    /// Odd ones are told by those before them.
    steps: [*const S; N],
    next: usize,
}

impl<S, const N: usize> Patches<S, N> {
    #[inline(always)]
    pub(super) fn new(steps: [*const S; N], next: usize) -> Self {
        Patches { steps, next }
    }

    /// Where patch `n` is.
    #[inline(always)]
    pub(super) fn step(&self, n: usize) -> *const S {
        if n.is_multiple_of(2) { self.steps[n] } else { self.steps[n - 1].wrapping_add(self.next) }
    }

    #[inline(always)]
    #[allow(clippy::pointers_in_nomem_asm_block)] // Nothing is read through them.
    pub(super) fn advance(&mut self, steps: usize) {
        for n in (0..N).step_by(2) {
            self.steps[n] = self.steps[n].wrapping_add(steps);
            // Compilers that see through this keep a pointer for each patch, for which there are not enough registers.
            // SAFETY: nothing is done.
            unsafe {
                core::arch::asm!("/* {} */", inout(reg) self.steps[n], options(pure, nomem, nostack, preserves_flags));
            }
        }
    }
}
