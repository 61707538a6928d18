#!/bin/sh
# Kamailio as the trunk: a server of its own registers with it by digest (SHA-256, nonces that age within two seconds), is
# called through it by the contact it registered, and calls out through it, challenged with 407. OPTIONS keeps watch, and
# at the end the binding is removed.
#
#   kamailio.sh          Debian: kamailio sip-tester curl; exit code 0 where all of it went well
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
dir=$here/../target/peers-kamailio
port=${SIP_PORT:-22760}
modules=$(dirname "$(find /usr/lib -name registrar.so -path '*kamailio*' | head -n 1)")

for tool in kamailio sipp curl; do
  command -v $tool >/dev/null || { echo "kamailio.sh: $tool is missing (Debian: kamailio sip-tester curl)" >&2; exit 2; }
done
rm -rf "$dir"
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)

cat >"$dir/kamailio.cfg" <<END
#!KAMAILIO
debug=2
log_stderror=yes
fork=yes
children=2
disable_tcp=yes
auto_aliases=no
listen=udp:127.0.0.40:$port
mpath="$modules/"
loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "maxfwd.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "xlog.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "auth.so"
modparam("auth", "algorithm", "SHA-256")
modparam("auth", "nonce_expire", 2)
modparam("auth", "qop", "auth")
modparam("registrar", "max_expires", 4)
modparam("registrar", "min_expires", 1)

request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  if (is_method("OPTIONS")) { xlog("L_NOTICE", "SEEN options\n"); sl_send_reply("200", "OK"); exit; }
  if (is_method("REGISTER")) {
    if (!pv_www_authenticate("carrier", "wonder-land", "0")) { auth_challenge("carrier", "1"); exit; }
    xlog("L_NOTICE", "SEEN register \$au expires \$(ct{nameaddr.uri}) \$hdr(Expires)\n");
    save("location");
    exit;
  }
  if (has_totag()) {
    if (is_method("BYE")) { xlog("L_NOTICE", "SEEN bye from \$si\n"); }
    if (loose_route()) { t_relay(); exit; }
    if (is_method("ACK")) { if (t_check_trans()) { t_relay(); } exit; }
    sl_send_reply("404", "Not here");
    exit;
  }
  if (is_method("CANCEL")) { if (t_check_trans()) { t_relay(); } exit; }
  record_route();
  if (\$rU == "acme") {
    if (!lookup("location")) { sl_send_reply("480", "Not registered"); exit; }
    xlog("L_NOTICE", "SEEN call in to \$ru\n");
    t_relay();
    exit;
  }
  if (!pv_proxy_authenticate("carrier", "wonder-land", "0")) { auth_challenge("carrier", "1"); exit; }
  xlog("L_NOTICE", "SEEN call out by \$au\n");
  consume_credentials();
  \$du = "sip:127.0.0.42:$port";
  t_relay();
}
END

cat >"$dir/earshot.yaml" <<END
sip: {listen: ['udp://127.0.0.1:$port']}
calls: {warm-up: 0}
media: {listen: 127.0.0.1, ports: 25000-25399}
http: {listen: '127.0.0.1:$((port + 1))'}
storage: {url: 'jdbc:sqlite:$dir/earshot.db'}
cdr: {file: '$dir/cdr.jsonl'}
trunks:
  - name: kamailio
    uri: sip:127.0.0.40:$port
    register: {user: acme, password: wonder-land}
    health: {interval: 500ms, up: 1, down: 2}
  - {name: west, uri: 'sip:127.0.0.41:$port', accept-from: [127.0.0.41]}
  - {name: east, uri: 'sip:127.0.0.42:$port'}
routes:
  - {match: '^3', to: [kamailio]}
  - {match: '^acme$', to: [east]}
END

kamailio -DD -E -f "$dir/kamailio.cfg" -P "$dir/kamailio.pid" -Y "$dir" -m 64 -M 8 >"$dir/kamailio.log" 2>&1 &
kamailio=$!
"$root/deploy/earshot" run --config "$dir/earshot.yaml" >"$dir/server.log" 2>&1 &
server=$!
trap 'kill $server $kamailio 2>/dev/null || true' EXIT

fail() {
  echo "kamailio.sh: $1; see $dir" >&2
  exit 1
}

# trunk WORDS: waits until /v1/trunks says so of the trunk
trunk() {
  for _ in $(seq 1 150); do
    if curl -s "http://127.0.0.1:$((port + 1))/v1/trunks" | tr '{' '\n' | grep -A4 '"name":"kamailio"' | tr -d '\n' | grep -q "$1"; then
      return
    fi
    kill -0 $server 2>/dev/null || fail "the server has ended"
    sleep 0.2
  done
  fail "the trunk never was $1"
}

# the callee behind Kamailio has to say that it wants to be reached through it
sed 's/\[last_Via:\]/&\n      [last_Record-Route:]/' "$here/../lib/uas-answers-expect-bye.xml" >"$dir/uas-behind-proxy.xml"

callee() {
  sipp 127.0.0.1:$port -sf "$dir/uas-behind-proxy.xml" -i 127.0.0.42 -p $port -mi 127.0.0.42 -mp 26500 -m 1 \
    -key user east -timeout 30 -timeout_error -nostdin >"$dir/callee-$1.log" 2>&1 &
  callee=$!
  sleep 0.5
}

trunk '"state":"registered"'
callee in
sipp 127.0.0.40:$port -sf "$here/../lib/uac-trunk-calls-expect-200.xml" -i 127.0.0.43 -p $port -mi 127.0.0.43 -mp 26600 -m 1 \
  -key user caller -s acme -timeout 30 -timeout_error -nostdin >"$dir/caller-in.log" 2>&1 || fail "the call in failed"
wait $callee || fail "the callee of the call in failed"
callee out
sipp 127.0.0.1:$port -sf "$here/../lib/uac-trunk-calls-expect-200.xml" -i 127.0.0.41 -p $port -mi 127.0.0.41 -mp 26600 -m 1 \
  -key user caller -s 300 -timeout 30 -timeout_error -nostdin >"$dir/caller-out.log" 2>&1 || fail "the call out failed"
wait $callee || fail "the callee of the call out failed"

# two refreshes, the nonce of the first being stale by then
for _ in $(seq 1 100); do
  [ "$(grep -c 'SEEN register acme' "$dir/kamailio.log")" -ge 3 ] && break
  sleep 0.2
done
kill $server
wait $server || true
[ "$(grep -c 'SEEN register acme' "$dir/kamailio.log")" -ge 4 ] || fail "no refresh, or no removal at the end"
grep 'SEEN register acme' "$dir/kamailio.log" | tail -n 1 | grep -q ' 0$' || fail "the binding was not removed"
grep -q 'SEEN call in to sip:acme\.[a-z0-9]*@127.0.0.1' "$dir/kamailio.log" || fail "the call in did not use our contact"
grep -q 'SEEN call out by acme' "$dir/kamailio.log" || fail "the call out was not authenticated"
grep -q 'SEEN options' "$dir/kamailio.log" || fail "no OPTIONS"
[ "$(grep -c '"sip_code":200' "$dir/cdr.jsonl")" = 2 ] || fail "not two answered calls in the CDR"
echo "passed: registered, $(grep -c 'SEEN register acme' "$dir/kamailio.log") REGISTERs accepted, a call in and a call out, binding removed"
