package org.earshot.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"phone-system.yaml", "dialer.yaml"})
  void shouldFindNothingWrongWithTheExamples(String example) {
    assertThat(execute("check", "--config", "../deploy/examples/" + example)).as(err.toString()).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).doesNotContain("(warning)");
  }

  @Test
  void shouldTellWhatTheServerWillDoButNoPassword(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("earshot.yaml"), """
        media: {ports: 20000-20399}
        sip: {calls-max: 100}
        users: [{name: alice, password: tops3cret, amd: report}]
        trunks: [{name: carrier, uri: sip:192.0.2.1, accept-from: 192.0.2.0/24, limits: {calls: 7}}]
        routes: [{match: _9XX., to: carrier, rewrite: '${EXTEN:1}', amd: hold-answer, ring: 20s}]
        """);

    assertThat(execute("check", "-c", file.toString())).isZero();
    assertThat(out.toString()).contains("udp://0.0.0.0:5060", "20000-20399: room for 100 calls",
        "alice: the detector's verdict is reported",
        "carrier: calls to sip:192.0.2.1; calls accepted from 192.0.2.0/24; at most 7 calls",
        "_9XX. -> carrier as ${EXTEN:1}", "\"9\", 2 digits 0-9, then one or more of anything; rings 20s",
        "waits for the detector's verdict", "jdbc:sqlite:earshot.db", "http://127.0.0.1:8080/")
        .doesNotContain("tops3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "run"})
  void shouldFailWithALineForEachMistake(String command, @TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("earshot.yaml"), "sip: {lissten: []}\nusers: 3\n");

    assertThat(execute(command, "--config", file.toString())).isEqualTo(1);
    assertThat(err.toString().lines()).containsExactly(
        file + ":1:7: sip.lissten: unknown key; did you mean listen?",
        file + ":2:8: users: a list is expected here, each item after a dash");
  }

  @Test
  void shouldHelpWhereTheCommandIsWrong() {
    assertThat(execute()).isEqualTo(2);
    assertThat(execute("rum")).isEqualTo(2);
    assertThat(execute("check")).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: earshot");
  }

  @Test
  void shouldTellItsVersionAndItsCommands() {
    assertThat(execute("--help")).isZero();
    assertThat(execute("run", "--version")).isZero();
    assertThat(out.toString()).contains("run", "check", "amd", "Earshot ", "Java 25");
  }

  private int execute(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
