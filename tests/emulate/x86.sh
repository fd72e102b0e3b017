#!/usr/bin/env bash
# Runs a program in an emulated x86-64 processor, for instructions that few machines have: AVX-512, AVX-VNNI and AMX. QEMU has none
# of them; Bochs has all, and boots Linux for the program, which takes about a minute. Speed says nothing here; results do.
#
#   tests/emulate/x86.sh PROGRAM [ARGUMENT...]
#   tests/emulate/x86.sh --tests
#
# The second form builds the runtime's tests and runs those of the tiled kernels, at every level.
#
# What it needs:
#   BOCHS    a bochs of 2026 or later that has long mode, AVX-512, AMX and long physical addresses compiled in, and no display
#   KERNEL   a Linux kernel image; 6.12 of Debian's backports (linux-image-*-cloud-amd64) is known to boot, 6.1 is not
#   Debian's bochsbios, vgabios, isolinux, syslinux-common, genisoimage, cpio, busybox-static
# MODEL (sapphire_rapids) is the processor, of `bochs --help cpu`. LIMIT (900) is how many seconds all may take. LITECAST_LEVEL is
# passed on. WITHOUT (amx amx_int8 amx_bf16) is what of it is switched off, since Linux does not enable the state of AMX without XFD,
# and Bochs does not have that as of August 2026. `WITHOUT=` runs AMX in a Bochs that has been taught:
#   XFD: bit 4 of EAX in subleaf 1 of CPUID leaf 0xD, bit 2 of ECX in subleaf 18; MSRs 0x1C4 and 0x1C5; #NM where bit 18 is set
#   TDPBSSD, TDPBSUD and TDPBUSD: the signs of signed bytes count. STTILECFG has W0
#   XSAVE: rows and bytes of tiles in their places, all 16 rows of each, and in use if there are some; aligned in the size of XSAVES
set -euo pipefail

: "${BOCHS:?the bochs to run, see above}" "${KERNEL:?a Linux kernel image, see above}"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d)
emulator=
trap '[[ -z $emulator ]] || kill "$emulator" 2>/dev/null || true; rm -rf "$work"' EXIT

if [[ ${1:-} == --tests ]]; then
    program=$(cargo test --quiet -p litecast --lib --no-run --message-format json |
        grep -o '"executable":"[^"]*"' | tail -n 1 | cut -d '"' -f 4)
    set -- "$program" tiled --nocapture --test-threads 1
fi
program=$1
shift

# The first process mounts nothing but what programs ask for, and tells how the program ended.
root=$work/root
mkdir -p "$root"/{bin,proc,dev,lib64} "$work/disc"
cp /bin/busybox "$root/bin"
install -s "$program" "$root/bin/program"
for library in $(ldd "$program" | grep -o '/[^ ]*'); do
    install -D "$library" "$root$library"
done
{
    printf '#!/bin/busybox sh\n/bin/busybox mount -t proc none /proc\n/bin/busybox mount -t devtmpfs none /dev\n'
    printf 'export LITECAST_LEVEL=%q\n' "${LITECAST_LEVEL:-}"
    printf 'echo EMULATION-BEGINS\n/bin/program'
    (($# == 0)) || printf ' %q' "$@"
    printf ' 2>&1\necho EMULATION-ENDS $?\n/bin/busybox sleep 3\n/bin/busybox poweroff -f\n'
} >"$root/init"
chmod +x "$root/init"
(cd "$root" && find . | cpio -o -H newc --quiet) >"$work/disc/initrd"

cp "$KERNEL" "$work/disc/vmlinuz"
cp /usr/lib/ISOLINUX/isolinux.bin /usr/lib/syslinux/modules/bios/ldlinux.c32 "$work/disc"
quick='nosmp nokaslr lpj=1000000 tsc=reliable mitigations=off cryptomgr.notests random.trust_cpu=on apparmor=0'
printf 'default linux\nlabel linux\nkernel /vmlinuz\nappend initrd=/initrd console=ttyS0 quiet panic=0 %s\n' "$quick" \
    >"$work/disc/isolinux.cfg"
genisoimage -quiet -o "$work/cd.iso" -b isolinux.bin -c boot.cat -no-emul-boot -boot-load-size 4 -boot-info-table "$work/disc"

without=${WITHOUT-amx amx_int8 amx_bf16}
off=${without:+", exclude_features=\"$without\""}
cat >"$work/bochsrc" <<CONFIG
cpu: model=${MODEL:-sapphire_rapids}, ips=50000000, reset_on_triple_fault=0$off
memory: guest=1024, host=1024
romimage: file=/usr/share/bochs/BIOS-bochs-latest
vgaromimage: file=/usr/share/vgabios/vgabios.bin
ata0-master: type=cdrom, path=$work/cd.iso, status=inserted
boot: cdrom
com1: enabled=1, mode=file, dev=$work/serial
log: $work/log
panic: action=fatal
error: action=ignore
clock: sync=none
display_library: nogui
CONFIG
"$BOCHS" -q -f "$work/bochsrc" >"$work/said" 2>&1 &
emulator=$!
until grep -q 'EMULATION-ENDS [0-9]' "$work/serial" 2>/dev/null; do
    if ! kill -0 "$emulator" 2>/dev/null || ((SECONDS > ${LIMIT:-900})); then
        echo 'the emulation did not come to its end:' >&2
        tail -n 20 "$work/said" "$work/log" "$work/serial" >&2 || true
        exit 1
    fi
    sleep 1
done
sed -n '/EMULATION-BEGINS/,/EMULATION-ENDS/p' "$work/serial" | tr -d '\r' | sed '1d;$d'
exit "$(grep -o 'EMULATION-ENDS [0-9]*' "$work/serial" | cut -d ' ' -f 2)"
