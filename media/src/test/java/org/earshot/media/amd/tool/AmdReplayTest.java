package org.earshot.media.amd.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.earshot.media.amd.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmdReplayTest {
  private static final String HUMAN = Recordings.FOLDER.resolve("human-hello-slt.wav").toString();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void shouldPrintOneJsonObjectAnEvent() {
    assertThat(run("--json", HUMAN)).isZero();

    List<String> lines = lines(out);
    assertThat(lines).hasSize(3).allMatch(line -> line.startsWith("{\"file\":\"" + HUMAN + "\",\"event\":\"amd."));
    assertThat(lines.getFirst())
        .contains("\"event\":\"amd.speech-start\",\"result\":null,\"confidence\":null,\"cause\":null,\"atMs\":");
    assertThat(lines.getLast())
        .contains("\"event\":\"amd.verdict\",\"result\":\"human\",\"confidence\":0.97,\"cause\":\"short-greeting\"");
  }

  @Test
  void shouldPrintTextWithItsEvidenceForPeople() {
    assertThat(run(HUMAN)).isZero();

    assertThat(lines(out).getFirst()).isEqualTo(HUMAN);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("verdict  human  0.97  short-greeting").contains("quiet for 7");
  }

  @Test
  void shouldNameTheFileItCannotReadAndGoOn(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("notes.wav"), "this is no audio at all");
    Path missing = folder.resolve("missing.wav");

    assertThat(run("--json", text.toString(), missing.toString(), HUMAN)).isEqualTo(1);

    assertThat(lines(err)).containsExactly(text + ": not a WAV file", missing + ": no such file");
    assertThat(lines(out)).hasSize(3);
  }

  @Test
  void shouldShiftTheAnswer() {
    assertThat(run("--json", "--answered-at", "3000", HUMAN)).isZero();

    assertThat(lines(out).getLast()).contains("\"result\":\"silence\"");
  }

  @Test
  void shouldRunAppAmdByChoice() {
    assertThat(run("--json", "--mode", "app_amd", HUMAN)).isZero();

    assertThat(lines(out).getLast()).contains("\"appAmdCause\":\"HUMAN-800-800\"");
  }

  @Test
  void shouldRefuseArgumentsThatMakeNoSense() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("--answered-at", "soon", HUMAN)).isEqualTo(2);
    assertThat(run("--mode", "magic", HUMAN)).isEqualTo(2);
    assertThat(run("--loud", HUMAN)).isEqualTo(2);
    assertThat(run(HUMAN, "--mode")).isEqualTo(2);
    assertThat(lines(err)).anyMatch(line -> line.startsWith("usage: "));
  }

  private int run(String... args) {
    return AmdReplay.run(List.of(args), new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static List<String> lines(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
