package org.earshot.media.dtmf;

import org.earshot.media.audio.AudioFrame;
import org.earshot.media.audio.FrameSink;

/**
 * Digits as two tones at once in the audio (ITU-T Q.23, Q.24), told as {@link TelephoneEventReceiver} tells its own. A fold
 * over frames: no clock, no thread.
 *
 * <p>Blocks of 12.75 ms are measured at the eight pitches. A block is a digit if one row and one column stand out, at levels
 * that do not differ by more than a line may make them, and hold nearly all of the block's energy: speech spreads over
 * more. Two such blocks on end begin it, so that 40 ms of tone are enough and 23 ms are not (Q.24); two without end it.
 */
public final class InbandDtmfDetector implements FrameSink {
  /** Spectral lines 78 Hz wide: the least distance of two pitches is 73. */
  private static final int BLOCK = 102;
  private static final double BLOCK_MS = BLOCK * 1000.0 / AudioFrame.RATE;
  private static final double[] ROWS = {697, 770, 852, 941};
  private static final double[] COLUMNS = {1209, 1336, 1477, 1633};
  private static final String DIGITS = "123A456B789C*0#D";
  /** Mean square of -33 dBm0, 4 dB below what Q.24 has receivers take for each tone. */
  private static final double LEVEL_MIN = 250.0 * 250.0;
  /** The column may be 4 dB louder, the row 8 dB: AT&T's limits in Q.24 table A.1, reverse and standard twist. */
  private static final double COLUMN_LOUDER_MAX = 2.51;
  private static final double ROW_LOUDER_MAX = 6.31;
  /** Each of the two is 6 dB above its neighbours of the same group. */
  private static final double STANDS_OUT = 4;
  /** Of the energy of the block, that of the two tones. */
  private static final double SHARE_MIN = 0.8;
  private static final int BLOCKS_TO_BEGIN = 2;
  private static final int BLOCKS_TO_END = 2;
  private static final char NONE = 0;

  private final TelephoneEventReceiver.Listener listener;
  private final Goertzel[] rows = filters(ROWS);
  private final Goertzel[] columns = filters(COLUMNS);
  private final double[] rowPower = new double[4];
  private final double[] columnPower = new double[4];
  private final short[] block = new short[BLOCK];
  private int filled;
  private char candidate = NONE;
  private int hits;
  private int misses;
  private char current = NONE;
  private int blocks;

  public InbandDtmfDetector(TelephoneEventReceiver.Listener listener) {
    this.listener = listener;
  }

  private static Goertzel[] filters(double[] hertz) {
    Goertzel[] filters = new Goertzel[hertz.length];
    for (int i = 0; i < hertz.length; i++) {
      filters[i] = new Goertzel(hertz[i]);
    }
    return filters;
  }

  @Override
  public void accept(AudioFrame frame) {
    short[] samples = frame.samples();
    for (short sample : samples) {
      block[filled++] = sample;
      if (filled == BLOCK) {
        filled = 0;
        heard(digit());
      }
    }
  }

  private void heard(char digit) {
    if (current != NONE) {
      goesOn(digit);
      return;
    }
    hits = digit != NONE && digit == candidate ? hits + 1 : digit != NONE ? 1 : 0;
    candidate = digit;
    if (hits == BLOCKS_TO_BEGIN) {
      current = digit;
      blocks = hits;
      misses = 0;
      listener.began(digit);
    }
  }

  private void goesOn(char digit) {
    misses = digit == current ? 0 : misses + 1;
    blocks++;
    if (misses == BLOCKS_TO_END) {
      char ended = current;
      current = NONE;
      candidate = digit;
      hits = digit == NONE ? 0 : 1;
      listener.ended(ended, (int) ((blocks - misses) * BLOCK_MS));
    }
  }

  /** The block's digit, or none. */
  private char digit() {
    double energy = 0;
    for (short sample : block) {
      energy += (double) sample * sample;
    }
    if (energy < LEVEL_MIN * BLOCK) {
      return NONE;
    }
    int row = loudest(rows, rowPower);
    int column = loudest(columns, columnPower);
    double high = columnPower[column];
    double low = rowPower[row];
    boolean together = high <= low * COLUMN_LOUDER_MAX && low <= high * ROW_LOUDER_MAX;
    // a tone of amplitude A has (A * N / 2)^2 here and A^2 * N / 2 there
    boolean alone = (high + low) * 2 >= SHARE_MIN * energy * BLOCK;
    return together && alone && standsOut(rowPower, row) && standsOut(columnPower, column)
        ? DIGITS.charAt(4 * row + column) : NONE;
  }

  private int loudest(Goertzel[] filters, double[] power) {
    int loudest = 0;
    for (int i = 0; i < filters.length; i++) {
      power[i] = filters[i].power(block, BLOCK);
      loudest = power[i] > power[loudest] ? i : loudest;
    }
    return loudest;
  }

  private static boolean standsOut(double[] power, int loudest) {
    for (int i = 0; i < power.length; i++) {
      if (i != loudest && power[i] * STANDS_OUT > power[loudest]) {
        return false;
      }
    }
    return true;
  }
}
