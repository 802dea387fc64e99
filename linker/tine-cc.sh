#!/bin/sh
# A C compiler that compiles and links with tine: gcc, or clang with TINE_CC=clang, with all arguments passed on.
# It works from wherever it was installed: its sysroot is the folder above its own.
self=$(readlink -f "$0")
sysroot=${self%/bin/*}
TINE_SYSROOT=$sysroot
export TINE_SYSROOT

static=-static
link=yes
input=no
for argument; do
    case $argument in
    -static-pie | -pie) static=-static-pie ;;
    -shared | -r) static= link=no ;;
    -c | -S | -E | -M | -MM | -fsyntax-only | -nostdlib) link=no ;;
    esac
    case $argument in
    -) input=yes ;;
    -*) ;;
    *) input=yes ;;
    esac
done

case ${TINE_CC:-gcc} in
*clang*) ;;
gcc) exec @GCC@ -specs="$sysroot/lib/tine.specs" $static "$@" ;;
*) exec "$TINE_CC" -specs="$sysroot/lib/tine.specs" $static "$@" ;;
esac

resources=$("$TINE_CC" -print-resource-dir)/include
set -- --target=@CLANG_TARGET@ -nostdinc -isystem "$sysroot/include" -isystem "$resources" \
    -ffunction-sections -fdata-sections -Wno-unused-command-line-argument "$@"
if [ $link = no ] || [ $input = no ]; then
    exec "$TINE_CC" "$@"
fi
# clang's own idea of -static-pie would bring its start objects: the linker is told instead.
for argument; do
    shift
    case $argument in
    -static | -static-pie | -pie) ;;
    *) set -- "$@" "$argument" ;;
    esac
done
start=crt1.o
flags=-static,-T,$sysroot/lib/static.ld
if [ $static = -static-pie ]; then
    start=rcrt1.o
    flags=-static,-pie,--no-dynamic-linker,-z,text
fi
exec "$TINE_CC" -nostdlib -no-pie -fuse-ld=@CLANG_LINKER@ -L"$sysroot/lib" \
    -Wl,"$flags",--gc-sections,-z,relro,-z,now,-z,noexecstack,-z,noseparate-code,--hash-style=gnu \
    -Wl,"$sysroot/lib/$start","$sysroot/lib/crti.o" "$@" \
    -Wl,-lc,"$sysroot/lib/crtn.o"
