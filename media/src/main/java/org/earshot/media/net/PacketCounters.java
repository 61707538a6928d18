package org.earshot.media.net;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One media loop's counters. Written by that loop alone and so without contention; read by anybody, at worst a moment
 * late.
 */
public final class PacketCounters {
  private static final Outcome[] OUTCOMES = Outcome.values();

  private final AtomicLongArray packets = new AtomicLongArray(OUTCOMES.length);
  private final AtomicLong latchedStreams = new AtomicLong();
  private final AtomicLong loopCrossings = new AtomicLong();

  /** Counts a packet. Its loop only. */
  public void count(Outcome outcome) {
    int index = outcome.ordinal();
    packets.setOpaque(index, packets.getPlain(index) + 1);
  }

  /** A stream has latched (+1) or a latched one has ended (-1). Its loop only. */
  public void latched(int change) {
    latchedStreams.setOpaque(latchedStreams.getPlain() + change);
  }

  /** A packet was handed to another loop: its call's legs do not share one. Its loop only. */
  public void crossed() {
    loopCrossings.setOpaque(loopCrossings.getPlain() + 1);
  }

  public long packets(Outcome outcome) {
    return packets.getOpaque(outcome.ordinal());
  }

  public long latchedStreams() {
    return latchedStreams.getOpaque();
  }

  public long loopCrossings() {
    return loopCrossings.getOpaque();
  }
}
