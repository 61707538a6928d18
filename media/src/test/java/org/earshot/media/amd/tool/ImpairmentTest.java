package org.earshot.media.amd.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.earshot.media.amd.tool.Impairment.Line;
import org.junit.jupiter.api.Test;

class ImpairmentTest {
  private final short[] tone = new short[80_000];

  {
    for (int i = 0; i < tone.length / 2; i++) {
      tone[i] = (short) (8000 * Math.sin(i * 0.5));
    }
  }

  @Test
  void shouldDoTheSameForTheSameSeed() {
    for (String each : new String[] {"snr:10", "loss:3", "jitter:60", "comfort-noise"}) {
      Line one = Impairment.parse(each).apply(Line.whole(tone), 5);
      Line other = Impairment.parse(each).apply(Line.whole(tone), 5);

      assertThat(one.samples()).as(each).isEqualTo(other.samples());
      assertThat(one.lost()).as(each).isEqualTo(other.lost());
    }
  }

  @Test
  void shouldShiftTheLevel() {
    assertThat(Impairment.voiceRms(Impairment.parse("level:-6").apply(Line.whole(tone), 1).samples()))
        .isCloseTo(Impairment.voiceRms(tone) / 1.995, within(2.0));
  }

  @Test
  void shouldAddNoiseSoFarBelowTheVoice() {
    short[] noisy = Impairment.parse("snr:10").apply(Line.whole(tone), 1).samples();
    short[] pause = Arrays.copyOfRange(noisy, tone.length / 2, tone.length);

    assertThat(Impairment.voiceRms(pause)).isCloseTo(Impairment.voiceRms(tone) / 3.162, within(20.0));
  }

  @Test
  void shouldLoseTheShareOfFrames() {
    assertThat(lost(Impairment.parse("loss:10").apply(Line.whole(tone), 1))).isBetween(30, 70);
    assertThat(lost(Impairment.parse("jitter:0").apply(Line.whole(tone), 1))).isZero();
    assertThat(lost(Impairment.parse("jitter:60").apply(Line.whole(tone), 1))).isBetween(1, 100);
  }

  @Test
  void shouldFillPauses() {
    short[] silent = Impairment.parse("digital-silence").apply(Line.whole(tone), 1).samples();
    short[] noisy = Impairment.parse("comfort-noise").apply(Line.whole(tone), 1).samples();

    assertThat(silent[60_000]).isZero();
    assertThat(Arrays.copyOfRange(noisy, 60_000, 60_100)).isNotEqualTo(new short[100]);
    assertThat(Arrays.copyOf(noisy, 1000)).isEqualTo(Arrays.copyOf(tone, 1000));
  }

  private static int lost(Line line) {
    int lost = 0;
    for (boolean each : line.lost()) {
      lost += each ? 1 : 0;
    }
    return lost;
  }
}
