//! Elementwise kernels that become part of the layer before them: each block of its outputs passes through while it is near, and what
//! is between the two is never stored.

use super::draft::{Access, Arg, Call, Draft, Operand, Origin, Outcome, Place};
use crate::diag::Site;
use crate::ir::{Entry, TensorId};
use crate::ops::BLOCKWISE;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What a layer does to each block of its outputs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Epilogue<L> {
    pub(crate) kernel: &'static str,
    /// Arguments before the elements: values and constants.
    pub(crate) args: Vec<Arg<L>>,
    pub(crate) elements: Elements<L>,
    /// Whether a block's elements, which are signed, are taken as bytes.
    pub(crate) of_bytes: bool,
}

/// What an elementwise kernel is applied to: a block, in place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Elements<L> {
    Block,
    /// The block is the left side; the other has an element for each output of the call.
    Left(Place<L>),
    /// The block is the right side.
    Right(Place<L>),
}

impl<L> Epilogue<L> {
    /// All places in it, the other side first.
    pub(crate) fn places(&self) -> impl Iterator<Item = &Place<L>> {
        let other = match &self.elements {
            Elements::Block => None,
            Elements::Left(place) | Elements::Right(place) => Some(place),
        };
        let args = self.args.iter();
        other.into_iter().chain(args.filter_map(|arg| if let Arg::Place(place) = arg { Some(place) } else { None }))
    }

    pub(crate) fn places_mut(&mut self) -> impl Iterator<Item = &mut Place<L>> {
        let other = match &mut self.elements {
            Elements::Block => None,
            Elements::Left(place) | Elements::Right(place) => Some(place),
        };
        let args = self.args.iter_mut();
        other.into_iter().chain(args.filter_map(|arg| if let Arg::Place(place) = arg { Some(place) } else { None }))
    }

    /// With places and arguments of another kind.
    pub(crate) fn map<M>(self, place: impl Fn(Place<L>) -> Place<M>, arg: impl FnMut(Arg<L>) -> Arg<M>) -> Epilogue<M> {
        let elements = match self.elements {
            Elements::Block => Elements::Block,
            Elements::Left(other) => Elements::Left(place(other)),
            Elements::Right(other) => Elements::Right(place(other)),
        };
        let args = self.args.into_iter().map(arg).collect();
        Epilogue { kernel: self.kernel, args, elements, of_bytes: self.of_bytes }
    }
}

/// Makes operators part of the layers before them, where nothing else sees what is between.
pub(super) fn fuse(entry: &Entry, mut draft: Draft) -> Draft {
    let mut operators: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (i, call) in draft.calls.iter().enumerate() {
        operators.entry(key(&call.origin.site)).or_default().push(i);
    }
    let mut gone = vec![false; draft.calls.len()];
    for calls in operators.values() {
        let Some(fused) = fused(entry, &draft, calls) else { continue };
        for (&i, call) in calls.iter().zip(fused) {
            draft.calls[i - 1] = call;
            gone[i] = true;
        }
    }
    let mut gone = gone.into_iter();
    let mut draft = draft.only(|_| gone.next() == Some(false));
    drop_scratches(&mut draft);
    draft
}

/// Working memory that no call names any more takes no room.
fn drop_scratches(draft: &mut Draft) {
    let mut named = vec![false; draft.scratches.len()];
    for place in draft.calls.iter().flat_map(Call::all_args).flat_map(Arg::places) {
        if let Operand::Scratch(index) = place.at {
            named[index] = true;
        }
    }
    let unnamed = draft.scratches.iter_mut().zip(named).filter(|(_, named)| !named);
    unnamed.for_each(|(scratch, _)| scratch.bytes = 0);
}

fn key(site: &Site) -> (usize, usize) {
    (site.subgraph, site.operator)
}

