//! The command `litecast`: see `litecast --help`.

fn main() -> std::process::ExitCode {
    litecast_codegen::cli::main()
}
