//! Cases on disk: inputs, goldens and tolerances.

use anyhow::Context;
use safetensors::SafeTensors;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The bytes of `io.safetensors`.
pub(super) struct Io(Vec<u8>);

impl Io {
    pub(super) fn open(path: &Path) -> anyhow::Result<Self> {
        Ok(Io(std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?))
    }

    fn tensors(&self) -> anyhow::Result<SafeTensors<'_>> {
        Ok(SafeTensors::deserialize(&self.0)?)
    }

    /// The tensor `key` of run `run`: without a number for the first and only, `key@1`, `key@2`, … for consecutive ones.
    pub(super) fn get(&self, key: &str, run: usize) -> anyhow::Result<Option<(Vec<usize>, Vec<u8>)>> {
        let tensors = self.tensors()?;
        let numbered = tensors.tensor(&format!("{key}@{}", run + 1));
        let found = if run == 0 { numbered.or_else(|_| tensors.tensor(key)) } else { numbered };
        Ok(found.ok().map(|view| (view.shape().to_vec(), view.data().to_vec())))
    }

    /// The shapes of the inputs, by position.
    pub(super) fn input_shapes(&self) -> anyhow::Result<BTreeMap<String, Vec<usize>>> {
        let mut shapes = BTreeMap::new();
        while let Some((shape, _)) = self.get(&format!("input{}", shapes.len()), 0)? {
            shapes.insert(format!("#{}", shapes.len()), shape);
        }
        Ok(shapes)
    }

    /// How many consecutive runs the file holds.
    pub(super) fn runs(&self) -> anyhow::Result<usize> {
        let tensors = self.tensors()?;
        let numbers = tensors.names().into_iter().filter_map(|name| name.rsplit_once('@')?.1.parse::<usize>().ok());
        Ok(numbers.max().unwrap_or(1))
    }
}

/// How far an output may be from its golden.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tolerance {
    pub(super) bound: Bound,
    /// Only so many indices of the second dimension are defined.
    pub(super) valid_prefix: Option<usize>,
}

/// How far an element may be from its golden.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Bound {
    #[default]
    Exact,
    Abs(f64),
    Close {
        atol: f64,
        rtol: f64,
    },
}

/// The tolerance of each output in `meta.json`; without one, exact.
pub(super) fn tolerances(path: &Path) -> anyhow::Result<Vec<Tolerance>> {
    let Ok(text) = std::fs::read_to_string(path) else { return Ok(Vec::new()) };
    let meta: Value = serde_json::from_str(&text).with_context(|| format!("in {}", path.display()))?;
    let list = meta.get("tolerance").and_then(Value::as_array).cloned().unwrap_or_default();
    Ok(list.iter().map(tolerance).collect())
}

fn tolerance(value: &Value) -> Tolerance {
    let number = |key: &str| value.get(key).and_then(Value::as_f64).unwrap_or(0.0);
    let bound = match value.get("kind").and_then(Value::as_str) {
        Some("abs") => Bound::Abs(number("value")),
        Some("close") => Bound::Close { atol: number("atol"), rtol: number("rtol") },
        _ => Bound::Exact,
    };
    let prefix = value.get("valid_prefix").and_then(Value::as_u64);
    Tolerance { bound, valid_prefix: prefix.and_then(|prefix| usize::try_from(prefix).ok()) }
}
