# What the load scripts share: a server of their own, SIPp on both sides, and figures. Sourced; wants $here.
# shellcheck shell=sh

hold=${HOLD_MS:-1000}
users=200
root=$(cd "$here/../.." && pwd)
sip=${SIP_PORT:-22800}
http=$((sip + 1))
peer=$((sip + 2))
caller=127.0.0.21
server=
callee=
helper=

stop_all() {
  # shellcheck disable=SC2086  # a list of pids
  end_with_children $server $callee $helper
}

# SIPp may run below a shell or two
end_with_children() {
  [ $# -gt 0 ] || return 0
  # shellcheck disable=SC2046  # a list of pids
  end_with_children $(pgrep -P "$(echo "$@" | tr ' ' ',')")
  kill "$@" 2>/dev/null || true
}

# prepare NAME: $dir with users.csv
prepare() {
  dir=$here/../target/load/$1
  rm -rf "$dir"
  mkdir -p "$dir"
  trap stop_all EXIT
  echo SEQUENTIAL >"$dir/users.csv"
  for n in $(seq 1 $users); do
    echo "user$n;[authentication username=user$n password=secret$n];user$((n % users + 1))" >>"$dir/users.csv"
  done
}

# start_server NAME: Earshot, ready; $server is its pid
start_server() {
  prepare "$1"
  sed -e "s#@SIP@#$sip#; s#@HTTP@#$http#; s#@PEER@#$peer#g; s#@DIR@#$dir#" "$here/server.yaml" >"$dir/earshot.yaml"
  for n in $(seq 1 $users); do
    echo "  - {name: user$n, password: secret$n}" >>"$dir/earshot.yaml"
  done
  "$root/deploy/earshot" run --config "$dir/earshot.yaml" >"$dir/server.log" 2>&1 &
  server=$!
  for _ in $(seq 1 600); do
    if [ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$http/health/ready")" = 200 ]; then return; fi
    kill -0 $server 2>/dev/null || { cat "$dir/server.log" >&2; exit 1; }
    sleep 0.2
  done
  echo "the server is not ready after two minutes" >&2
  exit 1
}

# start_callee: SIPp that answers
start_callee() {
  (cd "$dir" && exec sipp 127.0.0.1:$sip -sf "$here/uas-answers.xml" -i 127.0.0.22 -bind_local -p $peer -mp 22900 \
    -key user east -nostdin -trace_err -error_file "$dir/callee.errors" >"$dir/callee.screen" 2>&1) &
  callee=$!
}

# cpu_ms PID...: processor time so far, in milliseconds
cpu_ms() {
  for pid in "$@"; do
    sed 's/.*) //' "/proc/$pid/stat"
  done | awk -v hz="$(getconf CLK_TCK)" '{ sum += ($12 + $13) * 1000 / hz } END { printf "%d", sum }'
}

# sipp_calls NAME SCENARIO CALLS MORE...: SIPp as caller
sipp_calls() {
  sipp_name=$1 sipp_file=$2 sipp_count=$3
  shift 3
  (cd "$dir" && sipp 127.0.0.1:$sip -sf "$here/$sipp_file" -inf "$dir/users.csv" -i $caller -bind_local -p $peer \
    -m "$sipp_count" -r "$rate" -l 20000 -d "$hold" -s 100 -key user west -key phones $peer -nostdin -trace_err \
    -error_file "$dir/$sipp_name.errors" -trace_stat -stf "$dir/$sipp_name.stat" -fd 1 "$@" >"$dir/$sipp_name.screen" 2>&1) || true
}

# stat_of NAME COLUMN: of the last line of SIPp's statistics
stat_of() {
  awk -F';' -v want="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == want) at = i } END { print $at }' "$dir/$1.stat"
}

# percentile P: of SIPp's response times, in milliseconds
percentile() {
  sed 1d "$dir"/*_rtt.csv | cut -d';' -f2 | sort -n |
    awk -v p="$1" '{ a[NR] = $1 } END { print a[int((NR - 1) * p / 100) + 1] }'
}

# held NAME: one number of /v1/standing
held() {
  curl -s "http://127.0.0.1:$http/v1/standing" | tr ',{}' '\n' | sed -n "s/^\"$1\"://p"
}

# collect: a full collection, so that the heap shows what is really held
collect() {
  "$(dirname "$(readlink /proc/$server/exe)")/jcmd" $server GC.run >/dev/null
}
