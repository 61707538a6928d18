package org.earshot.app.call;

import org.earshot.media.Playback;
import org.earshot.media.Recording;

/** What somebody outside wants of the media of one side of a call. */
public sealed interface MediaCommand {
  /** Whose phone it is about. */
  Side side();

  enum Side { CALLER, CALLEE }

  /** Played to that side in place of the other. */
  record Play(Side side, Playback playback) implements MediaCommand {}

  record Stop(Side side) implements MediaCommand {}

  /** Digits for that side, as its {@code dtmf} says. */
  record Press(Side side, String digits, int durationMs) implements MediaCommand {}

  record Record(Side side, Recording recording) implements MediaCommand {}

  record PauseRecording(Side side) implements MediaCommand {}

  record ResumeRecording(Side side) implements MediaCommand {}

  record StopRecording(Side side) implements MediaCommand {}
}
