//! One LSTM cell among the inputs of an operator: where its tensors are, whether they fit each other, and how they are packed
//! for the kernels.

use super::Attributes;
use crate::diag::Diagnostic;
use crate::ir::{DType, Tensor};
use crate::kernel::{CellActivation, LstmShape, Sequence};
use crate::ops::Infer;

/// Where the tensors of a cell are. Gates are in the file's order here: input, forget, cell, output.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slots {
    /// The rows that it reads.
    pub(super) input: usize,
    /// One before the weights.
    pub(super) base: usize,
    /// State of the outputs, then of the cells.
    pub(super) states: usize,
    /// Norms of the gates.
    pub(super) norms: Option<usize>,
    /// A second input, and its weights for the gates.
    pub(super) aux: Option<(usize, usize)>,
}

impl Slots {
    /// Of the operators with one direction.
    pub(super) const ONE: Slots = Slots { input: 0, base: 0, states: 18, norms: Some(20), aux: None };

    pub(super) fn input_weights(self, gate: usize) -> usize {
        self.base + 1 + gate
    }

    pub(super) fn recurrent_weights(self, gate: usize) -> usize {
        self.base + 5 + gate
    }

    /// Of the gates input, forget and output.
    pub(super) fn peephole(self, index: usize) -> usize {
        self.base + 9 + index
    }

    pub(super) fn bias(self, gate: usize) -> usize {
        self.base + 12 + gate
    }

    pub(super) fn projection(self) -> usize {
        self.base + 16
    }

    pub(super) fn projection_bias(self) -> usize {
        self.base + 17
    }

    /// One of a norm's slots; past all inputs where there are none.
    pub(super) fn norm(self, gate: usize) -> usize {
        self.norms.map_or(usize::MAX, |norms| norms + gate)
    }
}

/// The gates of the kernels, in their order, as the file numbers them.
const GATES: [usize; 4] = [0, 1, 3, 2];

/// What a cell computes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Float,
    /// Float, with int8 matrices.
    Hybrid,
    /// int8, with int16 cells.
    Integer,
}

impl Kind {
    fn of(input: &Tensor, weights: &Tensor) -> Result<Self, Diagnostic> {
        match (input.dtype, weights.dtype) {
            (DType::F32, DType::F32) => Ok(Kind::Float),
            (DType::F32, DType::I8 | DType::U8) => Ok(Kind::Hybrid),
            (DType::I8, DType::I8) => Ok(Kind::Integer),
            (input, other) => Err(Diagnostic::unsupported(
                format!("weights of {other} for an input of {input}"),
                "litecast takes float32, float32 with int8 weights, and int8",
            )
            .on(&weights.name)),
        }
    }
}

/// A cell whose tensors have been checked.
pub(super) struct Cell<'c, 'a> {
    pub(super) cx: &'c Infer<'a>,
    pub(super) slots: Slots,
    pub(super) kind: Kind,
    pub(super) shape: LstmShape,
}

impl<'c, 'a> Cell<'c, 'a> {
    /// Checks all tensors. The result's rows hold this cell's outputs alone.
    pub(super) fn new(
        cx: &'c Infer<'a>,
        slots: Slots,
        sequence: Sequence,
        attributes: &Attributes,
    ) -> Result<Self, Diagnostic> {
        let (input, weights) = (cx.input(slots.input)?, cx.input(slots.input_weights(3))?);
        let recurrent = cx.input(slots.recurrent_weights(3))?;
        weights.expect_rank(2..=2)?;
        expect_full(recurrent)?;
        let (cells, outputs) = (weights.shape[0], recurrent.shape[1]);
        if cells == 0 || outputs == 0 {
            return Err(Diagnostic::malformed("no cells").on(&weights.name));
        }
        let shape = LstmShape {
            sequence,
            input: input.shape.from_end(0),
            aux: match slots.aux {
                Some((aux, _)) => cx.input(aux)?.shape.from_end(0),
                None => 0,
            },
            cells,
            outputs,
            coupled: cx.optional(slots.input_weights(0)).is_none(),
            peephole: cx.optional(slots.peephole(2)).is_some(),
            normalized: cx.optional(slots.norm(1)).is_some(),
            projection: cx.optional(slots.projection()).is_some(),
            row: outputs,
            offset: 0,
        };
        let cell = Cell { cx, slots, kind: Kind::of(input, weights)?, shape };
        cell.check(weights.dtype, attributes)?;
        Ok(cell)
    }

    fn check(&self, weights: DType, attributes: &Attributes) -> Result<(), Diagnostic> {
        let s = &self.shape;
        if !(s.projection || s.outputs == s.cells) {
            return Err(Diagnostic::malformed(format!(
                "{} outputs of {} cells without a projection",
                s.outputs, s.cells
            )));
        }
        let (_, bias) = self.vector_types();
        for gate in 0..4 {
            let present = gate != 0 || !s.coupled;
            self.expect(self.slots.input_weights(gate), present, weights, &[s.cells, s.input])?;
            if let Some(recurrent) = self.cx.optional(self.slots.recurrent_weights(gate)) {
                expect_full(recurrent)?;
            }
            self.expect(self.slots.recurrent_weights(gate), present, weights, &[s.cells, s.outputs])?;
            if let Some((_, aux)) = self.slots.aux {
                self.expect(aux + gate, present, weights, &[s.cells, s.aux])?;
            }
            self.expect(self.slots.bias(gate), present, bias, &[s.cells])?;
            self.expect(self.slots.norm(gate), s.normalized && present, self.norm_type(), &[s.cells])?;
        }
        self.check_extras(weights)?;
        self.check_states()?;
        attributes.check(self.kind)
    }

