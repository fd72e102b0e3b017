//! The one buffer that a model computes in, and typed places inside it.
//!
//! Generated code names places by type: `R<i8, 0, 490>` reads 490 `i8` at byte 0, `W<f32, 512, 10>` writes. Whether places lie
//! inside the buffer, are aligned and do not overlap is checked while the app compiles, so that handing out references needs
//! no check at run time.

use core::marker::PhantomData;

/// Activation memory of `BYTES` bytes, owned by a model or lent to it.
///
/// ```
/// use litecast::{Arena, largest_arena};
/// // One arena for two models that take turns.
/// static SHARED: std::sync::Mutex<Arena<{ largest_arena(&[4096, 1200]) }>> = std::sync::Mutex::new(Arena::new());
/// assert_eq!(SHARED.lock().unwrap().bytes(), 4096);
///
/// // Stricter alignment, or a link section, is that of the place the arena is put in.
/// #[repr(align(4096))]
/// struct Page(Arena<4096>);
/// static PAGE: Page = Page(Arena::new());
/// assert_eq!(&raw const PAGE.0 as usize % 4096, 0);
/// ```
#[cfg_attr(any(target_arch = "x86_64", target_arch = "aarch64"), repr(C, align(64)))]
#[cfg_attr(not(any(target_arch = "x86_64", target_arch = "aarch64")), repr(C, align(16)))]
#[derive(Clone)]
pub struct Arena<const BYTES: usize>([u8; BYTES]);

impl<const BYTES: usize> Arena<BYTES> {
    /// A zeroed arena.
    pub const fn new() -> Self {
        Arena([0; BYTES])
    }

    /// A zeroed arena on the heap, without a copy on the stack, which large ones do not fit on.
    ///
    /// ```
    /// assert_eq!(litecast::Arena::<{ 64 << 20 }>::boxed().bytes(), 64 << 20);
    /// ```
    #[cfg(feature = "std")]
    pub fn boxed() -> std::boxed::Box<Self> {
        let mut arena = std::boxed::Box::<Self>::new_uninit();
        #[cfg(target_os = "linux")]
        bring_pages(arena.as_mut_ptr().addr(), BYTES);
        // SAFETY: all zeros are a value of an array of bytes, for which there is room.
        unsafe {
            arena.as_mut_ptr().write_bytes(0, 1);
            arena.assume_init()
        }
    }

    /// An arena that holds these bytes.
    #[doc(hidden)]
    pub const fn of(bytes: [u8; BYTES]) -> Self {
        Arena(bytes)
    }

    /// Its size.
    pub const fn bytes(&self) -> usize {
        BYTES
    }

    /// An arena for a smaller need: the first `N` bytes of this one. `N` larger than `BYTES` does not compile.
    pub fn lend<const N: usize>(&mut self) -> &mut Arena<N> {
        const { assert!(N <= BYTES, "the model needs a larger arena than the one lent to it") };
        // SAFETY: both are `repr(C)` with the same alignment around one byte array, and the smaller one lies inside the larger.
        unsafe { &mut *core::ptr::from_mut(self).cast::<Arena<N>>() }
    }

    /// References to all of `P`'s places at once.
    #[doc(hidden)]
    #[inline(always)]
    pub fn at<P: Places>(&mut self) -> P::Refs<'_> {
        const { check(&[P::SPANS], BYTES, align_of::<Self>()) };
        // SAFETY: the places were just found to be inside, aligned, and disjoint from every place that is written.
        unsafe { P::refs(self.0.as_mut_ptr()) }
    }

    /// The same of several tuples of places, for the parts of a step.
    #[doc(hidden)]
    #[inline(always)]
    pub fn parts<P: Parts>(&mut self) -> P::Refs<'_> {
        const { check(P::SPANS, BYTES, align_of::<Self>()) };
        // SAFETY: as above.
        unsafe { P::refs(self.0.as_mut_ptr()) }
    }

    /// One place, to read.
    #[doc(hidden)]
    #[inline(always)]
    pub fn get<T: Pod, const OFFSET: usize, const LEN: usize>(&self) -> &[T; LEN] {
        const { check(&[&[R::<T, OFFSET, LEN>::SPAN]], BYTES, align_of::<Self>()) };
        // SAFETY: inside and aligned, as just checked; `Pod` makes any bytes a value.
        unsafe { &*self.0.as_ptr().add(OFFSET).cast() }
    }
}

/// Asks for pages of 2 MiB inside of so many bytes, and for all pages at once: one of 4 KiB that is touched for the first time takes
/// 2 us, and 1 us where many are asked for together; one of 2 MiB takes 100 us.
#[cfg(all(feature = "std", target_os = "linux"))]
fn bring_pages(start: usize, bytes: usize) {
    const MADV_HUGEPAGE: i32 = 14;
    const MADV_POPULATE_WRITE: i32 = 23;
    advise(start, bytes, 2 << 20, MADV_HUGEPAGE);
    advise(start, bytes, 4 << 10, MADV_POPULATE_WRITE);
}

