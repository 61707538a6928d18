package org.earshot.media.amd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.earshot.media.amd.tool.AmdReplay;
import org.junit.jupiter.api.Test;

/**
 * Every event of every recording, against {@code golden.jsonl}. Where a change of the detector is meant to change them,
 * run {@code deploy/earshot amd --json *.wav > golden.jsonl} in the folder of the recordings, and read the difference.
 */
class GoldenReplayTest {
  private static final Path GOLDEN = Recordings.FOLDER.resolve("golden.jsonl");

  @Test
  void shouldTellTheSameEventsAsBefore() throws IOException {
    List<String> args = new ArrayList<>(List.of("--json"));
    Recordings.all().forEach(file -> args.add(file.toString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    int status = AmdReplay.run(args, new PrintStream(out, true, StandardCharsets.UTF_8), System.err);

    String events = out.toString(StandardCharsets.UTF_8).replace(Recordings.FOLDER + "/", "");
    assertThat(status).isZero();
    assertThat(events.lines().toList()).isEqualTo(Files.readAllLines(GOLDEN));
  }
}
