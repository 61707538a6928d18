package org.earshot.media.net;

/** A bound even RTP port and the odd RTCP port above it. Its media loop only. */
public record PortPair(RtpSocket rtp, RtpSocket rtcp) {
  public int rtpPort() {
    return rtp.port();
  }

  void receiver(DatagramReceiver receiver) {
    rtp.receiver(receiver);
    rtcp.receiver(receiver);
  }

  void unbind(MediaLoop loop) {
    loop.unbind(rtp);
    loop.unbind(rtcp);
  }
}
