package org.earshot.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainTest {
  private static final Path SHIPPED = Path.of("../media/src/test/resources/audio/labels.tsv");

  @TempDir
  private Path folder;

  @Test
  void shouldWriteTheSameModelAndReportAgain() throws IOException {
    for (String run : List.of("one", "other")) {
      assertThat(new CommandLine(new Train()).execute(SHIPPED.toString(), "--lines", "1", "--out", folder.resolve(run).toString())).isZero();
    }

    assertThat(folder.resolve("one/model.txt")).hasSameTextualContentAs(folder.resolve("other/model.txt"));
    assertThat(Files.readString(folder.resolve("one/model.txt"))).startsWith("features elapsed span ").contains("\nmachine ")
        .containsPattern("(?m)^tree 0$");
    assertThat(Files.readString(folder.resolve("one/model-report.md"))).contains("| machine, machine, synthetic | ");
  }
}
