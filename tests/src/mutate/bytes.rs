//! FlatBuffers at the level of bytes.

/// A file.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl Bytes<'_> {
    pub(super) fn u16(&self, at: usize) -> Option<u16> {
        self.0.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
    }

    pub(super) fn u32(&self, at: usize) -> Option<u32> {
        self.0.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// Where the reference at `at` leads.
    pub(super) fn follow(&self, at: usize) -> Option<usize> {
        let target = at.checked_add(self.u32(at)? as usize)?;
        (target < self.0.len()).then_some(target)
    }

    /// Start and length of the list that the reference at `at` leads to.
    pub(super) fn list(&self, at: usize) -> Option<(usize, usize)> {
        let list = self.follow(at)?;
        Some((list + 4, self.u32(list)? as usize))
    }

    fn vtable(&self, table: usize) -> Option<usize> {
        let back = self.u32(table)?.cast_signed();
        usize::try_from((table as i64).checked_sub(i64::from(back))?).ok()
    }

    /// The vtable's entry of a field that is set.
    pub(super) fn slot(&self, table: usize, slot: usize) -> Option<usize> {
        let vtable = self.vtable(table)?;
        let at = 4 + 2 * slot;
        let set = at + 2 <= usize::from(self.u16(vtable)?) && self.u16(vtable + at)? != 0;
        set.then_some(vtable + at)
    }

    /// The field of a table, if it is set.
    pub(super) fn field(&self, table: usize, slot: usize) -> Option<usize> {
        let offset = self.u16(self.slot(table, slot)?)?;
        Some(table + usize::from(offset))
    }

    /// All set fields of a table with the bytes each may take, as far as the gaps between them tell.
    pub(super) fn scalars(&self, table: usize) -> Vec<(usize, usize)> {
        let mut fields: Vec<usize> = (0..16).filter_map(|slot| self.field(table, slot)).collect();
        fields.sort_unstable();
        let size = self.vtable(table).and_then(|vtable| self.u16(vtable + 2)).unwrap_or(0);
        let ends = fields.iter().copied().skip(1).chain([table + usize::from(size)]);
        let width = |gap: usize| {
            if gap >= 8 {
                8
            } else if gap >= 4 {
                4
            } else {
                1
            }
        };
        fields.iter().zip(ends).map(|(&at, end)| (at, width(end.saturating_sub(at)))).collect()
    }
}

/// A small generator of random numbers: the same sequence everywhere.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// From any seed.
    pub fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x6a09_e667_f3bc_c908)
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ x >> 31
    }

    /// A number below `limit`; 0 for a limit of 0.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.draw() % (limit as u64).max(1)) as usize
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }
}
