package org.earshot.media.amd.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads a table of labelled recordings: tab-separated, its first line names the columns, files are relative to it.
 *
 * <pre>
 *  file            required
 *  label           required: human, machine, fax, intercept, silence, ringback, busy, congestion, beep
 *  kind            what it is counted under; else by label and speech_seconds
 *  speech_seconds  seconds of voice: parts words from sentences, and short prompts from greetings
 *  source, group   where it is from, who speaks; "synthetic" in the source: no human speaker
 *  answered_ms     before it the audio is early media; 0
 *  voice_end_ms    where the utterance ends; else where the detector heard it end
 *  greeting_end_ms from where a message may be left; errors are counted where it is said
 *  beeps           START-END[@HZ], in seconds, several parted by semicolons
 * </pre>
 */
public final class Manifest {
  private static final double WORD_SECONDS = 2;
  private static final double SENTENCE_SECONDS = 4.5;

  private Manifest() {}

  /** @throws IOException where it cannot be read, or makes no sense */
  public static List<Recording> read(Path manifest) throws IOException {
    List<String> lines = Files.readAllLines(manifest);
    List<String> header = lines.isEmpty() ? List.of() : List.of(lines.getFirst().split("\t"));
    if (!header.contains("file") || !header.contains("label")) {
      throw new IOException("the manifest's first line must name the columns file and label, tab-separated");
    }
    List<Recording> recordings = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        recordings.add(recording(manifest, cells(header, lines.get(i)), i + 1));
      }
    }
    return recordings;
  }

  private static Map<String, String> cells(List<String> header, String line) {
    String[] cells = line.split("\t", -1);
    Map<String, String> byName = new HashMap<>();
    for (int i = 0; i < Math.min(cells.length, header.size()); i++) {
      byName.put(header.get(i), cells[i].strip());
    }
    return byName;
  }

  private static Recording recording(Path manifest, Map<String, String> cells, int line) throws IOException {
    try {
      String file = cells.getOrDefault("file", "");
      String label = cells.getOrDefault("label", "");
      if (file.isEmpty() || label.isEmpty()) {
        throw new IOException("line " + line + ": file or label is missing");
      }
      String source = cells.getOrDefault("source", "");
      var truth = new Recording.Truth(number(cells, "voice_end_ms"), number(cells, "greeting_end_ms"), beeps(cells));
      return new Recording(manifest.resolveSibling(file), file, label, kind(cells, label),
          cells.getOrDefault("group", source), source.contains("synthetic"),
          (int) number(cells, "answered_ms").orElse(0), truth);
    } catch (NumberFormatException e) {
      throw new IOException("line " + line + ": not a number: " + e.getMessage(), e);
    }
  }

  private static String kind(Map<String, String> cells, String label) {
    String kind = cells.getOrDefault("kind", "");
    String speech = cells.getOrDefault("speech_seconds", "");
    if (!kind.isEmpty() || speech.isEmpty()) {
      return kind.isEmpty() ? label : kind;
    }
    double seconds = Double.parseDouble(speech);
    return switch (label) {
      case "human" -> seconds < WORD_SECONDS ? "word" : seconds <= SENTENCE_SECONDS ? "sentence" : "long sentence";
      case "machine" -> seconds < SENTENCE_SECONDS ? "short prompt" : "greeting";
      default -> label;
    };
  }

  private static OptionalLong number(Map<String, String> cells, String column) {
    String text = cells.getOrDefault(column, "");
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }

  private static List<Recording.Beep> beeps(Map<String, String> cells) {
    String text = cells.getOrDefault("beeps", "");
    return text.isEmpty() ? List.of() : Arrays.stream(text.split(";")).map(Manifest::beep).toList();
  }

  private static Recording.Beep beep(String text) {
    String[] ends = text.replaceFirst("@.*", "").split("-");
    if (ends.length != 2) {
      throw new NumberFormatException(text);
    }
    return new Recording.Beep(Math.round(Double.parseDouble(ends[0]) * 1000),
        Math.round(Double.parseDouble(ends[1]) * 1000));
  }
}
