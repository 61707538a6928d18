package org.earshot.media.amd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.earshot.media.audio.AudioFrame;
import org.junit.jupiter.api.Test;

class SpectrumTest {
  @Test
  void shouldEqualTheDiscreteFourierTransformOfTheWindowedSamples() {
    Random random = new Random(3);
    short[] all = new short[4 * AudioFrame.SAMPLES];
    for (int i = 0; i < all.length; i++) {
      all[i] = (short) random.nextInt(-8000, 8000);
    }
    Spectrum spectrum = new Spectrum();
    for (int at = 0; at < all.length; at += AudioFrame.SAMPLES) {
      spectrum.add(Arrays.copyOfRange(all, at, at + AudioFrame.SAMPLES));
    }
    float[] power = spectrum.power();

    for (int bin = 1; bin < Spectrum.BINS; bin += 17) {
      assertThat((double) power[bin]).isCloseTo(slow(all, bin), Percentage.withPercentage(0.5));
    }
  }

  private static double slow(short[] all, int bin) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < Spectrum.SIZE; i++) {
      double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / Spectrum.SIZE);
      double sample = all[all.length - Spectrum.SIZE + i] * hann;
      re += sample * Math.cos(2 * Math.PI * bin * i / Spectrum.SIZE);
      im -= sample * Math.sin(2 * Math.PI * bin * i / Spectrum.SIZE);
    }
    return re * re + im * im;
  }
}
