package org.earshot.media.audio;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a WAV file as mono samples at 8 kHz: PCM of 8 to 32 bits, 32-bit float, A-law and mu-law, any number of
 * channels (their mean), any rate. Stateless.
 *
 * <pre>
 *  "RIFF" size "WAVE"  { id(4) size(4) content, padded to even }*   ids: fmt, data, others skipped
 *  fmt: format(2) channels(2) rate(4) bytesPerSecond(4) blockAlign(2) bits(2) [extension: real format at 24]
 * </pre>
 */
public final class WavReader {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int A_LAW = 6;
  private static final int MU_LAW = 7;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final long BYTES_MAX = 256L << 20;
  private static final int RATE_MIN = 1000;
  private static final int RATE_MAX = 768_000;

  private record Format(int code, int channels, int rate, int bits) {
    int sampleBytes() {
      return bits / 8;
    }
  }

  private WavReader() {}

  /** All samples of the file, at 8 kHz. */
  public static short[] read(Path file) throws IOException {
    if (Files.size(file) > BYTES_MAX) {
      throw new IOException("larger than " + (BYTES_MAX >> 20) + " MB");
    }
    return read(Files.readAllBytes(file));
  }

  /** The same of a file's content. */
  public static short[] read(byte[] content) throws IOException {
    ByteBuffer wav = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (content.length < 12 || !tag(wav).equals("RIFF") || wav.getInt() == 0 || !tag(wav).equals("WAVE")) {
      throw new IOException("not a WAV file");
    }
    try {
      return chunks(wav);
    } catch (BufferUnderflowException e) {
      throw new IOException("the WAV header is cut off", e);
    }
  }

  private static short[] chunks(ByteBuffer wav) throws IOException {
    Format format = null;
    while (wav.remaining() >= 8) {
      String id = tag(wav);
      long size = Integer.toUnsignedLong(wav.getInt());
      // A recorder that was killed, or that writes to a pipe, leaves a size that is too large: take what is there.
      int length = (int) Math.min(size, wav.remaining());
      ByteBuffer content = wav.slice(wav.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      if (id.equals("fmt ")) {
        format = format(content);
      } else if (id.equals("data")) {
        return decode(required(format), content);
      }
      wav.position((int) Math.min(wav.limit(), wav.position() + size + (size & 1)));
    }
    throw new IOException("the WAV file holds no audio");
  }

  private static Format required(Format format) throws IOException {
    if (format == null) {
      throw new IOException("the WAV file does not say its format");
    }
    return format;
  }

  private static Format format(ByteBuffer content) throws IOException {
    int code = Short.toUnsignedInt(content.getShort());
    int channels = content.getShort();
    int rate = content.getInt();
    content.getInt();
    content.getShort();
    int bits = content.getShort();
    if (code == EXTENSIBLE) {
      content.getLong();
      code = Short.toUnsignedInt(content.getShort());
    }
    boolean known = switch (code) {
      case PCM -> bits == 8 || bits == 16 || bits == 24 || bits == 32;
      case FLOAT -> bits == 32;
      case A_LAW, MU_LAW -> bits == 8;
      default -> false;
    };
    if (!known || channels < 1 || rate < RATE_MIN || rate > RATE_MAX) {
      throw new IOException("cannot read WAV format %d with %d bits, %d channels, %d Hz".formatted(code, bits, channels, rate));
    }
    return new Format(code, channels, rate, bits);
  }

  private static short[] decode(Format format, ByteBuffer data) {
    int frames = data.remaining() / (format.sampleBytes() * format.channels());
    float[] mono = new float[frames];
    for (int i = 0; i < frames; i++) {
      float sum = 0;
      for (int channel = 0; channel < format.channels(); channel++) {
        sum += sample(format, data);
      }
      mono[i] = sum / format.channels();
    }
    return Resampler.to8000(mono, format.rate());
  }

  /** On the scale of 16 bits. */
  private static float sample(Format format, ByteBuffer data) {
    return switch (format.code()) {
      case A_LAW -> G711.fromALaw(data.get());
      case MU_LAW -> G711.fromMuLaw(data.get());
      case FLOAT -> Math.clamp(data.getFloat(), -1f, 1f) * 32767f;
      default -> switch (format.bits()) {
        case 8 -> ((data.get() & 0xFF) - 128) << 8; // 8-bit PCM alone is unsigned
        case 16 -> data.getShort();
        case 24 -> ((data.get() & 0xFF) | (data.get() & 0xFF) << 8 | data.get() << 16) / 256f;
        default -> data.getInt() / 65536f;
      };
    };
  }

  private static String tag(ByteBuffer wav) {
    byte[] four = new byte[4];
    wav.get(four);
    return new String(four, StandardCharsets.ISO_8859_1);
  }

  /** Cuts samples at 8 kHz into frames; the last one is filled up with silence. */
  public static void frames(short[] samples, FrameSink sink) {
    for (int at = 0; at < samples.length; at += AudioFrame.SAMPLES) {
      short[] frame = Arrays.copyOfRange(samples, at, at + AudioFrame.SAMPLES);
      sink.accept(new AudioFrame(at / AudioFrame.SAMPLES, frame, false));
    }
  }
}
