package org.earshot.media.audio;

/**
 * 20 ms of mono audio at 8 kHz.
 *
 * @param index     position on a gapless timeline: frame n covers samples 160 n to 160 n + 159 since the first packet
 * @param samples   160 samples, 16-bit linear. Borrowed: whoever keeps them copies them
 * @param concealed true where the network brought nothing and the samples are made up
 */
public record AudioFrame(long index, short[] samples, boolean concealed) {
  public static final int SAMPLES = 160;
  public static final int MS = 20;
  public static final int RATE = 8000;
}
