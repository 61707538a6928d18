package org.earshot.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.earshot.media.amd.FeatureTrace;
import org.earshot.training.Trees.Labelled;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains the model on recordings, judges it on folds it has not seen, and writes it with a report. */
@Command(name = "train", mixinStandardHelpOptions = true,
    description = "Train the detector's model on labelled recordings, and write model.txt and model-report.md.")
final class Train implements Callable<Integer> {
  /** When talk has gone on for 4.3 s: six of ten like it are machines even if machines were no more than people. */
  private static final double LATE = 0.6;
  /** Below it, talk gets cadence's late time rather than its usual one. */
  private static final double HUMAN = 0.3;

  @Parameters(paramLabel = "MANIFEST", arity = "1..*", description = "As amd-eval takes them.")
  private List<Path> manifests;

  @Option(names = "--out", paramLabel = "FOLDER", required = true)
  private Path folder;

  @Option(names = "--lines", paramLabel = "N", defaultValue = "3",
      description = "Each recording is heard as it is and through so many poorer lines (${DEFAULT-VALUE}).")
  private int lines;

  @Option(names = "--human-errors", paramLabel = "PERCENT", defaultValue = "0.4",
      description = "Of people, so many may be called a machine by the model (${DEFAULT-VALUE}).")
  private double humanErrors;

  @Override
  public Integer call() throws IOException, XGBoostError {
    List<Examples> examples = Examples.of(manifests, lines);
    Folds folds = Folds.over(examples);
    double machine = folds.threshold(humanErrors);
    Trees trees = Trees.trained(labelled(examples));
    List<String> model = new ArrayList<>(List.of("features " + String.join(" ", FeatureTrace.names()),
        "machine " + Folds.rounded(machine), "late " + LATE, "human " + HUMAN));
    model.addAll(trees.lines());
    requireAgreement(String.join("\n", model), trees, examples);
    Files.createDirectories(folder);
    Files.write(folder.resolve("model.txt"), model);
    Files.write(folder.resolve("model-report.md"), new TrainingReport(examples, folds, machine, trees).lines());
    return 0;
  }

  /** The detector walks the trees itself: what it finds is what the library would. */
  static void requireAgreement(String model, Trees trees, List<Examples> examples) throws XGBoostError {
    ToDoubleFunction<float[]> detectors = FeatureTrace.model(model);
    List<float[]> rows = examples.stream().flatMap(each -> each.rows().stream()).toList();
    float[] librarys = trees.predict(rows);
    for (int i = 0; i < librarys.length; i++) {
      if (Math.abs(detectors.applyAsDouble(rows.get(i)) - librarys[i]) > 1e-3) {
        throw new IllegalStateException("row " + i + ": the detector finds " + detectors.applyAsDouble(rows.get(i)) + ", the library "
            + librarys[i]);
      }
    }
  }

  /**
   * People count more than machines, whose rows are many: calling a person a machine is the dearer error. Of
   * synthetic machines each counts half; synthetic people keep the model from taking a clean recording for a machine.
   */
  static List<Labelled> labelled(List<Examples> examples) {
    List<Labelled> labelled = new ArrayList<>();
    for (Examples each : examples) {
      boolean machine = each.recording().label().equals("machine");
      float weight = !machine ? 2 : each.recording().synthetic() ? 0.5f : 1;
      each.rows().forEach(row -> labelled.add(new Labelled(row, machine, weight)));
    }
    return labelled;
  }
}
