//! The graph as stable text.

use super::{Entry, Graph, Node, Quant, Tensor, TensorId};
use std::fmt;

impl fmt::Display for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.entries.iter().try_for_each(|entry| self.print_entry(entry, f))
    }
}

impl Graph {
    fn print_entry(&self, entry: &Entry, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.entries.len() > 1 {
            writeln!(f, "entry `{}`", entry.key)?;
        }
        for port in &entry.inputs {
            writeln!(f, "input {} {} `{}`", port.tensor, self.tensor(port.tensor), port.name)?;
        }
        for state in &self.states {
            writeln!(f, "state {} {}", state.tensor, self.tensor(state.tensor))?;
        }
        self.print_nodes(&entry.nodes, "", f)?;
        for port in &entry.outputs {
            writeln!(f, "output {} {} `{}`", port.tensor, self.tensor(port.tensor), port.name)?;
        }
        Ok(())
    }

    fn print_nodes(&self, nodes: &[Node], indent: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        nodes.iter().try_for_each(|node| self.print_node(node, indent, f))
    }

    fn print_node(&self, node: &Node, indent: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outputs: Vec<String> = node.outputs.iter().map(TensorId::to_string).collect();
        let inputs: Vec<String> = node.inputs.iter().map(|input| self.operand(*input)).collect();
        let blocks = node.op.blocks();
        // Blocks are printed below, node by node.
        let op = if blocks.is_empty() { format!("{:?}", node.op) } else { node.site.name.clone() };
        writeln!(f, "{indent}{} = #{} {op}({})", outputs.join(", "), node.site.operator, inputs.join(", "))?;
        for id in &node.outputs {
            writeln!(f, "{indent}    {id} {}", self.tensor(*id))?;
        }
        for block in blocks {
            let outputs: Vec<String> = block.outputs.iter().map(|id| self.operand(Some(*id))).collect();
            writeln!(f, "{indent}    block")?;
            self.print_nodes(&block.nodes, &format!("{indent}        "), f)?;
            writeln!(f, "{indent}        gives {}", outputs.join(", "))?;
        }
        Ok(())
    }

    fn operand(&self, input: Option<TensorId>) -> String {
        match input {
            None => "-".to_string(),
            Some(id) if self.tensor(id).data.is_some() => format!("const {}", self.tensor(id)),
            Some(id) => id.to_string(),
        }
    }
}

impl fmt::Display for Tensor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.dtype, self.shape)?;
        self.quant.as_ref().map_or(Ok(()), |quant| write!(f, " {quant}"))
    }
}

impl fmt::Display for Quant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_per_tensor() {
            write!(f, "q({}, {})", self.scale(), self.zero_point())
        } else {
            write!(f, "q(axis {}, {} scales)", self.axis, self.scales.len())
        }
    }
}
