package org.earshot.app.route;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks for the addresses of a host; may block, and is called on virtual threads only. */
@FunctionalInterface
public interface NameResolver {
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** The operating system's, A and AAAA. */
  static NameResolver ofSystem() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
