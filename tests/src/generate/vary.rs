//! Changes to models that keep them sound more often than not.

use super::fields::{Field, Schema};
use super::model::{Operator, Subgraph, Tensor, Value};
use crate::mutate::Random;

/// Types that are often computed with, and all others.
const COMMON: [u8; 7] = [0, 9, 3, 7, 2, 4, 6];
const DIMS: [i32; 10] = [0, 1, 2, 3, 4, 5, 7, 8, 16, 33];
const SCALES: [f32; 8] = [0.5, 1.0, 1.0 / 128.0, 1.0 / 256.0, 1.0 / 32768.0, 0.1, 1e-9, 1e9];
const NUMBERS: [f64; 14] =
    [0.0, 1.0, 2.0, 3.0, 4.0, 7.0, 16.0, 255.0, -1.0, -2.0, -128.0, 65536.0, 2147483647.0, -2147483648.0];
const REALS: [f64; 8] = [0.0, 0.5, -0.1, 1.0, 6.0, 1e-30, 1e30, f64::NAN];

/// Changes some things of a model; nothing, at times.
pub(super) fn vary(model: &mut [Subgraph], random: &mut Random) {
    for _ in 0..random.below(4) {
        match random.below(8) {
            0 => retype(model, random),
            1 => resize(model, random),
            2 => quantize(model, random),
            3 | 4 => options(model, random),
            5 => values(model, random),
            6 => connections(model, random),
            _ => one_tensor(model, random),
        }
    }
}

fn tensors(model: &mut [Subgraph]) -> impl Iterator<Item = &mut Tensor> {
    model.iter_mut().flat_map(|graph| &mut graph.tensors).filter(|tensor| tensor.kind != 13)
}

fn tensor<'a>(model: &'a mut [Subgraph], random: &mut Random) -> Option<&'a mut Tensor> {
    let count = tensors(model).count();
    tensors(model).nth(random.below(count))
}

fn kind(random: &mut Random) -> u8 {
    if random.below(3) == 0 { random.below(23) as u8 } else { *random.pick(&COMMON).unwrap_or(&0) }
}

/// Another type for all tensors of one type.
fn retype(model: &mut [Subgraph], random: &mut Random) {
    let Some(old) = tensor(model, random).map(|tensor| tensor.kind) else { return };
    let new = kind(random);
    tensors(model).filter(|tensor| tensor.kind == old).for_each(|tensor| tensor.kind = new);
    if matches!(new, 3 | 7 | 9) && random.below(3) > 0 {
        quantize(model, random);
    }
}

/// Another extent for all dimensions of one extent: so they fit each other as before.
fn resize(model: &mut [Subgraph], random: &mut Random) {
    let old = tensor(model, random).and_then(|tensor| random.pick(&tensor.shape).copied());
    let (Some(old), Some(&new)) = (old, random.pick(&DIMS)) else { return };
    let dims = tensors(model).flat_map(|tensor| &mut tensor.shape);
    dims.filter(|dim| **dim == old).for_each(|dim| *dim = new);
}

/// Scales for all tensors: one for all, one for each, or one for each index of a constant's dimension.
fn quantize(model: &mut [Subgraph], random: &mut Random) {
    let (own, zero) = (random.below(2) == 0, random.below(2) == 0);
    let (mut scale, mut point) = (*random.pick(&SCALES).unwrap_or(&1.0), random.below(5) as i64 - 2);
    let per_channel = random.below(3) == 0;
    for tensor in tensors(model) {
        if own {
            (scale, point) = (*random.pick(&SCALES).unwrap_or(&1.0), random.below(256) as i64 - 128);
        }
        let axis = random.below(tensor.shape.len());
        let count = tensor.shape.get(axis).map_or(1, |&dim| dim.clamp(1, 64) as usize);
        let constant = tensor.values.is_some() && tensor.shape.len() > 1;
        let count = if per_channel && constant { count } else { 1 };
        let point = if zero || tensor.kind == 7 || tensor.values.is_some() && tensor.kind != 3 { 0 } else { point };
        let point = if tensor.kind == 3 { point.rem_euclid(256) } else { point };
        tensor.quant = Some((vec![scale; count], vec![point; count], if count > 1 { axis as i32 } else { 0 }));
    }
}

