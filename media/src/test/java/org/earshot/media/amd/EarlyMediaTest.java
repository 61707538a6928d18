package org.earshot.media.amd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.earshot.media.audio.AudioFrame;
import org.earshot.media.audio.WavReader;
import org.junit.jupiter.api.Test;

/** A whole call: early media, the answer, and what follows. */
class EarlyMediaTest {
  @Test
  void shouldStartItsClocksAtTheAnswer() {
    List<AmdEvent> events = call(new Signal().pair(440, 480, 2000).quiet(4000).pair(440, 480, 800),
        new Signal().quiet(500).talk(600).quiet(2000));

    assertThat(names(events)).containsExactly("Tone", "SpeechStart", "SpeechEnd", "Verdict");
    AmdVerdict verdict = verdicts(events).getFirst();
    assertThat(verdict.result()).isEqualTo(AmdResult.HUMAN);
    assertThat(verdict.atMs()).as("since the first packet").isBetween(6800L + 1700, 6800L + 2000);
  }

  @Test
  void shouldSaySilenceOnlyAfterTheAnswer() {
    List<AmdEvent> events = call(new Signal().quiet(20_000), new Signal().quiet(6000));

    assertThat(verdicts(events)).singleElement().satisfies(verdict -> {
      assertThat(verdict.result()).isEqualTo(AmdResult.SILENCE);
      assertThat(verdict.atMs()).isEqualTo(25_000);
    });
  }

  @Test
  void shouldTakeAnAnnouncementBeforeTheAnswerForAMachine() {
    List<AmdEvent> events = call(new Signal().quiet(500).talk(5000), new Signal());

    assertThat(verdicts(events)).first().satisfies(verdict -> {
      assertThat(verdict.result()).isEqualTo(AmdResult.MACHINE);
      assertThat(verdict.cause()).isEqualTo("early-voice");
      assertThat(verdict.atMs()).isLessThan(5000);
    });
  }

  @Test
  void shouldReviseWhenAPersonAnswersAfterAnAnnouncement() {
    List<AmdEvent> events = call(new Signal().quiet(500).talk(5000).quiet(1000), new Signal().quiet(600).talk(500).quiet(2000));

    assertThat(verdicts(events)).extracting(AmdVerdict::result).containsExactly(AmdResult.MACHINE, AmdResult.HUMAN);
    assertThat(events).filteredOn(AmdEvent.Revised.class::isInstance).hasSize(1);
  }

  @Test
  void shouldNameAnInterceptBeforeTheAnswer() {
    List<AmdEvent> events = call(new Signal().quiet(300).tone(950, 330).tone(1400, 330).tone(1800, 330).quiet(500).talk(3000),
        new Signal());

    assertThat(verdicts(events)).first().satisfies(verdict -> {
      assertThat(verdict.result()).isEqualTo(AmdResult.INTERCEPT);
      assertThat(verdict.atMs()).isLessThan(1500);
    });
  }

  @Test
  void shouldGiveNoVerdictWhenNobodyAnswers() {
    AmdDetector detector = new AmdDetector(AmdConfig.DEFAULT);
    WavReader.frames(new Signal().quiet(300).talk(700).quiet(3000).samples(), detector::accept);

    assertThat(detector.finish()).isEmpty();
  }

  @Test
  void shouldWaitWhileTheLineRingsAfterTheAnswer() {
    Signal ringing = new Signal().quiet(300);
    for (int i = 0; i < 3; i++) {
      ringing.pair(440, 480, 2000).quiet(4000);
    }
    List<AmdEvent> events = call(new Signal(), ringing.quiet(200).talk(500).quiet(2000));

    assertThat(verdicts(events)).singleElement().extracting(AmdVerdict::result).isEqualTo(AmdResult.HUMAN);
  }

