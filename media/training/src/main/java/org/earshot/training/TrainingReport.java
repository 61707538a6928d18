package org.earshot.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.earshot.media.amd.tool.Recording;

/** What the model was trained on, and how it does on recordings whose voices it has not heard. */
record TrainingReport(List<Examples> examples, Folds folds, double threshold, Trees trees) {
  private static final List<Integer> AT_MS = List.of(2000, 2500, 3000, 3500, 4400);

  List<String> lines() throws XGBoostError {
    List<String> lines = new ArrayList<>(List.of("# The detector's model", "",
        "Written by amd-train beside model.txt. " + Folds.COUNT + "-fold cross-validation; a voice of a synthesizer, and a folder",
        "of prompts, which one voice speaks, is never on both sides. A recording counts as called a machine once the",
        "probability of a row reaches the threshold of " + Folds.rounded(threshold) + ", whatever comes later.", "",
        "| called a machine, percent, by ms after the first voice | n | " + AT_MS.stream().map(ms -> ms + " | ").reduce("", String::concat).strip(),
        "|---|--:|" + "--:|".repeat(AT_MS.size())));
    for (boolean synthetic : new boolean[] {false, true}) {
      for (int poor = 0; poor < 2; poor++) {
        boolean poorLine = poor == 1;
        for (String kind : examples.stream().map(Examples::recording).filter(each -> each.synthetic() == synthetic)
            .map(TrainingReport::name).distinct().sorted().toList()) {
          lines.add(row(kind + (synthetic ? ", synthetic" : "") + (poorLine ? ", poor lines" : ""),
              each -> each.examples().recording().synthetic() == synthetic && each.examples().line() > 0 == poorLine
                  && name(each.examples().recording()).equals(kind)));
        }
      }
    }
    lines.addAll(List.of("", "Other thresholds, by the share of real people that they leave called a machine, on good lines:", "",
        "| people called a machine, percent | threshold | real greetings called a machine by " + AT_MS.stream()
            .map(ms -> ms + " | ").reduce("", String::concat).strip(), "|--:|--:|" + "--:|".repeat(AT_MS.size())));
    for (double percent : new double[] {0, 0.2, 0.4, 0.6, 0.8, 1, 1.5, 2}) {
      lines.add(other(percent));
    }
    lines.add("");
    lines.add("Features by gain: " + String.join(", ", trees.byGain()) + ".");
    return lines;
  }

  private String other(double percent) {
    double threshold = folds.threshold(percent);
    StringBuilder row = new StringBuilder("| " + percent + " | " + Folds.rounded(threshold) + " |");
    List<Folds.Judged> greetings = folds.judged().stream().filter(each -> each.examples().line() == 0
        && !each.examples().recording().synthetic() && name(each.examples().recording()).equals("machine, greeting")).toList();
    for (int ms : AT_MS) {
      row.append(String.format(Locale.ROOT, " %.1f |", 100.0 * greetings.stream()
          .filter(each -> each.highest(ms) >= threshold).count() / Math.max(1, greetings.size())));
    }
    return row.toString();
  }

  private static String name(Recording recording) {
    return recording.label() + ", " + recording.kind();
  }

  private String row(String name, Predicate<Folds.Judged> which) {
    List<Folds.Judged> group = folds.judged().stream().filter(which).toList();
    StringBuilder row = new StringBuilder("| " + name + " | " + group.size() + " |");
    for (int ms : AT_MS) {
      long called = group.stream().filter(each -> each.highest(ms) >= threshold).count();
      row.append(String.format(Locale.ROOT, " %.1f |", 100.0 * called / Math.max(1, group.size())));
    }
    return row.toString();
  }
}
