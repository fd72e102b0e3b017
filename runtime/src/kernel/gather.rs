//! Elements chosen by indices that are known at run time only: the one kind of kernel that can fail on data.

use super::numbers::channel;
use super::{CopyDim, List, StridedCopy, copy_row, row, row_mut, strided_copy};

/// An index lies outside the dimension that it selects from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndexOutOfRange;

/// An integer that can be an index.
pub(super) trait Index: Copy {
    /// As an index of a dimension of extent `extent`.
    fn within(self, extent: usize) -> Result<usize, IndexOutOfRange>;

    /// The nearest of 0 to `limit`.
    fn clamped(self, limit: usize) -> usize;
}

macro_rules! index {
    ($($t:ty)*) => { $(
        impl Index for $t {
            #[inline(always)]
            fn within(self, extent: usize) -> Result<usize, IndexOutOfRange> {
                usize::try_from(self).ok().filter(|&index| index < extent).ok_or(IndexOutOfRange)
            }
            #[inline(always)]
            fn clamped(self, limit: usize) -> usize {
                if self < 0 { 0 } else { usize::try_from(self).unwrap_or(limit).min(limit) }
            }
        }
    )* };
}
index!(i16 i32 i64);

/// Which rows of a dimension are gathered, batch by batch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gather {
    /// Repetitions with the same indices within a batch.
    pub outer: usize,
    /// Extent of the dimension.
    pub extent: usize,
    /// Indices of a batch.
    pub indices: usize,
    /// Bytes of a row.
    pub row: usize,
}

#[inline(always)]
fn gather<I: Index>(p: &Gather, x: &[u8], indices: &[I], y: &mut [u8]) -> Result<(), IndexOutOfRange> {
    let (from, to) = (p.extent * p.row, p.indices * p.row);
    let batches = x.chunks_exact((p.outer * from).max(1)).zip(y.chunks_exact_mut((p.outer * to).max(1)));
    for (indices, (x, y)) in indices.chunks_exact(p.indices.max(1)).zip(batches) {
        for (x, y) in x.chunks_exact(from.max(1)).zip(y.chunks_exact_mut(to.max(1))) {
            for (index, y) in indices.iter().zip(y.chunks_exact_mut(p.row.max(1))) {
                copy_row(row(x, index.within(p.extent)? * p.row, p.row), y);
            }
        }
    }
    Ok(())
}

/// One coordinate of an index: the extent that it selects from, and the bytes (or elements) from one value to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coordinate {
    /// Extent.
    pub extent: usize,
    /// Step.
    pub step: usize,
}

/// Slices at places that several coordinates give.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GatherNd<'a> {
    /// The coordinates of an index.
    pub coordinates: List<'a, Coordinate>,
    /// Bytes (or elements) of a slice.
    pub slice: usize,
}

impl GatherNd<'_> {
    /// Where the slice with this index begins.
    #[inline(always)]
    pub(super) fn place<I: Index>(&self, index: &[I]) -> Result<usize, IndexOutOfRange> {
        let mut place = 0;
        for (value, coordinate) in index.iter().zip(self.coordinates.0) {
            place += value.within(coordinate.extent)? * coordinate.step;
        }
        Ok(place)
    }

    #[inline(always)]
    pub(super) fn indices<'i, I>(&self, indices: &'i [I]) -> impl Iterator<Item = &'i [I]> {
        indices.chunks_exact(self.coordinates.0.len().max(1))
    }
}

#[inline(always)]
fn gather_nd<I: Index>(p: &GatherNd<'_>, x: &[u8], indices: &[I], y: &mut [u8]) -> Result<(), IndexOutOfRange> {
    for (index, y) in p.indices(indices).zip(y.chunks_exact_mut(p.slice.max(1))) {
        copy_row(row(x, p.place(index)?, p.slice), y);
    }
    Ok(())
}

/// Where a block goes when its place is known at run time only.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MovingBlock<'a> {
    /// For each dimension: the places that the block can start at, and the bytes from one to the next.
    pub starts: List<'a, Coordinate>,
    /// The copy of a block that starts at 0: dimensions in bytes.
    pub dims: List<'a, CopyDim>,
}

/// Overwrites a block of `y`; starts are clamped so that it lies inside.
#[inline(always)]
fn update<I: Index>(p: &MovingBlock<'_>, block: &[u8], start: &[I], y: &mut [u8]) {
    let starts = start.iter().zip(p.starts.0);
    let dst = starts.map(|(start, place)| start.clamped(place.extent.saturating_sub(1)) * place.step).sum();
    strided_copy(&StridedCopy { src: 0, dst, dims: p.dims }, block, y);
}

