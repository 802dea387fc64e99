# Background processes, waiting, signals, subshells.
sleep 0.05 & pid=$!; wait $pid; echo $?
(exit 9) & wait $!; echo $?
for i in 1 2 3 4 5 6 7 8; do (echo $i >out$i) & done; wait; cat out*
sleep 30 & kill -TERM $!; wait $! 2>/dev/null; echo $?
sleep 30 & kill -9 $!; wait $! 2>/dev/null; echo $?
trap 'echo got term' TERM; (sleep 0.05; kill -TERM $$) & wait $!; wait; trap - TERM
$SHELL_UNDER_TEST -c 'trap "" INT; kill -INT $$; echo survived'
$SHELL_UNDER_TEST -c 'kill -INT $$; echo not reached'; echo $?
echo 'echo from stdin; echo $1' | $SHELL_UNDER_TEST -s argument
$SHELL_UNDER_TEST -c 'echo $0 $#' name a b c
$SHELL_UNDER_TEST -c 'set -m; (sleep 0.02; exit 4) & wait %1; echo $?' 2>/dev/null
$SHELL_UNDER_TEST -c 'no_such_command' 2>/dev/null; echo $?
$SHELL_UNDER_TEST -c '/' 2>/dev/null; echo $?
$SHELL_UNDER_TEST -n -c 'if' 2>/dev/null; echo $?
mkfifo p; (echo through fifo >p) & cat p; wait
a=$(for i in 1 2 3; do echo $i | (read x; echo $((x * x))); done); echo $a
i=0; while [ $i -lt 50 ]; do x=$(echo $i); i=$((x + 1)); done; echo $i
seq 3000 | sort -rn | head -n 2 | cat -n
