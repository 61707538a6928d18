package org.earshot.media.relay;

import java.util.function.Consumer;
import org.earshot.media.MediaEvent;
import org.earshot.media.MediaId;
import org.earshot.media.Playback;
import org.earshot.media.Playback.End;
import org.earshot.media.audio.Prompt;
import org.earshot.media.net.MediaLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one leg's peer is played: one thing at a time, and each has an end that is told. Its media loop only. */
final class Playing {
  private static final Logger LOG = LoggerFactory.getLogger(Playing.class);

  private final MediaId id;
  private final MediaLoop loop;
  private final Prompts prompts;
  private final Consumer<MediaEvent> events;
  private Playback current;
  private Outbound outbound;
  private boolean audible;

  Playing(MediaId id, MediaLoop loop, Prompts prompts, Consumer<MediaEvent> events) {
    this.id = id;
    this.loop = loop;
    this.prompts = prompts;
    this.events = events;
  }

  /** {@code to}: null where there is nobody to play to. */
  void play(Playback playback, Outbound to) {
    stop(End.STOPPED);
    current = playback;
    outbound = to;
    if (to == null) {
      over(playback, End.NO_CODEC, 0);
      return;
    }
    prompts.of(playback.source()).whenComplete((prompt, problem) -> loop.post(() -> found(playback, prompt, problem)));
  }

  private void found(Playback playback, Prompt prompt, Throwable problem) {
    if (current != playback) {
      return; // stopped while it was read
    }
    if (problem != null) {
      LOG.warn("call={} leg={} cannot play {}: {}", id.call(), id.leg(), playback.name(), problem.getMessage());
      over(playback, End.UNREADABLE, 0);
      return;
    }
    audible = true;
    outbound.play(prompt, playback.times(), (why, playedMs) -> over(playback, why, playedMs));
  }

  private void over(Playback playback, End why, long playedMs) {
    if (current == playback) {
      current = null;
      audible = false;
      events.accept(new MediaEvent.PlaybackEnded(id, playback.name(), why, playedMs));
    }
  }

  /** Ends what plays, or is about to. */
  void stop(End why) {
    if (audible) {
      outbound.stop(why);
    } else if (current != null) {
      over(current, why, 0);
    }
  }

  /** The leg's peer has pressed a digit. */
  void interrupted() {
    if (current != null && current.untilDigit()) {
      stop(End.DIGIT);
    }
  }
}
