//! Products of one row with AVX2.
//!
//! `vpmaddubsw` multiplies unsigned bytes with signed ones and adds neighbouring products in 16 bits, where they may saturate. An
//! activation plus 128 is `16 * high + low`, both of four bits: two products of a part and a weight are between -15 * 128 * 2 and
//! 15 * 127 * 2, so that eight steps of them stay above -32768, in lanes of 16 bits, before they are added to sums of 32 bits.

use super::array_of;
use core::arch::x86_64::*;
use core::mem::MaybeUninit;

/// Quads whose products fit 16 bits together.
const PIECE: usize = 8;
/// Pieces that are taken apart at a time.
const PIECES: usize = 8;

/// The upper and the lower halves of the activations of a piece. They are read from memory, where a broadcast costs no more than a load.
type Halves = [[i32; PIECE]; 2];

/// As [`Wide::dot_row`](super::Wide::dot_row), of quads that have 128 added.
///
/// # Safety
/// As there, and the processor has AVX2.
#[inline(always)]
pub(super) unsafe fn dot_row<const V: usize, const G: usize>(
    mut sums: [[__m256i; V]; G],
    quads: &[[i8; 4]],
    flip: i8,
    weights: *const [[i8; 32]; V],
    depth: usize,
) -> [[__m256i; V]; G] {
    let (mut halves, mut first) = ([const { MaybeUninit::uninit() }; PIECES], 0);
    for quads in quads.chunks(PIECES * PIECE) {
        let (pieces, few) = quads.as_chunks::<PIECE>();
        // SAFETY: the processor has AVX2. As many `halves` are read as are written, and weights as the caller says.
        unsafe {
            for (halves, piece) in halves.iter_mut().zip(pieces) {
                halves.write(split(piece, flip));
            }
            for g in 0..G {
                let weights = weights.add(g * depth + first);
                for (k, halves) in halves.iter().take(pieces.len()).enumerate() {
                    let weights = core::slice::from_raw_parts(weights.add(k * PIECE), PIECE);
                    sums[g] = add(sums[g], halves.assume_init_ref(), weights);
                }
            }
            if !few.is_empty() {
                let (halves, first) = (split_few(few, flip), first + pieces.len() * PIECE);
                for g in 0..G {
                    let weights = core::slice::from_raw_parts(weights.add(g * depth + first), few.len());
                    sums[g] = add(sums[g], &halves, weights);
                }
            }
        }
        first += quads.len();
    }
    sums
}

/// Takes activations apart.
#[inline(always)]
unsafe fn split(x: &[[i8; 4]; PIECE], flip: i8) -> Halves {
    // SAFETY: the caller has AVX2; the references are to as many bytes as are read and written.
    unsafe {
        let x = _mm256_loadu_si256(x.as_ptr().cast());
        let x = _mm256_xor_si256(x, _mm256_set1_epi8(i8::MIN ^ flip));
        let (low, mut halves) = (_mm256_set1_epi8(15), [[0; PIECE]; 2]);
        _mm256_storeu_si256(halves[0].as_mut_ptr().cast(), _mm256_and_si256(_mm256_srli_epi16::<4>(x), low));
        _mm256_storeu_si256(halves[1].as_mut_ptr().cast(), _mm256_and_si256(x, low));
        halves
    }
}

/// The same of less than a piece, one by one: what is written in parts cannot be read at once.
#[inline(always)]
fn split_few(few: &[[i8; 4]], flip: i8) -> Halves {
    let mut halves = [[0; PIECE]; 2];
    let [high, low] = &mut halves;
    for ((high, low), x) in high.iter_mut().zip(low).zip(few) {
        let x = i32::from_ne_bytes(array_of!(4, |i| (x[i] ^ flip ^ i8::MIN) as u8));
        (*high, *low) = (x >> 4 & 0x0f0f_0f0f, x & 0x0f0f_0f0f);
    }
    halves
}

/// Adds the products of a piece with as many weights.
#[inline(always)]
unsafe fn add<const V: usize>(mut sums: [__m256i; V], halves: &Halves, weights: &[[[i8; 32]; V]]) -> [__m256i; V] {
    // SAFETY: the caller has AVX2; the references are to as many bytes as are read.
    unsafe {
        let mut products = [[_mm256_setzero_si256(); V]; 2];
        for (k, weights) in weights.iter().enumerate().take(PIECE) {
            let (high, low) = (_mm256_set1_epi32(halves[0][k]), _mm256_set1_epi32(halves[1][k]));
            for v in 0..V {
                let weights = _mm256_loadu_si256(weights[v].as_ptr().cast());
                products[0][v] = _mm256_add_epi16(products[0][v], _mm256_maddubs_epi16(high, weights));
                products[1][v] = _mm256_add_epi16(products[1][v], _mm256_maddubs_epi16(low, weights));
            }
        }
        for v in 0..V {
            let high = _mm256_madd_epi16(products[0][v], _mm256_set1_epi16(16));
            let low = _mm256_madd_epi16(products[1][v], _mm256_set1_epi16(1));
            sums[v] = _mm256_add_epi32(sums[v], _mm256_add_epi32(high, low));
        }
        sums
    }
}