/// Copies a block of `x`.
#[inline(always)]
fn slice<I: Index>(p: &MovingBlock<'_>, x: &[u8], start: &[I], y: &mut [u8]) -> Result<(), IndexOutOfRange> {
    let mut src = 0;
    for (start, place) in start.iter().zip(p.starts.0) {
        src += start.within(place.extent)? * place.step;
    }
    strided_copy(&StridedCopy { src, dst: 0, dims: p.dims }, x, y);
    Ok(())
}

/// Overwrites one row of `y`.
#[inline(always)]
fn replace_row<I: Index>(p: &Coordinate, x: &[u8], index: &[I], y: &mut [u8]) -> Result<(), IndexOutOfRange> {
    for index in index {
        copy_row(x, row_mut(y, index.within(p.extent)? * p.step, p.step));
    }
    Ok(())
}

/// A start of a slice that is known at run time only.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MovingStart {
    /// Its index among the starts given.
    pub entry: usize,
    /// Extent of the dimension: negative starts count from its end.
    pub extent: usize,
    /// At how many indices the slice can start.
    pub places: usize,
    /// Bytes from one index to the next.
    pub step: usize,
}

/// What a slice takes when some of its starts are known at run time only.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MovingSlice<'a> {
    /// First byte for starts of 0.
    pub src: usize,
    /// The starts that move.
    pub starts: List<'a, MovingStart>,
    /// Dimensions in bytes.
    pub dims: List<'a, CopyDim>,
}

/// The slice of `x` that starts at `begin`: negative starts count from the end, and not beyond the first (`StartForAxis`).
pub fn strided_slice_i32(p: &MovingSlice<'_>, x: &[u8], begin: &[i32], y: &mut [u8]) -> Result<(), IndexOutOfRange> {
    let mut src = p.src;
    for start in p.starts.0 {
        let given = begin.get(start.entry).copied().unwrap_or_default() as i64;
        let index = if given < 0 { (given + start.extent as i64).max(0) } else { given };
        src += index.within(start.places)? * start.step;
    }
    strided_copy(&StridedCopy { src, dst: 0, dims: p.dims }, x, y);
    Ok(())
}

macro_rules! entries {
    ($($index:ty: $gather:ident $gather_nd:ident $update:ident $slice:ident;)*) => { $(
        /// Rows of `x` by their indices.
        pub fn $gather(p: &Gather, x: &[u8], indices: &[$index], y: &mut [u8]) -> Result<(), IndexOutOfRange> {
            gather(p, x, indices, y)
        }
        /// Slices of `x` by their coordinates.
        pub fn $gather_nd(p: &GatherNd<'_>, x: &[u8], indices: &[$index], y: &mut [u8]) -> Result<(), IndexOutOfRange> {
            gather_nd(p, x, indices, y)
        }
        /// Overwrites a block of `y`, moved inside where it starts outside (`DynamicUpdateSlice`).
        pub fn $update(p: &MovingBlock<'_>, block: &[u8], start: &[$index], y: &mut [u8]) {
            update(p, block, start, y);
        }
        /// The block of `x` that starts at `start`.
        pub fn $slice(p: &MovingBlock<'_>, x: &[u8], start: &[$index], y: &mut [u8]) -> Result<(), IndexOutOfRange> {
            slice(p, x, start, y)
        }
    )* };
}
entries! {
    i16: gather_i16 gather_nd_i16 dynamic_update_slice_i16 slice_i16;
    i32: gather_i32 gather_nd_i32 dynamic_update_slice_i32 slice_i32;
    i64: gather_i64 gather_nd_i64 dynamic_update_slice_i64 slice_i64;
}

macro_rules! rows {
    ($($name:ident $index:ty;)*) => { $(
        /// Overwrites the row of `y` with this index: `p` has the number of rows, and their bytes.
        pub fn $name(p: &Coordinate, row: &[u8], index: &[$index], y: &mut [u8]) -> Result<(), IndexOutOfRange> {
            replace_row(p, row, index, y)
        }
    )* };
}
rows! {
    replace_row_i32 i32;
    replace_row_i64 i64;
}

