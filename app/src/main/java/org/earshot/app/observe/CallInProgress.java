package org.earshot.app.observe;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.earshot.app.events.DomainEvent.CallRouted;
import org.earshot.app.events.DomainEvent.LegDialled;

/** What the call meter remembers of a call. Confined to the call's own loop, which publishes its events. */
final class CallInProgress {
  private Optional<String> direction = Optional.empty();
  private Optional<Instant> answer = Optional.empty();
  private final TreeMap<Integer, String> trunkByLeg = new TreeMap<>();
  private boolean rang;

  void routed(CallRouted event) {
    direction = Optional.of(event.direction().word());
  }

  void dialled(LegDialled event) {
    event.trunk().ifPresent(trunk -> trunkByLeg.put(event.leg(), trunk));
  }

  /** The trunk of a leg whose attempt is decided, once. */
  Optional<String> legOver(int leg) {
    return Optional.ofNullable(trunkByLeg.remove(leg));
  }

  Collection<String> trunksStillTried() {
    return List.copyOf(trunkByLeg.values());
  }

  boolean firstRinging() {
    boolean first = !rang;
    rang = true;
    return first;
  }

  void answeredAt(Instant at) {
    answer = Optional.of(at);
  }

  Optional<Instant> answer() {
    return answer;
  }

  Optional<String> direction() {
    return direction;
  }
}
