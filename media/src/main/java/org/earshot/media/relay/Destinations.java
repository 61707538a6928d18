package org.earshot.media.relay;

import java.net.InetSocketAddress;

/** Which signalled addresses may be sent to. */
final class Destinations {
  private Destinations() {}

  // RFC 3264 §8.4: 0.0.0.0 was the old way to say hold. Multicast or broadcast would make an amplifier of us.
  /** The address, or null where it names no single host. */
  static InetSocketAddress usable(InetSocketAddress address) {
    boolean fine = address != null && !address.isUnresolved() && address.getPort() > 0
        && !address.getAddress().isAnyLocalAddress() && !address.getAddress().isMulticastAddress()
        && !address.getAddress().getHostAddress().equals("255.255.255.255");
    return fine ? address : null;
  }
}
