//! STABLEHLO_CASE: one of several blocks, by an index.

use super::control::expect_same;
use super::movement::expect_same_quant;
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{Block, DType, Shape, TensorId};
use crate::plan::{Lower, Mark};

/// An index that is out of range chooses the last branch.
#[derive(Clone, Debug, PartialEq)]
pub struct StablehloCase {
    branches: Vec<Block>,
}

impl Operator for StablehloCase {
    const TYPES: &'static [DType] = &[DType::I32];
    const REFUSED: &'static str = "branches whose outputs differ in shape";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_2_as_stablehlo_case_options();
        let indices = o.and_then(|o| o.branch_subgraph_indices());
        let indices = indices.ok_or_else(|| Diagnostic::malformed("no branches"))?;
        let inputs = options.all_inputs()?;
        let inputs = inputs.get(1..).unwrap_or_default();
        let branches = indices.iter().map(|index| options.block(index, inputs));
        Ok(StablehloCase { branches: branches.collect::<Result<_, _>>()? })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.input(0)?.expect_elements(1)?;
        cx.outputs.iter().enumerate().map(|(i, output)| self.shape(cx, i, *output)).collect()
    }

    fn blocks(&self) -> Vec<&Block> {
        self.branches.iter().collect()
    }

    fn blocks_mut(&mut self) -> Vec<&mut Block> {
        self.branches.iter_mut().collect()
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let outputs = cx.output_ids();
        let index = cx.input_ids()?.first().copied();
        if self.branches.len() > 1 {
            cx.mark_by(index.as_slice(), "i32", Mark::Switch)?;
        }
        for (i, branch) in self.branches.iter().enumerate() {
            if i > 0 {
                cx.mark(Mark::Else);
            }
            cx.block(branch)?;
            let moves: Vec<_> = branch.outputs.iter().copied().zip(outputs.iter().copied()).collect();
            cx.copy_all(&moves)?;
        }
        if self.branches.len() > 1 {
            cx.mark(Mark::End);
        }
        Ok(())
    }
}

impl StablehloCase {
    /// The shape that all branches give output `i`.
    fn shape(&self, cx: &Infer<'_>, i: usize, output: TensorId) -> Result<Shape, Diagnostic> {
        let output = cx.graph.tensor(output);
        let given = self.branches.iter().map(|branch| branch.outputs.get(i).map(|id| cx.graph.tensor(*id)));
        let given = given.collect::<Option<Vec<_>>>();
        let given = given.ok_or_else(|| Diagnostic::malformed("a branch gives fewer outputs than the operator has"))?;
        let (first, others) = given.split_first().ok_or_else(|| Diagnostic::malformed("no branches"))?;
        first.expect_dtype(&[output.dtype])?;
        others.iter().try_for_each(|other| expect_same(other, first))?;
        given.iter().try_for_each(|given| expect_same_quant(given, output))?;
        Ok(first.shape.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{quantized, variable};
    use super::*;
    use crate::ir::{Graph, Tensor};

    /// The shape of an operator whose branches give these tensors, or what is wrong.
    fn infer(branches: &[Tensor]) -> Result<Shape, String> {
        let mut graph = Graph::default();
        let index = Some(graph.add(variable(DType::I32, &[])));
        let output = graph.add(quantized(variable(DType::I8, &[]), 0.5, 3));
        let branches =
            branches.iter().map(|tensor| Block { outputs: vec![graph.add(tensor.clone())], ..Block::default() });
        let op = StablehloCase { branches: branches.collect() };
        let shapes = op.infer(&Infer { graph: &graph, inputs: &[index], outputs: &[output] });
        shapes.map(|shapes| shapes[0].clone()).map_err(|problem| problem.to_string())
    }

    #[test]
    fn branches_agree() {
        let given = |shape: &[usize], scale| quantized(variable(DType::I8, shape), scale, 3);
        assert_eq!(infer(&[given(&[2], 0.5), given(&[2], 0.5)]), Ok([2].into()));
        assert!(infer(&[given(&[2], 0.5), given(&[3], 0.5)]).unwrap_err().contains("same shapes"));
        assert!(infer(&[given(&[2], 0.5), given(&[2], 0.25)]).unwrap_err().contains("scale"));
        assert!(infer(&[variable(DType::F32, &[2])]).is_err());
        assert!(infer(&[]).unwrap_err().contains("no branches"));
    }
}
