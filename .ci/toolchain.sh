# shellcheck shell=bash
# Cross builds, by whichever way this machine offers. Source this file; it defines functions and changes nothing else.
#
#   cross_prepare TARGET…              install what building for the targets needs and is missing
#   cross_build TARGET [cargo args…]   cargo build --release --target TARGET …
#   cross_executables TARGET [args…]   the same; prints the paths of the executables, one a line
#   cross_prepare_runner TARGET        install what running executables of the target needs and is missing
#   cross_run TARGET COMMAND…          a command with the environment in which $CARGO builds for the target and runs executables
#   cross_cargo TARGET                 that $CARGO
#
# A target is built in one of two ways:
#   rustup   its standard library is installed: plain cargo
#   debian   it is not: Debian's compiler builds core from source (-Zbuild-std), or takes Debian's library for arm64
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
        if [[ $target == wasm32-wasip1 && $way == debian ]]; then
            apt_install wasi-libc || return
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

# What running executables of a target needs.
cross_prepare_runner() {
    local runner
    runner=$(cross_runner "$1")
    case $runner in
        qemu-*) command -v "${runner%% *}" >/dev/null || apt_install qemu-user || return ;;
        node*)
            command -v node >/dev/null || apt_install nodejs || return
            node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)' || { echo 'node 20 or newer is needed' >&2; return 1; }
            ;;
    esac
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

# Debian's standard library for arm64, as a sysroot that is made beside what is built: Debian's compiler for this machine takes it as
# it is, and building another takes minutes. apt's own lists and architectures stay as they are.
cross_arm64_sysroot() {
    local place version sysroot package=libstd-rust-web-dev
    version=$(dpkg-query -W -f '${Version}' $package) || return
    place=${CARGO_TARGET_DIR:-$cross_repo/target}/cross-arm64
    sysroot=$place/$version
    if [[ ! -e $sysroot/lib/rustlib/aarch64-unknown-linux-gnu ]]; then
        echo "fetching $package:arm64 $version" >&2
        mkdir -p "$place"/{lists,cache,unpacked} "$sysroot/lib/rustlib"
        local apt=(apt-get -q -o "Dir::State::lists=$place/lists" -o "Dir::Cache=$place/cache" -o APT::Architectures::=amd64
            -o APT::Architectures::=arm64 -o Acquire::Retries=3)
        (cd "$place" && "${apt[@]}" update && "${apt[@]}" download "$package:arm64=$version") >&2 || return
        dpkg-deb -x "$place/$package"_*_arm64.deb "$place/unpacked" || return
        mv "$place/unpacked/usr/lib/rustlib/aarch64-unknown-linux-gnu" "$sysroot/lib/rustlib/" || return
        rm -rf "$place"/{lists,cache,unpacked} "$place/$package"_*
    fi
    echo "$sysroot"
}

# The cargo that builds for a target.
cross_cargo() {
    if [[ $(cross_way "$1") == debian ]]; then echo /usr/bin/cargo; else command -v cargo; fi
}

# The program that runs executables of a target which is not this machine's. CROSS_CPU (max) is the processor to be.
cross_runner() {
    case $1 in
        "$(uname -m)"-*) ;;
        aarch64-unknown-linux-gnu) echo "qemu-aarch64 -cpu ${CROSS_CPU:-max} -L /usr/aarch64-linux-gnu" ;;
        wasm32-wasip1) echo "node --no-warnings $cross_repo/.ci/wasi.mjs" ;;
    esac
}

# Variables, one a line, with which $CARGO builds for a target and runs what it has built.
cross_env() {
    local target=$1 way name linker runner sysroot flags=()
    way=$(cross_way "$target") || return
    name=CARGO_TARGET_$(tr a-z- A-Z_ <<<"$target")
    linker=${name}_LINKER runner=${name}_RUNNER
    echo "CARGO=$(cross_cargo "$target")"
    [[ -n ${!runner:-} || -z $(cross_runner "$target") ]] || echo "$runner=$(cross_runner "$target")"
    if [[ $target == wasm32-* ]]; then
        case ${CROSS_SIMD128:-} in
            '') ;;
            relaxed) flags+=(-Ctarget-feature=+simd128,+relaxed-simd) ;;
            *) flags+=(-Ctarget-feature=+simd128) ;;
        esac
    fi
    if [[ $way == debian ]]; then
        echo "RUSTC=/usr/bin/rustc"
        if [[ $target == aarch64-unknown-linux-gnu ]] && sysroot=$(cross_arm64_sysroot); then
            flags+=("--sysroot=$sysroot")
        else
            cross_env_build_std "$target"
        fi
        if [[ $target == wasm32-wasip1 ]]; then
            local libc=/usr/lib/wasm32-wasi
            flags+=(-Clink-self-contained=no "-Lnative=$libc" "-Clink-arg=$libc/crt1-command.o" -Clink-arg=-lc)
            # std joins threads, which older C libraries do not have and nobody can start.
            flags+=(-Clink-arg=--unresolved-symbols=ignore-all)
        fi
    fi
    if [[ $way == debian || $target == aarch64-unknown-linux-gnu ]]; then
        echo "$linker=${!linker:-$(cross_linker "$target")}"
    fi
    ((${#flags[@]} == 0)) || echo "${name}_RUSTFLAGS=${flags[*]}"
}

# The part of it that builds the standard library.
cross_env_build_std() {
    local std=core
    case $1 in
        *-linux-* | *-wasip1) std=std,panic_abort ;;
        # Without a system there is nothing to unwind; said here so that every crate shares one build of core.
        *) echo CARGO_PROFILE_RELEASE_PANIC=abort ;;
    esac
    echo "CARGO_UNSTABLE_BUILD_STD=${BUILD_STD:-$std}"
    # For the standard library only; the wrapper keeps this repository's own crates to stable Rust.
    printf '%s\n' RUSTC_BOOTSTRAP=1 "RUSTC_WRAPPER=$cross_repo/.ci/stable-rustc" "STABLE_BELOW=$cross_repo"
}

cross_run() {
    local variables
    variables=$(cross_env "$1") || return
    mapfile -t variables <<<"$variables"
    shift
    env "${variables[@]}" "$@"
}

cross_build() {
    local target=$1
    shift
    cross_prepare "$target" || return
    cross_run "$target" "$(cross_cargo "$target")" build --release --target "$target" "$@"
}

cross_executables() {
    cross_build "$@" --message-format=json-render-diagnostics | sed -n 's/.*"executable":"\([^"]*\)".*/\1/p'
}
