package org.earshot.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.earshot.scenarios.harness.Case.Step;
import org.earshot.scenarios.harness.People.Person;

/** One running SIPp and the files it writes. */
public final class Sipp implements AutoCloseable {
  private static final int LIMIT_S = 75;

  private final String who;
  private final Path files;
  private final Process process;
  private final Optional<Bridge> bridge;

  private Sipp(String who, Path files, Process process, Optional<Bridge> bridge) {
    this.who = who;
    this.files = files;
    this.process = process;
    this.bridge = bridge;
  }

  /** Starts the scenario of a step; its files are {@code files} with endings added. A callee is bound on return. */
  static Sipp start(Case from, Step step, Site site, Path files) {
    Person person = People.named(step.as());
    Optional<Bridge> bridge = bridge(step, site);
    int port = bridge.map(Bridge::port).orElse(site.sipPort());
    List<String> command = new ArrayList<>(List.of("sipp", Site.SERVER_ADDRESS + ":" + port));
    command.addAll(step.isDefaultScenario() ? List.of(step.sipp().split(" "))
        : List.of("-sf", from.file(step.sipp()).toString()));
    String address = People.named(step.at()).address();
    command.addAll(where(address, step.transport(), site));
    command.addAll(who(person, step));
    command.addAll(List.of("-m", "1", "-timeout", "" + LIMIT_S, "-timeout_error", "-nostdin",
        "-trace_err", "-error_file", files + ".errors", "-trace_msg", "-message_file", files + ".messages"));
    Sipp sipp = new Sipp(step.at(), files, launch(command, files), bridge);
    if (step.isCallee()) {
      sipp.awaitBound(address, site.peerPort());
    }
    return sipp;
  }

  private static Optional<Bridge> bridge(Step step, Site site) {
    try {
      return List.of("tls", "ws").contains(step.transport())
          ? Optional.of(new Bridge(step.transport(), People.named(step.at()).address(), site)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> where(String address, String transport, Site site) {
    return List.of("-i", address, "-bind_local", "-p", "" + site.peerPort(),
        "-t", transport.equals("udp") ? "u1" : "t1", "-mi", address, "-mp", "" + Ports.freeEven());
  }

  private static List<String> who(Person person, Step step) {
    return List.of("-s", step.dial(), "-key", "user", person.name(), "-au", person.name(), "-ap",
        step.password() == null ? person.password() : step.password());
  }

  private static Process launch(List<String> command, Path files) {
    try {
      Files.writeString(Path.of(files + ".command"), String.join(" ", command) + "\n");
      return new ProcessBuilder(command).redirectErrorStream(true)
          .redirectOutput(Path.of(files + ".screen").toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException("is SIPp installed (Debian: sip-tester)?", e);
    }
  }

  private void awaitBound(String address, int port) {
    Awaitility.await(who + " to listen").atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10))
        .until(() -> !process.isAlive() || !Ports.isFree(address, port));
  }

  /** Waits for the end; empty if all its calls went as the scenario says, else what is wrong. */
  List<String> finish() {
    try {
      if (!process.waitFor(LIMIT_S + 15, TimeUnit.SECONDS)) {
        return List.of(who + ": " + files.getFileName() + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return process.exitValue() == 0 ? List.of()
        : List.of(who + ": " + files.getFileName() + " ended with " + process.exitValue() + "\n" + errors());
  }

  private String errors() {
    String errors = text(".errors");
    return errors.isEmpty() ? text(".screen").lines().filter(line -> line.contains("rror")).limit(5)
        .reduce("", (a, b) -> a + b + "\n") : errors;
  }

  /** SIPp's Call-IDs are NUMBER-PID@ADDRESS. */
  boolean chose(String callId) {
    return callId.contains("-" + process.pid() + "@");
  }

  String who() {
    return who;
  }

  /** SIPp's log of messages sent and received. */
  String messages() {
    return text(".messages");
  }

  private String text(String ending) {
    try {
      Path file = Path.of(files + ending);
      return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    bridge.ifPresent(Bridge::close);
  }
}
