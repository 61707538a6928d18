package org.earshot.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptCacheTest {
  @TempDir
  private Path folder;
  private final PromptCache cache = new PromptCache();

  private Path wav(String name, int samples) throws IOException {
    Path file = folder.resolve(name);
    try (WavWriter writer = new WavWriter(file)) {
      writer.write(new short[samples]);
    }
    return file;
  }

  @Test
  void shouldReadAFileOnceUntilItChanges() throws IOException {
    Path file = wav("a.wav", 1600);
    Prompt first = cache.get(file);
    assertThat(first.packets()).isEqualTo(10);
    assertThat(cache.get(folder.resolve("x/../a.wav"))).isSameAs(first);
    wav("a.wav", 1700);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    assertThat(cache.get(file).packets()).as("the last packet is filled up").isEqualTo(11);
  }

  @Test
  void shouldReadRawLaws() throws IOException {
    Path mu = Files.write(folder.resolve("a.ulaw"), new byte[] {0x12, 0x34});
    Path a = Files.write(folder.resolve("a.alaw"), new byte[] {0x12, 0x34});
    byte[] payload = new byte[AudioFrame.SAMPLES];
    cache.get(mu).payload(0, false, payload);
    assertThat(payload).startsWith(0x12, 0x34).endsWith(0xff);
    cache.get(a).payload(0, true, payload);
    assertThat(payload).startsWith(0x12, 0x34).endsWith(0xd5);
  }

  @Test
  void shouldSayWhatCannotBePlayed() throws IOException {
    Path empty = wav("empty.wav", 0);
    assertThatThrownBy(() -> cache.get(folder.resolve("missing.wav"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> cache.get(empty)).hasMessageContaining("no audio");
    Path text = Files.writeString(folder.resolve("a.txt"), "hello, this is text");
    assertThatThrownBy(() -> cache.get(text)).hasMessageContaining("WAV");
  }
}
