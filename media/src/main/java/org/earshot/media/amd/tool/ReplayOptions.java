package org.earshot.media.amd.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.amd.AmdMode;

/**
 * The tool's arguments.
 *
 * @param answeredAtMs position at which the call was answered; before it is early media
 */
record ReplayOptions(boolean json, int answeredAtMs, AmdConfig config, List<String> files) {
  static final String USAGE = """
      usage: amd [--json] [--mode cadence|app_amd] [--answered-at MS] FILE.wav...""";

  static ReplayOptions parse(List<String> args) {
    boolean json = false;
    int answeredAtMs = 0;
    AmdMode mode = AmdMode.CADENCE;
    List<String> files = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      switch (args.get(i)) {
        case "--json" -> json = true;
        case "--answered-at" -> answeredAtMs = milliseconds(value(args, ++i));
        case "--mode" -> mode = mode(value(args, ++i));
        default -> files.add(file(args.get(i)));
      }
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException("name WAV files");
    }
    return new ReplayOptions(json, answeredAtMs, AmdConfig.DEFAULT.withMode(mode), List.copyOf(files));
  }

  private static String value(List<String> args, int at) {
    if (at >= args.size()) {
      throw new IllegalArgumentException(args.getLast() + " needs a value");
    }
    return args.get(at);
  }

  private static int milliseconds(String text) {
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number of milliseconds: " + text, e);
    }
  }

  private static AmdMode mode(String word) {
    try {
      return AmdMode.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("no such mode: " + word, e);
    }
  }

  private static String file(String arg) {
    if (arg.startsWith("--")) {
      throw new IllegalArgumentException("no such option: " + arg);
    }
    return arg;
  }
}
