litecast::include_model!(mod model = "models/broken");

fn main() {}
