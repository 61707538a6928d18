package org.earshot.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.earshot.media.amd.AmdResult;
import org.earshot.media.amd.AmdVerdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictsTest {

  /** app_amd has a status for each: initial silence is a machine's there, and a dialplan counts on it. */
  @ParameterizedTest
  @CsvSource({"HUMAN, HUMAN-700-800, HUMAN", "MACHINE, LONGGREETING-1500-1500, MACHINE", "FAX, LONGGREETING-1500-1500, MACHINE",
      "INTERCEPT, LONGGREETING-1500-1500, MACHINE", "SILENCE, INITIALSILENCE-2500-2500, MACHINE",
      "UNSURE, TOOLONG-5000, NOTSURE", "UNSURE, HANGUP, HANGUP", "ERROR, TOOLONG-5000, NOTSURE"})
  void shouldSayAsterisksStatusBesideOurs(AmdResult result, String amdCause, String status) {
    var outside = Verdicts.outside(new AmdVerdict(result, 0.5, "cause", amdCause, 1000, List.of()));
    assertThat(outside.amdStatus()).isEqualTo(status);
    assertThat(outside.result()).isEqualTo(result.word());
  }
}
