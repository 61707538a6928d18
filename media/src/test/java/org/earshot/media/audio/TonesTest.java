package org.earshot.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.amd.AmdDetector;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.audio.Tones.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tones as the detector, which knows them from real lines, hears them. */
class TonesTest {

  private static List<AmdEvent> heard(Prompt prompt, int times) {
    var detector = new AmdDetector(AmdConfig.DEFAULT);
    var events = new ArrayList<AmdEvent>();
    byte[] payload = new byte[AudioFrame.SAMPLES];
    int index = 0;
    for (int time = 0; time < times; time++) {
      for (int packet = 0; packet < prompt.packets(); packet++) {
        prompt.payload(packet, false, payload);
        short[] samples = new short[AudioFrame.SAMPLES];
        for (int i = 0; i < samples.length; i++) {
          samples[i] = G711.fromMuLaw(payload[i]);
        }
        events.addAll(detector.accept(new AudioFrame(index++, samples, false)));
      }
    }
    return events;
  }

  private static List<String> tones(Prompt prompt, int times) {
    return heard(prompt, times).stream().filter(AmdEvent.Tone.class::isInstance).map(Object::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"eu", "us", "de", "gb", "fr", "es", "it", "br", "au", "jp"})
  void shouldSoundLikeTheCountrysRingback(String country) {
    assertThat(Tones.knows(country)).isTrue();
    assertThat(tones(Tones.tone(Kind.RINGBACK, country), 3)).as(country).anyMatch(tone -> tone.contains("name=ringback"));
  }

  @ParameterizedTest
  @CsvSource({"eu, BUSY", "us, BUSY", "de, BUSY", "gb, BUSY", "us, SIT"})
  void shouldSayWhatTheyShould(String country, Kind kind) {
    assertThat(tones(Tones.tone(kind, country), 8)).anyMatch(tone -> tone.contains("name=" + kind.name().toLowerCase(Locale.ROOT)));
  }

  @Test
  void shouldTakeEuropesPlanWhereThereIsNone() {
    assertThat(Tones.knows("zz")).isFalse();
    assertThat(Tones.tone(Kind.BUSY, "zz").packets()).isEqualTo(Tones.tone(Kind.BUSY, "eu").packets());
  }

  @Test
  void shouldMakeNoiseThatIsBarelyThere() {
    Prompt noise = Tones.comfortNoise();
    byte[] payload = new byte[AudioFrame.SAMPLES];
    int loudest = 0;
    for (int packet = 0; packet < noise.packets(); packet++) {
      noise.payload(packet, true, payload);
      for (byte octet : payload) {
        loudest = Math.max(loudest, Math.abs(G711.fromALaw(octet)));
      }
    }
    assertThat(loudest).isBetween(8, 80);
  }
}
