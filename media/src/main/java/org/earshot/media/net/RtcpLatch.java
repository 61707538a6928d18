package org.earshot.media.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where a stream's RTCP comes from: it follows its RTP. It comes from the signalled address; and where RTP turned out
 * to come from behind NAT, from RTP's host, at a port that is learned once from a packet that bears the stream's SSRC.
 * Pure.
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

  /** After a packet; the same object where nothing has changed. {@code ownSsrc}: it bears the RTP stream's SSRC. */
  public RtcpLatch step(InetSocketAddress source, boolean ownSsrc, LatchState rtp) {
    if (source.equals(learned)) {
      return this;
    }
    boolean behindNat = ownSsrc && movedHost(rtp) != null && source.getAddress().equals(movedHost(rtp));
    boolean open = learned == null || !learned.getAddress().equals(host(rtp));
    return source.equals(signalled) || behindNat && open ? new RtcpLatch(signalled, source) : this;
  }

  private static InetAddress host(LatchState rtp) {
    return rtp instanceof LatchState.Latched latched ? latched.source().getAddress() : null;
  }

  /** RTP's host, if its address is not the signalled one; else RTCP's should be the signalled one too. */
  private static InetAddress movedHost(LatchState rtp) {
    return rtp instanceof LatchState.Latched latched && !latched.source().equals(latched.signalled())
        ? latched.source().getAddress() : null;
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
