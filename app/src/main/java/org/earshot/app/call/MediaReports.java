package org.earshot.app.call;

import java.util.Locale;
import org.earshot.app.events.DomainEvent;
import org.earshot.media.MediaEvent;

/** What became of something asked of the media, for the world outside. Any thread. */
final class MediaReports {
  private MediaReports() {}

  static void tell(CallServices services, MediaEvent.PlaybackEnded ended) {
    services.events().on(new DomainEvent.PlaybackEnded(ended.id().call(), services.now().get(), ended.id().leg(),
        ended.name(), word(ended.why()), ended.playedMs()));
  }

  static void tell(CallServices services, MediaEvent.RecordingEnded ended) {
    services.events().on(new DomainEvent.RecordingEnded(ended.id().call(), services.now().get(), ended.id().leg(),
        ended.name(), word(ended.why()), ended.writtenMs(), ended.droppedMs()));
  }

  private static String word(Enum<?> why) {
    return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
