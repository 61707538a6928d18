package org.earshot.media.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.amd.AmdDetector;
import org.earshot.media.audio.AudioFrame;
import org.earshot.media.audio.WavReader;

/**
 * CPU time and bytes the detector takes for a frame of 20 ms. Run by hand: media/README.md has the command.
 *
 * <pre>
 *   DetectorBench FILE.wav
 * </pre>
 */
public final class DetectorBench {
  private static final int CALLS = 200;
  private static final int ROUNDS = 6;

  private DetectorBench() {}

  public static void main(String[] args) throws IOException {
    List<AudioFrame> frames = new ArrayList<>();
    WavReader.frames(WavReader.read(Path.of(args[0])), frames::add);
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int round = 1; round <= ROUNDS; round++) {
      long cpuNanos = thread.getCurrentThreadCpuTime();
      long bytes = thread.getCurrentThreadAllocatedBytes();
      long heard = 0;
      for (int call = 0; call < CALLS; call++) {
        heard += listen(frames);
      }
      System.out.printf("%.2f us of CPU a frame, %d bytes a call (detector and events)%n",
          (thread.getCurrentThreadCpuTime() - cpuNanos) / 1e3 / heard,
          (thread.getCurrentThreadAllocatedBytes() - bytes) / CALLS);
    }
  }

  private static long listen(List<AudioFrame> frames) {
    AmdDetector detector = new AmdDetector(AmdConfig.DEFAULT);
    detector.answered();
    long heard = 0;
    for (AudioFrame frame : frames) {
      if (detector.isDone()) {
        break;
      }
      detector.accept(frame);
      heard++;
    }
    return heard;
  }
}
