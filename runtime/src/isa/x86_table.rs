//! Functions of a byte, on x86-64: by shuffles, which look up 4 bits at a time.

use super::LOOK_UP;
use crate::kernel::SEGMENTS;
use core::arch::x86_64::*;

/// Each sixteenth of either half, less the one before it: they add up (exclusive or) to the one that a byte is in.
#[inline(always)]
pub(super) fn differences(table: &[u8; 256]) -> [u8; 256] {
    let mut differences = *table;
    for i in 0..240 {
        // The first sixteenth of the upper half stays.
        if i & 0x70 != 0x70 {
            differences[i + 16] ^= table[i];
        }
    }
    differences
}

/// `vpshufb` looks up 4 bits, and gives 0 for bytes from 128 on. Bytes that go down in steps of 16 and stop below 0 find
/// the sixteenth that they are in and those before it, of the lower half; those of the upper half begin 128 lower.
#[inline(always)]
pub(super) unsafe fn shuffles(table: &[u8; 256], x: &[u8; LOOK_UP]) -> [u8; LOOK_UP] {
    let mut result = [0; LOOK_UP];
    let (table, x, pieces) = (table.as_chunks::<16>().0, x.as_chunks::<32>().0, result.as_chunks_mut::<32>().0);
    // SAFETY: the caller has AVX2; pieces have as many bytes as are read and written.
    unsafe {
        let (mut y, mut low, mut high) =
            ([_mm256_setzero_si256(); 4], [_mm256_setzero_si256(); 4], [_mm256_setzero_si256(); 4]);
        let (step, half) = (_mm256_set1_epi8(16), _mm256_set1_epi8(-128));
        for v in 0..4 {
            low[v] = _mm256_loadu_si256(x[v].as_ptr().cast());
            high[v] = _mm256_xor_si256(low[v], half);
        }
        for part in 0..8 {
            let lower = _mm256_broadcastsi128_si256(_mm_loadu_si128(table[part].as_ptr().cast()));
            let upper = _mm256_broadcastsi128_si256(_mm_loadu_si128(table[part + 8].as_ptr().cast()));
            for v in 0..4 {
                let found = _mm256_xor_si256(_mm256_shuffle_epi8(lower, low[v]), _mm256_shuffle_epi8(upper, high[v]));
                y[v] = _mm256_xor_si256(y[v], found);
                low[v] = _mm256_subs_epi8(low[v], step);
                high[v] = _mm256_subs_epi8(high[v], step);
            }
        }
        for v in 0..4 {
            _mm256_storeu_si256(pieces[v].as_mut_ptr().cast(), y[v]);
        }
    }
    result
}

/// As [`segments_result`](crate::kernel::segments_result): 26 instructions, and 49 by [`shuffles`].
///
/// Bytes are multiplied by their slopes in pairs of which one is 0, so that the upper half of a product is as far as its line goes up.
#[inline(always)]
pub(super) unsafe fn lines(segments: &[u8; SEGMENTS], x: &[u8; LOOK_UP]) -> [u8; LOOK_UP] {
    let mut result = [0; LOOK_UP];
    let (parts, x, pieces) = (segments.as_chunks::<16>().0, x.as_chunks::<32>().0, result.as_chunks_mut::<32>().0);
    // SAFETY: the caller has AVX2; pieces have as many bytes as are read and written.
    unsafe {
        let mut part = [_mm256_setzero_si256(); SEGMENTS / 16];
        for i in 0..SEGMENTS / 16 {
            part[i] = _mm256_broadcastsi128_si256(_mm_loadu_si128(parts[i].as_ptr().cast()));
        }
        let bits = _mm256_set1_epi64x(i64::from_le_bytes([1, 2, 4, 8, 16, 32, 64, 128]));
        let upper = _mm256_set1_epi16(!0xff);
        for v in 0..LOOK_UP / 32 {
            let x = _mm256_loadu_si256(x[v].as_ptr().cast());
            let segment = _mm256_and_si256(_mm256_srli_epi16::<3>(x), _mm256_set1_epi8(31));
            // Shuffles give 0 for what is less than 0 here, the lower segments.
            let rest = _mm256_sub_epi8(segment, _mm256_set1_epi8(16));
            let mut found = [_mm256_setzero_si256(); 3];
            for i in 0..3 {
                let (lower, other) = (part[2 * i], part[2 * i + 1]);
                found[i] = _mm256_xor_si256(_mm256_shuffle_epi8(lower, segment), _mm256_shuffle_epi8(other, rest));
            }
            let [slope, start, more] = found;
            let place = _mm256_and_si256(x, _mm256_set1_epi8(7));
            let (along, bit) = (_mm256_shuffle_epi8(part[6], place), _mm256_shuffle_epi8(bits, place));
            let even = _mm256_maddubs_epi16(_mm256_andnot_si256(upper, along), slope);
            let odd = _mm256_maddubs_epi16(_mm256_and_si256(upper, along), slope);
            let line = _mm256_or_si256(_mm256_srli_epi16::<8>(even), _mm256_and_si256(upper, odd));
            let more = _mm256_cmpeq_epi8(_mm256_and_si256(more, bit), bit);
            let y = _mm256_sub_epi8(_mm256_add_epi8(start, line), more);
            _mm256_storeu_si256(pieces[v].as_mut_ptr().cast(), y);
        }
    }
    result
}
