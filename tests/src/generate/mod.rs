//! Small models of any operator that litecast compiles, with options, types, shapes and quantizations of all kinds. Where
//! damage to a model that is there seldom gives an operator something to compute, these mostly do.

mod fields;
mod file;
mod flex;
mod model;
mod vary;

use crate::mutate::Random;
use std::sync::OnceLock;

/// The operators that models are made of, with the line that describes one.
fn lines() -> &'static [(&'static str, &'static str)] {
    static LINES: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    LINES.get_or_init(|| {
        let lines = include_str!("operators.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.filter_map(|line| Some((line.split_whitespace().next()?, line))).collect()
    })
}

/// The names of the operators.
pub fn operators() -> Vec<&'static str> {
    lines().iter().map(|(name, _)| *name).collect()
}

/// The model of an operator that compiles, as its line has it.
pub fn plain(operator: &str) -> Option<Vec<u8>> {
    let (_, line) = lines().iter().find(|(name, _)| *name == operator)?;
    Some(described(line))
}

/// The model that such a line describes.
pub fn described(line: &str) -> Vec<u8> {
    file::write(&model::parse(line))
}

/// A model of any operator.
pub fn generate(random: &mut Random) -> Vec<u8> {
    let line = random.pick(lines()).map_or("", |(_, line)| line);
    varied(line, random)
}

/// A model of one operator.
pub fn generate_one(operator: &str, random: &mut Random) -> Vec<u8> {
    let line = lines().iter().find(|(name, _)| *name == operator).map_or("", |(_, line)| line);
    varied(line, random)
}

fn varied(line: &str, random: &mut Random) -> Vec<u8> {
    let mut model = model::parse(line);
    vary::vary(&mut model, random);
    file::write(&model)
}
