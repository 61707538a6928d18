package org.earshot.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.earshot.media.MediaEvent;
import org.earshot.media.Playback;
import org.earshot.media.Playback.Source;
import org.earshot.media.Recording;
import org.earshot.media.Recording.End;
import org.earshot.media.audio.G711;
import org.earshot.media.audio.Tones.Kind;
import org.earshot.media.audio.WavReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A leg's audio as it goes over the wire, in a file. */
class RecordTest {
  @TempDir
  private Path folder;

  private void talk(CallFixture call, int packets) throws Exception {
    for (int sequence = 1; sequence <= packets; sequence++) {
      call.caller.sendRtp(call.callerPort, Peer.packet(1, sequence, G711.toMuLaw((short) 8000)));
      call.callee.receiveRtp();
      call.callee.sendRtp(call.calleePort, Peer.packet(2, sequence, G711.toMuLaw((short) -4000)));
      call.caller.receiveRtp();
    }
  }

  @Test
  void shouldRecordACallWithBothSides() throws Exception {
    Path file = folder.resolve("call.wav");
    try (CallFixture call = new CallFixture("auto")) {
      call.callerLeg.record(new Recording("all", file, true));
      call.settle();
      talk(call, 50);
      call.callerLeg.stopRecording();
      MediaEvent.RecordingEnded ended = call.callerEvents.await(MediaEvent.RecordingEnded.class);
      assertThat(ended.why()).isEqualTo(End.STOPPED);
      assertThat(ended.droppedMs()).isZero();
      assertThat(ended.writtenMs()).isGreaterThanOrEqualTo(1000);
      short[] mean = WavReader.read(file);
      assertThat(mean[4000]).as("mean of both sides").isCloseTo((short) 2000, org.assertj.core.data.Offset.offset((short) 150));
      talk(call, 5);
    }
  }

  @Test
  void shouldRecordWhatIsPlayedAndEndWithTheSession() throws Exception {
    Path file = folder.resolve("leg.wav");
    try (CallFixture call = new CallFixture("auto")) {
      call.callerLeg.record(new Recording("first", folder.resolve("other.wav"), false));
      call.callerLeg.record(new Recording("second", file, true));
      call.callerLeg.play(new Playback("tone", new Source.Tone(Kind.BEEP, "eu"), 3, false));
      call.callerEvents.await(MediaEvent.PlaybackEnded.class);
      call.callerLeg.close();
      var ended = call.callerEvents.await(MediaEvent.RecordingEnded.class, 2);
      assertThat(ended).extracting(MediaEvent.RecordingEnded::why).containsOnly(End.CLOSED);
      short[] mean = WavReader.read(file);
      int loudest = 0;
      for (short sample : mean) {
        loudest = Math.max(loudest, Math.abs(sample));
      }
      assertThat(loudest).isGreaterThan(2000);
    }
  }

  @Test
  void shouldGoOnWithTheCallWhenTheFileCannotBeWritten() throws Exception {
    try (CallFixture call = new CallFixture("auto")) {
      call.callerLeg.record(new Recording("nowhere", folder.resolve("missing/call.wav"), true));
      assertThat(call.callerEvents.await(MediaEvent.RecordingEnded.class).why()).isEqualTo(End.UNWRITABLE);
      talk(call, 20);
    }
  }
}