macro_rules! scatters {
    ($($name:ident $t:ty, $add:expr;)*) => { $(
        /// Slices added up at their places in an output of zeros (`ScatterNd`).
        pub fn $name(p: &GatherNd<'_>, indices: &[i32], updates: &[$t], y: &mut [$t]) -> Result<(), IndexOutOfRange> {
            y.fill(Default::default());
            for (index, slice) in p.indices(indices).zip(updates.chunks_exact(p.slice.max(1))) {
                let sums = row_mut(y, p.place(index)?, p.slice);
                sums.iter_mut().zip(slice).for_each(|(sum, &x)| *sum = $add(*sum, x));
            }
            Ok(())
        }
    )* };
}
scatters! {
    scatter_nd_f32 f32, core::ops::Add::add;
    scatter_nd_bool u8, core::ops::BitOr::bitor;
    scatter_nd_u8 u8, u8::wrapping_add;
    scatter_nd_u32 u32, u32::wrapping_add;
    scatter_nd_u64 u64, u64::wrapping_add;
}

/// A table of rows of quantized values, which come out as real numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EmbeddingLookup {
    /// Rows of the table.
    pub rows: usize,
    /// Values of a row.
    pub len: usize,
    /// Values that share a scale: whole rows, or parts of them.
    pub block: usize,
    /// Values of a byte: 1, 2 or 4. Rows begin at the byte that holds their first value, as TFLite has it.
    pub per_byte: usize,
}

/// Rows of signed values of 8, 4 or 2 bits, the lowest bits first, times the scale of the block, of the row or of all.
pub fn embedding_lookup_hybrid(
    p: &EmbeddingLookup,
    lookup: &[i32],
    table: &[u8],
    scale: &[f32],
    y: &mut [f32],
) -> Result<(), IndexOutOfRange> {
    for (index, y) in lookup.iter().zip(y.chunks_exact_mut(p.len.max(1))) {
        let start = index.within(p.rows)? * p.len;
        for (block, y) in y.chunks_mut(p.block.max(1)).enumerate() {
            let start = start + block * p.block;
            let scale = channel(scale, start / p.block.max(1));
            let values = table.get(start / p.per_byte.max(1)..).unwrap_or(&[]);
            match p.per_byte {
                1 => y.iter_mut().zip(values).for_each(|(y, &x)| *y = x as i8 as f32 * scale),
                2 => unpack::<2>(values, y, scale),
                _ => unpack::<4>(values, y, scale),
            }
        }
    }
    Ok(())
}

