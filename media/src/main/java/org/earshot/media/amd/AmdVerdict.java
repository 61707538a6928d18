package org.earshot.media.amd;

import java.util.List;
import java.util.Locale;

/**
 * The detector's result.
 *
 * @param confidence 0 to 1
 * @param cause      short, lower-case, hyphenated, of a small fixed set: usable as a metric label
 * @param appAmdCause Asterisk's AMDCAUSE for the same: {@code HUMAN-afterGreetingSilence-greetingLength} and so on
 * @param atMs       position since the first packet
 * @param evidence   what it rests on, in plain words, a line each: segments, tones, rules with their figures
 */
public record AmdVerdict(AmdResult result, double confidence, String cause, String appAmdCause, long atMs,
                         List<String> evidence) {
  public AmdVerdict {
    evidence = List.copyOf(evidence);
  }

  /** As in the X-Earshot-Amd header: {@code result=human;confidence=0.97;cause=short-greeting;at=1840}. */
  public String header() {
    return String.format(Locale.ROOT, "result=%s;confidence=%.2f;cause=%s;at=%d", result.word(), confidence, cause, atMs);
  }

  /** Asterisk's AMDSTATUS for the same. It has no word for fax, intercept and silence, and calls them a machine. */
  public String appAmdStatus() {
    return switch (result) {
      case HUMAN -> "HUMAN";
      case MACHINE, FAX, INTERCEPT, SILENCE -> "MACHINE";
      case UNSURE -> appAmdCause.equals("HANGUP") ? "HANGUP" : "NOTSURE";
      case ERROR -> "NOTSURE";
    };
  }
}
