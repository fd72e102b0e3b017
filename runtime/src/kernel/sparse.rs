//! SPARSE_TO_DENSE, EMBEDDING_LOOKUP_SPARSE and HASHTABLE_LOOKUP: values at few places.

use super::gather::Index;
use super::numbers::channel;
use super::{GatherNd, IndexOutOfRange, copy_row, row, row_mut};
use core::cmp::Ordering;

#[inline(always)]
fn sparse_to_dense<T: Copy + Default, I: Index>(
    p: &GatherNd<'_>,
    indices: &[I],
    values: &[T],
    default: &[T],
    y: &mut [T],
) -> Result<(), IndexOutOfRange> {
    y.fill(channel(default, 0));
    for (i, index) in p.indices(indices).enumerate() {
        if let Some(y) = y.get_mut(p.place(index)?) {
            *y = channel(values, i);
        }
    }
    Ok(())
}

macro_rules! entries {
    ($($t:ty: $int:ident $long:ident;)*) => { $(
        /// Values, or one value, at their places in an output of the default value; the last one at a place counts.
        pub fn $int(p: &GatherNd<'_>, indices: &[i32], values: &[$t], default: &[$t], y: &mut [$t]) -> Result<(), IndexOutOfRange> {
            sparse_to_dense(p, indices, values, default, y)
        }
        /// Values, or one value, at their places in an output of the default value; the last one at a place counts.
        pub fn $long(p: &GatherNd<'_>, indices: &[i64], values: &[$t], default: &[$t], y: &mut [$t]) -> Result<(), IndexOutOfRange> {
            sparse_to_dense(p, indices, values, default, y)
        }
    )* };
}
entries! {
    u8: sparse_to_dense_1_i32 sparse_to_dense_1_i64;
    u32: sparse_to_dense_4_i32 sparse_to_dense_4_i64;
    u64: sparse_to_dense_8_i32 sparse_to_dense_8_i64;
}

/// How embeddings of one place are combined.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EmbeddingLookupSparse {
    /// Rows of the table.
    pub rows: usize,
    /// Elements of a row.
    pub row: usize,
    /// Whether sums are divided by the sum of weights.
    pub mean: bool,
    /// Whether sums are divided by the root of the sum of squared weights.
    pub sqrtn: bool,
}

impl EmbeddingLookupSparse {
    fn finish(&self, sum: f32, squares: f32, y: &mut [f32]) {
        let divisor = if self.mean { sum } else { libm::sqrtf(squares) };
        if self.mean || self.sqrtn {
            y.iter_mut().for_each(|y| *y /= divisor);
        }
    }
}

/// Rows of the table times their weights, summed by place; a place is finished when the next one differs, so that one that comes
/// again is divided again, as in TFLite.
pub fn embedding_lookup_sparse(
    p: &EmbeddingLookupSparse,
    ids: &[i32],
    places: &[u32],
    weights: &[f32],
    table: &[f32],
    y: &mut [f32],
) -> Result<(), IndexOutOfRange> {
    y.fill(0.0);
    let (mut sum, mut squares) = (0.0, 0.0);
    let mut current = places.first().copied().unwrap_or(0);
    for ((id, &place), &weight) in ids.iter().zip(places).zip(weights) {
        if place != current {
            p.finish(sum, squares, row_mut(y, current as usize * p.row, p.row));
            (sum, squares, current) = (0.0, 0.0, place);
        }
        sum += weight;
        squares += weight * weight;
        let x = row(table, id.within(p.rows)? * p.row, p.row);
        let y = row_mut(y, place as usize * p.row, p.row);
        y.iter_mut().zip(x).for_each(|(y, x)| *y += x * weight);
    }
    if !ids.is_empty() {
        p.finish(sum, squares, row_mut(y, current as usize * p.row, p.row));
    }
    Ok(())
}

/// The rows of the values by their keys, which are in order; zeros, and no hit, for keys that are not there.
pub fn hashtable_lookup(bytes: usize, lookup: &[i32], keys: &[i32], values: &[u8], y: &mut [u8], hits: &mut [u8]) {
    for (i, (key, hit)) in lookup.iter().zip(hits).enumerate() {
        let (found, y) = (find(keys, *key), row_mut(y, i * bytes, bytes));
        *hit = found.is_some().into();
        match found {
            Some(at) => copy_row(row(values, at * bytes, bytes), y),
            None => y.fill(0),
        }
    }
}

fn find(keys: &[i32], key: i32) -> Option<usize> {
    let (mut start, mut end) = (0, keys.len());
    while start < end {
        let middle = start + (end - start) / 2;
        match keys.get(middle)?.cmp(&key) {
            Ordering::Less => start = middle + 1,
            Ordering::Greater => end = middle,
            Ordering::Equal => return Some(middle),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Coordinate, List};

    #[test]
    fn the_last_value_counts() {
        let p = GatherNd { coordinates: List(&[Coordinate { extent: 4, step: 1 }]), slice: 1 };
        let mut y = [0; 4];
        assert_eq!(sparse_to_dense_1_i32(&p, &[1, 3, 1], &[5, 6, 7], &[9], &mut y), Ok(()));
        assert_eq!(y, [9, 7, 9, 6]);
        assert_eq!(sparse_to_dense_1_i64(&p, &[0, 2], &[5], &[1], &mut y), Ok(()));
        assert_eq!(y, [5, 1, 5, 1]);
        assert_eq!(sparse_to_dense_1_i32(&p, &[4], &[5], &[1], &mut y), Err(IndexOutOfRange));
    }

    #[test]
    fn embeddings_by_place() {
        let p = EmbeddingLookupSparse { rows: 2, row: 2, mean: true, sqrtn: false };
        let mut y = [1.0; 6];
        let (table, weights) = ([1.0, 2.0, 3.0, 4.0], [1.0, 3.0, 2.0]);
        assert_eq!(embedding_lookup_sparse(&p, &[0, 1, 0], &[0, 0, 2], &weights, &table, &mut y), Ok(()));
        assert_eq!(y, [2.5, 3.5, 0.0, 0.0, 1.0, 2.0]);
        let p = EmbeddingLookupSparse { mean: false, sqrtn: true, ..p };
        assert_eq!(embedding_lookup_sparse(&p, &[1], &[1], &[2.0], &table, &mut y), Ok(()));
        assert_eq!(y, [0.0, 0.0, 3.0, 4.0, 0.0, 0.0]);
        assert!(embedding_lookup_sparse(&p, &[2], &[1], &[2.0], &table, &mut y).is_err());
    }

    #[test]
    fn keys_that_are_missing_give_zeros() {
        let (mut y, mut hits) = ([7; 8], [7; 4]);
        hashtable_lookup(2, &[5, -3, 4, 9], &[-3, 5, 9], &[1, 2, 3, 4, 5, 6], &mut y, &mut hits);
        assert_eq!((y, hits), ([3, 4, 1, 2, 0, 0, 5, 6], [1, 1, 0, 1]));
    }
}
