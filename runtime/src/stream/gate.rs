//! Products of bytes where rows of one side are all the same, as gates of channels are: what is known of a gate is computed once, and an
//! output takes a product and a sum of floats.

use super::binary::{signed, unsigned};
use super::{padded, put};
use crate::isa::{BLOCK, Stream, Task, dispatch};
use crate::kernel::{Binary, Broadcast, StreamGate, walk};

dispatch! {
    /// Product of quantized tensors, of whose rows, at least two, one side has the same for all; both have whole rows.
    pub fn stream_gate_i8(dims: &Broadcast<'_>, p: &StreamGate, io: Binary<'_, i8>) = gate
}

dispatch! {
    /// The same of unsigned numbers.
    pub fn stream_gate_u8(dims: &Broadcast<'_>, p: &StreamGate, io: Binary<'_, u8>) = gate
}

/// Numbers of 8 bits, which are computed as signed ones.
pub(super) trait Byte: Copy + Default {
    fn signed(self) -> i8;
    fn gate<I: Stream>(isa: I, form: &StreamGate, factors: &[f32; BLOCK], x: &[Self; BLOCK]) -> [Self; BLOCK];
}

impl Byte for i8 {
    #[inline(always)]
    fn signed(self) -> i8 {
        self
    }

    #[inline(always)]
    fn gate<I: Stream>(isa: I, form: &StreamGate, factors: &[f32; BLOCK], x: &[i8; BLOCK]) -> [i8; BLOCK] {
        isa.gate(form, factors, x)
    }
}

impl Byte for u8 {
    #[inline(always)]
    fn signed(self) -> i8 {
        (self ^ 128) as i8
    }

    #[inline(always)]
    fn gate<I: Stream>(isa: I, form: &StreamGate, factors: &[f32; BLOCK], x: &[u8; BLOCK]) -> [u8; BLOCK] {
        unsigned(&isa.gate(form, factors, &signed(x)))
    }
}

#[inline(always)]
pub(super) fn gate<I: Stream, T: Byte>(isa: I, dims: &Broadcast<'_>, form: &StreamGate, io: Binary<'_, T>) {
    let [outer @ .., middle, inner] = dims.dims.0 else { return };
    let left = middle.lhs == 0;
    let (x, gates, y) = match io {
        Binary::Apart(gates, x, y) if left => (Some(x), gates, y),
        Binary::Apart(x, gates, y) => (Some(x), gates, y),
        Binary::IntoLhs(y, gates) | Binary::IntoRhs(gates, y) => (None, gates, y),
    };
    let mut images = y.chunks_mut(middle.count.wrapping_mul(inner.count).max(1));
    walk(outer, 0, 0, &mut |lhs, rhs| {
        let (x_at, gates_at) = if left { (rhs, lhs) } else { (lhs, rhs) };
        let gates = gates.get(gates_at..).and_then(|gates| gates.get(..inner.count));
        if let (Some(y), Some(gates)) = (images.next(), gates) {
            let x = x.map(|x| x.get(x_at..).unwrap_or(&[]));
            isa.vectorize(Rows { isa, form: *form, x, gates, y });
        }
    });
}

/// Factors of gates that are kept at a time.
const LONG: usize = 2048;

/// Rows of outputs; without `x` they replace what they are made of.
struct Rows<'a, I, T> {
    isa: I,
    form: StreamGate,
    x: Option<&'a [T]>,
    gates: &'a [T],
    y: &'a mut [T],
}

impl<I: Stream, T: Byte> Task for Rows<'_, I, T> {
    #[inline(always)]
    fn run(self) {
        let Rows { isa, form, x, gates, y } = self;
        let mut factors = [0.0; LONG + BLOCK];
        // Short rows are taken several at a time, which are whole blocks if so many can be.
        let (whole, most) = (BLOCK >> gates.len().trailing_zeros().min(BLOCK.ilog2()), LONG / gates.len().max(1));
        let rows = if most >= whole { most / whole * whole } else { most.max(1) };
        let next = gates.len().wrapping_mul(rows).max(1);
        for (i, gates) in gates.chunks(LONG).enumerate() {
            let len = lay(&form, gates, rows, &mut factors);
            for (row, y) in y.chunks_mut(next).enumerate() {
                let x = x.map(|x| x.get(row.wrapping_mul(next).wrapping_add(i * LONG)..).unwrap_or(&[]));
                let y = y.get_mut(i * LONG..).unwrap_or(&mut []);
                let len = len.min(y.len());
                self::row(isa, &form, &factors, x, y.get_mut(..len).unwrap_or(&mut []));
            }
        }
    }
}

/// Lays the factors of `rows` times these gates; gives how many they are.
#[inline(always)]
fn lay<T: Byte>(form: &StreamGate, gates: &[T], rows: usize, factors: &mut [f32; LONG + BLOCK]) -> usize {
    factors.iter_mut().zip(gates).for_each(|(factor, gate)| *factor = form.factor(gate.signed()));
    let len = gates.len().wrapping_mul(rows).min(LONG);
    let (once, rest) = factors.split_at_mut_checked(gates.len()).unwrap_or_default();
    let rest = rest.get_mut(..len.saturating_sub(gates.len())).unwrap_or(&mut []);
    rest.chunks_exact_mut(gates.len().max(1)).for_each(|place| place.copy_from_slice(once));
    len
}

/// Outputs with the first factors, of which there is a block from each one of a row on.
#[inline(always)]
fn row<I: Stream, T: Byte>(isa: I, form: &StreamGate, factors: &[f32], x: Option<&[T]>, y: &mut [T]) {
    for (i, (factors, y)) in factors.as_chunks().0.iter().zip(y.chunks_mut(BLOCK)).enumerate() {
        let from = x.map_or(&*y, |x| x.get(i * BLOCK..).unwrap_or(&[]));
        let room;
        let block = match from.first_chunk::<BLOCK>() {
            Some(block) => block,
            None => {
                room = padded(from.get(..y.len()).unwrap_or(from));
                &room
            }
        };
        let outputs = T::gate(isa, form, factors, block);
        match y.first_chunk_mut() {
            Some(y) => *y = outputs,
            None => put(&outputs, y),
        }
    }
}
