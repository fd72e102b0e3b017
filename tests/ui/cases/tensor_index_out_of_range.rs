litecast::include_model!(mod model = "models/broken/tensor_index_out_of_range.tflite");

fn main() {}
