#!/usr/bin/env bash
# A private PostgreSQL with pgvector for Concierge: loopback only, no Docker, the host unchanged.
# usage: local-postgres.sh start | stop | status | url | psql [args] | wipe [--yes]
#   start   install, initialise and start as needed; prints the URL, its only line on stdout
#   stop    shut down; open transactions are rolled back
#   status  "running on port N" (exit 0) or "stopped" (exit 3)
#   url     the URL of the running server, else exit 1
#   psql    psql on it, as the superuser
#   wipe    stop, and delete the database of this home; asks unless --yes
# environment:
#   CONCIERGE_HOME               root: /var/lib/concierge, else ~/.local/share/concierge
#   CONCIERGE_POSTGRES_PORT      else the last one, else a free one from 54320
#   CONCIERGE_POSTGRES_OPTIONS   more settings, such as "-c fsync=off"
#   CONCIERGE_POSTGRES_BINARIES  where PostgreSQL is unpacked if the machine has none that fits
set -euo pipefail
umask 022 # What root makes must be reachable for the server's unprivileged user; secrets get 600 below.

usage() { sed -n '3,14s/^# //p' "$0" >&2 && exit 2; }
say() { echo "local-postgres: $*" >&2; }
die() { say "$*" && exit 1; }
need() { for tool in "$@"; do command -v "$tool" >/dev/null || die "the command '$tool' is missing: install it first"; done; }
make_folder() { if ! mkdir -p "$1" 2>/dev/null || [ ! -w "$1" ]; then die "cannot write to the folder $1"; fi; }

reason() { # what a failed command printed
  case $1 in *"No space left"* | *"Disk quota"* | *": wrote only "*) echo "the disk is full" && return ;; esac
  grep -m 1 -E 'could not bind|FATAL|PANIC|^E:|rror:' <<<"$1" | sed -E 's/.*(LOG|FATAL|PANIC): +//' || echo "${1##*$'\n'}"
}

if [ "$(id -u)" -eq 0 ]; then base=/var/lib/concierge; else base=~/.local/share/concierge; fi
ROOT=${CONCIERGE_HOME:-$base}/postgres BINARIES=${CONCIERGE_POSTGRES_BINARIES:-$base/postgresql-17}
if [[ $ROOT != /* ]]; then ROOT=$PWD/$ROOT; fi
if [[ $BINARIES != /* ]]; then BINARIES=$PWD/$BINARIES; fi
DATA=$ROOT/data LOG=$ROOT/server.log PASSWORD=$ROOT/password
SERVER_UID=$(id -u) SERVER_GID=$(id -g) DROP=()

# Two starts at once must not initialise or choose a port twice. The lock ends with this process, however that ends.
lock_home() {
  need flock && make_folder "${ROOT%/*}"
  exec 9>>"$ROOT.lock"
  flock -w 900 9 || die "another local-postgres.sh is busy with $ROOT"
}

# The server outlives the caller: it must not keep the caller's secrets (the environment), nor its open
# descriptors (locks would stay locked, and who reads a pipe to its end would wait for ever).
as_server() (
  cd /
  for fd in /dev/fd/*; do case ${fd##*/} in [012] | *[!0-9]*) ;; *) eval "exec ${fd##*/}>&-" ;; esac; done
  exec env -i PATH="$PATH" LC_ALL=C ${DROP[@]+"${DROP[@]}"} "$@"
)

choose_server_user() {
  [ "$(id -u)" -eq 0 ] || return 0
  need setpriv
  SERVER_UID=$(id -u postgres 2>/dev/null || id -u nobody) SERVER_GID=$(id -g postgres 2>/dev/null || id -g nobody)
  # A postgres user who came to the machine later does not own a cluster made as nobody.
  if [ -d "$DATA" ]; then read -r _ _ SERVER_UID SERVER_GID _ < <(ls -ldn "$DATA"); fi
  [ "$SERVER_UID" != 0 ] || die "$DATA belongs to root, and PostgreSQL does not run as root"
  DROP=(setpriv --reuid "$SERVER_UID" --regid "$SERVER_GID" --clear-groups)
  as_server true 2>/dev/null || die "root may not switch to uid $SERVER_UID here (a restricted container?)"
}

