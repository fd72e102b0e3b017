//! The graph as stable text.

use super::{Graph, Node, Quant, Tensor, TensorId};
use std::fmt;

impl fmt::Display for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for port in &self.inputs {
            writeln!(f, "input {} {} `{}`", port.tensor, self.tensor(port.tensor), port.name)?;
        }
        for node in &self.nodes {
            self.print_node(node, f)?;
        }
        for port in &self.outputs {
            writeln!(f, "output {} {} `{}`", port.tensor, self.tensor(port.tensor), port.name)?;
        }
        Ok(())
    }
}

impl Graph {
    fn print_node(&self, node: &Node, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outputs: Vec<String> = node.outputs.iter().map(TensorId::to_string).collect();
        let inputs: Vec<String> = node.inputs.iter().map(|input| self.operand(*input)).collect();
        writeln!(f, "{} = #{} {:?}({})", outputs.join(", "), node.site.operator, node.op, inputs.join(", "))?;
        node.outputs.iter().try_for_each(|id| writeln!(f, "    {id} {}", self.tensor(*id)))
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
