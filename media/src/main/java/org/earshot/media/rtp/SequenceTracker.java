package org.earshot.media.rtp;

/**
 * Follows the sequence numbers of one SSRC over their wraps (RFC 3550 A.1), without its initial probation: the latch
 * has seen to that. One media loop only.
 */
public final class SequenceTracker {
  // RFC 3550 A.1: a jump of less than this is loss, a step back of less than MAX_MISORDER is reordering.
  private static final int MAX_DROPOUT = 3000;
  private static final int MAX_MISORDER = 100;
  private static final int MODULUS = 1 << 16;
  private static final int NONE = MODULUS + 1;

  /** How a packet stands to those before it. */
  public enum Place { FIRST, NEXT, LATE, RESTART, SUSPECT }

  private long base;
  private long highest;
  private long received;
  private int expectedAfterJump = NONE;
  private boolean started;

  /** Files the next packet's number. {@code SUSPECT} ones are not counted: they jumped, and may not have meant it. */
  public Place on(int sequence) {
    if (!started) {
      started = true;
      begin(sequence);
      return Place.FIRST;
    }
    int ahead = sequence - (int) (highest & 0xffff) & 0xffff;
    if (ahead > 0 && ahead < MAX_DROPOUT) {
      highest += ahead;
      return counted(Place.NEXT);
    }
    if (ahead == 0 || ahead > MODULUS - MAX_MISORDER) {
      return counted(Place.LATE);
    }
    return jumped(sequence);
  }

  // RFC 3550 A.1: two sequential packets after a jump mean that the other side restarted without telling us.
  private Place jumped(int sequence) {
    if (sequence != expectedAfterJump) {
      expectedAfterJump = sequence + 1 & 0xffff;
      return Place.SUSPECT;
    }
    begin(sequence - 1 & 0xffff);
    highest++;
    received = 2;
    return Place.RESTART;
  }

  private Place counted(Place place) {
    expectedAfterJump = NONE;
    received++;
    return place;
  }

  private void begin(int sequence) {
    // a cycle in hand, so that a packet reordered before the first one does not fall below zero
    base = MODULUS + sequence;
    highest = base;
    received = 1;
    expectedAfterJump = NONE;
  }

  /** The 16 low bits are the highest sequence number, the rest counts its wraps (and one more). */
  public long highest() {
    return highest;
  }

  /** Packets that should have come since the start or the last restart. */
  public long expected() {
    return started ? highest - base + 1 : 0;
  }

  /** Packets that did come since then, duplicates included. */
  public long received() {
    return received;
  }

  /** Whether this number could follow soon on the highest: what a stream that moved house would send. */
  public boolean continues(int sequence) {
    int ahead = sequence - (int) (highest & 0xffff) & 0xffff;
    return started && ahead > 0 && ahead < MAX_DROPOUT;
  }
}
