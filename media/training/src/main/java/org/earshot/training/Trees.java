package org.earshot.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.earshot.media.amd.FeatureTrace;

/** Boosted trees, trained by XGBoost with one thread and a fixed seed, and written as the detector reads them. */
final class Trees {
  private static final int ROUNDS = 220;
  private static final Map<String, Object> PARAMETERS = Map.ofEntries(Map.entry("objective", "binary:logistic"),
      Map.entry("base_score", 0.5), Map.entry("eta", 0.06), Map.entry("max_depth", 4), Map.entry("min_child_weight", 40),
      Map.entry("lambda", 10), Map.entry("subsample", 0.6), Map.entry("colsample_bytree", 0.6), Map.entry("tree_method", "hist"),
      Map.entry("nthread", 1), Map.entry("seed", 5));
  private static final Pattern NODE =
      Pattern.compile("\\s*(\\d+):\\[f(\\d+)<([^]]+)] yes=(\\d+),no=(\\d+).*");
  private static final Pattern LEAF = Pattern.compile("\\s*(\\d+):leaf=(\\S+)");

  /** A row with what it is and how much it counts. */
  record Labelled(float[] row, boolean machine, float weight) {}

  private final Booster booster;

  private Trees(Booster booster) {
    this.booster = booster;
  }

  static Trees trained(List<Labelled> examples) throws XGBoostError {
    DMatrix matrix = matrix(examples.stream().map(Labelled::row).toList());
    float[] labels = new float[examples.size()];
    float[] weights = new float[examples.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = examples.get(i).machine() ? 1 : 0;
      weights[i] = examples.get(i).weight();
    }
    matrix.setLabel(labels);
    matrix.setWeight(weights);
    return new Trees(XGBoost.train(matrix, PARAMETERS, ROUNDS, Map.of(), null, null));
  }

  /** Probabilities of a machine. */
  float[] predict(List<float[]> rows) throws XGBoostError {
    if (rows.isEmpty()) {
      return new float[0];
    }
    float[][] predicted = booster.predict(matrix(rows));
    float[] flat = new float[predicted.length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = predicted[i][0];
    }
    return flat;
  }

  private static DMatrix matrix(List<float[]> rows) throws XGBoostError {
    int columns = FeatureTrace.names().size();
    float[] flat = new float[rows.size() * columns];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, flat, i * columns, columns);
    }
    return new DMatrix(flat, rows.size(), columns, Float.NaN);
  }

  /** Features by how much they gain, the best first. */
  List<String> byGain() throws XGBoostError {
    Map<String, Double> gains = booster.getScore("", "total_gain");
    double all = gains.values().stream().mapToDouble(Double::doubleValue).sum();
    return gains.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .map(entry -> FeatureTrace.names().get(Integer.parseInt(entry.getKey().substring(1))) + " "
            + Math.round(100 * entry.getValue() / all) + " %").toList();
  }

  /** Lines of the model's file: nodes, leaves and trees. */
  List<String> lines() throws XGBoostError {
    List<String> lines = new ArrayList<>();
    int offset = 0;
    for (String tree : booster.getModelDump("", false, "text")) {
      lines.add("tree " + offset);
      List<String> nodes = tree.lines().toList();
      for (String node : nodes) {
        lines.add(line(node, offset));
      }
      offset += nodes.size();
    }
    return lines;
  }

  private static String line(String text, int offset) {
    Matcher node = NODE.matcher(text);
    if (node.matches()) {
      return List.of("node", at(node, 1, offset), FeatureTrace.names().get(Integer.parseInt(node.group(2))), node.group(3),
          at(node, 4, offset), at(node, 5, offset)).stream().collect(Collectors.joining(" "));
    }
    Matcher leaf = LEAF.matcher(text);
    if (!leaf.matches()) {
      throw new IllegalStateException("not a node: " + text);
    }
    return "leaf " + at(leaf, 1, offset) + " " + leaf.group(2);
  }

  private static String at(Matcher matcher, int group, int offset) {
    return Integer.toString(offset + Integer.parseInt(matcher.group(group)));
  }
}
