package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.earshot.sip.SipEvent;
import org.earshot.sip.message.SipResponse;
import org.junit.jupiter.api.Test;

class ChallengeTest {

  @Test
  void shouldPutEachChallengeOnALineOfItsOwn() throws Exception {
    try (var server = new Server(); UdpPeer peer = server.udpPeer()) {
      peer.send(new Phone(peer).request("REGISTER", "sip:example.org", 1, Phone.branch()));
      var asked = server.events.next(SipEvent.OutOfDialog.class);
      server.stack.respond(asked.id(), SipResponse.of(401, "Unauthorized")
          .with("WWW-Authenticate", "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256, qop=\"auth\"")
          .with("WWW-Authenticate", "Digest realm=\"r\", nonce=\"n\", algorithm=MD5, qop=\"auth\"")
          .with("Contact", "<sip:a@127.0.0.1>;expires=1").with("Contact", "<sip:b@127.0.0.1>;expires=2"));
      Wire answer = peer.receive();

      assertThat(answer.text()).containsSubsequence("WWW-Authenticate: Digest realm=\"r\"", "algorithm=SHA-256", "\r\n",
          "WWW-Authenticate: Digest realm=\"r\"", "algorithm=MD5", "\r\n");
      assertThat(answer.count("WWW-Authenticate")).isEqualTo(2);
      assertThat(answer.text()).contains("<sip:a@127.0.0.1>;expires=1", "<sip:b@127.0.0.1>;expires=2");
    }
  }
}
