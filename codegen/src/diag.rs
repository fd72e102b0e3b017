//! What is wrong with a model: collected, never stopping at the first.

use std::fmt;

/// Kind of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    /// The file does not hold what the format asks for.
    Malformed,
    /// Valid, but not something litecast compiles (yet).
    Unsupported,
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
            Code::TooLarge => "too large",
            Code::Options => "options",
        })
    }
}

/// An operator's place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        if let Some(site) = &self.site {
            if site.subgraph > 0 {
                write!(f, "subgraph {}, ", site.subgraph)?;
            }
            write!(f, "operator #{} {}: ", site.operator, site.name)?;
        }
        if let Some(tensor) = &self.tensor {
            write!(f, "tensor `{tensor}`: ")?;
        }
        write!(f, "{} ({})", self.message, self.code)?;
        if !self.help.is_empty() {
            write!(f, "\n    help: {}", self.help)?;
        }
        Ok(())
    }
}

/// Every problem found, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
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

    /// `value`, if nothing is wrong.
    pub fn ok<T>(self, value: T) -> Result<T, Diagnostics> {
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
        for (i, diagnostic) in self.0.iter().enumerate() {
            write!(f, "{}{diagnostic}", if i > 0 { "\n" } else { "" })?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}
