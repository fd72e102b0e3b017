//! Blocks of nodes, changes of control flow, and what moves between blocks.

use super::*;

/// What operators need that run blocks of others.
impl Lower<'_> {
    /// All inputs, none of which may be left out.
    pub(crate) fn input_ids(&self) -> Result<Vec<TensorId>, Diagnostic> {
        (0..self.node.inputs.len()).map(|index| self.input_id(index)).collect()
    }

    /// All outputs.
    pub(crate) fn output_ids(&self) -> Vec<TensorId> {
        self.node.outputs.clone()
    }

    /// Whether a tensor is in memory: neither a constant nor only a name.
    pub(crate) fn lives(&self, id: TensorId) -> bool {
        let tensor = self.graph.tensor(id);
        tensor.data.is_none() && tensor.dtype.bits() > 0
    }

    /// The calls of a block, here.
    pub(crate) fn block(&mut self, block: &Block) -> Result<(), Diagnostic> {
        for node in &block.nodes {
            let origin = Rc::new(origin(self.graph, node));
            let Lower { graph, options, .. } = *self;
            let mut cx = Lower { graph, node, origin, options, lines: &[], draft: self.draft, weights: self.weights };
            cx.node()?;
        }
        Ok(())
    }

    /// A change of control flow before the next call.
    pub(crate) fn mark(&mut self, mark: Mark<Operand>) {
        self.draft.marks.push((self.draft.calls.len(), mark));
    }

    /// As [`mark`](Self::mark), by a condition.
    pub(crate) fn mark_condition(
        &mut self,
        condition: &[TensorId],
        mark: fn(Operand) -> Mark<Operand>,
    ) -> Result<(), Diagnostic> {
        self.mark_by(condition, "u8", mark)
    }

    /// As [`mark_condition`](Self::mark_condition), by an element of another type than bool.
    pub(crate) fn mark_by(
        &mut self,
        condition: &[TensorId],
        element: &'static str,
        mark: fn(Operand) -> Mark<Operand>,
    ) -> Result<(), Diagnostic> {
        let [condition] = condition else { return Err(Diagnostic::malformed("a condition gives one value")) };
        let place = self.place("condition", *condition, element, Access::Read);
        if let Operand::Tensor(id) = place.at {
            self.keep(id);
        }
        self.mark(mark(place.at));
        Ok(())
    }

    /// A tensor is needed up to here.
    pub(crate) fn keep(&mut self, id: TensorId) {
        self.draft.kept.push((id, self.draft.calls.len()));
    }

    /// Copies a whole tensor into another.
    pub(crate) fn copy(&mut self, from: TensorId, to: TensorId) -> Result<(), Diagnostic> {
        let element = self.graph.tensor(to).dtype.bits_element();
        let (x, y) = (self.place("x", from, element, Access::Read), self.place("y", to, element, Access::Write));
        self.copy_places(Arg::Place(x), Arg::Place(y));
        Ok(())
    }

    /// Copies as if all at once: a tensor may be both a source and a destination.
    pub(crate) fn copy_all(&mut self, moves: &[(TensorId, TensorId)]) -> Result<(), Diagnostic> {
        let moves: Vec<_> = moves.iter().copied().filter(|(from, to)| self.root(*from) != self.root(*to)).collect();
        let overwritten = |from| moves.iter().any(|(_, to)| self.root(*to) == self.root(from));
        let (later, now): (Vec<_>, Vec<_>) = moves.iter().copied().partition(|(from, _)| overwritten(*from));
        let saved: Vec<_> = later.into_iter().map(|(from, to)| (self.save(from), to)).collect();
        now.into_iter().try_for_each(|(from, to)| self.copy(from, to))?;
        for ((index, x), to) in saved {
            let y = self.place("y", to, x.element, Access::Write);
            self.draft.scratches[index].calls.1 = self.draft.calls.len();
            self.copy_places(Arg::Place(Place { name: "x", access: Access::Read, ..x }), Arg::Place(y));
        }
        Ok(())
    }

    /// A copy of a tensor in scratch memory, and the index of that.
    fn save(&mut self, id: TensorId) -> (usize, Place<Operand>) {
        let tensor = self.graph.tensor(id);
        let (element, len, index) = (tensor.dtype.bits_element(), tensor.element_count(), self.draft.scratches.len());
        let scratch = self.scratch("y", element, len);
        let x = self.place("x", id, element, Access::Read);
        self.copy_places(Arg::Place(x), scratch);
        (index, Place { name: "y", at: Operand::Scratch(index), element, skip: 0, len, access: Access::Write })
    }

    fn copy_places(&mut self, x: Arg, y: Arg) {
        let (kernel, params) = crate::ops::copy_call(&y);
        self.call(kernel, [params, x, y]);
    }

    /// `output` has `input`'s bytes.
    pub(crate) fn alias_ids(&mut self, input: TensorId, output: TensorId) -> Result<(), Diagnostic> {
        if !self.lives(input) || self.graph.is_state(input) {
            return self.copy(input, output);
        }
        let time = self.draft.calls.len();
        self.draft.aliases.push(Alias { input, output, time });
        Ok(())
    }

    /// The tensor whose bytes a tensor has.
    fn root(&self, id: TensorId) -> TensorId {
        let alias = self.draft.aliases.iter().find(|alias| alias.output == id);
        alias.map_or(id, |alias| self.root(alias.input))
    }
}