    fn check_extras(&self, weights: DType) -> Result<(), Diagnostic> {
        let (s, slots) = (&self.shape, self.slots);
        let (peephole, bias) = self.vector_types();
        for index in 0..3 {
            let present = s.peephole && (index != 0 || !s.coupled);
            let dtype = if peephole == DType::I8 { weights } else { peephole };
            self.expect(slots.peephole(index), present, dtype, &[s.cells])?;
        }
        self.expect(slots.projection(), s.projection, weights, &[s.outputs, s.cells])?;
        let biased = self.cx.optional(slots.projection_bias()).is_some();
        self.expect(slots.projection_bias(), biased && s.projection, bias, &[s.outputs])
    }

    fn check_states(&self) -> Result<(), Diagnostic> {
        let (s, slots) = (&self.shape, self.slots);
        let (outputs, cells) = match self.kind {
            Kind::Integer => (DType::I8, DType::I16),
            _ => (DType::F32, DType::F32),
        };
        let batches = s.sequence.batches;
        for (slot, dtype, values) in [(slots.states, outputs, s.outputs), (slots.states + 1, cells, s.cells)] {
            let state = self.cx.state(slot)?;
            state.expect_dtype(&[dtype])?;
            state.expect_elements(batches.saturating_mul(values))?;
        }
        Ok(())
    }

    /// Types of peepholes (int8 stands for the matrices') and of biases.
    fn vector_types(&self) -> (DType, DType) {
        match self.kind {
            Kind::Float => (DType::F32, DType::F32),
            Kind::Hybrid => (DType::I8, DType::F32),
            Kind::Integer => (DType::I16, DType::I32),
        }
    }

    fn norm_type(&self) -> DType {
        if self.kind == Kind::Integer { DType::I16 } else { DType::F32 }
    }

    /// Checks that a constant is there, or that it is not.
    fn expect(&self, slot: usize, present: bool, dtype: DType, shape: &[usize]) -> Result<(), Diagnostic> {
        match (self.cx.optional(slot), present) {
            (None, false) => Ok(()),
            (Some(tensor), false) => {
                let message = format!("input {slot}, which does not go with the inputs that are left out");
                Err(Diagnostic::malformed(message).on(&tensor.name))
            }
            (_, true) => {
                let (tensor, _) = self.cx.constant(slot)?;
                self.expect_dense(slot, tensor)?;
                tensor.expect(dtype, shape)
            }
        }
    }

    /// TFLite takes sparse weights as they lie in memory, or scales their products by the wrong factors.
    fn expect_dense(&self, slot: usize, tensor: &Tensor) -> Result<(), Diagnostic> {
        if !self.cx.inputs.get(slot).copied().flatten().is_some_and(|id| self.cx.graph.sparse.contains(&id)) {
            return Ok(());
        }
        let help = "convert the model with dense weights, or put DENSIFY in front";
        Err(Diagnostic::unsupported("sparse weights of an LSTM", help).on(&tensor.name))
    }

    /// The gates in the kernels' order, as the file numbers them.
    pub(super) fn gates(&self) -> &'static [usize] {
        GATES.get(usize::from(self.shape.coupled)..).unwrap_or(&[])
    }

    /// The peepholes in the kernels' order, as the file numbers them.
    pub(super) fn peepholes(&self) -> std::ops::Range<usize> {
        if self.shape.peephole { usize::from(self.shape.coupled)..3 } else { 0..0 }
    }

    /// The slots of the matrices of all gates, one gate after the other, and of the projection.
    pub(super) fn matrix_slots(&self) -> Vec<usize> {
        let slots = self.slots;
        let gate = |&gate: &usize| {
            let aux = slots.aux.map(|(_, weights)| weights + gate);
            [Some(slots.input_weights(gate)), aux, Some(slots.recurrent_weights(gate))].into_iter().flatten()
        };
        let projection = self.shape.projection.then_some(slots.projection());
        self.gates().iter().flat_map(gate).chain(projection).collect()
    }

    /// The matrices as the kernels take them.
    pub(super) fn matrices(&self) -> Result<Vec<u8>, Diagnostic> {
        self.concatenate(self.matrix_slots())
    }

    /// The bytes of constants, one after the other.
    pub(super) fn concatenate(&self, slots: impl IntoIterator<Item = usize>) -> Result<Vec<u8>, Diagnostic> {
        let mut bytes = Vec::new();
        for slot in slots {
            bytes.extend_from_slice(self.cx.constant(slot)?.1);
        }
        Ok(bytes)
    }

    /// Multiply-accumulates.
    pub(super) fn macs(&self) -> u64 {
        let s = &self.shape;
        let matrices: usize =
            self.matrix_slots().into_iter().filter_map(|slot| self.cx.optional(slot)).map(|t| t.shape.elements()).sum();
        (s.sequence.batches as u64).saturating_mul(s.sequence.steps as u64).saturating_mul(matrices as u64)
    }
}

/// Checks that recurrent weights are a matrix.
fn expect_full(weights: &Tensor) -> Result<(), Diagnostic> {
    if weights.shape.len() == 1 {
        let help = "convert the model with full recurrent weights";
        return Err(Diagnostic::unsupported("diagonal recurrent weights", help).on(&weights.name));
    }
    weights.expect_rank(2..=2)
}

impl Attributes {
    fn check(&self, kind: Kind) -> Result<(), Diagnostic> {
        if kind != Kind::Integer && self.activation == CellActivation::None {
            let help = "use TANH; without an activation TFLite's results depend on what was in memory before";
            return Err(Diagnostic::unsupported("fused activation NONE", help));
        }
        Ok(())
    }
}
