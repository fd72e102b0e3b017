//! FlexBuffers, as far as options of custom operators go. The format has no verifier, so every step is checked. Operators that
//! litecast knows have one map of scalars, texts and lists of scalars, of which nothing is read before it is asked for; what a
//! function of the user's gets is read as a whole.

/// Longest key that is read.
const LONGEST_KEY: usize = 256;
/// How deep lists and maps may be nested.
const DEEPEST: usize = 8;
/// How many values and bytes of text are read as a whole: values may share what they refer to, so that few bytes can hold many.
const MOST: usize = 1 << 20;

/// The entries of a map, and the bytes that they lie in.
#[derive(Clone, Debug)]
pub(crate) struct Map<'a> {
    entries: Vec<(&'a str, Item<'a>)>,
}

/// A value where it lies.
#[derive(Clone, Copy, Debug)]
struct Item<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Bytes of the value, or of the offset to it.
    width: usize,
    packed: u8,
}

/// A value that has been read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Bool(bool),
    Int(i64),
    UInt(u64),
    Float(f64),
    Text(&'a str),
    List(Vec<Value<'a>>),
    Bytes(&'a [u8]),
    Map(Vec<(&'a str, Value<'a>)>),
}

/// The map or list that `bytes` hold, with all that is in it.
pub(crate) fn read(bytes: &[u8]) -> Option<Value<'_>> {
    let root = Item::root(bytes)?;
    let kind = root.kind();
    (matches!(kind, kind::MAP..=kind::VECTOR_KEY | kind::VECTOR_BOOL) || kind::FIXED.contains(&kind)).then_some(())?;
    let mut budget = bytes.len().saturating_mul(4).min(MOST);
    root.whole(&mut budget, DEEPEST)
}

/// Type numbers of the format.
mod kind {
    pub(super) const NULL: u8 = 0;
    pub(super) const INT: u8 = 1;
    pub(super) const UINT: u8 = 2;
    pub(super) const FLOAT: u8 = 3;
    pub(super) const KEY: u8 = 4;
    pub(super) const STRING: u8 = 5;
    pub(super) const INDIRECT_INT: u8 = 6;
    pub(super) const INDIRECT_FLOAT: u8 = 8;
    pub(super) const MAP: u8 = 9;
    pub(super) const VECTOR: u8 = 10;
    pub(super) const VECTOR_INT: u8 = 11;
    pub(super) const VECTOR_FLOAT: u8 = 13;
    pub(super) const VECTOR_KEY: u8 = 14;
    /// Two, three or four numbers of one of three types, without a length before them.
    pub(super) const FIXED: std::ops::RangeInclusive<u8> = 16..=24;
    pub(super) const BLOB: u8 = 25;
    pub(super) const BOOL: u8 = 26;
    pub(super) const VECTOR_BOOL: u8 = 36;
}

impl<'a> Map<'a> {
    /// The map that `bytes` hold, if they do.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        let root = Item::root(bytes)?;
        (root.kind() == kind::MAP).then_some(())?;
        root.map()
    }

    /// The keys, in order.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.entries.iter().map(|(key, _)| *key)
    }

    /// What `key` stands for: nothing if there is no such key, and an error if the value can't be read.
    pub(crate) fn get(&self, key: &str) -> Option<Result<Value<'a>, Unreadable>> {
        let (_, item) = self.entries.iter().find(|(name, _)| *name == key)?;
        Some(item.value().ok_or(Unreadable))
    }
}

/// A value that is broken, or of a kind that options don't have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable;

impl<'a> Item<'a> {
    /// The value that stands at the end of the bytes, before its type and width.
    fn root(bytes: &'a [u8]) -> Option<Self> {
        let (&width, rest) = bytes.split_last()?;
        let (&packed, rest) = rest.split_last()?;
        let at = rest.len().checked_sub(width.into())?;
        Some(Item { bytes, at, width: width.into(), packed })
    }

    fn kind(self) -> u8 {
        self.packed >> 2
    }

    /// Width of what an offset leads to.
    fn inner_width(self) -> usize {
        1 << (self.packed & 3)
    }

