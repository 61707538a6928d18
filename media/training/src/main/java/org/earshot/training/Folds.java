package org.earshot.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.earshot.media.amd.FeatureTrace;

/**
 * Probabilities of each recording by trees that have heard neither it nor its group: a voice of a synthesizer, a folder
 * of prompts that one voice speaks, a recording of people, who are all different.
 */
final class Folds {
  static final int COUNT = 6;
  private static final int ELAPSED = FeatureTrace.names().indexOf("elapsed");
  private static final int EARLIEST_MS = 1500;

  /** A recording with the probability at each of its rows. */
  record Judged(Examples examples, float[] probabilities) {
    /** The highest up to then. */
    double highest(int elapsedMs) {
      double highest = 0;
      for (int i = 0; i < probabilities.length; i++) {
        float elapsed = examples.rows().get(i)[ELAPSED];
        highest = elapsed >= EARLIEST_MS && elapsed <= elapsedMs ? Math.max(highest, probabilities[i]) : highest;
      }
      return highest;
    }
  }

  private final List<Judged> judged;

  private Folds(List<Judged> judged) {
    this.judged = judged;
  }

  static Folds over(List<Examples> examples) throws XGBoostError {
    List<Judged> judged = new ArrayList<>();
    ToIntFunction<Examples> foldOf = each -> Math.floorMod(group(each).hashCode() * 31 / 7, COUNT);
    for (int fold = 0; fold < COUNT; fold++) {
      int unseen = fold;
      Trees trees = Trees.trained(Train.labelled(examples.stream().filter(each -> foldOf.applyAsInt(each) != unseen).toList()));
      for (Examples each : examples) {
        if (foldOf.applyAsInt(each) == unseen) {
          judged.add(new Judged(each, trees.predict(each.rows())));
        }
      }
    }
    return new Folds(judged);
  }

  private static String group(Examples each) {
    Path parent = Path.of(each.recording().name()).getParent();
    boolean onePrompter = !each.recording().synthetic() && each.recording().label().equals("machine") && parent != null;
    return onePrompter ? parent.toString() : each.recording().synthetic() ? each.recording().group() : each.recording().name();
  }

  List<Judged> judged() {
    return judged;
  }

  /** The lowest that leaves so few real people called a machine: on good lines, and twice so many on poor ones. */
  double threshold(double humanErrorsPercent) {
    return Math.max(threshold(humanErrorsPercent, false), threshold(2 * humanErrorsPercent, true));
  }

  private double threshold(double humanErrorsPercent, boolean poorLine) {
    List<Double> highest = judged.stream().filter(each -> isPerson(each, poorLine)).map(each -> each.highest(Integer.MAX_VALUE))
        .sorted().toList();
    int allowed = (int) (highest.size() * humanErrorsPercent / 100);
    return highest.isEmpty() ? 1 : Math.nextUp(highest.get(highest.size() - 1 - Math.min(allowed, highest.size() - 1)));
  }

  private static boolean isPerson(Judged each, boolean poorLine) {
    Examples examples = each.examples();
    return examples.recording().label().equals("human") && !examples.recording().synthetic() && examples.line() > 0 == poorLine;
  }

  static String rounded(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
