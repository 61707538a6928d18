#!/bin/sh
# Calls a second for some seconds through a server of its own, on loopback; no media flows.
#
#   run.sh [trunk|user] [CALLS_PER_SECOND] [SECONDS]       default: trunk 100 15
#
# trunk: from one trunk to another. user: from a registered user to another, with digest.
# Prints calls, failures, the server's CPU per call, and the time from INVITE to 200 at p50 and p99. Exit code 1 where a
# call failed. HOLD_MS (default 1000) is how long a call lasts, WARM_UP_S (default 5) how long the JIT gets beforehand.
set -eu

kind=${1:-trunk}
rate=${2:-100}
seconds=${3:-15}
hold=${HOLD_MS:-1000}
warm_up=${WARM_UP_S:-5}
users=200

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
dir=$here/../target/load/$kind
sip=${SIP_PORT:-22800}
http=$((sip + 1))
peer=$((sip + 2))
caller=127.0.0.21

rm -rf "$dir"
mkdir -p "$dir"
sed -e "s#@SIP@#$sip#; s#@HTTP@#$http#; s#@PEER@#$peer#g; s#@DIR@#$dir#" "$here/server.yaml" >"$dir/earshot.yaml"
echo SEQUENTIAL >"$dir/users.csv"
for n in $(seq 1 $users); do
  echo "  - {name: user$n, password: secret$n}" >>"$dir/earshot.yaml"
  echo "user$n;[authentication username=user$n password=secret$n];user$((n % users + 1))" >>"$dir/users.csv"
done

"$root/deploy/earshot" run --config "$dir/earshot.yaml" >"$dir/server.log" 2>&1 &
server=$!
callee=
trap 'kill $server $callee 2>/dev/null || true' EXIT
for _ in $(seq 1 300); do
  if [ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$http/health/ready")" = 200 ]; then break; fi
  kill -0 $server 2>/dev/null || { cat "$dir/server.log" >&2; exit 1; }
  sleep 0.2
done

# CPU of the server so far, in milliseconds
cpu_ms() {
  sed 's/.*) //' "/proc/$server/stat" | awk -v hz="$(getconf CLK_TCK)" '{ printf "%d", ($12 + $13) * 1000 / hz }'
}

# sipp_calls NAME SCENARIO CALLS MORE...: SIPp as caller
sipp_calls() {
  name=$1 file=$2 calls=$3
  shift 3
  sipp 127.0.0.1:$sip -sf "$here/$file" -inf "$dir/users.csv" -i $caller -bind_local -p $peer -m "$calls" \
    -r "$rate" -l 20000 -d "$hold" -s 100 -key user west -key phones $peer -nostdin -trace_err \
    -error_file "$dir/$name.errors" -trace_stat -stf "$dir/$name.stat" -fd 1 "$@" >"$dir/$name.screen" 2>&1 || true
}

# of the last line of SIPp's statistics, the column with that name
stat_of() {
  awk -F';' -v want="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == want) at = i } END { print $at }' "$dir/$1.stat"
}

# the p-th percentile of the response times of SIPp, which are in milliseconds
percentile() {
  sed 1d "$dir"/*_rtt.csv | cut -d';' -f2 | sort -n | awk -v p="$1" '{ a[NR] = $1 } END { print a[int((NR - 1) * p / 100) + 1] }'
}

scenario=uac-trunk-calls.xml
if [ "$kind" = user ]; then
  scenario=uac-user-calls.xml
  caller=127.0.0.22
  sipp_calls register uac-register.xml $users
  caller=127.0.0.41
  echo "registered: $(stat_of register 'SuccessfulCall(C)') of $users users"
fi
sipp 127.0.0.1:$sip -sf "$here/uas-answers.xml" -i 127.0.0.22 -bind_local -p $peer -mp 22900 -key user east -nostdin \
  -trace_err -error_file "$dir/callee.errors" >"$dir/callee.screen" 2>&1 &
callee=$!

[ "$warm_up" -eq 0 ] || sipp_calls warm-up $scenario $((rate * warm_up))
before=$(cpu_ms)
cd "$dir"
sipp_calls measured $scenario $((rate * seconds)) -trace_rtt -rtt_freq 1
after=$(cpu_ms)

good=$(stat_of measured 'SuccessfulCall(C)')
bad=$(stat_of measured 'FailedCall(C)')
echo "$kind: $rate calls a second for $seconds s: $good good, $bad failed"
awk -v cpu=$((after - before)) -v calls=$((good + bad)) 'BEGIN { printf "CPU of the server: %.2f ms a call\n", cpu / calls }'
echo "INVITE to 200: p50 $(percentile 50) ms, p99 $(percentile 99) ms"
[ "$bad" -eq 0 ] && [ "$good" -eq $((rate * seconds)) ]
