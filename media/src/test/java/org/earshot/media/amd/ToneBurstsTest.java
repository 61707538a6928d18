package org.earshot.media.amd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.earshot.media.amd.ToneBursts.Burst;
import org.earshot.media.amd.TonePeaks.Kind;
import org.earshot.media.audio.AudioFrame;
import org.earshot.media.audio.WavReader;
import org.junit.jupiter.api.Test;

class ToneBurstsTest {
  @Test
  void shouldMeasureStartLengthAndPitchOfATone() {
    assertThat(run(new Signal().quiet(400).tone(1000, 300).quiet(400), Set.of())).singleElement().satisfies(burst -> {
      assertThat(burst.kind()).isEqualTo(Kind.SINGLE);
      assertThat(burst.hz()).isBetween(999.0, 1001.0);
      assertThat(burst.start()).isEqualTo(20);
      assertThat(burst.ms()).isBetween(280, 340);
      assertThat(burst.pure()).isTrue();
    });
  }

  @Test
  void shouldTellAPairFromATone() {
    assertThat(run(new Signal().quiet(200).pair(480, 620, 500).quiet(200), Set.of())).singleElement().satisfies(burst -> {
      assertThat(burst.kind()).isEqualTo(Kind.PAIR);
      assertThat(burst.hz()).isBetween(475.0, 485.0);
      assertThat(burst.otherHz()).isBetween(615.0, 625.0);
    });
  }

  @Test
  void shouldPartTonesOfDifferentPitchThatFollowAtOnce() {
    assertThat(run(new Signal().tone(950, 330).tone(1400, 330).quiet(200), Set.of())).extracting(burst -> Math.round(burst.hz() / 50))
        .containsExactly(19L, 28L);
  }

  @Test
  void shouldSoundOnThroughLostFrames() {
    assertThat(run(new Signal().quiet(400).tone(1000, 500).quiet(400), Set.of(28L, 29L, 35L))).singleElement()
        .satisfies(burst -> assertThat(burst.ms()).isBetween(480, 560));
  }

  @Test
  void shouldFindNoToneInTalkOrNoise() {
    assertThat(run(new Signal().quiet(200).talk(5000).noise(2000, 3000), Set.of())).isEmpty();
  }

  /** Lost frames are made up: the one before, at half its level. */
  private static List<Burst> run(Signal signal, Set<Long> lost) {
    EnergyVad vad = new EnergyVad();
    Spectrum spectrum = new Spectrum();
    TonePeaks peaks = new TonePeaks();
    ToneBursts bursts = new ToneBursts();
    List<Burst> ended = new ArrayList<>();
    short[][] previous = {new short[AudioFrame.SAMPLES]};
    WavReader.frames(signal.samples(), frame -> {
      boolean concealed = lost.contains(frame.index());
      previous[0] = concealed ? halved(previous[0]) : frame.samples();
      vad.accept(previous[0], concealed);
      spectrum.add(previous[0]);
      peaks.accept(spectrum.power());
      bursts.accept(frame.index(), peaks, vad.levelDb(), concealed);
      if (bursts.ended() != null) {
        ended.add(bursts.ended());
      }
    });
    return ended;
  }

  private static short[] halved(short[] samples) {
    short[] halved = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      halved[i] = (short) (samples[i] / 2);
    }
    return halved;
  }
}
