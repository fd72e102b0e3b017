//! Entry points of a model, and which of them the tensors of a file are for.

use super::io::{Io, Of};
use crate::import::outline::Signature;
use crate::plan::{Port, Program};
use anyhow::{Context, bail};

/// An entry point as its callers know it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) subgraph: usize,
    pub(super) inputs: Vec<Port>,
    pub(super) outputs: Vec<Port>,
}

/// All entry points of a model.
#[derive(Clone, Debug)]
pub(super) struct Entries {
    all: Vec<Entry>,
    /// The one that is meant where none is named.
    chosen: usize,
}

/// One run: of an entry point, on the tensors of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) entry: usize,
    pub(super) run: usize,
}

impl Entries {
    pub(super) fn of(program: &Program) -> Self {
        let entry = |entry: &crate::plan::Entry| Entry {
            key: entry.key.clone(),
            subgraph: entry.subgraph,
            inputs: entry.inputs.clone(),
            outputs: entry.outputs.clone(),
        };
        let all: Vec<Entry> = program.entries.iter().map(entry).collect();
        let chosen = default(all.iter().map(|entry| (entry.key.as_str(), entry.subgraph)));
        Entries { all, chosen }
    }

    /// Lets tensors that name no signature be those of `key`.
    pub(super) fn choose(&mut self, key: &str) -> anyhow::Result<()> {
        let position = self.all.iter().position(|entry| entry.key == key);
        self.chosen = position.with_context(|| format!("no entry point `{key}`"))?;
        Ok(())
    }

    pub(super) fn chosen(&self) -> usize {
        self.chosen
    }

    pub(super) fn get(&self, index: usize) -> &Entry {
        &self.all[index]
    }

    /// Which tensors of a file are an entry point's.
    pub(super) fn tensors(&self, index: usize) -> Of<'_> {
        match &self.all[..] {
            [_] => Of::Only,
            all if index == self.chosen => Of::Default(&all[index].key),
            all => Of::Signature(&all[index].key),
        }
    }

    /// The runs that a file has tensors for: by number, and with one number in the order of the entry points.
    pub(super) fn calls(&self, io: &Io) -> anyhow::Result<Vec<Call>> {
        let runs = (0..io.runs()).flat_map(|run| (0..self.all.len()).map(move |entry| Call { entry, run }));
        let calls: Vec<Call> = runs.filter(|call| io.has(self.tensors(call.entry), call.run)).collect();
        if calls.is_empty() {
            bail!("no tensors of any entry point");
        }
        Ok(calls)
    }

    /// What the model takes from a file: all inputs of the first call, then of the second, …
    pub(super) fn inputs(&self, io: &Io, calls: &[Call]) -> anyhow::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        for call in calls {
            bytes.extend(io.inputs(self.tensors(call.entry), &self.get(call.entry).inputs, call.run)?);
        }
        Ok(bytes)
    }

    /// Whether the stored inputs have the ports' own shapes.
    pub(super) fn fit(&self, io: &Io) -> bool {
        let Ok(calls) = self.calls(io) else { return false };
        calls.iter().all(|call| io.fits(self.tensors(call.entry), &self.get(call.entry).inputs, call.run))
    }
}

/// Which of several entry points is meant where none is named, by key and subgraph: `serving_default`, else the one that is the
/// file's first subgraph, else the first.
fn default<'a>(entries: impl Iterator<Item = (&'a str, usize)> + Clone) -> usize {
    let serving = entries.clone().position(|(key, _)| key == "serving_default");
    serving.or_else(|| entries.clone().position(|(_, subgraph)| subgraph == 0)).unwrap_or(0)
}

/// What the compiler's options call the entry point that is meant, given the file's signatures; nothing where there is only one.
pub(super) fn qualifier(signatures: &[Signature], wanted: Option<&str>) -> anyhow::Result<Option<String>> {
    let keys = signatures.iter().map(|signature| (signature.key.as_str(), signature.subgraph as usize));
    if let Some(wanted) = wanted
        && !keys.clone().any(|(key, _)| key == wanted)
    {
        let keys: Vec<&str> = keys.map(|(key, _)| key).collect();
        bail!(
            "no signature `{wanted}`; there are {}",
            if keys.is_empty() { "none".to_string() } else { keys.join(", ") }
        );
    }
    let chosen = wanted.or_else(|| Some(signatures.get(default(keys))?.key.as_str()));
    Ok(chosen.filter(|_| signatures.len() > 1).map(str::to_string))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_meant_where_none_is_named() {
        let chosen = |keys: &[(&'static str, usize)]| default(keys.iter().copied());
        assert_eq!(chosen(&[("train", 0), ("serving_default", 1)]), 1);
        assert_eq!(chosen(&[("train", 1), ("infer", 0)]), 1);
        assert_eq!(chosen(&[("train", 2), ("infer", 1)]), 0);
    }
}
