package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.earshot.sip.ConnectionSettings;
import org.earshot.sip.SipEvent;
import org.earshot.sip.TlsSettings.Clients;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 7118, with the JDK's WebSocket in the browser's place. */
class WebSocketTest {
  private static final String VIA = "SIP/2.0/WS df7jal23ls0d.invalid;branch=";

  @TempDir
  private Path folder;

  /** What a browser's user agent is, as far as we can see it. */
  private static final class Browser implements WebSocket.Listener, AutoCloseable {
    final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final HttpClient client;
    WebSocket socket;

    Browser(HttpClient client) {
      this.client = client;
    }

    static Browser at(int port) {
      var browser = new Browser(HttpClient.newHttpClient());
      browser.open(URI.create("ws://127.0.0.1:" + port + "/"), "sip", Optional.empty());
      return browser;
    }

    Browser open(URI uri, String subprotocol, Optional<String> origin) {
      WebSocket.Builder builder = client.newWebSocketBuilder();
      if (!subprotocol.isEmpty()) {
        builder.subprotocols(subprotocol);
      }
      origin.ifPresent(page -> builder.header("Origin", page));
      socket = builder.buildAsync(uri, this).join();
      return this;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        heard.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
      heard.add("pong");
      from.request(1);
      return null;
    }

    void send(String message) {
      socket.sendText(message, true).join();
    }

    String next() throws InterruptedException {
      String message = heard.poll(10, TimeUnit.SECONDS);
      assertThat(message).as("a message").isNotNull();
      return message;
    }

    @Override
    public void close() {
      socket.abort();
      client.close();
    }
  }

  private static String options(String body) {
    return "OPTIONS sip:example.org SIP/2.0\r\nVia: " + VIA + Phone.branch() + "\r\nMax-Forwards: 70\r\n"
        + "From: <sip:alice@example.org>;tag=a\r\nTo: <sip:example.org>\r\nCall-ID: " + Phone.branch() + "\r\n"
        + "CSeq: 1 OPTIONS\r\nContact: <sip:4jai76g9@df7jal23ls0d.invalid;transport=ws>\r\n\r\n" + body;
  }

  @Test
  void shouldAnswerAndCallABrowserThatNamesNoAddress() throws Exception {
    try (var server = new Server(Transport.WS, Optional.empty(), ConnectionSettings.DEFAULT);
        var browser = Browser.at(server.port)) {
      assertThat(browser.socket.getSubprotocol()).isEqualTo("sip");
      browser.send(options(""));
      var options = server.events.next(SipEvent.OutOfDialog.class);
      Hop flow = options.request().source();
      assertThat(flow.transport()).isEqualTo(Transport.WS);
      server.stack.respond(options.id(), SipResponse.of(200, "OK"));
      assertThat(browser.next()).startsWith("SIP/2.0 200 OK\r\n").contains(VIA);

      var leg = server.dial(flow);
      Wire invite = new Wire(browser.next());
      assertThat(invite.isRequest("INVITE")).isTrue();
      assertThat(invite.header("Via")).startsWith("SIP/2.0/WS 127.0.0.1:" + server.port);
      assertThat(invite.contactUri()).isEqualTo("sip:alice@127.0.0.1:" + server.port + ";transport=ws");
      browser.send(invite.answer(200, "OK", "tag", "Contact: <sip:4jai76g9@df7jal23ls0d.invalid;transport=ws>",
          Server.SDP));
      assertThat(server.events.nextForLeg(LegEvent.ResponseReceived.class).status()).isEqualTo(200);
      server.stack.perform(leg, new LegAction.SendAck("tag", Body.NONE));
      assertThat(browser.next()).startsWith("ACK sip:4jai76g9@df7jal23ls0d.invalid;transport=ws SIP/2.0");
      server.stack.perform(leg, new LegAction.SendBye(Headers.NONE));
      assertThat(browser.next()).startsWith("BYE ");
    }
  }

