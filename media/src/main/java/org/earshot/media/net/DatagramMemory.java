package org.earshot.media.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * What one loop's sockets share while they hand datagrams to and from the kernel: one packet is on its way at a time,
 * so one of each is enough. That loop only.
 */
final class DatagramMemory {
  private static final int ROOM = MediaLoop.DATAGRAM_ROOM;

  /** The packet that came last, as memory, as the relay reads it and as the JDK does. */
  private final MemorySegment datagram = allocate(ROOM);
  private final ByteBuf datagramBuffer = Unpooled.wrappedBuffer(datagram.asByteBuffer());
  private final ByteBuffer datagramBytes = datagram.asByteBuffer();
  /** A packet that is sent from elsewhere. */
  private final MemorySegment copy = allocate(ROOM);
  private final ByteBuf copyBuffer = Unpooled.wrappedBuffer(copy.asByteBuffer());
  private final ByteBuffer copyBytes = copy.asByteBuffer();
  private final MemorySegment source = allocate(SocketAddresses.LONGEST);
  private final MemorySegment sourceLength = allocate(Integer.BYTES);
  private final MemorySegment destination = allocate(SocketAddresses.LONGEST);

  private static MemorySegment allocate(int octets) {
    return Arena.ofAuto().allocate(octets, Long.BYTES);
  }

  /** Receives a datagram: where it came from, or null if there was none. What is too long is cut, but for an octet. */
  InetSocketAddress receive(int fd, CachedAddress cache) {
    sourceLength.set(JAVA_INT, 0, SocketAddresses.LONGEST);
    int length = (int) Syscalls.recvfrom(fd, datagram.address(), ROOM, source.address(), sourceLength.address());
    datagramBuffer.setIndex(0, Math.max(0, length));
    return length < 0 ? null : cache.read(source);
  }

  /** The same by the JDK. */
  InetSocketAddress receive(DatagramChannel channel) throws IOException {
    InetSocketAddress from = (InetSocketAddress) channel.receive(datagramBytes.clear());
    datagramBuffer.setIndex(0, datagramBytes.position());
    return from;
  }

  /** What was received last. */
  ByteBuf received() {
    return datagramBuffer;
  }

  /** Sends the readable bytes; false where the kernel would not. */
  boolean send(int fd, ByteBuf bytes, InetSocketAddress to, CachedAddress cache, boolean ipv6Socket) {
    int length = bytes.readableBytes();
    int addressLength = cache.write(destination, to, ipv6Socket);
    if (addressLength == 0 || length > ROOM) {
      return false;
    }
    long from = inPlace(bytes) ? datagram.address() + bytes.readerIndex() : copy.address();
    return Syscalls.sendto(fd, from, length, destination.address(), addressLength) == length;
  }

  /** The same by the JDK. */
  boolean send(DatagramChannel channel, ByteBuf bytes, InetSocketAddress to) throws IOException {
    int length = bytes.readableBytes();
    if (length > ROOM) {
      return false;
    }
    ByteBuffer from = inPlace(bytes)
        ? datagramBytes.limit(bytes.writerIndex()).position(bytes.readerIndex())
        : copyBytes.limit(length).position(0);
    return channel.send(from, to) == length;
  }

  // mostly it is the packet that has just come in; any other may lie where the kernel cannot be pointed to
  private boolean inPlace(ByteBuf bytes) {
    if (bytes == datagramBuffer) {
      return true;
    }
    copyBuffer.setBytes(0, bytes, bytes.readerIndex(), bytes.readableBytes());
    return false;
  }
}
