//! The machine that compiled models are built for and run on.

use std::path::Path;
use std::process::Command;

/// Which one.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct Machine {
    /// Build for this target, as rustc calls it, and run with what cargo's variable `CARGO_TARGET_<TRIPLE>_RUNNER` says.
    #[arg(long, value_name = "TRIPLE")]
    triple: Option<String>,
}

impl Machine {
    /// What cargo is told.
    pub(super) fn triple(&self) -> Option<&str> {
        self.triple.as_deref()
    }

    /// The architecture as `target_arch` has it, of those where this matters.
    pub(super) fn arch(&self) -> &str {
        let first = self.triple().and_then(|triple| triple.split('-').next());
        match first {
            None => std::env::consts::ARCH,
            Some("arm64") => "aarch64",
            Some(first) => first,
        }
    }

    /// A command that runs an executable, which gets the arguments that are added.
    pub(super) fn command(&self, executable: &Path) -> Command {
        let runner = self.triple().and_then(|triple| std::env::var(runner_variable(triple)).ok()).unwrap_or_default();
        let mut words = runner.split_whitespace();
        match words.next() {
            Some(program) => {
                let mut command = Command::new(program);
                command.args(words).arg(executable);
                command
            }
            None => Command::new(executable),
        }
    }

    /// What to say where an executable does not run.
    pub(super) fn cannot_run(&self, executable: &Path) -> String {
        let help = self.triple().map(|triple| {
            format!("\n    help: {} names a program that runs executables of {triple}", runner_variable(triple))
        });
        format!("cannot run {}{}", executable.display(), help.unwrap_or_default())
    }
}

fn runner_variable(triple: &str) -> String {
    format!("CARGO_TARGET_{}_RUNNER", triple.to_uppercase().replace(['-', '.'], "_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_triple_names_architecture_and_runner() {
        let of = |triple: &str| Machine { triple: Some(triple.to_string()) };
        assert_eq!(of("aarch64-unknown-linux-gnu").arch(), "aarch64");
        assert_eq!(of("arm64-apple-ios").arch(), "aarch64");
        assert_eq!(Machine::default().arch(), std::env::consts::ARCH);
        let text = of("thumbv8m.main-none-eabi").cannot_run(Path::new("m0"));
        assert!(text.contains("CARGO_TARGET_THUMBV8M_MAIN_NONE_EABI_RUNNER"), "{text}");
        assert_eq!(of("none-of-these").command(Path::new("m0")).get_program(), "m0");
    }
}
