package org.earshot.media.amd;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.earshot.media.audio.AudioFrame;
import org.earshot.media.audio.WavReader;

/** What the learned rules see of a recording, to train them. Stateless. */
public final class FeatureTrace {
  private FeatureTrace() {}

  public static List<String> names() {
    return Features.NAMES;
  }

  /** The probability of a machine by a model's text, in the detector's arithmetic. */
  public static ToDoubleFunction<float[]> model(String text) {
    return TreeModel.parse(text)::probability;
  }

  /** A row each 100 ms from the first voice after the answer on. */
  public static List<float[]> rows(short[] samples, int answeredAtMs) {
    List<float[]> rows = new ArrayList<>();
    AmdDetector detector = new AmdDetector(AmdConfig.DEFAULT, features -> new Tracer(features, row -> rows.add(row.clone())));
    WavReader.frames(samples, frame -> {
      if (frame.index() * AudioFrame.MS >= answeredAtMs) {
        detector.answered();
      }
      detector.accept(frame);
    });
    return rows;
  }

  /** Rules that decide nothing. */
  private record Tracer(Features features, Consumer<float[]> rows) implements Rules {
    @Override
    public Decision accept(FrameFacts facts) {
      float[] row = features.accept(facts);
      if (row != null) {
        rows.accept(row);
      }
      return null;
    }

    @Override
    public Decision finish(FrameFacts facts) {
      return null;
    }

    @Override
    public void restart() {
      features.restart();
    }
  }
}