/// What becomes of the calls before those of an operator, if all that pass between are the blocks of a layer.
fn fused(entry: &Entry, draft: &Draft, calls: &[usize]) -> Option<Vec<Call>> {
    let pairs: Option<Vec<Pair<'_>>> = calls.iter().map(|&i| Pair::of(draft, i)).collect();
    let pairs = pairs?;
    let between = pairs.first()?.src.at;
    let other = |i: &usize| !calls.contains(i) && !calls.contains(&(i + 1));
    let touches = |i: usize| draft.calls[i].all_args().flat_map(Arg::places).any(|place| place.at == between);
    let one = pairs.iter().all(|pair| pair.src.at == between);
    if !one || is_needed(entry, draft, between) || (0..draft.calls.len()).filter(other).any(touches) {
        return None;
    }
    pairs.iter().map(Pair::call).collect()
}

/// Whether something that is no call needs it.
fn is_needed(entry: &Entry, draft: &Draft, at: Operand) -> bool {
    let is = |id: TensorId| at == Operand::Tensor(id);
    let is_port = entry.inputs.iter().chain(&entry.outputs).any(|port| is(port.tensor));
    let is_alias = draft.aliases.iter().any(|alias| is(alias.input) || is(alias.output));
    let is_own = matches!(at, Operand::Tensor(_) | Operand::Scratch(_));
    !is_own || is_port || is_alias || draft.kept.iter().any(|(id, _)| is(*id))
}

/// A layer's call, and an elementwise one of what it computes.
struct Pair<'a> {
    layer: &'a Call,
    next: &'a Call,
    /// What the elementwise call reads of the layer, and what it writes.
    src: &'a Place<Operand>,
    dst: &'a Place<Operand>,
    elements: Elements<Operand>,
}

impl<'a> Pair<'a> {
    /// Of call `i` and the one before.
    fn of(draft: &'a Draft, i: usize) -> Option<Self> {
        let (layer, next) = (draft.calls.get(i.checked_sub(1)?)?, draft.calls.get(i)?);
        let done = |call: &Call| call.function.is_none() && call.outcome == Outcome::Done;
        let apart = draft.marks.iter().any(|(call, _)| *call == i);
        if apart || !done(layer) || !done(next) || !next.others.is_empty() || !BLOCKWISE.contains(&next.kernel) {
            return None;
        }
        let first = outputs(&layer.args)?;
        let (src, dst, elements) = match next.args.last()? {
            Arg::Unary { src, dst } => (src, dst, Elements::Block),
            Arg::Binary { lhs, rhs, dst } if lhs.at == first.at => (lhs, dst, Elements::Left(rhs.clone())),
            Arg::Binary { lhs, rhs, dst } => (rhs, dst, Elements::Right(lhs.clone())),
            _ => return None,
        };
        let pair = Pair { layer, next, src, dst, elements };
        pair.fits().then_some(pair)
    }

    /// The arguments of each part of the layer.
    fn parts(&self) -> impl Iterator<Item = &Vec<Arg>> {
        std::iter::once(&self.layer.args).chain(self.layer.others.iter().map(|part| &part.args))
    }

    /// Whether the parts give just what is read, for which the other side, if any, has as many elements of something else.
    fn fits(&self) -> bool {
        let inside = |y: &Place<Operand>| {
            let ends = y.skip >= self.src.skip && y.skip + y.len <= self.src.skip + self.src.len;
            y.at == self.src.at && ends && is_cast(y.element, self.src.element)
        };
        let all: Option<Vec<usize>> = self.parts().map(|args| Some(outputs(args).filter(|y| inside(y))?.len)).collect();
        let other = match &self.elements {
            Elements::Block => true,
            Elements::Left(other) | Elements::Right(other) => other.len == self.src.len && other.at != self.src.at,
        };
        let constants = self.next.args.iter().rev().skip(1).all(|arg| match arg {
            Arg::Value(_) => true,
            Arg::Place(place) => matches!(place.at, Operand::Weights(_)),
            _ => false,
        });
        // A layer may read the state that would be written.
        let to_state = matches!(self.dst.at, Operand::State(_));
        all.is_some_and(|all| all.iter().sum::<usize>() == self.src.len) && other && constants && !to_state
    }

