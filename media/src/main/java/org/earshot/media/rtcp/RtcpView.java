package org.earshot.media.rtcp;

import io.netty.buffer.ByteBuf;
import org.earshot.media.rtp.RtpPacketView;

/**
 * A window on an RTCP compound packet: enough to tell it from RTP and from garbage. Borrows the buffer until the next
 * {@link #wrap}. One media loop only.
 *
 * <pre>
 *  RFC 3550 §6.4.1, the first eight octets of every packet of a compound
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |V=2|P|  count  |   packet type |  length in 32-bit words, - 1  |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                     SSRC of its sender                        |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class RtcpView {
  /** What the datagram looks like. */
  public enum Shape { VALID, TOO_SHORT, TOO_LONG, WRONG_VERSION, WRONG_TYPE, BAD_LENGTH }

  private static final int HEADER = 4;
  private static final int SMALLEST = 8;
  private static final int FIRST_TYPE = 192;
  private static final int LAST_TYPE = 223;

  private ByteBuf buffer;
  private int start;

  // RFC 5761 §4: RTP payload types 64-95 are left unused so that the second octet, with the marker bit, tells the two
  // apart.
  /** Whether a datagram on an RTP port is RTCP. */
  public static boolean isRtcp(ByteBuf datagram) {
    int start = datagram.readerIndex();
    return datagram.readableBytes() >= SMALLEST && isRtcpType(datagram.getUnsignedByte(start + 1))
        && datagram.getUnsignedByte(start) >> 6 == 2;
  }

  private static boolean isRtcpType(int type) {
    return type >= FIRST_TYPE && type <= LAST_TYPE;
  }

  /** Walks the compound without copying; the fields may be asked for only if the answer is {@code VALID}. */
  public Shape wrap(ByteBuf datagram) {
    buffer = datagram;
    start = datagram.readerIndex();
    int length = datagram.readableBytes();
    if (length < SMALLEST) {
      return Shape.TOO_SHORT;
    }
    if (length > RtpPacketView.LONGEST) {
      return Shape.TOO_LONG;
    }
    for (int at = 0; at < length; ) {
      Shape shape = packetAt(start + at, length - at);
      if (shape != Shape.VALID) {
        return shape;
      }
      at += packetLength(start + at);
    }
    return Shape.VALID;
  }

  // RFC 3550 A.2, but without its demand that a report comes first: RFC 5506 lets it go.
  private Shape packetAt(int index, int room) {
    if (room < HEADER) {
      return Shape.BAD_LENGTH;
    }
    if (buffer.getUnsignedByte(index) >> 6 != 2) {
      return Shape.WRONG_VERSION;
    }
    if (!isRtcpType(buffer.getUnsignedByte(index + 1))) {
      return Shape.WRONG_TYPE;
    }
    return packetLength(index) <= room ? Shape.VALID : Shape.BAD_LENGTH;
  }

  private int packetLength(int index) {
    return HEADER + 4 * buffer.getUnsignedShort(index + 2);
  }

  /** Type of the first packet: 200 SR, 201 RR, 202 SDES, 203 BYE, 204 APP. */
  public int firstType() {
    return buffer.getUnsignedByte(start + 1);
  }

  /** SSRC of the first packet's sender. */
  public int ssrc() {
    return buffer.getInt(start + HEADER);
  }
}
