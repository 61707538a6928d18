package org.earshot.media.amd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TonesTest {
  @ParameterizedTest
  @CsvSource({"440,480,2000,4000", "425,0,1000,4000", "440,0,1500,3500", "450,0,1000,4000"})
  void shouldRecogniseRingback(double hz, double otherHz, int onMs, int offMs) {
    assertThat(names(new Signal().quiet(500).pair(hz, otherHz, onMs).quiet(offMs).pair(hz, otherHz, onMs).quiet(offMs)))
        .containsExactly("ringback");
  }

  @ParameterizedTest
  @CsvSource({"480,620,500,500,busy", "425,0,500,500,busy", "400,0,375,375,busy", "425,0,480,480,busy",
      "480,620,250,250,congestion", "425,0,200,200,congestion", "425,0,240,240,congestion"})
  void shouldRecogniseBusyAndCongestion(double hz, double otherHz, int onMs, int offMs, String name) {
    Signal signal = new Signal().quiet(300);
    for (int i = 0; i < 4; i++) {
      signal.pair(hz, otherHz, onMs).quiet(offMs);
    }

    assertThat(names(signal)).containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource({"913.8,1370.6,1776.7,274,274,380", "985.2,1428.5,1776.7,380,274,380", "985.2,1370.6,1776.7,274,380,380",
      "950,1400,1800,330,330,330"})
  void shouldRecogniseSpecialInformationTones(double low, double middle, double high, int first, int second, int third) {
    Signal signal = new Signal().quiet(200).tone(low, first).tone(middle, second).quiet(20).tone(high, third).quiet(1000);

    assertThat(names(signal)).containsExactly("sit");
    assertThat(verdict(signal).result()).isEqualTo(AmdResult.INTERCEPT);
  }

  @Test
  void shouldCallAFaxAFax() {
    AmdVerdict calling = verdict(new Signal().quiet(1000).tone(1100, 500).quiet(3000));
    AmdVerdict answering = verdict(new Signal().quiet(1000).tone(2100, 3000));

    assertThat(calling.result()).isEqualTo(AmdResult.FAX);
    assertThat(answering.result()).isEqualTo(AmdResult.FAX);
    assertThat(answering.cause()).isEqualTo("fax-tone");
    assertThat(answering.atMs()).isLessThan(2000);
  }

  @ParameterizedTest
  @CsvSource({"697,1209", "770,1336", "852,1477", "941,1633"})
  void shouldNotTakeDigitsForVoiceOrBeep(double low, double high) {
    Signal signal = new Signal().quiet(500).pair(low, high, 120).quiet(120).pair(low, high, 400).quiet(6000);

    assertThat(names(signal)).containsExactly("dtmf");
    assertThat(signal.replay()).noneMatch(event -> event instanceof AmdEvent.SpeechStart || event instanceof AmdEvent.Beep);
    assertThat(verdict(signal).result()).isEqualTo(AmdResult.SILENCE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {420, 600, 800, 1000, 1100, 1400, 1777, 2000, 2500})
  void shouldHearABeepAfterAGreeting(double hz) {
    for (int ms : new int[] {120, 200, 400, 1000, 1800}) {
      List<AmdEvent> events = new Signal().quiet(300).talk(6000).quiet(400).tone(hz, ms).quiet(2000).replay();

      assertThat(events).as("%s Hz for %s ms", hz, ms).filteredOn(AmdEvent.Beep.class::isInstance).singleElement()
          .satisfies(event -> {
            AmdEvent.Beep beep = (AmdEvent.Beep) event;
            assertThat(beep.hz()).isBetween(hz - 6, hz + 6);
            assertThat(beep.atMs()).isBetween(6640L, 6740L);
            assertThat(beep.durationMs()).isBetween(ms - 60L, ms + 60L);
          });
      assertThat(events.getLast()).isInstanceOfSatisfying(AmdEvent.GreetingEnd.class, end -> {
        assertThat(end.by()).isEqualTo("beep");
        assertThat(end.atMs()).isBetween(6640L + ms, 6780L + ms);
      });
    }
  }

  @Test
  void shouldHearABeepThatIsTheEndOfTheAudio() {
    assertThat(new Signal().quiet(300).talk(3000).quiet(400).tone(1000, 400).replay())
        .hasAtLeastOneElementOfType(AmdEvent.Beep.class);
  }

  @Test
  void shouldHearABeepInNoise() {
    short[] noise = new Signal().noise(9000, 1300).samples();
    short[] samples = new Signal().quiet(300).talk(6000).quiet(400).tone(1000, 400).quiet(1900).samples();
    for (int i = 0; i < samples.length; i++) {
      samples[i] += noise[i];
    }

    assertThat(Signal.replay(AmdConfig.DEFAULT, samples)).hasAtLeastOneElementOfType(AmdEvent.Beep.class);
  }

  @Test
  void shouldNotTakeAMelodyOrAStepForABeep() {
    Signal melody = new Signal().quiet(300).talk(900).quiet(300);
    for (double hz : new double[] {523, 659, 784, 1047, 784, 659, 523}) {
      melody.tone(hz, 200);
    }

    assertThat(melody.quiet(600).replay()).noneMatch(AmdEvent.Beep.class::isInstance);
  }

  @Test
  void shouldNotTakeTalkForATone() {
    assertThat(new Signal().quiet(300).talk(20_000).quiet(300).replay())
        .noneMatch(event -> event instanceof AmdEvent.Tone || event instanceof AmdEvent.Beep);
  }

  private static List<String> names(Signal signal) {
    return signal.replay().stream().filter(AmdEvent.Tone.class::isInstance).map(event -> ((AmdEvent.Tone) event).name()).toList();
  }

  private static AmdVerdict verdict(Signal signal) {
    return signal.replay().stream().filter(AmdEvent.Verdict.class::isInstance)
        .map(event -> ((AmdEvent.Verdict) event).verdict()).findFirst().orElseThrow();
  }
}
