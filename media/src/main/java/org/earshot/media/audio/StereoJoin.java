package org.earshot.media.audio;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Puts the frames of two sides beside each other, left and right sample in turn. Each side's frames are gapless; where one
 * falls behind the other by {@code LAG}, silence stands for it and what comes too late is dropped. One media loop only.
 */
final class StereoJoin {
  /** Half a second: a side that sends nothing is filled in by the clock well before. */
  private static final int LAG = 25;

  private final Consumer<short[]> joined;
  private final Side left = new Side();
  private final Side right = new Side();

  private static final class Side {
    final Deque<short[]> waiting = new ArrayDeque<>();
    /** Frames that silence has stood for and that are still to come. */
    int owed;

    void add(short[] samples) {
      if (owed > 0) {
        owed--;
      } else {
        waiting.add(samples);
      }
    }

    short[] take() {
      if (waiting.isEmpty()) {
        owed++;
        return new short[AudioFrame.SAMPLES];
      }
      return waiting.remove();
    }
  }

  StereoJoin(Consumer<short[]> joined) {
    this.joined = joined;
  }

  void left(AudioFrame frame) {
    add(left, frame);
  }

  void right(AudioFrame frame) {
    add(right, frame);
  }

  private void add(Side side, AudioFrame frame) {
    side.add(Arrays.copyOf(frame.samples(), AudioFrame.SAMPLES));
    while (!left.waiting.isEmpty() && !right.waiting.isEmpty() || left.waiting.size() > LAG
        || right.waiting.size() > LAG) {
      emit();
    }
  }

  private void emit() {
    short[] one = left.take();
    short[] other = right.take();
    short[] both = new short[2 * AudioFrame.SAMPLES];
    for (int i = 0; i < AudioFrame.SAMPLES; i++) {
      both[2 * i] = one[i];
      both[2 * i + 1] = other[i];
    }
    joined.accept(both);
  }

  /** The audio is over: what one side has more than the other goes out beside silence. */
  void finish() {
    while (!left.waiting.isEmpty() || !right.waiting.isEmpty()) {
      emit();
    }
  }
}
