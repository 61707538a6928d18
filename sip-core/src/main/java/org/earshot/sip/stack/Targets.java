package org.earshot.sip.stack;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.stack.SIPDialog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sip.address.Address;
import javax.sip.header.RouteHeader;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Transport;
import org.earshot.sip.stack.LegEntry.Fork;

/**
 * Where a request inside a dialog goes. No name is looked up, so what is no IP literal counts as unknown:
 *
 * <ol>
 *   <li>a route set is followed: its first URI, if that is a literal;
 *   <li>a Contact that names the address its packets come from is believed, port and transport with it;
 *   <li>anything else (a private address behind NAT, a name) goes back where the peer's last message came from.
 * </ol>
 *
 * <p>Over a connection the third rule holds always, unless there is a route set: the connection is the way back.
 */
final class Targets {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private Targets() {}

  static Hop of(Fork fork) {
    return choose(firstRoute(fork.dialog), contact(fork.dialog), fork.flow);
  }

  static Hop choose(Optional<Hop> route, Optional<Hop> contact, Hop flow) {
    if (route.isPresent()) {
      return route.get();
    }
    boolean connection = flow.transport() != Transport.UDP;
    return contact.filter(hop -> !connection && hop.address().getAddress().equals(flow.address().getAddress()))
        .orElse(flow);
  }

  private static Optional<Hop> firstRoute(SIPDialog dialog) {
    Iterator<?> routes = dialog.getRouteSet();
    return routes.hasNext() ? literal(((RouteHeader) routes.next()).getAddress()) : Optional.empty();
  }

  private static Optional<Hop> contact(SIPDialog dialog) {
    return Optional.ofNullable(dialog.getRemoteTarget()).flatMap(Targets::literal);
  }

  private static Optional<Hop> literal(Address address) {
    if (!(address.getURI() instanceof SipUri uri)) {
      return Optional.empty();
    }
    String named = uri.getMAddrParam() == null ? uri.getHost() : uri.getMAddrParam();
    String host = named == null ? "" : unbracketed(named);
    if (!IPV4.matcher(host).matches() && host.indexOf(':') < 0) {
      return Optional.empty();
    }
    try {
      var transport = transport(uri);
      int port = uri.getPort() > 0 ? uri.getPort() : transport.defaultPort();
      return Optional.of(new Hop(transport, new InetSocketAddress(InetAddress.ofLiteral(host), port)));
    } catch (IllegalArgumentException unusable) {
      return Optional.empty();
    }
  }

  /** RFC 3261 §26.2.2: sips is TLS, whatever carries it. */
  private static Transport transport(SipUri uri) {
    Transport named = uri.getTransportParam() == null ? Transport.UDP : Transport.of(uri.getTransportParam());
    return uri.isSecure() ? named.secured() : named;
  }

  static String unbracketed(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
