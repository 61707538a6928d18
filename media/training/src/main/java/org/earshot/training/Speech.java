package org.earshot.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.earshot.media.audio.WavReader;

/** Has a voice say a text: samples at 8 kHz, without the silence around them, their peak at 1. */
final class Speech {
  /** Of full scale: less is silence before and after. */
  private static final double SILENT = 0.01;

  private final Path folder;

  /** @param folder for files that do not outlive a call */
  Speech(Path folder) {
    this.folder = folder;
  }

  /** @param speed 1 is the voice's own */
  float[] say(Voice voice, String text, double speed) throws IOException, InterruptedException {
    Path wav = folder.resolve("said.wav");
    Path written = Files.writeString(folder.resolve("text.txt"), text);
    List<String> command = switch (voice.engine()) {
      case "flite" -> List.of("flite", "-voice", voice.name(), "--setf", format("duration_stretch=%.2f", 1 / speed),
          "-f", written.toString(), "-o", wav.toString());
      case "festival" -> List.of("text2wave", "-eval", "(voice_" + voice.name() + ")", "-eval",
          format("(Parameter.set 'Duration_Stretch %.2f)", 1 / speed), written.toString(), "-o", wav.toString());
      default -> List.of("espeak-ng", "-v", voice.name(), "-s", format("%.0f", 160 * speed), "-f", written.toString(),
          "-w", wav.toString());
    };
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed; Debian: apt-get install espeak-ng flite festival "
          + "festvox-us-slt-hts");
    }
    return trimmed(WavReader.read(wav));
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static float[] trimmed(short[] samples) {
    int peak = 1;
    for (short sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    int from = 0;
    int to = samples.length;
    while (from < to && Math.abs(samples[from]) < SILENT * peak) {
      from++;
    }
    while (to > from && Math.abs(samples[to - 1]) < SILENT * peak) {
      to--;
    }
    float[] said = new float[to - from];
    for (int i = 0; i < said.length; i++) {
      said[i] = (float) samples[from + i] / peak;
    }
    return said;
  }
}
