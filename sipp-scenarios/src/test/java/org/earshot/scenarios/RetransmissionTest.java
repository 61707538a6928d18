package org.earshot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.earshot.scenarios.harness.EarshotServer;
import org.earshot.scenarios.harness.Site;
import org.earshot.scenarios.peer.Phone;
import org.earshot.scenarios.peer.PhoneCall;
import org.junit.jupiter.api.Test;

/** The same INVITE several times is one call (RFC 3261 §17.2.1); SIPp repeats only when nothing answers. */
class RetransmissionTest {

  @Test
  void shouldMakeOneCallOfAnInviteThatIsRepeated() {
    try (EarshotServer server = EarshotServer.start(Site.make("retransmission", Optional.empty()));
        Phone west = new Phone("west", server.site()); Phone east = new Phone("east", server.site())) {
      PhoneCall caller = west.call("200");
      caller.repeatInvite();
      caller.repeatInvite();
      PhoneCall callee = east.awaitCall();
      callee.ring();
      caller.awaitProvisional(180);
      caller.repeatInvite();
      callee.answer();
      caller.awaitAnswer();
      caller.repeatInvite();
      caller.hangUp();
      callee.take("BYE");
      assertThat(server.cdrs().await(caller.callId()).get("sip_code").asInt()).isEqualTo(200);
      // a second call would have been dialled long before this one
      PhoneCall next = west.call("201");
      assertThat(east.awaitCall().received().first()).contains("sip:201@");
      next.cancel();
    }
  }
}
