package org.earshot.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.earshot.app.call.CallEvent.BadSdp;
import org.earshot.app.call.CallEvent.FromLeg;
import org.earshot.sip.leg.LegCommand.RefuseOffer;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.sdp.SessionDescription;
import org.junit.jupiter.api.Test;

class EarlyOffersTest {
  private static final Optional<SessionDescription> SDP =
      Optional.of(SessionDescription.parse(CallFixture.sdp("10.2.2.2", 5000, "0", "a=sendonly")));
  private static final Optional<Integer> HEARD = Optional.of(1);
  private static final LegReport OFFERED = new LegReport.Offered(Headers.NONE, Body.NONE);
  private static final LegReport ANSWERED = new LegReport.OfferAnswered(Headers.NONE, Body.NONE);
  private static final LegReport FAILED = new LegReport.OfferFailed(488, "No", Headers.NONE);

  private static Optional<CallAction> carried(int leg, LegReport report, Optional<SessionDescription> sdp) {
    return EarlyOffers.carried(new FromLeg(leg, report, sdp), HEARD);
  }

  private static CallAction refused(int leg, int status, String reason) {
    return new CallAction.ToLeg(leg, new RefuseOffer(status, reason, Headers.NONE));
  }

  @Test
  void shouldCarryOffersBetweenTheCallerAndWhomItHears() {
    assertThat(carried(0, OFFERED, SDP)).contains(new CallAction.RelayOffer(0, 1, SDP));
    assertThat(carried(1, OFFERED, SDP)).contains(new CallAction.RelayOffer(1, 0, SDP));
    assertThat(carried(0, ANSWERED, SDP)).contains(new CallAction.RelayAnswer(0, 1, SDP.get()));
    assertThat(carried(1, ANSWERED, SDP)).contains(new CallAction.RelayAnswer(1, 0, SDP.get()));
    assertThat(carried(0, FAILED, Optional.empty())).contains(refused(1, 488, "No"));
    assertThat(carried(1, FAILED, Optional.empty())).contains(refused(0, 488, "No"));
  }

  @Test
  void shouldLetOnlyTheOneWhoIsHeardChangeTheSession() {
    assertThat(carried(2, OFFERED, SDP)).contains(refused(2, 491, "Request Pending"));
    assertThat(carried(2, ANSWERED, SDP)).isEmpty();
    assertThat(carried(2, FAILED, Optional.empty())).as("it was heard when it was asked").contains(refused(0, 488, "No"));
    assertThat(EarlyOffers.carried(new FromLeg(0, OFFERED, SDP), Optional.empty()))
        .contains(refused(0, 491, "Request Pending"));
  }

  @Test
  void shouldRefuseWhatCannotBeRead() {
    assertThat(EarlyOffers.carried(new BadSdp(1, OFFERED, "bad"), HEARD)).contains(refused(1, 488, "Not Acceptable Here"));
    assertThat(EarlyOffers.carried(new BadSdp(1, ANSWERED, "bad"), HEARD)).contains(refused(0, 488, "Not Acceptable Here"));
    assertThat(carried(1, ANSWERED, Optional.empty())).contains(refused(0, 488, "Not Acceptable Here"));
  }

  @Test
  void shouldLeaveEverythingElseAlone() {
    assertThat(carried(1, new LegReport.Trying(), Optional.empty())).isEmpty();
    assertThat(EarlyOffers.carried(new CallEvent.MediaOpened(1), HEARD)).isEmpty();
  }
}
