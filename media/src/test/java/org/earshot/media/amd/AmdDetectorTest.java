package org.earshot.media.amd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.earshot.media.audio.WavReader;
import org.junit.jupiter.api.Test;

class AmdDetectorTest {
  @Test
  void shouldCallABriefGreetingHumanSoonAfterItEnds() {
    AmdVerdict verdict = first(new Signal().quiet(600).talk(700).quiet(3000));

    assertThat(verdict.result()).isEqualTo(AmdResult.HUMAN);
    assertThat(verdict.cause()).isEqualTo("short-greeting");
    assertThat(verdict.atMs()).isBetween(1900L, 2200L);
    assertThat(verdict.appAmdCause()).startsWith("HUMAN-");
  }

  @Test
  void shouldCallEndlessTalkAMachineWhileItLasts() {
    AmdVerdict verdict = first(new Signal().quiet(300).talk(12_000).quiet(1000));

    assertThat(verdict.result()).isEqualTo(AmdResult.MACHINE);
    assertThat(verdict.atMs()).isLessThan(5500);
  }

  @Test
  void shouldWaitForABeepThatBeginsBeforeTheVerdictIsDue() {
    AmdVerdict verdict = first(new Signal().quiet(300).talk(2000).quiet(500).tone(1000, 600).quiet(1500));

    assertThat(verdict.result()).isEqualTo(AmdResult.MACHINE);
    assertThat(verdict.cause()).isEqualTo("beep");
  }

  @Test
  void shouldSaySilenceWhenNobodySpeaks() {
    assertThat(first(new Signal().quiet(10_000)).result()).isEqualTo(AmdResult.SILENCE);
  }

  @Test
  void shouldJudgeAWordThatEndsWithTheAudio() {
    assertThat(first(new Signal().quiet(200).talk(500).quiet(100)).result()).isEqualTo(AmdResult.HUMAN);
  }

  @Test
  void shouldGiveNoVerdictOnRingbackBeforeTheAnswer() {
    AmdDetector detector = new AmdDetector(AmdConfig.DEFAULT);
    List<AmdEvent> events = new ArrayList<>();
    WavReader.frames(new Signal().pair(440, 480, 2000).quiet(4000).pair(440, 480, 2000).samples(),
        frame -> events.addAll(detector.accept(frame)));

    assertThat(events).hasSize(1).first().isInstanceOf(AmdEvent.Tone.class);
    assertThat(((AmdEvent.Tone) events.getFirst()).name()).isEqualTo("ringback");
  }

  @Test
  void shouldSayErrorWhenNoAudioCame() {
    AmdDetector detector = new AmdDetector(AmdConfig.DEFAULT);
    detector.answered();

    assertThat(detector.finish()).singleElement()
        .satisfies(event -> assertThat(((AmdEvent.Verdict) event).verdict().result()).isEqualTo(AmdResult.ERROR));
  }

  private static AmdVerdict first(Signal signal) {
    return signal.replay().stream().filter(AmdEvent.Verdict.class::isInstance)
        .map(event -> ((AmdEvent.Verdict) event).verdict()).findFirst().orElseThrow();
  }
}