/// Another value for each of some options, whether it is given or not.
fn options(model: &mut [Subgraph], random: &mut Random) {
    let graph = random.below(model.len());
    let Some(graph) = model.get_mut(graph) else { return };
    let operator = random.below(graph.operators.len());
    let Some(operator) = graph.operators.get_mut(operator) else { return };
    if operator.is_custom() {
        return custom(operator, random);
    }
    for Field { name, kind, .. } in Schema::get().fields(&operator.table) {
        if random.below(3) == 0 {
            operator.options.retain(|(other, _)| other != name);
            let count = if kind.starts_with('[') { random.below(5) } else { 1 };
            let value = (0..count).map(|_| number(kind.trim_matches(['[', ']']), random)).collect();
            operator.options.push((name.clone(), Value::Numbers(value)));
        }
    }
}

fn number(kind: &str, random: &mut Random) -> f64 {
    match kind {
        "bool" => random.below(2) as f64,
        "float" => *random.pick(&REALS).unwrap_or(&0.0),
        "int" | "long" | "uint" if random.below(4) == 0 => *random.pick(&NUMBERS).unwrap_or(&0.0),
        "int" | "long" | "uint" => random.below(5) as f64,
        _ => random.below(7) as f64,
    }
}

fn custom(operator: &mut Operator, random: &mut Random) {
    let at = random.below(operator.options.len());
    let Some((_, value)) = operator.options.get_mut(at) else { return };
    match value {
        Value::Numbers(numbers) => {
            let kind = if numbers.iter().any(|x| x.fract() != 0.0) { "float" } else { "int" };
            let place = random.below(numbers.len());
            numbers.iter_mut().skip(place).take(1).for_each(|x| *x = number(kind, random));
        }
        Value::Text(text) => *text = (*random.pick(&["SAME", "VALID", ""]).unwrap_or(&"")).into(),
    }
    if random.below(8) == 0 {
        operator.options.swap_remove(at);
    }
}

/// Other values for a constant; or none, so that it is an input.
fn values(model: &mut [Subgraph], random: &mut Random) {
    let Some(graph) = model.first_mut() else { return };
    let constants: Vec<usize> = (0..graph.tensors.len()).filter(|&id| graph.tensors[id].values.is_some()).collect();
    let Some(&id) = random.pick(&constants) else { return };
    let tensor = &mut graph.tensors[id];
    if random.below(4) == 0 {
        tensor.values = None;
        graph.inputs.push(id as i32);
        return;
    }
    let range = if random.below(2) == 0 { &NUMBERS[..5] } else { &NUMBERS };
    let numbers = if tensor.kind == 0 { &REALS } else { range };
    tensor.values = Some((0..=random.below(6)).map(|_| *random.pick(numbers).unwrap_or(&0.0)).collect());
}

/// An input left out, or another in its place; or an input that becomes a constant.
fn connections(model: &mut [Subgraph], random: &mut Random) {
    let Some(graph) = model.first_mut() else { return };
    if random.below(3) == 0 {
        let at = random.below(graph.inputs.len());
        if at < graph.inputs.len() {
            let id = graph.inputs.remove(at);
            graph.tensors[id as usize].values = Some(vec![1.0, 0.0, -1.0, 2.0]);
        }
        return;
    }
    let (given, operator) = (graph.inputs.clone(), random.below(graph.operators.len()));
    let Some(operator) = graph.operators.get_mut(operator) else { return };
    let at = random.below(operator.inputs.len() + 1);
    match (operator.inputs.get_mut(at), random.below(3)) {
        (Some(input), 0) => *input = -1,
        (Some(input), _) => *input = random.pick(&given).copied().unwrap_or(-1),
        (None, 0) => drop(operator.inputs.pop()),
        (None, _) => operator.inputs.extend(random.pick(&given)),
    }
}

/// Another type, extent, rank or kind of storage for one tensor.
fn one_tensor(model: &mut [Subgraph], random: &mut Random) {
    let Some(tensor) = tensor(model, random) else { return };
    let (at, dim) = (random.below(tensor.shape.len() + 1), *random.pick(&DIMS).unwrap_or(&1));
    match random.below(5) {
        0 => tensor.kind = kind(random),
        1 if at < tensor.shape.len() => tensor.shape[at] = dim,
        2 if at < tensor.shape.len() => drop(tensor.shape.remove(at)),
        3 => tensor.shape.insert(at, dim),
        _ => tensor.variable = !tensor.variable && tensor.values.is_none(),
    }
}