    fn value(self) -> Option<Value<'a>> {
        match self.kind() {
            kind::VECTOR => self.list(|vector, i, len| vector.nth_of_mixed(i, len)),
            kind @ (kind::VECTOR_INT..=kind::VECTOR_FLOAT) => {
                self.list(move |vector, i, _| Some(vector.nth(i, kind - kind::VECTOR_INT + kind::INT)))
            }
            kind::VECTOR_BOOL => self.list(|vector, i, _| Some(vector.nth(i, kind::BOOL))),
            _ => self.scalar(),
        }
    }

    /// The value with all that is in it, taken from the budget.
    fn whole(self, budget: &mut usize, depth: usize) -> Option<Value<'a>> {
        let depth = depth.checked_sub(1)?;
        let value = match self.kind() {
            kind::MAP => {
                let entries = self.map()?.entries.into_iter();
                let entries = entries.map(|(key, item)| {
                    *budget = budget.checked_sub(key.len())?;
                    Some((key, item.whole(budget, depth)?))
                });
                Value::Map(entries.collect::<Option<_>>()?)
            }
            kind => match self.items(kind)? {
                Some(items) => {
                    let values = items.into_iter().map(|item| item.whole(budget, depth));
                    Value::List(values.collect::<Option<_>>()?)
                }
                None if kind == kind::BLOB => Value::Bytes(self.sized()?),
                None => self.scalar()?,
            },
        };
        let text = match value {
            Value::Text(text) => text.len(),
            Value::Bytes(bytes) => bytes.len(),
            _ => 0,
        };
        *budget = budget.checked_sub(text.checked_add(1)?)?;
        Some(value)
    }

    /// What a list holds; no items if it is none.
    fn items(self, kind: u8) -> Option<Option<Vec<Item<'a>>>> {
        let typed = match kind {
            kind::VECTOR => {
                let vector = self.vector()?;
                let len = vector.checked_len()?;
                return (0..len).map(|i| vector.nth_of_mixed(i, len)).collect::<Option<_>>().map(Some);
            }
            kind::VECTOR_INT..=kind::VECTOR_KEY => kind - kind::VECTOR_INT + kind::INT,
            kind::VECTOR_BOOL => kind::BOOL,
            _ if kind::FIXED.contains(&kind) => {
                let (vector, which) = (self.vector()?, kind - kind::FIXED.start());
                let nth = |i| vector.nth(i, which % 3 + kind::INT);
                return Some(Some((0..usize::from(which / 3 + 2)).map(nth).collect()));
            }
            _ => return Some(None),
        };
        let vector = self.vector()?;
        Some(Some((0..vector.checked_len()?).map(|i| vector.nth(i, typed)).collect()))
    }

    /// Bytes after their number.
    fn sized(self) -> Option<&'a [u8]> {
        let vector = self.vector()?;
        vector.bytes.get(vector.at..vector.at.checked_add(vector.len()?)?)
    }

    fn scalar(self) -> Option<Value<'a>> {
        match self.kind() {
            kind::NULL => Some(Value::Null),
            kind::KEY => text(self.bytes, self.target()?).map(Value::Text),
            kind::STRING => std::str::from_utf8(self.sized()?).ok().map(Value::Text),
            kind @ kind::INDIRECT_INT..=kind::INDIRECT_FLOAT => {
                let inner = Item { at: self.target()?, width: self.inner_width(), ..self };
                inner.number(kind - kind::INDIRECT_INT + kind::INT)
            }
            kind => self.number(kind),
        }
    }

    fn number(self, kind: u8) -> Option<Value<'a>> {
        let raw = unsigned(self.bytes, self.at, self.width)?;
        match kind {
            kind::INT => {
                let unused = 64 - 8 * self.width as u32;
                Some(Value::Int((raw << unused) as i64 >> unused))
            }
            kind::UINT => Some(Value::UInt(raw)),
            kind::FLOAT if self.width == 4 => Some(Value::Float(f32::from_bits(raw as u32).into())),
            kind::FLOAT if self.width == 8 => Some(Value::Float(f64::from_bits(raw))),
            kind::BOOL => Some(Value::Bool(raw != 0)),
            _ => None,
        }
    }

    /// Where the offset leads to: back in the bytes.
    fn target(self) -> Option<usize> {
        let offset = unsigned(self.bytes, self.at, self.width)?;
        self.at.checked_sub(usize::try_from(offset).ok()?)
    }

    /// The vector that the offset leads to.
    fn vector(self) -> Option<Vector<'a>> {
        Some(Vector { bytes: self.bytes, at: self.target()?, width: self.inner_width() })
    }

    /// A list of scalars; lists within lists are none.
    fn list(self, nth: impl Fn(Vector<'a>, usize, usize) -> Option<Item<'a>>) -> Option<Value<'a>> {
        let vector = self.vector()?;
        let len = vector.checked_len()?;
        let values: Option<Vec<_>> = (0..len).map(|i| nth(vector, i, len)?.scalar()).collect();
        values.map(Value::List)
    }

    /// Keys are a vector of their own; where it is, and its width, stands before the values.
    fn map(self) -> Option<Map<'a>> {
        let values = self.vector()?;
        let len = values.checked_len()?;
        let back = |words: usize| values.at.checked_sub(words.checked_mul(values.width)?);
        let keys = Item { at: back(3)?, width: values.width, ..self };
        let width = unsigned(self.bytes, back(2)?, values.width)?;
        let keys = Vector { bytes: self.bytes, at: keys.target()?, width: usize::try_from(width).ok()? };
        (keys.checked_len()? == len).then_some(())?;
        let entry = |i| {
            let key = keys.nth(i, kind::KEY);
            Some((text(self.bytes, key.target()?)?, values.nth_of_mixed(i, len)?))
        };
        let entries: Option<Vec<_>> = (0..len).map(entry).collect();
        Some(Map { entries: entries? })
    }
}

