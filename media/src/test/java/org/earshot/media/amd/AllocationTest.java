package org.earshot.media.amd;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.earshot.media.audio.AudioFrame;
import org.earshot.media.audio.WavReader;
import org.junit.jupiter.api.Test;

class AllocationTest {
  @Test
  void shouldAllocateNothingForFramesThatBringNoEvent() {
    List<AudioFrame> frames = new ArrayList<>();
    WavReader.frames(new Signal().talk(50_000).samples(), frames::add);
    AmdDetector detector = new AmdDetector(AmdConfig.DEFAULT);
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    // The first 300 frames bring the verdict.
    frames.subList(0, 300).forEach(detector::accept);
    long before = thread.getCurrentThreadAllocatedBytes();
    for (int i = 300; i < 2300; i++) {
      detector.accept(frames.get(i));
    }
    long bytes = thread.getCurrentThreadAllocatedBytes() - before;

    assertThat(bytes).as("bytes for 2000 frames").isLessThan(2000);
  }
}
