package org.earshot.scenarios.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.scenarios.harness.Case.Step;

/** Runs one case against a server and says what went wrong, with everything needed to see why. */
public final class CaseRun {
  private final Case of;
  private final EarshotServer server;
  private final Path files;
  private final List<Sipp> peers = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  private CaseRun(Case of, EarshotServer server) {
    this.of = of;
    this.server = server;
    this.files = Site.TARGET.resolve("cases").resolve(of.name());
  }

  /** Throws an {@link AssertionError} with the ladder, SIPp's errors, the CDRs and the server's log where it fails. */
  public static void run(Case of, EarshotServer server) {
    new CaseRun(of, server).run();
  }

  private void run() {
    int logged = server.log().length();
    try {
      Folders.empty(files);
      runSteps();
      if (faults.isEmpty()) {
        checkRecords();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      faults.add(e.toString());
    } finally {
      peers.forEach(Sipp::close);
    }
    if (!faults.isEmpty()) {
      throw new AssertionError(report(logged));
    }
  }

  private void runSteps() {
    Map<String, Sipp> callees = new LinkedHashMap<>();
    for (int i = 0; i < of.run().size() && faults.isEmpty(); i++) {
      Step step = of.run().get(i);
      if (step.raw() != null) {
        String from = People.named(step.as()).address();
        faults.addAll(RawMessage.send(of.file(step.raw()), step.expect(), from, server.site()));
        continue;
      }
      // one program an address: who was called before has to be done before he does something else
      Optional.ofNullable(callees.remove(step.at())).ifPresent(earlier -> faults.addAll(earlier.finish()));
      Sipp sipp = Sipp.start(of, step, server.site(), files.resolve((i + 1) + "-" + fileName(step)));
      peers.add(sipp);
      if (step.isCallee()) {
        callees.put(step.at(), sipp);
      } else {
        faults.addAll(sipp.finish());
      }
    }
    if (faults.isEmpty()) {
      callees.values().forEach(callee -> faults.addAll(callee.finish()));
    }
  }

  private static String fileName(Step step) {
    return step.isDefaultScenario() ? "default-" + step.sipp().substring(4)
        : Path.of(step.sipp()).getFileName().toString().replace(".xml", "");
  }

  private void checkRecords() {
    List<JsonNode> records = server.cdrs().await(of.cdr().size(), this::isOurs);
    if (records.size() != of.cdr().size()) {
      faults.add("expected " + of.cdr().size() + " CDRs, got " + records.size());
      return;
    }
    for (int i = 0; i < records.size(); i++) {
      faults.addAll(CallRecord.differences(of.cdr().get(i), records.get(i)));
    }
  }

  /** Whether one of this case's callers chose that Call-ID. */
  private boolean isOurs(String callId) {
    return peers.stream().anyMatch(peer -> peer.chose(callId));
  }

  private String report(int logged) {
    return String.join("\n", faults) + "\n\n-- ladder --\n" + Ladder.of(peers) + "\n-- CDRs --\n"
        + server.cdrs().of(this::isOurs) + "\n\n-- server" + (server.isAlive() ? "" : " (dead)") + " --\n"
        + server.log().substring(logged) + "\n-- files: " + files;
  }
}
