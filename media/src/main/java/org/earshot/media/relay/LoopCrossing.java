package org.earshot.media.relay;

import io.netty.buffer.ByteBuf;
import java.util.function.Function;
import org.earshot.media.net.MediaLoop;
import org.earshot.media.net.Outcome;

/**
 * Hands a packet from one media loop to another: for the rare bridge of legs that belong to two calls, as after a
 * transfer. Copies, allocates and counts.
 */
final class LoopCrossing {
  private LoopCrossing() {}

  /**
   * Sends a copy on the other loop; what becomes of it is counted there, unless it is relayed. Refused while too many
   * are under way already.
   */
  static Outcome hand(ByteBuf datagram, MediaLoop from, MediaLoop to, Function<ByteBuf, Outcome> send) {
    if (!to.admitCrossing()) {
      return Outcome.SEND_REFUSED;
    }
    from.counters().crossed();
    ByteBuf copy = datagram.copy();
    boolean posted = to.post(() -> {
      try {
        Outcome outcome = send.apply(copy);
        if (outcome != Outcome.RELAYED) {
          to.counters().count(outcome);
        }
      } finally {
        done(copy, to);
      }
    });
    if (!posted) {
      done(copy, to);
      return Outcome.SEND_REFUSED;
    }
    return Outcome.RELAYED;
  }

  private static void done(ByteBuf copy, MediaLoop to) {
    copy.release();
    to.crossed();
  }
}
