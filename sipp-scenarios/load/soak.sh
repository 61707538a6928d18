#!/bin/sh
# Many short calls through one server, and whether everything they took is given back.
#
#   soak.sh [CALLS] [CALLS_PER_SECOND]       default: 200000 250
#
# Prints what /v1/standing shows at rest, after each quarter, and at rest again, each after a full collection. At rest is
# 75 s after the last call: transactions absorb repeats for 32 s, connections and ports are drained. Exit code 1 where a
# call failed, or where calls, legs, dialogs, transactions or ports are not back.
set -eu

calls=${1:-200000}
rate=${2:-250}
rest=75
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"

start_server soak
start_callee

show() {
  collect
  printf '%s:' "$1"
  for name in calls sip_legs sip_dialogs sip_transactions media_ports_free descriptors threads; do
    printf ' %s %s' $name "$(held $name)"
  done
  printf ' heap %s MB\n' $(($(held heap_live_bytes) / 1048576))
}

what_is_held() {
  for name in calls sip_legs sip_dialogs sip_transactions media_ports_free; do
    printf '%s %s ' $name "$(held $name)"
  done
}

sipp_calls warm-up uac-trunk-calls.xml $((rate * 5))
sleep $rest
show "at rest"
before=$(what_is_held)
failed=0
for quarter in 1 2 3 4; do
  sipp_calls quarter uac-trunk-calls.xml $((calls / 4))
  failed=$((failed + $(stat_of quarter 'FailedCall(C)')))
  show "after $((calls / 4 * quarter)) calls, $failed failed"
done
sleep $rest
show "at rest again"
after=$(what_is_held)
[ "$before" = "$after" ] || { echo "not given back: before $before, after $after" >&2; exit 1; }
[ $failed -eq 0 ]
