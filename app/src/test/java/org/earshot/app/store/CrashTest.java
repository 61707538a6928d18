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
  private static final int ANSWERS_MIN = 500;

  @TempDir
  private Path directory;

  @Test
  void shouldKeepEveryAcknowledgedBindingWhenTheProcessIsKilledTwice() throws IOException, InterruptedException {
    for (String life : new String[] {"first life", "second life"}) {
      Map<String, Long> acknowledged = registerUntilKilled(life);
      Map<String, Binding> stored = stored();

      assertThat(acknowledged).hasSizeGreaterThan(1);
      assertThat(acknowledged).allSatisfy((user, cseq) -> {
        assertThat(stored.get(user).callId()).isEqualTo(life);
        assertThat(stored.get(user).cseq()).as("last refresh of %s", user).isGreaterThanOrEqualTo(cseq);
      });
    }
  }

  /** The CSeq of the last acknowledged REGISTER of each user. */
  private Map<String, Long> registerUntilKilled(String life) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
        RegisteringProcess.class.getName(), directory.toString(), life)
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader output = process.inputReader()) {
      var acknowledged = new HashMap<String, Long>();
      int answers = 0;
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        // The last line may be cut off by the kill
        if (line.endsWith(" 200 said")) {
          String[] words = line.split(" ");
          acknowledged.merge(words[0], Long.parseLong(words[1]), Math::max);
        }
        if (++answers == ANSWERS_MIN) {
          // By its handle: the process itself would close the pipe, and with it what was acknowledged last
          process.toHandle().destroyForcibly();
        }
      }
      return acknowledged;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private Map<String, Binding> stored() {
    try (var database = Database.open(StoreFixtures.url(directory)); var store = new JdbcLocationStore(database, () -> { })) {
      return store.load(Instant.now()).stream().collect(Collectors.toMap(Binding::user, binding -> binding));
    }
  }
}
