//! What an operator sees while it is read and checked.

use super::Given;
use super::attributes::Attributes;
use crate::diag::{Diagnostic, Site};
use crate::ir::{Block, DType, Graph, Port, Quant, Shape, Tensor, TensorId};
use crate::schema::fb;
use std::cell::RefCell;

/// Whose reference kernels an integer model is to equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numerics {
    /// LiteRT's.
    #[default]
    Litert,
    /// TensorFlow Lite for Microcontrollers'.
    Tflm,
}

/// An operator as it stands in the file.
pub(crate) struct Options<'a> {
    /// Which builtin.
    pub(crate) builtin: fb::BuiltinOperator,
    /// A custom operator's name; empty for the others.
    pub(crate) custom: &'a str,
    /// Where it stands.
    pub(crate) site: &'a Site,
    /// A custom operator's options, in whatever form it has them.
    pub(crate) custom_options: &'a [u8],
    /// What the user gives to compute a custom operator with.
    pub(crate) given: Option<Given>,
    /// The operator's table, with its options.
    pub(crate) table: fb::Operator<'a>,
    /// Its inputs.
    pub(crate) inputs: &'a [Option<TensorId>],
    /// Its outputs.
    pub(crate) outputs: &'a [TensorId],
    /// Tensors that only say how values inside of it are quantized.
    pub(crate) intermediates: &'a [TensorId],
    /// Values to a block, where weights are quantized in blocks: the scales are a further input of the node, its last.
    pub(crate) block: Option<usize>,
    /// The other subgraphs of the file.
    pub(crate) subgraphs: RefCell<&'a mut dyn Subgraphs>,
    /// What the operator keeps between runs: inputs of the node, after those that the file gives it.
    pub(crate) kept: RefCell<Vec<TensorId>>,
    /// How many rows of its outputs are there, where that depends on data: outputs of the node, after those that the file gives it.
    pub(crate) counts: RefCell<Vec<TensorId>>,
}

/// Where an operator gets the blocks from that it runs.
pub(crate) trait Subgraphs {
    /// A copy of subgraph `index` for this use, whose inputs are the tensors given.
    fn block(&mut self, index: i64, inputs: &[TensorId]) -> Result<Block, Diagnostic>;

    /// The kinds of the operators of subgraph `index`, of which an operator only needs to know what it computes.
    fn kinds(&mut self, index: i64) -> Result<Vec<fb::BuiltinOperator>, Diagnostic>;

    /// The tensor as the file has it.
    fn tensor(&self, id: TensorId) -> &Tensor;

    /// A tensor that counts the rows of `counted`, as many as the data gives.
    fn count(&mut self, counted: TensorId) -> TensorId;

    /// Whether the operator is read in a subgraph that another runs.
    fn is_nested(&self) -> bool;

    /// Tensor `index` of those that the operator at `site` keeps between runs, of zeros at first. It is the same however often the
    /// operator is met.
    fn keep(&mut self, site: &Site, index: usize, tensor: Tensor) -> TensorId;
}

