package org.earshot.media.amd.tool;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.earshot.media.audio.AudioFrame;
import org.earshot.media.audio.G711;

/**
 * What a line does to audio; the same seed does the same. Written {@code level:-12}, {@code snr:10}, {@code loss:3},
 * {@code jitter:60}, {@code alaw}, {@code mulaw}, {@code comfort-noise}, {@code digital-silence}.
 *
 * @param amount dB, dB, percent and ms; nothing for the others
 */
record Impairment(Sort sort, double amount) {
  enum Sort { LEVEL, SNR, LOSS, JITTER, ALAW, MULAW, COMFORT_NOISE, DIGITAL_SILENCE }

  /** Audio, and which of its frames never came. */
  record Line(short[] samples, boolean[] lost) {
    static Line whole(short[] samples) {
      return new Line(samples, new boolean[frames(samples)]);
    }
  }

  private static final int FRAME = AudioFrame.SAMPLES;
  /** A frame below this is a pause to comfort noise and to codecs that send silence. */
  private static final double PAUSE_BELOW_VOICE_DB = 30;
  private static final double COMFORT_NOISE_RMS = 25;
  /** FrameAssembler waits so long for a packet that others have overtaken. */
  private static final double REORDERING_MS = 60;
  /** Voice is the frames within so much of the loudest. */
  private static final double VOICE_RANGE = 0.1;

  static Impairment parse(String text) {
    String[] parts = text.split(":", 2);
    try {
      Sort sort = Sort.valueOf(parts[0].toUpperCase(Locale.ROOT).replace('-', '_'));
      boolean takesAmount = sort.ordinal() <= Sort.JITTER.ordinal();
      if (takesAmount != (parts.length == 2)) {
        throw new IllegalArgumentException(takesAmount ? "no amount" : "no amount is taken");
      }
      return new Impairment(sort, takesAmount ? Double.parseDouble(parts[1]) : 0);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("no such impairment: " + text + " (level:DB, snr:DB, loss:PERCENT, jitter:MS, "
          + "alaw, mulaw, comfort-noise, digital-silence)", e);
    }
  }

  Line apply(Line line, long seed) {
    Random random = new Random(seed);
    return switch (sort) {
      case LEVEL -> mapped(line, i -> line.samples()[i] * StrictMath.pow(10, amount / 20));
      case SNR -> {
        double noise = voiceRms(line.samples()) / StrictMath.pow(10, amount / 20);
        yield mapped(line, i -> line.samples()[i] + noise * random.nextGaussian());
      }
      case LOSS -> lose(line, random);
      case JITTER -> late(line, random);
      case ALAW -> mapped(line, i -> G711.fromALaw(G711.toALaw(line.samples()[i])));
      case MULAW -> mapped(line, i -> G711.fromMuLaw(G711.toMuLaw(line.samples()[i])));
      case COMFORT_NOISE -> inPauses(line, () -> COMFORT_NOISE_RMS * random.nextGaussian());
      case DIGITAL_SILENCE -> inPauses(line, () -> 0);
    };
  }

  private Line lose(Line line, Random random) {
    boolean[] lost = line.lost().clone();
    for (int i = 0; i < lost.length; i++) {
      lost[i] |= random.nextDouble() * 100 < amount;
    }
    return new Line(line.samples(), lost);
  }

  /** Delays of half a normal distribution; whoever comes too long after a later packet is not waited for. */
  private Line late(Line line, Random random) {
    boolean[] lost = line.lost().clone();
    double[] arrivalMs = new double[lost.length];
    for (int i = 0; i < lost.length; i++) {
      arrivalMs[i] = i * (double) AudioFrame.MS + Math.abs(random.nextGaussian()) * amount;
    }
    int ahead = (int) (REORDERING_MS / AudioFrame.MS) + 1;
    for (int i = 0; i + ahead < lost.length; i++) {
      lost[i] |= arrivalMs[i] > arrivalMs[i + ahead];
    }
    return new Line(line.samples(), lost);
  }

  private interface Sample {
    double at(int index);
  }

  private interface Filler {
    double next();
  }

  private static Line mapped(Line line, Sample sample) {
    short[] mapped = new short[line.samples().length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = (short) Math.clamp(Math.round(sample.at(i)), Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return new Line(mapped, line.lost());
  }

  private static Line inPauses(Line line, Filler filler) {
    short[] filled = line.samples().clone();
    double least = voiceRms(filled) / StrictMath.pow(10, PAUSE_BELOW_VOICE_DB / 20);
    for (int frame = 0; frame < frames(filled); frame++) {
      if (rms(filled, frame) < least) {
        for (int i = frame * FRAME; i < Math.min(filled.length, (frame + 1) * FRAME); i++) {
          filled[i] = (short) Math.round(filler.next());
        }
      }
    }
    return new Line(filled, line.lost());
  }

  static double voiceRms(short[] samples) {
    double[] rms = new double[frames(samples)];
    Arrays.setAll(rms, frame -> rms(samples, frame));
    double loudest = Arrays.stream(rms).max().orElse(0);
    return Math.sqrt(Arrays.stream(rms).filter(each -> each >= VOICE_RANGE * loudest).map(each -> each * each)
        .average().orElse(0));
  }

  private static int frames(short[] samples) {
    return (samples.length + FRAME - 1) / FRAME;
  }

  private static double rms(short[] samples, int frame) {
    double sum = 0;
    for (int i = frame * FRAME; i < Math.min(samples.length, (frame + 1) * FRAME); i++) {
      sum += (double) samples[i] * samples[i];
    }
    return Math.sqrt(sum / FRAME);
  }
}
