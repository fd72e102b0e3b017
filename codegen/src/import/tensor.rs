//! Tensors: types, shapes, quantization and constant data.

use super::blockwise::Blocks;
use super::{Importer, sparse};
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{DType, Quant, Shape, State, Tensor, TensorId};
use crate::schema::{self, fb};
use std::collections::BTreeSet;

impl<'a> Importer<'a> {
    /// Adds a tensor of the file to the graph. Problems of tensors that nothing refers to do not matter.
    pub(super) fn tensor(&mut self, table: &fb::Tensor<'a>, local: usize, used: bool) -> TensorId {
        let name = name(table, local);
        let (mut tensor, mut problem) = read(self, table, name.clone());
        if let Some(data) = tensor.data.take_if(|_| tensor.dtype == DType::String) {
            match self.numbered(&data, tensor.shape.elements()) {
                Ok(numbers) => tensor.data = Some(numbers),
                Err(fault) => problem = problem.or(Some(fault)),
            }
        }
        let variable = table.is_variable() && used;
        let problem = problem.or_else(|| self.check_state(&tensor).filter(|_| variable));
        let id = if variable {
            // What is doubtful never runs, and may be of any size.
            let initial = if problem.is_none() { initial(&tensor) } else { Vec::new() };
            self.add_state(tensor, Some(initial))
        } else {
            self.graph.add(tensor)
        };
        if let Some(blocks) = Blocks::of(table) {
            self.blocks.insert(id, blocks);
        }
        if table.sparsity().is_some() {
            self.graph.sparse.insert(id);
        }
        if let Some(problem) = problem.filter(|_| used) {
            self.problems.push(problem.on(name));
            self.graph.doubtful.insert(id);
        }
        id
    }

    /// Whether the file states no value, which TFLite does not take either, and there is room for one more tensor that keeps its own.
    fn check_state(&self, tensor: &Tensor) -> Option<Diagnostic> {
        if tensor.data.is_some() {
            let help = "let it begin at zero, or use a resource variable with an initialisation subgraph (CALL_ONCE)";
            return Some(Diagnostic::unsupported("a variable tensor with constant data", help));
        }
        let others = self.graph.states.iter().filter_map(|state| state.initial.as_ref()).map(Vec::len);
        let total = others.fold(tensor.bytes(), usize::saturating_add);
        (total > State::LARGEST).then(|| Diagnostic::too_large(format!("{total} bytes of variable tensors")))
    }
}

/// What a variable tensor holds before the first run: zero, in its own quantization.
fn initial(tensor: &Tensor) -> Vec<u8> {
    let zero = tensor.quant.as_ref().filter(|_| tensor.dtype.bytes() == 1).map_or(0, |quant| quant.zero_point());
    vec![zero as u8; tensor.bytes()]
}

/// The local indices of tensors that operators or ports refer to.
pub(super) fn referenced(subgraph: &fb::SubGraph<'_>) -> BTreeSet<usize> {
    let operators = subgraph.operators().into_iter().flatten();
    let of_operators =
        operators.flat_map(|op| op.inputs().into_iter().flatten().chain(op.outputs().into_iter().flatten()));
    let ports = subgraph.inputs().into_iter().flatten().chain(subgraph.outputs().into_iter().flatten());
    of_operators.chain(ports).filter_map(|id| usize::try_from(id).ok()).collect()
}

fn name(tensor: &fb::Tensor<'_>, index: usize) -> String {
    tensor.name().filter(|name| !name.is_empty()).map_or_else(|| format!("#{index}"), str::to_string)
}

/// What could be read, and the first problem.
fn read(file: &Importer<'_>, tensor: &fb::Tensor<'_>, name: String) -> (Tensor, Option<Diagnostic>) {
    let mut problems = Diagnostics::default();
    let dtype = problems.take(dtype(tensor.type_())).unwrap_or(DType::U8);
    let data = problems.take(data(file, tensor)).flatten();
    let shape = problems.take(shape(tensor, data.is_some())).unwrap_or_default();
    let quant = problems.take(quant(tensor, dtype, &shape)).flatten();
    problems.take(plain(tensor));
    let mut read = Tensor { name, dtype, shape, quant, data: None };
    problems.take(check_size(&read));
    if let Some(data) = data.filter(|_| problems.is_empty()) {
        read.data = problems.take(dense(tensor, &read, data));
    }
    let first = problems.iter().next().cloned();
    (read, first)
}

fn dtype(kind: fb::TensorType) -> Result<DType, Diagnostic> {
    Ok(match kind {
        fb::TensorType::BOOL => DType::Bool,
        fb::TensorType::INT2 => DType::I2,
        fb::TensorType::INT4 => DType::I4,
        fb::TensorType::INT8 => DType::I8,
        fb::TensorType::INT16 => DType::I16,
        fb::TensorType::INT32 => DType::I32,
        fb::TensorType::INT64 => DType::I64,
        fb::TensorType::UINT4 => DType::U4,
        fb::TensorType::UINT8 => DType::U8,
        fb::TensorType::UINT16 => DType::U16,
        fb::TensorType::UINT32 => DType::U32,
        fb::TensorType::UINT64 => DType::U64,
        fb::TensorType::FLOAT16 => DType::F16,
        fb::TensorType::BFLOAT16 => DType::Bf16,
        fb::TensorType::FLOAT32 => DType::F32,
        fb::TensorType::FLOAT64 => DType::F64,
        fb::TensorType::COMPLEX64 => DType::Complex64,
        fb::TensorType::COMPLEX128 => DType::Complex128,
        fb::TensorType::STRING => DType::String,
        fb::TensorType::RESOURCE => DType::Resource,
        fb::TensorType::VARIANT => DType::Variant,
        other => {
            let help = "the file needs a newer litecast";
            return Err(Diagnostic::unsupported(format!("element type {}", other.0), help));
        }
    })
}

