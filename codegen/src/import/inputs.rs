//! What the options say of inputs: shapes, and values that make them constants.

use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{DType, Entry, Graph, Port, Shape, Tensor, TensorId};
use crate::{Number, Options};
use std::collections::BTreeMap;

/// Gives inputs their shapes, then takes those away that have values.
pub(super) fn apply(options: &Options, graph: &mut Graph, problems: &mut Diagnostics) {
    shapes(options, graph, problems);
    values(options, graph, problems);
}

/// What an option says of inputs, with those that it names. What is said of one entry point comes after what is said of all.
fn named<'a, T>(
    option: &'a BTreeMap<String, T>,
    graph: &Graph,
    problems: &mut Diagnostics,
) -> Vec<(&'a str, &'a T, Vec<TensorId>)> {
    let found = option.iter().map(|(key, value)| (key.as_str(), value, find(graph, key)));
    let (one, all): (Vec<_>, Vec<_>) = found.partition(|(.., found)| found.qualified);
    let mut result = Vec::new();
    for (key, value, found) in all.into_iter().chain(one) {
        if found.inputs.is_empty() {
            let help = format!("the inputs are {}", input_names(graph).join(", "));
            problems.push(Diagnostic::options(format!("no input `{key}`"), help));
        } else {
            result.push((key, value, found.inputs));
        }
    }
    result
}

/// Gives inputs the shapes that the options ask for.
fn shapes(options: &Options, graph: &mut Graph, problems: &mut Diagnostics) {
    for (key, shape, inputs) in named(&options.input_shapes, graph, problems) {
        if Shape(shape.clone()).elements() > i32::MAX as usize {
            problems.push(Diagnostic::too_large(format!("shape {shape:?} for input `{key}`")));
        } else {
            inputs.iter().for_each(|id| graph.tensor_mut(*id).shape = shape.clone().into());
        }
    }
}

/// Makes inputs constants of the program, which are inputs no more.
fn values(options: &Options, graph: &mut Graph, problems: &mut Diagnostics) {
    for (key, numbers, inputs) in named(&options.input_values, graph, problems) {
        for id in inputs {
            match elements(key, graph.tensor(id), numbers) {
                Ok(data) => graph.tensor_mut(id).data = Some(data),
                Err(problem) => problems.push(problem),
            }
        }
    }
    let Graph { entries, tensors, .. } = graph;
    let is_open = |port: &Port| tensors.get(port.tensor.index()).is_none_or(|tensor| tensor.data.is_none());
    entries.iter_mut().for_each(|entry| entry.inputs.retain(is_open));
}

/// The bytes of a tensor of these elements.
fn elements(key: &str, tensor: &Tensor, numbers: &[Number]) -> Result<Vec<u8>, Diagnostic> {
    if numbers.len() != tensor.shape.elements() {
        let message = format!("{} values for input `{key}` of shape {}", numbers.len(), tensor.shape);
        return Err(Diagnostic::options(message, "give as many as its shape has elements, or give its shape too"));
    }
    let bytes = numbers.iter().map(|number| {
        element(tensor.dtype, *number).ok_or_else(|| {
            let help =
                "quantized inputs take raw integers; types of less than 8 bits, 16-bit floats and complex numbers none";
            Diagnostic::options(format!("{number} for input `{key}` of {}", tensor.dtype), help)
        })
    });
    Ok(bytes.collect::<Result<Vec<_>, _>>()?.concat())
}

/// The little-endian bytes of an element, if its type has that number.
fn element(dtype: DType, number: Number) -> Option<Vec<u8>> {
    macro_rules! integer {
        ($value:ident as $type:ty) => {
            <$type>::try_from($value).ok().map(|value| value.to_le_bytes().to_vec())
        };
    }
    match (dtype, number) {
        (DType::Bool, Number::Bool(value)) => Some(vec![value.into()]),
        (DType::Bool, Number::Int(value @ 0..=1)) => Some(vec![u8::from(value == 1)]),
        (DType::I8, Number::Int(value)) => integer!(value as i8),
        (DType::I16, Number::Int(value)) => integer!(value as i16),
        (DType::I32, Number::Int(value)) => integer!(value as i32),
        (DType::I64, Number::Int(value)) => integer!(value as i64),
        (DType::U8, Number::Int(value)) => integer!(value as u8),
        (DType::U16, Number::Int(value)) => integer!(value as u16),
        (DType::U32, Number::Int(value)) => integer!(value as u32),
        (DType::U64, Number::Int(value)) => integer!(value as u64),
        (DType::F32, Number::Int(value)) => Some((value as f32).to_le_bytes().to_vec()),
        (DType::F32, Number::Float(value)) => Some((value as f32).to_le_bytes().to_vec()),
        (DType::F64, Number::Int(value)) => Some((value as f64).to_le_bytes().to_vec()),
        (DType::F64, Number::Float(value)) => Some(value.to_le_bytes().to_vec()),
        _ => None,
    }
}

/// The inputs that an option names.
#[derive(Default)]
struct Found {
    inputs: Vec<TensorId>,
    /// Whether the entry point was named too.
    qualified: bool,
}

/// `name` is the input of that name of every entry point that has one, and `#0` the first where there is one entry point only;
/// `key.name` and `key.#0` are those of the entry point `key`.
fn find(graph: &Graph, option: &str) -> Found {
    let by_name = |entry: &Entry, name: &str| {
        let port = entry.inputs.iter().find(|port| port.name == name);
        port.map(|port| port.tensor)
    };
    let by_position = |entry: &Entry, name: &str| {
        let position = name.strip_prefix('#').and_then(|position| position.parse::<usize>().ok());
        position.and_then(|position| entry.inputs.get(position)).map(|port| port.tensor)
    };
    let mut inputs: Vec<TensorId> = graph.entries.iter().filter_map(|entry| by_name(entry, option)).collect();
    if let ([only], []) = (&graph.entries[..], &inputs[..]) {
        inputs.extend(by_position(only, option));
    }
    if !inputs.is_empty() {
        return Found { inputs, qualified: false };
    }
    let qualified = graph.entries.iter().filter_map(|entry| {
        let name = option.strip_prefix(&entry.key)?.strip_prefix('.')?;
        by_name(entry, name).or_else(|| by_position(entry, name))
    });
    Found { inputs: qualified.collect(), qualified: true }
}

fn input_names(graph: &Graph) -> Vec<String> {
    let several = graph.entries.len() > 1;
    let name = |entry: &Entry, port: &Port| {
        if several { format!("{}.{}", entry.key, port.name) } else { port.name.clone() }
    };
    graph.entries.iter().flat_map(|entry| entry.inputs.iter().map(move |port| name(entry, port))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_of_the_inputs_type() {
        let int = |dtype, value| element(dtype, Number::Int(value));
        assert_eq!(int(DType::I8, -128), Some(vec![0x80]));
        assert_eq!(int(DType::I8, 128), None);
        assert_eq!(int(DType::U64, u64::MAX.into()), Some(vec![0xff; 8]));
        assert_eq!(int(DType::F32, 1), Some(1f32.to_le_bytes().to_vec()));
        assert_eq!((int(DType::Bool, 1), int(DType::Bool, 2)), (Some(vec![1]), None));
        assert_eq!(element(DType::I32, Number::Float(1.0)), None);
        assert_eq!(element(DType::I32, Number::Bool(true)), None);
        assert_eq!(element(DType::F64, Number::Float(-0.5)), Some((-0.5f64).to_le_bytes().to_vec()));
        assert_eq!((int(DType::F16, 1), int(DType::I4, 1), int(DType::String, 1)), (None, None, None));
    }
}
