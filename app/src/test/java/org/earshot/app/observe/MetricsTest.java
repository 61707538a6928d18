package org.earshot.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.earshot.app.call.CallDirectory;
import org.earshot.app.call.CallSnapshot;
import org.earshot.app.call.MediaCommand;
import org.earshot.app.config.ServerConfig;
import org.earshot.app.events.DomainEvent.AmdVerdict;
import org.earshot.app.events.DomainEvent.CallAnswered;
import org.earshot.app.events.DomainEvent.CallEnded;
import org.earshot.app.events.DomainEvent.CallRinging;
import org.earshot.app.events.DomainEvent.CallRouted;
import org.earshot.app.events.DomainEvent.CallStarted;
import org.earshot.app.events.DomainEvent.Direction;
import org.earshot.app.events.DomainEvent.LegDialled;
import org.earshot.app.events.DomainEvent.LegFailed;
import org.earshot.app.events.DomainEvent.RegistrarAnswered;
import org.earshot.app.events.DomainEvent.Verdict;
import org.earshot.app.registrar.Binding;
import org.earshot.app.registrar.Locations;
import org.earshot.app.route.Trunks;
import org.earshot.media.MediaCounters;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;
import org.earshot.sip.trace.SipTrace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  private static final Instant T0 = Instant.parse("2026-11-21T02:00:00Z");
  private static final Hop PEER = new Hop(Transport.UDP, new InetSocketAddress("127.0.0.1", 5060));
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Metrics metrics = new Metrics();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void shouldCountAnsweredCallWithItsTimesWhenItEnds() {
    metrics.on(started("c1"));
    metrics.on(new CallRouted("c1", T0, Direction.OUTBOUND));
    metrics.on(new LegDialled("c1", T0, 1, Optional.of("carrier"), "+4930"));
    metrics.on(new CallRinging("c1", T0, 1, 180, false, 40));
    metrics.on(new CallAnswered("c1", T0.plusSeconds(2), 1, Optional.of("carrier"), "x@y", "PCMU", 2_000));
    metrics.on(ended("c1", T0.plusSeconds(32), 200, true));

    assertSample("earshot_calls_total{direction=\"outbound\",outcome=\"answered\"}", 1);
    assertSample("earshot_trunk_calls_total{outcome=\"answered\",trunk=\"carrier\"}", 1);
    assertSample("earshot_call_setup_seconds_sum", 2);
    assertSample("earshot_call_pdd_seconds_sum", 0.04);
    assertSample("earshot_call_duration_seconds_sum", 30);
    assertSample("earshot_call_duration_seconds_bucket{le=\"30.0\"}", 1);
    assertSample("earshot_call_duration_seconds_bucket{le=\"10.0\"}", 0);
  }

  @Test
  void shouldCountEachTrunkAttemptWhenCallFailsOver() {
    metrics.on(started("c1"));
    metrics.on(new CallRouted("c1", T0, Direction.OUTBOUND));
    metrics.on(new LegDialled("c1", T0, 1, Optional.of("first"), "+4930"));
    metrics.on(new LegFailed("c1", T0, 1, Optional.of("first"), 503));
    metrics.on(new LegDialled("c1", T0, 2, Optional.of("second"), "+4930"));
    metrics.on(new CallRinging("c1", T0, 2, 180, false, 40));
    metrics.on(new CallRinging("c1", T0, 2, 183, true, 90));
    metrics.on(ended("c1", T0.plusSeconds(9), 487, false));

    assertSample("earshot_trunk_calls_total{outcome=\"failed\",trunk=\"first\"}", 1);
    assertSample("earshot_trunk_calls_total{outcome=\"cancelled\",trunk=\"second\"}", 1);
    assertSample("earshot_calls_total{direction=\"outbound\",outcome=\"cancelled\"}", 1);
    assertSample("earshot_call_pdd_seconds_count", 1);
    assertSample("earshot_call_duration_seconds_count", 0);
  }

  @Test
  void shouldCountUnroutedWhenCallIsRefused() {
    metrics.on(started("c1"));
    metrics.on(ended("c1", T0, 404, false));
    assertSample("earshot_calls_total{direction=\"unrouted\",outcome=\"not-found\"}", 1);
  }

  @Test
  void shouldCountVerdictsByResultAndCause() {
    metrics.on(new AmdVerdict("c1", T0, 1,
        new Verdict("human", 0.9, "short-greeting", 700, "HUMAN", "HUMAN-1-2", List.of()), 650));
    assertSample("earshot_amd_verdicts_total{cause=\"short-greeting\",result=\"human\"}", 1);
    assertSample("earshot_amd_decision_seconds_sum", 0.65);
  }

  @Test
  void shouldCountMessagesByMethodClassAndDirection() {
    metrics.on(new SipTrace.Request(SipTrace.Direction.IN, "INVITE", PEER));
    metrics.on(new SipTrace.Response(SipTrace.Direction.OUT, "INVITE", 180, PEER));
    metrics.on(new SipTrace.Malformed("no-via", PEER));
    metrics.on(new SipTrace.Refused("stray-response", PEER));
    assertSample("earshot_sip_requests_total{direction=\"in\",method=\"INVITE\"}", 1);
    assertSample("earshot_sip_responses_total{class=\"1xx\",direction=\"out\",method=\"INVITE\"}", 1);
    assertSample("earshot_sip_malformed_total{reason=\"no-via\"}", 1);
    assertSample("earshot_sip_refused_total{reason=\"stray-response\"}", 1);
  }

  @Test
  void shouldShareOneLabelWhenPeersInventMethods() {
    for (int i = 0; i < 1_000; i++) {
      metrics.on(new SipTrace.Request(SipTrace.Direction.IN, "INVENTED" + i, PEER));
      metrics.on(new SipTrace.Response(SipTrace.Direction.IN, "INVENTED" + i, 999, PEER));
    }
    assertSample("earshot_sip_requests_total{direction=\"in\",method=\"OTHER\"}", 1_000);
    assertSample("earshot_sip_responses_total{class=\"6xx\",direction=\"in\",method=\"OTHER\"}", 1_000);
    assertThat(scrape()).doesNotContain("INVENTED");
  }

  @Test
  void shouldAllocateNothingForEachMessage() {
    var trace = new SipTrace.Request(SipTrace.Direction.IN, "INVITE", PEER);
    var answer = new SipTrace.Response(SipTrace.Direction.OUT, "INVITE", 200, PEER);
    long least = Long.MAX_VALUE;
    // The first rounds link the code, and asking costs a little itself: an object a message would be 16,000 at least.
    for (int round = 0; round < 20; round++) {
      long before = allocated();
      for (int i = 0; i < 1_000; i++) {
        metrics.on(trace);
        metrics.on(answer);
      }
      least = Math.min(least, allocated() - before);
    }
    assertThat(least).isLessThan(2_000);
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @Test
  void shouldCapReasonsWhenTheyHaveNoEnd() {
    for (int i = 0; i < 1_000; i++) {
      metrics.on(new SipTrace.Malformed("reason-" + i, PEER));
    }
    assertThat(scrape().lines().filter(line -> line.startsWith("earshot_sip_malformed_total"))).hasSize(65);
    assertSample("earshot_sip_malformed_total{reason=\"other\"}", 936);
  }

  @Test
  void shouldShowWhatItWatches() {
    watchEverything();
    assertSample("earshot_calls_active", 7);
    assertSample("earshot_registrations_active", 2);
    assertSample("earshot_trunk_up{trunk=\"carrier\"}", 1);
    assertSample("earshot_trunk_up{trunk=\"backup\"}", 0);
    assertSample("earshot_trunk_registered{trunk=\"carrier\"}", 0);
    assertSample("earshot_rtp_packets_total{direction=\"in\",outcome=\"relayed\"}", 100);
    assertSample("earshot_rtp_packets_total{direction=\"in\",outcome=\"foreign\"}", 3);
    assertSample("earshot_rtp_packets_total{direction=\"out\",outcome=\"sent\"}", 100);
    assertSample("earshot_rtp_streams_active", 4);
    assertSample("earshot_media_ports_free", 500);
    assertSample("earshot_queue_refused_total{queue=\"store\"}", 9);
    assertSample("earshot_loop_turn_seconds{loop=\"call-0\"}", 0.005);
  }

  @Test
  void shouldKeepTheLongestTurnWhenTwoReadersScrape() {
    var longest = new long[] {5_000_000};
    metrics.watchLoops(() -> {
      var turn = longest[0];
      longest[0] = 0;
      return Map.of("call-0", turn);
    });
    scrape();
    assertSample("earshot_loop_turn_seconds{loop=\"call-0\"}", 0.005);
  }

  @Test
  void shouldKeepWatchingWhenTheCollectorHasRun() {
    watchEverything();
    System.gc();
    assertSample("earshot_rtp_packets_total{direction=\"in\",outcome=\"relayed\"}", 100);
    assertSample("earshot_loop_turn_seconds{loop=\"media-0\"}", 0.002);
  }

  @Test
  void shouldShowEveryNameWhenAllHasHappened() {
    useEverything();
    var text = scrape();
    assertThat(Arrays.stream(MetricName.values()).map(name -> name.dotted().replace('.', '_')))
        .allSatisfy(name -> assertThat(text).containsPattern(Pattern.compile("(?m)^" + name + "[_{ ]")));
    assertThat(text).contains("process_start_time_seconds", "process_cpu_seconds_total", "jvm_memory_used_bytes",
        "jvm_threads_live_threads", "jvm_gc_", "earshot_build_info{");
  }

  @Test
  void shouldSatisfyPromtoolWhenScraped(@TempDir Path folder) throws Exception {
    useEverything();
    var result = Promtool.run(folder, scrape(), "check", "metrics");
    assertThat(result.output()).isEmpty();
    assertThat(result.exit()).isZero();
  }

  private void useEverything() {
    shouldCountAnsweredCallWithItsTimesWhenItEnds();
    shouldCountVerdictsByResultAndCause();
    shouldCountMessagesByMethodClassAndDirection();
    watchEverything();
    metrics.on(new RegistrarAnswered(T0, "ok"));
    metrics.refused("websocket");
  }

  private void watchEverything() {
    var calls = new SevenCalls();
    metrics.watchCalls(calls);
    metrics.watchRegistrations(new TwoBindings());
    metrics.watchSip(() -> 2, () -> 2, () -> 5);
    metrics.watchBans(() -> 3);
    metrics.watchTrunks(new TrunkStates(List.of(trunk("carrier"), trunk("backup")), new OnlyCarrier(), calls));
    metrics.watchMedia(new SomeMedia());
    metrics.watchLoops(() -> Map.of("call-0", 5_000_000L));
    metrics.watchRefusals("store", () -> 9);
  }

  private String scrape() {
    return metrics.scrape(TEXT);
  }

  private void assertSample(String sample, double value) {
    var line = scrape().lines().filter(l -> l.startsWith(sample + " ")).findFirst();
    assertThat(line).as(sample).isPresent();
    assertThat(Double.parseDouble(line.get().substring(sample.length() + 1))).as(sample).isEqualTo(value);
  }

  private static CallStarted started(String call) {
    return new CallStarted(call, T0, "alice", "bob", Optional.empty(), "id@host");
  }

  private static CallEnded ended(String call, Instant at, int code, boolean answered) {
    return new CallEnded(call, at, code, "normal", 16, "caller", answered, Optional.empty(), Optional.empty());
  }

  private static ServerConfig.Trunk trunk(String name) {
    return new ServerConfig.Trunk(name, "sip:" + name + ".example", List.of(),
        Optional.of(new ServerConfig.Credentials("acme", "secret")),
        new ServerConfig.Limits(10, 2));
  }

  private static final class SevenCalls implements CallDirectory {
    @Override
    public List<CallSnapshot> calls() {
      return List.of();
    }

    @Override
    public Optional<CallSnapshot> call(String id) {
      return Optional.empty();
    }

    @Override
    public boolean hangUp(String id) {
      return false;
    }

    @Override
    public boolean command(String id, MediaCommand command) {
      return false;
    }

    @Override
    public int active() {
      return 7;
    }
  }

  private static final class TwoBindings implements Locations {
    @Override
    public List<Binding> lookup(String user) {
      return List.of();
    }

    @Override
    public List<Binding> all() {
      var contact = SipUri.parse("sip:alice@127.0.0.1:5070");
      var binding = new Binding("alice", contact, PEER, 1, T0, "id", 1, "phone");
      return List.of(binding, binding);
    }
  }

  private static final class OnlyCarrier implements Trunks {
    @Override
    public Optional<String> from(Hop source) {
      return Optional.empty();
    }

    @Override
    public Optional<Address> address(String trunk) {
      return trunk.equals("carrier") ? Optional.of(new Address(SipUri.parse("sip:127.0.0.1"), PEER)) : Optional.empty();
    }

    @Override
    public boolean acquire(String trunk) {
      return true;
    }

    @Override
    public void release(String trunk) {}
  }

  private static final class SomeMedia implements MediaCounters {
    @Override
    public Map<String, Long> packets() {
      return Map.of("relayed", 100L, "foreign", 3L);
    }

    @Override
    public long streamsActive() {
      return 4;
    }

    @Override
    public long portsFree() {
      return 500;
    }

    @Override
    public Map<String, Long> longestTurnNanos() {
      return Map.of("media-0", 2_000_000L);
    }
  }
}
