package org.earshot.app.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Optional;
import org.earshot.app.trunk.RegistrationEvent.Accepted;
import org.earshot.app.trunk.RegistrationEvent.Challenged;
import org.earshot.app.trunk.RegistrationEvent.Failed;
import org.earshot.app.trunk.RegistrationEvent.Redirected;
import org.earshot.app.trunk.RegistrationEvent.Started;
import org.earshot.app.trunk.RegistrationEvent.Stopped;
import org.earshot.app.trunk.RegistrationEvent.TimerFired;
import org.earshot.app.trunk.RegistrationEvent.TooBrief;
import org.earshot.app.trunk.RegistrationMachine.Action;
import org.earshot.app.trunk.RegistrationMachine.Step;
import org.earshot.app.trunk.RegistrationState.Ask;
import org.earshot.app.trunk.RegistrationState.Asking;
import org.earshot.app.trunk.RegistrationState.Bound;
import org.earshot.app.trunk.RegistrationState.Gone;
import org.earshot.app.trunk.RegistrationState.Idle;
import org.earshot.app.trunk.RegistrationState.Leaving;
import org.earshot.app.trunk.RegistrationState.Registered;
import org.earshot.app.trunk.RegistrationState.Waiting;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.SipUri;
import org.junit.jupiter.api.Test;

class RegistrationMachineTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Ask FIRST = Ask.first(3600);
  private static final Bound BOUND = new Bound(100 * SECOND, 100, 3600);
  private static final Headers CREDENTIALS = Headers.of("Authorization", "Digest x");
  private static final SipUri ELSEWHERE = SipUri.parse("sip:192.0.2.9");
  private static final Failed GONE_QUIET = new Failed(false, "no answer", 0, false, 90 * SECOND);
  private static final Failed FORBIDDEN = new Failed(true, "403 Forbidden", 0, false, 90 * SECOND);
  /** The middle of what chance decides. */
  private final RegistrationPolicy policy = new RegistrationPolicy(3600, () -> 0.5);

  private Step step(RegistrationState state, RegistrationEvent event) {
    return RegistrationMachine.step(state, event, policy);
  }

  private static Asking asking(Ask ask) {
    return new Asking(ask, Optional.empty(), 0);
  }

  private static Step sends(Ask ask) {
    return new Step(asking(ask), List.of(new Action.Send(ask, Optional.empty())));
  }

  @Test
  void shouldRegisterAndRefreshInTime() {
    assertThat(step(new Idle(), new Started())).isEqualTo(sends(FIRST));
    assertThat(step(asking(FIRST), new Accepted(100, 0)))
        .isEqualTo(new Step(new Registered(BOUND), List.of(new Action.Arm(85_000))));
    assertThat(step(new Registered(BOUND), new TimerFired())).isEqualTo(
        new Step(new Asking(FIRST, Optional.of(BOUND), 0), List.of(new Action.Send(FIRST, Optional.empty()))));
  }

  @Test
  void shouldMeetWhatTheRegistrarWants() {
    assertThat(step(asking(FIRST), new Challenged(CREDENTIALS)).actions())
        .containsExactly(new Action.Send(FIRST.challenged(), Optional.of(CREDENTIALS)));
    assertThat(step(asking(FIRST), new TooBrief(7200))).isEqualTo(sends(FIRST.longer(7200)));
    assertThat(step(asking(FIRST), new TooBrief(60)).next()).as("it has that much already").isInstanceOf(Waiting.class);
    assertThat(step(asking(FIRST), new TooBrief(1_000_000)).next()).isInstanceOf(Waiting.class);
    assertThat(step(asking(FIRST), new Redirected(ELSEWHERE))).isEqualTo(sends(FIRST.redirected(ELSEWHERE)));
    Ask dizzy = FIRST.redirected(ELSEWHERE).redirected(ELSEWHERE).redirected(ELSEWHERE);
    assertThat(step(asking(dizzy), new Redirected(ELSEWHERE)).next()).isInstanceOf(Waiting.class);
    assertThat(step(asking(FIRST), new Failed(false, "no answer", 0, true, 0))).isEqualTo(sends(FIRST.nextServer()));
    assertThat(step(new Registered(new Bound(1, 60, 7200)), new TimerFired()).actions())
        .as("what the registrar wanted is asked for at once").containsExactly(new Action.Send(Ask.first(7200), Optional.empty()));
  }

  @Test
  void shouldTryAgainEverLaterAndLaterStillWhereRefused() {
    assertThat(delayMs(step(asking(FIRST), GONE_QUIET))).isEqualTo(3_000);
    assertThat(delayMs(step(new Asking(FIRST, Optional.empty(), 3), GONE_QUIET))).isEqualTo(24_000);
    assertThat(delayMs(step(new Asking(FIRST, Optional.empty(), 60), GONE_QUIET))).isEqualTo(225_000);
    assertThat(delayMs(step(asking(FIRST), FORBIDDEN))).isEqualTo(45_000);
    assertThat(delayMs(step(new Asking(FIRST, Optional.empty(), 60), FORBIDDEN))).isEqualTo(1_350_000);
    assertThat(delayMs(step(asking(FIRST), new Failed(false, "503", 120_000, false, 0)))).as("Retry-After").isEqualTo(120_000);
    assertThat(step(new Waiting(Optional.empty(), 4, "no answer", false), new TimerFired()).next())
        .isEqualTo(new Asking(FIRST, Optional.empty(), 4));
  }

  @Test
  void shouldKeepABindingThatARefreshCouldNotRenewUntilItEnds() {
    var refreshing = new Asking(FIRST, Optional.of(BOUND), 2);
    Step kept = step(refreshing, GONE_QUIET);
    assertThat(kept.next()).isEqualTo(new Waiting(Optional.of(BOUND), 3, "no answer", false));
    assertThat(delayMs(kept)).as("not later than its end").isEqualTo(10_000);
    assertThat(step(refreshing, FORBIDDEN).next()).isEqualTo(new Waiting(Optional.empty(), 3, "403 Forbidden", true));
    assertThat(step(refreshing, new Failed(false, "no answer", 0, false, 101 * SECOND)).next())
        .isEqualTo(new Waiting(Optional.empty(), 3, "no answer", false));
  }

  @Test
  void shouldRemoveTheBindingAtTheEnd() {
    Ask removal = new Ask(0, 0, 0, Optional.empty(), 0);
    for (RegistrationState state : List.of(asking(FIRST), new Registered(BOUND),
        new Waiting(Optional.of(BOUND), 1, "", false))) {
      assertThat(step(state, new Stopped()))
          .isEqualTo(new Step(new Leaving(0), List.of(new Action.Send(removal, Optional.empty()))));
    }
    assertThat(step(new Waiting(Optional.empty(), 1, "", false), new Stopped()).next()).isEqualTo(new Gone());
    assertThat(step(new Leaving(0), new Challenged(CREDENTIALS)).actions())
        .containsExactly(new Action.Send(removal.challenged(), Optional.of(CREDENTIALS)));
    assertThat(step(new Leaving(2), new Challenged(CREDENTIALS)).next()).isEqualTo(new Gone());
    assertThat(step(new Leaving(0), new Accepted(0, 0)).next()).isEqualTo(new Gone());
  }

  @Test
  void shouldTakeAnyEventInAnyState() {
    var states = List.<RegistrationState>of(new Idle(), asking(FIRST), new Registered(BOUND),
        new Waiting(Optional.empty(), 1, "", true), new Leaving(0), new Gone());
    var events = List.<RegistrationEvent>of(new Started(), new TimerFired(), new Accepted(60, 0), new Challenged(CREDENTIALS),
        new TooBrief(1), new Redirected(ELSEWHERE), GONE_QUIET, FORBIDDEN, new Stopped());
    states.forEach(state -> events.forEach(event ->
        assertThatCode(() -> step(state, event)).as("%s + %s", state, event).doesNotThrowAnyException()));
    events.forEach(event -> assertThat(step(new Gone(), event)).isEqualTo(new Step(new Gone(), List.of())));
  }

  private static long delayMs(Step step) {
    return ((Action.Arm) step.actions().getFirst()).delayMs();
  }
}
