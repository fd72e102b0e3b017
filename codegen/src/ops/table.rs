//! Functions of one byte that several operators of the file make together.

use super::{Infer, Operator, Options, segments, stream};
use crate::Target;
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::plan::Lower;
use std::fmt;

/// The result for each byte. No file has it: `pass::tables` puts it in the place of other operators.
#[derive(Clone, PartialEq)]
pub struct Table {
    results: Vec<u8>,
}

impl Table {
    /// With the results for all 256 bytes, by the bits of the input.
    pub(crate) fn new(results: Vec<u8>) -> Self {
        Table { results }
    }

    /// The results.
    #[cfg(test)]
    pub(crate) fn results(&self) -> &[u8] {
        &self.results
    }
}

/// The results themselves say little to a reader.
impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Table")
    }
}

impl Operator for Table {
    const TYPES: &'static [DType] = &[DType::I8, DType::U8, DType::Bool];

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Err(Diagnostic::malformed("an operator of the compiler's own"))
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        // The inputs of the operators that it replaces may have had fewer dimensions than what they were combined with.
        Ok(vec![cx.output(0)?.shape.clone()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        if self.results.iter().copied().eq(0..=u8::MAX) {
            return cx.alias(0, 0);
        }
        look_up(cx, &self.results)
    }
}

/// The call that gives each byte its result. x86-64 shuffles 16 bytes at a time, where lines are found sooner than tables.
pub(super) fn look_up(cx: &mut Lower<'_>, results: &[u8]) -> Result<(), Diagnostic> {
    let table = cx.constant("table", "u8", results.to_vec());
    let segments = (cx.target() == Target::X86_64).then(|| segments::find(results)).flatten();
    if let Some(segments) = segments {
        cx.decide("table", "results for 256 bytes, as 32 lines");
        let args = [table, cx.constant("segments", "u8", segments.to_vec()), cx.unary_bits(0, 0)?];
        cx.call("stream_segments_u8", args);
    } else {
        cx.decide("table", "results for 256 bytes");
        let args = [table, cx.unary_bits(0, 0)?];
        cx.call(stream::kernel("table_u8", cx.target()), args);
    }
    Ok(())
}
