#!/bin/sh
# Fifty calls stand, with an INFO each every three seconds, while a flood comes. They must not notice.
#
#   flood.sh [trunk|stranger|register] [A_SECOND] [SECONDS]       default: trunk 2000 10
#
# trunk: new calls from a trunk, which nothing but our own load limits. stranger: the same from an address that nobody
# knows. register: users with digest. Prints what became of the flood and of the standing calls, how long their INFOs
# took at p50 and p99, and the server's processor time. Exit code 1 where a standing call failed.
set -eu

kind=${1:-trunk}
rate=${2:-2000}
seconds=${3:-10}
standing=50

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
dir=$here/../target/load/flood-$kind
sip=${SIP_PORT:-22600}
http=$((sip + 1))
peer=$((sip + 2))

rm -rf "$dir"
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
sed -e "s#@SIP@#$sip#; s#@HTTP@#$http#; s#@PEER@#$peer#g; s#@DIR@#$dir#" "$here/server.yaml" >"$dir/earshot.yaml"
echo SEQUENTIAL >"$dir/users.csv"
for n in $(seq 1 1000); do
  echo "  - {name: user$n, password: secret$n}" >>"$dir/earshot.yaml"
  echo "user$n;[authentication username=user$n password=secret$n];user$n" >>"$dir/users.csv"
done

"$root/deploy/earshot" run --config "$dir/earshot.yaml" >"$dir/server.log" 2>&1 &
server=$!
others=
# SIPp runs below a shell each
trap 'kill $server $(pgrep -P "$(echo $others | tr " " ",")" 2>/dev/null) $others 2>/dev/null || true' EXIT
for _ in $(seq 1 300); do
  if [ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$http/health/ready")" = 200 ]; then break; fi
  kill -0 $server 2>/dev/null || { cat "$dir/server.log" >&2; exit 1; }
  sleep 0.2
done

cpu_ms() {
  sed 's/.*) //' "/proc/$server/stat" | awk -v hz="$(getconf CLK_TCK)" '{ printf "%d", ($12 + $13) * 1000 / hz }'
}

# sipp_ NAME ADDRESS SCENARIO MORE...: SIPp of its own address
sipp_() {
  name=$1 address=$2 file=$3
  shift 3
  (cd "$dir" && exec sipp 127.0.0.1:$sip -sf "$here/$file" -i "$address" -bind_local -p $peer -key user "$name" \
    -s 100 -nostdin -trace_err -error_file "$dir/$name.errors" -trace_stat -stf "$dir/$name.stat" -fd 1 "$@" \
    >"$dir/$name.screen" 2>&1)
}

# of the last line of SIPp's statistics, the column with that name
stat_of() {
  awk -F';' -v want="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == want) at = i } END { print $at }' "$dir/$1.stat"
}

percentile() {
  sed 1d "$dir"/*_rtt.csv | cut -d';' -f2 | sort -n | awk -v p="$1" '{ a[NR] = $1 } END { print a[int((NR - 1) * p / 100) + 1] }'
}

sipp_ east 127.0.0.22 uas-stands.xml -mp 22900 &
others=$!
sipp_ stands 127.0.0.21 uac-stands.xml -m $standing -r 25 -l $standing -mp 23900 -trace_rtt -rtt_freq 1 -timeout 60 &
callers=$!
sleep 4 # all of them stand

before=$(cpu_ms)
case $kind in
  trunk) sipp_ flood 127.0.0.23 uac-floods.xml -m $((rate * seconds)) -r "$rate" -l 30000 -mp 24900 -timeout 30 || true ;;
  stranger) sipp_ flood 127.0.0.66 uac-floods.xml -m $((rate * seconds)) -r "$rate" -l 30000 -mp 24900 -timeout 30 || true ;;
  register) sipp_ flood 127.0.0.66 uac-register.xml -inf "$dir/users.csv" -key phones $peer -m $((rate * seconds)) \
    -r "$rate" -l 60000 -timeout 30 || true ;;
  *) echo "flood.sh: trunk, stranger or register" >&2; exit 2 ;;
esac
after=$(cpu_ms)
wait $callers || true

echo "$kind: $rate a second for $seconds s beside $standing standing calls"
echo "flood: $(stat_of flood 'SuccessfulCall(C)') ended as they should, $(stat_of flood 'FailedCall(C)') did not"
echo "standing: $(stat_of stands 'SuccessfulCall(C)') good, $(stat_of stands 'FailedCall(C)') failed;" \
  "INFO to 200: p50 $(percentile 50) ms, p99 $(percentile 99) ms"
awk -v cpu=$((after - before)) -v n=$((rate * seconds)) 'BEGIN { printf "processor time of the server: %d ms, %.3f ms each\n", cpu, cpu / n }'
curl -s "http://127.0.0.1:$http/metrics" | grep -E '^earshot_(sip_refused_total|security_bans|calls_total|registrar_requests_total|queue_refused_total)' |
  grep -v ' 0\.0$' | sed 's/^/  /'
[ "$(stat_of stands 'SuccessfulCall(C)')" -eq $standing ]
