package org.earshot.media.relay;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.earshot.media.Playback;
import org.earshot.media.SrtpKeys;
import org.earshot.media.StreamSpec;
import org.earshot.media.StreamStats;
import org.earshot.media.dtmf.TelephoneEventReceiver;
import org.earshot.media.net.LatchPolicy;
import org.earshot.media.net.LatchState.Latched;
import org.earshot.media.net.MediaLoop;
import org.earshot.media.net.Outcome;
import org.earshot.media.net.PortPair;
import org.earshot.media.rtcp.EModel;
import org.earshot.media.rtcp.ReceptionStats;
import org.earshot.media.rtcp.RtcpView;
import org.earshot.media.rtp.RtpPacketView;
import org.earshot.media.srtp.SrtpSession;

/**
 * One stream (m= line) of one leg: its port pair, what SDP says of it, what comes from its peer and where that goes.
 * Its media loop only.
 */
final class MediaStream {
  private final MediaLoop loop;
  private final PortPair ports;
  private final RtpPacketView packet = new RtpPacketView();
  private final ReceptionStats stats = new ReceptionStats();
  private final RelayStages.Negotiated negotiated = new RelayStages.Negotiated();
  private final RelayStages.SourceLatch latch;
  private final RelayStages.Count count;
  private final RelayStages.Forward forward;
  private final RtcpRelay rtcp;
  private CodecTable codecs = new CodecTable(List.of());
  private CodecTable accepted = codecs;
  private PayloadMap types = PayloadMap.ALL;
  private SrtpSession srtp;
  private final Outbound outbound;
  private final TelephoneEventReceiver digits;
  private RelayPipeline pipeline;
  private final List<PacketStage> taps = new ArrayList<>();
  /** Read by the other leg too, which may live on another loop. */
  private volatile StreamSpec spec = StreamSpec.INACTIVE;
  private boolean everLatched;

  MediaStream(MediaLoop loop, PortPair ports, Consumer<InetSocketAddress> onLatched) {
    this(loop, ports, onLatched, Deaf.TO_DIGITS);
  }

  MediaStream(MediaLoop loop, PortPair ports, Consumer<InetSocketAddress> onLatched,
      TelephoneEventReceiver.Listener onDigits) {
    this.loop = loop;
    this.ports = ports;
    latch = new RelayStages.SourceLatch(LatchPolicy.SIGNALLED_FIRST, stats, state -> latched(state, onLatched),
        loop.nanos());
    count = new RelayStages.Count(stats, codecs);
    forward = new RelayStages.Forward(loop);
    outbound = new Outbound(loop, ports, latch);
    digits = new TelephoneEventReceiver(onDigits);
    rtcp = new RtcpRelay(loop, ports, latch, outbound);
    pipeline = pipeline();
    ports.rtp().receiver(this::onRtp);
    ports.rtcp().receiver(this::onRtcp);
  }

  /** For streams whose digits nobody wants. */
  private enum Deaf implements TelephoneEventReceiver.Listener {
    TO_DIGITS;

    @Override
    public void began(char digit) {}

    @Override
    public void ended(char digit, int durationMs) {}
  }

  /** What happens to a packet of this peer, in order. */
  private RelayPipeline pipeline() {
    List<PacketStage> stages = new ArrayList<>();
    stages.add(negotiated);
    stages.add(latch);
    stages.add(count);
    if (codecs.hasEvents()) {
      stages.add(new DigitStage(digits, codecs));
    }
    stages.addAll(taps);
    if (types.changesPackets()) {
      stages.add(new RelayStages.Rewrite(types));
    }
    stages.add(forward);
    return new RelayPipeline(stages);
  }

  /** Lets the tap see this peer's packets too; once. */
  void tap(PacketStage tap) {
    if (!taps.contains(tap)) {
      taps.add(tap);
      pipeline = pipeline();
    }
  }

  void untap(PacketStage tap) {
    if (taps.remove(tap)) {
      pipeline = pipeline();
    }
  }

  private void onRtp(ByteBuf datagram, InetSocketAddress source) {
    loop.counters().count(onRtpPort(datagram, source));
  }

  private void onRtcp(ByteBuf datagram, InetSocketAddress source) {
    loop.counters().count(onRtcpPort(datagram, source));
  }

  private Outcome onRtpPort(ByteBuf datagram, InetSocketAddress source) {
    if (!spec.active()) {
      return Outcome.INACTIVE;
    }
    if (spec.carriage() != StreamSpec.Carriage.RTP) {
      return onDatagram(datagram, source);
    }
    if (RtcpView.isRtcp(datagram)) {
      return rtcp.onRtpPort(datagram, source);
    }
    Outcome unprotected = srtp == null ? null : unprotect(datagram, source);
    return unprotected == null ? onPlain(datagram, source) : unprotected;
  }

  /** Null where the packet is authentic; a stranger's does not even cost a cipher once the peer is known. */
  private Outcome unprotect(ByteBuf datagram, InetSocketAddress source) {
    boolean longEnough = datagram.readableBytes() >= RtpPacketView.FIXED_HEADER;
    if (longEnough && latch.isStranger(source) && !srtp.knows(datagram.getInt(datagram.readerIndex() + 8))) {
      return latch.refuseStranger();
    }
    return Protection.outcome(srtp.unprotect(datagram));
  }

