//! Sparse weights become dense ones: the format of "Tensor Algebra Compilation" (Kjolstad et al. 2017) with blocks, as TFLite
//! stores it. Levels are walked in traversal order; each is dense or lists the indices that are there.

use crate::diag::Diagnostic;
use crate::ir::Shape;
use crate::schema::fb;

/// How much larger than its values a dense tensor may be: real ones are some ten times larger.
const MAX_GROWTH: usize = 4096;

/// One level of the traversal.
enum Level {
    /// All indices below the size.
    Dense(usize),
    /// For position `p` of the level above, the indices `indices[segments[p]..segments[p + 1]]`.
    Sparse { segments: Vec<usize>, indices: Vec<usize> },
}

/// The dense elements, of `size` bytes each; what the file leaves out is zero.
pub(super) fn densify(
    sparsity: &fb::SparsityParameters<'_>,
    shape: &Shape,
    size: usize,
    values: &[u8],
) -> Result<Vec<u8>, Diagnostic> {
    let wrong = || Diagnostic::malformed("its sparsity does not fit its shape");
    let order = indices(sparsity.traversal_order()).ok_or_else(wrong)?;
    let blocks = indices(sparsity.block_map()).unwrap_or_default();
    let metadata = sparsity.dim_metadata().into_iter().flatten();
    let levels = metadata.map(|level| read_level(&level).ok_or_else(wrong)).collect::<Result<Vec<_>, _>>()?;
    let steps = steps(shape, &order, &blocks, &levels).ok_or_else(wrong)?;
    let bytes = shape.elements().saturating_mul(size);
    if size == 0 || bytes / MAX_GROWTH > values.len() {
        return Err(wrong());
    }
    let mut walk = Walk { levels: &levels, steps: &steps, size, values, dense: vec![0; bytes] };
    walk.level(0, 0, 0).ok_or_else(wrong)?;
    Ok(walk.dense)
}

fn indices(vector: Option<flatbuffers::Vector<'_, i32>>) -> Option<Vec<usize>> {
    vector?.iter().map(|index| usize::try_from(index).ok()).collect()
}

fn read_level(level: &fb::DimensionMetadata<'_>) -> Option<Level> {
    match level.format() {
        fb::DimensionType::DENSE => usize::try_from(level.dense_size()).ok().map(Level::Dense),
        fb::DimensionType::SPARSE_CSR => {
            let segments = first([
                level.array_segments_as_int_32_vector().and_then(|v| indices(v.values())),
                level
                    .array_segments_as_uint_16_vector()
                    .and_then(|v| Some(v.values()?.iter().map(usize::from).collect())),
                level
                    .array_segments_as_uint_8_vector()
                    .and_then(|v| Some(v.values()?.iter().map(usize::from).collect())),
            ])?;
            let indices = first([
                level.array_indices_as_int_32_vector().and_then(|v| indices(v.values())),
                level
                    .array_indices_as_uint_16_vector()
                    .and_then(|v| Some(v.values()?.iter().map(usize::from).collect())),
                level
                    .array_indices_as_uint_8_vector()
                    .and_then(|v| Some(v.values()?.iter().map(usize::from).collect())),
            ])?;
            Some(Level::Sparse { segments, indices })
        }
        _ => None,
    }
}

fn first(kinds: [Option<Vec<usize>>; 3]) -> Option<Vec<usize>> {
    kinds.into_iter().flatten().next()
}

/// How many elements one index of each level is apart in the dense tensor, and how many indices it may have.
fn steps(shape: &Shape, order: &[usize], blocks: &[usize], levels: &[Level]) -> Option<Vec<(usize, usize)>> {
    let rank = shape.len();
    if order.len() != rank + blocks.len() || order.len() != levels.len() {
        return None;
    }
    let block_size = |block: usize| {
        let level = order.iter().position(|&dim| dim == rank + block)?;
        match levels.get(level)? {
            Level::Dense(size) if *size > 0 => Some(*size),
            _ => None,
        }
    };
    let strides = shape.strides();
    let step = |&dim: &usize| {
        if let Some(block) = dim.checked_sub(rank) {
            return Some((*strides.get(*blocks.get(block)?)?, block_size(block)?));
        }
        let size = blocks.iter().position(|&blocked| blocked == dim).map_or(Some(1), block_size)?;
        let extent = *shape.get(dim)?;
        (extent % size == 0).then(|| (strides[dim] * size, extent / size))
    };
    order.iter().map(step).collect()
}

struct Walk<'a> {
    levels: &'a [Level],
    steps: &'a [(usize, usize)],
    size: usize,
    values: &'a [u8],
    dense: Vec<u8>,
}

impl Walk<'_> {
    /// The part below position `position` of level `depth`, which starts at element `at`. `None` if the file contradicts itself.
    fn level(&mut self, depth: usize, position: usize, at: usize) -> Option<()> {
        let (Some(level), Some(&(step, extent))) = (self.levels.get(depth), self.steps.get(depth)) else {
            return self.value(position, at);
        };
        match level {
            Level::Dense(size) => {
                let first = position.checked_mul(*size)?;
                (*size <= extent).then_some(())?;
                (0..*size).try_for_each(|i| self.level(depth + 1, first + i, at + i * step))
            }
            Level::Sparse { segments, indices } => {
                let (start, end) = (*segments.get(position)?, *segments.get(position + 1)?);
                for (i, &index) in indices.get(start..end)?.iter().enumerate() {
                    (index < extent).then_some(())?;
                    self.level(depth + 1, start + i, at + index * step)?;
                }
                Some(())
            }
        }
    }

    fn value(&mut self, position: usize, at: usize) -> Option<()> {
        let value = self.values.chunks_exact(self.size).nth(position)?;
        self.dense.chunks_exact_mut(self.size).nth(at)?.copy_from_slice(value);
        Some(())
    }
}