  @Test
  void shouldTakeTextBinaryAndPieces() throws Exception {
    try (var server = new Server(Transport.WS, Optional.empty(), ConnectionSettings.DEFAULT);
        var browser = Browser.at(server.port)) {
      browser.socket.sendBinary(ByteBuffer.wrap(options("").getBytes(StandardCharsets.UTF_8)), true).join();
      server.events.next(SipEvent.OutOfDialog.class);
      String message = options("");
      browser.socket.sendText(message.substring(0, 50), false).join();
      browser.socket.sendText(message.substring(50), true).join();
      server.events.next(SipEvent.OutOfDialog.class);
    }
  }

  @Test
  void shouldAnswerPingsOfBothKinds() throws Exception {
    try (var server = new Server(Transport.WS, Optional.empty(), ConnectionSettings.DEFAULT);
        var browser = Browser.at(server.port)) {
      browser.socket.sendPing(ByteBuffer.allocate(4)).join();
      assertThat(browser.next()).isEqualTo("pong");
      browser.send("\r\n\r\n");
      assertThat(browser.next()).isEqualTo("\r\n");
    }
  }

  @Test
  void shouldRefuseWhoDoesNotSpeakSipOrComesFromAnotherPage() throws Exception {
    var settings = new ConnectionSettings(10, 10, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofHours(1),
        Duration.ofSeconds(30), 0, Set.of("https://phone.example.org"));
    try (var server = new Server(Transport.WS, Optional.empty(), settings); var client = HttpClient.newHttpClient()) {
      URI uri = URI.create("ws://127.0.0.1:" + server.port + "/ws");
      assertRefused(client, uri, "", Optional.empty(), 400);
      assertRefused(client, uri, "chat", Optional.empty(), 400);
      assertRefused(client, uri, "sip", Optional.of("https://evil.example"), 403);
      new Browser(client).open(uri, "sip", Optional.of("https://phone.example.org")).socket.abort();
      new Browser(client).open(uri, "sip", Optional.empty()).socket.abort();
    }
  }

  private static void assertRefused(HttpClient client, URI uri, String subprotocol, Optional<String> origin,
                                    int status) {
    assertThatThrownBy(() -> new Browser(client).open(uri, subprotocol, origin))
        .isInstanceOfSatisfying(CompletionException.class, failed -> assertThat(failed.getCause())
            .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused ->
                assertThat(refused.getResponse().statusCode()).isEqualTo(status)));
  }

  @Test
  void shouldSayAtOnceThatABrowserHasGone() throws Exception {
    try (var server = new Server(Transport.WS, Optional.empty(), ConnectionSettings.DEFAULT)) {
      server.dial(new Hop(Transport.WS, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9)));
      assertThat(server.events.nextForLeg(LegEvent.SendFailed.class).why()).contains("it has gone");
    }
  }

  @Test
  void shouldSpeakOverTls() throws Exception {
    TestKeys keys = TestKeys.make(folder, "wss", "DNS:localhost,IP:127.0.0.1");
    try (var server = new Server(Transport.WSS, Optional.of(keys.settings(Clients.ANY, keys)),
        ConnectionSettings.DEFAULT);
        var browser = new Browser(HttpClient.newBuilder().sslContext(keys.clientContext(false)).build())) {
      browser.open(URI.create("wss://127.0.0.1:" + server.port + "/"), "sip", Optional.empty());
      browser.send(options("").replace("SIP/2.0/WS ", "SIP/2.0/WSS "));
      var options = server.events.next(SipEvent.OutOfDialog.class);
      assertThat(options.request().source().transport()).isEqualTo(Transport.WSS);
      server.stack.respond(options.id(), SipResponse.of(200, "OK"));
      assertThat(browser.next()).startsWith("SIP/2.0 200 OK\r\n").contains("Via: SIP/2.0/WSS df7jal23ls0d.invalid");
    }
  }
}
