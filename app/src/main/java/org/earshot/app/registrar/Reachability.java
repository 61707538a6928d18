package org.earshot.app.registrar;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.earshot.app.registrar.RegisterRequest.Origin;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;

/**
 * Where calls to a contact are sent.
 *
 * <p>Over TCP and its kind: down the connection that the phone opened. Over UDP: to where the REGISTER came from, which
 * a NAT in between lets through, unless the phone's own Via says what we see. Then nothing translates addresses, and
 * the Contact may be taken at its word: it can name another port or another machine.
 */
final class Reachability {
  private static final int DEFAULT_PORT = 5060;

  private Reachability() {}

  static Hop of(SipUri contact, Origin origin) {
    if (origin.source().transport() != Transport.UDP || !seesItself(origin)) {
      return origin.source();
    }
    return direct(contact).orElse(origin.source());
  }

  /** The address that the contact names, where it is one we can send to without looking up a name. */
  static Optional<Hop> direct(SipUri contact) {
    String transport = contact.param("transport").orElse("udp");
    if (!contact.scheme().equals("sip") || !transport.equalsIgnoreCase("udp") && !transport.equalsIgnoreCase("tcp")) {
      return Optional.empty();
    }
    return literal(contact.host()).filter(address -> !address.isAnyLocalAddress())
        .map(address -> new InetSocketAddress(address, contact.port() == 0 ? DEFAULT_PORT : contact.port()))
        .map(address -> new Hop(Transport.of(transport), address));
  }

  /** A Via of several hops is empty here: then the source is a proxy's and says nothing of the phone. */
  private static boolean seesItself(Origin origin) {
    try {
      SipUri sentBy = SipUri.parse("sip:" + sentBy(origin.via()));
      InetSocketAddress source = origin.source().address();
      return literal(sentBy.host()).filter(source.getAddress()::equals).isPresent()
          && (sentBy.port() == 0 ? DEFAULT_PORT : sentBy.port()) == source.getPort();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Of "SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK.." the middle, which reads like the address of a URI. */
  private static String sentBy(String via) {
    int semicolon = via.indexOf(';');
    String head = (semicolon < 0 ? via : via.substring(0, semicolon)).strip();
    return head.substring(Math.max(head.lastIndexOf(' '), head.lastIndexOf('\t')) + 1);
  }

  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
