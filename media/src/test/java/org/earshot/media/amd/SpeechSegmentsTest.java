package org.earshot.media.amd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.earshot.media.amd.SpeechSegments.Change;
import org.junit.jupiter.api.Test;

class SpeechSegmentsTest {
  private final SpeechSegments segments = new SpeechSegments(100);
  private final List<Change> changes = new ArrayList<>();
  private long frame = -1;

  @Test
  void shouldStartTalkAtTheFirstFrameOfAWord() {
    feed("..........|||||||");

    assertThat(changes).containsExactly(Change.STARTED);
    assertThat(segments.onsetFrame()).isEqualTo(10);
    assertThat(segments.talking()).isTrue();
  }

  @Test
  void shouldNotTakeAClickForAWord() {
    feed("....||||.......||.......");

    assertThat(changes).isEmpty();
    assertThat(segments.heard()).isFalse();
    assertThat(segments.longestRunFrames()).isEqualTo(4);
  }

  @Test
  void shouldBridgeAStopConsonantWithinAWord() {
    feed("...||..|||");

    assertThat(changes).containsExactly(Change.STARTED);
    assertThat(segments.onsetFrame()).isEqualTo(3);
  }

  @Test
  void shouldEndTalkAfter200MsAndSayWhereTheVoiceEnded() {
    feed("|||||||||..........");

    assertThat(changes).containsExactly(Change.STARTED, Change.ENDED);
    assertThat(segments.lastVoiceEndFrame()).isEqualTo(9);
    assertThat(segments.talkVoicedFrames()).isEqualTo(9);
    assertThat(segments.silentFrames(frame)).isEqualTo(10);
  }

  @Test
  void shouldMeasureSpanPausesAndTalk() {
    feed("|||||||||||||||");
    feed("...............");
    feed("|||||||||||||||||||||");

    assertThat(segments.spanFrames()).isEqualTo(51);
    assertThat(segments.longestPauseFrames()).isEqualTo(15);
    assertThat(segments.talkFrames()).isEqualTo(36);
    assertThat(segments.voicedFrames()).isEqualTo(36);
    assertThat(segments.talks()).isEqualTo(2);
  }

  @Test
  void shouldSayThatTalkIsResumingBeforeTheWordIsLongEnough() {
    feed("||||||||..........||");

    assertThat(segments.resuming()).isTrue();
    feed("....");
    assertThat(segments.resuming()).isFalse();
  }

  @Test
  void shouldForgetEarlyTalkWhenTheCalleeAnswers() {
    feed("||||||||||...............");
    segments.restart(frame + 1);

    assertThat(segments.heard()).isFalse();
    feed("..||||||");
    assertThat(segments.onsetFrame()).isEqualTo(27);
  }

  @Test
  void shouldCountTalkThatGoesOnThroughTheAnswerFromThere() {
    feed("||||||||||");
    segments.restart(frame + 1);
    feed("|||||");

    assertThat(segments.onsetFrame()).isEqualTo(10);
    assertThat(segments.spanFrames()).isEqualTo(5);
  }

  private void feed(String voice) {
    for (char c : voice.toCharArray()) {
      frame++;
      Change change = segments.accept(frame, c == '|');
      if (change != Change.NONE) {
        changes.add(change);
      }
    }
  }
}
