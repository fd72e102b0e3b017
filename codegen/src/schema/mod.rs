//! The file format: opening `.tflite` bytes safely and answering the few questions about them
//! that the generated accessors leave open.

use flatbuffers::{Table, VerifierOptions};

mod error;
pub(crate) mod flexbuffer;
#[allow(
    dead_code,
    elided_lifetimes_in_paths,
    missing_docs,
    unreachable_pub,
    unsafe_code,
    unused_lifetimes,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::undocumented_unsafe_blocks,
    clippy::unwrap_used
)]
#[rustfmt::skip]
pub(crate) mod generated;

pub(crate) use self::error::OpenError;
pub(crate) use self::generated as fb;

/// The only format version that starts with `TFL3`.
const VERSION: u32 = 3;

/// Checks the whole structure of `bytes` once, so that every later access through the model is
/// in bounds. Only what hangs on a union tag that `tflite.fbs` does not list stays unchecked, so
/// unions are to be read through their `…_as_…` accessors alone.
pub(crate) fn open(bytes: &[u8]) -> Result<fb::Model<'_>, OpenError> {
    if bytes.get(4..8) != Some(fb::MODEL_IDENTIFIER.as_bytes()) {
        return Err(error::not_a_model(bytes));
    }
    let model = verify(bytes)?;
    // Writers pad the format to whole words. An odd length is fine when something was appended
    // to a complete model, and otherwise means that the last word is torn.
    let whole = bytes.len() & !3;
    if whole != bytes.len() {
        verify(bytes.get(..whole).unwrap_or_default())?;
    }
    let version = model.version();
    if version != VERSION {
        return Err(OpenError::new(
            format!("the model has schema version {version}; only {VERSION} is supported"),
            error::CONVERT_AGAIN,
        ));
    }
    let incomplete = |text| OpenError::new(format!("not a complete TFLite model: {text}"), error::COPY_AGAIN);
    for index in 0..model.buffers().map_or(0, |b| b.len()) {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        buffer_data(bytes, &model, index).map_err(incomplete)?;
    }
    for op in model.subgraphs().iter().flatten().flat_map(|g| g.operators()).flatten() {
        custom_options(bytes, &op).map_err(incomplete)?;
    }
    Ok(model)
}

fn verify(bytes: &[u8]) -> Result<fb::Model<'_>, OpenError> {
    let result = flatbuffers::root_with_opts::<fb::Model<'_>>(&limits(bytes.len()), bytes);
    result.map_err(|error| error::damaged(&error, bytes.len()))
}

/// Tables may be shared, so a small file can unfold into a huge tree. Real models stay close to their own size; the limits leave
/// room and keep the time proportional to the file.
fn limits(len: usize) -> VerifierOptions {
    VerifierOptions {
        max_depth: 16,
        max_tables: (len / 4).min(4 << 20),
        max_apparent_size: len.saturating_mul(10).min(len.saturating_mul(2).saturating_add(64 << 20)),
        ignore_missing_null_terminator: false,
    }
}

/// The model's metadata, a FlatBuffer of its own. It describes and never computes, so a damaged one counts as none.
pub(crate) fn metadata<'a>(file: &'a [u8], model: &fb::Model<'a>) -> Option<fb::ModelMetadata<'a>> {
    let entry = model.metadata()?.iter().find(|entry| entry.name() == Some("TFLITE_METADATA"))?;
    let bytes = buffer_data(file, model, entry.buffer()).ok()??;
    (bytes.get(4..8)? == b"M001").then_some(())?;
    flatbuffers::root_with_opts::<fb::ModelMetadata<'_>>(&limits(bytes.len()), bytes).ok()
}

/// The operation behind an entry of `operator_codes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OpCode<'a> {
    Builtin(fb::BuiltinOperator),
    /// The name is empty when the file gives none.
    Custom(&'a str),
    /// A code that is newer than `tflite.fbs`.
    Unknown(i32),
}