  @Test
  void shouldReviseAHumanWhoKeepsTalkingAndBeeps() {
    List<AmdEvent> events = call(new Signal(), new Signal().quiet(300).talk(900).quiet(1000).talk(7000).quiet(400)
        .tone(1000, 400).quiet(1000));

    assertThat(verdicts(events)).extracting(AmdVerdict::result).containsExactly(AmdResult.HUMAN, AmdResult.MACHINE);
    assertThat(events.getLast()).isInstanceOf(AmdEvent.GreetingEnd.class);
  }

  @Test
  void shouldHearSomebodyPickUpAfterTheBeep() {
    List<AmdEvent> events = call(new Signal(), mailbox().quiet(2000).talk(600).quiet(2000));

    assertThat(events.getLast()).isInstanceOfSatisfying(AmdEvent.Revised.class, revised -> {
      assertThat(revised.isHumanJoined()).isTrue();
      assertThat(revised.verdict().result()).isEqualTo(AmdResult.HUMAN);
      assertThat(revised.atMs()).isBetween(12_000L, 12_400L);
    });
  }

  @Test
  void shouldHearNobodyInAnotherPromptAfterTheBeep() {
    assertThat(call(new Signal(), mailbox().quiet(1000).talk(3500).quiet(3000)).getLast()).isInstanceOf(AmdEvent.SpeechEnd.class);
  }

  @Test
  void shouldTellTheGreetingsEndAgainAtASecondBeep() {
    List<AmdEvent> events = call(new Signal(), mailbox().quiet(1500).tone(1400, 300).quiet(2000));

    assertThat(events).filteredOn(AmdEvent.GreetingEnd.class::isInstance).extracting(AmdEvent::atMs)
        .satisfiesExactly(first -> assertThat(first).isBetween(8600L, 8760L), second -> assertThat(second).isBetween(10_400L, 10_560L));
  }

  private static Signal mailbox() {
    return new Signal().quiet(300).talk(7500).quiet(500).tone(1000, 400);
  }

  @Test
  void shouldEndTheGreetingBySilenceWhenNoBeepComes() {
    List<AmdEvent> events = call(new Signal(), new Signal().quiet(300).talk(8000).quiet(4000));

    assertThat(events.getLast()).isInstanceOfSatisfying(AmdEvent.GreetingEnd.class, end -> {
      assertThat(end.by()).isEqualTo("silence");
      assertThat(end.atMs()).isBetween(8_200L, 8_400L);
    });
  }

  @Test
  void shouldEndTheGreetingByTimeoutWhenTheMachineNeverStops() {
    List<AmdEvent> events = call(new Signal(), new Signal().talk(62_000));

    assertThat(events).filteredOn(AmdEvent.GreetingEnd.class::isInstance).singleElement()
        .isEqualTo(new AmdEvent.GreetingEnd(60_000, "timeout"));
  }

  private static List<AmdEvent> call(Signal early, Signal answered) {
    AmdDetector detector = new AmdDetector(AmdConfig.DEFAULT);
    List<AmdEvent> events = new ArrayList<>();
    long[] index = {0};
    WavReader.frames(early.samples(), frame -> events.addAll(detector.accept(at(index[0]++, frame))));
    events.addAll(detector.answered());
    WavReader.frames(answered.samples(), frame -> events.addAll(detector.accept(at(index[0]++, frame))));
    events.addAll(detector.finish());
    return events;
  }

  private static AudioFrame at(long index, AudioFrame frame) {
    return new AudioFrame(index, frame.samples(), false);
  }

  private static List<String> names(List<AmdEvent> events) {
    return events.stream().map(event -> event.getClass().getSimpleName()).toList();
  }

  private static List<AmdVerdict> verdicts(List<AmdEvent> events) {
    List<AmdVerdict> verdicts = new ArrayList<>();
    for (AmdEvent event : events) {
      if (event instanceof AmdEvent.Verdict(AmdVerdict verdict, long _)) {
        verdicts.add(verdict);
      } else if (event instanceof AmdEvent.Revised(AmdVerdict verdict, long _)) {
        verdicts.add(verdict);
      }
    }
    return verdicts;
  }
}
