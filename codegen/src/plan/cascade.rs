//! Cascades: layers one after another that are computed stripe by stripe, so that of the tensors between them only the lines that are
//! still needed are kept. Large images then stay in the cache, and out of the arena.

use crate::ir::{Block, Entry, Graph, Node, Tensor, TensorId};
use crate::kernel::Window;
use crate::ops::{Infer, window_reach};
use std::ops::Range;

/// Elements of a tensor from which on it is worth keeping only lines of it: of fewer the calls of stripes take as long as is saved.
/// MobileNet V3 of floats, whose largest tensor has 226,000, took 1.53 ms in stripes and 1.48 without.
const LARGE: usize = 384 << 10;
/// Bytes that a stripe may read and write, weights and lines that are kept included: a part of the second cache. MobileNet V2 of
/// floats took 5.05 ms without cascades, 4.91 with 256 KiB, 4.72 with 512 and 4.63 with 1024.
const NEAR: usize = 768 << 10;
/// Pixels of the last layer in a stripe at least: each call begins anew.
const FEWEST: usize = 64;
/// Stripes and layers at most: each stripe is code, and all ways to make them are tried.
const MOST_STRIPES: usize = 64;
const MOST_LAYERS: usize = 16;

/// Layers of which each reads what the one before gives, and nobody else does.
#[derive(Debug)]
pub(super) struct Cascade<'a> {
    pub(super) nodes: &'a [Node],
    /// How lines of each layer's output follow from those of its input.
    windows: Vec<Window>,
}

/// The lines that are computed in each stripe, and where those of the tensors between layers are kept.
#[derive(Debug)]
pub(super) struct Stripes {
    pub(super) count: usize,
    /// Of each layer's output in each stripe; none, where an earlier stripe had them all.
    pub(super) lines: Vec<Vec<Range<usize>>>,
    /// Of each tensor between two layers.
    pub(super) kept: Vec<Kept>,
}

/// The lines of a tensor that are kept, in a buffer that moves down the image.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Kept {
    /// How many the buffer holds.
    pub(super) capacity: usize,
    /// What happens to it in each stripe, before new lines come.
    pub(super) moves: Vec<Move>,
}

/// Lines from `first` on are moved to the front, `count` of them, unless `first` is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Move {
    /// The line that is at the front before, and after.
    pub(super) from: usize,
    pub(super) first: usize,
    pub(super) count: usize,
}

/// How often each tensor is read by an entry point, within blocks too; outputs count as read twice.
pub(super) fn readers(graph: &Graph, entry: &Entry) -> Vec<usize> {
    fn count(nodes: &[Node], readers: &mut [usize]) {
        for node in nodes {
            node.inputs.iter().flatten().for_each(|id| readers[id.index()] += 1);
            for Block { nodes, inputs, outputs } in node.op.blocks() {
                inputs.iter().chain(outputs).for_each(|id| readers[id.index()] += 2);
                count(nodes, readers);
            }
        }
    }
    let mut readers = vec![0; graph.tensors.len()];
    count(&entry.nodes, &mut readers);
    entry.outputs.iter().for_each(|port| readers[port.tensor.index()] += 2);
    readers
}

impl<'a> Cascade<'a> {
    /// The cascade that begins with the first of some nodes.
    pub(super) fn of(graph: &Graph, nodes: &'a [Node], readers: &[usize]) -> Option<(Self, Stripes)> {
        let window = |node: &Node| {
            let infer = Infer { graph, inputs: &node.inputs, outputs: &node.outputs };
            node.op.lines(&infer)
        };
        let mut windows = vec![window(nodes.first()?)?];
        for pair in nodes.windows(2).take(MOST_LAYERS - 1) {
            let Some(next) = window(&pair[1]).filter(|_| passes(graph, pair, readers)) else { break };
            windows.push(next);
        }
        let longest = Cascade { nodes: nodes.get(..windows.len())?, windows };
        (2..=longest.nodes.len()).rev().find_map(|count| longest.first(count).in_stripes(graph))
    }

    /// The first layers of it.
    fn first(&self, count: usize) -> Self {
        Cascade { nodes: &self.nodes[..count], windows: self.windows[..count].to_vec() }
    }

    /// The lines of its input and of its output in each stripe in which layer `i` has any.
    pub(super) fn reach(&self, i: usize, stripes: &Stripes) -> Vec<(Range<usize>, Range<usize>)> {
        let (Some(window), Some(lines)) = (self.windows.get(i), stripes.lines.get(i)) else { return Vec::new() };
        lines
            .iter()
            .filter(|lines| !lines.is_empty())
            .map(|lines| (window_reach(window, lines), lines.clone()))
            .collect()
    }

