//! Models as files.

use super::fields::{Field, Schema};
use super::model::{Operator, Subgraph, Tensor, Value};
use crate::mutate::element_bits;
use flatbuffers::{FlatBufferBuilder, TableFinishedWIPOffset as Table, UnionWIPOffset, WIPOffset};

type Builder = FlatBufferBuilder<'static>;
type Offset = WIPOffset<Table>;

/// Constants have no more elements: what is larger is broken.
const ELEMENTS: usize = 1 << 12;

/// Where the field with this slot stands in a vtable.
fn at(slot: u16) -> u16 {
    4 + 2 * slot
}

/// The file.
pub(super) fn write(model: &[Subgraph]) -> Vec<u8> {
    let mut file = File { builder: Builder::new(), buffers: Vec::new(), codes: Vec::new() };
    let none = file.buffer(&[]);
    file.buffers.push(none);
    let subgraphs: Vec<Offset> = model.iter().map(|subgraph| file.subgraph(subgraph)).collect();
    let File { mut builder, buffers, codes } = file;
    let lists = [&codes, &subgraphs, &buffers].map(|list| builder.create_vector(list));
    let root = builder.start_table();
    builder.push_slot_always(at(0), 3u32);
    for (slot, list) in [1, 2, 4].into_iter().zip(lists) {
        builder.push_slot_always(at(slot), list);
    }
    let root = builder.end_table(root);
    builder.finish(WIPOffset::<UnionWIPOffset>::new(root.value()), Some("TFL3"));
    builder.finished_data().to_vec()
}

struct File {
    builder: Builder,
    buffers: Vec<Offset>,
    codes: Vec<Offset>,
}

impl File {
    fn subgraph(&mut self, graph: &Subgraph) -> Offset {
        let tensors: Vec<Offset> = graph.tensors.iter().map(|tensor| self.tensor(tensor)).collect();
        let operators: Vec<Offset> = graph.operators.iter().map(|operator| self.operator(operator)).collect();
        let builder = &mut self.builder;
        let (tensors, operators) = (builder.create_vector(&tensors), builder.create_vector(&operators));
        let ends = [&graph.inputs, &graph.outputs].map(|ids| builder.create_vector(ids));
        let table = builder.start_table();
        builder.push_slot_always(at(0), tensors);
        builder.push_slot_always(at(1), ends[0]);
        builder.push_slot_always(at(2), ends[1]);
        builder.push_slot_always(at(3), operators);
        builder.end_table(table)
    }

    fn buffer(&mut self, data: &[u8]) -> Offset {
        let list = self.builder.create_vector(data);
        let table = self.builder.start_table();
        if !data.is_empty() {
            self.builder.push_slot_always(at(0), list);
        }
        self.builder.end_table(table)
    }

    fn tensor(&mut self, tensor: &Tensor) -> Offset {
        let mut buffer = 0;
        if tensor.values.is_some() {
            let data = self.buffer(&bytes(tensor));
            buffer = self.buffers.len() as u32;
            self.buffers.push(data);
        }
        let quantization = tensor.quant.as_ref().map(|quant| self.quantization(quant));
        let sparsity = tensor.sparse.then(|| self.diagonal(tensor.shape.first().copied().unwrap_or(0)));
        let builder = &mut self.builder;
        let (shape, name) = (builder.create_vector(&tensor.shape), builder.create_string("t"));
        let table = builder.start_table();
        builder.push_slot_always(at(0), shape);
        builder.push_slot_always(at(1), tensor.kind.cast_signed());
        builder.push_slot_always(at(2), buffer);
        builder.push_slot_always(at(3), name);
        if let Some(quantization) = quantization {
            builder.push_slot_always(at(4), quantization);
        }
        builder.push_slot_always(at(5), tensor.variable);
        if let Some(sparsity) = sparsity {
            builder.push_slot_always(at(6), sparsity);
        }
        builder.end_table(table)
    }

