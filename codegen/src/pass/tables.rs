//! Operators between bytes that together are a function of one byte become a table of its 256 results.
//!
//! The operators compute the results themselves, by being folded over an input that holds every byte: whatever types are on the
//! way, the table has what they would give.

use crate::diag::Site;
use crate::ir::{DType, Graph, Node, Tensor, TensorId};
use crate::ops::{Infer, Op, Table};
use std::collections::BTreeMap;

/// Bytes that are looked at as the one that a result depends on, from the result upwards.
const ROOTS: usize = 16;
/// Operators that one table takes the place of.
const OPERATORS: usize = 64;
/// Operators whose names a table's name has.
const NAMES: usize = 4;

pub(super) fn run(graph: &mut Graph) {
    for entry in 0..graph.entries.len() {
        let mut nodes = std::mem::take(&mut graph.entries[entry].nodes);
        let outputs: Vec<TensorId> = graph.entries[entry].outputs.iter().map(|port| port.tensor).collect();
        fuse(graph, &mut nodes, &outputs);
        graph.entries[entry].nodes = nodes;
    }
}

/// Works on nodes that run one after another, and on the blocks that they run. `outputs` are wanted afterwards.
fn fuse(graph: &Graph, nodes: &mut [Node], outputs: &[TensorId]) {
    for block in nodes.iter_mut().flat_map(|node| node.op.blocks_mut()) {
        let outputs = block.outputs.clone();
        fuse(graph, &mut block.nodes, &outputs);
    }
    let tables: Vec<(usize, Node)> = {
        let list = List::new(graph, nodes, outputs);
        let found = |at: usize| list.table(at).map(|node| (at, node));
        (0..nodes.len()).filter_map(found).collect()
    };
    tables.into_iter().for_each(|(at, node)| nodes[at] = node);
}

/// What is known of a list of nodes.
struct List<'a> {
    graph: &'a Graph,
    nodes: &'a [Node],
    /// The node that writes a tensor.
    writers: BTreeMap<TensorId, usize>,
    /// The nodes that read a tensor; one after the last where it is an output.
    readers: BTreeMap<TensorId, Vec<usize>>,
    /// The bytes that each tensor is a function of, the nearest first.
    roots: BTreeMap<TensorId, Vec<TensorId>>,
}

impl<'a> List<'a> {
    fn new(graph: &'a Graph, nodes: &'a [Node], outputs: &[TensorId]) -> Self {
        let (writers, roots) = (BTreeMap::new(), BTreeMap::new());
        let mut list = List { graph, nodes, writers, readers: BTreeMap::new(), roots };
        for (at, node) in nodes.iter().enumerate() {
            node.inputs.iter().flatten().for_each(|id| list.readers.entry(*id).or_default().push(at));
            if list.is_elementwise(node) {
                let (roots, output) = (list.roots_of(node), node.outputs[0]);
                list.writers.insert(output, at);
                list.roots.insert(output, roots);
            }
        }
        outputs.iter().for_each(|id| list.readers.entry(*id).or_default().push(nodes.len()));
        list
    }

    /// Whether elements of the output are a function of the elements at their place, and of constants that are the same at
    /// every place.
    fn is_elementwise(&self, node: &Node) -> bool {
        let [output] = node.outputs[..] else { return false };
        let y = self.graph.tensor(output);
        let plain = |id: TensorId| {
            let tensor = self.graph.tensor(id);
            let one_scale = tensor.quant.as_ref().is_none_or(|quant| quant.is_per_tensor());
            tensor.dtype.bytes() > 0 && one_scale && !self.graph.is_state(id)
        };
        let fits = |id: &Option<TensorId>| {
            id.is_some_and(|id| {
                let x = self.graph.tensor(id);
                plain(id) && x.data.as_ref().map_or(x.shape.elements() == y.shape.elements(), |_| is_uniform(x))
            })
        };
        node.op.is_elementwise() && y.shape.elements() > 0 && plain(output) && node.inputs.iter().all(fits)
    }

    /// The tensors that a node computes with.
    fn variables(&self, node: &Node) -> impl Iterator<Item = TensorId> {
        node.inputs.iter().flatten().copied().filter(|id| self.graph.tensor(*id).data.is_none())
    }

    /// The bytes that the output of an elementwise node is a function of, itself aside.
    fn roots_of(&self, node: &Node) -> Vec<TensorId> {
        let mut inputs = self.variables(node).map(|id| self.and_itself(id));
        let mut roots = inputs.next().unwrap_or_default();
        inputs.for_each(|others| roots.retain(|root| others.contains(root)));
        roots.truncate(ROOTS);
        roots
    }

