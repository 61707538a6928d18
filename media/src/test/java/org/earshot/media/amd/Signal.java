package org.earshot.media.amd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.earshot.media.audio.WavReader;

/** Builds test audio: quiet line noise, something that has the cadence and harmonics of talk, and tones. */
final class Signal {
  private static final int RATE = 8000;
  private static final double TONE_AMPLITUDE = 6000;

  private final Random random = new Random(7);
  private short[] samples = new short[0];
  private double phase;
  private double otherPhase;

  Signal quiet(int ms) {
    return add(ms, _ -> 8 * random.nextGaussian());
  }

  Signal nothing(int ms) {
    return add(ms, _ -> 0);
  }

  Signal noise(int ms, double rms) {
    return add(ms, _ -> rms * random.nextGaussian());
  }

  /** Syllables of 180 ms with dips between them, at a pitch that glides: harmonics up to 2.4 kHz. */
  Signal talk(int ms) {
    double[] angle = {0};
    return add(ms, n -> {
      double t = (double) n / RATE;
      double pitch = 130 + 25 * Math.sin(2 * Math.PI * 1.3 * t) + 12 * Math.sin(2 * Math.PI * 3.1 * t);
      angle[0] += 2 * Math.PI * pitch / RATE;
      double sum = 0;
      for (int harmonic = 1; harmonic <= 18; harmonic++) {
        sum += Math.sin(harmonic * angle[0] + harmonic * harmonic) / Math.sqrt(harmonic);
      }
      double syllable = Math.max(0.02, Math.sin(Math.PI * (t % 0.18) / 0.18));
      return 1500 * syllable * sum + 8 * random.nextGaussian();
    });
  }

  Signal tone(double hz, int ms) {
    return pair(hz, 0, ms);
  }

  /** Two tones at once; one where {@code otherHz} is 0. */
  Signal pair(double hz, double otherHz, int ms) {
    return add(ms, _ -> {
      phase += 2 * Math.PI * hz / RATE;
      otherPhase += 2 * Math.PI * otherHz / RATE;
      return TONE_AMPLITUDE * (Math.sin(phase) + (otherHz > 0 ? Math.sin(otherPhase) : 0)) + 8 * random.nextGaussian();
    });
  }

  Signal scaled(double db) {
    double gain = Math.pow(10, db / 20);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = clip(samples[i] * gain);
    }
    return this;
  }

  short[] samples() {
    return samples;
  }

  /** All events, answered at the start. */
  List<AmdEvent> replay() {
    return replay(AmdConfig.DEFAULT, samples);
  }

  static List<AmdEvent> replay(AmdConfig config, short[] samples) {
    AmdDetector detector = new AmdDetector(config);
    List<AmdEvent> events = new ArrayList<>(detector.answered());
    WavReader.frames(samples, frame -> events.addAll(detector.accept(frame)));
    events.addAll(detector.finish());
    return events;
  }

  private interface Wave {
    double at(int sample);
  }

  private Signal add(int ms, Wave wave) {
    int from = samples.length;
    samples = Arrays.copyOf(samples, from + ms * RATE / 1000);
    for (int i = from; i < samples.length; i++) {
      samples[i] = clip(wave.at(i - from));
    }
    return this;
  }

  private static short clip(double value) {
    return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
