//! What a user is told about a file that cannot be opened.

use std::fmt;

use flatbuffers::{ErrorTraceDetail, InvalidFlatbuffer};

pub(super) const CONVERT_AGAIN: &str = "convert the original model again with a current TensorFlow or LiteRT converter";
pub(super) const COPY_AGAIN: &str = "the file is probably incomplete or damaged: compare its size or \
    checksum with the original, and copy or download it again";

/// Why a file is not a readable model, and what its owner can do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OpenError {
    pub(crate) message: String,
    pub(crate) help: String,
}

impl OpenError {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\nhelp: {}", self.message, self.help)
    }
}

impl std::error::Error for OpenError {}

/// Where and how the structure is broken.
pub(super) fn damaged(error: &InvalidFlatbuffer, len: usize) -> OpenError {
    use InvalidFlatbuffer as E;
    let (reason, trace) = match error {
        E::RangeOutOfBounds { error_trace, .. } | E::SignedOffsetOutOfBounds { error_trace, .. } => {
            (format!("points outside the {len} bytes of the file"), error_trace)
        }
        E::MissingNullTerminator { error_trace, .. } => ("is text without an end".into(), error_trace),
        E::Unaligned { error_trace, .. } => ("is not aligned".into(), error_trace),
        E::Utf8Error { error_trace, .. } => ("is not valid UTF-8".into(), error_trace),
        E::MissingRequiredField { error_trace, .. } => ("lacks a field".into(), error_trace),
        E::InconsistentUnion { field, error_trace, .. } => (format!("has only half of `{field}`"), error_trace),
        E::TooManyTables | E::ApparentSizeTooLarge | E::DepthLimitReached => {
            return OpenError::new(
                "not a valid TFLite model: it refers to the same data over and over",
                "the file is damaged or made to exhaust its reader; use one from a trusted source",
            );
        }
    };
    let mut path = String::new();
    for step in trace.as_ref().iter().rev() {
        match step {
            ErrorTraceDetail::TableField { field_name, .. } if path.is_empty() => path += field_name,
            ErrorTraceDetail::TableField { field_name, .. } => path += &format!(".{field_name}"),
            ErrorTraceDetail::VectorElement { index, .. } => path += &format!("[{index}]"),
            ErrorTraceDetail::UnionVariant { .. } => {}
        }
    }
    let what = if path.is_empty() { "its root".to_owned() } else { format!("`{path}`") };
    OpenError::new(format!("not a valid TFLite model: {what} {reason}"), COPY_AGAIN)
}

/// Position, first bytes, what they stand for, and what to do.
type Look = (usize, &'static [u8], &'static str, &'static str);

const CONVERT: &str = "convert it to `.tflite` first";
const UNPACK: &str = "unpack it and use the `.tflite` file inside; convert `.keras` files first";
const LOOKS: &[Look] = &[
    (0, b"PK\x03\x04", "a ZIP archive (`.task`, `.keras`, `.zip`)", UNPACK),
    (0, b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (0, b"\x89HDF\r\n\x1a\n", "an HDF5 file (Keras `.h5`)", CONVERT),
    (0, b"version https://git-lfs", "a Git LFS pointer", "run `git lfs pull` to get the real file"),
    (0, b"LITERTLM", "a LiteRT-LM bundle", "use the `.tflite` section inside"),
    (0, b"GGUF", "a GGUF file", CONVERT),
    (0, b"\x93NUMPY", "a NumPy array", CONVERT),
    (0, b"\x80\x02", "a Python pickle (PyTorch)", CONVERT),
    (0, b"\x08\x01\x12", "a TensorFlow SavedModel (protobuf)", CONVERT),
    (0, b"\x0a", "a protobuf file, perhaps a frozen TensorFlow graph", CONVERT),
    (4, b"ORTM", "an ONNX Runtime `.ort` model", CONVERT),
    (4, b"ET1", "an ExecuTorch `.pte` program", CONVERT),
    (8, b"{\"", "a safetensors file", CONVERT),
    (8, b"TFL3", "a model with a size in front", "remove the first 4 bytes"),
];

/// Recognises the usual mix-ups.
pub(super) fn not_a_model(bytes: &[u8]) -> OpenError {
    if bytes.is_empty() {
        return OpenError::new("the file is empty", "copy or download the model again");
    }
    if let Some([b'T', b'F', b'L', version]) = bytes.get(4..8) {
        return OpenError::new(
            format!("the file has the identifier `TFL{}`; only `TFL3` is supported", version.escape_ascii()),
            CONVERT_AGAIN,
        );
    }
    // The other formats with such a first byte have zeros close to it.
    let text = match bytes.get(..8.min(bytes.len())) {
        Some(start) if !start.contains(&0) => {
            let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            text.trim_ascii_start()
        }
        _ => &[],
    };
    let (what, help) = match (text, bytes) {
        ([b'{' | b'[', ..], _) => ("JSON text", "use the binary `.tflite` file"),
        ([b'<', ..], _) => ("a web page", "the download failed; fetch the file itself"),
        (_, [0x08, 2..=0x20, 0x12 | 0x1a | 0x22 | 0x3a, ..]) => ("an ONNX model (protobuf)", CONVERT),
        _ => match LOOKS.iter().find(|(at, magic, ..)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic))) {
            Some((.., what, help)) => (*what, *help),
            None if bytes.len() < 8 => {
                return OpenError::new(
                    format!("the file is too short for a model: {} bytes", bytes.len()),
                    "copy or download the model again",
                );
            }
            None => {
                let start = bytes.get(..8).unwrap_or_default().escape_ascii();
                return OpenError::new(
                    format!("not a TFLite model: `TFL3` is missing at byte 4 (found `{start}`)"),
                    "check the path, and convert the model to `.tflite` if it is in another format",
                );
            }
        },
    };
    OpenError::new(format!("not a TFLite model: this looks like {what}"), help)
}
