package org.earshot.media.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where a stream's RTCP comes from: it follows its RTP. Packets count from the host that RTP is latched to, or from the
 * signalled address before that; the port is learned once a host. Pure.
 *
 * @param signalled what SDP says; null: nothing
 * @param learned   where RTCP was seen; null: nowhere yet
 */
public record RtcpLatch(InetSocketAddress signalled, InetSocketAddress learned) {
  public static final RtcpLatch NONE = new RtcpLatch(null, null);

  /** After SDP. */
  public RtcpLatch signalled(InetSocketAddress address) {
    boolean same = address == null ? signalled == null : address.equals(signalled);
    return same ? this : new RtcpLatch(address, null);
  }

  /** After a packet; the same object where nothing has changed. */
  public RtcpLatch step(InetSocketAddress source, LatchState rtp) {
    if (source.equals(learned) || !mayLearn(source, rtp)) {
      return this;
    }
    return new RtcpLatch(signalled, source);
  }

  private boolean mayLearn(InetSocketAddress source, LatchState rtp) {
    InetAddress host = host(rtp);
    boolean fresh = learned == null || host != null && !learned.getAddress().equals(host);
    return source.equals(signalled) || fresh && source.getAddress().equals(host);
  }

  private static InetAddress host(LatchState rtp) {
    return rtp instanceof LatchState.Latched latched ? latched.source().getAddress() : null;
  }

  /** Whether a packet from there is the peer's, after {@link #step}. */
  public boolean accepts(InetSocketAddress source) {
    return source.equals(learned);
  }

  /** Where to send; null: nowhere. Not to the signalled host, once RTP turned out to come from another. */
  public InetSocketAddress destination(LatchState rtp) {
    InetAddress host = host(rtp);
    if (learned != null && (host == null || host.equals(learned.getAddress()))) {
      return learned;
    }
    boolean usable = signalled != null && (host == null || host.equals(signalled.getAddress()));
    return usable ? signalled : null;
  }
}