    fn quantization(&mut self, (scales, zero_points, axis): &(Vec<f32>, Vec<i64>, i32)) -> Offset {
        let builder = &mut self.builder;
        let (scales, zero_points) = (builder.create_vector(scales), builder.create_vector(zero_points));
        let table = builder.start_table();
        builder.push_slot_always(at(2), scales);
        builder.push_slot_always(at(3), zero_points);
        builder.push_slot_always(at(6), *axis);
        builder.end_table(table)
    }

    /// Of a square matrix: each row has one element.
    fn diagonal(&mut self, rows: i32) -> Offset {
        let builder = &mut self.builder;
        let lists = [(0..=rows).collect::<Vec<i32>>(), (0..rows).collect()].map(|numbers| {
            let numbers = builder.create_vector(&numbers);
            let table = builder.start_table();
            builder.push_slot_always(at(0), numbers);
            builder.end_table(table)
        });
        let dense = builder.start_table();
        builder.push_slot_always(at(1), rows);
        let dense = builder.end_table(dense);
        let sparse = builder.start_table();
        builder.push_slot_always(at(0), 1i8);
        for (slot, list) in [2, 4].into_iter().zip(lists) {
            builder.push_slot_always(at(slot), 1u8);
            builder.push_slot_always(at(slot + 1), list);
        }
        let sparse = builder.end_table(sparse);
        let (order, dims) = (builder.create_vector(&[0i32, 1]), builder.create_vector(&[dense, sparse]));
        let table = builder.start_table();
        builder.push_slot_always(at(0), order);
        builder.push_slot_always(at(2), dims);
        builder.end_table(table)
    }

    fn operator(&mut self, operator: &Operator) -> Offset {
        let code = self.code(operator);
        let custom = operator.is_custom().then(|| custom(&operator.options));
        let custom = custom.map(|bytes| self.builder.create_vector(&bytes));
        let options = Schema::get().tag(&operator.table).map(|tag| (tag, self.options(operator)));
        let builder = &mut self.builder;
        let ends = [&operator.inputs, &operator.outputs].map(|ids| builder.create_vector(ids));
        let table = builder.start_table();
        builder.push_slot_always(at(0), code);
        builder.push_slot_always(at(1), ends[0]);
        builder.push_slot_always(at(2), ends[1]);
        if let Some(((union, tag), options)) = options {
            let slot = if union == 1 { 3 } else { 11 };
            builder.push_slot_always(at(slot), tag);
            builder.push_slot_always(at(slot + 1), options);
        }
        if let Some(custom) = custom {
            builder.push_slot_always(at(5), custom);
        }
        builder.end_table(table)
    }

    fn code(&mut self, operator: &Operator) -> u32 {
        let builtin = Schema::get().builtin(&operator.name);
        let name = builtin.is_none().then(|| self.builder.create_string(&operator.name));
        let (builtin, table) = (builtin.unwrap_or(32), self.builder.start_table());
        self.builder.push_slot_always(at(0), builtin.min(127) as i8);
        if let Some(name) = name {
            self.builder.push_slot_always(at(1), name);
        }
        self.builder.push_slot_always(at(3), builtin);
        let table = self.builder.end_table(table);
        self.codes.push(table);
        self.codes.len() as u32 - 1
    }

    fn options(&mut self, operator: &Operator) -> Offset {
        let value =
            |field: &Field| operator.options.iter().find(|(name, _)| *name == field.name).map(|(_, value)| value);
        let fields = Schema::get().fields(&operator.table);
        let given: Vec<(&Field, &Value)> = fields.iter().filter_map(|field| Some((field, value(field)?))).collect();
        let lists: Vec<Option<WIPOffset<UnionWIPOffset>>> =
            given.iter().map(|(field, value)| self.list(&field.kind, value)).collect();
        let table = self.builder.start_table();
        for ((field, value), list) in given.into_iter().zip(lists) {
            match list {
                Some(list) => self.builder.push_slot_always(at(field.slot), list),
                None => self.scalar(field, value),
            }
        }
        self.builder.end_table(table)
    }