pub(crate) fn opcode_name<'a>(op: &fb::OperatorCode<'a>) -> OpCode<'a> {
    // Older files have only the byte field, newer ones put a placeholder there.
    let code = op.builtin_code().0.max(i32::from(op.deprecated_builtin_code()));
    match fb::BuiltinOperator(code) {
        fb::BuiltinOperator::CUSTOM => OpCode::Custom(op.custom_code().unwrap_or_default()),
        fb::BuiltinOperator::PLACEHOLDER_FOR_GREATER_OP_CODES => OpCode::Unknown(code),
        known if known.variant_name().is_some() => OpCode::Builtin(known),
        _ => OpCode::Unknown(code),
    }
}

/// The bytes of a buffer, `None` when it holds none (buffer 0 never does). `Some` of an empty
/// slice is a constant without elements. `file` is what `model` was opened from: large models
/// keep their data after the FlatBuffer.
pub(crate) fn buffer_data<'a>(file: &'a [u8], model: &fb::Model<'a>, index: u32) -> Result<Option<&'a [u8]>, String> {
    if index == 0 {
        return Ok(None);
    }
    let buffers = model.buffers();
    let count = buffers.map_or(0, |b| b.len());
    let at = usize::try_from(index).unwrap_or(usize::MAX);
    let Some(buffer) = buffers.filter(|_| at < count).map(|b| b.get(at)) else {
        return Err(format!("buffer {index} does not exist: the model has {count} buffers"));
    };
    if let Some(data) = buffer.data() {
        return Ok(Some(data.bytes()));
    }
    outside(file, buffer.offset(), buffer.size()).map_err(|text| format!("buffer {index} {text}"))
}

/// The custom options of an operator, from the same two places as buffers.
pub(crate) fn custom_options<'a>(file: &'a [u8], op: &fb::Operator<'a>) -> Result<Option<&'a [u8]>, String> {
    if let Some(data) = op.custom_options() {
        return Ok(Some(data.bytes()));
    }
    outside(file, op.large_custom_options_offset(), op.large_custom_options_size())
        .map_err(|text| format!("custom options {text}"))
}

/// Data that a large model keeps after the FlatBuffer; offsets 0 and 1 mean that there is none.
fn outside(file: &[u8], offset: u64, size: u64) -> Result<Option<&[u8]>, String> {
    if offset <= 1 {
        return Ok(None);
    }
    let start = usize::try_from(offset).ok();
    let end = offset.checked_add(size).and_then(|end| usize::try_from(end).ok());
    match start.zip(end).and_then(|(start, end)| file.get(start..end)) {
        Some(data) => Ok(Some(data)),
        None => Err(format!("lies outside the file: {size} bytes at offset {offset}, but the file has {}", file.len())),
    }
}

/// Index of the first field that is set in `table` but missing from `tflite.fbs`: the file comes
/// from a newer schema, and ignoring the field could change what the model computes.
pub(crate) fn unknown_fields<'a, T: fb::Slots<'a>>(table: &T) -> Option<usize> {
    first_unknown(&table.table(), T::COUNT)
}

/// The same for the builtin options of an operator; `Some(0)` for options of an unknown kind.
pub(crate) fn options_unknown_fields(op: &fb::Operator<'_>) -> Option<usize> {
    let slots = |table: &[usize], tag: u8| table.get(usize::from(tag).wrapping_sub(1)).copied();
    // The table itself may only be touched once its tag is known to have been verified.
    let first = match op.builtin_options_type() {
        fb::BuiltinOptions::NONE => None,
        tag => match slots(&fb::BUILTIN_OPTIONS_SLOTS, tag.0) {
            Some(known) => op.builtin_options().and_then(|t| first_unknown(&t, known)),
            None => return Some(0),
        },
    };
    let second = match op.builtin_options_2_type() {
        fb::BuiltinOptions2::NONE => None,
        tag => match slots(&fb::BUILTIN_OPTIONS_2_SLOTS, tag.0) {
            Some(known) => op.builtin_options_2().and_then(|t| first_unknown(&t, known)),
            None => return Some(0),
        },
    };
    first.or(second)
}

fn first_unknown(table: &Table<'_>, known: usize) -> Option<usize> {
    let vtable = table.vtable();
    // Two words of sizes come before the slots; `get` is 0 for a slot that is absent.
    let slots = (vtable.num_bytes() / 2).saturating_sub(2);
    (known..slots).find(|slot| u16::try_from(4 + 2 * slot).is_ok_and(|at| vtable.get(at) != 0))
}

#[cfg(test)]
mod tests;
