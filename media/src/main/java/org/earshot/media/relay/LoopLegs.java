package org.earshot.media.relay;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.earshot.media.net.MediaLoop;

/** The legs that live on one media loop. The methods post; the set is the loop's. */
final class LoopLegs {
  private static final long TICK_MS = 100;

  private final MediaLoop loop;
  private final Set<LegMedia> legs = new LinkedHashSet<>();

  LoopLegs(MediaLoop loop) {
    this.loop = loop;
    loop.every(TICK_MS, this::tick);
  }

  MediaLoop loop() {
    return loop;
  }

  void open(LegMedia leg, int streams) {
    loop.post(() -> {
      legs.add(leg);
      leg.open(streams);
    });
  }

  void close(LegMedia leg) {
    loop.post(() -> {
      leg.close();
      legs.remove(leg);
    });
  }

  void closeAll() {
    loop.post(() -> {
      List.copyOf(legs).forEach(LegMedia::close);
      legs.clear();
    });
  }

  private void tick() {
    long nowNanos = loop.nanos();
    legs.forEach(leg -> leg.tick(nowNanos));
  }
}
