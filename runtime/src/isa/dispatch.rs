//! Functions that run with the best instructions that there are, and tests that run at every level.

/// Runs the generic function `$body` with the best instructions that there are for a [`Stream`](super::Stream), or for floats in
/// [`Panels`](super::Panels).
macro_rules! dispatch {
    ($(#[$doc:meta])* $visible:vis fn $name:ident $(<$life:lifetime>)?($($arg:ident: $type:ty),* $(,)?) = $body:path) => {
        $(#[$doc])*
        #[allow(clippy::too_many_arguments)]
        $visible fn $name $(<$life>)?($($arg: $type),*) {
            #[cfg(target_arch = "x86_64")]
            if let Some(isa) = $crate::isa::Avx512::detect() {
                return $body(isa, $($arg),*);
            }
            #[cfg(all(target_arch = "aarch64", target_feature = "neon"))]
            if let Some(isa) = $crate::isa::Dotprod::detect() {
                return $body(isa, $($arg),*);
            }
            #[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
            if let Some(isa) = $crate::isa::Relaxed::detect() {
                return $body(isa, $($arg),*);
            }
            $crate::isa::dispatch_words! { fn with_16_bits $(<$life>)?($($arg: $type),*) = $body }
            with_16_bits($($arg),*);
        }
    };
}
pub(crate) use dispatch;

/// Tests that run the function `check`, which is generic over [`Isa`](super::Isa), at every level of the architecture.
#[cfg(test)]
macro_rules! at_levels {
    () => {
        #[test]
        fn in_plain_rust() {
            check($crate::isa::Portable);
        }
        #[cfg(target_arch = "x86_64")]
        $crate::isa::at_levels! { with_avx2: Avx2 }
        #[cfg(all(target_arch = "aarch64", target_feature = "neon"))]
        $crate::isa::at_levels! { with_neon: Neon, with_dotprod: Dotprod }
        #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
        $crate::isa::at_levels! { with_simd128: Simd128 }
        #[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
        $crate::isa::at_levels! { with_relaxed_simd: Relaxed }
    };
    ($($test:ident: $isa:ident),*) => { $(
        #[test]
        fn $test() {
            match $crate::isa::$isa::available() {
                Some(isa) => check(isa),
                None => std::eprintln!("skipped: this processor has no {}", stringify!($isa)),
            }
        }
    )* };
}
#[cfg(test)]
pub(crate) use at_levels;

/// As [`dispatch!`], for functions that multiply bytes, which also run on a set that does so better but is AVX2 otherwise.
macro_rules! dispatch_panels {
    ($(#[$doc:meta])* $visible:vis fn $name:ident($($arg:ident: $type:ty),* $(,)?) = $body:ident) => {
        $(#[$doc])*
        #[allow(clippy::too_many_arguments)]
        $visible fn $name($($arg: $type),*) {
            #[cfg(target_arch = "x86_64")]
            if let Some(isa) = $crate::isa::AvxVnni::detect() {
                return $body(isa, $($arg),*);
            }
            $crate::isa::dispatch! { fn otherwise($($arg: $type),*) = $body }
            otherwise($($arg),*);
        }
    };
}
pub(crate) use dispatch_panels;

/// As [`dispatch_panels!`], for functions that do so in tiles, which also run on a set that has only that to itself.
macro_rules! dispatch_tiles {
    ($(#[$doc:meta])* $visible:vis fn $name:ident($($arg:ident: $type:ty),* $(,)?) = $body:ident) => {
        $(#[$doc])*
        #[allow(clippy::too_many_arguments)]
        $visible fn $name($($arg: $type),*) {
            #[cfg(all(target_arch = "aarch64", target_feature = "neon"))]
            if let Some(isa) = $crate::isa::I8mm::detect() {
                return $body(isa, $($arg),*);
            }
            $crate::isa::dispatch_panels! { fn otherwise($($arg: $type),*) = $body }
            otherwise($($arg),*);
        }
    };
}
pub(crate) use dispatch_tiles;

/// As [`dispatch!`], for functions over [`Words`](super::Words): the sets whose quads are of 16 bits.
macro_rules! dispatch_words {
    ($(#[$doc:meta])* $visible:vis fn $name:ident $(<$life:lifetime>)?($($arg:ident: $type:ty),* $(,)?) = $body:path) => {
        $(#[$doc])*
        #[allow(clippy::too_many_arguments)]
        $visible fn $name $(<$life>)?($($arg: $type),*) {
            #[cfg(target_arch = "x86_64")]
            if let Some(isa) = $crate::isa::Avx2::detect() {
                return $body(isa, $($arg),*);
            }
            #[cfg(all(target_arch = "aarch64", target_feature = "neon"))]
            if let Some(isa) = $crate::isa::Neon::detect() {
                return $body(isa, $($arg),*);
            }
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            if let Some(isa) = $crate::isa::Simd128::detect() {
                return $body(isa, $($arg),*);
            }
            $body($crate::isa::Portable, $($arg),*);
        }
    };
}
pub(crate) use dispatch_words;
