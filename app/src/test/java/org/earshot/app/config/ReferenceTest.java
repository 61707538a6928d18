package org.earshot.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.earshot.media.amd.AmdConfig;
import org.junit.jupiter.api.Test;

class ReferenceTest {

  @Test
  void shouldHoldTheDetectorsOwnDefaults() throws ConfigException {
    AmdConfig read = new ConfigLoader(Map.of(), EphemeralPorts.of(32768, 60999, "")).defaults().amd();

    assertThat(read).isEqualTo(AmdConfig.DEFAULT);
  }

  @Test
  void shouldHoldEveryParameterOfTheDetector() throws Exception {
    String[] keys = Arrays.stream(AmdConfig.class.getRecordComponents())
        .map(component -> "\n  " + RecordReader.key(component) + ":").toArray(String[]::new);

    assertThat(reference()).contains(keys);
  }

  @Test
  void shouldSayWhyAboveEachKey() throws Exception {
    List<String> lines = reference().lines().toList();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean key = line.matches("  +[a-z-]+:( .*)?");
      boolean item = line.matches("    [a-z-]+:.*") && lines.get(i - 1).matches("    [a-z-]+:.*|  trunk:");
      if (key && !item && !line.matches("  (user|trunk|route|cadence):")) {
        assertThat(lines.get(i - 1).strip()).as("line above " + line).startsWith("#").endsWith(".");
      }
    }
  }

  private static String reference() throws Exception {
    try (InputStream in = ConfigLoader.class.getResourceAsStream("reference.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
