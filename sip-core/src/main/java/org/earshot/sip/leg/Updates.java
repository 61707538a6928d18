package org.earshot.sip.leg;

import java.util.List;
import org.earshot.sip.leg.LegAction.SendFinal;
import org.earshot.sip.leg.LegAction.Tell;
import org.earshot.sip.leg.LegEvent.ResponseReceived;
import org.earshot.sip.leg.LegState.EarlyOffer;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.RequestId;

/** What the states have in common where an offer comes or goes by UPDATE (RFC 3311). Pure. */
final class Updates {

  private Updates() {}

  /** The answer to {@link LegAction.SendUpdate}; the call's own requests have tokens. */
  static boolean isOurs(ResponseReceived response) {
    return isOurs(response.method(), response.token());
  }

  static boolean isOurs(String method, int token) {
    return method.equals("UPDATE") && token == 0;
  }

  /** The final answer to our UPDATE, for the call. */
  static Tell told(ResponseReceived response) {
    return new Tell(response.status() < 300 ? new LegReport.OfferAnswered(response.headers(), response.body())
        : new LegReport.OfferFailed(response.status(), response.reason(), response.headers()));
  }

  static Tell failed(int status) {
    String reason = switch (status) {
      case 408 -> "Request Timeout";
      case 488 -> "Not Acceptable Here";
      case 491 -> "Request Pending";
      default -> "Service Unavailable";
    };
    return new Tell(new LegReport.OfferFailed(status, reason, Headers.NONE));
  }

  /** RFC 3261 §8.2.3: the body of an UPDATE is an offer or none. */
  static SendFinal unsupported(RequestId id) {
    return Replies.refuse(id, 415, "Unsupported Media Type", Headers.of("Accept", "application/sdp"));
  }

  /** What must still be said when the early dialog is over: to the peer, or to the call, that waits for an answer. */
  static List<LegAction> unfinished(EarlyOffer exchange) {
    return switch (exchange) {
      case EarlyOffer.None _ -> List.of();
      case EarlyOffer.Theirs theirs -> List.of(Replies.refuse(theirs.request(), 487));
      case EarlyOffer.Ours _ -> List.of(failed(491));
    };
  }
}
