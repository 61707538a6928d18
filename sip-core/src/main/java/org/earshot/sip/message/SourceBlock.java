package org.earshot.sip.message;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What counts as one source: an IPv4 address; of IPv6 the /64 that a subscriber has at least (RFC 6177). */
public final class SourceBlock {
  private static final int PREFIX_BYTES = 8;

  private SourceBlock() {}

  /** The address itself, or the first of its block; without a name, so that equal blocks print alike. */
  public static InetAddress of(InetAddress source) {
    byte[] bytes = source.getAddress();
    if (source instanceof Inet6Address) {
      Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
    }
  }
}
