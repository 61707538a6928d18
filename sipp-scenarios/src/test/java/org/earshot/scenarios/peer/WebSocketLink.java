package org.earshot.scenarios.peer;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.earshot.scenarios.harness.Site;

/** A browser's way: one WebSocket, and no address that anybody could connect to (RFC 7118). */
final class WebSocketLink implements Link, WebSocket.Listener {
  private final HttpClient client;
  private final String host = "x" + Long.toHexString(System.nanoTime()) + ".invalid";
  private final StringBuilder text = new StringBuilder();
  private final Consumer<Message> heard;
  private final WebSocket socket;

  WebSocketLink(InetAddress from, Site site, Consumer<Message> heard) {
    this.client = HttpClient.newBuilder().localAddress(from).build();
    this.heard = heard;
    this.socket = client.newWebSocketBuilder().subprotocols("sip")
        .buildAsync(URI.create("ws://" + Site.SERVER_ADDRESS + ":" + site.wsPort() + "/"), this).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      byte[] message = text.toString().getBytes(StandardCharsets.UTF_8);
      text.setLength(0);
      if (message.length > 4) {
        heard.accept(Message.parse(message, message.length));
      }
    }
    from.request(1);
    return null;
  }

  @Override
  public String transport() {
    return "WS";
  }

  @Override
  public String sentBy() {
    return host;
  }

  @Override
  public synchronized void send(String message) {
    socket.sendText(message, true).join();
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }
}