impl<'a> Options<'a> {
    /// A custom operator's options, which are to be a map.
    pub(crate) fn attributes(&self) -> Result<Attributes<'a>, Diagnostic> {
        Attributes::new(self.custom_options)
    }

    /// A copy of subgraph `index` for this operator, whose inputs are the tensors given.
    pub(crate) fn block(&self, index: impl Into<i64>, inputs: &[TensorId]) -> Result<Block, Diagnostic> {
        self.subgraphs.borrow_mut().block(index.into(), inputs)
    }

    /// The shape of input `index` in the file, which may not be the last word.
    pub(crate) fn shape(&self, index: usize) -> Result<Shape, Diagnostic> {
        let id = self.inputs.get(index).copied().flatten();
        let id = id.ok_or_else(|| Diagnostic::malformed(format!("input {index} is missing")))?;
        Ok(self.subgraphs.borrow().tensor(id).shape.clone())
    }

    /// Lets the operator keep `count` elements between runs, zeros at first: a further input.
    pub(crate) fn keep(&self, dtype: DType, count: usize) -> Result<(), Diagnostic> {
        let shape = checked_shape(vec![count])?;
        let kind = if self.custom.is_empty() { &self.site.name } else { self.custom };
        let tensor = Tensor { name: format!("state of {kind}"), dtype, shape, quant: None, data: None };
        let mut kept = self.kept.borrow_mut();
        let id = self.subgraphs.borrow_mut().keep(self.site, kept.len(), tensor);
        kept.push(id);
        Ok(())
    }

    /// Lets a run count the rows of output `index` that are there: a further output, an int32.
    pub(crate) fn count(&self, index: usize) -> Result<(), Diagnostic> {
        let output = self.outputs.get(index).copied();
        let output = output.ok_or_else(|| Diagnostic::malformed(format!("output {index} is missing")))?;
        self.counts.borrow_mut().push(self.subgraphs.borrow_mut().count(output));
        Ok(())
    }

    /// Whether the operator stands in a subgraph that another runs.
    pub(crate) fn is_nested(&self) -> bool {
        self.subgraphs.borrow().is_nested()
    }

    /// The kinds of the operators of subgraph `index`.
    pub(crate) fn kinds(&self, index: impl Into<i64>) -> Result<Vec<fb::BuiltinOperator>, Diagnostic> {
        self.subgraphs.borrow_mut().kinds(index.into())
    }

    /// All inputs, none of which may be left out.
    pub(crate) fn all_inputs(&self) -> Result<Vec<TensorId>, Diagnostic> {
        let inputs: Option<Vec<TensorId>> = self.inputs.iter().copied().collect();
        inputs.ok_or_else(|| Diagnostic::malformed("an input is missing"))
    }

    /// The fused activation that an option table names.
    pub(crate) fn activation(&self, function: fb::ActivationFunctionType) -> Result<Activation, Diagnostic> {
        Activation::parse(function)
    }
}

/// A fused activation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Activation {
    None,
    Relu,
    ReluN1To1,
    Relu6,
}

impl Activation {
    fn parse(function: fb::ActivationFunctionType) -> Result<Self, Diagnostic> {
        match function {
            fb::ActivationFunctionType::NONE => Ok(Activation::None),
            fb::ActivationFunctionType::RELU => Ok(Activation::Relu),
            fb::ActivationFunctionType::RELU_N1_TO_1 => Ok(Activation::ReluN1To1),
            fb::ActivationFunctionType::RELU6 => Ok(Activation::Relu6),
            other => Err(Diagnostic::unsupported(
                format!(
                    "fused activation {}",
                    other.variant_name().map_or_else(|| other.0.to_string(), str::to_string)
                ),
                "use NONE, RELU, RELU_N1_TO_1 or RELU6, or put the activation into an operator of its own",
            )),
        }
    }

    /// As TFLite has it in memory, which is how old custom operators keep it.
    pub(crate) fn parse_raw(function: i32) -> Result<Self, Diagnostic> {
        i8::try_from(function).map_or_else(
            |_| Err(Diagnostic::malformed(format!("fused activation {function}"))),
            |function| Self::parse(fb::ActivationFunctionType(function)),
        )
    }

    /// Bounds in real numbers.
    pub(crate) fn bounds(self) -> (f32, f32) {
        match self {
            Activation::None => (f32::NEG_INFINITY, f32::INFINITY),
            Activation::Relu => (0.0, f32::INFINITY),
            Activation::ReluN1To1 => (-1.0, 1.0),
            Activation::Relu6 => (0.0, 6.0),
        }
    }
}

/// A node with its tensors, while shapes are being worked out.
pub(crate) struct Infer<'a> {
    pub(crate) graph: &'a Graph,
    pub(crate) inputs: &'a [Option<TensorId>],
    pub(crate) outputs: &'a [TensorId],
}

impl<'a> Infer<'a> {
    /// Whose arithmetic to follow where they differ.
    pub(crate) fn numerics(&self) -> Numerics {
        self.graph.numerics
    }

    /// How many inputs are listed, left-out ones included.
    pub(crate) fn input_count(&self) -> usize {
        self.inputs.len()
    }

