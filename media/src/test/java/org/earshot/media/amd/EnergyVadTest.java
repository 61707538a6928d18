package org.earshot.media.amd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.earshot.media.audio.AudioFrame;
import org.earshot.media.audio.WavReader;
import org.junit.jupiter.api.Test;

class EnergyVadTest {
  @Test
  void shouldBeActiveDuringTalkAndNotBefore() {
    List<Boolean> active = run(new Signal().quiet(1000).talk(1000).quiet(1000));

    assertThat(share(active, 0, 50)).isZero();
    assertThat(share(active, 51, 99)).isGreaterThan(0.7);
    assertThat(share(active, 101, 150)).isZero();
  }

  @Test
  void shouldTakeLoudSteadyNoiseForSilence() {
    assertThat(share(run(new Signal().noise(5000, 1000)), 0, 250)).isLessThan(0.01);
  }

  @Test
  void shouldHearTalkThatStartsWithTheAudio() {
    assertThat(share(run(new Signal().talk(400)), 0, 20)).isGreaterThan(0.5);
  }

  @Test
  void shouldAdaptWhenTheNoiseRises() {
    List<Boolean> active = run(new Signal().noise(2000, 20).noise(4000, 600));

    assertThat(share(active, 200, 300)).isLessThan(0.02);
  }

  @Test
  void shouldNotTakeComfortNoiseBetweenDigitalSilenceForTalk() {
    Signal signal = new Signal();
    for (int i = 0; i < 10; i++) {
      signal.nothing(200).noise(200, 15);
    }

    assertThat(share(run(signal), 0, 200)).isZero();
  }

  @Test
  void shouldHearTalkAmidDigitalSilence() {
    List<Boolean> active = run(new Signal().nothing(1000).talk(600).nothing(1000).talk(600));

    assertThat(share(active, 51, 79)).isGreaterThan(0.7);
    assertThat(share(active, 131, 159)).isGreaterThan(0.7);
  }

  @Test
  void shouldHoldItsAnswerThroughThreeConcealedFramesOnly() {
    EnergyVad vad = new EnergyVad();
    WavReader.frames(new Signal().quiet(400).talk(90).samples(), frame -> vad.accept(frame.samples(), false));
    short[] nothing = new short[AudioFrame.SAMPLES];

    assertThat(vad.accept(nothing, true)).isTrue();
    assertThat(vad.accept(nothing, true)).isTrue();
    assertThat(vad.accept(nothing, true)).isTrue();
    assertThat(vad.accept(nothing, true)).isFalse();
  }

  @Test
  void shouldCallALineNoisyWhenVoiceBarelyStandsOut() {
    EnergyVad clean = new EnergyVad();
    EnergyVad noisy = new EnergyVad();
    WavReader.frames(new Signal().noise(1600, 12).talk(1000).samples(), frame -> clean.accept(frame.samples(), false));
    WavReader.frames(new Signal().noise(1600, 900).talk(1000).samples(), frame -> noisy.accept(frame.samples(), false));

    assertThat(clean.noisy()).isFalse();
    assertThat(noisy.noisy()).isTrue();
  }

  private static List<Boolean> run(Signal signal) {
    EnergyVad vad = new EnergyVad();
    List<Boolean> active = new ArrayList<>();
    WavReader.frames(signal.samples(), frame -> active.add(vad.accept(frame.samples(), false)));
    return active;
  }

  private static double share(List<Boolean> active, int from, int to) {
    return (double) active.subList(from, to).stream().filter(each -> each).count() / (to - from);
  }
}
