//! The graph as Graphviz: one box per operator, an ellipse per input and output, an edge per tensor. Constants stand in the box of
//! the operator that reads them.

use super::{Entry, Graph, Node, Port, TensorId};
use std::fmt::Write;

impl Graph {
    /// The graph in Graphviz's language. `dot -Tsvg` draws it.
    pub fn dot(&self) -> String {
        let mut text = String::from("digraph model {\n  rankdir=TB;\n  node [shape=box, fontname=\"sans-serif\"];\n");
        text += "  edge [fontname=\"sans-serif\", fontsize=10];\n";
        if let [only] = &self.entries[..] {
            self.entry(&mut text, "", only);
            return text + "}\n";
        }
        for (i, entry) in self.entries.iter().enumerate() {
            line(&mut text, &format!("  subgraph cluster_{i} {{\n  label={};", quoted(&entry.key)));
            self.entry(&mut text, &format!("e{i}_"), entry);
            line(&mut text, "  }");
        }
        text + "}\n"
    }

    /// One entry point; the names of what is in it begin with `prefix`.
    fn entry(&self, text: &mut String, prefix: &str, entry: &Entry) {
        // The node that each tensor comes from.
        let mut sources = vec![None; self.tensors.len()];
        let (input, output, name) = (format!("{prefix}in"), format!("{prefix}out"), format!("{prefix}n"));
        self.ports(text, &input, &entry.inputs, |i, port| sources[port.tensor.index()] = Some(format!("{input}{i}")));
        for (i, node) in entry.nodes.iter().enumerate() {
            line(text, &format!("  {name}{i} [label={}];", quoted(&self.label(node))));
            node.outputs.iter().for_each(|id| sources[id.index()] = Some(format!("{name}{i}")));
        }
        self.ports(text, &output, &entry.outputs, |_, _| {});
        let edges = Edges { prefix, sources };
        for (i, node) in entry.nodes.iter().enumerate() {
            node.inputs.iter().flatten().for_each(|id| self.edge(text, &edges, *id, &format!("n{i}")));
        }
        for (i, port) in entry.outputs.iter().enumerate() {
            self.edge(text, &edges, port.tensor, &format!("out{i}"));
        }
    }

    fn ports(&self, text: &mut String, prefix: &str, ports: &[Port], mut seen: impl FnMut(usize, &Port)) {
        for (i, port) in ports.iter().enumerate() {
            let label = format!("{}\n{}", port.name, self.tensor(port.tensor));
            line(text, &format!("  {prefix}{i} [shape=ellipse, label={}];", quoted(&label)));
            seen(i, port);
        }
    }

    /// The operator, and the constants that it reads.
    fn label(&self, node: &Node) -> String {
        let mut label = format!("#{} {}", node.site.operator, node.site.name);
        for id in node.inputs.iter().flatten().filter(|id| self.tensor(**id).data.is_some()) {
            let _ = write!(label, "\n{}", self.tensor(*id));
        }
        label
    }

    /// A tensor on its way; constants have none, and one that nothing writes comes from a question mark.
    fn edge(&self, text: &mut String, Edges { prefix, sources }: &Edges<'_>, id: TensorId, to: &str) {
        let tensor = self.tensor(id);
        let label = quoted(&format!("{}{}", tensor.dtype, tensor.shape));
        match sources.get(id.index()).and_then(Option::as_deref) {
            Some(from) => line(text, &format!("  {from} -> {prefix}{to} [label={label}];")),
            None if tensor.data.is_some() && to.starts_with('n') => {}
            None => {
                let name = if tensor.data.is_some() { "constant" } else { "?" };
                line(text, &format!("  {prefix}t{} [shape=plaintext, label=\"{name}\"];", id.0));
                line(text, &format!("  {prefix}t{} -> {prefix}{to} [label={label}];", id.0));
            }
        }
    }
}

/// Where edges start.
struct Edges<'a> {
    prefix: &'a str,
    /// The node that each tensor comes from.
    sources: Vec<Option<String>>,
}

fn line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// A string of the language: names come from the file and may hold anything.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_break_out_of_their_string() {
        assert_eq!(quoted("a\"b\\c\nd\re"), r#""a\"b\\c\nd e""#);
    }

    #[test]
    fn a_chain_of_operators() {
        let model = std::fs::read("../tests/models/mlp_sine_int8/model.tflite").unwrap();
        let dot = crate::compile(&model, &crate::Options::default()).unwrap().graph.dot();
        assert!(dot.starts_with("digraph model {"), "{dot}");
        assert!(dot.contains("in0 -> n0 [label=\"int8[16, 1]\"];"), "{dot}");
        assert!(dot.contains("label=\"#0 FULLY_CONNECTED\\nint8[16, 1]"), "{dot}");
        assert!(dot.contains("-> out0 "), "{dot}");
    }
}
