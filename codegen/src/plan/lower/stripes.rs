//! The calls of a cascade: those of each layer by stripes, in turn, over buffers that hold the lines between them.

use super::super::cascade::{Cascade, Stripes, line_bytes};
use super::super::draft::{Access, Arg, Call, Draft, Operand, Origin, Outcome, Place, Scratch};
use super::super::weights::Weights;
use super::{Lower, element_bytes, origin};
use crate::Options;
use crate::ir::{Graph, Node, TensorId};
use crate::ops::copy_call;
use std::ops::Range;
use std::rc::Rc;

/// Writes the calls of the cascade that begins with the first node, if there is one, and gives its length. Several threads share the
/// lines of one layer at a time instead.
pub(super) fn lower(
    graph: &Graph,
    nodes: &[Node],
    readers: &[usize],
    options: &Options,
    draft: &mut Draft,
    weights: &mut Weights,
) -> usize {
    let wanted = options.target.has_vectors() && options.threads <= 1;
    let cascade = wanted.then(|| Cascade::of(graph, nodes, readers)).flatten();
    let Some((cascade, stripes)) = cascade else { return 0 };
    let mut layer = |(node, lines): (&Node, &Vec<Range<usize>>)| {
        let lines: Vec<_> = lines.iter().filter(|lines| !lines.is_empty()).cloned().collect();
        let (origin, mut draft) = (Rc::new(origin(graph, node)), Draft::default());
        Lower { graph, node, origin, options, lines: &lines, draft: &mut draft, weights }.node().ok()?;
        if node.op.is_elementwise() {
            cut(graph, node, &mut draft, &lines)?;
        }
        Some(draft)
    };
    let layers: Option<Vec<Draft>> = cascade.nodes.iter().zip(&stripes.lines).map(&mut layer).collect();
    let done = layers.is_some_and(|layers| append(graph, &cascade, &stripes, layers, draft));
    if done { cascade.nodes.len() } else { 0 }
}

/// Appends the calls of all stripes, given those of each layer; nothing is changed if they are not just the lines that they should be.
fn append(graph: &Graph, cascade: &Cascade<'_>, stripes: &Stripes, layers: Vec<Draft>, draft: &mut Draft) -> bool {
    let lines: Option<Vec<Lines>> = cascade.nodes.iter().map(|node| Lines::of(graph, node)).collect();
    let Some(lines) = lines.filter(|lines| lines.len() == layers.len()) else { return false };
    let fit = |(i, (lines, layer)): (usize, (&Lines, &Draft))| lines.are(layer, cascade.reach(i, stripes));
    if !lines.iter().zip(&layers).enumerate().all(fit) {
        return false;
    }
    let first = draft.calls.len();
    let mut merge = Merge { graph, stripes, buffers: Vec::new(), draft };
    merge.add_buffers(&lines);
    merge.all(layers);
    let unused = draft.scratches.iter_mut().filter(|scratch| scratch.calls == UNUSED);
    unused.for_each(|scratch| scratch.calls = (first, first));
    true
}

/// Input and output of a layer, as lines.
struct Lines {
    x: TensorId,
    y: TensorId,
    /// Bytes of a line.
    x_line: usize,
    y_line: usize,
}

impl Lines {
    fn of(graph: &Graph, node: &Node) -> Option<Self> {
        let (x, y) = (*node.inputs.first()?.as_ref()?, *node.outputs.first()?);
        let line = |id| line_bytes(graph.tensor(id));
        Some(Lines { x, y, x_line: line(x)?, y_line: line(y)? })
    }

    /// Whether the calls of a layer are one for each stripe that has lines, and read and write just these.
    fn are(&self, draft: &Draft, reach: Vec<(Range<usize>, Range<usize>)>) -> bool {
        let nothing_else = draft.aliases.is_empty() && draft.marks.is_empty() && draft.kept.is_empty();
        nothing_else
            && draft.calls.len() == reach.len()
            && draft.calls.iter().zip(reach).all(|(call, (x, y))| {
                let plain = call.function.is_none() && call.others.is_empty() && call.outcome == Outcome::Done;
                plain && self.touches(call, x, y)
            })
    }

    /// Whether a call reads just these lines of the input, writes just these of the output, and touches no other tensor.
    fn touches(&self, call: &Call, x: Range<usize>, y: Range<usize>) -> bool {
        let x = (Operand::Tensor(self.x), Access::Read, x.start * self.x_line..x.end * self.x_line);
        let y = (Operand::Tensor(self.y), Access::Write, y.start * self.y_line..y.end * self.y_line);
        let mut touched: Vec<_> =
            call.all_args().flat_map(Arg::places).filter(|place| is_tensor(place)).map(touch).collect();
        touched.sort_by_key(|(_, access, _)| *access == Access::Write);
        touched == [x, y]
    }
}

fn is_tensor(place: &Place<Operand>) -> bool {
    matches!(place.at, Operand::Tensor(_) | Operand::State(_))
}

/// What a place is a part of, and its bytes.
fn touch(place: &Place<Operand>) -> (Operand, Access, Range<usize>) {
    let element = element_bytes(place.element);
    (place.at, place.access, place.skip * element..(place.skip + place.len) * element)
}