    /// Input `index`, which must be there.
    pub(crate) fn input(&self, index: usize) -> Result<&'a Tensor, Diagnostic> {
        self.optional(index).ok_or_else(|| Diagnostic::malformed(format!("input {index} is missing")))
    }

    /// Input `index`, if it is there.
    pub(crate) fn optional(&self, index: usize) -> Option<&'a Tensor> {
        self.inputs.get(index).copied().flatten().map(|id| self.graph.tensor(id))
    }

    /// Input `index`, which must be there and be a variable, for an operator that changes it.
    pub(crate) fn state(&self, index: usize) -> Result<&'a Tensor, Diagnostic> {
        let tensor = self.input(index)?;
        if self.inputs.get(index).copied().flatten().is_some_and(|id| self.graph.is_state(id)) {
            return Ok(tensor);
        }
        let help = "mark the tensor as a variable in the file, as TFLite requires it";
        Err(Diagnostic::unsupported("state that is not a variable", help).on(&tensor.name))
    }

    /// Output `index`, which must be there. Its shape is not known yet.
    pub(crate) fn output(&self, index: usize) -> Result<&'a Tensor, Diagnostic> {
        let id = self.outputs.get(index).ok_or_else(|| Diagnostic::malformed(format!("output {index} is missing")))?;
        Ok(self.graph.tensor(*id))
    }

    /// Input `index`, which must be there and constant.
    pub(crate) fn constant(&self, index: usize) -> Result<(&'a Tensor, &'a [u8]), Diagnostic> {
        let tensor = self.input(index)?;
        let data = tensor.data.as_deref().ok_or_else(|| {
            let message = match self.port(index) {
                Some(_) => format!("input {index} is given at run time"),
                None => format!("input {index} is computed at run time"),
            };
            Diagnostic::not_constant(message, self.wanted(index)).on(&tensor.name)
        })?;
        Ok((tensor, data))
    }

    /// The model's input that input `index` is.
    fn port(&self, index: usize) -> Option<&'a Port> {
        let id = self.inputs.get(index).copied().flatten()?;
        self.graph.entries.iter().flat_map(|entry| &entry.inputs).find(|port| port.tensor == id)
    }

    /// How input `index` becomes known at compile time.
    fn wanted(&self, index: usize) -> String {
        let Some(Port { name, .. }) = self.port(index) else {
            return "litecast needs it at compile time; where it follows from inputs of the model, give their values \
                    (input_values), or convert the model so that it is a constant"
                .to_string();
        };
        format!(
            "litecast needs it at compile time; give its value: input_values = {{ {name:?}: […] }} in the macro, \
             .input_value({name:?}, […]) in a build script, --value for the command"
        )
    }

    /// The values of a constant integer input.
    pub(crate) fn ints(&self, index: usize) -> Result<Vec<i64>, Diagnostic> {
        let (tensor, _) = self.constant(index)?;
        tensor.ints().ok_or_else(|| {
            Diagnostic::malformed(format!("{} where integers are expected", tensor.dtype)).on(&tensor.name)
        })
    }

    /// The value of a constant integer input of one element.
    pub(crate) fn int(&self, index: usize) -> Result<i64, Diagnostic> {
        let values = self.ints(index)?;
        self.input(index)?.expect_elements(1)?;
        values.first().copied().ok_or_else(|| Diagnostic::malformed(format!("input {index} has no value")))
    }

    /// Checks that an operator has as many inputs and outputs as it takes.
    pub(crate) fn arity(&self, inputs: std::ops::RangeInclusive<usize>, outputs: usize) -> Result<(), Diagnostic> {
        let check = |what, count: usize, range: &std::ops::RangeInclusive<usize>| {
            let message = || format!("{} where {} expected", counted(count, what), wanted(range));
            if range.contains(&count) { Ok(()) } else { Err(Diagnostic::malformed(message())) }
        };
        check("input", self.inputs.len(), &inputs)?;
        check("output", self.outputs.len(), &(outputs..=outputs))
    }

    /// Checks that output `index` has the element type.
    pub(crate) fn output_is(&self, index: usize, dtype: DType) -> Result<(), Diagnostic> {
        self.output(index)?.expect_dtype(&[dtype])
    }
}

impl Tensor {
    /// Checks its element type.
    pub(crate) fn expect_dtype(&self, allowed: &[DType]) -> Result<(), Diagnostic> {
        if allowed.contains(&self.dtype) {
            return Ok(());
        }
        let names: Vec<&str> = allowed.iter().map(|dtype| dtype.name()).collect();
        let help = format!("litecast takes {} here", names.join(", "));
        Err(Diagnostic::unsupported(format!("element type {}", self.dtype), help).on(&self.name))
    }

