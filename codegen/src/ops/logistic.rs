//! LOGISTIC: `1 / (1 + exp(-x))`.

use super::{Infer, Operator, Options, quantized};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct Logistic;

impl Operator for Logistic {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8];

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Logistic)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        let x = cx.input(0)?;
        cx.output_is(0, x.dtype)?;
        Ok(vec![x.shape.clone()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        if x.dtype == DType::F32 {
            let io = cx.unary(0, 0)?;
            cx.call("logistic_f32", [io]);
            return Ok(());
        }
        let table = quantized::table(x, y, |x| 1.0 / (1.0 + libm::expf(-x)))?;
        let args: [Arg; 2] = [cx.constant("table", "u8", table), cx.unary_bits(0, 0)?];
        cx.call("table_u8", args);
        Ok(())
    }
}
