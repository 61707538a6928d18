package org.earshot.media.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;

/**
 * The beat by which one loop sends audio of its own: one timer for all that plays, and none where nothing does. That loop
 * only.
 */
public final class Metronome {
  /** Whoever has something to do at times; false: not any more. */
  @FunctionalInterface
  public interface Beat {
    boolean on(long nowNanos);
  }

  /** A quarter of a packet: what plays began at different times, so that not all of it is due at once. */
  private static final long PERIOD_MS = 5;

  private final MediaLoop loop;
  private final List<Beat> beats = new ArrayList<>();
  private ScheduledFuture<?> timer;

  Metronome(MediaLoop loop) {
    this.loop = loop;
  }

  public void add(Beat beat) {
    beats.add(beat);
    if (timer == null) {
      timer = loop.every(PERIOD_MS, this::beat);
    }
  }

  private void beat() {
    long nowNanos = loop.nanos();
    for (int i = beats.size() - 1; i >= 0; i--) {
      if (!goesOn(beats.get(i), nowNanos)) {
        beats.remove(i);
      }
    }
    if (beats.isEmpty()) {
      timer.cancel(false);
      timer = null;
    }
  }

  /** One that fails is over; the others play on. */
  private boolean goesOn(Beat beat, long nowNanos) {
    try {
      return beat.on(nowNanos);
    } catch (RuntimeException e) {
      loop.faults().on(e);
      return false;
    }
  }
}
