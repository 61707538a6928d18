package org.earshot.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.earshot.media.audio.AudioFrame;
import org.earshot.media.audio.G711;
import org.earshot.media.audio.WavReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tones within the limits of ITU-T Q.24 are digits, and nothing else is. */
class InbandDtmfDetectorTest {
  private static final double[] ROWS = {697, 770, 852, 941};
  private static final double[] COLUMNS = {1209, 1336, 1477, 1633};
  private static final String KEYS = "123A456B789C*0#D";
  private final List<String> heard = new ArrayList<>();
  private final List<Integer> durations = new ArrayList<>();
  private final InbandDtmfDetector detector = new InbandDtmfDetector(new TelephoneEventReceiver.Listener() {
    @Override
    public void began(char digit) {
      heard.add("+" + digit);
    }

    @Override
    public void ended(char digit, int durationMs) {
      heard.add("-" + digit);
      durations.add(durationMs);
    }
  });

  /** Two pitches of these amplitudes for so long, quiet for 60 ms, in noise of an amplitude; through mu-law. */
  private static short[] tones(double low, double lowLevel, double high, double highLevel, int ms, int noise) {
    Random random = new Random(24);
    short[] samples = new short[8 * (ms + 60)];
    for (int i = 0; i < samples.length; i++) {
      double sample = random.nextGaussian() * noise;
      if (i < 8 * ms) {
        sample += lowLevel * Math.sin(2 * Math.PI * low * i / 8000) + highLevel * Math.sin(2 * Math.PI * high * i / 8000);
      }
      samples[i] = G711.fromMuLaw(G711.toMuLaw((short) sample));
    }
    return samples;
  }

  private void hear(short[] samples) {
    WavReader.frames(samples, detector);
  }

  private static short[] digit(char digit, int ms) {
    int index = KEYS.indexOf(digit);
    return tones(ROWS[index / 4], 4000, COLUMNS[index % 4], 4000, ms, 0);
  }

  @Test
  void shouldHearEachDigitOnceOneAfterTheOther() {
    for (char key : KEYS.toCharArray()) {
      hear(digit(key, 80));
    }
    assertThat(heard).containsExactlyElementsOf(KEYS.chars().mapToObj(key -> (char) key)
        .flatMap(key -> Stream.of("+" + key, "-" + key)).toList());
    assertThat(durations).allMatch(ms -> ms >= 50 && ms <= 100);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 45, 50, 200, 1000})
  void shouldHearWhatIsLongEnough(int ms) {
    for (int shift = 0; shift < 102; shift += 17) {
      heard.clear();
      hear(new short[160 + shift]);
      hear(digit('7', ms));
      assertThat(heard).as("%d ms, begun %d samples later", ms, shift).containsExactly("+7", "-7");
    }
  }

  @Test
  void shouldNotHearWhatIsTooShort() {
    for (int shift = 0; shift < 102; shift += 17) {
      hear(new short[160 + shift]);
      hear(digit('7', 20));
    }
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1000, 4000, 0", "4000, 1000, 0", "4000, 4000, 1", "1000, 1500, 1", "4000, 2000, 1", "400, 400, 1",
      "12000, 12000, 1"})
  void shouldAllowForTheTwistOfALineAndNoMore(int low, int high, int digits) {
    hear(tones(770, low, 1336, high, 80, 0));
    assertThat(heard).hasSize(2 * digits);
  }

  @ParameterizedTest
  @CsvSource({"1.015, 1", "0.985, 1", "1.04, 0", "0.96, 0"})
  void shouldAllowForPitchesALittleOff(double factor, int digits) {
    hear(tones(770 * factor, 4000, 1336 * factor, 4000, 80, 0));
    assertThat(heard).hasSize(2 * digits);
  }

  @Test
  void shouldHearThroughNoise() {
    hear(tones(941, 3000, 1336, 3000, 100, 400));
    assertThat(heard).containsExactly("+0", "-0");
  }

  @Test
  void shouldNotTakeSpeechMusicAndSingleTonesForDigits() throws Exception {
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/audio"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".wav")
          && !path.endsWith("tone-dtmf.wav")).toList()) {
        hear(WavReader.read(file));
        assertThat(heard).as(file.toString()).isEmpty();
      }
    }
    hear(tones(770, 6000, 1336, 0, 500, 0));
    hear(tones(440, 6000, 480, 6000, 500, 0));
    hear(tones(0, 0, 0, 0, 2000, 3000));
    assertThat(heard).isEmpty();
  }

  @Test
  void shouldHearDigitsOfARecording() throws Exception {
    hear(WavReader.read(Path.of("src/test/resources/audio/tone-dtmf.wav")));
    assertThat(heard).containsExactly("+5", "-5", "+5", "-5");
  }

  @Test
  void shouldNotTakeAStallForTwoDigits() {
    hear(digit('4', 60));
    WavReader.frames(new short[AudioFrame.SAMPLES], detector);
    hear(digit('4', 60));
    assertThat(heard).containsExactly("+4", "-4", "+4", "-4");
  }
}
