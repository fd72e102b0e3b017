//! Numbers that options hold.

use std::fmt;

/// An element of a value that an option gives: [`Options::input_values`](crate::Options::input_values).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// An integer; wide enough for every type.
    Int(i128),
    /// A real number.
    Float(f64),
    /// True or false.
    Bool(bool),
}

macro_rules! from {
    ($($type:ident)* => $kind:ident) => { $(
        impl From<$type> for Number {
            fn from(value: $type) -> Self {
                Number::$kind(value.into())
            }
        }
    )* };
}
from!(i8 i16 i32 i64 u8 u16 u32 u64 => Int);
from!(f32 f64 => Float);
from!(bool => Bool);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Int(value) => value.fmt(f),
            // With a point, so that it cannot be taken for an integer.
            Number::Float(value) => write!(f, "{value:?}"),
            Number::Bool(value) => value.fmt(f),
        }
    }
}
