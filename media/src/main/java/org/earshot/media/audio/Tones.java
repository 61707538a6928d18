package org.earshot.media.audio;

import java.util.Arrays;
import java.util.Map;

/**
 * Tones as a country's network plays them (ITU-T E.180, supplement 2), one round of the cadence long: repeated, they go on
 * for ever. Pure.
 */
public final class Tones {
  /** What a tone says. */
  public enum Kind { RINGBACK, BUSY, CONGESTION, SIT, BEEP }

  /** A stretch of one to three pitches at once, 0 meaning none. */
  private record Part(int ms, int... hertz) {}

  private static final int LEVEL = 5200; // of each pitch: -16 dBm0, as exchanges send it
  private static final Part[] SIT = {new Part(330, 950), new Part(330, 1400), new Part(330, 1800), new Part(1000)};
  private static final Part[] BEEP = {new Part(300, 1000)};

  private record Plan(Part[] ringback, Part[] busy, Part[] congestion) {}

  private static final Plan EUROPE = plan(cadence(1000, 4000, 425), cadence(500, 500, 425), cadence(250, 250, 425));
  private static final Map<String, Plan> PLANS = Map.ofEntries(
      Map.entry("eu", EUROPE),
      Map.entry("us", plan(cadence(2000, 4000, 440, 480), cadence(500, 500, 480, 620), cadence(250, 250, 480, 620))),
      Map.entry("de", plan(cadence(1000, 4000, 425), cadence(480, 480, 425), cadence(240, 240, 425))),
      Map.entry("gb", plan(twice(400, 450), cadence(375, 375, 400), parts(new Part(400, 400), new Part(350),
          new Part(225, 400), new Part(525)))),
      Map.entry("fr", plan(cadence(1500, 3500, 440), cadence(500, 500, 440), cadence(250, 250, 440))),
      Map.entry("es", plan(cadence(1500, 3000, 425), cadence(200, 200, 425), cadence(250, 250, 425))),
      Map.entry("it", plan(cadence(1000, 4000, 425), cadence(500, 500, 425), cadence(200, 200, 425))),
      Map.entry("br", plan(cadence(1000, 4000, 425), cadence(250, 250, 425), cadence(250, 250, 425))),
      Map.entry("au", plan(twice(413, 438), cadence(375, 375, 425), cadence(375, 375, 425))),
      Map.entry("jp", plan(cadence(1000, 2000, 400), cadence(500, 500, 400), cadence(500, 500, 400))));

  private Tones() {}

  private static Plan plan(Part[] ringback, Part[] busy, Part[] congestion) {
    return new Plan(ringback, busy, congestion);
  }

  private static Part[] parts(Part... parts) {
    return parts;
  }

  private static Part[] cadence(int onMs, int offMs, int... hertz) {
    return parts(new Part(onMs, hertz), new Part(offMs));
  }

  /** Two rings close to one another. */
  private static Part[] twice(int... hertz) {
    return parts(new Part(400, hertz), new Part(200), new Part(400, hertz), new Part(2000));
  }

  /** Whether there is a plan of that country: two letters, or eu for what most of Europe has. */
  public static boolean knows(String country) {
    return PLANS.containsKey(country);
  }

  /** One round of the tone; Europe's for a country without a plan. */
  public static Prompt tone(Kind kind, String country) {
    Plan plan = PLANS.getOrDefault(country, EUROPE);
    return Prompt.of(samples(switch (kind) {
      case RINGBACK -> plan.ringback();
      case BUSY -> plan.busy();
      case CONGESTION -> plan.congestion();
      case SIT -> SIT;
      case BEEP -> BEEP;
    }));
  }

  // ITU-T Q.23: a row and a column
  private static final String DIGITS = "123A456B789C*0#D";
  private static final int[] ROWS = {697, 770, 852, 941};
  private static final int[] COLUMNS = {1209, 1336, 1477, 1633};

  /** A digit as tones, with a pause after it. */
  public static Prompt digit(char digit, int ms, int pauseMs) {
    int index = DIGITS.indexOf(Character.toUpperCase(digit));
    if (index < 0) {
      throw new IllegalArgumentException("no digit");
    }
    return Prompt.of(samples(parts(new Part(ms, ROWS[index / 4], COLUMNS[index % 4]), new Part(pauseMs))));
  }

  /** Noise at -60 dBm0 or so, as a quiet line has it; the same each time. */
  public static Prompt comfortNoise() {
    short[] samples = new short[AudioFrame.RATE];
    long state = 0x5DEECE66DL;
    for (int i = 0; i < samples.length; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      samples[i] = (short) ((state >> 58) * 3 / 2);
    }
    return Prompt.of(samples);
  }

  private static short[] samples(Part[] parts) {
    short[] samples = new short[Arrays.stream(parts).mapToInt(part -> part.ms() * AudioFrame.RATE / 1000).sum()];
    int at = 0;
    for (Part part : parts) {
      int length = part.ms() * AudioFrame.RATE / 1000;
      for (int i = 0; i < length; i++) {
        double sum = 0;
        for (int hertz : part.hertz()) {
          sum += StrictMath.sin(2 * StrictMath.PI * hertz * i / AudioFrame.RATE);
        }
        samples[at + i] = (short) (LEVEL * sum * edge(i, length));
      }
      at += length;
    }
    return samples;
  }

  /** Two milliseconds of slope at either end: a tone that begins with a step clicks. */
  private static double edge(int i, int length) {
    int slope = AudioFrame.RATE / 500;
    return Math.min(1, Math.min(i, length - 1 - i) / (double) slope);
  }
}
