#!/usr/bin/env bash
# Runs sql/local-postgres.sh for real, in throw-away homes; as root or as an ordinary user.
# The first run on a machine fetches PostgreSQL (40 MB).
set -uo pipefail

script=$(cd "$(dirname "$0")/../../.." && pwd)/sql/local-postgres.sh
work=$(mktemp -d)
chmod 755 "$work" # else the server's own user cannot enter it
work="$work/with space"
failures=0
export CONCIERGE_HOME=$work/one CONCIERGE_POSTGRES_OPTIONS="-c fsync=off"
unset CONCIERGE_POSTGRES_PORT
clean_up() {
  for home in one two; do CONCIERGE_HOME=$work/$home "$script" wipe --yes; done
  rm -rf "${work%/*}"
}
trap clean_up EXIT

check() { # name, expected, actual
  if [ "$2" = "$3" ]; then echo "ok    $1"; else echo "FAIL  $1: expected '$2', got '$3'" && failures=$((failures + 1)); fi
}
exit_of() { "$@" >/dev/null 2>&1 </dev/null; echo $?; }
sql() { "$script" psql -Atqc "$1" </dev/null; }
server() { head -n 1 "$CONCIERGE_HOME/postgres/data/postmaster.pid"; }
port() { "$script" status | sed 's/.* //'; }
listen() { # port, or 0 for any: something that is not PostgreSQL
  exec {listener}< <(exec python3 -uc '
import socket, sys, time
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", int(sys.argv[1]))); s.listen(); print(s.getsockname()[1]); time.sleep(600)' "$1")
  listener_pid=$!
  read -r -u "$listener" listener_port
}

check "anything else shows the usage" 2 "$(exit_of "$script" begin)"
check "an extra argument shows the usage" 2 "$(exit_of "$script" start now)"
check "stop without a home" 0 "$(exit_of "$script" stop)"
check "status without a home" 3 "$(exit_of "$script" status)"

"$script" start >"${work%/*}/a" 2>/dev/null & "$script" start >"${work%/*}/b" 2>/dev/null & wait
url=$("$script" url)
check "two starts at once print the same, and only the URL" "$url$url" "$(cat "${work%/*}/a" "${work%/*}/b" | tr -d '\n')"
check "one server came of it" 1 "$(grep -c 'starting PostgreSQL' "$CONCIERGE_HOME/postgres/server.log")"
[[ $url =~ ^postgresql://postgres:[0-9a-f]{48}@127\.0\.0\.1:[0-9]+/postgres$ ]]
check "the URL has the promised form" 0 $?
check "start again prints it again" "$url" "$("$script" start 2>&1)"
check "status" "running on port $(sed -E 's/.*:([0-9]+).*/\1/' <<<"$url")" "$("$script" status)"
check "the password is for its owner only" 600 "$(stat -c %a "$CONCIERGE_HOME/postgres/password")"
check "a wrong password is refused" 2 "$(PGPASSWORD=x exit_of "$script" psql -d "${url/postgres:*@/postgres:wrong@}" -c 'select 1')"
check "pgvector" "(0,0)" "$(sql "create extension vector; create table t (e vector(2)); insert into t values ('[1,0]'),('[0,1]');
  create index on t using hnsw ((e::halfvec(2)) halfvec_cosine_ops); select ctid from t where e <=> '[1,1]' > 9
  union all select '(0,0)' limit 1")"
check "settings" "off 200 off 127.0.0.1 " \
  "$(sql "select concat_ws(' ', $(printf "current_setting('%s')," jit max_connections fsync listen_addresses unix_socket_directories) null)")"
# shellcheck disable=SC1111
check "full text knows letters from signs" "'äöü':1" "$(sql "select to_tsvector('simple', '„äöü“ €')")"
check "the server has a session of its own" "$(server)" "$(ps -o sid= -p "$(server)" | tr -d ' ')"
check "it is not root" 0 "$([ "$(ps -o uid= -p "$(server)" | tr -d ' ')" != 0 ]; echo $?)"

kill -9 "$(server)"
check "start after kill -9" "$url" "$("$script" start 2>&1)"
check "the data is still there" 2 "$(sql 'select count(*) from t')"
"$script" stop
check "stop, then status" "stopped" "$("$script" status)"
check "url of a stopped server" 1 "$(exit_of "$script" url)"
check "stop again" 0 "$(exit_of "$script" stop)"
printf '%s\n' $$ "$CONCIERGE_HOME/postgres/data" 1 1 '' 127.0.0.1 '1 1' ready >"$work/stale"
if [ "$(id -u)" -eq 0 ]; then owner=$(stat -c %U "$CONCIERGE_HOME/postgres/data"); else owner=$(id -un); fi
install -m 600 "$work/stale" "$CONCIERGE_HOME/postgres/data/postmaster.pid"
chown "$owner" "$CONCIERGE_HOME/postgres/data/postmaster.pid"
check "another program's pid in the pid file is not the server's" "stopped" "$("$script" status)"
check "start with that pid file" "$url" "$("$script" start 2>&1)"

"$script" stop
listen "$(sed -E 's/.*:([0-9]+).*/\1/' <<<"$url")"
taken=$listener_port
"$script" start >/dev/null
moved=$(port)
check "a taken remembered port is not used" 1 "$([ "$moved" != "$taken" ] && echo 1)"
"$script" stop
kill "$listener_pid"
"$script" start >/dev/null
check "the new one is remembered" "$moved" "$(port)"
"$script" stop
listen 0
check "a taken wanted port: exit 1" 1 "$(CONCIERGE_POSTGRES_PORT=$listener_port exit_of "$script" start)"
check "and one line" 1 "$(CONCIERGE_POSTGRES_PORT=$listener_port "$script" start 2>&1 | wc -l)"
kill "$listener_pid"
check "a free wanted port" "running on port $listener_port" \
  "$(CONCIERGE_POSTGRES_PORT=$listener_port "$script" start >/dev/null && "$script" status)"
check "a bad setting: exit 1" 1 "$("$script" stop; CONCIERGE_POSTGRES_OPTIONS='-c no_such=1' exit_of "$script" start)"
"$script" start >/dev/null

other=$(CONCIERGE_HOME=$work/two "$script" start 2>/dev/null)
check "a second home has a server of its own" 1 "$([ -n "$other" ] && [ "$other" != "$("$script" url)" ] && echo 1)"
check "without the first one's tables" 0 "$(CONCIERGE_HOME=$work/two sql "select count(*) from pg_tables where tablename = 't'")"
check "wipe asks" 1 "$(exit_of "$script" wipe)"
check "wipe --yes" 0 "$(exit_of "$script" wipe --yes)"
check "nothing is left of it" 0 "$(find "$CONCIERGE_HOME/postgres" 2>/dev/null | wc -l)"
check "the second home does not notice" "$other" "$(CONCIERGE_HOME=$work/two "$script" start 2>&1)"
check "a fresh start after wipe" 0 "$("$script" start >/dev/null 2>&1; sql "select count(*) from pg_tables where tablename = 't'")"

echo "$failures failures"
[ "$failures" = 0 ]
