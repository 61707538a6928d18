#!/bin/sh
# dnsmasq as the name server: a trunk is found by NAPTR and SRV, its first server is silent, and the call is answered by
# the second, within the same attempt.
#
#   dns.sh          Debian: dnsmasq-base sip-tester curl; exit code 0 where all of it went well
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
dir=$here/../target/peers-dns
port=${SIP_PORT:-22790}

for tool in dnsmasq sipp curl; do
  command -v $tool >/dev/null || { echo "dns.sh: $tool is missing (Debian: dnsmasq-base sip-tester curl)" >&2; exit 2; }
done
rm -rf "$dir"
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)

cat >"$dir/dnsmasq.conf" <<END
no-resolv
no-hosts
port=$((port + 2))
listen-address=127.0.0.53
bind-interfaces
user=$(id -un)
log-queries
log-facility=-
naptr-record=carrier.test,10,1,s,SIP+D2U,,_sip._udp.carrier.test
srv-host=_sip._udp.carrier.test,silent.carrier.test,$((port + 3)),10,1
srv-host=_sip._udp.carrier.test,second.carrier.test,$((port + 4)),20,1
host-record=silent.carrier.test,127.0.0.61
host-record=b.carrier.test,127.0.0.62
cname=second.carrier.test,b.carrier.test
local-ttl=60
END
cat >"$dir/earshot.yaml" <<END
sip: {listen: ['udp://127.0.0.1:$port'], dns: ['127.0.0.53:$((port + 2))']}
calls: {warm-up: 0, try: 1s}
media: {listen: 127.0.0.1, ports: 25000-25399}
http: {listen: '127.0.0.1:$((port + 1))'}
storage: {url: 'jdbc:sqlite:$dir/earshot.db'}
cdr: {file: '$dir/cdr.jsonl'}
trunks:
  - {name: west, uri: 'sip:127.0.0.41:$port', accept-from: [127.0.0.41]}
  - {name: carrier, uri: 'sip:carrier.test'}
routes:
  - {match: '^3', to: [carrier]}
END

dnsmasq -k -C "$dir/dnsmasq.conf" >"$dir/dnsmasq.log" 2>&1 &
names=$!
"$root/deploy/earshot" run --config "$dir/earshot.yaml" >"$dir/server.log" 2>&1 &
server=$!
trap 'kill $server $names 2>/dev/null || true' EXIT

fail() {
  echo "dns.sh: $1; see $dir" >&2
  exit 1
}

for _ in $(seq 1 150); do
  curl -s "http://127.0.0.1:$((port + 1))/v1/trunks" >"$dir/trunks.json" && grep -q "127.0.0.62:$((port + 4))" "$dir/trunks.json" && break
  kill -0 $server 2>/dev/null || fail "the server has ended"
  sleep 0.2
done
grep -q "udp:127.0.0.61:$((port + 3))" "$dir/trunks.json" || fail "the trunk was not found"
sipp 127.0.0.1:$port -sf "$here/../lib/uas-answers-expect-bye.xml" -i 127.0.0.62 -p $((port + 4)) -mi 127.0.0.62 -mp 26500 \
  -m 1 -key user second -timeout 30 -timeout_error -nostdin >"$dir/callee.log" 2>&1 &
callee=$!
sleep 0.5
sipp 127.0.0.1:$port -sf "$here/../lib/uac-trunk-calls-expect-200.xml" -i 127.0.0.41 -p $port -mi 127.0.0.41 -mp 26600 -m 1 \
  -key user caller -s 300 -timeout 30 -timeout_error -nostdin >"$dir/caller.log" 2>&1 || fail "the call failed"
wait $callee || fail "the second server saw no whole call"
kill $server
wait $server || true
grep -q '"trunk":"carrier".*"sip_code":200' "$dir/cdr.jsonl" || fail "no answered call in the CDR"
echo "passed: found by $(grep -c 'query\[' "$dir/dnsmasq.log") questions, the silent server passed over, the second one answered"
