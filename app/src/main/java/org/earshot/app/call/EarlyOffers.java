package org.earshot.app.call;

import static org.earshot.app.call.CallMachine.CALLER;

import java.util.Optional;
import org.earshot.app.call.CallEvent.BadSdp;
import org.earshot.app.call.CallEvent.FromLeg;
import org.earshot.sip.leg.LegCommand;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.sdp.SessionDescription;

/**
 * Offers beside that of the INVITE while the caller waits for its answer (UPDATE, RFC 3311): carried across as in a call
 * that both have answered. Each leg keeps the order; where one cannot carry the offer, it says so and the other refuses.
 * Pure.
 */
final class EarlyOffers {

  private EarlyOffers() {}

  /** What is to be done about the event; empty where it is about something else. {@code heard}: whose media is. */
  static Optional<CallAction> carried(CallEvent event, Optional<Integer> heard) {
    return switch (event) {
      case FromLeg(int leg, LegReport.Offered _, var sdp) -> {
        Optional<Integer> other = other(leg, heard);
        yield Optional.of(other.<CallAction>map(to -> new CallAction.RelayOffer(leg, to, sdp))
            .orElseGet(() -> BridgedCall.reject(leg, 491, "Request Pending")));
      }
      case FromLeg(int leg, LegReport.OfferAnswered _, var sdp) ->
          other(leg, heard).map(to -> answer(leg, to, sdp));
      case FromLeg(int leg, LegReport.OfferFailed failed, _) -> (leg == CALLER ? heard : Optional.of(CALLER))
          .map(to -> new CallAction.ToLeg(to, new LegCommand.RefuseOffer(failed.status(), failed.reason(),
              Reasons.passed(failed.headers()))));
      case BadSdp(int leg, LegReport.Offered _, _) -> Optional.of(BridgedCall.reject(leg, 488, "Not Acceptable Here"));
      case BadSdp(int leg, LegReport.OfferAnswered _, _) -> other(leg, heard).map(EarlyOffers::unanswered);
      case FromLeg _, BadSdp _, CallEvent.Begun _, CallEvent.DialRefused _, CallEvent.Redirected _,
           CallEvent.MediaOpened _, CallEvent.MediaFailed _, CallEvent.MediaSilent _, CallEvent.MediaDrained _,
           CallEvent.Heard _, CallEvent.Played _, CallEvent.OfTransfer _, CallEvent.TimerFired _, CallEvent.EndWanted _ -> Optional.empty();
    };
  }

  /** Of those that ring at once only one is heard, and the others have no session with the caller. */
  private static Optional<Integer> other(int leg, Optional<Integer> heard) {
    return leg == CALLER ? heard : heard.filter(callee -> callee == leg).map(_ -> CALLER);
  }

  private static CallAction answer(int from, int to, Optional<SessionDescription> sdp) {
    return sdp.<CallAction>map(answer -> new CallAction.RelayAnswer(from, to, answer)).orElseGet(() -> unanswered(to));
  }

  private static CallAction unanswered(int to) {
    return BridgedCall.reject(to, 488, "Not Acceptable Here");
  }
}
