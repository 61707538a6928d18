#!/bin/sh
# The same calls through Earshot and through Kamailio with rtpengine (Debian's packages), in turn on this machine.
#
#   compare.sh [CALLS_PER_SECOND] [SECONDS] [ROUNDS]       default: 100 30 2
#
# Each is started anew, gets WARM_UP_S (default 20) seconds of the same calls, and is then measured. Kamailio is a proxy
# and rtpengine holds the ports, which together are what Earshot is; no media flows, so that this is signalling and the
# price of ports alone. Prints a table: server CPU a call, INVITE to 200 at p50 and p99, failed calls.
set -eu

rate=${1:-100}
seconds=${2:-30}
rounds=${3:-2}
warm_up=${WARM_UP_S:-20}
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"

for tool in kamailio rtpengine; do
  command -v $tool >/dev/null ||
    { echo "compare.sh: $tool is missing; Debian: apt-get install kamailio kamailio-extra-modules rtpengine-daemon" >&2; exit 2; }
done

start_kamailio() {
  prepare kamailio
  rtpengine --table=-1 -n 127.0.0.1:$((sip + 10)) -c 127.0.0.1:$((sip + 11)) -i 127.0.0.1 -m 24000 -M 30999 -L 2 -f \
    --log-stderr --num-threads=2 >"$dir/rtpengine.log" 2>&1 &
  helper=$!
  sed -e "s#@SIP@#$sip#g; s#@PEER@#$peer#g; s#@NG@#$((sip + 10))#g" "$here/kamailio.cfg" >"$dir/kamailio.cfg"
  kamailio -f "$dir/kamailio.cfg" -D -E -m 256 -M 16 -Y "$dir" >"$dir/kamailio.log" 2>&1 &
  server=$!
  sleep 3
  kill -0 $server && kill -0 $helper
}

# measure WHO PID...: one row of the table
measure() {
  who=$1
  shift
  start_callee
  sipp_calls warm-up uac-trunk-calls.xml $((rate * warm_up))
  before=$(cpu_ms "$@")
  sipp_calls measured uac-trunk-calls.xml $((rate * seconds)) -trace_rtt -rtt_freq 1
  after=$(cpu_ms "$@")
  awk -v who="$who" -v cpu=$((after - before)) -v calls=$((rate * seconds)) -v p50="$(percentile 50)" \
    -v p99="$(percentile 99)" -v bad="$(stat_of measured 'FailedCall(C)')" \
    'BEGIN { printf "%-22s %8.2f ms %6s / %s ms %10s\n", who, cpu / calls, p50, p99, bad }'
  stop_all
  wait 2>/dev/null || true
}

echo "$rate calls a second for $seconds s after ${warm_up} s of warm-up, $(nproc) cores"
printf '%-22s %11s %15s %10s\n' "" "CPU a call" "p50 / p99" failed
for _ in $(seq 1 "$rounds"); do
  start_server earshot
  measure Earshot $server
  start_kamailio
  # shellcheck disable=SC2046  # a list of pids
  measure "Kamailio + rtpengine" $server $(pgrep -P $server) $helper
done
