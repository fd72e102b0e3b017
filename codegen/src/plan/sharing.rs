//! When tensors may share storage: who uses which of its bytes, and when.
//!
//! Times: 0 before the first call, `i + 1` during call `i`, `n + 1` after the last.

use super::alias::{Storages, tensor};
use super::draft::{Access, Arg, Call, Draft, Operand, Place};
use crate::ir::{Entry, Graph, TensorId};
use std::ops::Range;

/// Storages, while it is found out what they share.
pub(super) struct Sharing<'a> {
    graph: &'a Graph,
    storages: Storages,
    /// Of each storage, by its representative.
    uses: Vec<Vec<Use>>,
    aligns: Vec<usize>,
    /// The time after the last call.
    end: usize,
}

/// Bytes of a storage in use at a time.
struct Use {
    time: usize,
    written: bool,
    bytes: Range<usize>,
}

/// A source's and a destination's storage, one of which would lie in the other.
struct Pair {
    src: usize,
    dst: usize,
    outer: usize,
    inner: usize,
    offset: usize,
}

impl<'a> Sharing<'a> {
    /// With what shares storage in any case: a tensor that has another's bytes.
    pub(super) fn new(graph: &'a Graph, entry: &Entry, draft: &Draft) -> Self {
        let (storages, end) = (Storages::apart(graph.tensors.len()), draft.calls.len() + 1);
        let uses = graph.tensors.iter().map(|_| Vec::new()).collect();
        let aligns = graph.tensors.iter().map(|tensor| tensor.dtype.bytes().max(1)).collect();
        let mut sharing = Sharing { graph, storages, uses, aligns, end };
        for (i, call) in draft.calls.iter().enumerate() {
            call.all_args().flat_map(Arg::places).for_each(|place| sharing.add_place(place, i + 1));
        }
        draft.kept.iter().for_each(|(id, time)| sharing.add_whole(*id, *time, false));
        entry.inputs.iter().for_each(|port| sharing.add_whole(port.tensor, 0, true));
        entry.outputs.iter().for_each(|port| sharing.add_whole(port.tensor, end, false));
        for alias in &draft.aliases {
            let (outer, inner) = (sharing.storages.of(alias.input), sharing.storages.of(alias.output));
            sharing.nest(outer, inner, 0);
        }
        sharing
    }

    fn add_place(&mut self, place: &Place<Operand>, time: usize) {
        if let Some((storage, bytes)) = self.storages.bytes(place) {
            self.uses[storage].push(Use { time, written: place.access == Access::Write, bytes });
        }
    }

    fn add_whole(&mut self, id: TensorId, time: usize, written: bool) {
        self.uses[id.index()].push(Use { time, written, bytes: 0..self.graph.tensor(id).bytes() });
    }

    /// What has been found.
    pub(super) fn into_storages(self) -> Storages {
        self.storages
    }

    /// Puts the output of an elementwise call over its input, if nobody reads that any more.
    pub(super) fn overwrite(&mut self, call: &Call, src: &Place<Operand>, dst: &Place<Operand>, time: usize) {
        let bytes = |place| tensor(place).map(|id| self.graph.tensor(id).bytes());
        let alike = bytes(src) == bytes(dst) && src.skip == dst.skip;
        let Some(pair) = self.pair(src, dst).filter(|_| alike) else { return };
        let is_other = |place: &&Place<Operand>| !std::ptr::eq(*place, src) && !std::ptr::eq(*place, dst);
        let mut others = call.all_args().flat_map(Arg::places).filter(is_other);
        // What else the call touches is touched while the output is written.
        let apart = !others
            .any(|place| self.storages.bytes(place).is_some_and(|(root, bytes)| self.is_shared(&pair, root, &bytes)));
        if apart && self.is_new(&pair, time) && self.is_dead(&pair, time) {
            self.nest(pair.outer, pair.inner, pair.offset);
        }
    }

    /// Puts source and destination of a copy in one place, if both hold what is copied for as long as they are read.
    pub(super) fn view(&mut self, src: &Place<Operand>, dst: &Place<Operand>, time: usize) {
        let Some(pair) = self.pair(src, dst) else { return };
        let stays = self.uses(&pair, pair.src).all(|usage| !usage.written || usage.time < time)
            && self.uses(&pair, pair.dst).all(|usage| !usage.written || usage.time <= time);
        // Inputs and outputs have places of their own.
        let is_inside = |usage: &Use| (1..self.end).contains(&usage.time);
        let own = self.bytes(pair.outer) == self.bytes(pair.inner) || self.uses[pair.inner].iter().all(is_inside);
        if own && self.is_new(&pair, time) && (stays || self.is_dead(&pair, time)) {
            self.nest(pair.outer, pair.inner, pair.offset);
        }
    }

    /// The storages of two places, if they are two and one fits in the other with these places in one.
    fn pair(&self, src: &Place<Operand>, dst: &Place<Operand>) -> Option<Pair> {
        let ((src, from), (dst, to)) = (self.storages.bytes(src)?, self.storages.bytes(dst)?);
        let fit = |outer, inner, offset: Option<usize>| {
            let offset = offset.filter(|offset| offset + self.bytes(inner) <= self.bytes(outer))?;
            let aligned = offset.is_multiple_of(self.aligns[inner]);
            aligned.then_some(Pair { src, dst, outer, inner, offset })
        };
        let within = || fit(src, dst, from.start.checked_sub(to.start));
        let around = || fit(dst, src, to.start.checked_sub(from.start));
        if src == dst { None } else { within().or_else(around) }
    }

    fn bytes(&self, storage: usize) -> usize {
        self.graph.tensors[storage].bytes()
    }

    /// Whether these bytes of one of the storages would be the other's as well.
    fn is_shared(&self, pair: &Pair, storage: usize, bytes: &Range<usize>) -> bool {
        let start = if storage == pair.outer { pair.offset } else { 0 };
        let is_one = storage == pair.outer || storage == pair.inner;
        is_one && bytes.start < start + self.bytes(pair.inner) && start < bytes.end
    }

    /// The uses of bytes that would be shared.
    fn uses(&self, pair: &Pair, storage: usize) -> impl Iterator<Item = &Use> {
        self.uses[storage].iter().filter(move |usage| self.is_shared(pair, storage, &usage.bytes))
    }

    /// Whether nobody needs the destination's bytes before.
    fn is_new(&self, pair: &Pair, time: usize) -> bool {
        self.uses(pair, pair.dst).all(|usage| usage.time >= time)
    }

    /// Whether nobody needs the source's bytes after.
    fn is_dead(&self, pair: &Pair, time: usize) -> bool {
        self.uses(pair, pair.src).all(|usage| usage.time <= time)
    }

    fn nest(&mut self, outer: usize, inner: usize, offset: usize) {
        // Of two that are as large the one that comes first in the file stands for both.
        let alike = self.bytes(outer) == self.bytes(inner);
        let (outer, inner) = if alike { (outer.min(inner), outer.max(inner)) } else { (outer, inner) };
        if outer == inner {
            return;
        }
        self.storages.nest(inner, outer, offset);
        self.aligns[outer] = self.aligns[outer].max(self.aligns[inner]);
        let moved = std::mem::take(&mut self.uses[inner]).into_iter();
        let moved = moved.map(|usage| Use { bytes: usage.bytes.start + offset..usage.bytes.end + offset, ..usage });
        self.uses[outer].extend(moved);
    }
}
