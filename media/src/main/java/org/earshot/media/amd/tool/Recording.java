package org.earshot.media.amd.tool;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.amd.AmdResult;

/**
 * A labelled recording of a {@link Manifest}.
 *
 * @param name         as the manifest names it
 * @param label        who answered or what sounds: human, machine, fax, intercept, silence, ringback, busy, congestion, beep
 * @param kind         what it is counted under beside its label
 * @param group        speaker, voice or text: what must not be on both sides of a split
 * @param synthetic    no human throat was involved
 * @param answeredAtMs before it the audio is early media
 */
public record Recording(Path file, String name, String label, String kind, String group, boolean synthetic, int answeredAtMs,
                 Truth truth) {
  /** What is known of its inside; empty where the manifest does not say. */
  public record Truth(OptionalLong voiceEndMs, OptionalLong greetingEndMs, List<Beep> beeps) {}

  public record Beep(long startMs, long endMs) {}

  /** Whether a verdict and the tones heard are what the label asks for. */
  boolean isRight(AmdResult result, List<AmdEvent> events) {
    return switch (label) {
      case "human" -> result == AmdResult.HUMAN;
      case "machine" -> result == AmdResult.MACHINE;
      case "fax" -> result == AmdResult.FAX;
      case "intercept" -> result == AmdResult.INTERCEPT;
      case "silence" -> result == AmdResult.SILENCE;
      case "beep" -> result == AmdResult.MACHINE;
      default -> result != AmdResult.HUMAN && result != AmdResult.MACHINE && names(events, label);
    };
  }

  private static boolean names(List<AmdEvent> events, String tone) {
    return events.stream().anyMatch(event -> event instanceof AmdEvent.Tone heard && heard.name().equals(tone));
  }
}
