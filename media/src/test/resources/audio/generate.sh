#!/bin/sh
# Makes the recordings beside this script, and copies those for whole calls to sipp-scenarios/lib/audio.
# Debian: apt-get install sox flite espeak-ng festival festvox-us-slt-hts
# Voices of machines and of people alike are synthetic; what differs is what they say and how long they go on.
set -eu
# The same noise and dither in every run: the files come out bit for bit as committed.
export SOX_OPTS=-R
here=$(cd "$(dirname "$0")" && pwd)
calls="$here/../../../../../sipp-scenarios/lib/audio"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$calls"

# say VOICE TEXT OUT: speech at 8 kHz, band-limited as a telephone does it, at -20 dBFS or so
say() {
  case $1 in
    festival-*) echo "$2" | text2wave -eval "(voice_${1#festival-})" -o "$work/raw.wav" ;;
    flite-*) flite -voice "${1#flite-}" -t "$2" -o "$work/raw.wav" ;;
    espeak-*) espeak-ng -v "${1#espeak-}" -s 150 -w "$work/raw.wav" "$2" ;;
  esac
  sox "$work/raw.wav" -r 8000 -c 1 -b 16 "$3" silence 1 0.02 0.5% reverse silence 1 0.02 0.5% reverse \
    highpass 250 lowpass 3400 norm -6
}

quiet() { sox -n -r 8000 -c 1 -b 16 "$2" synth "$1" brownnoise vol -58dB; }

tone() { sox -n -r 8000 -c 1 -b 16 "$3" synth "$1" $2 gain -12; }

# put OUT ENCODING PART...: the parts in a row, over the line's own noise
put() {
  out=$1 encoding=$2
  shift 2
  sox "$@" "$work/joined.wav"
  length=$(soxi -D "$work/joined.wav")
  sox -n -r 8000 -c 1 -b 16 "$work/line.wav" synth "$length" brownnoise vol -58dB
  sox -m -v 1 "$work/joined.wav" -v 1 "$work/line.wav" -r 8000 -c 1 -e "$encoding" "$here/$out"
}

# human NAME ENCODING VOICE BEFORE AFTER TEXT
human() {
  say "$3" "$6" "$work/talk.wav"
  quiet "$4" "$work/before.wav"
  quiet "$5" "$work/after.wav"
  put "human-$1.wav" "$2" "$work/before.wav" "$work/talk.wav" "$work/after.wav"
}

human hello-slt mu-law festival-cmu_us_slt_arctic_hts 0.6 3 "Hello?"
human anna-slt mu-law flite-slt 0.9 3 "Hi, this is Anna speaking."
human yes-rms a-law flite-rms 0.4 3 "Yes?"
human office-awb mu-law flite-awb 1.1 3 "Good morning, Smith and Sons, how can I help you?"
human hello-espeak a-law espeak-en-us 0.3 3 "Hello?"
human office-espeak mu-law espeak-en-gb 0.9 3 "Anderson and partners, Mary speaking, who is calling please?"
human schmidt-espeak mu-law espeak-de 0.7 3 "Schmidt, guten Tag."

say flite-kal16 "Hello?" "$work/talk.wav"
quiet 0.5 "$work/before.wav"; quiet 2 "$work/between.wav"; quiet 2 "$work/after.wav"
put human-hello-twice-kal.wav mu-law "$work/before.wav" "$work/talk.wav" "$work/between.wav" "$work/talk.wav" "$work/after.wav"

# machine NAME ENCODING VOICE BEFORE "SECONDS-OF-QUIET BEEP" TEXT...; a beep of 0 means none
machine() {
  name=$1 encoding=$2 voice=$3 before=$4 gap=$5 beep=$6
  shift 6
  quiet "$before" "$work/part-00.wav"
  n=1
  for text in "$@"; do
    say "$voice" "$text" "$work/part-0$n-a.wav"
    quiet 0.35 "$work/part-0$n-b.wav"
    n=$((n + 1))
  done
  quiet "$gap" "$work/part-98.wav"
  [ "$beep" = 0 ] || tone "${beep%@*}" "sine ${beep#*@}" "$work/part-98-beep.wav"
  quiet 3 "$work/part-99.wav"
  put "machine-$name.wav" "$encoding" "$work"/part-*.wav
  rm "$work"/part-*.wav
}

machine anna-slt-beep mu-law festival-cmu_us_slt_arctic_hts 0.4 0.4 0.4@1000 \
  "Hi, you have reached the mailbox of Anna Miller." "I cannot come to the phone right now." \
  "Please leave your name and number after the tone, and I will call you back."
