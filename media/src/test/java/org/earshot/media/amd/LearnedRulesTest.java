package org.earshot.media.amd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.earshot.media.audio.WavReader;
import org.junit.jupiter.api.Test;

class LearnedRulesTest {
  private static final String HEAD = "features " + String.join(" ", Features.NAMES) + "\nmachine 0.9\nlate 0.6\nhuman 0.3\n";
  private static final TreeModel SURE = always(5);
  private static final TreeModel HALF_SURE = always(1);
  private static final TreeModel IN_DOUBT = always(-0.2);
  private static final TreeModel THINKS_OF_A_PERSON = always(-3);

  @Test
  void shouldCallItAMachineWhenTheModelIsSure() {
    AmdVerdict verdict = verdict(SURE, talking(8000));

    assertThat(verdict.result()).isEqualTo(AmdResult.MACHINE);
    assertThat(verdict.cause()).isEqualTo("voice-pattern");
    assertThat(verdict.atMs()).isBetween(1700L, 1900L);
    assertThat(verdict.evidence()).anyMatch(line -> line.contains("probability of a machine: 99 %"));
  }

  @Test
  void shouldAskForLessWhenTheTalkGoesOn() {
    assertThat(verdict(HALF_SURE, talking(8000)).atMs()).isBetween(4500L, 4700L);
  }

  @Test
  void shouldLeaveItToCadenceWhenTheModelIsInDoubt() {
    AmdVerdict verdict = verdict(IN_DOUBT, talking(8000));

    assertThat(verdict.cause()).isEqualTo("long-speech");
    assertThat(verdict.atMs()).isBetween(4850L, 4950L);
  }

  @Test
  void shouldGiveTalkThatSoundsLikeAPersonMoreTime() {
    assertThat(verdict(THINKS_OF_A_PERSON, talking(5200).quiet(2000)).result()).isEqualTo(AmdResult.HUMAN);
    assertThat(verdict(THINKS_OF_A_PERSON, talking(8000)).result()).isEqualTo(AmdResult.MACHINE);
  }

  @Test
  void shouldWaitThroughAPauseThatMayBeARecordings() {
    Signal pausing = new Signal().quiet(300).talk(1300).quiet(900).talk(6000);

    assertThat(verdict(HALF_SURE, pausing).result()).isEqualTo(AmdResult.MACHINE);
    assertThat(verdict(IN_DOUBT, pausing).result()).isEqualTo(AmdResult.HUMAN);
  }

  @Test
  void shouldCallAWordHumanWhateverTheModelThinks() {
    assertThat(verdict(SURE, new Signal().quiet(300).talk(500).quiet(1500)).result()).isEqualTo(AmdResult.HUMAN);
  }

  /** With dips down to the line's quiet, as between words. */
  private static Signal talking(int ms) {
    Signal signal = new Signal().quiet(300);
    for (int at = 0; at < ms; at += 650) {
      signal.talk(Math.min(550, ms - at)).quiet(100);
    }
    return signal;
  }

  private static TreeModel always(double logit) {
    return TreeModel.parse(HEAD + "tree 0\nleaf 0 " + logit + "\n");
  }

  private static AmdVerdict verdict(TreeModel model, Signal signal) {
    AmdDetector detector = new AmdDetector(AmdConfig.DEFAULT, features -> new LearnedRules(AmdConfig.DEFAULT, features, model));
    List<AmdEvent> events = new ArrayList<>(detector.answered());
    WavReader.frames(signal.samples(), frame -> events.addAll(detector.accept(frame)));
    events.addAll(detector.finish());
    return events.stream().filter(AmdEvent.Verdict.class::isInstance).map(event -> ((AmdEvent.Verdict) event).verdict())
        .findFirst().orElseThrow();
  }
}
