//! All models of `tests/models`, as an app would include them.

macro_rules! models {
    ($($name:ident = $path:literal;)*) => {
        $(litecast::include_model!(pub(crate) mod $name = $path);)*

        /// Every model by name, made anew.
        pub(crate) fn all() -> Vec<(&'static str, Box<dyn litecast::Model>)> {
            // On the heap from the start: the stack of a test is too small for the largest.
            vec![$((stringify!($name), Box::new($name::Model::in_memory($name::Memory::boxed())))),*]
        }
    };
}
models! {
    branches_f32 = "models/branches_f32/model.tflite";
    branches_int8 = "models/branches_int8/model.tflite";
    cascade_f32 = "models/cascade_f32/model.tflite";
    cascade_int8 = "models/cascade_int8/model.tflite";
    cnn_f16 = "models/cnn_f16/model.tflite";
    cnn_f32 = "models/cnn_f32/model.tflite";
    cnn_int8 = "models/cnn_int8/model.tflite";
    cnn_int8_float_ends = "models/cnn_int8_float_ends/model.tflite";
    dynamic_batch_f32 = "models/dynamic_batch_f32/model.tflite";
    dynamic_batch_int8 = "models/dynamic_batch_int8/model.tflite";
    exotic_ops_f32 = "models/exotic_ops_f32/model.tflite";
    functions_int8 = "models/functions_int8/model.tflite";
    mlp_sine_f32 = "models/mlp_sine_f32/model.tflite";
    mlp_sine_int8 = "models/mlp_sine_int8/model.tflite";
    passthrough_f32 = "models/passthrough_f32/model.tflite";
    passthrough_int8 = "models/passthrough_int8/model.tflite";
    segment_f32 = "models/segment_f32/model.tflite";
    segment_int8 = "models/segment_int8/model.tflite";
    tiny_conv_int8 = "models/tiny_conv_int8/model.tflite";
    two_io_f32 = "models/two_io_f32/model.tflite";
    two_io_int8 = "models/two_io_int8/model.tflite";
}

// A batch of 3 for a model that leaves it open.
litecast::include_model!(
    pub(crate) mod batch3_f32 = "models/dynamic_batch_f32/model.tflite",
    input_shapes = { image: [3, 8, 8, 2] },
);
// By position, and by the name of the other arithmetic.
litecast::include_model!(
    pub(crate) mod batch3_int8 = "models/dynamic_batch_int8/model.tflite",
    input_shapes = { 0: [3, 8, 8, 2] },
);

// Without the inputs that are constants: a loop of a known number of rounds, and indices that cannot be out of range.
litecast::include_model!(
    pub(crate) mod exotic_fixed = "models/exotic_ops_f32/model.tflite",
    input_values = { steps: 3, "index": [0, 4] },
);
