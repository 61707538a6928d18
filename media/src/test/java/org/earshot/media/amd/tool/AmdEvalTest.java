package org.earshot.media.amd.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.earshot.media.amd.AmdMode;
import org.earshot.media.amd.Recordings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmdEvalTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir
  private Path folder;

  @BeforeEach
  void copyRecordings() throws IOException {
    for (String name : List.of("human-hello-slt", "machine-anna-slt-beep", "tone-fax-ced")) {
      Files.copy(Recordings.FOLDER.resolve(name + ".wav"), folder.resolve(name + ".wav"));
    }
  }

  @Test
  void shouldPrintAConfusionMatrixForEachDetector() throws IOException {
    Path manifest = manifest("file\tlabel\tspeech_seconds", "human-hello-slt.wav\thuman\t0.4",
        "machine-anna-slt-beep.wav\tmachine\t7", "tone-fax-ced.wav\tfax\t");

    assertThat(eval(manifest, false)).isZero();

    assertThat(text(out)).containsPattern("(?m)^human, word +1 +0% +100\\.0% .*100\\.0 % \\(20\\.7-100\\.0\\)$")
        .containsPattern("(?m)^machine, greeting +1 +0% +0\\.0% +100\\.0%").containsPattern("(?m)^fax +1")
        .containsPattern("(?m)^app_amd +n");
  }

  @Test
  void shouldMeasureBeepsAndTheGreetingsEndAgainstTheManifest() throws IOException {
    Path manifest = manifest("file\tlabel\tgreeting_end_ms\tbeeps", "machine-anna-slt-beep.wav\tmachine\t100\t1.0-1.2@1000");

    assertThat(eval(manifest, true)).isZero();

    assertThat(text(out)).contains("\"beepsFound\":{\"hits\":0,\"of\":1").contains("\"falseBeeps\":1")
        .contains("\"greetingEndsFound\":{\"hits\":0,\"of\":1");
  }

  @Test
  void shouldMeasureAPoorLineBesideTheGoodOne() throws IOException {
    Path manifest = manifest("file\tlabel", "human-hello-slt.wav\thuman");

    assertThat(eval(manifest, false, "level:-60")).isZero();

    assertThat(text(out)).containsPattern("(?m)^cadence +n").containsPattern("(?m)^cadence, level:-60 +n")
        .contains("human-hello-slt.wav  human, human: result=silence");
  }

  @Test
  void shouldNameWhatItCannotReadAndGoOn() throws IOException {
    Path manifest = manifest("file\tlabel", "gone.wav\thuman", "human-hello-slt.wav\thuman");

    assertThat(eval(manifest, false)).isEqualTo(1);

    assertThat(text(err)).isEqualTo("gone.wav: no such file\n");
    assertThat(text(out)).containsPattern("(?m)^human +1 ");
  }

  @Test
  void shouldRefuseAManifestOrALineThatMakesNoSense() throws IOException {
    assertThat(eval(manifest("name\tlabel", "x.wav\thuman"), false)).isEqualTo(1);
    assertThat(eval(manifest("file\tlabel", "human-hello-slt.wav\thuman"), false, "fog:3")).isEqualTo(2);
    assertThat(eval(manifest("file\tlabel\tanswered_ms", "human-hello-slt.wav\thuman\tsoon"), false)).isEqualTo(1);

    assertThat(text(err)).contains("must name the columns file and label").contains("no such impairment: fog:3")
        .contains("line 2: not a number");
  }

  private int eval(Path manifest, boolean json, String... impairments) {
    return AmdEval.run(new AmdEval.Options(manifest, 0, List.of(impairments), List.of(AmdMode.values()), 10, json),
        new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private Path manifest(String... lines) throws IOException {
    return Files.writeString(folder.resolve("set.tsv"), String.join("\n", lines) + "\n");
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