    fn and_itself(&self, id: TensorId) -> Vec<TensorId> {
        let itself = is_byte(self.graph.tensor(id)).then_some(id);
        itself.into_iter().chain(self.roots.get(&id).into_iter().flatten().copied()).collect()
    }

    /// What node `at` becomes, if it and those before it are worth a table.
    ///
    /// From as far up as no byte on the way is needed elsewhere: else the input would be kept in memory longer for little.
    fn table(&self, at: usize) -> Option<Node> {
        let output = *self.nodes[at].outputs.first()?;
        let roots = self.roots.get(&output).filter(|_| is_byte(self.graph.tensor(output)))?;
        let clean = |group: &Vec<usize>| self.is_closed(group, output);
        let groups = || roots.iter().map(|root| (*root, self.between(*root, at)));
        let furthest = groups().filter_map(|(root, group)| Some((root, group.filter(clean)?))).next_back();
        let (root, group) = furthest.or_else(|| groups().next().and_then(|(root, group)| Some((root, group?))))?;
        let single = group.len() == 1 && self.nodes[at].inputs.len() == 1;
        if single { None } else { self.replacement(root, &group) }
    }

    /// The nodes by which a tensor becomes the output of node `at`, in order. Every way up from there leads to it.
    fn between(&self, root: TensorId, at: usize) -> Option<Vec<usize>> {
        let (mut group, mut next) = (vec![at], vec![at]);
        while let Some(node) = next.pop() {
            for id in self.variables(&self.nodes[node]).filter(|id| *id != root) {
                let writer = *self.writers.get(&id)?;
                if !group.contains(&writer) {
                    group.push(writer);
                    next.push(writer);
                }
            }
            if group.len() > OPERATORS {
                return None;
            }
        }
        group.sort_unstable();
        Some(group)
    }

    /// Whether all bytes that are made on the way are used up there.
    fn is_closed(&self, group: &[usize], output: TensorId) -> bool {
        let mut made = group.iter().filter_map(|&at| self.nodes[at].outputs.first());
        made.all(|id| {
            let inside = self.readers.get(id).is_none_or(|readers| readers.iter().all(|at| group.contains(at)));
            *id == output || !is_byte(self.graph.tensor(*id)) || inside
        })
    }

    fn replacement(&self, root: TensorId, group: &[usize]) -> Option<Node> {
        let nodes: Vec<&Node> = group.iter().map(|&at| &self.nodes[at]).collect();
        let last = nodes.last()?;
        let results = results(self.graph, root, &nodes)?;
        let site = Site { name: name(&nodes), ..last.site.clone() };
        Some(Node { op: Op::Table(Table::new(results)), inputs: vec![Some(root)], outputs: last.outputs.clone(), site })
    }
}

/// `LOGISTIC+MUL`.
fn name(nodes: &[&Node]) -> String {
    let mut names: Vec<&str> = nodes.iter().map(|node| node.site.name.as_str()).collect();
    if names.len() > NAMES {
        names.splice(NAMES / 2..names.len() - NAMES / 2, ["…"]);
    }
    names.join("+")
}

/// Whether its elements are bytes that operators compute with.
fn is_byte(tensor: &Tensor) -> bool {
    matches!(tensor.dtype, DType::I8 | DType::U8 | DType::Bool)
}

/// Whether all elements of a constant are the same.
fn is_uniform(tensor: &Tensor) -> bool {
    let mut elements = tensor.data.iter().flat_map(|data| data.chunks_exact(tensor.dtype.bytes().max(1)));
    let first = elements.next();
    first.is_some() && elements.all(|element| Some(element) == first)
}

/// What the nodes make of each byte.
fn results(graph: &Graph, root: TensorId, nodes: &[&Node]) -> Option<Vec<u8>> {
    let count = graph.tensor(root).shape.elements();
    let mut trial = Graph { numerics: graph.numerics, ..Graph::default() };
    let mut ids: BTreeMap<TensorId, TensorId> = BTreeMap::new();
    let bytes = Tensor { shape: [256].into(), data: Some((0..=u8::MAX).collect()), ..graph.tensor(root).clone() };
    ids.insert(root, trial.add(bytes));
    for node in nodes {
        let input = |id: &Option<TensorId>| {
            let id = (*id)?;
            Some(*ids.entry(id).or_insert_with(|| trial.add(uniform(graph.tensor(id), count))))
        };
        let inputs: Vec<Option<TensorId>> = node.inputs.iter().map(input).collect();
        let output = *node.outputs.first()?;
        let outputs = [trial.add(Tensor { shape: [256].into(), ..graph.tensor(output).clone() })];
        let cx = Infer { graph: &trial, inputs: &inputs, outputs: &outputs };
        // What one of the bytes is refused for stays as it is.
        let shapes = node.op.infer(&cx).ok().filter(|shapes| shapes.iter().all(|shape| shape.elements() == 256))?;
        trial.tensor_mut(outputs[0]).shape = shapes.into_iter().next()?;
        let cx = Infer { graph: &trial, inputs: &inputs, outputs: &outputs };
        let data = node.op.fold(&cx)?.into_iter().next()?;
        trial.tensor_mut(outputs[0]).data = Some(data);
        ids.insert(output, outputs[0]);
    }
    let last = ids.get(nodes.last()?.outputs.first()?)?;
    trial.tensor(*last).data.clone().filter(|results| results.len() == 256)
}

