package org.earshot.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.earshot.app.config.ConfigLoader;
import org.earshot.app.config.ServerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {
  @TempDir
  private Path directory;

  @Test
  void shouldMakeTheCallsThatAreAskedFor() throws Exception {
    assertThat(WarmUp.run(config("{warm-up: 3, warm-up-max: 60s}"))).isEqualTo(3);
  }

  @Test
  void shouldMakeNoneWhenNoneAreWanted() throws Exception {
    assertThat(WarmUp.run(config("{warm-up: 0}"))).isZero();
  }

  private ServerConfig config(String calls) throws Exception {
    Path file = Files.writeString(directory.resolve("warm.yaml"),
        "calls: " + calls + "\nmedia: {ports: 22000-22099}\n");
    return new ConfigLoader().load(file).config();
  }
}
