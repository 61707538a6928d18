package org.earshot.media.relay;

import java.util.function.Consumer;
import org.earshot.media.MediaEvent;
import org.earshot.media.MediaId;
import org.earshot.media.Recording;
import org.earshot.media.Recording.End;
import org.earshot.media.audio.Recorder;
import org.earshot.media.net.MediaLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One recording of a leg, kept on its audio whichever stream SDP makes that. Its media loop only. */
final class LegRecording {
  private static final Logger LOG = LoggerFactory.getLogger(LegRecording.class);

  private final MediaId id;
  private final Recording recording;
  private final MediaLoop loop;
  private final Consumer<MediaEvent> events;
  private final Recorder recorder;
  private End why = End.UNWRITABLE;
  private MediaStream stream;
  private FrameTap heard;
  private FrameTap said;

  LegRecording(MediaId id, Recording recording, MediaLoop loop, Consumer<MediaEvent> events) {
    this.id = id;
    this.recording = recording;
    this.loop = loop;
    this.events = events;
    recorder = new Recorder(recording.file(), recording.stereo(), result -> loop.post(() -> over(result)));
  }

  /** SDP has come, or come again; null: there is no audio at the moment. */
  void on(MediaStream audio) {
    if (audio == stream) {
      return;
    }
    leave();
    stream = audio;
    if (audio != null) {
      heard = new FrameTap(recorder::left, audio::codecs);
      said = new FrameTap(recorder::right, audio::acceptedCodecs);
      heard.start(loop.nanos());
      said.start(loop.nanos());
      audio.tap(heard);
      audio.outbound().tap(said);
    }
  }

  private void leave() {
    if (stream != null) {
      stream.untap(heard);
      stream.outbound().tap(null);
      heard.finish();
      said.finish();
      stream = null;
    }
  }

  /** Several times a second: silence is recorded too. */
  void tick(long nowNanos) {
    if (stream != null) {
      heard.tick(nowNanos);
      said.tick(nowNanos);
    }
  }

  void pause() {
    recorder.pause();
  }

  void resume() {
    recorder.resume();
  }

  /** Ends it; what is under way is still written, then the end is told. */
  void end(End reason) {
    why = reason;
    leave();
    recorder.finish();
  }

  private void over(Recorder.Result result) {
    End told = result.problem() == null ? why : End.UNWRITABLE;
    if (result.problem() != null) {
      LOG.warn("call={} leg={} recording {} ended: {}", id.call(), id.leg(), recording.name(),
          result.problem().toString());
    }
    leave();
    events.accept(new MediaEvent.RecordingEnded(id, recording.name(), told, result.writtenMs(), result.droppedMs()));
  }
}
