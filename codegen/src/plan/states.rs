//! Tensors that keep their value between runs, as arguments.

use super::draft::{Access, Arg, Call, Operand, Place};
use crate::diag::Diagnostic;
use crate::ir::{Graph, TensorId};

/// Refuses such a tensor as two arguments of a call that changes it: two places in one.
pub(super) fn expect_apart<'c>(graph: &Graph, calls: impl Iterator<Item = &'c Call>) -> Result<(), Diagnostic> {
    let parts = calls.flat_map(|call| call.others.iter().map(|part| &part.args).chain([&call.args]));
    match parts.filter_map(|args| shared(args)).next() {
        None => Ok(()),
        Some(id) => {
            let help = "give the operator a variable of its own for each";
            let message = "a variable that the operator has twice, and changes";
            Err(Diagnostic::unsupported(message, help).on(&graph.tensor(id).name))
        }
    }
}

/// One that is in several of the arguments, one of which writes it.
fn shared(args: &[Arg]) -> Option<TensorId> {
    let has = |arg: &Arg, id: TensorId| arg.places().any(|place| place.at == Operand::State(id));
    let written = args.iter().flat_map(Arg::places).filter_map(written);
    written.into_iter().find(|&id| args.iter().filter(|arg| has(arg, id)).count() > 1)
}

fn written(place: &Place<Operand>) -> Option<TensorId> {
    match place.at {
        Operand::State(id) if place.access == Access::Write => Some(id),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(id: u32, access: Access) -> Arg {
        let at = Operand::State(TensorId(id));
        Arg::Place(Place { name: "state", at, element: "f32", skip: 0, len: 1, access })
    }

    #[test]
    fn only_what_is_written_must_be_there_once() {
        let [read, write] = [Access::Read, Access::Write];
        assert_eq!(shared(&[state(1, write), state(1, write)]), Some(TensorId(1)));
        assert_eq!(shared(&[state(2, read), state(1, read), state(1, write)]), Some(TensorId(1)));
        assert_eq!(shared(&[state(1, read), state(1, read), state(2, write)]), None);
        assert_eq!(shared(&[state(1, write), state(2, write)]), None);
    }
}
