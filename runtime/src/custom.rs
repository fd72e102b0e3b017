//! What functions of yours get that compute custom operators: views of tensors, and options.
//!
//! A custom operator that litecast does not know is computed by a function that the option `custom` of
//! [`include_model!`](crate::include_model) names. It takes the operator's options, then its inputs, then its outputs, in the
//! order of the file, and returns nothing. Element types and ranks are those of the model, so that a function that does not fit is
//! a compile error.
//!
#![cfg_attr(feature = "macros", doc = "```")]
#![cfg_attr(not(feature = "macros"), doc = "```ignore")]
//! use litecast::custom::{Options, View, ViewMut};
//!
//! /// `y = x * scale + offset`, with a scale per column and the option `offset`.
//! fn scale(options: &Options, x: View<'_, f32, 2>, scale: View<'_, f32, 1>, y: ViewMut<'_, f32, 2>) {
//!     let offset = options.float("offset").unwrap_or(0.0) as f32;
//!     let [_, columns] = x.shape;
//!     for (x, y) in x.data.chunks_exact(columns).zip(y.data.chunks_exact_mut(columns)) {
//!         for ((x, scale), y) in x.iter().zip(scale.data).zip(y) {
//!             *y = x * scale + offset;
//!         }
//!     }
//! }
//!
//! litecast::include_model!(
//!     mod scaled = "../tests/models/custom/scale.tflite",
//!     custom = { AcmeScale: scale },
//! );
//!
//! # fn main() {
//! let mut model = scaled::Model::new();
//! *model.input_mut() = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
//! assert_eq!(*model.run(), [1.5, 20.5, 300.5, 4.5, 50.5, 600.5]);
//! # }
//! ```
//!
//! * Its path is as seen from the module in which the model is included; what is local to a function's body is not seen.
//! * One function may serve several operators: with `const RANK: usize` it takes tensors of any rank, with a type parameter
//!   elements of any type.
//! * Outputs are zeros when the function begins: an element that it leaves out is 0, whatever lay there before.
//! * Constants of the model are views like any other tensor. Variables, which keep their values between runs, are a [`ViewMut`] in
//!   their place among the inputs; they are not zeroed.
//! * The function is called once for every time that the operator is to run, in the order of the file, even if nothing reads what
//!   it computes.
//! * Nothing else is asked of it. A panic in it is a panic of `run`.
//!
//! | TFLite | element |
//! |---|---|
//! | int8, int16, int32, int64, uint8, uint16, uint32, uint64, float32, float64 | the Rust type of that name |
//! | bool | `u8`, 0 or 1 |
//! | float16, bfloat16 | `u16`, the bits |
//! | complex64 | `[f32; 2]` |

use crate::Quant;

/// A tensor to read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View<'a, T, const RANK: usize> {
    /// All elements, the last dimension innermost.
    pub data: &'a [T],
    /// Extent of each dimension, outermost first.
    pub shape: [usize; RANK],
    /// How elements stand for real values.
    pub quantization: Quantization,
}

/// A tensor to write; see [`View`].
#[derive(Debug, PartialEq)]
pub struct ViewMut<'a, T, const RANK: usize> {
    /// All elements, the last dimension innermost.
    pub data: &'a mut [T],
    /// Extent of each dimension, outermost first.
    pub shape: [usize; RANK],
    /// How elements stand for real values.
    pub quantization: Quantization,
}

/// How the elements of a tensor stand for real values.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Quantization {
    /// They are what they are.
    #[default]
    None,
    /// All in one way.
    Tensor(Quant),
    /// In one way per index along a dimension.
    Channel {
        /// The dimension.
        axis: usize,
        /// As many as the dimension has indices.
        quants: &'static [Quant],
    },
}

impl Quantization {
    /// That of the whole tensor, where there is one.
    pub const fn tensor(&self) -> Option<Quant> {
        match self {
            Quantization::Tensor(quant) => Some(*quant),
            _ => None,
        }
    }

    /// That of an index along the dimension that several belong to, or of the whole tensor.
    pub fn channel(&self, index: usize) -> Option<Quant> {
        match self {
            Quantization::None => None,
            Quantization::Tensor(quant) => Some(*quant),
            Quantization::Channel { quants, .. } => quants.get(index).copied(),
        }
    }
}

/// What the file says of a custom operator besides its tensors. Decoded by the compiler: nothing is parsed at run time.
///
/// ```
/// use litecast::custom::{Options, Value};
///
/// let options = Options { raw: &[], value: Value::Map(&[("axis", Value::Int(-1)), ("mode", Value::Text("fast"))]) };
/// assert_eq!(options.int("axis"), Some(-1));
/// assert_eq!(options.text("mode"), Some("fast"));
/// assert_eq!(options.get("other"), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Options {
    /// The bytes, for operators with a format of their own.
    pub raw: &'static [u8],
    /// What they hold, if they are a FlexBuffers map or list as converters write them; else [`Value::Null`].
    pub value: Value,
}

