package org.earshot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.earshot.scenarios.harness.EarshotServer;
import org.earshot.scenarios.harness.Site;
import org.earshot.scenarios.peer.Phone;
import org.earshot.scenarios.peer.PhoneCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process itself: its start, its end, and its end without warning. */
class ServerProcessTest {

  @Test
  void shouldHangUpAndExitCleanlyOnSigterm() {
    Site site = Site.make("sigterm", Optional.empty());
    try (EarshotServer server = EarshotServer.start(site); Phone west = new Phone("west", site);
        Phone east = new Phone("east", site)) {
      PhoneCall caller = west.call("200");
      PhoneCall callee = east.awaitCall();
      callee.answer();
      caller.awaitAnswer();
      PhoneCall ringing = west.call("201");
      PhoneCall rung = east.awaitCall();
      rung.ring();
      ringing.awaitProvisional(180);
      Thread.ofVirtual().start(() -> {
        caller.take("BYE");
        callee.take("BYE");
        rung.take("CANCEL");
      });
      assertThat(server.terminate()).isIn(0, 143);
      assertThat(server.cdrs().await(2, any -> true)).hasSize(2)
          .allSatisfy(cdr -> assertThat(cdr.get("ended_by").asText()).isEqualTo("server"))
          .anySatisfy(cdr -> assertThat(cdr.get("sip_code").asInt()).isEqualTo(200));
    }
  }

  @Test
  void shouldKeepAcknowledgedRegistrationsWhenKilled() {
    Site site = Site.make("killed", Optional.empty());
    try (EarshotServer server = EarshotServer.start(site); Phone bob = new Phone("bob", site)) {
      assertThat(bob.register("MD5").status()).isEqualTo(200);
      server.kill();
    }
    try (EarshotServer again = EarshotServer.start(site); Phone bob = new Phone("bob", site);
        Phone west = new Phone("west", site)) {
      PhoneCall caller = west.call("bob");
      PhoneCall callee = bob.awaitCall();
      callee.answer();
      caller.awaitAnswer();
      caller.hangUp();
      callee.take("BYE");
      assertThat(again.cdrs().await(caller.callId()).get("callee").asText()).isEqualTo("bob");
    }
  }

  @Test
  void shouldSayThatAPortIsTakenInOneLine() throws Exception {
    Site site = Site.make("port-taken", Optional.empty());
    try (ServerSocket other = new ServerSocket(site.sipPort(), 1, InetAddress.getByName(Site.SERVER_ADDRESS))) {
      assertThat(lineOfFailedStart(site)).contains("" + other.getLocalPort());
    }
  }

  @Test
  void shouldNameTheKeyOfABadConfiguration(@TempDir Path folder) throws Exception {
    Path changes = Files.writeString(folder.resolve("server.yaml"), "media: {port: 1000-2000}\n");
    Site site = Site.make("bad-key", Optional.of(changes));
    assertThat(lineOfFailedStart(site)).contains("earshot.yaml:", "media.port");
  }

  @Test
  void shouldSayThatTheStoreCannotBeWritten(@TempDir Path folder) throws Exception {
    Path changes = Files.writeString(folder.resolve("server.yaml"),
        "storage: {url: 'jdbc:sqlite:/proc/no/such/folder/earshot.db'}\n");
    Site site = Site.make("bad-store", Optional.of(changes));
    assertThat(lineOfFailedStart(site)).contains("/proc/no/such/folder");
  }

  /** Starts a server that cannot, and returns what it says beside its log: one line. */
  private static String lineOfFailedStart(Site site) throws IOException, InterruptedException {
    Process process = EarshotServer.launch(site);
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the start ends").isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      String said = EarshotServer.said(site);
      assertThat(said).doesNotContain("\tat ");
      List<String> complaints = said.lines().filter(line -> !line.matches("\\d{4}-\\d\\d-.*")).toList();
      assertThat(complaints).as(said).hasSize(1);
      return complaints.getFirst();
    } finally {
      process.destroyForcibly();
    }
  }
}
