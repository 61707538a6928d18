package org.earshot.app.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.earshot.app.config.Cidr;
import org.earshot.app.dns.Located.Server;
import org.earshot.app.dns.ResourceRecord.Naptr;
import org.earshot.app.dns.ResourceRecord.Srv;
import org.earshot.app.dns.ResourceRecord.Type;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;

/** Finds the servers of a SIP URI by RFC 3263 §4. Any thread; never blocks. */
public final class SipLocator {
  private static final Map<String, Transport> SERVICES = Map.of("SIP+D2U", Transport.UDP, "SIP+D2T", Transport.TCP,
      "SIPS+D2T", Transport.TLS, "SIP+D2W", Transport.WS, "SIPS+D2W", Transport.WSS);
  /** Where neither URI nor NAPTR says: in this order (RFC 3263 §4.1). */
  private static final List<Transport> PREFERRED = List.of(Transport.UDP, Transport.TCP, Transport.TLS);

  private final Dns dns;
  private final Set<Transport> transports;

  /** {@code transports}: those that we have ourselves. */
  public SipLocator(Dns dns, Set<Transport> transports) {
    this.dns = dns;
    this.transports = Set.copyOf(transports);
  }

  /** Completed exceptionally, by {@link UnknownHostException}, where nothing is found or nobody can say. */
  public CompletionStage<Located> locate(SipUri uri) {
    boolean secure = uri.scheme().equals("sips");
    Optional<Transport> named = transport(uri, secure);
    Optional<InetAddress> literal = Cidr.literal(uri.host());
    Transport plain = named.orElse(secure ? Transport.TLS : Transport.UDP);
    if (literal.isPresent()) {
      int port = uri.port() > 0 ? uri.port() : defaultPort(plain);
      var hop = new Hop(plain, new InetSocketAddress(literal.get(), port));
      return CompletableFuture.completedStage(new Located(List.of(new Server(0, 0, 0, List.of(hop))), Long.MAX_VALUE));
    }
    if (uri.port() > 0) {
      return found(uri, server(uri.host(), uri.port(), plain, new Srv(0, 0, uri.port(), uri.host(), Long.MAX_VALUE), 0));
    }
    CompletionStage<Located> services = named.isPresent() ? service(serviceName(named.get(), uri.host()), named.get(), 0)
        : byNaptr(uri.host(), secure);
    return found(uri, services.thenCompose(some -> !some.servers().isEmpty() ? CompletableFuture.completedStage(some)
        : server(uri.host(), defaultPort(plain), plain, new Srv(0, 0, 0, uri.host(), Long.MAX_VALUE), 0).thenApply(some::and)));
  }

  private static CompletionStage<Located> found(SipUri uri, CompletionStage<Located> search) {
    return search.thenCompose(located -> !located.servers().isEmpty() ? CompletableFuture.completedStage(located.of(uri.host()))
        : CompletableFuture.failedStage(new UnknownHostException(
            located.complete() ? uri.host() + " has no address" : "no name server answers for " + uri.host())));
  }

  /** {@code known}: somebody has answered; a question that fails leaves a gap, and what else is found is used meanwhile. */
  private record Answer(List<ResourceRecord> records, boolean known) {
    Located mark(Located located) {
      return known ? located : located.and(Located.unknown());
    }
  }

  private CompletionStage<Answer> ask(String name, Type type) {
    return dns.ask(name, type).handle((records, problem) ->
        problem == null ? new Answer(records, true) : new Answer(List.of(), false));
  }

  private static Optional<Transport> transport(SipUri uri, boolean secure) {
    return uri.param("transport").map(Transport::of)
        .map(transport -> !secure ? transport : transport == Transport.WS ? Transport.WSS
            : transport == Transport.TCP ? Transport.TLS : transport);
  }

  private static int defaultPort(Transport transport) {
    return switch (transport) {
      case UDP, TCP -> 5060;
      case TLS -> 5061;
      case WS -> 80;
      case WSS -> 443;
    };
  }

  private static String serviceName(Transport transport, String host) {
    return switch (transport) {
      case UDP -> "_sip._udp.";
      case TCP -> "_sip._tcp.";
      case TLS -> "_sips._tcp.";
      case WS -> "_sip._ws.";
      case WSS -> "_sips._ws.";
    } + host;
  }

  /** RFC 3263 §4.1: NAPTR says which transports there are; where it says nothing, SRV of each is tried. */
  private CompletionStage<Located> byNaptr(String host, boolean secure) {
    return ask(host, Type.NAPTR).thenCompose(answer -> {
      List<Naptr> usable = answer.records().stream().map(Naptr.class::cast).filter(record -> usable(record, secure))
          .sorted(Comparator.comparingInt(Naptr::order).thenComparingInt(Naptr::preference)).toList();
      var services = new ArrayList<CompletionStage<Located>>();
      for (Naptr naptr : usable) {
        services.add(service(naptr.replacement(), transport(naptr), services.size()));
      }
      for (Transport transport : usable.isEmpty() ? PREFERRED : List.<Transport>of()) {
        if (transports.contains(transport) && (!secure || transport == Transport.TLS)) {
          services.add(service(serviceName(transport, host), transport, services.size()));
        }
      }
      return together(services).thenApply(answer::mark);
    });
  }

  private static Transport transport(Naptr naptr) {
    return SERVICES.get(naptr.service().toUpperCase(Locale.ROOT));
  }

  private boolean usable(Naptr naptr, boolean secure) {
    Transport transport = transport(naptr);
    return naptr.flags().equalsIgnoreCase("s") && transport != null && transports.contains(transport)
        && (!secure || transport == Transport.TLS || transport == Transport.WSS);
  }

  /** The servers of one service by SRV; none where there is no such record. */
  private CompletionStage<Located> service(String name, Transport transport, int rank) {
    return ask(name, Type.SRV).thenCompose(answer -> together(answer.records().stream().map(Srv.class::cast)
        // RFC 2782: a target of "." says that the service is not there
        .filter(srv -> !srv.target().isEmpty())
        .map(srv -> server(srv.target(), srv.port(), transport, srv, rank)).toList()).thenApply(answer::mark));
  }

  private CompletionStage<Located> server(String host, int port, Transport transport, Srv srv, int rank) {
    return ask(host, Type.A).thenCombine(ask(host, Type.AAAA), (v4, v6) -> {
      List<ResourceRecord.Address> addresses = Stream.of(v4, v6).flatMap(answer -> answer.records().stream())
          .map(ResourceRecord.Address.class::cast).toList();
      List<Hop> hops = addresses.stream()
          .map(record -> new Hop(transport, new InetSocketAddress(record.address(), port))).toList();
      long lifeS = Math.min(srv.ttlS(), addresses.stream().mapToLong(ResourceRecord::ttlS).min().orElse(Long.MAX_VALUE));
      List<Server> servers = hops.isEmpty() ? List.of() : List.of(new Server(rank, srv.priority(), srv.weight(), hops));
      return v4.mark(v6.mark(new Located(servers, lifeS)));
    });
  }

  private static CompletionStage<Located> together(List<CompletionStage<Located>> parts) {
    CompletionStage<Located> all = CompletableFuture.completedStage(new Located(List.of(), Long.MAX_VALUE));
    for (CompletionStage<Located> part : parts) {
      all = all.thenCombine(part, Located::and);
    }
    return all;
  }
}
