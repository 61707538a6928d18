package org.earshot.sip.leg;

import java.util.List;
import org.earshot.sip.leg.LegAction.SendFinal;
import org.earshot.sip.leg.LegAction.SendRequest;
import org.earshot.sip.leg.LegAction.Tell;
import org.earshot.sip.leg.LegEvent.RequestReceived;
import org.earshot.sip.leg.LegEvent.ResponseReceived;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.RequestId;

/** The actions that many states have in common. Pure. */
final class Replies {

  private Replies() {}

  static SendFinal ok(RequestId id) {
    return new SendFinal(id, 200, "OK", Headers.NONE, Body.NONE);
  }

  static SendFinal ok(RequestId id, Headers headers, Body body) {
    return new SendFinal(id, 200, "OK", headers, body);
  }

  static SendFinal refuse(RequestId id, int status, String reason, Headers headers) {
    return new SendFinal(id, status, reason, headers, Body.NONE);
  }

  static SendFinal refuse(RequestId id, int status) {
    String reason = switch (status) {
      case 481 -> "Call/Transaction Does Not Exist";
      case 487 -> "Request Terminated";
      case 491 -> "Request Pending";
      default -> "Server Internal Error";
    };
    return refuse(id, status, reason, Headers.NONE);
  }

  /** RFC 3261 §14.2: a second INVITE before the first is answered gets 500 with a Retry-After. */
  static SendFinal tooEarly(RequestId id, LegPolicy policy) {
    return refuse(id, 500, "Server Internal Error", Headers.of("Retry-After", String.valueOf(policy.retryAfterS())));
  }

  static Tell requested(RequestReceived received) {
    var request = received.request();
    return new Tell(new LegReport.Requested(received.id(), request.method(), request.headers(), request.body()));
  }

  static SendFinal respond(LegCommand.Respond respond) {
    return new SendFinal(respond.id(), respond.status(), respond.reason(), respond.headers(), respond.body());
  }

  static SendRequest send(LegCommand.Request request) {
    return new SendRequest(request.token(), request.method(), request.headers(), request.body());
  }

  static Tell noDialog(LegCommand.Request request) {
    return new Tell(new LegReport.Responded(request.token(), 481, "No Dialog", Headers.NONE, Body.NONE));
  }

  static Tell noDialogYet() {
    return new Tell(new LegReport.OfferFailed(481, "No Dialog", Headers.NONE));
  }

  /** The answer to one of the call's own requests; nothing for provisional ones and other transactions. */
  static List<LegAction> responded(ResponseReceived response) {
    if (response.token() < 1 || response.status() < 200) {
      return List.of();
    }
    return List.of(new Tell(new LegReport.Responded(response.token(), response.status(), response.reason(),
        response.headers(), response.body())));
  }

  /** RFC 3261 §8.1.3.1: silence is treated as 408, a transport error as 503. */
  static List<LegAction> responded(int token, int status) {
    String reason = status == 408 ? "Request Timeout" : "Service Unavailable";
    return token < 1 ? List.of()
        : List.of(new Tell(new LegReport.Responded(token, status, reason, Headers.NONE, Body.NONE)));
  }
}