/// The static shape. Dimensions unknown in the file count as 1 here, as TFLite has it; those of computed tensors are worked
/// out from the inputs later.
fn shape(tensor: &fb::Tensor<'_>, constant: bool) -> Result<Shape, Diagnostic> {
    let dims = tensor.shape().into_iter().flatten();
    let dim = |dim: i32| match usize::try_from(dim) {
        Err(_) if !constant && dim == -1 => Ok(1),
        Err(_) => Err(Diagnostic::malformed(format!("dimension {dim}"))),
        Ok(dim) => Ok(dim),
    };
    Ok(Shape(dims.map(dim).collect::<Result<_, _>>()?))
}

/// What litecast knows of and does not take yet.
fn plain(tensor: &fb::Tensor<'_>) -> Result<(), Diagnostic> {
    let refuse = |what: &str, help: &str| Err(Diagnostic::unsupported(what, help));
    if tensor.external_buffer() != 0 {
        return refuse("data in an external file", "convert the model to one file");
    }
    if let Some(field) = schema::unknown_fields(tensor) {
        return refuse(&format!("field {field} of a tensor, newer than litecast"), "use a newer litecast");
    }
    Ok(())
}

/// The buffer's bytes. An empty one is no data, unless the tensor is empty too.
fn data<'a>(file: &Importer<'a>, tensor: &fb::Tensor<'a>) -> Result<Option<&'a [u8]>, Diagnostic> {
    let data = schema::buffer_data(file.bytes, &file.model, tensor.buffer()).map_err(Diagnostic::malformed)?;
    let empty_shape = tensor.shape().into_iter().flatten().any(|dim| dim == 0);
    Ok(data.filter(|data| empty_shape || !data.is_empty()))
}

fn check_size(tensor: &Tensor) -> Result<(), Diagnostic> {
    if tensor.bytes() > i32::MAX as usize {
        return Err(Diagnostic::too_large(format!("shape {} of {}", tensor.shape, tensor.dtype)));
    }
    Ok(())
}

/// The elements of a constant.
fn dense(table: &fb::Tensor<'_>, tensor: &Tensor, data: &[u8]) -> Result<Vec<u8>, Diagnostic> {
    if let Some(sparsity) = table.sparsity() {
        return sparse::densify(&sparsity, &tensor.shape, tensor.dtype.bytes(), data);
    }
    check_data(tensor, data)?;
    Ok(data.to_vec())
}

fn check_data(tensor: &Tensor, data: &[u8]) -> Result<(), Diagnostic> {
    if tensor.dtype.bits() == 0 || tensor.dtype == DType::String || data.len() == tensor.bytes() {
        return Ok(());
    }
    let (shape, dtype) = (&tensor.shape, tensor.dtype);
    let message = format!("its buffer has {} bytes where {dtype}{shape} takes {}", data.len(), tensor.bytes());
    Err(Diagnostic::malformed(message))
}

/// Affine quantization; that of tensors that are not integers means nothing and is left out.
fn quant(tensor: &fb::Tensor<'_>, dtype: DType, shape: &Shape) -> Result<Option<Quant>, Diagnostic> {
    let Some(q) = tensor.quantization() else { return Ok(None) };
    match q.details_type() {
        fb::QuantizationDetails::NONE => {}
        // Whoever reads the tensor asks for its blocks.
        fb::QuantizationDetails::BlockwiseQuantization => return Ok(None),
        _ => {
            let help = "convert the model with per-tensor, per-channel or blockwise quantization";
            return Err(Diagnostic::unsupported("custom or multi-axis quantization", help));
        }
    }
    let scales: Vec<f32> = q.scale().into_iter().flatten().collect();
    if scales.is_empty() || dtype.range().is_none() && dtype != DType::I2 && dtype != DType::I64 {
        return Ok(None);
    }
    if let Some(scale) = scales.iter().find(|scale| !(scale.is_finite() && **scale > 0.0)) {
        return Err(Diagnostic::malformed(format!("quantization scale {scale}")));
    }
    let axis = axis(q.quantized_dimension(), scales.len(), shape)?;
    let zero_points = zero_points(&q, scales.len(), dtype)?;
    Ok(Some(Quant { scales, zero_points, axis }))
}

fn axis(dimension: i32, scales: usize, shape: &Shape) -> Result<usize, Diagnostic> {
    if scales == 1 {
        return Ok(0);
    }
    // Old converters give a layer's bias the dimension of its weights; a vector has only one.
    let axis = if shape.len() == 1 { Some(0) } else { usize::try_from(dimension).ok() };
    axis.filter(|axis| shape.get(*axis) == Some(&scales)).ok_or_else(|| {
        Diagnostic::malformed(format!("{scales} quantization scales for dimension {dimension} of shape {shape}"))
    })
}

fn zero_points(q: &fb::QuantizationParameters<'_>, scales: usize, dtype: DType) -> Result<Vec<i32>, Diagnostic> {
    let points: Vec<i64> = q.zero_point().into_iter().flatten().collect();
    let (min, max) = dtype.range().unwrap_or((i32::MIN, i32::MAX));
    let check = |point: i64| {
        let inside = i32::try_from(point).ok().filter(|point| (min..=max).contains(point));
        inside.ok_or_else(|| Diagnostic::malformed(format!("zero point {point} outside {dtype}")))
    };
    match points.as_slice() {
        [] => Ok(vec![0; scales]),
        points if points.len() == scales => points.iter().map(|&point| check(point)).collect(),
        points => Err(Diagnostic::malformed(format!(
            "as many zero points as scales are expected: {} for {scales}",
            points.len()
        ))),
    }
}
