package org.earshot.media.relay;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.earshot.media.StreamSpec;
import org.earshot.media.net.LatchState;
import org.earshot.media.net.MediaLoop;
import org.earshot.media.net.Outcome;
import org.earshot.media.net.PortPair;
import org.earshot.media.net.RtcpLatch;
import org.earshot.media.rtcp.RtcpView;
import org.earshot.media.srtp.SrtpSession;

/**
 * The RTCP of one stream, in and out. It follows its RTP: it comes from the host that RTP comes from. A peer that sends
 * it on the RTP port (RFC 5761) gets it there. Its media loop only.
 */
final class RtcpRelay {
  private final MediaLoop loop;
  private final PortPair ports;
  private final RelayStages.SourceLatch rtp;
  private final Outbound outbound;
  private final RtcpView view = new RtcpView();
  private RtcpLatch latch = RtcpLatch.NONE;
  private boolean muxed;
  private RtcpRelay peer;
  private SrtpSession srtp;

  RtcpRelay(MediaLoop loop, PortPair ports, RelayStages.SourceLatch rtp, Outbound outbound) {
    this.outbound = outbound;
    this.loop = loop;
    this.ports = ports;
    this.rtp = rtp;
  }

  /** Whom this peer's RTCP goes to; null: nobody. */
  void to(RtcpRelay newPeer) {
    peer = newPeer;
  }

  /** How the peer's RTCP is protected from now on; null: not at all. */
  void protect(SrtpSession session) {
    srtp = session;
  }

  /** What SDP says now. */
  void signalled(StreamSpec spec) {
    InetSocketAddress address = spec.active() ? Destinations.usable(spec.remoteRtcp()) : null;
    latch = latch.signalled(address);
    muxed = address != null && address.equals(spec.remoteRtp());
  }

  /** Takes what came to the RTCP port. */
  Outcome onRtcpPort(ByteBuf datagram, InetSocketAddress source) {
    Outcome bad = check(datagram);
    if (bad != null) {
      return bad;
    }
    latch = latch.step(source, rtp.carries(view.ssrc()), rtp.state());
    return latch.accepts(source) ? forward(datagram) : refused();
  }

  /** Takes RTCP that came to the RTP port: from the RTP's own source only. */
  Outcome onRtpPort(ByteBuf datagram, InetSocketAddress source) {
    Outcome bad = check(datagram);
    if (bad != null) {
      return bad;
    }
    if (!rtp.state().accepts(source)) {
      return refused();
    }
    muxed = true;
    return forward(datagram);
  }

  private Outcome check(ByteBuf datagram) {
    Outcome unprotected = srtp == null ? null : Protection.outcome(srtp.unprotectControl(datagram));
    return unprotected == null ? shape(datagram) : unprotected;
  }

  private Outcome shape(ByteBuf datagram) {
    return switch (view.wrap(datagram)) {
      case VALID -> null;
      case TOO_SHORT -> Outcome.TOO_SHORT;
      case TOO_LONG -> Outcome.TOO_LONG;
      case WRONG_VERSION -> Outcome.WRONG_VERSION;
      case WRONG_TYPE -> Outcome.NOT_RTCP;
      case BAD_LENGTH -> Outcome.BAD_LENGTH;
    };
  }

  private Outcome refused() {
    return rtp.state() instanceof LatchState.Unsignalled ? Outcome.UNSIGNALLED : Outcome.FOREIGN;
  }

  private Outcome forward(ByteBuf datagram) {
    if (peer == null) {
      return Outcome.UNBRIDGED;
    }
    return peer.loop == loop ? peer.send(datagram) : LoopCrossing.hand(datagram, loop, peer.loop, peer::send);
  }

  // reports on numbers that the peer has never seen would only mislead it
  private Outcome send(ByteBuf datagram) {
    if (!outbound.asRelayed()) {
      return Outcome.REPLACED;
    }
    InetSocketAddress to = muxed ? rtp.state().destination() : latch.destination(rtp.state());
    if (to == null) {
      return Outcome.NO_DESTINATION;
    }
    ByteBuf sealed = srtp == null ? datagram : srtp.protectControl(datagram);
    if (sealed == null) {
      return Outcome.NOT_PROTECTED;
    }
    boolean taken = muxed ? ports.rtp().send(sealed, to) : ports.rtcp().send(sealed, to);
    return taken ? Outcome.RELAYED : Outcome.SEND_REFUSED;
  }
}
