package org.earshot.app.call;

import java.util.ArrayList;
import java.util.List;
import org.earshot.app.events.DomainEvent;
import org.earshot.media.amd.AmdResult;
import org.earshot.media.amd.AmdVerdict;

/** The detector's verdict in the words of the outside. */
final class Verdicts {
  private Verdicts() {}

  /** For a held answer whose detector stayed silent. */
  static AmdVerdict none(long waitedMs) {
    return new AmdVerdict(AmdResult.UNSURE, 0, "no-verdict", "TOOLONG-" + waitedMs, waitedMs,
        List.of("the detector gave no verdict in " + waitedMs + " ms"));
  }

  /** Who may be either is taken for a machine. */
  static AmdVerdict takenForMachine(AmdVerdict unsure) {
    var evidence = new ArrayList<>(unsure.evidence());
    evidence.add("taken for a machine, as configured");
    return new AmdVerdict(AmdResult.MACHINE, unsure.confidence(), unsure.cause(), unsure.appAmdCause(), unsure.atMs(),
        evidence);
  }

  /** With Asterisk's AMDSTATUS beside ours: HUMAN, MACHINE, NOTSURE or HANGUP. */
  static DomainEvent.Verdict outside(AmdVerdict verdict) {
    return new DomainEvent.Verdict(verdict.result().word(), verdict.confidence(), verdict.cause(), verdict.atMs(),
        verdict.appAmdStatus(), verdict.appAmdCause(), verdict.evidence());
  }
}
