package org.earshot.media.relay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.earshot.media.MediaCounters;
import org.earshot.media.net.KernelDrops;
import org.earshot.media.net.MediaLoop;
import org.earshot.media.net.Outcome;
import org.earshot.media.net.PortAllocator;

/** Sums the loops' counters when asked. Any thread. */
final class EngineCounters implements MediaCounters {
  private final List<MediaLoop> loops;
  private final PortAllocator ports;
  private final KernelDrops drops;

  EngineCounters(List<MediaLoop> loops, PortAllocator ports, KernelDrops drops) {
    this.drops = drops;
    this.loops = loops;
    this.ports = ports;
  }

  @Override
  public Map<String, Long> packets() {
    Map<String, Long> packets = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      packets.put(outcome.word(), loops.stream().mapToLong(loop -> loop.counters().packets(outcome)).sum());
    }
    return packets;
  }

  @Override
  public long streamsActive() {
    return loops.stream().mapToLong(loop -> loop.counters().latchedStreams()).sum();
  }

  @Override
  public long portsFree() {
    return ports.freePairs();
  }

  @Override
  public long receiveDrops() {
    return drops.total();
  }

  @Override
  public Map<String, Long> longestTurnNanos() {
    Map<String, Long> turns = new LinkedHashMap<>();
    loops.forEach(loop -> turns.put(loop.name(), loop.takeLongestTurnNanos()));
    return turns;
  }
}
