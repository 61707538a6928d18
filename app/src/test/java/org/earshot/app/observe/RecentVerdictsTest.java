package org.earshot.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.earshot.app.events.DomainEvent.AmdGreetingEnd;
import org.earshot.app.events.DomainEvent.AmdRevised;
import org.earshot.app.events.DomainEvent.AmdVerdict;
import org.earshot.app.events.DomainEvent.CallStarted;
import org.earshot.app.events.DomainEvent.Verdict;
import org.junit.jupiter.api.Test;

class RecentVerdictsTest {
  private static final Instant T0 = Instant.parse("2026-11-21T02:00:00Z");

  private final RecentVerdicts verdicts = new RecentVerdicts();

  @Test
  void shouldKeepTheLastHundredNewestFirst() {
    for (int i = 0; i < 250; i++) {
      verdicts.on(new AmdVerdict("c" + i, T0, 1, verdict("human"), 500));
    }
    assertThat(verdicts.newestFirst()).hasSize(100);
    assertThat(verdicts.newestFirst().getFirst().call()).isEqualTo("c249");
    assertThat(verdicts.newestFirst().getLast().call()).isEqualTo("c150");
  }

  @Test
  void shouldAddWhatWasLearnedLaterToTheSameLeg() {
    verdicts.on(new CallStarted("c1", T0, "alice", "+4930", Optional.empty(), "x"));
    verdicts.on(new AmdVerdict("c1", T0, 1, verdict("human"), 500));
    verdicts.on(new AmdVerdict("c1", T0, 2, verdict("human"), 500));
    verdicts.on(new AmdRevised("c1", T0, 1, verdict("machine")));
    verdicts.on(new AmdGreetingEnd("c1", T0, 1, "beep", 4_000));
    var second = verdicts.newestFirst().getFirst();
    var first = verdicts.newestFirst().getLast();
    assertThat(first.verdict().result()).isEqualTo("human");
    assertThat(first.revised().orElseThrow().result()).isEqualTo("machine");
    assertThat(first.greetingEnd()).hasValue("beep");
    assertThat(first.callee()).hasValue("+4930");
    assertThat(second.revised()).isEmpty();
  }

  private static Verdict verdict(String result) {
    return new Verdict(result, 0.9, "cause", 700, "X", "Y", List.of());
  }
}
