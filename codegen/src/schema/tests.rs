use flatbuffers::{FlatBufferBuilder, Push, TableFinishedWIPOffset, VOffsetT, WIPOffset};

use super::*;

type Builder = FlatBufferBuilder<'static>;
type Done = WIPOffset<TableFinishedWIPOffset>;

fn table(b: &mut Builder, fill: impl FnOnce(&mut Builder)) -> Done {
    let start = b.start_table();
    fill(b);
    b.end_table(start)
}

fn set(b: &mut Builder, slot: VOffsetT, value: impl Push) {
    b.push_slot_always(slot, value);
}

fn code(b: &mut Builder, old: i8, new: i32, custom: Option<&str>) -> Done {
    let custom = custom.map(|name| b.create_string(name));
    table(b, |b| {
        set(b, fb::OperatorCode::VT_DEPRECATED_BUILTIN_CODE, old);
        set(b, fb::OperatorCode::VT_BUILTIN_CODE, new);
        if let Some(custom) = custom {
            set(b, fb::OperatorCode::VT_CUSTOM_CODE, custom);
        }
    })
}

fn operator(b: &mut Builder, slot: VOffsetT, tag: u8, options: Done) -> Done {
    table(b, |b| {
        set(b, slot - 2, tag);
        set(b, slot, options);
    })
}

/// Operators, buffers and operator codes in one sub-graph.
fn finish(mut b: Builder, version: u32, ops: &[Done], buffers: &[Done], codes: &[Done]) -> Vec<u8> {
    let ops = b.create_vector(ops);
    let name = b.create_string("main");
    let graph = table(&mut b, |b| {
        set(b, fb::SubGraph::VT_OPERATORS, ops);
        set(b, fb::SubGraph::VT_NAME, name);
    });
    let graphs = b.create_vector(&[graph]);
    let buffers = b.create_vector(buffers);
    let codes = b.create_vector(codes);
    let model = table(&mut b, |b| {
        set(b, fb::Model::VT_VERSION, version);
        set(b, fb::Model::VT_SUBGRAPHS, graphs);
        set(b, fb::Model::VT_BUFFERS, buffers);
        set(b, fb::Model::VT_OPERATOR_CODES, codes);
    });
    b.finish(model, Some(fb::MODEL_IDENTIFIER));
    b.finished_data().to_vec()
}

fn sample() -> Vec<u8> {
    let mut b = Builder::new();
    let options = table(&mut b, |b| set(b, fb::SoftmaxOptions::VT_BETA, 1.0_f32));
    let op = operator(&mut b, fb::Operator::VT_BUILTIN_OPTIONS, 9, options);
    let empty = table(&mut b, |_| {});
    let data = b.create_vector(&[1_u8, 2, 3]);
    let inside = table(&mut b, |b| set(b, fb::Buffer::VT_DATA, data));
    let codes = [
        code(&mut b, 3, 0, None),
        code(&mut b, 127, 206, None),
        code(&mut b, 32, 32, Some("FlexErf")),
        code(&mut b, 127, 9999, None),
        code(&mut b, 127, 127, None),
    ];
    finish(b, 3, &[op], &[empty, inside], &codes)
}

fn message(bytes: &[u8]) -> String {
    open(bytes).map(|_| ()).expect_err("must be refused").message
}

#[test]
fn reads_a_model() {
    let bytes = sample();
    let model = open(&bytes).expect("valid");
    let codes: Vec<_> = model.operator_codes().expect("codes").iter().collect();
    let names: Vec<_> = codes.iter().map(opcode_name).collect();
    assert_eq!(
        names,
        [
            OpCode::Builtin(fb::BuiltinOperator::CONV_2D),
            OpCode::Builtin(fb::BuiltinOperator::STABLEHLO_COMPOSITE),
            OpCode::Custom("FlexErf"),
            OpCode::Unknown(9999),
            OpCode::Unknown(127),
        ]
    );
    assert_eq!(buffer_data(&bytes, &model, 0), Ok(None));
    assert_eq!(buffer_data(&bytes, &model, 1), Ok(Some(&[1, 2, 3][..])));
    assert!(buffer_data(&bytes, &model, 2).is_err());
    assert!(buffer_data(&bytes, &model, u32::MAX).is_err());
    assert_eq!(unknown_fields(&model), None);
}

#[test]
fn refuses_every_truncation() {
    let bytes = sample();
    for len in 0..bytes.len() {
        assert!(open(&bytes[..len]).is_err(), "{len} of {} bytes", bytes.len());
    }
}

#[test]
fn survives_every_damaged_byte() {
    let bytes = sample();
    for at in 0..bytes.len() {
        for value in [0, 1, 0x7f, 0x80, 0xff, bytes[at] ^ 4] {
            let mut bytes = bytes.clone();
            bytes[at] = value;
            if let Ok(model) = open(&bytes) {
                for index in 0..3 {
                    let _ = buffer_data(&bytes, &model, index);
                }
                for code in model.operator_codes().iter().flatten() {
                    let _ = (opcode_name(&code), unknown_fields(&code));
                }
                for graph in model.subgraphs().iter().flatten() {
                    for op in graph.operators().iter().flatten() {
                        let _ = (options_unknown_fields(&op), unknown_fields(&op));
                    }
                }
            }
        }
    }
}

#[test]
fn accepts_appended_data() {
    let mut bytes = sample();
    bytes.extend_from_slice(b"PK\x03\x04 metadata");
    assert!(open(&bytes).is_ok());
    bytes.push(0);
    assert!(open(&bytes).is_ok());
}

