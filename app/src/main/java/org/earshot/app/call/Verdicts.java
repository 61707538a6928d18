package org.earshot.app.call;

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

  /** Asterisk's AMDSTATUS beside ours: HUMAN, MACHINE, NOTSURE or HANGUP. */
  static DomainEvent.Verdict outside(AmdVerdict verdict) {
    String status = switch (verdict.result()) {
      case HUMAN -> "HUMAN";
      case MACHINE, FAX, INTERCEPT -> "MACHINE";
      case SILENCE, UNSURE, ERROR -> "NOTSURE";
    };
    return new DomainEvent.Verdict(verdict.result().word(), verdict.confidence(), verdict.cause(), verdict.atMs(),
        status, verdict.appAmdCause(), verdict.evidence());
  }
}
