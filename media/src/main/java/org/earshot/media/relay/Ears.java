package org.earshot.media.relay;

import java.util.List;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.amd.AmdDetector;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.audio.AudioFrame;

/** The detector as the tap sees it; a test puts one in its place that misbehaves. */
interface Ears {
  List<AmdEvent> accept(AudioFrame frame);

  List<AmdEvent> answered();

  List<AmdEvent> finish();

  boolean isDone();

  static Ears detector(AmdConfig config) {
    AmdDetector detector = new AmdDetector(config);
    return new Ears() {
      @Override
      public List<AmdEvent> accept(AudioFrame frame) {
        return detector.accept(frame);
      }

      @Override
      public List<AmdEvent> answered() {
        return detector.answered();
      }

      @Override
      public List<AmdEvent> finish() {
        return detector.finish();
      }

      @Override
      public boolean isDone() {
        return detector.isDone();
      }
    };
  }
}
