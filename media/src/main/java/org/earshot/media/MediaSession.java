package org.earshot.media;

import java.util.List;
import org.earshot.media.amd.AmdConfig;

/** A leg's media as the call sees it: each method posts to the media loop and returns. Any thread. */
public interface MediaSession {
  MediaId id();

  /** What SDP says now, a spec a stream in the order of the m= lines. Repeated upon each new offer and answer. */
  void update(List<StreamSpec> streams);

  /**
   * Starts the detector on what arrives from this leg's peer in its first audio stream. Once a session.
   * {@link MediaEvent.Amd} events follow until the final one.
   */
  void listen(AmdConfig config);

  /** Tells the detector that the callee has answered: its clocks begin anew. */
  void answered();

  /** Ends the session; {@link MediaEvent.Closed} with the totals is its last event. Ports are drained before reuse. */
  void close();
}
