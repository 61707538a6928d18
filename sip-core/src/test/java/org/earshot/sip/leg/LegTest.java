package org.earshot.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.earshot.sip.leg.LegFixtures.*;

import java.util.ArrayList;
import java.util.List;
import org.earshot.sip.SipActions;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.Login;
import org.earshot.sip.message.OutgoingRequest;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.RequestToken;
import org.earshot.sip.message.SipResponse;
import org.junit.jupiter.api.Test;

class LegTest implements SipActions, LegHost {
  private final LegId id = new LegId("c1", 0);
  private final List<Object> done = new ArrayList<>();
  private final Leg uas = Leg.uas(id, POLICY, this, this);

  @Override
  public void perform(LegId leg, LegAction.Send action) {
    assertThat(leg).isEqualTo(id);
    done.add(action);
  }

  @Override
  public void login(LegId leg, Login login) {}

  @Override
  public void send(RequestToken token, OutgoingRequest request) {
    throw new AssertionError("no request outside a dialog is expected: " + request.method());
  }

  @Override
  public void respond(RequestId request, SipResponse response) {
    throw new AssertionError("a leg answers through its own actions");
  }

  @Override
  public void on(LegId leg, LegReport report) {
    done.add(report);
    if (report instanceof LegReport.Acked) {
      uas.on(OFFER);
      uas.on(HANG_UP);
    }
  }

  @Override
  public void arm(LegId leg, LegTimer timer, long delayMs) {
    done.add("arm " + timer);
  }

  @Override
  public void disarm(LegId leg, LegTimer timer) {
    done.add("disarm " + timer);
  }

  @Test
  void shouldCarryACallFromInviteToItsEnd() {
    uas.on(invite(FIRST, SDP));
    uas.on(new LegCommand.Answer(Headers.NONE, SDP));
    assertThat(uas.state()).isInstanceOf(LegState.AckAwaited.class);
    done.clear();

    uas.on(new LegEvent.AckReceived(Body.NONE));
    uas.on(answer("BYE", 200));

    assertThat(uas.closed()).isTrue();
    assertThat(done).containsExactly("disarm ACK_GUARD", new LegReport.Acked(Body.NONE), new LegAction.SendReinvite(Headers.NONE, SDP),
        new LegAction.SendBye(REASON), "arm BYE_GUARD", "disarm BYE_GUARD", new LegAction.Release(), new LegReport.Closed());
  }

  @Test
  void shouldFinishAStepBeforeACommandThatItsReportCauses() {
    uas.on(invite(FIRST, SDP));
    uas.on(new LegCommand.Answer(Headers.NONE, SDP));
    uas.on(EMPTY_OFFER);
    done.clear();

    uas.on(new LegEvent.AckReceived(Body.NONE));

    assertThat(done).startsWith("disarm ACK_GUARD", new LegReport.Acked(Body.NONE),
        new LegAction.SendReinvite(EMPTY_OFFER.headers(), Body.NONE), new LegAction.SendBye(REASON));
  }

  @Test
  void shouldStayUsableWhenItsHostFails() {
    Leg[] leg = new Leg[1];
    leg[0] = Leg.uac(id, POLICY, this, new LegHost() {
      @Override
      public void on(LegId ignored, LegReport report) {
        throw new IllegalStateException("host");
      }

      @Override
      public void arm(LegId ignored, LegTimer timer, long delayMs) {}

      @Override
      public void disarm(LegId ignored, LegTimer timer) {}
    });
    leg[0].on(dial(SDP));

    org.assertj.core.api.Assertions.assertThatIllegalStateException().isThrownBy(() -> leg[0].on(answer("INVITE", 180)));
    leg[0].on(answer("INVITE", 100));

    assertThat(leg[0].state()).isInstanceOf(LegState.Early.class);
  }
}
