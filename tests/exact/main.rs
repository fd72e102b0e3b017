//! Models compiled by the macro, and run: their outputs are the goldens of the reference kernels.
#![forbid(unsafe_code)]

mod api;
mod custom;
mod goldens;
mod models;
mod observed;
mod placement;
mod signatures;
mod threads;
