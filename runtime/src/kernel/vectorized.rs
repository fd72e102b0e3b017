//! Kernels and loops that are also compiled for wider vectors than every processor has.

/// A kernel whose body runs in [`vectorized`](crate::vectorized): the same arithmetic in the same order, by more at a time.
macro_rules! vectorized {
    ($(#[$doc:meta])* pub fn $name:ident($($arg:ident: $type:ty),* $(,)?) $body:block) => {
        $(#[$doc])*
        #[allow(clippy::too_many_arguments)]
        pub fn $name($($arg: $type),*) {
            #[inline(always)]
            #[allow(clippy::too_many_arguments)]
            fn inlined($($arg: $type),*) $body
            crate::vectorized(move || inlined($($arg),*));
        }
    };
}
pub(super) use vectorized;
