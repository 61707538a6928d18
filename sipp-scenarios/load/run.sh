#!/bin/sh
# Calls a second for some seconds through a server of its own, on loopback; ports are taken, no media flows.
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
warm_up=${WARM_UP_S:-5}
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"

start_server "$kind"
scenario=uac-trunk-calls.xml
if [ "$kind" = user ]; then
  scenario=uac-user-calls.xml
  caller=127.0.0.22
  sipp_calls register uac-register.xml $users
  caller=127.0.0.41
  echo "registered: $(stat_of register 'SuccessfulCall(C)') of $users users"
fi
start_callee

[ "$warm_up" -eq 0 ] || sipp_calls warm-up $scenario $((rate * warm_up))
before=$(cpu_ms $server)
sipp_calls measured $scenario $((rate * seconds)) -trace_rtt -rtt_freq 1
after=$(cpu_ms $server)

good=$(stat_of measured 'SuccessfulCall(C)')
bad=$(stat_of measured 'FailedCall(C)')
echo "$kind: $rate calls a second for $seconds s: $good good, $bad failed"
awk -v cpu=$((after - before)) -v calls=$((good + bad)) 'BEGIN { printf "CPU of the server: %.2f ms a call\n", cpu / calls }'
echo "INVITE to 200: p50 $(percentile 50) ms, p99 $(percentile 99) ms"
[ "$bad" -eq 0 ] && [ "$good" -eq $((rate * seconds)) ]
