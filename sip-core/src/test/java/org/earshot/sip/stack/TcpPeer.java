package org.earshot.sip.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/** A peer over one TCP or TLS connection, made by itself or by the server. */
final class TcpPeer implements Peer {
  private final ServerSocket listener;
  private Socket socket;

  private TcpPeer(ServerSocket listener, Socket socket) {
    this.listener = listener;
    this.socket = socket;
  }

  static TcpPeer connected(int serverPort) throws IOException {
    return new TcpPeer(null, new Socket(InetAddress.ofLiteral("127.0.0.1"), serverPort));
  }

  static TcpPeer listening() throws IOException {
    return new TcpPeer(new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1")), null);
  }

  /** Over a connection that stands; of TLS where the socket is of it. */
  static TcpPeer over(Socket connected) {
    return new TcpPeer(null, connected);
  }

  @Override
  public String transport() {
    return socket instanceof SSLSocket ? "TLS" : "TCP";
  }

  @Override
  public int port() {
    return listener != null ? listener.getLocalPort() : socket.getLocalPort();
  }

  private Socket socket(int timeoutMs) throws IOException {
    if (socket == null) {
      listener.setSoTimeout(timeoutMs);
      socket = listener.accept();
    }
    return socket;
  }

  /** Where the server's connection comes from. */
  int serverPort() {
    return socket.getPort();
  }

  @Override
  public void send(byte[] bytes) throws IOException {
    socket(PATIENCE_MS).getOutputStream().write(bytes);
  }

  @Override
  public Wire receive(int timeoutMs) throws IOException {
    InputStream in = socket(timeoutMs).getInputStream();
    socket.setSoTimeout(timeoutMs);
    var text = new ByteArrayOutputStream();
    while (!text.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      text.write(octet(in));
    }
    var head = new Wire(text.toString(StandardCharsets.ISO_8859_1));
    for (int i = Integer.parseInt(head.header("Content-Length")); i > 0; i--) {
      text.write(octet(in));
    }
    return new Wire(text.toString(StandardCharsets.ISO_8859_1));
  }

  private static int octet(InputStream in) throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new IOException("the server has closed the connection");
    }
    return next;
  }

  /** The next bytes as they come, no message of their own. */
  String raw(int length) throws IOException {
    return new String(socket(PATIENCE_MS).getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  boolean isClosedByServer() throws IOException {
    socket.setSoTimeout(PATIENCE_MS);
    return socket.getInputStream().read() < 0;
  }

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
      if (listener != null) {
        listener.close();
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
