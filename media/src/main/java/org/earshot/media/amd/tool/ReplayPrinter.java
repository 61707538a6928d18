package org.earshot.media.amd.tool;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.amd.AmdVerdict;

/**
 * Events as lines: JSON with {@code file, event, result, confidence, cause, atMs} in each (null where a field does not
 * apply) and the event's own fields after them, or text for people.
 */
final class ReplayPrinter {
  private ReplayPrinter() {}

  static void print(String file, List<AmdEvent> events, boolean json, PrintStream out) {
    if (!json) {
      out.println(file);
    }
    for (AmdEvent event : events) {
      out.println(json ? json(file, event) : "  " + text(event));
      if (!json && verdict(event) != null) {
        verdict(event).evidence().forEach(line -> out.println("             " + line));
      }
    }
  }

  static String json(String file, AmdEvent event) {
    AmdVerdict verdict = verdict(event);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", file);
    fields.put("event", name(event));
    fields.put("result", verdict == null ? null : verdict.result().word());
    fields.put("confidence", verdict == null ? null : verdict.confidence());
    fields.put("cause", verdict == null ? null : verdict.cause());
    fields.put("atMs", event.atMs());
    fields.putAll(own(event));
    return JsonText.of(fields);
  }

  static String text(AmdEvent event) {
    StringBuilder text = new StringBuilder("%6d ms  %s".formatted(event.atMs(), name(event).substring("amd.".length())));
    AmdVerdict verdict = verdict(event);
    if (verdict != null) {
      text.append(String.format(Locale.ROOT, "  %s  %.2f  %s", verdict.result().word(), verdict.confidence(), verdict.cause()));
    }
    own(event).forEach((key, value) -> text.append("  ").append(key).append(' ').append(value));
    return text.toString();
  }

  static AmdVerdict verdict(AmdEvent event) {
    return switch (event) {
      case AmdEvent.Verdict(AmdVerdict verdict, _) -> verdict;
      case AmdEvent.Revised(AmdVerdict verdict, _) -> verdict;
      case AmdEvent.SpeechStart _, AmdEvent.SpeechEnd _, AmdEvent.Tone _, AmdEvent.Beep _, AmdEvent.GreetingEnd _ -> null;
    };
  }

  private static String name(AmdEvent event) {
    return switch (event) {
      case AmdEvent.SpeechStart _ -> "amd.speech-start";
      case AmdEvent.SpeechEnd _ -> "amd.speech-end";
      case AmdEvent.Tone _ -> "amd.tone";
      case AmdEvent.Beep _ -> "amd.beep";
      case AmdEvent.Verdict _ -> "amd.verdict";
      case AmdEvent.Revised revised -> revised.isHumanJoined() ? "amd.human-joined" : "amd.revised";
      case AmdEvent.GreetingEnd _ -> "amd.greeting-end";
    };
  }

  private static Map<String, Object> own(AmdEvent event) {
    Map<String, Object> own = new LinkedHashMap<>();
    switch (event) {
      case AmdEvent.SpeechStart _ -> { }
      case AmdEvent.SpeechEnd end -> own.put("speechMs", end.speechMs());
      case AmdEvent.Tone tone -> {
        own.put("name", tone.name());
        own.put("hz", tone.hz());
      }
      case AmdEvent.Beep beep -> {
        own.put("hz", beep.hz());
        own.put("durationMs", beep.durationMs());
      }
      case AmdEvent.Verdict verdict -> own.put("appAmdCause", verdict.verdict().appAmdCause());
      case AmdEvent.Revised revised -> own.put("appAmdCause", revised.verdict().appAmdCause());
      case AmdEvent.GreetingEnd end -> own.put("by", end.by());
    }
    return own;
  }
}
