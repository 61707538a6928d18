package org.earshot.media.relay;

import java.util.function.Consumer;
import org.earshot.media.MediaEvent;
import org.earshot.media.MediaId;
import org.earshot.media.dtmf.InbandDtmfDetector;
import org.earshot.media.dtmf.TelephoneEventReceiver;

/**
 * What one leg's peer presses: it ends what is played at once, and is told when it is let go. Heard as events always, as
 * tones from when that is asked for. Its media loop only.
 */
final class LegDigits implements TelephoneEventReceiver.Listener {
  private final MediaId id;
  private final Playing playing;
  private final Consumer<MediaEvent> events;
  private MediaStream stream;
  private FrameTap tones;

  LegDigits(MediaId id, Playing playing, Consumer<MediaEvent> events) {
    this.id = id;
    this.playing = playing;
    this.events = events;
  }

  /** Begins to listen to tones, or goes on with another stream; null: there is none at the moment. */
  void hearTones(MediaStream audio) {
    if (audio == stream) {
      return;
    }
    if (stream != null) {
      stream.untap(tones);
    }
    stream = audio;
    if (audio != null) {
      tones = new FrameTap(new InbandDtmfDetector(new Tones()), audio::codecs);
      audio.tap(tones);
    }
  }

  /** Several times a second. */
  void tick(long nowNanos) {
    if (stream != null) {
      tones.tick(nowNanos);
    }
  }

  /** The same digits, told to have been tones. */
  private final class Tones implements TelephoneEventReceiver.Listener {
    @Override
    public void began(char digit) {
      playing.interrupted();
    }

    @Override
    public void ended(char digit, int durationMs) {
      events.accept(new MediaEvent.Digit(id, digit, durationMs, true));
    }
  }

  @Override
  public void began(char digit) {
    playing.interrupted();
  }

  @Override
  public void ended(char digit, int durationMs) {
    events.accept(new MediaEvent.Digit(id, digit, durationMs, false));
  }
}
