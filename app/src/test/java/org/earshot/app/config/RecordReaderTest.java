package org.earshot.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
  private static final Thresholds DEFAULT = new Thresholds(1500, 0.5, false, Mode.OURS, new Inner(7));

  private final Problems problems = new Problems();

  enum Mode { OURS, APP_AMD }

  record Inner(int pauseMs) {}

  record Thresholds(int minimumWordLength, double share, boolean strict, Mode mode, Inner inner) {
    Thresholds {
      if (minimumWordLength == 13) {
        throw new IllegalArgumentException("13 brings bad luck");
      }
    }
  }

  @Test
  void shouldReadEachKindOfComponent() {
    assertThat(read("{minimum-word-length: 120, share: 0.75, strict: true, mode: app-amd, inner: {pause-ms: 9}}"))
        .isEqualTo(new Thresholds(120, 0.75, true, Mode.APP_AMD, new Inner(9)));
  }

  @Test
  void shouldReadUnderscoresAndOtherNames() {
    assertThat(read("{min_word_length: 120, mode: app_amd, inner: {pause_ms: 9}}"))
        .isEqualTo(new Thresholds(120, 0.5, false, Mode.APP_AMD, new Inner(9)));
  }

  @Test
  void shouldKeepTheDefaultsWhereNothingIsSaid() {
    assertThat(read("{}")).isEqualTo(DEFAULT);
  }

  @Test
  void shouldCollectWhatIsWrong() {
    assertThat(read("{share: much, strict: maybe, mode: best, inner: {pause-ms: -1, pose-ms: 2}}")).isEqualTo(DEFAULT);
    assertThat(problems.errors()).isEqualTo(5);
  }

  @Test
  void shouldTellWhatTheRecordItselfRefuses() {
    assertThat(read("{minimum-word-length: 13}")).isEqualTo(DEFAULT);
    assertThat(problems.errors()).isEqualTo(1);
  }

  private Thresholds read(String text) {
    var section = new Section("amd", YamlReader.read("f", text, problems), problems, Map.of());
    var reader = new RecordReader(Map.of("min_word_length", "minimum-word-length"));
    return section.read(inner -> reader.read(inner, DEFAULT));
  }
}
