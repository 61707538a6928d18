package org.earshot.media.relay;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import org.earshot.media.Playback.End;
import org.earshot.media.StreamSpec.Codec;
import org.earshot.media.audio.AudioFrame;
import org.earshot.media.audio.Prompt;
import org.earshot.media.audio.Tones;
import org.earshot.media.dtmf.TelephoneEventSender;

/**
 * What we say to one peer ourselves, a packet every 20 ms: prompts, and digits, which go first. Paced by the clock from the
 * first packet on, so that it does not drift; after a stall it catches up, after a long one it goes on from there. Its media
 * loop only.
 */
final class Speaker {
  /** Where the packets go. */
  interface Mouth {
    /** A packet at the present timestamp. */
    void send(int payloadType, boolean marker, byte[] payload, int length);

    /** The timestamp goes on. */
    void advance(int samples);
  }

  private static final long PACKET_NANOS = 20_000_000L;
  private static final int MOST_AT_ONCE = 10;
  /** Between digits: RFC 4733 §2.5.1.2 leaves it open, 40 ms is the least that tone receivers need (Q.24). */
  private static final int PAUSE_PACKETS = 3;
  private static final int DIGITS_MAX = 64;

  private record Press(char digit, int durationMs) {}

  private final Mouth mouth;
  private final byte[] payload = new byte[AudioFrame.SAMPLES];
  private final Queue<Press> digits = new ArrayDeque<>();
  private Voice voice = new Voice(List.of());
  private TelephoneEventSender event;
  private Prompt tone;
  private int tonePacket;
  private int pause;
  private Prompt prompt;
  private int times;
  private int packet;
  private long played;
  private boolean talking;
  private ObjLongConsumer<End> whenOver;
  private long dueNanos;

  Speaker(Mouth mouth) {
    this.mouth = mouth;
  }

  /** What the peer takes from now on. */
  void voice(List<Codec> accepted) {
    voice = new Voice(accepted);
  }

  /** Begins with the first packet at once; {@code over} is told why and after how many milliseconds. */
  void play(Prompt what, int howOften, long nowNanos, ObjLongConsumer<End> over) {
    if (voice.audioType() < 0) {
      over.accept(End.NO_CODEC, 0);
      return;
    }
    stop(End.STOPPED);
    begin(nowNanos);
    prompt = what;
    times = howOften;
    packet = 0;
    played = 0;
    talking = false;
    whenOver = over;
  }

  void press(String pressed, int durationMs, long nowNanos) {
    begin(nowNanos);
    pressed.chars().limit(DIGITS_MAX - digits.size()).forEach(digit -> digits.add(new Press((char) digit, durationMs)));
  }

  private void begin(long nowNanos) {
    if (!busy()) {
      dueNanos = nowNanos;
    }
  }

  /** Ends what plays, if anything does. */
  void stop(End why) {
    if (prompt != null) {
      prompt = null;
      ObjLongConsumer<End> over = whenOver;
      whenOver = null;
      over.accept(why, played * AudioFrame.MS);
    }
  }

  boolean busy() {
    return prompt != null || event != null || tone != null || pause > 0 || !digits.isEmpty();
  }

  /** Sends what is due; false once there is nothing left to say. */
  boolean on(long nowNanos) {
    if (nowNanos - dueNanos > MOST_AT_ONCE * PACKET_NANOS) {
      long missed = (nowNanos - dueNanos) / PACKET_NANOS;
      mouth.advance((int) missed * AudioFrame.SAMPLES);
      dueNanos += missed * PACKET_NANOS;
    }
    while (busy() && nowNanos - dueNanos >= 0) {
      dueNanos += PACKET_NANOS;
      step();
    }
    return busy();
  }

  private void step() {
    if (pause > 0) {
      pause--;
      mouth.advance(AudioFrame.SAMPLES);
      return;
    }
    if (event == null && tone == null && !digits.isEmpty()) {
      nextDigit(digits.remove());
    }
    if (event != null) {
      event();
    } else if (tone != null) {
      tone();
    } else if (prompt != null) {
      audio();
    }
  }

  private void nextDigit(Press press) {
    if (voice.eventType() >= 0) {
      event = new TelephoneEventSender(press.digit(), press.durationMs());
    } else if (voice.audioType() >= 0) {
      tone = Tones.digit(press.digit(), press.durationMs(), PAUSE_PACKETS * AudioFrame.MS);
      tonePacket = 0;
    }
  }

  private void event() {
    event.next(payload);
    mouth.send(voice.eventType(), event.first(), payload, TelephoneEventSender.PAYLOAD);
    if (!event.ending()) {
      return;
    }
    while (event.next(payload)) {
      mouth.send(voice.eventType(), false, payload, TelephoneEventSender.PAYLOAD);
    }
    mouth.advance(event.duration());
    event = null;
    pause = PAUSE_PACKETS;
    talking = false;
  }

  private void tone() {
    send(tone, tonePacket, tonePacket == 0);
    talking = false;
    if (++tonePacket == tone.packets()) {
      tone = null;
    }
  }

  private void audio() {
    send(prompt, packet, !talking);
    talking = true;
    played++;
    if (++packet == prompt.packets()) {
      packet = 0;
      if (times > 0 && --times == 0) {
        stop(End.FINISHED);
      }
    }
  }

  private void send(Prompt from, int number, boolean first) {
    from.payload(number, voice.alaw(), payload);
    mouth.send(voice.audioType(), first, payload, payload.length);
    mouth.advance(AudioFrame.SAMPLES);
  }

  /** How a peer can be spoken to: the first law of G.711 that it takes, and events of the same clock; -1: not at all. */
  private record Voice(int audioType, boolean alaw, int eventType) {
    Voice(List<Codec> accepted) {
      this(first(accepted, Voice::isG711), accepted.stream().filter(Voice::isG711).findFirst()
          .filter(codec -> codec.name().equals("PCMA")).isPresent(), first(accepted, Voice::isEvent));
    }

    private static int first(List<Codec> accepted, Predicate<Codec> wanted) {
      return accepted.stream().filter(wanted).findFirst().map(Codec::payloadType).orElse(-1);
    }

    private static boolean isG711(Codec codec) {
      return codec.name().equals("PCMU") || codec.name().equals("PCMA");
    }

    private static boolean isEvent(Codec codec) {
      return codec.name().equals("TELEPHONE-EVENT") && codec.clockRate() == AudioFrame.RATE;
    }
  }
}
