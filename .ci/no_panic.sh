#!/usr/bin/env bash
# usage: no_panic.sh ELF [SYMBOL…]
#
# Fails if the executable contains any of Rust's panic machinery, as its symbol table tells. Each SYMBOL (a substring of
# a symbol's name) must be there: it shows that the code in question was linked and not thrown away.
set -euo pipefail

elf=$1
shift
machinery='rust_begin_unwind|rust_panic|core9panicking|panic_(fmt|bounds_check|nounwind|const|display|explicit|cannot_unwind|impl)'
machinery+='|slice_(start|end)?_?index_|slice_index_fail|unwrap_failed|expect_failed|copy_from_slice_impl|len_mismatch_fail'
machinery+='|div_by_zero|std9panicking|_Unwind_'

# readelf, unlike nm, reads any machine's ELF wherever binutils is installed.
symbols=$(LC_ALL=C readelf --wide --symbols "$elf" | awk '$1 ~ /^[0-9]+:$/ && $4 != "FILE" && NF >= 8 { print $8 }')
if [[ -z $symbols ]]; then
    echo "$elf: no symbol table, nothing can be told from it (is it stripped?)" >&2
    exit 2
fi
for symbol in "$@"; do
    if ! grep -qF -- "$symbol" <<<"$symbols"; then
        echo "$elf: no symbol with '$symbol': the check would say nothing about it" >&2
        exit 2
    fi
done
if found=$(grep -E -- "$machinery" <<<"$symbols" | sort -u); then
    echo "$elf links panic machinery:" >&2
    sed 's/^/    /' <<<"$found" >&2
    exit 1
fi
echo "$elf: no panic machinery among $(wc -l <<<"$symbols") symbols"
