# shellcheck shell=bash
# Cross builds, by whichever way this machine offers. Source this file; it defines functions and changes nothing else.
#
#   cross_prepare TARGET…              install what building for the targets needs and is missing
#   cross_build TARGET [cargo args…]   cargo build --release --target TARGET …
#   cross_executables TARGET [args…]   the same; prints the paths of the executables, one a line
#
# A target is built in one of two ways:
#   rustup   its standard library is installed: plain cargo
#   debian   it is not: Debian's compiler builds core from source (-Zbuild-std)
# CROSS_VIA=rustup|debian forces one of them. CROSS_RUSTUP_ADD=1 allows `rustup target add` to download a missing
# target; without it nothing but Debian's packages and crates.io is asked.
# BUILD_STD=core,alloc widens what the second way builds (default: core, or std for targets with an operating system).

cross_repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Installs the Debian packages that are missing. Never removes one.
apt_install() {
    local package missing=() as_root=()
    for package in "$@"; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    command -v apt-get >/dev/null || { echo "missing: ${missing[*]}, and there is no apt-get" >&2; return 1; }
    ((EUID == 0)) || as_root=(sudo)
    echo "installing ${missing[*]}" >&2
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive
        apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
    { "${apt[@]}" update && "${apt[@]}" install --no-install-recommends --no-remove "${missing[@]}"; } >&2
}

cross_has_std() {
    compgen -G "$(rustc --print sysroot)/lib/rustlib/$1/lib/libcore-*.rlib" >/dev/null
}

# Prints `rustup` or `debian`.
cross_way() {
    if [[ -n ${CROSS_VIA:-} ]]; then
        echo "$CROSS_VIA"
    elif cross_has_std "$1"; then
        echo rustup
    elif [[ ${CROSS_RUSTUP_ADD:-} == 1 ]] && rustup target add "$1" >&2; then
        echo rustup
    elif command -v apt-get >/dev/null; then
        echo debian
    else
        echo "no standard library for $1: run \`rustup target add $1\`" >&2
        return 1
    fi
}

cross_prepare() {
    local target way
    for target in "$@"; do
        way=$(cross_way "$target") || return
        if [[ $way == debian ]]; then
            apt_install rustc-web cargo-web rust-web-src || return
            [[ -n $(cross_rust_lld) ]] || apt_install lld || return
        fi
        if [[ $target == aarch64-unknown-linux-gnu ]]; then
            apt_install gcc-aarch64-linux-gnu libc6-dev-arm64-cross || return
        fi
    done
}

# The linker that comes with rustup's toolchain; Debian's compiler has none of its own for bare metal.
cross_rust_lld() {
    local lld
    for lld in "$(rustc --print sysroot)"/lib/rustlib/*/bin/rust-lld; do
        [[ -x $lld ]] && echo "$lld" && return
    done
    return 0
}

cross_linker() {
    local lld
    case $1 in
        aarch64-unknown-linux-gnu) echo aarch64-linux-gnu-gcc ;;
        *)
            lld=$(cross_rust_lld)
            if [[ -n $lld ]]; then echo "$lld"; elif [[ $1 == wasm32* ]]; then echo wasm-ld; else echo ld.lld; fi
            ;;
    esac
}

cross_build() {
    local target=$1 way variable std
    shift
    cross_prepare "$target" || return
    way=$(cross_way "$target") || return
    variable=CARGO_TARGET_$(tr a-z- A-Z_ <<<"$target")_LINKER
    if [[ $way == rustup ]]; then
        if [[ $target == aarch64-unknown-linux-gnu ]]; then
            env "$variable=${!variable:-$(cross_linker "$target")}" cargo build --release --target "$target" "$@"
        else
            cargo build --release --target "$target" "$@"
        fi
        return
    fi
    case $target in
        *-linux-*) std=${BUILD_STD:-std,panic_abort} ;;
        *) std=${BUILD_STD:-core} ;;
    esac
    # Without a system there is nothing to unwind; said here so that every crate shares one build of core.
    local panic=()
    [[ $target == *-linux-* ]] || panic=(CARGO_PROFILE_RELEASE_PANIC=abort)
    # RUSTC_BOOTSTRAP is for -Zbuild-std only; the wrapper keeps this repository's own crates to stable Rust.
    env "${panic[@]}" RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc RUSTC_WRAPPER="$cross_repo/.ci/stable-rustc" STABLE_BELOW="$cross_repo" \
        "$variable=${!variable:-$(cross_linker "$target")}" \
        /usr/bin/cargo build --release -Zbuild-std="$std" --target "$target" "$@"
}

cross_executables() {
    cross_build "$@" --message-format=json-render-diagnostics | sed -n 's/.*"executable":"\([^"]*\)".*/\1/p'
}
