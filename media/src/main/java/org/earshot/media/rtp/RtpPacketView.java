package org.earshot.media.rtp;

import io.netty.buffer.ByteBuf;

/**
 * A window on one RTP packet. Reused for packet after packet; borrows the buffer until the next {@link #wrap}.
 * One media loop only.
 *
 * <pre>
 *  RFC 3550 §5.1
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                           timestamp                           |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                             SSRC                              |
 *  +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
 *  |                     CSRC, CC times                            |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |  extension's profile, if X    |     length in 32-bit words    |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |  extension, payload, and, if P, padding whose last octet counts it
 * </pre>
 */
public final class RtpPacketView {
  public static final int FIXED_HEADER = 12;
  /** Longer datagrams do not fit into our buffers and arrive cut off; RTP over Ethernet stays below 1,500. */
  public static final int LONGEST = 2048;

  /** What the header looks like. */
  public enum Shape { VALID, TOO_SHORT, TOO_LONG, WRONG_VERSION, BAD_LENGTH }

  private static final int SEQUENCE = 2;
  private static final int TIMESTAMP = 4;
  private static final int SSRC = 8;
  private static final int VERSION_2 = 2;

  private ByteBuf buffer;
  private int start;
  private int markerAndType;
  private int sequence;
  private long timestamp;
  private int ssrc;
  private int headerLength;
  private int payloadLength;

  /** Looks at the readable bytes; the fields may be asked for only if the answer is {@code VALID}. */
  public Shape wrap(ByteBuf datagram) {
    buffer = datagram;
    start = datagram.readerIndex();
    int length = datagram.readableBytes();
    if (length < FIXED_HEADER) {
      return Shape.TOO_SHORT;
    }
    if (length > LONGEST) {
      return Shape.TOO_LONG;
    }
    int first = datagram.getUnsignedByte(start);
    if (first >> 6 != VERSION_2) {
      return Shape.WRONG_VERSION;
    }
    markerAndType = datagram.getUnsignedByte(start + 1);
    sequence = datagram.getUnsignedShort(start + SEQUENCE);
    timestamp = datagram.getUnsignedInt(start + TIMESTAMP);
    ssrc = datagram.getInt(start + SSRC);
    return measure(first, length) ? Shape.VALID : Shape.BAD_LENGTH;
  }

  /** RFC 3550 A.1: the lengths that the packet states of itself must fit into what arrived. */
  private boolean measure(int first, int length) {
    headerLength = FIXED_HEADER + 4 * (first & 0x0f);
    if ((first & 0x10) != 0) {
      if (headerLength + 4 > length) {
        return false;
      }
      headerLength += 4 + 4 * buffer.getUnsignedShort(start + headerLength + 2);
    }
    int padding = 0;
    if ((first & 0x20) != 0) {
      padding = buffer.getUnsignedByte(start + length - 1);
      if (padding == 0) {
        return false;
      }
    }
    payloadLength = length - headerLength - padding;
    return payloadLength >= 0;
  }

  /** The whole packet, borrowed. */
  public ByteBuf buffer() {
    return buffer;
  }

  public int payloadType() {
    return markerAndType & 0x7f;
  }

  public boolean marker() {
    return (markerAndType & 0x80) != 0;
  }

  /** 0 to 65535. */
  public int sequence() {
    return sequence;
  }

  /** 0 to 2^32 - 1, in units of the codec's clock rate. */
  public long timestamp() {
    return timestamp;
  }

  public int ssrc() {
    return ssrc;
  }

  /** Octet {@code index} of the payload, from 0. */
  public byte payload(int index) {
    return buffer.getByte(start + headerLength + index);
  }

  /** Copies the payload to the beginning of an array; its length. */
  public int payload(byte[] to) {
    buffer.getBytes(start + headerLength, to, 0, payloadLength);
    return payloadLength;
  }

  /** Writes another payload type into the packet; the marker stays. */
  public void payloadType(int type) {
    markerAndType = markerAndType & 0x80 | type;
    buffer.setByte(start + 1, markerAndType);
  }

  /** Writes each octet of the payload anew, by a table of 256. */
  public void mapPayload(byte[] table) {
    int from = start + headerLength;
    for (int at = from; at < from + payloadLength; at++) {
      buffer.setByte(at, table[buffer.getUnsignedByte(at)]);
    }
  }

  /** Octets without header and padding. */
  public int payloadLength() {
    return payloadLength;
  }
}
