package org.earshot.media.relay;

import java.net.InetSocketAddress;
import org.earshot.media.net.Outcome;
import org.earshot.media.rtp.RtpPacketView;

/** One step of the packet path. Borrows the packet; knows nothing of its neighbours. */
@FunctionalInterface
interface PacketStage {
  /** {@code null} passes the packet on to the next stage; an outcome is the packet's end. */
  Outcome on(RtpPacketView packet, InetSocketAddress source, long nowNanos);
}
