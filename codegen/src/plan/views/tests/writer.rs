//! Graphs and calls by chance.

use super::root;
use crate::diag::Site;
use crate::ir::{DType, Entry, Graph, Port, Shape, Tensor, TensorId};
use crate::plan::draft::{Access, Alias, Arg, Call, Draft, Mark, Operand, Origin, Place};
use std::rc::Rc;

/// Writes a graph's tensors and calls by chance.
pub(super) struct Writer {
    graph: Graph,
    draft: Draft,
    /// What may be read here.
    known: Vec<TensorId>,
    random: u64,
}

impl Writer {
    fn next(&mut self, limit: usize) -> usize {
        self.random = self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.random >> 33) as usize % limit.max(1)
    }

    fn tensor(&mut self, count: usize) -> TensorId {
        let (dtype, shape) = (DType::U8, Shape(vec![count]));
        self.graph.tensors.push(Tensor { name: String::new(), dtype, shape, quant: None, data: None });
        TensorId(self.graph.tensors.len() as u32 - 1)
    }

    fn any(&mut self) -> TensorId {
        let at = self.next(self.known.len());
        self.known[at]
    }

    fn size(&self, id: TensorId) -> usize {
        self.graph.tensor(id).bytes()
    }

    fn part(&self, id: TensorId, skip: usize, len: usize, access: Access) -> Place<Operand> {
        Place { name: "", at: Operand::Tensor(id), element: "u8", skip, len, access }
    }

    fn read(&self, id: TensorId) -> Place<Operand> {
        self.part(id, 0, self.size(id), Access::Read)
    }

    fn write(&self, id: TensorId) -> Place<Operand> {
        self.part(id, 0, self.size(id), Access::Write)
    }

    /// A call with a number, by which it is known after others are gone.
    fn call(&mut self, kernel: &'static str, args: impl IntoIterator<Item = Arg>) {
        let site = Site { subgraph: 0, operator: self.draft.calls.len(), name: String::new() };
        let origin = Origin { site, tensor: String::new(), dtype: DType::U8, shape: Shape::default(), macs: 0 };
        self.draft.calls.push(Call::new(kernel, args.into_iter().collect(), Rc::new(origin)));
    }

    fn copy(&mut self, (from, src): (TensorId, usize), (to, dst): (TensorId, usize), len: usize) {
        let (src, dst) = (self.part(from, src, len, Access::Read), self.part(to, dst, len, Access::Write));
        self.call("copy_1", [Arg::Unary { src, dst }]);
    }

    /// A copy that is never a view.
    fn layer(&mut self, x: TensorId, y: TensorId) {
        self.call("layer", [Arg::Place(self.read(x)), Arg::Place(self.write(y))]);
    }

    fn operator(&mut self, depth: usize) {
        let x = self.any();
        let count = self.size(x);
        match self.next(if depth < 2 { 10 } else { 8 }) {
            0 => {
                let size = 1 + self.next(24);
                let y = self.tensor(size);
                self.layer(x, y);
                self.known.push(y);
            }
            1 => {
                let y = self.tensor(count);
                self.call("unary", [Arg::Unary { src: self.read(x), dst: self.write(y) }]);
                self.known.push(y);
            }
            2 => {
                let (other, y) = (self.any(), self.tensor(count));
                if count.is_multiple_of(self.size(other)) {
                    let (lhs, rhs, dst) = (self.read(x), self.read(other), self.write(y));
                    self.call("binary", [Arg::Binary { lhs, rhs, dst }]);
                    self.known.push(y);
                }
            }
            3 | 4 => self.concatenate(x),
            5 | 6 => self.split(x, count),
            7 => {
                let y = self.tensor(count);
                if self.next(2) == 0 {
                    self.draft.aliases.push(Alias { input: x, output: y, time: self.draft.calls.len() });
                } else {
                    // A row of a copy is replaced.
                    let (len, update) = (1 + self.next(count), self.any());
                    self.copy((x, 0), (y, 0), count);
                    let row = self.part(y, 0, len, Access::Write);
                    self.call("layer", [Arg::Place(self.read(update)), Arg::Place(row)]);
                }
                self.known.push(y);
            }
            8 => self.repeat(x, count, depth),
            _ => self.branch(x, count, depth),
        }
    }

    fn concatenate(&mut self, first: TensorId) {
        let mut inputs = vec![first];
        (0..self.next(3)).for_each(|_| inputs.push(self.any()));
        let y = self.tensor(inputs.iter().map(|id| self.size(*id)).sum());
        let mut at = 0;
        for id in inputs {
            self.copy((id, 0), (y, at), self.size(id));
            at += self.size(id);
        }
        self.known.push(y);
    }

    /// Pieces side by side, or some that overlap.
    fn split(&mut self, x: TensorId, count: usize) {
        let mut at = 0;
        for _ in 0..2 {
            let len = 1 + self.next(count - at);
            let y = self.tensor(len);
            self.copy((x, at), (y, 0), len);
            self.known.push(y);
            at = (at + self.next(len + 1)).min(count - 1);
        }
    }

    fn block(&mut self, depth: usize, known: Vec<TensorId>) -> Vec<TensorId> {
        let outside = std::mem::replace(&mut self.known, known);
        (0..1 + self.next(4)).for_each(|_| self.operator(depth + 1));
        std::mem::replace(&mut self.known, outside)
    }

    fn mark(&mut self, mark: Mark<Operand>) {
        self.draft.marks.push((self.draft.calls.len(), mark));
    }

    /// A loop, which carries two tensors and reads nothing else.
    fn repeat(&mut self, x: TensorId, count: usize, depth: usize) {
        let carried = [self.tensor(count), self.tensor(count)];
        carried.iter().for_each(|&to| self.layer(x, to));
        self.mark(Mark::Loop);
        let inside = self.block(depth, carried.to_vec());
        let moves = |&id: &TensorId| root(&self.draft, id) != carried[0] && self.size(id) == count;
        if let Some(next) = inside.iter().copied().find(moves) {
            self.layer(next, carried[0]);
        }
        carried.iter().for_each(|&id| self.draft.kept.push((id, self.draft.calls.len())));
        self.mark(Mark::End);
        self.known.extend(carried);
    }

    fn branch(&mut self, x: TensorId, count: usize, depth: usize) {
        let y = self.tensor(count);
        self.draft.kept.push((x, self.draft.calls.len()));
        self.mark(Mark::If(Operand::Tensor(x)));
        for after in [Mark::Else, Mark::End] {
            let inside = self.block(depth, self.known.clone());
            let last = inside.last().copied().unwrap_or(x);
            self.layer(last, y);
            self.mark(after);
        }
        self.known.push(y);
    }

    pub(super) fn written(seed: u64) -> (Graph, Draft) {
        let mut writer = Writer { graph: Graph::default(), draft: Draft::default(), known: vec![], random: seed };
        let inputs = [writer.tensor(12), writer.tensor(4)];
        writer.known.extend(inputs);
        (0..4 + writer.next(12)).for_each(|_| writer.operator(0));
        let outputs = [writer.any(), writer.any()];
        let port = |tensor| Port { name: String::new(), tensor, position: 0, count: None };
        let entry = Entry { inputs: inputs.map(port).into(), outputs: outputs.map(port).into(), ..Entry::default() };
        writer.graph.entries.push(entry);
        (writer.graph, writer.draft)
    }
}
