package org.earshot.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.earshot.media.amd.AmdMode;
import org.earshot.media.amd.tool.AmdEval;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Figures of the detector over labelled recordings. */
@Command(name = "amd-eval",
    description = {"Measure the detector, and app_amd's rules beside it, over labelled recordings: confusion matrix with "
        + "95 % intervals, times to the verdict, beeps, ends of greetings, and what came out wrong.", "",
        "MANIFEST is tab-separated; its first line names the columns, of which file and label are needed. "
            + "media/README.md describes the others."})
final class AmdEvalCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MANIFEST")
  private Path manifest;

  @Option(names = "--json", description = "One array, an object for each detector and run.")
  private boolean json;

  @Option(names = "--impair", paramLabel = "LINE", description = {"A further run through a poorer line; may be repeated, "
      + "and joined by +: level:DB, snr:DB, loss:PERCENT, jitter:MS, alaw, mulaw, comfort-noise, digital-silence."})
  private List<String> impairments = new ArrayList<>();

  @Option(names = "--mode", description = "Only these detectors: ${COMPLETION-CANDIDATES}.")
  private List<AmdMode> modes = List.of(AmdMode.values());

  @Option(names = "--deadline", paramLabel = "MS", defaultValue = "0",
      description = "A verdict later than this after the answer counts as unsure; 0, the default: it counts whenever it comes.")
  private long deadlineMs;

  @Option(names = "--worst", paramLabel = "N", defaultValue = "10", description = "Name so many wrong cases (${DEFAULT-VALUE}).")
  private int worst;

  @Override
  public Integer call() {
    return AmdEval.run(new AmdEval.Options(manifest, deadlineMs, impairments, modes, worst, json), System.out, System.err);
  }
}
