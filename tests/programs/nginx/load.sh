# A fleet of workers serves files, from threads too, and what another server answers, while it is reloaded and its
# workers are killed: PORT and BACKEND are free ports, ROUNDS is how often it is reloaded.
exec 2>&1
rm -rf load && mkdir -p load/logs load/html && cd load
cat >nginx.conf <<END
daemon off;
worker_processes 4;
error_log logs/error.log info;
pid nginx.pid;
thread_pool default threads=4;
events { worker_connections 512; }
http {
    access_log logs/access.log;
    upstream backend { server localhost:$BACKEND; keepalive 8; }
    server {
        listen 127.0.0.1:$PORT;
        location / { root html; }
        location /threads/ { alias html/; aio threads; sendfile off; }
        location /proxy/ { proxy_pass http://backend/; proxy_http_version 1.1; proxy_set_header Connection ""; }
    }
    server { listen 127.0.0.1:$BACKEND; location / { root html; autoindex on; } }
}
END
echo small >html/small
head -c 300000 /dev/urandom >html/large
../objs/nginx -p . -c nginx.conf &
master=$!
trap 'kill -9 $(pgrep -P $master) $master 2>/dev/null || :' EXIT
url=http://127.0.0.1:$PORT
for try in $(seq 50); do curl -sf $url/small >/dev/null && break; sleep 0.2; done
for path in large threads/large proxy/large; do curl -sf $url/$path | cmp - html/large; done
curl -sf $url/proxy/ | grep -q small
for path in small threads/large proxy/small; do
    (while [ ! -e stop ]; do ab -q -r -n 500 -c 10 $url/$path; done >ab.${path%%/*} 2>&1) &
    loads="${loads-} $!"
done
for round in $(seq $ROUNDS); do
    if [ $((round % 3)) = 0 ]; then
        kill -HUP $master
    elif [ $((round % 3)) = 1 ]; then
        ../objs/nginx -p . -c nginx.conf -s reload
    else
        kill -USR1 $master
    fi
    sleep 0.5
    curl -sf $url/large | cmp - html/large
    curl -sf $url/threads/large | cmp - html/large
    [ "$(pgrep -c -P $master)" -ge 4 ]
done
: >stop
for load in $loads; do wait $load; done
# No request failed while only reloads happened.
[ "$(cat ab.* | sed -n 's/^Failed requests: *//p' | sort -u)" = 0 ]
cat ab.* | sed -n 's/^Complete requests: *//p' | awk '{ n += $1 } END { print n " requests" }'
# The master replaces a worker that is killed.
kill -9 $(pgrep -P $master | head -n 2)
sleep 1
[ "$(pgrep -c -P $master)" -eq 4 ]
curl -sf $url/proxy/large | cmp - html/large
! grep -E '\[(alert|emerg|crit)\]' logs/error.log | grep -v 'exited on signal 9'
../objs/nginx -p . -c nginx.conf -s quit
wait $master
