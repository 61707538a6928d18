#!/bin/sh
# baresip (bob) and linphone (alice) register with a server of its own and call each other, each way once. baresip
# sends a tone of 440 Hz and linphone one of 1000 Hz; both record what they hear, and the pitch of that is the proof.
#
#   run.sh          Debian: baresip-core linphone-cli sox; exit code 0 where both calls had audio both ways
#   run.sh srtp     the same with SRTP mandatory at baresip and required of it by the server; linphone stays plain
set -eu

case ${1:-plain} in
  plain) srtp=accept encryption= ;;
  srtp) srtp=require encryption=';mediaenc=srtp-mand' ;;
  *) echo "run.sh: $1 is neither plain nor srtp" >&2; exit 2 ;;
esac

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
dir=$here/../target/peers
sip=${SIP_PORT:-22700}
modules=$(dirname "$(find /usr/lib -name ausine.so -path '*baresip*' | head -n 1)")

for tool in baresip linphonec sox; do
  command -v $tool >/dev/null || { echo "run.sh: $tool is missing (Debian: baresip-core linphone-cli sox)" >&2; exit 2; }
done
rm -rf "$dir"
mkdir -p "$dir/baresip" "$dir/linphone/.local/share/linphone"
dir=$(cd "$dir" && pwd)
sed -e "s#@SIP@#$sip#g; s#@HTTP@#$((sip + 1))#; s#@DIR@#$dir#; s#@SRTP@#$srtp#" "$here/server.yaml" >"$dir/earshot.yaml"
sox -n -r 8000 -c 1 -b 16 "$dir/tone-1000.wav" synth 20 sine 1000 gain -6

cat >"$dir/baresip/accounts" <<END
<sip:bob@127.0.0.1:$sip>;auth_user=bob;auth_pass=brown-fox;answermode=auto;regint=120$encryption
END
cat >"$dir/baresip/config" <<END
module_path $modules
sip_listen 127.0.0.12:$((sip + 10))
audio_source ausine,440
ausrc_srate 48000
ausrc_channels 2
rtp_ports $((sip + 20))-$((sip + 38))
snd_path $dir/baresip
module g711.so
module srtp.so
module account.so
module ausine.so
module sndfile.so
module stdio.so
module_app menu.so
END
cat >"$dir/linphone/rc" <<END
[sip]
sip_port=$((sip + 11))
sip_tcp_port=0
sip_tls_port=0
use_ipv6=0
default_proxy=0
[rtp]
audio_rtp_port=$((sip + 40))
[auth_info_0]
username=alice
passwd=open-sesame
realm=earshot
[proxy_0]
reg_proxy=<sip:127.0.0.1:$sip>
reg_identity=sip:alice@127.0.0.1:$sip
reg_expires=120
reg_sendregister=1
publish=0
END

"$root/deploy/earshot" run --config "$dir/earshot.yaml" >"$dir/server.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
for _ in $(seq 1 300); do
  if [ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$((sip + 1))/health/ready")" = 200 ]; then break; fi
  kill -0 $server 2>/dev/null || { cat "$dir/server.log" >&2; exit 1; }
  sleep 0.2
done

# each line: seconds to wait, then what to type
typed() {
  while read -r wait text; do
    sleep "$wait"
    echo "$text"
  done
}

linphone() { # linphone NAME OPTION, commands on standard input
  (cd "$dir/linphone" && { printf '1 ipv6 disable\n0 soundcard use files\n0 play %s\n0 record %s\n' \
    "$dir/tone-1000.wav" "$dir/linphone/$1.wav"; cat; } | typed | HOME=$dir/linphone timeout 60 linphonec -c rc $2 >"$dir/linphone/$1.log" 2>&1)
}

baresip_() { # baresip_ NAME, commands on standard input
  typed | timeout 60 baresip -f "$dir/baresip" >"$dir/baresip/$1.log" 2>&1
  mv "$dir"/baresip/dump-*-dec.wav "$dir/baresip/$1.wav" 2>/dev/null || true
  rm -f "$dir"/baresip/dump-*
}

# registered USER: waits until the server knows the phone
registered() {
  for _ in $(seq 1 100); do
    if curl -s "http://127.0.0.1:$((sip + 1))/v1/registrations" | grep -q "$1"; then return; fi
    sleep 0.2
  done
  echo "  $1 did not register"
}

failed=0
# heard FILE HZ: the recording has a tone of about that pitch
heard() {
  pitch=$(sox "$1" -n stat 2>&1 | awk '/Rough/ { print $3 }')
  if [ "${pitch:-0}" -gt $(($2 * 9 / 10)) ] && [ "${pitch:-0}" -lt $(($2 * 11 / 10)) ]; then
    echo "  heard $pitch Hz where $2 was sent"
  else
    echo "  FAILED: heard '${pitch:-nothing}' Hz where $2 was sent ($1)"
    failed=1
  fi
}

echo "linphone calls baresip"
printf '20 /quit\n' | baresip_ called &
callee=$!
registered bob
printf '3 call sip:bob@127.0.0.1:%s\n6 terminate\n1 quit\n' $sip | linphone calling ""
wait $callee
heard "$dir/baresip/called.wav" 1000
heard "$dir/linphone/calling.wav" 440

echo "baresip calls linphone"
printf '18 quit\n' | linphone called -a &
callee=$!
registered alice
printf '2 /dial sip:alice@127.0.0.1:%s\n6 /hangup\n1 /quit\n' $sip | baresip_ calling
wait $callee
heard "$dir/baresip/calling.wav" 1000
heard "$dir/linphone/called.wav" 440

sed 's/^/  CDR /' "$dir/cdr.jsonl"
exit $failed
