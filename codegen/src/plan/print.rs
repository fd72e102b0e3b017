//! The plan as stable text.

use super::draft::{Access, Arg, Mark, Place};
use super::epilogue::{Elements, Epilogue};
use super::program::{Buffer, Entry, Port, Program, Region, Step};
use std::fmt;

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "arena {} bytes, lower bound {}", self.arena_bytes, self.arena_lower_bound)?;
        writeln!(f, "weights {} bytes", self.weights.len())?;
        if !self.state.is_empty() {
            writeln!(f, "state {} bytes", self.state.len())?;
        }
        for entry in &self.entries {
            if self.entries.len() > 1 {
                writeln!(f, "entry `{}`, arena {} bytes", entry.key, entry.arena_bytes)?;
            }
            write!(f, "{entry}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inputs.iter().try_for_each(|port| writeln!(f, "input {port}"))?;
        for i in 0..=self.steps.len() {
            for (_, mark) in self.marks.iter().filter(|(at, _)| *at == i) {
                writeln!(f, "{mark}")?;
            }
            self.steps.get(i).map_or(Ok(()), |step| writeln!(f, "{step}"))?;
        }
        self.outputs.iter().try_for_each(|port| writeln!(f, "output {port}"))
    }
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}{} {}", self.name, self.dtype, self.shape, self.region)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{} {}(", self.site.operator, self.callee())?;
        for (i, arg) in self.args.iter().enumerate() {
            write!(f, "{}{arg}", if i > 0 { ", " } else { "" })?;
        }
        f.write_str(")")?;
        for part in &self.others {
            write!(f, "\n  beside {}(", part.kernel)?;
            for (i, arg) in part.args.iter().enumerate() {
                write!(f, "{}{arg}", if i > 0 { ", " } else { "" })?;
            }
            f.write_str(")")?;
        }
        Ok(())
    }
}

impl fmt::Display for Arg<Region> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Arg::Value(value) => f.write_str(value),
            Arg::Place(place) | Arg::View { place, .. } => write!(f, "{place}"),
            Arg::Unary { src, dst } => write!(f, "{src} -> {dst}"),
            Arg::Binary { lhs, rhs, dst } => write!(f, "{lhs}, {rhs} -> {dst}"),
            Arg::Epilogue(None) => f.write_str("no epilogue"),
            Arg::Epilogue(Some(epilogue)) => write!(f, "{epilogue}"),
        }
    }
}

impl fmt::Display for Epilogue<Region> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}(", self.kernel)?;
        self.args.iter().try_for_each(|arg| write!(f, "{arg}, "))?;
        match &self.elements {
            Elements::Block => f.write_str("block)"),
            Elements::Left(other) => write!(f, "block, {other})"),
            Elements::Right(other) => write!(f, "{other}, block)"),
        }
    }
}

impl fmt::Display for Mark<Region> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mark::Loop => f.write_str("loop"),
            Mark::BreakUnless(at) => write!(f, "break unless {at}"),
            Mark::If(at) => write!(f, "if {at}"),
            Mark::Switch(at) => write!(f, "switch {at}"),
            Mark::Else => f.write_str("else"),
            Mark::End => f.write_str("end"),
        }
    }
}

impl fmt::Display for Place<Region> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mode = if self.access == Access::Write { "mut " } else { "" };
        write!(f, "{} {mode}{}x{} {}", self.name, self.element, self.len, self.at)
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.buffer {
            Buffer::Arena => "arena",
            Buffer::State => "state",
            Buffer::Weights => "weights",
            Buffer::Empty => return f.write_str("empty"),
        };
        write!(f, "{name}[{}..{}]", self.offset, self.offset + self.bytes)
    }
}
