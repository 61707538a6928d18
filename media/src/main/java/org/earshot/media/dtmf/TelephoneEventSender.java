package org.earshot.media.dtmf;

/**
 * The payloads of one digit as RFC 4733 events. Pure; paced by whoever asks every 20 ms.
 *
 * <pre>
 *   time      0    20    40   ...   100
 *   duration  160  320   480  ...   800  800  800      at one timestamp, that of the beginning
 *   E         0    0     0    ...   1    1    1        RFC 4733 §2.5.1.4: the last one three times
 *   marker    1    0     0    ...                      §2.5.1.1
 * </pre>
 */
public final class TelephoneEventSender {
  public static final int PAYLOAD = 4;
  private static final int STEP = 160;
  private static final int ENDS = 3;
  private static final int VOLUME_DBM0 = 10;

  private final int event;
  private final int duration;
  private int sent;
  private int ends;

  /** Of a digit; the duration is rounded up to packets of 20 ms. */
  public TelephoneEventSender(char digit, int durationMs) {
    event = Digits.event(digit);
    duration = Math.max(2, (durationMs + 19) / 20) * STEP;
  }

  /** Writes the next payload; false where there is none any more. */
  public boolean next(byte[] to) {
    if (ends == ENDS) {
      return false;
    }
    sent = Math.min(duration, sent + STEP);
    boolean end = sent == duration;
    ends += end ? 1 : 0;
    to[0] = (byte) event;
    to[1] = (byte) ((end ? 0x80 : 0) | VOLUME_DBM0);
    to[2] = (byte) (sent >> 8);
    to[3] = (byte) sent;
    return true;
  }

  /** Whether what was written last is the first packet of the event. */
  public boolean first() {
    return sent == STEP;
  }

  /** Whether what comes next may follow at once: the end is repeated without waiting. */
  public boolean ending() {
    return ends > 0 && ends < ENDS;
  }

  /** Of the whole event in samples. */
  public int duration() {
    return duration;
  }
}
