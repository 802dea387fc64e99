# Stands for `tcc`: compiles what `-run` would run to a file, and runs that.
tcc=
while [ $# -gt 0 ] && [ "$1" != -run ]; do
    case $1 in
    -o) tcc="$tcc -static $1" ;;
    *) tcc="$tcc $1" ;;
    esac
    shift
done
if [ $# -eq 0 ]; then
    $tcc
    exit
fi
file=$2
shift 2
$tcc "$file" -static -o run.exe -lm -lpthread && exec ${EMULATOR-} ./run.exe "$@"
