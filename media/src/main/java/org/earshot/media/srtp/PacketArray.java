package org.earshot.media.srtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.earshot.media.rtp.RtpPacketView;
import org.jitsi.utils.ByteArrayBuffer;

/** One packet on the heap, where the ciphers want it, with room for a tag at its end. */
final class PacketArray implements ByteArrayBuffer {
  /** RFC 3711 §5.2, RFC 7714 §12, §17: a tag of 16 octets and the index of SRTCP are the most. */
  private static final int TAIL = 32;
  static final int ROOM = RtpPacketView.LONGEST + TAIL;

  private final byte[] bytes = new byte[ROOM];
  private final ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
  private int length;

  /** Copies the readable bytes; false where they are too many. */
  boolean load(ByteBuf datagram) {
    length = datagram.readableBytes();
    if (length > RtpPacketView.LONGEST) {
      return false;
    }
    datagram.getBytes(datagram.readerIndex(), bytes, 0, length);
    return true;
  }

  /** Copies the packet back over the bytes that it came from; it has not become longer. */
  void store(ByteBuf datagram) {
    datagram.setBytes(datagram.readerIndex(), bytes, 0, length);
    datagram.writerIndex(datagram.readerIndex() + length);
  }

  /** The packet as a buffer, until the next one is loaded. */
  ByteBuf asBuffer() {
    return buffer.setIndex(0, length);
  }

  @Override
  public byte[] getBuffer() {
    return bytes;
  }

  @Override
  public int getOffset() {
    return 0;
  }

  @Override
  public int getLength() {
    return length;
  }

  @Override
  public void setLength(int newLength) {
    length = newLength;
  }

  @Override
  public void setOffset(int offset) {
    if (offset != 0) {
      throw new IllegalArgumentException("the packet stays at the beginning");
    }
  }

  @Override
  public boolean isInvalid() {
    return length == 0;
  }

  @Override
  public void readRegionToBuff(int offset, int count, byte[] to) {
    System.arraycopy(bytes, offset, to, 0, count);
  }

  @Override
  public void grow(int more) {
    if (length + more > ROOM) {
      throw new IllegalStateException("no room for " + more + " octets");
    }
  }

  @Override
  public void append(byte[] data, int count) {
    grow(count);
    System.arraycopy(data, 0, bytes, length, count);
    length += count;
  }

  @Override
  public void shrink(int less) {
    length = Math.max(0, length - less);
  }
}
