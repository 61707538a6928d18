package org.earshot.media.amd.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.amd.AmdMode;
import org.earshot.media.amd.AmdResult;
import org.earshot.media.amd.AmdVerdict;
import org.earshot.media.audio.WavReader;

/**
 * First verdicts over a labelled set, ours beside app_amd's. The manifest is tab-separated with a header line that names
 * the columns {@code file}, {@code label} and, if it likes, {@code speech_seconds}; files are named relative to it, and
 * counted by label, folder and length of speech.
 */
final class ReplayTable {
  /** The promise for machines. */
  private static final long IN_TIME_MS = 5000;

  private final ReplayOptions options;

  ReplayTable(ReplayOptions options) {
    this.options = options;
  }

  int print(PrintStream out, PrintStream err) throws IOException {
    int status = 0;
    Map<AmdMode, Map<String, Tally>> tallies = new EnumMap<>(AmdMode.class);
    for (String[] row : rows()) {
      try {
        short[] samples = WavReader.read(options.manifest().resolveSibling(row[0]));
        for (AmdMode mode : AmdMode.values()) {
          count(tallies.computeIfAbsent(mode, _ -> new TreeMap<>()), row, samples, mode, out);
        }
      } catch (IOException e) {
        err.println(row[0] + ": " + AmdReplay.reason(e));
        status = 1;
      }
    }
    tallies.forEach((mode, byGroup) -> print(mode, byGroup, out));
    return status;
  }

  private void count(Map<String, Tally> byGroup, String[] row, short[] samples, AmdMode mode, PrintStream out) {
    AmdConfig config = options.config().withMode(mode);
    List<AmdEvent> events = AmdReplay.replay(samples, config, options.answeredAtMs());
    Tally tally = new Tally(events);
    byGroup.merge(row[1], tally, Tally::plus);
    byGroup.merge(folder(row[0]), tally, Tally::plus);
    if (!row[2].isEmpty()) {
      byGroup.merge(row[1] + ", speech " + band(Double.parseDouble(row[2])), tally, Tally::plus);
    }
    if (options.wrong() && mode == options.config().mode() && !tally.counts.containsKey(expected(row[1]))) {
      out.printf("%s  %s%n", row[0], verdict(events).header());
    }
  }

  private static AmdResult expected(String label) {
    return label.equals("human") ? AmdResult.HUMAN : AmdResult.MACHINE;
  }

  private static String band(double speechSeconds) {
    return speechSeconds < 2 ? "below 2 s" : speechSeconds <= 4.5 ? "2-4.5 s" : speechSeconds < 5 ? "4.5-5 s" : "from 5 s";
  }

  private List<String[]> rows() throws IOException {
    List<String> lines = Files.readAllLines(options.manifest());
    List<String> header = lines.isEmpty() ? List.of() : List.of(lines.getFirst().split("\t"));
    int file = header.indexOf("file");
    int label = header.indexOf("label");
    int speech = header.indexOf("speech_seconds");
    if (file < 0 || label < 0) {
      throw new IOException("the manifest's first line must name the columns file and label, tab-separated");
    }
    List<String[]> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      if (cells.length > Math.max(speech, Math.max(file, label)) && inHalf(cells[file])) {
        rows.add(new String[] {cells[file], cells[label], speech < 0 ? "" : cells[speech]});
      }
    }
    return rows;
  }

  private boolean inHalf(String file) {
    String digits = file.replaceAll("\\D", "");
    boolean odd = !digits.isEmpty() && (digits.charAt(digits.length() - 1) - '0') % 2 == 1;
    return switch (options.half()) {
      case "even" -> !odd;
      case "odd" -> odd;
      default -> true;
    };
  }

  private static String folder(String file) {
    Path parent = Path.of(file).getParent();
    return parent == null ? "." : parent.toString();
  }

  private static AmdVerdict verdict(List<AmdEvent> events) {
    return events.stream().filter(AmdEvent.Verdict.class::isInstance).findFirst().map(ReplayPrinter::verdict).orElseThrow();
  }

  private static void print(AmdMode mode, Map<String, Tally> byGroup, PrintStream out) {
    out.printf("%n%-28s %6s", mode.word(), "n");
    for (AmdResult result : AmdResult.values()) {
      out.printf(" %9s", result.word());
    }
    out.println("  machine by 5 s; ms from start p50/p95, after talk p50/p95");
    byGroup.forEach((group, tally) -> tally.print(group, out));
  }

  /** First verdicts of a group, and when they came. */
  private static final class Tally {
    final Map<AmdResult, Integer> counts = new EnumMap<>(AmdResult.class);
    int machineInTime;
    final List<Long> atMs = new ArrayList<>();
    final List<Long> afterTalkMs = new ArrayList<>();

    Tally(List<AmdEvent> events) {
      AmdVerdict verdict = verdict(events);
      counts.put(verdict.result(), 1);
      machineInTime = verdict.result() == AmdResult.MACHINE && verdict.atMs() <= IN_TIME_MS ? 1 : 0;
      atMs.add(verdict.atMs());
      events.stream().filter(event -> event instanceof AmdEvent.SpeechEnd && event.atMs() <= verdict.atMs())
          .mapToLong(AmdEvent::atMs).max().ifPresent(end -> afterTalkMs.add(verdict.atMs() - end));
    }

    private Tally() {}

    Tally plus(Tally other) {
      Tally sum = new Tally();
      for (Tally each : List.of(this, other)) {
        each.counts.forEach((result, n) -> sum.counts.merge(result, n, Integer::sum));
        sum.machineInTime += each.machineInTime;
        sum.atMs.addAll(each.atMs);
        sum.afterTalkMs.addAll(each.afterTalkMs);
      }
      return sum;
    }

    void print(String group, PrintStream out) {
      int total = atMs.size();
      out.printf("%-28s %6d", group, total);
      for (AmdResult result : AmdResult.values()) {
        out.print(String.format(Locale.ROOT, " %8.1f%%", 100.0 * counts.getOrDefault(result, 0) / total));
      }
      out.print(String.format(Locale.ROOT, "  %13.1f%%", 100.0 * machineInTime / total));
      out.printf("   %5d/%5d %5d/%5d%n", percentile(atMs, 50), percentile(atMs, 95), percentile(afterTalkMs, 50),
          percentile(afterTalkMs, 95));
    }

    private static long percentile(List<Long> values, int percent) {
      if (values.isEmpty()) {
        return 0;
      }
      List<Long> sorted = values.stream().sorted().toList();
      return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
  }
}
