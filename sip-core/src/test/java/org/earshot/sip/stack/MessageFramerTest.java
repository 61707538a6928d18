package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageFramerTest {
  private static final int MAX_BYTES = 200;
  private static final String HEAD = "OPTIONS sip:a SIP/2.0\r\n";

  private Socket peer;
  private Socket ours;

  @BeforeEach
  void connect() throws IOException {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      peer = new Socket(listener.getInetAddress(), listener.getLocalPort());
      ours = listener.accept();
    }
  }

  @AfterEach
  void close() throws IOException {
    peer.close();
    ours.close();
  }

  private MessageFramer framer(int timeoutMs) throws IOException {
    return new MessageFramer(ours, MAX_BYTES, timeoutMs);
  }

  private void send(String text) throws IOException {
    peer.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String text(MessageFramer.Next next) {
    assertThat(next).isInstanceOf(MessageFramer.Message.class);
    return new String(((MessageFramer.Message) next).bytes(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void shouldCutMessagesAndPingsApart() throws Exception {
    var framer = framer(10_000);
    send(HEAD + "l: 3\r\n\r\nabc\r\n\r\n\r\n" + HEAD + "\r\n");
    assertThat(text(framer.next())).isEqualTo(HEAD + "l: 3\r\n\r\nabc");
    assertThat(framer.next()).isInstanceOf(MessageFramer.Ping.class);
    // a single line break before a message is nothing
    assertThat(text(framer.next())).isEqualTo(HEAD + "\r\n");
    peer.close();
    assertThat(framer.next()).isInstanceOf(MessageFramer.End.class);
  }

  @Test
  void shouldGiveUpAPeerThatDoesNotEndItsMessage() throws Exception {
    var framer = framer(100);
    send(HEAD);
    assertThat(framer.next()).isInstanceOfSatisfying(MessageFramer.Broken.class,
        broken -> assertThat(broken.reason()).isEqualTo("too-slow"));
  }

  @Test
  void shouldNotReadOnWhenTheHeadOrTheBodyIsTooLong() throws Exception {
    send(HEAD + "X: " + "x".repeat(MAX_BYTES));
    assertThat(framer(10_000).next()).isInstanceOfSatisfying(MessageFramer.Broken.class,
        broken -> assertThat(broken.reason()).isEqualTo("too-long"));
  }

  @Test
  void shouldNotWaitForABodyThatIsTooLong() throws Exception {
    send(HEAD + "Content-Length: " + MAX_BYTES + "\r\n\r\n");
    assertThat(framer(10_000).next()).isInstanceOfSatisfying(MessageFramer.Broken.class,
        broken -> assertThat(broken.reason()).isEqualTo("too-long"));
  }

  @Test
  void shouldEndWithAMessageThatBreaksOff() throws Exception {
    send(HEAD + "l: 10\r\n\r\nabc");
    peer.close();
    assertThat(framer(10_000).next()).isInstanceOf(MessageFramer.End.class);
  }
}
