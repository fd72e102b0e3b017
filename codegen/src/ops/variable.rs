//! READ_VARIABLE and ASSIGN_VARIABLE on a tensor that keeps its value. Handles are gone by now: the importer follows them.

use super::{Infer, Operator, Options, copy_whole, movement};
use crate::diag::Diagnostic;
use crate::ir::{Block, DType, Shape};
use crate::plan::Lower;

/// A copy of the variable's value, which stays as it is when the variable is assigned later in the run.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadVariable;

impl Operator for ReadVariable {
    const TYPES: &'static [DType] = movement::TYPES;

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(ReadVariable)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let state = cx.input(0)?;
        cx.output_is(0, state.dtype)?;
        Ok(vec![state.shape.clone()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let count = cx.output(0)?.element_count();
        copy_whole(cx, 0, 0, count)
    }
}

/// A new value for the variable, which is the node's output.
#[derive(Clone, Debug, PartialEq)]
pub struct AssignVariable;

impl Operator for AssignVariable {
    const TYPES: &'static [DType] = movement::TYPES;

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(AssignVariable)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let (value, state) = (cx.input(0)?, cx.output(0)?);
        cx.output_is(0, value.dtype)?;
        if value.shape != state.shape {
            let help = "every value of a variable must have the same shape";
            let message = format!("shape {} for a variable of shape {}", value.shape, state.shape);
            return Err(Diagnostic::unsupported(message, help).on(&state.name));
        }
        Ok(vec![value.shape.clone()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let count = cx.output(0)?.element_count();
        copy_whole(cx, 0, 0, count)
    }
}

/// CALL_ONCE: a subgraph that gives variables their first values. It must come down to constants.
#[derive(Clone, Debug, PartialEq)]
pub struct CallOnce {
    pub(crate) block: Block,
}

impl Operator for CallOnce {
    const TYPES: &'static [DType] = movement::TYPES;
    const REFUSED: &'static str = "first values that are not constant";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let index = options.table.builtin_options_as_call_once_options().map_or(0, |o| o.init_subgraph_index());
        Ok(CallOnce { block: options.block(index, &[])? })
    }

    fn infer(&self, _: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        Ok(Vec::new())
    }

    fn blocks(&self) -> Vec<&Block> {
        vec![&self.block]
    }

    fn blocks_mut(&mut self) -> Vec<&mut Block> {
        vec![&mut self.block]
    }

    fn lower(&self, _: &mut Lower<'_>) -> Result<(), Diagnostic> {
        // Its work was done when shapes were worked out.
        Ok(())
    }
}