/// The calls of an elementwise layer, whose one call for all has been found, by lines.
fn cut(graph: &Graph, node: &Node, draft: &mut Draft, lines: &[Range<usize>]) -> Option<()> {
    let [call] = &draft.calls[..] else { return None };
    let all = *graph.tensor(*node.outputs.first()?).shape.get(1)?;
    let calls = lines.iter().map(|lines| {
        let part = |place: &Place<Operand>| {
            let line = place.len.checked_div(all)?;
            Some(Place { skip: lines.start * line, len: lines.len() * line, ..place.clone() })
        };
        // What else touches a tensor is found later on.
        let args = call.args.iter().map(|arg| match arg {
            Arg::Unary { src, dst } => Some(Arg::Unary { src: part(src)?, dst: part(dst)? }),
            other => Some(other.clone()),
        });
        Some(Call { args: args.collect::<Option<_>>()?, ..call.clone() })
    });
    draft.calls = calls.collect::<Option<_>>()?;
    Some(())
}

/// The calls of working memory that none has named yet.
const UNUSED: (usize, usize) = (usize::MAX, 0);

/// Calls on their way into a draft.
struct Merge<'a> {
    graph: &'a Graph,
    stripes: &'a Stripes,
    /// The buffer of each tensor between two layers.
    buffers: Vec<Buffer>,
    draft: &'a mut Draft,
}

/// Where lines of a tensor are kept.
#[derive(Clone, Copy)]
struct Buffer {
    tensor: TensorId,
    line: usize,
    scratch: usize,
}

impl Merge<'_> {
    /// Buffers for the output of every layer but the last.
    fn add_buffers(&mut self, lines: &[Lines]) {
        for (&Lines { y, y_line, .. }, kept) in lines.iter().zip(&self.stripes.kept) {
            self.buffers.push(Buffer { tensor: y, line: y_line, scratch: self.draft.scratches.len() });
            let (bytes, align) = (kept.capacity * y_line, self.graph.tensor(y).dtype.bytes().max(1));
            self.draft.scratches.push(Scratch { bytes, align, calls: UNUSED, holds: Some(y) });
        }
    }

    fn all(&mut self, layers: Vec<Draft>) {
        let mut layers: Vec<_> = layers.into_iter().map(|layer| self.add_scratches(layer)).collect();
        for stripe in 0..self.stripes.count {
            for (i, (calls, scratches)) in layers.iter_mut().enumerate() {
                let lines = self.stripes.lines.get(i).and_then(|lines| lines.get(stripe)).cloned().unwrap_or_default();
                if let Some(call) = (!lines.is_empty()).then(|| calls.next()).flatten() {
                    self.make_room(i, stripe, &call.origin);
                    self.push(call, *scratches, stripe, &lines);
                }
            }
        }
    }

    /// The calls of a layer, and where its working memory begins in the draft's.
    fn add_scratches(&mut self, layer: Draft) -> (std::vec::IntoIter<Call>, usize) {
        let first = self.draft.scratches.len();
        self.draft.scratches.extend(layer.scratches.into_iter().map(|scratch| Scratch { calls: UNUSED, ..scratch }));
        (layer.calls.into_iter(), first)
    }

    /// Moves the lines of layer `i`'s output that are still needed to the front of their buffer.
    fn make_room(&mut self, i: usize, stripe: usize, origin: &Rc<Origin>) {
        let (Some(buffer), Some(kept)) = (self.buffers.get(i).copied(), self.stripes.kept.get(i)) else { return };
        let Some(step) = kept.moves.get(stripe).filter(|step| step.count > 0) else { return };
        let place = |name, first: usize, access| {
            let (skip, len) = (first * buffer.line, step.count * buffer.line);
            Arg::Place(Place { name, at: Operand::Scratch(buffer.scratch), element: "u8", skip, len, access })
        };
        let (x, y) = (place("x", step.first - step.from, Access::Read), place("y", 0, Access::Write));
        let (kernel, params) = copy_call(&y);
        let origin = origin.of_lines(step.first..step.first + step.count, 0);
        self.record(Call::new(kernel, vec![params, x, y], Rc::new(origin)));
    }

    /// Appends the call of a layer for some lines, whose working memory begins at `scratches`.
    fn push(&mut self, mut call: Call, scratches: usize, stripe: usize, lines: &Range<usize>) {
        for place in call.args.iter_mut().flat_map(Arg::places_mut) {
            match place.at {
                Operand::Tensor(id) => self.keep(place, id, stripe),
                Operand::Scratch(own) => place.at = Operand::Scratch(scratches + own),
                _ => {}
            }
        }
        call.decisions.push(("stripe", format!("{} of {}", stripe + 1, self.stripes.count)));
        call.origin = Rc::new(call.origin.of_lines(lines.clone(), call.origin.macs));
        self.record(call);
    }

    /// Appends a call, during which all working memory that it names is in use.
    fn record(&mut self, call: Call) {
        let time = self.draft.calls.len();
        for place in call.all_args().flat_map(Arg::places) {
            if let Operand::Scratch(index) = place.at
                && let Some(scratch) = self.draft.scratches.get_mut(index)
            {
                scratch.calls = (scratch.calls.0.min(time), scratch.calls.1.max(time));
            }
        }
        self.draft.calls.push(call);
    }

    /// A place in a tensor that is kept by lines.
    fn keep(&self, place: &mut Place<Operand>, id: TensorId, stripe: usize) {
        let found = self.buffers.iter().zip(&self.stripes.kept).find(|(buffer, _)| buffer.tensor == id);
        if let Some((buffer, kept)) = found {
            place.skip -= kept.front(stripe) * buffer.line / element_bytes(place.element);
            place.at = Operand::Scratch(buffer.scratch);
        }
    }
}
