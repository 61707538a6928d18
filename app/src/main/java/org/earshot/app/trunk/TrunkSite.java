package org.earshot.app.trunk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.earshot.app.config.ServerConfig.Register;
import org.earshot.app.config.ServerConfig.Trunk;
import org.earshot.app.dns.Located;
import org.earshot.app.route.CallLimit;
import org.earshot.app.route.RegistrationView;
import org.earshot.app.route.Trunks.Address;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Login;
import org.earshot.sip.message.SipUri;

/** One trunk: what the configuration says, and the picture of it that calls read. Written on the trunks' loop only. */
final class TrunkSite {
  private static final Located NOWHERE = new Located(List.of(), 0);
  /** A call that has been refused by so many addresses of a trunk will not be taken by the next. */
  private static final int ADDRESSES_MAX = 8;

  final Trunk config;
  final List<SipUri> uris;
  final Optional<SipUri> registrar;
  final Optional<Login> login;
  /** User part of the contact that we register; empty where we do not. */
  final String contactUser;
  final CallLimit limit;
  private volatile Located located = NOWHERE;
  private volatile Located registrarLocated = NOWHERE;
  private volatile Map<Hop, HealthState> health = Map.of();
  private volatile Optional<RegistrationView> registration;
  private volatile Way way = new Way(Optional.empty(), List.of(), Optional.empty());

  /**
   * Where our registration leads.
   *
   * @param registered the address that has it: calls go there first
   * @param route      its Service-Route
   * @param edge       where that begins
   */
  record Way(Optional<Hop> registered, List<String> route, Optional<Hop> edge) {}

  TrunkSite(Trunk config, long nowNanos) {
    this.config = config;
    this.uris = config.uris().stream().map(SipUri::parse).toList();
    this.registrar = config.register().map(register -> register.registrar().map(SipUri::parse).orElse(uris.getFirst()));
    this.login = config.auth().or(() -> config.register().map(Register::login))
        .map(auth -> new Login(auth.user(), auth.password()));
    this.contactUser = config.register().map(register -> ContactUser.of(config.name(), register)).orElse("");
    this.limit = new CallLimit(config.limits(), nowNanos);
    this.registration = config.register().map(_ -> RegistrationView.TRYING);
  }

  String name() {
    return config.name();
  }

  /** Every address that its URIs lead to. */
  List<Hop> hops() {
    return located.draw(ThreadLocalRandom.current()).stream().limit(ADDRESSES_MAX).toList();
  }

  List<Hop> registrarHops() {
    return registrarLocated.draw(ThreadLocalRandom.current());
  }

  /** Ways that calls may take now, the best first. */
  List<Address> addresses() {
    Way now = way;
    if (!now.route.isEmpty() && now.edge.isPresent()) {
      return isUp(now.edge.get()) ? List.of(new Address(uris.getFirst(), now.edge.get(), now.route, login)) : List.of();
    }
    List<Hop> up = hops().stream().filter(this::isUp).toList();
    Stream<Hop> first = now.registered.stream().filter(up::contains);
    return Stream.concat(first, up.stream()).distinct()
        .map(hop -> new Address(uris.getFirst(), hop, now.route, login)).toList();
  }

  boolean isUp(Hop hop) {
    return health.getOrDefault(hop, HealthState.FRESH).up();
  }

  Map<Hop, HealthState> health() {
    return health;
  }

  Optional<RegistrationView> registration() {
    return registration;
  }

  void located(Located found) {
    located = found;
  }

  void registrarLocated(Located found) {
    registrarLocated = found;
  }

  void health(Map<Hop, HealthState> now) {
    health = Map.copyOf(now);
  }

  void registration(RegistrationView now) {
    registration = Optional.of(now);
  }

  void way(Way now) {
    way = now;
  }
}
