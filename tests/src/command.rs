//! The command `litecast`: cargo tells tests only where binaries of their own package are.

fn main() -> std::process::ExitCode {
    litecast_codegen::cli::main()
}
