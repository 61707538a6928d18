package org.earshot.media.relay;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.amd.AmdResult;
import org.earshot.media.amd.AmdVerdict;
import org.earshot.media.audio.AudioFrame;
import org.earshot.media.audio.FrameAssembler;
import org.earshot.media.net.Outcome;
import org.earshot.media.rtp.RtpPacketView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the detector hear what one peer says. Whatever goes wrong in here costs the verdict, never the packet. Its media
 * loop only.
 */
final class DetectorTap implements PacketStage {
  private static final Logger LOG = LoggerFactory.getLogger(DetectorTap.class);

  private final Ears ears;
  private final Consumer<AmdEvent> events;
  private final FrameAssembler assembler = new FrameAssembler(this::hear);
  private CodecTable codecs = new CodecTable(List.of());
  private long frames;
  private boolean failed;

  DetectorTap(Ears ears, Consumer<AmdEvent> events) {
    this.ears = ears;
    this.events = events;
  }

  /** What the peer's payload types mean from now on. */
  void codecs(CodecTable negotiated) {
    codecs = negotiated;
  }

  // Digits (RFC 4733), comfort noise (RFC 3389) and codecs we cannot decode start the timeline and then leave it to the
  // clock, which fills it with marked silence.
  @Override
  public Outcome on(RtpPacketView packet, InetSocketAddress source, long nowNanos) {
    if (!done()) {
      try {
        FrameAssembler.Decoder decoder = codecs.decoder(packet.payloadType());
        if (decoder == null) {
          assembler.start(nowNanos);
        } else {
          assembler.onPacket(packet, decoder, nowNanos);
        }
      } catch (RuntimeException e) {
        fail(e);
      }
    }
    return null;
  }

  /** Keeps the detector's time running where no packets come. */
  void tick(long nowNanos) {
    guarded(() -> assembler.onTick(nowNanos));
  }

  /** The callee has answered; from here on time runs even if nothing ever comes. */
  void answered(long nowNanos) {
    guarded(() -> {
      assembler.start(nowNanos);
      ears.answered().forEach(events);
    });
  }

  /** The audio is over. */
  void finish() {
    guarded(() -> {
      assembler.finish();
      ears.finish().forEach(events);
    });
  }

  /** The detector has told all it will tell, or has failed: the tap can be taken away. */
  boolean done() {
    return failed || ears.isDone();
  }

  // one packet or tick may bring several frames
  private void hear(AudioFrame frame) {
    if (ears.isDone()) {
      return;
    }
    frames++;
    List<AmdEvent> heard = ears.accept(frame);
    if (!heard.isEmpty()) {
      heard.forEach(events);
    }
  }

  private void guarded(Runnable work) {
    if (done()) {
      return;
    }
    try {
      work.run();
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void fail(RuntimeException fault) {
    failed = true;
    LOG.error("the detector failed at frame {}; the call goes on without it", frames, fault);
    long atMs = frames * AudioFrame.MS;
    List<String> evidence = List.of("the detector failed: " + fault);
    events.accept(new AmdEvent.Verdict(new AmdVerdict(AmdResult.ERROR, 0, "fault", "", atMs, evidence), atMs));
  }
}
