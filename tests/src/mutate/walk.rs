//! Where in a model file its values stand. Reads FlatBuffers by hand, since it has to take damaged ones.

use super::bytes::Bytes;

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Number of a builtin operator (`i32`), with the older byte field, where there is one.
    Operator { old: Option<usize> },
    /// Index of an operator code, a buffer or a subgraph.
    Index,
    /// A tensor's index.
    TensorIndex,
    /// Index of the dimension that channels are quantized along.
    Axis,
    /// An element type.
    ElementType,
    /// The kind of an operator's options.
    OptionsType,
    /// A scalar among an operator's options, of so many bytes.
    Option { width: usize },
    /// A scale.
    Scale,
    /// A zero point.
    ZeroPoint,
    /// A dimension.
    Dim,
    /// Four bytes of constant data.
    Data,
    /// The reference to a list of 32-bit numbers: a shape, or tensor indices.
    List,
    /// The reference to a buffer's data.
    Buffer,
    /// The vtable's entry for a field that is set.
    Field,
    /// A reference in a list of tables: to operators, tensors, buffers.
    Entry { list: usize },
}

/// A place in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site {
    pub(super) at: usize,
    pub(super) kind: Kind,
}

/// A tensor's places, for changes that keep a model consistent.
#[derive(Clone, Copy, Debug)]
pub(super) struct TensorSite {
    /// The reference to the shape.
    pub(super) shape: usize,
    /// The element type, where it is not float32 by default.
    pub(super) kind: Option<usize>,
    /// The reference to the constant's data.
    pub(super) data: Option<usize>,
}

/// All places of a file.
#[derive(Debug, Default)]
pub(super) struct Map {
    pub(super) sites: Vec<Site>,
    pub(super) tensors: Vec<TensorSite>,
}

/// Lists longer than this are visited in part.
const LONGEST: usize = 512;

/// Finds what can be found.
pub(super) fn walk(file: &[u8]) -> Map {
    let mut walk = Walk { file: Bytes(file), map: Map::default(), buffers: Vec::new() };
    if let Some(model) = walk.file.follow(0) {
        walk.model(model);
    }
    walk.map
}

struct Walk<'a> {
    file: Bytes<'a>,
    map: Map,
    /// The reference to each buffer's data.
    buffers: Vec<Option<usize>>,
}

impl Walk<'_> {
    fn add(&mut self, at: Option<usize>, kind: Kind) {
        self.map.sites.extend(at.map(|at| Site { at, kind }));
    }

    /// The tables of a list field.
    fn tables(&mut self, table: usize, slot: usize) -> Vec<usize> {
        let Some((start, len)) = self.file.field(table, slot).and_then(|at| self.file.list(at)) else { return vec![] };
        let places = (0..len.min(LONGEST)).map(|i| start + 4 * i);
        places
            .filter_map(|at| {
                self.add(Some(at), Kind::Entry { list: start });
                let table = self.file.follow(at)?;
                self.fields(table);
                Some(table)
            })
            .collect()
    }

    fn fields(&mut self, table: usize) {
        for slot in 0..16 {
            self.add(self.file.slot(table, slot), Kind::Field);
        }
    }

    /// The elements of a list field, `width` bytes each, and the reference to it.
    fn list(&mut self, table: usize, slot: usize, width: usize, kind: Kind) -> Option<usize> {
        let at = self.file.field(table, slot)?;
        let (start, len) = self.file.list(at)?;
        for i in 0..len.min(LONGEST) {
            self.add(Some(start + width * i), kind);
        }
        Some(at)
    }

    fn model(&mut self, model: usize) {
        self.fields(model);
        for code in self.tables(model, 1) {
            let old = self.file.field(code, 0);
            self.add(self.file.field(code, 3).or(old), Kind::Operator { old });
        }
        for buffer in self.tables(model, 4) {
            let data = self.list(buffer, 0, 1, Kind::Data);
            self.buffers.push(data);
            self.add(data, Kind::Buffer);
        }
        // Data is counted in words: single bytes would outnumber everything else.
        self.map.sites.retain(|site| site.kind != Kind::Data || site.at % 4 == 0);
        for subgraph in self.tables(model, 2) {
            self.subgraph(subgraph);
        }
        for signature in self.tables(model, 7) {
            self.add(self.file.field(signature, 4), Kind::Index);
            for slot in [0, 1] {
                for map in self.tables(signature, slot) {
                    self.add(self.file.field(map, 1), Kind::TensorIndex);
                }
            }
        }
    }

    fn subgraph(&mut self, subgraph: usize) {
        for slot in [1, 2] {
            let list = self.list(subgraph, slot, 4, Kind::TensorIndex);
            self.add(list, Kind::List);
        }
        for tensor in self.tables(subgraph, 0) {
            self.tensor(tensor);
        }
        for operator in self.tables(subgraph, 3) {
            self.operator(operator);
        }
    }

    fn tensor(&mut self, tensor: usize) {
        let (shape, kind) = (self.list(tensor, 0, 4, Kind::Dim), self.file.field(tensor, 1));
        self.add(shape, Kind::List);
        self.add(kind, Kind::ElementType);
        let buffer = self.file.field(tensor, 2);
        self.add(buffer, Kind::Index);
        let index = buffer.and_then(|at| self.file.u32(at)).map(|index| index as usize);
        let data = index.and_then(|index| self.buffers.get(index).copied().flatten());
        self.map.tensors.extend(shape.map(|shape| TensorSite { shape, kind, data }));
        if let Some(quantization) = self.file.field(tensor, 4).and_then(|at| self.file.follow(at)) {
            self.fields(quantization);
            self.list(quantization, 2, 4, Kind::Scale);
            self.list(quantization, 3, 8, Kind::ZeroPoint);
            self.add(self.file.field(quantization, 6), Kind::Axis);
        }
    }

    fn operator(&mut self, operator: usize) {
        self.add(self.file.field(operator, 0), Kind::Index);
        for slot in [1, 2] {
            let list = self.list(operator, slot, 4, Kind::TensorIndex);
            self.add(list, Kind::List);
        }
        for slot in [3, 11] {
            self.add(self.file.field(operator, slot), Kind::OptionsType);
            let Some(options) = self.file.field(operator, slot + 1).and_then(|at| self.file.follow(at)) else {
                continue;
            };
            self.fields(options);
            for (at, width) in self.file.scalars(options) {
                self.add(Some(at), Kind::Option { width });
            }
        }
    }
}
