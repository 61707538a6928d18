package org.earshot.sip.message;

import java.net.InetSocketAddress;

/** Where a message came from or goes to: a transport and a resolved address. Name look-up happens before. */
public record Hop(Transport transport, InetSocketAddress address) {
  @Override
  public String toString() {
    return transport.word() + ":" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
