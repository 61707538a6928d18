package org.earshot.media.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes mono 16-bit samples at 8 kHz to a WAV file. The sizes in the header are put right on close; a file that was
 * never closed still reads, up to its end. Blocks on the disk: not for a media loop. One thread.
 */
public final class WavWriter implements AutoCloseable {
  private static final int HEADER_BYTES = 44;

  private final FileChannel file;
  private long dataBytes;

  public WavWriter(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
    write(header(Integer.MAX_VALUE - HEADER_BYTES), 0);
  }

  public void write(short[] samples) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    write(bytes, HEADER_BYTES + dataBytes);
    dataBytes += samples.length * 2L;
  }

  @Override
  public void close() throws IOException {
    try (file) {
      write(header((int) dataBytes), 0);
    }
  }

  private void write(ByteBuffer bytes, long position) throws IOException {
    while (bytes.hasRemaining()) {
      position += file.write(bytes, position);
    }
  }

  private static ByteBuffer header(int dataBytes) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put(tag("RIFF")).putInt(dataBytes + HEADER_BYTES - 8).put(tag("WAVE"));
    header.put(tag("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
    header.putInt(AudioFrame.RATE).putInt(AudioFrame.RATE * 2).putShort((short) 2).putShort((short) 16);
    return header.put(tag("data")).putInt(dataBytes).flip();
  }

  private static byte[] tag(String tag) {
    return tag.getBytes(StandardCharsets.ISO_8859_1);
  }
}
