#!/bin/sh
# The compiler CC, whose programs run here: a script that runs it under EMULATOR takes the place of each. nginx's
# `configure` asks by running programs.
$CC "$@" || exit
output=a.out
while [ $# -gt 0 ]; do
    [ "$1" = -o ] && output=$2
    shift
done
case $output in *.o) exit ;; esac
if [ -x "$output" ]; then
    mv "$output" "$output.real"
    printf '#!/bin/sh\nexec %s %s "$@"\n' "$EMULATOR" "$(readlink -f "$output.real")" >"$output"
    chmod +x "$output"
fi
