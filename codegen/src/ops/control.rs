//! IF, WHILE and CALL: operators that run blocks of others.

use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{Block, DType, Graph, Shape, Tensor, TensorId};
use crate::plan::{Lower, Mark};
use crate::schema::fb;

/// WHILE: `while cond(carried) { carried = body(carried) }`. What it carries are its outputs' tensors, which both blocks read.
#[derive(Clone, Debug, PartialEq)]
pub struct While {
    pub(crate) cond: Block,
    pub(crate) body: Block,
}

impl Operator for While {
    const TYPES: &'static [DType] = CARRIED;
    const REFUSED: &'static str = "shapes that change from one round to the next";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_while_options();
        let o = o.ok_or_else(|| Diagnostic::malformed("no condition and body"))?;
        let cond = options.block(o.cond_subgraph_index(), options.outputs)?;
        let body = options.block(o.body_subgraph_index(), options.outputs)?;
        Ok(While { cond, body })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        if cx.inputs.len() != cx.outputs.len() || self.body.outputs.len() != cx.outputs.len() {
            return Err(Diagnostic::malformed("a loop takes, carries and gives the same tensors"));
        }
        expect_condition(cx.graph, &self.cond.outputs)?;
        for (carried, next) in cx.outputs.iter().zip(&self.body.outputs) {
            let (carried, next) = (cx.graph.tensor(*carried), cx.graph.tensor(*next));
            expect_same(next, carried)?;
        }
        Ok(cx.outputs.iter().map(|id| cx.graph.tensor(*id).shape.clone()).collect())
    }

    fn blocks(&self) -> Vec<&Block> {
        vec![&self.cond, &self.body]
    }

    fn blocks_mut(&mut self) -> Vec<&mut Block> {
        vec![&mut self.cond, &mut self.body]
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let carried = cx.output_ids();
        let first: Vec<TensorId> = cx.input_ids()?;
        let moving: Vec<usize> = (0..carried.len()).filter(|&i| cx.lives(carried[i])).collect();
        for &i in &moving {
            cx.copy(first[i], carried[i])?;
        }
        cx.mark(Mark::Loop);
        cx.block(&self.cond)?;
        cx.mark_condition(&self.cond.outputs, Mark::BreakUnless)?;
        cx.block(&self.body)?;
        let moves: Vec<_> = moving.iter().map(|&i| (self.body.outputs[i], carried[i])).collect();
        cx.copy_all(&moves)?;
        moving.iter().for_each(|&i| cx.keep(carried[i]));
        cx.mark(Mark::End);
        Ok(())
    }
}

/// IF: one of two blocks, by a condition.
#[derive(Clone, Debug, PartialEq)]
pub struct If {
    pub(crate) then: Block,
    pub(crate) otherwise: Block,
}

impl Operator for If {
    const TYPES: &'static [DType] = &[DType::Bool];
    const REFUSED: &'static str = "branches whose outputs differ in shape";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_if_options();
        let o = o.ok_or_else(|| Diagnostic::malformed("no branches"))?;
        let inputs = options.all_inputs()?;
        let inputs = inputs.get(1..).unwrap_or_default();
        let then = options.block(o.then_subgraph_index(), inputs)?;
        Ok(If { then, otherwise: options.block(o.else_subgraph_index(), inputs)? })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.input(0)?.expect_elements(1)?;
        let mut shapes = Vec::new();
        for (i, output) in cx.outputs.iter().enumerate() {
            let given = |block: &Block| block.outputs.get(i).map(|id| cx.graph.tensor(*id));
            let (Some(then), Some(otherwise)) = (given(&self.then), given(&self.otherwise)) else {
                return Err(Diagnostic::malformed("a branch gives fewer outputs than the operator has"));
            };
            expect_same(otherwise, then)?;
            then.expect_dtype(&[cx.graph.tensor(*output).dtype])?;
            shapes.push(then.shape.clone());
        }
        Ok(shapes)
    }

    fn blocks(&self) -> Vec<&Block> {
        vec![&self.then, &self.otherwise]
    }

    fn blocks_mut(&mut self) -> Vec<&mut Block> {
        vec![&mut self.then, &mut self.otherwise]
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let outputs = cx.output_ids();
        let condition = cx.input_ids()?.first().copied();
        cx.mark_condition(condition.as_slice(), Mark::If)?;
        for (block, after) in [(&self.then, Mark::Else), (&self.otherwise, Mark::End)] {
            cx.block(block)?;
            let moves: Vec<_> = block.outputs.iter().copied().zip(outputs.iter().copied()).collect();
            cx.copy_all(&moves)?;
            cx.mark(after);
        }
        Ok(())
    }
}

/// CALL and STABLEHLO_COMPOSITE: the block in the operator's place.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    pub(crate) block: Block,
}

impl Operator for Call {
    const TYPES: &'static [DType] = CARRIED;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let index: i64 = if options.builtin == fb::BuiltinOperator::CALL {
            options.table.builtin_options_as_call_options().map_or(-1, |o| o.subgraph().into())
        } else {
            let composite = options.table.builtin_options_2_as_stable_hlocomposite_options();
            composite.map_or(-1, |o| o.decomposition_subgraph_index().into())
        };
        Ok(Call { block: options.block(index, &options.all_inputs()?)? })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let shape = |(output, inner): (&TensorId, &TensorId)| {
            let inner = cx.graph.tensor(*inner);
            inner.expect_dtype(&[cx.graph.tensor(*output).dtype])?;
            Ok(inner.shape.clone())
        };
        cx.outputs.iter().zip(&self.block.outputs).map(shape).collect()
    }

    fn blocks(&self) -> Vec<&Block> {
        vec![&self.block]
    }

    fn blocks_mut(&mut self) -> Vec<&mut Block> {
        vec![&mut self.block]
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        cx.block(&self.block)?;
        let outputs = cx.output_ids();
        self.block.outputs.iter().zip(outputs).try_for_each(|(inner, output)| cx.alias_ids(*inner, output))
    }
}

/// Types that blocks may be given: what can be moved, and handles, which are only names.
const CARRIED: &[DType] = &[
    DType::F32,
    DType::I8,
    DType::U8,
    DType::I16,
    DType::I32,
    DType::I64,
    DType::Bool,
    DType::F16,
    DType::Bf16,
    DType::F64,
    DType::U16,
    DType::U32,
    DType::U64,
    DType::Complex64,
    DType::Resource,
];

fn expect_condition(graph: &Graph, outputs: &[TensorId]) -> Result<(), Diagnostic> {
    let [condition] = outputs else { return Err(Diagnostic::malformed("a condition gives one value")) };
    let condition = graph.tensor(*condition);
    condition.expect_dtype(&[DType::Bool])?;
    condition.expect_elements(1)
}

pub(super) fn expect_same(tensor: &Tensor, wanted: &Tensor) -> Result<(), Diagnostic> {
    if tensor.shape == wanted.shape && tensor.dtype == wanted.dtype {
        return Ok(());
    }
    let message =
        format!("{}{} where `{}` is {}{}", tensor.dtype, tensor.shape, wanted.name, wanted.dtype, wanted.shape);
    let help = "give both branches, and every round of a loop, the same shapes";
    Err(Diagnostic::unsupported(message, help).on(&tensor.name))
}