    /// The layer with the elementwise kernel as its epilogue.
    fn call(&self) -> Option<Call> {
        let mut call = self.layer.clone();
        self.append(&mut call.args)?;
        call.others.iter_mut().try_for_each(|part| self.append(&mut part.args))?;
        call.decisions
            .push(("epilogue", format!("{} of operator {}", self.next.kernel, self.next.origin.site.operator)));
        let (first, last) = (&self.layer.origin, &self.next.origin);
        let name = format!("{}+{}", first.site.name, last.site.name);
        let site = Site { name, ..first.site.clone() };
        call.origin = Rc::new(Origin { site, macs: first.macs + last.macs, ..Origin::clone(last) });
        Some(call)
    }

    /// Puts the elementwise kernel after a part of the layer, whose outputs go to where its own go.
    fn append(&self, args: &mut [Arg]) -> Option<()> {
        let [.., Arg::Place(y), Arg::Epilogue(epilogue @ None)] = args else { return None };
        let (before, len) = (y.skip - self.src.skip, y.len);
        let part = |place: &Place<Operand>| Place { skip: place.skip + before, len, ..place.clone() };
        *y = Place { at: self.dst.at, skip: self.dst.skip + before, ..y.clone() };
        let elements = match &self.elements {
            Elements::Block => Elements::Block,
            Elements::Left(other) => Elements::Left(part(other)),
            Elements::Right(other) => Elements::Right(part(other)),
        };
        let args = self.next.args.split_last()?.1.to_vec();
        let (kernel, of_bytes) = (self.next.kernel, y.element != self.src.element);
        *epilogue = Some(Box::new(Epilogue { kernel, args, elements, of_bytes }));
        Some(())
    }
}

/// What a layer's call writes, if it can have an epilogue and has none.
fn outputs(args: &[Arg]) -> Option<&Place<Operand>> {
    match args {
        [.., Arg::Place(y), Arg::Epilogue(None)] if y.access == Access::Write => Some(y),
        _ => None,
    }
}

/// Whether blocks of a layer's elements can be taken as another's.
fn is_cast(from: &str, to: &str) -> bool {
    from == to || (from, to) == ("i8", "u8")
}

#[cfg(test)]
mod tests {
    use super::super::draft::{Mark, Part};
    use super::*;
    use crate::ir::{DType, Port, Shape};

    const X: TensorId = TensorId(0);
    const OTHER: TensorId = TensorId(1);
    const BETWEEN: TensorId = TensorId(2);
    const Y: TensorId = TensorId(3);

    fn place(id: TensorId, skip: usize, len: usize, access: Access) -> Place<Operand> {
        Place { name: "", at: Operand::Tensor(id), element: "i8", skip, len, access }
    }

    fn call(kernel: &'static str, operator: usize, args: Vec<Arg>) -> Call {
        let site = Site { subgraph: 0, operator, name: kernel.to_string() };
        let origin = Origin { site, tensor: String::new(), dtype: DType::I8, shape: Shape::default(), macs: 7 };
        Call::new(kernel, args, Rc::new(origin))
    }

    /// The arguments of a layer that computes some of the elements between.
    fn layer_args(skip: usize, len: usize) -> Vec<Arg> {
        let (x, y) = (place(X, 0, 6, Access::Read), place(BETWEEN, skip, len, Access::Write));
        vec![Arg::Place(x), Arg::Place(y), Arg::Epilogue(None)]
    }

    /// A sum of what is between and so many elements of another tensor.
    fn sum(elements: usize) -> Call {
        let (lhs, rhs) = (place(OTHER, 0, elements, Access::Read), place(BETWEEN, 0, 6, Access::Read));
        let args = vec![Arg::value(1), Arg::Binary { lhs, rhs, dst: place(Y, 0, 6, Access::Write) }];
        call("stream_sum_i8", 1, args)
    }

