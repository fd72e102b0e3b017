//! SVDF: a fully connected layer over time, of low rank.

use super::quantized::symmetric_scale;
use super::{Infer, Numerics, Operator, Options, cx, sequence};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{self, CellActivation, F32, SvdfHybrid, SvdfInteger};
use crate::math::quantize_multiplier;
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct Svdf {
    rank: usize,
    activation: CellActivation,
    asymmetric: bool,
}

const FEATURE: usize = 1;
const TIME: usize = 2;
const BIAS: usize = 3;
const STATE: usize = 4;

impl Operator for Svdf {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8];
    const REFUSED: &'static str =
        "state that is not a variable; int8 with an activation other than RELU, or with int8 state";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_svdfoptions();
        let o = o.ok_or_else(|| Diagnostic::malformed("no options"))?;
        let rank = usize::try_from(o.rank()).ok().filter(|rank| *rank > 0);
        Ok(Svdf {
            rank: rank.ok_or_else(|| Diagnostic::malformed(format!("rank {}", o.rank())))?,
            activation: sequence::activation(o.fused_activation_function())?,
            asymmetric: o.asymmetric_quantize_inputs(),
        })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(5..=5, 1)?;
        let (x, feature, time) = (cx.input(0)?, cx.input(FEATURE)?, cx.input(TIME)?);
        [x, feature, time].into_iter().try_for_each(|tensor| tensor.expect_rank(2..=2))?;
        let (batches, filters, memory) = (x.shape[0], feature.shape[0], time.shape[1]);
        if !filters.is_multiple_of(self.rank) || filters == 0 || memory == 0 || x.shape[1] == 0 {
            let message = format!("{filters} filters of rank {} with a memory of {memory}", self.rank);
            return Err(Diagnostic::malformed(message).on(&feature.name));
        }
        let types = self.types(x, feature, cx.state(STATE)?)?;
        feature.expect(feature.dtype, &[filters, x.shape[1]])?;
        time.expect(types.time, &[filters, memory])?;
        if let Some(bias) = cx.optional(BIAS) {
            bias.expect(types.bias, &[filters / self.rank])?;
        }
        cx.state(STATE)?.expect(types.state, &[batches, memory.saturating_mul(filters)])?;
        cx.output_is(0, x.dtype)?;
        Ok(vec![Shape(vec![batches, filters / self.rank])])
    }

    fn macs(&self, cx: &Infer<'_>) -> u64 {
        let elements = |index: usize| cx.input(index).map_or(0, |tensor| tensor.shape.elements() as u64);
        let batches = cx.input(0).map_or(0, |x| x.shape.from_end(1) as u64);
        batches.saturating_mul(elements(FEATURE).saturating_add(elements(TIME)))
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (x, feature) = (cx.input(0)?, cx.input(FEATURE)?);
        let p = kernel::Svdf {
            input: x.shape.from_end(0),
            filters: feature.shape[0],
            memory: cx.input(TIME)?.shape.from_end(0),
            rank: self.rank,
        };
        match (x.dtype, feature.dtype) {
            (DType::F32, DType::F32) => self.lower_float(cx, &p),
            (DType::F32, _) => self.lower_hybrid(cx, &p),
            _ => self.lower_integer(cx, &p),
        }
    }
}

/// Types that go with those of input and weights.
struct Types {
    time: DType,
    bias: DType,
    state: DType,
}

impl Svdf {
    fn types(&self, x: &Tensor, feature: &Tensor, state: &Tensor) -> Result<Types, Diagnostic> {
        match (x.dtype, feature.dtype) {
            (DType::F32, DType::F32) => Ok(Types { time: DType::F32, bias: DType::F32, state: DType::F32 }),
            (DType::F32, DType::I8 | DType::U8) => {
                Ok(Types { time: feature.dtype, bias: DType::F32, state: DType::F32 })
            }
            (DType::I8, DType::I8) => {
                if self.activation != CellActivation::Relu {
                    let help = "TFLite's integer kernel takes RELU only";
                    return Err(Diagnostic::unsupported("int8 with another activation than RELU", help));
                }
                state.expect_dtype(&[DType::I16, DType::I8])?;
                Ok(Types { time: state.dtype, bias: DType::I32, state: state.dtype })
            }
            (input, other) => {
                let help = "litecast takes float32, float32 with int8 weights, and int8";
                let message = format!("weights of {other} for an input of {input}");
                Err(Diagnostic::unsupported(message, help).on(&feature.name))
            }
        }
    }

    fn lower_float(&self, cx: &mut Lower<'_>, p: &kernel::Svdf) -> Result<(), Diagnostic> {
        let args = [
            Arg::params(p),
            Arg::value(self.activation),
            cx.read("x", 0)?,
            cx.read("feature", FEATURE)?,
            cx.read("time", TIME)?,
            cx.read_optional("bias", BIAS)?,
            cx.write("y", 0)?,
            cx.update("state", STATE)?,
        ];
        cx.call("svdf_f32", args);
        Ok(())
    }

    fn lower_hybrid(&self, cx: &mut Lower<'_>, p: &kernel::Svdf) -> Result<(), Diagnostic> {
        let infer = cx.infer();
        let (time, data) = infer.constant(TIME)?;
        let scale = symmetric_scale(time)?;
        let time = cx::decode(data, i8::from_le_bytes).flat_map(|weight| (f32::from(weight) * scale).to_le_bytes());
        let (asymmetric, activation) = (self.asymmetric, self.activation);
        let q = SvdfHybrid { asymmetric, scale: F32(symmetric_scale(cx.input(FEATURE)?)?), activation };
        let args = [
            Arg::params(p),
            Arg::params(&q),
            cx.read("x", 0)?,
            cx.read_as("feature", FEATURE, "i8")?,
            cx.constant("time", "f32", time.collect()),
            cx.read_optional("bias", BIAS)?,
            cx.write("y", 0)?,
            cx.update("state", STATE)?,
            cx.scratch("quantized", "i8", p.input),
        ];
        cx.call("svdf_hybrid", args);
        Ok(())
    }

    fn lower_integer(&self, cx: &mut Lower<'_>, p: &kernel::Svdf) -> Result<(), Diagnostic> {
        let (x, y, state) =
            (cx.input(0)?.quantized_per_tensor()?, cx.output(0)?.quantized_per_tensor()?, cx.input(STATE)?);
        let micro = cx.numerics() == Numerics::Tflm;
        if state.dtype == DType::I8 && !micro {
            let help = "convert the model with int16 state, or ask for `numerics = tflm`";
            return Err(Diagnostic::unsupported("int8 state", help).on(&state.name));
        }
        let memory = state.quantized_per_tensor()?;
        let [feature, time] = [symmetric_scale(cx.input(FEATURE)?)?, symmetric_scale(cx.input(TIME)?)?];
        let q = SvdfInteger {
            input_offset: -x.zero_point() as i16,
            feature: quantize_multiplier((x.scale() * feature / memory.scale()).into()),
            output: quantize_multiplier((memory.scale() * time / y.scale()).into()),
            output_offset: y.zero_point(),
            // LiteRT takes it to be 0.
            memory_zero_point: if micro { memory.zero_point() } else { 0 },
        };
        let args = [
            Arg::params(p),
            Arg::params(&q),
            cx.read("x", 0)?,
            cx.read("feature", FEATURE)?,
            cx.read("time", TIME)?,
            cx.read_optional("bias", BIAS)?,
            cx.write("y", 0)?,
            cx.update("state", STATE)?,
        ];
        cx.call(if state.dtype == DType::I8 { "svdf_i8_i8" } else { "svdf_i8_i16" }, args);
        Ok(())
    }
}
