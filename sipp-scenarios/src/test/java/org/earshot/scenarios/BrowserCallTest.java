package org.earshot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.awaitility.Awaitility;
import org.earshot.scenarios.harness.EarshotServer;
import org.earshot.scenarios.harness.Site;
import org.earshot.scenarios.peer.Message;
import org.earshot.scenarios.peer.Phone;
import org.earshot.scenarios.peer.PhoneCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A user in a web page, who can be reached by the WebSocket that he opened and by nothing else (RFC 7118). */
class BrowserCallTest {
  private static EarshotServer server;

  @BeforeAll
  static void start() {
    server = EarshotServer.start(Site.make("browser-call", Optional.of(Site.MODULE.resolve("call-ws/server.yaml"))));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void shouldCallABrowserByTheWebSocketItRegisteredOver() {
    try (Phone bob = Phone.browser("bob", server.site()); Phone west = new Phone("west", server.site())) {
      Message registered = bob.register("MD5");
      assertThat(registered.header("Contact")).contains(".invalid;transport=ws>");
      PhoneCall caller = west.call("bob");
      PhoneCall callee = bob.awaitCall();
      callee.answer();
      caller.awaitAnswer();
      caller.hangUp();
    }
  }

  @Test
  void shouldForgetABrowserWhoseWebSocketHasGone() {
    try (Phone west = new Phone("west", server.site())) {
      try (Phone dora = Phone.browser("dora", server.site())) {
        dora.register("MD5");
      }
      Awaitility.await().until(() -> server.get("/v1/registrations").body().contains("\"active\":0"));
      assertThat(west.call("dora").awaitFinal("INVITE").status()).isEqualTo(480);
    }
  }
}
