package org.earshot.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.earshot.app.registrar.Binding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A promise of the README: a registration answered 200 survives {@code kill -9}. */
class CrashTest {
  private static final int ACKNOWLEDGED_MIN = 1_000;

  @TempDir
  private Path directory;

  @Test
  void shouldKeepEveryAcknowledgedBindingWhenTheProcessIsKilled() throws IOException, InterruptedException {
    for (int life = 0; life < 2; life++) {
      Map<String, Long> acknowledged = registerUntilKilled();

      assertThat(acknowledged).hasSizeGreaterThan(1);
      Map<String, Long> stored = stored();
      assertThat(acknowledged).allSatisfy((user, cseq) ->
          assertThat(stored.get(user)).as("last refresh of %s", user).isNotNull().isGreaterThanOrEqualTo(cseq));
    }
  }

  /** The CSeq of the last acknowledged REGISTER of each user. */
  private Map<String, Long> registerUntilKilled() throws IOException, InterruptedException {
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
        RegisteringProcess.class.getName(), directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader output = process.inputReader()) {
      var acknowledged = new HashMap<String, Long>();
      int lines = 0;
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (++lines == ACKNOWLEDGED_MIN) {
          // By its handle: the process itself would close the pipe, and with it what was acknowledged last
          process.toHandle().destroyForcibly();
        }
        // The last line may be cut off by the kill
        String[] words = line.split(" ");
        if (words.length == 3 && words[2].equals("acknowledged")) {
          acknowledged.merge(words[0], Long.parseLong(words[1]), Math::max);
        }
      }
      return acknowledged;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private Map<String, Long> stored() {
    try (var database = Database.open(StoreFixtures.url(directory)); var store = new JdbcLocationStore(database)) {
      return store.load(Instant.now()).stream().collect(Collectors.toMap(Binding::user, Binding::cseq));
    }
  }
}
