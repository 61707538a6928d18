package org.earshot.scenarios.harness;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds ports that nobody on this machine uses; below those that the kernel gives to others without asking. */
final class Ports {
  private static final int FIRST = Integer.getInteger("earshot.ports.first", 23000);
  private static final int LAST = FIRST + 1_999;
  // runs beside each other begin at different places
  private static int next = FIRST + (int) (ProcessHandle.current().pid() * 37 % (LAST - FIRST));

  private Ports() {}

  /** A port free for UDP and TCP on every address of this machine; not handed out again until all others were. */
  static synchronized int free() {
    for (int tried = FIRST; tried <= LAST; tried++) {
      int port = next;
      next = next == LAST ? FIRST : next + 1;
      if (isFree(new InetSocketAddress(port))) {
        return port;
      }
    }
    throw new IllegalStateException("no free port from " + FIRST + " to " + LAST);
  }

  /** The same for RTP, whose port is even. */
  static int freeEven() {
    int port = free();
    return port % 2 == 0 ? port : freeEven();
  }

  static boolean isFree(String address, int port) {
    try {
      return isFree(new InetSocketAddress(InetAddress.getByName(address), port));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isFree(InetSocketAddress at) {
    try (DatagramSocket udp = new DatagramSocket(null); ServerSocket tcp = new ServerSocket()) {
      udp.bind(at);
      tcp.bind(at);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