  private Outcome onPlain(ByteBuf datagram, InetSocketAddress source) {
    return switch (packet.wrap(datagram)) {
      case VALID -> pipeline.run(packet, source, loop.nanos());
      case TOO_SHORT -> Outcome.TOO_SHORT;
      case TOO_LONG -> Outcome.TOO_LONG;
      case WRONG_VERSION -> Outcome.WRONG_VERSION;
      case BAD_LENGTH -> Outcome.BAD_LENGTH;
    };
  }

  // RFC 7345 §5: a UDPTL packet begins with its number, by which a stream can be told from stray packets
  private Outcome onDatagram(ByteBuf datagram, InetSocketAddress source) {
    if (datagram.readableBytes() > RtpPacketView.LONGEST) {
      return Outcome.TOO_LONG;
    }
    boolean numbered = spec.carriage() == StreamSpec.Carriage.UDPTL && datagram.readableBytes() >= 2;
    int number = numbered ? datagram.getUnsignedShort(datagram.readerIndex()) : -1;
    Outcome refused = latch.onDatagram(number, source, loop.nanos());
    return refused == null ? forward.onDatagram(datagram) : refused;
  }

  private Outcome onRtcpPort(ByteBuf datagram, InetSocketAddress source) {
    return spec.active() ? rtcp.onRtcpPort(datagram, source) : Outcome.INACTIVE;
  }

  private void latched(Latched state, Consumer<InetSocketAddress> onLatched) {
    if (!everLatched) {
      everLatched = true;
      loop.counters().latched(1);
    }
    onLatched.accept(state.source());
  }

  /** What SDP says now. */
  void update(StreamSpec newSpec) {
    spec = newSpec;
    protect(spec.srtp().orElse(null));
    signalled(Destinations.usable(spec.remoteRtp()));
    rtcp.signalled(spec);
    codecs = new CodecTable(spec.codecs());
    count.codecs(codecs);
    accepted = new CodecTable(spec.accepts());
    outbound.accepts(spec.accepts());
    negotiate();
    MediaStream peer = peer();
    if (peer != null) {
      peer.loop.run(peer::negotiate);
    }
  }

  /** The same keys go on where they are: their packets are counted, and none may come twice. */
  private void protect(SrtpKeys keysOrNull) {
    boolean same = srtp == null ? keysOrNull == null : srtp.keys().equals(keysOrNull);
    if (!same) {
      srtp = keysOrNull == null ? null : new SrtpSession(keysOrNull);
      rtcp.protect(srtp);
      outbound.protect(srtp);
    }
  }

  private void signalled(InetSocketAddress address) {
    if (spec.active() && (address != null || spec.sending())) {
      latch.signalled(address, loop.nanos());
    } else {
      latch.shut();
    }
  }

  /** Sends what this peer says to another stream from now on; null: to nobody. */
  void forwardTo(MediaStream peer) {
    forward.to(peer);
    rtcp.to(peer == null ? null : peer.rtcp);
    negotiate();
  }

  private void negotiate() {
    types = PayloadMap.between(spec.codecs(), peer() == null ? List.of() : peer().spec.accepts());
    negotiated.allow(types);
    pipeline = pipeline();
  }

  MediaStream peer() {
    return forward.peer();
  }

  MediaLoop loop() {
    return loop;
  }

  /** Sends a packet of the other leg to this peer. */
  Outcome relay(ByteBuf packet) {
    return outbound.relay(packet, loop.nanos());
  }

  /** What this peer is sent. */
  Outbound outbound() {
    return outbound;
  }

  /** Several times a second: a digit whose end was lost ends. */
  void tick(long nowNanos) {
    digits.tick(nowNanos);
  }

  boolean carriesAudio() {
    return spec.active() && spec.audio();
  }

  /** What the payload types mean that this peer is sent. */
  CodecTable acceptedCodecs() {
    return accepted;
  }

  CodecTable codecs() {
    return codecs;
  }

  int rtpPort() {
    return ports.rtpPort();
  }

  PortPair ports() {
    return ports;
  }

  /** Whether packets of this peer are due. */
  boolean expectsPackets() {
    return spec.sending() && latch.state().destination() != null;
  }

  /** When this peer was last heard. */
  long heardNanos() {
    return latch.heardNanos();
  }

  /** Takes nothing and sends nothing from now on. The ports are their allocator's. */
  void close() {
    outbound.stop(Playback.End.CLOSED);
    update(StreamSpec.INACTIVE);
    forwardTo(null);
    if (everLatched) {
      loop.counters().latched(-1);
    }
  }

  StreamStats totals() {
    double mos = stats.packets() == 0 ? 0 : EModel.mos(stats.lossRatio(), stats.jitterMs());
    return new StreamStats(stats.packets(), stats.octets(), outbound.sent(), stats.lost(), stats.jitterMs(), latch.foreign(), mos,
        count.codec());
  }
}
