package org.earshot.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.earshot.app.StartException;
import org.earshot.app.call.CallSnapshot;
import org.earshot.app.events.DomainEvent.AmdVerdict;
import org.earshot.app.events.DomainEvent.CallStarted;
import org.earshot.app.events.DomainEvent.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
  private static final Instant START = Instant.parse("2026-11-21T02:00:00.123456Z");
  private static final Verdict MACHINE =
      new Verdict("machine", 0.97, "long-greeting", 1840, "MACHINE", "LONGGREETING-1840-1500", List.of("greeting 1840 ms"));

  private final HttpClient client = HttpClient.newHttpClient();
  private FakeServer server;

  @BeforeEach
  void start() {
    server = FakeServer.onFreePort();
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void shouldListCallsInSnakeCaseWhenAsked() throws Exception {
    server.calls.put("c1", call("c1", "bridged", "outbound"));
    var body = json(get("/v1/calls"));
    assertThat(body.get("active").asInt()).isEqualTo(1);
    var call = body.get("calls").get(0);
    assertThat(call.get("id").asText()).isEqualTo("c1");
    assertThat(call.get("start").asText()).isEqualTo("2026-11-21T02:00:00.123Z");
    assertThat(call.get("answer").isNull()).isTrue();
    assertThat(call.get("duration_ms").isIntegralNumber()).isTrue();
    assertThat(call.get("verdict").get("at_ms").asLong()).isEqualTo(1840);
    assertThat(call.get("verdict").get("evidence").get(0).asText()).isEqualTo("greeting 1840 ms");
  }

  @Test
  void shouldShowOneCallWhenItIsThere() throws Exception {
    server.calls.put("c1", call("c1", "routing", ""));
    var call = json(get("/v1/calls/c1"));
    assertThat(call.get("state").asText()).isEqualTo("routing");
    assertThat(call.get("direction").isNull()).isTrue();
  }

  @Test
  void shouldAnswerJsonWhenThereIsNoSuchCall() throws Exception {
    var answer = get("/v1/calls/none");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer).get("error").asText()).isEqualTo("no such call now");
  }

  @Test
  void shouldHangUpWhenCallIsDeleted() throws Exception {
    server.calls.put("c1", call("c1", "bridged", "inbound"));
    var answer = send(request("/v1/calls/c1").DELETE());
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(server.hungUp).containsExactly("c1");
    assertThat(send(request("/v1/calls/other").DELETE()).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"Origin,http://evil.example", "Sec-Fetch-Site,cross-site", "Sec-Fetch-Site,same-site", "Origin,null"})
  void shouldRefuseDeleteWhenSentByAForeignPage(String header, String value) throws Exception {
    server.calls.put("c1", call("c1", "bridged", "inbound"));
    var answer = send(request("/v1/calls/c1").header(header, value).DELETE());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(server.hungUp).isEmpty();
  }

  @Test
  void shouldHangUpWhenSentByOurOwnPage() throws Exception {
    server.calls.put("c1", call("c1", "bridged", "inbound"));
    var answer = send(request("/v1/calls/c1").header("Origin", "http://127.0.0.1:" + server.port())
        .header("Sec-Fetch-Site", "same-origin").DELETE());
    assertThat(answer.statusCode()).isEqualTo(202);
  }

  @Test
  void shouldRefuseForeignHostNamesWhenServedOnLoopback() throws Exception {
    assertThat(raw("GET /v1/calls HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403 ").contains("{\"error\":").doesNotContain("\"calls\"");
    assertThat(raw("GET /v1/calls HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void shouldBeReadyUntilAPartFailsOrDraining() throws Exception {
    server.health.check("sip", Optional::empty);
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);

    server.health.check("store", () -> Optional.of("disk I/O error"));
    var failed = get("/health/ready");
    assertThat(failed.statusCode()).isEqualTo(503);
    assertThat(json(failed).get("status").asText()).isEqualTo("not-ready");
    assertThat(json(failed).get("checks").get("store").asText()).isEqualTo("disk I/O error");
    assertThat(json(failed).get("checks").get("sip").asText()).isEqualTo("ok");

    server.health.check("store", Optional::empty);
    server.health.drain();
    assertThat(json(get("/health/ready")).get("checks").get("drain").asText()).isEqualTo("draining");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldNotBeReadyWhenACheckThrows() throws Exception {
    server.health.check("store", () -> {
      throw new IllegalStateException("secret detail");
    });
    var answer = get("/health/ready");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).doesNotContain("secret detail");
  }

  @Test
  void shouldTellWhatIsHeldWhenAskedWhatStands() throws Exception {
    var standing = json(get("/v1/standing"));

    assertThat(standing.get("calls").asLong()).isEqualTo(server.calls.size());
    assertThat(standing.get("threads").asLong()).isPositive();
    assertThat(standing.get("heap_used_bytes").asLong()).isPositive();
  }

  @Test
  void shouldShowVerdictWithItsCallWhenTheDetectorSpoke() throws Exception {
    server.events.on(new CallStarted("c1", START, "alice", "+4930123", Optional.empty(), "id@host"));
    server.events.on(new AmdVerdict("c1", START, 1, MACHINE, 1500));
    var verdict = json(get("/v1/verdicts")).get("verdicts").get(0);
    assertThat(verdict.get("callee").asText()).isEqualTo("+4930123");
    assertThat(verdict.get("verdict").get("cause").asText()).isEqualTo("long-greeting");
    assertThat(verdict.get("decision_ms").asInt()).isEqualTo(1500);
  }

  @Test
  void shouldSendTextOrOpenMetricsWhenScraped() throws Exception {
    var text = get("/metrics");
    assertThat(text.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(text.body()).contains("earshot_calls_active 0.0");
    var open = send(request("/metrics").header("Accept", "application/openmetrics-text; version=1.0.0, text/plain;q=0.5"));
    assertThat(open.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/openmetrics-text");
    assertThat(open.body()).endsWith("# EOF\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1/calls", "/v1/calls/none", "/nowhere", "/metrics"})
  void shouldSetSecurityHeadersOnEveryAnswer(String path) throws Exception {
    var headers = get(path).headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none'");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(headers.firstValue("Server")).isEmpty();
  }

  @Test
  void shouldAnswerJsonWhenPathOrMethodIsUnknown() throws Exception {
    assertThat(json(get("/nowhere")).get("error").asText()).isNotEmpty();
    var wrong = send(request("/v1/calls").POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(json(wrong).get("error").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"BAD,400", "GET / HTTP/9.9,505", "GET / HTTP/1.1,400", "GET http://[/ HTTP/1.1,400"})
  void shouldAnswerJsonWhenItIsHardlyHttp(String line, int status) throws Exception {
    assertThat(raw(line + "\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 " + status + " ")
        .contains("Content-Type: application/json").contains("{\"error\":\"").doesNotContain("etty");
  }

  @Test
  void shouldAskForAnUpgradeWhenEventsAreFetched() throws Exception {
    var answer = get("/v1/events");
    assertThat(answer.statusCode()).isEqualTo(426);
    assertThat(json(answer).get("error").asText()).contains("WebSocket");
  }

  @Test
  void shouldAnswerNotModifiedWhenBrowserHasThePage() throws Exception {
    var etag = get("/dashboard.js").headers().firstValue("ETag").orElseThrow();
    var again = send(request("/dashboard.js").header("If-None-Match", etag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void shouldSayWhichAddressWhenPortIsTaken() {
    var taken = "127.0.0.1:" + server.port();
    assertThatThrownBy(() -> new FakeServer(taken, List.of(), new FakeServer.NoTrunks()))
        .isInstanceOf(StartException.class)
        .hasMessage("http.listen: cannot serve on " + taken + ": Address already in use");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8080", "127.0.0.1", "127.0.0.1:x", "127.0.0.1:70000", ":8080", ""})
  void shouldSayWhatIsWrongWhenListenIsNoAddress(String listen) {
    assertThatThrownBy(() -> ListenAddress.of(listen)).isInstanceOf(StartException.class)
        .hasMessageContaining("http.listen").hasMessageNotContaining("\n");
  }

  private static CallSnapshot call(String id, String state, String direction) {
    return new CallSnapshot(id, state, direction, "alice", "bob", Optional.empty(), START, Optional.empty(),
        Optional.of(MACHINE));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    return new ObjectMapper().readTree(answer.body());
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      return String.join("\n", in.lines().toList());
    }
  }
}