machine rms-beep a-law flite-rms 0.2 0.9 0.25@850 \
  "Thank you for calling. Nobody is able to take your call at the moment." \
  "Our office hours are from nine to five, Monday to Friday. Please leave a message after the beep."
machine awb mu-law flite-awb 0.6 0.5 0 \
  "The person you have called is not available at present, and has not set up a mailbox." \
  "Please try again later. Goodbye."
machine slt-menu mu-law flite-slt 0.1 0.5 0 \
  "Welcome to the customer service of Northern Power. For questions about your bill, press one." \
  "To report a fault, press two. For all other questions, please stay on the line."
machine espeak-beep mu-law espeak-en-us 0.3 0.3 0.8@440 \
  "You have reached the voice mail box of five five five, zero one two three." \
  "To leave a message, please wait for the tone. When you have finished, you may hang up."
machine short-slt-beep mu-law flite-slt 0.4 0.1 0.5@1000 "Hi, this is Laura. Leave me a message."
machine german-espeak-beep a-law espeak-de 0.5 0.6 0.3@1400 \
  "Guten Tag. Sie sind mit dem Anschluss der Familie Schmidt verbunden." \
  "Wir sind zur Zeit leider nicht zu erreichen. Bitte sprechen Sie nach dem Signalton."

# Tones: ITU-T E.180 and the national plans in its supplement 2, T.30 for fax
quiet 1 "$work/second.wav"; quiet 4 "$work/four.wav"
tone 2 "sine 440 sine 480 remix -" "$work/us-ring.wav"
put tone-ringback-us.wav mu-law "$work/second.wav" "$work/us-ring.wav" "$work/four.wav" "$work/us-ring.wav" "$work/four.wav"
tone 1 "sine 425" "$work/eu-ring.wav"
put tone-ringback-eu.wav a-law "$work/second.wav" "$work/eu-ring.wav" "$work/four.wav" "$work/eu-ring.wav" "$work/four.wav"
tone 0.4 "sine 400 sine 450 remix -" "$work/uk.wav"; quiet 0.2 "$work/uk-gap.wav"; quiet 2 "$work/two.wav"
put tone-ringback-uk.wav a-law "$work/uk.wav" "$work/uk-gap.wav" "$work/uk.wav" "$work/two.wav" \
  "$work/uk.wav" "$work/uk-gap.wav" "$work/uk.wav" "$work/two.wav"
tone 0.5 "sine 480 sine 620 remix -" "$work/us-busy.wav"; quiet 0.5 "$work/half.wav"
put tone-busy-us.wav mu-law $(for i in 1 2 3 4; do echo "$work/us-busy.wav $work/half.wav"; done)
tone 0.48 "sine 425" "$work/eu-busy.wav"; quiet 0.48 "$work/eu-gap.wav"
put tone-busy-eu.wav a-law $(for i in 1 2 3 4; do echo "$work/eu-busy.wav $work/eu-gap.wav"; done)
tone 0.25 "sine 480 sine 620 remix -" "$work/fast.wav"; quiet 0.25 "$work/fast-gap.wav"
put tone-congestion-us.wav mu-law $(for i in 1 2 3 4 5 6; do echo "$work/fast.wav $work/fast-gap.wav"; done)
tone 0.274 "sine 985.2" "$work/sit1.wav"; tone 0.274 "sine 1428.5" "$work/sit2.wav"; tone 0.38 "sine 1776.7" "$work/sit3.wav"
say flite-slt "We are sorry. The number you have dialled is not in service." "$work/talk.wav"
put tone-sit.wav mu-law "$work/half.wav" "$work/sit1.wav" "$work/sit2.wav" "$work/sit3.wav" "$work/half.wav" "$work/talk.wav" "$work/second.wav"
tone 0.5 "sine 1100" "$work/cng.wav"; quiet 3 "$work/three.wav"
put tone-fax-cng.wav mu-law "$work/second.wav" "$work/cng.wav" "$work/three.wav" "$work/cng.wav" "$work/three.wav"
tone 3 "sine 2100" "$work/ced.wav"
put tone-fax-ced.wav mu-law "$work/second.wav" "$work/ced.wav" "$work/second.wav"
tone 0.15 "sine 770 sine 1336 remix -" "$work/dtmf.wav"
put tone-dtmf.wav mu-law "$work/second.wav" "$work/dtmf.wav" "$work/half.wav" "$work/dtmf.wav" "$work/four.wav"
put silence.wav mu-law "$work/four.wav" "$work/four.wav"

for name in human-hello-slt human-anna-slt human-office-awb human-hello-espeak \
    machine-anna-slt-beep machine-rms-beep machine-awb machine-espeak-beep; do
  sox "$here/$name.wav" -e signed-integer -b 16 "$calls/$name.wav"
done
