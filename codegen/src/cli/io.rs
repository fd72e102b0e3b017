//! Tensors on disk: inputs, goldens and tolerances.

use crate::Number;
use crate::ir::DType;
use crate::plan::Port;
use anyhow::{Context, bail};
use safetensors::{Dtype, SafeTensors};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

/// Which side of a model a tensor is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Input,
    Output,
}

impl Side {
    fn name(self) -> &'static str {
        match self {
            Side::Input => "input",
            Side::Output => "output",
        }
    }
}

/// A file of named tensors.
///
/// The tensor of input 2 is called `input2`, or by the name that the signature gives the input; in the second of consecutive
/// runs `input2@2`, and so on. `sig.KEY.input.NAME` is the same tensor as an input of the signature `KEY`: the only way to name
/// those of entry points other than the default one.
#[derive(Debug, Default)]
pub(super) struct Io {
    bytes: Vec<u8>,
    entries: BTreeMap<String, Entry>,
}

/// Whose tensors are meant.
#[derive(Clone, Copy, Debug)]
pub(super) enum Of<'a> {
    /// The only entry point's: all of them.
    Only,
    /// The default entry point's: those of its signature, and those that name none.
    Default(&'a str),
    /// Another entry point's: those of its signature.
    Signature(&'a str),
}

impl Of<'_> {
    /// Whether a tensor is one of these, whatever its name.
    fn takes(self, key: &str) -> bool {
        let signed = key.strip_prefix("sig.");
        let of = |signature| signed.is_some_and(|rest| after(rest, signature).is_some());
        match self {
            Of::Only => true,
            Of::Default(signature) => signed.is_none() || of(signature),
            Of::Signature(signature) => of(signature),
        }
    }
}

/// `input.NAME` and `output.NAME` of `KEY.input.NAME` and `KEY.output.NAME`.
fn after<'a>(rest: &'a str, signature: &str) -> Option<&'a str> {
    let name = rest.strip_prefix(signature)?.strip_prefix('.')?;
    (name.starts_with("input.") || name.starts_with("output.")).then_some(name)
}

/// Name and run, counted from 0, of `NAME@RUN`.
fn numbered(key: &str) -> (&str, Option<usize>) {
    let number = |number: &str| number.parse::<usize>().ok()?.checked_sub(1);
    match key.rsplit_once('@').and_then(|(name, run)| Some((name, number(run)?))) {
        Some((name, run)) => (name, Some(run)),
        None => (key, None),
    }
}

#[derive(Clone, Debug)]
struct Entry {
    dtype: Dtype,
    shape: Vec<usize>,
    range: Range<usize>,
}

/// One tensor of the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stored<'a> {
    pub(super) key: &'a str,
    pub(super) shape: &'a [usize],
    pub(super) data: &'a [u8],
    dtype: Dtype,
}

impl Stored<'_> {
    /// Its elements, if they are of the type and stand for themselves.
    pub(super) fn elements(&self, dtype: DType) -> Option<Vec<Number>> {
        if self.dtype == file_dtype(dtype) { elements(dtype, self.data) } else { None }
    }

    /// Whether it has the port's shape; a scalar may be stored as a list of one.
    pub(super) fn has_shape_of(&self, port: &Port) -> bool {
        self.shape == port.shape.0 || port.shape.is_empty() && self.shape == [1]
    }
}

impl Io {
    pub(super) fn open(path: &Path) -> anyhow::Result<Self> {
        let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        Io::new(bytes).with_context(|| format!("cannot read {}", path.display()))
    }

    fn new(bytes: Vec<u8>) -> anyhow::Result<Self> {
        let (bytes, complex) = with_pairs(bytes);
        let (header, metadata) = SafeTensors::read_metadata(&bytes)?;
        let start = header + size_of::<u64>();
        let mut entries = BTreeMap::new();
        for (key, info) in metadata.tensors() {
            let (from, to) = info.data_offsets;
            let mut entry = Entry { dtype: info.dtype, shape: info.shape.clone(), range: start + from..start + to };
            if complex.contains(&key) {
                entry.shape.pop();
            }
            bytes.get(entry.range.clone()).with_context(|| format!("`{key}` lies outside the file"))?;
            entries.insert(key, entry);
        }
        Ok(Io { bytes, entries })
    }

