package org.earshot.app.observe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.earshot.app.call.CallDirectory;
import org.earshot.app.config.ServerConfig;
import org.earshot.app.route.Trunks;

/** What is shown of the configured trunks. Any thread. */
public final class TrunkStates {
  private final List<ServerConfig.Trunk> configured;
  private final Trunks trunks;
  private final CallDirectory calls;

  /**
   * A trunk now. Credentials are never part of it.
   *
   * @param up           it can be called
   * @param callsMax     its limit, 0 for none
   * @param addresses    where it is
   * @param registration how we stand with it; empty where we do not register
   */
  public record TrunkState(String name, String uri, boolean up, long calls, int callsMax, int callsPerSecondMax,
                           List<AddressState> addresses, Optional<RegistrationState> registration) {}

  public record AddressState(String address, boolean up) {}

  /** {@code state}: registered, trying, failed, refused, removed. {@code reason}: why not; null where all is well. */
  public record RegistrationState(String state, Optional<Instant> expires, Optional<String> reason) {}

  public TrunkStates(List<ServerConfig.Trunk> configured, Trunks trunks, CallDirectory calls) {
    this.configured = List.copyOf(configured);
    this.trunks = trunks;
    this.calls = calls;
  }

  public List<TrunkState> all() {
    var now = calls.calls();
    return configured.stream().map(trunk -> new TrunkState(trunk.name(), String.join(", ", trunk.uris()),
        up(trunk.name()), now.stream().filter(call -> call.trunk().equals(Optional.of(trunk.name()))).count(),
        trunk.limits().calls(), trunk.limits().cps(), addresses(trunk.name()), registration(trunk.name()))).toList();
  }

  private List<AddressState> addresses(String trunk) {
    return trunks.hops(trunk).entrySet().stream()
        .map(each -> new AddressState(each.getKey().toString(), each.getValue())).toList();
  }

  private Optional<RegistrationState> registration(String trunk) {
    return trunks.registration(trunk).map(view -> new RegistrationState(view.state(), view.expires(),
        Optional.of(view.reason()).filter(reason -> !reason.isEmpty())));
  }

  List<String> names() {
    return configured.stream().map(ServerConfig.Trunk::name).toList();
  }

  List<String> registering() {
    return configured.stream().filter(trunk -> trunk.register().isPresent()).map(ServerConfig.Trunk::name).toList();
  }

  boolean up(String trunk) {
    return trunks.address(trunk).isPresent();
  }

  boolean registered(String trunk) {
    return trunks.registration(trunk).filter(view -> view.expires().isPresent()).isPresent();
  }
}
