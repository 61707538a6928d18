package org.earshot.sip.message;

import java.net.InetSocketAddress;

/**
 * Where a message came from or goes to: a transport and a resolved address. Name look-up happens before.
 *
 * <p>Over TLS a host name within the address is the one that the peer's certificate must stand for (RFC 5922 §4: the
 * domain of the URI, not what SRV made of it): {@code InetAddress.getByAddress("sbc.example.org", bytes)}.
 */
public record Hop(Transport transport, InetSocketAddress address) {
  @Override
  public String toString() {
    return transport.word() + ":" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
