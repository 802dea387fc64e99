# Stands for `tcc`: what `-run` would run is compiled to a file, which is run. EMULATOR runs such files, if need be.
tcc=
program=
while [ $# -gt 0 ] && [ "$1" != -run ]; do
    case $1 in
    -o) tcc="$tcc -static" program=$2 ;;
    esac
    tcc="$tcc $1"
    shift
done
if [ $# -gt 0 ]; then
    file=$2
    shift 2
    $tcc "$file" -static -o run.exe -lm -lpthread && exec ${EMULATOR-} ./run.exe "$@"
    exit
fi
$tcc || exit
if [ -n "$program" ] && [ -n "${EMULATOR-}" ]; then
    mv "$program" "$program.real"
    printf '#!/bin/sh\nexec %s ./%s "$@"\n' "$EMULATOR" "$program.real" >"$program"
    chmod +x "$program"
fi
