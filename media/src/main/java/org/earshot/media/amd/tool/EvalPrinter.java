package org.earshot.media.amd.tool;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.earshot.media.amd.AmdResult;

/** An {@link EvalReport} for people. */
final class EvalPrinter {
  private static final List<AmdResult> COLUMNS = List.of(AmdResult.values());

  private EvalPrinter() {}

  static void print(EvalReport report, int worst, PrintStream out) {
    out.printf("%n%-30s %6s %10s", report.detector(), "n", "synthetic");
    COLUMNS.forEach(result -> out.printf(" %9s", result.word()));
    out.println("  right (95 % interval)");
    for (EvalReport.Row row : report.rows()) {
      out.print(String.format(Locale.ROOT, "%-30s %6d %9.0f%%", row.name(), row.n(), 100.0 * row.synthetic() / row.n()));
      COLUMNS.forEach(result -> out.print(String.format(Locale.ROOT, " %8.1f%%",
          100.0 * row.results().getOrDefault(result, 0) / row.n())));
      out.println("  " + row.right());
    }
    out.println("people called machine         " + report.humanCalledMachine());
    out.println("machines called human         " + report.machineCalledHuman());
    out.println("machines called so by 5 s     " + report.machinesInTime());
    out.println("machine verdict, first voice  " + report.machineMs());
    out.println("human verdict, after voice    " + report.humanMs());
    if (report.beepsFound().of() > 0) {
      out.println("beeps found                   " + report.beepsFound() + ", after their end " + report.beepMs());
    }
    out.println(String.format(Locale.ROOT, "false beeps                   %d in %.2f h", report.falseBeeps(), report.hoursHeard()));
    if (report.greetingEndsFound().of() > 0) {
      out.println("greeting's end within 300 ms  " + report.greetingEndsFound() + ", error " + report.greetingEndErrorMs());
    }
    report.worst().stream().limit(worst).forEach(trial -> out.println("  " + trial.line()));
  }
}
