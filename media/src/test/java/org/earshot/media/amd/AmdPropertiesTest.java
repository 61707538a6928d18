package org.earshot.media.amd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.earshot.media.audio.AudioFrame;

/** What holds for any audio at all. */
class AmdPropertiesTest {
  @Property(tries = 60)
  void shouldSurviveAnyAudioAndGiveOneFirstVerdict(@ForAll long seed, @ForAll @IntRange(max = 600) int frames,
                                                   @ForAll @DoubleRange(max = 1) double lost) {
    List<AmdEvent> events = run(seed, frames, lost, AmdConfig.DEFAULT);

    assertThat(events).filteredOn(AmdEvent.Verdict.class::isInstance).hasSize(1);
    assertThat(events).allSatisfy(event -> assertThat(event.atMs()).isBetween(0L, frames * 20L));
    assertThat(events.stream().filter(AmdEvent.GreetingEnd.class::isInstance).skip(1))
        .allSatisfy(again -> assertThat(((AmdEvent.GreetingEnd) again).by()).isEqualTo("beep"));
  }

  @Property(tries = 30)
  void shouldSayTheSameOfTheSameFrames(@ForAll long seed, @ForAll @IntRange(max = 600) int frames) {
    assertThat(run(seed, frames, 0.05, AmdConfig.DEFAULT)).isEqualTo(run(seed, frames, 0.05, AmdConfig.DEFAULT));
  }

  @Property(tries = 30)
  void shouldSurviveAnyParameters(@ForAll long seed, @ForAll @IntRange(max = 5000) int a, @ForAll @IntRange(max = 500) int b) {
    for (AmdMode mode : AmdMode.values()) {
      AmdConfig config = new AmdConfig(a, b, b, a, b, b, b % 5, b, a).withMode(mode);
      assertThat(run(seed, 400, 0, config)).filteredOn(AmdEvent.Verdict.class::isInstance).hasSize(1);
    }
  }

  /** Stretches of noise, tones, clipped square waves and nothing, of random length and level. */
  private static List<AmdEvent> run(long seed, int frames, double lost, AmdConfig config) {
    Random random = new Random(seed);
    AmdDetector detector = new AmdDetector(config);
    List<AmdEvent> events = new ArrayList<>(detector.answered());
    int kind = 0;
    double level = 0;
    double hz = 0;
    for (int n = 0; n < frames; n++) {
      if (random.nextInt(15) == 0) {
        kind = random.nextInt(4);
        level = Math.pow(10, random.nextDouble() * 4.6);
        hz = random.nextDouble() * 4000;
      }
      short[] samples = new short[AudioFrame.SAMPLES];
      for (int i = 0; i < samples.length; i++) {
        double sine = Math.sin(2 * Math.PI * hz * (n * 160 + i) / 8000);
        double value = switch (kind) {
          case 0 -> 0;
          case 1 -> random.nextGaussian();
          case 2 -> sine;
          default -> Math.signum(sine);
        };
        samples[i] = (short) Math.clamp(Math.round(value * level), Short.MIN_VALUE, Short.MAX_VALUE);
      }
      events.addAll(detector.accept(new AudioFrame(n, samples, random.nextDouble() < lost)));
    }
    events.addAll(detector.finish());
    return events;
  }
}
