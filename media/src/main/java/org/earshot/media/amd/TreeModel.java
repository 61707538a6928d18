package org.earshot.media.amd;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Boosted trees: the sum of the leaves that a row of features leads to, and the probability it stands for. Read-only,
 * shared by all calls; nothing is allocated.
 *
 * <pre>
 *  features NAME...           as {@link Features} has them, or the model does not fit this detector
 *  machine P                  from here on the talk is a machine's
 *  late P                     the same once the talk has gone on for long
 *  human P                    below it, talk that runs on is given more time
 *  node N FEATURE THRESHOLD LESS ELSE      nodes are numbered through all trees
 *  leaf N VALUE
 *  tree N                     the number of a tree's first node
 * </pre>
 */
final class TreeModel {
  /** Trained by amd-train; the report beside it says of what and how well. */
  static final TreeModel SHIPPED = shipped();

  private final int[] feature;
  /** A threshold, or at a leaf its value. */
  private final float[] value;
  private final int[] less;
  private final int[] otherwise;
  private final int[] roots;
  private final double machine;
  private final double late;
  private final double human;

  private TreeModel(List<String[]> lines) {
    requireFitting(lines);
    int nodes = count(lines, "node") + count(lines, "leaf");
    feature = new int[nodes];
    value = new float[nodes];
    less = new int[nodes];
    otherwise = new int[nodes];
    lines.stream().filter(line -> line[0].equals("node")).forEach(this::putNode);
    lines.stream().filter(line -> line[0].equals("leaf")).forEach(this::putLeaf);
    roots = lines.stream().filter(line -> line[0].equals("tree")).mapToInt(line -> Integer.parseInt(line[1])).toArray();
    machine = figure(lines, "machine");
    late = figure(lines, "late");
    human = figure(lines, "human");
  }

  static TreeModel parse(String text) {
    return new TreeModel(text.lines().filter(line -> !line.isBlank()).map(line -> line.split(" ")).toList());
  }

  private static TreeModel shipped() {
    try (InputStream in = TreeModel.class.getResourceAsStream("model.txt")) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireFitting(List<String[]> lines) {
    List<String> names = lines.stream().filter(line -> line[0].equals("features")).findFirst()
        .map(line -> Arrays.asList(line).subList(1, line.length)).orElse(List.of());
    if (!names.equals(Features.NAMES)) {
      throw new IllegalArgumentException("the model is for other features: " + names);
    }
  }

  private static int count(List<String[]> lines, String what) {
    return (int) lines.stream().filter(line -> line[0].equals(what)).count();
  }

  private static double figure(List<String[]> lines, String what) {
    return lines.stream().filter(line -> line[0].equals(what)).mapToDouble(line -> Double.parseDouble(line[1])).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the model does not say " + what));
  }

  private void putNode(String[] line) {
    int node = Integer.parseInt(line[1]);
    feature[node] = Features.NAMES.indexOf(line[2]);
    value[node] = Float.parseFloat(line[3]);
    less[node] = Integer.parseInt(line[4]);
    otherwise[node] = Integer.parseInt(line[5]);
  }

  private void putLeaf(String[] line) {
    int leaf = Integer.parseInt(line[1]);
    feature[leaf] = -1;
    value[leaf] = Float.parseFloat(line[2]);
  }

  /** That a machine talks: 0 to 1. */
  double probability(float[] row) {
    float sum = 0;
    for (int root : roots) {
      int node = root;
      while (feature[node] >= 0) {
        node = row[feature[node]] < value[node] ? less[node] : otherwise[node];
      }
      sum += value[node];
    }
    return 1 / (1 + StrictMath.exp(-sum));
  }

  double machine() {
    return machine;
  }

  double late() {
    return late;
  }

  double human() {
    return human;
  }
}
