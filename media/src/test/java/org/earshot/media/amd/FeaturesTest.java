package org.earshot.media.amd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeaturesTest {
  private final short[] call = new Signal().quiet(500).talk(1500).quiet(400).talk(1200).quiet(1000).samples();

  @Test
  void shouldBringARowEvery100MsFromTheFirstVoiceOn() {
    List<float[]> rows = FeatureTrace.rows(call, 0);

    assertThat(rows).extracting(row -> row[Features.ELAPSED]).startsWith(100f, 200f, 300f);
    assertThat(rows.size()).isBetween(38, 42);
  }

  @Test
  void shouldMeasureTheTiming() {
    float[] last = FeatureTrace.rows(call, 0).getLast();

    assertThat(of(last, "stretches")).isEqualTo(2);
    assertThat(of(last, "span")).isCloseTo(3100, within(120f));
    assertThat(of(last, "first_stretch")).isCloseTo(1500, within(120f));
    assertThat(of(last, "longest_pause")).isCloseTo(400, within(120f));
    assertThat(of(last, "syllable_rate")).isCloseTo(5.5f, within(1.5f));
    assertThat(of(last, "pitched")).isGreaterThan(0.5f);
  }

  @Test
  void shouldHardlyChangeWithTheLevel() {
    float[] loud = FeatureTrace.rows(call, 0).get(25);
    float[] quiet = FeatureTrace.rows(new Signal().quiet(500).talk(1500).quiet(400).talk(1200).quiet(1000).scaled(-12).samples(), 0)
        .get(25);

    for (String name : List.of("pitched", "pitch_deviation", "band_step", "band_deviation", "syllable_rate")) {
      assertThat(of(quiet, name)).as(name).isCloseTo(of(loud, name), within(0.25f * Math.abs(of(loud, name)) + 0.3f));
    }
  }

  @Test
  void shouldBeginAnewAtTheAnswer() {
    List<float[]> rows = FeatureTrace.rows(call, 2300);

    assertThat(of(rows.getLast(), "stretches")).isEqualTo(1);
    assertThat(of(rows.getLast(), "span")).isCloseTo(1200, within(120f));
  }

  private static float of(float[] row, String name) {
    return row[Features.NAMES.indexOf(name)];
  }
}
