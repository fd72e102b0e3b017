//! The graph between reading and planning: owned, typed, free of the file format.

mod dot;
mod dtype;
mod graph;
mod print;
mod quant;
mod shape;
mod verify;

pub use dtype::DType;
pub use graph::{Block, Entry, Graph, Node, Port, State, Tensor, TensorId};
pub use quant::Quant;
pub use shape::Shape;
pub(crate) use verify::verify;
