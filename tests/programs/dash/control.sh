# Functions, loops, status, redirection, pipelines, traps, getopts, read.
factorial() { [ "$1" -le 1 ] && echo 1 && return; echo $(($1 * $(factorial $(($1 - 1))))); }
factorial 15
local_test() { local v=inner; echo $v; }; v=outer; local_test; echo $v
for i in 1 2 3 4 5; do [ $i = 2 ] && continue; [ $i = 4 ] && break; echo $i; done
n=0; while :; do n=$((n + 1)); [ $n -ge 1000 ] && break; done; echo $n
until [ $n -eq 990 ]; do n=$((n - 1)); done; echo $n
! false && echo not; false || true && echo chain
(exit 7); echo $?; sh -c 'exit 300'; echo $?
{ echo out; echo err >&2; } 2>/dev/null
{ echo one; echo two; } | while read -r line; do echo "[$line]"; done
printf 'a b  c\\d\ne\n' | { read -r x y; echo "$x|$y"; read z; echo "$z"; }
printf 'one\\\ntwo\n' | { read x; echo "$x"; }
echo file >f; cat <f >g 2>&1; cat g; echo more >>g; wc -l <g | tr -d ' '
exec 3>h; echo to3 >&3; exec 3>&-; cat h; exec 4<h; read l <&4; echo "$l"; exec 4<&-
while getopts ab:c o -a -b value -c rest; do echo "$o ${OPTARG-}"; done; echo $OPTIND
trap 'echo exit trap' EXIT; trap 'echo usr1' USR1; kill -USR1 $$; trap - USR1
(trap 'echo sub exit' EXIT; exit 3); echo $?
seq 20000 | tail -n 1; yes | head -n 3 | wc -l | tr -d ' '
set -- z y x; shift; echo $1; eval 'echo $'"2"
set -u; (echo $undefined) 2>/dev/null; echo $?; set +u
set -e; (false; echo not reached) || echo failed; set +e
printf '%s|%5d|%-5s|%05.1f|%x|%c|%b|%o\n' str 42 ab 3.14159 255 char 'a\tb' 8
printf '%d\n' 0x10 010 "'a"; test -d . -a ! -f . && echo folder; [ a \< b ] && echo less
[ -n "" ] || echo empty; [ 10 -gt 9 ] && echo greater; test -e h && echo exists
umask 027; umask; : >masked; ls -l masked | cut -c1-10
command -v cd; type true >/dev/null && echo type; alias greet='echo hello'; alias greet
times >/dev/null; ulimit -n >/dev/null && echo ulimit