/// Values one after another, after their number.
#[derive(Clone, Copy)]
struct Vector<'a> {
    bytes: &'a [u8],
    at: usize,
    width: usize,
}

impl<'a> Vector<'a> {
    fn len(self) -> Option<usize> {
        let len = unsigned(self.bytes, self.at.checked_sub(self.width)?, self.width)?;
        usize::try_from(len).ok()
    }

    /// The number of values, all of which lie inside of the bytes.
    fn checked_len(self) -> Option<usize> {
        let len = self.len()?;
        let end = len.checked_mul(self.width)?.checked_add(self.at)?;
        (end <= self.bytes.len()).then_some(len)
    }

    fn nth(self, i: usize, kind: u8) -> Item<'a> {
        Item { bytes: self.bytes, at: self.at + i * self.width, width: self.width, packed: kind << 2 }
    }

    /// In a vector of values of any type the types follow the values.
    fn nth_of_mixed(self, i: usize, len: usize) -> Option<Item<'a>> {
        let packed = *self.bytes.get((self.at + len * self.width).checked_add(i)?)?;
        Some(Item { packed, ..self.nth(i, kind::NULL) })
    }
}

/// An unsigned number of 1, 2, 4 or 8 bytes.
fn unsigned(bytes: &[u8], at: usize, width: usize) -> Option<u64> {
    matches!(width, 1 | 2 | 4 | 8).then_some(())?;
    let number = bytes.get(at..at.checked_add(width)?)?;
    Some(number.iter().rev().fold(0, |value, &byte| value << 8 | u64::from(byte)))
}

