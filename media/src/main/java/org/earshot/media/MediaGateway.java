package org.earshot.media;

/**
 * The only door into the media engine. Any thread; nothing here waits: results come as {@link MediaEvent}s. All
 * sessions of one call live on the same media loop.
 */
public interface MediaGateway extends AutoCloseable {
  /**
   * Takes ports for a leg, one RTP and RTCP pair for each stream (m= line), and binds them.
   * {@link MediaEvent.Opened} or {@link MediaEvent.OpenFailed} follows; nothing is received before
   * {@link MediaSession#update}.
   */
  MediaSession open(MediaId id, int streams, MediaEvents events);

  /** Relays stream i of one session to stream i of the other, both ways, in place of what either was bridged to. */
  void bridge(MediaSession one, MediaSession other);

  /** Live counters for the metrics. */
  MediaCounters counters();

  /** Closes all sessions and loops; waits for the sockets to close. */
  @Override
  void close();
}
