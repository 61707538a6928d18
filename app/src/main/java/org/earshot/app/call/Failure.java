package org.earshot.app.call;

import java.util.Optional;
import org.earshot.sip.leg.LegReport;

/**
 * A final answer that ended an attempt.
 *
 * @param status       what the caller is told of it
 * @param reasonHeader the peer's Reason
 * @param spoken       a peer said so, as against silence, a transport's failure or a decision of ours
 */
record Failure(int status, String reason, Cause cause, Optional<String> reasonHeader, boolean spoken) {

  static Failure of(Cause cause) {
    return new Failure(cause.sipStatus(), cause.reason(), cause, Optional.empty(), false);
  }

  static Failure of(LegReport.Failed failed) {
    var reason = failed.headers().first("Reason");
    boolean spoken = failed.why() == LegReport.Why.RESPONSE;
    Cause cause = Cause.ofStatus(failed.status());
    // RFC 3261 §16.7: a challenge is for us, and a redirection names the callee's addresses: neither is for the caller
    if (failed.status() == 401 || failed.status() == 407) {
      return new Failure(503, "Service Unavailable", cause, reason, spoken);
    }
    if (failed.status() < 400) {
      return new Failure(480, "Temporarily Unavailable", Cause.REFUSED, reason, spoken);
    }
    return new Failure(failed.status(), failed.reason(), cause, reason, spoken);
  }

  /** The Q.850 value: the peer's own, else what its answer stands for, else that of our cause. */
  int q850() {
    return reasonHeader.map(Reasons::q850).filter(value -> value > 0)
        .or(() -> Optional.of(Reasons.q850(status)).filter(value -> spoken && value > 0)).orElse(cause.q850());
  }

  /** RFC 3261 §16.7 step 5: the callee is to be found nowhere else. */
  boolean endsTheSearch() {
    return spoken && status >= 600;
  }

  /** The better of the two for the caller; among equals the latest. */
  Failure orBetter(Optional<Failure> earlier) {
    return earlier.filter(other -> other.rank() > rank()).orElse(this);
  }

  /**
   * RFC 3261 §16.7 step 6: 6xx, else the lowest class, and of 4xx first what tells the caller how to call again. Within
   * what that leaves open, busy says more than not there. A peer's word counts more than our own guess.
   */
  private int rank() {
    if (!spoken) {
      return 0;
    }
    return switch (status) {
      case 415, 420, 484 -> 4;
      case 486 -> 3;
      default -> status >= 600 ? 5 : status < 500 ? 2 : 1;
    };
  }
}
