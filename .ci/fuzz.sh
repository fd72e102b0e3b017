#!/usr/bin/env bash
# usage: fuzz.sh SECONDS | Nruns [TARGET] [libFuzzer args…]        e.g. fuzz.sh 60, fuzz.sh 10000runs compile
#
# Builds a target of tests/fuzz (default: compile) with libFuzzer's coverage counters on the stable compiler, without
# cargo-fuzz, and runs it for a bounded time or number of inputs. Seeds: tests/fuzz/seeds/TARGET, read only. What is
# found interesting goes to tests/fuzz/corpus/TARGET, crashers to tests/fuzz/artifacts/TARGET; neither is tracked.
# Memory per process and time per input are bounded by FUZZ_RSS_MB (1024) and FUZZ_TIMEOUT (1 s).
set -euo pipefail

limit=${1:?usage: fuzz.sh SECONDS | Nruns [TARGET] [libFuzzer args…]}
name=${2:-compile}
shift; (($#)) && shift
case $limit in
    *runs) bound=(-runs="${limit%runs}") ;;
    *) bound=(-max_total_time="${limit%s}") ;;
esac

cd "$(dirname "${BASH_SOURCE[0]}")/../tests/fuzz"
fuzz=$PWD
host=$(rustc -vV | sed -n 's/^host: //p')
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$fuzz/target}

flags=(
    --cfg fuzzing
    -Cpasses=sancov-module
    -Cllvm-args=-sanitizer-coverage-level=4
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters
    -Cllvm-args=-sanitizer-coverage-pc-table
    -Cllvm-args=-sanitizer-coverage-trace-compares
    -Clink-dead-code
    -Cdebug-assertions=on
    -Coverflow-checks=on
)
# --target, so that build scripts and proc macros are left alone by the flags.
CARGO_ENCODED_RUSTFLAGS=$(IFS=$'\x1f'; printf '%s' "${flags[*]}") \
    cargo build --release --target "$host" --bin "$name"

seeds=() dictionary=()
[[ ! -d seeds/$name ]] || seeds=("seeds/$name")
[[ ! -f $name.dict ]] || dictionary=(-dict="$name.dict")
mkdir -p "corpus/$name" "artifacts/$name"
exec "$CARGO_TARGET_DIR/$host/release/$name" "${bound[@]}" "${dictionary[@]}" \
    -rss_limit_mb="${FUZZ_RSS_MB:-1024}" -timeout="${FUZZ_TIMEOUT:-1}" -print_final_stats=1 \
    -artifact_prefix="artifacts/$name/" "$@" "corpus/$name" "${seeds[@]}"
