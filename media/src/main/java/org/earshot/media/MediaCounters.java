package org.earshot.media;

import java.util.Map;

/** Counters of the whole engine, read by the metrics at any time from any thread. */
public interface MediaCounters {
  /** RTP and RTCP packets received by outcome: {@code relayed} and each reason for a drop. Monotonic; the keys are fixed. */
  Map<String, Long> packets();

  /** RTP and RTCP packets sent by outcome: {@code sent}, and reasons why not. Monotonic; the keys are fixed. */
  default Map<String, Long> sent() {
    return Map.of("sent", packets().getOrDefault("relayed", 0L));
  }

  /** Streams that have been latched and whose session is open. */
  long streamsActive();

  /** Port pairs that can be taken now. */
  long portsFree();

  /** Datagrams that the kernel dropped because a media port's buffer was full. Monotonic; 0 where it does not tell. */
  default long receiveDrops() {
    return 0;
  }

  /** Longest turn of each media loop in nanoseconds since it was last asked, by loop name. */
  Map<String, Long> longestTurnNanos();
}