/// `N` values a byte.
#[inline(always)]
fn unpack<const N: usize>(values: &[u8], y: &mut [f32], scale: f32) {
    let bits = const { 8 / N as u32 };
    for (y, &byte) in y.chunks_mut(N).zip(values) {
        let mut rest = byte;
        for y in y {
            let value = (rest.wrapping_shl(8 - bits) as i8).wrapping_shr(8 - bits);
            *y = value as f32 * scale;
            rest = rest.wrapping_shr(bits);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gathers_rows_batch_by_batch() {
        let p = Gather { outer: 1, extent: 2, indices: 2, row: 1 };
        let mut y = [0; 4];
        assert_eq!(gather_i32(&p, &[1, 2, 3, 4], &[1, 1, 0, 1], &mut y), Ok(()));
        assert_eq!(y, [2, 2, 3, 4]);
        let p = Gather { outer: 2, extent: 2, indices: 1, row: 2 };
        let mut y = [0; 4];
        assert_eq!(gather_i64(&p, &[1, 2, 3, 4, 5, 6, 7, 8], &[1], &mut y), Ok(()));
        assert_eq!(y, [3, 4, 7, 8]);
    }

    #[test]
    fn indices_outside_are_errors() {
        let p = Gather { outer: 1, extent: 3, indices: 1, row: 1 };
        for index in [-1, 3, i16::MIN, i16::MAX] {
            assert_eq!(gather_i16(&p, &[1, 2, 3], &[index], &mut [0]), Err(IndexOutOfRange));
        }
        assert_eq!(gather_i64(&p, &[1, 2, 3], &[1 << 40], &mut [0]), Err(IndexOutOfRange));
    }

    #[test]
    fn scatters_add_up() {
        let p = GatherNd { coordinates: List(&[Coordinate { extent: 3, step: 2 }]), slice: 2 };
        let mut y = [9; 6];
        assert_eq!(scatter_nd_u8(&p, &[2, 0, 2], &[1, 2, 3, 4, 255, 1], &mut y), Ok(()));
        assert_eq!(y, [3, 4, 0, 0, 0, 3]);
        assert_eq!(scatter_nd_f32(&p, &[3], &[1.0, 2.0], &mut [0.0; 6]), Err(IndexOutOfRange));
    }

    #[test]
    fn coordinates_make_places() {
        let coordinates = [Coordinate { extent: 2, step: 4 }, Coordinate { extent: 2, step: 2 }];
        let p = GatherNd { coordinates: List(&coordinates), slice: 2 };
        let mut y = [0; 4];
        assert_eq!(gather_nd_i32(&p, &[0, 1, 2, 3, 4, 5, 6, 7], &[1, 1, 0, 1], &mut y), Ok(()));
        assert_eq!(y, [6, 7, 2, 3]);
        assert_eq!(gather_nd_i64(&p, &[0; 8], &[1, 2], &mut y), Err(IndexOutOfRange));
    }

    #[test]
    fn blocks_move_inside() {
        let starts = [Coordinate { extent: 2, step: 3 }, Coordinate { extent: 3, step: 1 }];
        let dims = [CopyDim { count: 1, src: 1, dst: 1 }];
        let p = MovingBlock { starts: List(&starts), dims: List(&dims) };
        let mut y = [0; 6];
        dynamic_update_slice_i32(&p, &[7], &[5, -1], &mut y);
        assert_eq!(y, [0, 0, 0, 7, 0, 0]);
        let mut z = [0];
        assert_eq!(slice_i64(&p, &y, &[1, 0], &mut z), Ok(()));
        assert_eq!((z, slice_i64(&p, &y, &[0, 3], &mut z)), ([7], Err(IndexOutOfRange)));
    }

    #[test]
    fn rows_are_replaced() {
        let (p, mut y) = (Coordinate { extent: 3, step: 2 }, [0; 6]);
        assert_eq!((replace_row_i32(&p, &[7, 8], &[1], &mut y), y), (Ok(()), [0, 0, 7, 8, 0, 0]));
        for index in [-1, 3, i64::MAX, i64::MIN] {
            assert_eq!(replace_row_i64(&p, &[9, 9], &[index], &mut y), Err(IndexOutOfRange));
        }
        assert_eq!(y, [0, 0, 7, 8, 0, 0]);
    }

    #[test]
    fn starts_count_from_both_ends() {
        let starts = [MovingStart { entry: 1, extent: 4, places: 3, step: 1 }];
        let p = MovingSlice { src: 1, starts: List(&starts), dims: List(&[CopyDim { count: 2, src: 1, dst: 1 }]) };
        let slice = |start| {
            let mut y = [0; 2];
            strided_slice_i32(&p, &[9, 1, 2, 3, 4], &[7, start], &mut y).map(|()| y)
        };
        assert_eq!((slice(0), slice(2), slice(-2), slice(-9)), (Ok([1, 2]), Ok([3, 4]), Ok([3, 4]), Ok([1, 2])));
        assert_eq!((slice(3), slice(-1)), (Err(IndexOutOfRange), Err(IndexOutOfRange)));
    }

    #[test]
    fn embeddings_of_few_bits() {
        let mut y = [0.0; 3];
        let p = EmbeddingLookup { rows: 2, len: 3, block: 3, per_byte: 2 };
        assert_eq!(embedding_lookup_hybrid(&p, &[1], &[0, 0x81, 0x0f], &[0.5, 2.0], &mut y), Ok(()));
        assert_eq!(y, [2.0, -16.0, -2.0]); // from the byte with the fourth value on
        let p = EmbeddingLookup { rows: 1, len: 3, block: 3, per_byte: 4 };
        assert_eq!(embedding_lookup_hybrid(&p, &[0], &[0b01_10_01_11], &[1.0], &mut y), Ok(()));
        assert_eq!(y, [-1.0, 1.0, -2.0]);
        let p = EmbeddingLookup { rows: 2, len: 3, block: 3, per_byte: 1 };
        assert_eq!(embedding_lookup_hybrid(&p, &[1], &[0, 0, 0, 1, 255, 128], &[0.5], &mut y), Ok(()));
        assert_eq!(y, [0.5, -0.5, -64.0]);
        let mut y = [0.0; 4];
        let p = EmbeddingLookup { rows: 2, len: 4, block: 2, per_byte: 2 };
        assert_eq!(embedding_lookup_hybrid(&p, &[1], &[0, 0, 0x21, 0x43], &[9.0, 9.0, 1.0, 0.5], &mut y), Ok(()));
        assert_eq!(y, [1.0, 2.0, 1.5, 2.0]);
    }
}
