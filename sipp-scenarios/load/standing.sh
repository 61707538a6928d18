#!/bin/sh
# What a call that stands costs: memory, and whether new calls get dearer the more of them there are.
#
#   standing.sh [STANDING] [CALLS_PER_SECOND] [SECONDS]       default: 2000 50 20
#
# Prints heap and descriptors a standing call (two legs, media ports bound, no media), the CPU that they take by standing,
# and the CPU of a new call with and without them. Exit code 1 where a call failed.
set -eu

standing=${1:-2000}
rate=${2:-50}
seconds=${3:-20}
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"

start_server standing
start_callee

# new_calls WHAT: CPU of a new call, without what stands
new_calls() {
  before=$(cpu_ms $server)
  sleep 10
  idle=$(($(cpu_ms $server) - before))
  before=$(cpu_ms $server)
  sipp_calls measured uac-trunk-calls.xml $((rate * seconds))
  used=$(($(cpu_ms $server) - before))
  awk -v what="$1" -v idle=$idle -v used=$used -v calls=$((rate * seconds)) -v seconds="$seconds" \
    'BEGIN { printf "%s: %.1f ms of CPU a second at rest, %.2f ms a new call\n", what, idle / 10, (used - idle * seconds / 10) / calls }'
  [ "$(stat_of measured 'FailedCall(C)')" -eq 0 ]
}

sipp_calls warm-up uac-trunk-calls.xml $((rate * 60))
sleep 40
new_calls "nothing stands"
sleep 40
collect
heap=$(held heap_live_bytes)
descriptors=$(held descriptors)
(hold=3600000 && sipp_calls standing uac-trunk-calls.xml "$standing" -l "$standing" -i 127.0.0.21 -p $((peer + 1))) &
helper=$!
# until all are up, and the transactions of their INVITEs are gone
sleep $((standing / rate + 60))
stand=$(held calls)
[ "$stand" -gt 0 ] || { tail -n 3 "$dir/standing.screen" >&2; exit 1; }
collect
echo "$stand calls stand: $((($(held heap_live_bytes) - heap) / stand / 1024)) KB of heap and" \
  "$((($(held descriptors) - descriptors) / stand)) descriptors a call"
new_calls "$stand calls stand"
