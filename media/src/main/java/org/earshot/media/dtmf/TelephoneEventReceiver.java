package org.earshot.media.dtmf;

import org.earshot.media.rtp.RtpPacketView;

/**
 * Digits from RFC 4733 events, each told once, when it ends. One media loop only; the clock is passed in.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |     event     |E|R| volume    |          duration             |     RFC 4733 §2.3
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * An event is told by its timestamp: packets of one already told are repeats. Where all end packets are lost it ends with
 * the beginning of the next, or when nothing of it has come for {@code LOST_NANOS}.
 */
public final class TelephoneEventReceiver {
  /** Updates come every 50 ms at most (RFC 4733 §2.5.1.2); three lost ones. */
  private static final long LOST_NANOS = 200_000_000L;
  private static final int NONE = -1;

  /** What is heard of digits. */
  public interface Listener {
    /** A digit is pressed. */
    void began(char digit);

    /** It was let go. */
    void ended(char digit, int durationMs);
  }

  private final Listener listener;
  private int event = NONE;
  private long timestamp = NONE;
  private int ssrc;
  private int duration;
  private int rate;
  private long heardNanos;

  public TelephoneEventReceiver(Listener listener) {
    this.listener = listener;
  }

  /** A packet of the type telephone-event; {@code clockRate} is that type's. */
  public void on(RtpPacketView packet, int clockRate, long nowNanos) {
    if (packet.payloadLength() < 4 || !Digits.isEvent(packet.payload(0) & 0xff)) {
      return;
    }
    int seen = packet.payload(0) & 0xff;
    boolean end = (packet.payload(1) & 0x80) != 0;
    int length = (packet.payload(2) & 0xff) << 8 | packet.payload(3) & 0xff;
    boolean known = packet.ssrc() == ssrc && packet.timestamp() == timestamp;
    if (!known) {
      if (packet.ssrc() == ssrc && (int) (packet.timestamp() - timestamp) < 0 && timestamp != NONE) {
        return; // RFC 4733 §2.5.1.2: one that was overtaken by the next event
      }
      finish();
      begin(packet, seen, clockRate);
    }
    if (event == NONE) {
      return; // told already: the end is sent three times
    }
    heardNanos = nowNanos;
    duration = Math.max(duration, length);
    if (end) {
      finish();
    }
  }

  private void begin(RtpPacketView packet, int seen, int clockRate) {
    event = seen;
    ssrc = packet.ssrc();
    timestamp = packet.timestamp();
    rate = Math.max(1, clockRate);
    duration = 0;
    listener.began(Digits.digit(event));
  }

  /** Several times a second: ends what has lost its end. */
  public void tick(long nowNanos) {
    if (event != NONE && nowNanos - heardNanos >= LOST_NANOS) {
      finish();
    }
  }

  private void finish() {
    if (event != NONE) {
      char digit = Digits.digit(event);
      event = NONE;
      listener.ended(digit, (int) (duration * 1000L / rate));
    }
  }
}
