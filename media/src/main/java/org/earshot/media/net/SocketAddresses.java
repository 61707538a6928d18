package org.earshot.media.net;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/**
 * Socket addresses as Linux has them, to and from Java's. Pure.
 *
 * <pre>
 *  sockaddr_in   family(2) port(2) address(4) zero(8)                      16 octets, AF_INET 2
 *  sockaddr_in6  family(2) port(2) flow(4) address(16) scope(4)            28 octets, AF_INET6 10
 * </pre>
 *
 * The family and the scope are in the machine's order, the rest in the network's.
 */
final class SocketAddresses {
  static final int LONGEST = 32;
  private static final short AF_INET = 2;
  private static final short AF_INET6 = 10;
  private static final int LENGTH_4 = 16;
  private static final int LENGTH_6 = 28;
  private static final byte[] MAPPED_PREFIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private SocketAddresses() {}

  /** Writes the address for a socket of that family; its length, or 0 where the socket cannot reach it. */
  static int write(MemorySegment to, InetSocketAddress address, boolean ipv6Socket) {
    to.fill((byte) 0);
    byte[] octets = address.getAddress().getAddress();
    to.set(JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 2, (short) address.getPort());
    if (ipv6Socket) {
      return write6(to, address.getAddress(), octets);
    }
    if (octets.length != 4) {
      return 0;
    }
    to.set(JAVA_SHORT_UNALIGNED, 0, AF_INET);
    MemorySegment.copy(octets, 0, to, JAVA_BYTE, 4, 4);
    return LENGTH_4;
  }

  // RFC 4291 §2.5.5.2: an IPv6 socket reaches IPv4 by mapped addresses
  private static int write6(MemorySegment to, InetAddress address, byte[] octets) {
    to.set(JAVA_SHORT_UNALIGNED, 0, AF_INET6);
    if (octets.length == 4) {
      MemorySegment.copy(MAPPED_PREFIX, 0, to, JAVA_BYTE, 8, MAPPED_PREFIX.length);
    }
    MemorySegment.copy(octets, 0, to, JAVA_BYTE, 24 - octets.length, octets.length);
    if (address instanceof Inet6Address scoped) {
      to.set(JAVA_INT_UNALIGNED, 24, scoped.getScopeId());
    }
    return LENGTH_6;
  }

  /** Reads what the kernel wrote; mapped addresses come out as IPv4. */
  static InetSocketAddress read(MemorySegment from) {
    int port = Short.toUnsignedInt(from.get(JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 2));
    try {
      return new InetSocketAddress(host(from), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 and 16 octets are always an address", e);
    }
  }

  private static InetAddress host(MemorySegment from) throws UnknownHostException {
    if (from.get(JAVA_SHORT_UNALIGNED, 0) == AF_INET) {
      return InetAddress.getByAddress(from.asSlice(4, 4).toArray(JAVA_BYTE));
    }
    byte[] octets = from.asSlice(8, 16).toArray(JAVA_BYTE);
    int scope = from.get(JAVA_INT_UNALIGNED, 24);
    return scope == 0 ? InetAddress.getByAddress(octets) : Inet6Address.getByAddress(null, octets, scope);
  }
}
