package org.earshot.app.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.earshot.app.transfer.ReferSubscription.Active;
import org.earshot.app.transfer.ReferSubscription.Over;
import org.earshot.sip.message.SipUri;
import org.junit.jupiter.api.Test;

class ReferSubscriptionTest {
  private static final SipUri CAROL = SipUri.parse("sip:carol@example.org");

  @Test
  void shouldTellEachStatusOnceAndEndWithTheFinalOne() {
    ReferSubscription state = ReferSubscription.begin(new Refer(CAROL, Optional.empty(), true));
    var trying = ReferSubscription.step(state, 100, "Trying");
    assertThat(trying.news().orElseThrow().headers().first("Event")).contains("refer");
    assertThat(trying.news().orElseThrow().headers().first("Subscription-State")).contains("active;expires=180");
    assertThat(trying.news().orElseThrow().body().text()).isEqualTo("SIP/2.0 100 Trying\r\n");
    assertThat(trying.news().orElseThrow().body().contentType()).isEqualTo("message/sipfrag;version=2.0");
    var ringing = ReferSubscription.step(trying.next(), 180, "Ringing");
    assertThat(ringing.news()).isPresent();
    assertThat(ReferSubscription.step(ringing.next(), 180, "Ringing").news()).isEmpty();
    var done = ReferSubscription.step(ringing.next(), 486, "Busy Here");
    assertThat(done.news().orElseThrow().headers().first("Subscription-State")).contains("terminated;reason=noresource");
    assertThat(done.news().orElseThrow().body().text()).isEqualTo("SIP/2.0 486 Busy Here\r\n");
    assertThat(done.next()).isEqualTo(new Over());
    assertThat(ReferSubscription.step(done.next(), 200, "OK").news()).isEmpty();
  }

  @Test
  void shouldTellNothingWhereNobodyWantsToHear() {
    assertThat(ReferSubscription.begin(new Refer(CAROL, Optional.empty(), false))).isEqualTo(new Over());
    assertThat(ReferSubscription.step(new Over(), 200, "OK").news()).isEmpty();
    assertThat(ReferSubscription.step(new Active(100), 100, "Trying").news()).isEmpty();
  }
}
