package org.earshot.sip.leg;

import static org.earshot.sip.leg.Replies.responded;
import static org.earshot.sip.leg.Step.ignored;

import java.util.ArrayList;
import java.util.List;
import org.earshot.sip.leg.LegAction.Arm;
import org.earshot.sip.leg.LegAction.EndFork;
import org.earshot.sip.leg.LegAction.SendAck;
import org.earshot.sip.leg.LegAction.Tell;
import org.earshot.sip.leg.LegEvent.ResponseReceived;
import org.earshot.sip.leg.LegState.AckDue;
import org.earshot.sip.leg.LegState.Backoff;
import org.earshot.sip.leg.LegState.InDialog;
import org.earshot.sip.leg.LegState.Offering;
import org.earshot.sip.leg.LegState.Refreshing;
import org.earshot.sip.leg.LegState.Updating;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;

/** What comes of our own requests in a confirmed dialog: answers, silence, no transport. Pure. */
final class DialogResponses {

  private DialogResponses() {}

  static Step received(InDialog state, ResponseReceived response, LegPolicy policy) {
    if (Updates.isOurs(response) && state instanceof Updating updating) {
      return updateAnswered(updating, response, policy);
    }
    if (!response.method().equals("INVITE")) {
      return otherResponse(state, responded(response), response.token(), response.status(), policy);
    }
    if (response.status() / 100 == 2 && !response.remoteTag().equals(state.dialog().remoteTag())) {
      // RFC 3261 §13.2.2.4: another fork answered too
      return Step.to(state, new EndFork(response.remoteTag()));
    }
    return switch (state) {
      case Offering offering -> offerAnswered(offering, response, policy);
      case Refreshing refreshing -> refreshed(refreshing, response, policy);
      case LegState.Confirmed _, LegState.AckAwaited _, LegState.AckDue _, Updating _, LegState.UpdateOffered _,
           LegState.Backoff _, LegState.Offered _ -> ignored(state);
    };
  }

  private static Step offerAnswered(Offering state, ResponseReceived response, LegPolicy policy) {
    int status = response.status();
    if (status < 200) {
      return ignored(state);
    }
    if (status >= 300) {
      return offerFailed(state, state.offer(), state.held(), response, policy);
    }
    var answered = new Tell(new LegReport.OfferAnswered(response.headers(), response.body()));
    return state.offer().body().isEmpty() ? Step.to(new AckDue(state.dialog(), state.held()), answered)
        : Dialogs.settled(state.dialog(), state.held(), new SendAck(response.remoteTag(), Body.NONE), answered);
  }

  /** Refused or met by the peer's own INVITE (491): the session stays, and there is time for another refresh. */
  private static Step refreshed(Refreshing state, ResponseReceived response, LegPolicy policy) {
    if (response.status() < 200) {
      return ignored(state);
    }
    if (response.status() >= 300) {
      return endsDialog(response.status()) ? Dialogs.lost(state, LegReport.How.DIALOG_LOST, policy, List.of())
          : Dialogs.settled(state.dialog(), state.held());
    }
    return Dialogs.settled(state.dialog(), state.held(), new SendAck(response.remoteTag(), Body.NONE));
  }

  private static Step updateAnswered(Updating state, ResponseReceived response, LegPolicy policy) {
    if (response.status() >= 300) {
      return offerFailed(state, state.offer(), state.held(), response, policy);
    }
    return response.status() < 200 ? ignored(state)
        : Dialogs.settled(state.dialog(), state.held(), Updates.told(response));
  }

  private static Step offerFailed(InDialog state, LegCommand.Offer offer, List<LegCommand.Offer> after,
                                  ResponseReceived response, LegPolicy policy) {
    if (response.status() == 491) {
      var held = new ArrayList<>(List.of(offer));
      held.addAll(after);
      return Step.to(new Backoff(state.dialog(), List.copyOf(held)),
          new Arm(LegTimer.GLARE, policy.glareDelayMs(state.dialog().callIdOurs())));
    }
    Tell failed = Updates.told(response);
    return endsDialog(response.status()) ? Dialogs.lost(state, LegReport.How.DIALOG_LOST, policy, List.of(failed))
        : Dialogs.settled(state.dialog(), after, failed);
  }

  private static Step otherResponse(InDialog state, List<LegAction> told, int token, int status, LegPolicy policy) {
    return token != 0 && endsDialog(status) ? Dialogs.lost(state, LegReport.How.DIALOG_LOST, policy, told)
        : Step.to(state, told);
  }

  /** RFC 3261 §12.2.1.2: 481, 408 and silence end the dialog. */
  private static boolean endsDialog(int status) {
    return status == 481 || status == 408;
  }

  static Step silence(InDialog state, String method, int token, LegPolicy policy) {
    if (method.equals("INVITE") && state instanceof Refreshing) {
      return Dialogs.lost(state, LegReport.How.DIALOG_LOST, policy, List.of());
    }
    if (method.equals("INVITE")) {
      var failed = new Tell(new LegReport.OfferFailed(408, "Request Timeout", Headers.NONE));
      return state instanceof Offering ? Dialogs.lost(state, LegReport.How.DIALOG_LOST, policy, List.of(failed))
          : ignored(state);
    }
    if (Updates.isOurs(method, token) && state instanceof Updating) {
      return Dialogs.lost(state, LegReport.How.DIALOG_LOST, policy, List.of(Updates.failed(408)));
    }
    return otherResponse(state, responded(token, 408), token, 408, policy);
  }

  static Step sendFailed(InDialog state, String method, int token) {
    if (method.equals("INVITE") && state instanceof Refreshing refreshing) {
      return Dialogs.settled(refreshing.dialog(), refreshing.held());
    }
    if (method.equals("INVITE") && state instanceof Offering offering) {
      return Dialogs.settled(offering.dialog(), offering.held(),
          new Tell(new LegReport.OfferFailed(503, "Service Unavailable", Headers.NONE)));
    }
    if (Updates.isOurs(method, token) && state instanceof Updating updating) {
      return Dialogs.settled(updating.dialog(), updating.held(), Updates.failed(503));
    }
    return Step.to(state, responded(token, 503));
  }
}
