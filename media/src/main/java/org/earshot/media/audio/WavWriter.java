package org.earshot.media.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes 16-bit samples at 8 kHz to a WAV file. The sizes in the header are put right by {@link #settle} and on close; a
 * file of which neither was done still reads, up to its end. Blocks on the disk: not for a media loop. One thread.
 */
public final class WavWriter implements AutoCloseable {
  private static final int HEADER_BYTES = 44;
  private static final int BYTES_MAX = Integer.MAX_VALUE - HEADER_BYTES;

  private final FileChannel file;
  private final int channels;
  private long dataBytes;

  /** One channel. */
  public WavWriter(Path path) throws IOException {
    this(path, 1);
  }

  public WavWriter(Path path, int channels) throws IOException {
    this.channels = channels;
    file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
    write(header(BYTES_MAX), 0);
  }

  /** Samples of all channels in turn. */
  public void write(short[] samples) throws IOException {
    if (dataBytes + samples.length * 2L > BYTES_MAX) {
      throw new IOException("a WAV file holds no more than 2 GB");
    }
    ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    write(bytes, HEADER_BYTES + dataBytes);
    dataBytes += samples.length * 2L;
  }

  /** Makes the header say what is there: what a crash leaves is right up to here. */
  public void settle() throws IOException {
    write(header((int) dataBytes), 0);
  }

  @Override
  public void close() throws IOException {
    try (file) {
      settle();
    }
  }

  private void write(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
  }

  private ByteBuffer header(int length) {
    int frameBytes = 2 * channels;
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put(tag("RIFF")).putInt(length + HEADER_BYTES - 8).put(tag("WAVE"));
    header.put(tag("fmt ")).putInt(16).putShort((short) 1).putShort((short) channels);
    header.putInt(AudioFrame.RATE).putInt(AudioFrame.RATE * frameBytes).putShort((short) frameBytes).putShort((short) 16);
    return header.put(tag("data")).putInt(length).flip();
  }

  private static byte[] tag(String tag) {
    return tag.getBytes(StandardCharsets.ISO_8859_1);
  }
}
