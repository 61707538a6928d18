package org.earshot.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WavReaderTest {
  private static final short[] SAMPLES = {0, 1000, -1000, 20000, -20000, 12345, -32000};

  @Test
  void shouldRead16BitPcm() throws IOException {
    assertThat(WavReader.read(wav(1, 1, 8000, 16, SAMPLES, ByteBuffer::putShort))).containsExactly(SAMPLES);
  }

  @Test
  void shouldReadWiderAndNarrowerPcm() throws IOException {
    byte[] bits24 = wav(1, 1, 8000, 24, SAMPLES, (to, s) -> to.put((byte) 0).putShort(s));
    byte[] bits32 = wav(1, 1, 8000, 32, SAMPLES, (to, s) -> to.putInt(s << 16));
    byte[] bits8 = wav(1, 1, 8000, 8, SAMPLES, (to, s) -> to.put((byte) ((s >> 8) + 128)));
    byte[] floats = wav(3, 1, 8000, 32, SAMPLES, (to, s) -> to.putFloat(s / 32767f));

    assertThat(WavReader.read(bits24)).containsExactly(SAMPLES);
    assertThat(WavReader.read(bits32)).containsExactly(SAMPLES);
    assertThat(WavReader.read(floats)).containsExactly(SAMPLES);
    for (int i = 0; i < SAMPLES.length; i++) {
      assertThat((int) WavReader.read(bits8)[i]).isCloseTo(SAMPLES[i], within(256));
    }
  }

  @Test
  void shouldReadBothLaws() throws IOException {
    short[] muLaw = WavReader.read(wav(7, 1, 8000, 8, SAMPLES, (to, s) -> to.put(G711.toMuLaw(s))));
    short[] aLaw = WavReader.read(wav(6, 1, 8000, 8, SAMPLES, (to, s) -> to.put(G711.toALaw(s))));

    for (int i = 0; i < SAMPLES.length; i++) {
      assertThat(muLaw[i]).isEqualTo(G711.fromMuLaw(G711.toMuLaw(SAMPLES[i])));
      assertThat(aLaw[i]).isEqualTo(G711.fromALaw(G711.toALaw(SAMPLES[i])));
    }
  }

  @Test
  void shouldTakeTheMeanOfTwoChannels() throws IOException {
    byte[] stereo = wav(1, 2, 8000, 16, new short[] {100, 300, -50, 50}, ByteBuffer::putShort);

    assertThat(WavReader.read(stereo)).containsExactly((short) 200, (short) 0);
  }

  @Test
  void shouldSkipOtherChunksAndTakeWhatACutOffFileHas() throws IOException {
    byte[] wav = wav(1, 1, 8000, 16, SAMPLES, ByteBuffer::putShort);
    ByteBuffer odd = ByteBuffer.allocate(wav.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    odd.put(wav, 0, 36).put("LIST".getBytes(StandardCharsets.ISO_8859_1)).putInt(3).putInt(0);
    odd.put("data".getBytes(StandardCharsets.ISO_8859_1)).putInt(-1).put(wav, 44, wav.length - 44);

    assertThat(WavReader.read(odd.array())).containsExactly(SAMPLES);
  }

  @ParameterizedTest
  @ValueSource(ints = {6000, 11025, 16000, 22050, 44100, 48000, 96000})
  void shouldBringAnyRateTo8000KeepingPitchAndLevel(int rate) throws IOException {
    short[] tone = sine(1000, rate);

    short[] samples = WavReader.read(wav(1, 1, rate, 16, tone, ByteBuffer::putShort));

    assertThat(samples.length).isCloseTo(8000, within(2));
    double expected = 10_000 / Math.sqrt(2);
    assertThat(rms(samples)).isCloseTo(expected, within(expected * 0.02));
    assertThat(crossings(samples)).isCloseTo(2000, within(6));
  }

  @ParameterizedTest
  @ValueSource(ints = {4500, 5000, 7000, 12_000, 19_000})
  void shouldNotFoldHighPitchesIntoTheBand(int hz) throws IOException {
    short[] samples = WavReader.read(wav(1, 1, 44100, 16, sine(hz, 44100), ByteBuffer::putShort));

    assertThat(rms(samples)).as("60 dB down").isLessThan(10);
  }

  @Test
  void shouldSayWhatIsWrong() {
    byte[] good = wav(1, 1, 8000, 16, SAMPLES, ByteBuffer::putShort);

    assertThatThrownBy(() -> WavReader.read(new byte[0])).isInstanceOf(IOException.class).hasMessage("not a WAV file");
    assertThatThrownBy(() -> WavReader.read(new byte[100])).hasMessage("not a WAV file");
    assertThatThrownBy(() -> WavReader.read(Arrays.copyOf(good, 30))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> WavReader.read(Arrays.copyOf(good, 36))).hasMessage("the WAV file holds no audio");
    assertThatThrownBy(() -> WavReader.read(wav(85, 1, 8000, 16, SAMPLES, ByteBuffer::putShort)))
        .hasMessageContaining("format 85");
    assertThatThrownBy(() -> WavReader.read(wav(1, 0, 8000, 16, SAMPLES, ByteBuffer::putShort)))
        .hasMessageContaining("0 channels");
  }

  @Test
  void shouldFillTheLastFrameWithSilence() {
    List<AudioFrame> frames = new ArrayList<>();
    WavReader.frames(sine(1000, 200), frames::add);

    assertThat(frames).extracting(AudioFrame::index).containsExactly(0L, 1L);
    assertThat(frames.get(1).samples()).hasSize(160).endsWith(new short[120]);
  }

  private static byte[] wav(int format, int channels, int rate, int bits, short[] samples, BiConsumer<ByteBuffer, Short> put) {
    ByteBuffer wav = ByteBuffer.allocate(44 + samples.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(wav.capacity() - 8);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.ISO_8859_1)).putInt(16).putShort((short) format).putShort((short) channels);
    wav.putInt(rate).putInt(rate * channels * bits / 8).putShort((short) (channels * bits / 8)).putShort((short) bits);
    wav.put("data".getBytes(StandardCharsets.ISO_8859_1)).putInt(samples.length * bits / 8);
    for (short sample : samples) {
      put.accept(wav, sample);
    }
    return wav.array();
  }

  /** One second; for {@code rate} 200 that is 200 samples. */
  private static short[] sine(double hz, int rate) {
    short[] samples = new short[rate];
    for (int i = 0; i < rate; i++) {
      samples[i] = (short) Math.round(10_000 * Math.sin(2 * Math.PI * hz * i / rate));
    }
    return samples;
  }

  /** Without the edges, where the filter still fills. */
  private static double rms(short[] samples) {
    double sum = 0;
    for (int i = 500; i < samples.length - 500; i++) {
      sum += samples[i] * samples[i];
    }
    return Math.sqrt(sum / (samples.length - 1000));
  }

  private static int crossings(short[] samples) {
    int crossings = 0;
    for (int i = 1; i < samples.length; i++) {
      crossings += samples[i - 1] < 0 != samples[i] < 0 ? 1 : 0;
    }
    return crossings;
  }
}
