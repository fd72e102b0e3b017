//! Models in firmware: no standard library, no heap, and nothing in `run` that could panic.
//!
//! The executable is linked and never run here. Were there a way to a panic, the handler below and the machinery before it
//! would be among its symbols.
#![no_std]
#![no_main]

use core::hint::black_box;
use litecast::Model;

macro_rules! firmware {
    ($($name:ident = $path:literal;)*) => {
        $(litecast::include_model!(mod $name = $path, arena = section(".bss.models"));)*

        fn all() {
            $(if let Some(mut model) = $name::Model::take() {
                exercise(&mut model);
            })*
        }
    };
}
firmware! {
    branches_f32 = "../models/branches_f32/model.tflite";
    branches_int8 = "../models/branches_int8/model.tflite";
    cnn_f16 = "../models/cnn_f16/model.tflite";
    cnn_f32 = "../models/cnn_f32/model.tflite";
    cnn_int8 = "../models/cnn_int8/model.tflite";
    cnn_int8_float_ends = "../models/cnn_int8_float_ends/model.tflite";
    dynamic_batch_int8 = "../models/dynamic_batch_int8/model.tflite";
    exotic_ops_f32 = "../models/exotic_ops_f32/model.tflite";
    mlp_sine_f32 = "../models/mlp_sine_f32/model.tflite";
    mlp_sine_int8 = "../models/mlp_sine_int8/model.tflite";
    passthrough_int8 = "../models/passthrough_int8/model.tflite";
    segment_f32 = "../models/segment_f32/model.tflite";
    segment_int8 = "../models/segment_int8/model.tflite";
    tiny_conv_int8 = "../models/tiny_conv_int8/model.tflite";
    two_io_f32 = "../models/two_io_f32/model.tflite";
    two_io_int8 = "../models/two_io_int8/model.tflite";
}

/// Inputs that the optimizer cannot foresee, a run, outputs that it cannot leave out.
fn exercise(model: &mut impl Model) {
    for index in 0..model.inputs().len() {
        black_box(model.input_bytes_mut(index));
    }
    black_box(model.run().is_ok());
    for index in 0..model.outputs().len() {
        black_box(model.output_bytes(index));
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}

/// Where the linker starts.
#[unsafe(no_mangle)]
extern "C" fn _start() -> ! {
    all();
    loop {}
}
