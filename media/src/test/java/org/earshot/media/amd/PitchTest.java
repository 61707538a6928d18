package org.earshot.media.amd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PitchTest {
  private final Pitch pitch = new Pitch();

  @ParameterizedTest
  @CsvSource({"80, 6.49", "110, 12", "220, 24", "330, 31.02"})
  void shouldTellThePitchWhateverTheLevel(double hz, double semitones) {
    for (double amplitude : new double[] {300, 3000, 12_000}) {
      assertThat(pitch.semitones(harmonics(hz, amplitude))).isCloseTo((float) semitones, within(0.25f));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldFindNoneInNoiseNorInSilence(long seed) {
    Random random = new Random(seed);
    short[] noise = new short[Spectrum.SIZE];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) (2000 * random.nextGaussian());
    }

    assertThat(pitch.semitones(noise)).isZero();
    assertThat(pitch.semitones(new short[Spectrum.SIZE])).isZero();
  }

  private static short[] harmonics(double hz, double amplitude) {
    short[] samples = new short[Spectrum.SIZE];
    for (int i = 0; i < samples.length; i++) {
      double sum = 0;
      for (int harmonic = 1; harmonic <= 6; harmonic++) {
        sum += Math.sin(2 * Math.PI * hz * harmonic * i / 8000 + harmonic) / harmonic;
      }
      samples[i] = (short) (amplitude * sum);
    }
    return samples;
  }
}
