package org.earshot.app.call;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which of our addresses a packet to a peer leaves from. Any thread; a look-up is one system call, then remembered. */
final class LocalAddresses {
  private static final int REMEMBERED_MAX = 10_000;
  private static final int DISCARD_PORT = 9;

  private final Map<InetAddress, InetAddress> known = new ConcurrentHashMap<>();

  InetAddress towards(InetAddress peer) {
    InetAddress local = known.get(peer);
    if (local == null) {
      local = ask(peer);
      if (known.size() >= REMEMBERED_MAX) {
        known.clear();
      }
      known.put(peer, local);
    }
    return local;
  }

  /** Connecting a datagram socket sends nothing: it only asks the kernel's routing table. */
  private static InetAddress ask(InetAddress peer) {
    try (var socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(peer, DISCARD_PORT));
      return socket.getLocalAddress();
    } catch (IOException | RuntimeException _) {
      return InetAddress.getLoopbackAddress(); // no route: nothing sent there would arrive either
    }
  }
}
