package org.earshot.app.route;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.earshot.app.config.Cidr;
import org.earshot.app.route.Trunks.Address;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where one trunk is: known at once for a literal address, as last resolved for a name. */
final class TrunkAddress {
  private static final Logger LOG = LoggerFactory.getLogger(TrunkAddress.class);

  private final String trunk;
  private final SipUri uri;
  private final Transport transport;
  private final boolean literal;
  private volatile Optional<Address> current = Optional.empty();

  TrunkAddress(String trunk, SipUri uri) {
    this.trunk = trunk;
    this.uri = uri;
    Transport named = uri.param("transport").map(Transport::of).orElse(Transport.UDP);
    this.transport = uri.scheme().equals("sips") ? named.secured() : named;
    Optional<InetAddress> address = Cidr.literal(uri.host());
    this.literal = address.isPresent();
    address.ifPresent(this::use);
  }

  Optional<Address> current() {
    return current;
  }

  boolean isName() {
    return !literal;
  }

  /** Asks again; keeps the last good answer where there is none now. Blocks. */
  void refresh(NameResolver resolver) {
    try {
      List<InetAddress> found = resolver.resolve(uri.host());
      Optional<InetAddress> inUse = current.map(address -> address.hop().address().getAddress());
      // Stay with the address in use while it is still given: an answer's order changes from one to the next.
      if (!found.isEmpty() && inUse.filter(found::contains).isEmpty()) {
        use(found.getFirst());
        LOG.info("trunk {} is at {}", trunk, current.get().hop());
      }
    } catch (UnknownHostException _) {
      LOG.warn("trunk {}: {} does not resolve; {}", trunk, uri.host(),
          current.map(address -> "staying with " + address.hop()).orElse("it cannot be called"));
    }
  }

  private void use(InetAddress address) {
    int port = uri.port() == 0 ? transport.defaultPort() : uri.port();
    current = Optional.of(new Address(uri, new Hop(transport, new InetSocketAddress(address, port))));
  }
}