    /// The tensor of a port in run `run`, which counts from 0.
    pub(super) fn find(&self, of: Of<'_>, side: Side, index: usize, name: &str, run: usize) -> Option<Stored<'_>> {
        let plain = || [format!("{}{index}", side.name()), name.to_string()].iter().find_map(|key| self.get(key, run));
        let signed = |signature: &str| self.get(&format!("sig.{signature}.{}.{name}", side.name()), run);
        match of {
            Of::Only => plain().or_else(|| {
                let end = format!(".{}.{name}", side.name());
                let names = self.entries.keys().map(|key| numbered(key).0);
                let mut names = names.filter(|name| name.starts_with("sig.") && name.ends_with(&end));
                names.next().and_then(|name| self.get(name, run))
            }),
            Of::Default(signature) => plain().or_else(|| signed(signature)),
            Of::Signature(signature) => signed(signature),
        }
    }

    /// Whether there are tensors for a run.
    pub(super) fn has(&self, of: Of<'_>, run: usize) -> bool {
        matches!(of, Of::Only) || self.entries.keys().any(|key| numbered(key).1.unwrap_or(0) == run && of.takes(key))
    }

    /// The tensor `key` of a run: plain for the first and only, numbered for consecutive ones.
    fn get(&self, key: &str, run: usize) -> Option<Stored<'_>> {
        let numbered = self.entries.get_key_value(&format!("{key}@{}", run + 1));
        let found = if run == 0 { numbered.or_else(|| self.entries.get_key_value(key)) } else { numbered };
        let (key, entry) = found?;
        let data = self.bytes.get(entry.range.clone())?;
        Some(Stored { key, shape: &entry.shape, data, dtype: entry.dtype })
    }

    /// The tensor of a port in run `run`, which must be there and be of the port's type and size.
    pub(super) fn data(&self, of: Of<'_>, side: Side, port: &Port, run: usize) -> anyhow::Result<Stored<'_>> {
        let index = port.position;
        let stored = self.find(of, side, index, &port.name, run).with_context(|| {
            let keys: Vec<&str> = self.entries.keys().map(String::as_str).collect();
            let (side, name) = (side.name(), &port.name);
            let missing = match of {
                Of::Only | Of::Default(_) => format!("neither `{side}{index}` nor `{name}`"),
                Of::Signature(signature) => format!("no `sig.{signature}.{side}.{name}`"),
            };
            format!("{missing} for run {} among {}", run + 1, keys.join(", "))
        })?;
        let dtype = file_dtype(port.dtype);
        if stored.dtype != dtype {
            bail!("`{}` is {:?} where the model has {} ({dtype:?})", stored.key, stored.dtype, port.dtype);
        }
        if stored.data.len() != port.region.bytes {
            let (key, shape) = (stored.key, stored.shape);
            bail!("`{key}` has shape {shape:?} where the model has {}", port.shape);
        }
        Ok(stored)
    }

    /// Whether the stored inputs of a run have the ports' own shapes.
    pub(super) fn fits(&self, of: Of<'_>, inputs: &[Port], run: usize) -> bool {
        inputs.iter().all(|port| {
            let stored = self.data(of, Side::Input, port, run);
            stored.is_ok_and(|stored| stored.has_shape_of(port))
        })
    }

    /// The shapes of the inputs in the first run, as the compiler's options name inputs. Where there are several entry points,
    /// those of tensors that name no signature are the inputs of `default`.
    pub(super) fn input_shapes(&self, default: Option<&str>) -> BTreeMap<String, Vec<usize>> {
        let shape = |(key, entry): (&String, &Entry)| {
            let name = key.strip_suffix("@1").unwrap_or(key);
            let number = |prefix: &str| name.strip_prefix(prefix).and_then(|rest| rest.parse::<usize>().ok());
            if name.contains('@') || name.starts_with("sig.") || number("output").is_some() {
                return None;
            }
            let name = number("input").map_or(name.to_string(), |index| format!("#{index}"));
            let name = default.map_or(name.clone(), |default| format!("{default}.{name}"));
            Some((name, entry.shape.clone()))
        };
        self.entries.iter().filter_map(shape).collect()
    }

    /// The shapes of the inputs of signatures in the first run that has them, as the compiler's options name inputs.
    pub(super) fn signature_shapes<'a>(&self, keys: impl Iterator<Item = &'a str>) -> BTreeMap<String, Vec<usize>> {
        let mut shapes: BTreeMap<String, (usize, Vec<usize>)> = BTreeMap::new();
        for signature in keys {
            for (key, entry) in &self.entries {
                let (name, run) = numbered(key);
                let name = name.strip_prefix("sig.").and_then(|rest| after(rest, signature)?.strip_prefix("input."));
                let Some(name) = name else { continue };
                let (name, run) = (format!("{signature}.{name}"), run.unwrap_or(0));
                if shapes.get(&name).is_none_or(|(first, _)| run < *first) {
                    shapes.insert(name, (run, entry.shape.clone()));
                }
            }
        }
        shapes.into_iter().map(|(name, (_, shape))| (name, shape)).collect()
    }

