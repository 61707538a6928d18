package org.earshot.app.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.earshot.app.config.ServerConfig.Destination;
import org.earshot.app.events.DomainEvent.CallEnded;
import org.earshot.app.events.DomainEvent.CallStarted;
import org.earshot.app.route.CallRequest;
import org.earshot.app.route.RouteDecision;
import org.junit.jupiter.api.Test;

class DestinationsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Destinations destinations = new Destinations(List.of(
      new Destination("^\\+?900", List.of("alice", "carrier"), 0, 0, 0),
      new Destination("^\\+?882", List.of(), 2, 0, 0),
      new Destination("^00", List.of(), 0, 1, 2)), _ -> new RouteDecision.Nowhere(), nanos::get);

  private boolean passes(String number, String user) {
    return destinations.route(new CallRequest(number, Optional.of(user), Optional.empty()))
        instanceof RouteDecision.Nowhere;
  }

  private void begins(String call, String number, String user) {
    destinations.on(new CallStarted(call, Instant.EPOCH, user, number, Optional.empty(), "id"));
  }

  private void ends(String call) {
    destinations.on(new CallEnded(call, Instant.EPOCH, 200, "normal", 16, "caller", true, Optional.empty(),
        Optional.empty()));
  }

  @Test
  void shouldLetOnlyThoseCallWhoMay() {
    assertThat(passes("+900123", "alice")).isTrue();
    assertThat(passes("900123", "bob")).isFalse();
    assertThat(passes("800123", "bob")).isTrue();
    assertThat(destinations.route(new CallRequest("900123", Optional.empty(), Optional.of("carrier"))))
        .isInstanceOf(RouteDecision.Nowhere.class);
    assertThat(destinations.route(new CallRequest("900123", Optional.empty(), Optional.of("other"))))
        .isInstanceOf(RouteDecision.Forbidden.class);
  }

  @Test
  void shouldLimitCallsAMinuteOfEachCaller() {
    assertThat(passes("8821", "bob")).isTrue();
    nanos.addAndGet(Duration.ofSeconds(30).toNanos());
    assertThat(passes("8822", "bob")).isTrue();
    assertThat(passes("8823", "bob")).isFalse();
    assertThat(passes("8823", "alice")).isTrue();
    nanos.addAndGet(Duration.ofSeconds(30).toNanos());
    assertThat(passes("8824", "bob")).isTrue();
    assertThat(passes("8825", "bob")).isFalse();
  }

  @Test
  void shouldLimitCallsAtOnceOfEachCallerAndOfAll() {
    begins("c1", "001", "alice");
    assertThat(passes("002", "alice")).isFalse();
    assertThat(passes("002", "bob")).isTrue();
    begins("c2", "002", "bob");
    assertThat(passes("003", "carol")).isFalse();
    ends("c1");
    assertThat(passes("003", "carol")).isTrue();
    assertThat(passes("003", "alice")).isTrue();
    ends("c2");
    ends("c2");
    assertThat(passes("004", "bob")).isTrue();
  }
}
