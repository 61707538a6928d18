package org.earshot.media.amd.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.amd.Recordings;
import org.earshot.media.audio.WavReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What amd-eval measures over the recordings of the project stays within bounds, on good lines and on poor ones. */
class ShippedSetTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "level:-12", "level:12", "snr:15", "loss:3", "jitter:60", "alaw", "comfort-noise", "digital-silence"})
  void shouldStayWithinBounds(String line) throws IOException {
    EvalReport report = new EvalReport(line, Long.MAX_VALUE, trials(line));

    assertThat(report.humanCalledMachine().hits()).isZero();
    assertThat(report.machineCalledHuman().hits()).isZero();
    assertThat(report.worst()).as("wrong").isEmpty();
    assertThat(report.humanMs().p50()).isLessThanOrEqualTo(1000);
    assertThat(report.machineMs().p95()).isLessThanOrEqualTo(5000);
    assertThat(report.beepsFound()).isEqualTo(new Proportion(5, 5));
    assertThat(report.beepMs().p95()).isLessThanOrEqualTo(700);
    assertThat(report.falseBeeps()).isZero();
    assertThat(report.greetingEndsFound()).isEqualTo(new Proportion(7, 7));
  }

  private static List<Trial> trials(String line) throws IOException {
    List<Trial> trials = new ArrayList<>();
    for (Recording recording : Manifest.read(Recordings.FOLDER.resolve("labels.tsv"))) {
      Impairment.Line heard = Impairment.Line.whole(WavReader.read(recording.file()));
      trials.add(Trial.run(recording, line.isEmpty() ? heard : Impairment.parse(line).apply(heard, 1), AmdConfig.DEFAULT));
    }
    return trials;
  }
}