    /// The tensor of an input that is the same in all runs of the only entry point.
    pub(super) fn unchanging(&self, index: usize, name: &str) -> Option<Stored<'_>> {
        let mut runs = (0..self.runs()).map(|run| self.find(Of::Only, Side::Input, index, name, run));
        let first = runs.next()??;
        runs.all(|other| other.is_some_and(|other| other.data == first.data)).then_some(first)
    }

    /// How many consecutive runs the file holds.
    pub(super) fn runs(&self) -> usize {
        let numbers = self.entries.keys().filter_map(|key| key.rsplit_once('@')?.1.parse::<usize>().ok());
        numbers.max().unwrap_or(1).max(1)
    }

    /// Whether runs are numbered even if there is one only.
    pub(super) fn is_numbered(&self) -> bool {
        self.entries.keys().any(|key| key.ends_with("@1"))
    }

    /// All inputs of a run.
    pub(super) fn inputs(&self, of: Of<'_>, ports: &[Port], run: usize) -> anyhow::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        for port in ports {
            bytes.extend(self.data(of, Side::Input, port, run)?.data);
        }
        Ok(bytes)
    }
}

/// The file with complex numbers of double precision, which the library does not know, as pairs of float64, and their names.
fn with_pairs(bytes: Vec<u8>) -> (Vec<u8>, BTreeSet<String>) {
    match rewritten(&bytes) {
        Some((header, rest, complex)) if !complex.is_empty() => {
            let len = (header.len() as u64).to_le_bytes();
            ([&len, header.as_bytes(), rest].concat(), complex)
        }
        _ => (bytes, BTreeSet::new()),
    }
}

fn rewritten(bytes: &[u8]) -> Option<(String, &[u8], BTreeSet<String>)> {
    let (len, rest) = bytes.split_first_chunk()?;
    let (header, rest) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*len)).ok()?)?;
    let (mut header, mut complex) = (serde_json::from_slice::<Value>(header).ok()?, BTreeSet::new());
    for (key, tensor) in header.as_object_mut()? {
        if tensor.get("dtype").and_then(Value::as_str) == Some("C128") {
            tensor["dtype"] = "F64".into();
            tensor.get_mut("shape")?.as_array_mut()?.push(2.into());
            complex.insert(key.clone());
        }
    }
    Some((header.to_string(), rest, complex))
}

