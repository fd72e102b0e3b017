//! Options of custom operators: a map of names to values.

use crate::diag::Diagnostic;
use crate::schema::flexbuffer::{Map, Value};
use std::cell::RefCell;

/// The map, and which of its names have been asked for. After all questions [`finish`](Self::finish) refuses the rest.
pub(crate) struct Attributes<'a> {
    map: Option<Map<'a>>,
    known: RefCell<Vec<&'static str>>,
}

impl<'a> Attributes<'a> {
    /// No bytes are a map without entries.
    pub(crate) fn new(bytes: &'a [u8]) -> Result<Self, Diagnostic> {
        let map = if bytes.is_empty() { None } else { Some(Map::open(bytes).ok_or_else(broken)?) };
        Ok(Attributes { map, known: RefCell::default() })
    }

    fn get(&self, name: &'static str) -> Result<Option<Value<'a>>, Diagnostic> {
        self.known.borrow_mut().push(name);
        let value = self.map.as_ref().and_then(|map| map.get(name));
        value.transpose().map_err(|_| Diagnostic::malformed(format!("option `{name}` can't be read")))
    }

    fn read<T>(
        &self,
        name: &'static str,
        what: &str,
        read: impl Fn(&Value<'a>) -> Option<T>,
    ) -> Result<Option<T>, Diagnostic> {
        let wrong = |value| Diagnostic::malformed(format!("option `{name}` is {value:?} where {what} is expected"));
        self.get(name)?.map(|value| read(&value).ok_or_else(|| wrong(value))).transpose()
    }

    /// An integer, if there.
    pub(crate) fn int(&self, name: &'static str) -> Result<Option<i64>, Diagnostic> {
        self.read(name, "an integer", int)
    }

    /// A number, if there.
    pub(crate) fn float(&self, name: &'static str) -> Result<Option<f32>, Diagnostic> {
        self.read(name, "a number", float)
    }

    /// A truth value, if there; numbers other than 0 are true.
    pub(crate) fn bool(&self, name: &'static str) -> Result<Option<bool>, Diagnostic> {
        self.read(name, "true or false", |value| match value {
            Value::Bool(value) => Some(*value),
            value => int(value).map(|value| value != 0),
        })
    }

    /// A text, if there.
    #[allow(dead_code)]
    pub(crate) fn text(&self, name: &'static str) -> Result<Option<&'a str>, Diagnostic> {
        self.read(name, "a text", |value| if let Value::Text(text) = value { Some(*text) } else { None })
    }

    /// A list of integers, if there.
    #[allow(dead_code)]
    pub(crate) fn ints(&self, name: &'static str) -> Result<Option<Vec<i64>>, Diagnostic> {
        self.read(name, "a list of integers", |value| match value {
            Value::List(values) => values.iter().map(int).collect(),
            _ => None,
        })
    }

    /// An option that changes nothing.
    pub(crate) fn ignore(&self, name: &'static str) {
        self.known.borrow_mut().push(name);
    }

    /// Refuses options that nobody has asked for.
    pub(crate) fn finish(self) -> Result<(), Diagnostic> {
        let known = self.known.into_inner();
        match self.map.iter().flat_map(Map::keys).find(|key| !known.contains(key)) {
            Some(key) => Err(Diagnostic::unsupported(format!("option `{key}`"), "litecast does not know this option")),
            None => Ok(()),
        }
    }
}

fn broken() -> Diagnostic {
    Diagnostic::malformed("the options of this custom operator are not a FlexBuffers map")
}

fn int(value: &Value<'_>) -> Option<i64> {
    match value {
        Value::Int(value) => Some(*value),
        Value::UInt(value) => i64::try_from(*value).ok(),
        Value::Bool(value) => Some((*value).into()),
        _ => None,
    }
}

fn float(value: &Value<'_>) -> Option<f32> {
    match value {
        Value::Float(value) => Some(*value as f32),
        value => int(value).map(|value| value as f32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `{"a": 3}`.
    const MAP: &[u8] = &[b'a', 0, 1, 3, 1, 1, 1, 3, 4, 2, 36, 1];

    #[test]
    fn every_option_is_asked_for() {
        let attributes = Attributes::new(MAP).unwrap();
        assert_eq!(attributes.int("a"), Ok(Some(3)));
        assert_eq!(attributes.float("a"), Ok(Some(3.0)));
        assert_eq!(attributes.bool("b"), Ok(None));
        assert!(attributes.text("a").is_err() && attributes.ints("a").is_err());
        assert!(attributes.finish().is_ok());
        assert!(Attributes::new(MAP).unwrap().finish().unwrap_err().message.contains("`a`"));
        assert!(Attributes::new(&[]).unwrap().finish().is_ok() && Attributes::new(&[7]).is_err());
    }
}
