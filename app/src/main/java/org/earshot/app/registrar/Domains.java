package org.earshot.app.registrar;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.earshot.app.config.ServerConfig;
import org.earshot.sip.message.SipUri;

/** The domains we answer for: those configured and our own addresses, or any where none is configured. Any thread. */
public final class Domains {
  private final Set<String> names;

  private Domains(Set<String> names) {
    this.names = names;
  }

  public static Domains of(ServerConfig.Sip config) {
    if (config.domains().isEmpty()) {
      return new Domains(Set.of());
    }
    return new Domains(Stream.concat(config.domains().stream(), config.advertise().stream())
        .map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet()));
  }

  public static Domains any() {
    return new Domains(Set.of());
  }

  static Domains only(List<String> names) {
    return new Domains(Set.copyOf(names));
  }

  /** {@code local} is the address the request came in on: a phone that knows no name has us by that. */
  public boolean serve(SipUri uri, InetSocketAddress local) {
    return names.isEmpty() || names.contains(uri.host()) || uri.host().equals(literal(local));
  }

  private static String literal(InetSocketAddress local) {
    return local.getAddress() == null ? "" : SipUri.sip("", local.getAddress().getHostAddress(), 0).host();
  }
}
