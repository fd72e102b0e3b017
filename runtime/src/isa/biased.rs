//! Activations as unsigned bytes: 128 is added to each, which flips bit 7.

const FLIP: u8 = 0x80;

/// Memory for quads.
#[inline(always)]
pub(super) fn quads(scratch: &mut [u64]) -> &mut [[u8; 4]] {
    // SAFETY: `[u8; 4]` has no padding and no alignment, and any bytes are a value of it.
    unsafe { core::slice::from_raw_parts_mut(scratch.as_mut_ptr().cast(), scratch.len() * 2) }
}

/// Prepares as many activations as there are quads for.
#[inline(always)]
pub(super) fn prepare(x: &[i8], quads: &mut [[u8; 4]]) {
    let (whole, rest) = x.as_chunks::<4>();
    // Plain loops over bytes: compilers make vectors of them.
    let bytes = whole.as_flattened();
    for (y, x) in quads.as_flattened_mut().iter_mut().zip(bytes) {
        *y = *x as u8 ^ FLIP;
    }
    if let Some(quad) = quads.get_mut(whole.len()) {
        *quad = [FLIP; 4];
        for (y, x) in quad.iter_mut().zip(rest) {
            *y = *x as u8 ^ FLIP;
        }
    }
}

/// One activation four times.
#[inline(always)]
pub(super) fn splat(x: i8) -> [u8; 4] {
    [x as u8 ^ FLIP; 4]
}
