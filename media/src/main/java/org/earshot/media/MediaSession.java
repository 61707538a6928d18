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

  /** Starts over with a fresh detector, whose timeline begins now and to which the callee has answered already. */
  void listenAnew(AmdConfig config);

  /** Tells the detector that the callee has answered: its clocks begin anew. */
  void answered();

  /**
   * Plays audio to this leg's peer in place of what the other leg says, and of what was played before.
   * {@link MediaEvent.PlaybackEnded} follows in any case.
   */
  void play(Playback playback);

  /** Ends what is played; the other leg is heard again. */
  void stop();

  /**
   * Sends digits to this leg's peer, one after the other: as RFC 4733 events where it takes them, else as tones.
   *
   * @param digits     0 to 9, *, #, A to D
   * @param durationMs of each
   */
  void sendDigits(String digits, int durationMs);

  /** Records this leg from now on, in place of a recording that is under way. {@link MediaEvent.RecordingEnded} follows. */
  void record(Recording recording);

  /** What is said from now on is left out, without a gap. */
  void pauseRecording();

  void resumeRecording();

  void stopRecording();

  /** Listens for digits in the audio of this leg's peer from now on; those that come as events are always read. */
  void hearTones();

  /** Ends the session; {@link MediaEvent.Closed} with the totals is its last event. Ports are drained before reuse. */
  void close();
}
