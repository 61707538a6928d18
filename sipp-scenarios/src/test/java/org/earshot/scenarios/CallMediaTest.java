package org.earshot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.earshot.scenarios.harness.EarshotServer;
import org.earshot.scenarios.harness.Site;
import org.earshot.scenarios.peer.Phone;
import org.earshot.scenarios.peer.PhoneCall;
import org.earshot.scenarios.peer.RtpStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prompts, digits and recordings of a call, asked for over the API. */
class CallMediaTest {
  private static final int ATTEMPTS = 40;
  private static EarshotServer server;
  private Phone west;
  private Phone east;
  private PhoneCall caller;
  private PhoneCall callee;
  private String path;

  @BeforeAll
  static void start() {
    server = EarshotServer.start(Site.make("call-media", Optional.empty()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void call() {
    west = new Phone("west", server.site());
    east = new Phone("east", server.site());
    caller = west.call("200");
    callee = east.awaitCall();
    callee.answer();
    caller.awaitAnswer();
    open(new RtpStream(0x1111), caller, callee);
    open(new RtpStream(0x2222), callee, caller);
    String calls = server.get("/v1/calls").body();
    int at = calls.indexOf("\"id\":\"") + 6;
    path = "/v1/calls/" + calls.substring(at, calls.indexOf('"', at));
  }

  @AfterEach
  void disconnect() {
    caller.hangUp();
    callee.take("BYE");
    Awaitility.await().until(() -> server.get("/v1/calls").body().startsWith("{\"active\":0"));
    west.close();
    east.close();
  }

  private static void open(RtpStream stream, PhoneCall from, PhoneCall to) {
    for (int i = 0; i < ATTEMPTS; i++) {
      from.media().send(stream.nextNoise(), from.remoteMedia());
      if (to.media().arrives()) {
        return;
      }
    }
    throw new AssertionError("nothing arrived");
  }

  @Test
  void shouldPlayToOneSideAsOneStream() {
    assertThat(server.send("POST", path + "/play", "{\"to\": \"callee\", \"tone\": \"beep\", \"times\": 2}")).isEqualTo(202);
    ByteBuffer before = null;
    for (int i = 0; i < 30; i++) {
      ByteBuffer packet = ByteBuffer.wrap(callee.media().receive());
      assertThat(packet.getInt(8)).as("the stream that came before").isEqualTo(0x1111);
      if (before != null) {
        assertThat(packet.getShort(2)).isEqualTo((short) (before.getShort(2) + 1));
        assertThat(packet.getInt(4)).isEqualTo(before.getInt(4) + 160);
      }
      before = packet;
    }
  }

  @Test
  void shouldSendDigits() {
    assertThat(server.send("POST", path + "/digits", "{\"to\": \"caller\", \"digits\": \"7\"}")).isEqualTo(202);
    byte[] packet = caller.media().receive();
    while ((packet[1] & 0x7f) != 101) {
      packet = caller.media().receive();
    }
    assertThat(packet[12]).isEqualTo((byte) 7);
  }

  @Test
  void shouldRecordTheCallAndFinishTheFile() throws IOException {
    Path file = server.site().directory().resolve("recordings/call.wav");
    assertThat(server.send("POST", path + "/recording", "{\"file\": \"call.wav\"}")).isEqualTo(202);
    assertThat(server.send("POST", path + "/play", "{\"tone\": \"ringback\", \"times\": 0}")).isEqualTo(202);
    Awaitility.await().until(() -> Files.exists(file) && Files.size(file) > 44 + 32_000);
    assertThat(server.send("DELETE", path + "/recording", "")).isEqualTo(202);
    Awaitility.await().until(() -> header(file).getInt(40) == Files.size(file) - 44);
    assertThat(header(file).getShort(22)).as("channels").isEqualTo((short) 2);
    ByteBuffer samples = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int loudest = 0;
    for (int at = 46; at + 1 < samples.limit(); at += 4) {
      loudest = Math.max(loudest, Math.abs(samples.getShort(at)));
    }
    assertThat(loudest).as("what the caller was played is on the right").isGreaterThan(3000);
  }

  private static ByteBuffer header(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void shouldRefuseFilesOutsideItsFolders() {
    assertThat(server.send("POST", path + "/play", "{\"file\": \"../earshot.yaml\"}")).isEqualTo(400);
    assertThat(server.send("POST", path + "/recording", "{\"file\": \"../../evil.wav\"}")).isEqualTo(400);
  }
}