    /// In as few stripes as let all of a stripe stay near, if that is possible.
    fn in_stripes(self, graph: &Graph) -> Option<(Self, Stripes)> {
        let (first, last) = (self.nodes.first()?, self.nodes.last()?);
        let (x, y) = (image(graph, *first.inputs.first()?)?, image(graph, last.outputs.first().copied())?);
        let lines = |node: &Node| Some(image(graph, node.outputs.first().copied())?.line);
        let lines: Vec<usize> = self.nodes.iter().map(lines).collect::<Option<_>>()?;
        let constants: usize = self.nodes.iter().map(|node| constant_bytes(graph, node)).sum();
        let most = (y.lines * y.width / FEWEST).min(MOST_STRIPES);
        let stripes = (2..=most.min(y.lines)).find_map(|count| {
            let stripes = Stripes::of(&self.windows, count)?;
            let kept: usize = stripes.kept.iter().zip(&lines).map(|(kept, line)| kept.capacity * line).sum();
            let ends = y.lines.div_ceil(count) * y.line + x.lines.div_ceil(count) * x.line;
            (kept + ends + constants <= NEAR).then_some(stripes)
        })?;
        Some((self, stripes))
    }
}

/// An image as lines of so many bytes.
struct Image {
    lines: usize,
    width: usize,
    line: usize,
}

fn image(graph: &Graph, id: Option<TensorId>) -> Option<Image> {
    let tensor = graph.tensor(id?);
    let (lines, width) = (*tensor.shape.get(1)?, *tensor.shape.get(2)?);
    Some(Image { lines, width, line: line_bytes(tensor)? })
}

/// Bytes of a line of `[1, lines, …]`.
pub(super) fn line_bytes(tensor: &Tensor) -> Option<usize> {
    tensor.bytes().checked_div(*tensor.shape.get(1)?)
}

fn constant_bytes(graph: &Graph, node: &Node) -> usize {
    let inputs = node.inputs.iter().flatten().map(|id| graph.tensor(*id));
    inputs.filter(|tensor| tensor.data.is_some()).map(|tensor| tensor.bytes()).sum()
}

/// Whether the second of two nodes reads the only output of the first, a large image, and nobody else does.
fn passes(graph: &Graph, pair: &[Node], readers: &[usize]) -> bool {
    let [first, second] = pair else { return false };
    let [id] = first.outputs[..] else { return false };
    second.inputs.first() == Some(&Some(id))
        && readers[id.index()] == 1
        && !graph.is_state(id)
        && graph.tensor(id).shape.elements() >= LARGE
}

impl Stripes {
    /// Of layers with these windows; nothing where lines that are kept would have to move onto themselves.
    fn of(windows: &[Window], count: usize) -> Option<Self> {
        let last = windows.last()?.output;
        let mut lines = vec![(0..count).map(|i| last * i / count..last * (i + 1) / count).collect::<Vec<_>>()];
        let mut kept = Vec::new();
        for window in windows.iter().skip(1).rev() {
            let next = lines.last()?;
            let needed: Vec<Option<Range<usize>>> = next.iter().map(|lines| needed(window, lines)).collect();
            let computed = computed(&needed);
            kept.push(Kept::of(&needed, &computed)?);
            lines.push(computed);
        }
        lines.reverse();
        kept.reverse();
        Some(Stripes { count, lines, kept })
    }
}

/// The lines of a layer's input that some of its output's lines meet; none where none are computed.
fn needed(window: &Window, lines: &Range<usize>) -> Option<Range<usize>> {
    (!lines.is_empty()).then(|| window_reach(window, lines))
}

/// The lines that are new in each stripe, where these are needed.
fn computed(needed: &[Option<Range<usize>>]) -> Vec<Range<usize>> {
    let mut done = 0;
    let new = |needed: &Option<Range<usize>>| {
        let start = done;
        done = needed.as_ref().map_or(done, |needed| needed.end.max(done));
        start..done
    };
    needed.iter().map(new).collect()
}