#[test]
fn reads_data_behind_the_flatbuffer() {
    let with = |offset: u64, size: u64| {
        let mut b = Builder::new();
        let empty = table(&mut b, |_| {});
        let far = table(&mut b, |b| {
            set(b, fb::Buffer::VT_OFFSET, offset);
            set(b, fb::Buffer::VT_SIZE, size);
        });
        let op = table(&mut b, |b| {
            set(b, fb::Operator::VT_LARGE_CUSTOM_OPTIONS_OFFSET, offset);
            set(b, fb::Operator::VT_LARGE_CUSTOM_OPTIONS_SIZE, size);
        });
        let mut bytes = finish(b, 3, &[op], &[empty, far], &[]);
        let end = bytes.len() as u64;
        bytes.extend_from_slice(b"weights");
        (bytes, end)
    };
    let (_, end) = with(1, 1);
    let (bytes, _) = with(end, 7);
    let model = open(&bytes).expect("valid");
    assert_eq!(buffer_data(&bytes, &model, 1), Ok(Some(&b"weights"[..])));
    let op = model.subgraphs().expect("graphs").get(0).operators().expect("operators").get(0);
    assert_eq!(custom_options(&bytes, &op), Ok(Some(&b"weights"[..])));
    for len in 0..bytes.len() {
        assert!(open(&bytes[..len]).is_err(), "{len}");
    }

    let (bytes, _) = with(1, 1);
    let model = open(&bytes).expect("valid");
    assert_eq!(buffer_data(&bytes, &model, 1), Ok(None));
    for (offset, size) in [(end, 8), (u64::MAX, 2), (2, u64::MAX), (end + 8, 0)] {
        assert!(message(&with(offset, size).0).contains("outside the file"));
    }
}

#[test]
fn finds_fields_of_newer_schemas() {
    let softmax = fb::BuiltinOptions::SoftmaxOptions.0;
    let mut b = Builder::new();
    let known = table(&mut b, |b| set(b, fb::SoftmaxOptions::VT_BETA, 1.0_f32));
    let newer = table(&mut b, |b| set(b, 4 + 2 * 3, 1_u8));
    let field = table(&mut b, |b| set(b, 4, 1_u8));
    let ops = [
        operator(&mut b, fb::Operator::VT_BUILTIN_OPTIONS, softmax, known),
        operator(&mut b, fb::Operator::VT_BUILTIN_OPTIONS, softmax, newer),
        operator(&mut b, fb::Operator::VT_BUILTIN_OPTIONS, 200, known),
        operator(&mut b, fb::Operator::VT_BUILTIN_OPTIONS_2, 18, field),
        operator(&mut b, fb::Operator::VT_BUILTIN_OPTIONS_2, 24, field),
        table(&mut b, |b| set(b, 4 + 2 * 14, 1_u8)),
        table(&mut b, |_| {}),
    ];
    let bytes = finish(b, 3, &ops, &[], &[]);
    let model = open(&bytes).expect("valid");
    let ops = model.subgraphs().expect("graphs").get(0).operators().expect("operators");
    let found: Vec<_> = ops.iter().map(|op| (unknown_fields(&op), options_unknown_fields(&op))).collect();
    assert_eq!(
        found,
        [
            (None, None),
            (None, Some(3)),
            (None, Some(0)),
            (None, Some(0)),
            (None, Some(0)),
            (Some(14), None),
            (None, None),
        ]
    );
}

#[test]
fn refuses_shared_tables_that_unfold() {
    let mut b = Builder::new();
    let op = table(&mut b, |_| {});
    let ops = b.create_vector(&vec![op; 50_000]);
    let graph = table(&mut b, |b| set(b, fb::SubGraph::VT_OPERATORS, ops));
    let graphs = b.create_vector(&vec![graph; 50_000]);
    let model = table(&mut b, |b| {
        set(b, fb::Model::VT_VERSION, 3_u32);
        set(b, fb::Model::VT_SUBGRAPHS, graphs);
    });
    b.finish(model, Some(fb::MODEL_IDENTIFIER));
    let start = std::time::Instant::now();
    assert!(message(b.finished_data()).contains("over and over"));
    assert!(start.elapsed().as_secs() < 5);
}

#[test]
fn names_what_is_wrong() {
    let old = finish(Builder::new(), 2, &[], &[], &[]);
    let mut renamed = sample();
    renamed[4..8].copy_from_slice(b"TFL2");
    let mut text = sample();
    let at = text.windows(4).position(|w| w == b"main").expect("name");
    text[at] = 0xff;
    for (bytes, part) in [
        (&b""[..], "empty"),
        (b"abc", "too short"),
        (b"PK\x03\x04\x14\0\0\0\0", "ZIP"),
        (b"\x89HDF\r\n\x1a\n\0\0", "HDF5"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer"),
        (b"\x08\x08\x12\x07pytorch", "ONNX"),
        (b"\x08\x01\x12\x80\x10\n\x02\x08", "SavedModel"),
        (b"\xef\xbb\xbf {\"format\": 1}", "JSON"),
        (b"<!DOCTYPE html>", "web page"),
        (b"\x20\0\0\0\x1c\0\0\0TFL3", "size in front"),
        (b"<\0\0\0ORTM", "ONNX Runtime"),
        (b"\x50\0\0\0\0\0\0\0{\"a\":", "safetensors"),
        (b"\x1c\0\0\0\xffabc....", "byte 4 (found `\\x1c\\x00\\x00\\x00\\xffabc`)"),
        (b"\x1c\0\0\0TFL3", "its root points outside the 8 bytes"),
        (&renamed, "`TFL2`"),
        (&old, "schema version 2"),
        (&text, "`subgraphs[0].name` is not valid UTF-8"),
    ] {
        assert!(message(bytes).contains(part), "{part}: {}", message(bytes));
    }
}
