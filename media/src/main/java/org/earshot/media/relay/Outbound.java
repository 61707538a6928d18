package org.earshot.media.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ObjLongConsumer;
import org.earshot.media.Playback.End;
import org.earshot.media.StreamSpec.Codec;
import org.earshot.media.audio.AudioFrame;
import org.earshot.media.audio.Prompt;
import org.earshot.media.net.MediaLoop;
import org.earshot.media.net.Outcome;
import org.earshot.media.net.PortPair;
import org.earshot.media.rtp.RtpPacketView;
import org.earshot.media.rtp.StreamRewriter;
import org.earshot.media.srtp.SrtpSession;

/**
 * What one peer is sent, as one stream: the other leg's packets, or audio and digits of our own in their place. Its media
 * loop only.
 */
final class Outbound implements Speaker.Mouth {
  private static final byte VERSION_2 = (byte) 0x80;

  private final MediaLoop loop;
  private final PortPair ports;
  private final RelayStages.SourceLatch latch;
  private final StreamRewriter rewriter;
  private final Speaker speaker = new Speaker(this);
  private final RtpPacketView view = new RtpPacketView();
  private PacketStage tap;
  private ByteBuf ownPacket;
  private SrtpSession srtp;
  private boolean speaking;
  private long sent;

  Outbound(MediaLoop loop, PortPair ports, RelayStages.SourceLatch latch) {
    this.loop = loop;
    this.ports = ports;
    this.latch = latch;
    rewriter = new StreamRewriter(new SplittableRandom(loop.nanos() ^ System.identityHashCode(this)));
  }

  /** How the peer's packets are protected from now on; null: not at all. */
  void protect(SrtpSession session) {
    srtp = session;
  }

  /** What the peer takes from now on. */
  void accepts(List<Codec> codecs) {
    speaker.voice(codecs);
  }

  /** Sends a packet of the other leg's. */
  Outcome relay(ByteBuf packet, long nowNanos) {
    if (speaking) {
      return Outcome.REPLACED;
    }
    rewriter.pass(packet, nowNanos);
    hear(packet, nowNanos);
    return send(packet);
  }

  /** Lets the tap see what RTP the peer is sent; null: nobody. */
  void tap(PacketStage stage) {
    tap = stage;
  }

  private void hear(ByteBuf packet, long nowNanos) {
    if (tap != null && view.wrap(packet) == RtpPacketView.Shape.VALID) {
      tap.on(view, latch.state().destination(), nowNanos);
    }
  }

  /** Sends a datagram that is no RTP. */
  Outcome send(ByteBuf datagram) {
    InetSocketAddress to = latch.state().destination();
    if (to == null) {
      return Outcome.NO_DESTINATION;
    }
    ByteBuf sealed = srtp == null ? datagram : srtp.protect(datagram);
    if (sealed == null) {
      return Outcome.NOT_PROTECTED;
    }
    if (!ports.rtp().send(sealed, to)) {
      return Outcome.SEND_REFUSED;
    }
    sent++;
    return Outcome.RELAYED;
  }

  /** Whether RTCP of the other leg speaks of the stream that the peer gets. */
  boolean asRelayed() {
    return !rewriter.rewriting();
  }

  long sent() {
    return sent;
  }

  void play(Prompt prompt, int times, ObjLongConsumer<End> over) {
    long nowNanos = loop.nanos();
    speaker.play(prompt, times, nowNanos, over);
    speak(nowNanos);
  }

  void press(String digits, int durationMs) {
    long nowNanos = loop.nanos();
    speaker.press(digits, durationMs, nowNanos);
    speak(nowNanos);
  }

  /** Ends what plays; digits that have been asked for are still sent. */
  void stop(End why) {
    speaker.stop(why);
  }

  private void speak(long nowNanos) {
    if (!speaking && speaker.busy()) {
      speaking = true;
      rewriter.begin(nowNanos);
      loop.metronome().add(this::beat);
    }
  }

  private boolean beat(long nowNanos) {
    if (speaker.on(nowNanos)) {
      return true;
    }
    speaking = false;
    rewriter.end();
    return false;
  }

  @Override
  public void send(int payloadType, boolean marker, byte[] payload, int length) {
    if (ownPacket == null) {
      ownPacket = Unpooled.buffer(RtpPacketView.FIXED_HEADER + AudioFrame.SAMPLES);
    }
    ownPacket.clear().writeByte(VERSION_2).writeByte((marker ? 0x80 : 0) | payloadType)
        .writeZero(RtpPacketView.FIXED_HEADER - 2).writeBytes(payload, 0, length);
    long nowNanos = loop.nanos();
    rewriter.own(ownPacket, nowNanos);
    hear(ownPacket, nowNanos);
    send(ownPacket);
  }

  @Override
  public void advance(int samples) {
    rewriter.advance(samples);
  }
}
