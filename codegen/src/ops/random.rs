//! RANDOM_UNIFORM, RANDOM_STANDARD_NORMAL and MULTINOMIAL: random numbers that follow from two seeds, on and on from run to run.

use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::Seeds;
use crate::plan::{Arg, Lower};
use crate::schema::fb;

const REFUSED: &str = "both seeds at 0, which means other numbers each time; inside loops, branches and composites";

/// Reads the seeds, and lets the operator keep how far it has counted. In subgraphs that others run TFLite starts over at times.
fn seeds(options: &Options<'_>) -> Result<Seeds, Diagnostic> {
    let o = options.table.builtin_options_as_random_options();
    // The interpreter keeps 32 bits of each.
    let [seed, seed2] = o.map_or([0; 2], |o| [o.seed(), o.seed2()]).map(|seed| i64::from(seed as i32) as u64);
    if (seed, seed2) == (0, 0) {
        let help = "nothing here gives chance; convert the model with seeds, such as tf.random.uniform(…, seed=1)";
        return Err(Diagnostic::unsupported("seeds of 0, for numbers that are others each time", help));
    }
    if options.is_nested() {
        let help = "draw as many numbers as are needed outside of it, and pass them in";
        return Err(Diagnostic::unsupported("random numbers in a subgraph that an operator runs", help));
    }
    options.keep(DType::U64, 1)?;
    Ok(Seeds { seed, seed2 })
}

/// RANDOM_UNIFORM and RANDOM_STANDARD_NORMAL.
#[derive(Clone, Debug, PartialEq)]
pub struct Random {
    normal: bool,
    seeds: Seeds,
}

impl Operator for Random {
    const TYPES: &'static [DType] = &[DType::F32];
    /// No input: the type is the output's.
    const DATA: usize = usize::MAX;
    const REFUSED: &'static str = REFUSED;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let normal = options.builtin == fb::BuiltinOperator::RANDOM_STANDARD_NORMAL;
        Ok(Random { normal, seeds: seeds(options)? })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let dims = cx.input(0)?;
        dims.expect_dtype(&[DType::I32])?;
        dims.expect_rank(1..=1)?;
        cx.state(1)?.expect(DType::U64, &[1])?;
        cx.output_is(0, DType::F32)?;
        let values = cx.ints(0)?;
        let shape: Option<Vec<usize>> = values.iter().map(|&dim| usize::try_from(dim).ok()).collect();
        let wrong = || Diagnostic::malformed(format!("dimensions {values:?}")).on(&dims.name);
        Ok(vec![cx::checked_shape(shape.ok_or_else(wrong)?)?])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let args = [Arg::params(&self.seeds), cx.update("count", 1)?, cx.write("y", 0)?];
        cx.call(if self.normal { "random_standard_normal" } else { "random_uniform" }, args);
        Ok(())
    }
}

/// MULTINOMIAL: indices of classes, by the logarithms of their weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Multinomial {
    seeds: Seeds,
}

impl Operator for Multinomial {
    const TYPES: &'static [DType] = &[DType::F32];
    const REFUSED: &'static str = REFUSED;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Multinomial { seeds: seeds(options)? })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=3, 1)?;
        let (logits, samples) = (cx.input(0)?, cx.input(1)?);
        logits.expect_dtype(&[DType::F32])?;
        logits.expect_rank(2..=2)?;
        if logits.shape.from_end(0) == 0 {
            return Err(Diagnostic::malformed("no classes").on(&logits.name));
        }
        samples.expect(DType::I32, &[])?;
        cx.state(2)?.expect(DType::U64, &[1])?;
        cx.output(0)?.expect_dtype(&[DType::I32, DType::I64])?;
        let count = cx.int(1)?;
        let wrong = |_| Diagnostic::malformed(format!("{count} samples")).on(&samples.name);
        let count = usize::try_from(count).map_err(wrong)?;
        Ok(vec![cx::checked_shape(vec![logits.shape.from_end(1), count])?])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (classes, y) = (cx.input(0)?.shape.from_end(0), cx.output(0)?);
        let kernel = if y.dtype == DType::I64 { "multinomial_i64" } else { "multinomial_i32" };
        let args = [
            Arg::params(&self.seeds),
            Arg::value(classes),
            Arg::value(y.shape.from_end(0)),
            cx.read("logits", 0)?,
            cx.scratch("sums", "f64", classes),
            cx.update("count", 2)?,
            cx.write("y", 0)?,
        ];
        cx.call(kernel, args);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;

    const SEEDS: Seeds = Seeds { seed: 1, seed2: 0 };

    #[test]
    fn what_it_keeps_is_a_variable() {
        let inputs = [constant(DType::I32, &[2], &[2, 3]), variable(DType::U64, &[1])];
        let random = Op::Random(Random { normal: false, seeds: SEEDS });
        assert!(apply(random, &inputs, &[DType::F32]).unwrap_err().contains("not a variable"));
        let inputs = [variable(DType::F32, &[2, 0]), constant(DType::I32, &[], &[4]), variable(DType::U64, &[1])];
        let multinomial = Op::Multinomial(Multinomial { seeds: SEEDS });
        assert!(apply(multinomial, &inputs, &[DType::I64]).unwrap_err().contains("no classes"));
    }
}
