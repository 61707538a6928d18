package org.earshot.media.audio;

/**
 * Both laws of ITU-T G.711 as tables between octets and 16-bit linear samples. Any thread.
 *
 * <pre>
 *   7   6   5   4   3   2   1   0
 * +---+---+---+---+---+---+---+---+
 * | s |  segment  |   interval    |   mu-law: every bit inverted; A-law: the even bits (0x55) inverted
 * +---+---+---+---+---+---+---+---+
 * </pre>
 */
public final class G711 {
  /** Octet of a silent mu-law sample. */
  public static final byte MU_LAW_SILENCE = (byte) 0xFF;
  /** Octet of a silent A-law sample. */
  public static final byte A_LAW_SILENCE = (byte) 0xD5;

  /** Added before the logarithm is taken, so that segment 0 begins at a power of two: 33 steps of 4. */
  private static final int MU_BIAS = 0x84;
  private static final int MU_CLIP = 32635;
  private static final int A_CLIP = 32767;
  private static final int A_EVEN_BITS = 0x55;

  private static final short[] FROM_MU_LAW = new short[256];
  private static final short[] FROM_A_LAW = new short[256];
  /** Indexed by the upper 14 bits of the sample: the laws look no deeper. */
  private static final byte[] TO_MU_LAW = new byte[1 << 14];
  private static final byte[] TO_A_LAW = new byte[1 << 14];

  static {
    for (int octet = 0; octet < 256; octet++) {
      FROM_MU_LAW[octet] = expandMuLaw(octet);
      FROM_A_LAW[octet] = expandALaw(octet);
    }
    for (int i = 0; i < TO_MU_LAW.length; i++) {
      short sample = (short) (i << 2);
      TO_MU_LAW[i] = compressMuLaw(sample);
      TO_A_LAW[i] = compressALaw(sample);
    }
  }

  private G711() {}

  public static short fromMuLaw(byte octet) {
    return FROM_MU_LAW[octet & 0xFF];
  }

  public static short fromALaw(byte octet) {
    return FROM_A_LAW[octet & 0xFF];
  }

  public static byte toMuLaw(short sample) {
    return TO_MU_LAW[(sample & 0xFFFF) >> 2];
  }

  public static byte toALaw(short sample) {
    return TO_A_LAW[(sample & 0xFFFF) >> 2];
  }

  private static short expandMuLaw(int octet) {
    int code = ~octet & 0xFF;
    int segment = (code >> 4) & 7;
    int magnitude = ((((code & 0x0F) << 3) + MU_BIAS) << segment) - MU_BIAS;
    return (short) ((code & 0x80) != 0 ? -magnitude : magnitude);
  }

  private static short expandALaw(int octet) {
    int code = octet ^ A_EVEN_BITS;
    int segment = (code >> 4) & 7;
    int interval = ((code & 0x0F) << 4) + 8;
    int magnitude = segment == 0 ? interval : (interval + 0x100) << (segment - 1);
    return (short) ((code & 0x80) != 0 ? magnitude : -magnitude);
  }

  private static byte compressMuLaw(short sample) {
    int sign = sample < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs((int) sample), MU_CLIP) + MU_BIAS;
    int segment = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
    int interval = (magnitude >> (segment + 3)) & 0x0F;
    return (byte) ~(sign | segment << 4 | interval);
  }

  private static byte compressALaw(short sample) {
    int sign = sample < 0 ? 0 : 0x80;
    // A negative sample is inverted, not negated, so that both halves have the same intervals.
    int magnitude = Math.min(sample < 0 ? ~sample : sample, A_CLIP);
    int segment = Math.max(0, 31 - Integer.numberOfLeadingZeros(magnitude | 1) - 7);
    int interval = (magnitude >> (segment == 0 ? 4 : segment + 3)) & 0x0F;
    return (byte) ((sign | segment << 4 | interval) ^ A_EVEN_BITS);
  }
}
