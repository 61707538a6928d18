package org.earshot.media.audio;

/** Takes frames in order without gaps: the detector, a recorder, a fork. Must not keep the frame nor hold up the caller. */
@FunctionalInterface
public interface FrameSink {
  void accept(AudioFrame frame);
}
