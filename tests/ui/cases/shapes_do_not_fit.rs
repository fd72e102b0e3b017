litecast::include_model!(mod model = "models/broken/conv_filter_channels_mismatch.tflite");

fn main() {}
