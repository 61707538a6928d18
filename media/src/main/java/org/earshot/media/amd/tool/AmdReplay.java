package org.earshot.media.amd.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.amd.AmdDetector;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.audio.AudioFrame;
import org.earshot.media.audio.WavReader;

/** Runs the detector over WAV files and prints what it says. */
public final class AmdReplay {
  private AmdReplay() {}

  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err));
  }

  /** 0: all files were read; 1: some could not be; 2: the arguments make no sense. */
  public static int run(List<String> args, PrintStream out, PrintStream err) {
    ReplayOptions options;
    try {
      options = ReplayOptions.parse(args);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println(ReplayOptions.USAGE);
      return 2;
    }
    return replayAll(options, out, err);
  }

  private static int replayAll(ReplayOptions options, PrintStream out, PrintStream err) {
    int status = 0;
    for (String file : options.files()) {
      try {
        List<AmdEvent> events = replay(Path.of(file), options.config(), options.answeredAtMs());
        ReplayPrinter.print(file, events, options.json(), out);
      } catch (IOException e) {
        err.println(file + ": " + reason(e));
        status = 1;
      }
    }
    return status;
  }

  /** All events of one recording; it counts as answered at {@code answeredAtMs}. */
  static List<AmdEvent> replay(Path file, AmdConfig config, int answeredAtMs) throws IOException {
    return replay(WavReader.read(file), config, answeredAtMs);
  }

  static List<AmdEvent> replay(short[] samples, AmdConfig config, int answeredAtMs) {
    AmdDetector detector = new AmdDetector(config);
    List<AmdEvent> events = new ArrayList<>();
    WavReader.frames(samples, frame -> {
      if (frame.index() * AudioFrame.MS >= answeredAtMs) {
        events.addAll(detector.answered());
      }
      events.addAll(detector.accept(frame));
    });
    if (samples.length == 0) {
      events.addAll(detector.answered());
    }
    events.addAll(detector.finish());
    return events;
  }

  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "may not be read";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
