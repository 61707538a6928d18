package org.earshot.media.relay;

import java.net.InetSocketAddress;
import org.earshot.media.dtmf.TelephoneEventReceiver;
import org.earshot.media.net.Outcome;
import org.earshot.media.rtp.RtpPacketView;

/** Reads the peer's RFC 4733 events as they pass. Its media loop only. */
final class DigitStage implements PacketStage {
  private final TelephoneEventReceiver receiver;
  private final CodecTable codecs;

  DigitStage(TelephoneEventReceiver receiver, CodecTable codecs) {
    this.receiver = receiver;
    this.codecs = codecs;
  }

  @Override
  public Outcome on(RtpPacketView packet, InetSocketAddress source, long nowNanos) {
    int type = packet.payloadType();
    if (codecs.isEvent(type)) {
      receiver.on(packet, codecs.clockRate(type), nowNanos);
    }
    return null;
  }
}
