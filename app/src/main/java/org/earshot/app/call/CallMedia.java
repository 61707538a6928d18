package org.earshot.app.call;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.earshot.app.config.ServerConfig.Dtmf;
import org.earshot.app.config.ServerConfig.MediaPolicy;
import org.earshot.app.events.DomainEvent.Rtp;
import org.earshot.media.MediaId;
import org.earshot.media.MediaSession;
import org.earshot.media.Playback;
import org.earshot.media.StreamStats;
import org.earshot.media.amd.AmdConfig;
import org.earshot.sip.message.Body;
import org.earshot.sip.sdp.Direction;
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
  /** As the last offer would have it, and as both sides have agreed. */
  private MediaSlots slots = MediaSlots.EMPTY;
  private MediaSlots agreedSlots = MediaSlots.EMPTY;
  private boolean draining;

  /** One leg's media. */
  private static final class Side {
    MediaSession session;
    InetAddress peer;
    MediaPolicy policy = MediaPolicy.DEFAULT;
    List<Integer> ports = List.of();
    LegSdp sdp;
    SessionDescription offered;
    boolean open;
    boolean listening;
    boolean closing;
    /** It stands for the party of another call, which has the ports: SDP goes there as it came. */
    boolean tie;
    MediaSession elsewhere;
    List<StreamStats> totals = List.of();
  }

  CallMedia(String call, CallServices services) {
    this.call = call;
    this.services = services;
  }

  /** Where the leg's signalling goes, which decides which of our addresses its SDP names; and how its media is carried. */
  void peer(int leg, InetAddress address, MediaPolicy policy) {
    side(leg).peer = address;
    side(leg).policy = policy;
  }

  /** What the leg's peer offered, or said last. */
  void known(int leg, SessionDescription sdp) {
    sdp(leg).inForce(sdp);
  }

  Optional<SessionDescription> theirs(int leg) {
    return Optional.ofNullable(sdp(leg).theirs());
  }

  SessionDescription active(int leg) {
    return active(sdp(leg).theirs());
  }

  /** Its session, or that of the other call's party for which it stands. */
  MediaSession session(int leg) {
    return side(leg).tie ? side(leg).elsewhere : side(leg).session;
  }

  void elsewhere(int tie, MediaSession session) {
    side(tie).elsewhere = session;
  }

  /**
   * A leg that stands for the party of another call. {@code unanswered}: what {@code partner} offers and what comes from
   * there are each other's answer.
   */
  void tie(int leg, int partner, boolean unanswered) {
    side(leg).tie = true;
    side(leg).peer = side(partner).peer;
    if (unanswered && sdp(partner).theirs() != null) {
      relay(partner, leg, sdp(partner).theirs());
    }
  }

  /** A hold was between those who talked before: who comes next finds the media ready to talk. */
  private static SessionDescription active(SessionDescription sdp) {
    return sdp.withMedia(sdp.media().stream()
        .map(media -> media.isDeclined() ? media : media.withDirection(Direction.SENDRECV)).toList());
  }

  /** Both are known already: they meet again. */
  void rejoin(int one, int other) {
    bridge(one, other, sdp(other).theirs());
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

  /**
   * What {@code from} said last as an offer for {@code to}; empty where it has said nothing yet. {@code moved}: it has
   * talked to somebody else before.
   */
  Body offer(int from, int to, boolean moved) {
    SessionDescription sdp = sdp(from).theirs();
    if (sdp == null) {
      return Body.NONE;
    }
    sdp(from).renew();
    return relay(from, to, moved ? active(sdp) : sdp);
  }

  /** The SDP of {@code from} as {@code to} is to see it: our address, our ports, our origin, and what both understand. */
  Body relay(int from, int to, SessionDescription sdp) {
    Side side = side(to);
    InetAddress address = services.mediaAddress().orElseGet(() -> services.addresses().towards(side.peer));
    SessionDescription made;
    if (sdp(from).answers()) {
      made = sdp(to).sendAnswer(sdp, address.getHostAddress(), ports(side, sdp));
    } else {
      sdp(from).offers(sdp);
      slots = agreedSlots.next(sdp, room(from, to));
      made = sdp(to).sendOffer(sdp(from).widened(sdp), address.getHostAddress(), ports(side, sdp));
    }
    return Body.sdp((side.tie ? sdp : made).toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Streams that can be carried between the two. */
  private int room(int from, int to) {
    return side(to).tie ? side(from).ports.size() : side(to).ports.size();
  }

  /** Our port for each m= line; 0: none. */
  private List<Integer> ports(Side side, SessionDescription sdp) {
    return IntStream.range(0, sdp.media().size()).map(slots::slot)
        .mapToObj(slot -> slot == MediaSlots.NONE || slot >= side.ports.size() ? 0 : side.ports.get(slot)).toList();
  }

  /** The re-INVITE of {@code from} is under way: what it offers counts once it is answered. */
  void offered(int from, SessionDescription sdpOrNull) {
    side(from).offered = sdpOrNull;
    sides.keySet().forEach(leg -> sdp(leg).renew());
  }

  /** {@code from} has answered what {@code to} offered, or offers in its 200: from now on both count. */
  void answered(int from, int to, SessionDescription sdp) {
    Side offerer = side(to);
    sdp(from).inForce(sdp);
    if (offerer.offered != null) {
      sdp(to).inForce(offerer.offered);
      offerer.offered = null;
    }
    inForce(from, to);
  }

  /** The SDP of {@code far} is known: both sessions learn where to send, and meet. */
  void bridge(int near, int far, SessionDescription sdp) {
    boolean fresh = this.near != near || this.far != far;
    this.near = near;
    this.far = far;
    sdp(far).inForce(sdp);
    inForce(far, near);
    if (fresh) {
      hearTones(near);
      hearTones(far);
      services.media().bridge(session(near), session(far));
    }
  }

  private void hearTones(int leg) {
    if (!side(leg).tie && dtmf(leg) == Dtmf.INBAND) {
      side(leg).session.hearTones();
    }
  }

  /** What {@code from} has just said counts: its answer, or an offer whose answer is still to come. */
  private void inForce(int from, int to) {
    agreedSlots = sdp(from).answers() ? slots : agreedSlots.next(sdp(from).theirs(), room(to, from));
    update(from, to);
    update(to, from);
  }

  private void update(int leg, int other) {
    Side side = side(leg);
    if (sdp(leg).theirs() != null && side.session != null) {
      side.session.update(MediaPlanner.specs(sdp(leg), sdp(other).theirs(), agreedSlots, side.ports.size()));
    }
  }

  /** The leg that this one is bridged to. */
  OptionalInt otherOf(int leg) {
    if (far == 0 && near == 0 || leg != near && leg != far) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(leg == near ? far : near);
  }

  /** How the leg wants digits. */
  Dtmf dtmf(int leg) {
    return side(leg).policy.dtmf();
  }

  /** Whether the leg's peer takes digits as RFC 4733 events, which the relay carries. */
  boolean takesEvents(int leg) {
    return sdp(leg).takesEvents();
  }

  void sendDigit(int leg, char digit, int durationMs) {
    session(leg).sendDigits(String.valueOf(digit), durationMs);
  }

  /** The leg of one side of the call that has media; empty where nobody is there yet. */
  OptionalInt leg(MediaCommand.Side whose) {
    int leg = whose == MediaCommand.Side.CALLER ? CallMachine.CALLER : far;
    boolean there = sides.containsKey(leg) && side(leg).session != null && (leg != 0 || whose == MediaCommand.Side.CALLER);
    return there ? OptionalInt.of(leg) : OptionalInt.empty();
  }

  /** What somebody outside wants; nothing where that side has no media yet. */
  void perform(MediaCommand command) {
    leg(command.side()).ifPresent(leg -> perform(side(leg).session, command));
  }

  private static void perform(MediaSession session, MediaCommand command) {
    switch (command) {
      case MediaCommand.Play play -> session.play(play.playback());
      case MediaCommand.Stop _ -> session.stop();
      case MediaCommand.Press press -> session.sendDigits(press.digits(), press.durationMs());
      case MediaCommand.Record record -> session.record(record.recording());
      case MediaCommand.PauseRecording _ -> session.pauseRecording();
      case MediaCommand.ResumeRecording _ -> session.resumeRecording();
      case MediaCommand.StopRecording _ -> session.stopRecording();
    }
  }

  /** Why what a leg sent cannot be taken, by its policy; empty: it can. */
  Optional<String> problem(int leg, SessionDescription sdp) {
    return sdp(leg).problem(sdp);
  }

  /** Once a session: asked again, it goes on listening. */
  void listen(int leg, AmdConfig detector) {
    Side side = side(leg);
    if (!side.listening) {
      side.listening = true;
      side.session.listen(detector);
    }
  }

  void listenAnew(int leg, AmdConfig detector) {
    side(leg).session.listenAnew(detector);
  }

  void play(int leg, Playback playback) {
    side(leg).session.play(playback);
  }

  void stopPlaying(int leg) {
    side(leg).session.stop();
  }

  void answered(int leg) {
    side(leg).session.answered();
  }

  void close(int leg) {
    Side side = side(leg);
    if (side.open && !side.closing) {
      side.closing = true;
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
    if (far == 0 || side.sdp == null || side.sdp.theirs() == null || side.sdp.theirs().media().isEmpty()) {
      return "";
    }
    return side.sdp.theirs().media().getFirst().codecs().stream().findFirst().map(codec -> codec.name()).orElse("");
  }

  private static Rtp rtp(StreamStats stats) {
    return new Rtp(stats.packets(), stats.lost(), stats.jitterMs(), stats.mos());
  }

  private LegSdp sdp(int leg) {
    Side side = side(leg);
    if (side.sdp == null) {
      side.sdp = new LegSdp(side.policy.dtmf(), new LegKeys(side.policy.srtp()), services.nanos().getAsLong() >>> 10);
    }
    return side.sdp;
  }

  private Side side(int leg) {
    return sides.computeIfAbsent(leg, _ -> new Side());
  }
}
