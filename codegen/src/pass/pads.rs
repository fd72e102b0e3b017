//! Zeros around an image that a convolution meets become the convolution's own padding, which nobody stores; so does what is around
//! an image of maxima, if nothing is less.

use crate::ir::{Graph, Node, TensorId};
use crate::ops::{Infer, Op};

pub(super) fn run(graph: &mut Graph) {
    for entry in 0..graph.entries.len() {
        let mut nodes = std::mem::take(&mut graph.entries[entry].nodes);
        fold(graph, &mut nodes);
        graph.entries[entry].nodes = nodes;
    }
}

/// Works on nodes that run one after another, and on the blocks that they run.
fn fold(graph: &Graph, nodes: &mut [Node]) {
    for block in nodes.iter_mut().flat_map(|node| node.op.blocks_mut()) {
        fold(graph, &mut block.nodes);
    }
    for at in 0..nodes.len() {
        if let Some(node) = without_pad(graph, nodes, at) {
            nodes[at] = node;
        }
    }
}

/// What node `at` becomes, if it is a layer of an image with zeros around it.
fn without_pad(graph: &Graph, nodes: &[Node], at: usize) -> Option<Node> {
    let (layer, padded) = (&nodes[at], nodes[at].inputs.first().copied()??);
    let pad = nodes[..at].iter().find(|node| node.outputs == [padded])?;
    let Op::Pad(op) = &pad.op else { return None };
    let around = op.zeros(&Infer { graph, inputs: &pad.inputs, outputs: &pad.outputs })?;
    let x = pad.inputs.first().copied()?.filter(|x| !graph.is_state(*x))?;
    let mut inputs = layer.inputs.clone();
    inputs[0] = Some(x);
    let cx = Infer { graph, inputs: &inputs, outputs: &layer.outputs };
    let op = match &layer.op {
        Op::Conv2d(op) => Op::Conv2d(op.without_pad(&cx, around)?),
        Op::DepthwiseConv2d(op) => Op::DepthwiseConv2d(op.without_pad(&cx, around)?),
        Op::MaxPool2d(op) => Op::MaxPool2d(op.without_pad(&cx, around)?),
        _ => return None,
    };
    let shape = |id: &TensorId| graph.tensor(*id).shape.clone();
    let same = op.infer(&cx).ok()? == layer.outputs.iter().map(shape).collect::<Vec<_>>();
    same.then(|| Node { op, inputs, ..layer.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Diagnostics, Site};
    use crate::ir::{DType, Entry, Port, Tensor};
    use crate::ops::testing::{self, constant, quantized, variable};

    /// Zeros before and after lines and columns.
    const AROUND: [i64; 8] = [0, 0, 1, 1, 0, 1, 0, 0];

    /// The operators that are left of a convolution of an image `x` with something around it, which is an output too if it is `wanted`.
    fn left(x: Tensor, paddings: [i64; 8], value: Option<Tensor>, weights: Tensor, wanted: bool) -> Vec<String> {
        let mut graph = Graph::default();
        let x = graph.add(x);
        let mut inputs = vec![Some(x), Some(graph.add(constant(DType::I32, &[4, 2], &paddings)))];
        inputs.extend(value.map(|value| Some(graph.add(value))));
        let tensor = graph.tensor(x).clone();
        let (padded, y) = (graph.add(tensor.clone()), graph.add(tensor));
        let weights = graph.add(weights);
        let node = |name: &str, op, inputs, output| {
            let site = Site { subgraph: 0, operator: 0, name: name.to_string() };
            Node { op, inputs, outputs: vec![output], site }
        };
        let layer = node("CONV", testing::conv_2d(2), vec![Some(padded), Some(weights), None], y);
        let nodes = vec![node("PAD", testing::pad(), inputs, padded), layer];
        let port = |tensor| Port { name: format!("{tensor}"), tensor, position: 0, count: None };
        let outputs = if wanted { vec![port(y), port(padded)] } else { vec![port(y)] };
        graph.entries = vec![Entry { nodes, inputs: vec![port(x)], outputs, ..Entry::default() }];
        let mut problems = Diagnostics::default();
        crate::pass::run(&mut graph, &mut problems);
        assert_eq!(problems.to_string(), "");
        let last = graph.entries[0].nodes.last().unwrap();
        let folded = last.inputs[0] == Some(x);
        let name =
            |node: &Node| if folded { format!("{} of the image", node.site.name) } else { node.site.name.clone() };
        graph.entries[0].nodes.iter().map(name).collect()
    }

    fn floats() -> Tensor {
        variable(DType::F32, &[1, 6, 6, 2])
    }

    fn float_weights(last: f32) -> Tensor {
        let mut bits = vec![i64::from(1f32.to_bits()); 18];
        bits[17] = last.to_bits().into();
        constant(DType::F32, &[1, 3, 3, 2], &bits)
    }

    #[test]
    fn zeros_around_an_image_are_padding() {
        assert_eq!(left(floats(), AROUND, None, float_weights(1.0), false), ["CONV of the image"]);
        let zero = constant(DType::F32, &[1], &[0]);
        assert_eq!(left(floats(), AROUND, Some(zero), float_weights(1.0), false), ["CONV of the image"]);
        let bytes = quantized(variable(DType::I8, &[1, 6, 6, 2]), 0.5, -3);
        let weights = || quantized(constant(DType::I8, &[1, 3, 3, 2], &[5; 18]), 0.25, 0);
        assert_eq!(left(bytes.clone(), AROUND, None, weights(), false), ["CONV of the image"]);
        let value = |value| Some(quantized(constant(DType::I8, &[], &[value]), 0.5, -3));
        assert_eq!(left(bytes.clone(), AROUND, value(-3), weights(), false), ["CONV of the image"]);
        assert_eq!(left(bytes, AROUND, value(0), weights(), false), ["PAD", "CONV"]);
    }

    #[test]
    fn who_else_wants_them_has_them() {
        let kept = left(floats(), AROUND, None, float_weights(1.0), true);
        assert_eq!(kept, ["PAD of the image", "CONV of the image"]);
    }

    #[test]
    fn what_is_no_padding_stays() {
        let stays = |paddings, value, weights| {
            assert_eq!(left(floats(), paddings, value, weights, false), ["PAD", "CONV"]);
        };
        // Outputs that meet nothing but zeros; another batch; zero times infinity.
        stays([0, 0, 3, 0, 0, 0, 0, 0], None, float_weights(1.0));
        stays([0, 1, 0, 0, 0, 0, 0, 0], None, float_weights(1.0));
        stays(AROUND, None, float_weights(f32::INFINITY));
        stays(AROUND, Some(constant(DType::F32, &[1], &[0x3f80_0000])), float_weights(1.0));
    }
}
