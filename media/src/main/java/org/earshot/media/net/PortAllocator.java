package org.earshot.media.net;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Binds port pairs of the configured range and drains them before they are used again. Called on the loop that is to
 * own the sockets; several loops may do so at a time.
 */
public final class PortAllocator {
  /** Pairs tried before giving up: where so many cannot be bound, the reason is not that somebody holds a few. */
  private static final int MOST_TRIES = 1024;

  private final PortPool pool;
  private final InetAddress listen;
  private final long drainMs;

  public PortAllocator(MediaSettings settings) {
    pool = new PortPool(settings.portMin(), settings.portMax());
    listen = settings.listen();
    drainMs = settings.drainMs();
  }

  /** A bound pair whose packets are dropped until it is given receivers; throws with the reason if there is none. */
  public PortPair bind(MediaLoop loop) throws IOException {
    List<Integer> heldElsewhere = new ArrayList<>();
    try {
      return bindNext(loop, heldElsewhere);
    } finally {
      // tried again only after the whole range: its holder may be gone by then
      heldElsewhere.forEach(pool::free);
    }
  }

  private PortPair bindNext(MediaLoop loop, List<Integer> heldElsewhere) throws IOException {
    IOException last = null;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      OptionalInt port = pool.take();
      if (port.isEmpty()) {
        break;
      }
      try {
        return bindPair(loop, port.getAsInt());
      } catch (IOException e) {
        heldElsewhere.add(port.getAsInt());
        last = e;
      }
    }
    int ours = pool.pairs() - pool.freePairs() - heldElsewhere.size();
    String why = "no free port pair in " + pool + ": " + ours + " of " + pool.pairs() + " in use or draining, "
        + heldElsewhere.size() + " could not be bound to " + listen.getHostAddress();
    throw new IOException(last == null ? why : why + " (" + last.getMessage() + ")", last);
  }

  private PortPair bindPair(MediaLoop loop, int port) throws IOException {
    DatagramReceiver drop = dropping(loop);
    RtpSocket rtp = loop.bind(listen, port, drop);
    try {
      return new PortPair(rtp, loop.bind(listen, port + 1, drop));
    } catch (IOException e) {
      loop.unbind(rtp);
      throw e;
    }
  }

  /**
   * Takes a pair back. It stays bound for the draining time and its packets are dropped, so that a new call cannot
   * inherit a stranger's late media.
   */
  public void release(PortPair pair, MediaLoop loop) {
    pair.receiver(dropping(loop));
    int port = pair.rtpPort();
    loop.after(drainMs, () -> {
      pair.unbind(loop);
      pool.free(port);
    });
  }

  private static DatagramReceiver dropping(MediaLoop loop) {
    return (datagram, source) -> loop.counters().count(Outcome.DRAINED);
  }

  /** Port pairs that can be taken now. Any thread. */
  public int freePairs() {
    return pool.freePairs();
  }
}
