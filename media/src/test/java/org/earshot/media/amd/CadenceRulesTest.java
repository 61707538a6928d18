package org.earshot.media.amd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules over drawn cadences: no audio. Each case lists milliseconds of quiet and talk in turn, quiet first. */
class CadenceRulesTest {
  @ParameterizedTest
  @CsvSource({
      "'400,400,2000',         HUMAN,   short-greeting, 1500",
      "'2000,300,2000',        HUMAN,   short-greeting, 3000",
      "'0,1200,2000',          HUMAN,   short-greeting, 1900",
      "'400,900,300,900,2000', HUMAN,   long-greeting,  3240",
      "'200,4200,2000',        HUMAN,   long-greeting,  5140",
      "'1200,5000,2000',       HUMAN,   long-greeting,  6940",
      "'200,9000,100',         MACHINE, long-speech,    4900",
      "'0,2000,400,2000,400,4000', MACHINE, long-speech, 4900",
      "'1200,9000,100',        MACHINE, long-speech,    6900",
      "'9000',                 SILENCE, no-voice,       5000",
      "'400,60,9000',          SILENCE, no-voice,       5000"})
  void shouldJudgeByCadence(String cadence, AmdResult result, String cause, long byMs) {
    Drawn drawn = new Drawn(AmdConfig.DEFAULT).play(cadence);

    assertThat(drawn.first().result()).isEqualTo(result);
    assertThat(drawn.first().cause().word()).isEqualTo(cause);
    assertThat(drawn.firstAtMs()).isBetween(byMs - 60, byMs + 60);
  }

  @Test
  void shouldNotEndAGreetingInAPauseShorterThanTheWait() {
    assertThat(new Drawn(AmdConfig.DEFAULT).play("300,700,640,700,640,700").first()).isNull();
  }

  @Test
  void shouldBeUnsureWhenTimeIsOverAmidScatteredVoice() {
    Drawn drawn = new Drawn(AmdConfig.DEFAULT).play("0,120,500,120,500,120,500,120,500,120,500,120,500,120,500,120,500,120,500,120");

    assertThat(drawn.first().result()).isEqualTo(AmdResult.UNSURE);
    assertThat(drawn.first().appAmdCause()).startsWith("TOOLONG-");
  }

  @Test
  void shouldHearAPersonAfterASilenceVerdict() {
    Drawn drawn = new Drawn(AmdConfig.DEFAULT).play("6000,400,2000");

    assertThat(drawn.first().result()).isEqualTo(AmdResult.SILENCE);
    assertThat(drawn.last().result()).isEqualTo(AmdResult.HUMAN);
  }

  @Test
  void shouldObeyAsterisksParameters() {
    AmdConfig config = new AmdConfig(500, 1500, 400, 2000, 100, 50, 2, 256, 5000);

    assertThat(new Drawn(config).play("400,400,2000").firstAtMs()).isBetween(1080L, 1140L);
    assertThat(new Drawn(config).play("9000").firstAtMs()).isEqualTo(3000);
    assertThat(new Drawn(config).play("100,9000").first().result()).isEqualTo(AmdResult.UNSURE);
  }

  @ParameterizedTest
  @CsvSource({
      "'200,500,100',  HUMAN",
      "'200,500,400',  HUMAN",
      "'200,3600,100', UNSURE",
      "'200,3600,400', HUMAN",
      "'400',          SILENCE",
      "'200,80,100',   HUMAN"})
  void shouldJudgeWhatItHasWhenTheAudioEnds(String cadence, AmdResult result) {
    assertThat(new Drawn(AmdConfig.DEFAULT).play(cadence).finish().result()).isEqualTo(result);
  }

  /** Feeds rules with drawn voice and keeps what they decide. */
  private static final class Drawn {
    private final FrameFacts facts = new FrameFacts();
    private final Rules rules;
    private Decision first;
    private Decision last;
    private long firstAtMs;

    Drawn(AmdConfig config) {
      rules = new CadenceRules(config);
      facts.segments = new SpeechSegments(config.minimumWordLength());
      facts.frame = -1;
    }

    Drawn play(String cadence) {
      boolean voice = false;
      for (String ms : cadence.split(",")) {
        for (int i = 0; i < Integer.parseInt(ms.strip()) / 20; i++) {
          step(voice);
        }
        voice = !voice;
      }
      return this;
    }

    private void step(boolean voice) {
      facts.frame++;
      facts.analysed++;
      facts.segments.accept(facts.frame, voice);
      Decision decision = rules.accept(facts);
      if (decision != null) {
        last = decision;
        firstAtMs = first == null ? facts.nowMs() : firstAtMs;
        first = first == null ? decision : first;
      }
    }

    Decision first() {
      return first;
    }

    Decision last() {
      return last;
    }

    long firstAtMs() {
      return firstAtMs;
    }

    Decision finish() {
      return rules.finish(facts);
    }
  }
}
