//! What is wrong with a model: collected, never stopping at the first.

use std::collections::HashMap;
use std::fmt;

/// Kind of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "cli", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Code {
    /// The file does not hold what the format asks for.
    Malformed,
    /// Valid, but not something litecast compiles (yet).
    Unsupported,
    /// Valid, but a value that must be known while compiling is not: `Options::input_values` gives those of inputs.
    NotConstant,
    /// Valid, but larger than litecast takes.
    TooLarge,
    /// The options given to the compiler do not fit the model.
    Options,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Code::Malformed => "malformed",
            Code::Unsupported => "unsupported",
            Code::NotConstant => "not constant",
            Code::TooLarge => "too large",
            Code::Options => "options",
        })
    }
}

/// An operator's place in the file. The order is that of the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "cli", derive(serde::Serialize))]
pub struct Site {
    /// Index of the subgraph.
    pub subgraph: usize,
    /// Index of the operator within it.
    pub operator: usize,
    /// TFLite's name of the operator.
    pub name: String,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(serde::Serialize))]
pub struct Diagnostic {
    /// Kind.
    pub code: Code,
    /// The operator, where one is to blame.
    pub site: Option<Site>,
    /// The tensor, where one is to blame.
    pub tensor: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Diagnostic {
    fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        Diagnostic { code, site: None, tensor: None, message: message.into(), help: help.into() }
    }

    /// The file breaks the format.
    pub fn malformed(message: impl Into<String>) -> Self {
        Self::new(
            Code::Malformed,
            message,
            "the file is damaged or was written by a faulty tool; convert the model again",
        )
    }

    /// litecast does not take it.
    pub fn unsupported(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(Code::Unsupported, message, help)
    }

    /// Needed while compiling.
    pub fn not_constant(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(Code::NotConstant, message, help)
    }

    /// Beyond a limit.
    pub fn too_large(message: impl Into<String>) -> Self {
        Self::new(Code::TooLarge, message, "check the model's shapes; tensors are limited to 2^31 - 1 bytes")
    }

    /// The options do not fit.
    pub fn options(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(Code::Options, message, help)
    }

    /// Blames a tensor.
    pub fn on(mut self, tensor: impl Into<String>) -> Self {
        self.tensor.get_or_insert(tensor.into());
        self
    }

    /// Blames an operator.
    pub fn at(mut self, site: &Site) -> Self {
        self.site.get_or_insert(site.clone());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_group(f, &[self])?;
        write_help(f, &self.help)
    }
}

fn write_help(f: &mut fmt::Formatter<'_>, help: &str) -> fmt::Result {
    if help.is_empty() { Ok(()) } else { write!(f, "\n    help: {help}") }
}

/// One problem that several operators have in common, on one line, so that it stays legible inside a compile error, where rustc
/// indents all but the first.
fn write_group(f: &mut fmt::Formatter<'_>, group: &[&Diagnostic]) -> fmt::Result {
    let Some(first) = group.first() else { return Ok(()) };
    if let Some(site) = &first.site {
        if site.subgraph > 0 {
            write!(f, "subgraph {}, ", site.subgraph)?;
        }
        f.write_str(if group.len() > 1 { "operators " } else { "operator " })?;
        for (i, site) in group.iter().filter_map(|diagnostic| diagnostic.site.as_ref()).enumerate() {
            write!(f, "{}#{}", if i > 0 { ", " } else { "" }, site.operator)?;
        }
        write!(f, " {}: ", site.name)?;
    }
    if let Some(tensor) = &first.tensor {
        write!(f, "tensor `{tensor}`: ")?;
    }
    write!(f, "{} ({})", first.message, first.code)
}

/// Every problem found. Those of the whole file come first, then those of operators in the order of the file.
///
/// As text, the same problem of several operators is one line, and neighbours with the same remedy share it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(serde::Serialize), serde(transparent))]
pub struct Diagnostics(Vec<Diagnostic>);

/// How many problems are compared with a new one.
const LOOK_BACK: usize = 100;

