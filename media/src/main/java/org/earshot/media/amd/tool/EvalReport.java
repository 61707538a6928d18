package org.earshot.media.amd.tool;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.earshot.media.amd.AmdResult;

/** Figures of one detector over one set; what {@link EvalPrinter} prints. */
final class EvalReport {
  private static final int MS_AN_HOUR = 3_600_000;
  /** What the end of a greeting may be off. */
  static final long GREETING_END_MS = 300;

  static final long IN_TIME_MS = 5000;

  private final String detector;
  private final long deadlineMs;
  private final List<Trial> trials;

  EvalReport(String detector, long deadlineMs, List<Trial> trials) {
    this.detector = detector;
    this.deadlineMs = deadlineMs;
    this.trials = List.copyOf(trials);
  }

  String detector() {
    return detector;
  }

  /** One row of the confusion matrix. */
  record Row(String name, int n, int synthetic, Map<AmdResult, Integer> results, Proportion right) {}

  /** All of a label, then its kinds. */
  List<Row> rows() {
    Map<String, List<Trial>> groups = new TreeMap<>();
    for (Trial trial : trials) {
      Recording recording = trial.recording();
      groups.computeIfAbsent(recording.label(), _ -> new ArrayList<>()).add(trial);
      if (!recording.kind().equals(recording.label())) {
        groups.computeIfAbsent(recording.label() + ", " + recording.kind(), _ -> new ArrayList<>()).add(trial);
      }
    }
    return groups.entrySet().stream().map(group -> row(group.getKey(), group.getValue())).toList();
  }

  private Row row(String name, List<Trial> group) {
    Map<AmdResult, Integer> results = new EnumMap<>(AmdResult.class);
    group.forEach(trial -> results.merge(trial.result(deadlineMs), 1, Integer::sum));
    int right = (int) group.stream().filter(trial -> trial.isRight(deadlineMs)).count();
    int synthetic = (int) group.stream().filter(trial -> trial.recording().synthetic()).count();
    return new Row(name, group.size(), synthetic, results, new Proportion(right, group.size()));
  }

  /** People called a machine: the dearest error. */
  Proportion humanCalledMachine() {
    return share("human", AmdResult.MACHINE);
  }

  Proportion machineCalledHuman() {
    return share("machine", AmdResult.HUMAN);
  }

  /** Of the machines, those called so in time for a dialer. */
  Proportion machinesInTime() {
    List<Trial> machines = labelled("machine");
    return new Proportion((int) machines.stream().filter(trial -> trial.result(IN_TIME_MS) == AmdResult.MACHINE).count(),
        machines.size());
  }

  private Proportion share(String label, AmdResult result) {
    List<Trial> group = labelled(label);
    return new Proportion((int) group.stream().filter(trial -> trial.result(deadlineMs) == result).count(), group.size());
  }

  private List<Trial> labelled(String label) {
    return trials.stream().filter(trial -> trial.recording().label().equals(label)).toList();
  }

  /** From the first voice to a right verdict. */
  Quantiles machineMs() {
    return Quantiles.of(rightly("machine", AmdResult.MACHINE).stream().map(Trial::sinceFirstVoiceMs).toList());
  }

  /** From the end of the utterance to a right verdict. */
  Quantiles humanMs() {
    return Quantiles.of(rightly("human", AmdResult.HUMAN).stream().map(Trial::afterVoiceMs).toList());
  }

  private List<Trial> rightly(String label, AmdResult result) {
    return labelled(label).stream().filter(trial -> trial.verdict() != null && trial.verdict().result() == result).toList();
  }

  Proportion beepsFound() {
    List<OptionalLong> beeps = beeps();
    return new Proportion((int) beeps.stream().filter(OptionalLong::isPresent).count(), beeps.size());
  }

  Quantiles beepMs() {
    return Quantiles.of(beeps());
  }

  private List<OptionalLong> beeps() {
    return trials.stream().flatMap(trial -> trial.beepLatenciesMs().stream()).toList();
  }

  int falseBeeps() {
    return listenedTo().stream().mapToInt(Trial::falseBeeps).sum();
  }

  double hoursHeard() {
    return (double) listenedTo().stream().mapToLong(Trial::heardMs).sum() / MS_AN_HOUR;
  }

  /** A recording of a beep and nothing else tells nothing of false ones. */
  private List<Trial> listenedTo() {
    return trials.stream().filter(trial -> !trial.recording().label().equals("beep")).toList();
  }

  /** Ends of greetings that were told near enough to the true ones. */
  Proportion greetingEndsFound() {
    List<Trial> known = trials.stream().filter(trial -> trial.recording().truth().greetingEndMs().isPresent()).toList();
    return new Proportion((int) known.stream().map(Trial::greetingEndErrorMs)
        .filter(error -> error.isPresent() && Math.abs(error.getAsLong()) <= GREETING_END_MS).count(), known.size());
  }

  Quantiles greetingEndErrorMs() {
    return Quantiles.of(trials.stream().map(Trial::greetingEndErrorMs)
        .map(error -> error.isPresent() ? OptionalLong.of(Math.abs(error.getAsLong())) : error).toList());
  }

  /** What came out wrong, people called machine first. */
  List<Trial> worst() {
    return trials.stream().filter(trial -> !trial.isRight(deadlineMs)).sorted((one, other) ->
        Double.compare(badness(other), badness(one))).toList();
  }

  private double badness(Trial trial) {
    if (trial.verdict() == null) {
      return 0;
    }
    double confidence = trial.verdict().confidence();
    return switch (trial.result(deadlineMs)) {
      case MACHINE, FAX, INTERCEPT, ERROR -> 3 + confidence;
      case HUMAN -> 2 + confidence;
      case SILENCE -> 1 + confidence;
      case UNSURE -> confidence;
    };
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("detector", detector);
    json.put("rows", rows().stream().map(EvalReport::json).toList());
    json.put("humanCalledMachine", json(humanCalledMachine()));
    json.put("machineCalledHuman", json(machineCalledHuman()));
    json.put("machinesBy5s", json(machinesInTime()));
    json.put("machineSinceFirstVoice", machineMs().json());
    json.put("humanAfterUtterance", humanMs().json());
    json.put("beepsFound", json(beepsFound()));
    json.put("beepAfterItsEnd", beepMs().json());
    json.put("falseBeeps", falseBeeps());
    json.put("hoursHeard", rounded(hoursHeard()));
    json.put("greetingEndsFound", json(greetingEndsFound()));
    json.put("greetingEndError", greetingEndErrorMs().json());
    json.put("wrong", worst().stream().map(Trial::line).toList());
    return json;
  }

  private static Map<String, Object> json(Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", row.name());
    json.put("n", row.n());
    json.put("synthetic", row.synthetic());
    Map<String, Object> results = new LinkedHashMap<>();
    row.results().forEach((result, n) -> results.put(result.word(), n));
    json.put("results", results);
    json.put("right", json(row.right()));
    return json;
  }

  private static Map<String, Object> json(Proportion share) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("hits", share.hits());
    json.put("of", share.of());
    json.put("percent", rounded(share.percent()));
    json.put("lowPercent", rounded(share.lowPercent()));
    json.put("highPercent", rounded(share.highPercent()));
    return json;
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