/// A constant whose elements are all the same: as many as there are bytes, or one that is repeated.
fn uniform(tensor: &Tensor, count: usize) -> Tensor {
    let elements = if tensor.shape.elements() == count { 256 } else { 1 };
    let data = tensor.data.as_ref().and_then(|data| data.get(..tensor.dtype.bytes()));
    Tensor { shape: [elements].into(), data: data.map(|data| data.repeat(elements)), ..tensor.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::ir::{Entry, Port, verify};
    use crate::ops::testing::{constant, quantized, variable};
    use crate::ops::{Activation, testing};

    /// A graph that is built node by node.
    #[derive(Default)]
    struct Builder {
        graph: Graph,
        nodes: Vec<Node>,
    }

    impl Builder {
        fn input(&mut self, tensor: Tensor) -> TensorId {
            self.graph.add(tensor)
        }

        fn node(&mut self, name: &str, op: Op, inputs: &[TensorId], output: Tensor) -> TensorId {
            let output = self.graph.add(output);
            let site = Site { subgraph: 0, operator: self.nodes.len(), name: name.to_string() };
            let inputs = inputs.iter().copied().map(Some).collect();
            self.nodes.push(Node { op, inputs, outputs: vec![output], site });
            output
        }

        /// The names of what is left, and the tables.
        fn finish(mut self, inputs: &[TensorId], outputs: &[TensorId]) -> (Vec<String>, Vec<Vec<u8>>) {
            let ports = |ids: &[TensorId]| {
                ids.iter()
                    .map(|&tensor| Port { name: format!("{tensor}"), tensor, position: 0, count: None })
                    .collect::<Vec<Port>>()
            };
            let (inputs, outputs) = (ports(inputs), ports(outputs));
            self.graph.entries = vec![Entry { nodes: self.nodes, inputs, outputs, ..Entry::default() }];
            let mut problems = Diagnostics::default();
            crate::pass::run(&mut self.graph, &mut problems);
            assert_eq!((problems.to_string(), verify(&self.graph)), (String::new(), Ok(())));
            let nodes = &self.graph.entries[0].nodes;
            let tables = nodes.iter().filter_map(|node| match &node.op {
                Op::Table(table) => Some(table.results().to_vec()),
                _ => None,
            });
            (nodes.iter().map(|node| node.site.name.clone()).collect(), tables.collect())
        }
    }

    fn bytes(scale: f32, zero_point: i32) -> Tensor {
        quantized(variable(DType::I8, &[2, 3]), scale, zero_point)
    }

    fn floats() -> Tensor {
        variable(DType::F32, &[2, 3])
    }

    /// `x * logistic(x)`.
    fn swish(model: &mut Builder, x: TensorId) -> (TensorId, TensorId) {
        let sigmoid = model.node("LOGISTIC", testing::logistic(), &[x], bytes(1.0 / 256.0, -128));
        (sigmoid, model.node("MUL", testing::mul(Activation::None), &[x, sigmoid], bytes(0.04, -120)))
    }

    /// What operators make of every byte when each is applied by itself.
    fn one_by_one(x: Tensor) -> Vec<u8> {
        let x = Tensor { shape: [256].into(), data: Some((0..=255).collect()), ..x };
        let apply = |op, inputs: &[Tensor], y: Tensor| testing::apply_to(op, inputs, &[y]).unwrap().remove(0);
        let sigmoid = apply(testing::logistic(), std::slice::from_ref(&x), bytes(1.0 / 256.0, -128));
        apply(testing::mul(Activation::None), &[x, sigmoid], bytes(0.04, -120)).data.unwrap()
    }

    #[test]
    fn a_product_with_a_function_of_itself_is_a_table() {
        let mut model = Builder::default();
        let x = model.input(bytes(0.05, 3));
        let (_, y) = swish(&mut model, x);
        assert_eq!(model.finish(&[x], &[y]), (vec!["LOGISTIC+MUL".into()], vec![one_by_one(bytes(0.05, 3))]));
    }

    #[test]
    fn a_sum_of_two_tensors_is_where_a_table_begins() {
        let mut model = Builder::default();
        let (a, b) = (model.input(bytes(0.05, 3)), model.input(bytes(0.04, 0)));
        let sum = model.node("MUL", testing::mul(Activation::None), &[a, b], bytes(0.06, -5));
        let (_, y) = swish(&mut model, sum);
        assert_eq!(model.finish(&[a, b], &[y]).0, ["MUL", "LOGISTIC+MUL"]);
    }

    #[test]
    fn what_is_needed_elsewhere_stays() {
        let mut model = Builder::default();
        let x = model.input(bytes(0.05, 3));
        let (sigmoid, y) = swish(&mut model, x);
        assert_eq!(model.finish(&[x], &[y, sigmoid]).0, ["LOGISTIC", "LOGISTIC+MUL"]);
        // A chain begins below a byte that is needed elsewhere.
        let mut model = Builder::default();
        let x = model.input(bytes(0.05, 3));
        let a = model.node("RELU", testing::relu(), &[x], bytes(0.05, 0));
        let b = model.node("LOGISTIC", testing::logistic(), &[a], bytes(1.0 / 256.0, -128));
        let c = model.node("RELU", testing::relu(), &[b], bytes(0.05, 0));
        assert_eq!(model.finish(&[x], &[a, c]).0, ["RELU", "LOGISTIC+RELU"]);
    }

    #[test]
    fn islands_of_floats_are_tables() {
        let mut model = Builder::default();
        let x = model.input(bytes(0.05, 3));
        let half = model.graph.add(constant(DType::F32, &[], &[0x3f00_0000]));
        let real = model.node("DEQUANTIZE", testing::dequantize(), &[x], floats());
        let halved = model.node("MUL", testing::mul(Activation::None), &[real, half], floats());
        let sum = model.node("LOGISTIC", testing::logistic(), &[halved], floats());
        let y = model.node("QUANTIZE", testing::quantize(), &[sum], bytes(1.0 / 256.0, -128));
        // The floats are read once more.
        let z = model.node("QUANTIZE", testing::quantize(), &[real], bytes(0.1, 0));
        let (names, tables) = model.finish(&[x], &[y, z]);
        assert_eq!(names, ["DEQUANTIZE+MUL+LOGISTIC+QUANTIZE", "DEQUANTIZE+QUANTIZE"]);
        let expected = |bits: u8| {
            let real = 0.05 * f64::from(i32::from(bits as i8) - 3);
            (256.0 / (1.0 + (-real / 2.0).exp()) - 128.0).round().min(127.0) as i8 as u8
        };
        assert_eq!(tables[0], (0..=255).map(expected).collect::<Vec<u8>>());
    }

    #[test]
    fn constants_are_the_same_everywhere_or_stay() {
        let mul = |values: &[i64]| {
            let mut model = Builder::default();
            let x = model.input(bytes(0.05, 3));
            let row = model.graph.add(quantized(constant(DType::I8, &[3], values), 0.1, 0));
            let y = model.node("MUL", testing::mul(Activation::None), &[x, row], bytes(0.04, -120));
            model.finish(&[x], &[y]).1.len()
        };
        assert_eq!((mul(&[7, 7, 7]), mul(&[7, 7, 8])), (1, 0));
    }

    #[test]
    fn channels_with_scales_of_their_own_stay() {
        let mut model = Builder::default();
        let quant = crate::ir::Quant { scales: vec![0.1, 0.2, 0.3], zero_points: vec![0; 3], axis: 1 };
        let x = model.input(Tensor { quant: Some(quant), ..bytes(0.0, 0) });
        let real = model.node("DEQUANTIZE", testing::dequantize(), &[x], floats());
        let y = model.node("QUANTIZE", testing::quantize(), &[real], bytes(0.1, 0));
        assert_eq!(model.finish(&[x], &[y]).0, ["DEQUANTIZE", "QUANTIZE"]);
    }

    #[test]
    fn divisors_that_may_be_zero_stay() {
        let mut model = Builder::default();
        let x = model.input(bytes(0.05, 3));
        let y = model.node("DIV", testing::div(), &[x, x], bytes(0.1, 0));
        assert_eq!(model.finish(&[x], &[y]).0, ["DIV"]);
    }
}
