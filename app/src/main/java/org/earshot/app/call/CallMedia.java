package org.earshot.app.call;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.app.events.DomainEvent.Rtp;
import org.earshot.media.MediaId;
import org.earshot.media.MediaSession;
import org.earshot.media.StreamStats;
import org.earshot.sip.message.Body;
import org.earshot.sip.sdp.RelayedSdp;
import org.earshot.sip.sdp.SessionDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call's media sessions, one a leg, and the SDP by which their peers know them. Owner loop only. */
final class CallMedia {
  private static final Logger LOG = LoggerFactory.getLogger(CallMedia.class);

  private final String call;
  private final CallServices services;
  private final Map<Integer, Side> sides = new HashMap<>();
  private int near;
  private int far;
  private boolean draining;

  /** One leg's media. */
  private static final class Side {
    MediaSession session;
    InetAddress peer;
    List<Integer> ports = List.of();
    RelayedSdp sent;
    SessionDescription theirs;
    SessionDescription offered;
    boolean open;
    boolean listening;
    List<StreamStats> totals = List.of();
  }

  CallMedia(String call, CallServices services) {
    this.call = call;
    this.services = services;
  }

  /** Where the leg's signalling goes: decides which of our addresses its SDP names. */
  void peer(int leg, InetAddress address) {
    side(leg).peer = address;
  }

  /** What the leg's peer offered, or said last. */
  void known(int leg, SessionDescription sdp) {
    side(leg).theirs = sdp;
  }

  Optional<SessionDescription> theirs(int leg) {
    return Optional.ofNullable(side(leg).theirs);
  }

  void open(int leg, Optional<SessionDescription> offer) {
    Side side = side(leg);
    side.open = true;
    side.session = services.media().open(new MediaId(call, leg), MediaPlanner.streams(offer), services.mediaEvents());
  }

  void opened(int leg, List<Integer> ports) {
    side(leg).ports = ports;
  }

  void failed(int leg, String why) {
    LOG.warn("no media ports: {}", why);
    side(leg).open = false;
  }

  /** The SDP of {@code from} as {@code to} is to see it: our address, our ports, our origin. */
  Body relay(int from, int to, SessionDescription sdp) {
    Side side = side(to);
    InetAddress address = services.mediaAddress().orElseGet(() -> services.addresses().towards(side.peer));
    if (side.sent == null) {
      side.sent = RelayedSdp.first(services.nanos().getAsLong() >>> 10);
    }
    side.sent = side.sent.next(sdp, address.getHostAddress(), side.ports);
    return Body.sdp(side.sent.session().toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The re-INVITE of {@code from} is under way: what it offers counts once it is answered. */
  void offered(int from, SessionDescription sdpOrNull) {
    side(from).offered = sdpOrNull;
  }

  /** {@code from} has answered what {@code to} offered, or offers in its 200: from now on both count. */
  void answered(int from, int to, SessionDescription sdp) {
    Side offerer = side(to);
    side(from).theirs = sdp;
    if (offerer.offered != null) {
      offerer.theirs = offerer.offered;
      offerer.offered = null;
    }
    update(from, to);
    update(to, from);
  }

  /** The SDP of {@code far} is known: both sessions learn where to send, and meet. */
  void bridge(int near, int far, SessionDescription sdp) {
    boolean fresh = this.near != near || this.far != far;
    this.near = near;
    this.far = far;
    side(far).theirs = sdp;
    update(near, far);
    update(far, near);
    if (fresh) {
      services.media().bridge(side(near).session, side(far).session);
    }
  }

  private void update(int leg, int other) {
    Side side = side(leg);
    if (side.theirs != null && side.session != null) {
      side.session.update(MediaPlanner.specs(side.theirs, side(other).theirs, side.ports.size()));
    }
  }

  /** Once a session: asked again, it goes on listening. */
  void listen(int leg) {
    Side side = side(leg);
    if (!side.listening) {
      side.listening = true;
      side.session.listen(services.amd());
    }
  }

  void answered(int leg) {
    side(leg).session.answered();
  }

  void close(int leg) {
    Side side = side(leg);
    if (side.open) {
      side.session.close();
    }
  }

  /** True where at least one session has yet to tell its totals. */
  boolean closeAll() {
    draining = true;
    sides.keySet().forEach(this::close);
    return !allClosed();
  }

  /** True when this was the last one of an ending call. */
  boolean closed(int leg, List<StreamStats> totals) {
    Side side = side(leg);
    side.open = false;
    side.totals = totals;
    return draining && allClosed();
  }

  boolean allClosed() {
    return sides.values().stream().noneMatch(side -> side.open);
  }

  Optional<Rtp> totals(int leg) {
    Side side = sides.get(leg);
    return side == null || side.totals.isEmpty() ? Optional.empty() : Optional.of(rtp(side.totals.getFirst()));
  }

  /** Totals of the callee that was bridged, or of the last one that was tried. */
  Optional<Rtp> calleeTotals() {
    return totals(far > 0 ? far : sides.size() - 1);
  }

  /** The first codec that both sides named for the first stream; empty before there was an answer. */
  String codec() {
    Side side = sides.get(far);
    if (far == 0 || side.theirs == null || side.theirs.media().isEmpty()) {
      return "";
    }
    return side.theirs.media().getFirst().codecs().stream().findFirst().map(codec -> codec.name()).orElse("");
  }

  private static Rtp rtp(StreamStats stats) {
    return new Rtp(stats.packets(), stats.lost(), stats.jitterMs(), stats.mos());
  }

  private Side side(int leg) {
    return sides.computeIfAbsent(leg, _ -> new Side());
  }
}