    fn calls() -> Vec<Call> {
        vec![call("layer", 0, layer_args(0, 6)), sum(6)]
    }

    fn entry(output: TensorId) -> Entry {
        let port = |tensor| Port { name: String::new(), tensor, position: 0, count: None };
        Entry { inputs: vec![port(X), port(OTHER)], outputs: vec![port(output)], ..Entry::default() }
    }

    /// What is left of some calls: kernels, and those of the first one's epilogues.
    fn left(output: TensorId, calls: Vec<Call>) -> (Vec<&'static str>, Vec<Epilogue<Operand>>) {
        let draft = fuse(&entry(output), Draft { calls, ..Draft::default() });
        let epilogue =
            |arg: &Arg| if let Arg::Epilogue(Some(given)) = arg { Some(Epilogue::clone(given)) } else { None };
        let epilogues = draft.calls[0].all_args().filter_map(epilogue).collect();
        (draft.calls.iter().map(|call| call.kernel).collect(), epilogues)
    }

    #[test]
    fn a_sum_becomes_part_of_the_layer_before() {
        let draft = fuse(&entry(Y), Draft { calls: calls(), ..Draft::default() });
        let [layer] = &draft.calls[..] else { panic!("{draft:?}") };
        let other = Elements::Right(place(OTHER, 0, 6, Access::Read));
        let epilogue =
            Epilogue { kernel: "stream_sum_i8", args: vec![Arg::value(1)], elements: other, of_bytes: false };
        let y = Arg::Place(place(Y, 0, 6, Access::Write));
        assert_eq!(layer.args[1..], [y, Arg::Epilogue(Some(Box::new(epilogue)))]);
        assert_eq!((layer.origin.site.name.as_str(), layer.origin.macs), ("layer+stream_sum_i8", 14));
    }

    #[test]
    fn parts_have_their_parts() {
        let mut calls = calls();
        calls[0].args = layer_args(0, 4);
        calls[0].others = vec![Part { kernel: "layer", args: layer_args(4, 2) }];
        let (kernels, epilogues) = left(Y, calls);
        let other = |skip, len| Elements::Right(place(OTHER, skip, len, Access::Read));
        assert_eq!(kernels, ["layer"]);
        assert_eq!(epilogues.iter().map(|given| &given.elements).collect::<Vec<_>>(), [&other(0, 4), &other(4, 2)]);
    }

    #[test]
    fn what_is_needed_elsewhere_stays() {
        let stays = |output, calls: Vec<Call>| {
            let before: Vec<_> = calls.iter().map(|call| call.kernel).collect();
            assert_eq!(left(output, calls), (before, vec![]));
        };
        stays(BETWEEN, calls());
        let read = call("copy", 2, vec![Arg::Place(place(BETWEEN, 0, 1, Access::Read))]);
        stays(Y, [calls(), vec![read]].concat());
        // A layer that computes a part, and another the rest.
        stays(Y, vec![call("layer", 0, layer_args(0, 4)), sum(6)]);
        // An element for several, and the same tensor on both sides.
        stays(Y, vec![call("layer", 0, layer_args(0, 6)), sum(3)]);
        let mut twice = calls();
        let both = place(BETWEEN, 0, 6, Access::Read);
        twice[1].args[1] = Arg::Binary { lhs: both.clone(), rhs: both, dst: place(Y, 0, 6, Access::Write) };
        stays(Y, twice);
        // State, which the layer may read.
        let mut to_state = calls();
        if let Arg::Binary { dst, .. } = &mut to_state[1].args[1] {
            dst.at = Operand::State(Y);
        }
        stays(Y, to_state);
    }

    #[test]
    fn control_flow_between_keeps_them_apart() {
        let marks = vec![(1, Mark::Loop), (2, Mark::End)];
        assert_eq!(fuse(&entry(Y), Draft { calls: calls(), marks, ..Draft::default() }).calls, calls());
    }
}
