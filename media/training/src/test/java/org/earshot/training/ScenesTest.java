package org.earshot.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScenesTest {
  @Test
  void shouldKeepTheTextsOfTestsFromTraining() throws IOException {
    Texts texts = Texts.load();
    for (String kind : new String[] {"word", "sentence", "greeting"}) {
      assertThat(texts.of("en", kind, true)).isNotEmpty().doesNotContainAnyElementsOf(texts.of("en", kind, false));
    }
  }

  @Test
  void shouldNoteWhereABeepLies() {
    Tape tape = new Tape().quiet(0.5).beep(1000, 0.3).quiet(1);

    assertThat(tape.beeps()).isEqualTo("0.500-0.800@1000");
    assertThat(tape.ms()).isEqualTo(1800);
  }

  @Test
  void shouldDrawTheSameLineForTheSameSeed() {
    float[] tone = new Tape().tone(440, 480, 1).samples();

    assertThat(new Channel(new SplittableRandom(3)).through(tone)).isEqualTo(new Channel(new SplittableRandom(3)).through(tone))
        .isNotEqualTo(new Channel(new SplittableRandom(4)).through(tone));
  }
}
