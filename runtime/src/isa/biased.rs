//! Activations as unsigned bytes: 128 is added to each, which flips bit 7. Any of them may begin a quad.

use super::array_of;

const FLIP: u8 = 0x80;

/// Memory for activations.
#[inline(always)]
pub(super) fn steps(scratch: &mut [u64]) -> &mut [u8] {
    // SAFETY: bytes have no padding and no alignment, and any are a value.
    unsafe { core::slice::from_raw_parts_mut(scratch.as_mut_ptr().cast(), scratch.len() * 8) }
}

/// Prepares as many activations as there is memory for.
#[inline(always)]
pub(super) fn prepare(x: &[i8], flip: i8, steps: &mut [u8]) {
    let bits = FLIP ^ flip as u8;
    let count = x.len().min(steps.len());
    let (Some(x), Some(steps)) = (x.get(..count), steps.get_mut(..count)) else { return };
    // Written as quads are read, or more at once: what is read where less was written before has to wait.
    let (x, steps) = pieces::<64>(x, bits, steps);
    let (x, steps) = pieces::<16>(x, bits, steps);
    let (x, steps) = pieces::<4>(x, bits, steps);
    steps.iter_mut().zip(x).for_each(|(place, x)| *place = *x as u8 ^ bits);
}

/// Prepares all whole pieces of `N`, and gives what is left.
#[inline(always)]
fn pieces<'a, 'b, const N: usize>(x: &'a [i8], bits: u8, steps: &'b mut [u8]) -> (&'a [i8], &'b mut [u8]) {
    let (pieces, x) = x.as_chunks::<N>();
    let (places, steps) = steps.as_chunks_mut::<N>();
    for (x, place) in pieces.iter().zip(places) {
        for i in 0..N {
            place[i] = x[i] as u8 ^ bits;
        }
    }
    (x, steps)
}

/// An activation.
#[inline(always)]
pub(super) fn splat(x: i8) -> u8 {
    x as u8 ^ FLIP
}

/// Four of them as one number.
///
/// # Safety
/// As many can be read.
#[inline(always)]
pub(super) unsafe fn quad(from: *const u8) -> i32 {
    // SAFETY: as the caller says.
    unsafe { from.cast::<i32>().read_unaligned() }
}

/// Four activations as one number.
#[inline(always)]
pub(super) fn number(x: [i8; 4]) -> i32 {
    i32::from_ne_bytes(array_of!(4, |i| x[i] as u8))
}
