package org.earshot.media.amd.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.amd.AmdMode;
import org.earshot.media.audio.WavReader;

/** Measures the detector, and app_amd's rules beside it, over labelled recordings, whole and through poor lines. */
public final class AmdEval {
  /**
   * What to measure.
   *
   * @param deadlineMs  since the answer; a verdict after it counts as unsure; 0: however late it is
   * @param impairments each a run of its own beside the one over the recordings as they are; those of one run are
   *                    joined by a plus sign
   * @param modes       which detectors
   * @param worst       cases to name
   */
  public record Options(Path manifest, long deadlineMs, List<String> impairments, List<AmdMode> modes, int worst,
                        boolean json) {}

  private record Sample(Recording recording, short[] samples) {}

  private AmdEval() {}

  /** 0: all was measured; 1: something could not be read; 2: an impairment makes no sense. */
  public static int run(Options options, PrintStream out, PrintStream err) {
    try {
      List<Sample> samples = new ArrayList<>();
      int status = 0;
      for (Recording recording : Manifest.read(options.manifest())) {
        try {
          samples.add(new Sample(recording, WavReader.read(recording.file())));
        } catch (IOException e) {
          err.println(recording.name() + ": " + AmdReplay.reason(e));
          status = 1;
        }
      }
      report(options, samples, out);
      return status;
    } catch (IOException e) {
      err.println(options.manifest() + ": " + AmdReplay.reason(e));
      return 1;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return 2;
    }
  }

  private static void report(Options options, List<Sample> samples, PrintStream out) {
    List<String> runs = new ArrayList<>(List.of(""));
    runs.addAll(options.impairments());
    List<List<Impairment>> lines = runs.stream().map(AmdEval::parse).toList();
    long deadlineMs = options.deadlineMs() == 0 ? Long.MAX_VALUE : options.deadlineMs();
    List<Object> json = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      for (AmdMode mode : options.modes()) {
        String name = mode.word() + (runs.get(i).isEmpty() ? "" : ", " + runs.get(i));
        EvalReport report = new EvalReport(name, deadlineMs, trials(samples, lines.get(i), mode));
        if (options.json()) {
          Map<String, Object> fields = new LinkedHashMap<>(Map.of("mode", mode.word(), "impairment", runs.get(i)));
          fields.putAll(report.json());
          json.add(fields);
        } else {
          EvalPrinter.print(report, options.worst(), out);
        }
      }
    }
    if (options.json()) {
      out.println(JsonText.of(json));
    }
  }

  private static List<Impairment> parse(String run) {
    return run.isEmpty() ? List.of() : List.of(run.split("\\+")).stream().map(Impairment::parse).toList();
  }

  private static List<Trial> trials(List<Sample> samples, List<Impairment> impairments, AmdMode mode) {
    AmdConfig config = AmdConfig.DEFAULT.withMode(mode);
    return samples.stream().map(sample -> {
      Impairment.Line line = Impairment.Line.whole(sample.samples());
      for (Impairment impairment : impairments) {
        line = impairment.apply(line, sample.recording().name().hashCode());
      }
      return Trial.run(sample.recording(), line, config);
    }).toList();
  }
}
