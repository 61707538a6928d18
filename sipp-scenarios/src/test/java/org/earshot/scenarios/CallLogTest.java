package org.earshot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.earshot.scenarios.harness.EarshotServer;
import org.earshot.scenarios.harness.Site;
import org.earshot.scenarios.peer.Phone;
import org.earshot.scenarios.peer.PhoneCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A call in the log, the CDR and the metrics. */
class CallLogTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static EarshotServer server;

  @BeforeAll
  static void start() {
    server = EarshotServer.start(Site.make("call-log", Optional.empty()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void shouldLogACallInAFewLinesEachWithItsIds() {
    String id = call();
    Awaitility.await("the end in the log").atMost(LIMIT).until(() -> linesOf(id).size() >= 3);
    List<String> lines = linesOf(id);
    assertThat(lines).hasSizeBetween(3, 5).allMatch(line -> line.contains("call=" + id) && line.contains("leg="));
  }

  @Test
  void shouldCountACallInTheMetrics() {
    double before = server.metric("earshot_calls_total{");
    call();
    Awaitility.await("the call in the metrics").atMost(LIMIT)
        .until(() -> server.metric("earshot_calls_total{") == before + 1);
    assertThat(server.metric("earshot_calls_active")).isZero();
    assertThat(server.metric("earshot_sip_requests_total{")).isPositive();
    assertThat(server.metric("earshot_call_setup_seconds_count")).isPositive();
  }

  @Test
  void shouldShowTheCallOfThisMomentOverHttp() {
    try (Phone west = new Phone("west", server.site()); Phone east = new Phone("east", server.site())) {
      PhoneCall caller = west.call("200");
      PhoneCall callee = east.awaitCall();
      callee.answer();
      caller.awaitAnswer();
      Awaitility.await("the call").atMost(LIMIT)
          .until(() -> server.get("/v1/calls").body().contains("\"state\":\"bridged\""));
      assertThat(server.get("/v1/calls").body()).contains("\"caller\":\"west\"");
      caller.hangUp();
      callee.take("BYE");
    }
    Awaitility.await("no call").atMost(LIMIT).until(() -> !server.get("/v1/calls").body().contains("\"west\""));
  }

  /** A whole call; its id. */
  private static String call() {
    try (Phone west = new Phone("west", server.site()); Phone east = new Phone("east", server.site())) {
      PhoneCall caller = west.call("200");
      PhoneCall callee = east.awaitCall();
      callee.answer();
      caller.awaitAnswer();
      caller.hangUp();
      callee.take("BYE");
      return server.cdrs().await(caller.callId()).get("id").asText();
    }
  }

  private static List<String> linesOf(String id) {
    return server.log().lines().filter(line -> line.contains(id)).toList();
  }
}
