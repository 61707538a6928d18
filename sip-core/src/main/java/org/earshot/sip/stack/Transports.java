package org.earshot.sip.stack;

import gov.nist.javax.sip.SipProviderImpl;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TooManyListenersException;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import org.earshot.sip.SipSettings;
import org.earshot.sip.SipSettings.ListenPoint;
import org.earshot.sip.SipStartException;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;

/** The listening points, and which of them is used towards a peer. Immutable once opened; any thread. */
final class Transports {

  /** One listening point, the provider that sends from it, and the host that is told of it in place of its address. */
  record Point(Transport transport, InetSocketAddress bound, SipProviderImpl provider, StackProcessor processor,
               Optional<String> advertised) {

    /** How a peer that sees us at that host reaches this point. */
    SipUri contact(String user, String host) {
      SipUri uri = SipUri.sip(user, host, bound.getPort());
      return transport == Transport.UDP ? uri : uri.withParam("transport", transport.word());
    }

    /**
     * A request is about to go there. The stack will ask for a connection by the address; the name that the peer's
     * certificate must stand for is known here only.
     */
    void expect(Hop hop) {
      if (transport == Transport.TLS && hop.transport() == Transport.TLS) {
        processor.channelTo(hop.address());
      }
    }

    private boolean reaches(InetAddress peer) {
      InetAddress own = bound.getAddress();
      if (own.isAnyLocalAddress()) {
        // [::] takes both; 0.0.0.0 is IPv4 alone
        return own instanceof Inet6Address || peer instanceof Inet4Address;
      }
      return own.getClass() == peer.getClass() && own.isLoopbackAddress() == peer.isLoopbackAddress();
    }
  }

  private final List<Point> points;

  private Transports(List<Point> points) {
    this.points = List.copyOf(points);
  }

  /** Binds every listening point. A provider holds one point of each transport, all on one address. */
  static Transports open(EarshotStack stack, SipSettings settings) throws SipStartException {
    var points = new ArrayList<Point>();
    for (ListenPoint wanted : settings.listen()) {
      try {
        ListeningPoint bound = stack.createListeningPoint(wanted.address().getAddress().getHostAddress(),
            wanted.address().getPort(), wanted.transport().word());
        points.add(new Point(wanted.transport(), wanted.address(), provider(stack, bound, wanted, points),
            stack.processor(wanted.transport(), wanted.address()), wanted.advertise().or(settings::advertise)));
      } catch (InvalidArgumentException | SipException problem) {
        throw new SipStartException(describe(wanted, problem), problem);
      }
    }
    return new Transports(points);
  }

  private static SipProviderImpl provider(EarshotStack stack, ListeningPoint bound, ListenPoint wanted,
                                          List<Point> sofar) throws SipException {
    for (Point other : sofar) {
      SipProvider shared = other.provider;
      if (other.bound.getAddress().equals(wanted.address().getAddress())
          && shared.getListeningPoint(wanted.transport().word()) == null) {
        shared.addListeningPoint(bound);
        return other.provider;
      }
    }
    return (SipProviderImpl) stack.createSipProvider(bound);
  }

  /** From now on messages are heard; what came before has been dropped. */
  void listen(SipListener listener) {
    for (Point point : points) {
      try {
        point.provider.addSipListener(listener);
      } catch (TooManyListenersException another) {
        throw new IllegalStateException("this stack has a listener already", another);
      }
    }
  }

  private static String describe(ListenPoint point, Exception problem) {
    Throwable cause = problem;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String why = cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")
        ? "address already in use" : String.valueOf(cause.getMessage());
    return point.transport().word() + "://" + point.address().getAddress().getHostAddress() + ":"
        + point.address().getPort() + ": " + why;
  }

  /** The point to send from. Throws IOException where none of that transport and address family listens. */
  Point towards(Hop hop) throws IOException {
    return connected(hop).or(() -> find(hop.transport(), hop.address().getAddress()))
        .orElseThrow(() -> new IOException("no " + hop.transport().word() + " listening point reaches " + hop));
  }

  /** Where the peer has a connection already: a phone behind NAT is reached by no other. */
  private Optional<Point> connected(Hop hop) {
    return points.stream().filter(point -> point.transport == hop.transport()
        && point.processor.isConnected(hop.address())).findFirst();
  }

  Optional<Point> find(Transport transport, InetAddress peer) {
    return points.stream().filter(point -> point.transport == transport && point.reaches(peer)).findFirst();
  }

  /** The point of that provider and transport: where a message was received. */
  Point of(SipProvider provider, Transport transport) {
    for (Point point : points) {
      if (point.provider == provider && point.transport == transport) {
        return point;
      }
    }
    throw new IllegalStateException("no listening point for " + transport);
  }
}
