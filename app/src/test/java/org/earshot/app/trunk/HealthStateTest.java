package org.earshot.app.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import org.earshot.app.trunk.HealthState.Thresholds;
import org.junit.jupiter.api.Test;

class HealthStateTest {
  private static final Thresholds NEEDED = new Thresholds(2, 3);

  private static String after(String answers) {
    var state = HealthState.FRESH;
    var seen = new StringBuilder();
    for (char answer : answers.toCharArray()) {
      state = state.next(answer == '+', NEEDED);
      seen.append(state.up() ? 'U' : 'd');
    }
    return seen.toString();
  }

  @Test
  void shouldTurnAfterSoManyInARow() {
    assertThat(after("---")).isEqualTo("UUd");
    assertThat(after("--+--")).isEqualTo("UUUUU");
    assertThat(after("---+-++")).isEqualTo("UUddddU");
    assertThat(after("---+++---")).isEqualTo("UUddUUUUd");
  }
}