    fn list(&mut self, kind: &str, value: &Value) -> Option<WIPOffset<UnionWIPOffset>> {
        let (builder, numbers) = (&mut self.builder, numbers(value));
        let list = match kind {
            "string" => {
                let text = if let Value::Text(text) = value { text } else { "" };
                builder.create_string(text).value()
            }
            "[float]" => builder.create_vector(&numbers.iter().map(|&x| x as f32).collect::<Vec<_>>()).value(),
            "[long]" => builder.create_vector(&numbers.iter().map(|&x| x as i64).collect::<Vec<_>>()).value(),
            "[int]" => builder.create_vector(&numbers.iter().map(|&x| x as i32).collect::<Vec<_>>()).value(),
            _ if kind.starts_with('[') => {
                builder.create_vector(&numbers.iter().map(|&x| x as u8).collect::<Vec<_>>()).value()
            }
            _ => return None,
        };
        Some(WIPOffset::new(list))
    }

    fn scalar(&mut self, field: &Field, value: &Value) {
        let (builder, x, slot) = (&mut self.builder, numbers(value).first().copied().unwrap_or(0.0), at(field.slot));
        match Schema::get().number(&field.kind) {
            "float" => builder.push_slot_always(slot, x as f32),
            "int" => builder.push_slot_always(slot, x as i32),
            "uint" => builder.push_slot_always(slot, x as u32),
            "long" => builder.push_slot_always(slot, x as i64),
            _ => builder.push_slot_always(slot, x as i64 as u8),
        }
    }
}

fn numbers(value: &Value) -> &[f64] {
    if let Value::Numbers(numbers) = value { numbers } else { &[] }
}

/// The elements of a constant.
fn bytes(tensor: &Tensor) -> Vec<u8> {
    let dims = tensor.shape.iter().map(|&dim| usize::try_from(dim).unwrap_or(0));
    let dense = dims.fold(1usize, usize::saturating_mul).min(ELEMENTS);
    let count = if tensor.sparse { tensor.shape.first().map_or(0, |&rows| rows.max(0) as usize) } else { dense };
    if tensor.kind == 5 {
        return strings(tensor, dense);
    }
    let bits = element_bits(tensor.kind);
    let values = tensor.values.iter().flatten().copied().cycle().take(count);
    let size = (count.saturating_mul(bits)).div_ceil(8);
    let mut bytes: Vec<u8> = values.flat_map(|x| element(tensor.kind, bits, x)).collect();
    bytes.resize(size, 0);
    bytes
}

/// Numbers as text: how many there are, where each begins and the last ends, then all.
fn strings(tensor: &Tensor, count: usize) -> Vec<u8> {
    let texts: Vec<String> = tensor.values.iter().flatten().cycle().take(count).map(f64::to_string).collect();
    let mut end = 4 * (texts.len() as i32 + 2);
    let mut words = vec![texts.len() as i32, end];
    for text in &texts {
        end += text.len() as i32;
        words.push(end);
    }
    words.iter().flat_map(|word| word.to_le_bytes()).chain(texts.iter().flat_map(|text| text.bytes())).collect()
}

fn element(kind: u8, bits: usize, x: f64) -> Vec<u8> {
    match kind {
        0 => (x as f32).to_le_bytes().to_vec(),
        8 => [(x as f32).to_le_bytes(), [0; 4]].concat(),
        10 => x.to_le_bytes().to_vec(),
        _ => (x as i64).to_le_bytes()[..(bits / 8).clamp(1, 8)].to_vec(),
    }
}

/// Options of custom operators: the numbers of a structure, or a map.
fn custom(options: &[(String, Value)]) -> Vec<u8> {
    match options {
        [(name, Value::Numbers(numbers))] if name == "raw" => {
            numbers.iter().flat_map(|&x| (x as i32).to_le_bytes()).collect()
        }
        [] => Vec::new(),
        _ => super::flex::map(options),
    }
}
