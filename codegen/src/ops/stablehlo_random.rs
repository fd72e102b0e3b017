//! STABLEHLO_RNG_BIT_GENERATOR: random bits that follow from a state, and the next state.

use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::plan::Lower;
use crate::schema::fb;

#[derive(Clone, Debug, PartialEq)]
pub struct RngBitGenerator {
    philox: bool,
}

impl Operator for RngBitGenerator {
    const TYPES: &'static [DType] = &[DType::U64];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_2_as_stablehlo_rng_bit_generator_options();
        match o.map_or(fb::RngAlgorithm::DEFAULT, |o| o.algorithm()) {
            fb::RngAlgorithm::THREEFRY => Ok(RngBitGenerator { philox: false }),
            fb::RngAlgorithm::DEFAULT | fb::RngAlgorithm::PHILOX => Ok(RngBitGenerator { philox: true }),
            other => Err(Diagnostic::unsupported(format!("random bits by algorithm {}", other.0), "use PHILOX")),
        }
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 2)?;
        let (state, y) = (cx.input(0)?, cx.output(1)?);
        state.expect_dtype(&[DType::U64])?;
        state.expect_rank(1..=1)?;
        let words = state.shape.elements();
        if words != 2 && !(self.philox && words == 3) {
            return Err(Diagnostic::malformed(format!("a state of {words} words")).on(&state.name));
        }
        cx.output_is(0, DType::U64)?;
        y.expect_dtype(&[DType::I32, DType::U32, DType::I64, DType::U64])?;
        // Only the file knows it.
        Ok(vec![state.shape.clone(), y.shape.clone()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let kernel = if self.philox { "rng_philox" } else { "rng_threefry" };
        let args = [cx.read("state", 0)?, cx.write("next", 0)?, cx.write_parts("y", 1, "u32")?];
        cx.call(kernel, args);
        Ok(())
    }
}
