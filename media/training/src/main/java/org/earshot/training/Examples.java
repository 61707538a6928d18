package org.earshot.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.earshot.media.amd.FeatureTrace;
import org.earshot.media.amd.tool.Manifest;
import org.earshot.media.amd.tool.Recording;
import org.earshot.media.audio.WavReader;

/**
 * Rows of features of labelled recordings, each recording as it is and through poorer lines.
 *
 * @param line 0: as it is
 * @param rows while somebody talks, or has just paused
 */
record Examples(Recording recording, int line, List<float[]> rows) {
  private static final int SILENT = FeatureTrace.names().indexOf("silent");
  private static final int ELAPSED = FeatureTrace.names().indexOf("elapsed");
  /** Later rows decide nothing: the cadence rules have. */
  private static final int ELAPSED_MS_MAX = 6000;
  private static final int ELAPSED_MS_MIN = 800;
  private static final int SILENT_MS_MAX = 300;
  /** Played so much faster or slower, a voice is another one: higher or lower, and with other timing. */
  private static final double SPEED_MAX = 1.18;

  static List<Examples> of(List<Path> manifests, int lines) throws IOException {
    List<Examples> examples = new ArrayList<>();
    for (Path manifest : manifests) {
      for (Recording recording : Manifest.read(manifest)) {
        if (recording.label().equals("human") || recording.label().equals("machine")) {
          short[] samples = WavReader.read(recording.file());
          examples.add(new Examples(recording, 0, rows(samples, recording.answeredAtMs())));
          short[] answered = Arrays.copyOfRange(samples, Math.min(samples.length, 8 * recording.answeredAtMs()), samples.length);
          for (int line = 1; line <= lines; line++) {
            examples.add(new Examples(recording, line, rows(through(answered, recording, line), 0)));
          }
        }
      }
    }
    return examples;
  }

  private static short[] through(short[] samples, Recording recording, int line) {
    RandomGenerator random = new SplittableRandom(31L * recording.name().hashCode() + line);
    double speed = random.nextDouble(1 / SPEED_MAX, SPEED_MAX);
    int peak = 1;
    for (short sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    float[] full = new float[(int) ((samples.length - 1) / speed)];
    for (int i = 0; i < full.length; i++) {
      int at = (int) (i * speed);
      double between = i * speed - at;
      full[i] = (float) ((samples[at] * (1 - between) + samples[at + 1] * between) / peak);
    }
    return new Channel(random).through(full);
  }

  private static List<float[]> rows(short[] samples, int answeredAtMs) {
    return FeatureTrace.rows(samples, answeredAtMs).stream().filter(row -> row[SILENT] <= SILENT_MS_MAX
        && row[ELAPSED] >= ELAPSED_MS_MIN && row[ELAPSED] <= ELAPSED_MS_MAX).toList();
  }
}
