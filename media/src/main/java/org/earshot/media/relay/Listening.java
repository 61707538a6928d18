package org.earshot.media.relay;

import java.util.List;
import java.util.function.Consumer;
import org.earshot.media.amd.AmdEvent;

/** Keeps a leg's detector on its first audio stream, whichever SDP makes that, until it has done its job. */
final class Listening {
  private final DetectorTap tap;
  private MediaStream stream;

  Listening(Ears ears, Consumer<AmdEvent> events) {
    tap = new DetectorTap(ears, events);
  }

  /** SDP has come, or come again. */
  void on(List<MediaStream> streams) {
    if (tap.done()) {
      return;
    }
    MediaStream audio = streams.stream().filter(MediaStream::carriesAudio).findFirst().orElse(null);
    if (stream != null && stream != audio) {
      stream.untap(tap);
    }
    stream = audio;
    if (audio != null) {
      tap.codecs(audio.codecs());
      audio.tap(tap);
    }
  }

  void answered(long nowNanos) {
    tap.answered(nowNanos);
  }

  /** Several times a second. */
  void tick(long nowNanos) {
    tap.tick(nowNanos);
    if (tap.done() && stream != null) {
      stream.untap(tap);
      stream = null;
    }
  }

  /** Hears nothing any more, and says nothing. */
  void stop() {
    if (stream != null) {
      stream.untap(tap);
      stream = null;
    }
  }

  void finish() {
    tap.finish();
  }
}