/// Advises Linux about the pages of a size inside of so many bytes.
#[cfg(all(feature = "std", target_os = "linux"))]
fn advise(start: usize, bytes: usize, page: usize, advice: i32) {
    unsafe extern "C" {
        fn madvise(start: usize, bytes: usize, advice: i32) -> i32;
    }
    let first = start.next_multiple_of(page);
    let bytes = (start + bytes).saturating_sub(first) / page * page;
    if bytes > 0 {
        // SAFETY: both pieces of advice leave what is in memory as it is. They may be refused, and then all is as before.
        unsafe { madvise(first, bytes, advice) };
    }
}

/// An arena in a `static`, handed out once: what `include_model!(…, arena = section(".name"))` makes.
///
/// ```
/// static MEMORY: litecast::StaticArena<64> = litecast::StaticArena::new();
/// assert!(MEMORY.take().is_some());
/// assert!(MEMORY.take().is_none());
/// ```
#[cfg(target_has_atomic = "8")]
pub struct StaticArena<const BYTES: usize> {
    arena: core::cell::UnsafeCell<Arena<BYTES>>,
    taken: core::sync::atomic::AtomicBool,
}

// SAFETY: the arena is only reachable through `take`, which gives it to one caller.
#[cfg(target_has_atomic = "8")]
unsafe impl<const BYTES: usize> Sync for StaticArena<BYTES> {}

#[cfg(target_has_atomic = "8")]
impl<const BYTES: usize> StaticArena<BYTES> {
    /// A zeroed arena.
    #[allow(clippy::new_without_default)]
    pub const fn new() -> Self {
        let arena = core::cell::UnsafeCell::new(Arena::new());
        StaticArena { arena, taken: core::sync::atomic::AtomicBool::new(false) }
    }

    /// The arena, to the first caller only.
    #[allow(clippy::mut_from_ref)]
    pub fn take(&'static self) -> Option<&'static mut Arena<BYTES>> {
        if self.taken.swap(true, core::sync::atomic::Ordering::AcqRel) {
            return None;
        }
        // SAFETY: the flag was clear, so this is the only reference there ever is.
        Some(unsafe { &mut *self.arena.get() })
    }
}

impl<const BYTES: usize> Default for Arena<BYTES> {
    fn default() -> Self {
        Self::new()
    }
}

/// The size of an arena that serves each of several models in turn.
pub const fn largest_arena(bytes: &[usize]) -> usize {
    let mut largest = 0;
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i] > largest {
            largest = bytes[i];
        }
        i += 1;
    }
    largest
}

/// Constant data of a model, aligned like an arena.
#[doc(hidden)]
#[cfg_attr(any(target_arch = "x86_64", target_arch = "aarch64"), repr(C, align(64)))]
#[cfg_attr(not(any(target_arch = "x86_64", target_arch = "aarch64")), repr(C, align(16)))]
pub struct Weights<const BYTES: usize>(pub [u8; BYTES]);

impl<const BYTES: usize> Weights<BYTES> {
    /// `LEN` values of `T` at byte `OFFSET`.
    #[inline(always)]
    pub const fn get<T: Pod, const OFFSET: usize, const LEN: usize>(&self) -> &[T; LEN] {
        const { check(&[&[R::<T, OFFSET, LEN>::SPAN]], BYTES, align_of::<Self>()) };
        // SAFETY: inside and aligned, as just checked; `Pod` makes any bytes a value.
        unsafe { &*self.0.as_ptr().add(OFFSET).cast() }
    }
}

/// Types of which any bytes of the right number are a value.
///
/// # Safety
///
/// Only for plain numbers: no padding, no invalid bit patterns.
#[doc(hidden)]
pub unsafe trait Pod: Copy + Default + 'static {}
macro_rules! pod {
    ($($t:ty)*) => { $(
        // SAFETY: a primitive number, or two.
        unsafe impl Pod for $t {}
    )* };
}
pod!(i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 [f32; 2] [f64; 2]);

/// A place's extent.
#[doc(hidden)]
pub struct Span {
    offset: usize,
    bytes: usize,
    align: usize,
    written: bool,
}

const fn check(groups: &[&[Span]], bytes: usize, align: usize) {
    let mut g = 0;
    while g < groups.len() {
        let mut i = 0;
        while i < groups[g].len() {
            let a = &groups[g][i];
            assert!(a.bytes <= bytes && a.offset <= bytes - a.bytes, "place outside its buffer");
            assert!(a.align <= align && a.offset.is_multiple_of(a.align), "misaligned place");
            let mut h = 0;
            while h <= g {
                check_apart(a, groups[h], if h == g { i } else { groups[h].len() });
                h += 1;
            }
            i += 1;
        }
        g += 1;
    }
}

/// That a place and the first `count` others are apart, unless all only read.
const fn check_apart(a: &Span, others: &[Span], count: usize) {
    let mut i = 0;
    while i < count {
        let b = &others[i];
        let apart = a.offset + a.bytes <= b.offset || b.offset + b.bytes <= a.offset;
        assert!(apart || !(a.written || b.written) || a.bytes == 0 || b.bytes == 0, "a written place overlaps another");
        i += 1;
    }
}