/// A text that ends with a zero.
fn text(bytes: &[u8], at: usize) -> Option<&str> {
    let rest = bytes.get(at..)?;
    let len = rest.iter().take(LONGEST_KEY).position(|&byte| byte == 0)?;
    std::str::from_utf8(rest.get(..len)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `{"a": 3, "b": [1, -2], "f": 0.5, "on": true, "s": "hi"}` as the reference library writes it.
    const MAP: &[u8] = &[
        97, 0, 98, 0, 2, 1, 254, 4, 4, 102, 0, 111, 110, 0, 115, 0, 2, 104, 105, 0, 5, 21, 20, 14, 13, 11, 0, 0, 7, 0,
        0, 0, 1, 0, 0, 0, 5, 0, 0, 0, 3, 0, 0, 0, 39, 0, 0, 0, 0, 0, 0, 63, 1, 0, 0, 0, 39, 0, 0, 0, 6, 40, 14, 106,
        20, 25, 38, 1,
    ];

    #[test]
    fn reads_what_the_reference_library_writes() {
        let map = Map::open(MAP).unwrap();
        assert_eq!(map.keys().collect::<Vec<_>>(), ["a", "b", "f", "on", "s"]);
        assert_eq!(map.get("a"), Some(Ok(Value::Int(3))));
        assert_eq!(map.get("b"), Some(Ok(Value::List(vec![Value::Int(1), Value::Int(-2)]))));
        assert_eq!(map.get("f"), Some(Ok(Value::Float(0.5))));
        assert_eq!(map.get("on"), Some(Ok(Value::Bool(true))));
        assert_eq!(map.get("s"), Some(Ok(Value::Text("hi"))));
        assert_eq!(map.get("x"), None);
    }

    /// `{"l": [1, "x", [2.5, True]], "m": {"k": None, "b": b"\0\xff"}, "v": [1, 2, 3]}` as the reference library writes it, `v`
    /// as a vector of one type.
    const NESTED: &[u8] = &[
        108, 0, 1, 120, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 32, 64, 1, 0, 0, 0, 14, 106, 3, 1, 21, 13, 4, 20, 42, 109, 0,
        107, 0, 98, 0, 2, 0, 255, 2, 6, 9, 2, 1, 2, 8, 0, 100, 0, 118, 0, 3, 1, 2, 3, 3, 55, 27, 9, 3, 1, 3, 38, 18,
        12, 40, 36, 44, 6, 36, 1,
    ];

    #[test]
    fn reads_all_that_is_inside() {
        let list =
            Value::List(vec![Value::Int(1), Value::Text("x"), Value::List(vec![Value::Float(2.5), Value::Bool(true)])]);
        let map = Value::Map(vec![("b", Value::Bytes(&[0, 255])), ("k", Value::Null)]);
        let numbers = Value::List((1..4).map(Value::Int).collect());
        assert_eq!(read(NESTED), Some(Value::Map(vec![("l", list), ("m", map), ("v", numbers)])));
        // A list of two numbers, with a length of its own and without.
        let two = Some(Value::List(vec![Value::Int(7), Value::Int(-8)]));
        assert_eq!((read(&[2, 7, 0xf8, 2, 44, 1]), read(&[7, 0xf8, 2, 64, 1])), (two.clone(), two));
        // A number is no map and no list.
        assert_eq!((read(&[7, 4, 1]), read(&[0; 16])), (None, None));
    }

    #[test]
    fn what_is_shared_is_not_multiplied_without_end() {
        // Lists of 64 times the list before, 7 deep.
        let mut bytes = vec![0u8; 64];
        let mut below = 0;
        for level in 0..7u8 {
            let start = bytes.len() + 4;
            bytes.extend(64u32.to_le_bytes());
            for i in 0..64 {
                bytes.extend(((start + 4 * i - below) as u32).to_le_bytes());
            }
            bytes.extend([if level == 0 { 5 << 2 } else { (10 << 2) | 2 }; 64]);
            below = start;
        }
        let root = bytes.len() - below;
        bytes.extend((root as u32).to_le_bytes());
        bytes.extend([(10 << 2) | 2, 4]);
        assert_eq!(read(&bytes), None);
    }

    fn read_all(bytes: &[u8]) {
        drop(read(bytes));
        if let Some(map) = Map::open(bytes) {
            map.keys().for_each(|key| drop(map.get(key)));
        }
    }

    #[test]
    fn any_bytes_are_read_or_not() {
        for cut in 0..MAP.len() {
            read_all(&MAP[..cut]);
        }
        for at in 0..MAP.len() {
            for value in 0..=255 {
                let mut bytes = MAP.to_vec();
                bytes[at] = value;
                read_all(&bytes);
            }
        }
        for len in 0..5 {
            assert!(Map::open(&vec![255; len]).is_none() && Map::open(&vec![0; len]).is_none());
        }
    }
}
