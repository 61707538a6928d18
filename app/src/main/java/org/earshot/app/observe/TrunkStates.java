package org.earshot.app.observe;

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

  /** A trunk now; {@code callsMax}: its limit, 0 for none. Credentials are never part of it. */
  public record TrunkState(String name, String uri, boolean up, long calls, int callsMax, int callsPerSecondMax) {}

  public TrunkStates(List<ServerConfig.Trunk> configured, Trunks trunks, CallDirectory calls) {
    this.configured = List.copyOf(configured);
    this.trunks = trunks;
    this.calls = calls;
  }

  public List<TrunkState> all() {
    var now = calls.calls();
    return configured.stream().map(trunk -> new TrunkState(trunk.name(), trunk.uri(), up(trunk.name()),
        now.stream().filter(call -> call.trunk().equals(Optional.of(trunk.name()))).count(),
        trunk.limits().calls(), trunk.limits().cps())).toList();
  }

  List<String> names() {
    return configured.stream().map(ServerConfig.Trunk::name).toList();
  }

  boolean up(String trunk) {
    return trunks.address(trunk).isPresent();
  }
}
