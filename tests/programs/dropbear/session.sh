# A server and a client of Dropbear on the loopback interface: PORT is free.
exec 2>&1
rm -rf smoke && mkdir smoke && cd smoke
../dropbearkey -t ed25519 -f host >/dev/null
../dropbear -F -E -s -r host -p "127.0.0.1:$PORT" -P pid &
server=$!
for try in 1 2 3 4 5 6 7 8 9 10; do [ -e pid ] && break; sleep 0.3; done
client="../dbclient -y -y -p $PORT $(id -un)@127.0.0.1"
[ "$($client echo hello)" = hello ]
$client exit 7 && exit 1 || [ $? -eq 7 ]
head -c 5000000 /dev/urandom >data
$client cat <data >copy && cmp data copy
# Many sessions at a time: the server forks for each.
for session in 1 2 3 4 5 6; do ($client "seq 2000 | tail -n 1" >out$session) & sessions="${sessions-} $!"; done
for session in $sessions; do wait $session; done
[ "$(cat out? | sort -u)" = 2000 ]