    /// Checks its element type and its shape.
    pub(crate) fn expect(&self, dtype: DType, shape: &[usize]) -> Result<(), Diagnostic> {
        self.expect_dtype(&[dtype])?;
        if *self.shape == *shape {
            return Ok(());
        }
        let message = format!("shape {} where {shape:?} is expected", self.shape);
        Err(Diagnostic::malformed(message).on(&self.name))
    }

    /// Checks its rank.
    pub(crate) fn expect_rank(&self, ranks: std::ops::RangeInclusive<usize>) -> Result<(), Diagnostic> {
        if ranks.contains(&self.shape.len()) {
            return Ok(());
        }
        let (start, end) = ranks.into_inner();
        let wants = if start == end { start.to_string() } else { format!("{start} to {end}") };
        Err(Diagnostic::malformed(format!("shape {} where rank {wants} is expected", self.shape)).on(&self.name))
    }

    /// Checks its number of elements.
    pub(crate) fn expect_elements(&self, count: usize) -> Result<(), Diagnostic> {
        if self.shape.elements() == count {
            return Ok(());
        }
        Err(Diagnostic::malformed(format!("shape {} where {count} elements are expected", self.shape)).on(&self.name))
    }

    /// Its quantization, which must be there.
    pub(crate) fn quantized(&self) -> Result<&Quant, Diagnostic> {
        self.quant.as_ref().ok_or_else(|| {
            Diagnostic::malformed(format!("{} without a scale and zero point", self.dtype)).on(&self.name)
        })
    }

    /// Its quantization, which must be there and the same for all elements.
    pub(crate) fn quantized_per_tensor(&self) -> Result<&Quant, Diagnostic> {
        let quant = self.quantized()?;
        if quant.is_per_tensor() {
            return Ok(quant);
        }
        Err(Diagnostic::unsupported("per-channel quantization", "only weights may be quantized per channel")
            .on(&self.name))
    }

    /// The values of a constant of an integer type.
    pub(crate) fn ints(&self) -> Option<Vec<i64>> {
        let data = self.data.as_deref()?;
        match self.dtype {
            DType::Bool | DType::U8 => Some(data.iter().map(|&x| x.into()).collect()),
            DType::I8 => Some(data.iter().map(|&x| (x as i8).into()).collect()),
            DType::I16 => Some(decode(data, i16::from_le_bytes).map(i64::from).collect()),
            DType::U16 => Some(decode(data, u16::from_le_bytes).map(i64::from).collect()),
            DType::I32 => Some(decode(data, i32::from_le_bytes).map(i64::from).collect()),
            DType::U32 => Some(decode(data, u32::from_le_bytes).map(i64::from).collect()),
            DType::I64 => Some(decode(data, i64::from_le_bytes).collect()),
            _ => None,
        }
    }

    /// The values of a float32 constant.
    pub(crate) fn floats(&self) -> Option<Vec<f32>> {
        let data = self.data.as_deref()?;
        (self.dtype == DType::F32).then(|| decode(data, f32::from_le_bytes).collect())
    }
}

/// `1 input`, `2 inputs`.
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// `1 is`, `2 are`, `2 to 3 are`.
fn wanted(range: &std::ops::RangeInclusive<usize>) -> String {
    match (range.start(), range.end()) {
        (1, 1) => "1 is".to_string(),
        (start, end) if start == end => format!("{start} are"),
        (start, end) => format!("{start} to {end} are"),
    }
}

/// The numbers of a list in the file; none where there is no list.
pub(crate) fn list(values: Option<impl IntoIterator<Item = i64>>) -> Vec<i64> {
    values.into_iter().flatten().collect()
}

/// Little-endian numbers.
pub(crate) fn decode<const N: usize, T>(data: &[u8], from: fn([u8; N]) -> T) -> impl Iterator<Item = T> {
    data.as_chunks::<N>().0.iter().map(move |bytes| from(*bytes))
}

/// The product of extents as a shape's size, or a refusal.
pub(crate) fn checked_shape(dims: Vec<usize>) -> Result<Shape, Diagnostic> {
    let shape = Shape(dims);
    if shape.elements() > i32::MAX as usize {
        return Err(Diagnostic::too_large(format!("an output of shape {shape}")));
    }
    Ok(shape)
}
