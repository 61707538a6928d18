package org.earshot.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavWriterTest {
  @TempDir
  private Path folder;

  @Test
  void shouldWriteWhatTheReaderReads() throws IOException {
    Path file = folder.resolve("out.wav");
    try (WavWriter writer = new WavWriter(file)) {
      writer.write(new short[] {1, -2, 300});
      writer.write(new short[] {-32768, 32767});
    }

    assertThat(WavReader.read(file)).containsExactly((short) 1, (short) -2, (short) 300, (short) -32768, (short) 32767);
    assertThat(Files.size(file)).isEqualTo(54);
  }

  @Test
  void shouldLeaveAReadableFileWhenItWasNeverClosed() throws IOException {
    Path file = folder.resolve("killed.wav");
    try (WavWriter writer = new WavWriter(file)) {
      writer.write(new short[] {7, 8});
      assertThat(WavReader.read(file)).containsExactly((short) 7, (short) 8);
    }
  }
}