check_reachable() { # folder
  local path=$1 blocker=
  until as_server test -x "$path" || [ "$path" = / ]; do blocker=$path path=$(dirname "$path"); done
  [ -z "$blocker" ] || die "the server's user (uid $SERVER_UID) may not enter $blocker, which holds $1: move it or chmod o+x"
}

# Sets PID, PORT and STATE. The pid alone proves nothing: after a crash it may be a zombie's or some other
# program's, so where /proc tells, the process must also work in this data folder.
running() {
  { read -r PID; read -r; read -r; read -r PORT; read -r; read -r; read -r; read -r STATE; } \
    2>/dev/null <"$DATA/postmaster.pid" || return 1
  if [ -e /proc/self/cwd ]; then [ "/proc/$PID/cwd" -ef "$DATA" ]; else kill -0 "$PID" 2>/dev/null; fi
}

url() {
  [ -r "$PASSWORD" ] || die "$PASSWORD is missing: restore it, or remove $ROOT and start afresh"
  echo "postgresql://postgres:$(cat "$PASSWORD")@127.0.0.1:$PORT/postgres"
}

use_if_fit() { # bin folder; sets BIN and MAJOR
  local tool share version major
  for tool in initdb pg_ctl postgres psql pg_isready; do [ -x "$1/$tool" ] || return 1; done
  major=$("$1/postgres" --version 2>/dev/null | sed -E 's/^[^0-9]*([0-9]+).*/\1/') || return 1
  [ "$major" -ge 15 ] && [ "$major" = "${CLUSTER_MAJOR:-$major}" ] || return 1
  share=$("$1/pg_config" --sharedir 2>/dev/null) || share=/usr/share/postgresql/$major
  version=$(sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" "$share/extension/vector.control" 2>/dev/null) || return 1
  # Only from 0.8 on does a filtered index scan go on until it has enough rows.
  [[ $version =~ ^([0-9]+)\.([0-9]+) ]] && ((BASH_REMATCH[1] > 0 || BASH_REMATCH[2] >= 8)) && BIN=$1 MAJOR=$major
}

choose_binaries() {
  local bin own=$BINARIES/usr/lib/postgresql/17/bin
  BIN='' CLUSTER_MAJOR=$(cat "$DATA/PG_VERSION" 2>/dev/null) || CLUSTER_MAJOR=
  for bin in {/usr/lib/postgresql/*,/usr/pgsql-*,{/usr/local,/opt/homebrew}/opt/postgresql@*}/bin \
    "$(pg_config --bindir 2>/dev/null)"; do use_if_fit "$bin" || true; done
  if [ -z "$BIN" ] && [ ! -d "$own" ]; then install_private; fi
  [ -n "$BIN" ] || use_if_fit "$own" || die "no PostgreSQL ${CLUSTER_MAJOR:-17} with pgvector on this machine, nor in $BINARIES"
}

install_private() {
  local distribution codename
  # shellcheck disable=SC1091
  read -r distribution codename < <(. /etc/os-release 2>/dev/null && echo "${ID:-}${VERSION_ID:-} ${VERSION_CODENAME:-}") || true
  case ${distribution:-} in debian12 | debian13) ;; *)
    die "PostgreSQL 15 or newer with pgvector 0.8 or newer is needed and was not found. Install it:
  Ubuntu from 25.04:  sudo apt-get install postgresql, and postgresql-NN-pgvector for its version NN
  macOS:              brew install postgresql@17 pgvector flock
  or use Docker:      docker run -d -p 127.0.0.1:54320:5432 -e POSTGRES_PASSWORD=secret pgvector/pgvector:pg17
                      with CONCIERGE_DB_URL=postgresql://postgres:secret@127.0.0.1:54320/postgres" ;;
  esac
  need apt-get apt-config dpkg dpkg-deb
  make_folder "${BINARIES%/*}" && check_reachable "${BINARIES%/*}"
  # On a full disk apt-get hangs for ever.
  [ "$(df -Pk "${BINARIES%/*}" | awk 'END { print $4 }')" -gt 300000 ] || die "${BINARIES%/*} needs 300 MB of free space"
  exec 8>>"$BINARIES.lock"
  flock -w 900 8 || die "another local-postgres.sh is busy with $BINARIES"
  if rmdir "$BINARIES" 2>/dev/null || [ ! -d "$BINARIES" ]; then unpack_private "$codename"; fi
}

# What server and client programs load, from Debian 13; their C library too, so that the same build runs
# on Debian 12. LLVM (34 MB) is left out: jit is off.
PACKAGES="postgresql-17 postgresql-client-17 postgresql-17-pgvector libc6 zlib1g libaudit1 libcap-ng0 libcap2 libcom-err2
  libgcc-s1 libgssapi-krb5-2 libicu76 libk5crypto3 libkeyutils1 libkrb5-3 libkrb5support0 libldap2 liblz4-1 liblzma5
  libpam0g libpcre2-8-0 libpq5 libreadline8t64 libsasl2-2 libselinux1 libssl3t64 libstdc++6 libsystemd0 libtinfo6
  libuuid1 libxml2 libxslt1.1 libxxhash0 libzstd1"

unpack_private() { # codename of this Debian
  local out package bin file
  [ -d /usr/share/zoneinfo ] || say "this machine has no time zones, which some clients ask for: install tzdata"
  say "unpacking PostgreSQL 17 and pgvector into $BINARIES (40 MB to fetch, once)"
  # Beside its place, so that the last step is a rename: no one ever sees half of it.
  WORK=$BINARIES.unpacking
  trap 'rm -rf "$WORK"' EXIT
  fetch_packages "$1"
  for package in "$WORK"/packages/*.deb; do
    out=$(dpkg-deb -x "$package" "$WORK/tree" 2>&1) || die "cannot unpack ${package##*/}: $(reason "$out")"
  done
  bin=$WORK/tree/usr/lib/postgresql/17/bin
  rm -rf "$WORK"/tree/usr/share/{locale,doc,man,lintian,gcc} "$bin"/../lib/{bitcode,llvmjit*}
  # Each program is started by the loader of the unpacked C library. They look for each other beside themselves, so
  # a wrapper in place of each is enough; without LD_LIBRARY_PATH, what they start still gets the host's libraries.
  mkdir "$bin/.real"
  for file in "$bin"/*; do
    mv "$file" "$bin/.real/"
    cat >"$file" <<'WRAPPER' || die "cannot write to $WORK: is the disk full?"
#!/bin/sh
BIN=$(cd "${0%/*}" && pwd)
for LIB in "$BIN"/../../../*-linux-gnu*; do break; done
exec "$LIB"/ld-linux*.so.* --library-path "$LIB" --argv0 "$BIN/${0##*/}" "$BIN/.real/${0##*/}" "$@"
WRAPPER
    chmod 755 "$file"
  done
  out=$("$bin/postgres" --version 2>&1) || die "the unpacked PostgreSQL does not run: $(reason "$out")"
  mv "$WORK/tree" "$BINARIES"
}

# With a package state of its own this works for ordinary users, and the host's lists, hooks and pins take no part;
# mirror and transport settings are the machine's.
fetch_packages() { # codename of this Debian
  local keyring mirrors mirror security line out=''
  # shellcheck disable=SC2016
  local targets=(apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages')
  for keyring in /usr/share/keyrings/debian-archive-keyring.{gpg,pgp} ""; do [ ! -e "$keyring" ] || break; done
  line="deb [arch=$(dpkg --print-architecture)${keyring:+ signed-by=$keyring}]"
  mirrors=$("${targets[@]}" | awk -v code="$1" '$2 == "main" && $3 !~ /^cdrom/ &&
    ($1 == code || $1 == "stable" || $1 == "oldstable") && !seen[$3]++ { print $3 }')
  [ -n "$mirrors" ] || die "this machine's apt configuration names no Debian mirror"
  security=$("${targets[@]}" | awk '$2 == "main" && $1 ~ /-security$/ && !seen++ { print $3 }')
  rm -rf "$WORK"
  mkdir -p "$WORK"/{lists,cache/archives}/partial "$WORK"/{packages,tree}
  { # Other packages add IndexTargets that fetch far more than the list of packages.
    apt-config dump | grep '^Acquire::' | grep -v '^Acquire::IndexTargets' || true
    echo "Dir::Etc { Parts \"/dev/null\"; Main \"/dev/null\"; SourceParts \"/dev/null\"; SourceList \"$WORK/sources\";
        Preferences \"/dev/null\"; PreferencesParts \"/dev/null\"; };
      Dir { State \"$WORK\"; State::Lists \"$WORK/lists\"; State::Status \"/dev/null\"; Cache \"$WORK/cache\"; };
      #clear Acquire::Languages;
      Acquire::Languages \"none\"; Acquire::Retries \"2\"; APT::Sandbox::User \"root\"; APT::Update::Error-Mode \"any\";"
  } >"$WORK/apt.conf" || die "cannot write to $WORK: is the disk full?"
  for mirror in $mirrors; do
    # The security suite has the latest fixes, but not every mirror carries it.
    for security in ${security:+"$line $security trixie-security main"} ""; do
      printf '%s\n' "$line $mirror trixie main" "$security" >"$WORK/sources"
      # shellcheck disable=SC2086
      if out=$(cd "$WORK/packages" && export APT_CONFIG="$WORK/apt.conf" &&
        { apt-get -qq update && apt-get -qq download $PACKAGES; } 2>&1); then return; fi
    done
  done
  die "cannot fetch the packages of Debian 13 from this machine's mirror: $(reason "$out")"
}

initialise() {
  local out provider='' locale=C fresh=$ROOT/data.new
  say "making a new database in $DATA"
  (umask 077 && rm -rf "$fresh" && mkdir "$fresh" && od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"$PASSWORD") 2>/dev/null ||
    die "cannot write to $ROOT: is the disk full?"
  chown "$SERVER_UID:$SERVER_GID" "$fresh" "$PASSWORD"
  # The builtin provider keeps its order when the C library under it changes: no broken indexes.
  if [ "$MAJOR" -ge 17 ]; then provider='--locale-provider=builtin --builtin-locale=C.UTF-8'; fi
  # With C as character type, full text takes every non-ASCII sign for a letter: only where nothing else exists.
  if locale -a 2>/dev/null | grep -ciE '^C\.utf-?8$' >/dev/null; then locale=C.UTF-8; fi
  # shellcheck disable=SC2086
  out=$(as_server "$BIN/initdb" -D "$fresh" -U postgres -A scram-sha-256 --pwfile="$PASSWORD" -E UTF8 $provider \
    --locale="$locale" 2>&1 </dev/null) || die "cannot initialise the database: $(reason "$out")"
  mv "$fresh" "$DATA"
}

choose_port() { # lowest port to look at
  for PORT in ${CONCIERGE_POSTGRES_PORT:-$(cat "$ROOT/port" 2>/dev/null) $(seq "$1" 65535)}; do
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; then return; fi
  done
  die "port ${CONCIERGE_POSTGRES_PORT:-$1 and every one above} is taken by another program"
}

# After a crash the old pid may stay for ever (a zombie, in a container whose first process reaps nothing) or be
# another program's. PostgreSQL cannot tell; the processes' working folders do.
drop_stale_pid_file() {
  for cwd in /proc/[0-9]*/cwd; do if [ "$cwd" -ef "$DATA" ]; then return; fi; done
  rm -f "$DATA/postmaster.pid"
}

launch() {
  local attempt size out lowest=54320
  [ -e "$LOG" ] || { (umask 077 && : >"$LOG") && chown "$SERVER_UID:$SERVER_GID" "$LOG"; }
  # A killed server's pid lives on for a second or two, and another home may snatch the port.
  for attempt in 1 2 3 4 5 6 7 8; do
    choose_port "$lowest"
    size=$(wc -c <"$LOG")
    # pg_ctl gives the server a session of its own, so Ctrl-C in the caller's terminal spares it.
    if out=$(as_server "$BIN/pg_ctl" -D "$DATA" -l "$LOG" -w -t 300 -o "-p $PORT -c listen_addresses=127.0.0.1 \
      -c unix_socket_directories='' -c jit=off -c max_connections=200 ${CONCIERGE_POSTGRES_OPTIONS:-}" start 2>&1 </dev/null); then
      echo "$PORT" >"$ROOT/port"
      return
    fi
    out=$(tail -c "+$((size + 1))" "$LOG")$'\n'$out
    case $out in
      *"already in use"*) lowest=$((PORT + 1)) && rm -f "$ROOT/port" ;;
      *"lock file"* | *"shared memory block"*) if [ "$attempt" -ge 4 ] && [ -e /proc/self/cwd ]; then drop_stale_pid_file; fi ;;
      *) break ;;
    esac
    sleep 1
  done
  die "the server does not start: $(reason "$out") (more in $LOG)"
}

start() {
  local waited=0
  lock_home
  choose_server_user
  choose_binaries
  make_folder "$ROOT" && check_reachable "$ROOT" && check_reachable "$BIN"
  # It may be just starting, stopping or dying.
  while running; do
    if [ "$STATE" = ready ] && "$BIN/pg_isready" -q -h 127.0.0.1 -p "$PORT"; then url && return; fi
    [ $((waited += 1)) -le 600 ] || die "the server (process $PID) does not answer; see $LOG"
    sleep 0.5
  done
  if [ ! -d "$DATA" ]; then initialise; fi
  launch
  url
}

stop() {
  [ -d "$ROOT" ] || return 0
  lock_home
  running || return 0
  kill -INT "$PID"
  for ((waited = 0; waited < 1200; waited++)); do running && sleep 0.1 || return 0; done
  die "the server (process $PID) has not stopped within two minutes; see $LOG"
}

wipe() {
  [ -f "$PASSWORD" ] || { say "there is no database in $ROOT" && return; }
  if [ "$1" != --yes ]; then
    [ -t 0 ] || die "wipe deletes $ROOT with all its data; confirm with --yes"
    read -r -p "Delete $ROOT with all its data? Type yes: " answer || true
    [ "$answer" = yes ] || die "nothing deleted"
  fi
  stop
  rm -rf "$ROOT"
}

client() {
  running || die "the server is not running; start it first"
  choose_binaries
  # Through the environment, so that the caller's own arguments win; a service would win over it.
  unset PGSERVICE PGHOSTADDR PGSSLMODE
  export PGHOST=127.0.0.1 PGPORT="$PORT" PGUSER=postgres PGDATABASE=postgres PGCLIENTENCODING=UTF8
  PGPASSWORD=$(cat "$PASSWORD") exec "$BIN/psql" "$@"
}

if [ -d "$ROOT" ] && [ ! -w "$ROOT" ]; then die "$ROOT belongs to another user"; fi
case "$*" in
  start | stop) "$1" ;;
  status) if running; then echo "running on port $PORT"; else echo stopped && exit 3; fi ;;
  url) running || die "the server is not running"; url ;;
  psql | "psql "*) shift && client "$@" ;;
  wipe | "wipe --yes") wipe "${2:-}" ;;
  *) usage ;;
esac