impl Options {
    /// What `key` stands for, if the options are a map that has it.
    pub fn get(&self, key: &str) -> Option<Value> {
        self.value.get(key)
    }

    /// The integer that `key` stands for.
    pub fn int(&self, key: &str) -> Option<i64> {
        self.get(key)?.int()
    }

    /// The number that `key` stands for.
    pub fn float(&self, key: &str) -> Option<f64> {
        self.get(key)?.float()
    }

    /// The truth value that `key` stands for.
    pub fn bool(&self, key: &str) -> Option<bool> {
        self.get(key)?.bool()
    }

    /// The text that `key` stands for.
    pub fn text(&self, key: &str) -> Option<&'static str> {
        self.get(key)?.text()
    }

    /// The list that `key` stands for.
    pub fn list(&self, key: &str) -> Option<&'static [Value]> {
        self.get(key)?.list()
    }
}

/// A value of FlexBuffers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// An integer beyond the range of `i64`.
    UInt(u64),
    /// A number; float32 are widened.
    Float(f64),
    /// A text.
    Text(&'static str),
    /// Bytes without further meaning.
    Bytes(&'static [u8]),
    /// Values one after another.
    List(&'static [Value]),
    /// Names and what they stand for, sorted by name.
    Map(&'static [(&'static str, Value)]),
}

impl Value {
    /// What `key` stands for in a map.
    pub fn get(&self, key: &str) -> Option<Value> {
        let Value::Map(entries) = self else { return None };
        entries.iter().find(|(name, _)| *name == key).map(|(_, value)| *value)
    }

    /// An integer.
    pub const fn int(&self) -> Option<i64> {
        if let Value::Int(value) = self { Some(*value) } else { None }
    }

    /// A number, integers too.
    pub const fn float(&self) -> Option<f64> {
        match self {
            Value::Float(value) => Some(*value),
            Value::Int(value) => Some(*value as f64),
            Value::UInt(value) => Some(*value as f64),
            _ => None,
        }
    }

    /// A truth value; integers other than 0 are true.
    pub const fn bool(&self) -> Option<bool> {
        match self {
            Value::Bool(value) => Some(*value),
            Value::Int(value) => Some(*value != 0),
            Value::UInt(_) => Some(true),
            _ => None,
        }
    }

    /// A text.
    pub const fn text(&self) -> Option<&'static str> {
        if let Value::Text(value) = self { Some(*value) } else { None }
    }

    /// A list.
    pub const fn list(&self) -> Option<&'static [Value]> {
        if let Value::List(values) = self { Some(*values) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPTIONS: Options = Options {
        raw: b"?",
        value: Value::Map(&[
            ("big", Value::UInt(u64::MAX)),
            ("list", Value::List(&[Value::Int(1), Value::Bool(true)])),
            ("map", Value::Map(&[("inner", Value::Float(0.5))])),
            ("n", Value::Int(2)),
            ("on", Value::Bool(false)),
        ]),
    };

    #[test]
    fn options_are_read_by_name_and_type() {
        assert_eq!((OPTIONS.int("n"), OPTIONS.float("n"), OPTIONS.bool("n")), (Some(2), Some(2.0), Some(true)));
        assert_eq!((OPTIONS.int("big"), OPTIONS.bool("big")), (None, Some(true)));
        assert_eq!((OPTIONS.bool("on"), OPTIONS.int("on"), OPTIONS.text("on")), (Some(false), None, None));
        assert_eq!(OPTIONS.list("list").map(<[Value]>::len), Some(2));
        assert_eq!(OPTIONS.get("map").and_then(|map| map.get("inner")).and_then(|x| x.float()), Some(0.5));
        assert_eq!(OPTIONS.get("N"), None);
        assert_eq!(Options::default().get("n"), None);
    }

    #[test]
    fn quantization_of_a_tensor_or_of_its_channels() {
        const FINE: Quant = Quant { scale: 0.5, zero_point: 1 };
        const COARSE: Quant = Quant { scale: 2.0, zero_point: 0 };
        let channels = Quantization::Channel { axis: 0, quants: &[FINE, COARSE] };
        assert_eq!((channels.tensor(), channels.channel(1), channels.channel(2)), (None, Some(COARSE), None));
        let tensor = Quantization::Tensor(FINE);
        assert_eq!((tensor.tensor(), tensor.channel(7)), (Some(FINE), Some(FINE)));
        assert_eq!((Quantization::None.tensor(), Quantization::None.channel(0)), (None, None));
    }
}
