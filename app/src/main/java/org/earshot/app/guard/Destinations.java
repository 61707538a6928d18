package org.earshot.app.guard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.earshot.app.config.ServerConfig.Destination;
import org.earshot.app.events.DomainEvent;
import org.earshot.app.events.DomainEvents;
import org.earshot.app.pattern.NumberPattern;
import org.earshot.app.route.CallRequest;
import org.earshot.app.route.RouteDecision;
import org.earshot.app.route.Router;

/**
 * Stands in front of the routes and keeps the bill small when a password is stolen: numbers that only some may call, and
 * how many calls there may be to them. Calls that stand are learned from their events. Any thread.
 */
public final class Destinations implements Router, DomainEvents {
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final Router routes;
  private final List<Rule> rules;
  private final LongSupplier nanos;
  private final Map<String, Place> byCall = new HashMap<>();
  private final Map<Place, Integer> calls = new HashMap<>();
  private final Map<Place, Deque<Long>> lately = new HashMap<>();

  private record Rule(Destination is, NumberPattern pattern) {}

  /** One caller at one destination; {@code caller} is empty for everybody together. */
  private record Place(Destination destination, String caller) {}

  public Destinations(List<Destination> destinations, Router routes, LongSupplier nanos) {
    this.routes = routes;
    this.rules = destinations.stream().map(one -> new Rule(one, NumberPattern.compile(one.match()))).toList();
    this.nanos = nanos;
  }

  @Override
  public RouteDecision route(CallRequest request) {
    Optional<Destination> found = destination(request.dialled());
    return found.isPresent() && !mayCall(found.get(), caller(request.user(), request.trunk()))
        ? new RouteDecision.Forbidden() : routes.route(request);
  }

  private Optional<Destination> destination(String number) {
    return rules.stream().filter(rule -> rule.pattern.match(number).isPresent()).map(Rule::is).findFirst();
  }

  private static String caller(Optional<String> user, Optional<String> trunk) {
    return trunk.or(() -> user).orElse("");
  }

  private synchronized boolean mayCall(Destination destination, String caller) {
    var place = new Place(destination, caller);
    return (destination.callers().isEmpty() || destination.callers().contains(caller))
        && below(destination.calls(), calls.getOrDefault(place, 0))
        && below(destination.callsOfAll(), calls.getOrDefault(new Place(destination, ""), 0))
        && hasMinuteLeft(place);
  }

  private static boolean below(int limit, int count) {
    return limit == 0 || count < limit;
  }

  private boolean hasMinuteLeft(Place place) {
    int limit = place.destination.callsPerMinute();
    if (limit == 0) {
      return true;
    }
    long now = nanos.getAsLong();
    Deque<Long> times = lately.computeIfAbsent(place, _ -> new ArrayDeque<>());
    while (!times.isEmpty() && now - times.peekFirst() >= MINUTE_NANOS) {
      times.removeFirst();
    }
    if (times.size() >= limit) {
      return false;
    }
    times.addLast(now);
    return true;
  }

  @Override
  public void on(DomainEvent event) {
    if (rules.isEmpty()) {
      return;
    }
    if (event instanceof DomainEvent.CallStarted call) {
      destination(call.callee()).ifPresent(destination ->
          begin(call.call(), new Place(destination, caller(Optional.of(call.caller()), call.trunk()))));
    } else if (event instanceof DomainEvent.CallEnded call) {
      end(call.call());
    }
  }

  private synchronized void begin(String call, Place place) {
    byCall.put(call, place);
    calls.merge(place, 1, Integer::sum);
    calls.merge(new Place(place.destination, ""), 1, Integer::sum);
  }

  private synchronized void end(String call) {
    Place place = byCall.remove(call);
    if (place != null) {
      calls.computeIfPresent(place, (_, count) -> count == 1 ? null : count - 1);
      calls.computeIfPresent(new Place(place.destination, ""), (_, count) -> count == 1 ? null : count - 1);
    }
  }
}
