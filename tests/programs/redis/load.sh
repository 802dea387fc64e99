# Redis saves by fork while clients write: PORT is free, ROUNDS are how often it forks.
exec 2>&1
rm -rf load && mkdir load && cd load
start() {
    ../src/redis-server --port $PORT --bind 127.0.0.1 --dir . --appendonly yes --save '' --io-threads 3 \
        --daemonize no --logfile log --repl-diskless-sync yes &
    server=$!
    for try in $(seq 100); do [ "$(cli ping)" = PONG ] && return; sleep 0.3; done
    return 1
}
cli() { ../src/redis-cli -p $PORT "$@"; }
field() { cli info persistence | tr -d '\r' | sed -n "s/^$1://p"; }
settle() {
    for try in $(seq 300); do
        [ "$(field rdb_bgsave_in_progress)$(field aof_rewrite_in_progress)$(field aof_rewrite_scheduled)" = 000 ] && return
        sleep 0.1
    done
    return 1
}
start
trap 'kill -9 $server 2>/dev/null || :' EXIT
../src/redis-benchmark -p $PORT -q -l -c 20 -r 100000 -d 200 -t set,lpush,hset,zadd,incr >/dev/null &
benchmark=$!
for round in $(seq $ROUNDS); do
    cli bgsave >/dev/null; settle; [ "$(field rdb_last_bgsave_status)" = ok ]
    cli bgrewriteaof >/dev/null; settle; [ "$(field aof_last_bgrewrite_status)" = ok ]
done
kill $benchmark; wait $benchmark || :
echo "after $ROUNDS forks of each kind: $(cli dbsize) keys"
../src/redis-check-rdb dump.rdb | tail -n 1
# All that was acknowledged by `appendfsync always` is there after the server was killed.
cli config set appendfsync always >/dev/null
cli set last written >/dev/null
count=$(cli dbsize); digest=$(cli debug digest 2>/dev/null || :)
kill -9 $server; wait $server || :
start
[ "$(cli get last)" = written ] && [ "$(cli dbsize)" = "$count" ]
# The same by hand-over to a second database: a fork writes into a socket.
cli shutdown nosave || :
wait $server
