package org.earshot.media.amd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.earshot.media.audio.AudioFrame;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values were worked out by hand from app_amd's behaviour with frames of 20 ms. */
class AppAmdRulesTest {
  @ParameterizedTest
  @CsvSource({
      "'5000',                        MACHINE, INITIALSILENCE-2500-2500",
      "'400,400,2000',                HUMAN,   HUMAN-800-800",
      "'0,9000',                      MACHINE, LONGGREETING-1500-1500",
      "'100,400,100,400,100,400',     MACHINE, MAXWORDS-3-2",
      "'0,400,100,400,100,400,2000',  HUMAN,   HUMAN-800-800",
      "'2000,80,2000,80,2000',        UNSURE,  TOOLONG-5000"})
  void shouldDecideAsAppAmdDoes(String cadence, AmdResult result, String cause) {
    Decision decision = play(AmdConfig.DEFAULT, cadence);

    assertThat(decision.appAmdCause()).isEqualTo(cause);
    assertThat(decision.result()).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
      "'100,400,100,400,100,400,2000', 3, 5000, HUMAN-800-800",
      "'0,9000',                       3, 1000, MAXWORDLENGTH-1000"})
  void shouldObeyItsParameters(String cadence, int words, int wordLength, String cause) {
    AmdConfig config = new AmdConfig(2500, 1500, 800, 5000, 100, 50, words, 256, wordLength);

    assertThat(play(config, cadence).appAmdCause()).isEqualTo(cause);
  }

  private static Decision play(AmdConfig config, String cadence) {
    FrameFacts facts = new FrameFacts();
    Rules rules = new AppAmdRules(config);
    boolean voice = false;
    for (String ms : cadence.split(",")) {
      facts.samples = new short[AudioFrame.SAMPLES];
      Arrays.fill(facts.samples, (short) (voice ? config.silenceThreshold() : config.silenceThreshold() - 1));
      for (int i = 0; i < Integer.parseInt(ms.strip()) / 20; i++) {
        Decision decision = rules.accept(facts);
        if (decision != null) {
          return decision;
        }
      }
      voice = !voice;
    }
    return rules.finish(facts);
  }
}
