package org.earshot.app.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.sdp.SessionDescription;

/** Where a call stands. A state holds exactly what is valid in it. */
sealed interface CallState {

  /** Let in, nothing done yet. */
  record Routing() implements CallState {}

  /** The caller's ports are being bound: nobody is called before they are there. */
  record Opening() implements CallState {}

  /** Somebody who answers is searched for. */
  record Dialing(Hunt hunt) implements CallState {}

  /** The callee has answered; the caller's 200 waits for the verdict (hold-answer). */
  record Screening(int leg, int legs, SessionDescription answer) implements CallState {}

  /**
   * Two legs have answered.
   *
   * @param near the caller
   * @param far  the callee
   * @param legs the highest leg number of the call so far
   */
  record Bridged(int near, int far, int legs, Bridge bridge) implements CallState {
    Bridged with(Bridge other) {
      return new Bridged(near, far, legs, other);
    }
  }

  /** Both legs are being ended; the totals of the media are awaited. */
  record Ending(Outcome outcome) implements CallState {}

  record Ended() implements CallState {}

  /** One word for the API. */
  default String word() {
    return switch (this) {
      case Routing _, Opening _ -> "routing";
      case Dialing(Hunt hunt) -> hunt.rang() ? "ringing" : "dialing";
      case Screening _ -> "screening";
      case Bridged _ -> "bridged";
      case Ending _, Ended _ -> "ending";
    };
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
