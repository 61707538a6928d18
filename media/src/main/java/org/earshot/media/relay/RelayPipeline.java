package org.earshot.media.relay;

import java.net.InetSocketAddress;
import java.util.List;
import org.earshot.media.net.Outcome;
import org.earshot.media.rtp.RtpPacketView;

/** The stages of one direction, in order. */
final class RelayPipeline {
  private final PacketStage[] stages;

  RelayPipeline(List<PacketStage> stages) {
    this.stages = stages.toArray(PacketStage[]::new);
  }

  /** What became of the packet. */
  Outcome run(RtpPacketView packet, InetSocketAddress source, long nowNanos) {
    for (PacketStage stage : stages) {
      Outcome outcome = stage.on(packet, source, nowNanos);
      if (outcome != null) {
        return outcome;
      }
    }
    return Outcome.UNBRIDGED;
  }
}