/// The elements that options may give.
fn elements(dtype: DType, bytes: &[u8]) -> Option<Vec<Number>> {
    fn all<const N: usize, T: Into<Number>>(bytes: &[u8], from: fn([u8; N]) -> T) -> Option<Vec<Number>> {
        Some(bytes.as_chunks::<N>().0.iter().map(|chunk| from(*chunk).into()).collect())
    }
    match dtype {
        DType::Bool => all(bytes, |[byte]| byte != 0),
        DType::I8 => all(bytes, i8::from_le_bytes),
        DType::I16 => all(bytes, i16::from_le_bytes),
        DType::I32 => all(bytes, i32::from_le_bytes),
        DType::I64 => all(bytes, i64::from_le_bytes),
        DType::U8 => all(bytes, u8::from_le_bytes),
        DType::U16 => all(bytes, u16::from_le_bytes),
        DType::U32 => all(bytes, u32::from_le_bytes),
        DType::U64 => all(bytes, u64::from_le_bytes),
        DType::F32 => all(bytes, f32::from_le_bytes),
        DType::F64 => all(bytes, f64::from_le_bytes),
        _ => None,
    }
}

/// How a tensor's type is called in the file; packed types are bytes, and so are those that no file of this kind can hold.
pub(super) fn file_dtype(dtype: DType) -> Dtype {
    match dtype {
        DType::Bool => Dtype::BOOL,
        DType::I8 => Dtype::I8,
        DType::I16 => Dtype::I16,
        DType::I32 => Dtype::I32,
        DType::I64 => Dtype::I64,
        DType::U16 => Dtype::U16,
        DType::U32 => Dtype::U32,
        DType::U64 => Dtype::U64,
        DType::F16 => Dtype::F16,
        DType::Bf16 => Dtype::BF16,
        DType::F32 => Dtype::F32,
        // Pairs of them: the library knows no wider type.
        DType::F64 | DType::Complex128 => Dtype::F64,
        DType::Complex64 => Dtype::C64,
        _ => Dtype::U8,
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

/// What stands beside a case in `meta.json`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Meta {
    /// Of each output of the default entry point; exact where nothing is said.
    tolerances: Vec<Tolerance>,
    /// By the names of the tensors, such as `sig.KEY.output.NAME`.
    named: BTreeMap<String, Tolerance>,
    /// The operator that the case is about, in suites of single operators.
    pub(super) op: Option<String>,
}

impl Meta {
    /// Of the case in `dir`; nothing when there is no such file.
    pub(super) fn open(dir: &Path) -> anyhow::Result<Meta> {
        let path = dir.join("meta.json");
        let Ok(text) = std::fs::read_to_string(&path) else { return Ok(Meta::default()) };
        let meta: Value = serde_json::from_str(&text).with_context(|| format!("in {}", path.display()))?;
        let told = meta.get("tolerance");
        let list = told.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let named = told.and_then(Value::as_object).into_iter().flatten();
        let op = meta.get("op").and_then(Value::as_str).map(str::to_string);
        let named = named.map(|(key, value)| (key.clone(), tolerance(value))).collect();
        Ok(Meta { tolerances: list.iter().map(tolerance).collect(), named, op })
    }

    /// That of a stored output, which is the default entry point's of an index or another's.
    pub(super) fn tolerance(&self, key: &str, index: Option<usize>) -> Tolerance {
        let named = self.named.get(numbered(key).0);
        named.or_else(|| self.tolerances.get(index?)).copied().unwrap_or_default()
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Shape;
    use crate::plan::{Buffer, Region};
    use safetensors::tensor::TensorView;

    fn file(keys: &[&str]) -> Io {
        let data = [1, 2];
        let views = keys.iter().map(|key| (*key, TensorView::new(Dtype::I8, vec![2], &data).unwrap()));
        Io::new(safetensors::serialize(views, None).unwrap()).unwrap()
    }

    fn port(name: &str, dtype: DType, bytes: usize) -> Port {
        let region = Region { buffer: Buffer::Arena, offset: 0, bytes };
        Port { name: name.to_string(), dtype, shape: Shape(vec![bytes]), quant: None, region, position: 0, count: None }
    }

    fn key(io: &Io, index: usize, name: &str, run: usize) -> Option<String> {
        io.find(Of::Only, Side::Input, index, name, run).map(|stored| stored.key.to_string())
    }

    #[test]
    fn tensors_go_by_position_name_or_signature() {
        let io = file(&["input0", "gain", "sig.serve.input.image", "output0"]);
        assert_eq!(key(&io, 0, "x", 0).unwrap(), "input0");
        assert_eq!(key(&io, 1, "gain", 0).unwrap(), "gain");
        assert_eq!(key(&io, 2, "image", 0).unwrap(), "sig.serve.input.image");
        assert_eq!(key(&io, 1, "x", 0), None);
        assert_eq!((io.runs(), key(&io, 0, "x", 1)), (1, None));
        assert_eq!(io.input_shapes(None).into_keys().collect::<Vec<_>>(), ["#0", "gain"]);
    }

    #[test]
    fn consecutive_runs_are_numbered() {
        let io = file(&["input0@1", "input0@2", "input0@10", "output0@1"]);
        assert_eq!((io.runs(), io.is_numbered()), (10, true));
        assert_eq!(key(&io, 0, "x", 0).unwrap(), "input0@1");
        assert_eq!(key(&io, 0, "x", 9).unwrap(), "input0@10");
        assert_eq!(io.input_shapes(None).into_keys().collect::<Vec<_>>(), ["#0"]);
    }

    #[test]
    fn signatures_have_tensors_of_their_own() {
        let io = file(&["input0", "sig.a.input.x@2", "sig.a.output.y@2", "sig.b.input.x@3", "sig.b.input.x@4"]);
        let has = |of, runs: &[usize]| runs.iter().map(|run| io.has(of, *run)).collect::<Vec<_>>();
        assert_eq!(has(Of::Default("a"), &[0, 1, 2]), [true, true, false]);
        assert_eq!(has(Of::Signature("a"), &[0, 1, 2]), [false, true, false]);
        let key = |of, run| io.find(of, Side::Input, 0, "x", run).map(|stored| stored.key);
        assert_eq!((key(Of::Default("a"), 0), key(Of::Signature("a"), 0)), (Some("input0"), None));
        assert_eq!(key(Of::Signature("b"), 3), Some("sig.b.input.x@4"));
        assert_eq!(io.signature_shapes(["a", "b"].into_iter()).into_keys().collect::<Vec<_>>(), ["a.x", "b.x"]);
        assert_eq!(io.input_shapes(Some("a")).into_keys().collect::<Vec<_>>(), ["a.#0"]);
    }

    #[test]
    fn complex_numbers_of_double_precision_are_read() {
        let header = r#"{"input0":{"dtype":"C128","shape":[1],"data_offsets":[0,16]}}"#;
        let bytes = [&(header.len() as u64).to_le_bytes(), header.as_bytes(), &[7; 16]].concat();
        let io = Io::new(bytes).unwrap();
        let port = Port { shape: Shape(vec![1]), ..port("x", DType::Complex128, 16) };
        let stored = io.data(Of::Only, Side::Input, &port, 0).unwrap();
        assert_eq!((stored.data, stored.has_shape_of(&port)), (&[7; 16][..], true));
    }

    #[test]
    fn types_and_sizes_are_checked() {
        let io = file(&["input0"]);
        assert_eq!(io.inputs(Of::Only, &[port("x", DType::I8, 2)], 0).unwrap(), [1, 2]);
        let message = |port| io.inputs(Of::Only, &[port], 0).unwrap_err().to_string();
        assert!(message(port("x", DType::F32, 2)).contains("float32"));
        assert!(message(port("x", DType::I8, 3)).contains("shape [2]"));
        assert!(Io::new(vec![7; 40]).is_err());
    }
}
