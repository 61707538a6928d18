package org.earshot.app.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.media.amd.AmdVerdict;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.sdp.SessionDescription;

/** Where a call stands. A state holds exactly what is valid in it. */
sealed interface CallState {

  /** Let in, nothing done yet. */
  record Routing() implements CallState {}

  /** Ports are being bound; both sides must be there before the callee is called. */
  record Opening(Trial trial, boolean callerOpen, boolean calleeOpen) implements CallState {}

  /** The callee has our INVITE. */
  record Dialing(Trial trial) implements CallState {}

  /** The callee has answered; the caller's 200 waits for the verdict (hold-answer). */
  record Screening(Trial trial, SessionDescription answer) implements CallState {}

  /** Both have answered. */
  record Bridged(int callee, Bridge bridge) implements CallState {}

  /** Both legs are being ended; the totals of the media are awaited. */
  record Ending(Outcome outcome) implements CallState {}

  record Ended() implements CallState {}

  /** One word for the API. */
  default String word() {
    return switch (this) {
      case Routing _, Opening _ -> "routing";
      case Dialing(Trial trial) -> trial.rang() ? "ringing" : "dialing";
      case Screening _ -> "screening";
      case Bridged _ -> "bridged";
      case Ending _, Ended _ -> "ending";
    };
  }

  /**
   * The attempt under way.
   *
   * @param leg     number of the callee's leg, 1 and up
   * @param rang    the caller has been told of ringing
   * @param early   the SDP of the callee's early media, which is bridged and heard
   * @param best    the best final answer so far of attempts that failed
   * @param verdict what the detector said of early media
   */
  record Trial(int leg, boolean rang, Optional<SessionDescription> early, Optional<Failure> best,
               Optional<AmdVerdict> verdict) {
    static Trial first() {
      return new Trial(1, false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Trial next(Failure failure) {
      return new Trial(leg + 1, rang, Optional.empty(), Optional.of(failure.orBetter(best)), Optional.empty());
    }

    Trial ringing(Optional<SessionDescription> sdp) {
      return new Trial(leg, true, sdp.or(() -> early), best, verdict);
    }

    Trial heard(AmdVerdict heard) {
      return new Trial(leg, rang, early, best, Optional.of(heard));
    }
  }

  /**
   * A final answer that ended an attempt.
   *
   * @param spoken a peer said so, as against silence or a transport's failure
   */
  record Failure(int status, String reason, Cause cause, Optional<String> reasonHeader, boolean spoken) {
    static Failure of(Cause cause) {
      return new Failure(cause.sipStatus(), cause.reason(), cause, Optional.empty(), false);
    }

    /** A peer's word counts more than silence; among equals the latest. */
    Failure orBetter(Optional<Failure> earlier) {
      return earlier.filter(other -> other.spoken && !spoken).orElse(this);
    }
  }

  /**
   * An answered call.
   *
   * @param acked    the caller's ACK has come: requests may go to it
   * @param reoffer  the leg whose re-INVITE waits for the other's answer
   * @param passed   requests carried across, by our token, until answered
   * @param tokens   last token given
   * @param untold   what the caller is to be told once acked
   */
  record Bridge(boolean acked, Optional<Integer> reoffer, Map<Integer, Passed> passed, int tokens,
                List<CallAction.Notice> untold) {
    static Bridge fresh(List<CallAction.Notice> untold) {
      return new Bridge(false, Optional.empty(), Map.of(), 0, untold);
    }

    Bridge ackedAndTold() {
      return new Bridge(true, reoffer, passed, tokens + untold.size(), List.of());
    }

    Bridge reoffered(Optional<Integer> leg) {
      return new Bridge(acked, leg, passed, tokens, untold);
    }

    Bridge passing(Passed request) {
      var more = new HashMap<>(passed);
      more.put(tokens + 1, request);
      return new Bridge(acked, reoffer, Map.copyOf(more), tokens + 1, untold);
    }

    Bridge passed(int token) {
      var fewer = new HashMap<>(passed);
      fewer.remove(token);
      return new Bridge(acked, reoffer, Map.copyOf(fewer), tokens, untold);
    }

    Bridge told() {
      return new Bridge(acked, reoffer, passed, tokens + 1, untold);
    }

    Bridge toTell(CallAction.Notice notice) {
      var more = new ArrayList<>(untold);
      more.add(notice);
      return new Bridge(acked, reoffer, passed, tokens, List.copyOf(more));
    }
  }

  /** A request from one leg that is being carried to the other. */
  record Passed(int from, RequestId id) {}

  /** How it ended, for the CDR. */
  record Outcome(Cause cause, int sipCode, int q850, String endedBy, boolean answered) {}
}
