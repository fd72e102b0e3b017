//! Functions of a byte as lines: what sets of instructions take that look up few bytes at a time.

/// Bytes of a table in segments.
///
/// A segment is eight bytes in a row. Parts of 16 bytes: two of the slopes, by segment; two of what the lines begin with; two of the
/// places, as bits, where a result is one more than its line; and how far along the line a place is, in 256ths of a slope. Of two
/// parts the second has what the upper 16 segments differ in from those 16 lower (exclusive or).
pub const SEGMENTS: usize = 112;

/// The result for a byte, as vectors compute it.
pub fn segments_result(segments: &[u8; SEGMENTS], x: u8) -> u8 {
    let (segment, place) = (usize::from(x >> 3), x & 7);
    let at = |part: usize, i: usize| segments.get(part * 16 + i).copied().unwrap_or_default();
    let of = |part| at(part, segment & 15) ^ if segment < 16 { 0 } else { at(part + 1, segment & 15) };
    let line = (i32::from(at(6, place.into())) * i32::from(of(0) as i8)) >> 8;
    of(2).wrapping_add(line as u8).wrapping_add(of(4) >> place & 1)
}
