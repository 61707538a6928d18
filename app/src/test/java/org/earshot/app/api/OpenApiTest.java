package org.earshot.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.earshot.app.call.CallSnapshot;
import org.earshot.app.config.ServerConfig;
import org.earshot.app.events.DomainEvent.AmdRevised;
import org.earshot.app.events.DomainEvent.AmdVerdict;
import org.earshot.app.events.DomainEvent.CallStarted;
import org.earshot.app.events.DomainEvent.Verdict;
import org.earshot.app.observe.Health;
import org.earshot.app.observe.Metrics;
import org.earshot.app.registrar.Binding;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;
import org.earshot.sip.trace.SipTrace;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  private static final Instant T0 = Instant.parse("2026-11-21T02:00:00Z");
  private static final Verdict VERDICT = new Verdict("human", 0.9, "short-greeting", 700, "HUMAN", "X", List.of("a"));

  private final JsonNode description = read();

  @Test
  void shouldDescribeExactlyWhatIsServed() {
    var metrics = new Metrics();
    var sources = new ApiSources(null, null, null, null, new Health(), metrics, null, null, null,
        new MediaFolders(Path.of("prompts"), Path.of("recordings")));
    var served = new Routes(sources, null).table().stream()
        .map(route -> route.method().name().toLowerCase(Locale.ROOT) + " " + route.path())
        .collect(Collectors.toCollection(TreeSet::new));
    var described = new TreeSet<String>();
    description.get("paths").properties().forEach(path ->
        path.getValue().fieldNames().forEachRemaining(method -> described.add(method + " " + path.getKey())));
    assertThat(described).isEqualTo(served);
    metrics.close();
  }

  @Test
  void shouldAnswerWithTheFieldsThatAreDescribed() throws Exception {
    var trunk = new ServerConfig.Trunk("carrier", "sip:sbc.example", List.of(),
        Optional.of(new ServerConfig.Credentials("acme", "topsecret")), new ServerConfig.Limits(5, 1));
    try (var server = new FakeServer("127.0.0.1:0", List.of(trunk), new FakeServer.NoTrunks())) {
      fill(server);
      assertFields("Call", get(server, "/v1/calls").get("calls").get(0));
      assertFields("Verdict", get(server, "/v1/calls/c1").get("verdict"));
      assertFields("Registration", get(server, "/v1/registrations").get("registrations").get(0));
      assertFields("RecentVerdict", get(server, "/v1/verdicts").get("verdicts").get(0));
      assertFields("Ban", get(server, "/v1/bans").get("bans").get(0));
      assertFields("Readiness", get(server, "/health/ready"));
      assertFields("Error", get(server, "/v1/calls/none"));
      var trunks = get(server, "/v1/trunks");
      assertFields("Trunk", trunks.get("trunks").get(0));
      assertThat(trunks.toString()).doesNotContain("topsecret").doesNotContain("acme");
    }
  }

  private static void fill(FakeServer server) {
    server.calls.put("c1", new CallSnapshot("c1", "bridged", "outbound", "alice", "bob", Optional.of("carrier"), T0,
        Optional.of(T0), Optional.of(VERDICT)));
    server.bindings.add(new Binding("alice", SipUri.parse("sip:alice@127.0.0.1:5070"),
        new Hop(Transport.UDP, new InetSocketAddress("127.0.0.1", 5070)), 1, T0, "id", 1, "phone"));
    server.guard.on(new SipTrace.Response(SipTrace.Direction.OUT, "REGISTER", 403,
        new Hop(Transport.UDP, new InetSocketAddress("192.0.2.66", 5060))));
    server.events.on(new CallStarted("c1", T0, "alice", "bob", Optional.empty(), "x"));
    server.events.on(new AmdVerdict("c1", T0, 1, VERDICT, 500));
    server.events.on(new AmdRevised("c1", T0, 1, VERDICT));
  }

  private void assertFields(String schema, JsonNode answer) {
    var described = description.at("/components/schemas/" + schema + "/properties");
    assertThat(names(answer)).as(schema).isEqualTo(names(described));
  }

  private static TreeSet<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    assertThat(names).isNotEmpty();
    return names;
  }

  private static JsonNode get(FakeServer server, String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build();
      return new ObjectMapper().readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }

  private static JsonNode read() {
    try (var in = OpenApiTest.class.getResourceAsStream("/api/openapi.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
