package org.earshot.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens to a leg in whatever order: some promises always hold. */
class LegWalkTest {

  @Property(tries = 400)
  void shouldKeepItsPromisesInAnyOrderOfEvents(@ForAll("walks") List<LegEvent> events) {
    for (LegState.Role role : LegState.Role.values()) {
      LegState state = new LegState.Idle(role);
      Set<LegTimer> armed = EnumSet.noneOf(LegTimer.class);
      List<LegAction> done = new ArrayList<>();
      for (LegEvent event : events) {
        if (event instanceof LegEvent.TimerFired(var timer, var _)) {
          armed.remove(timer);
        }
        Step step = LegMachine.step(state, event, LegFixtures.POLICY);
        state = step.next();
        done.addAll(step.actions());
        follow(step.actions(), armed);
      }
      boolean closed = state instanceof LegState.Closed;
      assertThat(done).filteredOn(LegFixtures.TELL_CLOSED::equals).hasSize(closed ? 1 : 0);
      assertThat(done).filteredOn(LegAction.Release.class::isInstance).hasSize(closed ? 1 : 0);
      assertThat(done).filteredOn(LegAction.SendBye.class::isInstance).hasSizeLessThanOrEqualTo(1);
      assertThat(done).filteredOn(LegAction.SendCancel.class::isInstance).hasSizeLessThanOrEqualTo(1);
      assertThat(done).filteredOn(LegWalkTest::saysHowItEnded).hasSizeLessThanOrEqualTo(1);
      if (closed) {
        assertThat(armed).as("timers left behind by %s", events).isEmpty();
      }
    }
  }

  private static boolean saysHowItEnded(LegAction action) {
    return action instanceof LegAction.Tell(var report)
        && (report instanceof LegReport.Ended || report instanceof LegReport.Failed);
  }

  private static void follow(List<LegAction> actions, Set<LegTimer> armed) {
    for (LegAction action : actions) {
      switch (action) {
        case LegAction.Arm(var timer, var _) -> armed.add(timer);
        case LegAction.Disarm(var timer) -> armed.remove(timer);
        case LegAction.Send _, LegAction.Tell _ -> { }
      }
    }
  }

  @Provide
  Arbitrary<List<LegEvent>> walks() {
    return Arbitraries.of(LegFixtures.events()).list().ofMinSize(10).ofMaxSize(80);
  }
}
