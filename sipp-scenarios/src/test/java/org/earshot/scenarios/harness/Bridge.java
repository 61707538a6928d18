package org.earshot.scenarios.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletionStage;

/**
 * Lets Debian's SIPp, which speaks TCP, be a client of TLS or of WebSockets: it connects here, and each of its
 * connections goes on as one of the other kind.
 */
final class Bridge implements AutoCloseable {
  private final ServerSocket listener;
  private final Site site;
  private final String transport;
  private final InetAddress from;

  /** {@code transport}: tls or ws. {@code from}: the address that the server sees. */
  Bridge(String transport, String from, Site site) throws IOException {
    this.from = InetAddress.getByName(from);
    this.listener = new ServerSocket(0, 10, InetAddress.getByName(Site.SERVER_ADDRESS));
    this.site = site;
    this.transport = transport;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket sipp = listener.accept();
        Thread.ofVirtual().start(() -> serve(sipp));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket sipp) {
    try (sipp) {
      if (transport.equals("tls")) {
        tls(sipp);
      } else {
        webSocket(sipp);
      }
    } catch (IOException | GeneralSecurityException gone) {
      // one side went away: the other is told by the end of its connection
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void tls(Socket sipp) throws IOException, GeneralSecurityException, InterruptedException {
    try (Socket server = Keys.trusting().getSocketFactory().createSocket(
        InetAddress.getByName(Site.SERVER_ADDRESS), site.tlsPort(), from, 0)) {
      Thread.ofVirtual().start(() -> copy(server, sipp));
      sipp.getInputStream().transferTo(server.getOutputStream());
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from; to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException gone) {
      // as above
    }
  }

  private void webSocket(Socket sipp) throws IOException {
    OutputStream out = sipp.getOutputStream();
    try (HttpClient client = HttpClient.newBuilder().localAddress(from).build()) {
      WebSocket server = client.newWebSocketBuilder().subprotocols("sip")
          .buildAsync(URI.create("ws://" + Site.SERVER_ADDRESS + ":" + site.wsPort() + "/"), new ToSipp(out)).join();
      InputStream in = sipp.getInputStream();
      for (String message = next(in); message != null; message = next(in)) {
        server.sendText(message, true).join();
      }
      server.abort();
    }
  }

  /** The next message by its Content-Length, or null at the end of the stream. */
  private static String next(InputStream in) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int octet = in.read();
      if (octet < 0) {
        return null;
      }
      text.append((char) octet);
    }
    String length = text.toString().replaceAll("(?is).*\ncontent-length:\\s*(\\d+).*", "$1");
    byte[] body = in.readNBytes(Integer.parseInt(length));
    return text + new String(body, StandardCharsets.UTF_8);
  }

  /** What the server sends, one message a WebSocket message, onto SIPp's stream. */
  private record ToSipp(OutputStream out, StringBuilder text) implements WebSocket.Listener {
    ToSipp(OutputStream out) {
      this(out, new StringBuilder());
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
          from.abort();
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException alreadyGone) {
      throw new IllegalStateException(alreadyGone);
    }
  }
}