/// One place: an element type, an offset in bytes, a number of elements.
#[doc(hidden)]
pub trait Place {
    const SPAN: Span;
    type Ref<'a>;
    /// # Safety
    ///
    /// The place lies inside the live buffer at `base`, aligned, and nothing that overlaps it is borrowed in conflict.
    unsafe fn place<'a>(base: *mut u8) -> Self::Ref<'a>;
}

/// A place that a step reads.
#[doc(hidden)]
pub struct R<T, const OFFSET: usize, const LEN: usize>(PhantomData<T>);
/// A place that a step writes.
#[doc(hidden)]
pub struct W<T, const OFFSET: usize, const LEN: usize>(PhantomData<T>);

impl<T: Pod, const OFFSET: usize, const LEN: usize> Place for R<T, OFFSET, LEN> {
    const SPAN: Span = Span { offset: OFFSET, bytes: LEN * size_of::<T>(), align: align_of::<T>(), written: false };
    type Ref<'a> = &'a [T; LEN];
    #[inline(always)]
    unsafe fn place<'a>(base: *mut u8) -> &'a [T; LEN] {
        // SAFETY: the caller's promise.
        unsafe { &*base.add(OFFSET).cast() }
    }
}

impl<T: Pod, const OFFSET: usize, const LEN: usize> Place for W<T, OFFSET, LEN> {
    const SPAN: Span = Span { offset: OFFSET, bytes: LEN * size_of::<T>(), align: align_of::<T>(), written: true };
    type Ref<'a> = &'a mut [T; LEN];
    #[inline(always)]
    unsafe fn place<'a>(base: *mut u8) -> &'a mut [T; LEN] {
        // SAFETY: the caller's promise.
        unsafe { &mut *base.add(OFFSET).cast() }
    }
}

/// A tuple of places.
#[doc(hidden)]
pub trait Places {
    const SPANS: &'static [Span];
    type Refs<'a>;
    /// # Safety
    ///
    /// Each place lies inside the live, exclusively borrowed buffer at `base`, aligned, and no written one overlaps another.
    unsafe fn refs<'a>(base: *mut u8) -> Self::Refs<'a>;
}

macro_rules! places {
    ($($($p:ident)+;)+) => { $(
        impl<$($p: Place),+> Places for ($($p,)+) {
            const SPANS: &'static [Span] = &[$($p::SPAN),+];
            type Refs<'a> = ($($p::Ref<'a>,)+);
            #[inline(always)]
            unsafe fn refs<'a>(base: *mut u8) -> Self::Refs<'a> {
                // SAFETY: the caller's promise.
                unsafe { ($($p::place(base),)+) }
            }
        }
    )+ };
}
places! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
    A B C D E F G H I;
    A B C D E F G H I J;
    A B C D E F G H I J K;
    A B C D E F G H I J K L;
}

impl Places for () {
    const SPANS: &'static [Span] = &[];
    type Refs<'a> = ();
    #[inline(always)]
    unsafe fn refs<'a>(_: *mut u8) -> Self::Refs<'a> {}
}

/// A tuple of tuples of places.
#[doc(hidden)]
pub trait Parts {
    const SPANS: &'static [&'static [Span]];
    type Refs<'a>;
    /// # Safety
    ///
    /// As for [`Places::refs`], for all places together.
    unsafe fn refs<'a>(base: *mut u8) -> Self::Refs<'a>;
}

macro_rules! parts {
    ($($($p:ident)+;)+) => { $(
        impl<$($p: Places),+> Parts for ($($p,)+) {
            const SPANS: &'static [&'static [Span]] = &[$($p::SPANS),+];
            type Refs<'a> = ($($p::Refs<'a>,)+);
            #[inline(always)]
            unsafe fn refs<'a>(base: *mut u8) -> Self::Refs<'a> {
                // SAFETY: the caller's promise.
                unsafe { ($($p::refs(base),)+) }
            }
        }
    )+ };
}
parts! {
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_where_their_types_say() {
        let mut arena = Arena::<64>::new();
        let (x, y) = arena.at::<(R<u8, 0, 4>, W<i32, 8, 2>)>();
        assert_eq!(x, &[0; 4]);
        *y = [1, -2];
        assert_eq!(arena.get::<u8, 8, 8>(), &[1, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff]);
        assert_eq!(arena.lend::<16>().get::<i32, 12, 1>(), &[-2]);
    }

    #[test]
    fn parts_have_places_of_their_own() {
        let mut arena = Arena::<16>::new();
        let ((x, a), (same, b)) = arena.parts::<((R<u8, 0, 8>, W<u8, 8, 4>), (R<u8, 0, 8>, W<u8, 12, 4>))>();
        assert_eq!((x.len(), same.len()), (8, 8));
        (*a, *b) = ([1; 4], [2; 4]);
        assert_eq!(arena.get::<u8, 8, 8>(), &[1, 1, 1, 1, 2, 2, 2, 2]);
    }

    #[test]
    fn weights_are_read_by_type() {
        static W: Weights<8> = Weights([1, 0, 0, 0, 2, 0, 0, 0]);
        assert_eq!(W.get::<u32, 0, 2>(), &[1, 2]);
    }
}
