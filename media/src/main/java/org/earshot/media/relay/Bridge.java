package org.earshot.media.relay;

/**
 * Joins two legs, and re-joins them: each side is set on its own loop. The legs of one call share a loop; those of two
 * calls may not, then their packets cross over ({@link LoopCrossing}).
 */
final class Bridge {
  private Bridge() {}

  /** Relays between the two, in place of what either was bridged to. Any thread. */
  static void join(LegMedia one, LegMedia other) {
    if (one.loop() == other.loop()) {
      one.loop().post(() -> {
        attach(one, other);
        attach(other, one);
      });
    } else {
      // the second loop has surely opened its leg once this has gone over it and come back
      one.loop().post(() -> other.loop().post(() -> {
        attach(other, one);
        one.loop().post(() -> attach(one, other));
      }));
    }
  }

  private static void attach(LegMedia leg, LegMedia to) {
    if (leg.closed() || leg.peer() == to) {
      return;
    }
    leave(leg);
    leg.forwardTo(to);
  }

  /** Takes the leg out of its bridge. The leg's loop only. */
  static void leave(LegMedia leg) {
    LegMedia peer = leg.peer();
    leg.forwardTo(null);
    if (peer != null) {
      peer.loop().run(() -> {
        if (peer.peer() == leg) {
          peer.forwardTo(null);
        }
      });
    }
  }
}
