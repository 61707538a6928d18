package org.earshot.media.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;

/**
 * What one loop's sockets share while they hand datagrams to and from the kernel: one packet is on its way at a time,
 * so one of each is enough. That loop only.
 */
final class NativeMemory {
  private static final int ROOM = MediaLoop.DATAGRAM_ROOM;

  private final MemorySegment datagram = allocate(ROOM);
  private final MemorySegment copy = allocate(ROOM);
  private final MemorySegment source = allocate(SocketAddresses.LONGEST);
  private final MemorySegment sourceLength = allocate(Integer.BYTES);
  private final MemorySegment destination = allocate(SocketAddresses.LONGEST);
  private final ByteBuf datagramBuffer = Unpooled.wrappedBuffer(datagram.asByteBuffer());
  private final ByteBuf copyBuffer = Unpooled.wrappedBuffer(copy.asByteBuffer());

  private static MemorySegment allocate(int octets) {
    return Arena.ofAuto().allocate(octets, Long.BYTES);
  }

  /** Receives into the shared buffer: octets, or -1. Longer datagrams are cut to one octet more than the longest. */
  int receive(int fd) {
    sourceLength.set(JAVA_INT, 0, SocketAddresses.LONGEST);
    return (int) Syscalls.recvfrom(fd, datagram.address(), ROOM, source.address(), sourceLength.address());
  }

  /** The shared buffer, its readable bytes those just received. */
  ByteBuf received(int length) {
    return datagramBuffer.setIndex(0, length);
  }

  /** Where they came from. */
  InetSocketAddress source(CachedAddress cache) {
    return cache.read(source);
  }

  /** Sends the readable bytes; false where the kernel would not. */
  boolean send(int fd, ByteBuf bytes, InetSocketAddress to, CachedAddress cache, boolean ipv6Socket) {
    int length = bytes.readableBytes();
    int addressLength = cache.write(destination, to, ipv6Socket);
    return addressLength > 0 && length <= ROOM
        && Syscalls.sendto(fd, addressOf(bytes), length, destination.address(), addressLength) == length;
  }

  // mostly the packet that has just come in; any other buffer may lie where the kernel cannot be pointed to
  private long addressOf(ByteBuf bytes) {
    if (bytes == datagramBuffer) {
      return datagram.address() + bytes.readerIndex();
    }
    copyBuffer.setBytes(0, bytes, bytes.readerIndex(), bytes.readableBytes());
    return copy.address();
  }
}
