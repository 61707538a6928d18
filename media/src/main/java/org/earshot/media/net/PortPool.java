package org.earshot.media.net;

import java.util.BitSet;
import java.util.OptionalInt;

/**
 * Which port pairs of a range are in use: even RTP port, odd RTCP port (RFC 3550 §11). Goes round the range rather
 * than back to its start, so that a port rests as long as it can. Any thread; no sockets here.
 */
final class PortPool {
  private final int first;
  private final int pairs;
  private final BitSet taken;
  private int next;
  private int inUse;

  PortPool(int portMin, int portMax) {
    first = portMin + (portMin & 1);
    pairs = Math.max(0, (portMax - first + 1) / 2);
    if (portMin < 1 || portMax > 65535 || pairs == 0) {
      throw new IllegalArgumentException("media ports " + portMin + "-" + portMax + " hold no even and odd pair");
    }
    taken = new BitSet(pairs);
  }

  /** The RTP port of a free pair, now taken; empty if there is none. */
  synchronized OptionalInt take() {
    if (inUse == pairs) {
      return OptionalInt.empty();
    }
    int index = taken.nextClearBit(next);
    if (index >= pairs) {
      index = taken.nextClearBit(0);
    }
    taken.set(index);
    inUse++;
    next = (index + 1) % pairs;
    return OptionalInt.of(first + 2 * index);
  }

  /** Gives a pair back by its RTP port. */
  synchronized void free(int rtpPort) {
    int index = (rtpPort - first) / 2;
    if (!taken.get(index)) {
      throw new IllegalStateException("port " + rtpPort + " was not taken");
    }
    taken.clear(index);
    inUse--;
  }

  synchronized int freePairs() {
    return pairs - inUse;
  }

  int pairs() {
    return pairs;
  }

  @Override
  public String toString() {
    return first + "-" + (first + 2 * pairs - 1);
  }
}
