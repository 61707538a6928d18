package org.earshot.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.earshot.app.events.DomainEvent.AmdVerdict;
import org.earshot.app.events.DomainEvent.CallRouted;
import org.earshot.app.events.DomainEvent.CallStarted;
import org.earshot.app.events.DomainEvent.Direction;
import org.earshot.app.events.DomainEvent.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventSocketTest {
  private static final Instant T0 = Instant.parse("2026-11-21T02:00:00Z");
  private static final Duration SOON = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private FakeServer server;

  @BeforeEach
  void start() {
    server = FakeServer.onFreePort();
  }

  @AfterEach
  void stop() {
    server.close();
    client.shutdownNow();
  }

  @Test
  void shouldTellFactsAsJsonWhenConnected() throws Exception {
    var reader = new Reader(Long.MAX_VALUE);
    connect(reader, "");
    // Connected is said before the server has subscribed us: tell until it arrives.
    await().atMost(SOON).until(() -> {
      server.events.on(new CallStarted("c1", T0, "\"<b>alice\"", "bob", Optional.empty(), "id@host"));
      return !reader.messages.isEmpty();
    });
    server.events.on(new CallRouted("c1", T0, Direction.INTERNAL));
    server.events.on(new AmdVerdict("c1", T0, 1,
        new Verdict("human", 0.91, "short-greeting", 700, "HUMAN", "HUMAN-800-700", List.of("one word")), 640));
    await().atMost(SOON).until(() -> reader.messages.getLast().contains("amd.verdict"));

    var json = new ObjectMapper();
    var first = json.readTree(reader.messages.getFirst());
    assertThat(first.get("event").asText()).isEqualTo("call.started");
    assertThat(first.get("at").asText()).isEqualTo("2026-11-21T02:00:00.000Z");
    assertThat(first.get("trunk").isNull()).isTrue();
    assertThat(first.get("caller_call_id").asText()).isEqualTo("id@host");
    var routed = json.readTree(reader.messages.get(reader.messages.size() - 2));
    assertThat(routed.get("direction").asText()).isEqualTo("internal");
    var verdict = json.readTree(reader.messages.getLast());
    assertThat(verdict.get("verdict").get("amd_cause").asText()).isEqualTo("HUMAN-800-700");
    assertThat(verdict.get("decision_ms").asInt()).isEqualTo(640);
  }

  @Test
  void shouldCutOffTheClientWhenItDoesNotRead() {
    var reader = new Reader(0);
    connect(reader, "");
    var fat = "x".repeat(4_000);
    await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> {
      for (int i = 0; i < 500; i++) {
        server.events.on(new CallStarted("c" + i, T0, fat, "bob", Optional.empty(), "id@host"));
      }
      return refusals() > 0;
    });
    reader.readAll();
    await().atMost(SOON).until(reader.ended::isDone);
  }

  @Test
  void shouldRefuseTheUpgradeWhenAForeignPageAsks() {
    assertThatThrownBy(() -> connect(new Reader(1), "http://evil.example"))
        .isInstanceOf(CompletionException.class).hasRootCauseMessage("Unexpected HTTP response status code 403");
    connect(new Reader(1), "http://127.0.0.1:" + server.port());
  }

  private double refusals() {
    return server.metrics.scrape("text/plain").lines()
        .filter(line -> line.startsWith("earshot_queue_refused_total{queue=\"websocket\"}"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ')))).sum();
  }

  private WebSocket connect(Reader reader, String origin) {
    var builder = client.newWebSocketBuilder();
    if (!origin.isEmpty()) {
      builder.header("Origin", origin);
    }
    return builder.buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/v1/events"), reader).join();
  }

  /** Asks for so many messages and keeps them. */
  private static final class Reader implements WebSocket.Listener {
    private final long wanted;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile WebSocket socket;

    Reader(long wanted) {
      this.wanted = wanted;
    }

    void readAll() {
      socket.request(Long.MAX_VALUE);
    }

    @Override
    public void onOpen(WebSocket opened) {
      socket = opened;
      if (wanted > 0) {
        opened.request(wanted);
      }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      partial.append(text);
      if (last) {
        messages.add(partial.toString());
        partial.setLength(0);
      }
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      ended.complete(null);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      ended.complete(null);
    }
  }
}
