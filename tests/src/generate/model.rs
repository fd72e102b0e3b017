//! A model that can be changed, and how it is read from a line of `operators.txt`.

use super::fields::Schema;

/// Element types by their letters.
const LETTERS: &[u8; 20] = b"fhiultbszcd_UrvIHnx_";

/// A tensor.
#[derive(Clone, Debug, Default)]
pub(super) struct Tensor {
    /// Element type, by its number in the format.
    pub(super) kind: u8,
    pub(super) shape: Vec<i32>,
    /// Values of a constant, repeated as needed.
    pub(super) values: Option<Vec<f64>>,
    /// Scales and zero points, and the dimension that they are of.
    pub(super) quant: Option<(Vec<f32>, Vec<i64>, i32)>,
    pub(super) variable: bool,
    /// Whether a constant is stored as a diagonal.
    pub(super) sparse: bool,
}

/// The value of an option.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Numbers(Vec<f64>),
    Text(String),
}

/// An operator.
#[derive(Clone, Debug, Default)]
pub(super) struct Operator {
    pub(super) name: String,
    /// The table of the options; empty for custom operators and for those without.
    pub(super) table: String,
    pub(super) options: Vec<(String, Value)>,
    pub(super) inputs: Vec<i32>,
    pub(super) outputs: Vec<i32>,
}

impl Operator {
    pub(super) fn is_custom(&self) -> bool {
        Schema::get().builtin(self.name.trim_start_matches('^')).is_none()
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct Subgraph {
    pub(super) tensors: Vec<Tensor>,
    pub(super) operators: Vec<Operator>,
    pub(super) inputs: Vec<i32>,
    pub(super) outputs: Vec<i32>,
}

/// The model that a line describes: subgraphs, the first of which is the entry point.
pub(super) fn parse(line: &str) -> Vec<Subgraph> {
    line.split(';').map(subgraph).collect()
}

fn subgraph(text: &str) -> Subgraph {
    let mut graph = Subgraph::default();
    for operator in text.split('&') {
        let start = graph.operators.len();
        let mut operator = graph.operator(operator);
        graph.outputs.extend(&operator.outputs);
        let first = operator.name.strip_prefix('^').map(str::to_string);
        let moved = if first.is_some() { start } else { 0 };
        operator.name = first.unwrap_or(operator.name);
        graph.operators.push(operator);
        graph.operators.rotate_left(moved);
    }
    graph
}

impl Subgraph {
    fn operator(&mut self, text: &str) -> Operator {
        let (inputs, outputs) = text.split_once("->").unwrap_or((text, ""));
        let mut words = inputs.split_whitespace();
        let mut operator = Operator { name: words.next().unwrap_or_default().into(), ..Operator::default() };
        if !operator.is_custom() {
            operator.table = words.next().filter(|table| *table != "-").unwrap_or_default().into();
        }
        for word in words {
            match word.split_once('=') {
                Some((name, value)) if !name.contains('[') => operator.options.push((name.into(), self::value(value))),
                _ => operator.inputs.extend(self.input(word)),
            }
        }
        operator.outputs = outputs.split_whitespace().map(|word| self.add(tensor(word))).collect();
        operator
    }

    pub(super) fn add(&mut self, tensor: Tensor) -> i32 {
        self.tensors.push(tensor);
        self.tensors.len() as i32 - 1
    }

    fn input(&mut self, word: &str) -> Option<i32> {
        if word == "-" {
            return Some(-1);
        }
        if let Some(name) = word.strip_prefix('@') {
            return Some(self.handle("VAR_HANDLE", "VarHandleOptions", ("shared_name", Value::Text(name.into()))));
        }
        if let Some(number) = word.strip_prefix('#') {
            return Some(self.handle("HASHTABLE", "HashtableOptions", ("table_id", value(number))));
        }
        let (unread, word) = word.strip_prefix('+').map_or((false, word), |word| (true, word));
        let tensor = tensor(word);
        let given = tensor.values.is_none() && !tensor.variable;
        let id = self.add(tensor);
        self.inputs.extend(given.then_some(id));
        (!unread).then_some(id)
    }

    fn handle(&mut self, name: &str, table: &str, (option, value): (&str, Value)) -> i32 {
        let id = self.add(Tensor { kind: 13, ..Tensor::default() });
        let options = vec![(option.to_string(), value)];
        let (name, table) = (name.to_string(), table.to_string());
        self.operators.push(Operator { name, table, options, inputs: vec![], outputs: vec![id] });
        id
    }
}

fn tensor(word: &str) -> Tensor {
    let (head, values) = word.split_once('=').map_or((word, None), |(head, values)| (head, Some(values)));
    let (kind, rest) = head.split_once('[').unwrap_or((head, "]"));
    let (dims, marks) = rest.split_once(']').unwrap_or((rest, ""));
    let letter = kind.bytes().next().unwrap_or(b'f');
    let some = |values: &str| if values.is_empty() { vec![1.0, -0.5, 0.25, 2.0, -1.0] } else { numbers(values) };
    Tensor {
        kind: LETTERS.iter().position(|&known| known == letter).unwrap_or(0) as u8,
        shape: dims.split(',').filter_map(|dim| dim.parse().ok()).collect(),
        values: values.map(some),
        quant: kind.ends_with('q').then(|| (vec![0.5], vec![0], 0)),
        variable: marks.contains('~'),
        sparse: marks.contains('*'),
    }
}

fn numbers(text: &str) -> Vec<f64> {
    text.split(',').filter_map(|number| number.parse().ok()).collect()
}

fn value(text: &str) -> Value {
    match text {
        "true" => Value::Numbers(vec![1.0]),
        "false" => Value::Numbers(vec![0.0]),
        _ if numbers(text).is_empty() => Value::Text(text.into()),
        _ => Value::Numbers(numbers(text)),
    }
}
