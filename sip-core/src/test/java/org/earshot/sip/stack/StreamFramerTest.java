package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamFramerTest {
  private static final int MAX_BYTES = 200;
  private static final int TIMEOUT_MS = 10_000;
  private static final String HEAD = "OPTIONS sip:a SIP/2.0\r\n";

  private final EmbeddedChannel channel = new EmbeddedChannel(new StreamFramer(MAX_BYTES, TIMEOUT_MS));

  @AfterEach
  void end() {
    channel.finishAndReleaseAll();
  }

  private void send(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
  }

  /** Messages as their text, a ping as "ping", a lost frame as its reason. */
  private List<String> frames() {
    var frames = new ArrayList<String>();
    for (Frame next = channel.readInbound(); next != null; next = channel.readInbound()) {
      frames.add(switch (next) {
        case Frame.Message message -> new String(message.bytes(), StandardCharsets.ISO_8859_1);
        case Frame.Ping _ -> "ping";
        case Frame.Broken broken -> broken.reason();
      });
    }
    return frames;
  }

  @Test
  void shouldCutMessagesAndPingsApart() {
    // a single line break before a message is nothing
    String stream = HEAD + "l: 3\r\n\r\nabc\r\n\r\n\r\n" + HEAD + "\r\n";
    List<String> expected = List.of(HEAD + "l: 3\r\n\r\nabc", "ping", HEAD + "\r\n");
    send(stream);
    assertThat(frames()).isEqualTo(expected);
    stream.chars().forEach(octet -> send(Character.toString(octet)));
    assertThat(frames()).as("one byte at a time").isEqualTo(expected);
  }

  @Test
  void shouldGiveUpAPeerThatDoesNotEndItsMessage() {
    channel.freezeTime();
    send(HEAD);
    channel.advanceTimeBy(TIMEOUT_MS - 1, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertThat(frames()).isEmpty();
    channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertThat(frames()).containsExactly("too-slow");
    send("\r\n" + HEAD + "\r\n");
    assertThat(frames()).as("the frame is lost for good").isEmpty();
  }

  @Test
  void shouldLeaveAPeerThatHasNotBegunAMessageAlone() {
    channel.freezeTime();
    send(HEAD + "\r\n");
    channel.advanceTimeBy(10 * TIMEOUT_MS, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertThat(frames()).containsExactly(HEAD + "\r\n");
  }

  @Test
  void shouldNotReadOnWhenTheHeadOrTheBodyIsTooLong() {
    send(HEAD + "X: " + "x".repeat(MAX_BYTES));
    assertThat(frames()).containsExactly("too-long");
  }

  @Test
  void shouldNotWaitForABodyThatIsTooLong() {
    send(HEAD + "Content-Length: " + MAX_BYTES + "\r\n\r\n");
    assertThat(frames()).containsExactly("too-long");
  }

  @Test
  void shouldNotBelieveALengthThatIsNone() {
    send(HEAD + "Content-Length: -1\r\n\r\n");
    assertThat(frames()).containsExactly("content-length");
  }

  @Test
  void shouldEndWithAMessageThatBreaksOff() {
    send(HEAD + "l: 10\r\n\r\nabc");
    channel.close();
    assertThat(frames()).isEmpty();
  }
}
