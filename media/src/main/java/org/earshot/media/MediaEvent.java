package org.earshot.media;

import java.net.InetSocketAddress;
import java.util.List;
import org.earshot.media.amd.AmdEvent;

/** Everything that comes out of the media engine. */
public sealed interface MediaEvent {
  MediaId id();

  /** Ports are bound: for each stream the RTP port (even); RTCP is the next one. */
  record Opened(MediaId id, List<Integer> rtpPorts) implements MediaEvent {}

  /** No ports, or they could not be bound. */
  record OpenFailed(MediaId id, String why) implements MediaEvent {}

  /** The stream's real source has been learned. */
  record Latched(MediaId id, int stream, InetSocketAddress source) implements MediaEvent {}

  /**
   * No packet came for the configured time, neither from this leg's peer nor from the one it is bridged to, though both
   * may send. Repeated no sooner than that time later.
   */
  record Silent(MediaId id, long silentMs) implements MediaEvent {}

  /**
   * Nothing has come from this leg's peer for so long, though it may send, while the other leg's is heard: somebody talks and
   * hears nothing. Told once, and again only after something has come.
   */
  record OneWay(MediaId id, long silentMs) implements MediaEvent {}

  /** The detector has something to say. */
  record Amd(MediaId id, AmdEvent event) implements MediaEvent {}

  /** What was played to this leg is over. */
  record PlaybackEnded(MediaId id, String name, Playback.End why, long playedMs) implements MediaEvent {}

  /**
   * The recording's file is complete. May come after {@link Closed}: what was under way is written first.
   *
   * @param droppedMs audio that a slow disk cost; silence stands for it in the file
   */
  record RecordingEnded(MediaId id, String name, Recording.End why, long writtenMs, long droppedMs)
      implements MediaEvent {}

  /**
   * This leg's peer has pressed a digit and let it go.
   *
   * @param digit      0 to 9, *, #, A to D
   * @param durationMs as far as is known
   * @param tones      heard in the audio; else it came as an event of RFC 4733
   */
  record Digit(MediaId id, char digit, int durationMs, boolean tones) implements MediaEvent {}

  /** The session is over, with the totals of each stream. */
  record Closed(MediaId id, List<StreamStats> streams) implements MediaEvent {}
}
