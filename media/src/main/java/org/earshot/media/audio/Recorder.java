package org.earshot.media.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Writes frames to a WAV file on a thread of its own. The frames come on a media loop, which never waits: up to ten seconds
 * may lie ready for a slow disk, then the oldest go, are counted, and silence stands in the file in their place.
 *
 * <pre>
 *   media loop: left, right ─► StereoJoin ─► queue, bounded ─► virtual thread: WavWriter, header put right every second
 * </pre>
 */
public final class Recorder {
  /** What became of it, once nothing is written any more. {@code problem}: null where there was none. */
  public record Result(long writtenMs, long droppedMs, IOException problem) {}

  private static final int QUEUE_MAX = 500;
  private static final int SETTLE_FRAMES = 50;

  private final Path file;
  private final int channels;
  private final Consumer<Result> over;
  private final StereoJoin join = new StereoJoin(this::put);
  private final Deque<short[]> queue = new ArrayDeque<>();
  private long dropped;
  private long droppedUnwritten;
  private boolean paused;
  private boolean ended;

  /** Begins to write at once. {@code over} is told on the writing thread. */
  public Recorder(Path file, boolean stereo, Consumer<Result> over) {
    this.file = file;
    this.channels = stereo ? 2 : 1;
    this.over = over;
    Thread.ofVirtual().name("recorder").start(this::write);
  }

  /** A frame of the peer. The media loop only. */
  public void left(AudioFrame frame) {
    if (channels == 1) {
      put(Arrays.copyOf(frame.samples(), AudioFrame.SAMPLES));
    } else {
      join.left(frame);
    }
  }

  /** A frame of what the peer is sent. The media loop only. */
  public void right(AudioFrame frame) {
    if (channels == 2) {
      join.right(frame);
    }
  }

  /** What is said from now on is not in the file, nor is a gap in its place. */
  public synchronized void pause() {
    paused = true;
  }

  public synchronized void resume() {
    paused = false;
  }

  /** Nothing more comes. The media loop only. */
  public void finish() {
    join.finish();
    synchronized (this) {
      ended = true;
      notifyAll();
    }
  }

  private synchronized void put(short[] samples) {
    if (paused || ended) {
      return;
    }
    if (queue.size() == QUEUE_MAX) {
      queue.remove();
      dropped++;
      droppedUnwritten++;
    }
    queue.add(samples);
    notifyAll();
  }

  /** The next frames, after silence for those that were dropped; null at the end. */
  private synchronized short[] take() throws InterruptedException {
    while (queue.isEmpty() && !ended) {
      wait();
    }
    if (droppedUnwritten > 0) {
      droppedUnwritten--;
      return new short[channels * AudioFrame.SAMPLES];
    }
    return queue.poll();
  }

  private void write() {
    long frames = 0;
    IOException problem = null;
    try (WavWriter writer = new WavWriter(file, channels)) {
      for (short[] samples = take(); samples != null; samples = take()) {
        writer.write(samples);
        if (++frames % SETTLE_FRAMES == 0) {
          writer.settle();
        }
      }
    } catch (IOException e) {
      problem = e;
    } catch (InterruptedException e) {
      problem = new IOException("interrupted", e);
    }
    over.accept(end(frames, problem));
  }

  private synchronized Result end(long frames, IOException problem) {
    ended = true;
    queue.clear();
    return new Result(frames * AudioFrame.MS, dropped * AudioFrame.MS, problem);
  }
}
