package org.earshot.media.amd.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.amd.AmdDetector;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.amd.AmdResult;
import org.earshot.media.amd.AmdVerdict;
import org.earshot.media.audio.AudioFrame;
import org.earshot.media.audio.WavReader;

/**
 * One detector heard one recording.
 *
 * @param told    events with the position of the frame that brought them
 * @param heardMs audio that the detector listened to
 */
record Trial(Recording recording, List<Told> told, long heardMs) {
  record Told(AmdEvent event, long atMs) {}

  /** Found by its end: a beep as told and one that is there. */
  private static final long BEEP_TOLERANCE_MS = 150;

  static Trial run(Recording recording, Impairment.Line line, AmdConfig config) {
    AmdDetector detector = new AmdDetector(config);
    List<Told> told = new ArrayList<>();
    long[] heardMs = {0};
    short[][] previous = {new short[AudioFrame.SAMPLES]};
    WavReader.frames(line.samples(), frame -> {
      if (frame.index() * AudioFrame.MS >= recording.answeredAtMs()) {
        detector.answered();
      }
      boolean lost = line.lost()[(int) frame.index()];
      previous[0] = lost ? quieter(previous[0]) : frame.samples();
      heardMs[0] += detector.isDone() ? 0 : AudioFrame.MS;
      detector.accept(new AudioFrame(frame.index(), previous[0], lost))
          .forEach(event -> told.add(new Told(event, (frame.index() + 1) * AudioFrame.MS)));
    });
    if (line.samples().length == 0) {
      detector.answered();
    }
    detector.finish().forEach(event -> told.add(new Told(event, heardMs[0])));
    return new Trial(recording, List.copyOf(told), heardMs[0]);
  }

  /** As a simple concealment does. */
  private static short[] quieter(short[] frame) {
    short[] half = frame.clone();
    for (int i = 0; i < half.length; i++) {
      half[i] /= 2;
    }
    return half;
  }

  List<AmdEvent> events() {
    return told.stream().map(Told::event).toList();
  }

  /** The first one; null where nobody answered. */
  AmdVerdict verdict() {
    return events().stream().filter(AmdEvent.Verdict.class::isInstance).map(ReplayPrinter::verdict).findFirst().orElse(null);
  }

  /** At {@code deadlineMs} after the answer; unsure if there was none by then. */
  AmdResult result(long deadlineMs) {
    AmdVerdict verdict = verdict();
    return verdict == null || verdict.atMs() - recording.answeredAtMs() > deadlineMs ? AmdResult.UNSURE : verdict.result();
  }

  boolean isRight(long deadlineMs) {
    return recording.isRight(result(deadlineMs), events());
  }

  OptionalLong firstVoiceMs() {
    return events().stream().filter(AmdEvent.SpeechStart.class::isInstance)
        .mapToLong(event -> Math.max(event.atMs(), recording.answeredAtMs())).min();
  }

  /** From the first voice after the answer to the verdict. */
  OptionalLong sinceFirstVoiceMs() {
    OptionalLong voice = firstVoiceMs();
    return voice.isPresent() && verdict() != null ? OptionalLong.of(verdict().atMs() - voice.getAsLong()) : OptionalLong.empty();
  }

  /** From the end of the utterance to the verdict. */
  OptionalLong afterVoiceMs() {
    AmdVerdict verdict = verdict();
    if (verdict == null) {
      return OptionalLong.empty();
    }
    OptionalLong truth = recording.truth().voiceEndMs();
    OptionalLong end = truth.isPresent() ? truth : events().stream()
        .filter(event -> event instanceof AmdEvent.SpeechEnd && event.atMs() <= verdict.atMs()).mapToLong(AmdEvent::atMs).max();
    return end.isPresent() ? OptionalLong.of(verdict.atMs() - end.getAsLong()) : OptionalLong.empty();
  }

  /** For each beep that is there: how long after its end it was told, or nothing. */
  List<OptionalLong> beepLatenciesMs() {
    return recording.truth().beeps().stream().map(beep -> told.stream()
        .filter(each -> matches(each.event(), beep)).mapToLong(each -> each.atMs() - beep.endMs()).min()).toList();
  }

  int falseBeeps() {
    return (int) events().stream().filter(AmdEvent.Beep.class::isInstance)
        .filter(event -> recording.truth().beeps().stream().noneMatch(beep -> matches(event, beep))).count();
  }

  private static boolean matches(AmdEvent event, Recording.Beep beep) {
    return event instanceof AmdEvent.Beep heard
        && Math.abs(heard.atMs() + heard.durationMs() - beep.endMs()) <= BEEP_TOLERANCE_MS;
  }

  /** How far the last greeting's end that was told lies from the true one; nothing where none was told. */
  OptionalLong greetingEndErrorMs() {
    OptionalLong truth = recording.truth().greetingEndMs();
    return truth.isEmpty() ? OptionalLong.empty() : events().stream().filter(AmdEvent.GreetingEnd.class::isInstance)
        .mapToLong(event -> event.atMs() - truth.getAsLong()).reduce((_, last) -> last);
  }

  String line() {
    return recording.name() + "  " + recording.label() + ", " + recording.kind() + ": "
        + Objects.toString(verdict() == null ? null : verdict().header(), "no verdict");
  }
}
