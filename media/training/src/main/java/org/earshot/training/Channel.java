package org.earshot.training;

import java.util.random.RandomGenerator;
import org.earshot.media.audio.G711;

/** A room, a handset, a codec and a line, drawn at random: full-scale floats in, 16-bit samples out. */
final class Channel {
  private static final int RATE = 8000;
  private static final double FULL = 32767;

  private final RandomGenerator random;

  Channel(RandomGenerator random) {
    this.random = random;
  }

  short[] through(float[] samples) {
    float[] heard = random.nextInt(3) == 0 ? room(samples) : samples.clone();
    if (random.nextInt(2) == 0) {
      highPass(heard, random.nextDouble(150, 350));
      lowPass(heard, random.nextDouble(2600, 3700));
    }
    double gain = Math.pow(10, random.nextDouble(-18, -2) / 20);
    double noise = Math.pow(10, random.nextDouble(-75, -42) / 20);
    boolean brown = random.nextBoolean();
    boolean aLaw = random.nextBoolean();
    short[] line = new short[heard.length];
    double rumble = 0;
    for (int i = 0; i < line.length; i++) {
      double white = random.nextGaussian();
      rumble = 0.95 * rumble + 0.3 * white;
      short sample = clipped(FULL * (gain * heard[i] + noise * (brown ? rumble : white)));
      line[i] = aLaw ? G711.fromALaw(G711.toALaw(sample)) : G711.fromMuLaw(G711.toMuLaw(sample));
    }
    return line;
  }

  /** Sixty echoes that die away within 0.1 to 0.4 s, the direct sound 6 to 15 dB above their sum. */
  private float[] room(float[] dry) {
    double decay = random.nextDouble(0.1, 0.4);
    double level = random.nextDouble(0.2, 0.5) / Math.sqrt(20);
    float[] wet = dry.clone();
    for (int echo = 0; echo < 60; echo++) {
      int delay = (int) (random.nextDouble(0.005, decay) * RATE);
      double gain = level * Math.pow(10, -3.0 * delay / (decay * RATE)) * (random.nextBoolean() ? 1 : -1);
      for (int i = delay; i < wet.length; i++) {
        wet[i] += (float) (gain * dry[i - delay]);
      }
    }
    return wet;
  }

  private static void highPass(float[] samples, double hz) {
    double a = 1 / (1 + 2 * Math.PI * hz / RATE);
    double in = 0;
    double out = 0;
    for (int i = 0; i < samples.length; i++) {
      out = a * (out + samples[i] - in);
      in = samples[i];
      samples[i] = (float) out;
    }
  }

  private static void lowPass(float[] samples, double hz) {
    double a = 1 - Math.exp(-2 * Math.PI * hz / RATE);
    double out = 0;
    for (int i = 0; i < samples.length; i++) {
      out += a * (samples[i] - out);
      samples[i] = (float) out;
    }
  }

  private static short clipped(double value) {
    return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
