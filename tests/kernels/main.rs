//! Kernels and arithmetic against naive oracles, on random shapes and values.

mod fixed_point;
mod fully_connected;
mod movement;
