package org.earshot.app.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.app.transfer.ReferSubscription;
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

  /** The caller's INVITE names a dialog of another call whose place it is to take (RFC 3891). */
  record Joining() implements CallState {}

  /** The callee has answered; the caller's 200 waits for the verdict (hold-answer, screen). */
  record Screening(int leg, int legs, SessionDescription answer, Judging judging) implements CallState {}

  /** The caller has gone; a machine is being left a message. */
  record Dropping(int callee, Judging judging) implements CallState {}

  /**
   * Two legs have answered.
   *
   * @param near the caller
   * @param far  the callee
   * @param legs the highest leg number of the call so far
   */
  record Bridged(int near, int far, int legs, Bridge bridge) implements CallState {
    /** The other of the two. */
    int across(int leg) {
      return leg == near ? far : near;
    }

    boolean isLeaving(int leg) {
      return bridge.leaving().stream().anyMatch(one -> one.leg() == leg);
    }

    Bridged with(Bridge other) {
      return new Bridged(near, far, legs, other);
    }
  }

  /** One of two who talk wants the other to be called by somebody else. */
  record Transferring(Bridged talk, Transfer transfer) implements CallState {}

  /** Both legs are being ended; the totals of the media are awaited. */
  record Ending(Outcome outcome) implements CallState {}

  record Ended() implements CallState {}

  /** One word for the API. */
  default String word() {
    return switch (this) {
      case Routing _, Opening _, Joining _ -> "routing";
      case Dialing(Hunt hunt) -> hunt.rang() ? "ringing" : "dialing";
      case Screening _ -> "screening";
      case Bridged _ -> "bridged";
      case Dropping _ -> "dropping";
      case Transferring _ -> "transferring";
      case Ending _, Ended _ -> "ending";
    };
  }

  /**
   * An answered call.
   *
   * @param acked    the caller's ACK has come: requests may go to it
   * @param reoffer  the re-INVITE under way
   * @param passed   requests carried across, by our token, until answered
   * @param tokens   last token given
   * @param untold   what the caller is to be told once acked
   * @param leaving  those who have transferred the call and are still there
   * @param judging  what is being done about the detector's word
   */
  record Bridge(boolean acked, Optional<Reoffer> reoffer, Map<Integer, Passed> passed, int tokens,
                List<CallAction.Notice> untold, List<Leaving> leaving, Judging judging) {
    static Bridge fresh(List<CallAction.Notice> untold, Judging judging) {
      return new Bridge(false, Optional.empty(), Map.of(), 0, untold, List.of(), judging);
    }

    Bridge judged(Judging next) {
      return new Bridge(acked, reoffer, passed, tokens, untold, leaving, next);
    }

    Bridge ackedAndTold() {
      return new Bridge(true, reoffer, passed, tokens + untold.size(), List.of(), leaving, judging);
    }

    Bridge reoffered(Optional<Reoffer> other) {
      return new Bridge(acked, other, passed, tokens, untold, leaving, judging);
    }

    /** The legs have changed: what went between the former ones is over. */
    Bridge moved(Optional<Reoffer> other) {
      return new Bridge(acked, other, Map.of(), tokens, List.of(), leaving, new Judging.Over());
    }

    Bridge leaves(Leaving one) {
      var more = new ArrayList<>(leaving);
      more.add(one);
      return new Bridge(acked, reoffer, passed, tokens, untold, List.copyOf(more), judging);
    }

    Bridge left(int leg) {
      return new Bridge(acked, reoffer, passed, tokens, untold,
          leaving.stream().filter(one -> one.leg() != leg).toList(), judging);
    }

    Bridge passing(Passed request) {
      var more = new HashMap<>(passed);
      more.put(tokens + 1, request);
      return new Bridge(acked, reoffer, Map.copyOf(more), tokens + 1, untold, leaving, judging);
    }

    Bridge passed(int token) {
      var fewer = new HashMap<>(passed);
      fewer.remove(token);
      return new Bridge(acked, reoffer, Map.copyOf(fewer), tokens, untold, leaving, judging);
    }

    Bridge told() {
      return new Bridge(acked, reoffer, passed, tokens + 1, untold, leaving, judging);
    }

    Bridge toTell(CallAction.Notice notice) {
      var more = new ArrayList<>(untold);
      more.add(notice);
      return new Bridge(acked, reoffer, passed, tokens, List.copyOf(more), leaving, judging);
    }
  }

  /** A re-INVITE that waits for the other side's answer. */
  sealed interface Reoffer {
    record Of(int leg) implements Reoffer {}

    /** Ours, to bring two together. {@code next}: whom its answer is offered to. */
    record Ours(Optional<Integer> next) implements Reoffer {}
  }

  /** Is hung up on when it has answered the NOTIFY of that token. */
  record Leaving(int leg, int token) {}

  /**
   * A transfer under way.
   *
   * @param by           who asked for it
   * @param gone         has hung up since
   * @param target       whom to call, as asked
   * @param hunt         the search for it; empty while it is looked up
   * @param subscription how who asked hears of it
   */
  record Transfer(int by, boolean gone, String target, Optional<Hunt> hunt, ReferSubscription subscription) {
    Transfer left() {
      return new Transfer(by, true, target, hunt, new ReferSubscription.Over());
    }

    Transfer searching(Hunt found) {
      return new Transfer(by, gone, target, Optional.of(found), subscription);
    }

    Transfer told(ReferSubscription next) {
      return new Transfer(by, gone, target, hunt, next);
    }
  }

  /** A request from one leg that is being carried to the other. */
  record Passed(int from, RequestId id) {}

  /** How it ended, for the CDR. */
  record Outcome(Cause cause, int sipCode, int q850, String endedBy, boolean answered) {}
}
