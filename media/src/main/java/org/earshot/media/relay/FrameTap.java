package org.earshot.media.relay;

import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.earshot.media.audio.FrameAssembler;
import org.earshot.media.audio.FrameSink;
import org.earshot.media.net.Outcome;
import org.earshot.media.rtp.RtpPacketView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets somebody hear a stream as frames. Whatever goes wrong in there costs that listener its audio, never the packet; after
 * some faults it is not asked any more. Its media loop only.
 */
final class FrameTap implements PacketStage {
  private static final Logger LOG = LoggerFactory.getLogger(FrameTap.class);
  private static final int FAULTS_MAX = 3;

  private final FrameAssembler assembler;
  private final Supplier<CodecTable> codecs;
  private int faults;

  /** {@code codecs}: what the stream's payload types mean at the moment. */
  FrameTap(FrameSink sink, Supplier<CodecTable> codecs) {
    this.codecs = codecs;
    assembler = new FrameAssembler(sink);
  }

  /** Time runs from now on, whether packets come or not. */
  void start(long nowNanos) {
    assembler.start(nowNanos);
  }

  @Override
  public Outcome on(RtpPacketView packet, InetSocketAddress source, long nowNanos) {
    if (shut()) {
      return null;
    }
    try {
      FrameAssembler.Decoder decoder = codecs.get().decoder(packet.payloadType());
      if (decoder != null) {
        assembler.onPacket(packet, decoder, nowNanos);
      }
    } catch (RuntimeException e) {
      fault(e);
    }
    return null;
  }

  /** Several times a second: time goes on without packets. */
  void tick(long nowNanos) {
    if (!shut()) {
      try {
        assembler.onTick(nowNanos);
      } catch (RuntimeException e) {
        fault(e);
      }
    }
  }

  /** The audio is over: what is still waiting for a late packet goes out. */
  void finish() {
    if (!shut()) {
      try {
        assembler.finish();
      } catch (RuntimeException e) {
        fault(e);
      }
    }
  }

  /** Whether it has failed too often. */
  boolean shut() {
    return faults >= FAULTS_MAX;
  }

  private void fault(RuntimeException fault) {
    faults++;
    LOG.error("a listener failed{}", shut() ? "; it is not asked any more, the call goes on" : "", fault);
  }
}
