//! Random calls give the same whether each tensor has a place of its own or shares one.

mod writer;

use super::*;
use crate::ir::TensorId;
use crate::plan::draft::{Access, Arg, Call, Mark, Operand, Place};
use crate::plan::lower::element_bytes;
use proptest::prelude::*;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use writer::Writer;

/// Memory that calls run in: where each tensor is, and the bytes, as numbers that say what they came from.
struct Machine<'a> {
    at: &'a dyn Fn(TensorId) -> usize,
    memory: HashMap<usize, u64>,
    /// Which branches run.
    then: bool,
    /// What calls that compute have read, and which.
    read: Vec<(usize, Vec<u64>)>,
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

impl Machine<'_> {
    fn addresses(&self, place: &Place<Operand>) -> std::ops::Range<usize> {
        let Operand::Tensor(id) = place.at else { panic!("{place:?}") };
        let start = (self.at)(id) + place.skip * element_bytes(place.element);
        start..start + place.len * element_bytes(place.element)
    }

    fn load(&mut self, number: usize, place: &Place<Operand>) -> Vec<u64> {
        let values: Vec<u64> = self.addresses(place).map(|at| self.memory.get(&at).copied().unwrap_or(0)).collect();
        self.read.push((number, values.clone()));
        values
    }

    fn store(&mut self, place: &Place<Operand>, values: impl Iterator<Item = u64>) {
        self.memory.extend(self.addresses(place).zip(values));
    }

    fn call(&mut self, call: &Call) {
        let number = call.origin.site.operator;
        match &call.args[..] {
            [Arg::Unary { src, dst }] => {
                self.expect_apart(src, dst, true);
                let x = self.load(number, src);
                if call.copied().is_none() {
                    return self.store(dst, x.into_iter().map(|x| hash((number, x))));
                }
                self.read.pop();
                self.store(dst, x.into_iter());
            }
            [Arg::Binary { lhs, rhs, dst }] => {
                let (is_lhs, is_rhs) = (self.expect_apart(lhs, dst, true), self.expect_apart(rhs, dst, true));
                assert!(!(is_lhs && is_rhs), "both inputs are overwritten");
                let (x, r) = (self.load(number, lhs), self.load(number, rhs));
                self.store(dst, x.iter().zip(r.iter().cycle()).map(|pair| hash((number, pair))));
            }
            [Arg::Place(x), Arg::Place(y)] => {
                self.expect_apart(x, y, false);
                let x = hash((number, self.load(number, x)));
                self.store(y, (0..y.len).map(|i| hash((x, i))));
            }
            other => panic!("{other:?}"),
        }
    }

    /// What rustc checks of the places. Whether they are one, which only some may be.
    fn expect_apart(&self, x: &Place<Operand>, y: &Place<Operand>, may_be_one: bool) -> bool {
        let (x, y) = (self.addresses(x), self.addresses(y));
        let apart = x.end <= y.start || y.end <= x.start;
        assert!(apart || may_be_one && x == y, "{x:?} and {y:?} overlap");
        !apart
    }

    /// The calls up to the mark that ends a block, which begins after so many marks; gives that mark's number. Loops run three times.
    fn block(&mut self, draft: &Draft, mut mark: usize, runs: bool) -> usize {
        loop {
            let first = mark.checked_sub(1).map_or(0, |before| draft.marks[before].0);
            let end = draft.marks.get(mark).map_or(draft.calls.len(), |(call, _)| *call);
            draft.calls[first..end].iter().filter(|_| runs).for_each(|call| self.call(call));
            let last = match draft.marks.get(mark) {
                Some((_, Mark::Loop)) => (0..3).map(|_| self.block(draft, mark + 1, runs)).max().unwrap(),
                Some((_, Mark::If(_))) => {
                    let middle = self.block(draft, mark + 1, runs && self.then);
                    self.block(draft, middle + 1, runs && !self.then)
                }
                _ => return mark,
            };
            mark = last + 1;
        }
    }
}

/// What the calls read, and the outputs.
fn results(graph: &Graph, draft: &Draft, then: bool, at: &dyn Fn(TensorId) -> usize) -> Vec<(usize, Vec<u64>)> {
    let mut machine = Machine { at, memory: HashMap::new(), then, read: Vec::new() };
    let whole = |id| Place { len: graph.tensor(id).bytes(), ..place(id) };
    for port in &graph.entries[0].inputs {
        machine.store(&whole(port.tensor), (0..).map(|i| hash((port.tensor, i))));
    }
    machine.block(draft, 0, true);
    for port in &graph.entries[0].outputs {
        machine.load(usize::MAX, &whole(port.tensor));
    }
    machine.read
}

fn place(id: TensorId) -> Place<Operand> {
    Place { name: "", at: Operand::Tensor(id), element: "u8", skip: 0, len: 0, access: Access::Read }
}

fn root(draft: &Draft, id: TensorId) -> TensorId {
    draft.aliases.iter().find(|alias| alias.output == id).map_or(id, |alias| root(draft, alias.input))
}

/// Checks a plan, and counts the copies that it does without.
fn check(seed: u64) -> usize {
    let (graph, draft) = Writer::written(seed);
    let entry = &graph.entries[0];
    let apart = |id| root(&draft, id).index() << 16;
    let Placed { draft: kept, storages, layout } = super::place(&graph, entry, &draft);
    let lives = lives(&graph, entry, &kept, &storages);
    let shared = |id| layout.offsets[lives.of_storage[storages.of(id)].unwrap()] + storages.offset(id);
    for then in [true, false] {
        let (wanted, got) = (results(&graph, &draft, then, &apart), results(&graph, &kept, then, &shared));
        assert_eq!(wanted, got, "seed {seed}");
    }
    let none = vec![false; draft.calls.len()];
    let choice = Choice { graph: &graph, entry, draft: &draft, views: none.clone(), most: 0, least: 0 };
    let copied = choice.place(&none);
    assert!(layout.bytes <= copied.layout.bytes && layout.lower_bound <= layout.bytes, "seed {seed}");
    copied.draft.calls.len() - kept.calls.len()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_call_reads_what_it_would_from_copies(seed in 0..u64::MAX) {
        check(seed);
    }
}

#[test]
fn many_copies_are_not_made() {
    assert!((0..3000).map(check).sum::<usize>() > 100);
}
