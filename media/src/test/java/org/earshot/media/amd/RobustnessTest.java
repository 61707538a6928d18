package org.earshot.media.amd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.earshot.media.audio.AudioFrame;
import org.earshot.media.audio.G711;
import org.earshot.media.audio.WavReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lines do to audio does not change who answered. */
class RobustnessTest {
  static Stream<Path> voices() {
    return Recordings.voices();
  }

  @ParameterizedTest
  @MethodSource("voices")
  void shouldKeepTheVerdictWhenTheLevelIsTwelveDecibelsOff(Path file) {
    for (double db : new double[] {-12, -6, 6, 12}) {
      assertThat(verdict(gain(Recordings.samples(file), db)).result()).as("%s at %s dB", file, db)
          .isEqualTo(Recordings.expected(file));
    }
  }

  @ParameterizedTest
  @MethodSource("voices")
  void shouldKeepTheVerdictThroughEitherLaw(Path file) {
    short[] samples = Recordings.samples(file);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = G711.fromALaw(G711.toALaw(G711.fromMuLaw(G711.toMuLaw(samples[i]))));
    }

    assertThat(verdict(samples).result()).isEqualTo(Recordings.expected(file));
  }

  @ParameterizedTest
  @MethodSource("voices")
  void shouldKeepTheVerdictInNoiseTenDecibelsBelowTheVoice(Path file) {
    for (int seed = 1; seed <= 5; seed++) {
      short[] noisy = withNoise(Recordings.samples(file), 10, seed);
      assertThat(verdict(noisy).result()).as("%s with noise %d", file, seed).isEqualTo(Recordings.expected(file));
    }
  }

  @ParameterizedTest
  @MethodSource("voices")
  void shouldKeepTheVerdictWhenThreeFramesInAHundredAreLost(Path file) {
    for (int seed = 1; seed <= 5; seed++) {
      assertThat(verdict(replayWithLoss(Recordings.samples(file), 0.03, seed)).result()).as("%s, seed %d", file, seed)
          .isEqualTo(Recordings.expected(file));
    }
  }

  @ParameterizedTest
  @MethodSource("voices")
  void shouldKeepTheVerdictWhenPausesAreDigitalSilence(Path file) {
    short[] samples = Recordings.samples(file);
    for (int at = 0; at + 160 <= samples.length; at += 160) {
      if (rms(Arrays.copyOfRange(samples, at, at + 160)) < 120) {
        Arrays.fill(samples, at, at + 160, (short) 0);
      }
    }

    assertThat(verdict(samples).result()).isEqualTo(Recordings.expected(file));
  }

  @ParameterizedTest
  @MethodSource("voices")
  void shouldKeepTheVerdictWhereverThePacketsCutTheAudio(Path file) {
    short[] samples = Recordings.samples(file);
    for (int offset = 20; offset < 160; offset += 40) {
      assertThat(verdict(Arrays.copyOfRange(samples, offset, samples.length)).result()).as("%s from sample %d", file, offset)
          .isEqualTo(Recordings.expected(file));
    }
  }

  @ParameterizedTest
  @MethodSource("voices")
  void shouldSayTheSameWhenRunTwice(Path file) {
    short[] samples = Recordings.samples(file);

    assertThat(Signal.replay(AmdConfig.DEFAULT, samples)).isEqualTo(Signal.replay(AmdConfig.DEFAULT, samples));
  }

  private static AmdVerdict verdict(short[] samples) {
    return verdict(Signal.replay(AmdConfig.DEFAULT, samples));
  }

  private static AmdVerdict verdict(List<AmdEvent> events) {
    return events.stream().filter(AmdEvent.Verdict.class::isInstance).map(event -> ((AmdEvent.Verdict) event).verdict())
        .findFirst().orElseThrow();
  }

  /** A lost frame repeats the one before at half its level, as a simple concealment does. */
  private static List<AmdEvent> replayWithLoss(short[] samples, double share, int seed) {
    Random random = new Random(seed);
    AmdDetector detector = new AmdDetector(AmdConfig.DEFAULT);
    List<AmdEvent> events = new ArrayList<>(detector.answered());
    short[][] previous = {new short[AudioFrame.SAMPLES]};
    WavReader.frames(samples, frame -> {
      boolean lost = random.nextDouble() < share;
      previous[0] = lost ? gain(previous[0], -6) : frame.samples();
      events.addAll(detector.accept(new AudioFrame(frame.index(), previous[0], lost)));
    });
    events.addAll(detector.finish());
    return events;
  }

  private static short[] gain(short[] samples, double db) {
    return mapped(samples, _ -> 0, Math.pow(10, db / 20));
  }

  /** White noise so far below the voice, whose level is that of its louder half of frames. */
  private static short[] withNoise(short[] samples, double db, int seed) {
    Random random = new Random(seed);
    double[] levels = new double[samples.length / 160];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = rms(Arrays.copyOfRange(samples, i * 160, i * 160 + 160));
    }
    double voice = Math.sqrt(Arrays.stream(levels).filter(level -> level > 300).map(level -> level * level).average().orElseThrow());
    double noise = voice / Math.pow(10, db / 20);
    return mapped(samples, _ -> noise * random.nextGaussian(), 1);
  }

  private interface Added {
    double at(int sample);
  }

  private static short[] mapped(short[] samples, Added added, double gain) {
    short[] mapped = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      mapped[i] = (short) Math.clamp(Math.round(samples[i] * gain + added.at(i)), Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return mapped;
  }

  private static double rms(short[] samples) {
    double sum = 0;
    for (short sample : samples) {
      sum += sample * sample;
    }
    return Math.sqrt(sum / samples.length);
  }
}
