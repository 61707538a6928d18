package org.earshot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.earshot.scenarios.harness.EarshotServer;
import org.earshot.scenarios.harness.Site;
import org.earshot.scenarios.peer.Message;
import org.earshot.scenarios.peer.Phone;
import org.earshot.scenarios.peer.PhoneCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What SIPp cannot ask of a registrar: SHA-256, and answers compared with each other. */
class RegistrarAnswersTest {
  private static EarshotServer server;

  @BeforeAll
  static void start() {
    server = EarshotServer.start(Site.make("registrar-answers", Optional.empty()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void shouldRegisterWhenCredentialsAreSha256() {
    try (Phone bob = new Phone("bob", server.site()); Phone west = new Phone("west", server.site())) {
      Message answer = bob.register("SHA-256");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Contact")).contains("127.0.0.12");
      PhoneCall caller = west.call("bob");
      bob.awaitCall().answer();
      caller.awaitAnswer();
      caller.hangUp();
    }
  }

  @Test
  void shouldAnswerAlikeWhetherTheUserExistsOrNot() {
    try (Phone carol = new Phone("carol", "not-hers", server.site());
        Phone stranger = new Phone("stranger", server.site())) {
      Message ofUser = carol.register("MD5");
      Message ofNobody = stranger.register("MD5");
      assertThat(ofUser.status()).isIn(401, 403);
      assertThat(shape(ofNobody)).isEqualTo(shape(ofUser));
    }
  }

  /** The message without what differs between any two: names, addresses, tokens. */
  private static List<String> shape(Message message) {
    return Stream.concat(Stream.of(message.first()), message.headers().stream())
        .map(line -> line.replaceAll("carol|stranger", "USER").replaceAll("127\\.0\\.0\\.(13|31)", "ADDRESS")
            .replaceAll("nonce=\"[^\"]*\"", "nonce").replaceAll("(tag|branch)=[^;\\s]*", "$1")
            .replaceAll("^Call-ID:.*", "Call-ID").replaceAll("^Date:.*", "Date")).toList();
  }
}
