package org.earshot.sip.stack;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.earshot.sip.message.Hop;
import org.earshot.sip.stack.Transports.Point;

/** What peers are told to reach us at, in Via and Contact. Any thread; asks the routing table, never a name server. */
final class LocalAddresses {
  private static final int REMEMBERED_MAX = 4096;
  private static final int ANY_PORT = 9;

  private final Map<InetAddress, InetAddress> towards = new ConcurrentHashMap<>();

  /** The host for Via and Contact, an IPv6 address in brackets. */
  String host(Point point, Hop peer) throws IOException {
    return point.advertised().isPresent() ? bracketed(point.advertised().get())
        : bracketed(address(point, peer.address().getAddress()).getHostAddress());
  }

  private static String bracketed(String host) {
    return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  /** The address that packets between this point and that peer have on our side. */
  InetSocketAddress socketAddress(Point point, Hop peer) throws IOException {
    return new InetSocketAddress(address(point, peer.address().getAddress()), point.bound().getPort());
  }

  private InetAddress address(Point point, InetAddress peer) throws IOException {
    if (!point.bound().getAddress().isAnyLocalAddress()) {
      return point.bound().getAddress();
    }
    InetAddress known = towards.get(peer);
    if (known != null) {
      return known;
    }
    InetAddress found = routed(peer);
    if (towards.size() >= REMEMBERED_MAX) {
      // routes change, and peers are many: start afresh rather than grow
      towards.clear();
    }
    towards.put(peer, found);
    return found;
  }

  /** Connecting a datagram socket sends nothing: the kernel only picks the route and with it our address. */
  private static InetAddress routed(InetAddress peer) throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(peer, ANY_PORT));
      return socket.getLocalAddress();
    }
  }
}