impl Diagnostics {
    /// Adds one, unless it is there: subgraphs may be met several times.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if !self.0.iter().rev().take(LOOK_BACK).any(|known| *known == diagnostic) {
            self.0.push(diagnostic);
        }
    }

    /// Brings them into order: those of the whole file, then those of operators as they stand in it.
    pub(crate) fn sort(&mut self) {
        self.0.sort_by(|a, b| a.site.cmp(&b.site));
    }

    /// Keeps the value of a result, or its problem.
    pub fn take<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|diagnostic| self.push(diagnostic)).ok()
    }

    /// The problems.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Equal problems of operators of one kind together, each group where its first stands.
    fn groups(&self) -> Vec<Vec<&Diagnostic>> {
        let mut groups: Vec<Vec<&Diagnostic>> = Vec::new();
        let mut known: HashMap<_, usize> = HashMap::new();
        for (i, diagnostic) in self.0.iter().enumerate() {
            // Problems of the file have no operator to be told apart by: each stays alone.
            let operator = diagnostic.site.as_ref().map(|site| (site.subgraph, &site.name)).ok_or(i);
            let key = (operator, diagnostic.code, &diagnostic.tensor, &diagnostic.message, &diagnostic.help);
            match known.get(&key).and_then(|&at| groups.get_mut(at)) {
                Some(group) => group.push(diagnostic),
                None => {
                    known.insert(key, groups.len());
                    groups.push(vec![diagnostic]);
                }
            }
        }
        groups
    }

    /// `value`, if nothing is wrong; else everything that is, in order.
    pub fn ok<T>(mut self, value: T) -> Result<T, Diagnostics> {
        self.sort();
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Diagnostics(vec![diagnostic])
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let groups = self.groups();
        let help = |i: usize| groups.get(i).and_then(|group| group.first()).map(|first| first.help.as_str());
        for (i, group) in groups.iter().enumerate() {
            f.write_str(if i > 0 { "\n" } else { "" })?;
            write_group(f, group)?;
            // Neighbours with one remedy share its line.
            if help(i) != help(i + 1) {
                write_help(f, help(i).unwrap_or_default())?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(operator: usize, name: &str) -> Site {
        Site { subgraph: 0, operator, name: name.to_string() }
    }

    fn unsupported(message: &str) -> Diagnostic {
        Diagnostic::unsupported(message, "do without")
    }

    #[test]
    fn the_file_comes_first_then_operators_in_order() {
        let mut problems = Diagnostics::default();
        for operator in [12, 3] {
            problems.push(unsupported("odd").at(&site(operator, &format!("OP_{operator}"))));
        }
        problems.push(unsupported("two entry points"));
        problems.push(Diagnostic::malformed("bad").at(&site(3, "OP_3")));
        let problems = problems.ok(()).unwrap_err();
        assert_eq!(
            problems.to_string(),
            "two entry points (unsupported)\n\
             operator #3 OP_3: odd (unsupported)\n    \
             help: do without\n\
             operator #3 OP_3: bad (malformed)\n    \
             help: the file is damaged or was written by a faulty tool; convert the model again\n\
             operator #12 OP_12: odd (unsupported)\n    \
             help: do without"
        );
    }

    #[test]
    fn the_same_problem_is_told_once() {
        let mut problems = Diagnostics::default();
        for (operator, name) in [(1, "GATHER"), (2, "CUMSUM"), (4, "GATHER"), (9, "GATHER")] {
            problems.push(unsupported("operator").at(&site(operator, name)));
        }
        problems.push(unsupported("operator").on("x").at(&site(5, "GATHER")));
        problems.sort();
        let text = problems.to_string();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines,
            [
                "operators #1, #4, #9 GATHER: operator (unsupported)",
                "operator #2 CUMSUM: operator (unsupported)",
                "operator #5 GATHER: tensor `x`: operator (unsupported)",
                "    help: do without",
            ]
        );
        assert_eq!(problems.len(), 5);
    }
}
