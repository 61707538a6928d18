package org.earshot.app.call;

import java.util.Optional;
import org.earshot.sip.leg.LegCommand;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.message.RequestId;

/**
 * A leg that is no dialog: it stands for the party of another call, after a transfer or a pickup. What is asked of it
 * reaches the other call as the report of such a leg there, so that both machines see nothing but two legs.
 *
 * <pre>
 *      call X                                    call Y
 *   B === leg 1 --- X --- leg 2 (tie) ~~~~~ leg 3 (tie) --- Y --- leg 1 === C
 *           re-INVITE -->  Offer  ~~~~~~~~~>  Offered  --> re-INVITE
 *                 200 <--  OfferAnswered  <~~~  AnswerOffer  <-- 200
 * </pre>
 *
 * @param call the other call
 * @param leg  the leg there that stands for ours
 */
record Tie(String call, int leg) {
  /** Before the other call has accepted. */
  static final int UNKNOWN = -1;

  /** What a command comes to at the other end; empty for those that make no sense in a dialog that stands. */
  static Optional<LegReport> report(LegCommand command) {
    return switch (command) {
      case LegCommand.Offer(var headers, var body) -> Optional.of(new LegReport.Offered(headers, body));
      case LegCommand.AnswerOffer(var headers, var body) -> Optional.of(new LegReport.OfferAnswered(headers, body));
      case LegCommand.RefuseOffer(int status, String reason, var headers) ->
          Optional.of(new LegReport.OfferFailed(status, reason, headers));
      case LegCommand.Ack(var body) -> Optional.of(new LegReport.Acked(body));
      case LegCommand.Request(int token, String method, var headers, var body) ->
          Optional.of(new LegReport.Requested(new RequestId(token), method, headers, body));
      case LegCommand.Respond(RequestId id, int status, String reason, var headers, var body) ->
          Optional.of(new LegReport.Responded((int) id.value(), status, reason, headers, body));
      case LegCommand.HangUp(int _, String _, var headers) ->
          Optional.of(new LegReport.Ended(LegReport.How.BYE, headers));
      case LegCommand.Dial _, LegCommand.Ring _, LegCommand.Answer _, LegCommand.Reject _ -> Optional.empty();
    };
  }
}