impl Kept {
    fn of(needed: &[Option<Range<usize>>], computed: &[Range<usize>]) -> Option<Self> {
        // Lines before these are not met any more.
        let mut low = usize::MAX;
        let mut lows: Vec<usize> = needed
            .iter()
            .rev()
            .map(|needed| {
                low = needed.as_ref().map_or(low, |needed| needed.start);
                low
            })
            .collect();
        lows.reverse();
        let held = |(new, low): (&Range<usize>, &usize)| new.end - (*low).min(new.start);
        let capacity = computed.iter().zip(&lows).map(held).max()?;
        let mut front = 0;
        let moves = computed.iter().zip(lows).map(|(new, low)| {
            let (from, first) = (front, low.min(new.start));
            if new.end - front <= capacity {
                return Some(Move { from, first: from, count: 0 });
            }
            front = first;
            let count = new.start - first;
            (count <= first - from).then_some(Move { from, first, count })
        });
        Some(Kept { capacity, moves: moves.collect::<Option<_>>()? })
    }

    /// The line that is at the front in a stripe.
    pub(super) fn front(&self, stripe: usize) -> usize {
        self.moves.get(stripe).map_or(0, |step| step.first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(input: usize, filter: usize, stride: usize, padding: usize) -> Window {
        let output = (input + 2 * padding - filter) / stride + 1;
        Window { input, output, filter, stride, dilation: 1, padding }
    }

    /// Layers with filters and strides, each of the output of the one before.
    fn layers(input: usize, layers: &[(usize, usize, usize)]) -> Vec<Window> {
        let mut extent = input;
        let next = |&(filter, stride, padding): &(usize, usize, usize)| {
            let window = window(extent, filter, stride, padding);
            extent = window.output;
            window
        };
        layers.iter().map(next).collect()
    }

    /// Runs the stripes over buffers of line numbers, and finds what each layer reads.
    fn run(windows: &[Window], stripes: &Stripes) {
        let mut buffers: Vec<Vec<Option<usize>>> = stripes.kept.iter().map(|kept| vec![None; kept.capacity]).collect();
        let mut done = vec![0; windows.len()];
        for stripe in 0..stripes.count {
            for (i, window) in windows.iter().enumerate() {
                let lines = stripes.lines[i][stripe].clone();
                assert_eq!(lines.start, done[i], "lines in turn");
                done[i] = lines.end;
                if lines.is_empty() {
                    continue;
                }
                if let Some(before) = i.checked_sub(1) {
                    let front = stripes.kept[before].front(stripe);
                    for line in needed(window, &lines).into_iter().flatten() {
                        assert_eq!(buffers[before][line - front], Some(line), "layer {i}, stripe {stripe}");
                    }
                }
                if let Some(kept) = stripes.kept.get(i) {
                    let step = kept.moves[stripe];
                    assert!(step.count == 0 || step.count <= step.first - step.from, "lines onto themselves");
                    let from = step.first - step.from;
                    buffers[i].copy_within(from..from + step.count, 0);
                    lines.for_each(|line| buffers[i][line - step.first] = Some(line));
                }
            }
        }
        assert_eq!(done.last(), windows.last().map(|window| &window.output), "all lines");
    }

    #[test]
    fn every_layer_finds_the_lines_that_it_meets() {
        let chains = [
            &[(3, 2, 1), (3, 1, 1), (1, 1, 0)][..],
            &[(1, 1, 0), (3, 1, 1), (1, 1, 0), (1, 1, 0), (5, 2, 2)],
            &[(3, 1, 1), (3, 1, 1), (3, 1, 1), (3, 2, 0)],
            &[(1, 1, 0), (1, 3, 0)],
            &[(1, 1, 0), (7, 1, 3), (2, 2, 0)],
        ];
        for (chain, input) in chains.iter().flat_map(|chain| [24, 31, 40].map(|input| (chain, input))) {
            let windows = layers(input, chain);
            let last = windows.last().unwrap().output;
            let found = (2..=last).filter_map(|count| Stripes::of(&windows, count));
            assert!(found.inspect(|stripes| run(&windows, stripes)).count() > 0, "{chain:?} {input}");
        }
    }

    #[test]
    fn lines_that_are_still_needed_move_to_the_front() {
        let stripes = Stripes::of(&layers(12, &[(1, 1, 0), (3, 1, 1)]), 3).unwrap();
        assert_eq!(stripes.lines, [vec![0..5, 5..9, 9..12], vec![0..4, 4..8, 8..12]]);
        let moves = [(0, 0, 0), (0, 3, 2), (3, 7, 2)].map(|(from, first, count)| Move { from, first, count });
        assert_eq!(stripes.kept, [Kept { capacity: 6, moves: moves.to_vec() }]);
        assert!(Stripes::of(&layers(12, &[(1, 1, 0), (3, 1, 1)]), 12).is_none());
    }
}
