package org.earshot.media.relay;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.earshot.media.net.Latch;
import org.earshot.media.net.LatchPolicy;
import org.earshot.media.net.LatchState;
import org.earshot.media.net.LatchState.Latched;
import org.earshot.media.net.LatchState.Probation;
import org.earshot.media.net.LatchState.Unsignalled;
import org.earshot.media.net.MediaLoop;
import org.earshot.media.net.Outcome;
import org.earshot.media.net.Sighting;
import org.earshot.media.rtcp.ReceptionStats;
import org.earshot.media.rtp.RtpPacketView;

/** The stages that a stream's pipeline is made of. Each belongs to one stream and its loop. */
final class RelayStages {
  private RelayStages() {}

  /** Drops payload types that the peer may not send. */
  static final class Negotiated implements PacketStage {
    private PayloadMap types = PayloadMap.ALL;

    void allow(PayloadMap negotiated) {
      types = negotiated;
    }

    @Override
    public Outcome on(RtpPacketView packet, InetSocketAddress source, long nowNanos) {
      return types.contains(packet.payloadType()) ? null : Outcome.PAYLOAD_TYPE;
    }
  }

  /** Lets the peer's packets pass and nobody else's. */
  static final class SourceLatch implements PacketStage {
    private final LatchPolicy policy;
    private final ReceptionStats stats;
    private final Consumer<Latched> onLatched;
    private LatchState state = LatchState.UNSIGNALLED;
    private InetSocketAddress latchedSource;
    private long heardNanos;
    private long foreign;

    SourceLatch(LatchPolicy policy, ReceptionStats stats, Consumer<Latched> onLatched, long nowNanos) {
      this.policy = policy;
      this.stats = stats;
      this.onLatched = onLatched;
      heardNanos = nowNanos;
    }

    /** What SDP says now; null: no address that can be sent to. */
    void signalled(InetSocketAddress address, long nowNanos) {
      become(Latch.signalled(state, address, nowNanos));
    }

    /** SDP rejects the stream, or holds it the old way. */
    void shut() {
      become(LatchState.UNSIGNALLED);
    }

    @Override
    public Outcome on(RtpPacketView packet, InetSocketAddress source, long nowNanos) {
      // sockets hand out the same object as long as a peer keeps its address
      if (source != latchedSource && !source.equals(latchedSource)) {
        boolean continues = stats.continues(packet.ssrc(), packet.sequence());
        return elsewhere(source, packet.ssrc(), packet.sequence(), continues, nowNanos);
      }
      heardNanos = nowNanos;
      return null;
    }

    /** The same for a datagram that is no RTP; without a number of its own (-1) it never proves a new source. */
    Outcome onDatagram(int number, InetSocketAddress source, long nowNanos) {
      if (source != latchedSource && !source.equals(latchedSource)) {
        return elsewhere(source, 0, Math.max(0, number), false, nowNanos);
      }
      heardNanos = nowNanos;
      return null;
    }

    private Outcome elsewhere(InetSocketAddress source, int ssrc, int sequence, boolean continues, long nowNanos) {
      become(Latch.step(state,
          new Sighting(source, ssrc, sequence, nowNanos, nowNanos - heardNanos, continues), policy));
      if (!state.accepts(source)) {
        return refused(source);
      }
      heardNanos = nowNanos;
      return null;
    }

    private void become(LatchState next) {
      if (next == state) {
        return;
      }
      state = next;
      InetSocketAddress before = latchedSource;
      latchedSource = next instanceof Latched latched ? latched.source() : null;
      if (next instanceof Latched latched && !latchedSource.equals(before)) {
        onLatched.accept(latched);
      }
    }

    private Outcome refused(InetSocketAddress source) {
      if (state instanceof Unsignalled) {
        return Outcome.UNSIGNALLED;
      }
      if (state instanceof Probation probation && source.equals(probation.candidate())) {
        return Outcome.PROBATION;
      }
      foreign++;
      return Outcome.FOREIGN;
    }

    /** Whether the peer is known, and is somewhere else: only its own stream could move it there. */
    boolean isStranger(InetSocketAddress source) {
      return state instanceof Latched latched && !source.equals(latched.source()) && !source.equals(latched.signalled());
    }

    Outcome refuseStranger() {
      foreign++;
      return Outcome.FOREIGN;
    }

    LatchState state() {
      return state;
    }

    /** Whether the peer's stream bears this SSRC. */
    boolean carries(int ssrc) {
      return stats.packets() > 0 && stats.ssrc() == ssrc;
    }

    /** When the peer was last heard; before that, when the stream was opened. */
    long heardNanos() {
      return heardNanos;
    }

    long foreign() {
      return foreign;
    }
  }

  /** Packets, octets, loss and jitter. */
  static final class Count implements PacketStage {
    private final ReceptionStats stats;
    private CodecTable codecs;
    private String codec = "";

    Count(ReceptionStats stats, CodecTable codecs) {
      this.stats = stats;
      this.codecs = codecs;
    }

    void codecs(CodecTable negotiated) {
      codecs = negotiated;
    }

    @Override
    public Outcome on(RtpPacketView packet, InetSocketAddress source, long nowNanos) {
      int type = packet.payloadType();
      stats.on(packet, codecs.timingRate(type), nowNanos);
      if (codecs.voice(type)) {
        codec = codecs.name(type);
      }
      return null;
    }

    /** Encoding name last heard. */
    String codec() {
      return codec;
    }
  }

  /** Gives a packet the other side's payload type and, where it must be, its law of G.711; drops what it does not take. */
  record Rewrite(PayloadMap map) implements PacketStage {
    @Override
    public Outcome on(RtpPacketView packet, InetSocketAddress source, long nowNanos) {
      int type = packet.payloadType();
      if (!map.carries(type)) {
        return Outcome.PAYLOAD_TYPE;
      }
      byte[] law = map.law(type);
      if (law != null) {
        packet.mapPayload(law);
      }
      packet.payloadType(map.number(type));
      return null;
    }
  }

  /** Sends the packet out of the peer's socket. */
  static final class Forward implements PacketStage {
    private final MediaLoop loop;
    private MediaStream peer;

    Forward(MediaLoop loop) {
      this.loop = loop;
    }

    /** Whom to; null: nobody. */
    void to(MediaStream stream) {
      peer = stream;
    }

    MediaStream peer() {
      return peer;
    }

    @Override
    public Outcome on(RtpPacketView packet, InetSocketAddress source, long nowNanos) {
      if (peer == null) {
        return Outcome.UNBRIDGED;
      }
      return peer.loop() == loop
          ? peer.outbound().relay(packet.buffer(), nowNanos)
          : LoopCrossing.hand(packet.buffer(), loop, peer.loop(), peer::relay);
    }

    /** The same for a datagram that is no RTP. */
    Outcome onDatagram(ByteBuf datagram) {
      if (peer == null) {
        return Outcome.UNBRIDGED;
      }
      return peer.loop() == loop
          ? peer.outbound().send(datagram)
          : LoopCrossing.hand(datagram, loop, peer.loop(), peer.outbound()::send);
    }
  }
}
